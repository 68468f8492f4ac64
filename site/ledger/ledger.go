// Package ledger follows promises: a [Ledger] holds every action of an
// archive's reports as an [Item], with what later reports say became of it
// (domain.md §7.4). Beside it stands each [Problem] that reports name, with
// its way from report to report (§7.6). Both work with what is written and with
// days alone; what is wrong with it is for the rules to say.
//
// # In which order
//
// Reports speak in the order in which their periods end and, of two that end
// on the same day, the shorter first: the month is reviewed before the quarter
// that it ends. Two of the same period speak in the order of the archive.
// Reviews count in this order, whatever unit's reports they stand in; the date
// that a review bears does not change its place. What was known in the reports
// up to and including those of a period is what reports that do not speak
// after it say.
//
// # What counts
//
// Drafts count only if they are asked for, as in package cube. Of two actions
// with the same id the one that was made first holds. An action without an id
// is followed by nobody: it stays open. What does not count is kept aside
// ([Aside]): a second action of an id, a review of an id that no action has, a
// review that speaks before the action was made, and one that names no state.
//
// # States
//
//	open         from the start, or said again
//	in_progress  as said
//	done         as said; the day is the review's date, and holds when it is
//	             verified afterwards
//	verified     as said, if the reviewer is someone else than the owner and
//	             the figures bear it out; else it is done
//	carried      as said: the new day holds instead of the last, if there is
//	             one, and every time is counted
//	dropped      as said
//
// The last word holds: what was done and is in progress afterwards is in
// progress, and has no closing day any more. An owner or reviewer who is not
// named is nobody, and then nothing is verified.
//
// An item is overdue on a day that is later than the one on which it is due,
// unless it is done, verified or dropped; with no day it is never overdue. It
// is on time if it was done on the day first promised or before; without one
// of the two days that is not known.
//
// What became of promises whose day has come is counted as [Kept]: its rates are
// Done of Due (closure), OnTime of Due without Undated, and Verified of Done.
//
// A Ledger is made once by [New] and read-only from then on, so that many may
// read it at once. The time it takes grows with the number of entries, but for
// putting the reports in order.
package ledger

import (
	"cmp"
	"slices"

	"almanac/site/period"
	"almanac/site/report"
)

// A State is what became of an action, in the word that reports use.
type State string

// The states of an action.
const (
	Open       State = "open"
	InProgress State = "in_progress"
	Done       State = "done"
	Verified   State = "verified"
	Carried    State = "carried"
	Dropped    State = "dropped"
)

// states lists every state.
var states = [...]State{Open, InProgress, Done, Verified, Carried, Dropped}

// Closed reports whether nothing is left to be done: done, verified or dropped.
func (s State) Closed() bool { return s.Done() || s == Dropped }

// Done reports whether the action was carried out: done or verified.
func (s State) Done() bool { return s == Done || s == Verified }

// A Standing is how an action stands at some point.
type Standing struct {
	State   State
	Due     *period.Day // nil: none was ever given
	Carried int         // how many times it was carried
	Closed  *period.Day // the day on which it was done or dropped; nil: it was not, or no day is given
}

// Overdue is by how many days an action that stands so is overdue on a day; 0
// if it is not.
func (s Standing) Overdue(day period.Day) int {
	if s.Due == nil || s.State.Closed() {
		return 0
	}
	return max(0, int(day-*s.Due))
}

// An Item is an action and what became of it, as far as all reports tell.
type Item struct {
	Action   *report.Action
	Unit     string
	Made     period.Period  // the period in whose report it was made
	Report   *report.Report // that report
	FirstDue *period.Day    // as first promised; nil: no day was
	Reviews  []Review       // that count, in their order
	Standing                // after the last of them
	made     moment         // when it was
	twice    bool           // an earlier one has its id
}

// A Review is what a later report, or the same, says about an action.
type Review struct {
	Report *report.Report
	*report.ActionReview
	After Standing // how the action stood from then on
	at    moment
}

// OnTime reports whether an item that was done was so on the day first
// promised or before. It is not known of what was not done, and where either
// day is missing.
func (i *Item) OnTime() (onTime, known bool) {
	if !i.State.Done() || i.Closed == nil || i.FirstDue == nil {
		return false, false
	}
	return *i.Closed <= *i.FirstDue, true
}

// promised is how an item stood when it was made.
func (i *Item) promised() Standing { return Standing{State: Open, Due: i.FirstDue} }

// until is how an item stood for those who know the reviews up to a moment.
func (i *Item) until(m moment) Standing {
	if len(i.Reviews) == 0 {
		return i.promised()
	}
	n, _ := slices.BinarySearchFunc(i.Reviews, m, func(v Review, m moment) int {
		if v.at.compare(m) <= 0 {
			return -1
		}
		return 1
	})
	if n == 0 {
		return i.promised()
	}
	return i.Reviews[n-1].After
}

// A Fault is why an entry does not count.
type Fault uint8

const (
	Twice   Fault = iota + 1 // an action whose id an earlier one has
	Unknown                  // a review of an id that no action has
	Early                    // a review in a report that speaks before the one that made the action
	NoState                  // a review that names no state
)

// An Aside is an entry that does not count: an action or a review.
type Aside struct {
	Fault  Fault
	Report *report.Report
	Action *report.Action       // of Twice
	Review *report.ActionReview // of the others
	Item   *Item                // that has the id; nil for Unknown
}

// A moment is when a report speaks.
type moment struct {
	last  period.Day // of its period
	grain period.Grain
}

func (m moment) compare(n moment) int {
	if m.last != n.last {
		return cmp.Compare(m.last, n.last)
	}
	return cmp.Compare(m.grain, n.grain)
}
