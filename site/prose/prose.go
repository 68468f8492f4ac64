// Package prose reads text as people do, as far as rules about it need: a
// [Sentence] is a run of text that ends where a reader would stop, [Count] is
// its length in 字, and [Likeness] is how much two texts have in common. It
// knows no rules, no reports and no dictionary.
//
// # Offsets
//
// All offsets are bytes of the text that was given. [Fold] makes a shadow of a
// text for patterns to be matched with: full-width forms of ASCII (U+FF01 to
// U+FF5E) and the ideographic space become the ASCII character, but ，and ；stay
// as they are, since they end clauses (domain.md §4.2). Each character of a text
// is one of its shadow, and [Folded.Offset] leads back.
//
// # Sentences
//
// A sentence ends at 。！？；!?; and at a line end. A full stop ends one if nothing
// follows it, or a space and a capital letter or digit, or a Han character; within
// a number (5.3), behind one letter (J. Smith) and behind what is commonly
// abbreviated (e.g. this) it does not (domain.md §4.2). What closes a quotation or a bracket belongs to the
// sentence that it stands behind.
//
// # Lengths
//
// A 字 is a Han or Kana character, or a run of letters and digits of any other
// script; a number with its points and commas is one. Marks count nothing, nor
// does a percent sign (TV-37: 銷售額120萬元，達成率120% is 10). English limits
// are in words, which [Words] counts: runs between spaces with a letter or digit
// in them.
//
// # Likeness
//
// The share of runs of n characters that two texts have in common, of all that
// one of them has: the Jaccard index of the sets of their n-grams. Digits,
// marks and spaces do not count, so that last month's text with this month's
// figures is the same text (R-5.3.1-1: n = 5, 0.80).
package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Sentence is a run of a text: its bytes from Start to Stop, without the spaces
// around them.
type Sentence struct{ Start, Stop int }

// In is the words of a sentence of a text.
func (s Sentence) In(text string) string { return text[s.Start:s.Stop] }

// Sentences cuts a text into its sentences. Those without a letter or digit are
// left out.
func Sentences(text string) (list []Sentence) {
	from := 0
	list = make([]Sentence, 0, 1+len(text)/64)
	end := func(stop int) {
		if s := trim(text, from, stop); speaks(s.In(text)) {
			list = append(list, s)
		}
		from = stop
	}
	for at := 0; at < len(text); {
		r, n := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[at:])
		}
		at += n
		switch {
		case r == '\n':
			end(at)
		case ends(r), r == '.' && stops(text, at):
			for at < len(text) { // 」 and the like belong to what they close
				r, n := utf8.DecodeRuneInString(text[at:])
				if !strings.ContainsRune("。！？!?」』”’）)\"'", r) {
					break
				}
				at += n
			}
			end(at)
		}
	}
	end(len(text))
	return list
}

// ends reports whether a mark always ends a sentence.
func ends(r rune) bool {
	switch r {
	case '。', '！', '？', '；', '!', '?', ';':
		return true
	}
	return false
}

// stops reports whether the full stop before an offset ends a sentence.
func stops(text string, at int) bool {
	rest := text[at:]
	if strings.TrimLeft(rest, "\"')”’") == "" {
		return true
	}
	word := text[:at-1]
	if i := strings.LastIndexFunc(word, parts); i >= 0 {
		word = word[i+1:]
	}
	if utf8.RuneCountInString(word) == 1 && !isDigit(word) || abbreviations[word] {
		return false
	}
	next := strings.TrimLeft(strings.TrimLeft(rest, "\"')”’"), " ")
	r, _ := utf8.DecodeRuneInString(next)
	spaced := len(next) < len(rest) && strings.Contains(rest[:len(rest)-len(next)], " ")
	return spaced && (unicode.IsUpper(r) || unicode.IsDigit(r) || isWide(r) || strings.ContainsRune("\"'“‘(", r)) || !spaced && isWide(r)
}

// parts reports whether a character stands before a word.
func parts(r rune) bool { return r == ' ' || r == '\n' || r == '(' || r == '“' || r == '"' }

func isDigit(s string) bool { return s >= "0" && s <= "9" }

// abbreviations end with a full stop that ends no sentence.
var abbreviations = map[string]bool{
	"e.g": true, "i.e": true, "vs": true, "cf": true, "approx": true, "No": true, "no": true,
	"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Inc": true, "Ltd": true, "Co": true, "Corp": true,
	"Jan": true, "Feb": true, "Mar": true, "Apr": true, "Jun": true, "Jul": true, "Aug": true, "Sep": true, "Sept": true, "Oct": true, "Nov": true, "Dec": true,
}

// trim is a run without the spaces around it.
func trim(text string, start, stop int) Sentence {
	s := strings.TrimLeftFunc(text[start:stop], unicode.IsSpace)
	start = stop - len(s)
	return Sentence{start, start + len(strings.TrimRightFunc(s, unicode.IsSpace))}
}

func speaks(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// isWide reports whether a character is a 字 by itself.
func isWide(r rune) bool {
	return r >= '一' && r <= '鿿' || r >= utf8.RuneSelf && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// Count is the length of a text in 字.
func Count(text string) (n int) {
	in := false // a run of letters and digits
	rest := text
	for rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		switch {
		case isWide(r):
			n++
			in = false
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && in:
			if !in {
				n++
			}
			in = true
		case in && joins(r) && rest != "" && startsRun(rest): // 5.3 and 1,000 and don't are one
		default:
			in = false
		}
	}
	return n
}

// joins reports whether a mark may stand inside of a number or a word.
func joins(r rune) bool {
	switch r {
	case '.', ',', '\'', '’', '-', '_', '/':
		return true
	}
	return false
}

func startsRun(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return !isWide(r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// The kinds of characters of ASCII.
const (
	space  = 1 + iota
	letter // or digit
)

// kinds is the kind of each character of ASCII.
var kinds = func() (t [utf8.RuneSelf]byte) {
	for r := range rune(utf8.RuneSelf) {
		switch {
		case unicode.IsSpace(r):
			t[r] = space
		case unicode.IsLetter(r), unicode.IsDigit(r):
			t[r] = letter
		}
	}
	return t
}()

// Words is the length of a text in words between spaces.
func Words(text string) (n int) {
	counted := false // the run that a character is of
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			switch c := kinds[r]; {
			case c == space:
				counted = false
			case c == letter && !counted:
				n++
				counted = true
			}
		case unicode.IsSpace(r):
			counted = false
		case !counted && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			n++
			counted = true
		}
	}
	return n
}
