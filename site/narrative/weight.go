package narrative

import (
	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/report"
	"almanac/site/trend"
)

// A Weight is how far something is from what it should be: rates and points
// are told apart by the band that each is in on its own scale, and within a band
// by their size as a part of what is a surge on that scale.
type Weight struct {
	Band trend.Band // −1: nothing that can be held against a band
	Size num.Num
}

// weigh is the weight of a move on a scale.
func weigh(limits trend.Limits, x num.Num) Weight {
	return Weight{limits.Band(x), x.Abs().Div(limits[3])}
}

// Cmp is −1, 0 or +1 as a is lighter than, as heavy as, or heavier than b.
func (a Weight) Cmp(b Weight) int {
	switch {
	case a.Band < b.Band:
		return -1
	case a.Band > b.Band:
		return +1
	}
	return a.Size.Or(num.Zero()).Cmp(b.Size.Or(num.Zero()))
}

// Short is the weight of a missed target: by its rate or, where it has none, by
// the gap in points; an amount without a rate is lighter than either.
func (n *Narrator) Short(m *report.Metric, a cube.Attainment) Weight {
	switch {
	case a.Rate.Present():
		return weigh(n.LimitsOn(m, false), a.Rate.Sub(num.Int(1)))
	case m.Points():
		return weigh(n.LimitsOn(m, true), a.Gap)
	}
	return Weight{-1, a.Gap.Abs()}
}

// Heft is the weight of a change.
func (n *Narrator) Heft(m *report.Metric, c cube.Comparison) Weight {
	x := move(m, c.Refused != "", c.Rate, c.Change)
	if !x.Present() {
		return Weight{-1, c.Change.Abs()}
	}
	return weigh(n.Limits(m), x)
}

// few is the number of things from which on a change of a count is told before
// that of a smaller one.
var few = num.Int(30)

// Few reports whether a change is one of a handful: of a count whose base is
// below 30, of which chance alone may make much.
func (f *Finding) Few() bool {
	if f.Metric == nil || f.Metric.Unit != report.Count {
		return false
	}
	small := func(c cube.Comparison) bool { return !tells(c) || c.Base.Cmp(few) < 0 }
	switch x := f.Fact.(type) {
	case ChangeFact:
		return small(x.Previous) && small(x.Year)
	case StreakFact:
		return x.Steps[len(x.Steps)-2].Value.Cmp(few) < 0
	case TurnFact:
		return x.Last.Value.Sub(x.Last.Change).Cmp(few) < 0
	case ReversalFact:
		return x.Rise.Value.Cmp(few) < 0
	}
	return false
}

// score is that of domain.md §3.2, in hundredths: 40 for the headline metric,
// up to 30 for a gap of 20 % to the target, up to 20 for the band of a change,
// 15 for a record, up to 10 for a streak of six, 15 for what is unfavourable and
// 10 for a turning point.
func (n *Narrator) score(f *Finding) int {
	s := 0
	if f.Metric != nil && f.Metric.ID == n.head {
		s += 4000
	}
	if a, ok := f.Fact.(AttainmentFact); ok {
		s += gapScore(a.Attained)
	}
	if f.Kind != Attained && f.Weight.Band > 0 {
		s += 500 * int(f.Weight.Band)
	}
	switch x := f.Fact.(type) {
	case RecordFact:
		s += 1500
	case StreakFact:
		s += 1000 * min(x.Streak.Length, 6) / 6
	case TurnFact:
		s += 1000
	}
	if f.Favour < 0 {
		s += 1500
	}
	return s
}

// gapScore is 30 points for a gap of 20 % (20 points for a percentage) or more.
func gapScore(a cube.Attainment) int {
	gap := a.Gap
	if a.Rate.Present() {
		gap = a.Rate.Sub(num.Int(1))
	}
	if !gap.Present() || !a.Known {
		return 0
	}
	return int(3000 * min(1, gap.Abs().Float()/0.2))
}
