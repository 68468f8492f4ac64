package content

import (
	"fmt"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/num"
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
	{"schema", func(b *binder, n *node, r *front) { r.Head.Schema, _ = b.whole(n, 1, schema) }},
	{"period", func(b *binder, n *node, r *front) { r.period = n }},
	{"level", func(b *binder, n *node, r *front) { r.level = n }},
	{"unit", func(b *binder, n *node, r *front) { r.unit = n }},
	{"lang", func(b *binder, n *node, r *front) { r.lang = n }},
	{"title", func(b *binder, n *node, r *front) { r.Title = b.text(n) }},
	{"summary", func(b *binder, n *node, r *front) { r.Summary = b.text(n) }},
	{"scenario", func(b *binder, n *node, r *front) { r.Scenario = b.scenario(n) }},
	{"status", func(b *binder, n *node, r *front) {
		r.Status = b.choice(n, statuses...)
	}},
	{"author", func(b *binder, n *node, r *front) { r.Head.Author, r.Head.PersonPos = b.text(n), b.pos(n.Value) }},
	{"compiled_by", func(b *binder, n *node, r *front) { r.Head.CompiledBy = b.text(n) }},
	{"reviewed_by", func(b *binder, n *node, r *front) { r.Head.ReviewedBy = b.text(n) }},
	{"approved_by", func(b *binder, n *node, r *front) { r.Head.ApprovedBy = b.text(n) }},
	{"submitted", func(b *binder, n *node, r *front) { r.Head.Submitted, r.Head.SubmitPos = b.day(n), b.pos(n.Value) }},
	{"data_through", func(b *binder, n *node, r *front) { r.Head.DataThrough = b.day(n) }},
	{"template", func(b *binder, n *node, r *front) { r.Head.Template = b.text(n) }},
	{"strategy_refs", func(b *binder, n *node, r *front) {
		r.Head.StrategyRefs, r.Head.StrategyPos = b.texts(n), b.pos(n.Value)
	}},
	{"strengths", func(b *binder, n *node, r *front) { r.Head.Strengths = b.texts(n) }},
	{"improvements", func(b *binder, n *node, r *front) { r.Head.Improvements = b.texts(n) }},
	{"tags", func(b *binder, n *node, r *front) { r.Head.Tags = b.texts(n) }},
	{"inputs", func(b *binder, n *node, r *front) { r.Head.Inputs = b.texts(n) }},
	{"issues_none", func(b *binder, n *node, r *front) { r.Head.IssuesNone = b.text(n) }},
	{"metrics", (*binder).figures},
	{"plan", func(b *binder, n *node, r *front) { planTable.bind(b, n, r) }},
	{"channels", func(b *binder, n *node, r *front) { r.Channels = channelTable.list(b, n, channelPos) }},
	{"churn", func(b *binder, n *node, r *front) {
		r.Churn = &report.Churn{Pos: b.pos(n.Key)}
		churnTable.bind(b, n, r.Churn)
	}},
	{"deviations", func(b *binder, n *node, r *front) { r.Deviations = deviationTable.list(b, n, deviationPos) }},
	{"issues", func(b *binder, n *node, r *front) { r.Issues = issueTable.list(b, n, issuePos) }},
	{"experiences", func(b *binder, n *node, r *front) { r.Experiences = experienceTable.list(b, n, experiencePos) }},
	{"actions", func(b *binder, n *node, r *front) { r.Actions = actionTable.list(b, n, actionPos) }},
	{"action_reviews", func(b *binder, n *node, r *front) { r.Reviews = reviewTable.list(b, n, reviewPos) }},
	{"attributions", func(b *binder, n *node, r *front) { r.Attributions = attributionTable.list(b, n, attributionPos) }},
	{"sources", func(b *binder, n *node, r *front) { r.References = sourceTable.list(b, n, sourcePos) }},
	{"reconcile", func(b *binder, n *node, r *front) { r.Reconcile = b.reconciles(n) }},
	{"consensus", func(b *binder, n *node, r *front) { r.Consensus = consensusTable.list(b, n, consensusPos) }},
	{"team_contributions", func(b *binder, n *node, r *front) { r.Contributions = contributionTable.list(b, n, contributionPos) }},
	{"restatements", func(b *binder, n *node, r *front) { r.Restatements = b.restatements(n) }},
	{"signoff", func(b *binder, n *node, r *front) { r.Signoffs = signoffTable.list(b, n, signoffPos) }},
	{"errata", func(b *binder, n *node, r *front) { r.Errata = erratumTable.list(b, n, erratumPos) }},
	{"strategies", func(b *binder, n *node, r *front) { r.Strategies = strategyTable.list(b, n, strategyPos) }},
	{"tiers", func(b *binder, n *node, r *front) { r.Tiers = tierTable.list(b, n, tierPos) }},
	{"followups", func(b *binder, n *node, r *front) { r.Followups = followupTable.list(b, n, followupPos) }},
	{"feedback", func(b *binder, n *node, r *front) { r.Feedback = feedbackTable.list(b, n, feedbackPos) }},
	{"events", func(b *binder, n *node, r *front) { r.Events = eventTable.list(b, n, eventPos) }},
	{"checks", func(b *binder, n *node, r *front) { checksTable.bind(b, n, r) }},
}

var checksTable = table[front]{
	{"ignore", func(b *binder, n *node, r *front) { r.Ignores = ignoreTable.list(b, n, ignorePos) }},
}

var planTable = table[front]{
	{"targets", func(b *binder, n *node, r *front) {
		if !b.isTable(n) {
			return
		}
		for _, c := range n.Items {
			if m := b.metric(c.Name, c.Key); m != nil {
				v := b.measured(c, m)
				r.PlanTargets = append(r.PlanTargets, report.PlanTarget{Metric: m.ID, Value: v.value, Pos: b.pos(c.Key)})
			}
		}
	}},
}

// wording is what a translation's front matter may hold.
type wording struct {
	report.Translation
	lang *node
}

var wordsTable = table[wording]{
	{"title", func(b *binder, n *node, t *wording) { t.Title = b.text(n) }},
	{"summary", func(b *binder, n *node, t *wording) { t.Summary = b.text(n) }},
	{"lang", func(b *binder, n *node, t *wording) { t.lang = n }},
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
	rule, hint := ruleTOML, ""
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
	case strings.HasPrefix(err.Message, "expected '.' or ']'"):
		hint = `put names with letters other than a–z, 0–9, - and _ in quotes, as in [units."東區"], and a ] behind them`
	case strings.HasPrefix(err.Message, "expected '.' or '='"):
		hint = "put names with letters other than a–z, 0–9, - and _ in quotes, and a = behind them"
	}
	f.say(rule, at, err.Message, hint)
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
	{"metric", func(b *binder, n *node, e *effectOf) { e.Metric = b.metricID(n) }},
	{"before", func(b *binder, n *node, e *effectOf) { e.before = n }},
	{"after", func(b *binder, n *node, e *effectOf) { e.after = n }},
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
