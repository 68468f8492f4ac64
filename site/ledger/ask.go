package ledger

import (
	"iter"
	"slices"

	"almanac/site/period"
	"almanac/site/report"
)

// Items lists every action that counts, in the order in which they were made.
// The list is the ledger's own, as are those of the other methods.
func (l *Ledger) Items() []*Item { return l.items }

// Asides lists what does not count: the actions, then the reviews, each in the
// order in which their reports speak.
func (l *Ledger) Asides() []Aside { return l.asides }

// ByID returns the action with an id, or nil.
func (l *Ledger) ByID(id string) *Item { return l.byID[id] }

// Of lists the actions that a unit's report of a period made, in its order.
func (l *Ledger) Of(unit string, p period.Period) []*Item {
	of := l.byUnit[unit]
	if of == nil {
		return nil
	}
	before := func(i *Item, m moment) int { return i.made.compare(m) }
	at := l.moment(p)
	from, ok := slices.BinarySearchFunc(of.items, at, before)
	if !ok {
		return nil
	}
	to := from
	for to < len(of.items) && of.items[to].made == at {
		to++
	}
	return of.items[from:to:to]
}

// Open yields the unit's own actions that were open on a day, in the order in
// which they were made, as known in the reports whose periods had ended by
// then (the last day of a period is its end): those made there that they do not
// say are done, verified or dropped.
func (l *Ledger) Open(unit string, day period.Day) iter.Seq[*Item] {
	return func(yield func(*Item) bool) {
		of := l.byUnit[unit]
		if of == nil {
			return
		}
		end := moment{day, period.Annual}
		for _, i := range of.items {
			if i.made.compare(end) > 0 {
				return // and so are those behind it
			}
			if !i.until(end).State.Closed() && !yield(i) {
				return
			}
		}
	}
}

// Known is how an action stood as known in reports up to and including those
// of a period. It is not ok before the action was made.
func (l *Ledger) Known(i *Item, p period.Period) (s Standing, ok bool) {
	m := l.moment(p)
	if i.made.compare(m) > 0 {
		return Standing{}, false
	}
	return i.until(m), true
}

// A Summary is what became of the actions of a report. Every action is in one
// of the groups, so that Done, Dropped, Overdue, InProgress, Carried and Open
// add up to Total. Done and dropped are what they are; of the others, what is
// overdue is Overdue, whether it is open, in progress or carried, since a
// promise that was not kept by its day is the worse news.
type Summary struct {
	Report     *report.Report // that made them; nil: there is none
	Day        period.Day     // on which they are overdue or not
	Total      int
	Done       int // Verified among them
	Verified   int
	Dropped    int
	Overdue    int
	MostDays   int // of those overdue, the largest number of days
	InProgress int
	Carried    int
	Open       int
}

// Previous sums up, for a unit's report of a period p, what became of the
// actions that the unit made in its previous report: the last one of the same
// grain before p, plans left out, which need not be of the period just before p
// (Report tells). Their states are those known in reports up to and including
// those of p, of any unit.
//
// Overdue is counted on the last day of p, since the report is about p and
// what it says must stay true however long after it is read; or on the as-of
// day, if p was not over then.
func (l *Ledger) Previous(unit string, p period.Period) Summary {
	r := l.before(unit, p)
	if r == nil {
		return Summary{}
	}
	end := l.moment(p)
	s := Summary{Report: r, Day: min(l.asOf, end.last)}
	for _, i := range l.Of(unit, r.Period) {
		s.add(i.until(end))
	}
	return s
}

// before returns the unit's last report of the same grain before p, or nil.
func (l *Ledger) before(unit string, p period.Period) *report.Report {
	of := l.byUnit[unit]
	if of == nil {
		return nil
	}
	list := of.reports[p.Grain()]
	n, _ := slices.BinarySearchFunc(list, p, func(r *report.Report, p period.Period) int { return r.Period.Sub(p) })
	if n == 0 {
		return nil
	}
	return list[n-1]
}

// add counts one action.
func (s *Summary) add(x Standing) {
	s.Total++
	days := x.Overdue(s.Day)
	switch {
	case x.State.Done():
		s.Done++
		if x.State == Verified {
			s.Verified++
		}
	case x.State == Dropped:
		s.Dropped++
	case days > 0:
		s.Overdue++
		s.MostDays = max(s.MostDays, days)
	case x.State == InProgress:
		s.InProgress++
	case x.State == Carried:
		s.Carried++
	default:
		s.Open++
	}
}
