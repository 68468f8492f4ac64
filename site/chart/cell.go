package chart

import (
	"math"
	"slices"
)

// Bullet draws the actual as a bar against the target as a marker across it,
// the year before as a thin marker, and bands of attainment as the ground. It
// gives nothing where there is nothing to draw.
func Bullet(b []byte, o BulletOptions) []byte {
	if !o.Actual.ok() && !o.Target.ok() {
		return b
	}
	c := canvas{b: b}
	c.w, c.h = 132, 20
	edges := o.edges()
	scale := o.scale(edges)
	x := func(v float64) float64 { return scale.part(v) * c.w }
	c.openCell("bullet", o.Label)
	o.drawGround(&c, scale, edges)
	if v := o.Actual; v.ok() {
		from, to := x(min(v.V, 0)), x(max(v.V, 0))
		if o.Partial {
			c.rect("ac part", rect{from, c.h * 0.34, to, c.h * 0.66})
		} else {
			c.bar("ac", from, to)
		}
	}
	if scale.Lo < 0 {
		c.line("zero", tenth(x(0)), 0, tenth(x(0)), c.h)
	}
	if o.Prior.ok() {
		c.marker("pymark", x(o.Prior.V), 1.4, c.h*0.22)
	}
	if o.Target.ok() {
		c.marker("plmark", x(o.Target.V), 2, c.h*0.06)
	}
	return c.close()
}

// bar draws a bar from one place to another; how tall it is, is the
// stylesheet's.
func (c *canvas) bar(class string, from, to float64) {
	c.path(class)
	c.to('M', from, c.h/2)
	c.across(to)
	c.pathEnd()
}

// marker draws an upright stroke inside the picture.
func (c *canvas) marker(class string, x, wide, inset float64) {
	x = max(0, min(x-wide/2, c.w-wide))
	c.rect(class, rect{x, inset, x + wide, c.h - inset})
}

// edges are the values, rising, where one band ends and the next begins: an
// attainment a stands at a × target, or, where lower is better, at
// (2 − a) × target.
func (o *BulletOptions) edges() []float64 {
	if !o.Target.ok() || o.Target.V <= 0 {
		return nil
	}
	bands := o.Bands[:min(len(o.Bands), 4)]
	at := make([]float64, 0, len(bands))
	for _, a := range bands {
		if o.LowerBetter {
			a = 2 - a
		}
		if v := Of(a * o.Target.V); v.ok() && v.V > 0 {
			at = append(at, v.V)
		}
	}
	slices.Sort(at)
	return at
}

// scale is the given one, or one with a little room beyond the last mark; in
// both cases it shows every value.
func (o *BulletOptions) scale(edges []float64) Scale {
	s := ScaleOfValues(o.Actual, o.Target, o.Prior)
	if given := o.Scale.sound(); given != (Scale{}) {
		return given.hold(Of(s.Lo)).hold(Of(s.Hi))
	}
	if len(edges) > 0 {
		s = s.hold(Of(edges[len(edges)-1]))
	}
	return Scale{s.Lo * 1.08, s.Hi * 1.08}
}

// drawGround draws the bands, b1 the worst, or, without bands, the range up to
// the target.
func (o *BulletOptions) drawGround(c *canvas, scale Scale, edges []float64) {
	x := func(v float64) float64 { return scale.part(v) * c.w }
	if len(edges) == 0 {
		if t := o.Target; t.ok() {
			c.bar("range", x(min(t.V, 0)), x(max(t.V, 0)))
		}
		return
	}
	to, zero := c.w, x(0)
	for i := len(edges); i >= 0 && to > zero; i-- { // each over the end of the one beyond it
		from := zero
		if i > 0 {
			from = min(x(edges[i-1]), c.w)
		}
		if from < to {
			c.bar(o.band(i, len(edges)), zero, to)
			to = from
		}
	}
}

// band is the class of band i of those that n edges divide.
func (o *BulletOptions) band(i, n int) string {
	if o.LowerBetter {
		i = n - i
	}
	return [...]string{"b1", "b2", "b3", "b4", "b5"}[i]
}

// Bar draws one value as a bar to the right of zero, or to the left.
func Bar(b []byte, o BarOptions) []byte {
	c := canvas{b: b}
	c.w, c.h = 84, 14
	scale := o.Scale.sound().hold(o.Value)
	x := func(v float64) float64 { return scale.part(v) * c.w }
	c.openCell("bar", o.Label)
	if v := o.Value; v.ok() {
		c.rect(o.Effect.class(), rect{x(min(v.V, 0)), c.h * 0.18, x(max(v.V, 0)), c.h * 0.82})
	}
	zero := max(0.5, min(tenth(x(0)), c.w-0.5))
	c.line("zero", zero, 0, zero, c.h)
	return c.close()
}

