package page

import (
	"cmp"
	"slices"
	"strings"

	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
)

// An EntriesView is a page of what reports list besides figures: problems,
// practices, sources or topics. The first page of problems and of practices
// tells what there is and leads to the pages of the years.
type EntriesView struct {
	Frame
	Text     string
	Pages    []Link // that the list is split into
	Message  []Sentence
	Maps     []Table // topics by periods
	Sections []Section
	Count    string // heads the list
	List     []Blocks
	Notes    []string
}

// issuesPage is the page of all problems, or of those first named in a year.
func (w *writer) issuesPage() *EntriesView {
	v, here := w.entriesView(Issues)
	if here == 0 {
		w.problemsNow(v)
		return v
	}
	x := w.filed.pages[Issues][here]
	v.Count = w.l.T("issues_page.count", "n", x.count, "year", w.voice.Period(x.year))
	if x.part == 1 {
		year := w.cal.Span(x.year)
		v.Maps = w.topicMaps(year)
		if s := w.earlierProblems(x); len(s.Lines) > 0 {
			v.Sections = append(v.Sections, s)
		}
	}
	list := make([]int, x.count)
	for i := range list {
		list[i] = x.from + i
	}
	v.List = w.problemsByStage(list)
	v.Tree = w.onThisPage(v)
	return v
}

// entriesView begins the page of a list: its frame, the way to it and to its
// other pages, and which of them it is.
func (w *writer) entriesView(k Kind) (*EntriesView, int) {
	pages := w.filed.pages[k]
	here := max(slices.IndexFunc(pages, func(x filed) bool { return x.year == w.ref.Period && x.part == max(w.ref.Part, 1) }), 0)
	w.reads.List(w.address(bare(w.ref, w.tags[0])))
	v := &EntriesView{Frame: w.frame(w.title(w.ref)), Text: w.l.T(string(k) + "_page.text")}
	v.Crumbs = w.homeCrumb()
	if here > 0 {
		v.Crumbs = append(v.Crumbs, w.toKind(k)...)
	}
	v.Pages = w.filedLinks(k, here)
	return v, here
}

// filedLinks lead to the pages of a list, where there are several.
func (w *writer) filedLinks(k Kind, here int) (list []Link) {
	pages := w.filed.pages[k]
	if len(pages) < 2 {
		return nil
	}
	for i, x := range pages {
		r := w.filedRef(k, x)
		r.Lang = w.ref.Lang
		l := Link{Text: w.l.T("split.overview"), Href: w.to(w.address(r)), Current: i == here}
		switch {
		case !x.year.IsZero():
			l.Text = w.partTitle(w.voice.Period(x.year), r)
		case x.count > 0:
			l.Text = w.l.T("split.first", "n", x.count)
		}
		list = append(list, l)
	}
	return nearby(list)
}

// onThisPage is the side of a list: its parts.
func (w *writer) onThisPage(v *EntriesView) []Branch {
	here := Branch{Title: w.l.T("nav.on_page")}
	for _, t := range v.Maps {
		here.Items = append(here.Items, Item{Link: Link{Text: t.Caption, Href: "#" + t.ID}})
	}
	for _, s := range v.Sections {
		here.Items = append(here.Items, Item{Link: Link{Text: s.Title, Href: "#" + s.ID}})
	}
	for _, s := range v.List {
		here.Items = append(here.Items, Item{Link: Link{Text: s.Title, Href: "#" + s.ID, Note: w.l.T("page.number", "x", len(s.List))}})
	}
	if len(here.Items) < 2 {
		return nil
	}
	return []Branch{here}
}

