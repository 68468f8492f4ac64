package page

import (
	"almanac/site/cube"
	"almanac/site/period"
	"almanac/site/report"
)

// A CompareYearView is a year of a unit beside the one before: each of its
// periods beside the same one a year earlier, under an id that is the period's
// name behind a p: #p2026-03.
type CompareYearView struct {
	Frame
	Text  string
	Jump  []Jump
	Pairs []PairView
}

// A Jump is the links to the pairs of one grain.
type Jump struct {
	Title string
	Links []Link
}

// A PairView is a period beside the same one a year earlier: its figures, what
// was written, and the problems.
type PairView struct {
	ID, Title  string
	Base, This Link // the pages of the two periods
	Message    []Sentence
	Table      Table
	Words      []Beside
	Problems   Problems
}

func (w *writer) compareYearPage() *CompareYearView {
	unit, year := w.ref.Unit, w.ref.Period
	v := &CompareYearView{Frame: w.frame(w.besideTitle(year, year.Prev())), Text: w.l.T("compare.year_text")}
	if unit != report.Root {
		v.Kicker = w.unitName(unit)
	}
	v.Title = w.title(w.ref) // with the archive's name behind it, it would be too long for a window
	v.Crumbs, v.Steps = w.compareCrumbs(unit, year), w.compareSteps(unit, year)
	list, core := w.pairsOf(unit, year), w.coreOf(unit)
	v.Pairs = make([]PairView, 0, len(list))
	for _, p := range list {
		base, _ := w.cal.YearAgo(p)
		if n := len(v.Jump); n == 0 || v.Jump[n-1].Title != w.l.T("grains."+p.Grain().String()) {
			v.Jump = append(v.Jump, Jump{Title: w.l.T("grains." + p.Grain().String())})
		}
		jump := &v.Jump[len(v.Jump)-1]
		jump.Links = append(jump.Links, Link{Text: w.voice.PeriodIn(p, year), Href: "#" + w.pairID(p)})
		v.Pairs = append(v.Pairs, w.pair(unit, p, base, core))
	}
	return v
}

// compareCrumbs lead over the list of all to the page of the year.
func (w *writer) compareCrumbs(unit string, year period.Period) []Link {
	list := append(w.crumbs(unit, year), Link{Text: w.l.T("compare.title"), Href: w.toCompare()})
	if href := w.toPeriod(unit, year); href != "" {
		list = append(list, Link{Text: w.voice.Period(year), Href: href})
	}
	return list
}

// compareSteps lead to the years before and after.
func (w *writer) compareSteps(unit string, year period.Period) (list []Link) {
	for _, s := range []struct {
		year     period.Period
		key, rel string
	}{{year.Prev(), "page.step_back", "prev"}, {year.Next(), "page.step_on", "next"}} {
		if href := w.toYears(unit, s.year); href != "" {
			list = append(list, Link{Text: w.l.T(s.key, "period", w.voice.Period(s.year)), Href: href, Rel: s.rel})
		}
	}
	return list
}

// pair lays a period beside the same one a year earlier, and says what became of
// some metrics.
func (w *writer) pair(unit string, p, base period.Period, core []*report.Metric) PairView {
	v := PairView{ID: w.pairID(p), Title: w.besideTitle(p, base),
		Base: Link{Text: w.voice.Period(base), Href: w.toPeriod(unit, base)},
		This: Link{Text: w.voice.Period(p), Href: w.toPeriod(unit, p)}}
	v.Table = w.pairTable(spot{unit, base}, spot{unit, p}, func(m *report.Metric) cube.Comparison { return w.cube.YearAgo(unit, m.ID, p) })
	v.Table.Caption, v.Table.Hidden = v.Title, true
	v.Message = w.desk.sentences.take(len(core))[:0]
	for _, m := range core {
		if f, ok := w.tell.OnYear(unit, m, p); ok {
			v.Message = append(v.Message, w.sentence(f))
		}
	}
	v.Words = w.besideWords(unit, base, p)
	v.Problems = w.problems(unit, base, p)
	return v
}
