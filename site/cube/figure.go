package cube

import (
	"cmp"
	"slices"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// Figure returns the figure of a metric of a unit in a period. A unit or
// metric that does not exist has empty figures.
func (c *Cube) Figure(unit, metric string, p period.Period) Figure {
	c.reads.Figures(unit)
	u, m, ok := c.place(unit, metric)
	if !ok {
		return Figure{}
	}
	if c.memory == nil {
		return c.figure(u, m, p)
	}
	return *c.look(u, m, p, nil)
}

// Look is Figure for those who ask for many and keep none: the figure stands in
// the cube's memory, if it has one, until that is tidied. It is not to be changed.
func (c *Cube) Look(unit, metric string, p period.Period) *Figure {
	c.reads.Figures(unit)
	u, m, ok := c.place(unit, metric)
	if !ok || c.memory == nil {
		f := &Figure{}
		if ok {
			*f = c.figure(u, m, p)
		}
		return f
	}
	return c.look(u, m, p, nil)
}

// Actual is that of the figure alone.
func (c *Cube) Actual(unit, metric string, p period.Period) num.Num {
	c.reads.Figures(unit)
	u, m, ok := c.place(unit, metric)
	if !ok {
		return num.Num{}
	}
	return c.actual(u, m, p)
}

func (c *Cube) actual(u, m int, p period.Period) num.Num {
	mt := &c.metrics[m]
	if p.IsZero() {
		return num.Num{}
	}
	s, i := c.series(u, m, p.Grain()), c.time.at(p)
	if mt.computed() {
		if a, _, known := s.settled(i); known {
			return a
		}
		return c.figure(u, m, p).Actual
	}
	if cell := s.get(i); cell != nil {
		return cell.actual
	}
	return num.Num{}
}

// Run fills a list with the actuals of the periods that end with p, oldest first,
// each absent unless all that it needs is there.
func (c *Cube) Run(unit, metric string, p period.Period, list []num.Num) []num.Num {
	c.reads.Figures(unit)
	clear(list)
	u, m, ok := c.place(unit, metric)
	if !ok || p.IsZero() {
		return list
	}
	n := len(list)
	mt, s := &c.metrics[m], c.series(u, m, p.Grain())
	for i := range list {
		q := p.Add(i - n + 1)
		if mt.computed() {
			if a, whole, known := s.settled(c.time.at(q)); known && whole {
				list[i] = a
			} else if f := c.figure(u, m, q); !known && f.Coverage.Full() {
				list[i] = f.Actual
			}
		} else if cell := s.get(c.time.at(q)); cell != nil && cell.full() {
			list[i] = cell.actual
		}
	}
	return list
}

// Full reports whether all that a figure needs is there.
func (c *Cube) Full(unit, metric string, p period.Period) bool {
	c.reads.Figures(unit)
	u, m, ok := c.place(unit, metric)
	if !ok || p.IsZero() {
		return false
	}
	s, i := c.series(u, m, p.Grain()), c.time.at(p)
	if c.metrics[m].computed() {
		if _, whole, known := s.settled(i); known {
			return whole
		}
		return c.figure(u, m, p).Coverage.Full()
	}
	cell := s.get(i)
	return cell != nil && cell.full()
}

func (c *Cube) figure(u, m int, p period.Period) Figure {
	if p.IsZero() {
		return Figure{}
	}
	mt, s := &c.metrics[m], c.series(u, m, p.Grain())
	i := c.time.at(p)
	span := c.span(p, i)
	f := Figure{Over: span.End-1 <= c.asOf, Clipped: clipped(c.units[u].valid, span), Incomparable: mt.isFrom && span.First < mt.from}
	if cell := s.get(i); cell != nil {
		c.readCell(&f, u, mt, s, cell, i)
		if f.NA != "" {
			return f
		}
	}
	switch {
	case mt.Kind == report.Derived:
		c.derive(&f, u, mt, p)
	case mt.Kind == report.Ratio && mt.num >= 0:
		c.divide(&f, u, mt, s, p)
	}
	c.stackBeside(&f, u, mt, p.Grain(), i)
	f.Complete = f.Over && f.Coverage.Full() && f.Actual.Present()
	return f
}

// span is the days of p, whose number is i.
func (c *Cube) span(p period.Period, i int) period.Span {
	if list := c.time.spans[p.Grain()]; i >= 0 && i < len(list) {
		return list[i]
	}
	return c.cal.Span(p)
}

// clipped reports whether a validity starts or ends inside a span.
func clipped(valid, span period.Span) bool {
	return span.First < valid.First && valid.First < span.End || span.First < valid.End && valid.End < span.End
}

// readCell fills in what a cell keeps.
func (c *Cube) readCell(f *Figure, u int, mt *metric, s *series, cell *cell, i int) {
	if cell.entry != 0 {
		e := &c.entries[u][cell.entry]
		f.Entry, f.Stated = e, e.Actual()
		if e.Stated.Terms().NA != "" && cell.source == None {
			f.NA = e.Stated.Terms().NA
			return
		}
	}
	f.Coverage, f.Source = cell.coverage(), cell.source
	f.Restated, f.Unstackable = cell.flags&restated != 0, cell.flags&unstackable != 0 && cell.source != Stated
	t := s.target(i)
	f.Target, f.TargetSource, f.Retargeted = t.value, t.source, t.restated
	f.Actual = cell.actual
	if mt.pair {
		f.Num, f.Den = cell.actual, s.den(i)
		if mt.num < 0 {
			f.Actual = s.rate(i, f.Num, f.Den)
		} else {
			f.Actual = f.Num.Div(f.Den) // as stated; the metrics' own comes after it
		}
		if cell.source == Stated && !f.Num.Present() {
			f.Actual = f.Stated // stated without its parts
		}
	}
	if f.Source != Stated && f.Coverage.Full() {
		f.Stacked = f.Actual
	}
}

// divide works a ratio out of its metrics, if both have a value and equal
// coverage; what the reports state stands back behind that, unless it is
// complete and the metrics are not.
func (c *Cube) divide(f *Figure, u int, mt *metric, s *series, p period.Period) {
	a, b := c.figure(u, mt.num, p), c.figure(u, mt.den, p)
	if !a.Actual.Present() || !b.Actual.Present() || !evenly(a.Coverage, b.Coverage) {
		return
	}
	if f.Source != None && f.Coverage.Full() && !a.Coverage.Full() {
		return
	}
	f.Num, f.Den, f.Actual = a.Actual, b.Actual, s.rate(c.time.at(p), a.Actual, b.Actual)
	f.Source, f.Coverage = Computed, a.Coverage
	f.Restated, f.Unstackable = a.Restated || b.Restated, false
	f.Stacked = num.Num{}
	if f.Coverage.Full() {
		f.Stacked = f.Actual
	}
}

// evenly reports whether two figures are complete alike, or incomplete alike.
func evenly(a, b Coverage) bool {
	return a.Full() && b.Full() || a == b
}

// derive works a derived metric out of its inputs, and its target out of
// theirs.
func (c *Cube) derive(f *Figure, u int, mt *metric, p period.Period) {
	inputs := map[string]Figure{}
	even, first := true, true
	for _, id := range mt.Expr.Metrics() {
		in := c.Figure(c.units[u].ID, id, p)
		if _, seen := inputs[id]; seen {
			continue
		}
		inputs[id] = in
		f.Restated, f.Unstackable = f.Restated || in.Restated, f.Unstackable || in.Unstackable
		f.Retargeted = f.Retargeted || in.Retargeted
		if first {
			f.Coverage, first = in.Coverage, false
		}
		even = even && evenly(f.Coverage, in.Coverage)
	}
	if even {
		f.Actual = eval(mt.Expr, func(id string) num.Num { return inputs[id].Actual })
	}
	if f.TargetSource != Stated {
		f.Target = eval(mt.Expr, func(id string) num.Num { return inputs[id].Target })
	}
	if f.Actual.Present() {
		f.Source = Computed
		if f.Coverage.Full() {
			f.Stacked = f.Actual
		}
	}
	if f.Target.Present() && f.TargetSource != Stated {
		f.TargetSource = Computed
	}
}

// eval works out an expression; absent where an input is, or a divisor is 0.
func eval(e *report.Expr, of func(string) num.Num) num.Num {
	switch {
	case e == nil:
		return num.Num{}
	case e.Op == 0 && e.Metric != "":
		return of(e.Metric)
	case e.Op == 0:
		return e.Number
	}
	l, r := eval(e.L, of), eval(e.R, of)
	switch e.Op {
	case '+':
		return l.Add(r)
	case '-':
		return l.Sub(r)
	case '*':
		return l.Mul(r)
	}
	return l.Div(r)
}

// stackBeside finds the complete stack that stands beside a stated actual.
func (c *Cube) stackBeside(f *Figure, u int, mt *metric, g period.Grain, i int) {
	if f.Source != Stated || c.Archive.Declared || f.Stacked.Present() {
		return
	}
	if x := c.overUnits(u, mt, g, i); x.full() {
		f.Stacked = x.a
		if mt.pair {
			f.Stacked = x.a.Div(x.d)
		}
	}
}

// Periods lists the periods for which a unit has figures, targets, a report or, of a
// week, daily logs, in the calendar's order.
func (c *Cube) Periods(unit string) []period.Period {
	c.reads.Figures(unit)
	u, ok := c.byUnit[unit]
	if !ok {
		return nil
	}
	return c.live[u]
}

// Has reports whether p is one of the periods of a unit.
func (c *Cube) Has(unit string, p period.Period) bool {
	list := c.Periods(unit)
	_, ok := slices.BinarySearchFunc(list, p, c.cal.Compare)
	return ok
}

// findLive notes which periods each unit has anything for. Each grain's come
// in order already, so that they only have to be merged.
func (c *Cube) findLive(units []int) {
	type day struct {
		first period.Day
		p     period.Period
	}
	var days []day
	for _, u := range units {
		days = days[:0]
		for _, g := range period.Grains {
			seen := make([]bool, len(c.time.spans[g]))
			for _, r := range c.reports[u] {
				if r.Period.Grain() == g {
					seen[c.time.at(r.Period)] = true
				}
			}
			for m := range c.metrics {
				s := c.series(u, m, g)
				for i := range s.cells {
					seen[s.first+i] = seen[s.first+i] || s.cells[i].actual.Present() || s.target(s.first+i).value.Present()
				}
			}
			if g == period.Weekly && len(c.time.spans[period.Daily]) > 0 {
				c.findLogs(u, seen)
			}
			for at, ok := range seen {
				if ok {
					days = append(days, day{c.time.spans[g][at].First, c.time.period(g, at)})
				}
			}
		}
		slices.SortFunc(days, func(a, b day) int {
			return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.p.Grain(), a.p.Grain()))
		})
		c.live[u] = make([]period.Period, len(days))
		for i, d := range days {
			c.live[u][i] = d.p
		}
	}
}

