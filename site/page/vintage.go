package page

import (
	"cmp"
	"fmt"
	"slices"

	"almanac/site/cube"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// findUndeclared finds the figures that are not what they were in the first final
// version of their reports.
func (b *Book) findUndeclared() {
	b.undeclared = nil
	if b.register == nil || len(b.register.Record().List) == 0 {
		return
	}
	for i := range b.archive.Reports {
		b.addUndeclared(i)
	}
}

// addUndeclared adds those of the report at a place.
func (b *Book) addUndeclared(place int) {
	for _, x := range b.undeclaredOf(b.archive.Reports[place]) {
		b.undeclared = append(b.undeclared, undeclared{place, x})
	}
}

// undeclaredSame finds them anew for the reports at some places, in order, and
// reports whether there are any as there were before.
func (b *Book) undeclaredSame(places []int) bool {
	before := len(b.undeclared)
	b.undeclared = slices.DeleteFunc(slices.Clone(b.undeclared), func(x undeclared) bool { return slices.Contains(places, x.place) })
	for _, i := range places {
		b.addUndeclared(i)
	}
	slices.SortStableFunc(b.undeclared, func(x, y undeclared) int { return cmp.Compare(x.place, y.place) })
	return (len(b.undeclared) > 0) == (before > 0)
}

// An undeclared is a figure of the report at a place of the archive that is not what
// it was first.
type undeclared struct {
	place int
	cube.Undeclared
}

// undeclaredOf are those of one report, while it is final. Most reports have the
// front matter that they had.
func (b *Book) undeclaredOf(r *report.Report) []cube.Undeclared {
	if b.register == nil {
		return nil
	}
	c := b.register.Record().Of(r.Unit, r.Period)
	if c == nil || c.Final.IsZero() || c.Torn || r.Status != report.Final || c.Front == r.Digests.Front {
		return nil
	}
	first, ok := report.ParseBlock(c.First)
	if !ok {
		return nil
	}
	return b.cube.Undeclared(r, first)
}

// undeclaredTable lists the figures that were changed without a restatement.
func (w *writer) undeclaredTable() Table {
	l := w.l
	t := Table{ID: "undeclared", Class: "figures records", Hidden: true, Caption: l.T("vintage.title"), Groups: []Group{{}}, Columns: []Column{
		{Text: l.T("table.metric")}, {Text: l.T("vintage.first"), Class: "num"}, {Text: l.T("vintage.now"), Class: "num"},
		{Text: l.T("restatements_page.difference"), Class: "num"}, {Text: l.T("vintage.file"), Class: "text"}}}
	for _, x := range w.undeclared[:min(listEntries, len(w.undeclared))] {
		m := w.cube.Metric(x.Metric)
		form := w.format(m, narrative.Biggest(x.First, x.Now))
		name := w.metricName(m)
		if x.Target {
			name = l.T("restatements_page.entry", "metric", name, "period", l.T("restatement.of_target"))
		}
		now, gap := Cell{Text: l.T("vintage.gone"), Class: "na"}, Cell{Class: "na"}
		if x.Now.Present() {
			now = number(w.sayFigure(x.Now, m, l.Apart(x.Now, x.First, form)), "")
			d := x.Now.Sub(x.First)
			gap = number(l.SayChange(d, w.format(m, d), true), "")
		}
		t.row(Row{Head: Cell{Text: name, Small: w.title(Ref{Kind: Period, Unit: x.Unit, Period: x.Period}), Href: w.toPeriod(x.Unit, x.Period)}, Cells: []Cell{
			number(w.sayFigure(x.First, m, l.Apart(x.First, x.Now, form)), ""), now, gap,
			{Text: l.T("page.source_at", "file", x.Report.File, "line", fmt.Sprint(x.Pos.Line)), Class: "text"}}})
	}
	if more := len(w.undeclared) - listEntries; more > 0 {
		t.Notes = []string{l.T("vintage.more", "n", more)}
	}
	return t
}

// A vintageOf is a series of which some figure was corrected: a metric of a unit
// in a year, by one grain.
type vintageOf struct {
	unit, metric string
	target       bool
	year         period.Period
	grain        period.Grain
}

// mostSeries is how many series stand on a page of restatements.
const mostSeries = 24

// vintages are the series of the restatements that stand on a page, and on the
// first page of what was changed without one: as first reported, and now.
func (w *writer) vintages(here int) (tables []Table) {
	var list []vintageOf
	add := func(unit, metric string, target bool, p period.Period) {
		x := vintageOf{unit, metric, target, w.cal.Of(period.Annual, w.cal.Span(p).First), p.Grain()}
		if !slices.Contains(list, x) && len(list) < mostSeries {
			list = append(list, x)
		}
	}
	for i, r := range w.corrections {
		if w.correctedOn[i] == here {
			add(r.Unit, r.Metric, r.Target, r.Period)
		}
	}
	if here == 0 {
		for _, x := range w.undeclared {
			add(x.Unit, x.Metric, x.Target, x.Period)
		}
	}
	for _, x := range list {
		if t := w.vintageTable(x); len(t.Groups[0].Rows) > 1 {
			tables = append(tables, t)
		}
	}
	return tables
}

// vintageTable is one series in both vintages.
func (w *writer) vintageTable(x vintageOf) Table {
	l, m := w.l, w.cube.Metric(x.metric)
	title := l.T("restatements_page.entry", "metric", w.metricName(m), "period", w.title(Ref{Kind: Period, Unit: x.unit, Period: x.year}))
	if x.target {
		title += l.T("page.parentheses", "x", l.T("restatement.of_target"))
	}
	t := Table{Class: "figures slim vintage", Caption: title, Groups: []Group{{}}, Columns: []Column{{Text: l.T("grain." + x.grain.String())},
		{Text: l.T("vintage.first"), Class: "num"}, {Text: l.T("vintage.now"), Class: "num"}, {Text: l.T("restatements_page.difference"), Class: "num"}}}
	periods := []period.Period{x.year}
	if x.grain < period.Annual {
		periods = slices.Collect(w.cal.Parts(x.year, x.grain))
	}
	var top num.Num
	type row struct {
		p          period.Period
		first, now num.Num
	}
	var rows []row
	for _, p := range periods {
		f := w.at(x.unit, x.metric, p)
		now := f.Actual
		if x.target {
			now = f.Target
		}
		if first := w.firstOf(x, p, now, f.Entry); now.Present() || first.Present() {
			rows = append(rows, row{p, first, now})
			top = narrative.Biggest(top, narrative.Biggest(first, now))
		}
	}
	form := w.format(m, top)
	for _, r := range rows {
		apart := l.Apart(r.first, r.now, form)
		first, now := number(w.figure(r.first, m, apart), ""), number(w.figure(r.now, m, apart), w.toHow(x.unit, x.metric, r.p))
		gap := Cell{Class: "na"}
		if r.first.Present() && r.now.Present() && !r.first.Equal(r.now) {
			d := r.now.Sub(r.first)
			gap = number(l.SayChange(d, w.format(m, d), true), "")
		}
		t.row(Row{Head: Cell{Text: w.voice.Period(r.p), Href: w.toPeriod(x.unit, r.p)}, Cells: []Cell{first, now, gap}, Current: gap.Text != ""})
	}
	if s := l.Unit(form); s != "" {
		t.Notes = []string{l.T("table.in_unit", "unit", s)}
	}
	return t
}

// firstOf is a figure of a series as it was reported first.
func (w *writer) firstOf(x vintageOf, p period.Period, now num.Num, e *cube.Entry) num.Num {
	for _, u := range w.undeclared {
		if u.Unit == x.unit && u.Metric == x.metric && u.Target == x.target && u.Period == p {
			return u.First
		}
	}
	if e == nil {
		return now
	}
	if x.target {
		return e.FirstTarget().Or(now)
	}
	return e.FirstActual().Or(now)
}
