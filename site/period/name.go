package period

import (
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
	b, n := make([]byte, 0, 12), int(p.n)
	switch p.grain {
	case 0:
		return ""
	case Daily:
		y, m, d := Day(n).Date()
		b = pad(append(pad(append(pad(b, y, 4), '-'), int(m), 2), '-'), d, 2)
	case Weekly:
		y, w := c.isoWeek(p)
		b = pad(append(pad(b, y, 4), "-W"...), w, 2)
	case Monthly:
		y := floor(n, 12)
		b = pad(append(pad(b, y, 4), '-'), n-12*y+1, 2)
	case Quarterly:
		y := floor(n, 4)
		b = pad(append(pad(append(b, c.prefix()...), y, 4), "-Q"...), n-4*y+1, 1)
	case Annual:
		b = pad(append(b, c.prefix()...), n, 4)
	}
	return string(b)
}

// pad appends n with at least so many digits.
func pad(b []byte, n, width int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	for limit := 10; width > 1; width-- {
		if n < limit {
			b = append(b, '0')
		}
		limit *= 10
	}
	return strconv.AppendInt(b, int64(n), 10)
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
		return Period{}, c.guess(name, err)
	}
	switch {
	case p.grain < Quarterly || fiscal == c.Fiscal():
		return p, nil
	case fiscal:
		return Period{}, fault("%q is a fiscal name, but the calendar is the civil one: write %s, or set fy_start in config.toml", "「%s」是會計年度的名稱，但曆法為一般曆年：請寫 %s，或在 config.toml 設 fy_start", "“%s”是财年的名称，但日历为一般公历年：请写 %s，或在 config.toml 设 fy_start", name, strings.TrimPrefix(name, "FY"))
	}
	return Period{}, c.notCivil(name, p)
}

// ParseCivil reads a name as Parse does, but takes a civil quarter or year
// where it covers the same days as a fiscal one: with a year from July,
// 2019-Q3 is FY2020-Q1, and 2019 is refused.
func (c Calendar) ParseCivil(name string) (Period, error) {
	p, fiscal, err := parse(name)
	if err != nil || fiscal || !c.Fiscal() || p.grain < Quarterly {
		return c.Parse(name)
	}
	q, ok := c.same(p)
	switch y, _ := c.Year(q); {
	case !ok:
		return Period{}, c.notCivil(name, p)
	case y < FirstYear || y > LastYear:
		return Period{}, outside(c.Name(q))
	}
	return q, nil
}

// same returns the calendar's period that covers the days of the civil period p.
func (c Calendar) same(p Period) (Period, bool) {
	s := Calendar{}.Span(p)
	q := c.Of(p.grain, s.First)
	return q, c.Span(q) == s
}

// notCivil says which fiscal name stands for the civil quarter or year p, or,
// where none does, which comes nearest: the year of the same number, the
// quarter that holds the middle one of the three months.
func (c Calendar) notCivil(name string, p Period) error {
	q, ok := c.same(p)
	if ok {
		return fault("%q is a civil name in a fiscal calendar: write %s", "「%s」是曆年的名稱，但曆法為會計年度：請寫 %s", "“%s”是公历年的名称，但日历为财年：请写 %s", name, c.Name(q))
	}
	what := words("year", "年", "年")
	if q = p; p.grain == Quarterly {
		what, q = words("quarter", "季", "季"), c.Of(Quarterly, Calendar{}.Span(p).First+45)
	}
	s := c.Span(q)
	return fault("%q is a civil name in a fiscal calendar, and no fiscal %s has the same days: write %s for %s to %s", "「%s」是曆年的名稱，但曆法為會計年度，且沒有起訖相同的會計%s：%[4]s 至 %[5]s 請寫 %[3]s", "“%s”是公历年的名称，但日历为财年，且没有起止相同的财年%s：%[4]s 至 %[5]s 请写 %[3]s",
		name, what, c.Name(q), s.First, s.End-1)
}

func outside(name string) error {
	return fault("%q lies outside the years %d to %d", "「%s」不在 %d 年至 %d 年之間", "“%s”不在 %d 年至 %d 年之间", name, FirstYear, LastYear)
}

