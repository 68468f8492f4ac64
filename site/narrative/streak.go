package narrative

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trend"
)

// A StreakFact is moves in a row that went one way.
type StreakFact struct {
	Streak trend.Streak
	Pace   trend.Pace
	Steps  []trend.Step  // from the base to the last; not to be changed
	From   period.Period // of the base
}

// at is the period of a step.
func (x *StreakFact) at(k int) period.Period { return x.From.Add(k) }

// A TurnFact is a move that ended a streak.
type TurnFact struct {
	Ended trend.Streak
	Last  trend.Step
}

// A ReversalFact is a rise that was mostly given back at once.
type ReversalFact struct {
	Rise, Fall trend.Step
	Base       num.Num // before the rise
	Given      num.Num // the part of the rise
	At         [3]period.Period
}

// leastStreak is from which length on a streak is told (domain.md §3.4).
func leastStreak(g period.Grain) int {
	if g < period.Monthly {
		return 3
	}
	return 2
}

// moves appends the findings on the last moves of a series.
func (n *Narrator) moves(list findings, unit string, m *report.Metric, p period.Period) findings {
	s, i, first := n.Series(unit, m, p)
	if s == nil {
		return list
	}
	last := s.At(i)
	if manifold(m, last) {
		return list // told as a multiple, by the finding on changes
	}
	f := Finding{Unit: unit, Metric: m, Period: p}
	if d, _ := s.Direction(i); d != 0 {
		f.Favour = last.Change.Sign() * int(m.Direction)
		f.Weight = weigh(n.Limits(m), last.Move)
		f.Usual, _ = s.Usual(i)
	}
	if k := s.Streak(i); k.Length >= leastStreak(p.Grain()) && !anyManifold(s, m, k.Base+1, i) {
		f.Kind, f.Fact = Streaked, StreakFact{k, s.Pace(i, n.paceTolerance()), s.Steps(k.Base, i), first.Add(k.Base)}
		list = append(list, f)
	}
	if k, ok := s.Turn(i); ok && k.Length >= leastStreak(p.Grain()) {
		f.Kind, f.Fact = Turned, TurnFact{k, last}
		list = append(list, f)
	}
	if r, ok := s.Reversal(i); ok {
		f.Kind = Reverted
		f.Fact = ReversalFact{s.At(i - 1), last, s.At(r.Base).Value, r.Given, [3]period.Period{first.Add(r.Base), p.Prev(), p}}
		list = append(list, f)
	}
	return list
}

// anyManifold reports whether one of the moves from i to j is manifold.
func anyManifold(s *trend.Series, m *report.Metric, i, j int) bool {
	for ; i <= j; i++ {
		if manifold(m, s.At(i)) {
			return true
		}
	}
	return false
}

// manifold reports whether a move is told as a multiple, for which sentences on
// moves in a row have no words (domain.md §2.3: from 1,000 % on).
func manifold(m *report.Metric, x trend.Step) bool {
	return !m.Points() && x.Move.Present() && x.Move.Cmp(tenfold) >= 0
}

// listed is how many moves of a streak are listed one by one.
const listed = 3

