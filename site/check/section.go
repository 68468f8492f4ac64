package check

import (
	"slices"
	"strings"

	"almanac/site/locale"
	"almanac/site/period"
	"almanac/site/report"
)

// A chapter is a part of a summary (domain.md §1.0): a report has them in this order.
type chapter int

const (
	anyChapter chapter = iota // a section that may stand where it fits
	introChapter
	bodyChapter
	endChapter
)

// chapterOf is the chapter that a section of a role belongs to. Problems are body where
// shares are counted and may follow the lessons all the same (C-04); what a guide
// calls extra modules may stand anyChapter (C-14).
func chapterOf(role string) chapter {
	switch role {
	case "intro":
		return introChapter
	case "goals", "results", "process", "customers", "market":
		return bodyChapter
	case "experience", "plan", "conclusion":
		return endChapter
	}
	return anyChapter
}

// main is the text in which sections are looked for: the report's own, or the
// first that there is; nil if nobody wrote one.
func (c *Case) main() *Text {
	if list := c.Texts(); len(list) > 0 {
		return list[0]
	}
	return nil
}

// has reports whether a text has a section of a role, or prose that is one.
func (t *Text) has(role string) bool {
	for i := range t.Body.Headings {
		if t.Body.Headings[i].Role == role {
			return true
		}
	}
	return role == "intro" && len(t.intro()) > 0
}

// section is the prose of the sections of a role.
func (t *Text) section(role string) (list []*Passage) {
	for i := range t.Passages {
		if t.Passages[i].Role == role {
			list = append(list, &t.Passages[i])
		}
	}
	return list
}

// intro is the prose of the introduction: its section, or what stands before the
// first section.
func (t *Text) intro() []*Passage {
	list := t.section("intro")
	if len(list) > 0 || !t.sectioned() {
		return list // a text without sections has no introduction either
	}
	for i := range t.Passages {
		if p := &t.Passages[i]; p.Under == -1 || p.Under == 0 && t.titled() && p.Role == "" {
			list = append(list, p)
		}
	}
	return list
}

// titled reports whether the first heading of a text is its title: the only one
// of its level, above all others.
func (t *Text) titled() bool {
	hs := t.Body.Headings
	if len(hs) < 2 {
		return len(hs) == 1 && hs[0].Level == 1
	}
	for i := 1; i < len(hs); i++ {
		if hs[i].Level <= hs[0].Level {
			return false
		}
	}
	return true
}

// sectioned reports whether a text has a section with a role.
func (t *Text) sectioned() bool {
	return slices.ContainsFunc(t.Body.Headings, func(h report.Heading) bool { return h.Role != "" })
}

// sections are the headings that open the sections of a text: those of the
// highest level on which one has a role, a title left out.
func (t *Text) sections() (list []*report.Heading) {
	hs := t.Body.Headings
	if t.titled() {
		hs = hs[1:]
	}
	level := int32(7)
	for i := range hs {
		if hs[i].Role != "" {
			level = min(level, hs[i].Level)
		}
	}
	for i := range hs {
		if hs[i].Level == level {
			list = append(list, &hs[i])
		}
	}
	return list
}

// words are the words of passages, one behind the other.
func wordsOf(list []*Passage) string {
	size := 0
	for _, p := range list {
		size += len(p.Folded.Text) + len("\n")
	}
	var b strings.Builder
	b.Grow(size)
	for _, p := range list {
		b.WriteString(p.Folded.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

// whole is all that a text says, headings, tables and quotations included.
func (t *Text) whole() string {
	var b strings.Builder
	for i := range t.Body.Headings {
		b.WriteString(t.Body.Title(&t.Body.Headings[i]) + "\n")
	}
	for i := range t.Body.Blocks {
		b.WriteString(t.Body.Words(t.Body.Blocks[i]) + "\n")
	}
	return b.String()
}

// live reports whether a passage has a live figure in it.
func (t *Text) live(p *Passage) bool {
	for i := range t.Body.Holes {
		if h := &t.Body.Holes[i]; h.Kind == report.Live && h.At >= p.Start && h.At <= p.Stop {
			return true
		}
	}
	return false
}

// heading is how a section of a role is headed in the language of a text.
func (c *Case) heading(t *Text, role string) string { return headingIn(c.Locales, t.Lang, role) }

func headingIn(all map[string]*locale.Locale, lang, role string) string {
	if l := locale.Match(all, lang); l != nil {
		if words := l.Words("roles." + role); len(words) > 0 {
			return words[0]
		}
	}
	return role
}

// roleNames names sections in the language of remarks.
func (c *Case) roleNames(roles []string) string {
	var names []string
	for _, r := range roles {
		names = append(names, headingIn(c.Locales, c.Locale.Tag, r))
	}
	return c.list(names)
}

// headings are the headings to write for sections of some roles in a text.
func (c *Case) headings(t *Text, roles []string) string {
	var marks []string
	for _, r := range roles {
		marks = append(marks, "## "+c.heading(t, r))
	}
	return strings.Join(marks, c.W(w(", ", "、", "、")))
}

// top is the place where a remark on a text as a whole stands.
func (c *Case) top(t *Text) report.Pos {
	if t.File == c.File {
		return c.Front
	}
	return report.Pos{Line: 1, Column: 1}
}

// structured reports whether the author gives reasons, cases or promises as
// entries of the front matter: who does is asked for what completes them.
func (c *Case) structured() bool {
	return len(c.Issues)+len(c.Experiences)+len(c.Actions)+len(c.Deviations)+len(c.Head.Strengths)+len(c.Head.Improvements) > 0
}

// senior reports whether a report is of a department or company that config.toml
// declares: they owe more, and their faults weigh more. Of units that are known by
// their folders alone nobody has said what they are.
func (c *Case) senior() bool {
	return c.Archive.Declared && (c.Level == report.Department || c.Level == report.Company)
}

// last is the report of the same unit and the period before, with its texts, or nil.
func (c *Case) last() *report.Report {
	c.reads.Words(c.Unit, c.Period.Add(-1))
	return c.Cube.Report(c.Unit, c.Period.Add(-1))
}

// reported reports whether a report says something of any of some metrics, be it
// that there is nothing to say.
func (c *Case) reported(metrics ...string) bool {
	for _, id := range metrics {
		if c.Cube.Metric(id) == nil {
			continue
		}
		if f := c.Cube.Figure(c.Unit, id, c.Period); f.Actual.Present() || f.NA != "" {
			return true
		}
	}
	return false
}

// figures reports whether the period has a figure of any metric.
func (c *Case) figures() bool {
	return len(c.Stated) > 0 || slices.ContainsFunc(c.Archive.Metrics, func(m *report.Metric) bool { return c.Cube.Actual(c.Unit, m.ID, c.Period).Present() })
}

// annual reports whether the report is of a year.
func (c *Case) annual() bool { return c.Period.Grain() == period.Annual }
