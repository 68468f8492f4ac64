package check

import (
	"strings"
	"unicode/utf8"

	"almanac/site/period"
)

// rowAt reads moves in a row: 連續三個月, 連續第三個月.
func (s *scanner) rowAt(text string, at int) (next int, ok bool) {
	rest, is := strings.CutPrefix(text[at:], "連續")
	if !is {
		if rest, is = strings.CutPrefix(text[at:], "连续"); !is {
			return at, false
		}
	}
	rest, nth := strings.CutPrefix(rest, "第")
	k, n := numeral(rest)
	if n == 0 {
		d := firstDigits(rest)
		k, n = atoi(d), len(d)
	}
	rest = rest[n:]
	if k < 2 {
		return at, false
	}
	for _, g := range rowGrains {
		for word := range strings.FieldsSeq(g.han) {
			if after, ok := strings.CutPrefix(rest, word); ok {
				m := int(g.grain)
				if nth {
					m = -m
				}
				return s.add(aStreak, k, m, at, len(text)-len(after)), true
			}
		}
	}
	return at, false
}

// rowOfDigits reads 13 consecutive months, 3 months in a row.
func (s *scanner) rowOfDigits(text string, at int) (next int, ok bool) {
	d := firstDigits(text[at:])
	rest := s.lower[at+len(d) : len(text)]
	if len(d) > 2 || !strings.HasPrefix(rest, " ") || s.lex.chinese {
		return at, false
	}
	for _, adjective := range [...]string{" consecutive ", " straight ", " successive ", " "} {
		after, ok := strings.CutPrefix(rest, adjective)
		if !ok {
			continue
		}
		for _, g := range rowGrains {
			end, ok := strings.CutPrefix(after, g.en+"s")
			if ok && adjective == " " {
				end, ok = strings.CutPrefix(end, " in a row")
			}
			if ok {
				return s.add(aStreak, atoi(d), int(g.grain), at, len(text)-len(end)), true
			}
		}
	}
	return at, false
}

// numeral is a number from one to twelve in Chinese characters, and its length; 0
// if there is none.
func numeral(s string) (k, length int) {
	const ones = "一二三四五六七八九十"
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '兩', '两':
		return 2, n
	case utf8.RuneError:
		return 0, 0
	}
	i := strings.IndexRune(ones, r)
	if i < 0 {
		return 0, 0
	}
	k = i/len("一") + 1
	if k == 10 {
		if more, m := numeral(s[n:]); m > 0 && more < 3 {
			return 10 + more, n + m
		}
	}
	return k, n
}

// grainOf is the grain of moves in a row.
func grainOf(m int) period.Grain { return period.Grain(max(m, -m)) }
