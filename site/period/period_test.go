package period_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"almanac/site/period"

	"pgregory.net/rapid"
)

var (
	civil    = period.Calendar{}
	july     = period.Calendar{YearStart: time.July}
	april    = period.Calendar{YearStart: time.April, StartNamed: true}
	february = period.Calendar{YearStart: time.February}
)

func must(t testing.TB, c period.Calendar, name string) period.Period {
	t.Helper()
	p, err := c.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestSpan holds names against days read off a calendar.
func TestSpan(t *testing.T) {
	for _, c := range []struct {
		cal               period.Calendar
		name, first, last string
		days              int
	}{
		{civil, "2026-03-31", "2026-03-31", "2026-03-31", 1},
		{civil, "1969-12-31", "1969-12-31", "1969-12-31", 1},
		{civil, "2026-W14", "2026-03-30", "2026-04-05", 7},
		{civil, "2020-W53", "2020-12-28", "2021-01-03", 7}, // TV-36
		{civil, "2021-W01", "2021-01-04", "2021-01-10", 7},
		{civil, "1970-W01", "1969-12-29", "1970-01-04", 7},
		{civil, "1969-W52", "1969-12-22", "1969-12-28", 7},
		{civil, "2025-W01", "2024-12-30", "2025-01-05", 7},
		{civil, "1900-W01", "1900-01-01", "1900-01-07", 7},
		{civil, "2024-02", "2024-02-01", "2024-02-29", 29},
		{civil, "2000-02", "2000-02-01", "2000-02-29", 29},
		{civil, "1900-02", "1900-02-01", "1900-02-28", 28},
		{civil, "1969-12", "1969-12-01", "1969-12-31", 31},
		{civil, "2026-Q1", "2026-01-01", "2026-03-31", 90},
		{civil, "1969-Q4", "1969-10-01", "1969-12-31", 92},
		{civil, "2024", "2024-01-01", "2024-12-31", 366},
		{civil, "1900", "1900-01-01", "1900-12-31", 365},
		{july, "FY2020", "2019-07-01", "2020-06-30", 366},
		{july, "FY2020-Q1", "2019-07-01", "2019-09-30", 92},
		{july, "FY2020-Q3", "2020-01-01", "2020-03-31", 91},
		{july, "2019-07", "2019-07-01", "2019-07-31", 31},
		{july, "2020-W53", "2020-12-28", "2021-01-03", 7},
		{april, "FY2019", "2019-04-01", "2020-03-31", 366},
		{april, "FY2019-Q4", "2020-01-01", "2020-03-31", 91},
		{february, "FY2020-Q4", "2019-11-01", "2020-01-31", 92},
		{february, "FY1960-Q1", "1959-02-01", "1959-04-30", 89},
	} {
		p := must(t, c.cal, c.name)
		s := c.cal.Span(p)
		if s.First.String() != c.first || (s.End-1).String() != c.last || s.Len() != c.days {
			t.Errorf("Span(%s) = %s to %s, %d days; want %s to %s, %d", c.name, s.First, s.End-1, s.Len(), c.first, c.last, c.days)
		}
		if got := c.cal.Name(p); got != c.name {
			t.Errorf("Name(Parse(%s)) = %s", c.name, got)
		}
	}
}

func TestZero(t *testing.T) {
	var p period.Period
	if s := civil.Span(p); s.Len() != 0 || civil.Name(p) != "" || !p.IsZero() {
		t.Errorf("the zero Period has span %v, name %q", s, civil.Name(p))
	}
	if q := civil.Of(0, 0); !q.IsZero() {
		t.Errorf("Of(0) = %v", q)
	}
	if got := slices.Collect(civil.Parts(must(t, civil, "2026"), 0)); got != nil {
		t.Errorf("Parts of no grain: %v", got)
	}
	if _, ok := civil.In(period.Annual, p); ok {
		t.Error("the zero Period lies in a year")
	}
	if civil.Compare(p, must(t, civil, "1950-01-01")) >= 0 || civil.Compare(must(t, civil, "1950"), p) <= 0 || civil.Compare(p, p) != 0 {
		t.Error("the zero Period does not stand first")
	}
	if got := period.Grain(9).String(); got != "" {
		t.Errorf("Grain(9) = %q", got)
	}
}

// TestEveryDay holds every day of 300 years against package time and the
// definition of a fiscal year, in every calendar.
func TestEveryDay(t *testing.T) {
	for start := time.January; start <= time.December; start++ {
		for _, startNamed := range []bool{false, true} {
			c := period.Calendar{YearStart: start, StartNamed: startNamed}
			step := 1
			if start > time.January {
				step = 13
			}
			for d := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() < 2200; d = d.AddDate(0, 0, step) {
				checkDay(t, c, d)
			}
		}
	}
}

func checkDay(t *testing.T, c period.Calendar, d time.Time) {
	t.Helper()
	day := period.DayOf(d)
	year, prefix := d.Year(), ""
	if c.YearStart > time.January {
		prefix = "FY"
		if d.Month() < c.YearStart {
			year--
		}
		if !c.StartNamed {
			year++
		}
	}
	isoYear, week := d.ISOWeek()
	quarter := (int(d.Month())-int(c.YearStart)+12)%12/3 + 1
	for g, want := range map[period.Grain]string{
		period.Daily:     d.Format(time.DateOnly),
		period.Weekly:    fmt.Sprintf("%04d-W%02d", isoYear, week),
		period.Monthly:   d.Format("2006-01"),
		period.Quarterly: fmt.Sprintf("%s%04d-Q%d", prefix, year, quarter),
		period.Annual:    fmt.Sprintf("%s%04d", prefix, year),
	} {
		p := c.Of(g, day)
		if got := c.Name(p); got != want {
			t.Fatalf("%+v: the %v period of %s is %s, want %s", c, g, d.Format(time.DateOnly), got, want)
		}
		if s := c.Span(p); day < s.First || day >= s.End {
			t.Fatalf("%+v: %s lies outside of %s", c, day, want)
		}
	}
	if day.Time() != d || day.String() != d.Format(time.DateOnly) || day.Weekday() != d.Weekday() {
		t.Fatalf("%s became %s", d, day)
	}
}

// TestDayOf: a day is that of the clock on the wall.
func TestDayOf(t *testing.T) {
	east := time.FixedZone("", 8*3600)
	at := time.Date(2023, 11, 3, 16, 30, 0, 0, time.UTC) // TV-30
	if got := period.DayOf(at.In(east)).String(); got != "2023-11-04" {
		t.Errorf("in UTC+8: %s", got)
	}
	if got := period.DayOf(at).String(); got != "2023-11-03" {
		t.Errorf("in UTC: %s", got)
	}
	if got := period.Date(1969, time.December, 31); got != -1 {
		t.Errorf("31 December 1969 is day %d", got)
	}
}

func TestYearAgo(t *testing.T) {
	for _, c := range []struct {
		cal        period.Calendar
		name, want string
	}{
		{civil, "2024-02-29", ""}, {civil, "2024-02-28", "2023-02-28"}, {civil, "2025-02-28", "2024-02-28"}, {civil, "2024-03-01", "2023-03-01"}, {civil, "1970-01-01", "1969-01-01"},
		{civil, "2020-W53", "2020-W01"}, // 364 days earlier
		{civil, "2021-W52", "2020-W52"}, {civil, "2021-W01", "2020-W01"}, {civil, "2026-W14", "2025-W14"}, {civil, "1970-W01", "1969-W01"},
		{civil, "2026-03", "2025-03"}, {civil, "1970-01", "1969-01"}, {civil, "2026-Q1", "2025-Q1"}, {civil, "2026", "2025"},
		{july, "FY2020-Q1", "FY2019-Q1"}, {july, "FY2020", "FY2019"}, {july, "2020-02", "2019-02"},
	} {
		got, ok := c.cal.YearAgo(must(t, c.cal, c.name))
		if name := c.cal.Name(got); name != c.want || ok != (c.want != "") {
			t.Errorf("YearAgo(%s) = %q, %v; want %q", c.name, name, ok, c.want)
		}
	}
	if p, ok := civil.YearAgo(period.Period{}); ok || !p.IsZero() {
		t.Error("the zero Period has a year before")
	}
}

func TestYear(t *testing.T) {
	for _, c := range []struct {
		cal         period.Calendar
		name        string
		year, place int
	}{
		{civil, "2024-12-31", 2024, 366}, {civil, "2026-01-01", 2026, 1}, {civil, "2020-W53", 2020, 53}, {civil, "2025-W01", 2025, 1},
		{civil, "2026-03", 2026, 3}, {civil, "2026-Q4", 2026, 4}, {civil, "2026", 2026, 1}, {civil, "1969-12", 1969, 12},
		{july, "2019-07", 2020, 1}, {july, "2019-06", 2019, 12}, {july, "FY2020-Q2", 2020, 2}, {july, "2019-07-01", 2020, 1}, {july, "2020-06-30", 2020, 366}, {july, "2019-W30", 2019, 30},
		{april, "2020-03", 2019, 12}, {april, "FY2019", 2019, 1},
	} {
		p := must(t, c.cal, c.name)
		if y, n := c.cal.Year(p); y != c.year || n != c.place {
			t.Errorf("Year(%s) = %d, %d; want %d, %d", c.name, y, n, c.year, c.place)
		}
	}
	if got := july.Name(july.YearPeriod(2020)); got != "FY2020" {
		t.Errorf("YearPeriod(2020) = %s", got)
	}
}

func TestParts(t *testing.T) {
	for _, c := range []struct {
		cal         period.Calendar
		whole       string
		grain       period.Grain
		first, last string
		n           int
	}{
		{civil, "2026-Q1", period.Monthly, "2026-01", "2026-03", 3},
		{civil, "2026", period.Quarterly, "2026-Q1", "2026-Q4", 4},
		{civil, "2024", period.Daily, "2024-01-01", "2024-12-31", 366},
		{civil, "2020-W53", period.Daily, "2020-12-28", "2021-01-03", 7},
		{july, "FY2020", period.Monthly, "2019-07", "2020-06", 12},
		{july, "FY2020", period.Quarterly, "FY2020-Q1", "FY2020-Q4", 4},
		{april, "FY2019-Q4", period.Monthly, "2020-01", "2020-03", 3},
		{civil, "2026-03", period.Weekly, "", "", 0},
		{civil, "2021-02", period.Weekly, "", "", 0}, // four whole weeks, and still no parts
		{civil, "2024-Q2", period.Weekly, "", "", 0}, // thirteen
		{civil, "2026-03", period.Monthly, "", "", 0},
		{civil, "2026-03", period.Annual, "", "", 0},
	} {
		got := slices.Collect(c.cal.Parts(must(t, c.cal, c.whole), c.grain))
		if len(got) != c.n || c.n > 0 && (c.cal.Name(got[0]) != c.first || c.cal.Name(got[c.n-1]) != c.last) {
			t.Errorf("%s has %d %v parts %v, want %d from %s to %s", c.whole, len(got), c.grain, got, c.n, c.first, c.last)
		}
	}
	n := 0
	for range civil.Parts(must(t, civil, "2026"), period.Monthly) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("broke off after %d", n)
	}
}

