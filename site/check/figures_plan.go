package check

import (
	"slices"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/report"
	"almanac/site/trend"
)

// dues are the rules about figures that a report owes.
func dues() []Rule { return slices.Concat(duties(), moneys()) }

// duties are the rules about figures that a report owes or has to explain.
func duties() []Rule {
	planned := func(front string) string {
		return "-- content/2026-02.md --\n+++\n[plan.targets]\nrevenue = 108\n+++\n-- content/2026-03.md --\n" + month("[metrics.revenue]\nactual = 106\n"+front, sResults)
	}
	explained := func(front string) string {
		return month("[metrics.revenue]\nactual = 85\ntarget = 100\n"+front, sGoals)
	}
	moved := func(front string) string {
		return "-- content/2026-02.md --\n+++\nscenario = \"figures\"\n[metrics.revenue]\nactual = 100\n+++\n-- content/2026-03.md --\n" + month("[metrics.revenue]\nactual = 112\n"+front, sProcess)
	}
	cause := "[[deviations]]\nmetric = \"revenue\"\n[[deviations.causes]]\nside = \"external\"\nfactor = \"competitor\"\ntext = \"a cheaper rival\"\n"
	return []Rule{
		{Rule: diag.Rule{Name: "figures/plan-kept", Code: "D120", Severity: diag.Warning}, Since: since, Meets: "R-1.2-2", Duty: true, report: planKept,
			Title: w("The target is not the planned one", "目標與計劃不符", "目标与计划不符"),
			Doc: w("What [plan.targets] of the report before set as a target is the target of this one, or target_change_reason says why it is another.",
				"上期 [plan.targets] 所訂的目標，就是本期的目標；若有變動，請以 target_change_reason 說明。", "上期 [plan.targets] 所订的目标，就是本期的目标；若有变动，请以 target_change_reason 说明。"),
			Bad:  planned("target = 106\n"),
			Good: planned("target = 106\ntarget_change_reason = \"two reps left\"\n")},
		{Rule: diag.Rule{Name: "figures/unexplained", Code: "D121", Severity: diag.Warning}, Since: since, Meets: "R-2.1.2-2 R-3.1.1-3", Duty: true, report: unexplained,
			Title: w("Off target without a cause", "偏離目標而未說明原因", "偏离目标而未说明原因"),
			Doc: w("A metric that misses its target by 5 percent or more (1 point if it is in percent), or passes it by as much, has its causes in [[deviations]], or in a sentence that names it and gives a reason. It is asked of the metrics that a profile lists under explain; without one of the headline. [checks] deviation and points set other limits.",
				"指標偏離目標達 5%（百分比指標為 1 個百分點），無論超額或不足，都要在 [[deviations]] 寫明原因，或在正文中提到該指標並說明理由。只問 profile 的 explain 所列指標，未列則只問主要指標。可在 [checks] 以 deviation、points 改訂門檻。",
				"指标偏离目标达 5%（百分比指标为 1 个百分点），无论超额或不足，都要在 [[deviations]] 写明原因，或在正文中提到该指标并说明理由。只问 profile 的 explain 所列指标，未列则只问主要指标。可在 [checks] 以 deviation、points 改订门槛。"),
			Bad:  explained(""),
			Good: explained(cause)},
		{Rule: diag.Rule{Name: "figures/unexplained-change", Code: "D122", Severity: diag.Warning}, Since: since, Meets: "R-2.2.1-3", Duty: true, report: unexplainedChange,
			Title: w("A marked change without a cause", "顯著變動而未說明原因", "显著变动而未说明原因"),
			Doc: w("A change on the period before that is marked or larger (10 percent, or 3 points, unless [bands] say otherwise) is explained: in [[deviations]] or [[attributions]], or in a sentence that names the metric and gives a reason. It is asked of the same metrics as an explanation of targets.",
				"較上期的變動達「顯著」以上（10%，或 3 個百分點，可由 [bands] 改訂），要在 [[deviations]] 或 [[attributions]] 說明，或在正文中提到該指標並說明理由。所問指標與偏離目標者相同。",
				"较上期的变动达“显著”以上（10%，或 3 个百分点，可由 [bands] 改订），要在 [[deviations]] 或 [[attributions]] 说明，或在正文中提到该指标并说明理由。所问指标与偏离目标者相同。"),
			Bad:  moved(""),
			Good: moved("[[attributions]]\nmetric = \"revenue\"\nfactor = \"a new dealer\"\nshare = \"60%\"\n")},
		{Rule: diag.Rule{Name: "figures/no-target", Code: "D133", Severity: diag.Warning}, Since: since, Meets: "R-3.1.1-2", Duty: true, report: noTarget,
			Title: w("A core metric without its target", "核心指標沒有目標", "核心指标没有目标"),
			Doc: w("A report with a text states a target of its headline metric, and of every core metric that its unit has given targets to in other periods of that length; na says that there is none. Where the profile requires its metrics it is an error.",
				"有正文的報告，須為主要指標填寫目標；同類期間曾訂過目標的核心指標，也要填寫。profile 要求指標時，缺少即為錯誤。", "有正文的报告，须为主要指标填写目标；同类期间曾订过目标的核心指标，也要填写。profile 要求指标时，缺少即为错误。"),
			Bad:  month("[metrics.revenue]\nactual = 100\n", sResults),
			Good: month("[metrics.revenue]\nactual = 100\ntarget = 101\n", sResults)},
		{Rule: diag.Rule{Name: "figures/individual", Code: "D130", Severity: diag.Warning}, Since: since, Meets: "R-1.4-2", Duty: true, report: individual,
			Title: w("What one person reports", "個人報告應有的指標", "个人报告应有的指标"),
			Doc: w("One person's report of a month or longer has figures on customer development (leads or new customers), orders and collections, as far as config.toml declares such metrics if it declares any; na with a reason will do.",
				"個人的月報及更長期間的報告，要有客戶開發（線索或新客戶）、訂單、回款三類數字；config.toml 若自訂指標，則以其中所有者為限。沒有的可寫 na 並說明理由。",
				"个人的月报及更长期间的报告，要有客户开发（线索或新客户）、订单、回款三类数字；config.toml 若自订指标，则以其中所有者为限。没有的可写 na 并说明理由。"),
			Bad:  oneTo("[metrics.leads]\nactual = 9\n"),
			Good: oneTo("[metrics.leads]\nactual = 9\n[metrics.orders]\nactual = 3\n[metrics.collection_rate]\nna = \"paid in advance\"\n")},
		{Rule: diag.Rule{Name: "figures/customers", Code: "D132", Severity: diag.Warning}, Since: since, Meets: "R-2.1.2-4", Duty: true, report: customers,
			Title: w("Customers without figures", "客戶部分沒有數字", "客户部分没有数字"),
			Doc: w("A report that has a section on customers has figures on leads or follow-ups, on satisfaction and on churn, as far as the archive uses such metrics; where it uses none, one of them at least. na with a reason will do, and [churn] is one.",
				"報告有客戶一節時，要有線索或跟進、滿意度、流失三類數字，以檔案用到的指標為限；一類都沒用到時，至少填一類。可寫 na 並說明理由；[churn] 也算。",
				"报告有客户一节时，要有线索或跟进、满意度、流失三类数字，以档案用到的指标为限；一类都没用到时，至少填一类。可写 na 并说明理由；[churn] 也算。"),
			Bad:  month("", sCustomers),
			Good: month("[metrics.lost_customers]\nactual = 2\n", sCustomers)},
		{Rule: diag.Rule{Name: "figures/team-missed", Code: "D137", Severity: diag.Note}, Since: since, Meets: "R-5.5.1-2", Duty: true, report: teamMissed,
			Title: w("The team missed its target", "團隊未達標", "团队未达标"),
			Doc: w("Where one person met a target that the team missed, the text says so: it names the team or its result.",
				"個人達標而團隊未達標時，正文要提到團隊或團隊的結果。", "个人达标而团队未达标时，正文要提到团队或团队的结果。"),
			Bad:  metAlone("I sold 12."),
			Good: metAlone("I sold 12; the team came to 80 of 100.")},
	}
}

