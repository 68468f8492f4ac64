package content

import (
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
	b.bad(ruleType, n, spoken("there is no scenario %q", "沒有「%s」這種情境", "没有“%s”这种情景", clip(s)), oneOf(s, b.cfg.scenarioIDs()))
	return s
}

// agree checks what the front matter says that the path says as well.
func (b *binder) agree(r *front, want address) {
	if n := r.period; n != nil {
		if s := b.word(n); n.Kind == toml.String && s != want.name {
			b.bad(rulePeriod, n, spoken("the file is the report for %s, but period says %q", "檔案是 %s 的報告，period 寫的卻是「%s」", "文件是 %s 的报告，period 写的却是“%s”", want.name, clip(s)), spoken("leave period out, or rename the file", "請刪去 period，或重新命名檔案", "请删去 period，或重命名文件"))
		}
	}
	if n := r.unit; n != nil {
		if s := b.word(n); n.Kind == toml.String && s != want.unit {
			b.bad(ruleUnit, n, spoken("the file is the report of %s, but unit says %q", "檔案是 %s 的報告，unit 寫的卻是「%s」", "文件是 %s 的报告，unit 写的却是“%s”", want.unit, clip(s)), spoken("leave unit out, or move the file", "請刪去 unit，或移動檔案", "请删去 unit，或移动文件"))
		}
	}
	if n := r.level; n != nil {
		r.Level = b.choice(n, report.Levels...)
		if level := b.cfg.levels[want.unit]; r.Level != "" && level != "" && level != r.Level {
			b.bad(ruleLevel, n, spoken("%s is a %s, but level says %q", "%s 的層級是 %s，level 寫的卻是「%s」", "%s 的层级是 %s，level 写的却是“%s”", want.unit, level, r.Level), spoken("leave level out: it follows from the unit", "請刪去 level：層級由單位決定", "请删去 level：层级由单位决定"))
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
	b.bad(ruleType, n, spoken("%q is no language that almanac speaks", "almanac 沒有「%s」這種語言", "almanac 没有“%s”这种语言", clip(s)), languageHint(s, b.cfg.catalogues))
	return b.cfg.Languages[0]
}

// parseTOML reads front matter or the configuration, and says what is wrong.
func (f *file) parseTOML(s toml.Span, r *toml.Reader) *node {
	root, err := r.Parse(s.Of(f.text))
	if err == nil {
		return root
	}
	at := toml.Span{Start: s.Start + err.Span.Start, End: s.Start + err.Span.End}
	rule, message, hint := ruleTOML, grammar(clip200(err.Message)), none
	span, why, instead := unread(f.text[:s.End], at, err.Message)
	switch {
	case strings.Contains(err.Message, "deeper") || strings.Contains(err.Message, "dots"):
		rule = ruleLimit
	case err.First.End > 0:
		p := f.pos(s.Start + err.First.Start)
		rule, hint = ruleDuplicate, spoken("it stands first at %d:%d; keep one", "第一次出現在 %d:%d；請保留一處", "第一次出现在 %d:%d；请保留一处", p.Line, p.Column)
	case strings.Contains(err.Message, "out of range"):
		literal := at.Of(f.text)
		message = spoken("%s is out of the range of numbers without quotes", "%s 超出不加引號的數字範圍", "%s 超出不加引号的数字范围", clip(literal))
		hint = inQuotes(literal, spoken("write the number in quotes", "請把數字加上引號", "请把数字加上引号"))
	case strings.Contains(err.Message, "invalid datetime"):
		hint = spoken("write a date that exists, as in 2026-03-31", "請寫實際存在的日期，例如 2026-03-31", "请写实际存在的日期，例如 2026-03-31")
	case strings.HasPrefix(err.Message, "strings cannot contain newlines"):
		hint = spoken(`close the text with a quote; a text of several lines stands between """ and """`, `文字結尾請補上引號；跨行的文字請放在 """ 與 """ 之間`, `文字结尾请补上引号；跨行的文字请放在 """ 与 """ 之间`)
	case strings.HasPrefix(err.Message, "unexpected EOF; expected '"):
		hint = spoken("close the text that is still open: three quotes need three more", "文字尚未結束：開頭三個引號，結尾也要三個", "文字尚未结束：开头三个引号，结尾也要三个")
	case why != none:
		at, message, hint = span, why, instead
	case strings.HasPrefix(err.Message, "expected '.' or ']'"):
		hint = spoken(`put names with letters other than a–z, 0–9, - and _ in quotes, as in [units."東區"], and a ] behind them`, `名稱若含 a–z、0–9、-、_ 以外的字元，請加上引號，例如 [units."東區"]，其後接 ]`, `名称若含 a–z、0–9、-、_ 以外的字符，请加上引号，例如 [units."东区"]，其后接 ]`)
	case strings.HasPrefix(err.Message, "expected '.' or '='"):
		hint = spoken("put names with letters other than a–z, 0–9, - and _ in quotes, and a = behind them", "名稱若含 a–z、0–9、-、_ 以外的字元，請加上引號，其後接 =", "名称若含 a–z、0–9、-、_ 以外的字符，请加上引号，其后接 =")
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
		if s.Actual.Present() || s.Terms().Num.Present() {
			b.file.remarks = append(b.file.remarks, b.at(rulePlan, s.ActualPos,
				spoken("a plan holds targets only, but %s has an actual", "計劃只含目標，%s 卻有實績", "计划只含目标，%s 却有实际值", s.Metric), spoken(`write status = "final" once the period is over`, `期間結束後請寫 status = "final"`, `期间结束后请写 status = "final"`)))
		}
	}
}

// at makes a remark at a position.
func (f *file) at(r diag.Rule, p report.Pos, message, hint diag.Words) diag.Diagnostic {
	d := r.Said(f.path, int(p.Line), int(p.Column), message, hint)
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
		b.wrong(n, spoken("a list of tables", "表格的清單", "表格的列表"), spoken("write [{ metric = …, before = …, after = … }]", "請寫成 [{ metric = …, before = …, after = … }]", "请写成 [{ metric = …, before = …, after = … }]"))
		return nil
	}
	out := make([]report.Effect, len(n.Items))
	for i, c := range n.Items {
		b.effect(c, &out[i])
	}
	return out
}
