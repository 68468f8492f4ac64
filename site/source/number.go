package source

import (
	"fmt"
	"strings"

	"almanac/site/num"
	"almanac/site/report"
	"almanac/site/toml"
)

// spent is a currency that a number names, and where.
type spent struct {
	currency string
	at       int
}

// number reads a number of a metric into e; an empty cell leaves it absent.
func (t *table) number(cell string, at toml.Span, metric int, e *entry) bool {
	s := strings.TrimSpace(cell)
	if s == "" {
		return true
	}
	e.at = int32(at.Start)
	m := t.all[metric]
	if v, err := num.Parse(s); err == nil && len(s) <= 18 && !(t.comma == ';' && num.Thousands(s) != "") {
		e.value, e.places = v, decimals(s)
		t.doubtPercent(m, e, at)
		return true
	}
	if message, hint := t.doubtful(s); message != "" {
		t.data.say(ruleNumber, at, message, hint)
		return false
	}
	w, err := num.ParseText(s)
	if err != nil {
		t.data.say(ruleNumber, at, err.Error(), "write it as in "+num.Accepted)
		return false
	}
	if message, hint := misfit(w, m); message != "" {
		t.data.say(ruleNumber, at, message, hint)
		return false
	}
	if !t.oneCurrency(w, m, metric, at) {
		return false
	}
	e.take(w, s)
	if w.Shape == num.Plain {
		t.doubtPercent(m, e, at)
	}
	return true
}

// take makes e the number w, which is written as s.
func (e *entry) take(w num.Written, s string) {
	e.value, e.form = w.Value, w.Shape
	e.places = max(decimals(s), decimals(w.Value.String()))
	switch w.Shape {
	case num.Percent:
		e.places = decimals(s) + 2
	case num.Fraction:
		e.parts = &[2]num.Num{w.Num, w.Den}
	}
}

// doubtful says why the text of a number cannot be trusted, or nothing.
func (t *table) doubtful(s string) (message, hint string) {
	switch {
	case s[0] == '=' || s[0] == '@':
		return fmt.Sprintf("%q is a formula", clip(s)), "save the values, not the formulas"
	case s[0] == '#':
		return fmt.Sprintf("%q is an error of the spreadsheet", clip(s)), "mend it there"
	case t.comma == ';' && strings.Contains(s, ","):
		return fmt.Sprintf("%q: in a file that ; separates, a comma can stand before decimals or between thousands", clip(s)),
			"write decimals behind a point and thousands without separator, as in 1234.5"
	}
	if n := num.Thousands(s); t.comma == ';' && n != "" {
		return fmt.Sprintf("%q: in a file that ; separates, a point can stand before decimals or between thousands", clip(s)),
			fmt.Sprintf("write %s, or with decimals %s0", strings.Replace(n, ".", "", 1), n)
	}
	return "", ""
}

// decimals counts the digits behind the point of a number.
func decimals(s string) int16 {
	_, frac, _ := strings.Cut(s, ".")
	n := 0
	for n < len(frac) && frac[n] >= '0' && frac[n] <= '9' {
		n++
	}
	return int16(n)
}

// doubtPercent warns of a bare 16 where 16 % may be meant.
func (t *table) doubtPercent(m *report.Metric, e *entry, at toml.Span) {
	if m.Unit != report.Percent || e.value.Abs().Cmp(num.Dec(15, 1)) <= 0 || t.said.full(rulePercent) {
		return
	}
	t.data.say(rulePercent, at, fmt.Sprintf("%s is in percent, where %s means %s%%", m.ID, e.value, e.value.Mul(num.Int(100))),
		fmt.Sprintf("write %s%%, or the fraction %s", e.value, e.value.Div(num.Int(100)).Round(12)))
}

// misfit says why a number cannot be a figure of m, or nothing (settled.md 18).
func misfit(w num.Written, m *report.Metric) (message, hint string) {
	switch {
	case w.Shape == num.Percent && m.Unit != report.Percent:
		return fmt.Sprintf("%s is not measured in percent", m.ID), "write the number itself"
	case w.Shape == num.Fraction && m.Kind != report.Ratio:
		return fmt.Sprintf("a fraction is for ratios, and %s is a %s", m.ID, m.Kind), "write one number"
	case w.Shape == num.Fraction && !w.Value.Present():
		return fmt.Sprintf("%s cannot be a fraction of 0", m.ID), "leave the cell empty"
	case w.Shape == num.OneTo && m.Format != "1:x":
		return fmt.Sprintf("%s is not written as 1:x", m.ID), "write the number behind the colon"
	case w.Money && m.Unit != report.Money:
		return fmt.Sprintf("%s is no amount of money", m.ID), "leave the currency out"
	case w.Currency != "" && m.Currency != "" && !num.SignOf(w.Currency, m.Currency):
		return fmt.Sprintf("%s is kept in %s, but the number is in %s", m.ID, m.Currency, w.Currency), "convert it to " + m.Currency
	case (w.Scale == "m" || w.Scale == "M") && m.Unit != report.Money:
		return fmt.Sprintf("%q stands for million only behind money", w.Scale), "write the number out"
	case w.Scale == "兆":
		return "兆 means a million to some and a million million to others", "write the number out"
	case w.Unit != "" && m.Unit != report.Count && m.Unit != report.Duration && m.Unit != report.NoUnit && m.Unit != "":
		return fmt.Sprintf("%s is not measured in %s", m.ID, w.Unit), "leave the word behind the number out"
	}
	return "", ""
}

// oneCurrency refuses a second currency of a metric that has none of its own.
func (t *table) oneCurrency(w num.Written, m *report.Metric, metric int, at toml.Span) bool {
	if w.Currency == "" || m.Currency != "" {
		return true
	}
	first := &t.money[metric]
	if first.currency == "" {
		*first = spent{w.Currency, at.Start}
	}
	if num.SignOf(first.currency, w.Currency) || num.SignOf(w.Currency, first.currency) {
		return true
	}
	t.data.sayf(ruleNumber, at, fmt.Sprintf("convert them to one, and give [metrics.%s] its currency", m.ID),
		"%s is in %s here and in %s at %s", m.ID, w.Currency, first.currency, t.data.where(first.at))
	return false
}

// A bare number is one that TOML readers keep as it is.
const (
	bareDigits   = 18 // of a whole number, which fits a machine word
	bareDecimals = 15 // digits of a number with decimals, which a binary float holds
)

// literal writes a number as a TOML value.
func (e entry) literal() string {
	switch e.form {
	case num.Fraction:
		return `"` + e.parts[0].String() + "/" + e.parts[1].String() + `"`
	case num.OneTo:
		return `"1:` + e.value.String() + `"`
	case num.Percent:
		if e.value.Abs().Cmp(num.Dec(15, 1)) > 0 { // bare it would be doubted
			return `"` + e.value.Mul(num.Int(100)).String() + `%"`
		}
	}
	s := e.value.String()
	whole, frac, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	digits := len(strings.TrimLeft(whole+frac, "0"))
	if point && digits <= bareDecimals || !point && digits <= bareDigits {
		return s
	}
	return `"` + s + `"`
}

// Literal is a figure as the front matter of a report writes it.
func Literal(n num.Num, m *report.Metric) string {
	switch {
	case m.Unit == report.Percent:
		return `"` + n.Mul(num.Int(100)).String() + `%"`
	case m.Format == "1:x":
		return entry{value: n, form: num.OneTo}.literal()
	}
	return entry{value: n}.literal()
}
