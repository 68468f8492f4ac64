package page

import (
	"fmt"

	"almanac/site/cube"
	"almanac/site/narrative"
	"almanac/site/report"
)

// Restatements is the page of all corrections, restatements.html: there if
// there is one.
const Restatements Kind = "restatements"

// A RestatementsView is every restatement, unit by unit.
type RestatementsView struct {
	Frame
	Text  string
	Count string
	List  []Blocks
}

func (w *writer) restatementsPage() *RestatementsView {
	list := w.cube.Restatements()
	v := &RestatementsView{Frame: w.frame(w.title(w.ref)), Text: w.l.T("restatements_page.text"), Count: w.l.T("restatements_page.count", "n", len(list))}
	v.Crumbs = w.homeCrumb()
	ids := map[string]int{}
	for i, r := range list {
		if i == 0 || list[i-1].Unit != r.Unit {
			v.List = append(v.List, Blocks{ID: "unit-" + r.Unit, Title: w.unitName(r.Unit)})
		}
		in, id := &v.List[len(v.List)-1], w.restatementID(r)
		if ids[id]++; ids[id] > 1 {
			id = fmt.Sprintf("%s-%d", id, ids[id])
		}
		in.List = append(in.List, w.restatement(r, id))
	}
	return v
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
