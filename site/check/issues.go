package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/prose"
	"almanac/site/report"
)

// issueExample is a report with one problem, of which keys are replaced or, with
// an empty value, left out.
func issueExample(changes ...string) string {
	lines := []string{`id = "I1"`, `key = "late"`, `phenomenon = "Deliveries were 3 days late"`, `impact = "Three customers took back their orders"`, `severity = "high"`,
		`when = "the first half of March"`, `where = "the eastern warehouse"`, `who = "production planning"`, `how = "Sales was not told that dates collided"`,
		`actions = ["A-1"]`}
	causes := "[[issues.causes]]\nside = \"internal\"\nfactor = \"process\"\ndepth = \"root\"\ntext = \"Two lines are planned by two sheets\"\nevidence = \"9 of 14 orders collided\"\n" +
		"[[issues.causes]]\nside = \"external\"\nfactor = \"market\"\ntext = \"Orders came before the holidays\"\nevidence = \"40% of them in one week\"\n"
	for i := 0; i+1 < len(changes); i += 2 {
		switch key, to := changes[i], changes[i+1]; key {
		case "causes":
			causes = to
		default:
			for k, l := range lines {
				if strings.HasPrefix(l, key+" ") {
					lines[k] = to
				}
			}
		}
	}
	return "+++\n[[issues]]\n" + strings.Join(lines, "\n") + "\n" + causes + issueAction + "+++\n"
}

const issueAction = "[[actions]]\nid = \"A-1\"\nwhat = \"Plan both lines in one sheet\"\nowner = \"planning\"\ndue = 2026-04-20\nacceptance = \"one sheet\"\nfrom = [\"I1\"]\n"

// oneCause is the causes of an issue of which there is one, of a side.
func oneCause(side string) string {
	return "[[issues.causes]]\nside = \"" + side + "\"\ndepth = \"root\"\ntext = \"Two lines are planned by two sheets\"\nevidence = \"9 of 14 orders\"\n"
}

