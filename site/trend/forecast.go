package trend

import (
	"math"
	"slices"

	"almanac/site/num"
)

// History is a series that is to be forecast.
type History struct {
	// Values are the periods, oldest first, the last one complete; absent:
	// missing. What is absent before the first value is no part of the series.
	Values []num.Num
	Season int  // periods of a year: 12 or 4; no other grain is forecast
	Signed bool // values may be below 0 (profit); otherwise no forecast is, unless a value was
	Count  bool // counts: refused where their median is below 5
	// Horizon is how many periods are wanted. Given are at most a year of them,
	// and at most half a year with less than three years of values.
	Horizon int
	// Select is how the method is chosen: "median" (as is "", and any other
	// word), "theta", or "rolling": the member with the smallest errors of the
	// backtest, if they are at least 2 % smaller than the median's.
	Select string
	// Empirical: with 48 values or more, intervals come from the errors that the
	// method would have made, instead of from a fitted width.
	Empirical bool
}

// A Refusal is the reason why a series is not forecast; "" if it is.
type Refusal string

// The refusals, in the order in which the first that applies is given
// (domain.md §6.4). What a series alone does not show, such as a change of
// scope, a kind that does not add up, or a person behind it, is the caller's.
const (
	RefusedGrain        Refusal = "grain"        // neither months nor quarters
	RefusedShort        Refusal = "too-short"    // less than 12 values
	RefusedGap          Refusal = "gap"          // one of the last 12 is missing
	RefusedGaps         Refusal = "gaps"         // more than one of the last 36 is missing
	RefusedRange        Refusal = "range"        // a value beyond 1e200
	RefusedIntermittent Refusal = "intermittent" // more than 30 % zeros
	RefusedSmallCounts  Refusal = "small-counts" // counts whose median is below 5
)

// The methods of a forecast: the median of the five others, or one of them.
const (
	MethodMedian      = "median"
	MethodNaive       = "seasonal-naive" // repeats the last year
	MethodGrowth      = "seasonal-naive-growth"
	MethodTheta       = "theta"
	MethodHalfTheta   = "theta-half-season"
	MethodHoltWinters = "holt-winters"
)

func method(i int) string {
	return [...]string{MethodNaive, MethodGrowth, MethodTheta, MethodHalfTheta, MethodHoltWinters, MethodMedian}[i]
}

// Forecast is what a [History] leads one to expect, and how far to trust it.
// Its floats are to be rounded and shown, never to be added to an actual.
//
// # Method
//
// The values of each period are the median of five simple forecasts (four, with
// less than two years of values), as combinations of simple methods beat each
// of them, and intricate ones, on series as short as these (domain.md §6.2).
// From 30 months or 24 quarters on the method is tested on the last year, and
// where it was not better than repeating the year before, that is repeated.
// Intervals are wide enough for the errors of methods, not only for noise; they
// are there from 24 values on. Thresholds of 12, 24 and 48 count values also of
// quarters, for which nothing was measured: seasons and horizons go by years.
//
// # Accuracy
//
// On series made up by the tests: "trend and season" grows or shrinks steadily,
// "level shift" moves by 30 % once in its last two years, "wandering" has a
// level that is a random walk; these three have strong seasons. n months are
// known, 12 are forecast, 6 with less than 36. The figures are mean absolute
// errors, as parts of the mean absolute change on the year before (MASE): of
// what is given after the test, of the median without it, of repeating the last
// year (naive) and of Theta. The last column is how many of the values that came
// lie in the 80 % interval.
//
//	                   n  given  median  naive  theta  covers
//	trend and season  18   1.58    1.58   1.07   2.63       –
//	trend and season  24   0.92    0.92   1.07   0.92    88 %
//	trend and season  36   0.95    0.92   1.12   0.88    81 %
//	trend and season  48   0.92    0.89   1.12   0.83    79 %
//	trend and season  60   0.92    0.89   1.12   0.81    78 %
//	level shift       18   1.41    1.41   1.57   1.84       –
//	level shift       24   1.17    1.17   1.57   1.05    87 %
//	level shift       36   1.03    1.01   1.24   0.86    89 %
//	level shift       48   1.01    0.97   1.24   0.80    85 %
//	level shift       60   1.01    0.97   1.24   0.80    84 %
//	noisy season      18   0.80    0.80   0.93   0.88       –
//	noisy season      24   0.92    0.92   0.93   0.96    92 %
//	noisy season      36   0.85    0.80   0.98   0.85    91 %
//	noisy season      48   0.80    0.77   0.98   0.79    90 %
//	noisy season      60   0.78    0.76   0.98   0.77    91 %
//	flat and noisy    18   0.76    0.76   0.93   0.74       –
//	flat and noisy    24   0.91    0.91   0.93   0.95    92 %
//	flat and noisy    36   0.83    0.79   0.98   0.85    92 %
//	flat and noisy    48   0.79    0.76   0.98   0.79    90 %
//	flat and noisy    60   0.78    0.75   0.98   0.77    91 %
//	wandering         18   1.27    1.27   1.04   1.95       –
//	wandering         24   0.88    0.88   1.04   0.86    82 %
//	wandering         36   0.96    0.93   1.05   0.90    80 %
//	wandering         48   0.92    0.90   1.05   0.86    81 %
//	wandering         60   0.91    0.90   1.05   0.84    82 %
//
// So repeating the last year is beaten everywhere but in two places, where 18
// months are known of a strong season in a level that drifts: less than two years
// teach no season, and it is better repeated than averaged away. What is given
// there is called a reference for that reason. The test costs a little, as a
// year is short and chance has a part in it; for that, no page shows a method
// that lost on the page's own figures. From 24 months on Theta alone is as good
// or better where a level moves, and worse than the median where there is only
// noise around it; on the real series of §6.2 the median is the better of the
// two at every length, and that decides.
type Forecast struct {
	Refused   Refusal
	Reference bool   // a reference projection, from less than 24 values: no interval, no backtest
	Method    string // of Ahead: one of the constants; "" if refused
	N         int    // values that were used: those after the last gap
	Ahead     []Ahead
	Test      Backtest

	floor bool      // no value that is forecast is below 0
	land  []float64 // half-widths of the sums of the first 1, 2 … periods; nil: not measured
}

