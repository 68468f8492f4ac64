package check

import (
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/prose"
	"almanac/site/report"
)

// plans are the rules about the section that says what is next.
func plans() []Rule {
	const head = "+++\n[[actions]]\nid = \"A-1\"\nwhat = \"Finish the plan for a simpler CRM\"\nowner = \"sales manager\"\ndue = 2026-04-15\nacceptance = \"The plan is filed\"\nfrom = [\"I1\"]\n+++\n## Plan\n\n"
	return []Rule{
		{Rule: diag.Rule{Name: "actions/thin-plan", Code: "A401", Severity: diag.Warning}, Since: since, Meets: "R-1.3-4", Langs: "en zh", Duty: true, report: thinPlan,
			Title: w("A plan without target, way or action", "計劃缺少目標、策略或措施", "计划缺少目标、策略或措施"),
			Doc: w("The plan of a month or longer has a target in figures, a sentence on how it is to be reached, and at least one action.",
				"月度及更長期間的計劃，要有數字目標、達成目標的做法，並至少有一項措施。",
				"月度及更长期间的计划，要有数字目标、达成目标的做法，并至少有一项措施。"),
			Bad:  head + "We go on.\n",
			Good: head + "The target for April is 120.\n\n- The sales manager finishes the plan for a simpler CRM by 15 April.\n"},
		{Rule: diag.Rule{Name: "actions/unlisted-plan", Code: "A402", Severity: diag.Warning}, Since: since, Meets: "R-2.1.1-7", Langs: "en zh", Duty: true, report: unlistedPlan,
			Title: w("A plan that is no action", "計劃條目沒有對應措施", "计划条目没有对应措施"),
			Doc: w("What the plan lists is in the list of actions, too, where its owner, day and acceptance are kept and later reports say what became of it. They belong together if the plan names the action's id, its owner and its day, or most of its words.",
				"計劃所列各條都應列入措施，才有負責人、期限、驗收標準與後續覆核。計劃寫出措施編號、負責人與期限，或大部分文字相同，即視為對應。",
				"计划所列各条都应列入措施，才有负责人、期限、验收标准与后续复核。计划写出措施编号、负责人与期限，或大部分文字相同，即视为对应。"),
			Bad:  head + "- By 15 April the sales manager finishes the plan for a simpler CRM.\n- We visit the trade fair in Ghent.\n",
			Good: head + "- By 15 April the sales manager finishes the plan for a simpler CRM.\n"},
		{Rule: diag.Rule{Name: "actions/slogan", Code: "A404", Severity: diag.Warning}, Since: since, Meets: "R-4.3.2-1 R-4.3.2-2", Langs: "en zh", Duty: true, report: slogan,
			Title: w("A slogan instead of a measure", "以口號代替措施", "以口号代替措施"),
			Doc: w("Words such as strengthen, improve or focus on name a wish. What is done has a verb that one can watch: pilot, train, survey, call, publish, review weekly. The key verbs of [checks] adds others.",
				"「加強」「提升」「進一步」只是願望。措施要用看得見的動作，例如：優化、簡化、調研、試點、培訓、監控、上線、訪談、建立、推送、復盤、核查。[checks] 的 verbs 可加入其他動詞。",
				"“加强”“提升”“进一步”只是愿望。措施要用看得见的动作，例如：优化、简化、调研、试点、培训、监控、上线、访谈、建立、推送、复盘、核查。[checks] 的 verbs 可加入其他动词。"),
			Bad:  "+++\nlang = \"zh-Hant\"\n+++\n## 計劃\n\n需加強客戶管理。\n",
			Good: "+++\nlang = \"zh-Hant\"\n+++\n## 計劃\n\n優化客戶跟進頻率。\n"},
	}
}

// A planned is one thing that a plan sets out to do: bytes of a passage.
type planned struct {
	text     *Text
	passage  *Passage
	from, to int
}

func (x planned) words() string { return x.passage.Words[x.from:x.to] }

// planned are the items of the lists in the plan. A plan of a report that lists no
// actions, and has no list, is taken by its sentences.
func (c *Case) planned() (list []planned) {
	for _, t := range c.Texts() {
		items := len(list)
		for i := range t.Passages {
			if p := &t.Passages[i]; p.Role == "plan" && p.Kind == report.ListItem {
				list = append(list, planned{t, p, 0, len(p.Words)})
			}
		}
		if len(list) > items || len(c.Actions) > 0 {
			continue
		}
		for i := range t.Passages {
			p := &t.Passages[i]
			for _, s := range p.Sentences {
				if p.Role == "plan" {
					list = append(list, planned{t, p, s.Start, s.Stop})
				}
			}
		}
	}
	return list
}

// unlisted is what the plan sets out to do and no action is that the report makes
// or reviews. What names a target is none. Where no actions are owed and none are listed, a plan is
// free.
func (c *Case) unlisted() []planned {
	if c.outside == nil {
		c.outside = append([]planned{}, c.unlistedNow()...)
	}
	return c.outside
}

