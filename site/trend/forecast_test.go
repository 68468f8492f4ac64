package trend

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"almanac/site/num"
)

// closeTo reports whether a and b differ by at most part of the magnitude of b, or
// of that of all, whichever is larger.
func closeTo(a, b, all, part float64) bool {
	return math.Abs(a-b) <= part*max(math.Abs(b), all)
}

// Every number of a forecast is that of a second implementation.
func TestOracle(t *testing.T) {
	signed := kind{name: "signed", season: 0.2, noise: 0.1}
	for _, c := range []struct {
		sort   kind
		n      int
		season int
		shift  float64 // added to every value
		choice string
		emp    bool
	}{
		{kinds[0], 12, 12, 0, "", false}, {kinds[0], 14, 12, 0, "", false}, {kinds[1], 15, 12, 0, "median", false},
		{kinds[2], 23, 12, 0, "theta", false}, {kinds[0], 23, 12, 0, "rolling", false},
		{kinds[0], 24, 12, 0, "", false}, {kinds[3], 29, 12, 0, "", false}, {kinds[4], 29, 12, 0, "theta", false},
		{kinds[0], 30, 12, 0, "", false}, {kinds[1], 35, 12, 0, "", false}, {kinds[2], 36, 12, 0, "", false},
		{kinds[4], 41, 12, 0, "", false}, {kinds[3], 42, 12, 0, "rolling", false}, {kinds[0], 47, 12, 0, "theta", true},
		{kinds[0], 48, 12, 0, "", false}, {kinds[1], 48, 12, 0, "", true}, {kinds[4], 53, 12, 0, "rolling", true},
		{kinds[2], 54, 12, 0, "theta", true}, {kinds[3], 60, 12, 0, "", true}, {kinds[4], 60, 12, 0, "", false},
		{kinds[0], 12, 4, 0, "", false}, {kinds[1], 19, 4, 0, "", false}, {kinds[0], 24, 4, 0, "", false},
		{kinds[4], 31, 4, 0, "rolling", false}, {kinds[3], 50, 4, 0, "", true}, {kinds[4], 50, 4, 0, "", false},
		{signed, 18, 12, -1000, "", false}, {signed, 36, 12, -1000, "", false}, {signed, 60, 12, -1000, "", true},
		{signed, 40, 12, -2000, "", false},
	} {
		t.Run(fmt.Sprintf("%s %d of %d %s %v", c.sort.name, c.n, c.season, c.choice, c.emp), func(t *testing.T) {
			seeds := 4
			if c.choice == "rolling" {
				seeds = 20 // the choice is to be a near thing now and then
			}
			for seed := range seeds {
				y := c.sort.simulate(100 + seed)[simKnown-c.n : simKnown]
				for i := range y {
					y[i] += c.shift
				}
				h := History{Values: numbers(y), Season: c.season, Signed: c.shift != 0, Horizon: 12, Select: c.choice, Empirical: c.emp}
				for i, v := range h.Values {
					y[i] = v.Float()
				}
				o := oracle{m: c.season, floored: c.shift == 0, choice: c.choice, empirical: c.emp}
				agree(t, h, h.Forecast(), o.plan(y))
			}
		})
	}
}

