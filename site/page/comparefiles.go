package page

import (
	"fmt"

	"almanac/site/period"
	"almanac/site/report"
)

// scriptPeriods is how many periods of a unit stand in one file. A year is never
// split.
const scriptPeriods = 200

// A ScriptFile is one of the files of data that the script of the compare page
// loads, and how it is made: of the figures of a unit and those below it.
type ScriptFile struct {
	Address string
	Unit    string
	Data    func() any
}

// ScriptFiles lists the files of data of the compare page; none if nothing can
// be compared.
func (b *Book) ScriptFiles() (list []ScriptFile) {
	if len(b.scripted.all) == 0 {
		return nil
	}
	list = append(list, ScriptFile{CompareData + "index.js", report.Root, func() any { return b.ScriptIndex() }})
	has := map[string]bool{}
	for _, id := range b.scripted.all {
		has[id] = true
	}
	for _, u := range b.archive.Units {
		id := u.ID
		if !has[id] && len(b.scripted.of[id]) == 0 {
			continue
		}
		list = append(list, ScriptFile{CompareData + id + ".js", id, func() any { return b.scriptUnit(id) }})
		years := b.scriptYears(id)
		for _, x := range years[:max(0, len(years)-1)] {
			list = append(list, ScriptFile{CompareData + id + "/" + x.from + ".js", id, func() any {
				return ScriptEarlier{id, x.from, b.scriptFigures(id, x.list)}
			}})
		}
		for n := 2; n <= b.scriptParts(id); n++ {
			list = append(list, ScriptFile{fmt.Sprintf("%s%s/units-%d.js", CompareData, id, n), id, func() any {
				return ScriptPart{id, n, b.scriptBelow(id, n)}
			}})
		}
	}
	return list
}

// scriptUnit is the first file of a unit.
func (b *Book) scriptUnit(unit string) ScriptUnit {
	out := ScriptUnit{Unit: unit, Names: b.names(unit), Moves: b.cube.Moves(unit), Below: b.scriptBelow(unit, 1)}
	if n := b.scriptParts(unit); n > 1 {
		out.Parts = n
	}
	var last []period.Period
	years := b.scriptYears(unit)
	for i, x := range years {
		if last = x.list; i < len(years)-1 {
			out.Earlier = append(out.Earlier, x.from)
		}
	}
	out.ScriptYears = b.scriptFigures(unit, last)
	return out
}

// scriptParts is in how many files the units below one lie: none where the page
// has all units.
func (b *Book) scriptParts(unit string) int {
	n := len(b.scripted.of[unit])
	return (n + b.scripted.size - 1) / b.scripted.size
}

// scriptBelow is one part of the units below one.
func (b *Book) scriptBelow(unit string, part int) (list []ScriptBelow) {
	all, size := b.scripted.of[unit], b.scripted.size
	for _, id := range all[min((part-1)*size, len(all)):min(part*size, len(all))] {
		list = append(list, ScriptBelow{id, b.names(id)})
	}
	return list
}

// names are what a unit is called, by language.
func (b *Book) names(unit string) map[string]string {
	out := map[string]string{}
	for i, tag := range b.tags {
		out[tag] = b.voices[i].UnitName(unit)
	}
	return out
}

// A run of years is the periods of one file. It is named after its first year.
type runOfYears struct {
	from string
	list []period.Period
}

// scriptYears splits the periods of a unit by years into files, from the
// earliest on, so that later ones leave earlier files as they are.
func (b *Book) scriptYears(unit string) (list []runOfYears) {
	all := b.cube.Periods(unit) // by their first days, and so by years
	for from, to := 0, 0; from < len(all); from = to {
		y := b.yearFor(all[from])
		for to < len(all) && b.yearFor(all[to]) == y {
			to++
		}
		n := len(list) - 1
		if n < 0 || len(list[n].list)+to-from > scriptPeriods {
			list = append(list, runOfYears{from: b.cal.Name(y)})
			n++
		}
		list[n].list = all[from-len(list[n].list) : to : to]
	}
	return list
}

// scriptFigures is the figures of those of some periods that have any.
func (b *Book) scriptFigures(unit string, list []period.Period) ScriptYears {
	out := ScriptYears{Periods: []ScriptPeriod{}, Labels: map[string][]string{}, Figures: [][]any{}}
	metrics, figured := b.grouped, map[period.Period]bool{}
	for _, p := range b.figured[unit] {
		figured[p] = true
	}
	for _, p := range list {
		if !figured[p] {
			continue
		}
		s := b.cal.Span(p)
		x := ScriptPeriod{Name: b.cal.Name(p), Grain: p.Grain().String(), First: s.First, End: s.End}
		if q, ok := b.cal.YearAgo(p); ok {
			x.Ago = b.cal.Name(q)
		}
		row := make([]any, len(metrics))
		for i, m := range metrics {
			row[i] = b.scriptFigure(unit, m, p)
		}
		out.Periods, out.Figures = append(out.Periods, x), append(out.Figures, row)
		for i, tag := range b.tags {
			out.Labels[tag] = append(out.Labels[tag], b.voices[i].Period(p))
		}
	}
	return out
}
