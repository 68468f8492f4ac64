package page

import (
	"slices"

	"almanac/site/cube"
	"almanac/site/period"
	"almanac/site/report"
)

// unhidden are those of some units whose figures may stand beside each other: all
// but people, unless the configuration publishes members (domain.md R-1.2-5).
// Whoever is left out is counted, and has pages of their own like any unit.
func (b *Book) unhidden(units []string) []string {
	if !slices.ContainsFunc(units, func(u string) bool { return !b.tell.Ranks(u) }) {
		return units
	}
	return slices.DeleteFunc(slices.Clone(units), func(u string) bool { return !b.tell.Ranks(u) })
}

// comparable are the same of all units of the archive.
func (b *Book) comparable() (list []*report.Unit) {
	for _, u := range b.archive.Units {
		if b.tell.Ranks(u.ID) {
			list = append(list, u)
		}
	}
	return list
}

// unitParts is where the change of a figure came from by unit; nothing where
// that would name people.
func (w *writer) unitParts(unit string, m *report.Metric, p, base period.Period) []cube.Contribution {
	parts := w.cube.UnitContributions(unit, m.ID, p, base)
	if slices.ContainsFunc(parts, func(x cube.Contribution) bool { return !x.Rest && !w.tell.Ranks(x.Unit) }) {
		return nil
	}
	return parts
}

// people says how many people there are.
func (w *writer) people(n int) string { return w.l.T("counted."+report.Individual, "n", n) }

// membersSaid says of a unit's members what is told of people who are not named:
// how many missed their target or, where that is not known of each, how many
// there are.
func (w *writer) membersSaid(unit string, m *report.Metric, p period.Period, members int) []Sentence {
	if f, ok := w.tell.Counted(unit, m, p); ok {
		return []Sentence{w.sentence(f)}
	}
	return []Sentence{{Runs: []Run{{Text: w.l.T("unit_page.members", "people", w.people(members))}}}}
}
