package check

import (
	"time"

	"almanac/site/period"
)

// A when is a period as a text names it: by its place beside the report's own, or
// by its month, quarter or year.
type when struct {
	rel     uint8
	grain   period.Grain // of what is relative; 0: that of the report
	month   int          // 1 to 12
	quarter int          // 1 to 4
	year    int          // 0: the latest that is not after the report
	fiscal  bool         // the year is named as the calendar's own
	back    int          // years before that of the report: 去年10月
}

// What a when is beside the report.
const (
	whenNamed    = iota
	whenOwn      // 本月
	whenPrevious // 上月
	whenYearAgo  // 去年同期
	whenLastYear // 去年: the year before, or the same period of it
)

// A timeword is words for a period, apart by bars.
type timeword struct {
	when
	words string
}

var chineseTimes = []timeword{
	{when{rel: whenOwn, grain: period.Monthly}, "本月|當月|当月|這個月|这个月|本月份"},
	{when{rel: whenOwn, grain: period.Quarterly}, "本季|本季度|當季|当季|這一季|这一季度"},
	{when{rel: whenOwn, grain: period.Annual}, "本年|本年度|全年|今年|全年度|當年|当年|本財年|本财年"},
	{when{rel: whenOwn, grain: period.Weekly}, "本週|本周"},
	{when{rel: whenOwn}, "本期|當期|当期"},
	{when{rel: whenPrevious, grain: period.Monthly}, "上月|上個月|上个月|前一月|前一個月|前一个月|上月底|上月末|上月份|上一個月|上一个月"},
	{when{rel: whenPrevious, grain: period.Quarterly}, "上季|上季度|上一季|上一季度|前一季|前一季度|上一個季度|上一个季度|上季末"},
	{when{rel: whenPrevious, grain: period.Weekly}, "上週|上周|前一週|前一周"},
	{when{rel: whenPrevious}, "上期|上一期|前期|前一期"},
	{when{rel: whenYearAgo}, "去年同期|上年同期|去年同月|上年同月|去年同季|去年同季度|去年同一季|前一年同期|一年前|去年的同期|同期去年"},
	{when{rel: whenLastYear}, "去年|上年|前一年|上一年|去年全年|上年度|去年度|上一年度|上一財年|上一财年"},
	{when{quarter: 1}, "第一季|第一季度|一季度|首季|第1季|第1季度"},
	{when{quarter: 2}, "第二季|第二季度|二季度|第2季|第2季度"},
	{when{quarter: 3}, "第三季|第三季度|三季度|第3季|第3季度"},
	{when{quarter: 4}, "第四季|第四季度|四季度|第4季|第4季度"},
	{when{month: 1}, "一月|一月份"}, {when{month: 2}, "二月|二月份"}, {when{month: 3}, "三月|三月份"}, {when{month: 4}, "四月|四月份"},
	{when{month: 5}, "五月|五月份"}, {when{month: 6}, "六月|六月份"}, {when{month: 7}, "七月|七月份"}, {when{month: 8}, "八月|八月份"},
	{when{month: 9}, "九月|九月份"}, {when{month: 10}, "十月|十月份"}, {when{month: 11}, "十一月|十一月份"}, {when{month: 12}, "十二月|十二月份"},
}

