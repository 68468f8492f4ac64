package cube_test

// The oracle's comparisons: the order of settled.md 11 over figures and
// windows of figures.

import (
	"math/big"

	"almanac/site/cube"
	"almanac/site/period"
	"almanac/site/report"
)

// An oside is one side of a comparison.
type oside struct {
	f        *ofig
	target   *big.Rat
	complete bool
	scope    bool
	span     period.Span
}

func (s oside) v() *big.Rat {
	if s.f == nil {
		return nil
	}
	return s.f.v
}

type ocomp struct {
	base, change, rate *big.Rat
	refused            cube.Refusal
}

func (o *oracle) over(p period.Period) bool { return o.Calendar.Span(p).End <= o.asOf+1 }

func (o *oracle) early(m *report.Metric, s period.Span) bool {
	return !m.ComparableFrom.IsZero() && s.First < o.Calendar.Span(m.ComparableFrom).First
}

func (o *oracle) side(u *report.Unit, p period.Period, m *report.Metric) oside {
	f, s := o.actual(u, p, m), o.Calendar.Span(p)
	return oside{f, o.target(u, p, m), f.full() && f.v != nil && o.over(p), o.clipped(u, p) || o.early(m, s), s}
}

// moved: a unit left or joined what is below u, so that the two spans do not
// lie on one side of it.
func (o *oracle) moved(u *report.Unit, a, b period.Span) bool {
	for _, c := range o.Units {
		for i, h := range c.History {
			next := c.Parent
			if i+1 < len(c.History) {
				next = c.History[i+1].Parent
			}
			if o.below(h.Parent, u, h.To-1) == o.below(next, u, h.To) {
				continue
			}
			if !(a.End <= h.To && b.End <= h.To) && !(a.First >= h.To && b.First >= h.To) {
				return true
			}
		}
	}
	return false
}

func (o *oracle) below(id string, top *report.Unit, d period.Day) bool {
	for x := o.Unit(id); x != nil; x = o.Unit(x.ParentOn(d)) {
		if x == top {
			return true
		}
	}
	return false
}

// judge is settled.md 10 and 11.
func (o *oracle) judge(u *report.Unit, m *report.Metric, now, then oside, scope bool) (c ocomp) {
	c.base = then.v()
	mute := func(s oside) bool { return s.v() == nil && s.f != nil && s.f.mute }
	switch {
	case mute(now) || mute(then):
		c.refused = cube.NotStackable
	case now.v() == nil || then.v() == nil:
		c.refused = cube.Missing
	case !now.complete || !then.complete:
		c.refused = cube.Partial
	case scope:
		c.refused = cube.ScopeChanged
	default:
		c.change = new(big.Rat).Sub(now.v(), c.base)
		c.refused = o.unfit(u, m, now, then)
		if c.refused == "" && m.Unit != report.Percent {
			c.rate = new(big.Rat).Quo(c.change, c.base)
		}
	}
	return c
}

func (o *oracle) unfit(u *report.Unit, m *report.Metric, now, then oside) cube.Refusal {
	if m.Unit != report.Percent {
		switch {
		case then.v().Sign() == 0:
			return cube.ZeroBase
		case then.v().Sign() < 0 || now.v().Sign() < 0:
			return cube.SignChange
		case o.tiny(u, m, then):
			return cube.TinyBase
		}
		return ""
	}
	if m.Kind != report.Ratio || m.Num != "" && (o.metric(m.Num).Unit != report.Count || o.metric(m.Den).Unit != report.Count) {
		return ""
	}
	least := big.NewRat(30, 1)
	if m.MinDen.Present() {
		least = m.MinDen.Big()
	}
	for _, s := range []oside{now, then} {
		if s.f.b != nil && s.f.b.IsInt() && s.f.a.IsInt() && s.f.b.Cmp(least) < 0 {
			return cube.SmallSample
		}
	}
	return ""
}

// tiny: of a window only where it is a period of its own.
func (o *oracle) tiny(u *report.Unit, m *report.Metric, base oside) bool {
	switch {
	case m.MinBase.Present():
		return base.v().Cmp(m.MinBase.Big()) < 0
	case m.Unit == report.Count:
		return base.v().Cmp(big.NewRat(5, 1)) < 0
	case m.Unit != report.Money:
		return false
	}
	for _, g := range period.Grains {
		p := o.Calendar.Of(g, base.span.First)
		if o.Calendar.Span(p) != base.span {
			continue
		}
		sum := new(big.Rat)
		for range 12 {
			f := o.actual(u, p, m)
			if f == nil || f.v == nil {
				return false
			}
			sum.Add(sum, new(big.Rat).Abs(f.v))
			p = p.Prev()
		}
		return base.v().Cmp(sum.Quo(sum, big.NewRat(1200, 1))) < 0
	}
	return false
}

func (o *oracle) compare(u *report.Unit, p, q period.Period, m *report.Metric) ocomp {
	now, then := o.side(u, p, m), o.side(u, q, m)
	scope := now.scope || then.scope || o.moved(u, now.span, then.span)
	if y, _ := o.Calendar.YearAgo(p); scope && y == q {
		if _, s := o.entry(u, p, m); s != nil && s.Terms().LikeForLike.Present() {
			then, scope = oside{f: &ofig{v: s.Terms().LikeForLike.Big()}, complete: true}, false
		}
	}
	return o.judge(u, m, now, then, scope)
}

