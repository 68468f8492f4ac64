package content

import (
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
		b.say(ruleType, n.Key, spoken("%q must be a list of tables, not %s", "「%s」應為表格的清單，而不是%s", "“%s”应为表格的列表，而不是%s", n.Name, kindWords[n.Kind]), spoken("write [[%s]] above its keys", "請在各鍵上方寫 [[%s]]", "请在各键上方写 [[%s]]", n.Name))
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

func (b *binder) say(r diag.Rule, s toml.Span, message, hint diag.Words) {
	b.file.say(r, b.span(s), message, hint)
}

// bad makes a remark about the value of n.
func (b *binder) bad(r diag.Rule, n *node, message, hint diag.Words) {
	s := n.Value
	if s.End == 0 {
		s = n.Key
	}
	b.say(r, s, message, hint)
}

func (b *binder) wrong(n *node, want, hint diag.Words) {
	name := spoken("an entry of this list", "清單中的項目", "列表中的项目")
	if n.Name != "" {
		name = quoted(n.Name)
	}
	b.bad(ruleType, n, spoken("%s must be %s, not %s", "%s應為%s，而不是%s", "%s应为%s，而不是%s", name, want, kindWords[n.Kind]), hint)
}

func (b *binder) isTable(n *node) bool {
	if n.Kind == toml.Table {
		return true
	}
	hint := spoken("write name = value pairs in { }", "請在 { } 內寫成 名稱 = 值", "请在 { } 内写成 名称 = 值")
	if n.Name != "" {
		hint = spoken("write [%s] above its keys", "請在各鍵上方寫 [%s]", "请在各键上方写 [%s]", n.Name)
	}
	b.wrong(n, spoken("a table", "表格", "表格"), hint)
	return false
}

func (b *binder) unknownKey(in, n *node, known []string) {
	var where diag.Words
	if in.Name != "" {
		where = spoken(" in %q", "（位於「%s」）", "（位于“%s”）", in.Name)
	}
	b.say(ruleKey, n.Key, spoken("unknown key %q%s", "不認得鍵「%s」%s", "不认得键“%s”%s", n.Name, where), meantOne(n.Name, known))
}

// text reads a text that is kept.
func (b *binder) text(n *node) string { return b.kept.keep(b.word(n)) }

// word reads a text that holds as long as the file is read.
func (b *binder) word(n *node) string {
	if n.Kind != toml.String {
		hint := spoken("write it in quotes", "請加上引號", "请加上引号")
		if n.Text != "" {
			hint = spoken("put it in quotes: %q", "請加上引號：%q", "请加上引号：%q", clip(n.Text))
		}
		b.wrong(n, spoken("a text", "文字", "文字"), hint)
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
		if rule, message, hint := judge(r, utf8.RuneLen(r), 0); message != none {
			b.bad(rule, n, message, hint)
			return
		}
	}
}

// texts reads a list of texts.
func (b *binder) texts(n *node) []string {
	if n.Kind != toml.Array {
		b.wrong(n, spoken("a list of texts", "文字的清單", "文字的列表"), spoken(`write ["one", "two"]`, `請寫成 ["one", "two"]`, `请写成 ["one", "two"]`))
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
		b.wrong(n, spoken("true or false", "true 或 false", "true 或 false"), spoken("write true or false, without quotes", "請寫 true 或 false，不加引號", "请写 true 或 false，不加引号"))
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
		b.bad(ruleType, n, spoken("%q is none of the values of %q", "「%s」不是「%s」可用的值", "“%s”不是“%s”可用的值", clip(s), n.Name), oneOf(s, words))
	}
	return ""
}

// oneOf is a hint that names the nearest of a few words and all of them.
func oneOf(s string, words []string) diag.Words {
	hint := spoken("write one of: %s", "請寫下列之一：%s", "请写下列之一：%s", diag.Listed(words))
	if w := diag.Nearest(s, words); w != "" {
		hint = spoken("did you mean %q? %s", "是否為「%s」？%s", "是否为“%s”？%s", w, hint)
	}
	return hint
}

// whole reads a whole number within bounds.
func (b *binder) whole(n *node, low, high int) (int, bool) {
	v, err := strconv.Atoi(n.Text)
	if n.Kind != toml.Integer || err != nil {
		b.wrong(n, spoken("a whole number", "整數", "整数"), spoken("write a number from %d to %d", "請寫 %d 到 %d 之間的整數", "请写 %d 到 %d 之间的整数", low, high))
		return 0, false
	}
	if v < low || v > high {
		b.bad(ruleNumber, n, spoken("%q is %d", "「%s」為 %d", "“%s”为 %d", n.Name, v), spoken("write a number from %d to %d", "請寫 %d 到 %d 之間的整數", "请写 %d 到 %d 之间的整数", low, high))
		return 0, false
	}
	return v, true
}

// day reads a date.
func (b *binder) day(n *node) *period.Day {
	if n.Kind != toml.Date && n.Kind != toml.String {
		b.wrong(n, spoken("a date", "日期", "日期"), spoken("write it as in 2026-03-31", "請寫成 2026-03-31 的樣子", "请写成 2026-03-31 的样子"))
		return nil
	}
	d, err := period.ParseDay(n.Text)
	if err != nil {
		b.bad(ruleType, n, faulty(err), spoken("write a date that exists, as in 2026-03-31", "請寫實際存在的日期，例如 2026-03-31", "请写实际存在的日期，例如 2026-03-31"))
		return nil
	}
	if y, _, _ := d.Date(); y < period.FirstYear || y > period.LastYear {
		b.bad(ruleType, n, spoken("%s lies outside the years %d to %d", "%s 不在 %d 年至 %d 年之間", "%s 不在 %d 年至 %d 年之间", d, period.FirstYear, period.LastYear), none)
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
			b.bad(ruleNumber, n, faulty(err), asNumbers())
		}
		return w, err == nil
	case toml.Integer, toml.Float:
		return b.literal(n)
	}
	b.wrong(n, spoken("a number", "數字", "数字"), asNumbers())
	return num.Written{}, false
}

