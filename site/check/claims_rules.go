package check

import (
	"cmp"
	"strings"

	"almanac/site/diag"
	"almanac/site/report"
)

// claimRules are the rules about what the prose says of figures.
func claimRules() []Rule {
	rules := append(changeRules(), levelRules()...)
	rules = append(rules, trendRules()...)
	rules = append(rules, besideRules()...)
	rules = append(rules, strangerRule())
	for i := range rules {
		r := &rules[i]
		r.Since, r.Langs = since, "en zh"
		if r.report == nil {
			r.report = sayClaims(r.Code)
		}
	}
	return rules
}

// A claimed report is one of March 2026, with its months before.
func claimed(words string) string {
	month := func(name, revenue, orders, deals, more string) string {
		return "-- content/" + name + ".md --\n+++\n[metrics.revenue]\nactual = " + revenue + more + "\n[metrics.orders]\nactual = " + orders +
			"\n[metrics.leads]\nactual = 50\n[metrics.deals]\nactual = " + deals + "\n[metrics.conversion]\nactual = \"" + deals + "/50\"\n+++\n"
	}
	return month("2026-01", "1000000", "100", "5", "") + month("2026-02", "1250000", "110", "6", "") +
		month("2026-03", "1400000", "121", "8", "\ntarget = 1300000") + words + "\n"
}

func changeRules() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "claims/change", Code: "C201", Severity: diag.Error}, Meets: "R-2.2.1-9",
			Title: w("A change in percent is another", "變化的百分比與資料不符", "变化的百分比与数据不符"),
			Doc: w("A text says by how many percent a metric rose or fell, and the data say otherwise at the precision that it is written with. Without “on the previous month” or the like either comparison may be meant; if it agrees with neither, that is a warning.",
				"文中寫某項指標增減了百分之多少，按其所寫的精度，與資料不符。沒有寫明與何者相比時，較上期與較去年同期都算；兩者皆不符，則為警告。",
				"文中写某项指标增减了百分之多少，按其所写的精度，与数据不符。没有写明与何者相比时，较上期与较去年同期都算；两者都不符，则为警告。"),
			Bad:  claimed("Sales rose 15% on the previous month."),
			Good: claimed("Sales rose 12% on the previous month.")},
		{Rule: diag.Rule{Name: "claims/change", Code: "C202", Severity: diag.Error}, Meets: "R-2.2.1-9",
			Title: w("A change in points is another", "變化的百分點與資料不符", "变化的百分点与数据不符"),
			Doc: w("A text says by how many percentage points a ratio rose or fell, and the data say otherwise.",
				"文中寫某項比率升降了幾個百分點，與資料不符。", "文中写某项比率升降了几个百分点，与数据不符。"),
			Bad:  claimed("Conversion rose 3 percentage points on the previous month."),
			Good: claimed("Conversion rose 4 percentage points on the previous month.")},
		{Rule: diag.Rule{Name: "claims/change", Code: "C203", Severity: diag.Error}, Meets: "R-2.2.1-9",
			Title: w("A change in amount is another", "變化的數量與資料不符", "变化的数量与数据不符"),
			Doc: w("A text says by what amount or number a metric rose or fell, and the data say otherwise.",
				"文中寫某項指標增減了多少數量或金額，與資料不符。", "文中写某项指标增减了多少数量或金额，与数据不符。"),
			Bad:  claimed("Orders rose by 21 on the previous month."),
			Good: claimed("Orders rose by 11 on the previous month.")},
		{Rule: diag.Rule{Name: "claims/from-to", Code: "C204", Severity: diag.Error}, Meets: "R-2.2.1-9",
			Title: w("From and to are others", "起訖數值與資料不符", "起止数值与数据不符"),
			Doc: w("A text says from where to where a metric went. The second must be its figure, the first that of the period before or of the one that is named.",
				"文中寫某項指標由多少變為多少。後者應為本期數值，前者應為上期或所寫期間的數值。", "文中写某项指标由多少变为多少。后者应为本期数值，前者应为上期或所写期间的数值。"),
			Bad:  claimed("Conversion rose from 12% to 18%."),
			Good: claimed("Conversion rose from 12% to 16%.")},
		{Rule: diag.Rule{Name: "claims/simplified", Code: "C220", Severity: diag.Error}, Meets: "R-4.1.1-2",
			Title: w("A simplified number is not true", "簡化的數字不實", "简化的数字不实"),
			Doc: w("Words such as double-digit, doubled, nearly 40%, more than NT$10 million have bounds (more is more, nearly is just below), and the data lie outside of them.",
				"兩成、逾三成、近四成、雙位數、翻倍等說法各有界限（逾必須真的超過，近必須略低於），資料不在其內。",
				"两成、逾三成、近四成、两位数、翻倍等说法各有界限（逾必须真的超过，近必须略低于），数据不在其内。"),
			Bad:  claimed("Sales more than doubled on the previous month."),
			Good: claimed("Sales posted double-digit growth on the previous month.")},
		{Rule: diag.Rule{Name: "claims/exact", Code: "C221", Severity: diag.Note}, Meets: "R-4.1.1-3", report: exactness,
			Title: w("A simplified number without its figure", "簡化的數字沒有確切數值", "简化的数字没有确切数值"),
			Doc: w("A text simplifies a change (兩成, doubled), and the exact figure is neither in the data nor in the text.",
				"文中以兩成、翻倍等簡化說法描述變化，而確切數值既不在資料裡，也不在文中。", "文中以两成、翻倍等简化说法描述变化，而确切数值既不在数据里，也不在文中。"),
			Bad:  "+++\n[metrics.revenue]\nactual = 100\n+++\nSales doubled year on year.\n",
			Good: "-- content/2025-03.md --\n+++\n[metrics.revenue]\nactual = 50\n+++\n-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = 100\n+++\nSales doubled year on year.\n"},
	}
}

