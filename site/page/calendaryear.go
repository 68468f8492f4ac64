package page

import (
	"slices"
	"sync"

	"almanac/site/history"
	"almanac/site/period"
)

// A dutyYear is a year of reports, by the day on which their periods end, and how
// many pages it takes.
type dutyYear struct {
	year  period.Period
	units []string // that owe something, in the order of the tree
	parts int
}

// findDuties finds what is owed. Nothing is in an archive that nobody has to
// write reports for.
func (b *Book) findDuties() {
	b.duties, b.dutyYears = nil, nil
	if b.register == nil || !history.Owes(b.archive) {
		return
	}
	b.duties = sync.OnceValue(b.register.List)
	b.dutyYears = sync.OnceValue(b.findDutyYears)
	if len(b.duties()) == 0 { // every deadline is "none"
		b.duties = nil
	}
}

// findDutyYears finds the years in which reports are owed, the earliest first.
func (b *Book) findDutyYears() (list []dutyYear) {
	for _, d := range b.duties() {
		y := b.dutyYear(d)
		i := slices.IndexFunc(list, func(x dutyYear) bool { return x.year == y })
		if i < 0 {
			i, list = len(list), append(list, dutyYear{year: y})
		}
		if n := len(list[i].units); n == 0 || list[i].units[n-1] != d.Unit {
			list[i].units = append(list[i].units, d.Unit)
		}
	}
	for i := range list {
		list[i].parts = (len(list[i].units) + dutyUnits - 1) / dutyUnits
	}
	slices.SortFunc(list, func(x, y dutyYear) int { return b.cal.Compare(x.year, y.year) })
	return list
}

// dutyYear is the year in which a report's period ends.
func (b *Book) dutyYear(d history.Duty) period.Period {
	return b.cal.Of(period.Annual, b.cal.Span(d.Period).End-1)
}

// dutyGrids are the reports of a year, a table for each grain, on one of its pages.
func (w *writer) dutyGrids(year period.Period, part int) (tables []Table) {
	years := w.dutyYears()
	i := slices.IndexFunc(years, func(x dutyYear) bool { return x.year == year })
	units := years[i].units[(part-1)*dutyUnits:]
	units = units[:min(dutyUnits, len(units))]
	of := map[string][]history.Duty{}
	for _, d := range w.duties() {
		if w.dutyYear(d) == year && slices.Contains(units, d.Unit) {
			of[d.Unit] = append(of[d.Unit], d)
		}
	}
	for _, g := range []period.Grain{period.Annual, period.Quarterly, period.Monthly, period.Weekly, period.Daily} {
		if t := w.dutyGrid(year, g, units, of); len(t.Groups[0].Rows) > 0 {
			tables = append(tables, t)
		}
	}
	return tables
}

// dutyGrid is how the reports of one grain in a year stand, units by periods;
// days and weeks are counted by month.
func (w *writer) dutyGrid(year period.Period, g period.Grain, units []string, of map[string][]history.Duty) Table {
	t := Table{Class: "figures grid duty", Caption: w.l.T("calendar_grid." + g.String()), Groups: []Group{{}}, Columns: []Column{{Text: w.l.T("table.unit")}}}
	by := max(g, period.Monthly)
	columns := []period.Period{year}
	if by < period.Annual {
		columns = slices.Collect(w.cal.Parts(year, by))
	}
	for _, q := range columns {
		t.Columns = append(t.Columns, Column{Text: w.voice.PeriodShort(q), Class: "mid"})
	}
	for _, u := range units {
		cells := make([][]history.Duty, len(columns))
		has := false
		for _, d := range of[u] {
			if d.Period.Grain() == g {
				has = true
				at := w.cal.Of(by, w.cal.Span(d.Period).End-1)
				if i := slices.Index(columns, at); i >= 0 {
					cells[i] = append(cells[i], d)
				}
			}
		}
		if !has {
			continue
		}
		row := Row{Head: Cell{Text: w.unitName(u), Href: w.toUnit(u)}}
		for _, list := range cells {
			row.Cells = append(row.Cells, w.dutyCell(g, list))
		}
		t.row(row)
	}
	if g < period.Monthly && len(t.Groups[0].Rows) > 0 {
		t.Notes = []string{w.l.T("calendar_page.counted")}
	}
	return t
}

// dutyCell is how one report stands, or how many of some were on time.
func (w *writer) dutyCell(g period.Grain, list []history.Duty) Cell {
	switch {
	case len(list) == 0:
		return Cell{Class: "na"}
	case g >= period.Monthly:
		c := w.stateCell(list[0], true)
		if list[0].Report != nil {
			c.Href = w.toPeriod(list[0].Unit, list[0].Period)
		}
		return c
	}
	var tally history.Tally
	for _, d := range list {
		tally.Add(d)
	}
	n, of := tally.OnTime()
	c := Cell{Text: w.l.T("calendar_page.of", "n", n, "of", of), Class: "good"}
	switch {
	case of == 0:
		return w.stateCell(list[0], true)
	case n < of:
		c.Class = "bad"
	}
	return c
}
