package page

import (
	"slices"
	"strings"

	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A MetricsView lists every metric.
type MetricsView struct {
	Frame
	Text  string
	Table Table
}

// A MetricView is one metric through all years and units.
type MetricView struct {
	Frame
	Definition string
	Of         Link       // the unit and period that the message is about
	Message    []Sentence // the latest period, and how it usually is
	Facts      []Fact
	Charts     []Chart // the years over each other, the whole course
	Beside     []Chart // the changes by year, where that on the year before came from
	Grid       Table   // year × month of the root, the last years
	Earlier    []Link  // the years before those
	Records    Table
	Heat       Table // attainment, units by periods
	HeatSaid   []Sentence
	Units      Table // units × last twelve periods; of many units the upper levels
}

// A NotFoundView is the page for addresses that lead nowhere.
type NotFoundView struct {
	Frame
	Text string
	Home Link
}

func (w *writer) notFound() *NotFoundView {
	v := &NotFoundView{Frame: w.frame(w.l.T("notfound.title")), Text: w.l.T("notfound.text")}
	v.Home = Link{Text: w.l.T("notfound.home"), Href: v.Up}
	return v
}

func (w *writer) metricsPage() *MetricsView {
	l := w.l
	v := &MetricsView{Frame: w.frame(l.T("metrics_page.title")), Text: l.T("metrics_page.text")}
	v.Crumbs = w.homeCrumb()
	p := w.cube.Latest(report.Root)
	v.Tree = w.tree(report.Root, p)
	latest := "–"
	if !p.IsZero() {
		latest = w.voice.Period(p)
	}
	v.Table = Table{Class: "figures metrics", Hidden: true, Caption: l.T("metrics_page.title"), Columns: []Column{
		{Text: l.T("table.metric")}, {Text: l.T("how.definition"), Class: "text"}, {Text: latest, Class: "num"},
		{Text: l.T("chart.period"), Class: "pic"}}}
	if !p.IsZero() {
		v.Table.Columns[3].Text = l.T("table.last_"+p.Grain().String(), "n", slotsOf(p.Grain()))
	}
	for _, m := range w.metrics {
		g := w.voice.Group(m)
		i := slices.IndexFunc(v.Table.Groups, func(x Group) bool { return x.Title == g })
		if i < 0 {
			i = len(v.Table.Groups)
			v.Table.Groups = append(v.Table.Groups, Group{Title: g})
		}
		v.Table.Groups[i].Rows = append(v.Table.Groups[i].Rows, w.metricRow(m, p))
	}
	return v
}

// metricRow is a metric with its meaning and latest value.
func (w *writer) metricRow(m *report.Metric, p period.Period) Row {
	form := w.formatAt(m, report.Root, p)
	def := w.text(m.Definition)
	if def == "" {
		def = w.l.Capital(w.say("kind", string(m.Kind)))
	}
	f := w.at(report.Root, m.ID, p)
	row := Row{Head: Cell{Text: w.metricName(m), Href: w.toMetric(m.ID), Small: w.l.Unit(form)},
		Cells: []Cell{{Text: def, Class: "text"}, w.actual(f, m, p, form, w.toHow(report.Root, m.ID, p)), {Picture: w.spark(report.Root, m, p)}}}
	return row
}

func (w *writer) metricPage() *MetricView {
	m := w.cube.Metric(w.ref.Metric)
	name := w.metricName(m)
	v := &MetricView{Frame: w.frame(name), Definition: w.text(m.Definition), Facts: append(w.metricFacts(m), w.linkedFrom(report.WikiMetric+m.ID)...)}
	v.Description = v.Definition
	v.Crumbs = append(w.homeCrumb(), Link{Text: w.l.T("nav.metrics"), Href: w.to(w.address(Ref{Kind: Metrics, Lang: w.ref.Lang}))})
	v.Tree = []Branch{{Title: w.l.T("nav.metrics"), Items: w.metricTree(m)}}
	unit := w.bearer(m)
	p := w.latestOf(unit, m)
	if p.IsZero() {
		return v
	}
	v.Of = Link{Text: w.title(Ref{Kind: Period, Unit: unit, Period: p}), Href: w.toPeriod(unit, p)}
	v.Message = w.paragraphs(w.tell.Of(unit, m, p))
	w.metricCharts(v, unit, m, p)
	v.Records = w.records(unit, []*report.Metric{m})
	if g := p.Grain(); g >= period.Monthly {
		v.Grid, v.Earlier = w.grid(unit, m, min(g, period.Quarterly))
		dropRows(&v.Grid)
		v.Grid.Caption = w.l.T("metric_page.months") + w.l.T("page.colon") + w.unitName(unit)
	}
	if v.Heat = w.heat(unit, m, p); !v.Heat.Empty() {
		v.HeatSaid = w.said(w.missed(unit, m, p))
	}
	v.Units = w.unitGrid(m, p)
	return v
}

// metricCharts draws a metric from all sides.
func (w *writer) metricCharts(v *MetricView, unit string, m *report.Metric, p period.Period) {
	form := w.gridFormat(unit, m, p.Grain())
	if c, ok := w.overlay("overlay", unit, m, p); ok {
		v.Charts = append(v.Charts, c)
	}
	if c, ok := w.course("course", unit, m, w.whole(unit, m, p, 120), p, form); ok {
		c.Series.Width, c.Series.Height = alone, 270
		v.Charts = append(v.Charts, c)
	}
	var years []period.Period
	for _, y := range w.figuredYears(unit) {
		if w.at(unit, m.ID, y).Actual.Present() {
			years = append(years, y)
		}
	}
	if c, ok := w.variance("years", unit, m, tail(years, 2*chartYears)); ok && len(years) > 1 {
		c.Title = w.l.T("chart.years", "metric", w.metricName(m))
		c.Variance.Title, c.Variance.Height = c.Title, 240
		if len(years) > chartYears {
			c.Variance.Width = 500
		}
		v.Beside = append(v.Beside, c)
	}
	if base, ok := w.cal.YearAgo(p); ok {
		if c, ok := w.bridge("bridge", unit, m, p, base, w.formatAt(m, unit, p)); ok {
			v.Beside = append(v.Beside, c)
		}
	}
}

// metricTree links to all metrics.
func (w *writer) metricTree(at *report.Metric) (items []Item) {
	for _, m := range w.metrics {
		items = append(items, Item{Link: Link{Text: w.metricName(m), Href: w.toMetric(m.ID), Current: m == at}})
	}
	return items
}

// bearer is the unit that a metric's page shows: the root, or the first that
// may be named and ever had it.
func (w *writer) bearer(m *report.Metric) string {
	for _, u := range w.comparable() {
		if w.cube.Ever(u.ID, m.ID) {
			return u.ID
		}
	}
	return report.Root
}

// latestOf is the last period of the finest grain, monthly or longer, in which
// a unit has a value of a metric.
func (w *writer) latestOf(unit string, m *report.Metric) (last period.Period) {
	for _, p := range w.cube.Periods(unit) {
		if !w.cube.Actual(unit, m.ID, p).Present() {
			continue
		}
		g, h := p.Grain(), last.Grain()
		switch {
		case h == 0, g == h, g >= period.Monthly && (g < h || h < period.Monthly):
			last = p
		}
	}
	return last
}

// metricFacts say how a metric is treated.
func (w *writer) metricFacts(m *report.Metric) []Fact {
	f := facts{w: w}
	f.add("metric_page.unit", joined(w.l.T("page.comma"), w.say("measure", m.Unit), m.Currency, w.text(m.Measure)))
	f.add("metric_page.kind", w.say("kind", string(m.Kind)))
	switch {
	case m.Expr != nil:
		f.add("how.formula", w.expression(m.Expr, false))
	case m.Num != "":
		f.add("how.formula", w.l.T("how.ratio_of", "num", w.nameOf(m.Num), "den", w.nameOf(m.Den)))
	case m.Weight != "":
		f.add("how.formula", w.l.T("how.wmean_of", "weight", w.nameOf(m.Weight)))
	}
	f.add("metric_page.direction", w.say("direction", map[report.Direction]string{report.Up: "up", report.Down: "down", report.Neutral: "neutral"}[m.Direction]))
	f.add("metric_page.basis", w.say("basis", m.Basis))
	f.add("metric_page.owner", m.OwnerDept)
	f.add("page.aliases", w.aliases(m)...)
	if !m.ComparableFrom.IsZero() {
		f.add("page.comparable", w.l.T("unit_page.valid_from", "from", w.voice.Period(m.ComparableFrom)))
	}
	if used := w.usedIn(m); len(used) > 0 {
		f.list = append(f.list, Fact{Label: w.l.T("page.used_in"), Values: used})
	}
	return f.list
}

// aliases are what a metric is also called in the page's language.
func (w *writer) aliases(m *report.Metric) (list []string) {
	same := func(s string) func(string) bool { return func(x string) bool { return strings.EqualFold(s, x) } }
	for _, s := range m.Aliases[w.l.Tag] {
		if !strings.EqualFold(s, w.metricName(m)) && !slices.ContainsFunc(list, same(s)) {
			list = append(list, s)
		}
	}
	return list
}

// dropRows takes out the rows that have nothing but dashes.
func dropRows(t *Table) {
	for i := range t.Groups {
		t.Groups[i].Rows = slices.DeleteFunc(t.Groups[i].Rows, func(r Row) bool {
			return !slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Class != "na" })
		})
	}
}