func TestIn(t *testing.T) {
	for _, c := range []struct {
		cal  period.Calendar
		name string
		g    period.Grain
		want string
	}{
		{civil, "2026-03-31", period.Weekly, "2026-W14"}, {civil, "2026-03-31", period.Quarterly, "2026-Q1"}, {civil, "2026-03", period.Annual, "2026"},
		{civil, "2026-W14", period.Monthly, ""}, {civil, "2026-W11", period.Monthly, "2026-03"}, {civil, "2020-W53", period.Annual, ""},
		{civil, "2026", period.Monthly, ""}, {civil, "2026", period.Annual, "2026"},
		{july, "2019-07", period.Quarterly, "FY2020-Q1"}, {july, "FY2020-Q3", period.Annual, "FY2020"},
	} {
		got, ok := c.cal.In(c.g, must(t, c.cal, c.name))
		if c.cal.Name(got) != c.want || ok != (c.want != "") {
			t.Errorf("In(%v, %s) = %q, %v; want %q", c.g, c.name, c.cal.Name(got), ok, c.want)
		}
	}
}

func TestCompare(t *testing.T) {
	names := []string{"2025-12-31", "2026", "2026-Q1", "2026-01", "2026-01-01", "2026-01-05", "2026-02", "2026-W06", "2026-03", "2026-Q2", "2026-W53"}
	// 2026-W06 begins on 2 February, 2026-W53 on 28 December
	var ps []period.Period
	for _, n := range names {
		ps = append(ps, must(t, civil, n))
	}
	for i := range ps {
		for j := range ps {
			if got := civil.Compare(ps[i], ps[j]); (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("Compare(%s, %s) = %d", names[i], names[j], got)
			}
		}
	}
}

