package check

import (
	"strings"
	"time"
	"unicode/utf8"

	"almanac/site/period"
)

// A mention is a day that a text names, at some of its bytes.
type mention struct {
	from, to int
	day      period.Day
}

// days finds the days that a text names: 10月15日, 2026年3月底, 2026-03-31,
// 19 June 2020, June 19, the end of June. One without a year is of the year in
// which a span ends, or, where that would be before the span, of the next
// (domain.md R-3.5.2-2). The text is folded: its digits are ASCII.
func days(text string, span period.Span) (list []mention) {
	for at := 0; at < len(text); {
		r := reader{text: text, at: at}
		if mayBeDay(text[at:]) {
			if day, ok := r.day(span); ok {
				list = append(list, mention{at, r.at, day})
				at = r.at
				continue
			}
		}
		at += r.token()
	}
	return list
}

// mayBeDay reports whether a text begins as some form of a day does: with a digit,
// a numeral, a month's capital letter, the or end.
func mayBeDay(text string) bool {
	switch c := text[0]; {
	case c >= utf8.RuneSelf:
		r, _ := utf8.DecodeRuneInString(text)
		return r == '〇' || isNumeral(r)
	case c >= '0' && c <= '9':
		return true
	default:
		return strings.IndexByte("ADFJMNOSETet", c) >= 0
	}
}

// A reader reads a text from a place on.
type reader struct {
	text string
	at   int
}

func (r *reader) rest() string { return r.text[r.at:] }

// take goes on if one of some words comes next, of which a longer one stands
// before one that it begins with.
func (r *reader) take(words ...string) bool {
	for _, w := range words {
		if rest := r.rest(); len(rest) >= len(w) && strings.EqualFold(rest[:len(w)], w) {
			r.at += len(w)
			return true
		}
	}
	return false
}

// token is how many bytes a word or number takes, or a character that is neither:
// no day begins inside of them.
func (r *reader) token() int {
	n := 0
	for n < len(r.rest()) && isWordByte(r.rest()[n]) {
		n++
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(r.rest())
	}
	return n
}

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// number reads a number of digits, or of Han numerals up to ninety-nine.
func (r *reader) number() (n, digits int) {
	for r.at < len(r.text) && r.text[r.at] >= '0' && r.text[r.at] <= '9' && digits < 5 {
		n, digits = n*10+int(r.text[r.at]-'0'), digits+1
		r.at++
	}
	if digits > 0 {
		return n, digits
	}
	const numerals = "〇一二三四五六七八九"
	for {
		c, size := utf8.DecodeRuneInString(r.rest())
		i := strings.IndexRune(numerals, c)
		switch {
		case c == '十' && n == 0:
			n = 10
		case c == '十':
			n *= 10
		case i >= 0 && size > 0 && c != utf8.RuneError:
			n += i / len("〇")
		default:
			return n, digits
		}
		digits++
		r.at += size
	}
}

// day reads a day in one of its forms.
func (r *reader) day(span period.Span) (period.Day, bool) {
	for _, form := range [...]func(*reader, period.Span) (period.Day, bool){(*reader).iso, (*reader).han, (*reader).dayMonth, (*reader).monthDay, (*reader).monthEnd} {
		own := *r
		if day, ok := form(&own, span); ok {
			r.at = own.at
			return day, true
		}
	}
	return 0, false
}

// iso reads 2026-03-31 or 2026/3/31.
func (r *reader) iso(period.Span) (period.Day, bool) {
	y, n := r.number()
	if n != 4 || !r.take("-", "/") {
		return 0, false
	}
	m, _ := r.number()
	if !r.take("-", "/") {
		return 0, false
	}
	d, n := r.number()
	return dayOf(y, m, d, n > 0)
}

// han reads 2026年3月31日, 3月31日, 三月底.
func (r *reader) han(span period.Span) (period.Day, bool) {
	y, n := r.number()
	if n == 0 {
		return 0, false
	}
	m, dated := y, r.take("年")
	if dated {
		if m, n = r.number(); n == 0 {
			return 0, false
		}
	} else {
		y = 0
	}
	if !r.take("月") {
		return 0, false
	}
	if r.take("底", "末") {
		return endOf(y, m, span)
	}
	d, n := r.number()
	if n == 0 || !r.take("日", "號", "号") {
		return 0, false
	}
	return yearless(y, m, d, span)
}

// dayMonth reads 19 June 2020, 19th June.
func (r *reader) dayMonth(span period.Span) (period.Day, bool) {
	d, n := r.number()
	if n == 0 || n > 2 {
		return 0, false
	}
	r.take("st", "nd", "rd", "th")
	r.take(" of")
	if !r.take(" ") {
		return 0, false
	}
	m, ok := r.month()
	if !ok {
		return 0, false
	}
	return yearless(r.year(), m, d, span)
}

// monthDay reads June 19, 2020 and June 19.
func (r *reader) monthDay(span period.Span) (period.Day, bool) {
	m, ok := r.month()
	if !ok || !r.take(" ") {
		return 0, false
	}
	d, n := r.number()
	if n == 0 || n > 2 {
		return 0, false
	}
	r.take("st", "nd", "rd", "th")
	return yearless(r.year(), m, d, span)
}

// monthEnd reads end of June, the end of June 2020.
func (r *reader) monthEnd(span period.Span) (period.Day, bool) {
	r.take("the ")
	if !r.take("end of ", "end-") {
		return 0, false
	}
	m, ok := r.month()
	if !ok {
		return 0, false
	}
	return endOf(r.year(), m, span)
}

// month reads the name of a month, in full or its first letters.
func (r *reader) month() (int, bool) {
	for m := time.January; m <= time.December; m++ {
		name := m.String()
		if r.whole(name) || r.whole(name[:3]+".") || r.whole(name[:3]) || m == time.September && r.whole("Sept") {
			return int(m), true
		}
	}
	return 0, false
}

// whole takes a word as it is written that no letter follows: may is no month.
func (r *reader) whole(word string) bool {
	own := *r
	if !strings.HasPrefix(own.rest(), word) {
		return false
	}
	if own.at += len(word); own.at < len(own.text) && isWordByte(own.text[own.at]) {
		return false
	}
	*r = own
	return true
}

// year reads a year behind a space or a comma; 0 if there is none.
func (r *reader) year() int {
	own := *r
	own.take(",")
	own.take(" ")
	if y, n := own.number(); n == 4 {
		*r = own
		return y
	}
	return 0
}

// dayOf is the day with a date, if there is one.
func dayOf(y, m, d int, read bool) (period.Day, bool) {
	if !read || m < 1 || m > 12 || d < 1 || y < 1000 || y > 9999 {
		return 0, false
	}
	day := period.Date(y, time.Month(m), d)
	_, _, same := day.Date()
	return day, same == d
}

// yearless is the day with a date whose year may be left out.
func yearless(y, m, d int, span period.Span) (period.Day, bool) {
	if y != 0 {
		return dayOf(y, m, d, true)
	}
	y, _, _ = (span.End - 1).Date()
	if day, ok := dayOf(y, m, d, true); !ok || day >= span.First {
		return day, ok
	}
	return dayOf(y+1, m, d, true)
}

// endOf is the last day of a month.
func endOf(y, m int, span period.Span) (period.Day, bool) {
	first, ok := yearless(y, m, 1, span)
	if !ok {
		return 0, false
	}
	y, _, _ = first.Date()
	if m == 12 {
		return period.Date(y+1, time.January, 1) - 1, true
	}
	return period.Date(y, time.Month(m+1), 1) - 1, true
}
