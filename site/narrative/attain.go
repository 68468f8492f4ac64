package narrative

import (
	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// An AttainmentFact is a figure beside its target. With Lead the sentence names
// the period, too, since a text begins with it.
type AttainmentFact struct {
	Figure   cube.Figure
	Attained cube.Attainment
	Lead     bool
}

// attained is the finding on a figure and its target; none without a target,
// unless it leads.
func (n *Narrator) attained(unit string, m *report.Metric, p period.Period, lead bool) (Finding, bool) {
	x := AttainmentFact{n.cube.Figure(unit, m.ID, p), n.cube.Attainment(unit, m.ID, p), lead}
	if !x.Figure.Actual.Present() || !lead && !x.Attained.Gap.Present() {
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
	form := v.sayFormat(m, x.Figure.Actual, x.Figure.Target)
	actual := t.mark(v.Amount(x.Figure.Actual, m, form), f.Unit, m, f.Period)
	target := v.Amount(x.Figure.Target, m, form)
	switch whole, aimed := x.Figure.Complete, x.Figure.Target.Present(); {
	case !whole && !aimed:
		return v.T("message.so_far", "subject", subject, "actual", actual, "n", n)
	case !whole:
		return v.T("message.so_far_target", "subject", subject, "actual", actual, "target", target, "n", n)
	case !aimed:
		return v.T("message.value", "subject", subject, "actual", actual, "n", n)
	}
	gap := v.SayChange(a.Gap, v.gapFormat(a.Gap, m, form), false)
	points := v.SayPoints(a.Rate.Sub(num.Int(1)), 1, false)
	rate := t.mark(v.SayAttainment(a.Rate, a.Met, 1), f.Unit, m, f.Period)
	return v.T(attainmentKey(m, a), "subject", subject, "actual", actual, "target", target, "gap", gap, "points", points, "rate", rate, "n", n)
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
	Level      string // of the parts; "unit" if they are of several
}

// counted is the finding on the parts of a unit, if each of them, two or more,
// has a complete figure and target.
func (n *Narrator) counted(unit string, m *report.Metric, p period.Period) (Finding, bool) {
	x := CountFact{}
	for _, c := range n.cube.Children(unit, n.cal.Span(p)) {
		a := n.cube.Attainment(c, m.ID, p)
		if !a.Known {
			return Finding{}, false
		}
		level := "unit"
		if u := n.archive.Unit(c); u != nil && u.Level != "" {
			level = u.Level
		}
		if x.Of > 0 && x.Level != level {
			level = "unit"
		}
		x.Level = level
		if x.Of++; !a.Met {
			x.Missed++
		}
	}
	f := Finding{Kind: Counted, Unit: unit, Metric: m, Period: p, Fact: x, Favour: +1}
	if x.Missed > 0 {
		f.Favour = -1
	}
	return f, x.Of >= 2
}

func (x CountFact) say(v *Voice, f *Finding, t *told) string {
	many := v.T("counted."+x.Level, "n", x.Of)
	if x.Missed == 0 {
		return v.T("message.count_none", "many", many, "n", x.Of)
	}
	return v.T("message.count", "missed", v.T("counted_few."+x.Level, "n", x.Missed), "many", many, "n", x.Missed)
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
		last = v.midway(v.Period(v.cal, x.Last), x.Last)
	}
	out := v.T(key, "unit", v.UnitName(x.Part), "missed", v.Int(x.Missed), "known", v.T("n."+x.To.Grain().String(), "n", x.Known), "n", x.Known,
		"run", v.Int(x.Run), "first", v.within(x.First, x.To), "last", last)
	if x.Others > 0 {
		out += v.T("page.gap") + v.T("message.misses_others", "n", x.Others)
	}
	return out
}