// parse reads a name by its form alone. For FY names the number of the year
// is taken as it stands.
func parse(name string) (p Period, fiscal bool, err error) {
	rest, fiscal := strings.CutPrefix(name, "FY")
	if len(rest) < 4 || !digits(rest[:4]) {
		return p, fiscal, noPeriod(name, words("it does not begin with a year of four digits", "開頭不是四位數的年份", "开头不是四位数的年份"))
	}
	y, _ := strconv.Atoi(rest[:4])
	rest, more := strings.CutPrefix(rest[4:], "-")
	if !more && rest != "" {
		return p, fiscal, noPeriod(name, words("a year is followed by - or nothing", "年份之後只能是 - 或沒有其他字", "年份之后只能是 - 或没有其他字"))
	}
	var why Fault
	switch {
	case !more:
		p = Period{Annual, int32(y)}
	case fiscal || rest != "" && rest[0] == 'Q':
		p, why = parseQuarter(y, rest, fiscal)
	default:
		p, why = parseWithin(y, rest)
	}
	switch {
	case why != (Fault{}):
		return Period{}, fiscal, noPeriod(name, why)
	case y < FirstYear || y > LastYear:
		return Period{}, fiscal, outside(name)
	}
	return p, fiscal, nil
}

func noPeriod(name string, why Fault) error {
	return fault("%q is no period: %s", "「%s」不是期間的名稱：%s", "“%s”不是期间的名称：%s", clip(name), why)
}

// parseQuarter reads what follows the year y where it must be a quarter. It
// returns the reason if it is none.
func parseQuarter(y int, rest string, fiscal bool) (p Period, why Fault) {
	switch {
	case len(rest) == 2 && rest[0] == 'Q' && '1' <= rest[1] && rest[1] <= '4':
		return Period{Quarterly, int32(4*y) + int32(rest[1]-'1')}, Fault{}
	case fiscal && (rest == "" || rest[0] != 'Q'):
		return p, words("after a fiscal year only a quarter, as in FY2020-Q1, has a name", "會計年度之後只能接季，例如 FY2020-Q1", "财年之后只能接季，例如 FY2020-Q1")
	}
	return p, words("a year has the quarters Q1 to Q4", "一年的季為 Q1 至 Q4", "一年的季为 Q1 至 Q4")
}

// parseWithin reads what follows the year y in the name of a week, month or
// day. It returns the reason if it is none.
func parseWithin(y int, rest string) (p Period, why Fault) {
	switch {
	case len(rest) == 3 && rest[0] == 'W' && digits(rest[1:]):
		w, _ := strconv.Atoi(rest[1:])
		p, ok := week(y, w)
		if !ok {
			return p, words("%d has the ISO weeks W01 to W%d", "%d 年的 ISO 週次為 W01 至 W%d", "%d 年的 ISO 周次为 W01 至 W%d", y, weeksIn(y))
		}
		return p, Fault{}
	case len(rest) == 2 && digits(rest):
		m, _ := strconv.Atoi(rest)
		if m < 1 || m > 12 {
			return p, words("a year has the months 01 to 12", "一年的月份為 01 至 12", "一年的月份为 01 至 12")
		}
		return Period{Monthly, int32(y*12 + m - 1)}, Fault{}
	case len(rest) == 5 && digits(rest[:2]) && rest[2] == '-' && digits(rest[3:]):
		m, _ := strconv.Atoi(rest[:2])
		d, _ := strconv.Atoi(rest[3:])
		day := Date(y, time.Month(m), d)
		if _, gotM, gotD := day.Date(); int(gotM) != m || gotD != d {
			return p, words("there is no such day", "沒有這一天", "没有这一天")
		}
		return Period{Daily, int32(day)}, Fault{}
	}
	return p, words("what follows the year is no month, week, quarter or day", "年份之後不是月、週、季或日", "年份之后不是月、周、季或日")
}

// ParseDay reads a date as in 2026-03-31, of the same years as a period.
func ParseDay(s string) (Day, error) {
	p, _, err := parse(s)
	switch {
	case err == nil && p.grain == Daily:
		return Day(p.n), nil
	case len(s) == len("2026-03-31") && err != nil && digits(s[:4]) && digits(s[5:7]) && digits(s[8:]) && s[4] == '-' && s[7] == '-':
		return 0, fault("%q is no date: there is no such day in the years %d to %d", "「%s」不是日期：%d 年至 %d 年之間沒有這一天", "“%s”不是日期：%d 年至 %d 年之间没有这一天", s, FirstYear, LastYear)
	}
	if m := meant(s); len(m) == len("2026-03-31") {
		if _, _, err := parse(m); err == nil {
			return 0, fault("%q is no date: write %s", "「%s」不是日期：請寫 %s", "“%s”不是日期：请写 %s", clip(s), m)
		}
	}
	return 0, fault("%q is no date as in 2026-03-31", "「%s」不是 2026-03-31 形式的日期", "“%s”不是 2026-03-31 形式的日期", clip(s))
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

func clip(s string) string {
	if rs := []rune(s); len(rs) > 40 {
		return string(rs[:40]) + "…"
	}
	return s
}
