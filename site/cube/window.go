package cube

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A Window is a run of smaller periods taken together, beside the same run a
// year earlier: the year to date, or the last twelve months.
type Window struct {
	First, Last period.Period // of the smaller grain
	Actual      num.Num
	Target      num.Num // absent unless every part has one
	Base        num.Num
	Change      num.Num
	Rate        num.Num
	Refused     Refusal
	Favourable  int
	Attained    Attainment
	// Complete: every part is complete and over. The actual of a window that
	// is not must be marked wherever it is shown.
	Complete bool
}

// YearToDate takes the (fiscal) year from its start through p. There is none
// for days and weeks.
func (c *Cube) YearToDate(unit, metric string, p period.Period) (Window, bool) {
	c.reads.Figures(unit)
	u, m, ok := c.place(unit, metric)
	if !ok {
		return Window{}, false
	}
	if c.memory == nil {
		return c.toDate(u, m, p)
	}
	a := c.memory.answer(u, m, p)
	if a.known&knowsToDate == 0 {
		a.toDate, a.isToDate = c.toDate(u, m, p)
		a.known |= knowsToDate
	}
	return a.toDate, a.isToDate
}

func (c *Cube) toDate(u, m int, p period.Period) (Window, bool) {
	return c.windowOf(u, m, p, func(g period.Grain, last period.Period) period.Period {
		return c.cal.Of(g, c.cal.Span(c.cal.Of(period.Annual, c.cal.Span(p).First)).First)
	}, false)
}

// Rolling12 takes the twelve months that end with p. There is none for days
// and weeks, and it is refused if one of the months is missing.
func (c *Cube) Rolling12(unit, metric string, p period.Period) (Window, bool) {
	c.reads.Figures(unit)
	u, m, ok := c.place(unit, metric)
	if !ok {
		return Window{}, false
	}
	return c.windowOf(u, m, p, func(g period.Grain, last period.Period) period.Period {
		return last.Add(1 - perYear(g))
	}, true)
}

func perYear(g period.Grain) int {
	if g == period.Quarterly {
		return 4
	}
	return 12
}

func (c *Cube) windowOf(u, m int, p period.Period, first func(period.Grain, period.Period) period.Period, whole bool) (Window, bool) {
	if p.Grain() < period.Monthly {
		return Window{}, false
	}
	g := c.windowGrain(u, m)
	if g > p.Grain() {
		return Window{Refused: Missing}, true
	}
	last := c.cal.Of(g, c.cal.Span(p).End-1)
	w := Window{First: first(g, last), Last: last}
	cur := c.run(u, m, w.First, w.Last, whole)
	back := -perYear(g)
	base := c.run(u, m, w.First.Add(back), w.Last.Add(back), whole)
	w.Actual, w.Target, w.Complete = cur.value, cur.target, cur.complete && cur.value.Present()
	if cur.unstackable {
		w.Refused = NotStackable
		return w, true
	}
	var out Comparison
	c.judge(&out, u, m, cur.side, base.side, cur.scope || base.scope || c.moved(u, base.span, cur.span))
	w.Base, w.Change, w.Rate, w.Refused, w.Favourable = out.Base, out.Change, out.Rate, out.Refused, out.Favourable
	w.Attained = attain(c.metrics[m].Metric, &Figure{Actual: cur.value, Target: cur.target, Complete: cur.complete})
	return w, true
}

// windowGrain is the grain that windows of a metric are made of: months, or
// quarters where the unit has no months of it.
func (c *Cube) windowGrain(u, m int) period.Grain {
	mt := &c.metrics[m]
	switch {
	case !mt.overTime():
		return period.Monthly
	case mt.Kind == report.Derived:
		for _, id := range mt.Expr.Metrics() {
			if i, ok := c.byName[id]; ok && c.windowGrain(u, i) == period.Quarterly {
				return period.Quarterly
			}
		}
		return period.Monthly
	case mt.num >= 0 && mt.den >= 0 && !c.series(u, m, period.Monthly).used:
		return max(c.windowGrain(u, mt.num), c.windowGrain(u, mt.den))
	case !c.series(u, m, period.Monthly).used && c.series(u, m, period.Quarterly).used:
		return period.Quarterly
	}
	return period.Monthly
}

// A run is a figure over several periods of one grain.
type run struct {
	side
	target num.Num
	cover  Coverage // of its periods
	scope  bool     // the unit or the metric's comparability starts or ends inside
}

