package trend

import (
	"math"
	"testing"

	"almanac/site/num"
)

// A year lands at what is done plus the sum of what is forecast; the intervals
// add up as well.
func TestLand(t *testing.T) {
	f := Forecast{Ahead: []Ahead{
		{Value: 100, Low80: 80, High80: 120, Interval: true},
		{Value: 50, Low80: 0, High80: 110, Interval: true},
		{Value: 70, Low80: 40, High80: 100, Interval: true},
	}}
	for _, c := range []struct {
		done  num.Num
		ahead int
		want  Landing
		ok    bool
	}{
		{num.Int(1000), 1, Landing{1100, 1080, 1120, true, 1}, true},
		{num.Int(1000), 3, Landing{1220, 1120, 1330, true, 3}, true},
		{num.Dec(-5, 1), 2, Landing{149.5, 79.5, 229.5, true, 2}, true},
		{num.Int(1000), 0, Landing{}, false},
		{num.Int(1000), -1, Landing{}, false},
		{num.Int(1000), 4, Landing{}, false},
		{num.Num{}, 2, Landing{}, false},
		{num.Dec(1, -400), 2, Landing{}, false},
	} {
		if got, ok := f.Land(c.done, c.ahead); ok != c.ok || got != c.want {
			t.Errorf("%v and %d ahead: %+v %v, want %+v %v", c.done, c.ahead, got, ok, c.want, c.ok)
		}
	}
}

// Without an interval the landing has none either; one that was measured is put
// around the sum, and does not reach below what is done where nothing is below 0.
func TestLandBounds(t *testing.T) {
	bare := Forecast{Ahead: []Ahead{{Value: 3}, {Value: 4}}}
	if got, ok := bare.Land(num.Int(10), 2); !ok || got != (Landing{Value: 17, Months: 2}) {
		t.Errorf("without an interval: %+v", got)
	}
	f := Forecast{Ahead: []Ahead{{Value: 3, Interval: true}, {Value: 4, Interval: true}}, land: []float64{2, 9}}
	if got, _ := f.Land(num.Int(10), 2); got != (Landing{17, 8, 26, true, 2}) {
		t.Errorf("measured: %+v", got)
	}
	f.floor = true
	if got, _ := f.Land(num.Int(10), 2); got != (Landing{17, 10, 26, true, 2}) {
		t.Errorf("measured, never below 0: %+v", got)
	}
	if got, _ := f.Land(num.Int(10), 1); got != (Landing{13, 11, 15, true, 1}) {
		t.Errorf("measured, one ahead: %+v", got)
	}
}

func TestQuantile(t *testing.T) {
	errors := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}
	for _, c := range []struct{ part, want float64 }{{0.1, 1}, {0.5, 5}, {0.8, 8}, {0.81, 9}, {0.95, 9}, {1, 9}} {
		if got := quantile(errors, c.part); got != c.want {
			t.Errorf("%v of nine: %v, want %v", c.part, got, c.want)
		}
	}
	if got := quantile(nil, 0.8); got != 0 {
		t.Errorf("of none: %v", got)
	}
}

// A landing's interval is "at most" as wide as it says: it covers no less than
// 80 of 100 years, whether it is the sum of the months' or measured.
func TestLandingCoverage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n, ahead  int
		empirical bool
	}{{36, 6, false}, {48, 12, false}, {60, 6, true}} {
		hit, all := 0, 0
		for seed := range 400 {
			y := kinds[seed%len(kinds)].simulate(7000 + seed)
			f := History{Values: numbers(y[simKnown-c.n : simKnown]), Season: 12, Horizon: c.ahead, Empirical: c.empirical}.Forecast()
			l, ok := f.Land(num.Zero(), c.ahead)
			if !ok || !l.Interval {
				t.Fatalf("%+v", f)
			}
			came := total(y[simKnown : simKnown+c.ahead])
			if all++; l.Low80 <= came && came <= l.High80 {
				hit++
			}
		}
		if part := float64(hit) / float64(all); part < 0.8 || math.IsNaN(part) {
			t.Errorf("%+v: covers %.3f", c, part)
		} else {
			t.Logf("%+v: covers %.3f", c, part)
		}
	}
}
