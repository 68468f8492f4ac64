package page

import (
	"slices"

	"almanac/site/chart"
	"almanac/site/ledger"
	"almanac/site/num"
	"almanac/site/period"
)

// Actions are the pages of the ledger: actions/index.html, how all promises
// stand and which are open, and actions/2026.html, every promise made in a year
// with its history. They are there if anything was ever promised.
const Actions Kind = "actions"

// An ActionsView is the ledger as a whole, or a year of it.
type ActionsView struct {
	Frame
	Text    string
	Pages   []Link // of the years
	Message []Sentence
	Stages  Chart
	Open    PromiseTable // on the first page: what is not closed
	Owners  Table
	Kept    Table
	Made    []Promises // on the page of a year: all, report by report
}

// A PromiseTable is promises that are still to be kept, the overdue first.
type PromiseTable struct {
	ID, Title string
	Heads     PromiseHeads
	Rows      []PromiseRow
	More      Link // to those that there is no room for
}

// PromiseHeads are the heads of its columns.
type PromiseHeads struct{ What, Owner, Due, State, Made string }

// A PromiseRow is one of them.
type PromiseRow struct {
	What, Made Link
	ID         string
	Owner      Link // words alone
	Due        string
	State      string
	Late       string // by how much it is overdue; "" if it is not
	Carried    string // how often it was carried; "" if never
}

// Promises are those that one report made.
type Promises struct {
	ID   string
	Of   Link
	List []Promise
}

// A Promise is an action with its history. Its State is the one that it has now.
type Promise struct {
	ID, Class   string
	What        Link // to the place in the report that made it
	Code        string
	State, Late string
	Carried     string
	Facts       []Fact
	Steps       []PromiseStep
}

// A PromiseStep is what a report said of an action.
type PromiseStep struct {
	Of    Link // to that place
	State string
	Day   string
	Said  []Link // result and reason, the author's words
	Notes []string
}

func (w *writer) actionsPage() *ActionsView {
	if w.ref.Period.IsZero() {
		return w.ledgerPage()
	}
	return w.actionYear()
}

// ledgerPage is the first page: how all promises stand.
func (w *writer) ledgerPage() *ActionsView {
	l := w.l
	w.reads.Made(period.Period{})
	v := &ActionsView{Frame: w.frame(w.title(w.ref)), Text: l.T("actions_page.text")}
	v.Crumbs, v.Pages = w.homeCrumb(), nearby(w.actionLinks(period.Period{}))
	all := w.ledger.Items()
	v.Message = w.actionMessage(all)
	v.Description = opening(v.Message)
	if rows := w.byQuarter(all); len(rows) <= gridYears {
		v.Stages = w.stages(l.T("actions_page.stages_quarters"), rows)
	} else {
		v.Stages = w.stages(l.T("actions_page.stages_years"), w.byYear(all))
	}
	open := slices.DeleteFunc(slices.Clone(all), func(i *ledger.Item) bool { return i.State.Closed() })
	v.Open = w.promiseTable("open", open, listEntries)
	v.Owners, v.Kept = w.ownerTable(all), w.keptTable(all)
	here := Branch{Title: l.T("nav.on_page")}
	for _, x := range [...]struct {
		id, key string
		there   bool
	}{{"stages", "actions_page.stages", true}, {"open", "actions_page.open", len(open) > 0}, {"owners", "actions_page.owners", !v.Owners.Empty()}, {"kept", "actions_page.kept", !v.Kept.Empty()}} {
		if x.there {
			here.Items = append(here.Items, Item{Link: Link{Text: l.T(x.key), Href: "#" + x.id}})
		}
	}
	v.Tree = []Branch{here, w.actionTree()}
	return v
}

