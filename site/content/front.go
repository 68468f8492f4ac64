package content

import (
	"fmt"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/toml"
)

// schema is the newest form of front matter that this version knows.
const schema = 1

// A front is a report's front matter while it is read.
type front struct {
	*report.Report
	period, unit *node // what the file says that its path says as well
	level, lang  *node
	currencies   []spent
}

// spent is a currency that a figure was written in.
type spent struct {
	metric, code string
	pos          report.Pos
	excerpt      string
}

// frontTable is the keys of a report's front matter.
var frontTable = table[front]{
	keyOwn("schema", aWhole(1, schema), "the form of this front matter", func(b *binder, n *node, r *front) { r.Head.Schema, _ = b.whole(n, 1, schema) }),
	keyOwn("period", aPeriod, "must agree with the file's name; may be left out", func(b *binder, n *node, r *front) { r.period = n }),
	keyOwn("level", oneWord(report.Levels...), "must be the unit's; may be left out", func(b *binder, n *node, r *front) { r.level = n }),
	keyOwn("unit", aText, "must agree with the file's folder; may be left out", func(b *binder, n *node, r *front) { r.unit = n }),
	keyOwn("lang", aText, "the language that it is written in, as in zh-Hant; without: the archive's first", func(b *binder, n *node, r *front) { r.lang = n }),
	keyText("title", "its title", func(r *front) *string { return &r.Title }),
	keyText("summary", "the most important result, in one sentence", func(r *front) *string { return &r.Summary }),
	keyOwn("scenario", aText, "what kind of report it is: standard, figures, new-market, key-accounts, campaign, board, or one of config.toml", func(b *binder, n *node, r *front) { r.Scenario = b.scenario(n) }),
	keyChoice("status", statuses, "how far it is: plan has targets only, draft is not published; without: final", func(r *front) *string { return &r.Status }),
	keyOwn("author", aText, "who wrote it: an id of [people]", func(b *binder, n *node, r *front) { r.Head.Author, r.Head.PersonPos = b.text(n), b.pos(n.Value) }),
	keyText("compiled_by", "who put the figures together", func(r *front) *string { return &r.Head.CompiledBy }),
	keyText("reviewed_by", "who read it before it was final", func(r *front) *string { return &r.Head.ReviewedBy }),
	keyText("approved_by", "who released it", func(r *front) *string { return &r.Head.ApprovedBy }),
	keyOwn("submitted", aDate, "when it was handed in, where git does not know", func(b *binder, n *node, r *front) { r.Head.Submitted, r.Head.SubmitPos = b.day(n), b.pos(n.Value) }),
	keyDate("data_through", "the last day that the figures cover", func(r *front) **period.Day { return &r.Head.DataThrough }),
	keyText("template", "by what it is built, where that is not as usual", func(r *front) *string { return &r.Head.Template }),
	keyOwn("strategy_refs", listOf(aText), "ids of [strategies] that it speaks of", func(b *binder, n *node, r *front) {
		r.Head.StrategyRefs, r.Head.StrategyPos = b.texts(n), b.pos(n.Value)
	}),
	keyTexts("strengths", "what went well and will be kept up", func(r *front) *[]string { return &r.Head.Strengths }),
	keyTexts("improvements", "what is to get better", func(r *front) *[]string { return &r.Head.Improvements }),
	keyTexts("tags", "topics", func(r *front) *[]string { return &r.Head.Tags }),
	keyTexts("inputs", "the reports that it was made from", func(r *front) *[]string { return &r.Head.Inputs }),
	keyText("issues_none", "how one can tell that there was no problem", func(r *front) *string { return &r.Head.IssuesNone }),
	keyOwn("metrics", byID(statedTable.shape), "figures, by the id of their metric", (*binder).figures),
	keyOwn("plan", planTable.shape, "what is planned for the next period", func(b *binder, n *node, r *front) { planTable.bind(b, n, r) }),
	keyList("channels", channelTable, channelPos, "leads and deals by the way that customers came", func(r *front) *[]report.Channel { return &r.Channels }),
	keyOwn("churn", churnTable.shape, "customers who left", func(b *binder, n *node, r *front) {
		r.Churn = &report.Churn{Pos: b.pos(n.Key)}
		churnTable.bind(b, n, r.Churn)
	}),
	keyList("deviations", deviationTable, deviationPos, "why figures are off their targets", func(r *front) *[]report.Deviation { return &r.Deviations }),
	keyList("issues", issueTable, issuePos, "problems: what was seen, why, and what it led to", func(r *front) *[]report.Issue { return &r.Issues }),
	keyList("experiences", experienceTable, experiencePos, "cases that others can repeat, or must not", func(r *front) *[]report.Experience { return &r.Experiences }),
	keyList("actions", actionTable, actionPos, "promises: what, by whom, until when, and how one will know", func(r *front) *[]report.Action { return &r.Actions }),
	keyList("action_reviews", reviewTable, reviewPos, "what became of promises", func(r *front) *[]report.ActionReview { return &r.Reviews }),
	keyList("attributions", attributionTable, attributionPos, "to what changes are due, as the author sees it", func(r *front) *[]report.Attribution { return &r.Attributions }),
	keyList("sources", sourceTable, sourcePos, "documents that are quoted", func(r *front) *[]report.Source { return &r.References }),
	keyOwn("reconcile", listOf(reconcileTable.shape), "figures as other systems have them", func(b *binder, n *node, r *front) { r.Reconcile = b.reconciles(n) }),
	keyList("consensus", consensusTable, consensusPos, "what discussions ended with", func(r *front) *[]report.Consensus { return &r.Consensus }),
	keyList("team_contributions", contributionTable, contributionPos, "what one person did for the team", func(r *front) *[]report.TeamContribution { return &r.Contributions }),
	keyOwn("restatements", listOf(restatementTable.shape), "figures of this period that were corrected afterwards", func(b *binder, n *node, r *front) { r.Restatements = b.restatements(n) }),
	keyList("signoff", signoffTable, signoffPos, "signatures; almanac sign writes them", func(r *front) *[]report.Signoff { return &r.Signoffs }),
	keyList("errata", erratumTable, erratumPos, "slips of the pen that were mended", func(r *front) *[]report.Erratum { return &r.Errata }),
	keyList("strategies", strategyTable, strategyPos, "what strategies brought", func(r *front) *[]report.StrategyResult { return &r.Strategies }),
	keyList("tiers", tierTable, tierPos, "how each class of customers is looked after", func(r *front) *[]report.Tier { return &r.Tiers }),
	keyList("followups", followupTable, followupPos, "customers who were spoken with; of a day or week", func(r *front) *[]report.Followup { return &r.Followups }),
	keyList("feedback", feedbackTable, feedbackPos, "what customers said", func(r *front) *[]report.Feedback { return &r.Feedback }),
	keyList("events", eventTable, eventPos, "what happened", func(r *front) *[]report.Event { return &r.Events }),
	keyOwn("checks", checksTable.shape, "rules that are silent on this report", func(b *binder, n *node, r *front) { checksTable.bind(b, n, r) }),
}

