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
	has   map[period.Period]bool // files, of any kind
	ends  bool                   // it may end
}

// lapse is after how many periods without a report a habit has ended.
const lapse = 12

// habits are those of each unit, by its id.
func (g *Register) habits() map[string][]habit {
	all := map[string][]habit{}
	reports := g.archive.Reports
	for from := 0; from < len(reports); {
		to := from
		for to < len(reports) && reports[to].Unit == reports[from].Unit {
			to++
		}
		all[reports[from].Unit] = g.habitsOf(reports[from:to])
		from = to
	}
	if g.archive.Declared {
		g.adopt(all)
	}
	return all
}

// habitsOf are those of the unit of some reports.
func (g *Register) habitsOf(reports []*report.Report) (list []habit) {
	u := g.archive.Unit(reports[0].Unit)
	var last [6]period.Period // written, by grain
	var begun [6]bool
	for _, r := range reports {
		grain := r.Period.Grain()
		if begun[grain] || !written(g.archive, r) {
			continue
		}
		from, own := last[grain], u != nil && u.Deadlines[grain.String()] != ""
		if own {
			from = r.Period
		}
		if last[grain] = r.Period; own || !from.IsZero() && g.next(from) == r.Period {
			begun[grain] = true
			list = append(list, habit{grain: grain, from: from, has: map[period.Period]bool{}, ends: !own})
		}
	}
	for _, h := range list {
		for _, r := range reports {
			if r.Period.Grain() == h.grain {
				h.has[r.Period] = true
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
	silent := 0
	for p := h.from; ; p = g.next(p) {
		span := cal.Span(p)
		if span.End-1 > g.asOf || span.First >= valid.End || h.ends && silent == lapse {
			return list
		}
		if h.has[p] {
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
