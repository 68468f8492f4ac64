package check

import (
	"cmp"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/report"
)

// month is the example of a report with the sections that its grain and level
// owe, less one, or with something instead of one.
func month(front string, sections ...string) string {
	s := "+++\n" + front + "+++\n"
	for _, x := range sections {
		s += x + "\n"
	}
	return s
}

// The sections of examples, a sentence each.
const (
	sIntro     = "## Introduction\n\nMarch 2026 had a target of 120.\n"
	sGoals     = "## Goals\n\nSales were 100, or 83.3%.\n"
	sResults   = "## Results\n\nOrders fell by 3 because of the strike.\n"
	sProcess   = "## Process\n\nWe made 40 visits.\n"
	sCustomers = "## Customers\n\nTwo customers left.\n"
	sMarket    = "## Market\n\nA rival cut prices by 5%.\n"
	sIssues    = "## Issues\n\nBased on these results, 3 deliveries were late.\n"
	sPlan      = "## Plan\n\nTherefore each visit gets a date by 10 April.\n"
)

// coverage are the rules about the sections that a report has.
func coverage() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "structure/missing-section", Code: "S101", Severity: diag.Warning}, Since: since, Meets: "R-1.1-2 R-2.1.1-3 R-1.4-4", Duty: true, report: missingSection,
			Title: w("A subject is missing", "缺少主題章節", "缺少主题章节"),
			Doc: w("A summary of a month or longer covers goals, process, customers and market, each in a section of its own; a report without any text has none. In a department or company that config.toml declares, and in a year's report, it is an error; for one person the market is only noted. A heading is known by its usual words, or by the role behind it: ## Rivals {.r-market}. [profiles] sets other sections; scenario = \"figures\" owes none.",
				"月報及更長期間的報告，須就目標、過程、客戶、市場各寫一節；沒有正文的報告一節也沒有。config.toml 宣告的部門與公司，以及年報，缺少即為錯誤；個人報告缺少市場一節只作提示。標題以慣用字詞辨認，也可在標題後註明：## 對手 {.r-market}。[profiles] 可改訂章節；scenario = \"figures\" 則一節也不欠。",
				"月报及更长期间的报告，须就目标、过程、客户、市场各写一节；没有正文的报告一节也没有。config.toml 声明的部门与公司，以及年报，缺少即为错误；个人报告缺少市场一节只作提示。标题以惯用词语辨认，也可在标题后注明：## 对手 {.r-market}。[profiles] 可改订章节；scenario = \"figures\" 则一节也不欠。"),
			Bad:  month("", sIntro, sGoals, sResults, sProcess, sCustomers, sIssues, sPlan),
			Good: month("", sIntro, sGoals, sResults, sProcess, sCustomers, sMarket, sIssues, sPlan)},
		{Rule: diag.Rule{Name: "structure/missing-component", Code: "S116", Severity: diag.Warning}, Since: since, Meets: "R-2.1.2-1 R-2.2.2-1 R-2.1.1-1", Duty: true, report: missingComponent,
			Title: w("A component is missing", "缺少組成部分", "缺少组成部分"),
			Doc: w("A report has the other sections that its length and level owe: an introduction, results, issues and a plan in a month; market and lessons, too, from a quarter on. Figures and entries stand in for them in reports of days and weeks. Where subjects are missing, too, one remark names all.",
				"報告須具備其期間與層級應有的其他章節：月報為引言、成果、問題、計劃；季報起另加市場與經驗。日報與週報可以數字和條目代替。若同時缺少主題章節，則併為一則意見。",
				"报告须具备其期间与层级应有的其他章节：月报为引言、成果、问题、计划；季报起另加市场与经验。日报与周报可以数字和条目代替。若同时缺少主题章节，则并为一则意见。"),
			Bad:  month("", sGoals, sResults, sProcess, sCustomers, sMarket, sIssues, sPlan),
			Good: month("", sIntro, sGoals, sResults, sProcess, sCustomers, sMarket, sIssues, sPlan)},
		{Rule: diag.Rule{Name: "structure/closure", Code: "S104", Severity: diag.Error}, Since: since, Meets: "R-1.3-1", Duty: true, report: closure,
			Title: w("Past, present or future is missing", "過去、現在、未來缺一", "过去、现在、未来缺一"),
			Doc: w("A summary looks back at what was reached (goals or results), says what it learnt (issues or lessons) and looks ahead (a plan). Entries of the front matter count; of a week or a day so do figures, and a plan may be one sentence.",
				"總結要回顧做到了什麼（目標或成果），說明學到了什麼（問題或經驗），並交代下一步（計劃）。檔頭的條目也算；日報、週報的數字也算回顧，計劃可以只有一句。",
				"总结要回顾做到了什么（目标或成果），说明学到了什么（问题或经验），并交代下一步（计划）。文件头的条目也算；日报、周报的数字也算回顾，计划可以只有一句。"),
			Bad:  month("", sIntro, sGoals, sResults, sProcess, sCustomers, sMarket, sIssues),
			Good: month("", sIntro, sGoals, sResults, sProcess, sCustomers, sMarket, sIssues, sPlan)},
		{Rule: diag.Rule{Name: "structure/order", Code: "S110", Severity: diag.Error}, Since: since, Meets: "R-2.1.1-1 R-2.2.2-1", Duty: true, report: disorder,
			Title: w("Parts in the wrong order", "各部分次序顛倒", "各部分次序颠倒"),
			Doc: w("The introduction comes first, then the body (goals, results, process, customers, market), then what follows from it (lessons, plan, conclusion). Within the body any order will do; issues, team, board and events may stand where they fit.",
				"先是引言，再是主體（目標、成果、過程、客戶、市場），最後是由此得出的內容（經驗、計劃、結論）。主體內部次序不限；問題、團隊、看板、事件可放在合適的地方。",
				"先是引言，再是主体（目标、成果、过程、客户、市场），最后是由此得出的内容（经验、计划、结论）。主体内部次序不限；问题、团队、看板、事件可放在合适的地方。"),
			Bad:  month("", sIntro, sGoals, sPlan, sResults),
			Good: month("", sIntro, sResults, sGoals, sPlan)},
		{Rule: diag.Rule{Name: "structure/empty-section", Code: "S113", Severity: diag.Warning}, Since: since, Meets: "R-2.1.1-4", Duty: true, report: emptySection,
			Title: w("A section without words", "有標題而無內容", "有标题而无内容"),
			Doc: w("A heading announces what nobody wrote: the parts of a report say something, a sentence at least.",
				"標題下面什麼也沒寫：報告的每一部分至少要有一句話。", "标题下面什么也没写：报告的每一部分至少要有一句话。"),
			Bad:  month("", sIntro, sGoals, sResults, "## Plan\n"),
			Good: month("", sIntro, sGoals, sResults, sPlan)},
		{Rule: diag.Rule{Name: "structure/one-block", Code: "S114", Severity: diag.Warning}, Since: since, Meets: "R-2.1.1-6", Duty: true, report: oneBlock,
			Title: w("A body without sections", "主體沒有分節", "主体没有分节"),
			Doc: w("The body of a report of a month or longer has at least two sections, so that a reader finds what he looks for.",
				"月報及更長期間的報告，主體至少分兩節，讀者才找得到要看的內容。", "月报及更长期间的报告，主体至少分两节，读者才找得到要看的内容。"),
			Bad:  ownRoles("[\"results\", \"plan\"]", sResults, sPlan),
			Good: ownRoles("[\"results\", \"plan\"]", sResults, sMarket, sPlan)},
		{Rule: diag.Rule{Name: "structure/changed", Code: "S115", Severity: diag.Note}, Since: since, Meets: "R-2.1.1-9 R-2.3.2-1", Duty: true, report: changed,
			Title: w("Other sections than last time", "章節與上期不同", "章节与上期不同"),
			Doc: w("Reports of a unit have the same sections in the same order each time, so that they can be laid side by side. More sections are welcome; template = \"…\" says that a change is meant.",
				"同一單位各期報告的章節與次序應一致，才能並排對照。可以多寫幾節；若有意改版，請以 template = \"…\" 註明。",
				"同一单位各期报告的章节与次序应一致，才能并排对照。可以多写几节；若有意改版，请以 template = \"…\" 注明。"),
			Bad:  "-- content/2026-02.md --\n" + month("", sProcess, sCustomers) + "-- content/2026-03.md --\n" + month("", sCustomers, sProcess),
			Good: "-- content/2026-02.md --\n" + month("", sProcess, sCustomers) + "-- content/2026-03.md --\n" + month("", sProcess, sCustomers, sMarket)},
	}
}

