package check

import (
	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/report"
)

// A disagreement is a rule about figures that contradict each other: what the
// cube finds of a kind, and how it is said.
type disagreement struct {
	kind cube.ProblemKind
	text func(*Input, cube.Problem) (message, hint string)
	Rule
}

// disagreements are the rules about figures that contradict each other. The
// cube finds them; the rules say them.
func disagreements() []Rule {
	var rules []Rule
	for _, x := range disagreementList() {
		r := x.Rule
		r.archive = func(in *Input, say say) {
			for _, p := range in.problems() {
				if p.Kind == x.kind {
					message, hint := x.text(in, p)
					say(p.Report.File, p.Pos, message, hint)
				}
			}
		}
		rules = append(rules, r)
	}
	return rules
}

// threeMonths are reports of a quarter's months, each with a revenue of 100 and a
// target of 30, and the quarter's own.
func threeMonths(quarter string) string {
	s := ""
	for _, month := range []string{"01", "02", "03"} {
		s += "-- content/2026-" + month + ".md --\n+++\n[metrics.revenue]\nactual = 100\ntarget = 30\n+++\n"
	}
	return s + "-- content/2026-Q1.md --\n+++\n[metrics.revenue]\n" + quarter + "\n+++\n"
}

// threeBuyers are three months of customers that each counts once, 75 in all, and
// their quarter's.
func threeBuyers(quarter string) string {
	return "-- config.toml --\ntitle = \"T\"\n[metrics.buyers]\nkind = \"distinct\"\nunit = \"count\"\n" +
		"-- content/2025-10.md --\n+++\n[metrics.buyers]\nactual = 5\n+++\n-- content/2025-11.md --\n+++\n[metrics.buyers]\nactual = 30\n+++\n-- content/2025-12.md --\n+++\n[metrics.buyers]\nactual = 40\n+++\n" +
		"-- content/2025-Q4.md --\n+++\n[metrics.buyers]\nactual = " + quarter + "\n+++\n"
}

func disagreementList() []disagreement {
	return []disagreement{
		{cube.StatedStacked, statedStacked, Rule{Rule: diag.Rule{Name: "figures/stated-stacked", Code: "D131", Severity: diag.Error}, Since: since, Meets: "R-1.4-3 R-2.1.1-10",
			Title: w("Stated and stacked figures differ", "填報值與匯總值不符", "填报值与汇总值不符"),
			Doc: w("A report states a figure, and all parts that it is made of are there, but they do not add up to it.",
				"報告填了一個數字，而組成它的各部分俱全，加總卻與它不符。", "报告填了一个数字，而组成它的各部分俱全，加总却与它不符。"),
			Bad: threeMonths("actual = 310"), Good: threeMonths("actual = 300")}},
		{cube.StretchTarget, stretchTarget, Rule{Rule: diag.Rule{Name: "figures/stretch-target", Code: "D124", Severity: diag.Note}, Since: since,
			Title: w("The parts' targets make another", "各部分目標之和不同", "各部分目标之和不同"),
			Doc: w("A report states a target, and all of its parts have one, but they add up to another. That may be meant, as a stretch target.",
				"報告填了目標，各部分也都有目標，但相加後不同。若是挑戰目標，則無妨。", "报告填了目标，各部分也都有目标，但相加后不同。若是挑战目标，则无妨。"),
			Bad: threeMonths("target = 100"), Good: threeMonths("target = 90")}},
		{cube.DistinctBounds, distinctBounds, Rule{Rule: diag.Rule{Name: "figures/distinct-bounds", Code: "D142", Severity: diag.Error}, Since: since,
			Title: w("A count that cannot be", "不可能的計數", "不可能的计数"),
			Doc: w("A count of distinct customers lies between that of the largest part and the sum of all parts.",
				"去重計數必介於最大的一部分與各部分之和之間。", "去重计数必介于最大的一部分与各部分之和之间。"),
			Bad: threeBuyers("76"), Good: threeBuyers("75")}},
		{cube.PartsDisagree, partsDiffer, Rule{Rule: diag.Rule{Name: "figures/parts-differ", Severity: diag.Error}, Since: since,
			Title: w("A ratio's parts are other figures", "比率的分子或分母與指標不符", "比率的分子或分母与指标不符"),
			Doc: w("A ratio is given with parts that are metrics of their own, and the values of those are others.",
				"比率寫了分子與分母，而它們本身也是指標，數值卻不一致。", "比率写了分子与分母，而它们本身也是指标，数值却不一致。"),
			Bad:  "+++\n[metrics.leads]\nactual = 50\n[metrics.deals]\nactual = 8\n[metrics.conversion]\nnum = 9\nden = 50\n+++\n",
			Good: "+++\n[metrics.leads]\nactual = 50\n[metrics.deals]\nactual = 8\n[metrics.conversion]\nnum = 8\nden = 50\n+++\n"}},
		{cube.BadRestatement, badRestatement, Rule{Rule: diag.Rule{Name: "figures/restatement", Severity: diag.Error}, Since: since,
			Title: w("A restatement of nothing", "更正與填報值不符", "更正与填报值不符"),
			Doc: w("A restatement corrects a value from old to new. The report must state one of the two.",
				"更正把舊值改為新值；報告所填的必須是其中之一。", "更正把旧值改为新值；报告所填的必须是其中之一。"),
			Bad:  restatedFrom("110"),
			Good: restatedFrom("100")}},
		{cube.OutsideValidity, outsideValidity, Rule{Rule: diag.Rule{Name: "figures/outside-validity", Severity: diag.Warning}, Since: since, Meets: "R-1.4-1",
			Title: w("Figures of a unit that does not exist then", "單位在該期間並不存在", "单位在该期间并不存在"),
			Doc: w("A unit has figures for a period in which, by config.toml, it does not exist, or one above it does not, so that they go into no total.",
				"依 config.toml，該單位或其上級在此期間並不存在，卻有數字；上級不存在時，數字不會計入任何總計。", "依 config.toml，该单位或其上级在此期间并不存在，却有数字；上级不存在时，数字不会计入任何总计。"),
			Bad:  unitUntil("2026-02"),
			Good: unitUntil("2026-03")}},
	}
}

