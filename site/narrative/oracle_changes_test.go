package narrative_test

// Comparisons, bands and series, worked out anew (domain.md §2.3, §3.3, §3.4).

import (
	"math/big"
	"slices"

	"almanac/site/period"
	"almanac/site/report"
)

func rat(a, b int64) *big.Rat       { return big.NewRat(a, b) }
func minus(a, b *big.Rat) *big.Rat  { return new(big.Rat).Sub(a, b) }
func times(a, b *big.Rat) *big.Rat  { return new(big.Rat).Mul(a, b) }
func over(a, b *big.Rat) *big.Rat   { return new(big.Rat).Quo(a, b) }
func magnitude(a *big.Rat) *big.Rat { return new(big.Rat).Abs(a) }
func atLeast(a, b *big.Rat) bool    { return a.Cmp(b) >= 0 }
func within(a, limit *big.Rat) bool { return magnitude(a).Cmp(limit) <= 0 }
func biggest(list ...*big.Rat) *big.Rat {
	out := new(big.Rat)
	for _, x := range list {
		if x != nil && magnitude(x).Cmp(out) > 0 {
			out = magnitude(x)
		}
	}
	return out
}

// How two figures may be compared.
const (
	no     = iota // not at all
	byRate        // by rate, or in points for what is in percent
	fromZero
	bySign
	byAmount // the base is too small for a rate
	few      // the sample is too small
)

// A cmp is a figure beside its base.
type cmp struct {
	how          int
	m            *report.Metric
	base, now, d *big.Rat
	rate         *big.Rat // of a metric in percent the change in points
	p, q         period.Period
	year         bool
}

// told reports whether a clause can tell the change.
func (c *cmp) told() bool { return c.how == byRate || c.how == byAmount }

func (c *cmp) flat() bool { return c.how == byRate && band(c.m, c.rate) == 0 }

// favour is +1 or −1 as the change is better or worse, 0 for neither.
func (c *cmp) favour() int { return c.d.Sign() * int(c.m.Direction) }

// compare remembers its answers.
func (o *oracle) compare(unit string, m *report.Metric, p, q period.Period, year bool) *cmp {
	key := pair{figKey{unit, m.ID, p}, q, year}
	c := o.compared[key]
	if c == nil {
		c = o.judge(unit, m, p, q, year)
		o.compared[key] = c
	}
	return c
}

// A pair names a comparison.
type pair struct {
	figKey
	q    period.Period
	year bool
}

func (o *oracle) judge(unit string, m *report.Metric, p, q period.Period, year bool) *cmp {
	a, b := o.figure(unit, m.ID, p), o.figure(unit, m.ID, q)
	c := &cmp{m: m, base: b.v, now: a.v, p: p, q: q, year: year}
	if !a.usable() || !b.usable() {
		return c
	}
	c.d = minus(a.v, b.v)
	c.how = byRate
	switch {
	case m.Points():
		if c.rate = c.d; b.den.Cmp(rat(30, 1)) < 0 || a.den.Cmp(rat(30, 1)) < 0 {
			c.how = few
		}
		return c
	case b.v.Sign() == 0:
		c.how = fromZero
	case b.v.Sign() < 0 || a.v.Sign() < 0:
		c.how = bySign
	case o.tiny(unit, m, q, b.v):
		c.how = byAmount
	default:
		c.rate = over(c.d, b.v)
	}
	return c
}

// tiny: counts below 5; money below 1 % of the mean of the twelve periods that
// end with the base, if all are there.
func (o *oracle) tiny(unit string, m *report.Metric, q period.Period, base *big.Rat) bool {
	if m.Unit == report.Count {
		return base.Cmp(rat(5, 1)) < 0
	}
	sum := new(big.Rat)
	for i := range 12 {
		f := o.figure(unit, m.ID, q.Add(-i))
		if f.v == nil {
			return false
		}
		sum.Add(sum, magnitude(f.v))
	}
	return base.Cmp(times(sum, rat(1, 1200))) < 0
}

func (o *oracle) previous(unit string, m *report.Metric, p period.Period) *cmp {
	return o.compare(unit, m, p, p.Prev(), p.Grain() == period.Annual)
}

