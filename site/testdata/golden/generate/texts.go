//go:build ignore

package main

import "fmt"

// authored gives words to the few reports that have them. They say little, and
// nothing that a figure could contradict: figures in them are live.
func (m *model) authored() {
	for name, body := range rootTexts {
		m.words("root", name, body)
	}
	for dept, byPeriod := range departmentTexts {
		for name, en := range byPeriod {
			m.words(dept, name, text{en: en})
		}
	}
	m.words("root", "2023-10", text{
		en:   "October brought sales of {{ revenue }} and the move of the spare parts to the northern hall.\n\nThe quarter before is told in [[2023-Q3]]. Next month both departments try the shorter quotation form.",
		hant: "十月銷售額為{{ revenue }}，備件也遷到了北廳。\n\n上一季的情況見[[2023-Q3]]。下月兩個部門試用較短的報價單。",
		hans: "十月销售额为{{ revenue }}，备件也迁到了北厅。\n\n上一季的情况见[[2023-Q3]]。下月两个部门试用较短的报价单。",
	})
	m.words("east", "2023-10", text{
		en:   "East kept daily logs for three weeks of October; {{ leads }} leads were written down in the month.",
		hant: "華東在十月記了三週的日誌，全月登記線索{{ leads }}條。",
		hans: "华东在十月记了三周的日志，全月登记线索{{ leads }}条。",
	})
	// The copied text: two months, one body, and only the title differs.
	for _, month := range []string{"2022-04", "2022-05"} {
		m.words("team-2", month, text{en: "The team visited the workshops along the river and showed the new clamps on the bench. " +
			"Two owners asked for a trial set, and the sets went out within the week. " +
			"Quotations still wait for the price list, which purchasing promised to renew. " +
			"The team will call every owner back and write down what the trial showed."})
	}
	// The late report: due on 3 March.
	m.words("west", "2023-02", text{en: "Team 3 has worked in this department since January. Desks, files and customers came over without a gap; the joint price talks are set for March."})
	m.report("west", "2023-02").submitted = "2023-03-09"
}

// words makes a report an authored one, handed in a day before it was due.
func (m *model) words(unitID, name string, body text) {
	r := m.report(unitID, name)
	r.authored, r.body = true, body
	p := r.period
	due := map[string]int{"month": 3, "quarter": 10, "year": 20}[p.grain]
	if name == "2023" {
		due = 13 // before as-of
	}
	r.submitted = p.last.AddDate(0, 0, due-1).Format("2006-01-02")
	r.title.en = fmt.Sprintf("%s, %s", r.unit.name.en, spoken(p, "en"))
	if body.hant != "" {
		r.title.hant = r.unit.name.hant + spoken(p, "zh-Hant") + "總結"
		r.title.hans = r.unit.name.hans + spoken(p, "zh-Hans") + "总结"
		r.summary = text{"What happened in " + spoken(p, "en") + ".", spoken(p, "zh-Hant") + "要事。", spoken(p, "zh-Hans") + "要事。"}
	}
}

// spoken is the name of a period in a language.
func spoken(p period, lang string) string {
	y, m := p.first.Year(), int(p.first.Month())
	q := (m + 2) / 3
	switch {
	case p.grain == "year" && lang == "en":
		return fmt.Sprint(y)
	case p.grain == "year":
		return fmt.Sprintf("%d年", y)
	case p.grain == "quarter" && lang == "en":
		return fmt.Sprintf("quarter %d of %d", q, y)
	case p.grain == "quarter":
		return fmt.Sprintf("%d年第%d季", y, q)
	case lang == "en":
		return p.first.Format("January 2006")
	}
	return fmt.Sprintf("%d年%d月", y, m)
}

