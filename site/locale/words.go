package locale

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
)

// Count says a small number of things in words, as before a measure word: two,
// 兩; above ten in digits.
func (l *Locale) Count(n int) string {
	if n >= 0 && n < len(l.counts) {
		return l.counts[n]
	}
	return l.Int(n)
}

// List joins words: "a", "a and b", "a, b and c"; a、b和c.
func (l *Locale) List(items []string) string {
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	default:
		return strings.Join(items[:n-1], l.listSep) + l.listLast + items[n-1]
	}
}

// Label is the name of a metric or unit as it stands in the middle of a
// sentence: Sales is sales, but AOV and Q4 stay. Languages without letters of
// two cases, and those that keep them, leave it as it is.
func (l *Locale) Label(s string) string {
	if l.sentenceCase != "lower" {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	if !unicode.IsUpper(r) || !unicode.IsLower(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// Capital is a sentence with its first letter made large.
func (l *Locale) Capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if up := unicode.ToUpper(r); up != r && n > 0 {
		return string(up) + s[n:]
	}
	return s
}

// Nth says an ordinal: second, 12th, 第二; from eleven on in digits, whose ending
// is chosen by the rules of CLDR for ordinals.
func (l *Locale) Nth(n int) string {
	if n >= 1 && n <= 10 {
		return l.text("nth." + strconv.Itoa(n))
	}
	form := plural.Ordinal.MatchPlural(l.lang, n, 0, 0, 0, 0)
	key := "nth." + categories[form]
	if !l.Has(key) {
		key = "nth.other"
	}
	return l.text(key, "n", l.Int(n))
}
