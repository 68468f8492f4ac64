package chart

// IntervalOptions say what [Interval] draws.
type IntervalOptions struct {
	Lo, Hi Value  // the ends of the interval
	Rate   Value  // the tick in it
	Pale   bool   // too little stands behind it
	Scale  Scale  // of the whole column of cells; zero: from 0 to Hi
	Label  string // as in BulletOptions
}

// Interval draws an interval as a bar from its lower to its upper end, on a
// scale that shows zero, with a tick at the rate. It gives nothing where an end
// is absent.
func Interval(b []byte, o IntervalOptions) []byte {
	if !o.Lo.ok() || !o.Hi.ok() {
		return b
	}
	c := canvas{b: b}
	c.w, c.h = 132, 14
	scale := o.Scale.sound().hold(o.Lo).hold(o.Hi).hold(o.Rate)
	x := func(v float64) float64 { return scale.part(v) * c.w }
	c.openCell("interval", o.Label)
	class := "span"
	if o.Pale {
		class = "span pale"
	}
	c.rect(class, rect{x(min(o.Lo.V, o.Hi.V)), c.h * 0.25, x(max(o.Lo.V, o.Hi.V)), c.h * 0.75})
	zero := max(0.5, min(tenth(x(0)), c.w-0.5))
	c.line("zero", zero, 0, zero, c.h)
	if o.Rate.ok() {
		c.marker("tick", x(o.Rate.V), 2, 0)
	}
	return c.close()
}