var rootTexts = map[string]text{
	"2021-Q1": {"The archive begins with this quarter. Every representative now reports by month, in one form.",
		"本檔案由本季開始。業務代表一律按月、以同一格式提交總結。", "本档案由本季开始。业务代表一律按月、以同一格式提交总结。"},
	"2021-Q2": {"The catalogue was printed anew and the old one withdrawn. The next fair is in autumn.",
		"新目錄已付印，舊目錄收回。下一場展會在秋季。", "新目录已付印，旧目录收回。下一场展会在秋季。"},
	"2021-Q3": {"One report of September never arrived; East gave its sales from the ledger. Other figures of the month stay open.",
		"九月有一份總結未交，華東按帳冊補報銷售額，當月其他數字仍缺。", "九月有一份总结未交，华东按账册补报销售额，当月其他数字仍缺。"},
	"2021-Q4": {"Stock was counted in December. The list of open offers was cleared with both departments.",
		"十二月完成盤點，兩個部門一同清理了未結報價。", "十二月完成盘点，两个部门一同清理了未结报价。"},
	"2022-Q1": {"Visitors of the showrooms are counted from January. Sales of the quarter: {{ revenue }}.",
		"展廳訪客自一月起計數。本季銷售額{{ revenue }}。", "展厅访客自一月起计数。本季销售额{{ revenue }}。"},
	"2022-Q2": {"A representative worked half a post through the spring. The stretch target of East was agreed in April.",
		"春季有一名業務代表以半職工作。華東的進取目標於四月商定。", "春季有一名业务代表以半职工作。华东的进取目标于四月商定。"},
	"2022-Q3": {"A target of August was wrong by a zero and has been corrected in its report. See [[2022-Q2]] for the plan.",
		"八月有一項目標多寫一個零，已在該總結更正。計劃見[[2022-Q2]]。", "八月有一项目标多写一个零，已在该总结更正。计划见[[2022-Q2]]。"},
	"2022-Q4": {"The reorganisation was prepared: Team 3 goes to West with the new year.",
		"本季籌備改組：第三團隊於新年轉入華西。", "本季筹备改组：第三团队于新年转入华西。"},
	"2023-Q1": {"Team 3 now belongs to West. Department figures before and after the move cover different teams.",
		"第三團隊已屬華西。兩個部門在改組前後的數字涵蓋不同團隊。", "第三团队已属华西。两个部门在改组前后的数字涵盖不同团队。"},
	"2023-Q2": {"Representative W2 left at the end of June; the file was handed to Team 2.",
		"業務代表W2於六月底離任，資料移交第二團隊。", "业务代表W2于六月底离任，资料移交第二团队。"},
	"2023-Q3": {"The web form went live in August and leads were sorted by channel for the first time.",
		"網上表單於八月上線，線索首次按渠道登記。", "网上表单于八月上线，线索首次按渠道登记。"},
	"2023-Q4": {"Daily logs were tried for three weeks of October. Sales of the quarter: {{ revenue }}, against {{ revenue target }} planned.",
		"十月試行了三週日誌。本季銷售額{{ revenue }}，目標{{ revenue target }}。", "十月试行了三周日志。本季销售额{{ revenue }}，目标{{ revenue target }}。"},
	"2021": {"The first year on record. Its September has a gap, which the figures show.",
		"有紀錄的第一年。九月有缺口，數字照實顯示。", "有记录的第一年。九月有缺口，数字照实显示。"},
	"2022": {"A year without a change of people until its last day. Sales: {{ revenue }}.",
		"全年人員直至最後一天未變。銷售額{{ revenue }}。", "全年人员直至最后一天未变。销售额{{ revenue }}。"},
	"2023": {"The year of the reorganisation. The whole company compares with [[2022]]; the departments do not.",
		"改組之年。全公司可與[[2022]]相比，部門則不可。", "改组之年。全公司可与[[2022]]相比，部门则不可。"},
}

var departmentTexts = map[string]map[string]string{
	"east": {
		"2021-Q1": "East began the year with two teams and one shared van.",
		"2021-Q2": "The northern route was mapped and given to Team 3.",
		"2021-Q3": "A new representative joined Team 1 in July and walked the route with a colleague.",
		"2021-Q4": "Winter stock came early; the yard was full until Christmas.",
		"2022-Q1": "An order of March was found twice in the books and taken out once.",
		"2022-Q2": "The department set itself more than the plan asks, and says so in its target.",
		"2022-Q3": "The hall was repainted; customers were received next door.",
		"2022-Q4": "Farewell to Team 3. Its November brought many small enquiries from the trade register.",
		"2023-Q1": "With one team left, the weekly round takes half an hour.",
		"2023-Q2": "Samples are now lent for ten days, against a signature.",
		"2023-Q3": "Expo and web leads are kept apart from August on.",
		"2023-Q4": "The log of October helped to plan calls; it will be tried again in spring.",
		"2021":    "East learned to report, and mostly did.",
		"2022":    "The last year with Team 3.",
		"2023":    "The first year with one team.",
	},
	"west": {
		"2021-Q1": "West works from the river office, with two representatives.",
		"2021-Q2": "The demonstration bench arrived and was bolted down in May.",
		"2021-Q3": "Summer heat closed the workshop on four afternoons.",
		"2021-Q4": "Three long-standing customers asked for yearly contracts.",
		"2022-Q1": "No survey was made by one representative in the holiday month.",
		"2022-Q2": "Trial sets of the new clamps are out with workshop owners.",
		"2022-Q3": "A plan figure was mistyped and corrected within days.",
		"2022-Q4": "Rooms were made ready for a second team.",
		"2023-Q1": "Team 3 arrived. Both teams share one price list.",
		"2023-Q2": "One representative said goodbye in June after a careful handover.",
		"2023-Q3": "Deliveries over the bridge were rerouted while it was repaired.",
		"2023-Q4": "The department closed the year with an open day.",
		"2021":    "A quiet year in the river office.",
		"2022":    "A year of trial sets and of one corrected plan.",
		"2023":    "Two teams under one roof.",
	},
}
