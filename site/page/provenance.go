package page

import (
	"almanac/site/period"
	"almanac/site/report"
)

// provenance says where a page comes from.
func (w *writer) provenance(unit string, p period.Period, r *report.Report) []Fact {
	l, facts := w.l, w.desk.facts.room(16)
	add := func(key string, values ...string) {
		if values = nonempty(values...); len(values) > 0 {
			facts = append(facts, w.fact(key, values))
		}
	}
	if r == nil {
		none := l.T("state.no_report_long", "period", w.voice.Period(p))
		if len(w.shown(unit, p)) == 0 {
			none = l.Capital(l.T("state.no_report"))
		}
		facts = append(facts, Fact{Label: l.T("provenance.file"), Values: []Link{{Text: none}}})
		facts = append(facts, w.readFrom(unit, p)...)
		return append(facts, w.linkedFrom(spotName(unit, w.cal.Name(p)))...)
	}
	add("report.author", w.person(r.Head.Author))
	add("report.compiled_by", w.person(r.Head.CompiledBy))
	add("report.reviewed_by", w.person(r.Head.ReviewedBy))
	add("report.approved_by", w.person(r.Head.ApprovedBy))
	add("report.status", w.say("status", r.Status))
	add("report.submitted", w.submitted(r))
	if d := r.Head.DataThrough; d != nil {
		add("report.data_through", l.Date(*d))
	}
	add("provenance.signoffs", w.signatures(r)...)
	own := w.facts(r)
	w.way(&own, r)
	own.own("report.tags", r.Head.Tags...)
	own.own("report.sources", append(w.sourceNames(r), r.Head.Inputs...)...)
	facts = append(facts, own.list...)
	add("provenance.file", r.File)
	if len(r.Attachments) > 0 {
		f := Fact{Label: l.T("report.attachments")}
		for _, a := range r.Attachments {
			f.Values = append(f.Values, Link{Text: a, Href: w.to(escapePath(AttachmentAddress(a)))})
		}
		facts = append(facts, f)
	}
	facts = append(facts, w.readFrom(unit, p)...)
	return append(facts, w.linkedFrom(spotName(unit, w.cal.Name(p)))...)
}

// sourceNames are the documents that a report quotes.
func (w *writer) sourceNames(r *report.Report) (list []string) {
	for _, s := range r.References {
		list = append(list, joined(w.l.T("page.colon"), w.say("dept", s.Dept), s.Title, s.Ref))
	}
	return list
}

// readFrom lists the files that the headline figure is stacked from.
func (w *writer) readFrom(unit string, p period.Period) []Fact {
	m := w.tell.Head(unit, p)
	if m == nil {
		return nil
	}
	w.desk.origins = w.cube.Origins(unit, m.ID, p, w.desk.origins[:0])
	var links []Link
	for _, x := range w.desk.origins {
		if r := w.cube.Report(x.Unit, x.Period); r != nil && len(links) < 12 {
			links = append(links, Link{Text: r.File, Href: w.toPeriod(x.Unit, x.Period)})
		}
	}
	if len(links) == 0 {
		return nil
	}
	return []Fact{{Label: w.l.T("provenance.files"), Values: links}}
}

// joined is the words that are not empty, apart by sep.
func joined(sep string, words ...string) string {
	out := ""
	for _, s := range nonempty(words...) {
		if out != "" {
			out += sep
		}
		out += s
	}
	return out
}
