package page

import (
	"slices"

	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A ListView is a list that has a page of its own, since it is too long for
// another: the units below one, or the days and weeks of a year.
type ListView struct {
	Frame
	Text  string
	Pages []Link // that the list is split into
	Table Table
}

// unitsPage lists the units below one, each with its headline figure in the
// latest period of the whole.
func (w *writer) unitsPage() *ListView {
	l, unit, part := w.l, w.ref.Unit, max(w.ref.Part, 1)
	v := &ListView{Frame: w.frame(w.title(w.ref)), Text: l.T("split.units_text")}
	v.Crumbs = w.crumbs(unit, period.Period{})
	if unit != report.Root {
		v.Crumbs = append(v.Crumbs, Link{Text: w.unitName(unit), Href: w.toUnit(unit)})
	} else {
		v.Crumbs = w.homeCrumb()
	}
	p := w.cube.Latest(unit)
	v.Tree, v.Pages = w.tree(unit, p), w.partSteps(w.listed.parts(unit))
	v.Table = w.unitTable(w.listed.on(unit, part), w.tell.Head(unit, p), p)
	v.Table.Caption = v.Heading
	return v
}

// unitTable is a row for each of some units: how many are below it and, if it
// may be named beside others, how it did in a period.
func (w *writer) unitTable(units []string, m *report.Metric, p period.Period) Table {
	l := w.l
	t := Table{Class: "figures parts", Hidden: true, Groups: []Group{{}}, Columns: []Column{{Text: l.T("table.unit")}, {Text: l.T("split.below"), Class: "num"}}}
	if m == nil {
		for _, u := range units {
			t.row(Row{Head: Cell{Text: w.unitName(u), Href: w.toUnit(u)}, Cells: []Cell{w.countBelow(u)}})
		}
		dropDashes(&t, 1)
		return t
	}
	var top num.Num
	for _, u := range units {
		if w.tell.Ranks(u) {
			top = narrative.Biggest(top, w.cube.Actual(u, m.ID, p))
		}
	}
	form := w.format(m, top)
	t.Columns = append(t.Columns, Column{Text: w.metricName(m), Class: "num", Small: joined(" ", w.voice.PeriodShort(p), l.Unit(form)), Label: l.T("table.actual")},
		Column{Text: l.T("table.attained"), Class: "num"}, Column{Text: w.onYearAgo(p), Class: "num"})
	for _, u := range units {
		if !w.tell.Ranks(u) {
			na := Cell{Class: "na"}
			t.row(Row{Head: Cell{Text: w.unitName(u), Href: w.toUnit(u)}, Cells: []Cell{w.countBelow(u), na, na, na}})
			continue
		}
		f, how := w.at(u, m.ID, p), w.toHow(u, m.ID, p)
		t.row(Row{Head: Cell{Text: w.unitName(u), Href: w.toUnit(u)}, Cells: []Cell{w.countBelow(u), w.actual(f, m, p, form, how),
			w.attainedOf(w.cube.Attainment(u, m.ID, p), m, form, how), w.change(deltaOf(w.cube.YearAgo(u, m.ID, p)), m, form, how)}})
	}
	dropDashes(&t, 1)
	if s := l.Unit(form); s != "" {
		t.Notes = []string{l.T("table.in_unit", "unit", s)}
	}
	return t
}

// countBelow is how many units are below one.
func (w *writer) countBelow(unit string) Cell {
	n := w.inside[unit]
	if n == 0 {
		return Cell{Class: "na"}
	}
	return Cell{Text: w.l.T("page.number", "x", n), Href: w.toUnits(unit)}
}

// periodsPage lists the days and weeks of a unit's year.
func (w *writer) periodsPage() *ListView {
	unit, year := w.ref.Unit, w.ref.Period
	v := &ListView{Frame: w.frame(w.voice.Period(year))}
	if unit != report.Root {
		v.Kicker = w.unitName(unit)
	}
	v.Crumbs = append(w.crumbs(unit, period.Period{}), Link{Text: w.unitName(unit), Href: w.toUnit(unit)})
	v.Tree = w.tree(unit, w.cube.Latest(unit))
	for _, y := range w.dayLists[unit] {
		v.Pages = append(v.Pages, w.toDayList(unit, y))
	}
	v.Pages = nearby(v.Pages)
	v.Table = w.shortTable(unit, slices.DeleteFunc(slices.Clone(w.cube.Periods(unit)), func(p period.Period) bool { return w.yearFor(p) != year }))
	return v
}

func (w *writer) toDayList(unit string, year period.Period) Link {
	r := Ref{Kind: Periods, Lang: w.ref.Lang, Unit: unit, Period: year}
	return Link{Text: w.voice.Period(year), Href: w.to(w.address(r)), Current: w.ref.Kind == Periods && year == w.ref.Period}
}

// yearFor is the year that the first day of a period lies in.
func (b *Book) yearFor(p period.Period) period.Period {
	return b.cal.Of(period.Annual, b.cal.Span(p).First)
}

// findDayLists notes of each unit that has only days and weeks, and more than
// its page has room for, the years of which it has any.
func (b *Book) findDayLists() {
	b.dayLists = map[string][]period.Period{}
	for _, u := range b.archive.Units {
		list := b.cube.Periods(u.ID)
		if len(list) <= listPeriods || b.cube.Latest(u.ID).Grain() >= period.Monthly {
			continue
		}
		var years []period.Period
		for _, p := range list {
			if y := b.yearFor(p); !slices.Contains(years, y) {
				years = append(years, y)
			}
		}
		slices.SortFunc(years, func(x, y period.Period) int { return x.Sub(y) })
		b.dayLists[u.ID] = years
	}
}

// shortIndex lists the days or weeks of a unit; where there are many those of
// the last years, and leads to the lists of those before.
func (w *writer) shortIndex(unit string) (t Table, earlier []Link) {
	list, years := w.cube.Periods(unit), w.dayLists[unit]
	if years == nil {
		return w.shortTable(unit, list), nil
	}
	in := map[period.Period]int{}
	for _, p := range list {
		in[w.yearFor(p)]++
	}
	first, n := len(years)-1, in[years[len(years)-1]]
	for first > 0 && n+in[years[first-1]] <= listPeriods {
		first--
		n += in[years[first]]
	}
	for _, y := range slices.Backward(years[:first]) {
		earlier = append(earlier, w.toDayList(unit, y))
	}
	return w.shortTable(unit, slices.DeleteFunc(slices.Clone(list), func(p period.Period) bool { return w.yearFor(p).Sub(years[first]) < 0 })), earlier
}

// shortTable is periods, the latest first, each with what its report says in
// short.
func (w *writer) shortTable(unit string, list []period.Period) Table {
	t := Table{Class: "figures plain", Caption: w.l.T("nav.all_periods"), Hidden: true,
		Columns: []Column{{Text: w.l.T("table.period")}, {Text: w.l.T("table.coverage")}}, Groups: []Group{{}}}
	for _, p := range slices.Backward(list) {
		state := w.l.T("state.figures_only")
		if r := w.cube.Report(unit, p); r != nil {
			if _, s, _ := w.words(r); s != "" {
				state = s
			}
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, Row{Head: Cell{Text: w.voice.Period(p), Href: w.toPeriod(unit, p)}, Cells: []Cell{{Text: state, Class: "text"}}})
	}
	return t
}
