package check

import (
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/prose"
	"almanac/site/report"
)

// promises are the rules about what an action says (domain.md §7.4).
func promises() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "actions/id", Code: "A400", Severity: diag.Error}, Since: since, Meets: "R-5.4.2-3", archive: actionIDs,
			Title: w("An action without an id of its own", "措施缺少專屬編號", "措施缺少专属编号"),
			Doc: w("Later reports speak of an action by its id, so that every action has one, and no other in the archive has the same.",
				"其後的報告以編號覆核措施，因此每項措施都要有編號，且在整個檔案中不得重複。",
				"之后的报告以编号复核措施，因此每项措施都要有编号，且在整个档案中不得重复。"),
			Bad:  "+++\n[[actions]]\nid = \"A-1\"\n[[actions]]\nid = \"A-1\"\n+++\n",
			Good: "+++\n[[actions]]\nid = \"A-1\"\n[[actions]]\nid = \"A-2\"\n+++\n"},
		{Rule: diag.Rule{Name: "actions/incomplete", Code: "A403", Severity: diag.Error}, Since: since, Meets: "R-5.4.2-1 R-3.5.2-2", Duty: true, report: incomplete,
			Title: w("A promise without one of its four parts", "措施四要素不全", "措施四要素不全"),
			Doc: w("A promise says what is done, who does it, until which day, and how one will know that it is done. Without one of these nobody can hold anyone to it. What a plan promises in its text alone is held to the same.",
				"一項措施要寫清楚做什麼、由誰負責、何時完成、如何驗收；缺一項就無法追蹤。只寫在計劃文字裡的措施也是如此。",
				"一项措施要写清楚做什么、由谁负责、何时完成、如何验收；缺一项就无法追踪。只写在计划文字里的措施也是如此。"),
			Bad:  "+++\n[[actions]]\nid = \"A-1\"\nwhat = \"Train two people\"\nowner = \"sales manager\"\ndue = 2026-04-30\n+++\n",
			Good: "+++\n[[actions]]\nid = \"A-1\"\nwhat = \"Train two people\"\nowner = \"sales manager\"\ndue = 2026-04-30\nacceptance = \"Both have passed\"\n+++\n"},
		{Rule: diag.Rule{Name: "actions/vague-acceptance", Code: "A405", Severity: diag.Note}, Since: since, Meets: "R-5.4.2-1", Duty: true, report: vagueAcceptance,
			Title: w("An acceptance that nobody can check", "驗收標準無從核對", "验收标准无从核对"),
			Doc: w("An acceptance has a number, a metric, or something that is there or is not: a plan, a report, a launch, a contract.",
				"驗收標準要有數字、指標，或看得見的成果，例如方案、報告、上線、簽約。",
				"验收标准要有数字、指标，或看得见的成果，例如方案、报告、上线、签约。"),
			Bad:  "+++\n[[actions]]\nid = \"A-1\"\nacceptance = \"Everyone is content\"\n+++\n",
			Good: "+++\n[[actions]]\nid = \"A-1\"\nacceptance = \"A report is with the board\"\n+++\n"},
		{Rule: diag.Rule{Name: "actions/due-day", Code: "A406", Severity: diag.Warning}, Since: since, Meets: "R-5.4.2-1", Duty: true, report: dueDay,
			Title: w("A day that an action cannot be due on", "期限不合理", "期限不合理"),
			Doc: w("An action that a report promises is due after the period of the report, and at most twelve months later; a new day that a review gives is after the period of the review.",
				"報告提出的措施，期限應在報告所屬期間之後、十二個月之內；覆核給出的新期限應在覆核當期之後。",
				"报告提出的措施，期限应在报告所属期间之后、十二个月之内；复核给出的新期限应在复核当期之后。"),
			Bad:  "+++\n[[actions]]\nid = \"A-1\"\ndue = 2026-03-15\n+++\n",
			Good: "+++\n[[actions]]\nid = \"A-1\"\ndue = 2026-04-15\n+++\n"},
		{Rule: diag.Rule{Name: "actions/unknown-owner", Code: "A407", Severity: diag.Warning}, Since: since, Meets: "R-5.4.2-1", Duty: true, report: unknownOwner,
			Title: w("An owner whom nobody knows", "負責人不在名單中", "负责人不在名单中"),
			Doc: w("Where config.toml lists people, the owner of an action is one of them, by id, name or role.",
				"config.toml 列有人員時，措施的負責人須為其中之一，可寫編號、姓名或職務。",
				"config.toml 列有人员时，措施的负责人须为其中之一，可写编号、姓名或职务。"),
			Bad:  "-- config.toml --\ntitle = \"T\"\n[people.chen]\nname = \"Chen Jie\"\n-- content/2026-03.md --\n+++\n[[actions]]\nid = \"A-1\"\nowner = \"chne\"\n+++\n",
			Good: "-- config.toml --\ntitle = \"T\"\n[people.chen]\nname = \"Chen Jie\"\n-- content/2026-03.md --\n+++\n[[actions]]\nid = \"A-1\"\nowner = \"Chen Jie\"\n+++\n"},
		{Rule: diag.Rule{Name: "actions/one-to-one", Code: "A410", Severity: diag.Warning}, Since: since, Meets: "R-3.5.2-1", Duty: true, report: oneToOne,
			Title: w("A problem without an action, or an action without a problem", "問題與措施未對應", "问题与措施未对应"),
			Doc: w("Every problem of a month or longer has an action on it, or says in no_action_reason why there is none; every action says in from what it comes from.",
				"月度及更長期間的問題都要有對應措施，或在 no_action_reason 說明為何沒有；每項措施都要在 from 寫明由何而來。",
				"月度及更长期间的问题都要有对应措施，或在 no_action_reason 说明为何没有；每项措施都要在 from 写明由何而来。"),
			Bad:  "+++\n[[issues]]\nid = \"I1\"\nphenomenon = \"Three orders were late\"\n+++\n",
			Good: "+++\n[[issues]]\nid = \"I1\"\nphenomenon = \"Three orders were late\"\n[[actions]]\nid = \"A-1\"\nfrom = [\"I1\"]\n+++\n"},
	}
}

