package page

import (
	"cmp"
	"slices"

	"almanac/site/history"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// Calendar is the page of what is owed, calendar.html, and those of its years:
// there if some report is owed.
const Calendar Kind = "calendar"

// A CalendarView is which reports are due, on time, late and missing: what is
// open, how units keep their deadlines, and a year of reports, unit by unit. Units
// stand in the order of the tree; nobody is ranked.
type CalendarView struct {
	Frame
	Text  string
	Note  string     // why git cannot tell when reports were submitted
	Sum   []Sentence // what is open, and how deadlines were kept
	Open  Table      // missing, due and pending, the oldest deadline first
	None  string     // instead of it
	Units Table
	Years []Link // pages of years, and those that a year is split into
	Title string // of the year that follows
	Grids []Table
}

// How much stands on a page of the calendar.
const (
	openDuties = 100 // reports in the table of what is open
	dutyUnits  = 100 // units in a table of a year, and in that of all
)

// calendarPage is the page of what is open, with the latest year; or that of a
// year.
func (w *writer) calendarPage() *CalendarView {
	w.reads.Figures(report.Root)
	w.reads.Courses()
	v := &CalendarView{Frame: w.frame(w.title(w.ref)), Text: w.l.T("calendar_page.text"), Note: w.gap()}
	v.Crumbs = w.homeCrumb()
	years := w.dutyYears()
	year := w.ref.Period
	if year.IsZero() {
		v.Sum = w.owed(true)
		v.Open, v.None = w.openDuties(), w.l.T("calendar_page.none")
		v.Units = w.keeping()
		year = years[len(years)-1].year
		v.Title = w.voice.Period(year)
	} else {
		v.Crumbs = append(v.Crumbs, w.toKind(Calendar)...)
	}
	for _, y := range slices.Backward(years) {
		for part := range y.parts {
			r := Ref{Kind: Calendar, Lang: w.ref.Lang, Period: y.year, Part: part + 1}
			v.Years = append(v.Years, Link{Text: w.partTitle(w.voice.Period(y.year), r), Href: w.to(w.address(r)), Current: w.ref.Period == y.year && max(w.ref.Part, 1) == r.Part})
		}
	}
	v.Years = nearby(v.Years)
	v.Grids = w.dutyGrids(year, max(w.ref.Part, 1))
	return v
}

// gap says why git cannot tell when reports were submitted; "" if it can.
func (w *writer) gap() string {
	switch w.register.Record().Gap {
	case history.NoHistory:
		return w.l.T("calendar_page.no_history")
	case history.Shallow:
		return w.l.T("calendar_page.shallow")
	case history.Damaged:
		return w.l.T("calendar_page.damaged")
	case history.Distrusted:
		return w.l.T("calendar_page.distrusted")
	}
	return ""
}

// owed says what is open, each with a link to the calendar where that is not the
// page itself; with the past also how deadlines were kept.
func (w *writer) owed(past bool) (list []Sentence) {
	var tally history.Tally
	oldest, next := period.Day(0), period.Day(0)
	for _, d := range w.duties() {
		tally.Add(d)
		switch d.State {
		case history.Missing:
			oldest = earlier(oldest, d.Due)
		case history.Waiting:
			next = earlier(next, d.Due)
		}
	}
	say := func(class, text string) {
		s := plainly(class, text)
		if w.ref.Kind != Calendar {
			s.Runs[0].Href = w.to(w.address(Ref{Kind: Calendar, Lang: w.ref.Lang}))
		}
		list = append(list, s)
	}
	l := w.l
	if n := tally.Count[history.Missing]; n > 0 {
		say("caution", l.T("calendar_page.owed_missing", "n", n, "date", l.Date(oldest)))
	}
	if n := tally.Count[history.Waiting]; n > 0 {
		say("", l.T("calendar_page.owed_due", "n", n, "date", l.Date(next)))
	}
	if n := tally.Count[history.Pending]; n > 0 {
		say("", l.T("calendar_page.owed_pending", "n", n))
	}
	if n, of := tally.OnTime(); past && of > 0 {
		say("", l.T("calendar_page.kept", "n", of, "on", n))
	}
	return list
}

// earlier is the earlier of two days, of which the first may be none.
func earlier(a, b period.Day) period.Day {
	if a == 0 {
		return b
	}
	return min(a, b)
}

// openDuties are the reports that are missing, due or pending.
func (w *writer) openDuties() Table {
	l := w.l
	var open []history.Duty
	for _, d := range w.duties() {
		if d.State == history.Missing || d.State == history.Waiting || d.State == history.Pending {
			open = append(open, d)
		}
	}
	slices.SortStableFunc(open, func(a, b history.Duty) int { return cmp.Compare(a.Due, b.Due) })
	t := Table{Class: "figures slim", Hidden: true, Caption: l.T("calendar_page.open"), Groups: []Group{{}}, Columns: []Column{
		{Text: l.T("calendar_page.report")}, {Text: l.T("calendar_page.state"), Class: "text"}, {Text: l.T("calendar_page.due"), Class: "text"}, {Text: l.T("calendar_page.by"), Class: "text"}}}
	for _, d := range open[:min(openDuties, len(open))] {
		t.row(Row{Head: Cell{Text: w.dutyTitle(d), Href: w.toPeriod(d.Unit, d.Period)}, Cells: []Cell{
			w.stateCell(d, false), {Text: l.Date(d.Due), Class: "text"}, {Text: w.person(w.dutyOwner(d)), Class: "text"}}})
	}
	if more := len(open) - openDuties; more > 0 {
		t.Notes = []string{l.T("calendar_page.more", "n", more)}
	}
	dropBlank(&t)
	return t
}

// dropBlank takes out the last column if it says nothing.
func dropBlank(t *Table) {
	last := len(t.Columns) - 2
	rows := t.Groups[0].Rows
	if slices.ContainsFunc(rows, func(r Row) bool { return r.Cells[last].Text != "" }) {
		return
	}
	t.Columns = t.Columns[:last+1]
	for i := range rows {
		rows[i].Cells = rows[i].Cells[:last]
	}
}

func (w *writer) dutyTitle(d history.Duty) string {
	return w.l.T("period_page.title_unit", "unit", w.unitName(d.Unit), "period", w.voice.Period(d.Period))
}

// dutyOwner is who is to write a report: its author, else who leads the unit.
func (w *writer) dutyOwner(d history.Duty) string {
	owner := ""
	if d.Report != nil {
		owner = d.Report.Head.Author
	}
	if u := w.units[d.Unit]; owner == "" && u != nil {
		owner = u.Manager
	}
	return owner
}

// stateCell says how a duty stands; in a grid of a year in few words.
func (w *writer) stateCell(d history.Duty, short bool) Cell {
	l, c := w.l, Cell{Class: "text"}
	days := func(key string) string { return l.T("calendar_page."+key, "n", d.Days) }
	switch d.State {
	case history.OnTime:
		c.Text, c.Class = l.T("calendar_page.on_time"), "good"
	case history.Late:
		c.Text, c.Class = days("late"), "bad"
		if short {
			c.Text = days("short_late")
		}
	case history.Missing:
		c.Text, c.Class = days("missing_for"), "bad"
		if short {
			c.Text = l.T("calendar_page.missing")
		}
	case history.Waiting:
		c.Text, c.Class = l.T("calendar_page.waiting"), "plan"
	case history.Pending:
		c.Text, c.Class, c.Note = l.T("calendar_page.pending"), "plan", l.T("calendar_page.pending_long")
		if short {
			c.Text = l.T("calendar_page.short_pending")
		}
	default:
		c.Text, c.Class = l.T("calendar_page.unknown"), "na"
		if d.Before {
			c.Note = l.T("calendar_page.before")
		}
	}
	return c
}

// keeping is how each unit keeps its deadlines.
func (w *writer) keeping() Table {
	l := w.l
	t := Table{Class: "figures slim", Hidden: true, Caption: l.T("calendar_page.units"), Groups: []Group{{}}, Columns: []Column{{Text: l.T("table.unit")}}}
	for _, key := range []string{"on_time", "late_3", "late_7", "late_more", "missing", "share", "median"} {
		t.Columns = append(t.Columns, Column{Text: l.T("calendar_page." + key), Class: "num"})
	}
	list, left := w.duties(), 0
	for from := 0; from < len(list); {
		to := from
		for to < len(list) && list[to].Unit == list[from].Unit {
			to++
		}
		row, judged := w.keepingRow(list[from:to])
		switch {
		case !judged:
		case len(t.Groups[0].Rows) < dutyUnits:
			t.row(row)
		default:
			left++
		}
		from = to
	}
	if left > 0 {
		t.Notes = append(t.Notes, l.T("split.more_units", "n", left))
	}
	t.Notes = append(t.Notes, l.T("calendar_page.share_note"))
	return t
}

// keepingRow is how the unit of some duties keeps its deadlines, and whether it is
// known of any.
func (w *writer) keepingRow(list []history.Duty) (row Row, judged bool) {
	l := w.l
	var tally history.Tally
	late := [3]int{} // up to 3 days, up to 7, more
	for _, d := range list {
		tally.Add(d)
		switch {
		case d.State != history.Late:
		case d.Days <= 3:
			late[0]++
		case d.Days <= 7:
			late[1]++
		default:
			late[2]++
		}
	}
	count := func(n int) Cell {
		if n == 0 {
			return Cell{Text: l.Number(num.Num{}, 0), Class: "na"}
		}
		return Cell{Text: l.T("page.number", "x", n)}
	}
	share, median := count(0), count(0)
	n, of := tally.OnTime()
	if of > 0 {
		share = number(l.Percent(num.Int(int64(n)).Div(num.Int(int64(of))), 0), "")
	}
	if twice, ok := tally.Delay(); ok {
		half := num.Int(int64(twice)).Div(num.Int(2))
		median = Cell{Text: l.T("calendar_page.days", "n", l.SayNumber(half, 1))}
	}
	u := list[0].Unit
	return Row{Head: Cell{Text: w.unitName(u), Href: w.toUnit(u)}, Cells: []Cell{count(n), count(late[0]), count(late[1]), count(late[2]), count(tally.Count[history.Missing]), share, median}}, of > 0
}
