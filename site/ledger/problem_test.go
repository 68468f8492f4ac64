package ledger_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
)

// issue is one as "key: root cause > action".
func issue(s string) report.Issue {
	key, rest, _ := strings.Cut(s, ": ")
	cause, action, _ := strings.Cut(rest, " > ")
	x := report.Issue{Key: key, Phenomenon: "late", Causes: []report.Cause{{Depth: "root", Text: cause}, {Depth: "surface", Text: s}}}
	if action != "" {
		x.Actions = []string{action}
	}
	return x
}

func names(t *testing.T, where string, issues ...string) *report.Report {
	t.Helper()
	r := of(t, where, nil)
	for _, s := range issues {
		r.Issues = append(r.Issues, issue(s))
	}
	return r
}

// speaking are the places of some reports of an archive in the order in which they
// speak: that of the days on which their periods end.
func speaking(a *report.Archive, has func(*report.Report) bool) (places []int) {
	for i, r := range a.Reports {
		if has(r) {
			places = append(places, i)
		}
	}
	end := func(i int) period.Day { return a.Calendar.Span(a.Reports[i].Period).End }
	slices.SortStableFunc(places, func(i, j int) int {
		return cmp.Or(cmp.Compare(end(i), end(j)), cmp.Compare(a.Reports[i].Period.Grain(), a.Reports[j].Period.Grain()))
	})
	return places
}

// problems are what reports at some places name as issues.
func problems(a *report.Archive, places []int) []ledger.Problem {
	var x ledger.Roll
	for _, i := range places {
		var keys []string
		for k := range a.Reports[i].Issues {
			keys = append(keys, a.Reports[i].Issues[k].Key)
		}
		x.Add(i, keys)
	}
	return x.List
}

func TestProblems(t *testing.T) {
	a := archive(
		names(t, "east/2026-03", "late: stock > A3", ": alone"),
		names(t, "east/2026-01", "late: stock > A1", "dear: price"),
		names(t, "west/2026-01", "late: drivers"),
		names(t, "west/2026-02", ": alone"),
	)
	draft := names(t, "west/2026-03", "late: drivers")
	draft.Status = report.Draft
	a.Reports = append(a.Reports, draft)
	var got []string
	for _, p := range problems(a, speaking(a, func(r *report.Report) bool { return r.Status != report.Draft })) {
		s := p.Key + ":"
		for _, n := range p.Named {
			r, x := n.In(a)
			s += fmt.Sprintf(" %s/%s %s", r.Unit, cal.Name(r.Period), x.Causes[0].Text)
		}
		got = append(got, s)
	}
	want := []string{
		"late: east/2026-01 stock west/2026-01 drivers east/2026-03 stock",
		"dear: east/2026-01 price",
		": west/2026-02 alone",
		": east/2026-03 alone",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestTurns: what changes of a problem, from each naming to the next of the same
// unit and length of period.
func TestTurns(t *testing.T) {
	for _, x := range []struct {
		name    string
		reports []*report.Report
		want    string // of each naming: what changed, periods in a row, of them unmoved
	}{
		{"nothing changes for three months", []*report.Report{
			names(t, "east/2026-01", "late: stock > A1"), names(t, "east/2026-02", "late: Stock  > A1"), names(t, "east/2026-03", "late: stock > A1")},
			"first 1 1, same 2 2, same 3 3"},
		{"another cause, then another action", []*report.Report{
			names(t, "east/2026-01", "late: stock > A1"), names(t, "east/2026-02", "late: drivers > A1"), names(t, "east/2026-03", "late: drivers > A2")},
			"first 1 1, causes 2 1, actions 3 1"},
		{"an action of another id that says the same is the same", []*report.Report{
			names(t, "east/2026-01", "late: stock > A1"), names(t, "east/2026-02", "late: stock > A9")},
			"first 1 1, same 2 2"},
		{"a month without it", []*report.Report{
			names(t, "east/2026-01", "late: stock > A1"), names(t, "east/2026-03", "late: stock > A1")},
			"first 1 1, same 1 1"},
		{"quarters and other units are followed apart", []*report.Report{
			names(t, "east/2026-01", "late: stock"), names(t, "west/2026-02", "late: stock"), names(t, "east/2026-Q1", "late: stock"), names(t, "east/2026-02", "late: stock")},
			"first 1 1, first 1 1, same 2 2, first 1 1"},
	} {
		t.Run(x.name, func(t *testing.T) {
			a := archive(x.reports...)
			what := map[string]string{"A1": "hire", "A9": "hire", "A2": "move"}
			list := problems(a, speaking(a, func(*report.Report) bool { return true }))
			var got []string
			for _, n := range list[0].Turns(a, func(id string) *report.Action { return &report.Action{What: what[id]} }) {
				s := "same"
				switch {
				case n.Before < 0:
					s = "first"
				case n.Causes:
					s = "causes"
				case n.Actions:
					s = "actions"
				}
				got = append(got, fmt.Sprint(s, " ", n.InARow, " ", n.Unmoved))
			}
			if s := strings.Join(got, ", "); s != x.want {
				t.Errorf("%s, want %s", s, x.want)
			}
		})
	}
}
