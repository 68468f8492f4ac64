package cube_test

// The oracle on units that report in different grains.

import (
	"math"

	"almanac/site/cube"
	"almanac/site/period"
	"almanac/site/report"
)

// partGrain is the grain of the smaller periods that are added.
var partGrain = map[period.Grain]period.Grain{period.Weekly: period.Daily, period.Monthly: period.Daily, period.Quarterly: period.Monthly, period.Annual: period.Quarterly}

// leavesOut: the smaller periods in which figures of children are lack one that a
// child has for the whole of p in another way, or that it owes for p alone.
func (o *oracle) leavesOut(u *report.Unit, p period.Period, m *report.Metric) bool {
	var mixed []period.Period
	for q := range o.Calendar.Parts(p, partGrain[p.Grain()]) {
		if o.fromUnits(u, q, m) {
			mixed = append(mixed, q)
		}
	}
	if !stacksOverUnits(m) || len(mixed) == 0 {
		return false
	}
	for _, c := range o.Units {
		if c.ID == report.Root || !o.underSometime(c, u, p) || o.owner(c, p) != u.ID {
			continue
		}
		f := o.resolveOf(c, p, m)
		switch {
		case f.isNA():
		case !f.adds(m):
			if o.needed(c, p, m) && !o.seen(c, partGrain[p.Grain()], math.MaxInt32, m) {
				return true
			}
		case f.wide:
			return true
		case f.have < f.need || f.src == cube.OverTime || o.torn(c, p) && o.anyPart(c, p, m):
		default:
			for _, q := range mixed {
				if !o.resolveOf(c, q, m).adds(m) {
					return true
				}
			}
		}
	}
	return false
}

// fromUnits: figures of children are in that of u in p.
func (o *oracle) fromUnits(u *report.Unit, p period.Period, m *report.Metric) bool {
	f := o.resolveOf(u, p, m)
	if f == nil || f.na || f.src != cube.OverTime {
		return f != nil && !f.na && f.src == cube.OverUnits
	}
	for q := range o.Calendar.Parts(p, partGrain[p.Grain()]) {
		if o.fromUnits(u, q, m) {
			return true
		}
	}
	return false
}

func (o *oracle) anyPart(c *report.Unit, p period.Period, m *report.Metric) bool {
	for q := range o.Calendar.Parts(p, partGrain[p.Grain()]) {
		if o.valid(c, q) && o.resolveOf(c, q, m).adds(m) {
			return true
		}
	}
	return false
}

// leavesOutGoal: the same of targets.
func (o *oracle) leavesOutGoal(u *report.Unit, p period.Period, m *report.Metric) bool {
	if !stacksOverUnits(m) {
		return false
	}
	for _, c := range o.Units {
		if c.ID == report.Root || !o.underSometime(c, u, p) || o.owner(c, p) != u.ID || o.torn(c, p) {
			continue
		}
		t := o.aimed(c, p, m)
		if t.v == nil || t.src == cube.OverTime {
			continue
		}
		more := t.src == cube.OverUnits && shared(m, o.timeGoals(c, p, m), true) != nil
		for q := range o.Calendar.Parts(p, partGrain[p.Grain()]) {
			if o.goalOfUnits(u, q, m) && (more || o.target(c, q, m) == nil) {
				return true
			}
		}
	}
	return false
}

func (o *oracle) goalOfUnits(u *report.Unit, p period.Period, m *report.Metric) bool {
	t := o.aimed(u, p, m)
	if t.v == nil || t.src != cube.OverTime {
		return t.v != nil && t.src == cube.OverUnits
	}
	for q := range o.Calendar.Parts(p, partGrain[p.Grain()]) {
		if o.goalOfUnits(u, q, m) {
			return true
		}
	}
	return false
}

// wideQuarter is the wide quarter that begins with month p and is over with last.
func (o *oracle) wideQuarter(u *report.Unit, p, last period.Period, m *report.Metric) *period.Period {
	if p.Grain() != period.Monthly {
		return nil
	}
	q := o.Calendar.Of(period.Quarterly, o.Calendar.Span(p).First)
	f := o.resolveOf(u, q, m)
	if f == nil || !f.wide || !f.adds(m) || o.Calendar.Span(q).First != o.Calendar.Span(p).First || p.Add(2).Sub(last) > 0 {
		return nil
	}
	return &q
}
