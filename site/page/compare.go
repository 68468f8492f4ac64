package page

import (
	"slices"

	"almanac/site/period"
	"almanac/site/report"
)

// pairs are the periods of a unit's year that stand beside those of the year
// before: longer grains first, and in the order of the calendar.
type pairs struct {
	year period.Period
	list []period.Period
}

// findFigured lists, for each unit, the periods for which it has figures.
func (b *Book) findFigured() map[string][]period.Period {
	out := make(map[string][]period.Period, len(b.archive.Units))
	for _, u := range b.archive.Units {
		all := b.cube.Periods(u.ID)
		list := make([]period.Period, 0, len(all))
		for _, p := range all {
			if b.hasFigure(u.ID, p) {
				list = append(list, p)
			}
		}
		out[u.ID] = list
	}
	return out
}

// findPairs lists, for each unit and year, the periods, weeks or longer, that
// have figures and whose counterpart a year earlier has some, too.
func (b *Book) findPairs() map[string][]pairs {
	out := map[string][]pairs{}
	for _, u := range b.archive.Units {
		figured := b.figured[u.ID]
		has := make(map[period.Period]bool, len(figured))
		for _, p := range figured {
			has[p] = p.Grain() > period.Daily
		}
		var list []pairs
		for _, g := range slices.Backward(period.Grains[:]) {
			for _, p := range figured {
				if p.Grain() != g || !has[p] {
					continue
				}
				if q, ok := b.cal.YearAgo(p); ok && has[q] {
					list = b.addPair(list, p)
				}
			}
		}
		if list != nil {
			out[u.ID] = list
		}
	}
	return out
}

// addPair adds a period to those of its year; years stay in order.
func (b *Book) addPair(list []pairs, p period.Period) []pairs {
	year := b.cal.Of(period.Annual, b.cal.Span(p).First)
	i := 0
	for i < len(list) && list[i].year.Sub(year) < 0 {
		i++
	}
	if i == len(list) || list[i].year != year {
		list = append(list[:i:i], append([]pairs{{year: year}}, list[i:]...)...)
	}
	list[i].list = append(list[i].list, p)
	return list
}

// hasFigure reports whether a unit has a figure in a period.
func (b *Book) hasFigure(unit string, p period.Period) bool {
	for _, m := range b.metrics {
		if b.cube.Actual(unit, m.ID, p).Present() {
			return true
		}
	}
	return false
}

// pairsOf lists the periods of a unit's year that stand beside others.
func (b *Book) pairsOf(unit string, year period.Period) []period.Period {
	b.reads.Figures(unit)
	for _, y := range b.pairs[unit] {
		if y.year == year {
			return y.list
		}
	}
	return nil
}

// toPair links to where a period stands beside the same one a year earlier; ""
// if it does not.
func (w *writer) toPair(unit string, p period.Period) string {
	if p.IsZero() {
		return ""
	}
	year := w.cal.Of(period.Annual, w.cal.Span(p).First)
	for _, q := range w.pairsOf(unit, year) {
		if q == p {
			return w.to(w.address(Ref{Kind: CompareYear, Lang: w.ref.Lang, Unit: unit, Period: year})) + "#" + w.pairID(p)
		}
	}
	return ""
}

// pairID is the fragment under which a period stands on its year's page. It
// begins with a letter, as ids do.
func (w *writer) pairID(p period.Period) string { return "p" + w.cal.Name(p) }

// toYears links to a unit's year beside the one before; "" if there is no such
// page.
func (w *writer) toYears(unit string, year period.Period) string {
	if w.pairsOf(unit, year) == nil {
		return ""
	}
	return w.to(w.address(Ref{Kind: CompareYear, Lang: w.ref.Lang, Unit: unit, Period: year}))
}

// toCompare links to the page that lists them all.
func (w *writer) toCompare() string { return w.to(w.address(Ref{Kind: Compare, Lang: w.ref.Lang})) }

// compareTitle is what links and lists call a year beside the one before.
func (w *writer) compareTitle(r Ref) string {
	title := w.besideTitle(r.Period, r.Period.Prev())
	if r.Unit == report.Root {
		return title
	}
	return w.l.T("compare.of_unit", "unit", w.unitName(r.Unit), "title", title)
}

func (w *writer) besideTitle(p, base period.Period) string {
	return w.l.T("compare.beside", "period", w.voice.Period(p), "base_period", w.voice.Period(base))
}

// A CompareView lists the years that stand beside those before. What chooses
// any two periods stands on it, too, and is hidden until its script runs.
type CompareView struct {
	Frame
	Text  string
	Units []UnitYears
	Any   Chooser
}

// UnitYears are the years of a unit that stand beside those before, the latest
// first.
type UnitYears struct {
	Unit  Link
	Years []Link
}

// A Chooser is what the script of the compare page needs: the units to choose
// from, and where it, its data and the pages lie.
type Chooser struct {
	Units              []Choice
	Script, Data, Home string
}

// A Choice is one of a list to choose from.
type Choice struct{ Value, Text string }

// The addresses of the compare page's script and data.
const (
	CompareScript = "assets/compare.js"
	CompareData   = "data/compare/"
)

func (w *writer) comparePage() *CompareView {
	v := &CompareView{Frame: w.frame(w.l.T("compare.title")), Text: w.l.T("compare.text")}
	v.Crumbs = w.homeCrumb()
	v.Any = Chooser{Script: w.to(CompareScript), Data: w.to(CompareData), Home: w.to(w.prefix())}
	for _, id := range w.ScriptUnits() {
		v.Any.Units = append(v.Any.Units, Choice{id, w.unitName(id)})
	}
	for _, u := range w.archive.Units {
		row := UnitYears{Unit: Link{Text: w.unitName(u.ID), Href: w.toUnit(u.ID)}}
		w.reads.Figures(u.ID)
		list := w.pairs[u.ID]
		for i := len(list) - 1; i >= 0; i-- {
			row.Years = append(row.Years, Link{Text: w.voice.Period(list[i].year), Href: w.toYears(u.ID, list[i].year)})
		}
		if row.Years != nil {
			v.Units = append(v.Units, row)
		}
	}
	return v
}

// prefix is the folder of the page's language: "" or "zh-Hant/".
func (w *writer) prefix() string {
	if w.l.Tag == w.tags[0] {
		return ""
	}
	return w.l.Tag + "/"
}

// comparable lists the periods of a unit that have figures.
func (b *Book) comparable(unit string) []period.Period {
	b.reads.Figures(unit)
	return b.figured[unit]
}
