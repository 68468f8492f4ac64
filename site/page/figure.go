package page

import (
	"slices"
	"strconv"
	"strings"

	"almanac/site/chart"
	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// course is the chart of a metric over a run of periods, with its table.
func (w *writer) course(id, unit string, m *report.Metric, list []period.Period, now period.Period, form locale.Format) (Chart, bool) {
	o := chart.SeriesOptions{ID: id, Points: w.desk.points.take(len(list))}
	if m.Kind != report.Flow || len(list) > 16 {
		o.Form = chart.Lines
		o.Tick = w.tick(form)
	}
	var prior, target, partial, banded bool
	any, before := 0, ""
	t := w.courseTable(list, form)
	room := w.roomFor(len(list), len(t.Columns)-1)
	for i, p := range list {
		x := w.courseAt(unit, m, p, form, o.Form == chart.Lines)
		pt := &o.Points[i]
		*pt = x.point
		pt.Now = p == now
		banded = banded || pt.Low.OK
		if pt.Actual.OK {
			any++
		}
		if y := w.voice.YearOf(p); y != before && p.Grain() < period.Annual {
			pt.Year, before = y, y
		}
		prior, target, partial = prior || pt.Prior.OK, target || pt.Target.OK, partial || pt.Partial
		row := &t.Groups[0].Rows[i]
		*row = x.row
		row.Current, row.Cells = p == now, append(room.row(), x.cells[:]...)
	}
	for _, i := range chart.OffScale(o.Points) {
		o.Points[i].Note = w.l.T("page.target", "target", w.figure(w.at(unit, m.ID, list[i]).Target, m, form))
	}
	if any == 0 && !target {
		return Chart{}, false
	}
	span := period.Span{First: w.cal.Span(list[0]).First, End: w.cal.Span(list[len(list)-1]).End}
	c := Chart{Series: &o, Summary: w.l.T("chart.figures"), Table: t}
	c.Title = w.l.T("chart.title", "metric", w.metricName(m), "range", w.rangeOf(list, span))
	c.Unit, c.Legend = w.l.Unit(form), w.legend(prior, target, partial)
	if banded {
		c.Legend = append(c.Legend, Key{"band", w.l.T("chart.band")})
	}
	c.Sentence = w.courseSaid(unit, m, list, form)
	c.Of = w.l.T("page.colon") + c.Title
	o.Title, o.Desc = c.Title, c.Sentence
	if any == 0 {
		dropDashes(&c.Table, 1)
	} else {
		dropDashes(&c.Table, 2)
	}
	c.Table.Caption, c.Table.Hidden = c.Title, true
	return c, any > 1 || target
}

// courseAt is one period of a course, which holds until the next is asked for.
func (w *writer) courseAt(unit string, m *report.Metric, p period.Period, form locale.Format, lines bool) *courseAt {
	f, y := w.at(unit, m.ID, p), w.cube.YearAgo(unit, m.ID, p)
	x := w.desk.course(m, p)
	if w.ref.Kind == Period && unit == w.ref.Unit && (p == w.ref.Period || y.Period == w.ref.Period) {
		x = &w.desk.own // it is like this on this page alone
	} else if x.metric == m && x.spot == (spot{unit, p}) && x.form == form && x.lines == lines {
		return x
	}
	*x = courseAt{spot: spot{unit, p}, metric: m, form: form, lines: lines}
	x.point = chart.Point{Name: w.voice.PeriodShort(p), Actual: value(f.Actual), Target: value(f.Target), Prior: value(faces(y)),
		Partial: f.Actual.Present() && !f.Complete}
	if lines {
		x.point.Low, x.point.High = w.earlier(unit, m, p)
	}
	if f.Actual.Present() {
		x.point.Label = w.figure(f.Actual, m, form)
	}
	x.row = w.courseRow(x.cells[:0], unit, m, p, form)
	x.row.Cells = nil
	return x
}

// earlier is the least and the greatest of the same period in the years before
// the last, if there are two or more of the same scope.
func (w *writer) earlier(unit string, m *report.Metric, p period.Period) (low, high chart.Value) {
	s, i, first := w.tell.Series(unit, m, p)
	if s == nil || p.Grain() < period.Monthly || p.Grain() > period.Quarterly {
		return low, high
	}
	n := 0
	var lo, hi num.Num
	for q, ok := w.cal.YearAgo(p); ok; q, ok = w.cal.YearAgo(q) {
		at := i - p.Sub(q)
		if at < 0 || at != q.Sub(first) {
			break
		}
		v := s.At(at).Value
		if p.Sub(q) <= 12 && p.Grain() == period.Monthly || p.Sub(q) <= 4 && p.Grain() == period.Quarterly || !v.Present() {
			continue
		}
		n++
		if !lo.Present() || v.Cmp(lo) < 0 {
			lo = v
		}
		if !hi.Present() || v.Cmp(hi) > 0 {
			hi = v
		}
	}
	if n < 2 {
		return low, high
	}
	return value(lo), value(hi)
}

// rangeOf names what a run of periods covers.
func (w *writer) rangeOf(list []period.Period, span period.Span) string {
	year := w.cal.Of(period.Annual, span.First)
	if w.cal.Span(year) == span {
		return w.voice.Period(year)
	}
	return w.l.Range(span)
}

// tick makes the text of a value on an axis. It outlives the writer, which it
// keeps nothing of.
func (w *writer) tick(form locale.Format) func(float64) string {
	l := w.l
	return func(v float64) string {
		n, err := num.Parse(strconv.FormatFloat(v, 'f', -1, 64))
		if err != nil {
			return ""
		}
		for d := range 4 { // no more decimals than it needs
			if exactly(n, form, d) {
				f := form
				f.Decimals = d
				return l.Figure(n, f)
			}
		}
		form := form
		form.Decimals = 4
		return l.Figure(n, form)
	}
}

// exactly reports whether n prints with d decimals without being rounded.
func exactly(n num.Num, form locale.Format, d int) bool {
	shift := 0
	switch form.Unit {
	case report.Money:
		shift = -form.Scale.Power
	case report.Percent:
		shift = 2
	}
	return n.Round(d + shift).Equal(n)
}

// legend explains the marks that a chart has.
func (w *writer) legend(prior, target, partial bool) []Key {
	list := []Key{{"ac", w.l.T("chart.actual")}}
	if prior {
		list = append(list, Key{"py", w.l.T("chart.year_ago")})
	}
	if target {
		list = append(list, Key{"pl", w.l.T("chart.target")})
	}
	if partial {
		list = append(list, Key{"part", w.l.T("chart.partial")})
	}
	return list
}

// faces is the base of a comparison where it may stand beside its figure in a
// picture: not where it is that of another organisation or calendar.
func faces(c cube.Comparison) num.Num {
	if c.Refused == cube.ScopeChanged || c.Refused == cube.CalendarChanged {
		return num.Num{}
	}
	return c.Base
}

// courseTable is the empty table of a run.
func (w *writer) courseTable(list []period.Period, form locale.Format) Table {
	l := w.l
	return Table{Class: "figures plain", Columns: w.desk.columns.puts(
		Column{Text: l.T("table.period")},
		Column{Text: l.T("table.actual"), Class: "num", Small: l.Unit(form)},
		Column{Text: l.T("table.target"), Class: "num", Small: l.Unit(form)},
		Column{Text: l.T("table.attained"), Class: "num"},
		Column{Text: l.T("chart.year_ago"), Class: "num", Small: l.Unit(form)},
		Column{Text: l.T("table.on_year_ago"), Class: "num"},
	), Groups: w.desk.groups.puts(Group{Rows: w.desk.rows.take(len(list))})}
}

func (w *writer) courseRow(cells []Cell, unit string, m *report.Metric, p period.Period, form locale.Format) Row {
	f, how := w.at(unit, m.ID, p), w.toHow(unit, m.ID, p)
	y := w.cube.YearAgo(unit, m.ID, p)
	row := Row{Head: Cell{Text: w.voice.Period(p), Href: w.toPeriod(unit, p)}}
	prior := w.none("", "")
	if faces(y).Present() {
		prior = number(w.figure(faces(y), m, form), w.toHow(unit, m.ID, y.Period))
		prior.Class = "prior"
	}
	row.Cells = append(cells, w.actual(f, m, p, form, how), w.targetAt(unit, m, p, f, form, how),
		w.attainedOf(w.cube.Attainment(unit, m.ID, p), m, form, how), prior, w.change(deltaOf(y), m, form, how))
	return row
}

// courseOf lists the periods that a page's chart shows: of a month those of
// its year or, early in the year, the last twelve; of a year its months.
func (w *writer) courseOf(unit, metric string, p period.Period) (list []period.Period) {
	switch p.Grain() {
	case period.Monthly:
		year := w.cal.Of(period.Annual, w.cal.Span(p).First)
		if _, place := w.cal.Year(p); place >= 6 {
			for q := range w.cal.Parts(year, period.Monthly) {
				list = append(list, q)
			}
			return list
		}
		return w.since(unit, metric, lastOf(p, 12))
	case period.Quarterly:
		return w.since(unit, metric, lastOf(p, 8))
	case period.Annual:
		for q := range w.cal.Parts(p, period.Monthly) {
			if w.at(unit, metric, q).Actual.Present() {
				for q := range w.cal.Parts(p, period.Monthly) {
					list = append(list, q)
				}
				return list
			}
		}
		for q := range w.cal.Parts(p, period.Quarterly) {
			list = append(list, q)
		}
		return list
	}
	return w.since(unit, metric, lastOf(p, 14))
}

// since leaves out the periods before the first that has a figure or a target:
// nothing is missing there.
func (w *writer) since(unit, metric string, list []period.Period) []period.Period {
	for len(list) > 1 {
		if f := w.at(unit, metric, list[0]); f.Actual.Present() || f.Target.Present() {
			break
		}
		list = list[1:]
	}
	return list
}

// lastOf lists n periods that end with p.
func lastOf(p period.Period, n int) (list []period.Period) {
	for i := range n {
		list = append(list, p.Add(i-n+1))
	}
	return list
}

// bridge is the chart of where the change since base came from: the child
// units, or of a year its months.
func (w *writer) bridge(id, unit string, m *report.Metric, p, base period.Period, form locale.Format) (Chart, bool) {
	parts := w.unitParts(unit, m, p, base)
	if len(parts) < 2 {
		parts = w.cube.PeriodContributions(unit, m.ID, p, base)
	}
	return w.bridgeOf(id, unit, m, parts, p, base, form)
}

// bridgeOf is the chart of a change and its parts: those of periods in their
// order, others by size, and the small ones of many together (domain.md §5.2).
func (w *writer) bridgeOf(id, unit string, m *report.Metric, parts []cube.Contribution, p, base period.Period, form locale.Format) (Chart, bool) {
	if !partsChanged(parts) {
		return Chart{}, false
	}
	after, before := w.at(unit, m.ID, p).Actual, w.at(unit, m.ID, base).Actual
	total := func(q period.Period, n num.Num) chart.Total {
		return chart.Total{Name: w.voice.Period(q), Value: value(n), Label: w.figure(n, m, form)}
	}
	o := chart.BridgeOptions{ID: id, Start: total(base, before), End: total(p, after)}
	o.Deltas = w.bridged(parts, p, m, form)
	c := Chart{Bridge: &o, Summary: w.l.T("chart.figures"), Unit: w.l.Unit(form)}
	key := "chart.bridge"
	if parts[0].Period != p {
		key = "chart.bridge_months"
	}
	c.Title = w.l.T(key, "metric", w.metricName(m), "base_period", w.voice.Period(base), "period", w.voice.Period(p))
	c.Table = w.contributionTable(unit, m, parts, p, base, form)
	for _, f := range w.tell.Contributions(unit, m, p, w.cube.Against(unit, m.ID, p, base), parts) {
		if x, ok := f.Fact.(narrative.SharesFact); ok {
			c.Said = append(c.Said, w.sentence(f))
			var shares []num.Num
			for _, part := range x.Parts {
				shares = append(shares, part.Share)
			}
			c.Sentence = strings.Join(w.rounding(shares), " ")
		}
	}
	if len(c.Said) == 0 {
		c.Sentence = w.largestSteps(parts, p, m, form)
	}
	if w.partMoved(parts, m) {
		c.Sentence = w.l.T("page.part_moved")
	}
	short(&c.Table, 4)
	c.Of = w.l.T("page.colon") + c.Title
	o.Title, o.Desc = c.Title, c.Table.Caption
	return c, true
}

// mostSteps is how many parts a bridge shows one by one.
const mostSteps = 12

// bridged are the steps of a bridge. Where there are too many, those below a
// twentieth of the largest, or beyond the first dozen, stand together.
func (w *writer) bridged(parts []cube.Contribution, p period.Period, m *report.Metric, form locale.Format) (steps []chart.Delta) {
	step := func(name string, n num.Num) chart.Delta {
		return chart.Delta{Name: name, Value: value(n), Label: w.l.Change(n, form), Effect: effect(n.Sign() * int(m.Direction))}
	}
	list := slices.Clone(parts)
	if parts[0].Period == p {
		slices.SortStableFunc(list, func(a, b cube.Contribution) int { return b.Change.Abs().Cmp(a.Change.Abs()) })
	}
	limit := list[0].Change.Abs().Div(num.Int(20))
	rest, few := num.Zero(), 0
	for i, x := range list {
		if len(parts) > mostSteps && parts[0].Period == p && (i >= mostSteps || x.Change.Abs().Cmp(limit) < 0) {
			rest, few = rest.Add(x.Change), few+1
			continue
		}
		steps = append(steps, step(w.partName(x, p), x.Change))
	}
	if few > 0 {
		steps = append(steps, step(w.l.T("chart.others", "n", few), rest))
	}
	return steps
}

// short keeps the first columns of a table that unfolds beneath a chart.
func short(t *Table, columns int) {
	t.Class, t.Hidden, t.Notes = "figures plain", true, nil
	t.Columns = t.Columns[:columns]
	for i := range t.Groups {
		for j := range t.Groups[i].Rows {
			r := &t.Groups[i].Rows[j]
			r.Cells = r.Cells[:columns-1]
		}
	}
}