// actionYear is the page of a year, or one of several.
func (w *writer) actionYear() *ActionsView {
	w.reads.Made(w.ref.Period)
	v := &ActionsView{Frame: w.frame(w.title(w.ref)), Text: w.l.T("actions_page.year_text", "year", w.voice.Period(w.ref.Period))}
	v.Crumbs, v.Tree = append(w.homeCrumb(), w.toKind(Actions)...), []Branch{w.actionTree()}
	var page []*ledger.Item
	for _, x := range w.actionPages {
		if x.year == w.ref.Period && x.part == max(w.ref.Part, 1) {
			page = x.items
		}
	}
	if v.Pages = nearby(w.actionLinks(w.ref.Period)); len(v.Pages) == 1 {
		v.Pages = nil // itself
	}
	v.Message = w.actionMessage(page)
	v.Description = opening(v.Message)
	v.Stages = w.stages(w.l.T("actions_page.stages_of", "year", w.voice.Period(w.ref.Period)), w.byPeriod(page))
	here := Branch{Title: w.l.T("nav.on_page")}
	for from := 0; from < len(page); {
		to := from
		for to < len(page) && page[to].Report == page[from].Report {
			to++
		}
		made := w.promisesOf(page[from:to])
		v.Made = append(v.Made, made)
		here.Items = append(here.Items, Item{Link: Link{Text: made.Of.Text, Href: "#" + made.ID}})
		from = to
	}
	v.Tree = append([]Branch{here}, v.Tree...)
	return v
}

// actionLinks lead to the pages of the years, the latest first; of one year, if
// one is given, to its parts.
func (w *writer) actionLinks(year period.Period) (list []Link) {
	for _, x := range slices.Backward(w.actionPages) {
		if !year.IsZero() && x.year != year {
			continue
		}
		r := Ref{Kind: Actions, Lang: w.ref.Lang, Period: x.year, Part: x.part}
		list = append(list, Link{Text: w.partTitle(w.voice.Period(x.year), r), Href: w.to(w.address(r)), Current: x.year == w.ref.Period && x.part == max(w.ref.Part, 1)})
	}
	return list
}

// actionTree leads to the pages of the years around the page's own, and to all.
func (w *writer) actionTree() Branch {
	b := Branch{Title: w.l.T("actions_page.years")}
	list := w.actionLinks(period.Period{})
	from, to := around(len(list), slices.IndexFunc(list, func(l Link) bool { return l.Current }), sideYears)
	for _, l := range list[from:to] {
		b.Items = append(b.Items, Item{Link: l})
	}
	if to-from < len(list) {
		b.Items = append(b.Items, Item{Link: Link{Text: w.l.T("split.all_years"), Href: w.toActions()}})
	}
	return b
}

// actionMessage says how actions stand, and how those were kept whose day has come.
func (w *writer) actionMessage(list []*ledger.Item) (out []Sentence) {
	l, sum, kept := w.l, ledger.Sum(list, w.ledger.AsOf()), ledger.Kept{}
	chronic := 0
	for _, i := range list {
		kept.Add(i, w.ledger.AsOf())
		if i.Carried >= ledger.Chronic && !i.State.Closed() {
			chronic++
		}
	}
	out = append(out, plainly("lead", l.T("actions_page.sum", "n", sum.Total, "total", l.Int(sum.Total), "list", w.voice.Stages(sum))))
	if kept.Due > 0 {
		args := []any{"n", kept.Due, "due", l.Int(kept.Due), "done", w.part(kept.Done, kept.Due)}
		text := l.T("actions_page.closure", args...)
		if timed := kept.Due - kept.Undated; timed > 0 {
			text = l.T("actions_page.closure_timed", append(args, "on_time", w.part(kept.OnTime, timed))...)
		}
		if kept.Undated > 0 {
			text += l.T("page.gap") + l.T("actions_page.undated", "n", kept.Undated)
		}
		out = append(out, plainly("", text))
	}
	if chronic > 0 {
		out = append(out, plainly("caution", l.T("actions_page.chronic", "n", chronic, "count", l.Int(chronic), "times", l.Int(ledger.Chronic))))
	}
	return out
}

// part is how many of how many, and the share: 3 (60%).
func (w *writer) part(n, of int) string {
	return w.l.T("actions_page.part", "n", w.l.Int(n), "rate", w.portion(n, of))
}

