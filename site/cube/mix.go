package cube

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A Split is the change of a quotient from one period to another, split into
// what changed within its parts and what their mix accounts for (domain.md
// §2.6). With weights w = den / Σ den and rates r = num / den, and R = Σ w·r:
//
//	within = (w⁰ + w¹)/2 · (r¹ − r⁰)
//	mix    = (w¹ − w⁰) · ((r⁰ + r¹)/2 − (R⁰ + R¹)/2)
//
// The sums of both make the change of R exactly. That is arithmetic: it tells
// no cause.
type Split struct {
	Parts         []SplitPart
	Before, After num.Num // R⁰, R¹: fractions, or amounts of a quotient that is no share
	Change        num.Num // After − Before = Within + Mix
	Within, Mix   num.Num // the sums over the parts
	// Composition: the parts taken together moved against the whole, and both
	// moves are beyond the band of what is flat.
	Composition bool
}

// A SplitPart is one part of a quotient: a child unit or a channel.
//
// A part that is there on one side only has no rate on the other, where its
// weight is 0. It is reckoned with its own rate on both sides, so that it
// brings nothing but mix; since whatever has no weight adds nothing to R, the
// sums stay exact. A part whose denominator is 0 on a side counts as not there.
type SplitPart struct {
	Unit                      string // the child unit; "" of a channel
	Name                      string // the channel; "" of a unit
	RateBefore, RateAfter     num.Num
	WeightBefore, WeightAfter num.Num // shares of the whole's denominator
	Within, Mix               num.Num
	New, Ended                bool // there on one side only
}

// fraction is a part's numerator and denominator; both absent: not there.
type fraction struct{ num, den num.Num }

// splitRow is a part as it goes into a split.
type splitRow struct {
	unit, name    string
	before, after fraction
}

// RatioSplit splits the change of a quotient or weighted mean of a unit from
// base to p by child units. There is none unless both figures are complete and
// comparable, no unit moved into or out of the tree between them, and the
// children are at least two and add up to the unit's own numerator and
// denominator on both sides.
func (c *Cube) RatioSplit(unit, metric string, p, base period.Period) (Split, bool) {
	mt := c.Metric(metric)
	if mt == nil || mt.Kind != report.Ratio && mt.Kind != report.WMean {
		return Split{}, false
	}
	a, b := c.Figure(unit, metric, p), c.Figure(unit, metric, base)
	if !a.Complete || !b.Complete || a.Incomparable || b.Incomparable || c.moved(c.byUnit[unit], c.cal.Span(base), c.cal.Span(p)) {
		return Split{}, false
	}
	children := c.units[c.byUnit[unit]].children
	if len(children) < 2 {
		return Split{}, false
	}
	rows, now, then := make([]splitRow, len(children)), c.cal.Span(p), c.cal.Span(base)
	for i, ch := range children {
		rows[i] = splitRow{unit: c.units[ch].ID, before: c.fraction(ch, unit, metric, base, then), after: c.fraction(ch, unit, metric, p, now)}
	}
	s, ok := split(rows, fraction{b.Num, b.Den}, fraction{a.Num, a.Den})
	s.Composition = ok && s.against(c.flat(mt, s.Before))
	return s, ok
}

// fraction is the numerator and denominator of a child of a unit in a period of
// some days; none if it is not its child then.
func (c *Cube) fraction(child int, unit, metric string, p period.Period, span period.Span) fraction {
	if !c.childOf(child, unit, span) {
		return fraction{}
	}
	f := c.Look(c.units[child].ID, metric, p)
	return fraction{f.Num, f.Den}
}

// split splits the change of a whole that its rows must add up to.
func split(rows []splitRow, before, after fraction) (Split, bool) {
	s := Split{Before: before.num.Div(before.den), After: after.num.Div(after.den), Within: num.Zero(), Parts: make([]SplitPart, 0, len(rows))}
	if !addUp(rows, before, func(r splitRow) fraction { return r.before }) || !addUp(rows, after, func(r splitRow) fraction { return r.after }) {
		return Split{}, false
	}
	s.Change = s.After.Sub(s.Before)
	middle := s.Before.Add(s.After).Div(num.Int(2))
	for _, r := range rows {
		x := SplitPart{Unit: r.unit, Name: r.name, RateBefore: r.before.num.Div(r.before.den), RateAfter: r.after.num.Div(r.after.den)}
		x.New, x.Ended = !x.RateBefore.Present(), !x.RateAfter.Present()
		if x.New && x.Ended {
			continue
		}
		x.WeightBefore, x.WeightAfter = r.before.den.Or(num.Zero()).Div(before.den), r.after.den.Or(num.Zero()).Div(after.den)
		x.weigh(middle)
		s.Within = s.Within.Add(x.Within)
		s.Parts = append(s.Parts, x)
	}
	s.Mix = s.Change.Sub(s.Within)
	return s, len(s.Parts) > 1
}

// addUp reports whether the rows make up a whole whose denominator is above 0:
// none has half of its parts, a denominator below 0, or a numerator over 0.
func addUp(rows []splitRow, whole fraction, side func(splitRow) fraction) bool {
	above, below := num.Zero(), num.Zero()
	for _, r := range rows {
		f := side(r)
		if !f.num.Present() && !f.den.Present() {
			continue
		}
		if f.den.Sign() < 0 || f.den.IsZero() && !f.num.IsZero() {
			return false
		}
		above, below = above.Add(f.num), below.Add(f.den) // absent from here on if half a part is
	}
	return whole.den.Sign() > 0 && whole.num.Present() && above.Equal(whole.num) && below.Equal(whole.den)
}

// weigh works out what changed within a part, and what its weight accounts for.
func (x *SplitPart) weigh(middle num.Num) {
	r0, r1, half := x.RateBefore.Or(x.RateAfter), x.RateAfter.Or(x.RateBefore), num.Dec(5, 1)
	x.Within = x.WeightBefore.Add(x.WeightAfter).Mul(half).Mul(r1.Sub(r0))
	x.Mix = x.WeightAfter.Sub(x.WeightBefore).Mul(r0.Add(r1).Mul(half).Sub(middle))
}

// against reports whether what changed within the parts has the other sign
// than the whole's change, and neither is flat.
func (s *Split) against(flat num.Num) bool {
	return s.Within.Sign()*s.Change.Sign() < 0 && s.Within.Abs().Cmp(flat) >= 0 && s.Change.Abs().Cmp(flat) >= 0
}

// flat is the size from which on a change of a metric is no longer flat
// (domain.md §3.3): of a share in points, of anything else a part of its base.
func (c *Cube) flat(m *report.Metric, base num.Num) num.Num {
	bands := c.Archive.Bands
	if m != nil && m.Bands != nil {
		bands = *m.Bands
	}
	if m == nil || m.Points() {
		return bands.Points[0].Or(num.Dec(5, 3))
	}
	return bands.Pct[0].Or(num.Dec(1, 2)).Mul(base.Abs())
}
