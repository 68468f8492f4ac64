package cube

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// resolveGrowth turns growth targets into levels (C-05), once the actuals
// that they grow from are known, and then stacks the targets.
func (c *Cube) resolveGrowth(units []int, of []bool) {
	for _, u := range units {
		c.growTargets(u, of)
	}
	c.eachSeries(units, func(m *metric) bool { return of[m.index] && m.targets }, c.stackTargets)
}

func (c *Cube) growTargets(u int, of []bool) {
	for i := 1; i < len(c.entries[u]); i++ {
		e := &c.entries[u][i]
		if !of[e.metric] || !e.Stated.Terms().TargetGrowth.Present() || e.Stated.Target.Present() {
			continue
		}
		base, ok := e.Report.Period.Prev(), true
		if e.Stated.Terms().GrowthOn == "year-ago" {
			base, ok = c.cal.YearAgo(e.Report.Period)
		}
		if f := c.Figure(e.Report.Unit, e.Stated.Metric, base); ok && f.Coverage.Full() {
			if e.changed == nil {
				a, b := e.pair()
				e.changed = &vintage{actual: e.Stated.Actual, pairA: a, pairB: b}
			}
			c.metrics[e.metric].targets = true
			e.changed.target = f.Actual.Mul(e.Stated.Terms().TargetGrowth.Add(num.Int(1)))
			c.series(u, e.metric, e.Report.Period.Grain()).aim(c.time.at(e.Report.Period), e)
		}
	}
}

func (c *Cube) stackTargets(u, m int, g period.Grain) {
	s, mt := c.series(u, m, g), &c.metrics[m]
	if c.alone(u, g) {
		return // what is stated stands there already
	}
	for i := s.first; i < s.first+len(s.cells); i++ {
		cell := s.get(i)
		if cell.flags&notApplicable != 0 || s.aim(i, &c.entries[u][cell.entry]) {
			continue
		}
		if t := c.stackedTarget(u, mt, g, i); t.value.Present() {
			s.setTarget(i, t)
		}
	}
}

// stackedTarget is what the targets of the smaller periods come to, else those of
// the child units. Of what is wide it is only these.
func (c *Cube) stackedTarget(u int, mt *metric, g period.Grain, i int) target {
	if p := c.series(u, mt.index, g).get(i); p == nil || p.flags&wide == 0 {
		if t := c.targetOverTime(u, mt, g, i); t.value.Present() && !c.leavesOutTarget(u, mt, g, i) {
			return t
		}
	}
	return c.targetOverUnits(u, mt, g, i)
}

// aim makes what a report states the target, if it states one that applies.
func (s *series) aim(i int, e *Entry) bool {
	if !e.Target().Present() || s.get(i).flags&notApplicable != 0 {
		return false
	}
	s.setTarget(i, target{e.Target(), Stated, e.FirstTarget().Present()})
	return true
}

func (s *series) setTarget(i int, t target) {
	if s.targets == nil {
		s.targets = make([]target, len(s.cells))
	}
	s.targets[i-s.first] = t
}

// goal adds targets up by a metric's kind; it is void as soon as one is
// missing, or kinds that do not add up differ.
type goal struct {
	mt    *metric
	time  bool
	value num.Num
	n     int
	void  bool
	re    bool
}

func (x *goal) add(t target, weight int) {
	v := t.value
	x.re = x.re || t.restated
	first := x.n == 0
	x.n += weight
	switch kind := x.mt.Kind; {
	case !v.Present() || kind == report.Distinct || kind == report.Max || kind == report.Min || kind == report.Derived:
		x.void = true
	case kind == report.Ratio || kind == report.WMean:
		x.void = x.void || !first && !x.value.Equal(v)
		x.value = v
	case kind == report.Stock && x.time && x.mt.Time == "mean":
		v = v.Mul(num.Int(int64(weight)))
		if !first {
			v = x.value.Add(v)
		}
		x.value = v
	case kind == report.Stock && x.time && x.mt.Time == "first":
		if first {
			x.value = v
		}
	case kind == report.Stock && x.time, first:
		x.value = v
	default:
		x.value = x.value.Add(v)
	}
}

