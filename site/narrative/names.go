package narrative

import (
	"strconv"

	"almanac/site/period"
	"almanac/site/report"
)

// names are what a voice calls the months, quarters and years around those of an
// archive, so that they are not put together for every page.
type names struct {
	first [6]period.Period
	list  [6][]periodName
}

// A periodName is what a period is called.
type periodName struct {
	full, short string
	inYear      string // within its year
	year        string // see YearOf
	months      string // of a quarter: the months that it has
}

// spare is how many years before the first and behind the last are named, too.
const spare = 2

// namesOf names the periods of an archive. An archive of more than a few centuries
// has none.
func (v *Voice) namesOf() (x names) {
	first, last := period.Day(0), period.Day(-1)
	for _, u := range v.n.archive.Units {
		list := v.n.cube.Periods(u.ID)
		if len(list) == 0 {
			continue
		}
		a, b := v.cal.Span(list[0]).First, v.cal.Span(list[len(list)-1]).End
		if last < first {
			first, last = a, b
		}
		first, last = min(first, a), max(last, b)
	}
	if last < first || last-first > 366*400 {
		return x
	}
	from, to := v.cal.Of(period.Annual, first).Add(-spare), v.cal.Of(period.Annual, last).Add(spare)
	for _, g := range [...]period.Grain{period.Monthly, period.Quarterly, period.Annual} {
		x.first[g] = v.cal.Of(g, v.cal.Span(from).First)
		end := v.cal.Of(g, v.cal.Span(to).End-1)
		for p := x.first[g]; p.Sub(end) <= 0; p = p.Next() {
			x.list[g] = append(x.list[g], v.nameAll(p))
		}
	}
	return x
}

func (v *Voice) nameAll(p period.Period) periodName {
	n := periodName{full: v.Locale.Period(v.cal, p), short: v.Locale.PeriodShort(v.cal, p), inYear: v.Locale.PeriodIn(v.cal, p, v.yearOf(p)), year: v.nameYear(p)}
	if p.Grain() == period.Quarterly {
		n.months = v.Range(v.cal.Span(p))
	}
	return n
}

// named is what a period is called, if that is known.
func (v *Voice) named(p period.Period) (n *periodName, ok bool) {
	list := v.names.list[p.Grain()]
	if i := p.Sub(v.names.first[p.Grain()]); i >= 0 && i < len(list) {
		return &list[i], true
	}
	return nil, false
}

// yearOf is the calendar's year that a period begins in.
func (v *Voice) yearOf(p period.Period) period.Period {
	return v.cal.Of(period.Annual, v.cal.Span(p).First)
}

// Period names a period in full.
func (v *Voice) Period(p period.Period) string {
	if n, ok := v.named(p); ok {
		return n.full
	}
	return v.Locale.Period(v.cal, p)
}

// PeriodShort names a period as briefly as an axis needs it.
func (v *Voice) PeriodShort(p period.Period) string {
	if n, ok := v.named(p); ok {
		return n.short
	}
	return v.Locale.PeriodShort(v.cal, p)
}

// PeriodIn names a part of a longer period, without what the longer one says
// already.
func (v *Voice) PeriodIn(p, within period.Period) string {
	if n, ok := v.named(p); ok && within.Grain() == period.Annual && p.Grain() < period.Annual {
		if v.cal.Span(within).Holds(v.cal.Span(p)) {
			return n.inYear
		}
		return n.full
	}
	return v.Locale.PeriodIn(v.cal, p, within)
}

// Months names the months of a quarter.
func (v *Voice) Months(p period.Period) string {
	if n, ok := v.named(p); ok {
		return n.months
	}
	return v.Range(v.cal.Span(p))
}

// YearOf is the civil year in which a month, week or day begins, and the
// calendar's year of a quarter.
func (v *Voice) YearOf(p period.Period) string {
	if n, ok := v.named(p); ok {
		return n.year
	}
	return v.nameYear(p)
}

func (v *Voice) nameYear(p period.Period) string {
	if p.Grain() == period.Quarterly {
		return v.Locale.PeriodShort(v.cal, v.yearOf(p))
	}
	y, _, _ := v.cal.Span(p).First.Date()
	return strconv.Itoa(y)
}

// metricWords are what a metric is called.
type metricWords struct {
	name, inner string // at the beginning of a sentence, and inside of one
	number      int    // 2 where it takes a verb in the plural
	measure     string // the word behind its numbers
	group       string
}

// words are what a metric is called.
func (v *Voice) words(m *report.Metric) metricWords {
	if w, ok := v.metrics[m]; ok {
		return *w
	}
	return v.wordsOf(m)
}

// Group names a metric's group.
func (v *Voice) Group(m *report.Metric) string { return v.words(m).group }
