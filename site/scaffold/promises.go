package scaffold

import (
	"fmt"
	"slices"
	"strings"

	"almanac/site/ledger"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// most is how many entries of a kind a report begins with. Of thousands nobody
// writes, and the file would be larger than one that can be read.
const most = 500

// open are the actions that wait for their review, and how many more there are than
// a report begins with: the most urgent then.
func (b *builder) open() (list []*ledger.Item, more int) {
	first := b.cal.Span(b.Period).First
	for i := range b.Ledger.Open(b.Unit, first-1) {
		if i.Made.Grain() == b.Period.Grain() && i.Action.ID != "" && i.Action.What != "" { // neither of another length nor still a blank
			list = append(list, i)
		}
	}
	if more = len(list) - most; more <= 0 {
		return list, 0
	}
	ledger.ByUrgency(list, first-1)
	return list[:most], more
}

// promises puts in what was promised and is open, and what is promised anew.
func (b *builder) promises(v *View) {
	span := b.cal.Span(b.Period)
	var open []*ledger.Item
	open, v.Unlisted = b.open()
	for _, i := range open {
		s, _ := b.Ledger.Known(i, b.Period.Prev())
		r := Review{ID: quote(i.Action.ID), What: oneLine(i.Action.What), Owner: b.person(i.Action.Owner), Carried: s.Carried, Overdue: s.Overdue(span.End - 1)}
		if s.Due != nil {
			r.Due = s.Due.String()
		}
		v.Reviews = append(v.Reviews, r)
	}
	ids := b.ids()
	again := b.repeating()
	for _, i := range again[:min(len(again), most)] {
		x := b.anew(i, ids())
		x.Reviewed = slices.ContainsFunc(v.Reviews, func(r Review) bool { return r.ID == quote(i.Action.ID) })
		v.Repeats = append(v.Repeats, x)
	}
	v.Action = quote(ids())
}

// person is the name of someone whom reports name by id.
func (b *builder) person(id string) string {
	for _, p := range b.Archive.People {
		if p.ID == id && p.Name != "" && p.Name != id {
			return oneLine(fmt.Sprintf("%s (%s)", p.Name, id))
		}
	}
	return oneLine(id)
}

// repeating are the unit's actions that are to be made anew, each as it was made
// last.
func (b *builder) repeating() (list []*ledger.Item) {
	for _, i := range b.Ledger.Items() {
		a := i.Action
		if i.Unit != b.Unit || a.Repeat == "" || i.Made.Grain() != b.Period.Grain() || i.Made.Sub(b.Period) >= 0 {
			continue
		}
		list = slices.DeleteFunc(list, func(o *ledger.Item) bool { return o.Action.What == a.What })
		list = append(list, i)
	}
	return slices.DeleteFunc(list, func(i *ledger.Item) bool { return i.State == ledger.Dropped || !b.again(i) })
}

// again reports whether an action is to be made anew in this period: if it is one of
// each report, or a new period of its own has begun.
func (b *builder) again(i *ledger.Item) bool {
	for _, g := range period.Grains {
		if g.String() == i.Action.Repeat && g > b.Period.Grain() {
			return b.cal.Of(g, b.cal.Span(i.Made).First) != b.cal.Of(g, b.cal.Span(b.Period).First)
		}
	}
	return true
}

// anew is an action that is made anew.
func (b *builder) anew(i *ledger.Item, id string) Action {
	a := i.Action
	x := Action{ID: quote(id), What: quote(a.What), Owner: quoted(a.Owner), Acceptance: quoted(a.Acceptance), Repeat: quote(a.Repeat), KPI: quoted(a.KPI), Of: oneLine(a.ID)}
	if a.AcceptMetric != "" {
		x.AcceptMetric, x.AcceptOp = quote(a.AcceptMetric), quoted(a.AcceptOp)
		if a.AcceptValue.Present() {
			x.AcceptValue = quote(a.AcceptValue.String())
		}
	}
	if a.Due != nil {
		x.Due = b.later(*a.Due, i.Made).String()
	}
	return x
}

// later is a day as far behind the period as another is behind an earlier one: in
// months and longer on the same day of the month, or its last if that one was.
func (b *builder) later(day period.Day, made period.Period) period.Day {
	from, to := b.cal.Span(made).First, b.cal.Span(b.Period).First
	if b.Period.Grain() < period.Monthly {
		return day + to - from
	}
	months := b.cal.Of(period.Monthly, to).Sub(b.cal.Of(period.Monthly, from))
	was := b.cal.Span(b.cal.Of(period.Monthly, day))
	is := b.cal.Span(b.cal.Of(period.Monthly, day).Add(months))
	if day == was.End-1 {
		return is.End - 1
	}
	return min(is.First+day-was.First, is.End-1)
}

// quoted is quote, and nothing for nothing.
func quoted(s string) string {
	if s == "" {
		return ""
	}
	return quote(s)
}

// ids counts up ids that no action has yet, in the form of the unit's last ones:
// A-2026-10-1, or with the unit's id before the period.
func (b *builder) ids() func() string {
	prefix := "A-"
	if b.Unit != report.Root {
		prefix += b.Unit + "-"
	}
	if b.last != nil && len(b.last.Actions) > 0 {
		if before, _, ok := strings.Cut(b.last.Actions[0].ID, b.cal.Name(b.last.Period)); ok {
			prefix = before
		}
	}
	n := 0
	return func() string {
		for {
			n++
			if id := fmt.Sprintf("%s%s-%d", prefix, b.cal.Name(b.Period), n); b.Ledger.ByID(id) == nil {
				return id
			}
		}
	}
}

// days gathers what was logged on the days of a week: by the unit, and by those below
// it.
func (b *builder) days(v *View) *Days {
	d := &Days{}
	span, total := b.cal.Span(b.Period), num.Int(0)
	units := b.below(b.Unit)
	at, contacts := map[string]int{}, []num.Num(nil)
	for day := span.First; day < span.End; day++ {
		for _, r := range b.Archive.Reports {
			if r.Period.Grain() != period.Daily || b.cal.Span(r.Period).First != day || !units[r.Unit] {
				continue
			}
			logged := slices.DeleteFunc(slices.Clone(r.Followups), func(f report.Followup) bool { return f.Customer == "" }) // still to be filled in
			if len(logged) == 0 {
				continue
			}
			d.Files = append(d.Files, oneLine(r.File))
			for _, f := range logged {
				n := f.Contacts
				if !n.Present() {
					n = num.Int(1)
				}
				total = total.Add(n)
				i, known := at[f.Customer]
				if !known {
					i = len(d.Customers)
					at[f.Customer] = i
					d.Customers, contacts = append(d.Customers, Customer{Name: oneLine(f.Customer)}), append(contacts, num.Int(0))
				}
				contacts[i] = contacts[i].Add(n)
				c := &d.Customers[i]
				c.Contacts = contacts[i].String()
				c.Focus, c.Feedback, c.Result = orElse(oneLine(f.Focus), c.Focus), orElse(oneLine(f.Feedback), c.Feedback), orElse(oneLine(f.Result), c.Result)
			}
		}
	}
	if len(d.Files) == 0 {
		return nil
	}
	d.Contacts, d.Spoken = total.String(), len(d.Customers)
	d.Customers = d.Customers[:min(len(d.Customers), most)]
	b.count(v, d)
	return d
}

// followups is the metric that counts contacts.
const followups = "followups"

// count puts the sum of the contacts that were logged into the metric that counts
// them, unless it adds up from the days by itself.
func (b *builder) count(v *View, d *Days) {
	m := b.find(followups)
	if m == nil || m.Kind != report.Flow || slices.ContainsFunc(v.Stacked, func(s Stacked) bool { return s.ID == followups }) {
		return
	}
	i := slices.IndexFunc(v.Metrics, func(x Metric) bool { return x.ID == followups })
	if i < 0 {
		i = len(v.Metrics)
		v.Metrics = append(v.Metrics, Metric{ID: followups, Label: b.label(m), Form: "value"})
	}
	if x := &v.Metrics[i]; x.Actual == "" && len(x.Differing) == 0 {
		x.Actual, x.From = d.Contacts, strings.Join(d.Files, ", ")
	}
}

// below are a unit and those under it.
func (b *builder) below(unit string) map[string]bool {
	units := map[string]bool{unit: true}
	for _, u := range b.Archive.Units { // parents stand before their children
		if units[u.Parent] {
			units[u.ID] = true
		}
	}
	return units
}