// agree holds a forecast against the oracle's, to 1e-9 of its size.
func agree(t *testing.T, h History, f Forecast, p plan) {
	t.Helper()
	size := 0.0
	for _, v := range h.Values {
		size = max(size, math.Abs(v.Float()))
	}
	same := func(what string, got, want float64) {
		t.Helper()
		if !closeTo(got, want, size, 1e-9) {
			t.Errorf("%s is %.12g, not %.12g", what, got, want)
		}
	}
	if f.Refused != "" || f.N != len(h.Values) || f.Reference != p.noInterval || len(f.Ahead) == 0 {
		t.Fatalf("forecast is %+v", f)
	}
	if f.Method != p.method || f.Test.Method != p.tested || f.Test.Better != p.better || f.Test.Origins != p.origins || f.Test.Errors != p.errors {
		t.Fatalf("method %q, test %+v; not %+v", f.Method, f.Test, p)
	}
	same("MAE", f.Test.MAE, p.mae)
	same("naive MAE", f.Test.NaiveMAE, p.naiveMAE)
	same("scale", f.Test.Scale, p.scale)
	if p.origins > 0 && (!closeTo(f.Test.MASE, p.mae/p.scale, 0, 1e-9) || !closeTo(f.Test.NaiveMASE, p.naiveMAE/p.scale, 0, 1e-9)) {
		t.Errorf("MASE %g and %g, not %g and %g", f.Test.MASE, f.Test.NaiveMASE, p.mae/p.scale, p.naiveMAE/p.scale)
	}
	sum, low, high := 0.0, 0.0, 0.0
	lower := func(v, w float64) float64 {
		if h.Signed {
			return v - w
		}
		return max(v-w, 0)
	}
	for i, a := range f.Ahead {
		v := p.values[i]
		same("value", a.Value, v)
		land, ok := f.Land(num.Zero(), i+1)
		if a.Interval == p.noInterval || land.Interval == p.noInterval || !ok || land.Months != i+1 {
			t.Fatalf("interval %v %+v %v", a.Interval, land, ok)
		}
		sum += v
		same("landing", land.Value, sum)
		if p.noInterval {
			if a != (Ahead{Value: a.Value}) || land != (Landing{Value: land.Value, Months: i + 1}) {
				t.Errorf("bounds without an interval: %+v %+v", a, land)
			}
			continue
		}
		same("low 50", a.Low50, lower(v, p.half50[i]))
		same("high 50", a.High50, v+p.half50[i])
		same("low 80", a.Low80, lower(v, p.half80[i]))
		same("high 80", a.High80, v+p.half80[i])
		same("low 95", a.Low95, lower(v, p.half95[i]))
		same("high 95", a.High95, v+p.half95[i])
		low, high = low+lower(v, p.half80[i]), high+v+p.half80[i]
		if p.land80 != nil {
			low, high = lower(sum, p.land80[i]), sum+p.land80[i]
		}
		same("landing low", land.Low80, low)
		same("landing high", land.High80, high)
	}
}

// What has always been the same is forecast to stay so, to the last digit.
func TestConstant(t *testing.T) {
	for _, v := range []num.Num{num.Int(7), num.Dec(1005, 1), num.Dec(999999999999, 0), num.Dec(1, 2), num.Int(-5)} {
		for _, n := range []int{12, 17, 24, 29, 30, 36, 47, 48, 60, 121} {
			for _, emp := range []bool{false, true} {
				f := History{Values: slices.Repeat([]num.Num{v}, n), Season: 12, Horizon: 12, Empirical: emp}.Forecast()
				if f.Refused != "" || len(f.Ahead) == 0 || n >= 24 && f.Method != MethodNaive || f.Test.MAE != 0 || f.Test.Better {
					t.Fatalf("%v, %d values: %+v", v, n, f)
				}
				for _, a := range f.Ahead {
					want := Ahead{Value: v.Float()}
					if n >= 24 {
						want = Ahead{v.Float(), v.Float(), v.Float(), v.Float(), v.Float(), v.Float(), v.Float(), true}
					}
					if a != want {
						t.Fatalf("%v, %d values: %+v", v, n, a)
					}
				}
			}
		}
	}
}

var pattern = []int64{100, 80, 120, 140, 130, 90, 70, 60, 110, 150, 170, 200}

// What repeats itself every year is repeated.
func TestPureSeason(t *testing.T) {
	for _, season := range []int{4, 12} {
		for _, n := range []int{24, 30, 36, 37, 48, 61} {
			h := History{Season: season, Horizon: 12}
			y := make([]float64, n)
			for i := range n {
				y[i] = float64(pattern[i%season])
				h.Values = append(h.Values, num.Int(pattern[i%season]))
			}
			f := h.Forecast()
			if f.Refused != "" || len(f.Ahead) == 0 { // how many: TestHorizon
				t.Fatalf("%d values: %+v", n, f)
			}
			if f.Test.Origins > 0 && (f.Method != MethodNaive || f.Test.Better || f.Test.MAE != 0 || f.Test.Scale != 0 || f.Test.MASE != 0) {
				t.Errorf("%d values: %q, %+v", n, f.Method, f.Test)
			}
			for i, a := range f.Ahead {
				if want := float64(pattern[(n+i)%season]); f.Test.Origins > 0 && a.Value != want || !closeTo(a.Value, want, 0, 1e-12) || a.High80 != a.Low80 {
					t.Errorf("%d values, %d ahead: %+v, want %v", n, i+1, a, want)
				}
			}
			p := newDesk(season, true, n).paths(y)
			for i := range 12 {
				want := float64(pattern[(n+i)%season])
				if p[byNaive][i] != want || !closeTo(p[byHoltWinters][i], want, 0, 1e-6) {
					t.Errorf("%d values, %d ahead: repeated %v, Holt-Winters %v, want %v", n, i+1, p[byNaive][i], p[byHoltWinters][i], want)
				}
			}
		}
	}
}

