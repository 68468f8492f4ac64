package page

import (
	"slices"
	"strings"

	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/report"
)

// pairTable is the figures of two places side by side, of the metrics that
// either has: the first is the base, and changes go from it to the second. The
// script of the compare page makes the same table of any two places.
func (w *writer) pairTable(base, this spot, of func(*report.Metric) cube.Comparison) Table {
	t := Table{Class: "figures beside", Columns: w.pairColumns(base, this)}
	list := make([]*report.Metric, 0, len(w.grouped))
	for _, m := range w.grouped {
		if w.cube.Actual(base.unit, m.ID, base.p).Present() || w.cube.Actual(this.unit, m.ID, this.p).Present() {
			list = append(list, m)
		}
	}
	rows, room := w.desk.rows.take(len(list))[:0], w.roomFor(len(list), 5)
	t.Groups = w.desk.groups.take(min(len(list), usualGroups))[:0]
	for _, m := range list {
		row := w.pairRow(room.row(), m, base, this, of(m))
		row.Cells = row.Cells[:len(t.Columns)-1]
		rows = append(rows, row)
		t.join(rows, w.voice.Group(m))
	}
	if len(t.Groups) == 1 {
		t.Groups[0].Title = ""
	}
	t.Notes = markNotes(&t)
	return t
}

// pairColumns are the heads of the table of two places. What differs between
// two units is no change, and neither side of it is favourable.
func (w *writer) pairColumns(base, this spot) []Column {
	l := w.l
	list := append(w.desk.columns.room(6),
		Column{Text: l.T("table.metric")},
		Column{Text: w.placeName(base, this), Class: "num"},
		Column{Text: w.placeName(this, base), Class: "num"},
	)
	if base.unit != this.unit {
		return append(list, Column{Text: l.T("compare.difference"), Class: "num"}, Column{Text: l.T("compare.difference_rate"), Class: "num"})
	}
	return append(list, Column{Text: l.T("table.change"), Class: "num"}, Column{Text: l.T("table.change_rate"), Class: "num"},
		Column{Text: l.T("compare.effect"), Class: "text"})
}

// placeName names the period of a place, and its unit where the other's is not
// the same.
func (w *writer) placeName(x, other spot) string {
	name := w.voice.Period(x.p)
	if x.unit == other.unit {
		return name
	}
	return w.l.T("compare.place", "unit", w.unitName(x.unit), "period", name)
}

// pairRow is one metric at both places. Its scale is that of the greater, with
// as many decimals as it takes to tell the two apart.
func (w *writer) pairRow(cells []Cell, m *report.Metric, base, this spot, c cube.Comparison) Row {
	a, b := w.at(base.unit, m.ID, base.p), w.at(this.unit, m.ID, this.p)
	if c.LikeForLike { // the cube's own figure stays as it is
		like := *a
		like.Actual = c.Base
		a = &like
	}
	form := w.format(m, narrative.Biggest(a.Actual, b.Actual))
	form = w.l.Apart(a.Actual, b.Actual, form)
	row := Row{Head: Cell{Text: w.metricName(m), Href: w.toMetric(m.ID), Small: w.l.Unit(form)}}
	how := w.toHow(this.unit, m.ID, this.p)
	before := w.plainActual(a, m, base, form, w.toHow(base.unit, m.ID, base.p))
	if before.Class == "ac" {
		before.Class = "prior"
	}
	if c.LikeForLike {
		before.Marks = []Mark{{w.l.T("compare.like"), w.l.T("compare.like_long")}}
	}
	change, rate, effect := w.difference(c, m, form, how)
	row.Cells = append(cells, before, w.plainActual(b, m, this, form, how), change, rate, effect)
	return row
}

// plainActual is the cell of an actual that does not stand beside its target.
func (w *writer) plainActual(f *cube.Figure, m *report.Metric, at spot, form locale.Format, how string) Cell {
	alone := *f
	if f.Actual.Present() {
		alone.Target = num.Num{}
	}
	return w.actual(&alone, m, at.p, form, how)
}

// difference is the cells of a change: as an amount, as a rate, and whether it
// is favourable. Percentages differ in points and have no rate.
func (w *writer) difference(c cube.Comparison, m *report.Metric, form locale.Format, href string) (change, rate, effect Cell) {
	if !c.Change.Present() {
		why := c.Refused
		if why == "" {
			why = cube.Missing
		}
		return w.none(w.l.T("refusal_long."+string(why)), href), w.none("", ""), Cell{}
	}
	change = number(w.l.Change(c.Change, form), href)
	switch {
	case c.Refused == cube.SmallSample: // chance may have done it
		change.Class, change.Note = "flat", w.l.T("refusal_long."+string(c.Refused))
		return change, Cell{}, Cell{}
	case m.Points():
	case c.Refused == "":
		rate = number(w.rate(c.Rate), href)
	default:
		rate = w.none(w.l.T("refusal_long."+string(c.Refused)), href)
	}
	w.shade(&change, c.Change.Sign(), c.Favourable, w.level(c, m))
	effect = Cell{Text: w.effect(&change, c.Change), Class: change.Class}
	change.Tone = "" // it stands in a column of its own
	return change, rate, effect
}

// level reports whether a change is so small that it has no direction.
func (w *writer) level(c cube.Comparison, m *report.Metric) bool {
	switch {
	case c.Refused == "" && c.Rate.Present():
		return w.band(m, c.Rate, false) == 0
	case m.Points():
		return w.band(m, c.Change, true) == 0
	}
	return c.Change.IsZero()
}

// effect says what the colour and arrow of a change say.
func (w *writer) effect(change *Cell, n num.Num) string {
	switch {
	case n.IsZero():
		return w.l.T("favour.unchanged")
	case change.Arrow == "◆":
		return w.l.T("compare.level")
	}
	return change.Tone
}

// byGroup lists metrics by group, the groups in the order of their first.
func byGroup(metrics []*report.Metric) []*report.Metric {
	order := map[string]int{}
	for i, m := range metrics {
		if _, ok := order[m.Group]; !ok {
			order[m.Group] = i
		}
	}
	list := slices.Clone(metrics)
	slices.SortStableFunc(list, func(a, b *report.Metric) int { return order[a.Group] - order[b.Group] })
	return list
}

// markNotes explain the signs in a table, each once, but for counts, which
// explain themselves.
func markNotes(t *Table) (notes []string) {
	for _, g := range t.Groups {
		for _, r := range g.Rows {
			for _, c := range r.Cells {
				for _, m := range c.Marks {
					note := "(" + m.Text + ") " + m.Title
					if !strings.ContainsAny(m.Text, "0123456789") && !slices.Contains(notes, note) {
						notes = append(notes, note)
					}
				}
			}
		}
	}
	return notes
}
