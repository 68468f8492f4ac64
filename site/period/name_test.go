package period_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"almanac/site/period"
)

func TestParseErrors(t *testing.T) {
	for _, c := range []struct {
		cal        period.Calendar
		name, want string
	}{
		{civil, "2026-13", `"2026-13" is no period: a year has the months 01 to 12`},
		{civil, "2026-00", `"2026-00" is no period: a year has the months 01 to 12`},
		{civil, "2026-Q5", `"2026-Q5" is no period: a year has the quarters Q1 to Q4`},
		{civil, "2026-Q", `"2026-Q" is no period: a year has the quarters Q1 to Q4`},
		{civil, "2021-W53", `"2021-W53" is no period: 2021 has the ISO weeks W01 to W52`}, // TV-36
		{civil, "2020-W54", `"2020-W54" is no period: 2020 has the ISO weeks W01 to W53`},
		{civil, "2026-W00", `"2026-W00" is no period: 2026 has the ISO weeks W01 to W53`},
		{civil, "26-01", `"26-01" is no period: it does not begin with a year of four digits`},
		{civil, "", `"" is no period: it does not begin with a year of four digits`},
		{civil, "FY", `"FY" is no period: it does not begin with a year of four digits`},
		{civil, "2026-02-30", `"2026-02-30" is no period: there is no such day`},
		{civil, "2023-02-29", `"2023-02-29" is no period: there is no such day`},
		{civil, "2026-13-01", `"2026-13-01" is no period: there is no such day`},
		{civil, "2026-00-10", `"2026-00-10" is no period: there is no such day`},
		{civil, "2026-", `"2026-" is no period: write 2026`},
		{civil, "2026-3", `"2026-3" is no period: write 2026-03`},
		{civil, "2026/3/31", `"2026/3/31" is no period: write 2026-03-31`},
		{civil, "202603", `"202603" is no period: write 2026-03`},
		{civil, "20260331", `"20260331" is no period: write 2026-03-31`},
		{civil, "2026-q1", `"2026-q1" is no period: write 2026-Q1`},
		{civil, "2026Q1", `"2026Q1" is no period: write 2026-Q1`},
		{civil, "2026-w14", `"2026-w14" is no period: write 2026-W14`},
		{civil, "2026-W1", `"2026-W1" is no period: write 2026-W01`},
		{civil, "2026年3月", `"2026年3月" is no period: write 2026-03`},
		{civil, "2026年第1季度", `"2026年第1季度" is no period: write 2026-Q1`},
		{civil, "２０２６-03", `"２０２６-03" is no period: write 2026-03`},
		{civil, " 2026-03", `" 2026-03" is no period: write 2026-03`},
		{civil, "2026-03-31x", `"2026-03-31x" is no period: what follows the year is no month, week, quarter or day`},
		{civil, "2026x", `"2026x" is no period: a year is followed by - or nothing`},
		{civil, "2026-ab-cd", `"2026-ab-cd" is no period: what follows the year is no month, week, quarter or day`},
		{civil, "2026-+1", `"2026-+1" is no period: what follows the year is no month, week, quarter or day`},
		{civil, "0001", `"0001" lies outside the years 1900 to 2199`},
		{civil, "9999-12", `"9999-12" lies outside the years 1900 to 2199`},
		{civil, "1899-12-31", `"1899-12-31" lies outside the years 1900 to 2199`},
		{civil, "2200-W01", `"2200-W01" lies outside the years 1900 to 2199`},
		{civil, "FY2020-Q1", `"FY2020-Q1" is a fiscal name, but the calendar is the civil one: write 2020-Q1, or set fy_start in config.toml`},
		{civil, "FY2020-03", `"FY2020-03" is no period: after a fiscal year only a quarter, as in FY2020-Q1, has a name`},
		{civil, "FY2020-Q5", `"FY2020-Q5" is no period: a year has the quarters Q1 to Q4`},
		{july, "fy2020q1", `"fy2020q1" is no period: write FY2020-Q1`},
		{july, "2019q3", `"2019q3" is no period: write FY2020-Q1`},
		{july, "2019-Q3", `"2019-Q3" is a civil name in a fiscal calendar: write FY2020-Q1`}, // settled.md 30
		{july, "2020", `"2020" is a civil name in a fiscal calendar, and no fiscal year has the same days: write FY2020 for 2019-07-01 to 2020-06-30`},
		{april, "2020", `"2020" is a civil name in a fiscal calendar, and no fiscal year has the same days: write FY2020 for 2020-04-01 to 2021-03-31`},
		{april, "2020-Q1", `"2020-Q1" is a civil name in a fiscal calendar: write FY2019-Q4`},
		{february, "2019-Q3", `"2019-Q3" is a civil name in a fiscal calendar, and no fiscal quarter has the same days: write FY2020-Q3 for 2019-08-01 to 2019-10-31`},
	} {
		p, err := c.cal.Parse(c.name)
		if err == nil || err.Error() != c.want {
			t.Errorf("Parse(%q): %v\nwant %s", c.name, err, c.want)
		}
		if !p.IsZero() {
			t.Errorf("Parse(%q) has an error and a period", c.name)
		}
	}
}

