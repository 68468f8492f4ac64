package trend

import (
	"math"
	"slices"
)

// halves are the half-widths of the 50, 80 and 95 % interval of one period.
type halves struct{ w50, w80, w95 float64 }

// widthsFor are the half-widths in standard deviations of Theta's errors one
// period ahead, by the number of values. They were fitted on the 1,428 monthly
// series of M3 so that the median's 80 and 95 % intervals cover what they say
// (domain.md §6.3); a normal distribution's 1.28 and 1.96 cover far too little,
// as they leave out that the method itself may be wrong. That of 50 % is half of
// that of 80 %, and not calibrated. For quarters nothing was measured.
func widthsFor(n int) halves {
	k80, k95 := 1.75, 2.95
	switch {
	case n < 30:
		k80, k95 = 2.0, 3.4
	case n < 42:
		k80, k95 = 1.9, 3.3
	case n < 54:
		k80, k95 = 1.8, 3.1
	}
	return halves{k80 / 2, k80, k95}
}

func (w halves) times(f float64) halves {
	return halves{float64(w.w50 * f), float64(w.w80 * f), float64(w.w95 * f)}
}

func (w halves) atLeast(v halves) halves {
	return halves{max(w.w50, v.w50), max(w.w80, v.w80), max(w.w95, v.w95)}
}

// fittedWidths grow with the season of the period and with how far ahead it is:
// k · σ · s · √(1 + (h−1)·α²). Where the last year is repeated they are at least
// those of a normal distribution of its own errors, for it was Theta's that the
// others were fitted to.
func (d *desk) fittedWidths(y []float64, by int) (list [maxAhead]halves) {
	season := d.factors(y)
	adjusted := d.adjust(y, &season)
	fit := d.fitTheta(adjusted)
	k := widthsFor(len(y)).times(withoutDust(fit.spread(adjusted)))
	for h := range list {
		reach := math.Sqrt(1 + float64(float64(h)*fit.alpha*fit.alpha))
		list[h] = k.times(season[(len(y)+h)%d.m] * reach)
	}
	if by == byNaive {
		least := halves{0.67, 1.28, 1.96}.times(withoutDust(d.yearlySpread(y)))
		for h := range list {
			list[h] = list[h].atLeast(least)
		}
	}
	return list
}

// yearlySpread is the root of the mean squared change on the year before.
func (d *desk) yearlySpread(y []float64) float64 {
	sum := 0.0
	for t := d.m; t < len(y); t++ {
		e := y[t] - y[t-d.m]
		sum += float64(e * e)
	}
	return math.Sqrt(sum / float64(len(y)-d.m))
}

// measuredWidths are quantiles of the errors that were made as far ahead, and up
// to two periods nearer and farther, where there are too few of one distance.
func (d *desk) measuredWidths(trials []trial, by int) (list [maxAhead]halves) {
	for h := range list {
		var errors []float64
		for i := range trials {
			t := &trials[i]
			for j := max(h-2, 0); j <= min(h+2, t.ahead-1); j++ {
				errors = append(errors, math.Abs(t.errors[by][j]))
			}
		}
		slices.Sort(errors)
		list[h] = halves{quantile(errors, 0.5), quantile(errors, 0.8), quantile(errors, 0.95)}
	}
	return list
}

// quantile is the least error that so large a part of all errors, one to come
// among them, does not exceed; the largest where there are too few to say. It
// is 0 of none.
func quantile(sorted []float64, part float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	i := int(math.Ceil(part * float64(len(sorted)+1)))
	return sorted[min(i, len(sorted))-1]
}

// around puts the bounds on both sides of the values, which are in the unit of
// the series; the half-widths are of shrunk values.
func (f *Forecast) around(list [maxAhead]halves, exponent int) {
	bound := func(v float64) float64 {
		if f.floor {
			return max(v, 0)
		}
		return v
	}
	for i := range f.Ahead {
		a, w := &f.Ahead[i], list[i].times(math.Ldexp(1, exponent))
		a.Interval = true
		a.Low50, a.High50 = bound(a.Value-w.w50), a.Value+w.w50
		a.Low80, a.High80 = bound(a.Value-w.w80), a.Value+w.w80
		a.Low95, a.High95 = bound(a.Value-w.w95), a.Value+w.w95
	}
}
