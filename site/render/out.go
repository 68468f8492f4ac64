package render

import (
	"html/template"
	"sync"
	"unicode/utf8"

	"almanac/site/page"
)

// out writes HTML. Whatever is not markup of this package goes through text.
type out struct{ b []byte }

func (o *out) raw(s string) { o.b = append(o.b, s...) }

// A press makes fragments; it lends out what they are written in.
type press struct{ pool sync.Pool }

func newPress() *press {
	return &press{sync.Pool{New: func() any { return &out{b: make([]byte, 0, 1<<15)} }}}
}

func (p *press) take() *out {
	o := p.pool.Get().(*out)
	o.b = o.b[:0]
	return o
}

// done is what was written, as a finished fragment.
func (p *press) done(o *out) template.HTML {
	s := template.HTML(o.b)
	p.pool.Put(o)
	return s
}

// text writes words, so that they are themselves in text and in quoted
// attributes. Control characters that HTML forbids become U+FFFD.
func (o *out) text(s string) {
	last := 0
	for i := 0; i < len(s); {
		b := s[i]
		rep, n := "", 1
		switch {
		case b == '<':
			rep = "&lt;"
		case b == '>':
			rep = "&gt;"
		case b == '&':
			rep = "&amp;"
		case b == '"':
			rep = "&#34;"
		case b == '\'':
			rep = "&#39;"
		case b < ' ' && b != '\n' && b != '\t', b == 0x7f:
			rep = "\uFFFD"
		case b >= utf8.RuneSelf:
			var r rune
			r, n = utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 || r >= 0x80 && r < 0xa0 {
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
func (o *out) link(l page.Link, class string) {
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
