package trend

import "math"

// A Backtest is what the method would have done in the past: from the origins of
// the last year, at most half a year ahead, each forecast made from nothing but
// the values before it (domain.md §6.4). Less than half a year of origins is no
// test, for chance alone would decide it; so there is one from 30 months on, and
// from 24 quarters.
type Backtest struct {
	Origins int    // forecasts that were made, one a period; 0: no test
	Errors  int    // values that they were held against
	Method  string // the method that was tested, which is not that of the forecast if it lost
	// MAE is the mean absolute error, in the unit of the series; NaiveMAE that
	// of repeating the last year.
	MAE, NaiveMAE float64
	// Scale is the mean absolute change on the year before, over the values
	// before the first origin, in the unit of the series. MASE and NaiveMASE are
	// MAE and NaiveMAE / Scale; where it is 0 they are not defined, and 0 here.
	Scale, MASE, NaiveMASE float64
	// Better: MAE is smaller than NaiveMAE. If not, the forecast is that of
	// repeating the last year.
	Better bool
}

// selectRolling asks for the member with the smallest errors.
const selectRolling = "rolling"

const (
	// mostTrials bounds the time that intervals from errors take: with three
	// years of origins their coverage was measured (domain.md §6.2), and errors
	// that are older than that tell of another business.
	mostTrials = 36
	// dust is what rounding leaves of 0 in values whose largest is about 1.
	dust = 1e-13
)

// A trial is one origin: what the members would have said, less what came.
type trial struct {
	ahead  int // periods after the origin whose values are known, at most a year
	errors paths
}

// firstTrial is the first origin: how many values are known there. They are
// two years at least, and never less than any forecast needs.
func (h *History) firstTrial(n int) int {
	back := h.Season
	if h.measured(n) {
		back = mostTrials
	}
	return max(2*h.Season, leastValues, n-back)
}

// trials makes a trial at every origin from first to the last value but one.
func (d *desk) trials(y []float64, first int) []trial {
	list := make([]trial, 0, max(len(y)-first, 0))
	for known := first; known < len(y); known++ {
		t := trial{min(len(y)-known, d.m), d.paths(y[:known])}
		for by := range t.errors {
			for h, v := range y[known : known+t.ahead] {
				t.errors[by][h] = withoutDust(t.errors[by][h] - v)
			}
		}
		list = append(list, t)
	}
	return list
}

func withoutDust(v float64) float64 {
	if math.Abs(v) < dust {
		return 0
	}
	return v
}

// backtest sums up the trials of the last year, and decides who makes the
// forecast: what was asked for, unless repeating the last year was as good.
func (d *desk) backtest(y []float64, trials []trial, asked string) (b Backtest, by int) {
	trials = trials[max(len(trials)-d.m, 0):]
	if len(trials) < d.m/2 {
		return b, d.untested(y, asked)
	}
	sums, count := d.sumUp(trials)
	by = choose(&sums, asked)
	b = Backtest{Origins: len(trials), Errors: count, Method: method(by)}
	b.MAE, b.NaiveMAE = sums[by]/float64(count), sums[byNaive]/float64(count)
	b.Scale = d.yearlyChange(y[:len(y)-len(trials)])
	if b.Scale > 0 {
		b.MASE, b.NaiveMASE = b.MAE/b.Scale, b.NaiveMAE/b.Scale
	}
	if b.Better = b.MAE < b.NaiveMAE; !b.Better {
		by = byNaive
	}
	return b, by
}

// untested is who makes a forecast that cannot be tested. Of values that are all
// the same there is nothing to estimate: they are repeated to the last digit.
func (d *desk) untested(y []float64, asked string) int {
	switch {
	case isConstant(y):
		return byNaive
	case asked == MethodTheta:
		return byTheta
	}
	return byMedian
}

// sumUp adds up each member's absolute errors, and counts them for one member.
func (d *desk) sumUp(trials []trial) (sums [byMedian + 1]float64, count int) {
	for i := range trials {
		t := &trials[i]
		ahead := min(t.ahead, d.m/2)
		count += ahead
		for by := range sums {
			for _, e := range t.errors[by][:ahead] {
				sums[by] += math.Abs(e)
			}
		}
	}
	return sums, count
}

// choose is who is tested against repeating the last year.
func choose(sums *[byMedian + 1]float64, asked string) int {
	switch asked {
	case MethodTheta:
		return byTheta
	case selectRolling:
		best := byMedian
		for by, sum := range sums {
			if sum <= 0.98*sums[byMedian] && sum < sums[best] {
				best = by
			}
		}
		return best
	}
	return byMedian
}

// yearlyChange is the mean absolute change on the year before; y has more than
// a year.
func (d *desk) yearlyChange(y []float64) float64 {
	sum := 0.0
	for t := d.m; t < len(y); t++ {
		sum += withoutDust(math.Abs(y[t] - y[t-d.m]))
	}
	return sum / float64(len(y)-d.m)
}

// scale brings the errors from those of shrunk values to the unit of the series.
func (b *Backtest) scale(exponent int) {
	for _, v := range [...]*float64{&b.MAE, &b.NaiveMAE, &b.Scale} {
		*v = math.Ldexp(*v, exponent)
	}
}
