package render

import (
	"unicode/utf8"

	"almanac/site/page"
)

// out writes HTML. Whatever is not markup of this package goes through text.
type out struct {
	b    []byte
	cols []column // room for those of a table
}

func (o *out) raw(s string) { o.b = append(o.b, s...) }

// text writes words, so that they are themselves in text and in quoted
// attributes. Control characters that HTML forbids become U+FFFD.
func (o *out) text(s string) {
	last := 0
	for i := 0; i < len(s); {
		b := s[i]
		if b < utf8.RuneSelf && instead[b] == "" {
			i++
			continue
		}
		rep, n := "", 1
		if b < utf8.RuneSelf {
			rep = instead[b]
		} else {
			var r rune
			r, n = utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 || r < 0xa0 {
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

// instead is what text writes in place of a byte; "" is the byte itself.
var instead = func() (list [utf8.RuneSelf]string) {
	for b := range list[:' '] {
		list[b] = "\uFFFD"
	}
	list['\n'], list['\t'], list[0x7f] = "", "", "\uFFFD"
	list['<'], list['>'], list['&'], list['"'], list['\''] = "&lt;", "&gt;", "&amp;", "&#34;", "&#39;"
	return list
}()

// attr writes an attribute, unless it is empty.
func (o *out) attr(name, value string) {
	if value == "" {
		return
	}
	o.raw(" ")
	o.raw(name)
	o.raw(`="`)
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
	o.raw("<")
	o.raw(tag)
	o.attr("class", class)
	o.raw(">")
}

func (o *out) close(tag string) {
	o.raw("</")
	o.raw(tag)
	o.raw(">")
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