// usedIn links to the metrics that a metric is part of.
func (w *writer) usedIn(m *report.Metric) (list []Link) {
	for _, x := range w.metrics {
		if x.Num == m.ID || x.Den == m.ID || x.Weight == m.ID || slices.Contains(x.Expr.Metrics(), m.ID) {
			list = append(list, Link{Text: w.metricName(x), Href: w.toMetric(x.ID)})
		}
	}
	return list
}

// unitGrid is the table units × last twelve periods, with attainment. Of many
// units it has the upper levels; the others stand on their own pages.
func (w *writer) unitGrid(m *report.Metric, p period.Period) Table {
	run := lastOf(p, 12)
	span := period.Span{First: w.cal.Span(run[0]).First, End: w.cal.Span(p).End}
	t := Table{Class: "figures grid units", Caption: w.l.T("metric_page.units_of", "range", w.rangeOf(run, span)), Hidden: true,
		Columns: []Column{{Text: w.l.T("table.unit")}}, Groups: []Group{{}}}
	var top num.Num
	for _, q := range run {
		name := w.voice.PeriodShort(q)
		t.Columns = append(t.Columns, Column{Text: name, Class: "num"})
	}
	var all []string
	for _, u := range w.comparable() {
		if w.cube.Ever(u.ID, m.ID) {
			all = append(all, u.ID)
		}
	}
	units, more := w.upper(all, m, p)
	for _, u := range units {
		for _, q := range run {
			top = narrative.Biggest(top, w.cube.Actual(u, m.ID, q))
		}
	}
	form := w.format(m, top)
	for _, u := range units {
		row := Row{Head: Cell{Text: w.unitName(u), Href: w.toUnit(u)}}
		for _, q := range run {
			row.Cells = append(row.Cells, w.gridCell(u, m, q, form))
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, row)
	}
	dropRows(&t)
	w.more(&t, report.Root, more)
	if s := w.l.Unit(form); s != "" {
		t.Notes = []string{w.l.T("table.in_unit", "unit", s)}
	}
	return t
}
