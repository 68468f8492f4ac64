package ledger_test

import (
	"slices"
	"strings"
	"testing"

	"almanac/site/ledger"
	"almanac/site/report"
)

// ids of items, in their order.
func ids(list []*ledger.Item) string {
	var s []string
	for _, i := range list {
		s = append(s, i.Action.ID)
	}
	return strings.Join(s, " ")
}

// On 30 November: L and E are overdue since different days, C was carried to
// tomorrow, N has no day, D and X are closed.
func TestUrgency(t *testing.T) {
	l := ledger.New(archive(
		of(t, "east/2023-09", acts(act(t, "N", ""), act(t, "F", "2023-12-24"), act(t, "E", "2023-11-29"), act(t, "D", "2023-10-10"), act(t, "C", "2023-10-01"), act(t, "T", "2023-11-30"))),
		of(t, "east/2023-10", acts(act(t, "L", "2023-11-01"), act(t, "X", "2023-10-02")), rev(t, "D done 2023-10-09"), rev(t, "C carried > 2023-12-01"), rev(t, "X dropped")),
	), ledger.Options{AsOf: *day(t, "2023-11-30")})
	list := slices.Clone(l.Items())
	ledger.ByUrgency(list, l.AsOf())
	if got, want := ids(list), "L E T C F N X D"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := ledger.Sum(l.Items(), l.AsOf()), (ledger.Summary{Day: l.AsOf(), Total: 8, Done: 1, Dropped: 1, Overdue: 2, MostDays: 29, Carried: 1, Open: 3}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// Of six that fell due by 30 November, four are done: one before its day, one
// on it, one after it although it was carried, one nobody knows when. The last
// two are dropped and open. What is due today, later or never does not count.
func TestKept(t *testing.T) {
	l := ledger.New(archive(
		of(t, "east/2023-09", acts(act(t, "early", "2023-10-10"), act(t, "just", "2023-10-10"), act(t, "late", "2023-10-10"), act(t, "undated", "2023-10-10"),
			act(t, "dropped", "2023-10-10"), act(t, "open", "2023-11-29"), act(t, "today", "2023-11-30"), act(t, "never", ""))),
		of(t, "east/2023-10", nil, rev(t, "early done 2023-10-09"), rev(t, "just done 2023-10-10"), rev(t, "late carried > 2023-11-10"), rev(t, "undated done"),
			rev(t, "dropped dropped 2023-10-10"), rev(t, "today done 2023-10-30"), rev(t, "never done 2023-10-30")),
		of(t, "east/2023-11", nil, rev(t, "late done 2023-11-01"), rev(t, "early verified 2023-11-02")),
	), ledger.Options{AsOf: *day(t, "2023-11-30")})
	var k ledger.Kept
	for _, i := range l.Items() {
		k.Add(i, l.AsOf())
	}
	if want := (ledger.Kept{Due: 6, Done: 4, Verified: 1, Dropped: 1, OnTime: 2, Undated: 1}); k != want {
		t.Errorf("%+v, want %+v", k, want)
	}
}

// An action of another year than the period that made it ends in.
func TestYear(t *testing.T) {
	l := ledger.New(archive(of(t, "east/2023-W52", acts(act(t, "A", ""))), of(t, "east/2024-W01", acts(act(t, "B", ""))), of(t, "east/2024", []report.Action{{ID: "C"}})), ledger.Options{})
	for _, x := range []struct{ id, year string }{{"A", "2023"}, {"B", "2024"}, {"C", "2024"}} {
		if got := cal.Name(l.Year(l.ByID(x.id))); got != x.year {
			t.Errorf("%s: %s, want %s", x.id, got, x.year)
		}
	}
}
