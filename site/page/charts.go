package page

import (
	"almanac/site/chart"
	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// finish gives a chart its title, the words for those who do not see it, and
// the caption of its table.
func (w *writer) finish(c *Chart, title, desc string) {
	c.Title, c.Summary, c.Of = title, w.l.T("chart.figures"), w.l.T("page.colon")+title
	c.Table.Caption, c.Table.Hidden = title, true
	if desc == "" {
		desc = plain(c.Said)
	}
	switch {
	case c.Overlay != nil:
		c.Overlay.Title, c.Overlay.Desc = title, desc
	case c.Variance != nil:
		c.Variance.Title, c.Variance.Desc = title, desc
	case c.Landing != nil:
		c.Landing.Title, c.Landing.Desc = title, desc
	case c.Pairs != nil:
		c.Pairs.Title, c.Pairs.Desc = title, desc
	case c.Stages != nil:
		c.Stages.Title, c.Stages.Desc = title, desc
	case c.Series != nil:
		c.Series.Title, c.Series.Desc = title, desc
	}
}

// plainTable is the table beneath a chart.
func plainTable(columns ...Column) Table {
	return Table{Class: "figures plain", Columns: columns, Groups: []Group{{}}}
}

func (t *Table) row(r Row) { t.Groups[0].Rows = append(t.Groups[0].Rows, r) }

// mostYears is how many years lie over each other; the metric's grid has them all.
const mostYears = 8

// overlay is the chart of a metric's years over each other, with the targets and
// the forecast of the present one.
func (w *writer) overlay(id, unit string, m *report.Metric, now period.Period) (Chart, bool) {
	g := max(now.Grain(), period.Monthly)
	years := w.valued(unit, m, g)
	if g > period.Quarterly || len(years) < 2 {
		return Chart{}, false
	}
	years = years[max(0, len(years)-mostYears):]
	form := w.gridFormat(unit, m, g)
	o := chart.OverlayOptions{ID: id, Tick: w.tick(form), Width: alone, Height: 320}
	last := years[len(years)-1]
	t := plainTable(Column{Text: w.l.T("table.period")})
	for _, y := range years {
		line := chart.OverlayYear{Name: w.voice.PeriodShort(y)}
		t.Columns = append(t.Columns, Column{Text: line.Name, Class: "num", Small: w.l.Unit(form)})
		place := 0
		for q := range w.cal.Parts(y, g) {
			f := w.at(unit, m.ID, q)
			line.Values = append(line.Values, value(f.Actual))
			if f.Actual.Present() {
				line.Label = w.figure(f.Actual, m, form)
			}
			if y == years[0] {
				o.Names = append(o.Names, w.voice.PeriodShort(q))
				t.row(Row{Head: Cell{Text: w.voice.PeriodIn(q, y)}})
			}
			if y == last {
				o.Target = append(o.Target, value(f.Target))
				o.Partial = append(o.Partial, f.Actual.Present() && !f.Complete)
			}
			if place < len(t.Groups[0].Rows) {
				row := &t.Groups[0].Rows[place]
				row.Cells = append(row.Cells, w.actual(f, m, q, form, w.toHow(unit, m.ID, q)))
			}
			place++
		}
		o.Years = append(o.Years, line)
	}
	projected := w.project(&o, unit, m, last, form)
	c := Chart{Overlay: &o, Table: t, Unit: w.l.Unit(form), Legend: w.overlayLegend(years, o.Target, projected)}
	c.Said = append(c.Said, w.said(w.tell.Season(unit, m, now))...)
	c.Sentence = w.seasonsSaid(unit, m, years, g)
	w.finish(&c, w.l.T("chart.overlay", "metric", w.metricName(m)), w.l.T("chart.overlay_desc", "metric", w.l.Label(w.metricName(m)), "count", len(years),
		"first", w.voice.PeriodShort(years[0]), "last", w.voice.PeriodShort(last)))
	return c, true
}

// valued lists the years in which a unit has some value of a metric.
func (w *writer) valued(unit string, m *report.Metric, g period.Grain) (years []period.Period) {
	for _, y := range w.yearsOf(unit, g) {
		for q := range w.cal.Parts(y, g) {
			if w.cube.Actual(unit, m.ID, q).Present() {
				years = append(years, y)
				break
			}
		}
	}
	return years
}

// project adds the forecast of a year to its overlay.
func (w *writer) project(o *chart.OverlayOptions, unit string, m *report.Metric, year period.Period, form locale.Format) bool {
	x := w.tell.Project(unit, m)
	any := false
	for q := range w.cal.Parts(year, period.Monthly) {
		i := q.Sub(x.Origin) - 1
		if x.Origin.Grain() != period.Monthly || i < 0 || i >= len(x.Forecast.Ahead) {
			o.Forecast, o.Inner, o.Outer = append(o.Forecast, chart.Value{}), append(o.Inner, chart.Span{}), append(o.Outer, chart.Span{})
			continue
		}
		a := x.Forecast.Ahead[i]
		any = true
		inner, outer := rangeSpan(a.Interval, a.Low50, a.High50), rangeSpan(a.Interval, a.Low80, a.High80)
		o.Forecast, o.Inner, o.Outer = append(o.Forecast, chart.Of(a.Value)), append(o.Inner, inner), append(o.Outer, outer)
		o.ForecastLabel = w.figure(narrative.Round(a.Value), m, form)
	}
	return any
}

// rangeSpan is an interval as charts have it; none without one.
func rangeSpan(ok bool, lo, hi float64) chart.Span {
	if !ok {
		return chart.Span{}
	}
	return chart.Span{Lo: chart.Of(lo), Hi: chart.Of(hi)}
}

func (w *writer) overlayLegend(years []period.Period, targets []chart.Value, projected bool) []Key {
	list := []Key{{"ac", w.voice.PeriodShort(years[len(years)-1])}, {"py", w.voice.PeriodShort(years[len(years)-2])}}
	if len(years) > 2 {
		list = append(list, Key{"older", w.l.T("chart.older")})
	}
	if len(years) > 4 {
		list = append(list, Key{"band", w.l.T("chart.band")})
	}
	for _, t := range targets {
		if t.OK {
			list = append(list, Key{"pl", w.l.T("chart.target")})
			break
		}
	}
	if projected {
		list = append(list, Key{"fc", w.l.T("chart.forecast")}, Key{"fan", w.l.T("chart.ranges")})
	}
	return list
}

// variance is one of the small multiples: a metric by year, its changes on the
// year before, and their rates.
func (w *writer) variance(id, unit string, m *report.Metric, years []period.Period) (Chart, bool) {
	var top num.Num
	for _, y := range years {
		top = narrative.Biggest(top, w.at(unit, m.ID, y).Actual)
	}
	form := w.format(m, top)
	o := chart.VarianceOptions{ID: id, NoRates: m.Points(), RateTitle: w.l.T("chart.rate"), DeltaTitle: w.l.T("chart.delta"), ValueTitle: w.l.T("chart.value")}
	t := plainTable(Column{Text: w.l.T("grain.annual")}, Column{Text: w.l.T("table.actual"), Class: "num", Small: w.l.Unit(form)},
		Column{Text: w.l.T("table.change"), Class: "num", Small: w.l.Unit(form)}, Column{Text: w.l.T("table.change_rate"), Class: "num"})
	any := 0
	for _, y := range years {
		f, c, how := w.at(unit, m.ID, y), w.cube.Previous(unit, m.ID, y), w.toHow(unit, m.ID, y)
		pt := chart.VariancePoint{Name: w.voice.PeriodShort(y), Value: value(f.Actual), Partial: f.Actual.Present() && !f.Complete,
			Delta: value(c.Change), Rate: value(c.Rate), Effect: effect(c.Favourable), Refused: c.Refused != "" && c.Refused != cube.Missing}
		if f.Actual.Present() {
			pt.Label, any = w.figure(f.Actual, m, form), any+1
		}
		if c.Change.Present() {
			pt.DeltaLabel = w.l.Change(c.Change, form)
		}
		if c.Rate.Present() {
			pt.RateLabel = w.rate(c.Rate)
		}
		o.Points = append(o.Points, pt)
		amount := w.change(delta{c.Change, num.Num{}, c.Refused, c.Favourable}, m, form, how)
		row := Row{Head: Cell{Text: w.voice.Period(y), Href: w.toPeriod(unit, y)}, Cells: []Cell{w.actual(f, m, y, form, how), amount}}
		if !m.Points() {
			row.Cells = append(row.Cells, w.change(deltaOf(c), m, form, how))
		}
		t.row(row)
	}
	if m.Points() {
		t.Columns = t.Columns[:3]
	}
	c := Chart{Variance: &o, Table: t}
	if last := w.lastComplete(unit, m, years); !last.IsZero() {
		c.Said = append(c.Said, w.said(w.tell.Yearly(unit, m, last))...)
	}
	w.finish(&c, w.measured(m, form), "")
	if c.Variance.Desc == "" {
		c.Variance.Desc = w.l.T("chart.variance_desc", "metric", w.l.Label(w.metricName(m)))
	}
	return c, any > 0
}

// lastComplete is the last of some periods in which a figure is complete.
func (w *writer) lastComplete(unit string, m *report.Metric, list []period.Period) (last period.Period) {
	for _, p := range list {
		if w.at(unit, m.ID, p).Complete {
			last = p
		}
	}
	return last
}

// together is the chart of two metrics that belong together, over the last
// periods up to p.
func (w *writer) together(id, unit string, a, b *report.Metric, p period.Period) (Chart, bool) {
	list := w.whole(unit, a, p, 24)
	if len(list) < 3 {
		return Chart{}, false
	}
	fa, fb := w.runFormat(unit, a, list), w.runFormat(unit, b, list)
	line := func(m *report.Metric, form locale.Format) chart.PairLine {
		return chart.PairLine{Title: w.measured(m, form), Tick: w.tick(form), Points: w.points(unit, m, list, p, form)}
	}
	o := chart.PairsOptions{ID: id, Upper: line(a, fa), Lower: line(b, fb), Width: alone, Height: 300}
	t := plainTable(Column{Text: w.l.T("table.period")}, Column{Text: w.metricName(a), Class: "num", Small: w.l.Unit(fa)},
		Column{Text: w.metricName(b), Class: "num", Small: w.l.Unit(fb)})
	for _, q := range list {
		t.row(Row{Head: Cell{Text: w.voice.Period(q), Href: w.toPeriod(unit, q)}, Current: q == p, Cells: []Cell{
			w.actual(w.at(unit, a.ID, q), a, q, fa, w.toHow(unit, a.ID, q)), w.actual(w.at(unit, b.ID, q), b, q, fb, w.toHow(unit, b.ID, q))}})
	}
	c := Chart{Pairs: &o, Table: t}
	c.Said = append(c.Said, w.said(w.tell.Pair(unit, a, b, p))...)
	w.finish(&c, w.l.T("chart.pair", "first", w.metricName(a), "second", w.metricName(b)), w.l.T("chart.pair_desc", "first", w.metricName(a), "second", w.metricName(b)))
	return c, true
}

// measured is a metric's name with its unit: Sales, USD m.
func (w *writer) measured(m *report.Metric, form locale.Format) string {
	if u := w.l.Unit(form); u != "" {
		return w.l.T("chart.measured", "metric", w.metricName(m), "unit", u)
	}
	return w.metricName(m)
}

// points are the figures of a run for a chart.
func (w *writer) points(unit string, m *report.Metric, list []period.Period, now period.Period, form locale.Format) (out []chart.Point) {
	before := ""
	for _, q := range list {
		f := w.at(unit, m.ID, q)
		pt := chart.Point{Name: w.voice.PeriodShort(q), Actual: value(f.Actual), Partial: f.Actual.Present() && !f.Complete, Now: q == now}
		if f.Actual.Present() {
			pt.Label = w.figure(f.Actual, m, form)
		}
		if y := w.voice.YearOf(q); y != before && q.Grain() < period.Annual {
			pt.Year, before = y, y
		}
		out = append(out, pt)
	}
	return out
}

// runFormat is the format of a run of figures.
func (w *writer) runFormat(unit string, m *report.Metric, list []period.Period) locale.Format {
	var top num.Num
	for _, q := range list {
		top = narrative.Biggest(top, w.at(unit, m.ID, q).Actual)
	}
	return w.format(m, top)
}
