package trend

import "math"

// The members of the median, as indices into [paths], and the median itself.
const (
	byNaive = iota
	byGrowth
	byTheta
	byHalfTheta
	byHoltWinters
	byMedian
)

const (
	maxYear  = 12 // periods of a year
	maxAhead = 12 // periods that are forecast at most
)

// steps are the values of one forecast, of the next period first.
type steps [maxAhead]float64

// paths are the forecasts of all members, and their median.
type paths [byMedian + 1]steps

// A desk is where forecasts are worked out: what they all need to know, and
// room that is used again for every stretch of values. A stretch is complete,
// oldest first, and scaled so that its largest magnitude is about 1.
//
// Here and in the files that use it every product that is added to something
// is written float64(a*b): the conversion forbids a compiler to fuse the two,
// so that all processors give the same bits.
type desk struct {
	m        int  // periods of a year: 4 or 12
	floor    bool // no forecast is below 0
	adjusted []float64
	line     []float64
}

func newDesk(m int, floor bool, most int) *desk {
	return &desk{m: m, floor: floor, adjusted: make([]float64, most), line: make([]float64, most)}
}

// paths gives every member's forecast of y, which has a year or more
// (domain.md §6.3). With less than two years there is no Holt-Winters, and as
// there is no season either the two Thetas are the same: both count, so that
// the median of four lies between Theta and what repeats last year.
func (d *desk) paths(y []float64) (p paths) {
	p[byNaive] = d.naive(y)
	p[byGrowth] = d.growth(y)
	season := d.factors(y)
	p[byTheta] = d.theta(y, season)
	p[byHalfTheta] = d.theta(y, season.halved())
	members := byHoltWinters
	if len(y) >= 2*d.m {
		p[byHoltWinters] = d.holtWinters(y)
		members++
	}
	if d.floor {
		p.floor()
	}
	p[byMedian] = middle(p[:members])
	return p
}

func (p *paths) floor() {
	for i := range p {
		for h := range p[i] {
			p[i][h] = max(p[i][h], 0)
		}
	}
}

// middle is the median at every step; of an even number of forecasts the mean
// of the two in the middle.
func middle(of []steps) (s steps) {
	var room [byMedian]float64
	for h := range s {
		at := room[:0]
		for i := range of {
			at = append(at, of[i][h])
			for j := i; j > 0 && at[j] < at[j-1]; j-- {
				at[j], at[j-1] = at[j-1], at[j]
			}
		}
		n := len(at)
		s[h] = (at[(n-1)/2] + at[n/2]) / 2
	}
	return s
}

// naive repeats the last year.
func (d *desk) naive(y []float64) (s steps) {
	year := y[len(y)-d.m:]
	for h := range s {
		s[h] = year[h%d.m]
	}
	return s
}

// growth repeats the last year times the square root of its growth, which is
// that of the last periods, at most a year of them, on the same a year earlier.
// With less than three of them, or sums that are not above 0, growth is 1.
func (d *desk) growth(y []float64) steps {
	s, n := d.naive(y), len(y)
	k := min(d.m, n-d.m)
	if k < 3 {
		return s
	}
	now, before := total(y[n-k:]), total(y[n-d.m-k:n-d.m])
	if now <= 0 || before <= 0 {
		return s
	}
	factor := min(max(math.Sqrt(now/before), 0.67), 1.5)
	for h := range s {
		s[h] *= factor
	}
	return s
}

func total(y []float64) float64 {
	sum := 0.0
	for _, v := range y {
		sum += v
	}
	return sum
}

// theta is Theta(2) of the seasonally adjusted values, with the season put back.
func (d *desk) theta(y []float64, season wheel) (s steps) {
	f := d.fitTheta(d.adjust(y, &season))
	j := len(y) % d.m
	for h := range s {
		s[h] = f.ahead(h+1) * season[j]
		if j++; j == d.m {
			j = 0
		}
	}
	return s
}

// adjust divides y by its season. The answer holds until the next call.
func (d *desk) adjust(y []float64, season *wheel) []float64 {
	a, j := d.adjusted[:len(y)], 0
	for t, v := range y {
		a[t] = v / season[j]
		if j++; j == d.m {
			j = 0
		}
	}
	return a
}

// A thetaFit is Theta(2): half a straight line, and half the smoothed level of
// the second theta line, which bends twice as far from it as the values
// (Assimakopoulos and Nikolopoulos 2000; domain.md §6.3).
type thetaFit struct {
	n             float64
	middle, slope float64 // of the line: value at (n+1)/2, and change a period
	level, alpha  float64 // of simple exponential smoothing, after the last value
}

// fitTheta fits y, which is without season.
func (d *desk) fitTheta(y []float64) thetaFit {
	f := thetaFit{n: float64(len(y))}
	f.middle = total(y) / f.n
	sxy, sxx := 0.0, 0.0
	for t, v := range y {
		x := f.place(t + 1)
		sxy += float64(x * v)
		sxx += float64(x * x)
	}
	f.slope = sxy / sxx
	line := d.line[:len(y)]
	for t, v := range y {
		line[t] = v + v - f.straight(t+1)
	}
	f.level, f.alpha = smooth(line)
	return f
}

// place is where the t-th value, counted from 1, stands from the middle.
func (f *thetaFit) place(t int) float64 { return float64(t) - float64((f.n+1)/2) }

// straight is the line at the t-th value.
func (f *thetaFit) straight(t int) float64 { return f.middle + float64(f.slope*f.place(t)) }

// ahead is the forecast so many periods after the last value.
func (f *thetaFit) ahead(h int) float64 { return (f.level + f.straight(int(f.n)+h)) / 2 }

// spread is the standard deviation of the errors one period ahead. The level
// begins at the first value, which is not counted: so were the errors measured
// to which the widths of intervals were fitted.
func (f *thetaFit) spread(y []float64) float64 {
	level, sum := 0.0, 0.0
	for t, v := range y {
		straight := f.straight(t + 1)
		bent := v + v - straight
		if t == 0 {
			level = bent
			continue
		}
		e := v - float64((level+straight)/2)
		sum += float64(e * e)
		level += float64(f.alpha * (bent - level))
	}
	return math.Sqrt(sum / (f.n - 2))
}

// smooth is simple exponential smoothing: the level after the last value, with
// alpha from 0.02 to 0.98 in steps of 0.02 and the first level by least squares,
// both of the smallest sum of squared errors; of equals the smallest alpha.
//
// With the first level at z[0] + x the errors are r(t) − w(t)·x, where r are
// those for x = 0 and w(t) = (1−alpha)^t: one pass gives the best x and its sum.
func smooth(z []float64) (level, alpha float64) {
	best := math.Inf(1)
	for i := 1; i < 50; i++ {
		a := float64(i) / 50
		l, w := z[0], 1.0
		rr, rw, ww := 0.0, 0.0, 0.0
		for _, v := range z {
			r := v - l
			rr += float64(r * r)
			rw += float64(r * w)
			ww += float64(w * w)
			l += float64(a * r)
			w = float64(w * (1 - a))
		}
		x := rw / ww
		if sum := rr - float64(rw*x); sum < best {
			best, level, alpha = sum, l+float64(w*x), a
		}
	}
	return level, alpha
}