// problems are the rules about what a report names as a problem, and why
// (domain.md §7.6). Days owe none of it; a week's are notes.
func problemRules() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "issues/one-sided", Code: "I501", Severity: diag.Warning}, Since: since, Duty: true, Meets: "R-4.2.2-1 R-6.1.2-1", report: oneSided,
			Title: w("Causes on one side only", "只從一方面找原因", "只从一方面找原因"),
			Doc: w("The causes of a problem or a deviation lie inside and outside: an author who names one side only has looked at one side only, unless one_sided_reason says why there is no other.",
				"問題與偏離的原因，內部、外部都要找。只寫一方面，往往是只看了一方面；若確實如此，請以 one_sided_reason 說明。",
				"问题与偏离的原因，内部、外部都要找。只写一方面，往往是只看了一方面；若确实如此，请以 one_sided_reason 说明。"),
			Bad: issueExample("causes", oneCause("internal")), Good: issueExample()},
		{Rule: diag.Rule{Name: "issues/incomplete", Code: "I502", Severity: diag.Warning}, Since: since, Duty: true, Meets: "R-2.1.2-5 R-4.2.1-1 R-5.2.1-1", report: incompleteIssue,
			Title: w("A problem without its parts", "問題缺少現象、原因或影響", "问题缺少现象、原因或影响"),
			Doc: w("A problem is told as what was seen, why, down to a root cause, and what came of it; each of the three says something else. A problem of high severity that lacks one is an error. One that is told in prose alone is structured by three items, Phenomenon:, Cause: and Impact:, or by these words in brackets.",
				"問題要寫清現象、原因（至少一個根本原因）與影響，三者不可雷同。嚴重程度為高而缺一者為錯誤。只用文字敘述時，可分列「現象：」「原因：」「影響：」三條，或在句中以（現象）（原因）（影響）標明。",
				"问题要写清现象、原因（至少一个根本原因）与影响，三者不可雷同。严重程度为高而缺一者为错误。只用文字叙述时，可分列“现象：”“原因：”“影响：”三条，或在句中以（现象）（原因）（影响）标明。"),
			Bad: issueExample("impact", ""), Good: issueExample()},
		{Rule: diag.Rule{Name: "issues/unquantified", Code: "I503", Severity: diag.Warning}, Since: since, Duty: true, Meets: "R-3.4.1-1 R-3.4.2-1", report: unquantified,
			Title: w("A problem without a number", "問題沒有數字", "问题没有数字"),
			Doc: w("Somewhere in what was seen, why and what came of it stands a number with its unit: how many days, orders, customers, percent.",
				"現象、原因或影響之中，至少有一處用數字說明：幾天、幾單、幾個客戶、百分之幾。", "现象、原因或影响之中，至少有一处用数字说明：几天、几单、几个客户、百分之几。"),
			Bad: "+++\n[[issues]]\nphenomenon = \"內部流程效率低\"\n+++\n", Good: "+++\n[[issues]]\nphenomenon = \"日均客戶跟進量減少15%\"\n+++\n"},
		{Rule: diag.Rule{Name: "issues/no-improvement", Code: "I504", Severity: diag.Warning}, Since: since, Duty: true, Meets: "R-3.1.2-2", report: noImprovement,
			Title: w("A deviation without a way to improve", "偏離目標而沒有改進方向", "偏离目标而没有改进方向"),
			Doc: w("Whoever explains why a figure is off says in which direction it is to be improved: improve, solution, or no_action_reason.",
				"說明了偏離的原因，也要寫出初步的改進方向：improve、solution，或以 no_action_reason 說明為何不採取措施。",
				"说明了偏离的原因，也要写出初步的改进方向：improve、solution，或以 no_action_reason 说明为何不采取措施。"),
			Bad: deviationExample(""), Good: deviationExample("improve = \"ask for the next order\"\n")},
		{Rule: diag.Rule{Name: "issues/chain", Code: "I505", Severity: diag.Warning}, Since: since, Meets: "R-2.1.2-6", report: brokenChain,
			Title: w("A chain that is broken", "問題與措施對不上", "问题与措施对不上"),
			Doc: w("A problem names actions by their ids, and an action names by from the problem, the practice or the customers that it comes from: names that lead nowhere break the chain from figure to promise.",
				"問題以 actions 指明措施的編號，措施以 from 指明它源自哪個問題、案例或客戶；指向不存在的名稱，從數據到承諾的鏈條便斷了。",
				"问题以 actions 指明措施的编号，措施以 from 指明它源自哪个问题、案例或客户；指向不存在的名称，从数据到承诺的链条便断了。"),
			Bad: issueExample("actions", `actions = ["A-2"]`), Good: issueExample()},
		{Rule: diag.Rule{Name: "issues/no-evidence", Code: "I506", Severity: diag.Warning}, Since: since, Duty: true, Meets: "R-3.1.2-3", report: noEvidence,
			Title: w("A cause without evidence", "原因沒有依據", "原因没有依据"),
			Doc: w("A cause rests on a number, a case or a source; one that may be so, as its author says, does all the more.",
				"原因要有依據：數字、實例或資料來源；用「可能」一類的詞時更是如此。", "原因要有依据：数字、实例或资料来源；用“可能”一类的词时更是如此。"),
			Bad:  issueExample("causes", "[[issues.causes]]\nside = \"external\"\ndepth = \"root\"\ntext = \"可能市場不好\"\n"),
			Good: issueExample("causes", "[[issues.causes]]\nside = \"external\"\ndepth = \"root\"\ntext = \"因競品推出同類低價產品\"\nevidence = \"低兩成\"\n")},
		{Rule: diag.Rule{Name: "issues/no-connective", Code: "I508", Severity: diag.Note}, Since: since, Duty: true, Meets: "R-4.2.2-2", report: unconnected,
			Title: w("Factors that stand side by side", "因素並列而未見因果", "因素并列而未见因果"),
			Doc: w("Where causes are told in prose alone, a word says how factors hang together: because, led to, while.",
				"原因只用文字敘述時，應以「因」「由於」「導致」「同時」等詞說明各因素的關係。", "原因只用文字叙述时，应以“因”“由于”“导致”“同时”等词说明各因素的关系。"),
			Bad:  "+++\nlang = \"en\"\n+++\n## Issues\n\nDeliveries were 3 days late. Planning has two sheets.\n",
			Good: "+++\nlang = \"en\"\n+++\n## Issues\n\nDeliveries were 3 days late because planning has two sheets.\n"},
		{Rule: diag.Rule{Name: "issues/five-w", Code: "I520", Severity: diag.Note}, Since: since, Duty: true, Meets: "R-6.1.2-2", report: fiveW,
			Title: w("When, where, who, how", "時間、地點、對象、過程", "时间、地点、对象、过程"),
			Doc: w("Of a problem one wants to know when, where, who, what, why, how, and what came of it. What lacks of it is noted; of one of high severity it is a warning.",
				"問題要交代時間、地點、對象、現象、原因、過程與影響。缺少者予以提示；嚴重程度為高者為警告。", "问题要交代时间、地点、对象、现象、原因、过程与影响。缺少者予以提示；严重程度为高者为警告。"),
			Bad: issueExample("when", "", "how", ""), Good: issueExample()},
		{Rule: diag.Rule{Name: "issues/names", Severity: diag.Warning}, Since: since, Meets: "R-6.1.2-2", report: blames,
			Title: w("A problem that names a person", "問題點名到個人", "问题点名到个人"),
			Doc: w("who says which role or unit a problem touches, and not which person: a record that blames is not kept honestly for long.",
				"who 寫角色或單位，不寫個人姓名：追究個人的記錄難以長久保持真實。", "who 写角色或单位，不写个人姓名：追究个人的记录难以长久保持真实。"),
			Bad:  "-- config.toml --\ntitle = \"T\"\n[people.\"li.ming\"]\nname = \"Li Ming\"\n-- content/2026-03.md --\n" + issueExample("who", `who = "Li Ming"`),
			Good: "-- config.toml --\ntitle = \"T\"\n[people.\"li.ming\"]\nname = \"Li Ming\"\n-- content/2026-03.md --\n" + issueExample()},
	}
}

