package page

import (
	"slices"

	"almanac/site/chart"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trend"
)

// A ForecastView is what the figures lead one to expect, and how far to trust it.
type ForecastView struct {
	Frame
	Text     string
	Sections []ForecastSection
	Units    Table // the headline metric of the units below
	Refused  Table // what is not forecast, and why
	Notes    []string
	Data     Link // the forecasts for programs
}

// A ForecastSection is one metric's forecast.
type ForecastSection struct {
	ID, Title string
	Message   []Sentence
	Charts    []Chart
}

func (w *writer) forecastPage() *ForecastView {
	l := w.l
	v := &ForecastView{Frame: w.frame(l.T("forecast_page.title")), Text: l.T("forecast_page.text")}
	v.Crumbs, v.Tree = w.homeCrumb(), w.tree(report.Root, w.cube.Latest(report.Root))
	v.Refused = Table{Class: "figures refused", Hidden: true, Caption: l.T("forecast_page.refused"), Columns: []Column{{Text: l.T("table.metric")}, {Text: l.T("forecast_page.why"), Class: "text"}}, Groups: []Group{{}}}
	for _, m := range w.coreOf(report.Root) {
		x := w.tell.Project(report.Root, m)
		if x.Forecast.Refused != "" {
			v.Refused.row(Row{Head: Cell{Text: w.metricName(m), Href: w.toMetric(m.ID)}, Cells: []Cell{{Class: "text", Text: l.T("not_forecast." + string(x.Forecast.Refused))}}})
			continue
		}
		v.Sections = append(v.Sections, w.forecastSection(m, x))
	}
	if len(v.Sections) > 0 {
		v.Notes = []string{l.T("forecast_page.method"), l.T("forecast_page.interval")}
		v.Description = opening(v.Sections[0].Message)
	}
	v.Units = w.forecastUnits()
	v.Data = Link{Text: l.T("forecast_page.data"), Href: w.to("data/forecast.csv")}
	return v
}

// forecastSection is one metric: the next period, the year, and how good the
// method was.
func (w *writer) forecastSection(m *report.Metric, x *narrative.Projection) ForecastSection {
	s := ForecastSection{ID: "metric-" + m.ID, Title: w.metricName(m)}
	if list := w.tell.Forecasts(x); len(list) > 0 {
		s.Message = append(s.Message, w.sentence(list[0]))
	}
	s.Message = append(s.Message, w.said(w.tell.Tested(x))...)
	s.Charts = append(s.Charts, w.fan("fan-"+m.ID, report.Root, m, x))
	if f, ok := w.tell.Landing(x); ok {
		s.Charts = append(s.Charts, w.landing("landing-"+m.ID, m, f))
	}
	return s
}

// fan is the chart of what is known and what is forecast.
func (w *writer) fan(id, unit string, m *report.Metric, x *narrative.Projection) Chart {
	known := 24
	if x.Origin.Grain() == period.Quarterly {
		known = 8
	}
	list := w.whole(unit, m, x.Origin, known)
	form := w.fanFormat(unit, m, list, x)
	o := chart.SeriesOptions{ID: id, Form: chart.Lines, Steps: true, Width: alone, Height: 270, Tick: w.tick(form),
		Points: w.points(unit, m, list, period.Period{}, form)}
	t := plainTable(Column{Text: w.l.T("table.period")}, Column{Text: w.l.T("chart.forecast"), Class: "num", Small: w.l.Unit(form)},
		Column{Text: w.l.T("landing.low"), Class: "num", Small: w.l.Unit(form)}, Column{Text: w.l.T("landing.high"), Class: "num", Small: w.l.Unit(form)},
		Column{Text: w.l.T("table.target"), Class: "num", Small: w.l.Unit(form)}, Column{Text: w.l.T("chart.year_ago"), Class: "num", Small: w.l.Unit(form)})
	for i := range o.Points {
		f := w.at(unit, m.ID, list[i])
		o.Points[i].Target = value(f.Target)
	}
	ranged := false
	for i, a := range x.Forecast.Ahead {
		p := x.At(i)
		f := w.at(unit, m.ID, p)
		pt := chart.Point{Name: w.voice.PeriodShort(p), Target: value(f.Target), Forecast: chart.Of(a.Value), ForecastLabel: w.figure(narrative.Round(a.Value), m, form),
			Inner: rangeSpan(a.Interval, a.Low50, a.High50), Outer: rangeSpan(a.Interval, a.Low80, a.High80)}
		if y := w.voice.YearOf(p); len(o.Points) > 0 && y != w.voice.YearOf(p.Prev()) {
			pt.Year = y
		}
		ranged = ranged || a.Interval
		o.Points = append(o.Points, pt)
		t.row(w.forecastRow(unit, m, p, a, form))
	}
	for _, i := range chart.OffScale(o.Points) {
		o.Points[i].Note = w.l.T("page.slip_note")
	}
	c := Chart{Series: &o, Table: t, Unit: w.l.Unit(form), Legend: []Key{{"ac", w.l.T("chart.actual")}, {"fc", w.l.T("chart.forecast")}}}
	if ranged {
		c.Legend = append(c.Legend, Key{"fan", w.l.T("chart.ranges")})
	}
	if slices.ContainsFunc(o.Points, func(p chart.Point) bool { return p.Target.OK }) {
		c.Legend = append(c.Legend, Key{"pl", w.l.T("chart.target")})
	}
	dropDashes(&c.Table, 2)
	desc := "forecast_page.chart_desc"
	if !ranged {
		desc += "_bare"
	}
	w.finish(&c, w.l.T("forecast_page.chart", "metric", w.metricName(m)), w.l.T(desc, "metric", w.l.Label(w.metricName(m)),
		"from", w.voice.Period(x.At(0)), "to", w.voice.Period(x.At(len(x.Forecast.Ahead)-1))))
	return c
}

