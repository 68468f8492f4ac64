package chart

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// canvas writes one SVG. Coordinates are px, y grows downward.
type canvas struct {
	b    []byte
	w, h float64
	size float64 // of the text
	// Words that are kept until it is known at which widths they stand, and
	// the group of those that follow; nil: they are written at once.
	words []word
	group string
}

// sized is the wanted length, or the usual one, within what can be drawn.
func sized(want, usual, least float64) float64 {
	if !(want > 0) { // also NaN
		return usual
	}
	return math.Round(min(max(want, least), 4000))
}

// open begins a chart that stands alone, with title and description.
func (c *canvas) open(class, id, title, desc string, narrow bool) {
	c.raw(`<svg class="chart `)
	c.raw(class)
	if narrow {
		c.raw(` narrow`)
	} else {
		c.raw(` wide`)
	}
	c.raw(`"`)
	c.box()
	c.attr("width", c.w)
	c.attr("height", c.h)
	c.attr("font-size", c.size)
	c.names(id, title, desc, narrow)
}

// names writes the title and the description, and ends the tag before them.
func (c *canvas) names(id, title, desc string, narrow bool) {
	part := func(last string) {
		c.id(id)
		if narrow {
			c.raw(`-n`)
		}
		c.raw(last)
	}
	c.raw(` role="img" aria-labelledby="`)
	part(`-t`)
	if desc != "" {
		c.raw(` `)
		part(`-d`)
	}
	c.raw(`"><title id="`)
	part(`-t">`)
	c.text(title)
	c.raw(`</title>`)
	if desc != "" {
		c.raw(`<desc id="`)
		part(`-d">`)
		c.text(desc)
		c.raw(`</desc>`)
	}
}

// openCell begins a picture inside a table cell.
func (c *canvas) openCell(class, label string) {
	c.raw(`<svg class="`)
	c.raw(class)
	c.raw(`"`)
	c.box()
	if label == "" {
		c.raw(` aria-hidden="true">`)
		return
	}
	c.raw(` role="img" aria-label="`)
	c.text(label)
	c.raw(`">`)
}

func (c *canvas) close() []byte {
	c.raw(`</svg>`)
	return c.b
}

func (c *canvas) box() {
	c.raw(` viewBox="0 0 `)
	c.num(c.w)
	c.raw(` `)
	c.num(c.h)
	c.raw(`"`)
}

func (c *canvas) raw(s string) { c.b = append(c.b, s...) }

// tenth rounds to what is printed, so that edges that meet in numbers meet on
// the screen.
func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// tenths is math.Round(v*10), as a whole number.
func tenths(v float64) int64 {
	v *= 10
	t := int64(v)
	switch rest := v - float64(t); {
	case rest >= 0.5:
		t++
	case rest <= -0.5:
		t--
	}
	return t
}

// num writes v rounded to a tenth.
func (c *canvas) num(v float64) { c.tenths(tenths(v)) }

// tenths writes a number of tenths.
func (c *canvas) tenths(t int64) {
	if t < 0 {
		c.b = append(c.b, '-')
		t = -t
	}
	whole, rest := t/10, byte(t%10)
	switch {
	case whole >= 1000:
		c.b = strconv.AppendInt(c.b, whole, 10)
	case whole >= 100:
		c.b = append(c.b, byte('0'+whole/100), byte('0'+whole/10%10), byte('0'+whole%10))
	case whole >= 10:
		c.b = append(c.b, byte('0'+whole/10), byte('0'+whole%10))
	case whole > 0 || rest == 0:
		c.b = append(c.b, byte('0'+whole))
	}
	if rest != 0 {
		c.b = append(c.b, '.', '0'+rest)
	}
}

// next writes a number of a path behind another; a sign parts the two as well
// as a space.
func (c *canvas) next(v float64) {
	t := tenths(v)
	if t >= 0 {
		c.b = append(c.b, ' ')
	}
	c.tenths(t)
}

func (c *canvas) attr(name string, v float64) {
	c.b = append(c.b, ' ')
	c.raw(name)
	c.raw(`="`)
	c.num(v)
	c.b = append(c.b, '"')
}

// id writes a name that may stand in a list of ids.
func (c *canvas) id(s string) {
	for i := range len(s) {
		b := s[i]
		switch {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9', b == '_':
			c.b = append(c.b, b)
		default:
			c.b = append(c.b, '-')
		}
	}
}

// text writes s so that it is itself in text and in attributes; characters
// that XML forbids become U+FFFD.
func (c *canvas) text(s string) {
	if simple(s) {
		c.raw(s)
		return
	}
	for i, r := range s {
		switch {
		case r == '<':
			c.raw(`&lt;`)
		case r == '>':
			c.raw(`&gt;`)
		case r == '&':
			c.raw(`&amp;`)
		case r == '"':
			c.raw(`&#34;`)
		case r == '\'':
			c.raw(`&#39;`)
		case r == '\t' || r == '\n' || r == '\r':
			c.b = append(c.b, ' ')
		case forbidden(r):
			c.raw("\uFFFD")
		case r < utf8.RuneSelf:
			c.b = append(c.b, s[i])
		default:
			c.b = utf8.AppendRune(c.b, r)
		}
	}
}