// literal reads a number that is not in quotes, from what is written.
func (b *binder) literal(n *node) (num.Written, bool) {
	s := strings.ReplaceAll(strings.TrimPrefix(n.Text, "+"), "_", "")
	if strings.HasSuffix(s, "inf") || strings.HasSuffix(s, "nan") {
		b.bad(ruleNumber, n, spoken("%s is no number", "%s 不是數字", "%s 不是数字", n.Text), spoken(`leave the key out, or give na = "reason"`, `請刪去這個鍵，或寫 na = "原因"`, `请删去这个键，或写 na = "原因"`))
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
		out := strings.Repeat("0", len(mantissa)+min(max(e, -e), 1000)) // at most so many digits
		b.bad(ruleNumber, n, spoken("%s has too large an exponent", "%s 的指數太大", "%s 的指数太大", clip(n.Text)), inQuotes(out, spoken("write the number out, in quotes", "請寫出完整的數字，並加上引號", "请写出完整的数字，并加上引号")))
		return num.Written{}, false
	}
	if digits := strings.TrimLeft(strings.NewReplacer("-", "", ".", "").Replace(mantissa), "0"); len(digits) > maxFloat {
		b.bad(ruleNumber, n, spoken("%s has more than %d digits, which not every program keeps", "%s 超過 %d 位，並非每個程式都能保留", "%s 超过 %d 位，并非每个程序都能保留", clip(n.Text), maxFloat), inQuotes(s, spoken("write it in quotes: %q", "請加上引號：%q", "请加上引号：%q", s)))
		return num.Written{}, false
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		b.bad(ruleNumber, n, spoken("%s is no number", "%s 不是數字", "%s 不是数字", n.Text), asNumbers())
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
	hint := spoken("write a plain number, as in 1234.5", "請寫一般數字，例如 1234.5", "请写一般数字，例如 1234.5")
	if percent {
		hint = spoken(`write a plain number or a percentage, as in "16%%"`, `請寫一般數字或百分比，例如 "16%%"`, `请写一般数字或百分比，例如 "16%%"`)
	}
	b.bad(ruleNumber, n, spoken("%q takes no number of this form", "「%s」不接受這種形式的數字", "“%s”不接受这种形式的数字", n.Name), hint)
	return num.Num{}
}

func clip(s string) string {
	if rs := []rune(s); len(rs) > 40 {
		return string(rs[:40]) + "…"
	}
	return s
}