// ownRoles is a report in an archive whose monthly reports owe these sections.
func ownRoles(roles string, sections ...string) string {
	return "-- config.toml --\ntitle = \"T\"\n[profiles.monthly.company]\nroles = " + roles + "\n-- content/2026-03.md --\n" + month("", sections...)
}

// subjects are what a summary of a month or longer speaks of (R-1.1-2).
var subjects = []string{"goals", "process", "customers", "market"}

// owedSubjects are the subjects that a report owes sections of.
func (c *Case) owedSubjects() (list []string) {
	own := false
	if p := c.profile(c.Report); p != nil && p.Roles != nil {
		own = true
	}
	for _, role := range subjects {
		if slices.Contains(c.Duty.Roles, role) || !own && c.Long() {
			list = append(list, role)
		}
	}
	return list
}

func missingSection(c *Case) {
	owed, t := c.owedSubjects(), c.main()
	if t == nil {
		if c.Long() && len(c.Duty.Roles)+len(owed) > 0 {
			c.Say(c.Front, c.W(w("the report has no text", "報告沒有正文", "报告没有正文")),
				c.W(w(`write what the figures mean, in the sections %s; or scenario = "figures" if there is to be no text`, `請分節寫出數字的意義：%s；若本來就不寫正文，請填 scenario = "figures"`, `请分节写出数字的意义：%s；若本来就不写正文，请填 scenario = "figures"`),
					c.roleNames(report.InOrder(append(owed, c.Duty.Roles...)))))
		}
		return
	}
	severity := c.rule.Severity
	if c.senior() || c.annual() {
		severity = diag.Error
	}
	if !t.sectioned() {
		if all := report.InOrder(slices.Concat(owed, c.Duty.Roles)); c.Long() && len(all) > 0 {
			d := c.rule.At(t.File, int(c.top(t).Line), int(c.top(t).Column), c.W(w("the text has no sections", "正文沒有分節", "正文没有分节")), c.W(w("write %s", "請分節：%s", "请分节：%s"), c.headings(t, all)))
			d.Severity = severity
			c.found = append(c.found, d)
		}
		return
	}
	missing, market := c.missingSubjects(t)
	if len(missing) > 0 && severity == c.rule.Severity { // one remark is enough
		missing = report.InOrder(append(missing, c.missingComponents(t)...))
	}
	c.sayMissing(t, severity, missing)
	if market {
		c.sayMissing(t, diag.Note, []string{"market"})
	}
}

