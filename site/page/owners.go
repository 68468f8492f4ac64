package page

import (
	"cmp"
	"slices"
	"strings"

	"almanac/site/ledger"
	"almanac/site/period"
)

// An owned is what one owner promised.
type owned struct {
	owner string
	list  []*ledger.Item
}

// byOwner are actions by their owner: people in the order of the configuration,
// then whom it does not name, by name.
func (w *writer) byOwner(list []*ledger.Item) (out []owned) {
	at := map[string]int{}
	for _, i := range list {
		who := strings.TrimSpace(i.Action.Owner)
		n, ok := at[who]
		if !ok {
			n, at[who] = len(out), len(out)
			out = append(out, owned{owner: who})
		}
		out[n].list = append(out[n].list, i)
	}
	place := map[string]int{}
	for i, p := range w.archive.People {
		place[p.ID] = i - len(w.archive.People)
	}
	slices.SortStableFunc(out, func(a, b owned) int { return cmp.Or(place[a.owner]-place[b.owner], strings.Compare(a.owner, b.owner)) })
	return out
}

// ownerTable is how each owner's promises stand. Nobody is ranked.
func (w *writer) ownerTable(all []*ledger.Item) Table {
	l := w.l
	t := Table{Class: "figures slim owners", Caption: l.T("actions_page.owners"), Hidden: true, Groups: []Group{{}}, Columns: []Column{{Text: l.T("action.owner")},
		{Text: l.T("actions_page.all"), Class: "num"}, {Text: l.T("actions_page.open_count"), Class: "num"}, {Text: l.Capital(l.T("action.overdue")), Class: "num"},
		{Text: l.T("actions_page.carries"), Class: "num"}, {Text: l.T("actions_page.due_count"), Class: "num"}, {Text: l.T("actions_page.closure_rate"), Class: "num"}, {Text: l.T("actions_page.on_time_rate"), Class: "num"}}}
	owners := w.byOwner(all)
	for _, o := range owners[:min(len(owners), tableUnits)] {
		sum, kept, carries := ledger.Sum(o.list, w.ledger.AsOf()), ledger.Kept{}, 0
		for _, i := range o.list {
			kept.Add(i, w.ledger.AsOf())
			carries += i.Carried
		}
		name := w.person(o.owner)
		if name == "" {
			name = l.T("actions_page.nobody")
		}
		row := Row{Head: Cell{Text: name}, Cells: []Cell{{Text: l.Int(sum.Total), Class: "ac"}, w.countCell(sum.Total - sum.Done - sum.Dropped), w.countCell(sum.Overdue), w.countCell(carries)}}
		if sum.Overdue > 0 {
			row.Cells[2].Class = "bad"
		}
		row.Cells = append(row.Cells, w.keptCells(kept)...)
		t.row(row)
	}
	if n := len(owners) - tableUnits; n > 0 {
		t.row(Row{Class: "rest", Head: Cell{Text: l.T("actions_page.more_owners", "n", n, "count", l.Int(n))}, Cells: make([]Cell, len(t.Columns)-1)})
	}
	return t
}

func (w *writer) countCell(n int) Cell { return Cell{Text: w.l.Int(n)} }

// keptCells are how many promises' day has come, and the rates of those.
func (w *writer) keptCells(k ledger.Kept) []Cell {
	none := w.none(w.l.T("actions_page.none_due"), "")
	cells := []Cell{w.countCell(k.Due), none, none}
	if k.Due > 0 {
		cells[1] = Cell{Text: w.portion(k.Done, k.Due), Small: w.l.Int(k.Done)}
	}
	if timed := k.Due - k.Undated; timed > 0 {
		cells[2] = Cell{Text: w.portion(k.OnTime, timed), Small: w.l.Int(k.OnTime)}
	}
	return cells
}

// keptQuarters is how many quarters the table of what was kept has.
const keptQuarters = 8

// keptTable is how promises were kept whose first day lies in the last years and
// quarters, the latest first.
func (w *writer) keptTable(all []*ledger.Item) Table {
	l := w.l
	t := Table{Class: "figures slim kept", Caption: l.T("actions_page.kept"), Hidden: true, Columns: []Column{{Text: l.T("actions_page.due_in")}, {Text: l.T("actions_page.due_count"), Class: "num"},
		{Text: l.T("actions_page.closure_rate"), Class: "num"}, {Text: l.T("actions_page.on_time_rate"), Class: "num"}, {Text: l.T("actions_page.verified_rate"), Class: "num"}, {Text: l.Capital(l.T("action_state.dropped")), Class: "num"}},
		Notes: []string{l.T("actions_page.kept_note")}}
	for _, g := range [...]struct {
		grain period.Grain
		most  int
	}{{period.Annual, gridYears}, {period.Quarterly, keptQuarters}} {
		kept := map[period.Period]*ledger.Kept{}
		for _, i := range all {
			if i.FirstDue == nil {
				continue
			}
			p := w.cal.Of(g.grain, *i.FirstDue)
			if kept[p] == nil {
				kept[p] = &ledger.Kept{}
			}
			kept[p].Add(i, w.ledger.AsOf())
		}
		list := make([]period.Period, 0, len(kept))
		for p, k := range kept {
			if k.Due > 0 {
				list = append(list, p)
			}
		}
		slices.SortFunc(list, func(a, b period.Period) int { return b.Sub(a) })
		group := Group{Title: l.T("grains." + g.grain.String())}
		for _, p := range list[:min(len(list), g.most)] {
			k := *kept[p]
			verified := w.none(l.T("actions_page.none_done"), "")
			if k.Done > 0 {
				verified = Cell{Text: w.portion(k.Verified, k.Done), Small: l.Int(k.Verified)}
			}
			group.Rows = append(group.Rows, Row{Head: Cell{Text: w.voice.Period(p)}, Cells: append(w.keptCells(k), verified, w.countCell(k.Dropped))})
		}
		t.Groups = append(t.Groups, group)
	}
	return t
}
