package check

import (
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/report"
)

// The entries of examples.
const (
	eIssue      = "[[issues]]\nid = \"I1\"\nphenomenon = \"3 deliveries were late\"\n"
	eExperience = "[[experiences]]\ntitle = \"Calls before the date\"\noutcome = \"success\"\n"
	eRevenue    = "[metrics.revenue]\nactual = 100\n"
)

// contents are the rules about what a report brings along.
func contents() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "structure/three-kinds", Code: "S102", Severity: diag.Warning}, Since: since, Meets: "R-1.1-3", Duty: true, report: threeKinds,
			Title: w("Figures, a case, a reflection", "數據、案例、反思", "数据、案例、反思"),
			Doc: w("A report of a month or longer has figures, a case that others can learn from ([[experiences]] or a section of lessons), and a reflection ([[issues]], a section of issues, or issues_none with the reason). Case and reflection are asked for once the sections are there.",
				"月報及更長期間的報告，要有數據、可供借鑑的案例（[[experiences]] 或經驗一節）與反思（[[issues]]、問題一節，或以 issues_none 說明理由）。案例與反思待章節齊備後才問。",
				"月报及更长期间的报告，要有数据、可供借鉴的案例（[[experiences]] 或经验一节）与反思（[[issues]]、问题一节，或以 issues_none 说明理由）。案例与反思待章节齐备后才问。"),
			Bad:  month(eRevenue, sIntro, sGoals, sResults, sProcess, sCustomers, sMarket, sIssues, sPlan),
			Good: month(eRevenue+eExperience, sIntro, sGoals, sResults, sProcess, sCustomers, sMarket, sIssues, sPlan)},
		{Rule: diag.Rule{Name: "structure/success-and-failure", Code: "S103", Severity: diag.Note}, Since: since, Meets: "R-1.2-4", Duty: true, report: bothOutcomes,
			Title: w("Success and failure", "成功與失敗", "成功与失败"),
			Doc: w("Who writes down cases writes down both: what worked, as an experience of outcome success, and what did not, as one of outcome failure or as an issue.",
				"記錄經驗時，成敗都要記：成功的寫 outcome = \"success\"，失敗的寫 outcome = \"failure\"，或列為問題。",
				"记录经验时，成败都要记：成功的写 outcome = \"success\"，失败的写 outcome = \"failure\"，或列为问题。"),
			Bad:  month(eRevenue+eExperience, sIntro, sGoals, sResults, sPlan),
			Good: month(eRevenue+eExperience+eIssue, sIntro, sGoals, sResults, sPlan)},
		{Rule: diag.Rule{Name: "structure/strengths", Code: "S105", Severity: diag.Note}, Since: since, Meets: "R-1.3-3", Duty: true, report: strengths,
			Title: w("Strengths and improvements", "優勢與待改進", "优势与待改进"),
			Doc: w("A report of a month or longer names at least one strength and one thing to improve, so that they can be followed over the year. It is asked of reports that have entries in the front matter.",
				"月報及更長期間的報告，至少寫一項優勢（strengths）與一項待改進（improvements），全年才看得出變化。只問檔頭中已有條目的報告。",
				"月报及更长期间的报告，至少写一项优势（strengths）与一项待改进（improvements），全年才看得出变化。只问文件头中已有条目的报告。"),
			Bad:  month("strengths = [\"fairs\"]\n", sResults),
			Good: month("strengths = [\"fairs\"]\nimprovements = [\"delivery\"]\n", sResults)},
		{Rule: diag.Rule{Name: "structure/strategy-refs", Code: "S106", Severity: diag.Error}, Since: since, Meets: "R-1.3-5", Duty: true, report: strategyRefs,
			Title: w("Which strategy it serves", "對應的策略", "对应的策略"),
			Doc: w("strategy_refs names strategies of config.toml; another name is an error. Where the archive has strategies a year's report refers to one, and a department's or company's of a month or quarter should.",
				"strategy_refs 須為 config.toml 中的策略，其他名稱為錯誤。檔案定有策略時，年報必須對應其中一項，部門與公司的月報、季報宜寫明。",
				"strategy_refs 须为 config.toml 中的策略，其他名称为错误。档案定有策略时，年报必须对应其中一项，部门与公司的月报、季报宜写明。"),
			Bad:  strategies("[\"share-west\"]"),
			Good: strategies("[\"share-east\"]")},
		{Rule: diag.Rule{Name: "structure/own-view", Code: "S107", Severity: diag.Warning}, Since: since, Meets: "R-1.4-4 R-5.3.1-2", Duty: true, report: ownView,
			Title: w("Nothing of its own", "缺少本單位的內容", "缺少本单位的内容"),
			Doc: w("A department's report names at least one of its regions or teams, and says something that holds for it alone: a rival, an event, a customer, a place, be it in a section on the market or events or by one of the local_terms of config.toml.",
				"部門的報告至少提到所轄的一個區域或團隊，並寫出只屬於本部門的內容：對手、事件、客戶或地點；可寫在市場或事件一節，或用上 config.toml 的 local_terms。",
				"部门的报告至少提到所辖的一个区域或团队，并写出只属于本部门的内容：对手、事件、客户或地点；可写在市场或事件一节，或用上 config.toml 的 local_terms。"),
			Bad:  department("Sales were 100."),
			Good: department("Sales were 100, of which Harbour sold 60.")},
		{Rule: diag.Rule{Name: "structure/team-contribution", Code: "S108", Severity: diag.Warning}, Since: since, Meets: "R-5.5.1-1", Duty: true, report: teamContribution,
			Title: w("What was done for the team", "對團隊的貢獻", "对团队的贡献"),
			Doc: w("One person's report of a month or longer says what was done for the team, as [[team_contributions]]; its page shows the team's attainment beside.",
				"個人的月報及更長期間的報告，要以 [[team_contributions]] 寫明為團隊做了什麼；頁面會並列團隊的達成率。",
				"个人的月报及更长期间的报告，要以 [[team_contributions]] 写明为团队做了什么；页面会并列团队的达成率。"),
			Bad:  oneTo(""),
			Good: oneTo("[[team_contributions]]\nwhat = \"Helped to win new customers\"\ncount = 3\n")},
		{Rule: diag.Rule{Name: "structure/team-work", Severity: diag.Note}, Since: since, Meets: "R-1.4-3", Duty: true, report: teamWork,
			Title: w("How the team works together", "團隊效率與協作", "团队效率与协作"),
			Doc: w("A team's report of a month or longer says in its sections on process or team how efficiently it works, and how its members work together.",
				"團隊的月報及更長期間的報告，要在過程或團隊一節談到效率與協作。", "团队的月报及更长期间的报告，要在过程或团队一节谈到效率与协作。"),
			Bad:  teamSays("We made 40 visits."),
			Good: teamSays("We made 40 visits; handing over quotes took 2 days, less than before.")},
		{Rule: diag.Rule{Name: "structure/no-factor", Code: "S117", Severity: diag.Note}, Since: since, Meets: "R-2.1.2-3", Duty: true, report: noFactor,
			Title: w("Results without a reason", "成果沒有說明因素", "成果没有说明因素"),
			Doc: w("The results say at least once what they are due to: in a sentence with because, due to and the like, or as a [[deviations]] or [[attributions]] entry.",
				"成果部分至少一次說明原因：句中有因為、由於、帶動等字眼，或以 [[deviations]]、[[attributions]] 列出。",
				"成果部分至少一次说明原因：句中有因为、由于、带动等字眼，或以 [[deviations]]、[[attributions]] 列出。"),
			Bad:  month("", "## Results\n\nOrders fell by 3.\n"),
			Good: month("", "## Results\n\nOrders fell by 3, since two fairs were put off.\n")},
	}
}