// run stacks the periods first to last. A gap leaves the value absent; with
// whole, a period outside of the unit's validity is a gap, too, and one of the
// targets.
func (c *Cube) run(u, m int, first, last period.Period, whole bool) run {
	mt := &c.metrics[m]
	span := period.Span{First: c.cal.Span(first).First, End: c.cal.Span(last).End}
	r := run{side: side{span: span, complete: true}}
	r.scope = clipped(c.units[u].valid, span) || mt.isFrom && span.First < mt.from
	switch {
	case mt.Kind == report.Derived:
		c.runDerived(&r, u, mt, first, last, whole)
	case mt.num >= 0 && mt.den >= 0:
		a, b := c.run(u, mt.num, first, last, whole), c.run(u, mt.den, first, last, whole)
		own := r
		own.target = c.runPlain(&own, u, mt, first, last, whole)
		switch {
		case a.value.Present() && b.value.Present() && evenly(a.cover, b.cover):
			r.num, r.den, r.value, r.cover = a.value, b.value, a.value.Div(b.value), a.cover
			r.complete, r.target = a.complete && b.complete, own.target
		case !a.unstackable && !b.unstackable && c.series(u, m, first.Grain()).used:
			return own
		default:
			r.unstackable, r.target = a.unstackable || b.unstackable, own.target
		}
	default:
		r.target = c.runPlain(&r, u, mt, first, last, whole)
	}
	return r
}

func (c *Cube) runDerived(r *run, u int, mt *metric, first, last period.Period, whole bool) {
	in, even := map[string]run{}, true
	for _, id := range mt.Expr.Metrics() {
		i, ok := c.byName[id]
		if _, seen := in[id]; !ok || seen {
			continue
		}
		part := c.run(u, i, first, last, whole)
		if len(in) == 0 {
			r.cover = part.cover
		}
		in[id] = part
		r.complete = r.complete && part.complete
		r.unstackable = r.unstackable || part.unstackable
		even = even && evenly(r.cover, part.cover)
	}
	if even {
		r.value = eval(mt.Expr, func(id string) num.Num { return in[id].value })
	}
	r.target = eval(mt.Expr, func(id string) num.Num { return in[id].target })
}

// runPlain stacks the cells of one metric into r and returns the target.
func (c *Cube) runPlain(r *run, u int, mt *metric, first, last period.Period, whole bool) num.Num {
	if !mt.overTime() {
		r.unstackable = true
		return num.Num{}
	}
	s, x, t := c.series(u, mt.index, first.Grain()), acc{mt: mt, time: true}, goal{mt: mt, time: true}
	gap, from := false, c.time.at(first)
	end := from + last.Sub(first)
	for i := from; i <= end; i++ {
		if first.Grain() == period.Monthly {
			if q, to, ok := c.wideQuarter(u, mt, i, end); ok {
				c.addWide(r, &x, &t, u, mt, q, to-i)
				i = to - 1
				continue
			}
		}
		span := c.span(first.Add(i-from), i)
		cell := s.get(i)
		switch {
		case !span.Touches(c.units[u].valid) && (cell == nil || !cell.actual.Present()):
			gap, t.void = gap || whole, t.void || whole
			continue
		case cell != nil && cell.flags&notApplicable != 0:
			continue
		}
		t.add(s.target(i), 1)
		if cell == nil || !cell.actual.Present() {
			gap = true
			r.unstackable = r.unstackable || cell != nil && cell.source == Stated
			continue
		}
		x.add(cell, s.den(i), 1, true, cell.full())
		r.complete = r.complete && cell.full() && span.End-1 <= c.asOf
	}
	x.done()
	if !gap && x.any {
		r.value, r.cover = x.a, Coverage{x.have, x.need}
		if mt.pair {
			r.num, r.den, r.value = x.a, x.d, x.a.Div(x.d)
		}
	}
	return t.target(OverTime).value
}

// addWide takes a wide quarter instead of its months.
func (c *Cube) addWide(r *run, x *acc, t *goal, u int, mt *metric, q, months int) {
	s := c.series(u, mt.index, period.Quarterly)
	cell := s.get(q)
	x.add(cell, s.den(q), months, true, cell.full())
	t.add(s.target(q), months)
	r.complete = r.complete && cell.full() && c.time.spans[period.Quarterly][q].End-1 <= c.asOf
}
