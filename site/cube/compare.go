package cube

import (
	"math"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A Refusal is the reason why a comparison is not made; "" if it is.
type Refusal string

// The refusals, in the order in which the first that applies is given
// (settled.md 11). Before ZeroBase a comparison has neither change nor rate;
// from it on only the rate is missing.
const (
	NotStackable    Refusal = "not-stackable"
	Missing         Refusal = "missing"
	Partial         Refusal = "partial"
	CalendarChanged Refusal = "calendar-changed"
	ScopeChanged    Refusal = "scope-changed"
	ZeroBase        Refusal = "zero-base"
	SignChange      Refusal = "sign-change"
	TinyBase        Refusal = "tiny-base"
	SmallSample     Refusal = "small-sample"
)

// A Comparison is a figure beside its base.
type Comparison struct {
	Period  period.Period // the base's
	Base    num.Num
	Change  num.Num // actual − base; of a metric in percent a fraction, printed in points
	Rate    num.Num // change / base; absent for a metric in percent
	Refused Refusal
	// Favourable is +1, −1 or 0: the change's sign times the metric's direction.
	Favourable int
	// LikeForLike: the base is the one that the report gives on the new scope.
	LikeForLike bool
}

// side is one side of a comparison: a figure, or a window of figures.
type side struct {
	value       num.Num
	den         num.Num
	num         num.Num
	complete    bool
	unstackable bool
	span        period.Span
}

func sideOf(f *Figure, span period.Span) side {
	return side{value: f.Actual, den: f.Den, num: f.Num, complete: f.Complete && !f.Incomparable, unstackable: f.Unstackable && !f.Actual.Present(), span: span}
}

// Previous compares with the period before. That of a year is the year before.
func (c *Cube) Previous(unit, metric string, p period.Period) Comparison {
	return c.remembered(unit, metric, p, knowsPrevious)
}

// YearAgo compares with the same period of the year before; week 53 with the
// week 364 days earlier.
func (c *Cube) YearAgo(unit, metric string, p period.Period) Comparison {
	return c.remembered(unit, metric, p, knowsYear)
}

// remembered is the comparison with the year before or, for knowsPrevious, with
// the period before, from memory if there is one and it knows.
func (c *Cube) remembered(unit, metric string, p period.Period, which uint8) Comparison {
	c.reads.Figures(unit)
	u, m, ok := c.place(unit, metric)
	if !ok {
		return Comparison{Refused: Missing}
	}
	if c.memory == nil {
		return c.usual(u, m, p, which)
	}
	a := c.memory.answer(u, m, p)
	out := &a.previous
	if which == knowsYear {
		out = &a.year
	}
	if a.known&which == 0 {
		x := c.usual(u, m, p, which)
		*out = x
		a.known |= which
	}
	return *out
}

func (c *Cube) usual(u, m int, p period.Period, which uint8) Comparison {
	if which == knowsPrevious {
		return c.against(u, m, p, p.Prev(), true, p.Grain() == period.Annual)
	}
	q, ok := c.cal.YearAgo(p)
	return c.against(u, m, p, q, ok, true)
}

// Against compares a figure with that of any period of the same grain.
func (c *Cube) Against(unit, metric string, p, base period.Period) Comparison {
	c.reads.Figures(unit)
	u, m, ok := c.place(unit, metric)
	if !ok {
		return Comparison{Refused: Missing}
	}
	return c.against(u, m, p, base, p.Grain() == base.Grain(), false)
}

// Course tells the figures of the periods from first to last one after the other,
// each with its comparison with the period before. Neither is to be changed or
// kept. It takes far less than asking for each.
func (c *Cube) Course(unit, metric string, first, last period.Period, tell func(period.Period, *Figure, *Comparison)) {
	c.reads.Figures(unit)
	u, m, ok := c.place(unit, metric)
	var cur, base Figure
	out := Comparison{Refused: Missing}
	if ok {
		cur = c.figure(u, m, first.Prev())
	}
	for p := first; p.Sub(last) <= 0; p = p.Next() {
		if ok {
			base, cur = cur, c.figure(u, m, p)
			out = c.beside(u, m, p, p.Prev(), &cur, &base, p.Grain() == period.Annual)
		}
		tell(p, &cur, &out)
	}
}

func (c *Cube) against(u, m int, p, q period.Period, ok, year bool) Comparison {
	var room [2]Figure
	cur, base := c.look(u, m, p, &room[0]), &room[1]
	if ok {
		base = c.look(u, m, q, base)
	}
	out := c.beside(u, m, p, q, cur, base, year)
	if !ok {
		out.Period = period.Period{}
	}
	return out
}

// beside is a figure beside its base; year: like for like, where the report has
// that.
func (c *Cube) beside(u, m int, p, q period.Period, cur, base *Figure, year bool) Comparison {
	out := Comparison{Period: q}
	a, b := sideOf(cur, c.span(p, c.time.at(p))), sideOf(base, c.span(q, c.time.at(q)))
	scope := cur.Clipped || base.Clipped || base.Incomparable || cur.Incomparable || c.moved(u, b.span, a.span)
	a.complete, b.complete = cur.Complete, base.Complete
	if year && scope && cur.Entry != nil && cur.Entry.Stated.Terms().LikeForLike.Present() {
		b = side{value: cur.Entry.Stated.Terms().LikeForLike, complete: true, span: b.span}
		scope, out.LikeForLike = false, true
	}
	c.judge(&out, u, m, a, b, scope)
	return out
}

// moved reports whether a unit moved into or out of u's tree between the
// beginning of one span and the end of a later one.
func (c *Cube) moved(u int, base, cur period.Span) bool {
	if base.First > cur.First {
		base, cur = cur, base
	}
	for _, d := range c.units[u].moves {
		if base.First < d && d < cur.End {
			return true
		}
	}
	return false
}

// judge fills in a comparison of two sides, or why it is refused.
func (c *Cube) judge(out *Comparison, u, m int, a, b side, scope bool) {
	mt := &c.metrics[m]
	out.Base = b.value
	switch {
	case a.unstackable || b.unstackable:
		out.Refused = NotStackable
	case !a.value.Present() || !b.value.Present():
		out.Refused = Missing
	case !a.complete || !b.complete:
		out.Refused = Partial
	case scope:
		out.Refused = ScopeChanged
	default:
		out.Change = a.value.Sub(b.value)
		out.Favourable = out.Change.Sign() * int(mt.Direction)
		out.Refused = c.unfit(u, mt, a, b)
		if out.Refused == "" && !mt.Points() {
			out.Rate = out.Change.Div(b.value)
		}
	}
}

// unfit tells why a rate of change would mislead, though the change is true.
func (c *Cube) unfit(u int, mt *metric, a, b side) Refusal {
	switch {
	case mt.Points():
	case b.value.IsZero():
		return ZeroBase
	case b.value.Sign() < 0 || a.value.Sign() < 0:
		return SignChange
	case c.tiny(u, mt, b):
		return TinyBase
	}
	if c.small(mt, a) || c.small(mt, b) {
		return SmallSample
	}
	return ""
}

// tiny reports whether a base is too small for a rate: below the metric's
// min_base; by default, for counts below 5, for money below 1 % of the mean
// absolute value of the twelve periods that end with it, if all are there.
func (c *Cube) tiny(u int, mt *metric, b side) bool {
	abs := b.value.Abs()
	switch {
	case mt.MinBase.Present():
		return abs.Cmp(mt.MinBase) < 0
	case mt.Unit == report.Count:
		return abs.Cmp(num.Int(5)) < 0
	case mt.Unit != report.Money:
		return false
	}
	grain := c.grainOf(b.span)
	if grain == 0 {
		return false
	}
	if most := c.series(u, mt.index, grain).most; most.Present() && abs.Mul(num.Int(100)).Cmp(most) >= 0 {
		return false // not of the greatest of all, and so not of any twelve
	}
	p, sum := c.cal.Of(grain, b.span.First), num.Zero()
	for i := range 12 {
		a := c.actual(u, mt.index, p.Add(-i))
		if !a.Present() {
			return false
		}
		sum = sum.Add(a.Abs())
	}
	return abs.Mul(num.Int(1200)).Cmp(sum) < 0
}

// grainOf is the grain whose period a span is; 0 if it is none.
func (c *Cube) grainOf(s period.Span) period.Grain {
	var g period.Grain
	switch n := s.Len(); {
	case n == 1:
		return period.Daily
	case n == 7:
		g = period.Weekly
	case n >= 28 && n <= 31:
		g = period.Monthly
	case n >= 89 && n <= 92:
		g = period.Quarterly
	case n == 365 || n == 366:
		g = period.Annual
	default:
		return 0
	}
	if c.cal.Span(c.cal.Of(g, s.First)) != s {
		return 0
	}
	return g
}

// small reports whether a share of counts has too few cases to be compared
// (domain.md §2.3, settled.md 10): fewer than min_den, 30 by default.
func (c *Cube) small(mt *metric, s side) bool {
	if mt.Kind != report.Ratio || !mt.Points() || !s.den.Present() {
		return false
	}
	if mt.num >= 0 && (c.metrics[mt.num].Unit != report.Count || c.metrics[mt.den].Unit != report.Count) {
		return false
	}
	if mt.num < 0 && !(s.num.Equal(s.num.Round(0)) && s.den.Equal(s.den.Round(0))) {
		return false
	}
	return s.den.Cmp(mt.MinDen.Or(num.Int(30))) < 0
}

// An Attainment is a figure beside its target; domain.md §2.4.
type Attainment struct {
	Rate  num.Num // actual / target, 1 is 100 %; absent for a metric in percent
	Gap   num.Num // actual − target
	Met   bool
	Known bool // both are complete, and the metric has a favourable side
}

// Attainment compares a figure with its target. It is empty unless both are
// complete.
func (c *Cube) Attainment(unit, metric string, p period.Period) Attainment {
	c.reads.Figures(unit)
	u, m, ok := c.place(unit, metric)
	if !ok {
		return Attainment{}
	}
	mt := c.metrics[m].Metric
	if c.memory == nil {
		var f Figure
		return attain(mt, c.look(u, m, p, &f))
	}
	a := c.memory.answer(u, m, p)
	if a.known&knowsAttained == 0 {
		a.attained = attain(mt, c.look(u, m, p, nil))
		a.known |= knowsAttained
	}
	return a.attained
}

// attain: higher is better A/T; lower is better 2 − A/T, or T/A where the
// metric says reciprocal; no rate where the target is not positive.
func attain(m *report.Metric, f *Figure) Attainment {
	if !f.Complete || !f.Target.Present() {
		return Attainment{}
	}
	at := Attainment{Gap: f.Actual.Sub(f.Target), Known: m.Direction != report.Neutral}
	at.Met = at.Known && at.Gap.Sign()*int(m.Direction) >= 0
	if !at.Known || f.Target.Sign() <= 0 || m.Points() && m.Attain != "quotient" {
		return at
	}
	q := f.Actual.Div(f.Target)
	switch {
	case m.Direction == report.Up:
		at.Rate = q
	case m.Attain == "reciprocal":
		at.Rate = f.Target.Div(f.Actual)
	default:
		at.Rate = num.Int(2).Sub(q)
	}
	return at
}

// CAGR is the compound annual growth rate (after/before)^(1/years) − 1. It is
// refused unless both values are positive and there are at least two whole
// years. Being a root it is a float: it is printed, never reckoned with.
func CAGR(before, after num.Num, years int) (rate float64, ok bool) {
	if before.Sign() <= 0 || after.Sign() <= 0 || years < 2 {
		return 0, false
	}
	return math.Pow(after.Div(before).Float(), 1/float64(years)) - 1, true
}