// strategies is a report of a strategy in an archive that knows one.
func strategies(refs string) string {
	return "-- config.toml --\ntitle = \"T\"\n[strategies.share-east]\nname = \"A larger share in the east\"\n-- content/2026-03.md --\n" + month("strategy_refs = "+refs+"\n", sResults)
}

// department is the report of a department with two teams.
func department(words string) string {
	return "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.east]\nname = \"East\"\nlevel = \"department\"\n[units.harbour]\nname = \"Harbour\"\nparent = \"east\"\n[units.hill]\nname = \"Hill\"\nparent = \"east\"\n" +
		"-- content/east/2026-03.md --\n" + month("", "## Results\n\n"+words+"\n", sMarket)
}

// oneTo is the report of one person.
func oneTo(entries string) string {
	return "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.li-ming]\nlevel = \"individual\"\n-- content/li-ming/2026-03.md --\n" + month(entries, sResults)
}

// teamSays is a team's report of how it works.
func teamSays(words string) string {
	return "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.east]\nlevel = \"team\"\n-- content/east/2026-03.md --\n" + month("", "## Process\n\n"+words+"\n")
}

func threeKinds(c *Case) {
	t := c.main()
	if t == nil || !c.Long() || !t.sectioned() {
		return
	}
	told := c.lacking(t).roles
	say := func(message Words, hint string) { c.sayAt(t, c.top(t), c.W(message), hint) }
	if !c.figures() {
		say(w("the report has no figures", "報告沒有數據", "报告没有数据"),
			c.W(w("write [metrics.revenue] with actual and target in the front matter of the report", "請在報告的檔頭寫 [metrics.revenue]，含 actual 與 target", "请在报告的文件头写 [metrics.revenue]，含 actual 与 target")))
	}
	subjects, _ := c.missingSubjects(t)
	if len(subjects)+len(c.missingComponents(t)) > 0 {
		return // first the sections
	}
	if len(c.Experiences) == 0 && !t.has("experience") && !told["experience"] && !slices.Contains(c.Duty.Roles, "experience") {
		say(w("the report has no case that others can learn from", "報告沒有可供借鑑的案例", "报告没有可供借鉴的案例"),
			c.W(w("write [[experiences]] with title, scenario, steps and outcome, or ## %s", "請寫 [[experiences]]（title、scenario、steps、outcome），或 ## %s 一節", "请写 [[experiences]]（title、scenario、steps、outcome），或 ## %s 一节"), c.heading(t, "experience")))
	}
	if !c.stands(t, "issues") && !t.has("issues") && !told["issues"] && !slices.Contains(c.Duty.Roles, "issues") {
		say(w("the report reflects on nothing", "報告沒有反思", "报告没有反思"),
			c.W(w(`write [[issues]] with phenomenon, causes and impact, or issues_none = "why there were none"`, `請寫 [[issues]]（phenomenon、causes、impact），或填 issues_none = "為何沒有問題"`, `请写 [[issues]]（phenomenon、causes、impact），或填 issues_none = "为何没有问题"`)))
	}
}