// portion is a share in percent.
func (w *writer) portion(n, of int) string {
	return w.l.SayPercent(num.Int(int64(n)).Div(num.Int(int64(of))), 0)
}

// A stageRow is actions whose stages stand in one bar.
type stageRow struct {
	name string
	list []*ledger.Item
}

// byYear are actions by the year in which they were made, the latest first.
func (w *writer) byYear(list []*ledger.Item) []stageRow {
	rows := w.bars(list, w.ledger.Year, w.voice.PeriodShort)
	return rows[:min(len(rows), gridYears)]
}

// byQuarter are actions by the quarter in which the period of their report ends.
func (w *writer) byQuarter(list []*ledger.Item) []stageRow {
	return w.bars(list, func(i *ledger.Item) period.Period { return w.cal.Of(period.Quarterly, w.cal.Span(i.Made).End-1) }, w.voice.Period)
}

// byPeriod are actions by the period whose report made them; days and weeks by
// the month in which they end.
func (w *writer) byPeriod(list []*ledger.Item) []stageRow {
	return w.bars(list, func(i *ledger.Item) period.Period {
		if i.Made.Grain() < period.Monthly {
			return w.cal.Of(period.Monthly, w.cal.Span(i.Made).End-1)
		}
		return i.Made
	}, w.voice.PeriodShort)
}

// bars are actions by the period that each belongs to, the latest first.
func (w *writer) bars(list []*ledger.Item, of func(*ledger.Item) period.Period, name func(period.Period) string) (rows []stageRow) {
	at := map[period.Period]int{}
	for _, i := range list {
		p := of(i)
		n, ok := at[p]
		if !ok {
			n, at[p] = len(rows), len(rows)
			rows = append(rows, stageRow{name: name(p)})
		}
		rows[n].list = append(rows[n].list, i)
	}
	slices.Reverse(rows)
	return rows
}

// stageNames are the stages in the order of a bar: those that are to be kept,
// the worst first, then those that are closed. The class is that of the chart.
var stageNames = [...]struct{ class, key string }{
	{"overdue", "action.overdue"}, {"carried", "action_state.carried"}, {"open", "action_state.open"}, {"doing", "action_state.in_progress"},
	{"done", "actions_page.done_only"}, {"verified", "action_state.verified"}, {"dropped", "action_state.dropped"}}

func stageCounts(s ledger.Summary) [len(stageNames)]int {
	return [...]int{s.Overdue, s.Carried, s.Open, s.InProgress, s.Done - s.Verified, s.Verified, s.Dropped}
}

// stages is the bar of the stages that actions are in, a row for each group.
func (w *writer) stages(title string, rows []stageRow) Chart {
	l := w.l
	o := chart.StagesOptions{ID: "stage-bar", Width: alone}
	t := plainTable(Column{Text: l.T("actions_page.made_in")})
	var all [len(stageNames)]int
	for _, s := range stageNames {
		t.Columns = append(t.Columns, Column{Text: l.Capital(l.T(s.key)), Class: "num"})
	}
	t.Columns = append(t.Columns, Column{Text: l.T("actions_page.all"), Class: "num"})
	for _, r := range rows {
		sum := ledger.Sum(r.list, w.ledger.AsOf())
		bar, row := chart.StageRow{Name: r.name, Total: l.Int(sum.Total)}, Row{Head: Cell{Text: r.name}}
		for i, n := range stageCounts(sum) {
			all[i] += n
			bar.Stages = append(bar.Stages, chart.Stage{Class: stageNames[i].class, Count: n, Label: l.Int(n)})
			row.Cells = append(row.Cells, Cell{Text: l.Int(n)})
		}
		row.Cells = append(row.Cells, Cell{Text: l.Int(sum.Total), Class: "ac"})
		o.Rows = append(o.Rows, bar)
		t.row(row)
	}
	c := Chart{Stages: &o, Table: t}
	for i, s := range stageNames {
		if all[i] > 0 {
			c.Legend = append(c.Legend, Key{"st-" + s.class, l.T(s.key)})
		}
	}
	w.finish(&c, title, l.T("actions_page.stages_desc"))
	return c
}