func (c *Case) unlistedNow() []planned {
	if !c.Duty.Actions && len(c.Actions) == 0 {
		return nil
	}
	actions := c.spokenOf()
	return slices.DeleteFunc(c.planned(), func(x planned) bool {
		words, foreign := x.words(), x.text.Lang != c.Lang
		return c.aims(words) || slices.ContainsFunc(actions, func(a listed) bool { return c.matches(words, c.Period, a, foreign) || x.linksTo(a.ID) })
	})
}

// spokenOf are the actions of the report, and those of others that it reviews.
func (c *Case) spokenOf() (list []listed) {
	for i := range c.Actions {
		list = append(list, listed{&c.Actions[i], c.Actions[i].Due, nil})
	}
	for i := range c.Reviews {
		if x := c.promise(c.Reviews[i].ID); x != nil && (x.Unit != c.Unit || x.Made != c.Period) {
			s, _ := c.Ledger.Known(x, c.Period)
			list = append(list, listed{x.Action, x.FirstDue, s.Due})
		}
	}
	return list
}

// linksTo reports whether a wiki link to an id stands in the passage.
func (x planned) linksTo(id string) bool {
	return id != "" && slices.ContainsFunc(x.text.Body.Holes, func(h report.Hole) bool {
		return h.Target == report.WikiAction+id && x.passage.Start <= h.At && h.At <= x.passage.Stop
	})
}

// targetWords are what a target is called.
var targetWords = finderOf(whole, []string{"目標", "目标", "target", "targets", "goal", "goals", "aim"})

// aims reports whether words set a target in figures.
func (c *Case) aims(words string) bool {
	text := prose.Fold(words).Text
	return targetWords.in(text) && hasFigure(text, c.Archive.Calendar.Span(c.Period))
}

func unlistedPlan(c *Case) {
	for _, x := range c.unlisted() {
		s := c.spoken(x.words(), c.Period)
		var b strings.Builder
		b.WriteString(`[[actions]] id = "A-` + c.Archive.Calendar.Name(c.Period) + `-` + c.Locale.Int(len(c.Actions)+1) + `", what = "` + s.what + `"`)
		if s.owner != "" {
			b.WriteString(`, owner = "` + s.owner + `"`)
		}
		if s.due != nil {
			b.WriteString(`, due = ` + s.due.String())
		}
		c.SayIn(x.text, x.passage, x.from, x.to, c.W(w("the plan sets this out, but no action of the report is it", "計劃列有此條，但報告的措施中沒有", "计划列有此条，但报告的措施中没有")),
			c.W(w("add %s", "請加上 %s", "请加上 %s"), b.String()))
	}
}

func thinPlan(c *Case) {
	if !c.Duty.Actions {
		return
	}
	target, way, planned := len(c.PlanTargets) > 0, len(c.Head.StrategyRefs) > 0 || len(c.Strategies) > 0, false
	span := c.Archive.Calendar.Span(c.Period)
	for _, t := range c.Texts() {
		for i := range t.Passages {
			p := &t.Passages[i]
			if p.Role != "plan" {
				continue
			}
			planned = true
			for _, s := range p.Sentences {
				words := s.In(p.Words)
				target = target || hasFigure(words, span)
				way = way || c.leadsOn(t, words)
			}
		}
	}
	if !planned {
		return // that there is no plan is another rule's to say
	}
	var lacks []string
	for _, x := range [...]struct {
		has  bool
		name Words
	}{{target, w("no target in figures", "數字目標", "数字目标")}, {way, w("nothing on how it is reached", "達成做法", "达成做法")}, {len(c.Actions) > 0, w("no action", "措施", "措施")}} {
		if !x.has {
			lacks = append(lacks, c.W(x.name))
		}
	}
	if len(lacks) > 0 {
		c.Say(c.planAt(), c.W(w("the plan has %s", "計劃缺少%s", "计划缺少%s"), c.list(lacks)),
			c.W(w("write the target as [plan.targets], what is done to reach it, and each action as [[actions]]", "目標寫入 [plan.targets]，說明做法，措施逐項寫成 [[actions]]", "目标写入 [plan.targets]，说明做法，措施逐项写成 [[actions]]")))
	}
}

// leadsOn reports whether a sentence says what is done: it is long enough to, and
// no target alone.
func (c *Case) leadsOn(t *Text, words string) bool {
	return t.Length(words) >= 4 && !c.aims(words)
}

// planAt is where the plan begins.
func (c *Case) planAt() report.Pos {
	if b := c.Prose.Body(); b != nil {
		for i := range b.Headings {
			if h := &b.Headings[i]; h.Role == "plan" {
				return h.Pos
			}
		}
	}
	return c.Front
}