// simple reports whether s is made of digits, letters and signs that need no care.
func simple(s string) bool {
	for i := range len(s) {
		if b := s[i]; b < ' ' || b > '~' || b == '<' || b == '>' || b == '&' || b == '"' || b == '\'' {
			return false
		}
	}
	return true
}

// forbidden reports whether r must not stand in XML, or shows nothing there.
func forbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff
}

// group opens a group of marks or texts of one class.
func (c *canvas) section(class string) {
	c.raw(`<g class="`)
	c.raw(class)
	c.raw(`">`)
}

// texts opens a group of texts of one class that share an anchor.
func (c *canvas) texts(class, anchor string) {
	if c.words != nil {
		c.group = class
		return
	}
	c.raw(`<g class="`)
	c.raw(class)
	c.raw(`" text-anchor="`)
	c.raw(anchor)
	c.raw(`">`)
}

func (c *canvas) end() {
	if c.words == nil {
		c.raw(`</g>`)
	}
}

// class writes a class attribute, if there is one.
func (c *canvas) class(s string) {
	if s != "" {
		c.raw(` class="`)
		c.raw(s)
		c.raw(`"`)
	}
}

// rect draws the box between two corners.
func (c *canvas) rect(class string, r rect) {
	c.path(class)
	c.boxed(r)
	c.pathEnd()
}

// boxed continues a path with the outline of a box.
func (c *canvas) boxed(r rect) {
	x, y := tenth(r.x0), tenth(r.y0)
	c.to('M', x, y)
	c.b = append(c.b, 'h')
	c.num(tenth(r.x1) - x)
	c.b = append(c.b, 'v')
	c.num(tenth(r.y1) - y)
	c.b = append(c.b, 'H')
	c.num(x)
	c.b = append(c.b, 'z')
}

func (c *canvas) dot(class string, x, y, r float64) {
	c.raw(`<circle`)
	c.class(class)
	c.attr("cx", x)
	c.attr("cy", y)
	c.attr("r", r)
	c.raw(`/>`)
}

// label writes s at a base line.
func (c *canvas) label(class string, x, y float64, s string) {
	if c.words != nil {
		c.words = append(c.words, word{group: c.group, class: class, text: s, x: x / c.w * 100, y: y})
		return
	}
	c.raw(`<text`)
	c.class(class)
	c.attr("x", x)
	c.attr("y", y)
	c.raw(`>`)
	c.text(s)
	c.raw(`</text>`)
}

// path begins a path; to, across and down continue it, and pathEnd ends it.
func (c *canvas) path(class string) {
	c.raw(`<path`)
	c.class(class)
	c.raw(` d="`)
}

func (c *canvas) pathEnd() { c.raw(`"/>`) }

// to moves ('M') or draws ('L') to a point.
func (c *canvas) to(op byte, x, y float64) {
	c.b = append(c.b, op)
	c.num(x)
	c.next(y)
}

func (c *canvas) across(x float64) {
	c.b = append(c.b, 'H')
	c.num(x)
}

func (c *canvas) down(y float64) {
	c.b = append(c.b, 'V')
	c.num(y)
}

// line draws one straight line.
func (c *canvas) line(class string, x0, y0, x1, y1 float64) {
	if c.words != nil {
		c.words = append(c.words, word{group: class, x: x0 / c.w * 100, y: y0, to: y1})
		return
	}
	c.path(class)
	c.to('M', x0, y0)
	switch {
	case y0 == y1:
		c.across(x1)
	case x0 == x1:
		c.down(y1)
	default:
		c.to('L', x1, y1)
	}
	c.pathEnd()
}

// hatch draws slanting strokes over boxes, for fills that need no colour.
func (c *canvas) hatch(boxes []rect, apart float64) {
	open := false
	for _, r := range boxes {
		w, h := r.x1-r.x0, r.y1-r.y0
		for at := apart - h; at < w; at += apart { // where a stroke would meet the bottom
			x0, x1 := max(at, 0), min(at+h, w)
			if x1-x0 < 1 {
				continue
			}
			if !open {
				c.path("hatch")
				open = true
			}
			c.to('M', r.x0+x0, r.y1-x0+at)
			c.to('L', r.x0+x1, r.y1-x1+at)
		}
	}
	if open {
		c.pathEnd()
	}
}

// A rect is the box between (x0, y0) and (x1, y1).
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) meets(q rect) bool {
	return r.x0 < q.x1 && q.x0 < r.x1 && r.y0 < q.y1 && q.y0 < r.y1
}

// meetsAny reports whether r overlaps one of the boxes.
func (r rect) meetsAny(qs []rect) bool {
	for _, q := range qs {
		if r.meets(q) {
			return true
		}
	}
	return false
}