func bothOutcomes(c *Case) {
	if !c.Long() || len(c.Experiences) == 0 {
		return
	}
	success, failure, known := false, len(c.Issues) > 0 || c.Head.IssuesNone != "", true
	for i := range c.Experiences {
		switch c.Experiences[i].Outcome {
		case "success":
			success = true
		case "failure":
			failure = true
		default:
			known = false
		}
	}
	switch at := c.Experiences[0].Pos; {
	case !known:
	case !success:
		c.Say(at, c.W(w("the cases tell of failure only", "案例只記了失敗", "案例只记了失败")), c.W(w(`add one of outcome = "success"`, `請補一則 outcome = "success"`, `请补一则 outcome = "success"`)))
	case !failure:
		c.Say(at, c.W(w("the cases tell of success only, and there is no issue", "案例只記了成功，也沒有列問題", "案例只记了成功，也没有列问题")),
			c.W(w(`add what did not work: one of outcome = "failure", or [[issues]]`, `請補上不順的一面：outcome = "failure" 的案例，或 [[issues]]`, `请补上不顺的一面：outcome = "failure" 的案例，或 [[issues]]`)))
	}
}

func strengths(c *Case) {
	if !c.Long() || !c.structured() {
		return
	}
	var missing []string
	if len(c.Head.Strengths) == 0 {
		missing = append(missing, "strengths")
	}
	if len(c.Head.Improvements) == 0 {
		missing = append(missing, "improvements")
	}
	if len(missing) > 0 {
		c.Say(c.Front, c.W(w("the report has no %s", "報告沒有寫 %s", "报告没有写 %s"), c.list(missing)),
			c.W(w(`add %s = ["in a few words"]`, `請加 %s = ["用幾個字寫明"]`, `请加 %s = ["用几个字写明"]`), missing[0]))
	}
}