// Theta goes on with a line, at half of its slope: within 1 % for one that rises
// by a thousandth of its level a month.
func TestLinearTrend(t *testing.T) {
	for _, slope := range []int64{-1, 1} {
		for _, n := range []int{18, 24, 36, 60} {
			h := History{Season: 12, Horizon: 12, Select: "theta"}
			for i := range n {
				h.Values = append(h.Values, num.Int(1000+slope*int64(i)))
			}
			f := h.Forecast()
			if f.Method != MethodTheta || len(f.Ahead) < 6 {
				t.Fatalf("%d values: %+v", n, f)
			}
			for i, a := range f.Ahead {
				if want := float64(1000 + slope*int64(n+i)); !closeTo(a.Value, want, 0, 0.01) {
					t.Errorf("%d values, %d ahead: %v, want %v", n, i+1, a.Value, want)
				}
			}
		}
	}
}

// exchange gives copies of values with some of them exchanged.
func exchange(values []num.Num, with num.Num, at ...int) []num.Num {
	values = slices.Clone(values)
	for _, i := range at {
		values[i] = with
	}
	return values
}

func upTo(n int) (at []int) {
	for i := range n {
		at = append(at, i)
	}
	return at
}

func TestRefusals(t *testing.T) {
	values := func(n int) []num.Num { return numbers(kinds[0].simulate(5)[:n]) }
	none, zero := num.Num{}, num.Zero()
	for _, c := range []struct {
		name string
		h    History
		want Refusal
		n    int // values used
	}{
		{"no values", History{Season: 12}, RefusedShort, 0},
		{"nothing but gaps", History{Season: 12, Values: make([]num.Num, 40)}, RefusedShort, 0},
		{"weeks", History{Season: 52, Values: values(60)}, RefusedGrain, 0},
		{"years", History{Season: 1, Values: values(60)}, RefusedGrain, 0},
		{"no season said", History{Values: values(60)}, RefusedGrain, 0},
		{"11", History{Season: 12, Values: values(11)}, RefusedShort, 0},
		{"12", History{Season: 12, Values: values(12)}, "", 12},
		{"11 quarters", History{Season: 4, Values: values(11)}, RefusedShort, 0},
		{"12 quarters", History{Season: 4, Values: values(12)}, "", 12},
		{"11 after it began", History{Season: 12, Values: exchange(values(40), none, upTo(29)...)}, RefusedShort, 0},
		{"12 after it began", History{Season: 12, Values: exchange(values(40), none, upTo(28)...)}, "", 12},
		{"the last is missing", History{Season: 12, Values: exchange(values(40), none, 39)}, RefusedGap, 0},
		{"12 back", History{Season: 12, Values: exchange(values(40), none, 28)}, RefusedGap, 0},
		{"13 back", History{Season: 12, Values: exchange(values(40), none, 27)}, "", 12},
		{"36 back", History{Season: 12, Values: exchange(values(60), none, 24)}, "", 35},
		{"13 and 36 back", History{Season: 12, Values: exchange(values(60), none, 24, 47)}, RefusedGaps, 0},
		{"13 and 37 back", History{Season: 12, Values: exchange(values(60), none, 23, 47)}, "", 12},
		{"37 and 38 back", History{Season: 12, Values: exchange(values(60), none, 22, 23)}, "", 36},
		{"30 % zeros", History{Season: 12, Values: exchange(values(40), zero, upTo(12)...)}, "", 40},
		{"more zeros", History{Season: 12, Values: exchange(values(40), zero, upTo(13)...)}, RefusedIntermittent, 0},
		{"all zeros", History{Season: 12, Signed: true, Values: slices.Repeat([]num.Num{zero}, 36)}, RefusedIntermittent, 0},
		{"zeros before a gap", History{Season: 12, Values: exchange(exchange(values(60), zero, upTo(20)...), none, 20)}, "", 39},
		{"counts of 4 and 5", History{Season: 12, Count: true, Values: exchange(slices.Repeat([]num.Num{num.Int(5)}, 24), num.Int(4), upTo(12)...)}, RefusedSmallCounts, 0},
		{"counts of 5", History{Season: 12, Count: true, Values: exchange(slices.Repeat([]num.Num{num.Int(5)}, 24), num.Int(4), upTo(11)...)}, "", 24},
		{"small amounts", History{Season: 12, Values: slices.Repeat([]num.Num{num.Int(4), num.Int(3)}, 12)}, "", 24},
		{"beyond a float", History{Season: 12, Values: exchange(values(40), num.Dec(1, -400), 3)}, RefusedRange, 0},
		{"beyond the range", History{Season: 12, Values: exchange(values(40), num.Dec(-2, -200), 3)}, RefusedRange, 0},
	} {
		c.h.Horizon = 12
		f := c.h.Forecast()
		if f.Refused != c.want || f.N != c.n {
			t.Errorf("%s: refused %q, %d values; want %q, %d", c.name, f.Refused, f.N, c.want, c.n)
		}
		if c.want != "" && !reflect.DeepEqual(f, Forecast{Refused: c.want}) {
			t.Errorf("%s: refused, and yet %+v", c.name, f)
		}
		if _, ok := f.Land(num.Int(1), 1); ok != (c.want == "") {
			t.Errorf("%s: landing %v", c.name, ok)
		}
	}
}

