// Package diag holds what almanac says about what people wrote: a
// [Diagnostic], in the archive's words a remark, is a position, a rule, a
// severity, a message and a hint that says what to write instead.
//
// Remarks are data. All of a run are collected, sorted by file and position,
// and shown at once. What the world does wrong (a full disk, a missing
// folder) is a Go error and never a remark.
//
// The text form is
//
//	content/2026-03.md:7:1: error: unknown key "revnue" [read/key]
//	    revnue = 12
//	    ^~~~~~
//	    hint: did you mean "revenue"?
//
// with the caret placed by display cells, so that it stands under the right
// character behind Chinese text too.
package diag

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// A Severity says how much a remark weighs.
type Severity uint8

const (
	Note Severity = iota
	Warning
	Error
)

// String is the severity as remarks name it; everything beyond an error is one.
func (s Severity) String() string { return [...]string{"note", "warning", "error"}[min(s, Error)] }

// A Rule is a kind of remark: its name (family/rule), its code in domain.md's
// list ("" where that has none), and the severity that it has by default.
type Rule struct {
	Name, Code string
	Severity   Severity
	Unreadable bool // a report that breaks it cannot be read: build publishes nothing
}

// A Diagnostic is one remark.
type Diagnostic struct {
	File         string // relative to the archive, with slashes; "" if it speaks of no file
	Line, Column int    // from 1, the column in characters; 0: the file as a whole
	Width        int    // characters that the caret underlines; 0 and 1 are one
	Severity     Severity
	Rule, Code   string
	Message      string // one sentence, no full stop
	Hint         string // what to write instead, of one line or several; may be ""
	Excerpt      string // the line that it speaks of, without its line end; may be ""
	Unreadable   bool
	Brief        bool // its message says what stands in the line, which text does not show again
	// Hant and Hans are Message and Hint in these languages; empty: there are no others.
	Hant, Hans Said
}

// At makes a remark of rule r.
func (r Rule) At(file string, line, column int, message, hint string) Diagnostic {
	return Diagnostic{File: file, Line: line, Column: column, Severity: r.Severity,
		Rule: r.Name, Code: r.Code, Message: message, Hint: hint, Unreadable: r.Unreadable}
}

// Sort orders remarks by file, position, rule and message, and drops those
// that say the same twice. Its result does not depend on the order in which
// they came.
func Sort(ds []Diagnostic) []Diagnostic {
	sorted := true
	for i := 1; i < len(ds) && sorted; i++ {
		sorted = ds[i-1].compare(&ds[i]) <= 0
	}
	if !sorted { // by place, since remarks are large
		sort.Slice(ds, func(i, k int) bool { return ds[i].compare(&ds[k]) < 0 })
	}
	return slices.Compact(ds)
}

// compare orders two remarks; 0: they are the same.
func (d *Diagnostic) compare(o *Diagnostic) int {
	if c := cmp.Or(strings.Compare(d.File, o.File), cmp.Compare(d.Line, o.Line), cmp.Compare(d.Column, o.Column)); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(d.Rule, o.Rule), strings.Compare(d.Message, o.Message), strings.Compare(d.Hint, o.Hint),
		cmp.Compare(o.Severity, d.Severity), strings.Compare(d.Code, o.Code), strings.Compare(d.Excerpt, o.Excerpt),
		cmp.Compare(d.Width, o.Width), compareBool(o.Unreadable, d.Unreadable), compareBool(d.Brief, o.Brief),
		d.Hant.compare(o.Hant), d.Hans.compare(o.Hans))
}

func (s Said) compare(o Said) int {
	return cmp.Or(strings.Compare(s.Message, o.Message), strings.Compare(s.Hint, o.Hint))
}

// compareBool puts false before true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return +1
}

// Count returns how many remarks have severity s.
func Count(ds []Diagnostic, s Severity) int {
	n := 0
	for _, d := range ds {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Counts returns how many remarks there are of each severity.
func Counts(ds []Diagnostic) (n [Error + 1]int) {
	for i := range ds {
		n[min(ds[i].Severity, Error)]++
	}
	return n
}

// Unreadable reports whether any of ds says that a report cannot be read.
func Unreadable(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Unreadable })
}