func TestSpans(t *testing.T) {
	s := func(a, b period.Day) period.Span { return period.Span{First: a, End: b} }
	for _, c := range []struct {
		a, b           period.Span
		holds, touches bool
	}{
		{s(0, 10), s(0, 10), true, true}, {s(0, 10), s(3, 5), true, true}, {s(3, 5), s(0, 10), false, true},
		{s(0, 10), s(10, 20), false, false}, {s(0, 10), s(9, 20), false, true}, {s(-5, 0), s(-1, 0), true, true},
	} {
		if c.a.Holds(c.b) != c.holds || c.a.Touches(c.b) != c.touches || c.b.Touches(c.a) != c.touches {
			t.Errorf("%v and %v", c.a, c.b)
		}
	}
}

func calendars() *rapid.Generator[period.Calendar] {
	return rapid.Custom(func(t *rapid.T) period.Calendar {
		return period.Calendar{YearStart: time.Month(rapid.IntRange(0, 12).Draw(t, "start")), StartNamed: rapid.Bool().Draw(t, "named")}
	})
}

// periods draws periods of the years 1902 to 2197, whose neighbours all have names.
func periods(c period.Calendar) *rapid.Generator[period.Period] {
	first, last := period.Date(1902, 1, 1), period.Date(2197, 12, 31)
	return rapid.Custom(func(t *rapid.T) period.Period {
		d := period.Day(rapid.Int32Range(int32(first), int32(last)).Draw(t, "day"))
		return c.Of(rapid.SampledFrom(period.Grains[:]).Draw(t, "grain"), d)
	})
}

