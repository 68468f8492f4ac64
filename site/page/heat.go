package page

import (
	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// heat is the map of attainment, units by periods: those below a unit, apart by
// parent, over the last twelve periods up to p; where there are many, those
// directly below. It is empty where none of them has a target.
func (w *writer) heat(unit string, m *report.Metric, p period.Period) Table {
	run := lastOf(p, 12)
	span := period.Span{First: w.cal.Span(run[0]).First, End: w.cal.Span(p).End}
	t := Table{ID: "heat", Class: "figures grid heat", Hidden: true,
		Caption: w.l.T("heat.title", "metric", w.metricName(m), "range", w.rangeOf(run, span)), Columns: []Column{{Text: w.l.T("table.unit")}}}
	for _, q := range run {
		t.Columns = append(t.Columns, Column{Text: w.voice.PeriodShort(q), Class: "mid"})
	}
	w.heatGroups(&t, unit, m, run, span, 0)
	if len(t.Groups) == 1 {
		t.Groups[0].Title = ""
	}
	if len(t.Groups) > 0 {
		if w.inside[unit] > tableUnits {
			w.more(&t, unit, w.inside[unit]-len(t.Groups[0].Rows))
		}
		t.Notes = []string{w.l.T("heat.legend")}
	}
	return t
}

// heatGroups adds the parts of a unit, and then those of each part.
func (w *writer) heatGroups(t *Table, unit string, m *report.Metric, run []period.Period, span period.Span, depth int) {
	g := Group{Title: w.unitName(unit)}
	children, many := w.cube.Children(unit, span), w.inside[unit] > tableUnits
	shown := w.unhidden(children)
	if many {
		shown = w.chief(shown, m, run[len(run)-1])
	}
	for _, c := range shown {
		row := Row{Head: Cell{Text: w.unitName(c), Href: w.toUnit(c)}}
		known := false
		for _, q := range run {
			cell := w.heatCell(c, m, q)
			known = known || cell.Class != "na"
			row.Cells = append(row.Cells, cell)
		}
		if known {
			g.Rows = append(g.Rows, row)
		}
	}
	if len(g.Rows) > 0 {
		t.Groups = append(t.Groups, g)
	}
	for _, c := range children {
		if depth < len(w.units) && !many {
			w.heatGroups(t, c, m, run, span, depth+1)
		}
	}
}

// heatCell is one attainment, in the bin that it falls into.
func (w *writer) heatCell(unit string, m *report.Metric, p period.Period) Cell {
	a, href := w.cube.Attainment(unit, m.ID, p), w.toHow(unit, m.ID, p)
	c := w.attained(a, href)
	if c.Class == "na" {
		return Cell{Text: w.l.Number(num.Num{}, 0), Class: "na", Href: w.toPeriod(unit, p)}
	}
	if a.Rate.Present() {
		c = number(w.l.Attainment(a.Rate, a.Met, 0), href)
		c.Tone = w.l.T("favour." + map[bool]string{true: "met", false: "missed"}[a.Met])
	}
	c.Class = heatBin(a, w.tell.Limits(m)[2])
	return c
}

// heatBin is the shade of an attainment: below 80 %, 95 %, 105 %, 120 %, or
// more; of a percentage by the points that it is off, against a marked change.
func heatBin(a cube.Attainment, marked num.Num) string {
	if a.Rate.Present() {
		for i, limit := range [...]int64{80, 95, 105, 120} {
			if c := a.Rate.Cmp(num.Dec(limit, 2)); c < 0 || c == 0 && i > 1 {
				return [...]string{"h1", "h2", "h3", "h4"}[i]
			}
		}
		return "h5"
	}
	far := a.Gap.Abs().Cmp(marked) >= 0
	switch {
	case !a.Met && far:
		return "h1"
	case !a.Met:
		return "h2"
	case far:
		return "h5"
	}
	return "h4"
}
