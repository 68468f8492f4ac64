package ledger_test

// A second computation, naive on purpose: it keeps nothing, and looks at the
// whole archive again for every question.

import (
	"slices"

	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
)

type oracle struct {
	*report.Archive
	drafts bool
}

// before reports whether p speaks before q: it ends earlier, or on the same
// day and is shorter.
func before(p, q period.Period) bool {
	a, b := cal.Span(p), cal.Span(q)
	return a.End < b.End || a.End == b.End && a.Len() < b.Len()
}

// spoken lists the reports that count, in order: again and again the earliest
// of those that are left.
func (o oracle) spoken() (out []*report.Report) {
	var left []*report.Report
	for _, r := range o.Reports {
		if o.drafts || r.Status != report.Draft {
			left = append(left, r)
		}
	}
	for len(left) > 0 {
		n := 0
		for i, r := range left {
			if before(r.Period, left[n].Period) {
				n = i
			}
		}
		out = append(out, left[n])
		left = slices.Delete(left, n, n+1)
	}
	return out
}

// made lists the actions that count, with their reports.
func (o oracle) made() (actions []*report.Action, of []*report.Report) {
	for _, r := range o.spoken() {
		for i := range r.Actions {
			a := &r.Actions[i]
			if a.ID == "" || !slices.ContainsFunc(actions, func(b *report.Action) bool { return a.ID == b.ID }) {
				actions, of = append(actions, a), append(of, r)
			}
		}
	}
	return actions, of
}

// said lists what reports up to and including those of a period say about an
// action that a report made.
func (o oracle) said(a *report.Action, by *report.Report, until period.Period) (out []*report.ActionReview) {
	for _, r := range o.spoken() {
		if before(r.Period, by.Period) || before(until, r.Period) || a.ID == "" {
			continue
		}
		for i := range r.Reviews {
			v := &r.Reviews[i]
			if v.ID == a.ID && slices.Contains([]string{"open", "in_progress", "done", "verified", "carried", "dropped"}, v.Status) {
				out = append(out, v)
			}
		}
	}
	return out
}

// standing looks at what was said from the last word backwards.
func (o oracle) standing(a *report.Action, by *report.Report, until period.Period) ledger.Standing {
	s := ledger.Standing{State: "open", Due: a.Due}
	said := o.said(a, by, until)
	for _, v := range said {
		if v.Status == "carried" {
			s.Carried++
			if v.NewDue != nil {
				s.Due = v.NewDue
			}
		}
	}
	if len(said) == 0 {
		return s
	}
	last := said[len(said)-1]
	s.State = ledger.State(last.Status)
	if last.Status == "verified" && (last.Reviewer == a.Owner || last.Reviewer == "" || a.Owner == "") {
		s.State = "done"
	}
	s.Closed = closing(said)
	return s
}

// closing is the day of the last closing: what the last word that says when it
// was done (or dropped) says; else, of those that verify it since it was last
// open, the first day.
func closing(said []*report.ActionReview) (day *period.Day) {
	kind := map[string]int{"done": 1, "verified": 1, "dropped": 2}
	last := kind[said[len(said)-1].Status]
	for _, v := range slices.Backward(said) {
		if last == 0 || kind[v.Status] != last {
			return day
		}
		if v.Date != nil && v.Status != "verified" {
			return v.Date
		}
		if v.Date != nil {
			day = v.Date
		}
	}
	return day
}

// previous counts what became of the actions of the report before.
func (o oracle) previous(unit string, p period.Period, asOf period.Day) (s ledger.Summary) {
	for _, r := range o.spoken() {
		if r.Unit == unit && r.Status != report.Plan && r.Period.Grain() == p.Grain() && before(r.Period, p) {
			s.Report = r
		}
	}
	if s.Report == nil {
		return s
	}
	s.Day = cal.Span(p).End - 1
	if asOf < s.Day {
		s.Day = asOf
	}
	actions, of := o.made()
	for i, a := range actions {
		if of[i] != s.Report {
			continue
		}
		s.Total++
		x := o.standing(a, of[i], p)
		switch x.State {
		case "verified":
			s.Verified++
			s.Done++
		case "done":
			s.Done++
		case "dropped":
			s.Dropped++
		default:
			if x.Due != nil && *x.Due < s.Day {
				s.Overdue++
				s.MostDays = max(s.MostDays, int(s.Day)-int(*x.Due))
				continue
			}
			switch x.State {
			case "open":
				s.Open++
			case "in_progress":
				s.InProgress++
			case "carried":
				s.Carried++
			}
		}
	}
	return s
}
