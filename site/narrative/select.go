package narrative

import (
	"cmp"
	"slices"

	"almanac/site/cube"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trend"
)

// Findings lists all that may be said of a unit in a period, in the order in
// which it is read. A streak, a turn or a reversal tells the change on the
// period before, which the finding on changes then leaves out.
func (n *Narrator) Findings(unit string, p period.Period) []Finding {
	lead := n.Head(unit, p)
	var list []Finding
	for _, m := range n.metrics {
		if m.Core || m == lead {
			list = append(list, n.ofMetric(unit, m, p, m == lead)...)
		}
	}
	if lead != nil {
		list = appendIf(list)(n.counted(unit, lead, p))
		list = appendIf(list)(n.toDate(unit, lead, p))
		list = append(list, n.contributed(unit, lead, p)...)
	}
	for _, pair := range n.Pairs() {
		list = appendIf(list)(n.paired(unit, pair[0], pair[1], p))
	}
	list = append(list, n.attributions(unit, p)...)
	list = appendIf(list)(n.promised(unit, p))
	list = append(list, n.restated(unit, p)...)
	list = appendIf(list)(n.incomplete(unit, lead, p))
	for i := range list {
		list[i].Score = n.score(&list[i])
	}
	return n.sorted(list, lead)
}

// Of lists what may be said of one metric of a unit in a period, with how the
// period usually stands and where the change came from.
func (n *Narrator) Of(unit string, m *report.Metric, p period.Period) []Finding {
	list := n.ofMetric(unit, m, p, true)
	list = appendIf(list)(n.toDate(unit, m, p))
	list = appendIf(list)(n.Season(unit, m, p))
	list = append(list, n.contributed(unit, m, p)...)
	list = appendIf(list)(n.incomplete(unit, m, p))
	return n.sorted(once(distinct(list)), m)
}

// appendIf appends a finding that there is.
func appendIf(list []Finding) func(Finding, bool) []Finding {
	return func(f Finding, ok bool) []Finding {
		if !ok {
			return list
		}
		return append(list, f)
	}
}

// ofMetric are the findings on one metric.
func (n *Narrator) ofMetric(unit string, m *report.Metric, p period.Period, lead bool) (list []Finding) {
	figure := n.cube.Figure(unit, m.ID, p)
	if !figure.Actual.Present() {
		return nil
	}
	moves := n.moves(unit, m, p)
	value := !figure.Target.Present() // the change tells the figure, since no target does
	change, changed := n.changed(unit, m, p, value, len(moves) > 0)
	if !value || lead && !changed {
		list = appendIf(list)(n.attained(unit, m, p, lead))
	}
	list = append(list, moves...)
	list = appendIf(list)(change, changed)
	list = append(list, n.without(unit, m, p)...)
	list = appendIf(list)(n.recorded(unit, m, p))
	return appendIf(list)(n.mixed(unit, m, p))
}

// most is how many sentences a page begins with (domain.md §3.2).
func most(g period.Grain) int {
	switch g {
	case period.Annual:
		return 9
	case period.Quarterly:
		return 7
	}
	return 5
}

// Message chooses what a page begins with.
func (n *Narrator) Message(unit string, p period.Period) []Finding {
	return n.choose(unit, p, most(p.Grain()))
}

// Card chooses the two sentences of a unit among others.
func (n *Narrator) Card(unit string, p period.Period) []Finding { return n.choose(unit, p, 2) }

func (n *Narrator) choose(unit string, p period.Period, most int) []Finding {
	all, lead := n.Findings(unit, p), n.Head(unit, p)
	var must, rest []Finding
	for _, f := range distinct(all) {
		switch {
		case f.Kind == Incomplete, f.Metric == lead && (f.Kind == Attained || f.Kind == Changed):
			must = append(must, f)
		default:
			rest = append(rest, f)
		}
	}
	slices.SortStableFunc(rest, func(a, b Finding) int { return cmp.Compare(b.Score, a.Score) })
	chosen := must
	for _, f := range rest {
		if len(chosen) < most {
			chosen = append(chosen, f)
		}
	}
	if f, ok := n.balance(all, chosen, lead); ok {
		chosen = append(chosen, f)
	}
	return n.sorted(once(chosen), lead)
}

// once lets the finding on where a change came from tell that change alone.
func once(list []Finding) (out []Finding) {
	told := map[*report.Metric]ContributionFact{}
	for _, f := range list {
		if x, ok := f.Fact.(ContributionFact); ok {
			told[f.Metric] = x
		}
	}
	for _, f := range list {
		x, ok := f.Fact.(ChangeFact)
		by, has := told[f.Metric]
		if ok && has && !f.Caution {
			if by.Year {
				x.Year = cube.Comparison{}
			} else {
				x.Previous = cube.Comparison{}
			}
			switch {
			case tells(x.Previous) || tells(x.Year):
				f.Fact = x
			case !x.Value:
				continue
			}
		}
		out = append(out, f)
	}
	return out
}

// distinct leaves out what would tell the same twice: the shares of a change
// beside its parts, a turn beside a reversal. Pairs stand beneath the panorama.
func distinct(list []Finding) (out []Finding) {
	has := map[Kind]map[*report.Metric]bool{}
	for _, f := range list {
		if has[f.Kind] == nil {
			has[f.Kind] = map[*report.Metric]bool{}
		}
		has[f.Kind][f.Metric] = true
	}
	for _, f := range list {
		switch {
		case f.Kind == Shared, f.Kind == Paired:
		case f.Kind == Turned && has[Reverted][f.Metric]:
		default:
			out = append(out, f)
		}
	}
	return out
}

// balance is the finding that must stand beside favourable ones: of the core
// metrics that the page does not lead with, the one furthest from its target
// or, where all met theirs, the one with the most unfavourable change, on the
// year before or on the period before, that is more than flat and not usual. It
// is given with a caution, also where it is chosen already.
func (n *Narrator) balance(all, chosen []Finding, lead *report.Metric) (Finding, bool) {
	if !slices.ContainsFunc(chosen, func(f Finding) bool { return f.Favour > 0 && f.Metric != nil && (f.Metric.Core || f.Metric == lead) }) {
		return Finding{}, false
	}
	worst, ok := n.Worst(all, lead)
	if !ok {
		return Finding{}, false
	}
	for i := range chosen {
		if chosen[i].Kind == worst.Kind && chosen[i].Metric == worst.Metric {
			chosen[i] = worst
			return Finding{}, false
		}
	}
	return worst, true
}

// Worst is the most unfavourable finding on a core metric other than but.
func (n *Narrator) Worst(all []Finding, but *report.Metric) (worst Finding, ok bool) {
	for _, f := range all {
		bad := f.Metric != nil && f.Metric.Core && f.Metric != but && f.Favour < 0 &&
			(f.Kind == Attained || f.Kind == Changed && f.Weight.Band > trend.Flat)
		if !bad {
			continue
		}
		if !ok || heavier(f, worst) {
			worst, ok = f, true
		}
	}
	worst.Caution = ok
	return worst, ok
}

// heavier puts missed targets before changes, and what is further off first.
func heavier(a, b Finding) bool {
	if a.Kind != b.Kind {
		return a.Kind == Attained
	}
	return a.Weight.Cmp(b.Weight) > 0
}