func (x StreakFact) say(v *Voice, f *Finding, t *told) string {
	m, g, n := f.Metric, f.Period.Grain().String(), len(x.Steps)
	subject, number := v.subject(m, period.Period{})
	table, least := "streak.", ""
	if m.Points() {
		table = "streak_points."
	}
	key := table + map[int]string{+1: "up", -1: "down"}[x.Streak.Sign]
	if x.Streak.AtLeast {
		least = v.T("message.at_least")
	}
	args := []string{"subject", subject, "n", v.Int(number), "least", least,
		"for", v.T("streak_for."+g, "count", v.Count(x.Streak.Length), "n", x.Streak.Length), "nth", v.T("streak_nth."+g, "nth", v.Nth(x.Streak.Length))}
	say := func(k int) string { return t.mark(v.size(m, x.Steps[k].Move), f.Unit, m, x.at(k)) }
	if x.Pace != trend.Steady {
		word := map[trend.Pace]string{trend.Wider: "_wider", trend.Narrower: "_narrower"}[x.Pace]
		args = append(args, "from", say(n-2), "to", say(n-1))
		if x.Streak.AtLeast {
			word += "_least"
		}
		return v.Fill(key+word, args...)
	}
	form := v.sayFormat(m, x.Steps[0].Value, x.Steps[n-1].Value)
	level := func(k int) string { return t.mark(v.Amount(x.Steps[k].Value, m, form), f.Unit, m, x.at(k)) }
	args = append(args, "base", level(0), "in_base", v.in(x.From, f.Period), "actual", level(n-1), "total", x.total(v, m))
	if x.Streak.Length > listed {
		return v.Fill(key+"_long", args...)
	}
	way := map[bool]string{true: "streak_item.up", false: "streak_item.down"}[x.Streak.Sign > 0]
	if m.Points() {
		way = map[bool]string{true: "streak_item.rise", false: "streak_item.fall"}[x.Streak.Sign > 0]
	}
	var items []string
	for k := 1; k < n; k++ {
		items = append(items, v.Fill(way, "x", say(k), "in", v.in(x.at(k), f.Period)))
	}
	return v.Fill(key, append(args, "list", v.join(items, "streak_item.separator", "streak_item.last"))...)
}

// total is the change over a whole streak.
func (x StreakFact) total(v *Voice, m *report.Metric) string {
	first, last := x.Steps[0].Value, x.Steps[len(x.Steps)-1].Value
	if m.Points() {
		return v.SayPoints(last.Sub(first), 1, false)
	}
	return v.SayPercent(last.Sub(first).Abs().Div(first), 1)
}

// in is when something happened: in September, on 30 June.
func (v *Voice) in(p, beside period.Period) string {
	return v.T("in_period."+p.Grain().String(), "period", v.within(p, beside))
}

func (x TurnFact) say(v *Voice, f *Finding, t *told) string {
	m := f.Metric
	key := "message.turn_" + map[int]string{+1: "up", -1: "down"}[x.Ended.Sign]
	least := ""
	if x.Ended.AtLeast {
		least = v.T("message.at_least")
	}
	size := v.size(m, x.Last.Move)
	switch {
	case v.n.Limits(m).Band(x.Last.Move) == trend.Flat:
		key, size = key+"_flat", v.signed(m, x.Last.Move)
	case m.Points():
		key += "_points"
	}
	subject, n := v.subject(m, period.Period{})
	return v.Fill(key, "subject", subject, "n", v.Int(n), "least", least,
		"for", v.T("streak_for."+f.Period.Grain().String(), "count", v.Count(x.Ended.Length), "n", x.Ended.Length),
		"x", t.mark(size, f.Unit, m, f.Period), "in", v.in(f.Period, f.Period))
}

// near is within 2 % of a level (domain.md §3.5).
var near = num.Dec(2, 2)

func (x ReversalFact) say(v *Voice, f *Finding, t *told) string {
	m, key := f.Metric, "message.revert"
	off := x.Fall.Value.Sub(x.Base)
	switch {
	case off.Abs().Cmp(x.Base.Abs().Mul(near)) <= 0:
		key += "_close"
	case off.Sign() < 0:
		key += "_below"
	default:
		key += "_most"
	}
	if m.Points() {
		key += "_points"
	}
	return v.Fill(key, "metric", v.inner(m), "rise", t.mark(v.size(m, x.Rise.Move), f.Unit, m, x.At[1]), "in_rise", v.in(x.At[1], f.Period),
		"fall", t.mark(v.size(m, x.Fall.Move), f.Unit, m, f.Period), "in_fall", v.in(f.Period, f.Period), "base_period", v.within(x.At[0], f.Period),
		"given", v.SayPercent(x.Given, 0))
}