// actionIDs finds actions without an id and ids that are used twice.
func actionIDs(in *Input, say say) {
	for _, i := range in.Ledger.Items() {
		if i.Action.ID == "" {
			say(i.Report.File, in.actionAt(i.Report, i.Action), in.W(w("the action has no id, so that no report can say what became of it", "措施沒有編號，其後的報告無從覆核", "措施没有编号，之后的报告无从复核")),
				in.W(w(`write id = "A-%s-1"`, `請寫 id = "A-%s-1"`, `请写 id = "A-%s-1"`), in.Archive.Calendar.Name(i.Made)))
		}
	}
	for _, x := range in.Ledger.Asides() {
		if x.Fault == ledger.Twice {
			first := x.Item
			say(x.Report.File, in.actionAt(x.Report, x.Action), in.W(w("the id %s is that of another action, in %s:%d", "編號 %s 已用於 %s:%d 的措施", "编号 %s 已用于 %s:%d 的措施"), x.Action.ID, first.Report.File, in.actionAt(first.Report, first.Action).Line),
				in.W(w("give this one an id that no other has; reviews speak of the first", "請另取一個不重複的編號；覆核所指為前一項", "请另取一个不重复的编号；复核所指为前一项")))
		}
	}
}

// actionAt is where an action of the ledger stands in its file, and reviewAt where
// a review does. The ledger may be older than a file whose lines have moved and
// which promises and reviews the same, so that places are taken from the archive.
func (in *Input) actionAt(r *report.Report, a *report.Action) report.Pos {
	n, ok := slices.BinarySearchFunc(r.Actions, a.Pos, func(x report.Action, at report.Pos) int { return x.Pos.Compare(at) })
	if now := in.Cube.Report(r.Unit, r.Period); ok && now != nil && n < len(now.Actions) {
		return now.Actions[n].Pos
	}
	return a.Pos
}

func (in *Input) reviewAt(r *report.Report, v *report.ActionReview) report.Pos {
	n, ok := slices.BinarySearchFunc(r.Reviews, v.Pos, func(x report.ActionReview, at report.Pos) int { return x.Pos.Compare(at) })
	if now := in.Cube.Report(r.Unit, r.Period); ok && now != nil && n < len(now.Reviews) {
		return now.Reviews[n].Pos
	}
	return v.Pos
}

// A part is one of the four that a promise has, and its key.
type part struct {
	key  string
	name Words
}