// What lies before a gap says nothing.
func TestGap(t *testing.T) {
	y := numbers(kinds[0].simulate(8)[:60])
	whole := History{Values: y[25:], Season: 12, Horizon: 12}.Forecast()
	for _, before := range []num.Num{num.Int(1), num.Int(-999999), {}} {
		h := History{Values: exchange(exchange(y, before, upTo(24)...), num.Num{}, 24), Season: 12, Horizon: 12}
		if f := h.Forecast(); f.N != 35 || !reflect.DeepEqual(f, whole) {
			t.Errorf("with %v before the gap: %+v, want %+v", before, f, whole)
		}
	}
}

func TestHorizon(t *testing.T) {
	for _, c := range []struct{ season, n, wanted, want int }{
		{12, 35, 12, 6}, {12, 36, 12, 12}, {12, 36, 13, 12}, {12, 35, 5, 5}, {12, 20, 9, 6}, {12, 40, 0, 0}, {12, 40, -1, 0},
		{4, 12, 9, 4}, {4, 30, 3, 3}, {4, 50, 12, 4},
	} {
		y := kinds[0].simulate(1)[:c.n]
		h := History{Values: numbers(y), Season: c.season, Horizon: c.wanted}
		f := h.Forecast()
		if len(f.Ahead) != c.want {
			t.Errorf("%d of %d, %d wanted: %d ahead, want %d", c.n, c.season, c.wanted, len(f.Ahead), c.want)
		}
		if want := c.n < 24; f.Reference != want {
			t.Errorf("%d values: reference projection %v, want %v", c.n, f.Reference, want)
		}
		if test := !f.Reference && (c.season == 4 || c.n >= 30); test != (f.Test.Origins > 0) {
			t.Errorf("%d values of %d: %d origins", c.n, c.season, f.Test.Origins)
		}
	}
}

// A method that was not better than repeating the last year gives way to that.
func TestGate(t *testing.T) {
	better, worse := 0, 0
	for seed := range 60 {
		y := kinds[seed%len(kinds)].simulate(seed)[12:simKnown]
		f := History{Values: numbers(y), Season: 12, Horizon: 12}.Forecast()
		year := true
		for i, a := range f.Ahead {
			year = year && a.Value == y[len(y)-12+i]
		}
		switch {
		case f.Test.MAE < f.Test.NaiveMAE:
			better++
			if !f.Test.Better || f.Method != MethodMedian || year {
				t.Errorf("seed %d: %q, %+v", seed, f.Method, f.Test)
			}
		default:
			worse++
			if f.Test.Better || f.Method != MethodNaive || !year || f.Test.Method != MethodMedian {
				t.Errorf("seed %d: %q, %+v", seed, f.Method, f.Test)
			}
		}
	}
	if better < 10 || worse < 3 {
		t.Errorf("%d better, %d worse: the series try nothing", better, worse)
	}
}

// A series a thousand times as large is forecast a thousand times as large, and
// one eight times as large exactly so.
func TestScale(t *testing.T) {
	for _, n := range []int{18, 27, 36, 48, 60} {
		for _, s := range kinds {
			for _, h := range []History{{}, {Select: "rolling", Empirical: true}, {Signed: true}} {
				h.Season, h.Horizon = 12, 12
				h.Values = numbers(s.simulate(n)[simKnown-n : simKnown])
				one := h.Forecast()
				h.Values = times(h.Values, 8)
				compareScaled(t, one, h.Forecast(), 8, 0)
				h.Values = times(h.Values, 125_000_000)
				compareScaled(t, one, h.Forecast(), 1e9, 1e-9)
			}
		}
	}
}

