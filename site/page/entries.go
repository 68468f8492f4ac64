package page

import (
	"strings"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// entries are the tables of a report that are not figures, as blocks; of each kind
// as many as a page has room for, and where the others are.
func (w *writer) entries(r *report.Report) []Blocks {
	l := w.l
	lang := w.foreign(r.Lang)
	var out []Blocks
	add := func(id, key string, list []Block, more ...Link) {
		if len(list) > 0 {
			for i := range list {
				list[i].Lang = lang
			}
			out = append(out, Blocks{ID: id, Title: l.T(key), List: list, More: more})
		}
	}
	add("deviations", "deviation.title", w.deviations(r), w.inFile(r, over(r.Deviations))...)
	add("issues", "issue.title", w.issues(r), w.onPages(over(r.Issues), Issues)...)
	add("actions", "action.title", w.actions(r), w.moreActions(r)...)
	add("reviews", "review.title", w.reviews(r), w.moreReviews(r)...)
	add("practices", "experience.title", w.experiences(r), w.onPages(over(r.Experiences), Practices)...)
	add("sources", "report.sources", w.quoted(r))
	add("strategies", "report.strategies", w.strategies(r), w.inFile(r, over(r.Strategies)+over(r.Tiers))...)
	add("channels", "report.channels", w.channels(r), w.inFile(r, over(r.Channels))...)
	add("feedback", "page.feedback", w.feedback(r), w.inFile(r, over(r.Feedback))...)
	add("followups", "page.followups", w.followups(r), w.inFile(r, over(r.Followups))...)
	add("restatements", "restatement.title", w.restated(r), w.onPages(over(r.Restatements), Restatements)...)
	add("attributions", "report.attributions", w.attributions(r), w.inFile(r, over(r.Attributions))...)
	add("reconcile", "report.reconcile", w.reconcile(r))
	add("consensus", "report.consensus", w.consensus(r), w.inFile(r, over(r.Consensus))...)
	add("team", "report.team", w.team(r), w.inFile(r, over(r.Contributions))...)
	if list := w.plan(r); list != nil { // metrics and amounts, no words of the author's
		out = append(out, Blocks{ID: "plan", Title: l.T("report.plan_targets"), List: list})
	}
	add("events", "report.events", w.events(r), w.inFile(r, over(r.Events))...)
	add("errata", "page.errata", w.errata(r), w.inFile(r, over(r.Errata))...)
	add("strengths", "report.strengths", list(first(r.Head.Strengths)), w.inFile(r, over(r.Head.Strengths))...)
	add("improvements", "report.improvements", list(first(r.Head.Improvements)), w.inFile(r, over(r.Head.Improvements))...)
	return out
}

// A facts collects the labelled values of a block.
type facts struct {
	w    *writer
	r    *report.Report // nil: of none
	lang string         // of the author's words, where it is not the page's
	list []Fact
}

// facts begins a list of facts of a report.
func (w *writer) facts(r *report.Report) facts {
	return facts{w: w, r: r, lang: w.foreign(r.Lang), list: w.desk.facts.room(8)}
}

// source is what a document of the report is called that an entry names by its id;
// the name itself where it is no id.
func (f *facts) source(id string) string {
	for i := range f.r.References {
		if x := &f.r.References[i]; x.ID == id && id != "" {
			return sourceTitle(x)
		}
	}
	return id
}

// own adds the author's words.
func (f *facts) own(key string, values ...string) {
	values = nonempty(values...)
	list := f.w.desk.anchors.room(len(values))
	for _, s := range values {
		list = append(list, Link{Text: s, Lang: f.lang})
	}
	f.links(key, list)
}

// links adds values that are more than words.
func (f *facts) links(key string, list []Link) {
	if len(list) > 0 {
		f.list = append(f.list, Fact{Label: f.w.l.T(key), Values: list})
	}
}

// tags are words of almanac's own and, behind them, the author's.
func (f *facts) tags(word string, own ...string) []Link {
	own = nonempty(own...)
	list := f.w.desk.anchors.room(1 + len(own))
	if strings.TrimSpace(word) != "" {
		list = append(list, Link{Text: word})
	}
	for _, s := range own {
		list = append(list, Link{Text: s, Lang: f.lang})
	}
	return list
}

func (f *facts) add(key string, values ...string) {
	values = nonempty(values...)
	if len(values) == 0 {
		return
	}
	f.list = append(f.list, f.w.fact(key, values))
}

// fact is a fact of words.
func (w *writer) fact(key string, words []string) Fact {
	list := w.desk.anchors.room(len(words))
	for _, s := range words {
		list = append(list, Link{Text: s})
	}
	return Fact{Label: w.l.T(key), Values: list}
}

// actions links to where actions were promised.
func (f *facts) actions(key string, ids []string) {
	if len(ids) == 0 {
		return
	}
	x := Fact{Label: f.w.l.T(key)}
	for _, id := range ids {
		l := Link{Text: id}
		if a, ok := f.w.promise(id); ok {
			l.Href = f.w.toPeriod(a.at.unit, a.at.p)
			if l.Href != "" {
				l.Href += "#" + f.w.actionAt(a.at, a.Action)
			}
		}
		x.Values = append(x.Values, l)
	}
	f.list = append(f.list, x)
}

// problems links to the problems of the same report that ids name.
func (f *facts) problems(key string, r *report.Report, ids []string) {
	var list []Link
	for _, id := range nonempty(ids...) {
		x := Link{Text: id}
		for i := range r.Issues {
			if q := &r.Issues[i]; q.ID == id {
				x.Href = "#" + entryAt("issue", id, i < reportEntries, "issues")
				if q.Phenomenon != "" {
					x.Text, x.Lang = q.Phenomenon, f.lang
				}
			}
		}
		list = append(list, x)
	}
	f.links(key, list)
}

func (f *facts) day(key string, d *period.Day) {
	if d != nil {
		f.add(key, f.w.l.Date(*d))
	}
}

func (f *facts) number(key string, n num.Num) {
	if n.Present() {
		f.add(key, f.w.exactly(n))
	}
}

// exactly prints a number with its own decimals.
func (w *writer) exactly(n num.Num) string { return w.l.T("page.number", "x", n) }

// amount prints a number of a metric that a report names.
func (w *writer) amount(n num.Num, metric string) string {
	m := w.cube.Metric(metric)
	switch {
	case !n.Present():
		return ""
	case m == nil:
		return w.exactly(n)
	}
	return w.sayFigure(n, m, w.format(m, n))
}

// list is a block of words alone.
func list(words []string) []Block {
	if len(words) == 0 {
		return nil
	}
	return []Block{{Items: words, Class: "words"}}
}

// causes adds the author's judgement, one line each.
func (f *facts) causes(list []report.Cause) {
	l, w := f.w.l, f.w
	out := w.desk.anchors.room(len(list))
	for _, c := range list {
		primary := ""
		if c.Primary {
			primary = l.T("issue.primary")
		}
		x := Link{Text: joined(l.T("page.dash"), c.Text, c.Evidence, f.source(c.Source)), Lang: f.lang}
		if tags := joined(l.T("page.comma"), w.say("side", c.Side), w.say("factor", c.Factor), w.say("depth", c.Depth), primary); tags != "" {
			x.Note = l.T("page.parentheses", "x", tags)
		}
		out = append(out, x)
	}
	f.links("issue.causes", out)
}

func (w *writer) deviations(r *report.Report) (out []Block) {
	for _, d := range first(r.Deviations) {
		f := w.facts(r)
		f.causes(d.Causes)
		f.own("deviation.improve", d.Improve)
		f.own("issue.solution", d.Solution)
		f.add("issue.stage", w.say("stage", d.Stage))
		f.own("page.one_sided", d.OneSidedReason)
		f.own("page.no_action", d.NoActionReason)
		out = append(out, Block{Title: w.nameOf(d.Metric), Named: true, Tags: f.tags(w.say("deviation_side", d.Direction)), Facts: f.list})
	}
	return out
}

func (w *writer) issues(r *report.Report) []Block {
	list := first(r.Issues)
	out := w.desk.blocks.room(len(list))
	for _, x := range list {
		f := w.facts(r)
		f.own("issue.impact", x.Impact)
		f.causes(x.Causes)
		f.own("issue.when", x.When)
		f.own("issue.where", x.Where)
		f.own("issue.who", x.Who)
		f.own("issue.how", x.How)
		f.own("issue.evidence", x.Evidence...)
		f.own("issue.solution", x.Solution)
		f.own("issue.improve", x.Improve)
		f.add("issue.stage", w.say("stage", x.Stage))
		f.actions("issue.actions", x.Actions)
		f.own("page.one_sided", x.OneSidedReason)
		f.own("page.no_action", x.NoActionReason)
		f.history(x.Key)
		title := x.Phenomenon
		if title == "" {
			title = joined(" ", x.ID, x.Key)
		}
		out = append(out, Block{ID: entryID("issue", x.ID), Title: title, Class: "issue " + x.Severity,
			Tags: append(f.tags(w.severity(x.Severity)), w.tagLinks(f.lang, x.Tags)...), Facts: f.list})
	}
	if len(out) == 0 && r.Head.IssuesNone != "" {
		return []Block{{Title: w.l.T("issue.none"), Named: true, Text: r.Head.IssuesNone}}
	}
	return out
}

// history leads to all reports that name the problem of a key.
func (f *facts) history(key string) {
	w := f.w
	address, ok := w.IssueAddress(w.ref.Lang, key)
	if key == "" || !ok {
		return
	}
	n := len(w.filed.problems[w.filed.keyed[key].problem].Named)
	f.links("issues_page.history", []Link{{Text: w.l.T("issues_page.named_in", "reports", w.l.T("n.reports", "n", n)), Href: w.near(address)}})
}

func (w *writer) severity(s string) string {
	if s == "" {
		return ""
	}
	return w.l.T("issue.severity") + w.l.T("page.colon") + w.say("severity", s)
}

func (w *writer) actions(r *report.Report) []Block {
	list := first(r.Actions)
	out := w.desk.blocks.room(len(list))
	for _, a := range list {
		f := w.facts(r)
		f.add("action.owner", w.person(a.Owner))
		f.day("action.due", a.Due)
		f.links("action.acceptance", append(f.tags("", a.Acceptance), f.tags(w.acceptance(&a))...))
		f.problems("action.from", r, a.From)
		f.add("action.repeat", w.say("every", a.Repeat))
		f.own("action.kpi", a.KPI)
		f.links("actions_page.followed", w.followed(r.Unit, a.ID))
		out = append(out, Block{ID: entryID("action", a.ID), Title: a.What, Class: "action", Tags: f.tags(a.ID), Facts: f.list})
	}
	return out
}

// acceptance is the measured condition under which an action is done.
func (w *writer) acceptance(a *report.Action) string {
	if a.AcceptMetric == "" {
		return ""
	}
	return joined(" ", w.nameOf(a.AcceptMetric), a.AcceptOp, w.amount(a.AcceptValue, a.AcceptMetric))
}

func (w *writer) reviews(r *report.Report) (out []Block) {
	seen := map[string]bool{}
	for _, x := range first(r.Reviews) {
		id := entryID("review", x.ID)
		if seen[id] { // said twice
			id = ""
		}
		seen[id] = true
		f := w.facts(r)
		f.own("review.result", x.Result)
		f.day("review.date", x.Date)
		f.own("review.reason", x.Reason)
		f.day("review.new_due", x.NewDue)
		f.add("review.reviewer", w.person(x.Reviewer))
		title := x.ID
		if a, ok := w.promise(x.ID); ok {
			title = a.What
			f.add("action.owner", w.person(a.Owner))
			f.actions("action.what", []string{x.ID})
			f.links("actions_page.followed", w.followed(a.at.unit, x.ID))
		}
		out = append(out, Block{ID: id, Title: title, Class: "review " + x.Status,
			Tags: f.tags(w.say("action_state", x.Status)), Facts: f.list})
	}
	return out
}

func (w *writer) experiences(r *report.Report) (out []Block) {
	for i := range first(r.Experiences) {
		x := &r.Experiences[i]
		f := w.facts(r)
		f.own("experience.scenario", x.Scenario)
		f.add("experience.effect", w.effectOf(x.Effect))
		f.reuse(r, i)
		if address, ok := w.practiceAddress(w.ref.Lang, r, i); ok {
			f.links("practices_page.all_of", []Link{{Text: w.l.T("practices_page.title"), Href: w.near(address)}})
		}
		out = append(out, Block{Title: x.Title, Class: "practice", Tags: append(f.tags(w.say("experience", x.Outcome)), w.tagLinks(f.lang, x.Tags)...),
			Facts: f.list, Items: x.Steps})
	}
	return out
}

func (w *writer) effectText(e report.Effect) string {
	return w.l.T("experience.effect_text", "metric", w.nameOf(e.Metric), "before", w.amount(e.Before, e.Metric), "after", w.amount(e.After, e.Metric))
}

func (w *writer) effects(list []report.Effect) (out []string) {
	for _, e := range list {
		out = append(out, w.effectText(e))
	}
	return out
}

func (w *writer) strategies(r *report.Report) (out []Block) {
	for _, s := range first(r.Strategies) {
		f := w.facts(r)
		f.day("page.start", s.Start)
		f.day("page.end", s.End)
		f.add("experience.effect", w.effects(s.Metrics)...)
		f.number("page.participants", s.Participants)
		f.own("page.shortfalls", s.Shortfalls...)
		f.own("page.short_term", s.ShortTerm)
		f.own("page.long_term", s.LongTerm)
		name := s.Name
		if name == "" {
			if name = w.text(w.archive.Strategy[s.ID]); name == "" {
				name = s.ID
			}
		}
		out = append(out, Block{Title: name, Facts: f.list})
	}
	for _, t := range first(r.Tiers) {
		f := w.facts(r)
		f.number("page.customers", t.Customers)
		f.add("experience.effect", w.effects(t.Metrics)...)
		name := w.text(w.archive.Tiers[t.Tier])
		if name == "" {
			name = t.Tier
		}
		out = append(out, Block{Title: name, Text: t.Plan, Items: t.Actions, Facts: f.list})
	}
	return out
}

func (w *writer) channels(r *report.Report) (out []Block) {
	for _, c := range first(r.Channels) {
		f := w.facts(r)
		f.number("metric_name.leads", c.Leads)
		f.number("metric_name.deals", c.Deals)
		f.number("page.cost", c.Cost)
		f.number("metric_name.revenue", c.Sales)
		out = append(out, Block{Title: c.Name, Facts: f.list})
	}
	if c := r.Churn; c != nil {
		f := w.facts(r)
		f.number("metric_name.lost_customers", c.Lost)
		f.number("metric_name.customers_start", c.Base)
		f.number("page.won_back", c.WonBack)
		var why []string
		for _, x := range c.Reasons {
			why = append(why, joined(w.l.T("page.colon"), x.Text, w.count(x.Count)))
		}
		f.own("review.reason", why...)
		out = append(out, Block{Title: w.l.T("metric_name.lost_customers"), Named: true, Items: c.Measures, Facts: f.list})
	}
	return out
}

func (w *writer) count(n num.Num) string {
	if !n.Present() {
		return ""
	}
	return w.exactly(n)
}