// Ahead is the forecast of one period, in the unit of the series. Prose says
// the 80 % interval; the 95 % one is data only, and that of 50 %, which is not
// calibrated, is for drawing.
type Ahead struct {
	Value         float64
	Low50, High50 float64
	Low80, High80 float64
	Low95, High95 float64
	Interval      bool // the bounds are there
}

const (
	leastValues   = 12 // of any forecast
	leastInterval = 24 // values of an interval and of a backtest
	leastMeasured = 48 // values of an interval from errors that were made
	greatest      = 1e200
)

// Forecast works the forecast out. It depends on the history alone, to the last
// bit, and all of its numbers are finite.
func (h History) Forecast() Forecast {
	y, refused := h.usable()
	if refused != "" {
		return Forecast{Refused: refused}
	}
	f := Forecast{N: len(y), Reference: len(y) < leastInterval}
	f.floor = !h.Signed && slices.Min(y) >= 0
	scale := shrink(y)
	d := newDesk(h.Season, f.floor, len(y))

	var trials []trial
	if !f.Reference {
		trials = d.trials(y, h.firstTrial(len(y)))
	}
	by := byMedian
	f.Test, by = d.backtest(y, trials, h.Select)
	f.Method = method(by)
	f.Test.scale(scale)

	values := d.paths(y)[by]
	f.Ahead = make([]Ahead, h.steps(len(y)))
	for i := range f.Ahead {
		f.Ahead[i].Value = math.Ldexp(values[i], scale)
	}
	switch {
	case f.Reference:
	case h.measured(len(y)):
		f.land = landWidths(trials, by, scale)
		f.around(d.measuredWidths(trials, by), scale)
	default:
		f.around(d.fittedWidths(y, by), scale)
	}
	return f
}

// measured reports whether intervals are to come from errors of trials.
func (h *History) measured(n int) bool { return h.Empirical && n >= leastMeasured }

// steps is how many of n values are forecast.
func (h *History) steps(n int) int {
	most := h.Season
	if n < 3*h.Season {
		most = h.Season / 2
	}
	return max(min(h.Horizon, most), 0)
}

// usable is the stretch of values that a forecast is made from.
//
// One missing value is allowed where it lies 13 to 36 periods back, and any
// before that. It is not made up: a member that goes through the values in
// order would learn from an invented one as from a true one. The stretch begins
// after the last gap instead, which leaves at least a year, and its length
// decides on season, interval and horizon as that of any other.
func (h *History) usable() ([]float64, Refusal) {
	if h.Season != 4 && h.Season != 12 {
		return nil, RefusedGrain
	}
	values := h.Values
	for len(values) > 0 && !values[0].Present() {
		values = values[1:]
	}
	n, last, gaps := len(values), -1, 0
	for i, v := range values {
		if !v.Present() {
			last = i
			if i >= n-36 {
				gaps++
			}
		}
	}
	switch {
	case n < leastValues:
		return nil, RefusedShort
	case last >= n-leastValues:
		return nil, RefusedGap
	case gaps > 1:
		return nil, RefusedGaps
	}
	y := make([]float64, 0, n-last-1)
	for _, v := range values[last+1:] {
		y = append(y, v.Float())
	}
	return y, h.unfit(y)
}

// unfit is why values that are complete are not forecast all the same.
func (h *History) unfit(y []float64) Refusal {
	zeros := 0
	for _, v := range y {
		if !(math.Abs(v) <= greatest) {
			return RefusedRange
		}
		if v == 0 {
			zeros++
		}
	}
	switch {
	case 10*zeros > 3*len(y):
		return RefusedIntermittent
	case h.Count && medianValue(y) < 5:
		return RefusedSmallCounts
	}
	return ""
}

func medianValue(y []float64) float64 {
	s := slices.Clone(y)
	slices.Sort(s)
	n := len(s)
	return (s[(n-1)/2] + s[n/2]) / 2
}

// shrink divides y by a power of two, so that its largest magnitude is from ½
// to 1, and gives the exponent. No digit is lost by that, and squares of large
// values do not leave the range of a float.
func shrink(y []float64) (exponent int) {
	most := 0.0
	for _, v := range y {
		most = max(most, math.Abs(v))
	}
	_, exponent = math.Frexp(most)
	for i := range y {
		y[i] = math.Ldexp(y[i], -exponent)
	}
	return exponent
}

// isConstant reports whether all values are the same.
func isConstant(y []float64) bool { return slices.Min(y) == slices.Max(y) }