// missingSubjects are the subjects that a text owes and has not, and whether it is
// one person's, that lacks the market.
func (c *Case) missingSubjects(t *Text) (missing []string, market bool) {
	told := c.lacking(t)
	for _, role := range c.owedSubjects() {
		switch {
		case t.covers(role) || told.roles[role]:
		case role == "market" && c.Level == report.Individual:
			market = true
		default:
			missing = append(missing, role)
		}
	}
	return missing, market
}

// missingComponents are the other sections that a text owes and has not.
func (c *Case) missingComponents(t *Text) (missing []string) {
	told := c.lacking(t)
	for _, role := range c.Duty.Roles {
		if !slices.Contains(subjects, role) && !told.roles[role] && !t.covers(role) && (c.Long() || !c.stands(t, role)) {
			missing = append(missing, role)
		}
	}
	return missing
}

// covers reports whether a text has a section of a role. What a department made of
// the company's policy is process, too (R-1.4-4).
func (t *Text) covers(role string) bool {
	if t.has(role) {
		return true
	}
	if role == "process" {
		for i := range t.Body.Headings {
			if title := t.Body.Title(&t.Body.Headings[i]); containsAny(title, "政策執行", "政策执行", "olicy", "執行情況", "执行情况") {
				return true
			}
		}
	}
	return false
}