func times(values []num.Num, by int64) []num.Num {
	values = slices.Clone(values)
	for i := range values {
		values[i] = values[i].Mul(num.Int(by))
	}
	return values
}

func compareScaled(t *testing.T, one, many Forecast, by, part float64) {
	t.Helper()
	if one.Method != many.Method || one.Test.Method != many.Test.Method || len(one.Ahead) != len(many.Ahead) {
		t.Fatalf("%+v, times %g: %+v", one, by, many)
	}
	a, b := floats(one), floats(many)
	for i := range a {
		if !closeTo(b[i], a[i]*by, 0, part) {
			t.Errorf("times %g: number %d is %.17g, not %.17g", by, i, b[i], a[i]*by)
		}
	}
}

// floats are the numbers of a forecast that have the unit of the series.
func floats(f Forecast) []float64 {
	list := []float64{f.Test.MAE, f.Test.NaiveMAE, f.Test.Scale}
	for i, a := range f.Ahead {
		l, _ := f.Land(num.Zero(), i+1)
		list = append(list, a.Value, a.Low50, a.High50, a.Low80, a.High80, a.Low95, a.High95, l.Value, l.Low80, l.High80)
	}
	return list
}

// Whatever the values are, every number is finite, bounds lie around each other,
// and nothing that is never below 0 is forecast to be.
func TestHardValues(t *testing.T) {
	d := dice(77)
	hard := []func() num.Num{
		func() num.Num { return num.Zero() },
		func() num.Num { return num.Dec(1, 15) },
		func() num.Num { return num.Int(999_999_999_999) },
		func() num.Num { return num.Int(int64(d.roll() * 1e12)) },
		func() num.Num { return num.Int(int64(d.roll()*2e12) - 1e12) },
		func() num.Num { return num.Dec(9, -199) },
		func() num.Num { return num.Dec(int64(d.roll()*100), 300) },
		func() num.Num { return num.Int(1).Div(num.Int(int64(1 + 9*d.roll()))) },
	}
	made := 0
	for range 600 {
		h := History{Season: []int{4, 12}[int(2*d.roll())], Horizon: 12, Signed: d.roll() < 0.3, Empirical: d.roll() < 0.5}
		h.Select = []string{"", "rolling", "theta"}[int(3*d.roll())]
		first, second, rare := int(8*d.roll()), int(8*d.roll()), 0.3*d.roll()
		for range 12 + int(60*d.roll()) {
			kind := first
			if d.roll() < rare {
				kind = second
			}
			h.Values = append(h.Values, hard[kind]())
		}
		f := h.Forecast()
		if f.Refused != "" {
			continue
		}
		made++
		negative := slices.ContainsFunc(h.Values, func(v num.Num) bool { return v.Sign() < 0 })
		for _, v := range append(floats(f), f.Test.MASE, f.Test.NaiveMASE) {
			if math.IsNaN(v) || math.IsInf(v, 0) || v < 0 && !h.Signed && !negative {
				t.Fatalf("%v: %+v", h, f)
			}
		}
		for _, a := range f.Ahead {
			order := []float64{a.Low95, a.Low80, a.Low50, a.Value, a.High50, a.High80, a.High95}
			if a.Interval && !slices.IsSorted(order) {
				t.Fatalf("%v: %+v", h, a)
			}
		}
		if !reflect.DeepEqual(f, h.Forecast()) {
			t.Fatal("the same history is forecast twice in two ways")
		}
	}
	if made < 200 {
		t.Errorf("only %d forecasts were made", made)
	}
}

// A series that has been below 0 may be so again, said or not; another may not,
// unless it is said.
func TestFloor(t *testing.T) {
	falling := func(last int64) (values []num.Num) { // from 450 down by 10 a month
		for i := range 40 {
			values = append(values, num.Int(last+10*int64(39-i)))
		}
		return values
	}
	low := func(h History) float64 {
		h.Season, h.Horizon = 12, 12
		a := h.Forecast().Ahead
		return a[len(a)-1].Low95
	}
	if v := low(History{Values: falling(1)}); v != 0 {
		t.Errorf("never below 0, and yet %v", v)
	}
	if v := low(History{Values: falling(1), Signed: true}); v >= 0 {
		t.Errorf("may be below 0, and yet %v", v)
	}
	if v := low(History{Values: falling(-40)}); v >= 0 {
		t.Errorf("has been below 0, and yet %v", v)
	}
}
