package page

import (
	"slices"

	"almanac/site/period"
	"almanac/site/report"
)

// A report's page has room for so many entries of a kind. What is beyond them
// stands on the pages of its kind, which are split, or else in the report's file
// alone; the page says how much that is and where.

// first are the entries that the page has room for.
func first[T any](list []T) []T { return list[:min(len(list), reportEntries)] }

// over is how many entries it has no room for.
func over[T any](list []T) int { return len(list) - len(first(list)) }

// ShowsAction reports whether the page of a report has room for its action of an id.
func ShowsAction(r *report.Report, id string) bool {
	return slices.ContainsFunc(first(r.Actions), func(a report.Action) bool { return a.ID == id })
}

// ShowsReview reports whether it has room for what is said of the action of an id.
func ShowsReview(r *report.Report, id string) bool {
	return slices.ContainsFunc(first(r.Reviews), func(v report.ActionReview) bool { return v.ID == id })
}

// ShowsIssue reports whether it has room for the problem of an id.
func ShowsIssue(r *report.Report, id string) bool {
	return slices.ContainsFunc(first(r.Issues), func(x report.Issue) bool { return x.ID == id })
}

// entryAt is the fragment of an entry on the page of its report: that of its id, if
// it has one and stands there, or that of all entries of its kind.
func entryAt(kind, id string, there bool, all string) string {
	if id == "" || !there {
		return all
	}
	return entryID(kind, id)
}

// actionAt is the fragment of an action on the page of the report that made it.
func (w *writer) actionAt(at spot, a *report.Action) string {
	r := w.written(at.unit, at.p)
	return entryAt("action", a.ID, r != nil && ShowsAction(r, a.ID), "actions")
}

// onPages leads to the first page of a kind that lists so many others; none of none.
func (w *writer) onPages(n int, k Kind) []Link {
	if n == 0 {
		return nil
	}
	to := w.toKind(k)
	if len(to) == 0 {
		return nil
	}
	return w.elsewhere(n, to[0].Href)
}

// elsewhere leads to where so many others stand.
func (w *writer) elsewhere(n int, href string) []Link {
	return []Link{{Text: w.l.T("report.more_listed", "n", n, "count", w.l.Int(n)), Href: href}}
}

// inFile says that so many others stand in the report's file; nothing of none.
func (w *writer) inFile(r *report.Report, n int) []Link {
	if n == 0 {
		return nil
	}
	return []Link{{Text: w.l.T("report.more_in_file", "n", n, "count", w.l.Int(n), "file", r.File)}}
}

// moreActions leads to where the ledger tells of the first action that the page has
// no room for.
func (w *writer) moreActions(r *report.Report) []Link {
	n := over(r.Actions)
	if n == 0 {
		return nil
	}
	return w.elsewhere(n, w.inLedger(r.Actions[reportEntries].ID))
}

// moreReviews leads to where the ledger tells of the actions whose reviews the page
// has no room for; of actions that nobody promised it does not tell.
func (w *writer) moreReviews(r *report.Report) []Link {
	n := over(r.Reviews)
	if n == 0 {
		return nil
	}
	w.reads.Made(period.Period{})
	rest := r.Reviews[reportEntries:]
	known := func(x report.ActionReview) bool { return w.ledger.ByID(x.ID) != nil }
	k := slices.IndexFunc(rest, known)
	if k < 0 {
		return w.inFile(r, n)
	}
	strange := 0
	for _, x := range rest {
		if !known(x) {
			strange++
		}
	}
	return append(w.elsewhere(n-strange, w.inLedger(rest[k].ID)), w.inFile(r, strange)...)
}

// inLedger links to where the ledger tells of an action; of one without an id, to
// its first page.
func (w *writer) inLedger(id string) string {
	if href := w.toAction(id); href != "" {
		return href
	}
	return w.toActions()
}