func restatedFrom(old string) string {
	return "+++\n[metrics.revenue]\nactual = 100\n[[restatements]]\nmetric = \"revenue\"\nold = " + old + "\nnew = 120\nreason = \"a late invoice\"\ndate = 2026-04-01\napproved_by = \"finance\"\n+++\n"
}

func unitUntil(to string) string {
	return "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.east]\nfrom = \"2026-01\"\nto = \"" + to + "\"\n-- content/east/2026-03.md --\n+++\n[metrics.revenue]\nactual = 1\n+++\n"
}

// say prints a figure of a metric, exactly.
func (in *Input) say(metric string, n num.Num) string {
	if m := in.Cube.Metric(metric); m != nil && m.Points() {
		return in.Locale.Percent(n, decimals(n.Mul(num.Int(100))))
	}
	return in.Locale.Number(n, decimals(n))
}

// decimals is how many decimals n needs, but no more than six.
func decimals(n num.Num) int {
	for d := range 6 {
		if n.Round(d).Equal(n) {
			return d
		}
	}
	return 6
}

// where names the place of a problem as commands take it.
func (in *Input) where(p cube.Problem) string {
	name := in.Archive.Calendar.Name(p.Period)
	if p.Unit == report.Root {
		return name
	}
	return p.Unit + "/" + name
}

func statedStacked(in *Input, p cube.Problem) (message, hint string) {
	parts := w("its parts add up to", "各部分合計為", "各部分合计为")
	switch in.Cube.Figure(p.Unit, p.Metric, p.Period).Source {
	case cube.OverTime:
		parts = w("its smaller periods make", "各分期合計為", "各分期合计为")
	case cube.OverUnits:
		parts = w("its units make", "各單位合計為", "各单位合计为")
	case cube.Computed:
		parts = w("it works out as", "計算結果為", "计算结果为")
	}
	return in.W(w("%s is stated as %s, but %s %s", "%s 填報為 %s，但%s %s", "%s 填报为 %s，但%s %s"), p.Metric, in.say(p.Metric, p.Stated), in.W(parts), in.say(p.Metric, p.Other)),
		in.W(w("correct one of them; almanac explain %s %s shows the parts", "請更正其一；almanac explain %s %s 會列出各部分", "请更正其一；almanac explain %s %s 会列出各部分"), p.Metric, in.where(p))
}

