package period

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The years that a period may lie in. A report outside of them is a slip of
// the keyboard, and arithmetic within them cannot overflow.
const (
	FirstYear = 1900
	LastYear  = 2199
)

// Forms says what the names of periods look like, for use in hints.
func (c Calendar) Forms() string {
	if c.Fiscal() {
		return "2026-03-31, 2026-W14, 2026-03, FY2026-Q1 or FY2026"
	}
	return "2026-03-31, 2026-W14, 2026-03, 2026-Q1 or 2026"
}

// Name returns the name of p, as in 2026-03 or FY2020-Q1; "" for the zero Period.
func (c Calendar) Name(p Period) string {
	switch p.grain {
	case Daily:
		return Day(p.n).String()
	case Weekly:
		y, w := c.isoWeek(p)
		return fmt.Sprintf("%04d-W%02d", y, w)
	case Monthly:
		return fmt.Sprintf("%04d-%02d", floor(int(p.n), 12), p.n-int32(12*floor(int(p.n), 12))+1)
	case Quarterly:
		y := floor(int(p.n), 4)
		return fmt.Sprintf("%s%04d-Q%d", c.prefix(), y, int(p.n)-4*y+1)
	case Annual:
		return fmt.Sprintf("%s%04d", c.prefix(), p.n)
	}
	return ""
}

func (c Calendar) prefix() string {
	if c.Fiscal() {
		return "FY"
	}
	return ""
}

// Parse reads the name of a period. Its error says what is wrong with the
// name and, where there is one, the name that was probably meant.
func (c Calendar) Parse(name string) (Period, error) {
	p, fiscal, err := parse(name)
	if err != nil {
		return Period{}, err
	}
	if p.grain < Quarterly || fiscal == c.Fiscal() {
		return p, c.check(name, p)
	}
	if fiscal {
		return Period{}, fmt.Errorf("%q is a fiscal name, but the calendar is the civil one: write %s, or set fy_start in config.toml", name, strings.TrimPrefix(name, "FY"))
	}
	return Period{}, c.notCivil(name, p)
}

// ParseCivil reads a name as Parse does, but takes a civil quarter or year
// where it covers the same days as a fiscal one: with a year from July,
// 2019-Q3 is FY2020-Q1, and 2019 is refused.
func (c Calendar) ParseCivil(name string) (Period, error) {
	p, fiscal, err := parse(name)
	if err != nil {
		return Period{}, err
	}
	if fiscal || !c.Fiscal() || p.grain < Quarterly {
		return c.Parse(name)
	}
	if q, ok := c.same(p); ok {
		return q, c.check(name, q)
	}
	return Period{}, c.notCivil(name, p)
}

// same returns the calendar's period that covers the days of the civil period p.
func (c Calendar) same(p Period) (Period, bool) {
	var civil Calendar
	s := civil.Span(p)
	q := c.Of(p.grain, s.First)
	return q, c.Span(q) == s
}

func (c Calendar) notCivil(name string, p Period) error {
	if q, ok := c.same(p); ok {
		return fmt.Errorf("%q is a civil name in a fiscal calendar: write %s", name, c.Name(q))
	}
	q := c.Of(p.grain, Calendar{}.Span(p).First)
	s := c.Span(q)
	return fmt.Errorf("%q is a civil name in a fiscal calendar, and no fiscal %s has the same days; %s runs from %s to %s",
		name, map[Grain]string{Quarterly: "quarter", Annual: "year"}[p.grain], c.Name(q), s.First, s.End-1)
}

func (c Calendar) check(name string, p Period) error {
	y, _ := c.Year(p)
	if y < FirstYear || y > LastYear {
		return fmt.Errorf("%q lies outside the years %d to %d", name, FirstYear, LastYear)
	}
	return nil
}

// parse reads a name by its form alone. For FY names the number of the year
// is taken as it stands.
func parse(name string) (p Period, fiscal bool, err error) {
	bad := func(why string) (Period, bool, error) {
		return Period{}, false, fmt.Errorf("%q is no period: %s", name, why)
	}
	rest, fiscal := strings.CutPrefix(name, "FY")
	if len(rest) < 4 || !digits(rest[:4]) {
		return bad("it does not begin with a year of four digits")
	}
	y, _ := strconv.Atoi(rest[:4])
	rest = rest[4:]
	switch {
	case rest == "":
		return Period{Annual, int32(y)}, fiscal, nil
	case rest[0] != '-':
		return bad("a year is followed by - or nothing")
	}
	rest = rest[1:]
	switch {
	case len(rest) == 2 && rest[0] == 'Q':
		if rest[1] < '1' || rest[1] > '4' {
			return bad("a year has the quarters Q1 to Q4")
		}
		return Period{Quarterly, int32(y*4) + int32(rest[1]-'1')}, fiscal, nil
	case fiscal:
		return bad("after a fiscal year only a quarter, as in FY2020-Q1, has a name")
	case len(rest) == 3 && rest[0] == 'W' && digits(rest[1:]):
		w, _ := strconv.Atoi(rest[1:])
		if q, ok := week(y, w); ok {
			return q, false, nil
		}
		return bad(fmt.Sprintf("%d has the ISO weeks W01 to W%d", y, weeksIn(y)))
	case len(rest) == 2 && digits(rest):
		m, _ := strconv.Atoi(rest)
		if m < 1 || m > 12 {
			return bad("a year has the months 01 to 12")
		}
		return Period{Monthly, int32(y*12 + m - 1)}, false, nil
	case len(rest) == 5:
		if t, terr := time.Parse(time.DateOnly, name); terr == nil {
			return Period{Daily, int32(DayOf(t))}, false, nil
		}
		return bad("there is no such day")
	}
	return bad("what follows the year is no month, week, quarter or day")
}

// ParseDay reads a date as in 2026-03-31.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q is no date as in 2026-03-31", s)
	}
	return DayOf(t), nil
}

func weeksIn(y int) int {
	if _, ok := week(y, 53); ok {
		return 53
	}
	return 52
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
