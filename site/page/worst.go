package page

import (
	"slices"

	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// worstNews is the table of what is furthest from its target in a period: the
// core metrics of every unit that may be named and missed, the worst first.
func (w *writer) worstNews(p period.Period) Table {
	type miss struct {
		unit string
		gap  narrative.Weight
		row  Row
	}
	var list []miss
	for _, u := range w.comparable() {
		for _, m := range w.metrics {
			a := w.cube.Attainment(u.ID, m.ID, p)
			if !m.Core || !a.Known || a.Met {
				continue
			}
			f, form, how := w.at(u.ID, m.ID, p), w.formatAt(m, u.ID, p), w.toHow(u.ID, m.ID, p)
			row := Row{Head: Cell{Text: w.unitName(u.ID), Href: w.toPeriod(u.ID, p)}, Cells: []Cell{
				{Text: w.metricName(m), Small: w.l.Unit(form), Class: "text"}, w.actual(f, m, p, form, how), w.target(f, m, form, how),
				w.attainedOf(a, m, form, how), {Picture: w.bullet(f, num.Num{}, m)},
				w.change(deltaOf(w.cube.YearAgo(u.ID, m.ID, p)), m, form, how)}}
			list = append(list, miss{u.ID, w.tell.Short(m, a), row})
		}
	}
	slices.SortStableFunc(list, func(a, b miss) int { return b.gap.Cmp(a.gap) })
	l := w.l
	t := Table{Class: "figures worst", Hidden: true, Caption: l.T("home.worst"), Columns: []Column{
		{Text: l.T("table.unit")}, {Text: l.T("table.metric"), Class: "text"}, {Text: l.T("table.actual"), Class: "num"},
		{Text: l.T("table.target"), Class: "num"}, {Text: l.T("table.attained"), Class: "num"},
		{Class: "pic", Label: l.T("table.attained")}, {Text: w.onYearAgo(p), Class: "num"}}, Groups: []Group{{}}}
	for _, x := range list[:min(6, len(list))] {
		t.Groups[0].Rows = append(t.Groups[0].Rows, x.row)
	}
	if len(list) > 6 {
		t.Notes = []string{l.T("page.of_missed", "shown", 6, "n", len(list))}
	}
	return t
}

// allMet reports whether every unit is known to have met every target that it
// has of a core metric in a period, one or more. A metric of which neither side
// is better has no target to meet.
func (w *writer) allMet(p period.Period) bool {
	met := false
	for _, u := range w.archive.Units {
		for _, m := range w.metrics {
			if !m.Core || m.Direction == report.Neutral || !w.at(u.ID, m.ID, p).Target.Present() {
				continue
			}
			if a := w.cube.Attainment(u.ID, m.ID, p); !a.Known || !a.Met {
				return false
			}
			met = true
		}
	}
	return met
}
