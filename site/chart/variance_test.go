package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// varied is a variance of values, each compared with the one before; NaN is an
// absent one.
func varied(vs ...float64) VarianceOptions {
	o := VarianceOptions{ID: "v", Title: "t", Desc: "d", RateTitle: "Δ%", DeltaTitle: "Δ"}
	for i, v := range vs {
		p := VariancePoint{Name: fmt.Sprint(2001 + i), Value: Value{v, !math.IsNaN(v)}, Label: fmt.Sprintf("%.4g", v), Refused: true}
		if i > 0 {
			d := v - vs[i-1]
			p.Delta, p.DeltaLabel = Value{d, !math.IsNaN(d)}, fmt.Sprintf("%+.4g", d)
			p.Rate, p.RateLabel = Value{d / vs[i-1], !math.IsNaN(d)}, fmt.Sprintf("%+.0f%%", 100*d/vs[i-1])
			p.Effect = Good
			if d < 0 {
				p.Effect = Bad
			}
		}
		o.Points = append(o.Points, p)
	}
	return o
}

// bothVariances draws and parses a variance wide and narrow.
func bothVariances(t *testing.T, o VarianceOptions) [2]*drawing {
	t.Helper()
	wide := parse(t, pic(Variance, o))
	o.Narrow = true
	return [2]*drawing{wide, parse(t, pic(Variance, o))}
}

// signed is how far a box goes up from the zero line, or down.
func signed(b rect, zero float64) float64 {
	if math.Abs(b.y1-zero) < 0.06 {
		return zero - b.y0
	}
	return zero - b.y1
}

func TestVarianceLengths(t *testing.T) {
	vs := []float64{20, 25, 50, 40, -10}
	for _, d := range bothVariances(t, varied(vs...)) {
		bases := d.of("path", "base")
		if len(bases) != 3 {
			t.Fatalf("%d zero lines, want those of three tiers", len(bases))
		}
		columns := d.of("rect", "accol")
		var pins, bars []mark
		for _, class := range []string{"goodbar", "badbar"} {
			for _, m := range d.of("rect", class) {
				if m.box.x1-m.box.x0 < 3 {
					pins = append(pins, m)
				} else {
					bars = append(bars, m)
				}
			}
		}
		heads := append(d.of("circle", "goodbar"), d.of("circle", "badbar")...)
		if len(columns) != 5 || len(bars) != 4 || len(pins) != 4 || len(heads) != 4 {
			t.Fatalf("%d columns, %d bars, %d pins, %d heads", len(columns), len(bars), len(pins), len(heads))
		}
		zero := [3]float64{bases[0].box.y0, bases[1].box.y0, bases[2].box.y0}
		full := signed(columns[2].box, zero[2])
		for i, m := range columns {
			within(t, "column", signed(m.box, zero[2]), full*vs[i]/50)
		}
		// favourable changes come first in both lists: +5, +25, then −10, −50
		delta, rate := []float64{5, 25, -10, -50}, []float64{0.25, 1, -0.2, -1.25}
		one, all := signed(bars[3].box, zero[1])/-50, signed(pins[1].box, zero[0])
		for i := range bars {
			within(t, "bar", signed(bars[i].box, zero[1]), one*delta[i])
			within(t, "pin", signed(pins[i].box, zero[0]), all*rate[i])
			within(t, "head", zero[0]-(heads[i].box.y0+heads[i].box.y1)/2, all*rate[i])
			within(t, "head over pin", (heads[i].box.x0+heads[i].box.x1)/2, (pins[i].box.x0+pins[i].box.x1)/2)
			within(t, "bar over pin", (bars[i].box.x0+bars[i].box.x1)/2, (pins[i].box.x0+pins[i].box.x1)/2)
		}
		for _, label := range []string{"+25", "-50", "+100%", "-125%", "50", "-10"} {
			if !strings.Contains(texts(d, "val"), " "+label+" ") {
				t.Errorf("%q is not among the labels%s", label, texts(d, "val"))
			}
		}
		apart(t, d)
	}
}

// texts are the texts of a class with spaces around each.
func texts(d *drawing, class string) string {
	s := " "
	for _, m := range d.of("text", class) {
		s += m.text + " "
	}
	return s
}