func levelRules() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "claims/level", Code: "C205", Severity: diag.Error}, Meets: "R-2.2.1-9",
			Title: w("A figure is another", "數值與資料不符", "数值与数据不符"),
			Doc: w("A text says how much a metric is, and the data say otherwise at the precision that it is written with. A unit or month in the clause is the one that is meant.",
				"文中寫某項指標為多少，按其所寫的精度，與資料不符。句中寫了單位或月份，則以該單位、該月為準。", "文中写某项指标为多少，按其所写的精度，与数据不符。句中写了单位或月份，则以该单位、该月为准。"),
			Bad:  claimed("Orders were 120, and conversion was 14%."),
			Good: claimed("Orders were 121, and conversion was 16%.")},
		{Rule: diag.Rule{Name: "claims/attainment", Code: "C206", Severity: diag.Error}, Meets: "R-2.2.1-9 R-3.1.1-1",
			Title: w("An attainment is another", "達成率與資料不符", "达成率与数据不符"),
			Doc: w("A text says how much of a target was reached or by how much it was passed, and actual and target say otherwise. Without a metric the first core metric with a target is meant.",
				"文中寫目標完成多少或超出多少，與實際值、目標值不符。沒有寫明指標時，指第一個有目標的核心指標。", "文中写目标完成多少或超出多少，与实际值、目标值不符。没有写明指标时，指第一个有目标的核心指标。"),
			Bad:  claimed("Sales reached 112% of target."),
			Good: claimed("Sales reached 107.7% of target.")},
		{Rule: diag.Rule{Name: "claims/funnel", Code: "C207", Severity: diag.Error}, Meets: "R-3.2.1-1",
			Title: w("A funnel does not work out", "漏斗數字不一致", "漏斗数字不一致"),
			Doc: w("A sentence gives leads, deals and the rate that they make, and they make another.",
				"句中寫了線索數、成交數與轉化率，而相除的結果不同。", "句中写了线索数、成交数与转化率，而相除的结果不同。"),
			Bad:  claimed("The fair brought 50 leads and 8 deals, a conversion of 17%."),
			Good: claimed("The fair brought 50 leads and 8 deals, a conversion of 16%.")},
		{Rule: diag.Rule{Name: "claims/target", Code: "C214", Severity: diag.Error}, Meets: "R-2.2.1-9",
			Title: w("A target is another", "目標值與資料不符", "目标值与数据不符"),
			Doc: w("A text says what the target of a metric is, and the data have another.",
				"文中寫某項指標的目標為多少，與資料中的目標不符。", "文中写某项指标的目标为多少，与数据中的目标不符。"),
			Bad:  claimed("The sales target was 1.2 million."),
			Good: claimed("The sales target was 1.3 million.")},
	}
}