var checksTable = table[front]{
	keyList("ignore", ignoreTable, ignorePos, "a rule, and why", func(r *front) *[]report.Ignore { return &r.Ignores }),
}

var planTable = table[front]{
	keyOwn("targets", byID(aNumber), "targets of the next period, by the id of their metric", func(b *binder, n *node, r *front) {
		if !b.isTable(n) {
			return
		}
		for _, c := range n.Items {
			if m := b.metric(c.Name, c.Key); m != nil && !b.blank(n, c) {
				v := b.measured(c, m)
				r.PlanTargets = append(r.PlanTargets, report.PlanTarget{Metric: m.ID, Value: v.value, Pos: b.pos(c.Key)})
			}
		}
	}),
}

// wording is what a translation's front matter may hold.
type wording struct {
	report.Translation
	lang *node
}

var wordsTable = table[wording]{
	keyText("title", "its title", func(t *wording) *string { return &t.Title }),
	keyText("summary", "the most important result, in one sentence", func(t *wording) *string { return &t.Summary }),
	keyOwn("lang", aText, "must agree with the file's name; may be left out", func(b *binder, n *node, t *wording) { t.lang = n }),
}

func (b *binder) scenario(n *node) string {
	s := b.text(n)
	if s == "" || b.cfg.hasScenario(s) {
		return s
	}
	b.bad(ruleType, n, fmt.Sprintf("there is no scenario %q", clip(s)), oneOf(s, b.cfg.scenarioIDs()))
	return s
}

// agree checks what the front matter says that the path says as well.
func (b *binder) agree(r *front, want address) {
	if n := r.period; n != nil {
		if s := b.word(n); n.Kind == toml.String && s != want.name {
			b.bad(rulePeriod, n, fmt.Sprintf("the file is the report for %s, but period says %q", want.name, clip(s)), "leave period out, or rename the file")
		}
	}
	if n := r.unit; n != nil {
		if s := b.word(n); n.Kind == toml.String && s != want.unit {
			b.bad(ruleUnit, n, fmt.Sprintf("the file is the report of %s, but unit says %q", want.unit, clip(s)), "leave unit out, or move the file")
		}
	}
	if n := r.level; n != nil {
		r.Level = b.choice(n, report.Levels...)
		if level := b.cfg.levels[want.unit]; r.Level != "" && level != "" && level != r.Level {
			b.bad(ruleLevel, n, fmt.Sprintf("%s is a %s, but level says %q", want.unit, level, r.Level), "leave level out: it follows from the unit")
		}
	}
	if n := r.lang; n != nil {
		r.Lang = b.language(n)
	}
}

