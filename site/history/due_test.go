package history_test

import (
	"maps"
	"testing"
	"time"

	"almanac/site/history"
	"almanac/site/period"
)

// weekdays are Monday to Friday.
var weekdays = [7]bool{time.Monday: true, time.Tuesday: true, time.Wednesday: true, time.Thursday: true, time.Friday: true}

// rules are the deadlines of domain.md §7.2, some of them changed.
func rules(changed ...string) map[string]string {
	m := map[string]string{"daily": "1", "weekly": "mon", "monthly": "3", "quarterly": "10", "annual": "20", "applies_to": "final", "adjust": "none"}
	for i := 0; i < len(changed); i += 2 {
		m[changed[i]] = changed[i+1]
	}
	return m
}

func day(t testing.TB, s string) period.Day {
	t.Helper()
	d, err := period.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The expected days are those of domain.md §7.2 and TV-32 to TV-34, or read off
// a calendar.
func TestDue(t *testing.T) {
	civil, july := period.Calendar{}, period.Calendar{YearStart: time.July}
	next := []string{"adjust", "next-workday"}
	for _, x := range []struct {
		cal     period.Calendar
		period  string
		changed []string
		want    string // "": none
	}{
		{civil, "2023-10-31", nil, "2023-11-01"},
		{civil, "2023-W43", nil, "2023-10-30"},
		{civil, "2023-10", nil, "2023-11-03"},
		{civil, "2023-Q3", nil, "2023-10-10"},
		{civil, "2023-Q4", nil, "2024-01-10"},
		{civil, "2023", nil, "2024-01-20"},
		{civil, "2024-02", nil, "2024-03-03"},
		{civil, "2020-W53", nil, "2021-01-04"},
		{july, "FY2020-Q1", nil, "2019-10-10"},
		{july, "FY2020", nil, "2020-07-20"},

		// changed
		{civil, "2023-10-31", []string{"daily", "0"}, "2023-10-31"},
		{civil, "2023-10", []string{"monthly", "0"}, "2023-10-31"},
		{civil, "2023-10", []string{"monthly", "+5"}, "2023-11-05"},
		{civil, "2023-10", []string{"monthly", "31"}, "2023-12-01"},
		{civil, "2022", []string{"annual", "366"}, "2024-01-01"},
		{civil, "2023-W43", []string{"weekly", "2"}, "2023-10-31"},
		{civil, "2023-W43", []string{"weekly", "monday"}, "2023-10-30"},
		{civil, "2023-W43", []string{"weekly", "wed"}, "2023-11-01"},
		{civil, "2023-W43", []string{"weekly", "sun"}, "2023-11-05"},

		// none
		{civil, "2023-10", []string{"monthly", ""}, ""},
		{civil, "2023-10", []string{"monthly", "-1"}, ""},
		{civil, "2023-10", []string{"monthly", "367"}, ""},
		{civil, "2023-10", []string{"monthly", "mon"}, ""},
		{civil, "2023-W43", []string{"weekly", "Mon"}, ""},
		{civil, "2023-W43", []string{"weekly", "m"}, ""},

		// adjusted: TV-34; 1 and 2 April 2024, a Monday and a Tuesday, are
		// holidays below
		{civil, "2024-01", nil, "2024-02-03"},
		{civil, "2024-01", next, "2024-02-05"},
		{civil, "2023-10", next, "2023-11-03"},
		{civil, "2024-W13", next, "2024-04-03"},
		{civil, "2024-03-29", next, "2024-04-03"}, // a Friday: Saturday, Sunday, two holidays
		{civil, "2024-W13", nil, "2024-04-01"},
	} {
		p, err := x.cal.Parse(x.period)
		if err != nil {
			t.Fatal(err)
		}
		holidays := []period.Day{day(t, "2024-04-02"), day(t, "2024-04-01")}
		got, ok := history.Due(x.cal, rules(x.changed...), weekdays, holidays, p)
		if ok != (x.want != "") || ok && got.String() != x.want {
			t.Errorf("%s %v: %v %v, want %s", x.period, x.changed, got, ok, x.want)
		}
	}
}

// Where there is nothing to go by, nothing is due; where no day is a working
// day, none is waited for.
func TestDueNone(t *testing.T) {
	m, _ := period.Calendar{}.Parse("2024-01")
	if d, ok := history.Due(period.Calendar{}, rules(), weekdays, nil, period.Period{}); ok {
		t.Errorf("the zero period is due on %v", d)
	}
	if d, ok := history.Due(period.Calendar{}, nil, weekdays, nil, m); ok {
		t.Errorf("without deadlines due on %v", d)
	}
	d, ok := history.Due(period.Calendar{}, rules("adjust", "next-workday"), [7]bool{}, nil, m)
	if !ok || d != day(t, "2024-02-03") {
		t.Errorf("without working days due on %v %v", d, ok)
	}
}

// TV-31 to TV-34: a report on its day is on time, and every day after counts.
func TestLate(t *testing.T) {
	for _, x := range []struct {
		period, adjust, submitted string
		want                      int
	}{
		{"2023-10", "none", "2023-11-03", 0},
		{"2023-10", "none", "2023-11-04", 1},
		{"2023-10", "none", "2023-11-15", 12},
		{"2023-10", "none", "2023-11-18", 15},
		{"2023-10", "none", "2023-10-20", 0}, // before the period was over
		{"2023-W43", "none", "2023-10-30", 0},
		{"2023-W43", "none", "2023-10-31", 1},
		{"2023-Q3", "none", "2023-10-10", 0},
		{"2023-Q3", "none", "2023-10-11", 1},
		{"2024-01", "next-workday", "2024-02-05", 0},
		{"2024-01", "next-workday", "2024-02-06", 1}, // counted from the adjusted day
		{"2024-01", "none", "2024-02-06", 3},
	} {
		p, err := period.Calendar{}.Parse(x.period)
		if err != nil {
			t.Fatal(err)
		}
		due, ok := history.Due(period.Calendar{}, rules("adjust", x.adjust), weekdays, nil, p)
		if got := history.DaysLate(due, day(t, x.submitted)); !ok || got != x.want {
			t.Errorf("%s submitted %s: late %d, want %d", x.period, x.submitted, got, x.want)
		}
	}
}

// The next working day, against counting on day by day with package time: four
// years, and every choice of working days.
func TestDueAdjusted(t *testing.T) {
	holidays := []period.Day{period.Date(2023, 1, 2), period.Date(2023, 1, 3), period.Date(2024, 2, 12), period.Date(2024, 5, 1)}
	free := map[string]bool{"2023-01-02": true, "2023-01-03": true, "2024-02-12": true, "2024-05-01": true}
	start := time.Date(2022, 12, 1, 12, 0, 0, 0, time.UTC)
	deadlines := rules("adjust", "next-workday")
	before := maps.Clone(deadlines)
	for mask := 1; mask < 1<<7; mask++ {
		var work [7]bool
		for d := range work {
			work[d] = mask>>d&1 == 1
		}
		for n := range 4 * 365 {
			at := start.AddDate(0, 0, n)
			p := period.Calendar{}.Of(period.Daily, period.DayOf(at))
			want := at.AddDate(0, 0, 1)
			for !work[want.Weekday()] || free[want.Format(time.DateOnly)] {
				want = want.AddDate(0, 0, 1)
			}
			got, ok := history.Due(period.Calendar{}, deadlines, work, holidays, p)
			if !ok || got.String() != want.Format(time.DateOnly) {
				t.Fatalf("%v, working days %v: due %v, want %v", at, work, got, want)
			}
		}
	}
	if !maps.Equal(deadlines, before) {
		t.Error("the deadlines were changed")
	}
}
