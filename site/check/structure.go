package check

import (
	"fmt"
	"strings"

	"almanac/site/diag"
	"almanac/site/report"
)

// structures are the rules about how a text is built.
func structures() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "structure/skipped-level", Severity: diag.Warning}, find: skipped,
			Doc: "A heading is more than one level below the one before it, so that its section belongs to none. The first heading may have any level."},
		{Rule: diag.Rule{Name: "structure/second-title", Severity: diag.Note}, find: second,
			Doc: "A text has a heading # that stands alone above headings ##, as a title does, and another one."},
	}
}

// headings calls f for every heading of every text, with the one before it.
func (in *Input) headings(f func(file string, before, h *report.Heading)) {
	text := func(file string, b *report.Body) {
		if b == nil {
			return
		}
		var before *report.Heading
		for i := range b.Headings {
			h := &b.Headings[i]
			f(file, before, h)
			before = h
		}
	}
	for _, r := range in.Archive.Reports {
		text(r.File, r.Body)
		for i := range r.Others {
			text(r.Others[i].File, r.Others[i].Body)
		}
	}
}

func skipped(in *Input, say say) {
	in.headings(func(file string, before, h *report.Heading) {
		if before != nil && h.Level > before.Level+1 {
			say(file, h.Pos, fmt.Sprintf("the heading skips a level: %s stands below %s", marks(h.Level), marks(before.Level)), "write "+marks(before.Level+1))
		}
	})
}

// second finds a second # where the first is a title: there are headings below
// it. Where every section begins with #, none is.
func second(in *Input, say say) {
	var first *report.Heading
	titled, plain := false, false // the first # has headings below it; has none, and is no title
	in.headings(func(file string, before, h *report.Heading) {
		if before == nil {
			first, titled, plain = nil, false, false
		}
		switch {
		case h.Level > 1:
			titled = titled || first != nil && !plain
		case first == nil:
			first = h
		case !titled:
			plain = true
		default:
			say(file, h.Pos, "the text has a second heading #", fmt.Sprintf("its title stands at %d:%d; write ##", first.Pos.Line, first.Pos.Column))
		}
	})
}

func marks(level int32) string { return strings.Repeat("#", int(level)) }
