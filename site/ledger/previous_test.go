package ledger_test

import (
	"testing"

	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
)

// counts are the numbers of a summary.
func counts(s ledger.Summary) ledger.Summary {
	s.Report, s.Day = nil, 0
	return s
}

// The sentence M-ACT (domain.md §3.11): of five actions three are done, two of
// them verified, one is in progress and one is 8 days overdue.
func TestPrevious(t *testing.T) {
	september := of(t, "east/2023-09", acts(act(t, "A", "2023-10-10"), act(t, "B", "2023-10-10"), act(t, "C", "2023-10-10"),
		act(t, "D", "2023-11-15"), act(t, "E", "2023-10-23")))
	l := ledger.New(archive(september,
		of(t, "west/2023-09", acts(act(t, "W", "2023-10-01"))),
		of(t, "east/2023-10", acts(act(t, "F", "2023-10-05")), rev(t, "A done 2023-10-09"), rev(t, "B verified 2023-10-12"),
			rev(t, "C done 2023-10-10"), rev(t, "D in_progress"), rev(t, "E open")),
		of(t, "root/2023-10", nil, rev(t, "C verified 2023-10-30")), // another unit's word counts too
		of(t, "east/2023-11", nil, rev(t, "E done 2023-11-02"), rev(t, "F in_progress")),
	), ledger.Options{AsOf: *day(t, "2024-06-30")})
	got := l.Previous("east", per(t, "2023-10"))
	if want := (ledger.Summary{Total: 5, Done: 3, Verified: 2, InProgress: 1, Overdue: 1, MostDays: 8}); counts(got) != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got.Report != september || got.Day != *day(t, "2023-10-31") {
		t.Errorf("of %v on %v", got.Report.Period, got.Day)
	}
	// In November: F, in progress, is overdue since 5 October.
	if got, want := counts(l.Previous("east", per(t, "2023-11"))), (ledger.Summary{Total: 1, Overdue: 1, MostDays: 56}); got != want {
		t.Errorf("of F %+v, want %+v", got, want)
	}
}

// Each group, with the action due 2023-10-23, on 31 October.
func TestPreviousGroups(t *testing.T) {
	for _, x := range []struct {
		due, review string
		want        ledger.Summary
	}{
		{"2023-10-23", "", ledger.Summary{Overdue: 1, MostDays: 8}},
		{"2023-10-23", "A open", ledger.Summary{Overdue: 1, MostDays: 8}},
		{"2023-10-23", "A in_progress", ledger.Summary{Overdue: 1, MostDays: 8}},
		{"2023-10-23", "A carried", ledger.Summary{Overdue: 1, MostDays: 8}},
		{"2023-10-23", "A carried > 2023-10-30", ledger.Summary{Overdue: 1, MostDays: 1}},
		{"2023-10-23", "A carried > 2023-11-30", ledger.Summary{Carried: 1}},
		{"2023-10-23", "A done", ledger.Summary{Done: 1}},
		{"2023-10-23", "A done 2023-10-30", ledger.Summary{Done: 1}},
		{"2023-10-23", "A verified 2023-10-30", ledger.Summary{Done: 1, Verified: 1}},
		{"2023-10-23", "A dropped", ledger.Summary{Dropped: 1}},
		{"2023-10-31", "", ledger.Summary{Open: 1}},
		{"2023-10-31", "A in_progress", ledger.Summary{InProgress: 1}},
		{"", "", ledger.Summary{Open: 1}},
		{"", "A in_progress", ledger.Summary{InProgress: 1}},
	} {
		october := of(t, "east/2023-10", nil)
		if x.review != "" {
			october.Reviews = []report.ActionReview{rev(t, x.review)}
		}
		l := ledger.New(archive(of(t, "east/2023-09", acts(act(t, "A", x.due))), october), ledger.Options{AsOf: *day(t, "2023-12-01")})
		x.want.Total = 1
		if got := counts(l.Previous("east", per(t, "2023-10"))); got != x.want {
			t.Errorf("due %s, %q: %+v, want %+v", x.due, x.review, got, x.want)
		}
	}
}

// Which report is the previous one, and which day counts.
func TestPreviousWhich(t *testing.T) {
	a := archive(
		of(t, "east/2023-Q2", acts(act(t, "Q", "2023-07-15"))),
		of(t, "east/2023-07", acts(act(t, "A", "2023-08-15"), act(t, "B", "2023-08-20"))),
		of(t, "east/2023-08 plan", nil),
		of(t, "east/2023-09 draft", acts(act(t, "C", ""))),
		of(t, "east/2023-10", nil),
		of(t, "east/2023-W30", acts(act(t, "V", ""))),
	)
	for _, x := range []struct {
		unit, period, asOf string
		drafts             bool
		of, on             string // "": none
		want               ledger.Summary
	}{
		{"east", "2023-10", "2023-12-01", false, "2023-07", "2023-10-31", ledger.Summary{Total: 2, Overdue: 2, MostDays: 77}},
		{"east", "2023-10", "2023-08-16", false, "2023-07", "2023-08-16", ledger.Summary{Total: 2, Overdue: 1, MostDays: 1, Open: 1}},
		{"east", "2023-10", "2023-12-01", true, "2023-09", "2023-10-31", ledger.Summary{Total: 1, Open: 1}},
		{"east", "2023-11", "2023-12-01", false, "2023-10", "2023-11-30", ledger.Summary{}},
		{"east", "2023-08", "2023-12-01", false, "2023-07", "2023-08-31", ledger.Summary{Total: 2, Overdue: 2, MostDays: 16}},
		{"east", "2023-07", "2023-12-01", false, "", "", ledger.Summary{}},
		{"east", "2023-Q3", "2023-12-01", false, "2023-Q2", "2023-09-30", ledger.Summary{Total: 1, Overdue: 1, MostDays: 77}},
		{"east", "2023", "2023-12-01", false, "", "", ledger.Summary{}},
		{"west", "2023-10", "2023-12-01", false, "", "", ledger.Summary{}},
	} {
		got := ledger.New(a, ledger.Options{AsOf: *day(t, x.asOf), Drafts: x.drafts}).Previous(x.unit, per(t, x.period))
		var of, on string
		if got.Report != nil {
			of, on = cal.Name(got.Report.Period), got.Day.String()
		}
		if of != x.of || on != x.on || counts(got) != x.want {
			t.Errorf("%s/%s as of %s: of %s on %s, %+v", x.unit, x.period, x.asOf, of, on, got)
		}
	}
	if got := ledger.New(a, ledger.Options{}).Previous("east", period.Period{}); got != (ledger.Summary{}) {
		t.Errorf("before no period at all: %+v", got)
	}
}
