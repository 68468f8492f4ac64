package ledger

import (
	"slices"

	"almanac/site/report"
)

// Holds reports whether the ledger is also that of an archive that has other
// reports at some places, each of the same unit, period and status. It tells of
// a report no more than its unit and period, of an action and what became of it
// nothing of its place in the file, so that it does if what they promise and
// review is the same, and the figures bear out what they did.
func (l *Ledger) Holds(was, is *report.Archive, places []int, met func(*report.Action, *report.Report) bool) bool {
	for _, i := range places {
		if !report.PromiseSame(was.Reports[i], is.Reports[i]) {
			return false
		}
	}
	return !slices.ContainsFunc(l.asked, func(q question) bool { return met(q.action, q.report) != q.met })
}

// A question is whether figures bear out that an action is accepted, and what
// the answer was.
type question struct {
	action *report.Action
	report *report.Report
	met    bool
}