func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := calendars().Draw(t, "calendar")
		p, q := periods(c).Draw(t, "p"), periods(c).Draw(t, "q")
		n := rapid.IntRange(-9, 9).Draw(t, "n")
		s := c.Span(p)
		if got, err := c.Parse(c.Name(p)); err != nil || got != p {
			t.Fatalf("%s is read as %s (%v)", c.Name(p), c.Name(got), err)
		}
		if got, err := c.ParseCivil(c.Name(p)); err != nil || got != p {
			t.Fatalf("%s is read as %s (%v)", c.Name(p), c.Name(got), err)
		}
		if c.Of(p.Grain(), s.First) != p || c.Of(p.Grain(), s.End-1) != p {
			t.Fatalf("the days of %s are not in it", c.Name(p))
		}
		if c.Span(p.Next()).First != s.End || c.Span(p.Prev()).End != s.First {
			t.Fatalf("the neighbours of %s do not touch it", c.Name(p))
		}
		if p.Add(n).Sub(p) != n || p.Add(n).Add(-n) != p {
			t.Fatalf("%s + %d", c.Name(p), n)
		}
		if a, b := c.Compare(p, q), c.Compare(q, p); (a < 0) != (b > 0) || (a == 0) != (p == q) {
			t.Fatalf("Compare(%s, %s) = %d, the other way %d", c.Name(p), c.Name(q), a, b)
		}
		checkYears(t, c, p)
		checkNesting(t, c, p, q)
	})
}