// problemsNow fills the first page: the map of topics in the last periods, and
// what was named more than once.
func (w *writer) problemsNow(v *EntriesView) {
	c := w.filed
	reports := 0
	last := period.Day(0)
	for _, i := range c.places {
		if r := w.archive.Reports[i]; len(r.Issues) > 0 {
			reports++
			last = max(last, w.cal.Span(r.Period).End)
		}
	}
	v.Message = []Sentence{{Class: "lead", Runs: []Run{{Text: w.l.T("issues_page.all", "n", len(c.problems), "reports", w.l.T("n.reports", "n", reports))}}}}
	rows := w.recurrences()
	if len(rows) > 0 {
		v.Message = append(v.Message, w.mostNamed(rows[0]))
	}
	v.Maps = w.topicMaps(period.Span{First: w.cal.Span(w.cal.Of(period.Monthly, last-1).Add(1 - mapPeriods)).First, End: last})
	v.Sections = append(v.Sections, w.recurring(rows))
	v.Sections = slices.DeleteFunc(v.Sections, func(s Section) bool { return s.empty() })
	v.Tree = w.onThisPage(v)
}

// A recurrence is a problem that a unit named for several periods of a length.
type recurrence struct {
	problem int
	last    ledger.Turn // the last naming
	times   int
	// Of the last periods of that length, up to the unit's last report: for how
	// many somebody wrote, and in how many of those it was named.
	named, written int
}

// recurrences lists what was named for more than one period, what was named most
// often first.
func (w *writer) recurrences() (list []recurrence) {
	type series struct {
		unit  string
		grain period.Grain
	}
	for i := range w.filed.problems {
		p := &w.filed.problems[i]
		if len(p.Named) < 2 {
			continue
		}
		found := map[series]*recurrence{}
		var order []series
		for _, t := range p.Turns(w.archive, w.actionOf) {
			r, _ := t.In(w.archive)
			at := series{r.Unit, r.Period.Grain()}
			if found[at] == nil {
				found[at] = &recurrence{problem: i}
				order = append(order, at)
			} else if q, _ := found[at].last.In(w.archive); q == r {
				found[at].times-- // twice in one report
			}
			found[at].last = t
			found[at].times++
		}
		for _, at := range order {
			if x := found[at]; x.times > 1 {
				w.countNamed(x)
				list = append(list, *x)
			}
		}
	}
	slices.SortStableFunc(list, func(x, y recurrence) int {
		r, _ := x.last.In(w.archive)
		s, _ := y.last.In(w.archive)
		return cmp.Or(y.times-x.times, cmp.Compare(w.cal.Span(s.Period).End, w.cal.Span(r.Period).End), x.problem-y.problem)
	})
	return list
}

// countNamed counts in how many of the unit's last reports a problem is named.
func (w *writer) countNamed(x *recurrence) {
	r, _ := x.last.In(w.archive)
	var last period.Period
	for _, s := range w.reportsOf[r.Unit] {
		if s.Period.Grain() == r.Period.Grain() && worded(s) && w.counts(s) && (last.IsZero() || s.Period.Sub(last) > 0) {
			last = s.Period
		}
	}
	for _, s := range w.reportsOf[r.Unit] {
		if s.Period.Grain() != r.Period.Grain() || !worded(s) || !w.counts(s) || last.Sub(s.Period) >= mapPeriods {
			continue
		}
		x.written++
		key := w.filed.problems[x.problem].Key
		if slices.ContainsFunc(s.Issues, func(i report.Issue) bool { return i.Key == key }) {
			x.named++
		}
	}
}

// mostNamed is the sentence on the problem that was named most often.
func (w *writer) mostNamed(x recurrence) Sentence {
	r, i := x.last.In(w.archive)
	link := w.problemTitle(r, i)
	before, behind, _ := strings.Cut(w.l.T("issues_page.most", "n", x.times, "unit", w.unitName(r.Unit), "periods", w.l.T("n."+r.Period.Grain().String(), "n", x.times), "problem", hole), hole)
	return Sentence{Runs: []Run{{Text: before}, {Text: link.Text, Lang: link.Lang, Href: w.toProblem(x.problem)}, {Text: behind}}}
}

