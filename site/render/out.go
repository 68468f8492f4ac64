package render

import (
	"unicode/utf8"

	"almanac/site/chart"
	"almanac/site/page"
)

// out writes HTML. Whatever is not markup of this package goes through text.
type out struct {
	b      []byte
	cols   []column   // room for those of a table
	charts chart.Room // where series are laid out
}

func (o *out) raw(s string) { o.b = append(o.b, s...) }

// text writes words, so that they are themselves in text and in quoted
// attributes. Control characters that HTML forbids become U+FFFD.
func (o *out) text(s string) {
	last := 0
	for i := plain(s); i < len(s); {
		n, rep := 1, ""
		switch care[s[i]] {
		case none:
			i++
			continue
		case replace:
			rep = instead(s[i])
		case three:
			if i+2 < len(s) && int8(s[i+1]) < -0x40 && int8(s[i+2]) < -0x40 { // both go on a rune
				i += 3
				continue
			}
			rep = "\uFFFD"
		default:
			var r rune
			if r, n = utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError && n == 1 || r < 0xa0 {
				rep = "\uFFFD"
			}
		}
		if rep != "" {
			o.b = append(append(o.b, s[last:i]...), rep...)
			last = i + n
		}
		i += n
	}
	o.b = append(o.b, s[last:]...)
}

// plain is how long the part of s is that needs no care, counted in eights:
// printable ASCII but < > & " '.
func plain(s string) (n int) {
	const each, top = 0x0101010101010101, 0x8080808080808080
	for ; n+8 <= len(s); n += 8 {
		_ = s[n+7]
		x := uint64(s[n]) | uint64(s[n+1])<<8 | uint64(s[n+2])<<16 | uint64(s[n+3])<<24 |
			uint64(s[n+4])<<32 | uint64(s[n+5])<<40 | uint64(s[n+6])<<48 | uint64(s[n+7])<<56
		// What is left of a byte below 0x80 has its top bit if what was taken away
		// is more than it; a byte is 0 where it is a sign that it is held against.
		other := x | (x - ' '*each) | (x + each)
		signs := (x&^(2*each) ^ '<'*each) - each // or >
		signs |= (x&^each ^ '&'*each) - each     // or '
		signs |= (x ^ '"'*each) - each
		if (other|signs)&top != 0 {
			return n
		}
	}
	return n
}

// What text does with a byte, care says: nothing, or it writes something instead,
// or the byte begins a rune, as those of three bytes of which any two that go on
// a rune may be the others.
const (
	none = iota
	replace
	three
	begin
)

var care = func() (list [256]byte) {
	for b := range list {
		switch {
		case b >= 0xe1 && b <= 0xef && b != 0xed:
			list[b] = three
		case b >= utf8.RuneSelf:
			list[b] = begin
		case instead(byte(b)) != "":
			list[b] = replace
		}
	}
	return list
}()

// instead is what text writes in place of a byte below 0x80; "" is the byte
// itself.
func instead(b byte) string {
	switch b {
	case '\n', '\t':
		return ""
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '&':
		return "&amp;"
	case '"':
		return "&#34;"
	case '\'':
		return "&#39;"
	case 0x7f:
		return "\uFFFD"
	}
	if b < ' ' {
		return "\uFFFD"
	}
	return ""
}

// attr writes an attribute, unless it is empty.
func (o *out) attr(name, value string) {
	if value == "" {
		return
	}
	o.b = append(append(append(o.b, ' '), name...), `="`...)
	o.text(value)
	o.raw(`"`)
}

// el writes an element of words, unless there are none.
func (o *out) el(tag, class, s string) {
	if s == "" {
		return
	}
	o.open(tag, class)
	o.text(s)
	o.close(tag)
}

func (o *out) open(tag, class string) {
	o.b = append(append(o.b, '<'), tag...)
	o.attr("class", class)
	o.raw(">")
}

func (o *out) close(tag string) {
	o.b = append(append(append(o.b, "</"...), tag...), '>')
}

// link writes a link, or words where there is no address.
func (o *out) link(l *page.Link, class string) {
	if l.Href == "" {
		o.raw("<span")
		o.attr("class", class)
		o.attr("lang", l.Lang)
		if l.Current {
			o.raw(` aria-current="page"`)
		}
		o.raw(">")
		o.text(l.Text)
		o.raw("</span>")
		return
	}
	o.raw("<a")
	o.attr("class", class)
	o.attr("href", l.Href)
	o.attr("rel", l.Rel)
	o.attr("lang", l.Lang)
	o.attr("hreflang", l.Lang)
	if l.Current {
		o.raw(` aria-current="page"`)
	}
	o.raw(">")
	o.text(l.Text)
	o.raw("</a>")
}

// anchor opens a link.
func (o *out) anchor(href string) {
	o.raw(`<a href="`)
	o.text(href)
	o.raw(`">`)
}
