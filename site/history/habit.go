package history

import (
	"slices"

	"almanac/site/period"
	"almanac/site/report"
)

// A habit is a grain of which a unit writes reports, from a period on.
type habit struct {
	grain period.Grain
	from  period.Period
	has   []period.Period // of files, of any kind, in order
	ends  bool            // it may end
}

// enough is how many reports in a row make a habit.
const enough = 3

// lapse is after how many periods without a report a habit has ended.
const lapse = 12

// habits are those of each unit, by its id, and the reports of each that has some.
func (g *Register) habits() (all map[string][]habit, of map[string][]*report.Report) {
	all, of = map[string][]habit{}, map[string][]*report.Report{}
	reports := g.archive.Reports
	for from := 0; from < len(reports); {
		to := from
		for to < len(reports) && reports[to].Unit == reports[from].Unit {
			to++
		}
		unit := reports[from].Unit
		all[unit], of[unit] = g.habitsOf(reports[from:to]), reports[from:to]
		from = to
	}
	if g.archive.Declared {
		g.adopt(all)
	}
	return all, of
}

// habitsOf are those of the unit of some reports.
func (g *Register) habitsOf(reports []*report.Report) (list []habit) {
	u := g.archive.Unit(reports[0].Unit)
	type run struct {
		from, last period.Period
		count      int // in a row; −1: it is a habit
	}
	var runs [6]run // by grain
	for _, r := range reports {
		x := &runs[r.Period.Grain()]
		if x.count < 0 || !written(g.archive, r) {
			continue
		}
		if x.count > 0 && g.next(x.last) == r.Period {
			x.count++
		} else {
			x.from, x.count = r.Period, 1
		}
		x.last = r.Period
		own := u != nil && u.Deadlines[r.Period.Grain().String()] != ""
		if own || x.count == enough {
			list = append(list, habit{grain: r.Period.Grain(), from: x.from, ends: !own})
			x.count = -1
		}
	}
	for i := range list {
		for _, r := range reports {
			if r.Period.Grain() == list[i].grain {
				list[i].has = append(list[i].has, r.Period)
			}
		}
	}
	return list
}

// next is the period behind another in which a report may be owed.
func (g *Register) next(p period.Period) period.Period {
	for p = p.Next(); p.Grain() == period.Daily && !g.works(g.archive.Calendar.Span(p).First); p = p.Next() {
		if g.archive.Workdays == [7]bool{} {
			break
		}
	}
	return p
}

// adopt gives units without any file the habits of all others of their level.
func (g *Register) adopt(all map[string][]habit) {
	common, units := map[string][]habit{}, map[string]int{}
	for _, u := range g.archive.Units {
		mine := all[u.ID]
		if len(mine) == 0 {
			continue
		}
		if units[u.Level]++; units[u.Level] == 1 {
			common[u.Level] = mine
		} else {
			common[u.Level] = shared(common[u.Level], mine)
		}
	}
	for _, u := range g.archive.Units {
		if _, files := all[u.ID]; files || units[u.Level] < 2 {
			continue
		}
		for _, h := range common[u.Level] {
			if begin := g.archive.Calendar.Of(h.grain, g.valid(u.ID).First); begin.Sub(h.from) > 0 {
				h.from = begin
			}
			all[u.ID] = append(all[u.ID], habit{grain: h.grain, from: h.from})
		}
	}
}

// shared are the habits that stand in both lists, from the earlier beginning on.
func shared(a, b []habit) []habit {
	both := make([]habit, 0, len(a))
	for _, x := range a {
		for _, y := range b {
			if x.grain == y.grain {
				if y.from.Sub(x.from) < 0 {
					x.from = y.from
				}
				both = append(both, x)
			}
		}
	}
	return both
}

// absent appends what a unit has not written.
func (g *Register) absent(list []Duty, unit string, h habit) []Duty {
	cal, valid := g.archive.Calendar, g.valid(unit)
	silent, has := 0, h.has
	for p := h.from; ; p = g.next(p) {
		span := cal.Span(p)
		if span.End-1 > g.asOf || span.First >= valid.End || h.ends && silent == lapse {
			return list
		}
		for len(has) > 0 && has[0].Sub(p) < 0 {
			has = has[1:]
		}
		if len(has) > 0 && has[0] == p {
			silent = 0
			continue
		}
		if !span.Touches(valid) || h.grain == period.Daily && !g.works(span.First) {
			continue
		}
		d := Duty{Unit: unit, Period: p}
		var ok bool
		if d.Due, ok = g.due(unit, p); !ok {
			return list
		}
		silent++
		g.open(&d)
		list = append(list, d)
	}
}

// works reports whether work is done on a day.
func (g *Register) works(d period.Day) bool {
	return g.archive.Workdays[d.Weekday()] && !slices.Contains(g.archive.Holidays, d)
}
