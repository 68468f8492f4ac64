package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"

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
		if !color {
			return s
		}
		return "\x1b[" + code + "m" + s + "\x1b[0m"
	}
	b.WriteString(paint("1", d.Where()))
	if d.File != "" {
		b.WriteString(": ")
	}
	b.WriteString(paint([...]string{"36", "33;1", "31;1"}[d.Severity], d.Severity.String()))
	fmt.Fprintf(&b, ": %s [%s]\n", Clean(d.Message), d.Rule)
	if d.Excerpt != "" && d.Column > 0 {
		line, pad, width := excerpt(d)
		fmt.Fprintf(&b, "    %s\n    %s%s\n", line, strings.Repeat(" ", pad), paint("31", "^"+strings.Repeat("~", width-1)))
	}
	if d.Hint != "" {
		fmt.Fprintf(&b, "    %s %s\n", paint("36", "hint:"), Clean(d.Hint))
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

// cells is how much of a long line an excerpt shows.
const cells = 96

// excerpt returns the line to show, the cells before the caret, and the
// caret's width in cells. A long line is cut around the caret.
func excerpt(d Diagnostic) (line string, pad, width int) {
	rs := []rune(Clean(d.Excerpt))
	at := min(d.Column-1, len(rs))
	end := min(at+max(d.Width, 1), len(rs))
	cond := runewidth.Condition{}
	from := 0
	for from < at && cond.StringWidth(string(rs[from:end])) > cells*2/3 {
		from++
	}
	to := end
	for to < len(rs) && cond.StringWidth(string(rs[from:to+1])) <= cells {
		to++
	}
	head, tail := "", ""
	if from > 0 {
		head = "…"
	}
	if to < len(rs) {
		tail = "…"
	}
	return head + string(rs[from:to]) + tail, cond.StringWidth(head + string(rs[from:at])), max(cond.StringWidth(string(rs[at:end])), 1)
}

// Clean makes a string from a file safe to print on a terminal: a control
// character becomes its picture, a tab a space.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r < 0x20:
			return 0x2400 + r
		case r == 0x7f:
			return 0x2421
		case unicode.In(r, unicode.Bidi_Control) || r == '\u0085' || (r >= 0x80 && r < 0xa0):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// JSON writes remarks as design.md §5 gives them:
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
	_, err := w.Write(b.Bytes())
	return err
}
