package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.15 {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func ExampleBullet() {
	fmt.Println(pic(Bullet, BulletOptions{Actual: Of(75), Target: Of(100), Prior: Of(50), Scale: Scale{Hi: 132}, Label: "75% of target"}))
	// Output:
	// <svg class="bullet" viewBox="0 0 132 20" role="img" aria-label="75% of target"><path class="range" d="M0 10H100"/><path class="ac" d="M0 10H75"/><path class="pymark" d="M49.3 4.4h1.4v11.2H49.3z"/><path class="plmark" d="M99 1.2h2v17.6H99z"/></svg>
}

func TestBulletBands(t *testing.T) {
	o := BulletOptions{Actual: Of(90), Target: Of(100), Bands: []float64{0.8, 0.95, 1.05}, Scale: Scale{Hi: 132}}
	d := parse(t, pic(Bullet, o))
	for i, edge := range []float64{80, 95, 105, 132} {
		b := d.of("rect", fmt.Sprint("b", i+1))
		if len(b) != 1 {
			t.Fatalf("band %d is not there", i+1)
		}
		near(t, "end of a band", b[0].box.x1, edge)
	}
	o.LowerBetter = true // 2 - a: the bands end at 95, 105 and 120
	d = parse(t, pic(Bullet, o))
	for i, edge := range []float64{95, 105, 120, 132} {
		near(t, "end of a band", d.of("rect", fmt.Sprint("b", 4-i))[0].box.x1, edge)
	}
	o.Target = Of(-100)
	if d = parse(t, pic(Bullet, o)); len(d.of("rect", "b1")) != 0 || len(d.of("rect", "range")) != 1 {
		t.Error("a target below zero has no bands")
	}
}

func TestBulletNegative(t *testing.T) {
	d := parse(t, pic(Bullet, BulletOptions{Actual: Of(-50), Target: Of(50), Scale: Scale{-66, 66}}))
	bar := d.of("rect", "ac")[0].box
	near(t, "left end", bar.x0, 16)
	near(t, "right end", bar.x1, 66)
	if len(d.of("path", "zero")) != 1 {
		t.Error("no zero line")
	}
	if got := pic(Bullet, BulletOptions{Prior: Of(1)}); got != "" {
		t.Errorf("a bullet of nothing: %s", got)
	}
	if got := pic(Bullet, BulletOptions{Actual: Of(1)}); !strings.Contains(got, `aria-hidden="true"`) {
		t.Errorf("no label, not hidden: %s", got)
	}
}

func TestBar(t *testing.T) {
	for _, c := range []struct{ v, x0, x1 float64 }{{20, 42, 63}, {-40, 0, 42}, {0, 42, 42}} {
		d := parse(t, pic(Bar, BarOptions{Value: Of(c.v), Scale: Scale{-40, 40}, Effect: Good}))
		b := d.of("rect", "goodbar")[0].box
		near(t, "left", b.x0, c.x0)
		near(t, "right", b.x1, c.x1)
	}
	if d := parse(t, pic(Bar, BarOptions{})); d.seen["rect"] != 0 {
		t.Error("an absent value has a bar")
	}
}

func TestSpark(t *testing.T) {
	var vs []Value
	for i := range 30 {
		vs = append(vs, Of(float64(i%7)))
	}
	d := parse(t, pic(Spark, SparkOptions{Values: vs, Extremes: true, Label: "24 months"}))
	if d.label != "24 months" || len(d.of("path", "py")) != 1 || len(d.of("path", "ac")) != 1 {
		t.Errorf("%+v", d)
	}
	if n := d.seen["circle"]; n != 3 {
		t.Errorf("%d dots, want 3", n)
	}
	py, ac := d.of("path", "py")[0].box, d.of("path", "ac")[0].box
	near(t, "the dark part begins where the light one ends", py.x1, ac.x0)
	if right := ac.x1 * 116 / d.w; math.Abs(right-112) > 0.5 { // half a px: values stand at whole units
		t.Errorf("the right end at %v", right)
	}
	vs[29], vs[20] = Value{}, Value{}
	svg := pic(Spark, SparkOptions{Values: vs})
	if d = parse(t, svg); d.seen["circle"] != 0 {
		t.Error("a dot though the last value is absent")
	}
	if n := strings.Count(svg, "m"); n != 3 {
		t.Errorf("%d strokes, want 3: one gap, two colours\n%s", n, svg)
	}
	short := parse(t, pic(Spark, SparkOptions{Values: vs[:3]}))
	if left := short.of("path", "ac")[0].box.x0 * 116 / short.w; math.Abs(left-(112-2*108.0/23)) > 0.5 {
		t.Errorf("few values do not stand at the right: %v", left)
	}
	for _, vs := range [][]Value{nil, {{}}, {Of(5)}, {Of(5), Of(5)}, {Of(-1), Of(1)}} {
		parse(t, pic(Spark, SparkOptions{Values: vs, Slots: max(1, len(vs))}))
	}
}

func fall(names ...string) BridgeOptions {
	o := BridgeOptions{ID: "b", Title: "t", Desc: "d", Start: Total{"May", Of(10), "10"}, End: Total{"June", Of(7), "7"}}
	for i, n := range names {
		v := []float64{-25, 12, 10}[i%3]
		o.Deltas = append(o.Deltas, Delta{n, Of(v), fmt.Sprintf("%+g", v), []Effect{Bad, Good, Neutral}[i%3]})
	}
	return o
}

func TestBridgeColumns(t *testing.T) {
	d := parse(t, pic(Bridge, fall("Europe", "Pacific", "North America")))
	class := []string{"pycol", "badbar", "goodbar", "flatbar", "accol"}
	from, to := []float64{0, 10, -15, -3, 0}, []float64{10, -15, -3, 7, 7}
	zero := d.of("path", "base")[0].box.y0
	unit := (zero - d.of("rect", "pycol")[0].box.y0) / 10
	for i, c := range class {
		b := d.of("rect", c)[0].box
		if math.Abs(zero-b.y0-unit*max(from[i], to[i])) > 0.5 || math.Abs(zero-b.y1-unit*min(from[i], to[i])) > 0.5 {
			t.Errorf("%s at %v, zero %v, unit %v", c, b, zero, unit)
		}
	}
	if n := len(d.of("text", "ax")); n != 6 {
		t.Errorf("%d lines of names, want 6: one name has two", n)
	}
}

func TestBridgeRows(t *testing.T) {
	for _, narrow := range []bool{false, true} {
		o := fall("Europe", strings.Repeat("Northwest ", 6), "Canada")
		o.Narrow = narrow
		d := parse(t, pic(Bridge, o))
		x := func(c string) rect { return d.of("rect", c)[0].box }
		zero := d.of("path", "base")[0].box.x0
		unit := (x("pycol").x1 - zero) / 10
		near(t, "end", x("accol").x1, zero+7*unit)
		near(t, "down to", x("badbar").x0, zero-15*unit)
		near(t, "up to", x("goodbar").x1, zero-3*unit)
		if n := len(d.of("text", "val")); n != 5 {
			t.Errorf("%d labels", n)
		}
	}
	o := fall("Europe", "Pacific")
	o.Deltas[0].Value, o.Deltas[0].Label = Value{}, "–"
	d := parse(t, pic(Bridge, o))
	if len(d.of("rect", "badbar")) != 0 || len(d.of("text", "val")) != 4 {
		t.Error("an absent delta has a label and no bar")
	}
	if p := pic(BridgePair, o); !strings.HasPrefix(p, `<div class="charts compact">`) {
		t.Errorf("pair %.80s", p)
	}
}

// A bridge of many parts with long names: every bar begins where the one
// before it ended, and the last total is what the parts add up to.
func TestBridgeOfMany(t *testing.T) {
	o := BridgeOptions{ID: "b", Title: "t", Desc: "d", Start: Total{"May", Of(10), "10.0"}}
	sum := 10.0
	for i := range 40 {
		v := float64(i*37%23-9) / 4
		sum += v
		name := []string{"Team", strings.Repeat("Key accounts ", 5), "<b>\"R&D\"</b>", strings.Repeat("銷售部門", 15)}[i%4]
		o.Deltas = append(o.Deltas, Delta{name, Of(v), fmt.Sprintf("%+.2f", v), Effect(i % 3)})
	}
	o.End = Total{"June", Of(sum), fmt.Sprint(sum)}
	for _, narrow := range []bool{false, true} {
		o.Narrow = narrow
		d := parse(t, pic(Bridge, o))
		var bars []rect
		for _, m := range d.marks {
			if m.kind == "rect" {
				bars = append(bars, m.box)
			}
		}
		if len(bars) != 42 || len(d.of("text", "val")) != 42 {
			t.Fatalf("%d bars, %d labels, want 42", len(bars), len(d.of("text", "val")))
		}
		zero := d.of("path", "base")[0].box.x0
		x := ruler(zero, bars[0].x1, 10)
		at := 10.0
		for i, delta := range o.Deltas {
			from, to := x(at), x(at+delta.Value.V)
			within(t, fmt.Sprint("left end of part ", i), bars[i+1].x0, min(from, to))
			within(t, fmt.Sprint("right end of part ", i), bars[i+1].x1, max(from, to))
			at += delta.Value.V
			if tall := bars[i+1].y1 - bars[i+1].y0; tall < 12 || bars[i+1].y0 < bars[i].y1+6 {
				t.Errorf("part %d is %v px tall and %v px under the one before", i, tall, bars[i+1].y0-bars[i].y1)
			}
		}
		within(t, "the last total begins", bars[41].x0, zero)
		within(t, "the last total ends", bars[41].x1, x(at))
		for i, link := range d.of("path", "link")[0].runs {
			within(t, fmt.Sprint("link ", i), link[0][0], link[1][0])
			if i < 40 {
				near(t, "link from the end of a bar", min(math.Abs(link[0][0]-bars[i].x0), math.Abs(link[0][0]-bars[i].x1)), 0)
				near(t, "link to the beginning of the next", min(math.Abs(link[1][0]-bars[i+1].x0), math.Abs(link[1][0]-bars[i+1].x1)), 0)
			}
		}
		apart(t, d)
	}
}
