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
	return n.gather(make(findings, 0, 20), unit, p)
}

// gather puts the findings into a list, which is empty.
func (n *Narrator) gather(found findings, unit string, p period.Period) []Finding {
	lead := n.Head(unit, p)
	for _, m := range n.metrics {
		if m.Core || m == lead {
			n.ofMetric(&found, unit, m, p, m == lead)
		}
	}
	if lead != nil {
		count, counted := n.Counted(unit, lead, p)
		found.add(count, counted)
		if counted {
			found.add(n.stretched(unit, lead, p, count.Fact.(CountFact).Level))
		}
		found.add(n.toDate(unit, lead, p))
		found = append(found, n.contributed(unit, lead, p)...)
	}
	for _, pair := range n.Pairs() {
		found.add(n.paired(unit, pair[0], pair[1], p))
	}
	found = append(found, n.attributions(unit, p)...)
	found.add(n.promised(unit, p))
	found.add(n.overdue(unit, p))
	found = append(found, n.restated(unit, p)...)
	found.add(n.incomplete(unit, lead, p))
	for i := range found {
		found[i].Score = n.score(&found[i])
	}
	return n.sorted(found, lead)
}

// Of lists what may be said of one metric of a unit in a period, with how the
// period usually stands and where the change came from.
func (n *Narrator) Of(unit string, m *report.Metric, p period.Period) []Finding {
	var found findings
	n.ofMetric(&found, unit, m, p, true)
	found.add(n.toDate(unit, m, p))
	found.add(n.Season(unit, m, p))
	found = append(found, n.contributed(unit, m, p)...)
	found.add(n.incomplete(unit, m, p))
	return n.sorted(once(distinct(found)), m)
}

// findings is a list that is being made.
type findings []Finding

// add appends a finding that there is.
func (list *findings) add(f Finding, ok bool) {
	if ok {
		*list = append(*list, f)
	}
}

// ofMetric finds what may be said of one metric.
func (n *Narrator) ofMetric(found *findings, unit string, m *report.Metric, p period.Period, lead bool) {
	figure := n.cube.Figure(unit, m.ID, p)
	if !figure.Actual.Present() {
		return
	}
	var room [3]Finding // of a kind each
	moves, without := n.moves(room[:0], unit, m, p), n.without(unit, m, p)
	value := !figure.Target.Present() // the change tells the figure, since no target does
	change, changed := n.changed(unit, m, p, value, len(moves) > 0)
	switch {
	case !value || lead && !changed:
		found.add(n.attained(unit, m, p, lead))
	case !changed && len(moves)+len(without) == 0:
		found.add(n.valued(unit, m, p, figure), true)
	}
	*found = append(*found, moves...)
	found.add(change, changed)
	*found = append(*found, without...)
	found.add(n.recorded(unit, m, p))
	found.add(n.mixed(unit, m, p))
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
//
// The list of a narrator that has a [Room] stands there until the next message.
func (n *Narrator) Message(unit string, p period.Period) []Finding {
	room := n.room
	if room == nil {
		room = &Room{}
	}
	all, lead := n.gather(room.all[:0], unit, p), n.Head(unit, p)
	limit := most(p.Grain())
	var places [32]int
	rest := places[:0] // numbers in all
	chosen := room.chosen[:0]
	for i := range all {
		switch f := &all[i]; {
		case double(all, f), isBeside(f):
		case f.Metric == lead && (f.Kind == Attained || f.Kind == Changed):
			chosen = append(chosen, *f)
		case isTargets(*f): // goes with the count
		default:
			rest = append(rest, i)
		}
	}
	slices.SortStableFunc(rest, func(a, b int) int { return cmp.Compare(all[b].Score, all[a].Score) })
	for _, i := range rest[:min(len(rest), max(0, limit-len(chosen)))] {
		chosen = append(chosen, all[i])
	}
	chosen = append(chosen, n.reconciled(all, chosen)...)
	if f, ok := n.balance(all, chosen, lead); ok {
		chosen = append(chosen, f)
	}
	chosen = once(chosen)
	for i := range all {
		if f := &all[i]; isBeside(f) {
			chosen = append(chosen, *f)
		}
	}
	room.all, room.chosen = all, chosen
	return n.sorted(chosen, lead)
}

// A Room is where findings are gathered, to be used again for the next message,
// and where the last series are remembered. It is for one archive.
type Room struct {
	all, chosen findings
	series      [128]struct {
		seriesKey
		list []segment
	}
}

// isBeside reports whether a finding is told beside the number of sentences.
func isBeside(f *Finding) bool { return f.Kind == Incomplete || f.Kind == Promised }

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

// once lets the finding on where a change came from tell that change alone. It
// changes the list.
func once(list []Finding) []Finding {
	var told map[*report.Metric]ContributionFact
	for i := range list {
		if x, ok := list[i].Fact.(ContributionFact); ok {
			if told == nil {
				told = map[*report.Metric]ContributionFact{}
			}
			told[list[i].Metric] = x
		}
	}
	if told == nil {
		return list
	}
	out := list[:0]
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

// distinct leaves out what would tell the same twice. It changes the list.
func distinct(list []Finding) []Finding {
	twice := make([]bool, len(list))
	for i := range list {
		twice[i] = double(list, &list[i])
	}
	out := list[:0]
	for i := range list {
		if !twice[i] {
			out = append(out, list[i])
		}
	}
	return out
}

// double reports whether a finding of a list would tell the same twice: the
// shares of a change beside its parts, a turn beside a reversal. Pairs stand
// beneath the panorama.
func double(list []Finding, f *Finding) bool {
	switch f.Kind {
	case Shared, Paired:
		return true
	case Turned:
		for i := range list {
			if list[i].Kind == Reverted && list[i].Metric == f.Metric {
				return true
			}
		}
	}
	return false
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
