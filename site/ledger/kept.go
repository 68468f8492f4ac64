package ledger

import (
	"cmp"
	"slices"

	"almanac/site/period"
)

// Chronic is how often an action is carried before that is a sign of something
// else than bad luck (domain.md §7.4).
const Chronic = 3

// AsOf is the day as on which the archive is looked at.
func (l *Ledger) AsOf() period.Day { return l.asOf }

// Year is the year, of the archive's calendar, in which an action was made: that
// in which the period of its report ends. Items are in the order of their years.
func (l *Ledger) Year(i *Item) period.Period { return l.cal.Of(period.Annual, i.made.last) }

// Sum counts how actions stand on a day, as far as all reports tell. No report
// made them all.
func Sum(list []*Item, day period.Day) Summary {
	s := Summary{Day: day}
	for _, i := range list {
		s.add(i.Standing)
	}
	return s
}

// ByUrgency puts actions into the order in which they are to be spoken of on a
// day: what is overdue, what else is not closed, what is; within each by the day
// on which it is due, without one last, and then as they were.
func ByUrgency(list []*Item, day period.Day) {
	rank := func(i *Item) int {
		switch {
		case i.State.Closed():
			return 2
		case i.Overdue(day) > 0:
			return 0
		}
		return 1
	}
	slices.SortStableFunc(list, func(a, b *Item) int {
		return cmp.Or(rank(a)-rank(b), compareDays(a.Due, b.Due))
	})
}

// compareDays puts the earlier day first, and none last.
func compareDays(a, b *period.Day) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return cmp.Compare(*a, *b)
}

// A Kept counts what became of promises whose day has come. The day is the one
// first promised, so that no rate gets better by a new day.
type Kept struct {
	Due      int // the day first promised is past
	Done     int // of these, whenever: Verified among them
	Verified int
	Dropped  int
	OnTime   int // done on the day first promised or before
	Undated  int // done, but nobody says when: on time or not is not known
}

// Add counts an action, if the day first promised is past.
func (k *Kept) Add(i *Item, day period.Day) {
	if i.FirstDue == nil || *i.FirstDue >= day {
		return
	}
	k.Due++
	switch {
	case i.State == Dropped:
		k.Dropped++
		return
	case !i.State.Done():
		return
	}
	k.Done++
	if i.State == Verified {
		k.Verified++
	}
	switch onTime, known := i.OnTime(); {
	case !known:
		k.Undated++
	case onTime:
		k.OnTime++
	}
}