func strategyRefs(c *Case) {
	known := c.Archive.Strategy
	for _, id := range c.Head.StrategyRefs {
		if _, ok := known[id]; ok {
			continue
		}
		var names []string
		for name := range known {
			names = append(names, name)
		}
		slices.Sort(names)
		hint := diag.DidYouMean(id, names)
		if len(names) == 0 {
			hint = c.W(w("declare it in config.toml: [strategies.%s] with a name", "請在 config.toml 宣告 [strategies.%s] 並填 name", "请在 config.toml 声明 [strategies.%s] 并填 name"), id)
		}
		c.Say(c.Head.StrategyPos, c.W(w("there is no strategy %q in config.toml", "config.toml 沒有策略 %q", "config.toml 没有策略 %q"), id), hint)
	}
	senior := c.Level == report.Department || c.Level == report.Company
	if len(known) == 0 || len(c.Head.StrategyRefs) > 0 || !c.Long() || c.main() == nil || !senior && !c.annual() {
		return
	}
	severity := diag.Note
	if c.annual() {
		severity = diag.Error
	}
	c.SayAs(severity, c.Front, c.W(w("it is not said which strategy the report serves", "沒有寫明對應哪一項策略", "没有写明对应哪一项策略")),
		c.W(w(`add strategy_refs = ["…"] with an id of [strategies] in config.toml`, `請加 strategy_refs = ["…"]，填 config.toml [strategies] 的 id`, `请加 strategy_refs = ["…"]，填 config.toml [strategies] 的 id`)))
}

// ownView looks for what only this department could have written.
func ownView(c *Case) {
	t, u := c.main(), c.Archive.Unit(c.Unit)
	if t == nil || u == nil || !c.Long() || c.Level != report.Department || !t.sectioned() {
		return
	}
	children := c.Cube.Children(c.Unit, c.Archive.Calendar.Span(c.Period))
	if len(children) < 2 && len(u.LocalTerms) == 0 {
		return
	}
	words := strings.ToLower(t.whole())
	names := func(unit *report.Unit) bool {
		for _, name := range append([]string{unit.ID}, unit.LocalTerms...) {
			if strings.Contains(words, strings.ToLower(name)) {
				return true
			}
		}
		for _, name := range unit.Name {
			if strings.Contains(words, strings.ToLower(name)) {
				return true
			}
		}
		return false
	}
	if len(children) > 1 && !slices.ContainsFunc(children, func(id string) bool { return names(c.Archive.Unit(id)) }) {
		c.sayAt(t, c.top(t), c.W(w("the text names none of its %d units", "正文沒有提到所轄 %d 個單位中的任何一個", "正文没有提到所辖 %d 个单位中的任何一个"), len(children)),
			c.W(w("say how at least one of them did", "至少寫出其中一個的表現", "至少写出其中一个的表现")))
		return
	}
	local := slices.ContainsFunc(u.LocalTerms, func(s string) bool { return strings.Contains(words, strings.ToLower(s)) })
	if len(u.LocalTerms) > 0 && !local && len(c.Events) == 0 && !t.has("market") && !t.has("events") {
		c.sayAt(t, c.top(t), c.W(w("nothing in the text could not stand in another unit's report", "正文沒有只屬於本單位的內容", "正文没有只属于本单位的内容")),
			c.W(w("name a rival, an event, a customer or a place", "請寫出一個對手、事件、客戶或地點", "请写出一个对手、事件、客户或地点")))
	}
}