func trendRules() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "claims/streak", Code: "C210", Severity: diag.Error}, Meets: "R-4.1.2-2",
			Title: w("So many in a row there are not", "連續次數與資料不符", "连续次数与数据不符"),
			Doc: w("A text says that a metric rose or fell so many periods in a row. Three falls need four figures, each beyond the flat band below the one before.",
				"文中寫某項指標連續若干期增減。連續三期下降需要四期的數字，且每期的降幅都超出持平的範圍。", "文中写某项指标连续若干期增减。连续三期下降需要四期的数字，且每期的降幅都超出持平的范围。"),
			Bad:  claimed("Sales have risen for three consecutive months."),
			Good: claimed("Sales have risen for two consecutive months.")},
		{Rule: diag.Rule{Name: "claims/pace", Code: "C211", Severity: diag.Error}, Meets: "R-4.1.2-2",
			Title: w("It did not narrow or widen so", "增幅或降幅的變化與資料不符", "增幅或降幅的变化与数据不符"),
			Doc: w("A text says that a rise or fall narrowed or widened to a rate. The last rate must be that, and the one before larger or smaller.",
				"文中寫增幅或降幅收窄、擴大至多少。最近一期的幅度應為該值，前一期則應較大或較小。", "文中写增幅或降幅收窄、扩大至多少。最近一期的幅度应为该值，前一期则应较大或较小。"),
			Bad:  claimed("Sales rose for two consecutive months; the rate of growth widened to 12%."),
			Good: claimed("Sales rose for two consecutive months; the rate of growth narrowed to 12%.")},
		{Rule: diag.Rule{Name: "claims/size", Code: "C212", Severity: diag.Error}, Meets: "R-4.1.2-4",
			Title: w("A word for the size does not fit", "幅度的用詞與資料不符", "幅度的用词与数据不符"),
			Doc: w("Broadly unchanged, edged up, markedly and sharply stand for bands of size ([bands] in config.toml), and the change lies in another.",
				"基本持平、小幅、顯著、大幅各代表一個區間（config.toml 的 [bands]），實際變化落在別的區間。", "基本持平、小幅、显著、大幅各代表一个区间（config.toml 的 [bands]），实际变化落在别的区间。"),
			Bad:  claimed("Sales rose sharply on the previous month."),
			Good: claimed("Sales rose markedly on the previous month.")},
	}
}

func besideRules() []Rule {
	team := func(words string) string {
		return "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.east]\nname = \"East\"\n[units.west]\nname = \"West\"\n" +
			"-- content/west/2026-03.md --\n+++\n[metrics.conversion]\nactual = \"7/50\"\n+++\n-- content/east/2026-03.md --\n+++\n[metrics.conversion]\nactual = \"8/50\"\n+++\n" + words + "\n"
	}
	peers := func(value string) string {
		return "-- config.toml --\ntitle = \"T\"\n[benchmarks.conversion]\nvalue = \"" + value + "\"\nsource = \"trade survey\"\n-- content/2026-03.md --\n+++\n[metrics.leads]\nactual = 50\n[metrics.deals]\nactual = 8\n+++\nConversion was 16%, above the industry average.\n"
	}
	return []Rule{
		{Rule: diag.Rule{Name: "claims/team", Code: "C213", Severity: diag.Error}, Meets: "R-4.3.1-1",
			Title: w("The team's average is another", "與團隊平均的對照不符", "与团队平均的对照不符"),
			Doc: w("A text holds a ratio against that of the team, which is the unit above: both figures, and which is higher, must be as the data say.",
				"文中把某項比率與團隊平均（即上級單位的比率）對照：兩個數值以及孰高孰低，都應與資料一致。", "文中把某项比率与团队平均（即上级单位的比率）对照：两个数值以及孰高孰低，都应与数据一致。"),
			Bad:  team("Conversion was 16%, above the team average of 14%."),
			Good: team("Conversion was 16%, above the team average of 15%.")},
		{Rule: diag.Rule{Name: "claims/benchmark", Code: "C215", Severity: diag.Error}, Meets: "R-2.2.1-4",
			Title: w("A comparison with the industry does not hold", "與行業的比較不成立", "与行业的比较不成立"),
			Doc: w("A text says that a metric is above or below the industry's average. config.toml must say what that is ([benchmarks]; a warning if it does not), and the figure lie on that side of it.",
				"文中寫某項指標高於或低於行業平均。config.toml 須有該基準值（[benchmarks]，沒有則為警告），且數值確在那一側。",
				"文中写某项指标高于或低于行业平均。config.toml 须有该基准值（[benchmarks]，没有则为警告），且数值确在那一侧。"),
			Bad: peers("17%"), Good: peers("12%")},
	}
}

