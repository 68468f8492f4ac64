package content

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/toml"
)

type node = toml.Node

// A binder puts the values of a TOML document into Go values, and says where
// one is of the wrong kind. What it cannot bind stays as it was.
type binder struct {
	*file
	base int // offset of the document in the file
	cfg  *config
	lang string // of the report
	kept *kept
	// blanks, of what a report says, are the values that are still to be filled in;
	// nil: there is no such thing, in the configuration.
	blanks *[]report.Blank
	within string // the list of tables that is being read
}

// A field is a key that a table may have: what it means, what its value may be, and
// what to do with it.
type field[T any] struct {
	name, doc string
	shape     func() shape
	bind      func(b *binder, n *node, v *T)
}

// A table is the keys of a kind of table, in the order in which hints name them.
type table[T any] []field[T]

// bind reads the table n into v. Keys that the table does not have are errors;
// those that are still to be filled in are as if they were not there.
func (t table[T]) bind(b *binder, n *node, v *T) {
	if !b.isTable(n) {
		return
	}
	for _, c := range n.Items {
		switch f := t.find(c.Name); {
		case f == nil:
			b.unknownKey(n, c, t.names())
		case !b.blank(n, c):
			f(b, c, v)
		}
	}
}

// blank reports whether n, a value in a table or list, is still to be filled in,
// and notes it.
func (b *binder) blank(in, n *node) bool {
	if b.blanks == nil || n.Kind != toml.String {
		return false
	}
	want, ok := report.IsBlank(n.Text)
	if ok {
		name := strings.Trim(orElse(in.Name, b.within)+"."+n.Name, ".")
		*b.blanks = append(*b.blanks, report.Blank{Name: b.kept.keep(name), Want: b.kept.keep(want), Pos: b.pos(n.Value)})
	}
	return ok
}

func (t table[T]) find(name string) func(*binder, *node, *T) {
	for i := range t {
		if t[i].name == name {
			return t[i].bind
		}
	}
	return nil
}

func (t table[T]) names() []string {
	names := make([]string, len(t))
	for i, f := range t {
		names[i] = f.name
	}
	return names
}

// list reads a list of tables. place says where in T the position goes.
func (t table[T]) list(b *binder, n *node, place func(*T) *report.Pos) []T {
	if n.Kind != toml.Array {
		b.say(ruleType, n.Key, fmt.Sprintf("%q must be a list of tables, not %s", n.Name, n.Kind), fmt.Sprintf("write [[%s]] above its keys", n.Name))
		return nil
	}
	outer := b.within
	b.within = n.Name
	defer func() { b.within = outer }()
	out := make([]T, len(n.Items))
	for i, c := range n.Items {
		if place != nil {
			*place(&out[i]) = b.pos(c.Key)
		}
		t.bind(b, c, &out[i])
	}
	return out
}

func (b *binder) span(s toml.Span) toml.Span {
	return toml.Span{Start: b.base + s.Start, End: b.base + s.End}
}

func (b *binder) pos(s toml.Span) report.Pos { return b.file.pos(b.base + s.Start) }

func (b *binder) say(r diag.Rule, s toml.Span, message, hint string) {
	b.file.say(r, b.span(s), message, hint)
}

// bad makes a remark about the value of n.
func (b *binder) bad(r diag.Rule, n *node, message, hint string) {
	s := n.Value
	if s.End == 0 {
		s = n.Key
	}
	b.say(r, s, message, hint)
}

func (b *binder) wrong(n *node, want, hint string) {
	name := n.Name
	if name == "" {
		name = "an entry of this list"
	} else {
		name = strconv.Quote(name)
	}
	b.bad(ruleType, n, fmt.Sprintf("%s must be %s, not %s", name, want, n.Kind), hint)
}

func (b *binder) isTable(n *node) bool {
	if n.Kind == toml.Table {
		return true
	}
	hint := "write name = value pairs in { }"
	if n.Name != "" {
		hint = fmt.Sprintf("write [%s] above its keys", n.Name)
	}
	b.wrong(n, "a table", hint)
	return false
}

func (b *binder) unknownKey(in, n *node, known []string) {
	where := ""
	if in.Name != "" {
		where = fmt.Sprintf(" in %q", in.Name)
	}
	b.say(ruleKey, n.Key, fmt.Sprintf("unknown key %q%s", n.Name, where), diag.DidYouMean(n.Name, known))
}

// text reads a text that is kept.
func (b *binder) text(n *node) string { return b.kept.keep(b.word(n)) }

// word reads a text that holds as long as the file is read.
func (b *binder) word(n *node) string {
	if n.Kind != toml.String {
		hint := "write it in quotes"
		if n.Text != "" {
			hint = fmt.Sprintf("put it in quotes: %q", clip(n.Text))
		}
		b.wrong(n, "a text", hint)
		return ""
	}
	b.escaped(n)
	return n.Text
}