func deviationExample(more string) string {
	return "+++\n[metrics.revenue]\nactual = 80\ntarget = 100\n[[deviations]]\nmetric = \"revenue\"\n" + more +
		"[[deviations.causes]]\nside = \"external\"\nfactor = \"market\"\ntext = \"two orders were put off\"\n[[deviations.causes]]\nside = \"internal\"\nfactor = \"people\"\ntext = \"1 post is open\"\n+++\n"
}

// sayDue makes a remark on what a report owes by its grain: as severe as the
// given from months on, a note of a week, none of a day (domain.md §1.8).
func (c *Case) sayDue(s diag.Severity, at report.Pos, message, hint string) {
	switch g := c.Period.Grain(); {
	case g >= period.Monthly:
		c.SayAs(s, at, message, hint)
	case g == period.Weekly:
		c.SayAs(diag.Note, at, message, hint)
	}
}

// oneSided finds problems and deviations whose causes all lie on one side.
func oneSided(c *Case) {
	find := func(causes []report.Cause, reason string, at report.Pos) {
		inside, outside := false, false
		for _, x := range causes {
			inside, outside = inside || x.Side == "internal", outside || x.Side == "external"
		}
		if len(causes) == 0 || inside && outside || reason != "" {
			return
		}
		message, hint := w("the causes are internal only", "原因只有內部的", "原因只有内部的"), w(`name an external one, or write one_sided_reason = "why there is none"`, `補上外部原因，或寫 one_sided_reason = "理由"`, `补上外部原因，或写 one_sided_reason = "理由"`)
		switch {
		case outside:
			message, hint = w("the causes are external only", "原因只有外部的", "原因只有外部的"), w(`name an internal one, or write one_sided_reason = "why there is none"`, `補上內部原因，或寫 one_sided_reason = "理由"`, `补上内部原因，或写 one_sided_reason = "理由"`)
		case !inside:
			message, hint = w("the causes do not say whether they are internal or external", "原因沒有註明內部或外部", "原因没有注明内部或外部"), w(`add side = "internal" and side = "external"`, `加上 side = "internal" 與 side = "external"`, `加上 side = "internal" 与 side = "external"`)
		}
		c.sayDue(c.rule.Severity, at, c.W(message), c.W(hint))
	}
	for i := range c.Issues {
		find(c.Issues[i].Causes, c.Issues[i].OneSidedReason, c.Issues[i].Pos)
	}
	for i := range c.Deviations {
		find(c.Deviations[i].Causes, c.Deviations[i].OneSidedReason, c.Deviations[i].Pos)
	}
	c.oneSidedProse()
}

