package trend

// A wheel is a season: an index for each period of the year. Entry j belongs to
// the values whose place in the stretch is j modulo the periods of a year.
type wheel [maxYear]float64

// leastIndex keeps a month of next to nothing from blowing up the adjusted
// values of the same month in another year.
const leastIndex = 0.05

// flat is the wheel of a series that has no season: all ones.
func flat() (w wheel) {
	for j := range w {
		w[j] = 1
	}
	return w
}

// factors is the season by which values are multiplied, on average 1: classical
// decomposition, the ratios to a centred moving average of a year averaged by
// period (domain.md §6.3). It is [flat] where there are less than two years, or
// a value that is not above 0, which no factor can bring about.
func (d *desk) factors(y []float64) wheel {
	if len(y) < 2*d.m || !allPositive(y) {
		return flat()
	}
	w := d.turn(y, func(v, average float64) float64 { return v / average })
	mean := d.meanOf(&w)
	for j := range d.m {
		w[j] = max(w[j]/mean, leastIndex)
	}
	return w
}

// summands is the season that is added to values, on average 0. y has two years
// or more.
func (d *desk) summands(y []float64) wheel {
	w := d.turn(y, func(v, average float64) float64 { return v - average })
	mean := d.meanOf(&w)
	for j := range d.m {
		w[j] -= mean
	}
	return w
}

// turn averages, by period of the year, how a value compares with the average
// of the year around it: half of the period six months before, the eleven
// between, half of the period six months after.
func (d *desk) turn(y []float64, compare func(v, average float64) float64) (w wheel) {
	var count [maxYear]float64
	half := d.m / 2
	for t := half; t < len(y)-half; t++ {
		sum := (y[t-half] + y[t+half]) / 2
		for _, v := range y[t-half+1 : t+half] {
			sum += v
		}
		w[t%d.m] += compare(y[t], sum/float64(d.m))
		count[t%d.m]++
	}
	for j := range d.m {
		w[j] /= count[j]
	}
	return w
}

func (d *desk) meanOf(w *wheel) float64 {
	sum := 0.0
	for _, v := range w[:d.m] {
		sum += v
	}
	return sum / float64(d.m)
}

// halved is the season shrunk half-way to none: 1 + ½(s − 1).
func (w wheel) halved() wheel {
	for j := range w {
		w[j] = (1 + w[j]) / 2
	}
	return w
}

func allPositive(y []float64) bool {
	for _, v := range y {
		if v <= 0 {
			return false
		}
	}
	return true
}