// escaped looks for characters that an escape brings into a text and that
// [file.characters] does not see.
func (b *binder) escaped(n *node) {
	if !strings.Contains(b.span(n.Value).Of(b.file.text), `\`) {
		return
	}
	for _, r := range n.Text {
		if r == '\n' || r == '\t' || r == '\r' {
			continue
		}
		if rule, message, hint := judge(r, utf8.RuneLen(r), 0); message != "" {
			b.bad(rule, n, message, hint)
			return
		}
	}
}

// texts reads a list of texts.
func (b *binder) texts(n *node) []string {
	if n.Kind != toml.Array {
		b.wrong(n, "a list of texts", `write ["one", "two"]`)
		return nil
	}
	out := make([]string, 0, len(n.Items))
	for _, c := range n.Items {
		if b.blank(n, c) {
			continue
		}
		if s := b.text(c); c.Kind == toml.String {
			out = append(out, s)
		}
	}
	return out
}

// flag reads true or false.
func (b *binder) flag(n *node) bool {
	if n.Kind != toml.Bool {
		b.wrong(n, "true or false", "write true or false, without quotes")
	}
	return n.Text == "true"
}

// choice reads one of a few words.
func (b *binder) choice(n *node, words ...string) string {
	s := b.word(n)
	for _, w := range words {
		if s == w {
			return w
		}
	}
	if n.Kind == toml.String {
		b.bad(ruleType, n, fmt.Sprintf("%q is none of the values of %q", clip(s), n.Name), oneOf(s, words))
	}
	return ""
}

// oneOf is a hint that names the nearest of a few words and all of them.
func oneOf(s string, words []string) string {
	hint := "write one of: " + strings.Join(words, ", ")
	if w := diag.Nearest(s, words); w != "" {
		hint = fmt.Sprintf("did you mean %q? %s", w, hint)
	}
	return hint
}

// whole reads a whole number within bounds.
func (b *binder) whole(n *node, low, high int) (int, bool) {
	v, err := strconv.Atoi(n.Text)
	if n.Kind != toml.Integer || err != nil {
		b.wrong(n, "a whole number", fmt.Sprintf("write a number from %d to %d", low, high))
		return 0, false
	}
	if v < low || v > high {
		b.bad(ruleNumber, n, fmt.Sprintf("%q is %d", n.Name, v), fmt.Sprintf("write a number from %d to %d", low, high))
		return 0, false
	}
	return v, true
}

// day reads a date.
func (b *binder) day(n *node) *period.Day {
	if n.Kind != toml.Date && n.Kind != toml.String {
		b.wrong(n, "a date", "write it as in 2026-03-31")
		return nil
	}
	d, err := period.ParseDay(n.Text)
	if err != nil {
		b.bad(ruleType, n, err.Error(), "write a date that exists, as in 2026-03-31")
		return nil
	}
	if y, _, _ := d.Date(); y < period.FirstYear || y > period.LastYear {
		b.bad(ruleType, n, fmt.Sprintf("%s lies outside the years %d to %d", d, period.FirstYear, period.LastYear), "")
		return nil
	}
	return &d
}

// maxFloat is how many significant digits a number without quotes may have: a
// program that reads it as a binary float still sees the same.
const maxFloat = 15

// number reads a number as it is written, in quotes or not.
func (b *binder) number(n *node) (num.Written, bool) {
	switch n.Kind {
	case toml.String:
		w, err := num.ParseText(n.Text)
		if err != nil {
			b.bad(ruleNumber, n, err.Error(), "write it as in "+num.Accepted)
		}
		return w, err == nil
	case toml.Integer, toml.Float:
		return b.literal(n)
	}
	b.wrong(n, "a number", "write it as in "+num.Accepted)
	return num.Written{}, false
}

// literal reads a number that is not in quotes, from what is written.
func (b *binder) literal(n *node) (num.Written, bool) {
	s := strings.ReplaceAll(strings.TrimPrefix(n.Text, "+"), "_", "")
	if strings.HasSuffix(s, "inf") || strings.HasSuffix(s, "nan") {
		b.bad(ruleNumber, n, fmt.Sprintf("%s is no number", n.Text), `leave the key out, or give na = "reason"`)
		return num.Written{}, false
	}
	if n.Kind == toml.Integer {
		v, err := strconv.ParseInt(s, 0, 64)
		if strings.ContainsAny(s, "xob") && err == nil {
			return num.Written{Value: num.Int(v)}, true
		}
		v, err = strconv.ParseInt(s, 10, 64)
		return num.Written{Value: num.Int(v)}, err == nil
	}
	mantissa, exponent, _ := strings.Cut(strings.ToLower(s), "e")
	if e, _ := strconv.Atoi(exponent); e < -18 || e > 18 {
		b.bad(ruleNumber, n, fmt.Sprintf("%s has too large an exponent", n.Text), "write the number out, in quotes")
		return num.Written{}, false
	}
	if digits := strings.TrimLeft(strings.NewReplacer("-", "", ".", "").Replace(mantissa), "0"); len(digits) > maxFloat {
		b.bad(ruleNumber, n, fmt.Sprintf("%s has more than %d digits, which not every program keeps", n.Text, maxFloat), fmt.Sprintf("write it in quotes: %q", n.Text))
		return num.Written{}, false
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		b.bad(ruleNumber, n, fmt.Sprintf("%s is no number", n.Text), "write it as in "+num.Accepted)
		return num.Written{}, false
	}
	return num.Written{Value: num.Rat(r)}, true
}

// plain reads a number that is not a metric's: a count, or with percent a share.
func (b *binder) plain(n *node, percent bool) num.Num {
	w, ok := b.number(n)
	switch {
	case !ok:
		return num.Num{}
	case w.Shape == num.Plain, percent && w.Shape == num.Percent:
		return w.Value
	}
	hint := "write a plain number, as in 1234.5"
	if percent {
		hint = `write a plain number or a percentage, as in "16%"`
	}
	b.bad(ruleNumber, n, fmt.Sprintf("%q takes no number of this form", n.Name), hint)
	return num.Num{}
}

func clip(s string) string {
	if rs := []rune(s); len(rs) > 40 {
		return string(rs[:40]) + "…"
	}
	return s
}