// sayMissing says which sections a text lacks.
func (c *Case) sayMissing(t *Text, severity diag.Severity, roles []string) {
	if len(roles) == 0 {
		return
	}
	at := c.top(t)
	message := w("the section %s is missing", "缺少「%s」一節", "缺少“%s”一节")
	if len(roles) > 1 {
		message = w("the sections %s are missing", "缺少這些章節：%s", "缺少这些章节：%s")
	}
	d := c.rule.At(t.File, int(at.Line), int(at.Column), c.W(message, c.roleNames(roles)),
		c.W(w("write %s; another heading gets its role by {.r-%s} behind it", "請寫 %s；標題若用別的字詞，在後面加 {.r-%s}", "请写 %s；标题若用别的词语，在后面加 {.r-%s}"), c.headings(t, roles), roles[0]))
	d.Severity = severity
	c.found = append(c.found, d)
}

func missingComponent(c *Case) {
	t := c.main()
	if t == nil || c.Long() && !t.sectioned() {
		return
	}
	missing := c.missingComponents(t)
	if subjects, _ := c.missingSubjects(t); len(subjects) > 0 && !c.senior() && !c.annual() {
		return // said with them
	}
	c.sayMissing(t, c.rule.Severity, missing)
}

// stands reports whether figures and entries say what a section of a role would.
func (c *Case) stands(t *Text, role string) bool {
	switch role {
	case "goals", "results":
		return c.figures() || len(c.Followups) > 0
	case "issues":
		return len(c.Issues) > 0 || c.Head.IssuesNone != ""
	case "experience":
		return len(c.Experiences) > 0
	case "plan":
		return len(c.Actions)+len(c.PlanTargets) > 0 || !c.Long() && ahead(t)
	}
	return false
}

// aheadWords speak of what comes next.
var aheadWords = finderOf(anywhere, []string{"明天", "明日", "下周", "下週", "下星期", "下月", "接下來", "接下来", "計劃", "计划", "計畫", "擬於", "拟于", "將於", "将于",
	"tomorrow", "next ", "plan", " will ", "to do"})

// ahead reports whether a text has a word about what comes next.
func ahead(t *Text) bool {
	for i := range t.Passages {
		if aheadWords.in(t.Passages[i].Folded.Text) {
			return true
		}
	}
	return false
}

// A lack is what a text has nothing of: times, and the sections that speak of them.
type lack struct {
	times []string // past, present, future
	roles map[string]bool
}

// lacking are the times that a report owes a section of and has nothing about.
func (c *Case) lacking(t *Text) lack {
	if t.lacks == nil {
		l := c.lackingIn(t)
		t.lacks = &l
	}
	return *t.lacks
}

func (c *Case) lackingIn(t *Text) (l lack) {
	for _, x := range []struct {
		time  string
		roles []string
	}{{"past", []string{"goals", "results"}}, {"present", []string{"issues", "experience"}}, {"future", []string{"plan"}}} {
		owed, there := false, false
		for _, role := range x.roles {
			owed = owed || slices.Contains(c.Duty.Roles, role)
			there = there || t.covers(role) || (role != "goals" && role != "results" || !c.Long()) && c.stands(t, role)
		}
		if owed && !there {
			l.times = append(l.times, x.time)
			if l.roles == nil {
				l.roles = map[string]bool{}
			}
			for _, role := range x.roles {
				l.roles[role] = true
			}
		}
	}
	return l
}

