package page

import (
	"slices"

	"almanac/site/chart"
	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// contributions are the tables of where a metric's change came from: by unit
// on the previous period and on the year before, of a year by month.
func (w *writer) contributions(unit string, m *report.Metric, p period.Period, form locale.Format) (list []Table) {
	year, ok := w.cal.YearAgo(p)
	bases := []period.Period{p.Prev()}
	if ok && year != p.Prev() {
		bases = []period.Period{year, p.Prev()}
	}
	for _, base := range bases {
		if parts := w.unitParts(unit, m, p, base); partsChanged(parts) {
			list = append(list, w.contributionTable(unit, m, parts, p, base, form))
		}
		if p.Grain() < period.Annual {
			continue
		}
		if parts := w.cube.PeriodContributions(unit, m.ID, p, base); partsChanged(parts) {
			list = append(list, w.contributionTable(unit, m, parts, p, base, form))
		}
	}
	return list
}

// partsChanged reports whether there are parts, two or more, of which any changed.
func partsChanged(parts []cube.Contribution) bool {
	return len(parts) > 1 && slices.ContainsFunc(parts, func(x cube.Contribution) bool { return !x.Change.IsZero() })
}

// partName names a part of a change.
func (w *writer) partName(x cube.Contribution, p period.Period) string {
	switch {
	case x.Rest:
		return w.l.T("contribution.rest")
	case x.Period != p:
		return w.voice.PeriodIn(x.Period, p)
	}
	return w.unitName(x.Unit)
}

func (w *writer) contributionTable(unit string, m *report.Metric, parts []cube.Contribution, p, base period.Period, form locale.Format) Table {
	l := w.l
	byTime := parts[0].Period != p
	head := l.T("contribution.unit")
	if byTime {
		head = l.T("table.period")
	}
	t := Table{Class: "figures contribution", Columns: w.desk.columns.puts(
		Column{Text: head},
		Column{Text: w.voice.Period(base), Class: "num", Small: l.Unit(form)},
		Column{Text: w.voice.Period(p), Class: "num", Small: l.Unit(form)},
		Column{Text: l.T("contribution.change"), Class: "num", Small: l.Unit(form)},
		Column{Class: "pic", Label: l.T("contribution.change")},
		Column{Text: l.T("contribution.points"), Class: "num"},
		Column{Text: l.T("contribution.share"), Class: "num"},
	), Groups: w.desk.groups.take(1)}
	caption := "page.contribution_units"
	if byTime {
		caption = "page.contribution_months"
	}
	t.Caption = l.T(caption, "metric", w.metricName(m), "base_period", w.voice.Period(base), "period", w.voice.Period(p))
	scale := chart.Scale{}
	var shares []num.Num
	for _, x := range parts {
		v := x.Change.Float()
		scale.Lo, scale.Hi = min(scale.Lo, v), max(scale.Hi, v)
		if x.Share.Present() {
			shares = append(shares, x.Share)
		}
	}
	shown, others := w.chiefParts(parts)
	t.Groups[0].Rows = w.desk.rows.take(len(shown) + 2)[:0]
	for _, x := range shown {
		t.Groups[0].Rows = append(t.Groups[0].Rows, w.contributionRow(unit, m, x, p, form, scale))
	}
	if len(others) > 0 {
		t.Groups[0].Rows = append(t.Groups[0].Rows, w.otherParts(unit, m, others, p, form, scale))
	}
	t.Groups[0].Rows = append(t.Groups[0].Rows, w.contributionTotal(unit, m, p, base, form, len(shares) > 0))
	if len(shares) == 0 {
		t.Notes = append(t.Notes, l.T("contribution.no_shares"))
	} else {
		t.Notes = append(t.Notes, w.rounding(shares)...)
	}
	if w.partMoved(parts, m) {
		t.Notes = append(t.Notes, l.T("page.part_moved"))
	}
	dropColumns(&t)
	return t
}

// chiefParts are the parts that a table shows one by one: those with the largest
// changes, where there are many.
// What is due to none of them is always shown.
func (w *writer) chiefParts(parts []cube.Contribution) (shown, others []cube.Contribution) {
	if len(parts) <= tableUnits {
		return parts, nil
	}
	list := slices.Clone(parts)
	slices.SortStableFunc(list, func(a, b cube.Contribution) int { return b.Change.Abs().Cmp(a.Change.Abs()) })
	for _, x := range list {
		if x.Rest || len(shown) < tableUnits {
			shown = append(shown, x)
		} else {
			others = append(others, x)
		}
	}
	return shown, others
}

// otherParts is the row of the parts beyond those that are shown, added up.
func (w *writer) otherParts(unit string, m *report.Metric, parts []cube.Contribution, p period.Period, form locale.Format, scale chart.Scale) Row {
	sum := parts[0]
	sum.New, sum.Ended = false, false
	add := func(to *num.Num, n num.Num) {
		switch {
		case !n.Present():
		case !to.Present():
			*to = n
		default:
			*to = to.Add(n)
		}
	}
	for _, x := range parts[1:] {
		add(&sum.Before, x.Before)
		add(&sum.After, x.After)
		add(&sum.Change, x.Change)
		add(&sum.Share, x.Share)
		add(&sum.Points, x.Points)
	}
	row := w.contributionRow(unit, m, sum, p, form, scale)
	row.Class, row.Head = "rest", Cell{Text: w.l.T("split.more_units", "n", len(parts)), Href: w.toUnits(unit)}
	for i := range row.Cells[:2] {
		row.Cells[i].Href = "" // no page has the sum
	}
	return row
}

// partMoved reports whether a unit moved from one of the parts to another in
// between, so that it is in the changes of both.
func (w *writer) partMoved(parts []cube.Contribution, m *report.Metric) bool {
	for _, x := range parts {
		if x.Rest || !x.Before.Present() || !x.After.Present() {
			continue
		}
		a, b := w.at(x.Unit, m.ID, x.Period), w.at(x.Unit, m.ID, x.BasePeriod)
		if !a.Clipped && !b.Clipped && !a.Incomparable && !b.Incomparable &&
			w.cube.Against(x.Unit, m.ID, x.Period, x.BasePeriod).Refused == cube.ScopeChanged {
			return true
		}
	}
	return false
}

// rounding is the note that shares of a whole do not add up to 100 % as they
// are printed; none if they do.
func (w *writer) rounding(shares []num.Num) []string {
	exact, printed := num.Zero(), num.Zero()
	for _, s := range shares {
		exact, printed = exact.Add(s), printed.Add(s.Round(2))
	}
	one := num.Int(1)
	if exact.Round(6).Equal(one) && !printed.Equal(one) {
		return []string{w.l.T("table.rounding")}
	}
	return nil
}

func (w *writer) contributionRow(unit string, m *report.Metric, x cube.Contribution, p period.Period, form locale.Format, scale chart.Scale) Row {
	row := Row{Head: Cell{Text: w.partName(x, p)}}
	switch {
	case x.Rest:
		row.Class = "rest"
	case x.Period != p:
		row.Head.Href = w.toPeriod(unit, x.Period)
	default:
		row.Head.Href = w.toPeriod(x.Unit, p)
		if row.Head.Href == "" {
			row.Head.Href = w.toUnit(x.Unit)
		}
	}
	switch {
	case x.New:
		row.Head.Small = w.l.T("contribution.new")
	case x.Ended:
		row.Head.Small = w.l.T("contribution.ended")
	}
	amount := func(n num.Num, q period.Period) Cell {
		if !n.Present() {
			return w.none("", "")
		}
		return number(w.figure(n, m, form), w.toHow(x.Unit, m.ID, q))
	}
	change := number(w.l.Change(x.Change, form), "")
	fav := x.Change.Sign() * int(m.Direction)
	w.shade(&change, x.Change.Sign(), fav, x.Change.IsZero())
	share := w.none("", "")
	if x.Share.Present() {
		share = number(w.l.Percent(x.Share, 0), "")
	}
	points := w.none("", "")
	if x.Points.Present() {
		points = number(w.l.Points(x.Points, 1, true), "")
	}
	row.Cells = w.desk.cells.puts(amount(x.Before, x.BasePeriod), amount(x.After, x.Period), change,
		Cell{Picture: Picture{Bar: w.desk.bars.put(chart.BarOptions{Value: value(x.Change), Scale: scale, Effect: effect(fav)})}}, points, share)
	return row
}

func (w *writer) contributionTotal(unit string, m *report.Metric, p, base period.Period, form locale.Format, shares bool) Row {
	a, b := w.at(unit, m.ID, p).Actual, w.at(unit, m.ID, base).Actual
	change := a.Sub(b)
	row := Row{Class: "total", Head: Cell{Text: w.l.T("contribution.total")}}
	c := number(w.l.Change(change, form), "")
	w.shade(&c, change.Sign(), change.Sign()*int(m.Direction), change.IsZero())
	points := w.none("", "")
	if b.Sign() > 0 {
		points = number(w.l.Points(change.Div(b), 1, true), "")
	}
	share := w.none("", "")
	if shares {
		share = number(w.l.Percent(num.Int(1), 0), "")
	}
	row.Cells = w.desk.cells.puts(number(w.figure(b, m, form), w.toHow(unit, m.ID, base)), number(w.figure(a, m, form), w.toHow(unit, m.ID, p)),
		c, Cell{}, points, share)
	return row
}
