package chart

import (
	"math"
	"strings"
	"testing"
)

// On a scale from 0 to 0.4 over 132 px, 0.1 lies at 33, 0.3 at 99, 0.2 at 66.
func TestInterval(t *testing.T) {
	o := IntervalOptions{Lo: Of(0.1), Hi: Of(0.3), Rate: Of(0.2), Scale: Scale{Hi: 0.4}, Label: "10% to 30%"}
	d := parse(t, pic(Interval, o))
	span, tick := d.of("rect", "span")[0].box, d.of("rect", "tick")[0].box
	near(t, "lower end", span.x0, 33)
	near(t, "upper end", span.x1, 99)
	near(t, "rate", (tick.x0+tick.x1)/2, 66)
	if d.label != "10% to 30%" || len(d.of("path", "zero")) != 1 || strings.Contains(pic(Interval, o), "pale") {
		t.Errorf("%s", pic(Interval, o))
	}
	o.Pale = true
	if len(parse(t, pic(Interval, o)).of("rect", "pale")) != 1 {
		t.Error("the interval of a small sample is not pale")
	}
}

// A scale that does not reach the interval is widened; zero is always shown;
// the tick stays inside; what has no ends is not drawn.
func TestIntervalAtItsEdges(t *testing.T) {
	d := parse(t, pic(Interval, IntervalOptions{Lo: Of(0.5), Hi: Of(1), Rate: Of(1), Scale: Scale{Hi: 0.2}}))
	span := d.of("rect", "span")[0].box
	near(t, "lower end", span.x0, 66)
	near(t, "upper end", span.x1, 132)
	parse(t, pic(Interval, IntervalOptions{Lo: Of(0), Hi: Of(0.1), Rate: Of(0)}))
	for _, o := range []IntervalOptions{{}, {Lo: Of(0.1)}, {Hi: Of(0.1)}, {Lo: Of(math.NaN()), Hi: Of(1)}, {Rate: Of(0.2)}} {
		if got := pic(Interval, o); got != "" {
			t.Errorf("%+v is drawn: %s", o, got)
		}
	}
}