// yearAgo is that of the same period last year; of a year there is only one
// comparison, which is told as that.
func (o *oracle) yearAgo(unit string, m *report.Metric, p period.Period) *cmp {
	q, ok := o.Calendar.YearAgo(p)
	if !ok || p.Grain() == period.Annual {
		return &cmp{m: m, p: p}
	}
	return o.compare(unit, m, p, q, true)
}

// limits of the bands: rates and points.
var bandLimits = map[bool][4]*big.Rat{
	false: {rat(1, 100), rat(5, 100), rat(10, 100), rat(30, 100)},
	true:  {rat(5, 1000), rat(10, 1000), rat(30, 1000), rat(100, 1000)},
}

// band is 0 for flat to 4 for a surge.
func band(m *report.Metric, x *big.Rat) (n int) {
	for _, l := range bandLimits[m.Points()] {
		if atLeast(magnitude(x), l) {
			n++
		}
	}
	return n
}

// A line is a series: values and moves by period, nil where unknown.
type line struct {
	first  period.Period
	values []*big.Rat
	moves  []*big.Rat // rates or points
	steps  []*big.Rat // amounts
}

func (o *oracle) lineOf(unit string, m *report.Metric, g period.Grain) *line {
	key := figKey{unit, m.ID, period.Period{}.Add(int(g))}
	if l := o.series[key]; l != nil {
		return l
	}
	first, last := o.span(g)
	l := &line{first: first}
	for p := first; p.Sub(last) <= 0; p = p.Next() {
		f := o.figure(unit, m.ID, p)
		var v, x *big.Rat
		if f.usable() {
			v = f.v
		}
		c := o.previous(unit, m, p)
		if c.how == byRate {
			x = c.rate
		}
		l.values, l.moves, l.steps = append(l.values, v), append(l.moves, x), append(l.steps, c.step())
	}
	o.series[key] = l
	return l
}

// step is a change in amount; a share of a small sample has none.
func (c *cmp) step() *big.Rat {
	if c.how == few {
		return nil
	}
	return c.d
}

// way is the direction of a move beyond the flat band; known where it is.
func (l *line) way(m *report.Metric, i int) (sign int, known bool) {
	if i < 0 || l.moves[i] == nil {
		return 0, false
	}
	if band(m, l.moves[i]) == 0 {
		return 0, true
	}
	return l.moves[i].Sign(), true
}

// A stretch is moves in a row that went one way, up to the one at to.
type stretch struct {
	sign, from, to int // from is the step before the first move
	open           bool
}

func (s stretch) length() int { return s.to - s.from }

func (l *line) stretchTo(m *report.Metric, i int) (s stretch) {
	sign, known := l.way(m, i)
	if !known || sign == 0 {
		return s
	}
	s = stretch{sign: sign, from: i - 1, to: i}
	for {
		before, known := l.way(m, s.from)
		if !known { // what went the other way did not belong to it, whatever its rate
			s.open = l.steps[s.from] == nil || l.steps[s.from].Sign() == sign
			return s
		}
		if before != sign {
			return s
		}
		s.from--
	}
}

// pace is +1 for wider, −1 for narrower.
func (l *line) pace(m *report.Metric, i int) int {
	x, y := magnitude(l.moves[i]), magnitude(l.moves[i-1])
	d, e := magnitude(minus(l.values[i], l.values[i-1])), magnitude(minus(l.values[i-1], l.values[i-2]))
	diff := minus(x, y)
	if magnitude(diff).Cmp(rat(5, 1000)) < 0 || diff.Sign() != d.Cmp(e) {
		return 0
	}
	return diff.Sign()
}

// ordinary: smaller than 1.4826 median absolute deviations of the twelve moves before.
func (l *line) ordinary(i int) bool {
	if i < 12 || l.moves[i] == nil {
		return false
	}
	var past []*big.Rat
	for _, x := range l.moves[i-12 : i] {
		if x == nil {
			return false
		}
		past = append(past, x)
	}
	mid := median(past)
	var off []*big.Rat
	for _, x := range past {
		off = append(off, magnitude(minus(x, mid)))
	}
	return magnitude(l.moves[i]).Cmp(times(rat(14826, 10000), median(off))) < 0
}

func median(list []*big.Rat) *big.Rat {
	s := slices.Clone(list)
	slices.SortFunc(s, (*big.Rat).Cmp)
	n := len(s)
	if n%2 == 1 {
		return s[n/2]
	}
	return times(plus(s[n/2-1], s[n/2]), rat(1, 2))
}
