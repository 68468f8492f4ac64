package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// outlook is a year of which eight months are over and four are forecast, on
// the ground of earlier years.
func outlook() []Point {
	ps := year()
	for i := range ps {
		p := &ps[i]
		v := p.Actual.V
		p.Note, p.Now, p.Target = "", false, Of(3)
		p.Low, p.High = Of(v*0.5), Of(v*1.2)
		if i > 7 {
			p.Actual, p.Label = Value{}, ""
			p.Forecast, p.ForecastLabel = Of(v), fmt.Sprintf("f%.2f", v)
			p.Inner, p.Outer = Span{Of(v - 0.25), Of(v + 0.25)}, Span{Of(v - 0.5), Of(v + 0.75)}
		}
	}
	ps[7].Now = true
	return ps
}

// ruler gives the place of a value, from those of the zero line and of one
// other value.
func ruler(zero, y, v float64) func(v float64) float64 {
	return func(w float64) float64 { return zero + (y-zero)*w/v }
}

// within fails the test if two coordinates are more than half a pixel apart.
func within(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 0.5) {
		t.Errorf("%s at %v, want %v", what, got, want)
	}
}

func TestForecastColumns(t *testing.T) {
	ps := outlook()
	for _, d := range both(t, SeriesOptions{Points: ps}) {
		bars, ahead := d.of("rect", "accol"), d.of("rect", "fc")
		if len(bars) != 8 || len(ahead) != 4 {
			t.Fatalf("%d actuals, %d forecasts", len(bars), len(ahead))
		}
		zero := d.of("path", "base")[0].box.y0
		y := ruler(zero, bars[1].box.y0, ps[1].Actual.V)
		wide, narrow := d.of("path", "fan80")[0].runs, d.of("path", "fan50")[0].runs
		if len(wide) != 12 || len(narrow) != 4 {
			t.Fatalf("%d and %d strokes of whiskers, want 4 × 3 and 4", len(wide), len(narrow))
		}
		for i, b := range ahead {
			p := ps[8+i]
			within(t, "foot of "+p.Name, b.box.y1, zero)
			within(t, p.Name, b.box.y0, y(p.Forecast.V))
			for _, w := range [...]struct {
				run  [][2]float64
				span Span
			}{{wide[3*i], p.Outer}, {narrow[i], p.Inner}} {
				within(t, "upper end at "+p.Name, w.run[0][1], y(w.span.Hi.V))
				within(t, "lower end at "+p.Name, w.run[1][1], y(w.span.Lo.V))
				within(t, "whisker of "+p.Name, w.run[0][0], (b.box.x0+b.box.x1)/2)
			}
		}
		for _, run := range d.of("path", "hatch")[0].runs {
			in := false
			for _, b := range ahead {
				in = in || run[0][0] >= b.box.x0-0.1 && run[1][0] <= b.box.x1+0.1 && run[1][1] >= b.box.y0-0.1 && run[0][1] <= b.box.y1+0.1
			}
			if !in || run[1][0] <= run[0][0] || run[1][1] >= run[0][1] { // how steep it is, is the width's
				t.Errorf("a stroke of the hatch at %v", run)
			}
		}
		band := d.of("path", "band")[0].runs
		if len(band) != 1 || len(band[0]) != 4*12+1 {
			t.Fatalf("the band has %d corners in the first of %d parts", len(band[0]), len(band))
		}
		for i, p := range ps {
			within(t, "band over "+p.Name, band[0][2*i][1], y(p.High.V))
			within(t, "band under "+p.Name, band[0][4*12-1-2*i][1], y(p.Low.V))
		}
	}
}

func TestForecastLines(t *testing.T) {
	ps := outlook()
	for _, d := range both(t, SeriesOptions{Points: ps, Form: Lines}) {
		actual, ahead := d.of("path", "acline")[0].runs, d.of("path", "fc")[0].runs
		if len(actual) != 1 || len(ahead) != 1 || len(actual[0]) != 8 || len(ahead[0]) != 5 {
			t.Fatalf("actual %v, forecast %v", actual, ahead)
		}
		if ahead[0][0] != actual[0][7] {
			t.Errorf("the forecast begins at %v, the actual ends at %v", ahead[0][0], actual[0][7])
		}
		x := func(i int) float64 { return actual[0][0][0] + (actual[0][1][0]-actual[0][0][0])*float64(i) }
		y := ruler(d.of("path", "base")[0].box.y0, actual[0][1][1], ps[1].Actual.V)
		for i, at := range ahead[0][1:] {
			if d := math.Abs(at[0] - x(8+i)); d > 1 { // ten steps, each rounded to a tenth
				t.Errorf("forecast %d at %v, want %v", i, at[0], x(8+i))
			}
			within(t, "forecast", at[1], y(ps[8+i].Forecast.V))
		}
		for class, of := range map[string]func(p Point) Span{
			"fan80": func(p Point) Span { return p.Outer },
			"fan50": func(p Point) Span { return p.Inner },
		} {
			fan := d.of("path", class)[0].runs[0]
			if len(fan) != 2*5+1 || fan[0] != actual[0][7] || fan[9] != actual[0][7] || fan[10] != fan[0] {
				t.Fatalf("%s: %v does not open from %v", class, fan, actual[0][7])
			}
			for i := range 4 {
				within(t, class+" above", fan[1+i][1], y(of(ps[8+i]).Hi.V))
				within(t, class+" below", fan[8-i][1], y(of(ps[8+i]).Lo.V))
			}
		}
		band := d.of("path", "band")[0].runs
		if len(band) != 1 || len(band[0]) != 25 {
			t.Fatalf("band %v", band)
		}
		for i, p := range ps {
			within(t, "band over "+p.Name, band[0][i][1], y(p.High.V))
			within(t, "band under "+p.Name, band[0][23-i][1], y(p.Low.V))
		}
		if n := len(d.of("circle", "fcdot")); n != 1 {
			t.Errorf("%d rings, want that of the last forecast", n)
		}
	}
}

