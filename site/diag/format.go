package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/mattn/go-runewidth"
)

// Text writes remarks in their text form. With color, severities and carets
// carry SGR codes.
func Text(w io.Writer, ds []Diagnostic, color bool) error {
	for _, d := range ds {
		if _, err := io.WriteString(w, d.text(color)); err != nil {
			return err
		}
	}
	return nil
}

func (d Diagnostic) text(color bool) string {
	var b strings.Builder
	paint := func(code, s string) string {
		if !color || s == "" {
			return s
		}
		return "\x1b[" + code + "m" + s + "\x1b[0m"
	}
	b.WriteString(paint("1", d.Where()))
	if d.File != "" {
		b.WriteString(": ")
	}
	fmt.Fprintf(&b, "%s: %s", paint([...]string{"36", "33;1", "31;1"}[min(d.Severity, Error)], d.Severity.String()), Clean(d.Message))
	if d.Rule != "" {
		fmt.Fprintf(&b, " [%s]", Clean(d.Rule))
	}
	b.WriteByte('\n')
	if d.Excerpt != "" && d.Column > 0 && !d.Brief {
		line, pad, width := excerpt(d)
		fmt.Fprintf(&b, "    %s\n    %s%s\n", line, strings.Repeat(" ", pad), paint("31", "^"+strings.Repeat("~", width-1)))
	}
	if d.Hint != "" {
		first, more, _ := strings.Cut(d.Hint, "\n")
		fmt.Fprintf(&b, "    %s %s\n", paint("36", "hint:"), Clean(first))
		for line := range strings.Lines(more) {
			fmt.Fprintf(&b, "          %s\n", Clean(strings.TrimRight(line, "\r\n")))
		}
	}
	return b.String()
}

// Where is the position of d as in file:line:column.
func (d Diagnostic) Where() string {
	switch {
	case d.File == "":
		return ""
	case d.Line == 0:
		return Clean(d.File)
	}
	return fmt.Sprintf("%s:%d:%d", Clean(d.File), d.Line, max(d.Column, 1))
}

// cells is how much of a line an excerpt shows: with what stands before and behind it
// no terminal of 80 columns breaks it, and the caret stays where it belongs.
const cells = 72

// excerpt returns the line to show, the cells before the caret, and the
// caret's width in cells. A long line is cut around the caret; only so much of
// it is looked at as can be seen. What a terminal draws as one glyph is never
// cut, and the caret stands under the whole of it.
func excerpt(d Diagnostic) (line string, pad, width int) {
	all := []rune(d.Excerpt)
	at := min(max(d.Column, 1)-1, len(all))
	low, high := max(at-4*cells, 0), min(at+4*cells, len(all))
	gs := glyphs(Clean(string(all[low:high])))
	first := glyphAt(gs, at-low)
	last := min(first+1, len(gs))
	for last < len(gs) && gs[last].rune-(at-low) < d.Width && wide(gs[first:last+1]) <= cells/2 {
		last++
	}
	from, to := first, last
	for from > 0 && wide(gs[from-1:last]) <= cells*2/3 {
		from--
	}
	for to < len(gs) && wide(gs[from:to+1]) <= cells {
		to++
	}
	for _, g := range gs[from:to] {
		line += g.text
	}
	pad, width = wide(gs[from:first]), max(wide(gs[first:last]), 1)
	if low > 0 || from > 0 {
		pad, line = pad+1, "…"+line
	}
	if high < len(all) || to < len(gs) {
		line += "…"
	}
	return line, pad, width
}

// A glyph is what a terminal draws in one piece, such as a letter with its
// accents.
type glyph struct {
	text        string
	rune, cells int // the number of its first rune in the line, its width
}

func glyphs(s string) []glyph {
	var gs []glyph
	n, cond := 0, runewidth.Condition{}
	for g := graphemes.FromString(s); g.Next(); {
		gs = append(gs, glyph{g.Value(), n, cond.StringWidth(g.Value())})
		n += utf8.RuneCountInString(g.Value())
	}
	return gs
}

// glyphAt is the number of the glyph that holds the given rune.
func glyphAt(gs []glyph, at int) int {
	i := len(gs)
	for i > 0 && gs[i-1].rune > at {
		i--
	}
	if i > 0 && at < gs[i-1].rune+utf8.RuneCountInString(gs[i-1].text) {
		i--
	}
	return i
}

func wide(gs []glyph) int {
	n := 0
	for _, g := range gs {
		n += g.cells
	}
	return n
}

// Clean makes a string from a file safe to print on a terminal, rune by rune:
// a control character becomes its picture, a tab a space, and what would turn
// or break the line or not be seen at all becomes U+FFFD.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < 0x20:
			return 0x2400 + r
		case r == 0x7f:
			return 0x2421
		case hidden(r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// hidden reports whether r is a C1 control, a bidi control, a line separator,
// or has no width and no use but to hide.
func hidden(r rune) bool {
	switch {
	case r < 0x80:
		return false
	case r < 0xa0, r == 0x2028, r == 0x2029, r == 0x200b, r == 0x2060, r == 0xfeff:
		return true
	}
	return unicode.In(r, unicode.Bidi_Control)
}

// JSON writes remarks as design.md §5 gives them, with everything that a
// terminal might obey in escapes:
// {"remarks":[{"file","line","column","severity","rule","code","message","hint"}],"errors":n,"warnings":n}.
func JSON(w io.Writer, ds []Diagnostic) error {
	type remark struct {
		File     string `json:"file"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
		Severity string `json:"severity"`
		Rule     string `json:"rule"`
		Code     string `json:"code"`
		Message  string `json:"message"`
		Hint     string `json:"hint"`
	}
	out := struct {
		Remarks  []remark `json:"remarks"`
		Errors   int      `json:"errors"`
		Warnings int      `json:"warnings"`
	}{Remarks: []remark{}, Errors: Count(ds, Error), Warnings: Count(ds, Warning)}
	for _, d := range ds {
		out.Remarks = append(out.Remarks, remark{d.File, d.Line, d.Column, d.Severity.String(), d.Rule, d.Code, d.Message, d.Hint})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		return err
	}
	_, err := io.WriteString(w, escape(b.String()))
	return err
}

// escape puts the escapes of JSON in the place of what encoding/json leaves as
// it is although it is not to be seen.
func escape(json string) string {
	if strings.IndexFunc(json, unseen) < 0 {
		return json
	}
	var b strings.Builder
	for _, r := range json {
		if unseen(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unseen(r rune) bool { return r == 0x7f || hidden(r) }
