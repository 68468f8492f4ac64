package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/period"
	"almanac/site/report"
)

// A lexicon is the words of a language that claims are made of, and the names of
// an archive in it.
type lexicon struct {
	chinese  bool
	han      map[rune][]lexeme   // by the first character, the longest first
	some     [1 << 10]uint64     // a bit for each of these characters
	latin    map[string][]lexeme // by the first word, in lower case
	words    [1 << 6]uint64      // a bit for each hash of these words
	times    []when
	measures map[string]bool // the words behind counts that metrics have of their own
	monies   [256][]suffix   // currencies by their first byte
	metrics  []*report.Metric
	units    []*report.Unit
}

// A lexeme is a word or several with one sense.
type lexeme struct {
	word  string // in lower case unless exact
	is    sense
	n, m  int
	exact bool // capital letters count: East is a unit, east is not
}

// newLexicon gathers the words of Chinese or English texts.
func newLexicon(a *report.Archive, chinese bool) *lexicon {
	x := &lexicon{chinese: chinese, han: map[rune][]lexeme{}, latin: map[string][]lexeme{}, measures: map[string]bool{}, metrics: a.Metrics, units: a.Units}
	for _, m := range monies {
		x.monies[m.word[0]] = append(x.monies[m.word[0]], m)
	}
	x.names(a)
	vocabularies, times, apart := englishWords, englishTimes, func(r rune) bool { return r == '|' }
	if chinese {
		vocabularies, times, apart = chineseWords, chineseTimes, func(r rune) bool { return r == ' ' }
	}
	for _, t := range times {
		x.times = append(x.times, t.when)
		for word := range strings.SplitSeq(t.words, "|") {
			x.add(lexeme{word: lowerASCII(word), is: aWhen, n: len(x.times) - 1})
		}
	}
	for _, v := range vocabularies {
		for _, word := range strings.FieldsFunc(v.words, apart) {
			x.add(lexeme{word: lowerASCII(word), is: v.is, n: v.n, m: v.m})
		}
	}
	if !chinese {
		x.rows()
	}
	x.sort()
	return x
}

// reads reports whether a text in a language of names holds words in another.
func (x *lexicon) reads(tag string) bool {
	switch {
	case tag == "" || strings.HasPrefix(tag, "en"):
		return true
	}
	return x.chinese && strings.HasPrefix(tag, "zh")
}

// names are those of metrics and units. A name of two metrics says nothing.
func (x *lexicon) names(a *report.Archive) {
	for i, m := range a.Metrics {
		for tag, name := range m.Label {
			x.name(tag, name, aMetric, i)
		}
		for tag, list := range m.Aliases {
			for _, name := range list {
				x.name(tag, name, aMetric, i)
			}
		}
		for tag, word := range m.Measure {
			if x.reads(tag) && word != "" {
				x.measures[strings.ToLower(word)] = true
			}
		}
	}
	for i, u := range a.Units {
		for tag, name := range u.Name {
			x.name(tag, name, aUnit, i)
		}
	}
}

func (x *lexicon) name(tag, name string, is sense, n int) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" || !x.reads(tag) {
		return
	}
	l := lexeme{word: name, is: is, n: n, exact: is == aUnit}
	if is == aMetric {
		l.word = lowerASCII(name)
	}
	if old := x.find(l.word); old != nil {
		if old.is != is || old.n != n {
			old.is = aWord
		}
		return
	}
	x.add(l)
}

// find is the lexeme of a word that was added; nil if it was not.
func (x *lexicon) find(word string) *lexeme {
	r, _ := utf8.DecodeRuneInString(word)
	list := x.latin[firstWord(lowerASCII(word))]
	if isHan(r) {
		list = x.han[r]
	}
	for i := range list {
		if list[i].word == word {
			return &list[i]
		}
	}
	return nil
}

// add adds a word unless it is there: names come before vocabulary.
func (x *lexicon) add(l lexeme) {
	if x.find(l.word) != nil {
		return
	}
	if r, _ := utf8.DecodeRuneInString(l.word); isHan(r) {
		x.han[r] = append(x.han[r], l)
		x.some[r>>6&(1<<10-1)] |= 1 << (r & 63)
		return
	}
	first := firstWord(lowerASCII(l.word))
	x.latin[first] = append(x.latin[first], l)
	if first != "" {
		h := hashOf(first)
		x.words[h>>6] |= 1 << (h & 63)
	}
}

// hashOf is a hash of a word, of twelve bits.
func hashOf(word string) uint32 {
	n := len(word)
	return (uint32(word[0])<<24 | uint32(word[n/2])<<16 | uint32(word[n-1])<<8 | uint32(n)) * 0x9e3779b1 >> 20
}

