package chart

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
)

// year is a fiscal year like that of the example archive: twelve months with
// priors and targets, one of them a slip.
func year() []Point {
	names := strings.Fields("Jul Aug Sep Oct Nov Dec Jan Feb Mar Apr May Jun")
	actual := []float64{2.73, 4.31, 4.15, 2.29, 3.49, 3.52, 1.66, 2.70, 2.74, 2.21, 3.33, 3.43}
	target := []float64{2.5, 4, 30, 2, 3.5, 3.5, 1.5, 2, 2.5, 2, 3, 3.5}
	var ps []Point
	for i, n := range names {
		p := Point{Name: n, Year: "2019", Actual: Of(actual[i]), Prior: Of(actual[i] * 0.7), Target: Of(target[i]),
			Label: fmt.Sprintf("%.2f", actual[i])}
		if i > 5 {
			p.Year = "2020"
		}
		if target[i] == 30 {
			p.Note = "target 30.00"
		}
		ps = append(ps, p)
	}
	ps[11].Now = true
	return ps
}

// points makes a series of values; NaN is an absent one.
func points(vs ...float64) []Point {
	var ps []Point
	for i, v := range vs {
		p := Point{Name: fmt.Sprint("P", i), Actual: Value{v, !math.IsNaN(v)}}
		if p.Actual.OK {
			p.Label = fmt.Sprintf("%.4g", v)
		}
		ps = append(ps, p)
	}
	return ps
}

// both draws and parses a series wide and narrow.
func both(t *testing.T, o SeriesOptions) [2]*drawing {
	t.Helper()
	if o.ID == "" {
		o.ID, o.Title, o.Desc = "x", "Title", "Desc"
	}
	if !o.lines() {
		svg := pic(Series, o)
		parseAt(t, svg, 860)
		return [2]*drawing{parse(t, svg), parseAt(t, svg, 288)}
	}
	wide := parse(t, pic(Series, o))
	o.Narrow = true
	return [2]*drawing{wide, parse(t, pic(Series, o))}
}

func TestLengthsAreAsValues(t *testing.T) {
	for _, d := range both(t, SeriesOptions{Points: year()}) {
		bars := d.of("rect", "accol")
		if len(bars) != 12 || len(d.of("rect", "pycol")) != 12 {
			t.Fatalf("%d columns", len(bars))
		}
		tall := func(b rect) float64 { return b.y1 - b.y0 }
		full, ps := tall(bars[1].box), year()
		for i, b := range bars {
			if want := full * ps[i].Actual.V / ps[1].Actual.V; math.Abs(tall(b.box)-want) > 0.5 {
				t.Errorf("%s is %v px tall, want %v", ps[i].Name, tall(b.box), want)
			}
			prior := tall(d.of("rect", "pycol")[i].box)
			if want := full * ps[i].Prior.V / ps[1].Actual.V; math.Abs(prior-want) > 0.5 {
				t.Errorf("prior of %s is %v px tall, want %v", ps[i].Name, prior, want)
			}
		}
	}
}

func TestLabels(t *testing.T) {
	ds := both(t, SeriesOptions{Points: year()})
	if n := len(ds[0].of("text", "val")); n != 12 {
		t.Errorf("wide: %d labels, want all 12", n)
	}
	var got []string
	for _, m := range ds[1].of("text", "val") {
		got = append(got, m.text)
	}
	if s := strings.Join(got, " "); s != "4.31 3.43 1.66" {
		t.Errorf("narrow: labels %q, want the greatest, the last, the least", s)
	}
	for _, d := range ds {
		texts := append(d.of("text", "val"), d.of("text", "note")...)
		for i, a := range texts {
			for _, b := range texts[:i] {
				if a.box.meets(b.box) {
					t.Errorf("labels %q and %q overlap", a.text, b.text)
				}
			}
			for _, c := range d.of("rect", "accol") {
				if a.box.y1-2 > c.box.y0 && a.box.meets(c.box) {
					t.Errorf("label %q stands on a column", a.text)
				}
			}
		}
		if ys := d.of("text", "yr"); len(ys) != 2 || ys[0].text != "2019" || ys[1].text != "2020" {
			t.Errorf("years %v", ys)
		}
	}
}

