package trend

import "almanac/site/num"

// A Band is the size of a change in words (domain.md §3.3).
type Band int

// The bands, smallest first.
const (
	Flat Band = iota
	Slight
	Moderate
	Marked
	Surge
)

// Limits are the least sizes of the bands from Slight to Surge, as fractions.
// An absent limit has the band begin at the usual one for rates.
type Limits [4]num.Num

// Rates and Points are the limits that hold unless an archive says otherwise.
var (
	Rates  = Limits{num.Dec(1, 2), num.Dec(5, 2), num.Dec(10, 2), num.Dec(30, 2)}
	Points = Limits{num.Dec(5, 3), num.Dec(1, 2), num.Dec(3, 2), num.Dec(10, 2)}
)

// Band is the band of a change, whichever way it goes.
func (l Limits) Band(x num.Num) Band {
	band, size := Flat, x.Abs()
	for i, limit := range l {
		if size.Cmp(limit.Or(Rates[i])) >= 0 {
			band = Band(i + 1)
		}
	}
	return band
}
