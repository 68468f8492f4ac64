package page

import (
	"cmp"
	"fmt"
	"slices"

	"almanac/site/cube"
	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// Restatements is the page of all corrections, restatements.html: there if
// there is one, or a figure was changed without one.
const Restatements Kind = "restatements"

// A RestatementsView is restatements, unit by unit: all, or of many the first
// that were made, and then those of a year.
type RestatementsView struct {
	Frame
	Text  string
	Count string
	Pages []Link // that they are split into
	List  []Blocks
	// Undeclared are figures that are not what they were in the first final version
	// of their reports, though no restatement says so.
	Undeclared Table
	Series     []Table // that have such figures: as first reported, and now
}

func (w *writer) restatementsPage() *RestatementsView {
	list, here := w.corrections, w.correctionPage()
	w.reads.Figures(report.Root)
	v := &RestatementsView{Frame: w.frame(w.title(w.ref)), Text: w.l.T("restatements_page.text"), Count: w.l.T("restatements_page.count", "n", len(list))}
	v.Crumbs = w.homeCrumb()
	if here > 0 {
		v.Crumbs = append(v.Crumbs, w.toKind(Restatements)...)
		v.Count = w.l.T("restatements_page.count", "n", w.correctionPages[here].count)
	}
	v.Pages = w.correctionLinks(here)
	if w.reads.Courses(); here == 0 {
		v.Undeclared = w.undeclaredTable()
	}
	v.Series = w.vintages(here)
	ids, last := map[string]int{}, ""
	for i, r := range list {
		id := w.restatementID(r)
		if ids[id]++; ids[id] > 1 {
			id = fmt.Sprintf("%s-%d", id, ids[id])
		}
		if w.correctedOn[i] != here {
			continue
		}
		if last != r.Unit {
			v.List, last = append(v.List, Blocks{ID: "unit-" + r.Unit, Title: w.unitName(r.Unit)}), r.Unit
		}
		in := &v.List[len(v.List)-1]
		in.List = append(in.List, w.restatement(r, id))
	}
	return v
}

// correctionPage is the place of the page among those of restatements.
func (w *writer) correctionPage() int {
	for i, x := range w.correctionPages {
		if x.year == w.ref.Period && x.part == max(w.ref.Part, 1) {
			return i
		}
	}
	return 0
}

// correctionLinks lead to the pages of restatements, where there are several.
func (w *writer) correctionLinks(here int) (list []Link) {
	if len(w.correctionPages) < 2 {
		return nil
	}
	for i, x := range w.correctionPages {
		r := Ref{Kind: Restatements, Lang: w.ref.Lang, Period: x.year, Part: x.part}
		l := Link{Text: w.l.T("split.first", "n", x.count), Href: w.to(w.address(r)), Current: i == here}
		if !x.year.IsZero() {
			l.Text = w.partTitle(w.voice.Period(x.year), r)
		}
		list = append(list, l)
	}
	return nearby(list)
}

// restatementID is the fragment of a restatement: root-2019-09-sales-target.
// Further ones of the same figure have a number behind it.
func (w *writer) restatementID(r cube.Restatement) string {
	of := "actual"
	if r.Target {
		of = "target"
	}
	return r.Unit + "-" + w.cal.Name(r.Period) + "-" + r.Metric + "-" + of
}

func (w *writer) restatement(r cube.Restatement, id string) Block {
	l, m := w.l, w.cube.Metric(r.Metric)
	form := w.format(m, narrative.Biggest(r.Old, r.New))
	gap := r.New.Sub(r.Old)
	f := w.facts(r.Report)
	f.add("restatement.old", w.sayFigure(r.Old, m, l.Apart(r.Old, r.New, form)))
	f.add("restatement.new", w.sayFigure(r.New, m, l.Apart(r.New, r.Old, form)))
	f.add("restatements_page.difference", l.SayChange(gap, w.format(m, gap), true))
	f.own("restatement.reason", r.Reason)
	f.day("restatement.date", r.Date)
	f.add("restatement.approved_by", w.person(r.ApprovedBy))
	f.links("restatements_page.stated", []Link{{Text: w.title(Ref{Kind: Period, Unit: r.Unit, Period: r.Period}), Href: w.toPeriod(r.Unit, r.Period) + "#restatements"}})
	f.links("restatements_page.also", w.carriers(r))
	f.add("provenance.file", l.T("page.source_at", "file", r.Report.File, "line", fmt.Sprint(r.Pos.Line)))
	of := "restatement.of_actual"
	if r.Target {
		of = "restatement.of_target"
	}
	title := l.T("restatements_page.entry", "metric", w.metricName(m), "period", w.voice.Period(r.Period))
	return Block{ID: id, Title: title, Named: true, Class: "restatement", Lang: w.foreign(r.Report.Lang), Tags: f.tags(l.T(of)), Facts: f.list}
}

// carriers link to the other pages whose figures have a restated value in them.
func (w *writer) carriers(r cube.Restatement) (list []Link) {
	for _, at := range w.cube.Carriers(r) {
		if at.Unit == r.Unit && at.Period == r.Period {
			continue
		}
		if href := w.toHow(at.Unit, r.Metric, at.Period); href != "" {
			name := w.title(Ref{Kind: Period, Unit: at.Unit, Period: at.Period})
			if at.Unit == report.Root && r.Unit != report.Root {
				name = w.l.T("period_page.title_unit", "unit", w.unitName(report.Root), "period", name)
			}
			list = append(list, Link{Text: name, Href: href})
		}
	}
	return list
}

// findCorrections puts every restatement on its page. In the order in which
// they were made the first stand on the first page, and later ones on those of
// their years, so that none changes its page when others come.
func (b *Book) findCorrections() {
	b.corrections = b.cube.Restatements()
	order := make([]int, len(b.corrections))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(b.made(i), b.made(j)) })
	years := make([]period.Period, len(order))
	for n, i := range order {
		years[n] = b.cal.Of(period.Annual, b.made(i))
	}
	b.correctionPages = file(years, listEntries)
	b.correctedOn = make([]int, len(order))
	for page, x := range b.correctionPages {
		for _, i := range order[x.from : x.from+x.count] {
			b.correctedOn[i] = page
		}
	}
}

// made is the day on which a restatement was made: that which it names, else
// that after its period.
func (b *Book) made(i int) period.Day {
	if d := b.corrections[i].Date; d != nil {
		return *d
	}
	return b.cal.Span(b.corrections[i].Period).End
}
