package chart

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// overlaid is an overlay of the years of values; NaN is an absent one.
func overlaid(years ...[]float64) OverlayOptions {
	o := OverlayOptions{ID: "o", Title: "t", Desc: "d"}
	for k, vs := range years {
		y := OverlayYear{Name: fmt.Sprint(2001 + k), Label: fmt.Sprint("v", k)}
		for i, v := range vs {
			if i == len(o.Names) {
				o.Names = append(o.Names, fmt.Sprint("M", i+1))
			}
			y.Values = append(y.Values, Value{v, !math.IsNaN(v)})
		}
		o.Years = append(o.Years, y)
	}
	return o
}

// bothOverlays draws and parses an overlay wide and narrow.
func bothOverlays(t *testing.T, o OverlayOptions) [2]*drawing {
	t.Helper()
	wide := parse(t, pic(Overlay, o))
	o.Narrow = true
	return [2]*drawing{wide, parse(t, pic(Overlay, o))}
}

func TestOverlayLines(t *testing.T) {
	nan := math.NaN()
	years := [][]float64{{1, 3, 2, 5}, {2, 4, nan, 4}, {3, 2, 6, 1}, {5, 6, 7, 8}, {6, 5, nan}}
	low, high := []float64{1, 2, 2, 1}, []float64{3, 4, 6, 5} // of the first three
	o := overlaid(years...)
	o.Target = []Value{Of(4), Of(5)}
	for _, d := range bothOverlays(t, o) {
		zero := d.of("path", "base")[0].box.y0
		last := d.of("path", "acline")[0].runs[0]
		y := ruler(zero, last[0][1], 6)
		lines := append(d.of("path", "older"), d.of("path", "pyline")...)
		lines = append(lines, d.of("path", "acline")...)
		if len(lines) != 5 {
			t.Fatalf("%d lines, want one for each year", len(lines))
		}
		first, pitch := last[0][0], last[1][0]-last[0][0]
		for k, line := range lines {
			n := 0
			for _, run := range line.runs {
				for _, at := range run {
					i := int(math.Round((at[0] - first) / pitch))
					within(t, fmt.Sprintf("year %d, place %d", k, i), at[1], y(years[k][i]))
					n++
				}
			}
			if want := []int{4, 2, 4, 4, 2}[k]; n != want {
				t.Errorf("year %d: %d corners, want %d", k, n, want)
			}
		}
		if n := len(d.of("circle", "olderdot")); n != 1 {
			t.Errorf("%d dots for the lone value of 2002, want 1", n)
		}
		band := d.of("path", "band")[0].runs[0]
		for i := range low {
			within(t, "band above", band[i][1], y(high[i]))
			within(t, "band below", band[7-i][1], y(low[i]))
		}
		steps := d.of("path", "pl")[0].runs[0]
		within(t, "first step", steps[0][1], y(4))
		within(t, "second step", steps[3][1], y(5))
		if n := len(d.of("circle", "acdot")); n != 2 {
			t.Errorf("%d dots on the last year, want 2", n)
		}
		apart(t, d)
	}
	if d := parse(t, pic(Overlay, overlaid(years[1:]...))); len(d.of("path", "band")) != 0 {
		t.Error("two older years make no band")
	}
}

