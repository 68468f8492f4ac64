package cube

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A timeline numbers the periods of each grain from 0 and knows their days
// and parts, so that stacking asks no calendar.
type timeline struct {
	first [6]period.Period // by grain; the period with number 0
	spans [6][]period.Span
	quart []int // first month of each quarter
	years []int // first quarter of each year
	work  []bool
	weeks []int // first day of each week
	month []int // first day of each month
}

// newTimeline covers every period that a report speaks of, in whole years and
// a year to spare on either side.
func newTimeline(cal period.Calendar, a *report.Archive, reports [][]*report.Report) timeline {
	var t timeline
	first, last, days := farDay, -farDay, false
	for _, list := range reports {
		for i, r := range list {
			days = days || r.Period.Grain() == period.Daily
			if i == 0 || i == len(list)-1 || r.Period.Grain() > list[i-1].Period.Grain() {
				s := cal.Span(r.Period)
				first, last = min(first, s.First), max(last, s.End-1)
			}
		}
	}
	if first > last {
		return t
	}
	from := cal.Span(cal.Of(period.Annual, first).Prev()).First
	to := cal.Span(cal.Of(period.Annual, last).Next()).End
	for _, g := range period.Grains {
		if g == period.Daily && !days {
			continue
		}
		t.first[g] = cal.Of(g, from)
		for p := t.first[g]; ; p = p.Next() {
			s := cal.Span(p)
			if s.First >= to {
				break
			}
			t.spans[g] = append(t.spans[g], s)
		}
	}
	t.quart = starts(t.spans[period.Quarterly], t.spans[period.Monthly])
	t.years = starts(t.spans[period.Annual], t.spans[period.Quarterly])
	if days {
		t.weeks = starts(t.spans[period.Weekly], t.spans[period.Daily])
		t.month = starts(t.spans[period.Monthly], t.spans[period.Daily])
		t.work = workdays(a, t.spans[period.Daily])
	}
	return t
}

// starts gives for each span of a longer grain the number of its first part.
func starts(long, short []period.Span) []int {
	out, j := make([]int, len(long)), 0
	for i, s := range long {
		for j < len(short) && short[j].First < s.First {
			j++
		}
		out[i] = j
	}
	return out
}

func workdays(a *report.Archive, days []period.Span) []bool {
	free := map[period.Day]bool{}
	for _, h := range a.Holidays {
		free[h] = true
	}
	work := make([]bool, len(days))
	for i, d := range days {
		work[i] = a.Workdays[d.First.Weekday()] && !free[d.First]
	}
	return work
}

// at is the number of p in its grain. It may lie outside of the timeline.
func (t *timeline) at(p period.Period) int { return p.Sub(t.first[p.Grain()]) }

// period is the one with this number.
func (t *timeline) period(g period.Grain, i int) period.Period { return t.first[g].Add(i) }

// parts gives the numbers [from, to) of the parts of period i of grain g, and
// their grain; none for days and, where no day has a report, weeks and months.
func (t *timeline) parts(g period.Grain, i int) (part period.Grain, from, to int) {
	var at []int
	switch g {
	case period.Weekly:
		part, at = period.Daily, t.weeks
	case period.Monthly:
		part, at = period.Daily, t.month
	case period.Quarterly:
		part, at = period.Monthly, t.quart
	case period.Annual:
		part, at = period.Quarterly, t.years
	}
	if i < 0 || i >= len(at) {
		return 0, 0, 0
	}
	to = len(t.spans[part])
	if i+1 < len(at) {
		to = at[i+1]
	}
	return part, at[i], to
}

// whole is the number of the period of grain g that holds part i of a grain.
func (t *timeline) whole(cal period.Calendar, g, part period.Grain, i int) int {
	return t.at(cal.Of(g, t.spans[part][i].First))
}

// cell is a figure as it is kept.
type cell struct {
	actual     num.Num // of a pair: the numerator
	have, need int32
	entry      int32 // in the unit's entries; 0: none
	source     Source
	flags      uint8
}

const (
	restated uint8 = 1 << iota
	notApplicable
	unstackable
	wide // not its smaller periods, though they are all there: see wide.go
)

func (c *cell) coverage() Coverage { return Coverage{int(c.have), int(c.need)} }

// full reports whether c has all that it needs.
func (c *cell) full() bool { return c.have >= c.need && c.need > 0 && c.actual.Present() }

// series is the cells of one unit, metric and grain, from period number first.
type series struct {
	first   int
	cells   []cell
	dens    []num.Num // the denominators of a pair
	targets []target  // nil: none has a target
	used    bool      // some cell has an actual
	since   int       // number of the first cell with one
	wide    bool      // some cell is
	// What is settled when all cells are: see settle.
	actuals     []num.Num // of a metric that is computed, and whether they are whole
	wholes      []bool
	actualsFrom int
	most        num.Num // the greatest actual of an amount of money, without its sign
}

// target is a target as it is kept.
type target struct {
	value    num.Num
	source   Source
	restated bool
}

// reach widens s to hold the numbers [from, to).
func (s *series) reach(from, to int, pair bool) {
	if from >= to {
		return
	}
	lo, hi := from, to
	if len(s.cells) > 0 {
		lo, hi = min(from, s.first), max(to, s.first+len(s.cells))
		if lo == s.first && hi == s.first+len(s.cells) {
			return
		}
	}
	cells := make([]cell, hi-lo)
	copy(cells[max(s.first-lo, 0):], s.cells)
	s.first, s.cells = lo, cells
	if pair {
		s.dens = make([]num.Num, hi-lo)
	}
}

// get is the cell with a number, or nil.
func (s *series) get(i int) *cell {
	if i -= s.first; i < 0 || i >= len(s.cells) {
		return nil
	}
	return &s.cells[i]
}

func (s *series) den(i int) num.Num {
	if i -= s.first; i < 0 || i >= len(s.dens) {
		return num.Num{}
	}
	return s.dens[i]
}

func (s *series) target(i int) target {
	if i -= s.first; i < 0 || i >= len(s.targets) {
		return target{}
	}
	return s.targets[i]
}

func (c *Cube) series(u, m int, g period.Grain) *series {
	return &c.table[u][m*len(period.Grains)+int(g)-1]
}