// Spark draws the course of the last values, the earlier of them lighter, with
// a dot at the last. It has no zero: it shows the shape, not the size.
func Spark(b []byte, o SparkOptions) []byte {
	s := newSpark(o)
	s.b = b
	s.openCell("spark", o.Label)
	if s.scale.shows(0) && s.scale.Lo < 0 {
		s.line("zero", 0, s.y(0), s.w, s.y(0))
	}
	s.drawLine("py", 0, s.recent)
	s.drawLine("ac", s.recent, len(s.values)-1)
	s.drawDots()
	return s.close()
}

// spark is a sparkline under work. Its unit is about half a px, such that the
// values stand at whole ones.
type spark struct {
	canvas
	values []Value
	shift  int // slots before the first value
	slots  int
	recent int // the first dark value
	marks  bool
	unit   float64 // of a px
	left   float64 // of the first slot
	step   float64 // from slot to slot
	scale  Scale   // without zero, unless the values reach it
}

func newSpark(o SparkOptions) spark {
	s := spark{slots: o.Slots, marks: o.Extremes}
	if s.slots <= 0 {
		s.slots = 24
	}
	wide := float64(max(s.slots-1, 1))
	s.step = max(1, math.Round(9*23/wide)) // 9 in the usual number of slots: one digit
	s.unit = s.step * wide / 108
	s.w, s.h = math.Round(116*s.unit), math.Round(26*s.unit)
	s.left = math.Round(sparkMargin * s.unit)
	s.values = o.Values[max(0, len(o.Values)-s.slots):]
	s.shift = s.slots - len(s.values)
	recent := o.Recent
	if recent <= 0 {
		recent = 12
	}
	s.recent = max(0, len(s.values)-recent)
	first := true
	for _, v := range s.values {
		if v.ok() && first {
			s.scale, first = Scale{v.V, v.V}, false
		}
		s.scale = s.scale.hold(v)
	}
	return s
}

const sparkMargin = 4 // px around the line, for the dots

func (s *spark) x(i int) float64 {
	if s.slots == 1 {
		return s.w / 2
	}
	return s.left + float64(i+s.shift)*s.step
}

func (s *spark) y(v float64) float64 {
	if s.scale.Hi-s.scale.Lo <= 1e-100 {
		return math.Round(s.h / 2)
	}
	margin := sparkMargin * s.unit
	return math.Round(s.h - margin - s.scale.part(v)*(s.h-2*margin))
}

// drawLine draws the strokes between the values from one to another; a lone
// value becomes a stroke of no length, which a round cap shows as a dot.
func (s *spark) drawLine(class string, from, to int) {
	open, pen := false, false
	var px, py float64 // where the pen is
	for i := from; i <= to && i < len(s.values); i++ {
		if !s.values[i].ok() {
			pen = false
			continue
		}
		if !open {
			s.path(class)
			open = true
		}
		x, y := s.x(i), s.y(s.values[i].V)
		switch {
		case !pen:
			s.b = append(s.b, 'm')
			s.num(x - px)
			s.next(y - py)
		default:
			s.next(x - px)
			s.next(y - py)
		}
		px, py = x, y
		if !pen && (i == to || i+1 == len(s.values) || !s.values[i+1].ok()) {
			s.raw("h0")
		}
		pen = true
	}
	if open {
		s.pathEnd()
	}
}

// drawDots marks the last value and, if wanted, the least and the greatest of
// the recent ones.
func (s *spark) drawDots() {
	last, least, most := -1, -1, -1
	for i := s.recent; i < len(s.values); i++ {
		v := s.values[i]
		if !v.ok() {
			continue
		}
		last = i
		if least < 0 || v.V < s.values[least].V {
			least = i
		}
		if most < 0 || v.V > s.values[most].V {
			most = i
		}
	}
	if last < 0 {
		return
	}
	if s.marks && least != most {
		for _, i := range [...]int{least, most} {
			if i != last {
				s.dot("end", s.x(i), s.y(s.values[i].V), 1.8*s.unit)
			}
		}
	}
	if last == len(s.values)-1 {
		s.dot("", s.x(last), s.y(s.values[last].V), 2.4*s.unit)
	}
}
