package trend

import (
	"math"
	"slices"

	"almanac/site/num"
)

// Landing is where a year is going to end: what is done plus what is forecast,
// in the unit of the series.
type Landing struct {
	Value         float64
	Low80, High80 float64
	Interval      bool // the bounds are there
	Months        int  // periods of it that are forecast
}

// Land adds the first periods of the forecast to what is done of the year. It
// is false where there is nothing to add: done is absent, ahead is less than 1,
// or not so many periods were forecast.
//
// The interval is the sum of the periods' own: it holds whatever one month's
// error says about the next's, and so it is "at most" as wide as it says. Where
// intervals come from errors that were made, it is that of the errors of such
// sums.
func (f Forecast) Land(done num.Num, ahead int) (Landing, bool) {
	if !done.Present() || ahead < 1 || ahead > len(f.Ahead) {
		return Landing{}, false
	}
	start := done.Float()
	if !(math.Abs(start) <= greatest) {
		return Landing{}, false
	}
	l := Landing{Value: start, Low80: start, High80: start, Months: ahead, Interval: f.Ahead[0].Interval}
	for _, a := range f.Ahead[:ahead] {
		l.Value += a.Value
		l.Low80 += a.Low80
		l.High80 += a.High80
	}
	switch {
	case !l.Interval:
		l.Low80, l.High80 = 0, 0
	case f.land != nil:
		l.Low80, l.High80 = l.Value-f.land[ahead-1], l.Value+f.land[ahead-1]
		if f.floor {
			l.Low80 = max(l.Low80, start)
		}
	}
	return l, true
}

// landWidths are the half-widths of the 80 % interval of the sum of the first
// period, of the first two and so on, by the errors of such sums.
func landWidths(trials []trial, by, exponent int) []float64 {
	widths := make([]float64, maxAhead)
	for h := range widths {
		var errors []float64
		for i := range trials {
			if t := &trials[i]; t.ahead > h {
				errors = append(errors, math.Abs(total(t.errors[by][:h+1])))
			}
		}
		slices.Sort(errors)
		widths[h] = math.Ldexp(quantile(errors, 0.8), exponent)
	}
	return widths
}