func teamContribution(c *Case) {
	if c.Level == report.Individual && c.Long() && len(c.Contributions) == 0 && c.main() != nil {
		c.Say(c.Front, c.W(w("it is not said what was done for the team", "沒有寫明為團隊做了什麼", "没有写明为团队做了什么")),
			c.W(w("add [[team_contributions]] with what and count", "請加 [[team_contributions]]，填 what 與 count", "请加 [[team_contributions]]，填 what 与 count")))
	}
}

// teamWords speak of how efficiently a team works, or how it works together.
var teamWords = finderOf(anywhere, []string{"效率", "耗時", "耗时", "時長", "时长", "協作", "协作", "配合", "協同", "协同", "分工", "合作", "支援", "交接", "互相",
	"efficien", "cooperat", "co-operat", "collaborat", "together", "handed over", "handing over", "hand-over", "handover", "support", "shared", "joint", "in less time", "faster"})

func teamWork(c *Case) {
	t := c.main()
	if t == nil || c.Level != report.Team || !c.Long() {
		return
	}
	list := append(t.section("process"), t.section("team")...)
	if len(list) == 0 {
		return // that they are missing is another rule's business
	}
	if !teamWords.in(wordsOf(list)) {
		c.sayAt(t, list[0].Pos, c.W(w("nothing is said of how efficiently the team works, or how it works together", "沒有談到團隊的效率或協作", "没有谈到团队的效率或协作")),
			c.W(w("say how long something takes, or who helped whom", "請寫出某件事耗時多久，或誰協助了誰", "请写出某件事耗时多久，或谁协助了谁")))
	}
}

// becauseZh and becauseEn are words by which a sentence gives a reason.
var (
	becauseZh = finderOf(anywhere, []string{"因為", "因为", "由於", "由于", "因此", "因而", "導致", "导致", "帶動", "带动", "得益於", "得益于", "受益於", "受益于", "源於", "源于", "歸因", "归因", "原因", "拉動", "拉动", "推動", "推动",
		"拖累", "影響", "影响", "使得", "促使", "主因", "增強", "增强", "提振", "促進", "促进", "刺激", "支撐", "支撑", "帶來", "带来", "貢獻", "贡献", "歸功", "归功", "取決於", "取决于", "來自", "来自", "所致", "造成", "所以", "之故", "基數", "基数", "季節", "季节", "靠的是", "出於", "出于"})
	becauseEn = finderOf(anywhere, []string{"because", "due to", "owing to", "thanks to", "since ", "as a result", "result of", "driven by", "led to", "caused", "cause ", "reason", "hence", "therefore", "thus", "stems from", "came from", "comes from",
		"arose", "attribut", "on account of", "in view of", "explain", "behind th", "so that", "made in", "brought", "account for", "accounts for", "accounted for", "helped", "low base", "small base", "season"})
)

// because reports whether words give a reason. A single 因 does where a clause
// begins with it.
func because(words string) bool {
	if becauseZh.in(words) || becauseEn.in(words) {
		return true
	}
	for i, r := range words {
		if r == '因' && (i == 0 || strings.HasSuffix(words[:i], "，") || strings.HasSuffix(words[:i], "。") || strings.HasSuffix(words[:i], "、") || strings.HasSuffix(words[:i], "主") || strings.HasSuffix(words[:i], "\n")) {
			return true
		}
	}
	return false
}

func noFactor(c *Case) {
	if !c.Long() || len(c.Deviations)+len(c.Attributions) > 0 {
		return
	}
	t := c.main()
	if t == nil {
		return
	}
	list := t.section("results")
	if len(list) > 0 && !because(wordsOf(list)) {
		c.sayAt(t, list[0].Pos, c.W(w("the results give no reason", "成果沒有說明因素", "成果没有说明因素")),
			c.W(w("say what one of the figures is due to, and how you know", "請說明其中一個數字因何而來、依據是什麼", "请说明其中一个数字因何而来、依据是什么")))
	}
}