var parts = [...]part{
	{"what", w("what is to be done", "做什麼", "做什么")},
	{"owner", w("an owner", "負責人", "负责人")},
	{"due", w("a due date", "期限", "期限")},
	{"acceptance", w("an acceptance", "驗收標準", "验收标准")},
}

func incomplete(c *Case) {
	for i := range c.Actions {
		a := &c.Actions[i]
		name := a.ID
		if name == "" {
			name = a.What
		}
		for k, has := range [...]bool{a.What != "", strings.TrimSpace(a.Owner) != "", a.Due != nil, a.Acceptance != "" || a.AcceptMetric != ""} {
			if !has {
				c.Say(a.Pos, c.W(w("the action %s has no %s: %s", "措施 %s 缺少 %s：%s", "措施 %s 缺少 %s：%s"), name, parts[k].key, c.W(parts[k].name)), c.fill(k))
			}
		}
	}
	for _, x := range c.unlisted() {
		s := c.spoken(x.words(), c.Period)
		for k, has := range [...]bool{true, s.owner != "", s.due != nil, c.deliverable(x.words())} {
			if !has {
				c.SayIn(x.text, x.passage, x.from, x.to, c.W(w("the plan does not name %s", "計劃未寫明%s", "计划未写明%s"), c.W(parts[k].name)), c.fill(k))
			}
		}
	}
}

// fill says what to write for one of the parts.
func (c *Case) fill(k int) string {
	if parts[k].key == "due" {
		return c.W(fill[k], c.nextEnd())
	}
	return c.W(fill[k])
}

// nextEnd is the last day of the period behind the report's: by then what it promises
// can be done.
func (c *Case) nextEnd() period.Day { return c.Archive.Calendar.Span(c.Period.Next()).End - 1 }

// fill is what to write for each of the parts.
var fill = [...]Words{
	w(`write what = "…", with a verb`, `請寫 what = "…"，以動詞開頭`, `请写 what = "…"，以动词开头`),
	w(`write owner = "…": a person or a role`, `請寫 owner = "…"：人員或職務`, `请写 owner = "…"：人员或职务`),
	w("write due = %s, the day until which it is done", "請寫 due = %s，即完成期限", "请写 due = %s，即完成期限"),
	w(`write acceptance = "…": by what one will know that it is done`, `請寫 acceptance = "…"：憑什麼認定已經完成`, `请写 acceptance = "…"：凭什么认定已经完成`),
}

// deliverables are nouns of what is there or is not, and verbs that end with it.
var deliverables = finderOf(whole, []string{"方案", "報告", "报告", "報表", "报表", "計劃", "计划", "計畫", "清單", "清单", "名單", "名单", "上線", "上线", "簽約", "签约", "簽署", "签署", "合約", "合同", "協議", "协议",
	"文件", "手冊", "手册", "制度", "流程", "範本", "模板", "記錄", "记录", "紀錄", "公布", "發布", "发布", "培訓", "培训", "日曆", "日历", "提案", "決定", "决定", "建立", "交付", "驗收", "验收", "名冊",
	"plan", "report", "launch", "contract", "list", "calendar", "agreement", "decision", "document", "checklist", "proposal", "handbook", "template", "training", "trained", "signed", "published", "filed",
	"delivered", "installed", "live", "passed", "over", "closed", "hired", "appointed", "approved", "names", "covers"})

// deliverable reports whether words name a number, a metric or something that is
// there or is not.
func (c *Case) deliverable(words string) bool {
	return deliverables.in(words) || c.called.metrics.in(words) || hasFigure(words, c.Archive.Calendar.Span(c.Period))
}

func vagueAcceptance(c *Case) {
	for i := range c.Actions {
		a := &c.Actions[i]
		if a.Acceptance != "" && a.AcceptMetric == "" && !c.deliverable(prose.Fold(a.Acceptance).Text) {
			c.Say(a.Pos, c.W(w("nobody can tell whether this is reached: %s", "無從判斷是否達到：%s", "无从判断是否达到：%s"), a.Acceptance),
				c.W(w("name a number, a metric, or something that is there or is not: a plan, a report, a launch, a contract", "請寫數字、指標，或看得見的成果：方案、報告、上線、簽約", "请写数字、指标，或看得见的成果：方案、报告、上线、签约")))
		}
	}
}

