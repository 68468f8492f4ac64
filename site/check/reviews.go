package check

import (
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
)

// followups are the rules about what reports say of earlier actions.
func followups() []Rule {
	const made = "-- content/2026-02.md --\n+++\n[[actions]]\nid = \"A-1\"\nowner = \"chen\"\n+++\n-- content/2026-03.md --\n+++\n"
	review := func(more string) string { return made + "[[action_reviews]]\nid = \"A-1\"\n" + more + "+++\n" }
	return []Rule{
		{Rule: diag.Rule{Name: "actions/unreviewed", Code: "A420", Severity: diag.Error}, Since: since, Meets: "R-5.4.2-2", Duty: true, report: unreviewed,
			Title: w("An open action is not reviewed", "未覆核未完成的措施", "未复核未完成的措施"),
			Doc: w("The next report of the same unit and length says of every action that is still open what became of it, so that no promise is forgotten. Daily logs need not.",
				"同一單位下一份同類報告要逐項覆核尚未完成的措施，以免遺漏。日報不在此限。",
				"同一单位下一份同类报告要逐项复核尚未完成的措施，以免遗漏。日报不在此限。"),
			Bad: made + "+++\n", Good: review("status = \"in_progress\"\n")},
		{Rule: diag.Rule{Name: "actions/review-state", Code: "A421", Severity: diag.Error}, Since: since, Meets: "R-5.4.2-3", report: reviewState,
			Title: w("A review that does not say enough", "覆核內容不全", "复核内容不全"),
			Doc: w("What is done has a date, not before the period in which it was promised and not to come (a warning), and a result. What is verified was looked at by someone else than its owner, and the figures bear it out if the acceptance names a metric. What is carried has a new day and a reason; what is dropped has a reason.",
				"已完成要有日期（不早於提出的期間；在未來則為警告）與結果；已驗收須由負責人以外的人驗收，驗收標準若為指標，數據須達標；順延要有新期限與理由；取消要有理由。",
				"已完成要有日期（不早于提出的期间；在未来则为警告）与结果；已验收须由负责人以外的人验收，验收标准若为指标，数据须达标；顺延要有新期限与理由；取消要有理由。"),
			Bad: review("status = \"done\"\n"), Good: review("status = \"done\"\ndate = 2026-03-20\nresult = \"12 calls\"\n")},
		{Rule: diag.Rule{Name: "actions/chronic", Code: "A422", Severity: diag.Warning}, Since: since, Meets: "R-5.4.2-3", Duty: true, report: chronic,
			Title: w("An action that is carried again and again", "措施一再順延", "措施一再顺延"),
			Doc: w("An action that was carried to another day three times will not be done by a fourth day alone: it wants another owner, a smaller step, or to be dropped with a reason.",
				"順延三次的措施，再改一次期限也難完成；宜換人負責、縮小範圍，或說明理由後取消。",
				"顺延三次的措施，再改一次期限也难完成；宜换人负责、缩小范围，或说明理由后取消。"),
			Bad:  carriedThrice("carried"),
			Good: carriedThrice("dropped")},
		{Rule: diag.Rule{Name: "actions/unknown-action", Severity: diag.Error}, Since: since, archive: aside(ledger.Unknown),
			Title: w("A review of an action that there is not", "覆核的措施不存在", "复核的措施不存在"),
			Doc:   w("A review bears the id of an action that some report promised.", "覆核所填編號，須為某份報告提出過的措施。", "复核所填编号，须为某份报告提出过的措施。"),
			Bad:   made + "[[action_reviews]]\nid = \"A-11\"\nstatus = \"open\"\n+++\n", Good: review("status = \"open\"\n")},
		{Rule: diag.Rule{Name: "actions/early-review", Severity: diag.Error}, Since: since, archive: aside(ledger.Early),
			Title: w("A review before the promise", "覆核早於提出", "复核早于提出"),
			Doc:   w("No report can say what became of an action that is promised only later. Such a review does not count.", "措施尚未提出，就不可能有進展；這樣的覆核不列入。", "措施尚未提出，就不可能有进展；这样的复核不计入。"),
			Bad:   "-- content/2026-02.md --\n+++\n[[action_reviews]]\nid = \"A-1\"\nstatus = \"open\"\n+++\n-- content/2026-03.md --\n+++\n[[actions]]\nid = \"A-1\"\n+++\n",
			Good:  review("status = \"open\"\n")},
		{Rule: diag.Rule{Name: "actions/reviewed-twice", Severity: diag.Warning}, Since: since, report: reviewedTwice,
			Title: w("Two reviews of one action", "同一措施覆核兩次", "同一措施复核两次"),
			Doc:   w("A report says of an action once what became of it; of two reviews the last holds.", "一份報告對同一措施只覆核一次；若有兩次，以後者為準。", "一份报告对同一措施只复核一次；若有两次，以后者为准。"),
			Bad:   review("status = \"open\"\n[[action_reviews]]\nid = \"A-1\"\nstatus = \"in_progress\"\n"),
			Good:  review("status = \"in_progress\"\n")},
	}
}