// checkYears: the same period of the year before lies where package time says,
// and the place in the year leads back to the period.
func checkYears(t *rapid.T, c period.Calendar, p period.Period) {
	s := c.Span(p)
	ago, ok := c.YearAgo(p)
	switch y, m, d := s.First.Date(); {
	case p.Grain() == period.Weekly:
		if got := int(s.First - c.Span(ago).First); !ok || got != 364 && got != 371 {
			t.Fatalf("%s faces %s", c.Name(p), c.Name(ago))
		}
	case ok != (p.Grain() != period.Daily || m != time.February || d != 29):
		t.Fatalf("YearAgo(%s) is %v", c.Name(p), ok)
	case ok && c.Span(ago).First.Time() != time.Date(y-1, m, d, 0, 0, 0, 0, time.UTC):
		t.Fatalf("%s faces %s", c.Name(p), c.Name(ago))
	}
	year, place := c.Year(p)
	if p.Grain() == period.Weekly {
		return
	}
	first := c.Of(p.Grain(), c.Span(c.YearPeriod(year)).First)
	if first.Add(place-1) != p {
		t.Fatalf("%s is number %d of %d", c.Name(p), place, year)
	}
}

// checkNesting: parts tile the whole, and each lies in it.
func checkNesting(t *rapid.T, c period.Calendar, p, q period.Period) {
	s := c.Span(p)
	for _, g := range period.Grains {
		at := s.First
		for part := range c.Parts(p, g) {
			if c.Span(part).First != at || part.Grain() != g {
				t.Fatalf("the %v parts of %s leave a gap at %s", g, c.Name(p), at)
			}
			at = c.Span(part).End
			if got, ok := c.In(p.Grain(), part); !ok || got != p {
				t.Fatalf("%s is not in %s", c.Name(part), c.Name(p))
			}
		}
		nests := g < p.Grain() && g != period.Weekly
		if nests && at != s.End || !nests && at != s.First {
			t.Fatalf("the %v parts of %s end at %s", g, c.Name(p), at)
		}
	}
	got, ok := c.In(q.Grain(), p)
	if want := c.Of(q.Grain(), s.First); ok != (p.Grain() <= q.Grain() && c.Span(want).Holds(s)) || ok && got != want {
		t.Fatalf("In(%v, %s) = %s, %v", q.Grain(), c.Name(p), c.Name(got), ok)
	}
}

// Every day of eight centuries is where the standard library has it, and so are
// months and days that count on beyond a year and a month.
func TestDateIsTheLibrarys(t *testing.T) {
	at := time.Date(1599, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := period.Date(1599, time.January, 1); at.Year() < 2401; d, at = d+1, at.AddDate(0, 0, 1) {
		if got := period.Date(at.Date()); got != d {
			t.Fatalf("%s is %d, want %d", at.Format(time.DateOnly), got, d)
		}
		isTheLibrarys(t, d)
		if at.Day() == 1 {
			s := period.Calendar{}.Span(period.Calendar{}.Of(period.Monthly, d))
			if s.First.Time() != at || s.End.Time() != at.AddDate(0, 1, 0) {
				t.Fatalf("the month of %s is %v", at.Format(time.DateOnly), s)
			}
		}
	}
	for d := int64(math.MinInt32); d <= math.MaxInt32; d += 1_234_567 {
		isTheLibrarys(t, period.Day(d))
	}
	for y := -5; y < 2100; y += 7 {
		for m := time.Month(-30); m < 45; m++ {
			for _, d := range []int{-40, 0, 1, 31, 400} {
				if got, want := period.Date(y, m, d), time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/86400; int64(got) != want {
					t.Fatalf("%d-%d-%d is %d, want %d", y, m, d, got, want)
				}
			}
		}
	}
}

// isTheLibrarys: a day's date and weekday are the library's.
func isTheLibrarys(t *testing.T, d period.Day) {
	t.Helper()
	y, m, n := d.Date()
	if wy, wm, wn := d.Time().Date(); y != wy || m != wm || n != wn || d.Weekday() != d.Time().Weekday() {
		t.Fatalf("day %d is %d-%d-%d, a %v, want %d-%d-%d, a %v", d, y, m, n, d.Weekday(), wy, wm, wn, d.Time().Weekday())
	}
}