// incompleteIssue finds problems that lack one of their parts, and parts that
// say the same.
func incompleteIssue(c *Case) {
	for i := range c.Issues {
		x := &c.Issues[i]
		severity := c.rule.Severity
		if x.Severity == "high" {
			severity = diag.Error
		}
		var missing []string
		if strings.TrimSpace(x.Phenomenon) == "" {
			missing = append(missing, "phenomenon")
		}
		if !slices.ContainsFunc(x.Causes, func(y report.Cause) bool { return strings.TrimSpace(y.Text) != "" }) {
			missing = append(missing, "causes")
		}
		if strings.TrimSpace(x.Impact) == "" {
			missing = append(missing, "impact")
		}
		switch {
		case len(missing) > 0:
			c.sayDue(severity, x.Pos, c.W(w("the problem has no %s", "問題缺少 %s", "问题缺少 %s"), c.list(missing)),
				c.W(w("say what was seen (phenomenon), why ([[issues.causes]]) and what came of it (impact)", "請寫現象（phenomenon）、原因（[[issues.causes]]）與影響（impact）", "请写现象（phenomenon）、原因（[[issues.causes]]）与影响（impact）")))
		case !slices.ContainsFunc(x.Causes, func(y report.Cause) bool { return y.Depth == "root" }):
			c.sayDue(c.rule.Severity, x.Pos, c.W(w("none of the causes is called the root of it", "沒有一個原因標為根本原因", "没有一个原因标为根本原因")),
				c.W(w(`ask why until it can be changed, and write depth = "root" there`, `追問到可以改變之處，標上 depth = "root"`, `追问到可以改变之处，标上 depth = "root"`)))
		default:
			c.alikeParts(x, severity)
		}
	}
	c.unstructuredProse()
}

// samePart is from where on two parts of a problem say the same (domain.md §7.6).
const samePart = 0.8

// alikeParts finds parts of a problem that say the same.
func (c *Case) alikeParts(x *report.Issue, severity diag.Severity) {
	type part struct{ name, text string }
	parts := []part{{"phenomenon", x.Phenomenon}, {"impact", x.Impact}}
	for _, y := range x.Causes {
		parts = append(parts, part{"causes", y.Text})
	}
	for i, p := range parts {
		for _, q := range parts[i+1:] {
			if p.name != q.name && prose.Likeness(2, p.text, q.text) >= samePart {
				c.sayDue(severity, x.Pos, c.W(w("%s and %s of the problem say the same", "問題的 %s 與 %s 雷同", "问题的 %s 与 %s 雷同"), p.name, q.name),
					c.W(w("say in one what was seen, in the other why or what came of it", "一處寫現象，另一處寫原因或影響", "一处写现象，另一处写原因或影响")))
				return
			}
		}
	}
}

// unquantified finds problems in which nothing is counted.
func unquantified(c *Case) {
	for i := range c.Issues {
		x := &c.Issues[i]
		texts := append([]string{x.Phenomenon, x.Impact}, x.Evidence...)
		for _, y := range x.Causes {
			texts = append(texts, y.Text, y.Evidence)
		}
		if !slices.ContainsFunc(texts, tellsNumber) {
			c.sayDue(c.rule.Severity, x.Pos, c.W(w("the problem has no number", "問題沒有數字", "问题没有数字")),
				c.W(w("say how many: days, orders, customers, percent", "寫出多少：天數、訂單、客戶、百分比", "写出多少：天数、订单、客户、百分比")))
		}
	}
	c.uncountedProse()
}

