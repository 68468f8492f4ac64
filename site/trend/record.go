package trend

import (
	"slices"

	"almanac/site/num"
)

// A Record is a value that none before it, or none for a long time, has reached.
type Record struct {
	Sign   int  // +1: the highest, −1: the lowest; 0: no record
	Since  int  // the last step that was as high (low)
	Ever   bool // there is none: of all since the first step with a value
	Stands bool // nor has any since been higher (lower)
}

// How long a series must be for a record, and how far back the last value of
// its kind must lie for "the highest since".
const (
	recordLength = 12
	recordGap    = 6
)

// Record reports whether step i is one. A gap between the two steps forbids to
// say "since"; a record of all values is one of those that there are.
func (s *Series) Record(i int) Record {
	if i < 0 || i >= len(s.steps) || !s.steps[i].Value.Present() || s.count[i] < recordLength {
		return Record{}
	}
	high, low := s.above[i], s.below[i]
	switch {
	case high < 0 && low < 0: // twelve are there: not both
	case high < 0:
		return Record{+1, s.first, true, s.steps[i].Value.Equal(s.most)}
	case low < 0:
		return Record{-1, s.first, true, s.steps[i].Value.Equal(s.least)}
	}
	switch {
	case i-high >= recordGap && s.whole(high, i):
		return Record{Sign: +1, Since: high}
	case i-low >= recordGap && s.whole(low, i):
		return Record{Sign: -1, Since: low}
	}
	return Record{}
}

// A Season is how a place in the year usually stands to the mean of its year.
type Season struct {
	Index num.Num // 0.92: 8 % below the mean of the year
	Years int
}

// seasonGap is how far from 1 an index must be to be worth saying.
var seasonGap = num.Dec(5, 2)

// SeasonOf works out the season of one place: values has a row for each
// complete year, oldest first. It is ok if there are three years or more, every
// one on the same side of its own mean, and the mean of them 5 % off or more
// (domain.md §3.7). Where a value is below zero there is none: a place may then be
// more than 100 % below the mean, which tells nobody anything.
func SeasonOf(values [][]num.Num, place int) (x Season, ok bool) {
	if len(values) < 3 {
		return x, false
	}
	sum, side, one := num.Zero(), 0, num.Int(1)
	for k, year := range values {
		total := num.Sum(year...)
		if place >= len(year) || total.Sign() <= 0 || slices.ContainsFunc(year, func(v num.Num) bool { return v.Sign() < 0 }) {
			return x, false
		}
		index := year[place].Mul(num.Int(int64(len(year)))).Div(total)
		at := index.Cmp(one)
		if at == 0 || k > 0 && at != side {
			return x, false
		}
		side, sum = at, sum.Add(index)
	}
	x = Season{sum.Div(num.Int(int64(len(values)))), len(values)}
	return x, x.Index.Sub(one).Abs().Cmp(seasonGap) >= 0
}
