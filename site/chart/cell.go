package chart

import "slices"

// Bullet draws the actual as a bar against the target as a marker across it,
// the year before as a thin marker, and bands of attainment as the ground. It
// gives nothing where there is nothing to draw.
func Bullet(o BulletOptions) string {
	if !o.Actual.ok() && !o.Target.ok() {
		return ""
	}
	var c canvas
	c.w, c.h = sized(o.Width, 132, 24), sized(o.Height, 20, 8)
	edges := o.edges()
	scale := o.scale(edges)
	x := func(v float64) float64 { return scale.part(v) * c.w }
	c.openCell("bullet", o.Label)
	o.drawGround(&c, scale, edges)
	if v := o.Actual; v.ok() {
		class := "ac"
		if o.Partial {
			class = "ac part"
		}
		c.rect(class, rect{x(min(v.V, 0)), c.h * 0.34, x(max(v.V, 0)), c.h * 0.66})
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
	var at []float64
	for _, a := range o.Bands[:min(len(o.Bands), 4)] {
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
	top, bottom := c.h*0.16, c.h*0.84
	if len(edges) == 0 {
		if t := o.Target; t.ok() {
			c.rect("range", rect{x(min(t.V, 0)), top, x(max(t.V, 0)), bottom})
		}
		return
	}
	from := x(0)
	for i := 0; i <= len(edges); i++ {
		to := c.w
		if i < len(edges) {
			to = min(x(edges[i]), c.w)
		}
		if to > from {
			c.rect(o.band(i, len(edges)), rect{from, top, to, bottom})
			from = to
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
func Bar(o BarOptions) string {
	var c canvas
	c.w, c.h = sized(o.Width, 84, 16), sized(o.Height, 14, 6)
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
func Spark(o SparkOptions) string {
	s := newSpark(o)
	s.openCell("spark", o.Label)
	if s.scale.shows(0) && s.scale.Lo < 0 {
		y := tenth(s.y(0))
		s.line("zero", 0, y, s.w, y)
	}
	s.drawLine("py", 0, s.recent)
	s.drawLine("ac", s.recent, len(s.values)-1)
	s.drawDots()
	return s.close()
}

// spark is a sparkline under work.
type spark struct {
	canvas
	values []Value
	shift  int // slots before the first value
	slots  int
	recent int // the first dark value
	marks  bool
	scale  Scale // without zero, unless the values reach it
}

func newSpark(o SparkOptions) *spark {
	s := &spark{slots: o.Slots, marks: o.Extremes}
	s.w, s.h = sized(o.Width, 116, 24), sized(o.Height, 26, 12)
	if s.slots <= 0 {
		s.slots = 24
	}
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
	return sparkMargin + float64(i+s.shift)*(s.w-2*sparkMargin)/float64(s.slots-1)
}

func (s *spark) y(v float64) float64 {
	if s.scale.Hi-s.scale.Lo <= 1e-100 {
		return s.h / 2
	}
	return s.h - sparkMargin - s.scale.part(v)*(s.h-2*sparkMargin)
}

// drawLine draws the strokes between the values from one to another; a lone
// value becomes a stroke of no length, which a round cap shows as a dot.
func (s *spark) drawLine(class string, from, to int) {
	open, pen := false, false
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
		if pen {
			s.to('L', x, y)
			continue
		}
		s.to('M', x, y)
		pen = true
		if i == to || i+1 == len(s.values) || !s.values[i+1].ok() {
			s.across(x)
		}
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
				s.dot("end", s.x(i), s.y(s.values[i].V), 1.8)
			}
		}
	}
	if last == len(s.values)-1 {
		s.dot("", s.x(last), s.y(s.values[last].V), 2.4)
	}
}