// carriedThrice is an archive whose action is carried twice, and then as given.
func carriedThrice(last string) string {
	text := "-- content/2025-12.md --\n+++\n[[actions]]\nid = \"A-1\"\n+++\n"
	for _, x := range [...]struct{ period, status string }{{"2026-01", "carried"}, {"2026-02", "carried"}, {"2026-03", last}} {
		text += "-- content/" + x.period + ".md --\n+++\n[[action_reviews]]\nid = \"A-1\"\nstatus = \"" + x.status + "\"\n+++\n"
	}
	return text
}

// owes are, of each report of a unit, the actions that it should review and does
// not: those of earlier reports of its grain that are open as known in the reports
// of its period.
func (in *Input) owes(unit string) map[*report.Report][]*ledger.Item {
	owed, open := map[*report.Report][]*ledger.Item{}, map[period.Grain][]*ledger.Item{}
	for _, r := range in.reportsOf(unit) { // of a grain in the order of their periods
		of := r.Period.Grain()
		if r.Status == report.Plan || of < period.Weekly {
			continue
		}
		if len(r.Reviews) == 0 && in.allOpen(open[of], r.Period) { // most reports; they share one list
			owed[r], open[of] = slices.Clip(open[of]), append(open[of], in.Ledger.Of(r.Unit, r.Period)...)
			continue
		}
		reviewed := make(map[string]bool, len(r.Reviews))
		for i := range r.Reviews {
			reviewed[r.Reviews[i].ID] = true
		}
		left := make([]*ledger.Item, 0, len(open[of]))
		for _, i := range open[of] {
			if s, _ := in.Ledger.Known(i, r.Period); s.State.Closed() {
				delete(reviewed, i.Action.ID) // it is not opened again
				continue
			}
			if !reviewed[i.Action.ID] && i.Action.ID != "" {
				owed[r] = append(owed[r], i)
			}
			delete(reviewed, i.Action.ID)
			left = append(left, i)
		}
		for k := range r.Reviews { // what was closed and is open again
			i := in.Ledger.ByID(r.Reviews[k].ID)
			if i == nil || !reviewed[i.Action.ID] || i.Unit != r.Unit || i.Made.Grain() != of || i.Made == r.Period {
				continue
			}
			if s, ok := in.Ledger.Known(i, r.Period); ok && !s.State.Closed() {
				left = append(left, i)
				delete(reviewed, i.Action.ID)
			}
		}
		open[of] = append(left, in.Ledger.Of(r.Unit, r.Period)...)
	}
	return owed
}

// allOpen reports whether actions are all open as known in the reports of a period,
// and can be reviewed.
func (in *Input) allOpen(list []*ledger.Item, p period.Period) bool {
	return !slices.ContainsFunc(list, func(i *ledger.Item) bool {
		if len(i.Reviews) == 0 { // as most are, and nobody closed it
			return i.Action.ID == ""
		}
		s, _ := in.Ledger.Known(i, p)
		return s.State.Closed() || i.Action.ID == ""
	})
}

