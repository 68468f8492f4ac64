package cube

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A Contribution is one part's share in the change of a whole (domain.md §3.6).
type Contribution struct {
	Unit          string        // the child, or of a contribution of periods the unit itself
	Period        period.Period // the part's period
	BasePeriod    period.Period
	Before, After num.Num // absent: the part was not there
	Change        num.Num // after − before, what is absent counting as 0
	Points        num.Num // change / the whole's base: a fraction
	Share         num.Num // change / the whole's change; absent where shares would mislead
	New, Ended    bool
	Rest          bool // what no part accounts for
}

// UnitContributions splits the change of a unit's figure from base to p by
// child units. It is empty unless the metric adds up over units and both
// figures are complete and of whole periods; unlike a comparison it is not
// refused because a child started or ended, which it shows, but it is where one
// moved between the two: then the change is not that of the same organisation.
func (c *Cube) UnitContributions(unit, metric string, p, base period.Period) []Contribution {
	mt := c.Metric(metric)
	if mt == nil || !additive(mt) {
		return nil
	}
	a, b := c.Figure(unit, metric, p), c.Figure(unit, metric, base)
	if !a.Complete || !b.Complete || a.Clipped || b.Clipped || a.Incomparable || b.Incomparable || c.moved(c.byUnit[unit], c.cal.Span(base), c.cal.Span(p)) {
		return nil
	}
	now, then := c.Children(unit, c.cal.Span(p)), c.Children(unit, c.cal.Span(base))
	var list []Contribution
	for _, ch := range c.units[c.byUnit[unit]].children {
		x := Contribution{Unit: c.units[ch].ID, Period: p, BasePeriod: base}
		if len(now) > 0 && now[0] == x.Unit { // both lists are in the order of the tree, too
			x.After, now = c.Figure(x.Unit, metric, p).Actual, now[1:]
		}
		if len(then) > 0 && then[0] == x.Unit {
			x.Before, then = c.Figure(x.Unit, metric, base).Actual, then[1:]
		}
		x.New, x.Ended = x.After.Present() && !x.Before.Present(), x.Before.Present() && !x.After.Present()
		if x.After.Present() || x.Before.Present() {
			list = append(list, x)
		}
	}
	return shares(list, a.Actual, b.Actual)
}

// PeriodContributions splits the change of a unit's figure from base to p by
// the smaller periods of both, one by one: the months of a year against those
// of the year before.
func (c *Cube) PeriodContributions(unit, metric string, p, base period.Period) []Contribution {
	mt := c.Metric(metric)
	if mt == nil || mt.Kind != report.Flow || p.Grain() != base.Grain() || p.Grain() < period.Quarterly {
		return nil
	}
	a, b := c.Figure(unit, metric, p), c.Figure(unit, metric, base)
	if !a.Complete || !b.Complete || a.Incomparable || b.Incomparable || c.moved(c.byUnit[unit], c.cal.Span(base), c.cal.Span(p)) {
		return nil
	}
	off := c.cal.Of(period.Monthly, c.cal.Span(p).First).Sub(c.cal.Of(period.Monthly, c.cal.Span(base).First))
	var list []Contribution
	for q := range c.cal.Parts(p, period.Monthly) {
		x := Contribution{Unit: unit, Period: q, BasePeriod: q.Add(-off)}
		x.After, x.Before = c.Figure(unit, metric, q).Actual, c.Figure(unit, metric, x.BasePeriod).Actual
		if !x.After.Present() || !x.Before.Present() {
			return nil
		}
		list = append(list, x)
	}
	return shares(list, a.Actual, b.Actual)
}

// additive reports whether a metric's children add up to their parent.
func additive(m *report.Metric) bool {
	switch m.Kind {
	case report.Flow:
		return true
	case report.Stock:
		return m.Org != "none"
	case report.Distinct:
		return m.Org == "sum"
	}
	return false
}

// shares works out changes, points and shares, and adds what is left over.
func shares(list []Contribution, after, before num.Num) []Contribution {
	if len(list) == 0 {
		return nil
	}
	zero, total := num.Zero(), after.Sub(before)
	rest, gross := total, num.Zero()
	for i := range list {
		x := &list[i]
		x.Change = x.After.Or(zero).Sub(x.Before.Or(zero))
		rest, gross = rest.Sub(x.Change), gross.Add(x.Change.Abs())
	}
	if !rest.IsZero() {
		list = append(list, Contribution{Change: rest, Rest: true})
		gross = gross.Add(rest.Abs())
	}
	// Shares such as 120 % and −20 % mislead: domain.md §3.6.
	tell := gross.Mul(num.Int(2)).Cmp(total.Abs().Mul(num.Int(3))) <= 0
	for i := range list {
		if before.Sign() > 0 {
			list[i].Points = list[i].Change.Div(before)
		}
		if tell {
			list[i].Share = list[i].Change.Div(total)
		}
	}
	return list
}