// metAlone is the report of one who met the target while the team did not.
func metAlone(words string) string {
	return "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.east]\nlevel = \"team\"\n[units.li-ming]\nparent = \"east\"\nlevel = \"individual\"\n" +
		"-- content/east/2026-03.md --\n+++\nscenario = \"figures\"\n[metrics.revenue]\nactual = 80\ntarget = 100\n+++\n" +
		"-- content/li-ming/2026-03.md --\n" + month("[metrics.revenue]\nactual = 12\ntarget = 10\n", "## Results\n\n"+words+"\n")
}

// stated is what the report itself says of a metric, or nil.
func (c *Case) stated(metric string) *report.Stated {
	for i := range c.Stated {
		if c.Stated[i].Metric == metric {
			return &c.Stated[i]
		}
	}
	return nil
}

func planKept(c *Case) {
	before := c.last()
	if before == nil {
		return
	}
	name := c.Archive.Calendar.Name(before.Period)
	for _, plan := range before.PlanTargets {
		s := c.stated(plan.Metric)
		if s != nil && s.Terms().Reason != "" {
			continue
		}
		target := c.Cube.Figure(c.Unit, plan.Metric, c.Period).Target
		if !plan.Value.Present() || target.Present() && target.Equal(plan.Value) {
			continue
		}
		at := c.Front
		if s != nil && s.TargetPos.Line > 0 {
			at = s.TargetPos
		}
		if !target.Present() {
			if !c.Long() {
				continue // a day or week owes no target
			}
			c.Say(at, c.W(w("%s has no target; the plan of %s set %s", "%s 沒有目標；%s 的計劃訂為 %s", "%s 没有目标；%s 的计划订为 %s"), plan.Metric, name, c.say(plan.Metric, plan.Value)),
				c.W(w("write it as target, or say target_change_reason", "請填為 target，或以 target_change_reason 說明", "请填为 target，或以 target_change_reason 说明")))
			continue
		}
		c.Say(at, c.W(w("the target of %s is %s; the plan of %s set %s", "%s 的目標為 %s；%s 的計劃訂為 %s", "%s 的目标为 %s；%s 的计划订为 %s"), plan.Metric, c.say(plan.Metric, target), name, c.say(plan.Metric, plan.Value)),
			c.W(w(`keep to the plan, or add target_change_reason = "why"`, `請依計劃填寫，或加 target_change_reason = "理由"`, `请依计划填写，或加 target_change_reason = "理由"`)))
	}
}