// fanFormat has the scale of all that a fan shows.
func (w *writer) fanFormat(unit string, m *report.Metric, list []period.Period, x *narrative.Projection) locale.Format {
	top := narrative.Round(0)
	for _, p := range list {
		top = narrative.Biggest(top, w.at(unit, m.ID, p).Actual)
	}
	for _, a := range x.Forecast.Ahead {
		top = narrative.Biggest(top, narrative.Round(max(a.Value, a.High80)))
	}
	return w.format(m, top)
}

// forecastRow is one period ahead.
func (w *writer) forecastRow(unit string, m *report.Metric, p period.Period, a trend.Ahead, form locale.Format) Row {
	f := w.at(unit, m.ID, p)
	num := func(v float64, ok bool) Cell {
		if !ok {
			return w.none("", "")
		}
		return number(w.figure(narrative.Round(v), m, form), "")
	}
	before := w.none("", "")
	if q, ok := w.cal.YearAgo(p); ok {
		if g := w.at(unit, m.ID, q); g.Actual.Present() {
			before = number(w.figure(g.Actual, m, form), w.toHow(unit, m.ID, q))
			before.Class = "prior"
		}
	}
	return Row{Head: Cell{Text: w.voice.Period(p), Href: w.toPeriod(unit, p)}, Cells: []Cell{num(a.Value, true), num(a.Low80, a.Interval), num(a.High80, a.Interval),
		w.target(f, m, form, w.toHow(unit, m.ID, p)), before}}
}

// forecastUnits is the headline metric of the units directly below the root, of
// many the largest.
func (w *writer) forecastUnits() Table {
	l := w.l
	p := w.cube.Latest(report.Root)
	m := w.tell.Head(report.Root, p)
	if m == nil || p.IsZero() {
		return Table{}
	}
	t := Table{Class: "figures slim", Hidden: true, Caption: l.T("forecast_page.units", "metric", w.metricName(m)), Groups: []Group{{}}}
	form := w.formatAt(m, report.Root, p)
	t.Columns = []Column{{Text: l.T("table.unit")}, {Text: l.T("forecast_page.next"), Class: "text"}, {Text: l.T("chart.forecast"), Class: "num", Small: l.Unit(form)},
		{Text: l.T("forecast_page.interval_short"), Class: "num", Small: l.Unit(form)}, {Text: l.T("table.target"), Class: "num", Small: l.Unit(form)}}
	children := w.unhidden(w.cube.Children(report.Root, w.cal.Span(p)))
	for _, c := range w.chief(children, m, p) {
		t.row(w.forecastUnit(c, m, form))
	}
	w.more(&t, report.Root, len(children)-len(t.Groups[0].Rows))
	t.Notes = []string{l.T("forecast_page.units_note")}
	return t
}

func (w *writer) forecastUnit(unit string, m *report.Metric, form locale.Format) Row {
	row := Row{Head: Cell{Text: w.unitName(unit), Href: w.toUnit(unit)}}
	x := w.tell.Project(unit, m)
	if x.Forecast.Refused != "" || len(x.Forecast.Ahead) == 0 {
		row.Cells = []Cell{{Class: "text", Text: w.l.T("not_forecast." + string(x.Forecast.Refused))}, w.none("", ""), w.none("", ""), w.none("", "")}
		return row
	}
	a, p := x.Forecast.Ahead[0], x.At(0)
	between := w.none(w.l.T("forecast_page.no_interval"), "")
	if a.Interval {
		low, high := narrative.Round(a.Low80), narrative.Round(a.High80)
		between = Cell{Text: w.l.Between(low, high, w.figure(low, m, form), w.figure(high, m, form))}
	}
	row.Cells = []Cell{{Class: "text", Text: w.voice.Period(p), Href: w.toPeriod(unit, p)}, number(w.figure(narrative.Round(a.Value), m, form), ""), between,
		w.target(w.at(unit, m.ID, p), m, form, w.toHow(unit, m.ID, p))}
	return row
}
