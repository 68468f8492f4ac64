package page

import (
	"slices"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A logged is a customer in the daily logs of a week.
type logged struct {
	customer, focus, said, result string // the words that were written last
	contacts                      num.Num
	last                          spot // the log that names it last
}

// logs is what the daily logs of a week hold (domain.md R-6.2.1-2): those of a unit
// and of the units below it. No customer is named twice.
func (w *writer) logs(unit string, p period.Period) (Section, bool) {
	if p.Grain() != period.Weekly {
		return Section{}, false
	}
	w.reads.Figures(unit) // whose answer tells of all logs; that each was read need not be noted
	units, all := w.within(unit), w.cube.Watched(nil)
	var list []logged
	at, days, contacts := map[string]int{}, 0, num.Int(0)
	for day := range w.cal.Parts(p, period.Daily) {
		any := false
		for _, u := range units {
			r := all.Report(u, day)
			if r == nil {
				continue
			}
			for _, x := range r.Followups {
				if x.Customer == "" { // still to be filled in
					continue
				}
				i, known := at[x.Customer]
				if !known {
					i, at[x.Customer] = len(list), len(list)
					list = append(list, logged{customer: x.Customer, contacts: num.Int(0)})
				}
				n := x.Contacts.Or(num.Int(1))
				any, contacts = true, contacts.Add(n)
				list[i].add(x, n, spot{u, day})
			}
		}
		if any {
			days++
		}
	}
	if len(list) == 0 {
		return Section{}, false
	}
	return Section{ID: "logs", Title: w.l.T("page.followups"), Tables: []Table{w.logTable(list, contacts, days)}}, true
}

// add puts what a log says behind what those before it said.
func (x *logged) add(f report.Followup, contacts num.Num, at spot) {
	x.contacts, x.last = x.contacts.Add(contacts), at
	for _, v := range []struct {
		to   *string
		word string
	}{{&x.focus, f.Focus}, {&x.said, f.Feedback}, {&x.result, f.Result}} {
		if v.word != "" {
			*v.to = v.word
		}
	}
}

// logTable lists customers, those who were spoken with most often first.
func (w *writer) logTable(list []logged, contacts num.Num, days int) Table {
	l := w.l
	customers := l.T("n.customers", "n", len(list))
	slices.SortStableFunc(list, func(x, y logged) int { return y.contacts.Cmp(x.contacts) })
	t := Table{Class: "figures slim logs", Groups: []Group{{}},
		Caption: l.T("page.logged", "contacts", l.T("n.contacts", "n", contacts), "customers", customers, "days", l.T("n.daily", "n", days)),
		Columns: []Column{{Text: l.T("page.customer")}, {Text: l.T("page.contacts"), Class: "num"}, {Text: l.T("page.focus"), Class: "text"},
			{Text: l.T("page.feedback"), Class: "text"}, {Text: l.T("review.result"), Class: "text"}, {Text: l.T("page.last_logged"), Class: "text"}}}
	for _, x := range list[:min(len(list), tableUnits)] {
		day := Cell{Text: w.voice.Period(x.last.p), Href: w.toPeriod(x.last.unit, x.last.p), Class: "text"}
		t.Groups[0].Rows = append(t.Groups[0].Rows, Row{Head: Cell{Text: x.customer}, Cells: []Cell{
			{Text: w.exactly(x.contacts)}, {Text: x.focus, Class: "text"}, {Text: x.said, Class: "text"}, {Text: x.result, Class: "text"}, day}})
	}
	if n := len(list) - tableUnits; n > 0 {
		t.Notes = []string{l.T("page.more_customers", "customers", l.T("n.customers", "n", n))}
	}
	dropDashes(&t, 2)
	return t
}

// within lists a unit and those that are part of it now, at any depth.
func (b *Book) within(unit string) []string {
	list := []string{unit}
	for i := 0; i < len(list); i++ {
		for _, u := range b.below[list[i]] {
			if !slices.Contains(list, u) { // a circle ends
				list = append(list, u)
			}
		}
	}
	return list
}
