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
		out[u.ID] = b.figuredOf(u.ID)
	}
	return out
}

// figuredOf lists those of one.
func (b *Book) figuredOf(unit string) []period.Period {
	all := b.cube.Periods(unit)
	list := make([]period.Period, 0, len(all))
	for _, p := range all {
		if b.hasFigure(unit, p) {
			list = append(list, p)
		}
	}
	return list
}

// findPairs lists, for each unit and year, the periods, weeks or longer, that
// have figures and whose counterpart a year earlier has some, too.
func (b *Book) findPairs() map[string][]pairs {
	out := map[string][]pairs{}
	for _, u := range b.archive.Units {
		figured := b.figured[u.ID]
		var list []pairs
		same := make([]period.Period, 0, len(figured))
		for _, g := range slices.Backward(period.Grains[:]) {
			same = same[:0]
			for _, p := range figured {
				if p.Grain() == g && g > period.Daily {
					same = append(same, p)
				}
			}
			ago := 0 // where the counterpart stands: those of later periods are later
			for _, p := range same {
				q, ok := b.cal.YearAgo(p)
				for ok && same[ago].Sub(q) < 0 {
					ago++
				}
				if ok && same[ago] == q {
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

// A CompareView lists the years that stand beside those before; of many units
// the upper ones, which lead to the lists of those below them. What chooses any
// two periods stands on the first page, too, and is hidden until its script runs.
type CompareView struct {
	Frame
	Text  string
	Pages []Link // that the list of one parent is split into
	Units []UnitYears
	Any   Chooser
}

// UnitYears are the years of a unit that stand beside those before, the latest
// first.
type UnitYears struct {
	Unit  Link
	Years []Link
	Below Link // to the list of the units below, if it is another page
}

// A Chooser is what the script of the compare page needs: the units to choose
// from, and where it, its data and the pages lie. Of many units it has the upper
// ones; the script lists those below when one is chosen, and more when asked.
type Chooser struct {
	Units              []Choice
	More               bool // there are others directly below the root
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
	unit, part := w.ref.Unit, max(w.ref.Part, 1)
	if unit == "" {
		unit = report.Root
	}
	w.reads.Figures(unit)
	v := &CompareView{Frame: w.frame(w.title(w.ref)), Text: w.l.T("compare.text")}
	v.Crumbs, v.Pages = w.listCrumbs(Compare, w.l.T("compare.title")), w.partSteps(w.compared.parts(unit))
	for _, id := range w.compared.on(unit, part) {
		row := UnitYears{Unit: Link{Text: w.unitName(id), Href: w.toUnit(id)}, Years: w.yearLinks(id), Below: w.toBelow(Compare, id)}
		v.Units = append(v.Units, row)
	}
	if unit == report.Root && part == 1 {
		v.Any = w.chooser()
	}
	return v
}

// yearLinks lead to the years of a unit that stand beside those before. Where
// there are many the earliest of them leads on from year to year.
func (w *writer) yearLinks(unit string) (list []Link) {
	w.reads.Figures(unit)
	for n, y := range w.pairs[unit] {
		if left := len(w.pairs[unit]) - n; left <= gridYears {
			list = append(list, Link{Text: w.voice.Period(y.year), Href: w.toYears(unit, y.year)})
		} else if left == gridYears+1 {
			list = append(list, Link{Text: w.l.T("split.earlier"), Href: w.toYears(unit, y.year)})
		}
	}
	slices.Reverse(list)
	return list
}

// chooser has the units from which a choice begins.
func (w *writer) chooser() Chooser {
	c := Chooser{Script: w.to(CompareScript), Data: w.to(CompareData), Home: w.to(w.prefix()), More: w.scripted.parts(report.Root) > 1}
	if len(w.scripted.all) == 0 {
		return c
	}
	for _, id := range w.scripted.on(report.Root, 1) {
		c.Units = append(c.Units, Choice{id, w.unitName(id)})
	}
	return c
}

// prefix is the folder of the page's language: "" or "zh-Hant/".
func (w *writer) prefix() string {
	if w.l.Tag == w.tags[0] {
		return ""
	}
	return w.l.Tag + "/"
}
