package chart

// IntervalOptions say what [Interval] draws.
type IntervalOptions struct {
	Lo, Hi Value   // the ends of the interval
	Rate   Value   // the tick in it
	Pale   bool    // too little stands behind it
	Scale  Scale   // of the whole column of cells; zero: from 0 to Hi
	Label  string  // as in BulletOptions
	Width  float64 // px; 0 means 132
	Height float64 // px; 0 means 14
}

// Interval draws an interval as a bar from its lower to its upper end, on a
// scale that shows zero, with a tick at the rate. It gives nothing where an end
// is absent.
func Interval(o IntervalOptions) string {
	if !o.Lo.ok() || !o.Hi.ok() {
		return ""
	}
	var c canvas
	c.w, c.h = sized(o.Width, 132, 24), sized(o.Height, 14, 6)
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