func TestForecastLabels(t *testing.T) {
	for _, form := range []Form{Columns, Lines} {
		for k, d := range both(t, SeriesOptions{Points: outlook(), Form: form}) {
			var actual, ahead []string
			for _, m := range d.of("text", "val") {
				if is := strings.HasSuffix(m.class, " fc"); is != strings.HasPrefix(m.text, "f") {
					t.Errorf("label %q is drawn as %q", m.text, m.class)
				} else if is {
					ahead = append(ahead, m.text)
				} else {
					actual = append(actual, m.text)
				}
			}
			if want := map[bool]int{true: 4, false: 1}[form == Columns && k == 0]; len(ahead) != want || ahead[want-1] != "f3.43" {
				t.Errorf("form %d: forecasts %v, want %d with the last", form, ahead, want)
			}
			if len(actual) < 3 {
				t.Errorf("form %d: actuals %v", form, actual)
			}
			apart(t, d)
		}
	}
}

// apart fails the test if two texts of a drawing overlap.
func apart(t *testing.T, d *drawing) {
	t.Helper()
	var texts []mark
	for _, m := range d.marks {
		if m.kind == "text" {
			texts = append(texts, m)
		}
	}
	for i, a := range texts {
		for _, b := range texts[:i] {
			if a.box.meets(b.box) {
				t.Errorf("texts %q at %v and %q at %v overlap", a.text, a.box, b.text, b.box)
			}
		}
	}
}

// A period that is not over has what is there in front of its forecast.
func TestForecastOfPresentPeriod(t *testing.T) {
	ps := points(3, 2, 1)
	p := &ps[2]
	p.Partial, p.Forecast, p.ForecastLabel, p.Outer = true, Of(2.5), "f2.5", Span{Of(2), Of(3)}
	for _, d := range both(t, SeriesOptions{Points: ps}) {
		bars, ahead := d.of("rect", "accol"), d.of("rect", "fc")
		if len(bars) != 3 || len(ahead) != 1 {
			t.Fatalf("%d actuals, %d forecasts", len(bars), len(ahead))
		}
		b, f := bars[2].box, ahead[0].box
		if !(b.x0 > f.x0 && b.x1 < f.x1) {
			t.Errorf("the part %v hides its forecast %v", b, f)
		}
		within(t, "2.5 times as tall", f.y1-f.y0, 2.5*(b.y1-b.y0))
		for _, m := range d.of("text", "val") {
			if m.text == "1" && m.box.y0 < f.y0 {
				t.Errorf("the actual's label %v stands over the forecast %v", m.box, f)
			}
		}
	}
	p.Outer.Lo = Of(0.9) // the whisker leaves no room near the end of the part
	for _, d := range both(t, SeriesOptions{Points: ps}) {
		if got := texts(d, "val"); strings.Contains(got, " 1 ") {
			t.Errorf("labels%s: far from its column the actual's would pass for the forecast's", got)
		}
	}
	d := both(t, SeriesOptions{Points: ps, Form: Lines})[0]
	line, ahead := d.of("path", "acline")[0].runs, d.of("path", "fc")[0].runs
	if len(ahead) != 1 || len(ahead[0]) != 2 || ahead[0][0] != line[0][1] {
		t.Errorf("the forecast %v does not begin where the whole months %v end", ahead, line)
	}
}

func TestForecastGaps(t *testing.T) {
	nan := math.NaN()
	draw := func(ps []Point) *drawing { return both(t, SeriesOptions{Points: ps, Form: Lines})[0] }
	set := func(ps []Point, at ...int) []Point {
		for _, i := range at {
			ps[i].Forecast, ps[i].Outer = Of(2), Span{Of(1), Of(4)}
		}
		return ps
	}
	runs := func(ps []Point, class string) (n []int) {
		for _, m := range draw(ps).of("path", class) {
			for _, r := range m.runs {
				n = append(n, len(r))
			}
		}
		return n
	}
	same := func(what string, got []int, want ...int) {
		t.Helper()
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: parts of %v corners, want %v", what, got, want)
		}
	}
	same("joined", runs(set(points(1, 2, nan, nan), 2, 3), "fc"), 3)
	same("a missing month between", runs(set(points(1, nan, nan, nan), 2, 3), "fc"), 2)
	same("a gap in the forecast", runs(set(points(1, nan, nan, nan, nan, nan), 1, 2, 4, 5), "fc"), 3, 2)
	same("its fan", runs(set(points(1, nan, nan, nan, nan, nan), 1, 2, 4, 5), "fan80"), 7, 5)
	partial := points(1, 2, nan, nan)
	partial[1].Partial = true
	same("not from a part of a month", runs(set(partial, 2, 3), "fc"), 2)
	ps := points(1, 2, 3, 4, 5)
	for i := range ps {
		ps[i].Low, ps[i].High = Of(1), Value{6, i != 2}
	}
	same("the band", runs(ps, "band"), 5, 5)
	far := points(1, 2, nan)
	far[2].Outer = Span{Of(1), Of(100)}
	if s := ScaleOf(far); s != (Scale{0, 2}) {
		t.Errorf("a range without a forecast widens the scale to %v", s)
	}
	same("a range without a forecast", runs(far, "fan80"))
	if s := ScaleOf(set(points(1, nan), 1)); s != (Scale{0, 4}) {
		t.Errorf("scale %v, want one that shows the range", s)
	}
}
