// Package period names stretches of time and does arithmetic on them.
//
// Its two nouns are [Period], the name of a day, week, month, quarter or year,
// and [Span], the days that it covers. Only a [Calendar] knows which days a
// period covers and what it is called, since the quarters and years of a
// fiscal calendar begin in another month than January.
//
//	day       2026-03-31
//	week      2026-W14      ISO 8601: Monday to Sunday, named by its Thursday
//	month     2026-03
//	quarter   2026-Q1       FY2020-Q1 in a fiscal calendar
//	year      2026          FY2020
//
// Days, weeks and months have the same names in every calendar. A fiscal year
// is named after the civil year in which it ends, unless the calendar names it
// after the one in which it starts. With a fiscal calendar only the FY names
// exist for quarters and years: 2019-Q3 is an error that says FY2020-Q1.
//
// Months nest in quarters and years, days in everything; weeks nest in
// nothing, and nothing but days nests in them.
package period

import (
	"cmp"
	"iter"
	"time"
)

// A Day counts days from 1 January 1970.
type Day int32

// A Span is a run of whole days, End excluded.
type Span struct{ First, End Day }

// Holds reports whether the whole of t lies in s.
func (s Span) Holds(t Span) bool { return s.First <= t.First && t.End <= s.End }

// Touches reports whether s and t share a day.
func (s Span) Touches(t Span) bool { return s.First < t.End && t.First < s.End }

// Len is the number of days in s.
func (s Span) Len() int { return int(s.End - s.First) }

// A Grain is a kind of period; grains are ordered by length.
type Grain uint8

const (
	Daily Grain = iota + 1
	Weekly
	Monthly
	Quarterly
	Annual
)

// Grains lists every grain, shortest first.
var Grains = [...]Grain{Daily, Weekly, Monthly, Quarterly, Annual}

// String is the adjective, as in monthly; "" for what is no grain.
func (g Grain) String() string {
	if g > Annual {
		return ""
	}
	return [...]string{"", "daily", "weekly", "monthly", "quarterly", "annual"}[g]
}

// perYear is how many periods of a grain a year has, where that is fixed.
var perYear = [...]int{Monthly: 12, Quarterly: 4, Annual: 1}

// A Period is the name of a day, week, month, quarter or year. It is
// comparable; the zero Period is none at all.
type Period struct {
	grain Grain
	n     int32
}

// Grain tells what kind of period p is; 0 for the zero Period.
func (p Period) Grain() Grain { return p.grain }

// Number is the place of p among all periods of its grain.
func (p Period) Number() int { return int(p.n) }

// Numbered is the period of a grain with this number.
func Numbered(g Grain, n int) Period { return Period{g, int32(n)} }

// IsZero reports whether p is no period at all.
func (p Period) IsZero() bool { return p.grain == 0 }

// Add moves p by n periods of its own grain.
func (p Period) Add(n int) Period { p.n += int32(n); return p }

// Next is the period of the same grain that follows p.
func (p Period) Next() Period { return p.Add(+1) }

// Prev is the period of the same grain before p.
func (p Period) Prev() Period { return p.Add(-1) }

// Sub is the number of periods from q to p; both must be of one grain.
func (p Period) Sub(q Period) int { return int(p.n) - int(q.n) }

// A Calendar gives names to days. The zero Calendar is the civil one.
type Calendar struct {
	YearStart  time.Month // 0: January
	StartNamed bool       // a year bears the number of the civil year it starts in
}

// Fiscal reports whether years start in another month than January.
func (c Calendar) Fiscal() bool { return c.YearStart > time.January }

// Date returns the Day of a civil date; months and days beyond the end of a year
// and of a month count on, as in [time.Date]. It counts from March, so that the
// leap day is a year's last, in the 146,097 days of every 400 years, since the
// first day of March of the year 0 is 719,468 days before 1970.
func Date(y int, m time.Month, d int) Day {
	n := int(m) - 3
	y += floor(n, 12)
	n -= 12 * floor(n, 12)
	days := 365*y + floor(y, 4) - floor(y, 100) + floor(y, 400)
	return Day(days + (153*n+2)/5 + d - 1 - 719468)
}

// DayOf returns the Day that t falls on in t's own location.
func DayOf(t time.Time) Day { return Date(t.Date()) }

// Date returns the civil date of d: the way back of [Date].
func (d Day) Date() (year int, month time.Month, day int) {
	n := int(d) + 719468 // days from 1 March of the year 0
	era := floor(n, 146097)
	of := uint32(n - 146097*era) // of its 400 years
	y := (of - of/1460 + of/36524 - of/146096) / 365
	of -= 365*y + y/4 - y/100 // of its year
	m := (5*of + 2) / 153     // from March
	year, month, day = 400*era+int(y), time.Month(m+3), int(of-(153*m+2)/5+1)
	if m >= 10 {
		year, month = year+1, month-12
	}
	return year, month, day
}

// firstOf is the first day of the month with a number, which is 12 for each year
// and 0 for January of the year 0.
func firstOf(month int) Day {
	n := uint32(month - 2 + 12*400*25) // from a March in the past: nothing is below zero
	y := n / 12
	return Day(365*y+y/4-y/100+y/400+(153*(n-12*y)+2)/5) - 719468 - 146097*25
}

