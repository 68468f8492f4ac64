package locale

import (
	"strconv"
	"time"

	"almanac/site/period"
)

// Date says a day: 30 June 2020, 2020年6月30日.
func (l *Locale) Date(d period.Day) string { return l.day("period.day", d, l.months) }

// DateShort says a day with a short month, for tables: 30 Jun 2020.
func (l *Locale) DateShort(d period.Day) string { return l.day("period.day", d, l.monthsShort) }

func (l *Locale) day(key string, d period.Day, months []string) string {
	y, m, n := d.Date()
	return l.text(key, "day", strconv.Itoa(n), "month", months[m-1], "year", strconv.Itoa(y))
}

// Period names a period in full: June 2020, Q4 FY2020, Fiscal 2020, Week 43,
// 2023, 30 June 2020; "" for none.
func (l *Locale) Period(cal period.Calendar, p period.Period) string {
	switch p.Grain() {
	case period.Daily:
		return l.Date(cal.Span(p).First)
	case period.Monthly:
		y, m, _ := cal.Span(p).First.Date()
		return l.month(m, y)
	}
	return l.numbered("period.", cal, p)
}

func (l *Locale) month(m time.Month, year int) string {
	return l.text("period.month", "month", l.months[m-1], "year", strconv.Itoa(year))
}

// numbered names a week, quarter or year from the patterns of a table.
func (l *Locale) numbered(table string, cal period.Calendar, p period.Period) string {
	year, place := cal.Year(p)
	y := strconv.Itoa(year)
	switch p.Grain() {
	case period.Weekly:
		return l.text(table+"week", "week", strconv.Itoa(place), "year", y)
	case period.Quarterly:
		return l.text(table+"quarter"+fiscal(cal), "quarter", l.quarters[place-1], "number", strconv.Itoa(place), "year", y)
	case period.Annual:
		return l.text(table+"year"+fiscal(cal), "year", y)
	}
	return ""
}

func fiscal(cal period.Calendar) string {
	if cal.Fiscal() {
		return "_fiscal"
	}
	return ""
}

// PeriodShort names a period as briefly as an axis needs it: Jun, Q4, W43,
// 30 Jun, 2020; 6月, Q4, 6月30日. The year of all but years is left out.
func (l *Locale) PeriodShort(cal period.Calendar, p period.Period) string {
	switch p.Grain() {
	case period.Daily:
		return l.day("period_short.day", cal.Span(p).First, l.monthsShort)
	case period.Monthly:
		_, m, _ := cal.Span(p).First.Date()
		return l.monthsShort[m-1]
	}
	return l.numbered("period_short.", cal, p)
}

// PeriodIn names a part of a longer period, without what the longer one says
// already: June in a quarter or year, Q1 in a year, 30 June in a month. A
// period that does not lie within is named in full.
func (l *Locale) PeriodIn(cal period.Calendar, p, within period.Period) string {
	if p.IsZero() || p.Grain() >= within.Grain() || within.Grain() == period.Weekly ||
		!cal.Span(within).Holds(cal.Span(p)) {
		return l.Period(cal, p)
	}
	switch p.Grain() {
	case period.Daily:
		return l.day("period_in.day", cal.Span(p).First, l.months)
	case period.Monthly:
		_, m, _ := cal.Span(p).First.Date()
		return l.months[m-1]
	}
	return l.numbered("period_in.", cal, p)
}

// Range names a span of days: Apr–Jun 2020, 2020年4月至6月 for whole months;
// 3–9 June 2020, 2020年6月3日至9日 for others. A single day or month is named
// as such; an empty span is "".
func (l *Locale) Range(s period.Span) string {
	if s.Len() <= 0 {
		return ""
	}
	y1, m1, d1 := s.First.Date()
	y2, m2, d2 := (s.End - 1).Date()
	_, _, after := s.End.Date()
	months, words := d1 == 1 && after == 1, l.monthsShort
	key := "range.days"
	switch {
	case s.Len() == 1:
		return l.Date(s.First)
	case months && y1 == y2 && m1 == m2:
		return l.month(m1, y1)
	case months:
		key = "range.months"
	case y1 == y2 && m1 == m2:
		words = l.months
	}
	switch {
	case y1 != y2:
		key += "_years"
	case m1 != m2 && !months:
		key += "_months"
	}
	return l.text(key, "month1", words[m1-1], "month2", words[m2-1], "year1", strconv.Itoa(y1), "year2", strconv.Itoa(y2),
		"day1", strconv.Itoa(d1), "day2", strconv.Itoa(d2))
}

// Through names whole months as sentences have them: January–October, 1至10月;
// with the years where there are two. Any other span is as by [Locale.Range].
func (l *Locale) Through(s period.Span) string {
	y1, m1, d1 := s.First.Date()
	y2, m2, _ := (s.End - 1).Date()
	if _, _, after := s.End.Date(); d1 != 1 || after != 1 || s.Len() <= 0 {
		return l.Range(s)
	}
	key := "through.months"
	switch {
	case y1 != y2:
		key = "through.years"
	case m1 == m2:
		return l.months[m1-1]
	}
	return l.text(key, "month1", l.months[m1-1], "month2", l.months[m2-1], "from", l.text("through_from."+strconv.Itoa(int(m1))),
		"year1", strconv.Itoa(y1), "year2", strconv.Itoa(y2))
}

// DayIn names a day, without its year if a span ends in that: 15 November, 11月15日.
func (l *Locale) DayIn(d period.Day, s period.Span) string {
	y, m, n := d.Date()
	if last, _, _ := (s.End - 1).Date(); last != y {
		return l.Date(d)
	}
	return l.text("period_in.day", "day", strconv.Itoa(n), "month", l.months[m-1])
}