func stretchTarget(in *Input, p cube.Problem) (message, hint string) {
	return in.W(w("the target of %s is stated as %s, but the targets of its parts make %s", "%s 的目標填報為 %s，但各部分目標合計為 %s", "%s 的目标填报为 %s，但各部分目标合计为 %s"), p.Metric, in.say(p.Metric, p.Stated), in.say(p.Metric, p.Other)),
		in.W(w("the stated one holds; if it is a stretch target, nothing is to be done", "以填報的為準；若是挑戰目標，不必處理", "以填报的为准；若是挑战目标，不必处理"))
}

func distinctBounds(in *Input, p cube.Problem) (message, hint string) {
	low, high := in.say(p.Metric, p.Other), in.say(p.Metric, p.Upper)
	return in.W(w("%s counts each once and is stated as %s, which cannot be: its largest part has %s, all together %s",
			"%s 為去重計數，填報為 %s，這不可能：最大的一部分為 %s，全部相加為 %s", "%s 为去重计数，填报为 %s，这不可能：最大的一部分为 %s，全部相加为 %s"), p.Metric, in.say(p.Metric, p.Stated), low, high),
		in.W(w("write a number from %s to %s", "請填 %s 至 %s 之間的數", "请填 %s 至 %s 之间的数"), low, high)
}

func partsDiffer(in *Input, p cube.Problem) (message, hint string) {
	name := in.partName(p)
	return in.W(w("%[1]s is given with %[2]s for %[3]s, but %[3]s is %[4]s", "%[1]s 以 %[2]s 作為 %[3]s，但 %[3]s 為 %[4]s", "%[1]s 以 %[2]s 作为 %[3]s，但 %[3]s 为 %[4]s"),
			p.Metric, in.Locale.Number(p.Stated, decimals(p.Stated)), name, in.say(name, p.Other)),
		in.W(w("leave the parts of %s out: it is worked out from the metrics", "不必寫 %s 的分子與分母：由指標算出", "不必写 %s 的分子与分母：由指标算出"), p.Metric)
}

// partName is which of a ratio's parts a problem is about.
func (in *Input) partName(p cube.Problem) string {
	m := in.Cube.Metric(p.Metric)
	if in.Cube.Figure(p.Unit, m.Num, p.Period).Actual.Equal(p.Other) {
		return m.Num
	}
	return m.Den
}

func badRestatement(in *Input, p cube.Problem) (message, hint string) {
	return in.W(w("a restatement of %s does not fit: the report states %s, which is neither its old nor its new value",
			"%s 的更正不符：報告填報 %s，既非舊值也非新值", "%s 的更正不符：报告填报 %s，既非旧值也非新值"), p.Metric, in.say(p.Metric, p.Stated)),
		in.W(w("write as old the value that was reported first, and as new the one that is right", "old 填最初填報的值，new 填正確的值", "old 填最初填报的值，new 填正确的值"))
}

func outsideValidity(in *Input, p cube.Problem) (message, hint string) {
	if p.Above != "" {
		return in.W(w("%[1]s has figures for %[2]s, but %[3]s, which is above it, does not exist then: they go into no total", "%[1]s 有 %[2]s 的數字，但上級 %[3]s 當時並不存在，不會計入任何總計", "%[1]s 有 %[2]s 的数字，但上级 %[3]s 当时并不存在，不会计入任何总计"), p.Unit, in.Archive.Calendar.Name(p.Period), p.Above),
			in.W(w("change from or to in [units.%[1]s], or give [units.%[2]s] another parent from then on", "請修改 [units.%[1]s] 的 from 或 to，或讓 [units.%[2]s] 自那時起改屬其他單位", "请修改 [units.%[1]s] 的 from 或 to，或让 [units.%[2]s] 自那时起改属其他单位"), p.Above, p.Unit)
	}
	return in.W(w("%s has figures for %s, but it does not exist then", "%s 有 %s 的數字，但當時並不存在", "%s 有 %s 的数字，但当时并不存在"), p.Unit, in.Archive.Calendar.Name(p.Period)),
		in.W(w("change from or to in [units.%s], or move the report", "請修改 [units.%s] 的 from 或 to，或移動報告", "请修改 [units.%s] 的 from 或 to，或移动报告"), p.Unit)
}