func TestNegative(t *testing.T) {
	for _, d := range both(t, SeriesOptions{Points: points(3, -2, 0, -4.5, 1)}) {
		zero := d.of("path", "base")[0].box.y0
		bars := d.of("rect", "accol")
		for i, below := range []bool{false, true, false, true, false} {
			b := bars[i].box
			if below && (b.y0 != zero || b.y1 <= zero) || !below && (math.Abs(b.y1-zero) > 0.05 || b.y0 > zero) {
				t.Errorf("column %d at %v, zero at %v", i, b, zero)
			}
		}
		for _, l := range d.of("text", "val") {
			if strings.HasPrefix(l.text, "-") != (l.box.y0 > zero) {
				t.Errorf("label %s at %v, zero at %v", l.text, l.box, zero)
			}
		}
	}
}

func TestAbsentIsAGap(t *testing.T) {
	nan := math.NaN()
	ps := points(nan, 1, nan, 2, nan)
	for _, d := range both(t, SeriesOptions{Points: ps}) {
		if n := len(d.of("rect", "accol")); n != 2 {
			t.Errorf("%d columns, want 2", n)
		}
		if n := len(d.of("text", "absent")); n != 1 {
			t.Errorf("%d dashes, want 1: only between columns", n)
		}
	}
	for _, d := range both(t, SeriesOptions{Points: points(1, 2, nan, 3, 4), Form: Lines}) {
		if n := len(d.of("circle", "acdot")); n != 1 {
			t.Errorf("%d dots, want that of the last", n)
		}
	}
	svg := pic(Series, SeriesOptions{Points: points(1, 2, nan, 3, nan, 4, 5), Form: Lines})
	line := svg[strings.Index(svg, `class="acline" d="`):]
	if n := strings.Count(line[:strings.Index(line, `/>`)], "M"); n != 2 {
		t.Errorf("the line has %d parts, want 2, and a dot", n)
	}
	if n := len(parse(t, svg).of("circle", "acdot")); n != 2 {
		t.Errorf("%d dots, want 2", n)
	}
}

func TestNotes(t *testing.T) {
	ps := year()
	for _, d := range both(t, SeriesOptions{Points: ps}) {
		if n := d.of("text", "note"); len(n) != 1 || n[0].text != "target 30.00" {
			t.Errorf("notes %v", n)
		}
		if top := d.of("rect", "accol")[1].box; top.y1-top.y0 < d.h/3 {
			t.Errorf("the slip flattens the chart: %v", top)
		}
	}
	if off := OffScale(ps); len(off) != 1 || off[0] != 2 {
		t.Errorf("OffScale = %v, want [2]", off)
	}
	for i := range ps {
		ps[i].Target = Of(30)
	}
	if off := OffScale(ps); off != nil {
		t.Errorf("OffScale = %v though all targets are alike", off)
	}
	if off := OffScale(nil); off != nil {
		t.Errorf("OffScale of nothing = %v", off)
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi float64
		n      int
		want   string
	}{
		{0, 4.31e6, 5, "0 1e+06 2e+06 3e+06 4e+06 5e+06"},
		{0, 100, 5, "0 20 40 60 80 100"},
		{0, 100, 4, "0 25 50 75 100"},
		{-0.05, 0.05, 5, "-0.05 -0.025 0 0.025 0.05"},
		{-4.4, 6, 5, "-5 -2.5 0 2.5 5 7.5"},
		{0, 0.3, 5, "0 0.1 0.2 0.3"},
		{-7, 0, 5, "-8 -6 -4 -2 0"},
		{0, 0, 5, "0"},
	} {
		at, s := Scale{c.lo, c.hi}.ticks(c.n)
		got := strings.Trim(fmt.Sprint(at), "[]")
		if got != c.want || s.Lo > c.lo || s.Hi < c.hi {
			t.Errorf("ticks(%v, %v) = %s on %v, want %s", c.lo, c.hi, got, s, c.want)
		}
	}
}

func TestSharedScale(t *testing.T) {
	small, large := points(1, 2), points(4, 8)
	small[0].Note, large[1].Label = "note", strings.Repeat("8", 100)
	s := ScaleOf(small, large)
	if s != (Scale{0, 8}) {
		t.Fatalf("scale %v", s)
	}
	a := both(t, SeriesOptions{Points: small, Scale: s})[0].of("rect", "accol")[1].box
	b := both(t, SeriesOptions{Points: large, Scale: s})[0].of("rect", "accol")[0].box
	if got := (b.y1 - b.y0) / (a.y1 - a.y0); math.Abs(got-2) > 0.02 {
		t.Errorf("4 is %v times as tall as 2", got)
	}
}

