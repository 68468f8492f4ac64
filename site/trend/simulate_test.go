package trend

import (
	"math"

	"almanac/site/num"
)

// dice is a linear congruential generator (Knuth's MMIX constants).
type dice uint64

func (d *dice) roll() float64 { // from 0 up to 1
	*d = *d*6364136223846793005 + 1442695040888963407
	return float64(*d>>11) / (1 << 53)
}

// normal is nearly so: twelve uniform numbers less 6 have mean 0, variance 1.
func (d *dice) normal() float64 {
	sum := -6.0
	for range 12 {
		sum += d.roll()
	}
	return sum
}

// A sort is a kind of series to try a forecast on. Shares are of the level.
type sort struct {
	name    string
	growth  float64 // a month's share, at most, up or down to a third of it
	season  float64 // standard deviation of the months' indices
	noise   float64 // of every value
	walk    float64 // of the level's own steps
	shifted bool    // the level moves by 30 % once in the last two years that are known
}

var sorts = []sort{
	{name: "trend and season", growth: 0.01, season: 0.2, noise: 0.05},
	{name: "level shift", season: 0.2, noise: 0.05, shifted: true},
	{name: "noisy season", season: 0.1, noise: 0.15},
	{name: "flat and noisy", noise: 0.1},
	{name: "wandering", season: 0.2, noise: 0.04, walk: 0.03},
}

const (
	simKnown = 60 // months of a simulated series that may be known
	simAll   = simKnown + 12
)

// simulate makes a series of simAll months, with two decimals.
func (s sort) simulate(seed int) []float64 {
	d := dice(seed)
	for range 8 { // seeds that are near each other begin alike
		d.roll()
	}
	var index [12]float64
	for j := range index {
		index[j] = s.season * d.normal()
	}
	growth := s.growth * (4*d.roll() - 1) / 3
	shift, at := 0.3, simKnown-1-int(24*d.roll())
	if d.roll() < 0.5 {
		shift = -0.3
	}
	y, level := make([]float64, simAll), 1000.0
	for t := range y {
		level *= 1 + growth + s.walk*d.normal()
		if s.shifted && t == at {
			level *= 1 + shift
		}
		v := level * (1 + index[t%12]) * (1 + s.noise*d.normal())
		y[t] = max(math.Round(v*100)/100, 1)
	}
	return y
}

// numbers are values with two decimals as a history has them.
func numbers(y []float64) []num.Num {
	list := make([]num.Num, len(y))
	for i, v := range y {
		list[i] = num.Dec(int64(math.Round(v*100)), 2)
	}
	return list
}