func (x *goal) target(src Source) target {
	if x.void || x.n == 0 {
		return target{}
	}
	if x.time && x.mt.Kind == report.Stock && x.mt.Time == "mean" {
		x.value = x.value.Div(num.Int(int64(x.n)))
	}
	return target{x.value, src, x.re}
}

func (c *Cube) targetOverTime(u int, mt *metric, g period.Grain, i int) target {
	part, from, to := c.time.parts(g, i)
	if part == 0 {
		return target{}
	}
	x := goal{mt: mt, time: true}
	if g == period.Annual {
		c.addQuarterGoals(&x, u, mt, from, to)
	} else {
		c.addGoals(&x, u, mt, part, from, to)
	}
	return x.target(OverTime)
}

// addGoals takes in the targets of the parts with numbers [from, to) that the
// actual needs, and any other that there is.
func (c *Cube) addGoals(x *goal, u int, mt *metric, part period.Grain, from, to int) {
	s := c.series(u, mt.index, part)
	for j := from; j < to; j++ {
		p, t := s.get(j), s.target(j)
		switch {
		case p != nil && p.flags&notApplicable != 0:
		case t.value.Present() || p != nil && p.actual.Present() || c.needsPart(u, part, j):
			x.add(t, 1)
		}
	}
}

// addQuarterGoals takes in the months of a year's quarters, or a quarter's own
// target where not all of its months have one.
func (c *Cube) addQuarterGoals(x *goal, u int, mt *metric, from, to int) {
	qs := c.series(u, mt.index, period.Quarterly)
	for q := from; q < to; q++ {
		_, mf, mto := c.time.parts(period.Quarterly, q)
		months := goal{mt: mt, time: true}
		c.addGoals(&months, u, mt, period.Monthly, mf, mto)
		p, own := qs.get(q), qs.target(q)
		switch {
		case p != nil && p.flags&notApplicable != 0, months.n == 0 && !own.value.Present():
		case months.void, months.n == 0, own.source == OverUnits, p != nil && p.flags&wide != 0:
			x.add(own, max(months.n, 1))
		default:
			c.addGoals(x, u, mt, period.Monthly, mf, mto)
		}
	}
}

func (c *Cube) targetOverUnits(u int, mt *metric, g period.Grain, i int) target {
	if !mt.overUnits() {
		return target{}
	}
	x := goal{mt: mt}
	for _, ch := range c.units[u].children {
		if i < 0 || i >= len(c.time.spans[g]) {
			continue
		}
		s := c.series(ch, mt.index, g)
		if p := s.get(i); p != nil && p.flags&notApplicable != 0 {
			continue
		}
		if c.torn(ch, g, i) && c.under(ch, u, g, i) && c.aims(ch, mt, g, i) {
			return target{} // the targets of its months are under two parents
		}
		if !c.belongs(ch, u, g, i) {
			continue
		}
		if t := s.target(i); t.value.Present() || c.owesTarget(ch, mt, g, i) {
			x.add(t, 1)
		}
	}
	return x.target(OverUnits)
}

// owesTarget reports whether a child's target is needed for its parent's: where
// its figure is. A quotient of metrics needs the children that either needs.
func (c *Cube) owesTarget(ch int, mt *metric, g period.Grain, i int) bool {
	if p := c.series(ch, mt.index, g).get(i); p != nil && p.flags&notApplicable != 0 {
		return false
	}
	if c.needsChild(ch, mt, g, i) {
		return true
	}
	switch {
	case mt.Kind == report.Derived:
		for _, id := range mt.Expr.Metrics() {
			if m, ok := c.byName[id]; ok && c.owesTarget(ch, &c.metrics[m], g, i) {
				return true
			}
		}
	case mt.num >= 0 && mt.den >= 0:
		return c.owesTarget(ch, &c.metrics[mt.num], g, i) || c.owesTarget(ch, &c.metrics[mt.den], g, i)
	}
	return false
}