// mostSaid is how many remarks of one kind a report gets; the last says how many
// there are beside them.
const mostSaid = 20

func unreviewed(c *Case) {
	list := c.owing.of(c.Unit, func() map[*report.Report][]*ledger.Item { return c.owes(c.Unit) })[c.Report]
	for n, i := range list {
		if n == mostSaid {
			c.Say(c.Front, c.W(w("%d more actions are open and are not reviewed", "另有%d項未完成的措施未覆核", "另有%d项未完成的措施未复核"), len(list)-n), "")
			break
		}
		x := c.openSaid.of(i, func() saidOf { return c.sayOpen(i) })
		c.Say(c.Front, x.message, x.hint)
	}
}

// A saidOf is a remark that is made of something in every report that has it.
type saidOf struct{ message, hint string }

// sayOpen says of an action that it is open and not reviewed.
func (in *Input) sayOpen(i *ledger.Item) saidOf {
	return saidOf{
		in.W(w("the action %s of %s is open and is not reviewed: %s", "%[2]s的措施 %[1]s 尚未完成，本報告未覆核：%[3]s", "%[2]s的措施 %[1]s 尚未完成，本报告未复核：%[3]s"), i.Action.ID, in.Archive.Calendar.Name(i.Made), i.Action.What),
		in.W(w("add [[action_reviews]] with id = \"%s\" and status = open, in_progress, done, verified, carried or dropped", "請加上 [[action_reviews]]，id = \"%s\"，status 為 open、in_progress、done、verified、carried 或 dropped",
			"请加上 [[action_reviews]]，id = \"%s\"，status 为 open、in_progress、done、verified、carried 或 dropped"), i.Action.ID),
	}
}

// What a review lacks.
var (
	lacksState    = w("the review of %s does not say how it stands", "%s 的覆核未寫狀態", "%s 的复核未写状态")
	lacksDate     = w("%s is done, but it is not said when", "%s 已完成，但未寫日期", "%s 已完成，但未写日期")
	lacksResult   = w("%s is done, but it is not said what came of it", "%s 已完成，但未寫結果", "%s 已完成，但未写结果")
	lacksReviewer = w("%s is verified, but it is not said by whom", "%s 已驗收，但未寫驗收人", "%s 已验收，但未写验收人")
	ownReviewer   = w("%s is verified by its own owner, and counts as done", "%s 由負責人自行驗收，僅計為已完成", "%s 由负责人自行验收，仅计为已完成")
	notMet        = w("%s is verified, but the figures do not bear it out: %s is %s, not %s %s", "%s 已驗收，但數據未達標：%s 為 %s，應 %s %s", "%s 已验收，但数据未达标：%s 为 %s，应 %s %s")
	lacksNewDue   = w("%s is carried, but not to a day", "%s 順延，但未寫新期限", "%s 顺延，但未写新期限")
	tooSoon       = w("%s is done on %s, before the period in which it was promised, %s", "%s 完成於 %s，早於提出該措施的期間 %s", "%s 完成于 %s，早于提出该措施的期间 %s")
	droppedSoon   = w("%s is dropped on %s, before the period in which it was promised, %s", "%s 取消於 %s，早於提出該措施的期間 %s", "%s 取消于 %s，早于提出该措施的期间 %s")
	toCome        = w("%s is done on %s, after the day of the archive, %s", "%s 的完成日 %s 晚於檔案基準日 %s", "%s 的完成日 %s 晚于档案基准日 %s")
	dropToCome    = w("%s is dropped on %s, after the day of the archive, %s", "%s 的取消日 %s 晚於檔案基準日 %s", "%s 的取消日 %s 晚于档案基准日 %s")
	lacksReason   = w("%s is %s, but it is not said why", "%s 狀態為 %s，但未寫理由", "%s 状态为 %s，但未写理由")
)