// ofLatin are the lexemes that begin with a word, in lower case.
func (x *lexicon) ofLatin(word string) []lexeme {
	if word == "" {
		return x.latin[word]
	}
	if h := hashOf(word); x.words[h>>6]&(1<<(h&63)) == 0 {
		return nil
	}
	return x.latin[word]
}

func (x *lexicon) sort() {
	longest := func(a, b lexeme) int { return len(b.word) - len(a.word) }
	for _, list := range x.han {
		slices.SortStableFunc(list, longest)
	}
	for _, list := range x.latin {
		slices.SortStableFunc(list, longest)
	}
}

// counts are English numbers of moves in a row, ordinals their places.
var (
	cardinals = [...]string{2: "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	ordinals  = [...]string{2: "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"}
)

// rowGrains are those that moves in a row are counted in.
var rowGrains = [...]struct {
	grain period.Grain
	en    string
	han   string
}{
	{period.Monthly, "month", "個月 个月 月"}, {period.Quarterly, "quarter", "個季度 个季度 個季 个季 季度 季"},
	{period.Weekly, "week", "週 周 個星期 个星期"}, {period.Annual, "year", "年 個年度 个年度"},
}

// rows are the English words for moves in a row: three consecutive monthNames, the
// third month in a row.
func (x *lexicon) rows() {
	for k := 2; k < len(cardinals); k++ {
		for _, g := range rowGrains {
			for _, adjective := range []string{" consecutive ", " straight ", " successive "} {
				x.add(lexeme{word: cardinals[k] + adjective + g.en + "s", is: aStreak, n: k, m: int(g.grain)})
				x.add(lexeme{word: ordinals[k] + adjective + g.en, is: aStreak, n: k, m: -int(g.grain)})
				x.add(lexeme{word: "a " + ordinals[k] + adjective + g.en, is: aStreak, n: k, m: -int(g.grain)}) // a third is a part
			}
			for _, end := range []string{" in a row", " running", " in succession"} {
				x.add(lexeme{word: cardinals[k] + " " + g.en + "s" + end, is: aStreak, n: k, m: int(g.grain)})
				x.add(lexeme{word: ordinals[k] + " " + g.en + end, is: aStreak, n: k, m: -int(g.grain)})
			}
		}
	}
}

// longestMatch is the longest lexeme that a text goes on with, whose characters in lower
// case are lower; nil if there is none.
func longestMatch(list []lexeme, text, lower string) *lexeme {
	for i := range list {
		l := &list[i]
		in, n := lower, len(l.word)
		if l.exact {
			in = text
		}
		if n <= len(in) && in[n-1] == l.word[n-1] && in[:n] == l.word && endsThere(l.word, in[n:]) {
			return l
		}
	}
	return nil
}

// ofHan are the lexemes that begin with a character of Chinese.
func (x *lexicon) ofHan(r rune) []lexeme {
	if x.some[r>>6&(1<<10-1)]&(1<<(r&63)) == 0 {
		return nil
	}
	return x.han[r]
}

// endsThere reports whether a word is not merely the beginning of a longer one.
func endsThere(word, rest string) bool {
	if rest == "" || rest[0] == ' ' {
		return true
	}
	if last, _ := utf8.DecodeLastRuneInString(word); isHan(last) {
		return true
	}
	next, n := utf8.DecodeRuneInString(rest)
	if next == '-' && len(rest) > n {
		next, _ = utf8.DecodeRuneInString(rest[n:])
	}
	return isHan(next) || !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

func isHan(r rune) bool {
	return r >= '一' && r <= '鿿' || r >= 0x2e80 && unicode.Is(unicode.Han, r)
}

// firstWord is the letters and digits, with what joins them, that a text begins
// with.
func firstWord(s string) string {
	plain := 0 // of letters and digits of ASCII
	for plain < len(s) && isWordByte(s[plain]) {
		plain++
	}
	if plain == len(s) || s[plain] == ' ' || s[plain] == '.' || s[plain] == ',' {
		return s[:plain]
	}
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !joinsWord(s, i, r) || isHan(r) {
			return s[:i]
		}
	}
	return s
}

// joinsWord reports whether the character at i stands inside of a word.
func joinsWord(s string, i int, r rune) bool {
	if r != '-' && r != '/' && r != '\'' && r != '’' && r != '&' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
	return i > 0 && unicode.IsLetter(next) && !isHan(next)
}

// lowerASCII is a text with the capital letters of ASCII made small, so that every byte
// keeps its place.
func lowerASCII(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			var room [1 << 10]byte
			b := append(room[:0], s...)
			for ; i < len(b); i++ {
				if c := b[i]; c >= 'A' && c <= 'Z' {
					b[i] = c + 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
