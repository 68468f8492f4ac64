package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

func landed() LandingOptions {
	return LandingOptions{ID: "l", Title: "t", Desc: "d", Done: Of(20), Landing: Of(32), Range: Span{Of(30), Of(36)}, Target: Of(40), Prior: Of(25),
		DoneLabel: "done 20", LandingLabel: "forecast 32", TargetLabel: "target 40", PriorLabel: "2019: 25"}
}

// bothLandings draws and parses a landing wide and narrow.
func bothLandings(t *testing.T, o LandingOptions) [2]*drawing {
	t.Helper()
	wide := parse(t, pic(Landing, o))
	o.Narrow = true
	return [2]*drawing{wide, parse(t, pic(Landing, o))}
}

func TestLandingLengths(t *testing.T) {
	for _, d := range bothLandings(t, landed()) {
		zero := d.of("path", "base")[0].box.x0
		done, rest := d.of("rect", "accol")[0].box, d.of("rect", "fc")[0].box
		x := ruler(zero, done.x1, 20)
		within(t, "the bar begins", done.x0, zero)
		within(t, "the forecast begins", rest.x0, done.x1)
		within(t, "the forecast ends", rest.x1, x(32))
		for class, v := range map[string]float64{"plmark": 40, "pymark": 25} {
			b := d.of("rect", class)[0].box
			within(t, class, (b.x0+b.x1)/2, x(v))
		}
		whisker := d.of("path", "fan80")[0].box
		within(t, "whisker from", whisker.x0, x(30))
		within(t, "whisker to", whisker.x1, x(36))
		if got := texts(d, "val"); got != " 2019: 25 target 40 done 20 forecast 32 " {
			t.Errorf("texts%s", got)
		}
		if fc := texts(d, "fc"); fc != " forecast 32 " {
			t.Errorf("drawn as forecast:%s", fc)
		}
		apart(t, d)
		if math.Abs(d.h-4.7*13.25) > 4 {
			t.Errorf("%v px high, want three lines and a half", d.h)
		}
	}
}

func TestLandingParts(t *testing.T) {
	count := func(o LandingOptions, kind, class string) int { return len(bothLandings(t, o)[0].of(kind, class)) }
	o := landed()
	o.Landing, o.Range = Value{}, Span{Of(50), Of(60)}
	if count(o, "rect", "fc")+count(o, "path", "fan80")+count(o, "text", "fc") != 0 || count(o, "rect", "accol") != 1 {
		t.Error("without a forecast there is only what is done")
	}
	if x := bothLandings(t, o)[0].of("rect", "plmark")[0].box.x1; math.Abs(x-640) > 2 {
		t.Errorf("the target at %v: the range without a forecast counts for the scale", x)
	}
	o = landed()
	o.Done = Value{}
	if count(o, "rect", "accol")+strings.Count(texts(bothLandings(t, o)[0], "val"), "done") != 0 || count(o, "rect", "fc") != 1 {
		t.Error("what is not there has no bar and no label")
	}
	o = landed()
	o.Landing = Of(10) // less than there is: the bar of what is done stays whole
	d := bothLandings(t, o)[0]
	zero, bar, mark := d.of("path", "base")[0].box.x0, d.of("rect", "accol")[0].box, d.of("rect", "fcmark")
	if len(mark) != 1 || len(d.of("rect", "fc")) != 0 {
		t.Fatal("no mark for a forecast that leads back")
	}
	within(t, "mark", (mark[0].box.x0+mark[0].box.x1)/2, zero+(bar.x1-zero)/2)
	o.Done, o.Landing, o.Range, o.Target, o.Prior = Of(-10), Of(-30), Span{}, Of(30), Value{}
	d = bothLandings(t, o)[0]
	done, rest := d.of("rect", "accol")[0].box, d.of("rect", "fc")[0].box
	within(t, "below zero", done.x1, d.of("path", "base")[0].box.x0)
	within(t, "the forecast goes on", rest.x1, done.x0)
	within(t, "three times as long", done.x1-rest.x0, 3*(done.x1-done.x0))
}

func TestLandingHard(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, vs := range [][6]float64{{}, {5, 5, 5, 5, 5, 5}, {-1, 2, -3, 4, -5, 6}, {inf, nan, -inf, 1, 2, 3}, {1e99, -1e99, 1, 2, 3, 4},
		{123456789012, 987654321098, 0, 2e12, 1, 1e12}, {nan, nan, nan, nan, nan, nan}, {1e-300, 5e-324}, {100, 99, 98, 101, 100, 100}} {
		for _, s := range []string{"", "x", "<b>\"&'\x01", strings.Repeat("W", 60), strings.Repeat("銷", 60), "−123,456,789,012.34"} {
			o := LandingOptions{ID: s, Title: s, Desc: s, Done: Of(vs[0]), Landing: Of(vs[1]), Range: Span{Of(vs[2]), Of(vs[3])}, Target: Of(vs[4]),
				Prior: Of(vs[5]), DoneLabel: s, LandingLabel: s, TargetLabel: s, PriorLabel: "short"}
			for _, d := range bothLandings(t, o) {
				apart(t, d)
			}
			o.Scale, o.Width = Scale{-1e3, inf}, 160
			bothLandings(t, o)
		}
	}
	if pair := pic(LandingPair, landed()); pair != pic(LandingPair, landed()) || strings.Count(pair, "<svg") != 2 {
		t.Error("a pair is two drawings, the same each time")
	}
}

func ExampleLanding() {
	svg := pic(Landing, LandingOptions{ID: "fy", Title: "Landing of FY2020", Done: Of(3), Landing: Of(4), Target: Of(4), DoneLabel: "done 3"})
	fmt.Println(strings.Contains(svg, `<title id="fy-t">Landing of FY2020</title>`))
	// Output: true
}