// recurring is the table of what was named for more than one period.
func (w *writer) recurring(rows []recurrence) Section {
	l := w.l
	s := Section{ID: "again", Title: l.T("issues_page.again")}
	t := Table{Class: "figures slim recurring", Hidden: true, Caption: s.Title, Groups: []Group{{}}, Columns: []Column{
		{Text: l.T("issues_page.problem")}, {Text: l.T("table.unit")}, {Text: l.T("issues_page.named"), Class: "num"},
		{Text: l.T("issues_page.of_last"), Class: "num"}, {Text: l.T("issues_page.last")}, {Text: l.T("issues_page.unchanged")}}}
	for _, x := range rows[:min(len(rows), tableUnits)] {
		r, i := x.last.In(w.archive)
		title := w.problemTitle(r, i)
		row := Row{Head: Cell{Text: title.Text, Href: w.toProblem(x.problem)}, Cells: []Cell{
			{Text: w.unitName(r.Unit), Href: w.toUnit(r.Unit)},
			{Text: l.T("n."+r.Period.Grain().String(), "n", x.times)},
			{Text: l.T("page.of", "have", x.named, "need", x.written)},
			{Text: w.voice.Period(r.Period), Href: w.toIssue(r, i)},
			{Text: w.unmoved(x.last)}}}
		if x.last.Unmoved >= unmovedPeriods {
			row.Cells[4].Class = "text bad"
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, row)
	}
	if len(rows) > tableUnits {
		t.Notes = append(t.Notes, l.T("issues_page.more", "n", len(rows)-tableUnits))
	}
	if len(rows) > 0 {
		t.Notes = append(t.Notes, l.T("issues_page.again_note", "n", mapPeriods))
		unchanged := len(t.Columns)
		if dropDashes(&t, unchanged-1); len(t.Columns) == unchanged {
			t.Notes = append(t.Notes, l.T("issues_page.again_unchanged"))
		}
		s.Tables = []Table{t}
	}
	return s
}

// unmovedPeriods is for how many periods in a row a problem may be named without
// another cause or action before that is a fault (domain.md R-5.2.1-2).
const unmovedPeriods = 3

// unmoved says for how many periods nothing about a problem has changed; "" if
// something has.
func (w *writer) unmoved(t ledger.Turn) string {
	if t.Unmoved < 2 {
		return ""
	}
	r, _ := t.In(w.archive)
	return w.l.T("n."+r.Period.Grain().String(), "n", t.Unmoved)
}

// actionOf is the action of an id, or nil.
func (w *writer) actionOf(id string) *report.Action {
	if a, ok := w.promise(id); ok {
		return a.Action
	}
	return nil
}

// toProblem links to where a problem stands.
func (w *writer) toProblem(i int) string {
	return w.near(w.filedAddress(w.ref.Lang, Issues, i, w.problemFragment(i)))
}

// near is the relative link to an address with a fragment, which may be on the
// page itself.
func (w *writer) near(address string) string {
	if n := len(w.ref.Address); len(address) > n && address[:n] == w.ref.Address && address[n] == '#' {
		return address[n:]
	}
	return w.to(address)
}

// toIssue links to where a report names a problem.
func (w *writer) toIssue(r *report.Report, x *report.Issue) string { return w.issueLink(r, x).Href }

// problemTitle is what a report says a problem is.
func (w *writer) problemTitle(r *report.Report, x *report.Issue) Link {
	l := w.issueLink(r, x)
	l.Href = ""
	return l
}

// earlierProblems lists what was named in a year but first in one before.
func (w *writer) earlierProblems(x filed) Section {
	s := Section{ID: "earlier", Title: w.l.T("issues_page.earlier")}
	for i := range w.filed.problems[:x.from] {
		p := &w.filed.problems[i]
		times, last := w.namedAgain(p, x.year)
		if times == 0 || len(s.Lines) == listEntries {
			continue
		}
		r, issue := last.In(w.archive)
		title := w.problemTitle(r, issue)
		s.Lines = append(s.Lines, Line{Link: Link{Text: title.Text, Lang: title.Lang, Href: w.toProblem(i)},
			Meta: w.l.T("issues_page.times", "reports", w.l.T("n.reports", "n", times))})
	}
	return s
}

// stages are the stages of a sale, in their order.
var stages = [...]string{"lead", "followup", "quote", "contract", "delivery", "collection", "retention", ""}

// severities are those of problems, the worst first.
var severities = []string{"high", "medium", "low", ""}

