package page

import (
	"slices"

	"almanac/site/chart"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A HistoryView is the whole organisation year over year.
type HistoryView struct {
	Frame
	Empty     string // what stands there instead, if there are no years yet
	Message   []Sentence
	Years     Table   // every core metric by year
	Multiples []Chart // of each, its values and changes by year
	Charts    []Chart // the years over each other
	Bridges   []Chart // where the last year's change came from
	Landing   []Chart // where the current year is going to end
	Heat      Table
	HeatSaid  []Sentence
	Records   Table
	Pairs     []Chart
}

// tableYears is how many years a table has columns for, chartYears how many a
// small multiple has.
const (
	tableYears = 5
	chartYears = 6
)

func (w *writer) historyPage() *HistoryView {
	v := &HistoryView{Frame: w.frame(w.l.T("history_page.title"))}
	p := w.cube.Latest(report.Root)
	v.Crumbs, v.Tree = w.homeCrumb(), w.tree(report.Root, p)
	years := w.figuredYears(report.Root)
	if len(years) == 0 {
		v.Empty = w.l.T("history_page.empty")
		return v
	}
	core := w.coreOf(report.Root)
	last := w.lastYear(core, years)
	v.Message = w.longView(core, last)
	v.Description = opening(v.Message)
	v.Years = w.yearTable(core, years)
	for _, m := range core {
		if c, ok := w.variance("year-"+m.ID, report.Root, m, tail(years, chartYears)); ok {
			v.Multiples = append(v.Multiples, c)
		}
	}
	v.Records = w.records(report.Root, core)
	m := w.tell.Head(report.Root, last)
	if m == nil {
		return v
	}
	if c, ok := w.overlay("overlay", report.Root, m, w.latestOf(report.Root, m)); ok {
		v.Charts = append(v.Charts, c)
	}
	v.Bridges = w.yearBridges(m, last)
	v.Landing = w.landings(core)
	v.Heat = w.heat(report.Root, m, p)
	v.HeatSaid = w.said(w.missed(report.Root, m, p))
	v.Pairs = w.pairCharts(report.Root, p)
	return v
}

// longView is what the years come to: the headline metric over all of them and
// how often it met its target; the other core metrics; and the last year's worst
// news.
func (w *writer) longView(core []*report.Metric, last period.Period) (list []Sentence) {
	lead, before := w.tell.Head(report.Root, last), narrative.Finding{}
	add := func(class string, f narrative.Finding, ok bool) {
		if ok {
			s := w.sentence(f)
			s.Class = class
			list = append(list, s)
		}
	}
	if lead != nil {
		f, ok := w.tell.Years(report.Root, lead)
		add("lead", f, ok)
		before = f
		f, ok = w.tell.TimesMet(report.Root, lead)
		add("", f, ok)
	}
	for _, m := range core {
		if f, ok := w.tell.Years(report.Root, m); ok && m != lead {
			add("", narrative.After(before, f), true)
			before = f
		}
	}
	if len(list) == 0 {
		return w.paragraphs(w.tell.Message(report.Root, last))
	}
	if f, ok := w.tell.Worst(w.tell.Findings(report.Root, last), nil); ok {
		add("caution", f, true)
	}
	return list
}

// tail is the last n of a list.
func tail[T any](list []T, n int) []T { return list[max(0, len(list)-n):] }

// homeCrumb leads to the home page.
func (w *writer) homeCrumb() []Link {
	return []Link{{Text: w.l.T("nav.home"), Href: w.toUnit(report.Root)}}
}

// coreOf lists the core metrics that a unit ever had; all of its metrics where
// none of them is core.
func (w *writer) coreOf(unit string) (list []*report.Metric) {
	for _, core := range [...]bool{true, false} {
		for _, m := range w.metrics {
			if m.Core == core && w.cube.Ever(unit, m.ID) {
				list = append(list, m)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// figuredYears lists the years in which a unit has an actual of some metric.
func (w *writer) figuredYears(unit string) (years []period.Period) {
	for _, p := range w.cube.Periods(unit) {
		has := func(m *report.Metric) bool { return w.at(unit, m.ID, p).Actual.Present() }
		if p.Grain() == period.Annual && slices.ContainsFunc(w.metrics, has) {
			years = append(years, p)
		}
	}
	return years
}

// lastYear is the last year in which some core metric is complete, else the
// last that has begun, else the first.
func (w *writer) lastYear(core []*report.Metric, years []period.Period) period.Period {
	for _, y := range slices.Backward(years) {
		if slices.ContainsFunc(core, func(m *report.Metric) bool { return w.at(report.Root, m.ID, y).Complete }) {
			return y
		}
	}
	for _, y := range slices.Backward(years) {
		if w.cal.Span(y).First <= w.cube.AsOf() {
			return y
		}
	}
	return years[0]
}

// yearTable is every core metric by year, each with its change on the year
// before, and the last 24 months.
func (w *writer) yearTable(core []*report.Metric, years []period.Period) Table {
	t := Table{Class: "figures years", Hidden: true, Caption: w.l.T("history_page.table"), Columns: []Column{{Text: w.l.T("table.metric")}}, Groups: []Group{{}}}
	shown := tail(years, tableYears)
	for _, y := range shown {
		t.Columns = append(t.Columns, Column{Text: w.voice.PeriodShort(y), Class: "num"})
	}
	p := w.cube.Latest(report.Root)
	t.Columns = append(t.Columns, Column{Text: w.l.T("table.last_"+p.Grain().String(), "n", slotsOf(p.Grain())), Class: "pic"})
	for _, m := range core {
		form := w.runFormat(report.Root, m, shown)
		row := Row{Head: Cell{Text: w.metricName(m), Href: w.toMetric(m.ID), Small: w.l.Unit(form)}}
		for _, y := range shown {
			row.Cells = append(row.Cells, w.yearCell(m, y, form))
		}
		row.Cells = append(row.Cells, Cell{Picture: w.spark(report.Root, m, p)})
		t.row(row)
	}
	t.Notes = markNotes(&t)
	if len(years) > len(shown) {
		t.Notes = append(t.Notes, w.l.T("history_page.more_years", "n", len(shown)))
	}
	return t
}

// yearCell is a year's figure with its change on the year before.
func (w *writer) yearCell(m *report.Metric, y period.Period, form locale.Format) Cell {
	c := w.actual(w.at(report.Root, m.ID, y), m, y, form, w.toHow(report.Root, m.ID, y))
	if c.Class == "na" {
		return c
	}
	d := w.change(deltaOf(w.cube.Previous(report.Root, m.ID, y)), m, form, "")
	if d.Class == "na" {
		return c
	}
	c.Arrow, c.Tone, c.Small = d.Arrow, d.Tone, d.Text+d.Unit
	if c.Class = d.Class; d.Class == "flat" {
		c.Class = "ac"
	}
	return c
}

// records is the highest and the lowest month of each core metric.
func (w *writer) records(unit string, core []*report.Metric) Table {
	t := Table{Class: "figures records", Hidden: true, Caption: w.l.T("history_page.records"), Groups: []Group{{}}, Columns: []Column{{Text: w.l.T("table.metric")},
		{Text: w.l.T("history_page.highest"), Class: "num"}, {Text: w.l.T("history_page.when"), Class: "text", Label: w.l.T("history_page.when")},
		{Text: w.l.T("history_page.lowest"), Class: "num"}, {Text: w.l.T("history_page.when"), Class: "text"}, {Text: w.l.T("history_page.of"), Class: "text"}}}
	for _, m := range core {
		x, ok := w.tell.Extremes(unit, m)
		if !ok {
			continue
		}
		form := w.format(m, x.HighValue)
		at := func(v num.Num, p period.Period) (Cell, Cell) {
			c := number(w.figure(v, m, form), w.toHow(unit, m.ID, p))
			c.Class = "ac"
			return c, Cell{Text: w.voice.Period(p), Href: w.toPeriod(unit, p), Class: "text"}
		}
		high, when := at(x.HighValue, x.High)
		low, then := at(x.LowValue, x.Low)
		row := Row{Head: Cell{Text: w.metricName(m), Href: w.toMetric(m.ID), Small: w.l.Unit(form)}, Cells: []Cell{high, when, low, then,
			{Class: "text", Text: w.l.T("history_page.since", "n", w.l.T("n."+x.High.Grain().String(), "n", x.Count), "period", w.voice.Period(x.First))}}}
		t.row(row)
	}
	return t
}

// yearBridges are where the change of the last year came from: by unit, and by
// month.
func (w *writer) yearBridges(m *report.Metric, year period.Period) (list []Chart) {
	form := w.formatAt(m, report.Root, year)
	if c, ok := w.bridgeOf("bridge-units", report.Root, m, w.unitParts(report.Root, m, year, year.Prev()), year, year.Prev(), form); ok {
		list = append(list, c)
	}
	if c, ok := w.bridgeOf("bridge-months", report.Root, m, w.cube.PeriodContributions(report.Root, m.ID, year, year.Prev()), year, year.Prev(), form); ok {
		list = append(list, c)
	}
	return list
}

// landings are where the current year is going to end, of each core metric that
// this can be said of.
func (w *writer) landings(core []*report.Metric) (list []Chart) {
	for _, m := range core {
		x := w.tell.Project(report.Root, m)
		if f, ok := w.tell.Landing(x); ok {
			c := w.landing("landing-"+m.ID, m, f)
			c.Title = w.l.T("chart.title", "metric", w.metricName(m), "range", w.voice.Period(f.Period)) // under a heading that says the rest
			list = append(list, c)
		}
	}
	return list
}

// landing is the chart of where a year is going to end.
func (w *writer) landing(id string, m *report.Metric, f narrative.Finding) Chart {
	x := f.Fact.(narrative.LandingFact)
	form := w.format(m, narrative.Biggest(narrative.Biggest(x.Value, x.Target), x.High))
	o := chart.LandingOptions{ID: id, Done: value(x.Done), Landing: value(x.Value), Range: chart.Span{Lo: value(x.Low), Hi: value(x.High)},
		Target: value(x.Target), Prior: value(x.Prior), Width: alone}
	t := plainTable(Column{Text: w.metricName(m)}, Column{Text: w.voice.Period(f.Period), Class: "num", Small: w.l.Unit(form)})
	row := func(key string, n num.Num, class string) string {
		if !n.Present() {
			return ""
		}
		c := number(w.figure(n, m, form), "")
		c.Class = class
		t.row(Row{Head: Cell{Text: w.l.T("landing." + key)}, Cells: []Cell{c}})
		return w.l.T("landing.label", "what", w.l.T("landing."+key), "value", w.figure(n, m, form))
	}
	done := row("done", x.Done, "ac")
	o.LandingLabel = row("forecast", x.Value, "")
	row("low", x.Low, "")
	row("high", x.High, "")
	o.TargetLabel, o.PriorLabel = row("target", x.Target, "plan"), row("prior", x.Prior, "prior")
	if x.Done.Present() {
		o.DoneLabel = done
	}
	c := Chart{Landing: &o, Table: t, Unit: w.l.Unit(form), Said: []Sentence{w.sentence(f)}}
	w.finish(&c, w.l.T("landing.title", "metric", w.metricName(m), "period", w.voice.Period(f.Period)), "")
	return c
}

// pairCharts are the metrics that are read together.
func (w *writer) pairCharts(unit string, p period.Period) (list []Chart) {
	for _, pair := range w.tell.Pairs() {
		if c, ok := w.together("pair-"+pair[1].ID, unit, pair[0], pair[1], p); ok {
			list = append(list, c)
		}
	}
	return list
}

// missed is the finding on which part of a unit missed its targets most.
func (w *writer) missed(unit string, m *report.Metric, p period.Period) (narrative.Finding, bool) {
	return w.tell.Missed(unit, m, lastOf(p, 12))
}
