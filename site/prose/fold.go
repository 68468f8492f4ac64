package prose

import (
	"strings"
	"unicode/utf8"
)

// A Folded is the shadow of a text.
type Folded struct {
	Text string
	from []int32 // of each byte of Text, the offset in the text; nil: the same
}

// Fold makes the shadow of a text.
func Fold(text string) Folded {
	if !foldable(text) {
		return Folded{Text: text}
	}
	var b strings.Builder
	b.Grow(len(text))
	from := make([]int32, 0, len(text)+1)
	for at, r := range text {
		n := 1
		if r >= utf8.RuneSelf {
			_, n = utf8.DecodeRuneInString(text[at:])
		}
		if folds(r) {
			r = fold(r)
			n = 1
			b.WriteRune(r)
		} else {
			b.WriteString(text[at : at+n])
		}
		for k := range n {
			from = append(from, int32(at+k))
		}
	}
	return Folded{b.String(), append(from, int32(len(text)))}
}

// Offset is where in the text that stands which has an offset in its shadow.
func (f Folded) Offset(at int) int {
	if f.from == nil {
		return at
	}
	return int(f.from[at])
}

// foldable reports whether a text has a character that folds. All but the space begin
// with the same byte.
func foldable(text string) bool {
	if strings.Contains(text, "　") {
		return true
	}
	for {
		at := strings.IndexByte(text, "！"[0])
		if at < 0 {
			return false
		}
		r, n := utf8.DecodeRuneInString(text[at:])
		if folds(r) {
			return true
		}
		text = text[at+n:]
	}
}

func folds(r rune) bool {
	return r >= '！' && r <= '～' && r != '，' && r != '；' || r == '　'
}

func fold(r rune) rune {
	if r == '　' {
		return ' '
	}
	return r - '！' + '!'
}