func closure(c *Case) {
	t := c.main()
	if t == nil || !t.sectioned() {
		return
	}
	var said, hints []string
	for _, time := range c.lacking(t).times {
		switch time {
		case "past":
			said = append(said, c.W(w("what was reached", "做到了什麼", "做到了什么")))
			hints = append(hints, c.W(w("write ## %s", "請寫 ## %s", "请写 ## %s"), c.heading(t, "results")))
		case "present":
			said = append(said, c.W(w("what went wrong or was learnt", "出了什麼問題、學到了什麼", "出了什么问题、学到了什么")))
			hints = append(hints, c.W(w(`write ## %s, or issues_none = "why there were none"`, `請寫 ## %s，或填 issues_none = "為何沒有問題"`, `请写 ## %s，或填 issues_none = "为何没有问题"`), c.heading(t, "issues")))
		case "future":
			said = append(said, c.W(w("what comes next", "下一步做什麼", "下一步做什么")))
			hints = append(hints, c.W(w("write ## %s, or [[actions]]", "請寫 ## %s，或 [[actions]]", "请写 ## %s，或 [[actions]]"), c.heading(t, "plan")))
		}
	}
	if len(said) == 0 {
		return
	}
	at := c.top(t)
	d := c.rule.At(t.File, int(at.Line), int(at.Column), c.W(w("nothing says %s", "沒有交代%s", "没有交代%s"), c.list(said)), strings.Join(hints, "\n"))
	if !c.Long() {
		d.Severity = diag.Warning
	}
	c.found = append(c.found, d)
}

// disorder finds the first section that stands in the wrong part of a text.
func disorder(c *Case) {
	for _, t := range c.Texts() {
		var before *report.Heading
		reached := anyChapter
		for _, h := range t.sections() {
			p := chapterOf(h.Role)
			if p != anyChapter && p < reached {
				hint := w("introduction, body, conclusion: move it up", "次序為引言、主體、結論：請把它往前移", "次序为引言、主体、结论：请把它往前移")
				c.sayAt(t, h.Pos, c.W(w("%q stands behind %q", "「%s」排在「%s」之後", "“%s”排在“%s”之后"), t.Body.Title(h), t.Body.Title(before)), c.W(hint))
				break
			}
			if p > reached {
				reached, before = p, h
			}
		}
	}
}

// emptySection finds headings with nothing below them: no prose, no table, no
// heading of a lower level.
func emptySection(c *Case) {
	for _, t := range c.Texts() {
		filled := make([]bool, len(t.Body.Headings))
		for i := range t.Body.Blocks {
			if u := t.Body.Blocks[i].Under; u >= 0 {
				filled[u] = true
			}
		}
		for i := range t.Body.Headings {
			h := &t.Body.Headings[i]
			below := i+1 < len(t.Body.Headings) && t.Body.Headings[i+1].Level > h.Level
			if !filled[i] && !below && !t.image(i) && !t.blank(i) {
				c.sayAt(t, h.Pos, c.W(w("nothing stands below %q", "「%s」下面沒有內容", "“%s”下面没有内容"), t.Body.Title(h)),
					c.W(w("write a sentence, or take the heading out", "請寫一句話，或刪去標題", "请写一句话，或删去标题")))
			}
		}
	}
}

