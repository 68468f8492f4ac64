package chart

import (
	"math"
	"slices"
)

// hold widens the scale so that it shows v.
func (s Scale) hold(v Value) Scale {
	if v.ok() {
		s.Lo, s.Hi = min(s.Lo, v.V), max(s.Hi, v.V)
	}
	return s
}

// holdSpan widens the scale so that it shows a range.
func (s Scale) holdSpan(r Span) Scale {
	if r.ok() {
		return s.hold(r.Lo).hold(r.Hi)
	}
	return s
}

// sound is the scale with zero in it and without what cannot be drawn.
func (s Scale) sound() Scale {
	return Scale{}.hold(Of(s.Lo)).hold(Of(s.Hi))
}

// span is the length of the scale; never 0, so that one may divide by it.
func (s Scale) span() float64 {
	if d := s.Hi - s.Lo; d > 1e-100 {
		return d
	}
	return math.Inf(1) // every value is at zero
}

// part is where v lies between Lo (0) and Hi (1).
func (s Scale) part(v float64) float64 { return (v - s.Lo) / s.span() }

// shows reports whether v lies on the scale.
func (s Scale) shows(v float64) bool { return s.Lo <= v && v <= s.Hi }

// ScaleOf is the scale that shows all that the series draw: for charts that
// are compared with each other.
func ScaleOf(series ...[]Point) Scale {
	var s Scale
	for _, points := range series {
		for i := range points {
			p := &points[i]
			s = s.hold(p.Actual).hold(p.Prior)
			if p.Low.ok() && p.High.ok() {
				s = s.hold(p.Low).hold(p.High)
			}
			if p.Forecast.ok() {
				s = s.hold(p.Forecast).holdSpan(p.Inner).holdSpan(p.Outer)
			}
			if p.Note == "" {
				s = s.hold(p.Target)
			}
		}
	}
	return s
}

// ScaleOfValues is the scale that shows the values: for the cells of a column.
func ScaleOfValues(vs ...Value) Scale {
	var s Scale
	for _, v := range vs {
		s = s.hold(v)
	}
	return s
}

// nice is the least of 1, 2, 2.5 and 5 times a power of ten that is not below v.
func nice(v float64) float64 {
	p := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range [...]float64{1, 2, 2.5, 5} {
		if m*p >= v*(1-1e-9) {
			return m * p
		}
	}
	return 10 * p
}

// ticks gives the values of at most n grid lines, in nice steps through zero,
// and the scale from the first to the last of them.
func (s Scale) ticks(n int) ([]float64, Scale) {
	if d := s.Hi - s.Lo; !(d > 1e-100) {
		return []float64{0}, s
	}
	step := nice((s.Hi - s.Lo) / float64(n))
	for s.steps(step) > n {
		step = nice(step * 1.01)
	}
	lo, hi := math.Floor(s.Lo/step+1e-9), math.Ceil(s.Hi/step-1e-9)
	var at []float64
	for i := lo; i <= hi; i++ {
		at = append(at, tidy(i, step))
	}
	return at, Scale{min(at[0], s.Lo), max(at[len(at)-1], s.Hi)}
}

// steps is how many steps the scale needs to be covered.
func (s Scale) steps(step float64) int {
	return int(math.Ceil(s.Hi/step-1e-9) - math.Floor(s.Lo/step+1e-9))
}

// tidy is i × step without the dust of binary fractions: 3 × 0.1 is 0.3.
func tidy(i, step float64) float64 {
	if step >= 1 {
		return i * step
	}
	inverse := math.Round(1 / step * 1e6)
	return i * 1e6 / inverse
}

// OffScale gives the points whose target is out of all proportion: more than
// three times every actual and prior, and three times the median of the other
// targets. Such a target is most often a slip of the pen; whoever draws it
// should say so in the point's Note, which also keeps it from flattening the
// chart.
func OffScale(points []Point) []int {
	var rest []float64 // all values but the targets
	for i := range points {
		for _, v := range [...]Value{points[i].Actual, points[i].Prior} {
			if v.ok() {
				rest = append(rest, math.Abs(v.V))
			}
		}
	}
	if len(rest) == 0 {
		return nil
	}
	top := slices.Max(rest)
	var off []int
	for i := range points {
		t := points[i].Target
		if t.ok() && math.Abs(t.V) > 3*top && math.Abs(t.V) > 3*nextTarget(points, i) {
			off = append(off, i)
		}
	}
	return off
}

// nextTarget is the median of the other targets, without their signs.
func nextTarget(points []Point, but int) float64 {
	var others []float64
	for i := range points {
		if t := points[i].Target; i != but && t.ok() {
			others = append(others, math.Abs(t.V))
		}
	}
	if len(others) == 0 {
		return 0
	}
	slices.Sort(others)
	return others[len(others)/2]
}
