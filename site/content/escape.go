package content

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// words resolves the backslashes and entities of inline Markdown.
func words(source []byte) string {
	if literal(source) {
		return string(source)
	}
	return resolved(source)
}

// appendWords appends what words makes of source.
func appendWords(to, source []byte) []byte {
	if literal(source) {
		return append(to, source...)
	}
	return append(to, resolved(source)...)
}

// literal reports whether inline Markdown has neither backslashes nor entities.
func literal(source []byte) bool {
	return bytes.IndexByte(source, '\\') < 0 && bytes.IndexByte(source, '&') < 0
}

func resolved(source []byte) string {
	var b strings.Builder
	for i := 0; i < len(source); i++ {
		switch c := source[i]; {
		case c == '\\' && i+1 < len(source) && util.IsPunct(source[i+1]):
			i++
			b.WriteByte(source[i])
		case c == '&':
			if s, n := entity(source[i:]); n > 0 {
				b.WriteString(s)
				i += n - 1
				continue
			}
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// maxEntity is longer than the longest name of an entity.
const maxEntity = 40

// entity resolves the entity that source begins with, and tells its length.
func entity(source []byte) (s string, n int) {
	end := 1
	for end < len(source) && end < maxEntity && source[end] != ';' {
		end++
	}
	if end >= len(source) || source[end] != ';' || end == 1 {
		return "", 0
	}
	name := string(source[1:end])
	if e, ok := util.LookUpHTML5EntityByName(name); ok {
		return string(e.Characters), end + 1
	}
	if name[0] != '#' || len(name) > 9 {
		return "", 0
	}
	r := rune(0)
	digits, base := name[1:], rune(10)
	if len(digits) > 1 && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base = digits[1:], 16
	}
	for _, c := range strings.ToLower(digits) {
		d := strings.IndexRune("0123456789abcdef"[:base], c)
		if d < 0 || r > utf8.MaxRune {
			return "", 0
		}
		r = r*base + rune(d)
	}
	if digits == "" {
		return "", 0
	}
	return string(safeRune(r)), end + 1
}

// safeRune is r, or the replacement character for one that no text should
// hold: what may not stand in a file may not come in as an entity either.
func safeRune(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0 || !utf8.ValidRune(r) || hiddenNames[r] != "" {
		return utf8.RuneError
	}
	return r
}

// appendEscaped appends text to HTML.
func appendEscaped[T string | []byte](html []byte, s T) []byte {
	from := 0
	for i := range len(s) {
		e := entities[s[i]]
		if e == "" {
			continue
		}
		html = append(append(html, s[from:i]...), e...)
		from = i + 1
	}
	return append(html, s[from:]...)
}

var entities = [256]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;"}