// problemsByStage are problems by the stage of a sale that they lie in, the worst
// of each first; both as the last report that names them has it.
func (w *writer) problemsByStage(list []int) (out []Blocks) {
	of := map[string][]int{}
	for _, i := range list {
		_, x := w.lastNaming(i)
		of[x.Stage] = append(of[x.Stage], i)
	}
	for _, stage := range stages {
		in := of[stage]
		if len(in) == 0 {
			continue
		}
		slices.SortStableFunc(in, func(i, k int) int {
			_, x := w.lastNaming(i)
			_, y := w.lastNaming(k)
			return slices.Index(severities, x.Severity) - slices.Index(severities, y.Severity)
		})
		b := Blocks{ID: "stage-" + stage, Title: w.say("stage", stage)}
		switch {
		case stage == "" && len(of) == 1:
			b.ID, b.Title = "stage-none", w.l.T("issues_page.title")
		case stage == "":
			b.ID, b.Title = "stage-none", w.l.T("issues_page.no_stage")
		}
		for _, i := range in {
			b.List = append(b.List, w.problem(i))
		}
		out = append(out, b)
	}
	return out
}

// lastNaming is the last report that names a problem, with what it says.
func (w *writer) lastNaming(i int) (*report.Report, *report.Issue) {
	named := w.filed.problems[i].Named
	return named[len(named)-1].In(w.archive)
}

// mostNamings is how many namings of a problem are listed; the earliest are left
// out.
const mostNamings = 24

// problem is a problem as the last report has it, with all reports that name it.
func (w *writer) problem(i int) Block {
	p := &w.filed.problems[i]
	r, x := w.lastNaming(i)
	title := w.problemTitle(r, x)
	f := w.facts(r)
	tags := append(f.tags(w.severity(x.Severity)), w.tagLinks(f.lang, x.Tags)...)
	f.own("issue.impact", x.Impact)
	f.causes(x.Causes)
	f.own("issue.solution", x.Solution)
	f.actions("issue.actions", x.Actions)
	f.own("page.no_action", x.NoActionReason)
	b := Block{ID: w.problemFragment(i), Title: title.Text, Class: "issue " + x.Severity, Lang: f.lang, Tags: tags}
	turns := p.Turns(w.archive, w.actionOf)
	last := turns[len(turns)-1]
	if s := w.unmoved(last); s != "" {
		f.add("issues_page.unchanged", s)
	}
	if p.Key != "" {
		f.add("issues_page.key", p.Key)
	}
	b.Facts = f.list
	if p.Key != "" {
		b.Facts = append(b.Facts, w.linkedFrom(report.WikiIssue+p.Key)...)
	}
	b.Told = w.l.T("issues_page.named_in", "reports", w.l.T("n.reports", "n", len(turns)))
	for _, t := range slices.Backward(turns[max(0, len(turns)-mostNamings):]) {
		b.Lines = append(b.Lines, w.naming(t, len(turns) > 1))
	}
	return b
}

// naming is the line on a report that names a problem: where, what it says, and
// what has changed since the one before.
func (w *writer) naming(t ledger.Turn, worded bool) Line {
	r, x := t.In(w.archive)
	link := w.issueLink(r, x)
	line := Line{Link: Link{Text: w.title(Ref{Kind: Period, Unit: r.Unit, Period: r.Period}), Href: link.Href}}
	if worded {
		line.Summary, line.SumLang = link.Text, link.Lang
	}
	if t.Before >= 0 {
		key := "issues_page.same"
		switch {
		case t.Causes && t.Actions:
			key = "issues_page.changed"
		case t.Causes:
			key = "issues_page.causes_changed"
		case t.Actions:
			key = "issues_page.actions_changed"
		}
		line.Meta = w.l.T(key)
	}
	return line
}

// tagLinks are the author's tags, each leading to all that bears it.
func (w *writer) tagLinks(lang string, tags []string) (list []Link) {
	for _, t := range nonempty(tags...) {
		l := Link{Text: t, Lang: lang}
		if address, ok := w.tagAddress(w.ref.Lang, t); ok {
			l.Href = w.near(address)
		}
		list = append(list, l)
	}
	return list
}

// hole is what stands in a sentence of a catalogue where a link will.
const hole = "\x00"