func dueDay(c *Case) {
	end := c.Archive.Calendar.Span(c.Period).End // the day after
	y, m, d := (end - 1).Date()
	last := period.Date(y+1, m, d)
	for i := range c.Actions {
		switch a := &c.Actions[i]; {
		case a.Due == nil:
		case *a.Due < end:
			c.Say(a.DuePos, c.W(w("the action is due on %s, before the period of its report is over", "期限 %s 早於報告所屬期間結束", "期限 %s 早于报告所属期间结束"), a.Due), c.W(w("write a day from %s on", "請寫 %s 或之後的日期", "请写 %s 或之后的日期"), end))
		case *a.Due > last:
			c.Say(a.DuePos, c.W(w("the action is due on %s, more than twelve months after its report", "期限 %s 距報告超過十二個月", "期限 %s 距报告超过十二个月"), a.Due),
				c.W(w("promise a first step that is due until %s", "請先訂 %s 或之前可完成的一步", "请先定 %s 或之前可完成的一步"), last))
		}
	}
	for i := range c.Reviews {
		if v := &c.Reviews[i]; v.Status == string(ledger.Carried) && v.NewDue != nil && *v.NewDue < end {
			c.Say(v.Pos, c.W(w("the action is carried to %s, before the period of this report is over", "順延後的期限 %s 早於本報告所屬期間結束", "顺延后的期限 %s 早于本报告所属期间结束"), v.NewDue), c.W(w("write a day from %s on", "請寫 %s 或之後的日期", "请写 %s 或之后的日期"), end))
		}
	}
}

func unknownOwner(c *Case) {
	if len(c.Archive.People) == 0 {
		return
	}
	for i := range c.Actions {
		a := &c.Actions[i]
		if a.Owner == "" || slices.ContainsFunc(c.Archive.People, func(p report.Person) bool {
			return p.ID == a.Owner || strings.EqualFold(p.Name, a.Owner) || p.Role != "" && strings.EqualFold(strings.ReplaceAll(p.Role, "_", " "), strings.ReplaceAll(a.Owner, "_", " "))
		}) {
			continue
		}
		var ids []string
		for _, p := range c.Archive.People {
			ids = append(ids, p.ID)
		}
		hint := c.W(w(`write an id, name or role of [people], or add [people."%s"]`, `請寫 [people] 中的編號、姓名或職務，或加上 [people."%s"]`, `请写 [people] 中的编号、姓名或职务，或加上 [people."%s"]`), a.Owner)
		if near := diag.Nearest(a.Owner, ids); near != "" {
			hint = c.W(w(`did you mean "%s"?`, `是否為「%s」？`, `是否为“%s”？`), near)
		}
		c.Say(a.Pos, c.W(w(`config.toml knows nobody called "%s"`, `config.toml 中沒有「%s」`, `config.toml 中没有“%s”`), a.Owner), hint)
	}
}

func oneToOne(c *Case) {
	from := map[string]bool{}
	for i := range c.Actions {
		a := &c.Actions[i]
		if len(a.From) == 0 {
			c.Say(a.Pos, c.W(w("the action %s does not say what it is for", "措施 %s 未寫明由何而來", "措施 %s 未写明由何而来"), a.ID),
				c.W(w(`write from = ["I1"]: the id of a problem, the title of a practice, a customer, a metric that deviates or an action that is reviewed`, `請寫 from = ["I1"]：問題編號、案例標題、客戶、偏離目標的指標，或所覆核的措施`, `请写 from = ["I1"]：问题编号、案例标题、客户、偏离目标的指标，或所复核的措施`)))
		}
		for _, id := range a.From {
			from[id] = true
		}
	}
	for i := range c.Issues {
		x := &c.Issues[i]
		if c.Duty.Actions && len(x.Actions) == 0 && !(x.ID != "" && from[x.ID]) && strings.TrimSpace(x.NoActionReason) == "" {
			c.Say(x.Pos, c.W(w("nothing is promised on the problem: %s", "這個問題沒有對應措施：%s", "这个问题没有对应措施：%s"), x.Phenomenon),
				c.W(w(`write actions = ["A-…"] with an action, or no_action_reason = "…"`, `請寫 actions = ["A-…"] 並列出措施，或寫 no_action_reason = "…"`, `请写 actions = ["A-…"] 并列出措施，或写 no_action_reason = "…"`)))
		}
	}
}