// numbersEn are numbers written out in English.
var numbersEn = finderOf(joined, []string{"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty", "forty", "fifty", "hundred", "thousand",
	"dozen", "half", "third", "quarter of", "twice", "double", "doubled"})

// counters stand behind what is counted in Chinese.
var counters = []string{"個", "个", "名", "家", "天", "日", "次", "筆", "笔", "成", "倍", "週", "周", "月", "年", "季", "份", "台", "件", "小時", "小时", "分鐘", "分钟", "元", "億", "亿", "點", "点", "項", "项",
	"位", "人", "起", "單", "单", "張", "张", "條", "条", "組", "组", "輛", "辆", "批", "場", "场"}

// tellsNumber reports whether a text has a number: digits, a Chinese one before
// what it counts, or an English one.
func tellsNumber(s string) bool {
	previous := rune(0)
	for i, r := range s {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			return true
		}
		if r >= utf8.RuneSelf && isNumeral(previous) && slices.ContainsFunc(counters, func(word string) bool { return strings.HasPrefix(s[i:], word) }) {
			return true
		}
		previous = r
	}
	return numbersEn.in(s)
}

// isNumeral reports whether a character is of a number in Chinese, or says that there
// is one.
func isNumeral(r rune) bool {
	switch r {
	case '一', '二', '兩', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '萬', '万', '半', '數', '数':
		return true
	}
	return false
}

func noImprovement(c *Case) {
	for i := range c.Deviations {
		d := &c.Deviations[i]
		if strings.TrimSpace(d.Improve+d.Solution+d.NoActionReason) == "" {
			c.sayDue(c.rule.Severity, d.Pos, c.W(w("it is not said how %s is to be improved", "沒有寫 %s 的改進方向", "没有写 %s 的改进方向"), d.Metric),
				c.W(w(`write improve = "…", with the id of an action if there is one`, `寫 improve = "…"，已有措施的可寫編號`, `写 improve = "…"，已有措施的可写编号`)))
		}
	}
}

// brokenChain finds actions that a problem names and nobody makes, and what an
// action is said to come from and is not there.
func brokenChain(c *Case) {
	for i := range c.Issues {
		for _, id := range c.Issues[i].Actions {
			if c.promise(id) == nil && !slices.ContainsFunc(c.Actions, func(a report.Action) bool { return a.ID == id }) {
				c.Say(c.Issues[i].Pos, c.W(w("the problem names an action %q that no report makes", "問題提到的措施 %q 不存在", "问题提到的措施 %q 不存在"), id), c.nearestHint(id, c.actionIDs()))
			}
		}
	}
	origins := c.origins()
	for i := range c.Actions {
		for _, from := range c.Actions[i].From {
			if from != "" && !slices.Contains(origins, from) {
				c.Say(c.Actions[i].Pos, c.W(w("the action comes from %q, which is neither a problem nor a practice nor a customer of this report", "措施源自 %q，而報告中沒有這個問題、案例或客戶", "措施源自 %q，而报告中没有这个问题、案例或客户"), from), c.nearestHint(from, origins))
			}
		}
	}
}

// nearestHint is a hint with the name that is most like a wrong one; "" if none is.
func (in *Input) nearestHint(word string, names []string) string {
	if n := diag.Nearest(word, names); n != "" {
		return in.W(w("write %q", "請寫 %q", "请写 %q"), n)
	}
	return ""
}

// actionIDs are the ids of the report's own actions.
func (c *Case) actionIDs() (ids []string) {
	for i := range c.Actions {
		ids = append(ids, c.Actions[i].ID)
	}
	return ids
}