// TestEdges: every name of the years that are allowed is, in every calendar.
func TestEdges(t *testing.T) {
	for _, c := range []period.Calendar{civil, july, april} {
		for _, name := range []string{"1900-01-01", "2199-12-31", "1900-01", "2199-12", "1900-W01", "2199-W52"} {
			must(t, c, name)
		}
	}
	must(t, july, "FY2199-Q4")
	must(t, april, "FY1900-Q1")
}

func TestParseCivil(t *testing.T) {
	for _, c := range []struct {
		cal        period.Calendar
		name, want string
	}{
		{july, "2019-Q3", "FY2020-Q1"}, {july, "2020-Q2", "FY2020-Q4"}, {july, "FY2020-Q1", "FY2020-Q1"}, {july, "2019-07", "2019-07"}, {july, "2019", ""}, {july, "2199-Q4", ""},
		{april, "2020-Q1", "FY2019-Q4"}, {april, "1900-Q1", ""}, {february, "2019-Q3", ""}, {civil, "2019-Q3", "2019-Q3"}, {civil, "2019", "2019"}, {civil, "FY2019", ""}, {july, "junk", ""},
	} {
		p, err := c.cal.ParseCivil(c.name)
		if got := c.cal.Name(p); got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("ParseCivil(%s) = %q (%v), want %q", c.name, got, err, c.want)
		}
	}
}

func TestParseDay(t *testing.T) {
	for in, want := range map[string]string{
		"2026-03-31": "2026-03-31", "2024-02-29": "2024-02-29", "1969-12-31": "1969-12-31",
		"2026-02-30": `"2026-02-30" is no date: there is no such day in the years 1900 to 2199`,
		"0001-01-01": `"0001-01-01" is no date: there is no such day in the years 1900 to 2199`,
		"2026-3-1":   `"2026-3-1" is no date: write 2026-03-01`,
		"2026年3月1日":  `"2026年3月1日" is no date: write 2026-03-01`,
		"2026-03":    `"2026-03" is no date as in 2026-03-31`,
		"":           `"" is no date as in 2026-03-31`,
		"tomorrow":   `"tomorrow" is no date as in 2026-03-31`,
	} {
		d, err := period.ParseDay(in)
		got := d.String()
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("ParseDay(%q): %s, want %s", in, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-03-31", "2026-W14", "2020-W53", "2026-03", "2026-Q1", "2026", "FY2020-Q1", "2026年3月", "fy2020q1", "２０２６", "2026-02-30", "9999", "\x1b[31m"} {
		f.Add(s, uint8(7), false)
	}
	f.Fuzz(func(t *testing.T, s string, start uint8, named bool) {
		c := period.Calendar{YearStart: []period.Calendar{civil, july, april, february}[start%4].YearStart, StartNamed: named}
		for _, parse := range []func(string) (period.Period, error){c.Parse, c.ParseCivil} {
			p, err := parse(s)
			if err != nil {
				checkMessage(t, c, s, err)
				continue
			}
			if q, err := c.Parse(c.Name(p)); err != nil || q != p {
				t.Errorf("%q → %s → %v (%v)", s, c.Name(p), q, err)
			}
		}
		if p, err := c.Parse(s); err == nil && c.Name(p) != s {
			t.Errorf("%q is read as %s", s, c.Name(p))
		}
		if d, err := period.ParseDay(s); err == nil && d.String() != s {
			t.Errorf("%q is read as %s", s, d)
		}
	})
}

// checkMessage: an error is short, safe to print, and what it says to write
// can be read.
func checkMessage(t *testing.T, c period.Calendar, s string, err error) {
	msg := err.Error()
	if len(msg) > 600 || !utf8.ValidString(msg) || strings.ContainsAny(msg, "\n\x1b\x00") {
		t.Errorf("%q: %q", s, msg)
	}
	if _, advice, ok := strings.Cut(msg, " is no period: write "); ok {
		if _, err := c.Parse(advice); err != nil {
			t.Errorf("%q: %s, but %v", s, msg, err)
		}
	}
}

func BenchmarkName(b *testing.B) {
	for _, name := range []string{"2026-03-31", "2026-W14", "2026-03", "2026-Q1"} {
		p := must(b, civil, name)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				civil.Name(p)
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	for _, name := range []string{"2026-03-31", "2026-W14", "2026-03", "2026-Q1"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				civil.Parse(name)
			}
		})
	}
}