// Time is midnight of d in UTC.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Weekday tells which day of the week d is.
func (d Day) Weekday() time.Weekday {
	return time.Weekday(int(d-monday)-7*floor(int(d-monday), 7)+1) % 7
}

// String returns d as in 2026-03-31.
func (d Day) String() string { return d.Time().Format(time.DateOnly) }

const monday = Day(-3) // 29 December 1969

// shift tells by how many months the calendar's year starts late, and by how
// many years its number runs ahead of the civil year that it starts in.
func (c Calendar) shift() (months, years int) {
	if !c.Fiscal() {
		return 0, 0
	}
	if !c.StartNamed {
		years = 1
	}
	return int(c.YearStart) - 1, years
}

// Of returns the period of grain g that holds d; the zero Period for what is
// no grain.
func (c Calendar) Of(g Grain, d Day) Period {
	if g < Daily || g > Annual {
		return Period{}
	}
	switch g {
	case Daily:
		return Period{g, int32(d)}
	case Weekly:
		return Period{g, int32(floor(int(d-monday), 7))}
	}
	y, m, _ := d.Date()
	n := y*12 + int(m) - 1
	if g == Monthly {
		return Period{g, int32(n)}
	}
	sm, sy := c.shift()
	k := perYear[g]
	return Period{g, int32(floor(n-sm, 12/k) + sy*k)}
}

// Span returns the days of p. The zero Period covers none.
func (c Calendar) Span(p Period) Span {
	switch p.grain {
	case 0:
		return Span{}
	case Daily:
		return Span{Day(p.n), Day(p.n) + 1}
	case Weekly:
		return Span{monday + 7*Day(p.n), monday + 7*Day(p.n+1)}
	}
	k, sm, sy := perYear[p.grain], 0, 0
	if p.grain != Monthly {
		sm, sy = c.shift()
	}
	m := (int(p.n)-sy*k)*(12/k) + sm
	return Span{firstOf(m), firstOf(m + 12/k)}
}

// In returns the period of grain g that holds the whole of p, if one does. A
// month may hold a week; the week is no part of it all the same.
func (c Calendar) In(g Grain, p Period) (Period, bool) {
	if p.IsZero() || g < p.grain || g > Annual {
		return Period{}, false
	}
	s := c.Span(p)
	q := c.Of(g, s.First)
	if c.Span(q).End < s.End {
		return Period{}, false
	}
	return q, true
}

// Parts yields the periods of a shorter grain g that make up p, oldest first.
// It yields nothing for weeks, not even where they happen to fit (February
// 2021 ran from a Monday to a Sunday): weeks make nothing up.
func (c Calendar) Parts(p Period, g Grain) iter.Seq[Period] {
	s := c.Span(p)
	return func(yield func(Period) bool) {
		if p.IsZero() || g < Daily || g >= p.grain || g == Weekly {
			return
		}
		last := c.Of(g, s.End-1)
		for q := c.Of(g, s.First); q.n <= last.n; q = q.Next() {
			if !yield(q) {
				return
			}
		}
	}
}

// YearAgo returns the same period of the year before. The week 53 of a long
// year, which the year before does not have, faces the week 364 days earlier;
// 29 February has no day to face.
func (c Calendar) YearAgo(p Period) (Period, bool) {
	switch p.grain {
	case 0:
		return Period{}, false
	case Daily:
		y, m, d := Day(p.n).Date()
		if m == time.February && d == 29 {
			return Period{}, false
		}
		return Period{Daily, int32(Date(y-1, m, d))}, true
	case Weekly:
		y, w := c.isoWeek(p)
		if w == 53 {
			return p.Add(-52), true
		}
		return week(y-1, w)
	}
	return p.Add(-perYear[p.grain]), true
}

// Year returns the number of the year that p lies in, and the place of p in
// it from 1. A week belongs to its ISO year, a month to the calendar's own.
func (c Calendar) Year(p Period) (year, place int) {
	switch p.grain {
	case 0:
		return 0, 0
	case Weekly:
		return c.isoWeek(p)
	case Annual:
		return int(p.n), 1
	}
	y := c.Of(Annual, c.Span(p).First)
	if p.grain == Daily {
		return int(y.n), int(c.Span(p).First-c.Span(y).First) + 1
	}
	return int(y.n), p.Sub(c.Of(p.grain, c.Span(y).First)) + 1
}

// YearPeriod returns the calendar's year with the given number.
func (c Calendar) YearPeriod(year int) Period { return Period{Annual, int32(year)} }

// Compare orders periods by their first day and, of two that start together,
// the longer first. The zero Period stands before every other.
func (c Calendar) Compare(p, q Period) int {
	switch {
	case p.grain == q.grain:
		return cmp.Compare(p.n, q.n)
	case p.IsZero():
		return -1
	case q.IsZero():
		return +1
	}
	return cmp.Or(cmp.Compare(c.Span(p).First, c.Span(q).First), cmp.Compare(q.grain, p.grain))
}

func (c Calendar) isoWeek(p Period) (year, week int) { return c.Span(p).First.Time().ISOWeek() }

// week returns ISO week w of year y, and whether that year has it.
func week(y, w int) (Period, bool) {
	var c Calendar
	p := c.Of(Weekly, Date(y, time.January, 4)).Add(w - 1)
	gotY, gotW := c.isoWeek(p)
	return p, gotY == y && gotW == w
}

func floor(a, b int) int {
	if a%b < 0 {
		return a/b - 1
	}
	return a / b
}
