package cube

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// settle works out once what every figure and comparison of a series would
// have to work out again: the quotients of ratios and weighted means, and the
// greatest amount, by which most bases are known not to be tiny.
func (c *Cube) settle() {
	for u := range c.units {
		for m := range c.metrics {
			for _, g := range period.Grains {
				c.settleSeries(u, &c.metrics[m], g)
			}
		}
	}
}

func (c *Cube) settleSeries(u int, mt *metric, g period.Grain) {
	s := c.series(u, mt.index, g)
	from, to := c.reach(u, mt, g)
	if from >= to {
		return
	}
	ofMetrics := mt.Kind == report.Ratio && mt.num >= 0
	if mt.pair || ofMetrics {
		list := make([]num.Num, to-from)
		for i := range list {
			at := from + i
			if ofMetrics {
				p := c.time.period(g, at)
				list[i] = c.figure(u, mt.num, p).Actual.Div(c.figure(u, mt.den, p).Actual)
			} else if cell := s.get(at); cell != nil {
				list[i] = cell.actual.Div(s.den(at))
			}
		}
		s.rates, s.ratesFrom = list, from
	}
	if mt.Unit != report.Money || mt.MinBase.Present() {
		return // of these it is not asked
	}
	for i := from; i < to; i++ {
		if a := c.figure(u, mt.index, c.time.period(g, i)).Actual.Abs(); a.Cmp(s.most) > 0 {
			s.most = a
		}
	}
}

// reach is the numbers [from, to) of the periods outside of which a metric of a
// unit has no actual: those of its cells or, where it is worked out, of its parts.
func (c *Cube) reach(u int, mt *metric, g period.Grain) (from, to int) {
	s := c.series(u, mt.index, g)
	from, to = s.first, s.first+len(s.cells)
	join := func(part int) {
		a, b := c.reach(u, &c.metrics[part], g)
		switch {
		case a >= b:
		case from >= to:
			from, to = a, b
		default:
			from, to = min(from, a), max(to, b)
		}
	}
	switch {
	case mt.Kind == report.Derived:
		for _, id := range mt.Expr.Metrics() {
			if i, ok := c.byName[id]; ok {
				join(i)
			}
		}
	case mt.Kind == report.Ratio && mt.num >= 0:
		join(mt.num)
		join(mt.den)
	}
	return from, to
}

// rate is num / den, which are those of period number i.
func (s *series) rate(i int, num, den num.Num) num.Num {
	if i -= s.ratesFrom; i < 0 || i >= len(s.rates) {
		return num.Div(den)
	}
	return s.rates[i]
}
