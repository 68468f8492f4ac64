package cube

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// settle works out once what every figure and comparison of a series would
// have to work out again: the actuals of what is no cell of its own, and the
// greatest amount, by which most bases are known not to be tiny.
func (c *Cube) settle(units []int, of []bool) {
	for _, u := range units {
		for m := range c.metrics {
			if !of[m] {
				continue
			}
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
	if mt.computed() {
		actuals, wholes := make([]num.Num, to-from), make([]bool, to-from)
		for i := range actuals {
			actuals[i], wholes[i] = c.compute(u, mt, g, from+i)
		}
		s.actuals, s.wholes, s.actualsFrom = actuals, wholes, from
	}
	if mt.Unit != report.Money || mt.MinBase.Present() {
		return // of these it is not asked
	}
	for i := from; i < to; i++ {
		if a := c.actual(u, mt.index, c.time.period(g, i)).Abs(); a.Cmp(s.most) > 0 {
			s.most = a
		}
	}
}

// compute is the actual of period number i of a metric that is computed, and whether
// all that it needs is there. A figure says so; most are quotients of metrics that
// their cells alone say, which takes far less.
func (c *Cube) compute(u int, mt *metric, g period.Grain, i int) (a num.Num, whole bool) {
	if own := c.series(u, mt.index, g).get(i); own != nil || mt.Kind != report.Ratio || mt.num < 0 || c.metrics[mt.num].computed() || c.metrics[mt.den].computed() {
		f := c.figure(u, mt.index, c.time.period(g, i))
		return f.Actual, f.Coverage.Full()
	}
	n, d := c.series(u, mt.num, g).get(i), c.series(u, mt.den, g).get(i)
	if n == nil || d == nil || !n.actual.Present() || !d.actual.Present() || !evenly(n.coverage(), d.coverage()) {
		return a, false
	}
	return n.actual.Div(d.actual), n.coverage().Full()
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

// computed reports whether the actuals of a metric are more than what its cells
// keep: quotients, and what is worked out from other metrics.
func (m *metric) computed() bool { return m.pair || m.Kind == report.Derived }

// settled is the actual of period number i of a metric that is computed, and
// whether all that it needs is there. It is not known while cells are stacked.
func (s *series) settled(i int) (a num.Num, whole, known bool) {
	if i -= s.actualsFrom; i < 0 || i >= len(s.actuals) {
		return a, false, s.actuals != nil
	}
	return s.actuals[i], s.wholes[i], true
}

// rate is num / den, which are those of period number i. Where a quotient is what
// the figure comes to, it is settled.
func (s *series) rate(i int, num, den num.Num) num.Num {
	if i -= s.actualsFrom; i < 0 || i >= len(s.actuals) {
		return num.Div(den)
	}
	return s.actuals[i]
}