func reviewState(c *Case) {
	for i := range c.Reviews {
		v := &c.Reviews[i]
		lacks := func(wants bool, message, hint string) {
			if wants {
				c.Say(v.Pos, message, hint)
			}
		}
		c.closedOn(v)
		switch s := ledger.State(v.Status); s {
		case "":
			lacks(!c.unfinished(), c.W(lacksState, v.ID), c.W(w("write status = open, in_progress, done, verified, carried or dropped", "請寫 status = open、in_progress、done、verified、carried 或 dropped", "请写 status = open、in_progress、done、verified、carried 或 dropped")))
		case ledger.Done:
			lacks(v.Date == nil, c.W(lacksDate, v.ID), c.W(w("write date = %s", "請寫 date = %s", "请写 date = %s"), c.Archive.Calendar.Span(c.Period).End-1))
			lacks(strings.TrimSpace(v.Result) == "", c.W(lacksResult, v.ID), c.W(w(`write result = "…"`, `請寫 result = "…"`, `请写 result = "…"`)))
		case ledger.Verified:
			c.verified(v, lacks)
		case ledger.Carried, ledger.Dropped:
			lacks(s == ledger.Carried && v.NewDue == nil, c.W(lacksNewDue, v.ID), c.W(w("write new_due = %s", "請寫 new_due = %s", "请写 new_due = %s"), c.nextEnd()))
			lacks(strings.TrimSpace(v.Reason) == "", c.W(lacksReason, v.ID, v.Status), c.W(w(`write reason = "…"`, `請寫 reason = "…"`, `请写 reason = "…"`)))
		}
	}
}

// closedOn looks at the day on which an action is said to have been closed: not before
// it was promised, and none that is still to come. A report of a period that has not
// begun is told that, and not of its days.
func (c *Case) closedOn(v *report.ActionReview) {
	s, asOf := ledger.State(v.Status), c.Cube.AsOf()
	if v.Date == nil || !s.Closed() {
		return
	}
	soon, later := tooSoon, toCome
	if s == ledger.Dropped {
		soon, later = droppedSoon, dropToCome
	}
	if i := c.promise(v.ID); i != nil && *v.Date < c.Archive.Calendar.Span(i.Made).First {
		c.Say(v.Pos, c.W(soon, v.ID, v.Date, c.Archive.Calendar.Name(i.Made)), c.W(w("correct the date, or the id", "請更正日期或編號", "请更正日期或编号")))
	}
	if *v.Date > asOf && c.Archive.Calendar.Span(c.Period).First <= asOf {
		c.SayAs(diag.Warning, v.Pos, c.W(later, v.ID, v.Date, asOf), c.W(w("correct the date; what is not done yet is open or in_progress", "請更正日期；尚未完成則寫 open 或 in_progress", "请更正日期；尚未完成则写 open 或 in_progress")))
	}
}

// verified looks at a review that says that an action is verified.
func (c *Case) verified(v *report.ActionReview, lacks func(bool, string, string)) {
	i := c.promise(v.ID)
	lacks(strings.TrimSpace(v.Reviewer) == "", c.W(lacksReviewer, v.ID), c.W(w(`write reviewer = "…": someone else than the owner`, `請寫 reviewer = "…"：負責人以外的人`, `请写 reviewer = "…"：负责人以外的人`)))
	if i == nil || v.Reviewer == "" {
		return
	}
	a := i.Action
	if c.speaksOf(v.Reviewer, a.Owner) {
		lacks(true, c.W(ownReviewer, v.ID), c.W(w("let someone else look at it, or write done", "請由他人驗收，或改寫 done", "请由他人验收，或改写 done")))
		return
	}
	if !c.Cube.Meets(a, c.Report) {
		f := c.Cube.Figure(c.Unit, a.AcceptMetric, c.Period)
		op := a.AcceptOp
		if op == "" {
			op = ">="
		}
		lacks(true, c.W(notMet, v.ID, a.AcceptMetric, c.say(a.AcceptMetric, f.Actual), op, c.say(a.AcceptMetric, a.AcceptValue)), c.W(w("write done, or carry it", "請改寫 done，或予順延", "请改写 done，或予顺延")))
	}
}

