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
		count, counted := n.counted(unit, lead, p)
		list = appendIf(list)(count, counted)
		if x, ok := count.Fact.(CountFact); ok && counted {
			list = appendIf(list)(n.stretched(unit, lead, p, x.Level))
		}
		list = appendIf(list)(n.toDate(unit, lead, p))
		list = append(list, n.contributed(unit, lead, p)...)
	}
	for _, pair := range n.Pairs() {
		list = appendIf(list)(n.paired(unit, pair[0], pair[1], p))
	}
	list = append(list, n.attributions(unit, p)...)
	list = appendIf(list)(n.promised(unit, p))
	list = appendIf(list)(n.overdue(unit, p))
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
	moves, without := n.moves(unit, m, p), n.without(unit, m, p)
	value := !figure.Target.Present() // the change tells the figure, since no target does
	change, changed := n.changed(unit, m, p, value, len(moves) > 0)
	switch {
	case !value || lead && !changed:
		list = appendIf(list)(n.attained(unit, m, p, lead))
	case !changed && len(moves)+len(without) == 0:
		list = append(list, n.valued(unit, m, p, figure))
	}
	list = append(list, moves...)
	list = appendIf(list)(change, changed)
	list = append(list, without...)
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

// Message chooses what a page begins with. What became of promises, and what is
// incomplete, is told in any case, beside the number of sentences.
func (n *Narrator) Message(unit string, p period.Period) []Finding {
	all, lead := n.Findings(unit, p), n.Head(unit, p)
	var beside, chosen, rest []Finding // beside stands outside of the limit
	for _, f := range distinct(all) {
		switch {
		case f.Kind == Incomplete, f.Kind == Promised:
			beside = append(beside, f)
		case f.Metric == lead && (f.Kind == Attained || f.Kind == Changed):
			chosen = append(chosen, f)
		case isTargets(f): // goes with the count
		default:
			rest = append(rest, f)
		}
	}
	slices.SortStableFunc(rest, func(a, b Finding) int { return cmp.Compare(b.Score, a.Score) })
	for _, f := range rest {
		if len(chosen) < most(p.Grain()) {
			chosen = append(chosen, f)
		}
	}
	chosen = append(chosen, n.reconciled(all, chosen)...)
	if f, ok := n.balance(all, chosen, lead); ok {
		chosen = append(chosen, f)
	}
	return n.sorted(append(once(chosen), beside...), lead)
}

func isTargets(f Finding) bool {
	_, ok := f.Fact.(TargetsFact)
	return ok
}

// reconciled is the finding that the targets of the parts do not add up to that
// of the whole, where the text would seem to contradict itself without it: the
// whole met its target and not all parts did, or the other way round.
func (n *Narrator) reconciled(all, chosen []Finding) []Finding {
	met, counted := false, false
	var count CountFact
	for _, f := range chosen {
		switch x := f.Fact.(type) {
		case AttainmentFact:
			met = met || f.Favour > 0 && x.Lead
		case CountFact:
			count, counted = x, true
		}
	}
	i := slices.IndexFunc(all, isTargets)
	if i < 0 || !counted || met == (count.Missed == 0) {
		return nil
	}
	return all[i : i+1]
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

// balance is the finding that must stand beside favourable ones ([Narrator.Worst]).
// It is given with a caution, also where it is chosen already.
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

// Worst is the most unfavourable finding on a core metric other than but: the
// one furthest from its target or, where all met theirs, the most unfavourable
// change that is more than flat and not usual, whichever finding tells it (on
// changes, a streak, a turn, a reversal, a loss); else a figure below zero that
// should be above. Changes of a handful come last of all changes.
func (n *Narrator) Worst(all []Finding, but *report.Metric) (worst Finding, ok bool) {
	for _, f := range all {
		if f.Metric == nil || !f.Metric.Core || f.Metric == but || f.Favour >= 0 || class(&f) < 0 {
			continue
		}
		if !ok || heavier(f, worst) {
			worst, ok = f, true
		}
	}
	worst.Caution = ok
	return worst, ok
}

// class is the rank of an unfavourable finding as news, the least first; −1: it
// is none.
func class(f *Finding) int {
	switch f.Kind {
	case Attained:
		return 0
	case Changed, Streaked, Turned, Reverted, SignChanged:
		switch {
		case f.Usual || f.Weight.Band <= trend.Flat:
			return -1
		case f.Few():
			return 2
		}
		return 1
	case Valued:
		return 3
	}
	return -1
}

// heavier puts what is of a lower class first, and then what is further off.
func heavier(a, b Finding) bool {
	if x, y := class(&a), class(&b); x != y {
		return x < y
	}
	return a.Weight.Cmp(b.Weight) > 0
}