func TestVarianceRefused(t *testing.T) {
	o := varied(0, 3, 5)
	o.Points[1].Rate = Value{} // on a base of zero
	for _, d := range bothVariances(t, o) {
		if n := len(d.of("text", "absent")); n != 3 {
			t.Errorf("%d dashes, want two for the first year and one for the rate of the second", n)
		}
		if n := len(d.of("circle", "goodbar")); n != 1 {
			t.Errorf("%d pins, want 1", n)
		}
		if strings.Contains(texts(d, "val"), "Inf") {
			t.Errorf("a rate that is not there is labelled: %s", texts(d, "val"))
		}
	}
	for i := range o.Points {
		o.Points[i].Refused = false
	}
	if n := len(parse(t, pic(Variance, o)).of("text", "absent")); n != 0 {
		t.Errorf("%d dashes for what is merely not there", n)
	}
	o.NoRates = true
	if d := parse(t, pic(Variance, o)); len(d.of("circle", "goodbar")) != 0 || len(d.of("path", "base")) != 2 || strings.Contains(texts(d, "tier"), "%") {
		t.Error("changes in points have no tier of rates")
	}
}

// Charts of one page have one x axis, whatever they show.
func TestVarianceShared(t *testing.T) {
	one, other := varied(1, 2, 3), varied(-123456789, 5, math.NaN())
	other.NoRates, other.Points[2].Partial, other.Points[2].Value = true, true, Of(77)
	a, b := bothVariances(t, one), bothVariances(t, other)
	for k := range a {
		p, q := a[k].of("rect", "accol"), b[k].of("rect", "accol")
		if a[k].w != b[k].w || len(p) != 3 || len(q) != 3 {
			t.Fatalf("%v and %v wide, %d and %d columns", a[k].w, b[k].w, len(p), len(q))
		}
		for i := range p {
			if p[i].box.x0 != q[i].box.x0 || p[i].box.x1 != q[i].box.x1 {
				t.Errorf("column %d stands from %v to %v and from %v to %v", i, p[i].box.x0, p[i].box.x1, q[i].box.x0, q[i].box.x1)
			}
		}
		if !strings.HasSuffix(q[2].class, "part") || strings.HasSuffix(q[1].class, "part") {
			t.Error("the last, and only it, is a part")
		}
	}
}

func TestVarianceHard(t *testing.T) {
	nan := math.NaN()
	many := make([]float64, 600)
	for i := range many {
		many[i] = float64(i*37%101 - 50)
	}
	for name, vs := range map[string][]float64{
		"none": nil, "one": {5}, "two": {5, -6}, "zero": {0, 0, 0}, "equal": {7, 7, 7, 7}, "absent": {nan, nan}, "infinite": {math.Inf(1), 1, math.Inf(-1)},
		"huge": {1e99, -1e99, 1e100}, "tiny": {5e-324, 1e-300}, "12 digits": {123456789012, 987654321098, -111111111111}, "negative": {-5, -9, -7},
		"fall": {9, 7, 4, 2}, "many": many,
	} {
		t.Run(name, func(t *testing.T) {
			o := varied(vs...)
			for _, s := range []string{"", "2020", "<b>\"&'\x01", strings.Repeat("W", 60), strings.Repeat("銷", 60), "−123,456,789,012.34"} {
				if s != "" {
					o.RateTitle, o.DeltaTitle, o.ValueTitle = s, s, s
				}
				for i := range o.Points {
					p := &o.Points[i]
					p.Now, p.Partial = i%3 == 0, i%2 == 0
					if s != "" {
						p.Name, p.Label, p.DeltaLabel, p.RateLabel = s, s, s, s
					}
				}
				for _, d := range bothVariances(t, o) {
					apart(t, d)
				}
				o.NoRates = !o.NoRates
			}
		})
	}
	pair := pic(VariancePair, varied(1, 2))
	if pair != pic(VariancePair, varied(1, 2)) || !strings.HasPrefix(pair, `<div class="charts small"><svg class="chart variance wide"`) || strings.Count(pair, "<svg") != 2 {
		t.Errorf("pair %.120s", pair)
	}
}