// origins are what actions of the report may come from: problems by id or key,
// practices by title, classes of customers, customers, metrics that deviate, and
// the actions of earlier reports that it reviews.
func (c *Case) origins() (names []string) {
	for i := range c.Issues {
		names = append(names, c.Issues[i].ID, c.Issues[i].Key)
	}
	for i := range c.Experiences {
		names = append(names, c.Experiences[i].Title)
	}
	for i := range c.Tiers {
		names = append(names, c.Tiers[i].Tier)
	}
	for i := range c.Followups {
		names = append(names, c.Followups[i].Customer)
	}
	for i := range c.Deviations {
		names = append(names, c.Deviations[i].Metric)
	}
	for i := range c.Reviews {
		names = append(names, c.Reviews[i].ID)
	}
	if c.Churn != nil {
		names = append(names, "churn")
	}
	return slices.DeleteFunc(names, func(s string) bool { return s == "" })
}

// guessWords say that their author does not know.
var guessWords = finderOf(joined, []string{"可能", "大概", "也許", "也许", "或許", "或许", "估計", "估计", "似乎", "may", "might", "maybe", "perhaps", "probably", "possibly", "presumably"})

// noEvidence finds causes that rest on nothing.
func noEvidence(c *Case) {
	find := func(list []report.Cause) {
		for i := range list {
			x := &list[i]
			if strings.TrimSpace(x.Text) == "" || x.Source != "" || strings.TrimSpace(x.Evidence) != "" || tellsNumber(x.Text) {
				continue
			}
			message := w("the cause rests on no number, case or source", "原因沒有數字、實例或來源作依據", "原因没有数字、实例或来源作依据")
			if guessWords.in(x.Text) {
				message = w("the cause is a guess: it rests on no number, case or source", "原因只是猜測：沒有數字、實例或來源作依據", "原因只是猜测：没有数字、实例或来源作依据")
			}
			c.sayDue(c.rule.Severity, x.Pos, c.W(message), c.W(w(`add evidence = "…", or source = the id of a document under [[sources]]`, `加上 evidence = "…"，或 source = [[sources]] 中的文件編號`, `加上 evidence = "…"，或 source = [[sources]] 中的文件编号`)))
		}
	}
	for i := range c.Issues {
		find(c.Issues[i].Causes)
	}
	for i := range c.Deviations {
		find(c.Deviations[i].Causes)
	}
}

// fiveW finds what a problem does not tell.
func fiveW(c *Case) {
	for i := range c.Issues {
		x := &c.Issues[i]
		var missing []string
		for _, k := range [...]struct{ name, text string }{{"when", x.When}, {"where", x.Where}, {"who", x.Who}, {"how", x.How}} {
			if strings.TrimSpace(k.text) == "" {
				missing = append(missing, k.name)
			}
		}
		if len(missing) == 0 {
			continue
		}
		severity := c.rule.Severity
		if x.Severity == "high" {
			severity = diag.Warning
		}
		c.sayDue(severity, x.Pos, c.W(w("the problem does not tell %s", "問題沒有交代 %s", "问题没有交代 %s"), c.list(missing)),
			c.W(w(`add %s = "…"; what, why and what came of it are phenomenon, causes and impact`, `加上 %s = "…"；現象、原因、影響分別寫在 phenomenon、causes、impact`, `加上 %s = "…"；现象、原因、影响分别写在 phenomenon、causes、impact`), missing[0]))
	}
}

// blames finds problems that name a person whom config.toml knows.
func blames(c *Case) {
	for i := range c.Issues {
		x := &c.Issues[i]
		for _, p := range c.Archive.People {
			if x.Who != "" && (strings.Contains(x.Who, p.ID) || p.Name != "" && strings.Contains(x.Who, p.Name)) {
				c.Say(x.Pos, c.W(w("the problem names a person: %s", "問題點名到個人：%s", "问题点名到个人：%s"), x.Who), c.W(w("write the role or the unit", "請寫角色或單位", "请写角色或单位")))
				break
			}
		}
	}
}