// The wishes of domain.md L320, and the verbs of what can be watched.
var (
	wishesZh = finderOf(whole, []string{"加強", "强化", "加强", "強化", "提升", "提高", "改善", "完善", "重視", "重视", "推進", "推进", "深化", "加大", "做好", "抓好", "狠抓", "落實", "落实", "努力", "積極", "积极", "全力", "爭取", "争取", "進一步", "进一步", "不斷", "不断", "需改進", "需改进", "有待提高"})
	wishesEn = finderOf(whole, []string{"strengthen", "enhance", "improve", "boost", "focus on", "pay more attention", "leverage", "step up", "work hard", "strive", "continue to", "do better"})
	doingZh  = finderOf(whole, []string{"優化", "优化", "簡化", "简化", "調研", "调研", "試點", "试点", "培訓", "培训", "監控", "监控", "上線", "上线", "訪談", "访谈", "建立", "推送", "復盤", "复盘", "核查", "檢視", "检视", "拜訪", "拜访", "致電", "致电", "發布", "发布", "提交", "制定", "擬定", "拟定", "整理", "盤點", "盘点"})
	doingEn  = finderOf(whole, []string{"pilot", "pilots", "train", "trains", "survey", "surveys", "interview", "interviews", "automate", "automates", "publish", "publishes", "cut", "cuts", "cap", "caps", "call", "calls", "review", "reviews",
		"visit", "visits", "file", "files", "list", "lists", "write", "writes", "agree", "agrees", "decide", "decides", "introduce", "introduces", "launch", "launches", "hire", "hires", "sign", "signs", "set", "sets", "test", "tests"})
	rolesOf = finderOf(whole, []string{"經理", "经理", "主管", "總監", "总监", "組長", "组长", "專員", "专员", "負責人", "负责人", "manager", "director", "supervisor", "team lead", "head of"})
)

// wish is the first word of a slogan in a sentence, and whether it is one: it
// names a wish, and no figure, day, owner or verb of what can be watched.
func (c *Case) wish(text string, chinese bool) (word string, at int, ok bool) {
	wishes, doing := wishesEn, doingEn
	if chinese {
		wishes, doing = wishesZh, doingZh
	}
	if verb, i := unwatchable(text); chinese && verb != "" {
		return verb, i, !c.watchable(text)
	}
	at, to := wishes.find(text)
	if at < 0 {
		return "", 0, false
	}
	return lowerASCII(text[at:to]), at, !doing.in(text) && !c.watchable(text) && !c.ownVerbs.in(text)
}

// ownVerbsOf finds the verbs of what can be watched that the configuration adds, as
// texts are read (R-4.3.2-2): each in the script in which it is written.
func ownVerbsOf(a *report.Archive) *finder {
	var list []string
	for _, x := range a.Checks.Verbs {
		list = append(list, prose.Fold(x).Text)
	}
	return finderOf(whole, list)
}

// watchable reports whether a sentence has a figure, a day or an owner.
func (c *Case) watchable(text string) bool {
	return strings.ContainsAny(text, "0123456789") || rolesOf.in(text) || c.called.people.in(text) || len(days(text, c.Archive.Calendar.Span(c.Period))) > 0
}

// Verbs that can be watched where what they are done to can: 優化客戶跟進頻率, but
// not 優化客戶跟進系統 (C-13, settled.md 4).
var (
	betterZh = []string{"優化", "优化", "簡化", "简化", "建立"}
	broadZh  = []string{"系統", "系统", "流程", "體系", "体系", "機制", "机制", "管理", "工作", "服務", "服务"}
)

// unwatchable is the verb of a sentence that makes something better which nobody can
// watch, and where it stands; "" if there is none.
func unwatchable(text string) (verb string, at int) {
	text = strings.TrimRight(text, "。；;.！! ")
	for _, x := range betterZh {
		i := strings.Index(text, x)
		if i >= 0 && slices.ContainsFunc(broadZh, func(o string) bool { return strings.HasSuffix(text, o) }) {
			return x, i
		}
	}
	return "", 0
}

func slogan(c *Case) {
	say := func(speak func(message, hint string), word string) {
		speak(c.W(w(`"%s" names a wish, not a measure`, "「%s」只是願望，不是措施", "“%s”只是愿望，不是措施"), word),
			c.W(w("write what is done, so that one can watch it: interview 20 customers, pilot for two weeks, review weekly; or by how much, who, or until when",
				"請寫看得見的動作：訪談20家客戶、試點兩週、每週核查跟進紀錄；或寫明幅度、負責人、期限", "请写看得见的动作：访谈20家客户、试点两周、每周核查跟进记录；或写明幅度、负责人、期限")))
	}
	for _, t := range c.Texts() {
		for i := range t.Passages {
			p := &t.Passages[i]
			if p.Role != "plan" {
				continue
			}
			for _, s := range p.Sentences {
				f := prose.Fold(s.In(p.Words))
				if word, at, ok := c.wish(f.Text, t.Chinese()); ok {
					from, to := s.Start+f.Offset(at), s.Start+f.Offset(at+len(word))
					say(func(message, hint string) { c.SayIn(t, p, from, to, message, hint) }, word)
				}
			}
		}
	}
	chinese := strings.HasPrefix(c.Lang, "zh")
	for i := range c.Actions {
		if word, _, ok := c.wish(prose.Fold(c.Actions[i].What).Text, chinese); ok {
			say(func(message, hint string) { c.Say(c.Actions[i].Pos, message, hint) }, word)
		}
	}
}