// window takes the periods first to last together; a gap leaves no value. In
// the year to date, days on which the unit does not exist are no gap.
func (o *oracle) window(u *report.Unit, m *report.Metric, first, last period.Period, whole bool) oside {
	span := period.Span{First: o.Calendar.Span(first).First, End: o.Calendar.Span(last).End}
	v := o.validity(u)
	out := oside{complete: true, span: span, scope: v.Touches(span) && !v.Holds(span) || o.early(m, span)}
	if m.Kind == report.Derived {
		return o.windowDerived(out, u, m, first, last, whole)
	}
	if m.Kind == report.Ratio && m.Num != "" {
		x, y := o.window(u, o.metric(m.Num), first, last, whole), o.window(u, o.metric(m.Den), first, last, whole)
		own := o.windowPlain(out, u, m, first, last, whole)
		out.target = own.target
		switch {
		case x.v() != nil && y.v() != nil && alike(x.f, y.f):
			out.f = &ofig{a: x.v(), b: y.v(), have: x.f.have, need: x.f.need}
			if y.v().Sign() != 0 {
				out.f.v = new(big.Rat).Quo(x.v(), y.v())
			}
			out.complete = x.complete && y.complete
		case !(x.f != nil && x.f.mute && x.v() == nil) && !(y.f != nil && y.f.mute && y.v() == nil) && o.seen(u, first.Grain(), 1<<30, m):
			return own
		}
		return out
	}
	return o.windowPlain(out, u, m, first, last, whole)
}

func (o *oracle) windowPlain(out oside, u *report.Unit, m *report.Metric, first, last period.Period, whole bool) oside {
	if m.Kind == report.Distinct {
		out.f = &ofig{mute: true}
		return out
	}
	var parts, goals []part
	gap, mute := false, false
	for p := first; p.Sub(last) <= 0; p = p.Next() {
		f := o.resolveOf(u, p, m)
		if q := o.wideQuarter(u, p, last, m); q != nil { // instead of its months
			goals, parts = append(goals, part{o.goal(u, *q, m), 3}), append(parts, part{o.resolveOf(u, *q, m), 3})
			out.complete = out.complete && o.resolveOf(u, *q, m).full() && o.over(*q)
			p = p.Add(2)
			continue
		}
		switch {
		case !o.valid(u, p) && !f.adds(m):
			if whole {
				gap, goals = true, append(goals, part{nil, 1})
			}
			continue
		case f.isNA():
			continue
		}
		goals = append(goals, part{o.goal(u, p, m), 1})
		if !f.adds(m) {
			gap = true
			mute = mute || f != nil && f.v != nil
			continue
		}
		parts = append(parts, part{f, 1})
		out.complete = out.complete && f.have >= f.need && o.over(p)
	}
	out.target = shared(m, goals, true)
	if out.f = o.stack(m, parts, true, cube.OverTime); gap || out.f == nil {
		out.f = &ofig{mute: mute}
	}
	return out
}

func (o *oracle) windowDerived(out oside, u *report.Unit, m *report.Metric, first, last period.Period, whole bool) oside {
	in := map[string]oside{}
	even, mute := true, false
	var one *ofig
	for _, id := range m.Expr.Metrics() {
		s := o.window(u, o.metric(id), first, last, whole)
		in[id] = s
		out.complete = out.complete && s.complete
		mute = mute || s.f != nil && s.f.mute && s.v() == nil
		if s.v() != nil {
			if one == nil {
				one = s.f
			}
			even = even && alike(one, s.f)
		}
	}
	out.f = &ofig{mute: mute}
	if even {
		out.f.v = evaluate(m.Expr, func(id string) *big.Rat { return in[id].v() })
	}
	if one != nil {
		out.f.have, out.f.need = one.have, one.need
	}
	out.target = evaluate(m.Expr, func(id string) *big.Rat { return in[id].target })
	return out
}

// windowGrain: quarters where the unit has no months of the metric.
func (o *oracle) windowGrain(u *report.Unit, m *report.Metric) period.Grain {
	months, quarters := o.seen(u, period.Monthly, 1<<30, m), o.seen(u, period.Quarterly, 1<<30, m)
	switch {
	case m.Kind == report.Derived:
		g := period.Monthly
		for _, id := range m.Expr.Metrics() {
			g = max(g, o.windowGrain(u, o.metric(id)))
		}
		return g
	case m.Kind == report.Ratio && m.Num != "" && !months:
		return max(o.windowGrain(u, o.metric(m.Num)), o.windowGrain(u, o.metric(m.Den)))
	case m.Kind != report.Distinct && !months && quarters:
		return period.Quarterly
	}
	return period.Monthly
}

// windows compares the year to date (whole: the rolling twelve months).
func (o *oracle) windows(u *report.Unit, p period.Period, m *report.Metric, whole bool) (oside, ocomp) {
	g := o.windowGrain(u, m)
	if g > p.Grain() {
		return oside{}, ocomp{refused: cube.Missing}
	}
	last := o.Calendar.Of(g, o.Calendar.Span(p).End-1)
	year := map[period.Grain]int{period.Monthly: 12, period.Quarterly: 4}[g]
	first := o.Calendar.Of(g, o.Calendar.Span(o.Calendar.Of(period.Annual, o.Calendar.Span(p).First)).First)
	if whole {
		first = last.Add(1 - year)
	}
	now, then := o.window(u, m, first, last, whole), o.window(u, m, first.Add(-year), last.Add(-year), whole)
	c := o.judge(u, m, now, then, now.scope || then.scope || o.moved(u, now.span, then.span))
	if now.v() == nil && now.f != nil && now.f.mute {
		c = ocomp{refused: cube.NotStackable}
	}
	return now, c
}
