package check

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A border says what may stand around words that are looked for. Only letters and
// digits of ASCII make longer words: there are no spaces between those of Chinese.
type border uint8

const (
	anywhere border = iota // also inside of longer words
	whole                  // not inside of longer words
	joined                 // not inside of longer words or of names_like_this
)

// A finder finds the first of some words in texts, whatever the case of letters.
// Most places of a text are passed over by their first two bytes.
type finder struct {
	border border
	lists  [][]string
	once   sync.Once           // for what follows
	pairs  *[1 << 10]uint64    // a bit for each pair of bytes that words begin with
	words  map[uint16][]string // by these, in small letters
	odd    []string            // those that begin with no such pair, or are more than ASCII and Han
}

// finderOf makes a finder of the words of lists. Empty ones are never found.
func finderOf(b border, lists ...[]string) *finder { return &finder{border: b, lists: lists} }

// prepare puts the words in order, once something is looked for: not every run of
// the program looks for all.
func (x *finder) prepare() {
	x.words, x.pairs = map[uint16][]string{}, new([1 << 10]uint64)
	for _, word := range slices.Concat(x.lists...) {
		switch {
		case word == "":
		case len(word) == 1 || strings.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf && unicode.SimpleFold(r) != r }):
			x.odd = append(x.odd, word)
		default:
			word = lowerASCII(word)
			k := uint16(word[0])<<8 | uint16(word[1])
			x.pairs[k>>6] |= 1 << (k & 63)
			x.words[k] = append(x.words[k], word)
		}
	}
}

// patternOf is a pattern that is made when it is first asked for, for the same reason.
func patternOf(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// smallOf are the bytes of small letters for those of capitals, else the same.
var smallOf = func() (t [256]byte) {
	for i := range t {
		t[i] = byte(i)
		if c := byte(i); c >= 'A' && c <= 'Z' {
			t[i] = c + 'a' - 'A'
		}
	}
	return t
}()

// find is where in a text the first of the words stands: its bytes, or -1.
func (x *finder) find(text string) (from, to int) {
	x.once.Do(x.prepare)
	from, to = x.findPlain(text)
	for _, word := range x.odd {
		if i := x.indexOdd(text, word); i >= 0 && (from < 0 || i < from) {
			from, to = i, i+len(word)
		}
	}
	return from, to
}

// in reports whether one of the words stands in a text.
func (x *finder) in(text string) bool {
	from, _ := x.find(text)
	return from >= 0
}

func (x *finder) findPlain(text string) (from, to int) {
	if len(text) < 2 {
		return -1, -1
	}
	k := uint16(smallOf[text[0]])
	for at := range len(text) - 1 {
		k = k<<8 | uint16(smallOf[text[at+1]])
		if x.pairs[k>>6]&(1<<(k&63)) == 0 || !x.opens(text, at) {
			continue
		}
		for _, word := range x.words[k] {
			if hasPrefixASCII(text[at:], word) && x.closes(text, at+len(word)) {
				return at, at + len(word)
			}
		}
	}
	return -1, -1
}

func (x *finder) indexOdd(text, word string) int {
	for at := 0; at+len(word) <= len(text); at++ {
		if strings.EqualFold(text[at:at+len(word)], word) && x.opens(text, at) && x.closes(text, at+len(word)) {
			return at
		}
	}
	return -1
}

// opens and closes report whether words may begin and end at a place.
func (x *finder) opens(text string, at int) bool {
	return x.border == anywhere || at == 0 || !x.goesOn(text[at-1]) || !x.goesOn(text[at])
}

func (x *finder) closes(text string, at int) bool {
	return x.border == anywhere || at == len(text) || !x.goesOn(text[at-1]) || !x.goesOn(text[at])
}

// goesOn reports whether a byte is one of a word.
func (x *finder) goesOn(c byte) bool { return isWordByte(c) || c == '_' && x.border == joined }

// hasPrefixASCII reports whether a text begins with a word that is given in small
// letters.
func hasPrefixASCII(text, word string) bool {
	if len(text) < len(word) {
		return false
	}
	for i := range len(word) {
		if smallOf[text[i]] != word[i] {
			return false
		}
	}
	return true
}