// language reads the language that a report is in: any that almanac speaks,
// though the archive may have no pages in it.
func (b *binder) language(n *node) string {
	s := b.text(n)
	if n.Kind != toml.String || slices.Contains(b.cfg.catalogues, s) {
		return s
	}
	b.bad(ruleType, n, fmt.Sprintf("%q is no language that almanac speaks", clip(s)), languageHint(s, b.cfg.catalogues))
	return b.cfg.Languages[0]
}

// parseTOML reads front matter or the configuration, and says what is wrong.
func (f *file) parseTOML(s toml.Span, r *toml.Reader) *node {
	root, err := r.Parse(s.Of(f.text))
	if err == nil {
		return root
	}
	at := toml.Span{Start: s.Start + err.Span.Start, End: s.Start + err.Span.End}
	rule, message, hint := ruleTOML, err.Message, ""
	span, why, instead := unread(f.text[:s.End], at, err.Message)
	switch {
	case strings.Contains(err.Message, "deeper") || strings.Contains(err.Message, "dots"):
		rule = ruleLimit
	case err.First.End > 0:
		p := f.pos(s.Start + err.First.Start)
		rule, hint = ruleDuplicate, fmt.Sprintf("it stands first at %d:%d; keep one", p.Line, p.Column)
	case strings.Contains(err.Message, "out of range"):
		hint = "write the number in quotes"
	case strings.Contains(err.Message, "invalid datetime"):
		hint = "write a date that exists, as in 2026-03-31"
	case strings.HasPrefix(err.Message, "strings cannot contain newlines"):
		hint = `close the text with a quote; a text of several lines stands between """ and """`
	case strings.HasPrefix(err.Message, "unexpected EOF; expected '"):
		hint = "close the text that is still open: three quotes need three more"
	case why != "":
		at, message, hint = span, why, instead
	case strings.HasPrefix(err.Message, "expected '.' or ']'"):
		hint = `put names with letters other than a–z, 0–9, - and _ in quotes, as in [units."東區"], and a ] behind them`
	case strings.HasPrefix(err.Message, "expected '.' or '='"):
		hint = "put names with letters other than a–z, 0–9, - and _ in quotes, and a = behind them"
	}
	f.say(rule, at, message, hint)
	return nil
}

// dated tells whether a report of this status may hold what has happened.
func (b *binder) dated(r *front) {
	if r.Status != report.Plan {
		return
	}
	for _, s := range r.Stated {
		if s.Actual.Present() || s.Num.Present() {
			b.file.remarks = append(b.file.remarks, b.at(rulePlan, s.ActualPos,
				fmt.Sprintf("a plan holds targets only, but %s has an actual", s.Metric), `write status = "final" once the period is over`))
		}
	}
}

// at makes a remark at a position.
func (f *file) at(r diag.Rule, p report.Pos, message, hint string) diag.Diagnostic {
	d := r.At(f.path, int(p.Line), int(p.Column), message, hint)
	d.Excerpt = strings.Clone(f.line(p))
	return d
}

// effectOf keeps an effect's numbers together while its metric is not yet known.
type effectOf struct {
	*report.Effect
	before, after *node
}

var effectTable = table[effectOf]{
	keyMetric("metric", "which", func(e *effectOf) *string { return &e.Metric }),
	keyOwn("before", aNumber, "its figure before", func(b *binder, n *node, e *effectOf) { e.before = n }),
	keyOwn("after", aNumber, "its figure after", func(b *binder, n *node, e *effectOf) { e.after = n }),
}

// effect reads a metric before and after.
func (b *binder) effect(n *node, e *report.Effect) {
	o := effectOf{Effect: e}
	effectTable.bind(b, n, &o)
	m := b.cfg.metrics[e.Metric]
	value := func(n *node) num.Num {
		switch {
		case n == nil:
			return num.Num{}
		case m == nil:
			return b.plain(n, true)
		}
		return b.measured(n, m).value
	}
	e.Before, e.After = value(o.before), value(o.after)
}

func (b *binder) effects(n *node) []report.Effect {
	if n.Kind != toml.Array {
		b.wrong(n, "a list of tables", "write [{ metric = …, before = …, after = … }]")
		return nil
	}
	out := make([]report.Effect, len(n.Items))
	for i, c := range n.Items {
		b.effect(c, &out[i])
	}
	return out
}
