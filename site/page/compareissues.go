package page

import (
	"slices"
	"strings"

	"almanac/site/period"
	"almanac/site/report"
)

// Problems are those of two reports, told apart by whether they stand in one
// or in both. A problem is known by its key; one without a key by its id and
// tags together, since ids alone only number those of one report.
type Problems struct {
	Lists []ProblemList
	Note  string // that one of the reports names none, or is not there
}

// A ProblemList is a titled list of problems.
type ProblemList struct {
	Title string
	Items []Problem
}

// A Problem leads to where it stands. One that continues also has what the
// earlier report said of it.
type Problem struct {
	Link
	Earlier *EarlierProblem
}

// An EarlierProblem is a problem behind the name of its period.
type EarlierProblem struct {
	Label string
	Link
}

// problems tells new problems, those that continue, and those that are closed:
// named about the base, and not about this period. They are not told apart
// where nobody wrote about one of the two.
func (w *writer) problems(unit string, base, this period.Period) (out Problems) {
	a, b := w.cube.Report(unit, base), w.cube.Report(unit, this)
	if len(issuesOf(a))+len(issuesOf(b)) == 0 {
		return out
	}
	names := []any{"base_period", w.voice.Period(base), "period", w.voice.Period(this)}
	add := func(key string, items []Problem) {
		if len(items) > 0 {
			out.Lists = append(out.Lists, ProblemList{w.l.T(key, names...), items})
		}
	}
	switch {
	case !worded(a):
		out.Note = w.l.T("compare.problems_alone", "period", w.voice.Period(base))
		add("compare.problems_of", w.issueLines(b, nil, nil))
		return out
	case !worded(b):
		out.Note = w.l.T("compare.problems_alone", "period", w.voice.Period(this))
		names[3] = names[1]
		add("compare.problems_of", w.issueLines(a, nil, nil))
		return out
	}
	in := func(r *report.Report, want bool) func(*report.Issue) bool {
		return func(x *report.Issue) bool { return (sameIssue(r, x) != nil) == want }
	}
	add("compare.problems_new", w.issueLines(b, in(a, false), nil))
	add("compare.problems_continuing", w.issueLines(b, in(a, true), a))
	add("compare.problems_closed", w.issueLines(a, in(b, false), nil))
	return out
}

func issuesOf(r *report.Report) []report.Issue {
	if r == nil {
		return nil
	}
	return r.Issues
}

// worded reports whether somebody wrote about a period, so that a problem
// which a report does not name is one that its author did not see.
func worded(r *report.Report) bool {
	return r != nil && (len(r.Issues) > 0 || r.Scenario != report.Figures && (r.Prose != nil || r.Head.IssuesNone != ""))
}

// sameIssue is the problem of a report that is the same as x; nil if there is
// none.
func sameIssue(r *report.Report, x *report.Issue) *report.Issue {
	for i := range r.Issues {
		if k := issueKey(x); k != "" && issueKey(&r.Issues[i]) == k {
			return &r.Issues[i]
		}
	}
	return nil
}

// issueKey is what a problem is known by in other reports; "" if by nothing.
func issueKey(x *report.Issue) string {
	if x.Key != "" {
		return x.Key
	}
	if x.ID == "" || len(x.Tags) == 0 {
		return ""
	}
	tags := slices.Clone(x.Tags)
	slices.Sort(tags)
	return x.ID + "\x00" + strings.Join(tags, "\x00")
}

// issueLines lists the problems of a report that are chosen, all for nil, with
// what another report said of the same.
func (w *writer) issueLines(r *report.Report, choose func(*report.Issue) bool, earlier *report.Report) (list []Problem) {
	for i := range r.Issues {
		x := &r.Issues[i]
		if choose != nil && !choose(x) {
			continue
		}
		item := Problem{Link: w.issueLink(r, x)}
		if earlier != nil {
			item.Earlier = &EarlierProblem{w.voice.Period(earlier.Period) + w.l.T("page.colon"), w.issueLink(earlier, sameIssue(earlier, x))}
		}
		list = append(list, item)
	}
	return list
}

// issueLink is a problem's phenomenon, and the place where it stands.
func (w *writer) issueLink(r *report.Report, x *report.Issue) Link {
	l := Link{Text: x.Phenomenon, Href: w.toPeriod(r.Unit, r.Period), Lang: w.foreign(r.Lang)}
	if l.Text == "" {
		l.Text = joined(" ", x.ID, x.Key)
	}
	switch {
	case l.Href == "":
	default:
		l.Href += "#" + entryAt("issue", x.ID, ShowsIssue(r, x.ID), "issues")
	}
	return l
}