func TestOverlayNames(t *testing.T) {
	o := overlaid([]float64{1, 2, 1}, []float64{2, 2, 5.2}, []float64{3, 4, 5}, []float64{6, 7, 9}, []float64{7, 8})
	o.Forecast, o.ForecastLabel = []Value{{}, {}, Of(9.5)}, "f9"
	for k, d := range bothOverlays(t, o) {
		apart(t, d)
		y := ruler(d.of("path", "base")[0].box.y0, d.of("path", "acline")[0].runs[0][0][1], 7)
		right := d.of("path", "acline")[0].box.x1
		ends := map[string]float64{"2001": 1, "2002": 5.2, "2003": 5, "2004": 9, "f9": 9.5}
		var beside []mark
		for _, m := range d.of("text", "val") {
			v, ok := ends[m.text]
			if !ok {
				continue
			}
			delete(ends, m.text)
			beside = append(beside, m)
			size := (m.box.y1 - m.box.y0) / 0.95
			if mid := m.box.y1 - 0.55*size; math.Abs(mid-y(v)) > 1.3*size || m.box.x0 < right {
				t.Errorf("%s at %v, its line ends at %v", m.text, m.box, y(v))
			}
			if m.text == "f9" != strings.HasSuffix(m.class, " fc") {
				t.Errorf("%s is drawn as %q", m.text, m.class)
			}
		}
		if len(ends) != 0 {
			t.Errorf("drawing %d: lines without a name: %v", k, ends)
		}
		slices.SortFunc(beside, func(a, b mark) int { return int(a.box.y0*10) - int(b.box.y0*10) })
		var order []string
		for _, m := range beside {
			order = append(order, m.text)
		}
		if got := strings.Join(order, " "); got != "f9 2004 2002 2003 2001" {
			t.Errorf("names from above %s, want them in the order of the values", got)
		}
		now := ""
		for _, m := range d.of("text", "now") {
			now += m.text + " "
		}
		if !strings.Contains(now, "2005") || !strings.Contains(now, "v4") {
			t.Errorf("the last year is named %q", now)
		}
	}
}

// A name that has no place but on the wrong side of another is left out.
func TestOverlayNamesInOrder(t *testing.T) {
	for _, d := range bothOverlays(t, overlaid([]float64{5.005}, []float64{5.01}, []float64{5}, []float64{9}, []float64{1})) {
		if got := texts(d, "older"); got != " 2003 2002 " {
			t.Errorf("older years named:%s, want 2003 and above it 2002", got)
		}
		names := d.of("text", "older")
		if len(names) == 2 && names[1].box.y1 > names[0].box.y0+0.5 {
			t.Errorf("2002 at %v, 2003 at %v", names[1].box, names[0].box)
		}
	}
}

func TestOverlayHard(t *testing.T) {
	nan := math.NaN()
	equal := [][]float64{{7, 7, 7}, {7, 7, 7}, {7, 7, 7}, {7, 7, 7}, {7, 7, 7}, {7, 7, 7}, {7, 7, 7}, {7, 7, 7}}
	var many [][]float64
	for k := range 12 {
		many = append(many, nil)
		for i := range 600 {
			many[k] = append(many[k], math.Sin(float64(i*k))*float64(k-3))
		}
	}
	for name, years := range map[string][][]float64{
		"none": nil, "empty": {{}}, "one": {{5}}, "two": {{5}, {-6}}, "zero": {{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 0}}, "equal": equal,
		"absent": {{nan, nan}, {nan, nan}, {nan, nan}, {nan, nan}, {nan, nan}}, "negative": {{-1, -2}, {-3, -4}, {-5, -1}, {-2, -2}, {-9, 3}},
		"infinite": {{math.Inf(1), 1}, {1, math.Inf(-1)}}, "huge": {{1e99, -1e99}, {123456789012, 987654321098}}, "tiny": {{5e-324, 1e-300}},
		"many": many,
	} {
		t.Run(name, func(t *testing.T) {
			o := overlaid(years...)
			for _, texts := range []string{"x", "<b>\"&'\x01", strings.Repeat("W", 60), strings.Repeat("銷", 60), ""} {
				for k := range o.Years {
					o.Years[k].Name, o.Years[k].Label = texts, "−123,456,789,012.34"
				}
				for i := range o.Names {
					o.Names[i] = texts
				}
				o.ForecastLabel, o.Now, o.Partial = texts, 1, []bool{true, true}
				for i := range 700 {
					o.Forecast = append(o.Forecast[:i], Value{float64(i), i%3 > 0})
					o.Outer = append(o.Outer[:i], Span{Of(-float64(i)), Value{float64(2 * i), i%5 > 0}})
				}
				o.Inner, o.Target = []Span{{Of(nan), Of(1)}}, []Value{Of(-4), {}, Of(3)}
				for _, d := range bothOverlays(t, o) {
					apart(t, d)
				}
				o.Tick = func(v float64) string { return fmt.Sprint(v) }
			}
		})
	}
	if a, b := pic(OverlayPair, overlaid(many...)), pic(OverlayPair, overlaid(many...)); a != b || strings.Count(a, "<svg") != 2 {
		t.Error("a pair is two drawings, the same each time")
	}
}