func chronic(c *Case) {
	for i := range c.Reviews {
		v := &c.Reviews[i]
		item := c.promise(v.ID)
		if item == nil || v.Status != string(ledger.Carried) {
			continue
		}
		times := 0 // as of this report; the ledger may hold an older copy of it
		for k := range item.Reviews {
			if x := &item.Reviews[k]; x.Report.Unit == c.Unit && x.Report.Period == c.Period {
				times = max(times, x.After.Carried)
			}
		}
		if times >= ledger.Chronic {
			c.Say(v.Pos, c.W(w("%s is carried for the %s time", "%s 第 %s 次順延", "%s 第 %s 次顺延"), v.ID, c.ordinal(times)),
				c.W(w("give it another owner or a smaller step, or drop it with a reason", "請換人負責、縮小範圍，或說明理由後取消", "请换人负责、缩小范围，或说明理由后取消")))
		}
	}
}

// ordinal is the place of something in a row, as a sentence has it.
func (in *Input) ordinal(n int) string {
	s := in.Locale.Int(n)
	if in.Locale.Tag[:2] == "zh" {
		return s
	}
	switch {
	case n%100/10 == 1:
		return s + "th"
	case n%10 == 1:
		return s + "st"
	case n%10 == 2:
		return s + "nd"
	case n%10 == 3:
		return s + "rd"
	}
	return s + "th"
}

func reviewedTwice(c *Case) {
	first := map[string]*report.ActionReview{}
	for i := range c.Reviews {
		v := &c.Reviews[i]
		if before := first[v.ID]; before != nil && v.ID != "" {
			c.Say(v.Pos, c.W(w("%s is reviewed twice, first in line %d", "%s 覆核了兩次，前一次在第 %d 行", "%s 复核了两次，前一次在第 %d 行"), v.ID, before.Pos.Line), c.W(w("keep the one that holds; the last does", "請保留一次；目前以後者為準", "请保留一次；目前以后者为准")))
			continue
		}
		first[v.ID] = v
	}
}

// aside finds the reviews that the ledger keeps aside for a reason.
func aside(f ledger.Fault) func(*Input, say) {
	return func(in *Input, say say) {
		said := 0
		for _, x := range in.Ledger.Asides() {
			switch {
			case x.Fault != f:
			case f == ledger.Unknown:
				said++
				say(x.Report.File, in.reviewAt(x.Report, x.Review), in.W(w(`no report promises an action "%s"`, `沒有報告提出過措施「%s」`, `没有报告提出过措施“%s”`), x.Review.ID), in.nearAction(x.Review.ID, said <= mostSaid))
			case f == ledger.Early:
				say(x.Report.File, in.reviewAt(x.Report, x.Review), in.W(w("%s is reviewed before it is promised, in %s", "%s 在提出之前就被覆核；該措施由 %s 提出", "%s 在提出之前就被复核；该措施由 %s 提出"), x.Review.ID, x.Item.Report.File),
					in.W(w("correct the id, or move the review to a later report", "請更正編號，或把覆核移到其後的報告", "请更正编号，或把复核移到之后的报告")))
			}
		}
	}
}

// nearAction is a hint at an action, if it is to be looked for at one whose id
// looks alike.
func (in *Input) nearAction(id string, look bool) string {
	var ids []string
	for _, i := range in.Ledger.Items() {
		if look && i.Action.ID != "" {
			ids = append(ids, i.Action.ID)
		}
	}
	if near := diag.Nearest(id, ids); near != "" {
		return in.W(w(`did you mean "%s"?`, `是否為「%s」？`, `是否为“%s”？`), near)
	}
	return in.W(w("write the id of an action that an earlier report promised", "請填先前報告所提措施的編號", "请填先前报告所提措施的编号"))
}
