package page

import (
	"slices"
	"strings"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/report"
)

// sourcesPage is a page of the documents that reports quote, by department, and
// of the figures that other systems have, each beside ours.
func (w *writer) sourcesPage() *EntriesView {
	v, here := w.entriesView(Sources)
	x := w.filed.pages[Sources][here]
	of := map[string][]Block{}
	var depts []string
	var figures []entry
	for _, e := range w.filed.sources[x.from : x.from+x.count] {
		if e.figure {
			figures = append(figures, e)
			continue
		}
		dept := w.archive.Reports[e.report].References[e.n].Dept
		if of[dept] == nil {
			depts = append(depts, dept)
		}
		of[dept] = append(of[dept], w.source(e))
	}
	slices.SortFunc(depts, func(a, b string) int { return strings.Compare(w.say("dept", a), w.say("dept", b)) })
	ids := fragments("dept-", depts)
	documents := 0
	for i, d := range depts {
		b := Blocks{ID: ids[i], Title: w.say("dept", d), List: of[d]}
		if d == "" {
			b.ID, b.Title = "dept-none", w.l.T("sources_page.no_dept")
		}
		documents += len(b.List)
		v.List = append(v.List, b)
	}
	if documents > 0 {
		v.Count = w.l.T("sources_page.count", "n", documents)
	}
	if len(figures) > 0 {
		v.Sections = []Section{{ID: "figures", Title: w.l.T("sources_page.figures"), Tables: []Table{w.gaps(figures)}}}
	}
	v.Tree = w.onThisPage(v)
	return v
}

// source is a document that a report quotes, word for word.
func (w *writer) source(e entry) Block {
	r := w.archive.Reports[e.report]
	x := &r.References[e.n]
	w.reads.Words(r.Unit, r.Period)
	f := w.facts(r)
	f.add("sources_page.dept", w.say("dept", x.Dept))
	f.day("sources_page.date", x.Date)
	f.refers(r, x)
	f.links("sources_page.quoted", []Link{{Text: w.placeName(spot{r.Unit, r.Period}, spot{}), Href: w.toPeriod(r.Unit, r.Period) + "#sources"}})
	f.links("sources_page.cited", w.citations(r, x))
	b := Block{ID: w.entryFragment("source", e), Title: sourceTitle(x), Class: "source", Lang: f.lang, Quote: x.Quote, Facts: f.list}
	if w.stale(r, x) {
		b.Tags = f.tags(w.l.T("sources_page.stale"))
	}
	return b
}

// sourceTitle is what a document is called.
func sourceTitle(x *report.Source) string {
	if x.Title != "" {
		return x.Title
	}
	return x.ID
}

// refers adds where a document can be found: a file beside the report, or an
// address.
func (f *facts) refers(r *report.Report, x *report.Source) {
	if x.Ref == "" {
		return
	}
	l := Link{Text: x.Ref}
	switch {
	case strings.HasPrefix(x.Ref, "https://"), strings.HasPrefix(x.Ref, "http://"):
		l.Href = x.Ref
	default:
		for _, a := range r.Attachments {
			if a == x.Ref || strings.HasSuffix(a, "/"+x.Ref) {
				l.Href = f.w.to(escapePath(AttachmentAddress(a)))
			}
		}
	}
	f.links("sources_page.ref", []Link{l})
}

// maxAge is how many days older than the end of its report's period a document
// may be.
func (b *Book) maxAge() num.Num { return b.archive.Checks.Limits["max_age_days"].Or(num.Int(45)) }

// age is how many days before the end of its report's period a document was
// written; 0 if later, or if nobody knows.
func (b *Book) age(r *report.Report, x *report.Source) int {
	if x.Date == nil {
		return 0
	}
	return max(0, int(b.cal.Span(r.Period).End-1-*x.Date))
}

func (w *writer) stale(r *report.Report, x *report.Source) bool {
	return num.Int(int64(w.age(r, x))).Cmp(w.maxAge()) > 0
}

// citations are the places of a report that cite one of its documents: its
// text, and the entries that name it as their source.
func (w *writer) citations(r *report.Report, x *report.Source) (list []Link) {
	at := w.toPeriod(r.Unit, r.Period)
	add := func(id, key string, own string) {
		l := Link{Text: w.l.T(key), Href: at + "#" + id}
		if own != "" {
			l.Text = joined(w.l.T("page.colon"), l.Text, own)
		}
		if !slices.Contains(list, l) {
			list = append(list, l)
		}
	}
	if x.ID == "" {
		return nil
	}
	if cites(r.Prose, x.Card) || slices.ContainsFunc(r.Others, func(o report.Translation) bool { return cites(o.Prose, x.Card) }) {
		add("report", "report.title", "")
	}
	cause := func(c report.Cause) bool { return c.Source == x.ID }
	for i := range r.Issues {
		if q := &r.Issues[i]; slices.ContainsFunc(q.Causes, cause) {
			add(entryAt("issue", q.ID, i < reportEntries, "issues"), "issue.title", q.Phenomenon)
		}
	}
	for _, d := range r.Deviations {
		if slices.ContainsFunc(d.Causes, cause) {
			add("deviations", "deviation.title", w.nameOf(d.Metric))
		}
	}
	for _, a := range r.Attributions {
		if a.Source == x.ID {
			add("attributions", "report.attributions", w.nameOf(a.Metric))
		}
	}
	for _, q := range r.Feedback {
		if q.Source == x.ID {
			add("feedback", "page.feedback", "")
		}
	}
	return list
}

