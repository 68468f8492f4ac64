package cube_test

// The oracle's targets.

import (
	"math/big"

	"almanac/site/cube"
	"almanac/site/period"
	"almanac/site/report"
)

// target: stated, else over time, else over units, only from all that is needed.
func (o *oracle) target(u *report.Unit, p period.Period, m *report.Metric) *big.Rat {
	return o.aimed(u, p, m).v
}

// An oaim is a target, and where it comes from.
type oaim struct {
	v   *big.Rat
	src cube.Source
}

func (o *oracle) aimed(u *report.Unit, p period.Period, m *report.Metric) oaim {
	key := okey{u.ID, p, m.ID}
	t, known := o.targets[key]
	if !known {
		if f := o.resolveOf(u, p, m); !f.isNA() {
			t = o.findTarget(u, p, m)
		}
		o.targets[key] = t
	}
	return t
}

func (o *oracle) findTarget(u *report.Unit, p period.Period, m *report.Metric) oaim {
	if r, s := o.entry(u, p, m); s != nil {
		if v, _ := restate(r, m.ID, "target", s.Target.Big()); v != nil {
			return oaim{v, cube.Stated}
		}
		if s.Terms().TargetGrowth.Present() {
			base, ok := p.Prev(), true
			if s.Terms().GrowthOn == "year-ago" {
				base, ok = o.Calendar.YearAgo(p)
			}
			if f := o.actual(u, base, m); ok && f.full() && f.v != nil {
				return oaim{new(big.Rat).Mul(f.v, new(big.Rat).Add(big.NewRat(1, 1), s.Terms().TargetGrowth.Big())), cube.Stated}
			}
		}
	}
	if m.Kind == report.Derived {
		return oaim{evaluate(m.Expr, func(id string) *big.Rat { return o.target(u, p, o.metric(id)) }), cube.Computed}
	}
	if t := shared(m, o.timeGoals(u, p, m), true); t != nil && !(o.resolveOf(u, p, m) != nil && o.resolveOf(u, p, m).wide) && !o.leavesOutGoal(u, p, m) {
		return oaim{t, cube.OverTime}
	}
	if !stacksOverUnits(m) {
		return oaim{}
	}
	var goals []part
	for _, c := range o.Units {
		if c.ID == report.Root || !o.underSometime(c, u, p) || o.resolveOf(c, p, m).isNA() {
			continue
		}
		t := o.goal(c, p, m)
		if o.torn(c, p) && o.anyGoal(c, p, m) {
			return oaim{} // months of it are under two parents
		}
		if o.owner(c, p) == u.ID && (t != nil || o.owes(c, p, m)) {
			goals = append(goals, part{t, 1})
		}
	}
	return oaim{shared(m, goals, false), cube.OverUnits}
}

// owes: the target of c is needed, since the figure is, or one that it is
// worked out from.
func (o *oracle) owes(c *report.Unit, p period.Period, m *report.Metric) bool {
	if o.resolveOf(c, p, m).isNA() {
		return false
	}
	of := m.Expr.Metrics()
	if m.Kind == report.Ratio && m.Num != "" {
		of = []string{m.Num, m.Den}
	}
	for _, id := range of {
		if o.owes(c, p, o.metric(id)) {
			return true
		}
	}
	return o.needed(c, p, m)
}

func (o *oracle) underSometime(c, u *report.Unit, p period.Period) bool {
	if len(c.History) == 0 {
		return c.Parent == u.ID && o.valid(c, p)
	}
	s, v := o.Calendar.Span(p), o.validity(c)
	for d := max(s.First, v.First); d < min(s.End, v.End); d++ {
		if c.ParentOn(d) == u.ID {
			return true
		}
	}
	return false
}

// anyGoal: c has a target for some smaller period of p.
func (o *oracle) anyGoal(c *report.Unit, p period.Period, m *report.Metric) bool {
	parts := map[period.Grain]period.Grain{period.Weekly: period.Daily, period.Monthly: period.Daily, period.Quarterly: period.Monthly, period.Annual: period.Quarterly}
	for q := range o.Calendar.Parts(p, parts[p.Grain()]) {
		if o.target(c, q, m) != nil || q.Grain() == period.Quarterly && o.anyGoal(c, q, m) {
			return true
		}
	}
	return false
}

// goal is a target in the shape of a figure.
func (o *oracle) goal(u *report.Unit, p period.Period, m *report.Metric) *ofig {
	if t := o.target(u, p, m); t != nil {
		return &ofig{v: t, a: t, have: 1, need: 1}
	}
	return nil
}

// timeGoals are the targets of the smaller periods that the actual needs, or
// that have one.
func (o *oracle) timeGoals(u *report.Unit, p period.Period, m *report.Metric) (goals []part) {
	take := func(q period.Period) {
		f, t := o.resolveOf(u, q, m), o.goal(u, q, m)
		if !f.isNA() && (t != nil || f.adds(m) || o.valid(u, q) && (q.Grain() != period.Daily || o.needsDay(u, q))) {
			goals = append(goals, part{t, 1})
		}
	}
	months := func(q period.Period) {
		for d := range o.Calendar.Parts(q, period.Monthly) {
			take(d)
		}
	}
	switch p.Grain() {
	case period.Weekly, period.Monthly:
		for d := range o.Calendar.Parts(p, period.Daily) {
			take(d)
		}
	case period.Quarterly:
		months(p)
	case period.Annual:
		for q := range o.Calendar.Parts(p, period.Quarterly) {
			n, own := len(goals), o.goal(u, q, m)
			if o.resolveOf(u, q, m).isNA() {
				continue
			}
			months(q)
			k := len(goals) - n
			f := o.resolveOf(u, q, m)
			whole := f != nil && f.wide || own != nil && o.aimed(u, q, m).src == cube.OverUnits
			if k > 0 && (whole || shared(m, goals[n:], true) == nil) || k == 0 && own != nil {
				goals = append(goals[:n], part{own, max(k, 1)})
			}
		}
	}
	return goals
}

// shared stacks targets; nil unless all are there.
func shared(m *report.Metric, goals []part, time bool) *big.Rat {
	if len(goals) == 0 || m.Kind == report.Distinct || m.Kind == report.Max || m.Kind == report.Min {
		return nil
	}
	for _, g := range goals {
		if g.f == nil || isPair(m) && g.f.v.Cmp(goals[0].f.v) != 0 {
			return nil
		}
	}
	switch {
	case isPair(m):
		return goals[0].f.v
	case m.Kind == report.Stock && time:
		if f := level(m, goals); f != nil {
			return f.v
		}
		return nil
	}
	return total(m, goals)
}
