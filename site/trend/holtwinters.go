package trend

import "math"

// holtWinters is the additive method with a damped trend:
//
//	e = y − (l + φb + s)   l = l + φb + αe   b = φb + βe   s = s + γ(1−α)e
//	ahead by h:  l + (φ + φ² + … + φ^h)·b + s
//
// The parameters are those of the grid of domain.md §6.3 with the smallest sum
// of squared errors one period ahead; of equals the first. The season begins as
// that of the classical decomposition, level and trend by the means of the first
// and the last year. y has two years or more.
func (d *desk) holtWinters(y []float64) (out steps) {
	start := d.begin(y)
	best, fit := math.Inf(1), start
	for _, a := range [...]float64{.05, .1, .2, .3, .5, .7, .9} {
		for _, ratio := range [...]float64{.02, .1, .3} {
			for _, g := range [...]float64{.01, .05, .1, .2, .4} {
				for _, damp := range [...]float64{.85, .95} {
					s := start
					s.alpha, s.beta, s.gamma, s.phi = a, a*ratio, g*(1-a), damp
					if sum := s.run(y, d.m, best); sum < best {
						best, fit = sum, s
					}
				}
			}
		}
	}
	return fit.ahead(len(y), d.m)
}

// A smoothing is the state of Holt-Winters, and its parameters.
type smoothing struct {
	level, trend            float64
	alpha, beta, gamma, phi float64
	season                  wheel
}

// begin is the state before the first value.
func (d *desk) begin(y []float64) smoothing {
	year, n := float64(d.m), len(y)
	first, last := total(y[:d.m])/year, total(y[n-d.m:])/year
	s := smoothing{season: d.summands(y)}
	s.trend = (last - first) / float64(n-d.m)
	s.level = first - float64(s.trend*(year+1)/2)
	return s
}

// run leads s through y and gives the sum of squared errors, or after any year
// a sum of at least enough, where it stops: the state is then of no use.
func (s *smoothing) run(y []float64, m int, enough float64) float64 {
	l, b, sum := s.level, s.trend, 0.0
	alpha, beta, gamma, phi := s.alpha, s.beta, s.gamma, s.phi
	for len(y) > 0 && sum < enough {
		year := y[:min(m, len(y))]
		season := s.season[:len(year)]
		for j, v := range year {
			b = float64(phi * b)
			l += b
			e := v - l - season[j]
			sum += float64(e * e)
			l += float64(alpha * e)
			b += float64(beta * e)
			season[j] += float64(gamma * e)
		}
		y = y[len(year):]
	}
	s.level, s.trend = l, b
	return sum
}

// ahead is what follows after n values.
func (s *smoothing) ahead(n, m int) (out steps) {
	power, reach := 1.0, 0.0
	for h := range out {
		power = float64(power * s.phi)
		reach += power
		out[h] = s.level + float64(reach*s.trend) + s.season[(n+h)%m]
	}
	return out
}