// explains reports whether the report gives a cause of how a metric did: as an
// entry, or in a paragraph that names it.
func (c *Case) explains(m *report.Metric, attributed bool) bool {
	for i := range c.Deviations {
		if d := &c.Deviations[i]; d.Metric == m.ID && len(d.Causes) > 0 {
			return true
		}
	}
	if attributed && slices.ContainsFunc(c.Attributions, func(a report.Attribution) bool { return a.Metric == m.ID }) {
		return true
	}
	for _, t := range c.Texts() {
		for i := range t.Passages {
			words := t.Passages[i].small()
			if t.Passages[i].Role == "plan" || !slices.ContainsFunc(c.namesIn(t), func(n name) bool { return n.metric == m && containsAny(words, n.words) }) {
				continue
			}
			if because(words) {
				return true
			}
		}
	}
	return false
}

// deviates reports whether a metric is so far from its target that it wants a
// cause: by a share of the target, or by points.
func (c *Case) deviates(m *report.Metric) bool {
	gap := c.Cube.Attainment(c.Unit, m.ID, c.Period).Gap
	if !gap.Present() || m.Direction == report.Neutral {
		return false
	}
	limits := c.Archive.Checks.Limits
	if m.Points() {
		return gap.Abs().Cmp(limits["points"].Or(num.Dec(1, 2))) >= 0
	}
	target := c.Cube.Figure(c.Unit, m.ID, c.Period).Target
	return target.Sign() > 0 && gap.Abs().Cmp(limits["deviation"].Or(num.Dec(5, 2)).Mul(target)) >= 0
}

func unexplained(c *Case) {
	if !c.Long() {
		return
	}
	for _, id := range c.Duty.Explain {
		m := c.Cube.Metric(id)
		if m == nil || !c.deviates(m) || c.explains(m, false) {
			continue
		}
		f := c.Cube.Figure(c.Unit, id, c.Period)
		message := w("%s is %s, its target %s, and nothing says why", "%s 為 %s，目標 %s，沒有說明原因", "%s 为 %s，目标 %s，没有说明原因")
		c.Say(c.metricPos(id), c.W(message, id, c.say(id, f.Actual), c.say(id, f.Target)),
			c.W(w("add [[deviations]] with metric = %q and causes: side, factor, text, evidence", "請加 [[deviations]]，填 metric = %q 與 causes（side、factor、text、evidence）", "请加 [[deviations]]，填 metric = %q 与 causes（side、factor、text、evidence）"), id))
	}
}

// metricPos is where the report states a metric, else where it begins.
func (c *Case) metricPos(id string) report.Pos {
	if s := c.stated(id); s != nil {
		return s.Pos
	}
	return c.Front
}

// bands are the limits of a metric's changes.
func (in *Input) bands(m *report.Metric) trend.Limits {
	b := in.Archive.Bands
	if m.Bands != nil {
		b = *m.Bands
	}
	limits, usual := trend.Limits(b.Pct), trend.Rates
	if m.Points() {
		limits, usual = trend.Limits(b.Points), trend.Points
	}
	if !limits[0].Present() {
		return usual
	}
	return limits
}

func unexplainedChange(c *Case) {
	if !c.Long() || c.main() == nil {
		return
	}
	for _, id := range c.Duty.Explain {
		m := c.Cube.Metric(id)
		if m == nil || m.Direction == report.Neutral || c.deviates(m) {
			continue // its deviation is asked about already
		}
		x := c.Cube.Previous(c.Unit, id, c.Period)
		change, said := x.Rate, ""
		if m.Points() {
			change = x.Change
		}
		if x.Refused != "" || !change.Present() || c.bands(m).Band(change) < trend.Marked || c.explains(m, true) {
			continue
		}
		if m.Points() {
			said = c.Locale.SayPoints(change, 1, true)
		} else {
			said = c.Locale.SaySigned(change, 1)
		}
		c.Say(c.metricPos(id), c.W(w("%s changed by %s on %s, and nothing says why", "%s 變動 %s（較 %s），沒有說明原因", "%s 变动 %s（较 %s），没有说明原因"), id, said, c.Archive.Calendar.Name(x.Period)),
			c.W(w("add [[attributions]] or [[deviations]] with metric = %q, or a sentence that gives the reason", "請加 [[attributions]] 或 [[deviations]]，填 metric = %q，或在正文說明理由", "请加 [[attributions]] 或 [[deviations]]，填 metric = %q，或在正文说明理由"), id))
	}
}