func TestIdentity(t *testing.T) {
	o := SeriesOptions{ID: "a b", Title: `"Q1" <b>&amp;</b>`, Desc: "it's\x00", Points: year(), Form: Lines}
	ds := both(t, o)
	for i, id := range []string{"a-b", "a-b-n"} {
		if got := ds[i].ids[id+"-t"]; got != o.Title {
			t.Errorf("title %q", got)
		}
		if got := ds[i].ids[id+"-d"]; got != "it's\uFFFD" {
			t.Errorf("desc %q", got)
		}
		if len(ds[i].refs) != 2 {
			t.Errorf("refs %v", ds[i].refs)
		}
	}
	for first, again := pic(Series, o), 0; again < 3; again++ {
		if pic(Series, o) != first {
			t.Error("not deterministic")
		}
	}
	pair := pic(SeriesPair, o)
	if !strings.HasPrefix(pair, `<div class="charts"><svg class="chart series lines wide"`) || strings.Count(pair, "<svg") != 2 {
		t.Errorf("pair %.120s", pair)
	}
}

// What is wanted wider than usual is there in three widths, the widest first,
// and each has ids of its own.
func TestThreeWidths(t *testing.T) {
	pick := regexp.MustCompile(`viewBox="0 0 (\d+) `)
	ids := regexp.MustCompile(` id="([^"]*)"`)
	series, over, pairs, land := SeriesOptions{ID: "s", Title: "t", Points: year(), Form: Lines}, overlaid([]float64{5}, []float64{6}), paired(year(), year()), landed()
	series.Width, over.Width, pairs.Width, land.Width = 1060, 1060, 1060, 1060
	for name, s := range map[string]string{"series": pic(SeriesPair, series), "overlay": pic(OverlayPair, over), "pairs": pic(PairsPair, pairs), "landing": pic(LandingPair, land)} {
		var widths []string
		for _, m := range pick.FindAllStringSubmatch(s, -1) {
			widths = append(widths, m[1])
		}
		if got := strings.Join(widths, " "); got != "1060 640 360" || !strings.HasPrefix(s, `<div class="charts three"><svg`) {
			t.Errorf("%s: widths %s in %.40s", name, got, s)
		}
		seen := map[string]bool{}
		for _, m := range ids.FindAllStringSubmatch(s, -1) {
			if seen[m[1]] {
				t.Errorf("%s: two of id %s", name, m[1])
			}
			seen[m[1]] = true
		}
		if len(seen) < 3 {
			t.Errorf("%s: ids %v", name, seen)
		}
	}
}

func TestForms(t *testing.T) {
	for _, c := range []struct {
		n    int
		form Form
		want string
	}{{16, Auto, "accol"}, {17, Auto, ""}, {3, Lines, ""}, {60, Columns, "accol"}} {
		ps := make([]Point, c.n)
		for i := range ps {
			ps[i].Actual = Of(float64(i + 1))
		}
		d := both(t, SeriesOptions{Points: ps, Form: c.form})[0]
		if got := len(d.of("rect", "accol")) > 0; got != (c.want != "") {
			t.Errorf("%d points, form %d: columns %v", c.n, c.form, got)
		}
	}
}

func TestText(t *testing.T) {
	c := canvas{size: 10}
	if got := c.fit("Northwest region", 60); !strings.HasSuffix(got, "…") || c.wide(got) > 60 {
		t.Errorf("fit: %q", got)
	}
	for _, w := range []struct {
		s             string
		px            float64
		first, second string
		whole         bool
	}{
		{"Europe", 80, "Europe", "", true},
		{"North America", 60, "North", "America", true},
		{"華東區第一銷售部門", 61, "華東區第一", "銷售部門", true},
		{"Donaudampfschifffahrt", 50, "Donau…", "", false},
	} {
		a, b, whole := c.wrap(w.s, w.px)
		if a != w.first || b != w.second || whole != w.whole {
			t.Errorf("wrap(%q) = %q %q %v", w.s, a, b, whole)
		}
	}
}