// findLogs notes the weeks in which a unit, or one below it, has a daily log of
// customers.
func (c *Cube) findLogs(unit int, weeks []bool) {
	for _, r := range c.reports[unit] {
		if r.Period.Grain() == period.Daily && slices.ContainsFunc(r.Followups, func(f report.Followup) bool { return f.Customer != "" }) {
			weeks[c.time.at(c.cal.Of(period.Weekly, c.cal.Span(r.Period).First))] = true
		}
	}
	for _, child := range c.units[unit].children {
		if c.units[child].Parent == c.units[unit].ID {
			c.findLogs(child, weeks)
		}
	}
}

// Children lists the ids of a unit's children that are valid on a day of the
// span, in the order of the tree.
func (c *Cube) Children(unit string, span period.Span) []string {
	u, ok := c.byUnit[unit]
	if !ok {
		return nil
	}
	children := c.units[u].children
	if len(children) == 0 {
		return nil
	}
	ids := make([]string, 0, len(children))
	for _, ch := range children {
		if c.childOf(ch, unit, span) {
			ids = append(ids, c.units[ch].ID)
		}
	}
	return ids
}

// childOf reports whether a unit that is or was a child of another one is valid on
// a day of the span and then its child.
func (c *Cube) childOf(child int, unit string, span period.Span) bool {
	x := &c.units[child]
	return span.Touches(x.valid) && x.ParentOn(max(min(span.End, x.valid.End)-1, span.First)) == unit
}