// blank reports whether a comment below a heading says what is still to be written:
// that is told by structure/blank.
func (t *Text) blank(i int) bool {
	from, to := t.Body.Headings[i].Pos.Line, int32(1<<30)
	if i+1 < len(t.Body.Headings) {
		to = t.Body.Headings[i+1].Pos.Line
	}
	k, _ := slices.BinarySearchFunc(t.Body.Blanks, from+1, func(b report.Blank, line int32) int { return cmp.Compare(b.Pos.Line, line) })
	return k < len(t.Body.Blanks) && t.Body.Blanks[k].Pos.Line < to
}

// image reports whether a picture stands below a heading, which is no prose.
func (t *Text) image(i int) bool {
	from, to := t.Body.Headings[i].Stop, int32(len(t.Body.HTML))
	if i+1 < len(t.Body.Headings) {
		to = t.Body.Headings[i+1].Start
	}
	k, _ := slices.BinarySearchFunc(t.Body.Holes, from, func(h report.Hole, at int32) int { return cmp.Compare(h.At, at) })
	for _, h := range t.Body.Holes[k:] {
		if h.At >= to {
			break
		}
		if h.Kind == report.Image || h.Kind == report.Live {
			return true
		}
	}
	return false
}

// oneBlock finds texts whose body is one section, where the sections that they owe
// are there.
func oneBlock(c *Case) {
	t := c.main()
	if t == nil || !c.Long() || len(c.lacking(t).times) > 0 {
		return
	}
	for _, role := range c.owedSubjects() {
		if !t.covers(role) {
			return
		}
	}
	n := 0
	for i := range t.Body.Headings {
		if role := t.Body.Headings[i].Role; chapterOf(role) == bodyChapter || role == "issues" || role == "team" {
			n++
		}
	}
	if n == 1 {
		at := c.top(t)
		c.sayAt(t, at, c.W(w("the body of the text has one section only", "正文主體只有一節", "正文主体只有一节")),
			c.W(w("put headings ## above what belongs together", "請以 ## 標題分節", "请以 ## 标题分节")))
	}
}

// changed compares the sections of a report with those of the one before, as far
// as both have them.
func changed(c *Case) {
	t, before := c.main(), c.last()
	if t == nil || before == nil || before.Head.Template != c.Head.Template || c.Period.Grain() < period.Monthly {
		return
	}
	old := roles(before, t.Lang)
	now := t.roles()
	var gone []string
	for _, role := range old {
		if !slices.Contains(now, role) && !slices.Contains(c.Duty.Roles, role) && !slices.Contains(c.owedSubjects(), role) {
			gone = append(gone, role)
		}
	}
	at, name := c.top(t), c.Archive.Calendar.Name(before.Period)
	hint := c.W(w(`keep the sections of %s, or say template = "…" if the change is meant`, `請沿用 %s 的章節；若有意改版，填 template = "…"`, `请沿用 %s 的章节；若有意改版，填 template = "…"`), name)
	if len(gone) > 0 {
		c.sayAt(t, at, c.W(w("%s had %s, this report has not", "%s 有「%s」，本期沒有", "%s 有“%s”，本期没有"), name, c.roleNames(gone)), hint)
		return
	}
	both := func(list, other []string) []string {
		return slices.DeleteFunc(slices.Clone(list), func(r string) bool { return !slices.Contains(other, r) })
	}
	if a, b := both(old, now), both(now, old); !slices.Equal(a, b) {
		c.sayAt(t, at, c.W(w("the sections stand in another order than in %s: there %s", "章節次序與 %s 不同，該期為：%s", "章节次序与 %s 不同，该期为：%s"), name, c.roleNames(a)), hint)
	}
}

// roles are the roles of a text's sections, each where it comes first.
func (t *Text) roles() (list []string) {
	for _, h := range t.sections() {
		if h.Role != "" && !slices.Contains(list, h.Role) {
			list = append(list, h.Role)
		}
	}
	return list
}

// roles are those of the sections of a report's text in a language.
func roles(r *report.Report, lang string) []string {
	if b := r.Words(lang); b != nil {
		return (&Text{Body: b.Body()}).roles()
	}
	return nil
}
