package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

func paired(upper, lower []Point) PairsOptions {
	return PairsOptions{ID: "p", Title: "t", Desc: "d", Upper: PairLine{Title: "New customers", Points: upper}, Lower: PairLine{Title: "Churn", Points: lower}}
}

// bothPairs draws and parses pairs wide and narrow.
func bothPairs(t *testing.T, o PairsOptions) [2]*drawing {
	t.Helper()
	wide := parse(t, pic(Pairs, o))
	o.Narrow = true
	return [2]*drawing{wide, parse(t, pic(Pairs, o))}
}

func TestPairs(t *testing.T) {
	nan := math.NaN()
	upper, lower := []float64{40, 55, 30, 70, 65}, []float64{0.1, nan, 0.4, 0.25, 0.2}
	o := paired(points(upper...), points(lower...))
	o.Upper.Tick = func(v float64) string { return fmt.Sprintf("%.0f customers", v) }
	o.Lower.Tick = func(v float64) string { return fmt.Sprintf("%.2f", v) }
	for _, d := range bothPairs(t, o) {
		bases, lines := d.of("path", "base"), d.of("path", "acline")
		if len(bases) != 2 || len(lines) != 2 {
			t.Fatalf("%d zero lines, %d lines", len(bases), len(lines))
		}
		up, down := lines[0].runs, lines[1].runs
		if len(up) != 1 || len(up[0]) != 5 || len(down) != 1 || len(down[0]) != 3 {
			t.Fatalf("lines %v and %v: the lone first value is a dot, the second a gap", up, down)
		}
		y, z := ruler(bases[0].box.y0, up[0][0][1], 40), ruler(bases[1].box.y0, down[0][0][1], 0.4)
		for i, v := range upper {
			within(t, "upper", up[0][i][1], y(v))
		}
		for i, at := range down[0] {
			within(t, "lower", at[1], z(lower[i+2]))
			if at[0] != up[0][i+2][0] {
				t.Errorf("point %d at %v above and %v below", i+2, up[0][i+2][0], at[0])
			}
		}
		if dots := d.of("circle", "acdot"); len(dots) != 3 {
			t.Errorf("%d dots, want the two last and the lone one", len(dots))
		}
		if got := texts(d, "val"); got != " 65 0.2 " {
			t.Errorf("labels%s, want those of the last", got)
		}
		if got := texts(d, "tier"); got != " New customers Churn " {
			t.Errorf("titles%s", got)
		}
		for _, m := range d.of("text", "ax") {
			if m.box.y0 < bases[1].box.y0 {
				t.Errorf("name %s at %v, not under both", m.text, m.box)
			}
		}
		if lines[0].box.y1 > d.of("text", "tier")[1].box.y0 {
			t.Error("the upper line runs into the lower chart")
		}
		apart(t, d)
	}
}

func TestPairsHard(t *testing.T) {
	nan := math.NaN()
	many := make([]float64, 600)
	for i := range many {
		many[i] = math.Sin(float64(i)) * 1e11
	}
	lists := map[string][]float64{"none": nil, "one": {5}, "two": {5, -6}, "zero": {0, 0, 0}, "equal": {7, 7, 7}, "absent": {nan, nan},
		"infinite": {math.Inf(1), 1}, "huge": {1e99, -1e99, 1e100}, "tiny": {5e-324}, "12 digits": {123456789012, -987654321098}, "many": many}
	for _, a := range lists {
		for _, b := range lists {
			for _, s := range []string{"", "<b>\"&'\x01", strings.Repeat("W", 60), strings.Repeat("銷", 60)} {
				o := paired(points(a...), points(b...))
				if s != "" {
					o.Upper.Title, o.Lower.Title = s, s
					for i := range o.Lower.Points {
						p := &o.Lower.Points[i]
						p.Name, p.Year, p.Label, p.Note, p.Now = s, s, s, s, true
					}
					o.Lower.Tick = func(float64) string { return s }
				}
				for _, d := range bothPairs(t, o) {
					if len(d.of("text", "note")) != 0 {
						t.Error("a note is drawn")
					}
				}
			}
		}
	}
	ps := points(1, 2, 3)
	ps[0].Note = "kept"
	if pair := pic(PairsPair, paired(ps, ps)); pair != pic(PairsPair, paired(ps, ps)) || strings.Count(pair, "<svg") != 2 {
		t.Error("a pair is two drawings, the same each time")
	}
	if ps[0].Note != "kept" || ps[0].Label != "1" {
		t.Error("the caller's points are changed")
	}
}