// Validity returns a unit's days. An end that is not known lies in the far
// future.
func (c *Cube) Validity(unit string) period.Span {
	if u, ok := c.byUnit[unit]; ok {
		return c.units[u].valid
	}
	return period.Span{}
}

// Latest is the period that a unit's page opens on: the latest of the finest
// grain, monthly or longer (else the finest), in which every core metric that
// the unit has ever had is complete; else the latest with any actual; else
// the latest at all (settled.md 17).
func (c *Cube) Latest(unit string) period.Period {
	var grain period.Grain
	for _, p := range c.Periods(unit) {
		g := p.Grain()
		if grain == 0 || g >= period.Monthly && (g < grain || grain < period.Monthly) || g < period.Monthly && grain < period.Monthly && g < grain {
			if c.any(unit, p) {
				grain = g
			}
		}
	}
	list := slices.Clone(c.Periods(unit))
	slices.Reverse(list)
	slices.SortStableFunc(list, func(a, b period.Period) int {
		return cmp.Compare(boolInt(a.Grain() != grain), boolInt(b.Grain() != grain))
	})
	for _, want := range []func(period.Period) bool{
		func(p period.Period) bool { return p.Grain() == grain && c.coreComplete(unit, p) },
		func(p period.Period) bool { return c.begun(p) && c.any(unit, p) },
		c.begun,
		func(p period.Period) bool { return c.any(unit, p) },
		func(period.Period) bool { return true },
	} {
		if i := slices.IndexFunc(list, want); i >= 0 {
			return list[i]
		}
	}
	return period.Period{}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// begun reports whether p began by the day as on which the archive is looked at.
func (c *Cube) begun(p period.Period) bool { return c.cal.Span(p).First <= c.AsOf() }

// any reports whether a unit has an actual in p.
func (c *Cube) any(unit string, p period.Period) bool {
	for m := range c.metrics {
		if c.figure(c.byUnit[unit], m, p).Actual.Present() {
			return true
		}
	}
	return false
}

// coreComplete reports whether every core metric that a unit has ever had is
// complete in p.
func (c *Cube) coreComplete(unit string, p period.Period) bool {
	u, some := c.byUnit[unit], false
	for m := range c.metrics {
		if !c.metrics[m].Core || !c.ever(u, m) {
			continue
		}
		f := c.figure(u, m, p)
		if f.NA != "" {
			continue
		}
		if !f.Complete && !(f.Over && f.Coverage.Full() && f.Den.IsZero()) {
			return false
		}
		some = true
	}
	return some
}

// ever reports whether a unit has a value of a metric in any period.
func (c *Cube) ever(u, m int) bool {
	mt := &c.metrics[m]
	for _, g := range period.Grains {
		if c.series(u, m, g).used {
			return true
		}
	}
	switch {
	case mt.Kind == report.Derived:
		for _, id := range mt.Expr.Metrics() {
			if i, ok := c.byName[id]; !ok || !c.ever(u, i) {
				return false
			}
		}
		return true
	case mt.num >= 0 && mt.den >= 0:
		return c.ever(u, mt.num) && c.ever(u, mt.den)
	}
	return false
}

// Ever reports whether a unit has a value of a metric in any period.
func (c *Cube) Ever(unit, metric string) bool {
	c.reads.Figures(unit)
	u, uok := c.byUnit[unit]
	m, mok := c.byName[metric]
	return uok && mok && c.ever(u, m)
}