// exactness finds simplified numbers of which the exact ones are nowhere.
func exactness(c *Case) {
	list := c.claims()
	for i := range list {
		k := list[i]
		if k.finding.code != "C220" || k.verdict != Unresolved || !k.missing || strings.ContainsAny(k.passage.Folded.Text, "%") {
			continue
		}
		p := k.passage
		from, to := p.Folded.Offset(k.from), p.Folded.Offset(k.to)
		c.SayIn(k.text, p, from, to, c.W(w("%s: there is no exact figure for this", "%s：沒有確切的數值", "%s：没有确切的数值"), strings.TrimSpace(p.Words[from:to])),
			c.W(w("write the percentage beside it, or enter the figures", "請在旁邊寫出百分比，或補上數字", "请在旁边写出百分比，或补上数字")))
	}
}

// strangerRule is that of figures of units that there are not.
func strangerRule() Rule {
	team := func(words string) string {
		return "-- config.toml --\ntitle = \"T\"\n[units.root]\n[units.east]\nname = \"East\"\n[units.north]\nname = \"North\"\n-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = 1400000\n+++\n" + words + "\n"
	}
	return Rule{Rule: diag.Rule{Name: "claims/unknown-unit", Severity: diag.Note}, Meets: "R-2.2.1-9", report: unknownUnits,
		Title: w("A figure of a unit that there is not", "數字所屬的單位不存在", "数字所属的单位不存在"),
		Doc: w("A text gives the figure of a team, region or branch by name, and the archive has no unit of that name: nobody can tell whether it is true, and it is not checked.",
			"文中以名稱寫出某團隊、地區或分公司的數字，而檔案裡沒有這個單位：無從得知是否屬實，也無從核對。", "文中以名称写出某团队、地区或分公司的数字，而档案里没有这个单位：无从得知是否属实，也无从核对。"),
		Bad:  team("The West team's revenue rose 12%."),
		Good: team("Our team's revenue rose.")}
}

// unknownUnits finds figures of units that there are not.
func unknownUnits(c *Case) {
	c.claims()
	for _, s := range c.strange {
		if !s.unit {
			continue
		}
		p := s.passage
		c.SayIn(s.text, p, p.Folded.Offset(s.from), p.Folded.Offset(s.to), c.W(w("the archive has no unit %q: nobody can tell whether this is true", "檔案裡沒有「%s」這個單位：無從得知是否屬實", "档案里没有“%s”这个单位：无从得知是否属实"), s.name),
			c.W(w("write the name of a unit as config.toml has it (%s), or declare this one there under [units]", "請照 config.toml 的寫法寫單位名稱（%s），或在那裡的 [units] 下加上這個單位", "请照 config.toml 的写法写单位名称（%s），或在那里的 [units] 下加上这个单位"), c.unitNames()))
	}
}

// unitNames are some of the archive's units, as the language of remarks calls them.
func (in *Input) unitNames() string {
	var names []string
	for _, u := range in.Archive.Units {
		if u.ID != report.Root {
			names = append(names, cmp.Or(u.Name.In(in.Locale.Tag, in.Archive.Languages...), u.ID))
		}
	}
	if len(names) > 6 {
		names = append(names[:5], "…")
	}
	return strings.Join(names, in.W(w(", ", "、", "、")))
}
