package narrative

import (
	"slices"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// An AttainmentFact is a figure beside its target. With Lead the sentence names
// the period, too, since a text begins with it.
type AttainmentFact struct {
	Actual, Target num.Num
	Complete       bool // the figure is
	Attained       cube.Attainment
	Lead           bool
}

// attained is the finding on a figure and its target; none without a target,
// unless it leads.
func (n *Narrator) attained(unit string, m *report.Metric, p period.Period, lead bool) (Finding, bool) {
	figure := n.cube.Figure(unit, m.ID, p)
	x := AttainmentFact{figure.Actual, figure.Target, figure.Complete, n.cube.Attainment(unit, m.ID, p), lead}
	if !x.Actual.Present() || !lead && !x.Attained.Gap.Present() {
		return Finding{}, false
	}
	f := Finding{Kind: Attained, Unit: unit, Metric: m, Period: p, Fact: x}
	if x.Attained.Known {
		f.Favour, f.Weight = -1, n.Short(m, x.Attained)
		if x.Attained.Met {
			f.Favour = +1
		}
	}
	return f, true
}

func (x AttainmentFact) say(v *Voice, f *Finding, t *told) string {
	m, a := f.Metric, x.Attained
	about := period.Period{}
	if x.Lead {
		about = f.Period
	}
	subject, n := v.subject(m, about)
	form := v.sayFormat(m, x.Actual, x.Target)
	actual := t.mark(v.Amount(x.Actual, m, form), f.Unit, m, f.Period)
	target := v.Amount(x.Target, m, form)
	switch whole, aimed := x.Complete, x.Target.Present(); {
	case !whole && !aimed:
		return v.Fill("message.so_far", "subject", subject, "actual", actual, "n", v.Int(n))
	case !whole:
		return v.Fill("message.so_far_target", "subject", subject, "actual", actual, "target", target, "n", v.Int(n))
	case !aimed:
		return v.Fill("message.value", "subject", subject, "actual", actual, "n", v.Int(n))
	}
	gap := v.SayChange(a.Gap, v.gapFormat(a.Gap, m, form), false)
	points := v.SayPoints(a.Rate.Sub(num.Int(1)), 1, false)
	rate := t.mark(v.SayAttainment(a.Rate, a.Met, 1), f.Unit, m, f.Period)
	return v.Fill(attainmentKey(m, a), "subject", subject, "actual", actual, "target", target, "gap", gap, "points", points, "rate", rate, "n", v.Int(n))
}

// attainmentKey is the sentence that fits an attainment.
func attainmentKey(m *report.Metric, a cube.Attainment) string {
	side := a.Gap.Sign() + 1
	switch {
	case !a.Known:
		return "message.beside_target"
	case m.Direction == report.Down:
		return "message.att_lower_" + [...]string{"below", "exact", "above"}[side]
	case !a.Rate.Present() || a.Rate.Sign() < 0: // a loss is no part of a target
		return "message.att_ratio_" + [...]string{"below", "exact", "above"}[side]
	}
	return "message.att_" + [...]string{"miss", "exact", "met"}[side]
}

// A CountFact is how many of a unit's parts missed their target.
type CountFact struct {
	Missed, Of int
	Level      string   // of the parts; "unit" if they are of several
	Who        []Missed // those that missed, if they are two at most and may be named
}

// A Missed is a part that missed its target.
type Missed struct {
	Unit     string
	Attained cube.Attainment
}

// Counted is the finding on the parts of a unit, if each of them, two or more,
// has a complete figure and target.
func (n *Narrator) Counted(unit string, m *report.Metric, p period.Period) (Finding, bool) {
	x := CountFact{}
	for _, c := range n.cube.Children(unit, n.cal.Span(p)) {
		a := n.cube.Attainment(c, m.ID, p)
		if !a.Known {
			return Finding{}, false
		}
		level := "unit"
		if u := n.unit(c); u != nil && u.Level != "" {
			level = u.Level
		}
		if x.Of > 0 && x.Level != level {
			level = "unit"
		}
		x.Level = level
		if x.Of++; !a.Met {
			x.Missed++
			x.Who = append(x.Who, Missed{c, a})
		}
	}
	if len(x.Who) > 2 || slices.ContainsFunc(x.Who, func(w Missed) bool { return !n.Ranks(w.Unit) }) {
		x.Who = nil
	}
	f := Finding{Kind: Counted, Unit: unit, Metric: m, Period: p, Fact: x, Favour: +1}
	if x.Missed > 0 {
		f.Favour = -1
	}
	return f, x.Of >= 2
}

func (x CountFact) say(v *Voice, f *Finding, t *told) string {
	many, plural := v.T("counted."+x.Level, "n", x.Of), x.Missed
	if x.Level == report.Individual {
		plural = 2 // people are they, be it one
	}
	who := ""
	for i, w := range x.Who {
		if i > 0 {
			who += v.T("message.and_list")
		}
		who += v.Fill("message.who", "unit", v.UnitName(w.Unit), "attained", t.mark(v.attained(w.Attained), w.Unit, f.Metric, f.Period))
	}
	if who != "" {
		who = v.Fill("message.whom", "list", who)
	}
	switch {
	case x.Missed == 0 && x.Of == 2:
		return v.Fill("message.count_both", "many", v.T("counted_both."+x.Level))
	case x.Missed == 0:
		return v.Fill("message.count_none", "many", many)
	case x.Missed == x.Of && x.Of == 2:
		return v.Fill("message.count_neither", "many", v.T("counted_both."+x.Level), "who", who)
	case x.Missed == x.Of:
		return v.Fill("message.count_all", "many", many, "who", who)
	}
	return v.T("message.count", "missed", v.T("counted_few."+x.Level, "n", x.Missed), "many", many, "who", who, "n", plural)
}

// attained is an attainment in short: its rate, else its gap in points.
func (v *Voice) attained(a cube.Attainment) string {
	if a.Rate.Present() {
		return v.SayAttainment(a.Rate, a.Met, 1)
	}
	return v.SayPoints(a.Gap, 1, true)
}

// A TargetsFact is that the targets of a unit's parts do not add up to its own.
type TargetsFact struct {
	Target, Sum num.Num
	Level       string
}

// targetGap is from which part of a target on it is said that those of the parts
// add up to something else.
var targetGap = num.Dec(1, 2)

// stretched is the finding on a target and those of the parts, of a metric that
// adds up, where each of them has one.
func (n *Narrator) stretched(unit string, m *report.Metric, p period.Period, level string) (Finding, bool) {
	x := TargetsFact{Target: n.cube.Figure(unit, m.ID, p).Target, Sum: num.Zero(), Level: level}
	for _, c := range n.cube.Children(unit, n.cal.Span(p)) {
		x.Sum = x.Sum.Add(n.cube.Figure(c, m.ID, p).Target)
	}
	f := Finding{Kind: Counted, Unit: unit, Metric: m, Period: p, Fact: x}
	ok := m.Kind == report.Flow && x.Target.Sign() > 0 && x.Sum.Present() && x.Sum.Sub(x.Target).Abs().Cmp(x.Target.Mul(targetGap)) > 0
	return f, ok
}

func (x TargetsFact) say(v *Voice, f *Finding, t *told) string {
	gap := x.Sum.Sub(x.Target)
	form := v.sayFormat(f.Metric, x.Sum, x.Target)
	key := map[bool]string{true: "message.targets_more", false: "message.targets_less"}[gap.Sign() > 0]
	return v.Fill(key, "parts", v.T("counted_parts."+x.Level), "sum", v.Amount(x.Sum, f.Metric, form),
		"gap", v.SayChange(gap, v.gapFormat(gap, f.Metric, form), false), "target", t.mark(v.Amount(x.Target, f.Metric, form), f.Unit, f.Metric, f.Period))
}

// An AimFact is the target of a period that has no figure yet.
type AimFact struct {
	Target num.Num
	Base   cube.Figure // of the year before
	Begun  bool        // the period is under way
}

// Aimed is the finding on the target of a period without a figure that is not over.
func (n *Narrator) Aimed(unit string, m *report.Metric, p period.Period) (Finding, bool) {
	f := n.cube.Figure(unit, m.ID, p)
	x := AimFact{Target: f.Target, Begun: n.cal.Span(p).First <= n.cube.AsOf()}
	base, ok := n.cal.YearAgo(p)
	if g := n.cube.Figure(unit, m.ID, base); ok && g.Complete && !g.Clipped && !g.Incomparable {
		x.Base = g
	}
	return Finding{Kind: Attained, Unit: unit, Metric: m, Period: p, Fact: x}, f.Target.Present() && !f.Actual.Present() && !f.Over
}

func (x AimFact) say(v *Voice, f *Finding, t *told) string {
	m := f.Metric
	form := v.sayFormat(m, x.Target, x.Base.Actual)
	name := v.Fill("subject.period", "period", v.midway(v.brief(f.Period), f.Period), "metric", v.words(m).inner)
	target := t.mark(v.Amount(x.Target, m, form), f.Unit, m, f.Period)
	state := "message.aim_ahead"
	if x.Begun {
		state = "message.aim_begun"
	}
	state = v.Fill(state, "period", v.Capital(v.Period(f.Period)))
	if x.Base.Actual.Sign() <= 0 || x.Target.Sign() <= 0 {
		return v.Fill("message.aim", "subject", name, "target", target, "state", state)
	}
	rate := x.Target.Sub(x.Base.Actual).Div(x.Base.Actual)
	key := [...]string{"message.aim_below", "message.aim_same", "message.aim_above"}[rate.Sign()+1]
	size := v.SayPercent(rate.Abs(), 1)
	if m.Points() {
		size = v.SayPoints(x.Target.Sub(x.Base.Actual), 1, false)
	}
	base, _ := v.cal.YearAgo(f.Period)
	return v.Fill(key, "subject", name, "target", target, "x", size, "base", t.mark(v.Amount(x.Base.Actual, m, form), f.Unit, m, base), "state", state)
}

// A MissesFact is which part of a unit missed its target most often.
type MissesFact struct {
	Part          string
	Missed, Known int
	First, Last   period.Period // of the longest run of misses
	Run           int
	From, To      period.Period // that were looked at
	Others        int           // parts that missed as often
}

// Missed is the finding on the parts of a unit over a run of periods: the one,
// the first of the tree, that missed its target most often; of people none. Periods without a
// complete figure and a target count for nothing and end a run.
func (n *Narrator) Missed(unit string, m *report.Metric, run []period.Period) (Finding, bool) {
	var worst MissesFact
	span := period.Span{First: n.cal.Span(run[0]).First, End: n.cal.Span(run[len(run)-1]).End}
	for _, c := range n.cube.Children(unit, span) {
		if !n.Ranks(c) {
			return Finding{}, false
		}
		x := n.misses(c, m, run)
		switch {
		case x.Missed > worst.Missed:
			worst = x
		case x.Missed == worst.Missed && x.Missed > 0:
			worst.Others++
		}
	}
	worst.From, worst.To = run[0], run[len(run)-1]
	return Finding{Kind: Counted, Unit: unit, Metric: m, Period: run[len(run)-1], Fact: worst, Favour: -1}, worst.Missed > 0
}

func (n *Narrator) misses(unit string, m *report.Metric, run []period.Period) MissesFact {
	x, length := MissesFact{Part: unit}, 0
	for _, p := range run {
		a := n.cube.Attainment(unit, m.ID, p)
		if a.Known {
			x.Known++
		}
		if !a.Known || a.Met {
			length = 0
			continue
		}
		x.Missed++
		if length++; length > x.Run {
			x.Run, x.First, x.Last = length, p.Add(1-length), p
		}
	}
	return x
}

func (x MissesFact) say(v *Voice, f *Finding, t *told) string {
	key := "message.misses"
	if x.Run > 1 {
		key = "message.misses_run"
	}
	last := v.within(x.Last, x.To)
	if v.cal.Of(period.Annual, v.cal.Span(x.First).First) != v.cal.Of(period.Annual, v.cal.Span(x.Last).First) {
		last = v.midway(v.Period(x.Last), x.Last)
	}
	out := v.T(key, "unit", v.UnitName(x.Part), "missed", v.Int(x.Missed), "known", v.T("n."+x.To.Grain().String(), "n", x.Known), "n", x.Known,
		"run", v.Int(x.Run), "first", v.within(x.First, x.To), "last", last)
	if x.Others > 0 {
		out += v.T("page.gap") + v.T("message.misses_others", "n", x.Others)
	}
	return out
}

// valued is the finding on a figure that there is nothing to hold against. One
// below zero is unfavourable if it should be above.
func (n *Narrator) valued(unit string, m *report.Metric, p period.Period, figure cube.Figure) Finding {
	f := Finding{Kind: Valued, Unit: unit, Metric: m, Period: p, Fact: AttainmentFact{Actual: figure.Actual, Target: figure.Target, Complete: figure.Complete}, Weight: Weight{-1, figure.Actual.Abs()}}
	if figure.Actual.Sign() < 0 && m.Direction == report.Up {
		f.Favour = -1
	}
	return f
}
