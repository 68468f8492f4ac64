package source

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/toml"
)

// The rules of importing.
var (
	ruleEncoding  = diag.Rule{Name: "read/encoding", Severity: diag.Error}
	ruleLimit     = diag.Rule{Name: "read/limit", Severity: diag.Error}
	ruleTOML      = diag.Rule{Name: "read/toml", Severity: diag.Error}
	ruleKey       = diag.Rule{Name: "read/key", Code: "D100", Severity: diag.Error}
	ruleType      = diag.Rule{Name: "read/type", Severity: diag.Error}
	ruleNumber    = diag.Rule{Name: "read/number", Code: "D110", Severity: diag.Error}
	rulePeriod    = diag.Rule{Name: "read/period", Severity: diag.Error}
	ruleDuplicate = diag.Rule{Name: "read/duplicate", Severity: diag.Error}
	ruleUnit      = diag.Rule{Name: "read/unit", Severity: diag.Error}
	ruleMetric    = diag.Rule{Name: "read/metric", Severity: diag.Error}
	rulePercent   = diag.Rule{Name: "figures/percent", Severity: diag.Warning}
	ruleCSV       = diag.Rule{Name: "sources/csv", Severity: diag.Error}
	ruleHeading   = diag.Rule{Name: "sources/heading", Severity: diag.Error}
	ruleSeparator = diag.Rule{Name: "sources/separator", Severity: diag.Note}
	ruleUnused    = diag.Rule{Name: "sources/unused", Severity: diag.Note}
	ruleParts     = diag.Rule{Name: "sources/parts", Severity: diag.Error}
	ruleUnchecked = diag.Rule{Name: "sources/unchecked", Severity: diag.Warning}
	ruleChanged   = diag.Rule{Name: "sources/changed", Severity: diag.Error}
	ruleReport    = diag.Rule{Name: "sources/report", Severity: diag.Error}
)

// Rules lists every rule that only this package has.
func Rules() []diag.Rule {
	return []diag.Rule{ruleCSV, ruleHeading, ruleSeparator, ruleUnused, ruleParts, ruleUnchecked, ruleChanged, ruleReport}
}

// remarks collects what is said, up to a limit for each severity.
type remarks struct {
	list             []diag.Diagnostic
	errors, warnings int
	last             [2]diag.Diagnostic // the last error and warning
}

func (r *remarks) add(d diag.Diagnostic) {
	n, last := &r.errors, &r.last[0]
	switch d.Severity {
	case diag.Note:
		r.list = append(r.list, d)
		return
	case diag.Warning:
		n, last = &r.warnings, &r.last[1]
	}
	*last = d
	if *n++; *n <= MaxRemarks {
		r.list = append(r.list, d)
	}
}

// full reports whether no further remark of a rule would be said, so that
// there is no use in working it out.
func (r *remarks) full(rule diag.Rule) bool {
	switch rule.Severity {
	case diag.Error:
		return r.errors > MaxRemarks
	case diag.Warning:
		return r.warnings > MaxRemarks
	}
	return false
}

func (r *remarks) count(rule diag.Rule) {
	if rule.Severity == diag.Error {
		r.errors++
	} else {
		r.warnings++
	}
}

// all returns the remarks, and how many more there are.
func (r *remarks) all() []diag.Diagnostic {
	for i, n := range []int{r.errors, r.warnings} {
		if n > MaxRemarks {
			d := r.last[i]
			d.Rule, d.Code, d.Line, d.Column, d.Excerpt, d.Hint = ruleLimit.Name, "", 0, 0, "", ""
			d.Message = fmt.Sprintf("%d more remarks of this severity are not shown", n-MaxRemarks)
			r.list = append(r.list, d)
		}
	}
	return r.list
}

// A text is a file that remarks speak of.
type text struct {
	name   string
	src    string
	starts []int // where each line begins; nil: not yet looked for
	said   *remarks
}

// place turns an offset into a line and a column in characters, both from 1,
// and returns the line.
func (t *text) place(at int) (line, column int, excerpt string) {
	if t.starts == nil {
		t.starts = lineStarts(t.src)
	}
	at = min(max(at, 0), len(t.src))
	line = sort.SearchInts(t.starts, at+1)
	start := t.starts[line-1]
	excerpt, _, _ = strings.Cut(t.src[start:], "\n")
	return line, utf8.RuneCountInString(t.src[start:at]) + 1, strings.TrimSuffix(excerpt, "\r")
}

func lineStarts(src string) []int {
	starts := make([]int, 1, strings.Count(src, "\n")+1)
	for at := 0; ; {
		next := strings.IndexByte(src[at:], '\n')
		if next < 0 {
			return starts
		}
		at += next + 1
		starts = append(starts, at)
	}
}

// say makes a remark about a range of the text.
func (t *text) say(r diag.Rule, s toml.Span, message, hint string) {
	if t.said.full(r) {
		t.said.count(r)
		return
	}
	line, column, excerpt := t.place(s.Start)
	d := r.At(t.name, line, column, message, hint)
	d.Excerpt = excerpt
	if s.End > s.Start && s.End <= len(t.src) {
		first, _, _ := strings.Cut(t.src[s.Start:s.End], "\n")
		d.Width = utf8.RuneCountInString(first)
	}
	t.said.add(d)
}

// sayf is say with a message that is put together.
func (t *text) sayf(r diag.Rule, s toml.Span, hint, format string, args ...any) {
	if t.said.full(r) {
		t.said.count(r)
		return
	}
	t.say(r, s, fmt.Sprintf(format, args...), hint)
}

// where is the place of an offset for use in a sentence: data.csv:12.
func (t *text) where(at int) string {
	line, _, _ := t.place(at)
	return fmt.Sprintf("%s:%d", t.name, line)
}

func clip(s string) string {
	if rs := []rune(s); len(rs) > 40 {
		return string(rs[:40]) + "…"
	}
	return s
}
