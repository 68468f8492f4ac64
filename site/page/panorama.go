package page

import (
	"slices"

	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// panorama is the table of a unit's key figures in a period, by group.
func (w *writer) panorama(unit string, p period.Period) Table {
	l := w.l
	t := Table{Class: "figures panorama", Hidden: true,
		Caption: l.T("table.panorama_caption", "unit", w.unitName(unit), "period", w.voice.Period(p)),
		Columns: append(w.desk.columns.room(9),
			Column{Text: l.T("table.metric")},
			Column{Text: l.T("table.actual"), Class: "num"},
			Column{Text: l.T("table.target"), Class: "num"},
			Column{Text: l.T("table.attained"), Class: "num"},
			Column{Class: "pic", Label: l.T("table.attained")},
			Column{Text: w.onPrevious(p), Class: "num"},
			Column{Text: w.onYearAgo(p), Class: "num"},
		)}
	if p.Grain() == period.Annual {
		t.Columns = t.Columns[:6]
	}
	long := p.Grain() >= period.Monthly && p.Grain() < period.Annual
	if long {
		t.Columns = append(t.Columns, Column{Text: l.T("table.year_to_date"), Class: "num ytd"})
	}
	t.Columns = append(t.Columns, Column{Text: l.T("table.last_"+p.Grain().String(), "n", slotsOf(p.Grain())), Class: "pic"})
	shown := w.shown(unit, p)
	rows, room := w.desk.rows.take(len(shown))[:0], w.roomFor(len(shown), len(t.Columns)-1)
	t.Groups = w.desk.groups.take(min(len(shown), usualGroups))[:0]
	for _, m := range shown {
		rows = append(rows, w.panoramaRow(room.row(), unit, m, p, long))
		t.join(rows, w.voice.Group(m))
	}
	if len(t.Groups) == 1 {
		t.Groups[0].Title = ""
	}
	if w.onlyPlanned(unit, p) {
		forgetReasons(&t)
	}
	dropColumns(&t)
	t.Notes = w.footnotes(unit, p)
	return t
}

// shown lists the metrics of a page: those that the unit has a figure or
// target of in the period, or a missing figure that it should have, by group.
func (w *writer) shown(unit string, p period.Period) []*report.Metric {
	if at := (spot{unit, p}); w.shownAt != at {
		w.shownAt, w.shownHere = at, make([]*report.Metric, 0, len(w.grouped))
		for _, m := range w.grouped {
			if w.shows(unit, m, p) {
				w.shownHere = append(w.shownHere, m)
			}
		}
	}
	return w.shownHere
}

// shows reports whether the page of a unit and period has a row for a metric,
// and so tells how it was computed.
func (w *writer) shows(unit string, m *report.Metric, p period.Period) bool {
	f := w.at(unit, m.ID, p)
	return f.Actual.Present() || f.Target.Present() || f.NA != "" ||
		f.Over && m.Core && p.Grain() >= period.Monthly && w.cube.Ever(unit, m.ID) // missing
}

func (w *writer) panoramaRow(cells []Cell, unit string, m *report.Metric, p period.Period, long bool) Row {
	f, form, how := w.at(unit, m.ID, p), w.rowFormat(m, unit, p, long), w.toHow(unit, m.ID, p)
	year := w.cube.YearAgo(unit, m.ID, p)
	row := Row{Head: Cell{Text: w.metricName(m), Href: w.toMetric(m.ID), Small: w.l.Unit(form)}}
	row.Cells = append(cells, w.actual(f, m, p, form, how),
		w.targetAt(unit, m, p, f, form, how),
		w.attainedOf(w.cube.Attainment(unit, m.ID, p), m, form, how),
		Cell{Picture: w.bullet(f, faces(year), m)},
		w.change(deltaOf(w.cube.Previous(unit, m.ID, p)), m, form, how))
	if p.Grain() < period.Annual {
		row.Cells = append(row.Cells, w.change(deltaOf(year), m, form, how))
	}
	if long {
		row.Cells = append(row.Cells, w.yearToDate(unit, m, p, form))
	}
	row.Cells = append(row.Cells, Cell{Picture: w.spark(unit, m, p)})
	return row
}

// rowFormat is the format of a row of the panorama: its scale is that of the
// greatest of all that the row shows, the year to date among it.
func (w *writer) rowFormat(m *report.Metric, unit string, p period.Period, long bool) locale.Format {
	form := w.formatAt(m, unit, p)
	if !long || m.Unit != report.Money {
		return form
	}
	win, _ := w.cube.YearToDate(unit, m.ID, p)
	f := w.at(unit, m.ID, p)
	top := narrative.Biggest(narrative.Biggest(f.Actual, f.Target), win.Actual)
	if wide := w.format(m, top); wide.Scale.Power > form.Scale.Power {
		return w.l.Apart(f.Actual, num.Zero(), wide) // never an amount as nothing
	}
	return form
}

// yearToDate is the cell of the year so far in the row's scale, with its change
// in smaller type, and marked unless every part of it is there and over.
func (w *writer) yearToDate(unit string, m *report.Metric, p period.Period, form locale.Format) Cell {
	win, ok := w.cube.YearToDate(unit, m.ID, p)
	how := w.toHow(unit, m.ID, p)
	if !ok || !win.Actual.Present() {
		if win.Refused == cube.NotStackable {
			return w.none(w.l.T("page.no_sum_over_time"), how)
		}
		if win.Refused != "" && win.Refused != cube.Missing {
			return w.none(w.l.T("refusal_long."+string(win.Refused)), how)
		}
		den, _ := w.cube.YearToDate(unit, m.Den, p)
		return w.none(w.absent(m.Den != "" && den.Actual.IsZero(), w.at(unit, m.ID, p).Over), how)
	}
	c := number(w.figure(win.Actual, m, form), how)
	if !win.Complete {
		c.Marks = []Mark{w.unfinished(unit, m, win)}
	}
	if win.Refused == cube.SmallSample {
		c.Note = w.l.T("refusal_long.small-sample")
	}
	if win.Rate.Present() {
		c.Small = w.rate(win.Rate)
	} else if m.Points() && win.Change.Present() {
		c.Small = w.l.Points(win.Change, 1, true)
	}
	return c
}

// unfinished is the mark of a window that is not complete: how many of its
// parts are, or that the last is not over.
func (w *writer) unfinished(unit string, m *report.Metric, win cube.Window) Mark {
	have, need := 0, 0
	for q := win.First; q.Sub(win.Last) <= 0; q = q.Next() {
		f := w.at(unit, m.ID, q)
		if !f.Actual.Present() {
			continue // not applicable, or before the unit began
		}
		need++
		if f.Coverage.Full() {
			have++
		}
	}
	if have < need {
		key := "coverage." + win.First.Grain().String()
		return Mark{w.l.T("page.of", "have", have, "need", need), w.l.T(key, "have", have, "need", need, "n", need)}
	}
	if !w.at(unit, m.ID, win.Last).Over {
		return Mark{w.l.T("page.not_over"), w.l.T("state.not_over")}
	}
	return Mark{w.l.T("state.partial"), w.l.T("state.partial")}
}

// onPrevious and onYearAgo head the columns of comparisons.
func (w *writer) onPrevious(p period.Period) string {
	prev := p.Prev()
	return w.l.T("table.on_period", "period", w.brief(prev, p))
}

func (w *writer) onYearAgo(p period.Period) string {
	q, ok := w.cal.YearAgo(p)
	if !ok {
		return w.l.T("table.on_year_ago")
	}
	return w.l.T("table.on_period", "period", w.voice.Period(q))
}

// brief names a period without the year where it shares that of another.
func (w *writer) brief(p, beside period.Period) string {
	return w.voice.PeriodIn(p, w.cal.Of(period.Annual, w.cal.Span(beside).First))
}

// dropColumns takes out the columns in which no row has anything: targets
// where there are none.
func dropColumns(t *Table) {
	keep := make([]bool, len(t.Columns))
	keep[0] = true
	for _, g := range t.Groups {
		for k := range g.Rows {
			for i := range g.Rows[k].Cells {
				c := &g.Rows[k].Cells[i]
				empty := c.Class == "na" && (c.Note == "" || c.Href == "") || c.Text == "" && c.Picture == Picture{}
				keep[i+1] = keep[i+1] || !empty
			}
		}
	}
	if len(keep) > 1 {
		keep[1] = true
	}
	if !slices.Contains(keep, false) {
		return
	}
	t.Columns = keepOnly(t.Columns, keep)
	for g := range t.Groups {
		for r := range t.Groups[g].Rows {
			row := &t.Groups[g].Rows[r]
			row.Cells = keepOnly(row.Cells, keep[1:])
		}
	}
}

// forgetReasons takes the reasons from the dashes of a plan, which has nothing
// to compare, so that their columns are dropped.
func forgetReasons(t *Table) {
	for _, g := range t.Groups {
		for _, r := range g.Rows {
			for i := range r.Cells {
				if c := &r.Cells[i]; i > 0 && c.Class == "na" {
					c.Note = ""
				}
			}
		}
	}
}

func keepOnly[T any](list []T, keep []bool) []T {
	out := list[:0]
	for i, x := range list {
		if keep[i] {
			out = append(out, x)
		}
	}
	return out
}

// footnotes explain what a page's panorama marks.
func (w *writer) footnotes(unit string, p period.Period) (notes []string) {
	var restated, retargeted, clipped, slip bool
	from := period.Period{}
	for _, m := range w.shown(unit, p) {
		f := w.at(unit, m.ID, p)
		restated, retargeted = restated || f.Restated, retargeted || f.Retargeted
		slip = slip || w.slip(unit, m, p)
		clipped = clipped || f.Clipped && f.Actual.Present()
		if f.Incomparable && f.Actual.Present() && from.IsZero() {
			from = m.ComparableFrom
		}
	}
	sign := func(key string) string { return "(" + w.l.T("page."+key) + ") " }
	if restated || retargeted {
		notes = append(notes, sign("restated")+w.l.T("state.restated_long"))
	}
	if slip {
		notes = append(notes, sign("slip")+w.l.T("page.slip_long"))
	}
	if clipped {
		notes = append(notes, sign("clipped")+w.l.T("page.clipped_long"))
	}
	if !from.IsZero() {
		notes = append(notes, sign("not_comparable")+w.l.T("state.not_comparable", "period", w.voice.Period(from)))
	}
	return notes
}