var englishTimes = []timeword{
	{when{rel: whenOwn, grain: period.Monthly}, "this month|the month"},
	{when{rel: whenOwn, grain: period.Quarterly}, "this quarter|the quarter"},
	{when{rel: whenOwn, grain: period.Annual}, "this year|the year|the full year|this fiscal year"},
	{when{rel: whenOwn, grain: period.Weekly}, "this week|the week"},
	{when{rel: whenPrevious, grain: period.Monthly}, "the previous month|last month|the month before|a month earlier|the prior month|the preceding month|previous month|prior month|a month ago|one month earlier"},
	{when{rel: whenPrevious, grain: period.Quarterly}, "the previous quarter|last quarter|the quarter before|a quarter earlier|the prior quarter|the preceding quarter|previous quarter|prior quarter"},
	{when{rel: whenPrevious, grain: period.Weekly}, "the previous week|last week|the week before|a week earlier"},
	{when{rel: whenPrevious}, "the previous period|the period before|the prior period"},
	{when{rel: whenYearAgo}, "a year earlier|a year ago|one year earlier|one year ago|the same month last year|the same month of last year|the same month a year earlier|the same month a year ago|the same month in the previous year|the same month of the previous year|the same month the year before|the same period last year|the same period of last year|the same period a year earlier|the same period a year ago|the same quarter last year|the same quarter of last year|the same quarter a year earlier|the same quarter a year ago|the year-earlier month|the year-ago month|the year-earlier period|twelve monthNames earlier|same month last year|same period last year"},
	{when{rel: whenLastYear}, "last year|the previous year|the prior year|the year before|the preceding year|previous year|prior year"},
	{when{quarter: 1}, "the first quarter|first quarter|q1|first-quarter"},
	{when{quarter: 2}, "the second quarter|second quarter|q2|second-quarter"},
	{when{quarter: 3}, "the third quarter|third quarter|q3|third-quarter"},
	{when{quarter: 4}, "the fourth quarter|fourth quarter|q4|fourth-quarter"},
}

// monthNames are the English names, with capital letters: "may" and "march" are other
// words.
var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// period is the period that a when is for a report of p; the zero Period if there
// is none.
func (w when) period(cal period.Calendar, p period.Period) period.Period {
	switch w.rel {
	case whenOwn, whenPrevious:
		return w.beside(cal, p)
	case whenYearAgo:
		q, _ := cal.YearAgo(p)
		return q
	case whenLastYear:
		if p.Grain() == period.Annual {
			return p.Prev()
		}
		return period.Period{} // of a month, it is not said which part of it
	}
	switch {
	case w.month > 0:
		return w.monthOf(cal, p)
	case w.quarter > 0:
		return w.quarterOf(cal, p)
	case w.year > 0 && (w.fiscal || !cal.Fiscal()):
		return cal.YearPeriod(w.year)
	}
	return period.Period{}
}

// beside is the report's own period, the longer one around it, or the one before.
func (w when) beside(cal period.Calendar, p period.Period) period.Period {
	if w.grain != 0 {
		q, ok := cal.In(w.grain, p)
		if !ok {
			return period.Period{}
		}
		p = q
	}
	if w.rel == whenPrevious {
		return p.Prev()
	}
	return p
}

// monthOf is a month: of the year that is named, or the latest not after the report.
func (w when) monthOf(cal period.Calendar, p period.Period) period.Period {
	if w.year > 0 {
		return cal.Of(period.Monthly, period.Date(w.year, time.Month(w.month), 1))
	}
	last := cal.Of(period.Monthly, cal.Span(p).End-1)
	if w.back > 0 { // 去年12月, which in January is last month
		year, _, _ := cal.Span(last).First.Date()
		return cal.Of(period.Monthly, period.Date(year-w.back, time.Month(w.month), 1))
	}
	for range 12 {
		if _, m, _ := cal.Span(last).First.Date(); int(m) == w.month {
			break
		}
		last = last.Prev()
	}
	return last
}

func (w when) quarterOf(cal period.Calendar, p period.Period) period.Period {
	if w.year > 0 {
		if cal.Fiscal() != w.fiscal {
			return period.Period{}
		}
		return cal.Of(period.Quarterly, cal.Span(cal.YearPeriod(w.year)).First).Add(w.quarter - 1)
	}
	last := cal.Of(period.Quarterly, cal.Span(p).End-1)
	for range 4 {
		if _, place := cal.Year(last); place == w.quarter {
			break
		}
		last = last.Prev()
	}
	return last
}