// cites reports whether a text cites the source of a card.
func cites(b *report.Prose, card string) bool {
	return b != nil && slices.ContainsFunc(b.Holes, func(h report.Hole) bool { return h.Kind == report.Fragment && h.Target == card })
}

// gaps is the table of figures as other systems have them, each beside ours.
func (w *writer) gaps(list []entry) Table {
	l := w.l
	t := Table{Class: "figures slim gaps", Hidden: true, Caption: l.T("sources_page.figures"), Groups: []Group{{}}, Columns: []Column{
		{Text: l.T("table.metric")}, {Text: l.T("table.period")}, {Text: l.T("sources_page.ours"), Class: "num"},
		{Text: l.T("sources_page.theirs"), Class: "num"}, {Text: l.T("how.source")}, {Text: l.T("sources_page.gap"), Class: "num"}, {Text: l.T("sources_page.verdict")}}}
	for _, e := range list {
		r := w.archive.Reports[e.report]
		x := &r.Reconcile[e.n]
		t.Groups[0].Rows = append(t.Groups[0].Rows, w.gapRow(r, x))
	}
	t.Notes = []string{l.T("sources_page.note")}
	return t
}

// gapRow is one of them.
func (w *writer) gapRow(r *report.Report, x *report.Reconcile) Row {
	m := w.cube.Metric(x.Metric)
	row := Row{Head: Cell{Text: w.nameOf(x.Metric)}}
	at := Cell{Text: w.placeName(spot{r.Unit, r.Period}, spot{}), Href: w.toPeriod(r.Unit, r.Period) + "#reconcile"}
	if m == nil {
		return row
	}
	g := w.cube.Gap(r.Unit, x.Metric, r.Period, x.Value)
	row.Head.Href = w.toMetric(m.ID)
	row.Cells = []Cell{at, w.none(w.l.T("state.missing"), ""), number(w.amount(x.Value, x.Metric), ""), {Text: w.say("dept", x.Source)}, w.none("", ""), {Text: w.verdict(g)}}
	if x.Authoritative {
		row.Cells[3].Small = w.l.T("sources_page.authoritative")
	}
	if !g.Ours.Present() {
		return row
	}
	row.Cells[1] = number(w.amount(g.Ours, x.Metric), w.toHow(r.Unit, x.Metric, r.Period))
	if row.Cells[1].Text+row.Cells[1].Unit == row.Cells[2].Text+row.Cells[2].Unit && !g.Gap.IsZero() { // what prints alike takes the decimals that tell it apart
		form := w.format(m, g.Ours)
		row.Cells[1] = number(w.sayFigure(g.Ours, m, w.l.Apart(g.Ours, g.Theirs, form)), row.Cells[1].Href)
		row.Cells[2] = number(w.sayFigure(g.Theirs, m, w.l.Apart(g.Theirs, g.Ours, form)), "")
	}
	switch {
	case g.Rate.Present():
		row.Cells[4] = number(w.l.Signed(g.Rate, 1), "")
	case !g.Gap.IsZero():
		row.Cells[4] = number(w.l.SayChange(g.Gap, w.format(m, g.Gap), true), "")
	}
	switch g.Verdict {
	case cube.Agrees:
		row.Cells[5].Class = "text good"
	case cube.FarOff:
		row.Cells[5].Class = "text bad"
	}
	return row
}

// verdict says how far a figure is from what another system has.
func (w *writer) verdict(g cube.Gap) string {
	switch g.Verdict {
	case cube.Agrees:
		return w.l.T("sources_page.agrees")
	case cube.Off:
		return w.l.T("sources_page.off")
	case cube.FarOff:
		return w.l.T("sources_page.far_off")
	}
	return w.l.T("state.missing")
}

// quoted are the documents that a report quotes, on its own page: what its text
// cites leads here, and from here to all documents.
func (w *writer) quoted(r *report.Report) (out []Block) {
	for i := range r.References {
		x := &r.References[i]
		f := w.facts(r)
		f.add("sources_page.dept", w.say("dept", x.Dept))
		f.day("sources_page.date", x.Date)
		f.refers(r, x)
		if address, ok := w.sourceAddress(w.ref.Lang, r, i, false); ok {
			f.links("sources_page.all", []Link{{Text: w.l.T("sources_page.title"), Href: w.near(address)}})
		}
		b := Block{Title: sourceTitle(x), Class: "source", Quote: x.Quote, Facts: f.list}
		if x.Card != "" {
			b.ID = fragment(x.Card)
		}
		if w.stale(r, x) {
			b.Tags = f.tags(w.l.T("sources_page.stale"))
		}
		out = append(out, b)
	}
	return out
}
