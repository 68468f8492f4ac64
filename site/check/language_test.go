package check_test

import (
	"fmt"
	"strings"
	"testing"
)

// said lists what a rule says of a sentence in a section of a March report.
func said(t *testing.T, rule, front, role, sentence string) (list []string) {
	t.Helper()
	config := "-- config.toml --\ntitle = \"T\"\nlanguages = [\"en\", \"zh-Hant\", \"zh-Hans\"]\n[people.\"chen.jie\"]\nname = \"陳潔\"\n" +
		"[metrics.revenue]\nlabel = { en = \"Sales\", zh-Hant = \"銷售額\", zh-Hans = \"销售额\" }\n[metrics.satisfaction]\nunit = \"percent\"\nlabel = { en = \"Satisfaction\", zh-Hant = \"滿意度\", zh-Hans = \"满意度\" }\n[metrics.churn_rate]\n" +
		"-- content/2026-02.md --\n+++\nscenario = \"figures\"\n[metrics.churn_rate]\nnum = 20\nden = 100\n[metrics.satisfaction]\nnum = 80\nden = 100\n+++\n"
	lang := "en"
	if strings.ContainsFunc(sentence, func(r rune) bool { return r > 0x2e80 }) {
		lang = "zh-Hant"
	}
	text := config + "-- content/2026-03.md --\n+++\nlang = \"" + lang + "\"\n" + front + "+++\n## x {.r-" + role + "}\n\n" + sentence + "\n"
	for _, d := range remarksOf(t, text) {
		if d.Rule == rule && d.File == "content/2026-03.md" {
			list = append(list, fmt.Sprintf("%s %d:%d+%d", d.Severity, d.Line, d.Column, d.Width))
		}
	}
	return list
}

// Each expression in its place, and the traps beside it (domain.md §4.4): words
// alone are not evidence.
func TestVague(t *testing.T) {
	for sentence, want := range map[string]int{
		// Traditional and Simplified Chinese.
		"銷售額有所提升。":                1,
		"销售额有所增长。":                1,
		"銷售額有所提升，達120萬元。":         0, // the next clause has the figure
		"銷售額提升3.2%，客戶滿意度有所提升。":    1,
		"客戶流失略有下降。":               1,
		"調整了策略和戰略。":               0, // 略 within other words
		"我們忽略了策略的一部分。":            0,
		"業績良好。":                   1,
		"業績良好，達成率104%。":           0,
		"養成良好的習慣。":                0,
		"10月業績良好。":                1, // a month is no figure
		"團隊表現不錯。":                 1,
		"較好的業績來自老客戶。":             1,
		"大量客戶流失。":                 1,
		"大量使用模板。":                 0, // nothing that is counted
		"部分銷售員沒有達標。":              1,
		"部分客戶轉投對手。":               1,
		"第二部分客戶是經銷商。":             0,
		"在內部分享案例。":                0, // 內部|分享
		"大部分產品已經上架。":              0,
		"這部分訂單已經交付。":              0,
		"12名銷售員中有3名沒有達標，部分客戶也知道。": 1, // the clause with the figure is another
		"在10月15日前完成方案。":           0, // 日前
		"近期完成方案。":                 1,
		"接近期末才完成。":                0,
		"儘快完成方案。":                 1,
		"10月15日前儘快完成方案。":          0,
		"適時調整價格。":                 1,
		"等待合適時機。":                 0,
		"請相關部門協助。":                1,
		"一定程度上受天氣影響。":             1,
		"客戶約120家左右。":              1,
		"會議左右了決定。":                0,
		"大約120家客戶。":               1,
		"大約是這樣。":                  0,
		// English.
		"Sales were somewhat higher.":                                  1,
		"Sales rose significantly.":                                    1,
		"Sales rose significantly, by 12%.":                            0,
		"Sales rose 12%, which is significant for us.":                 1,
		"Results were good.":                                           1,
		"A strong quarter.":                                            1,
		"Results were good: 104% of the target.":                       0,
		"There is good reason to wait.":                                0,
		"The carrier delivered in good time.":                          0,
		"Many customers left.":                                         1,
		"How many customers left is not known.":                        0,
		"Several new dealers ordered.":                                 1,
		"Several hours passed.":                                        0,
		"Some reps missed the target.":                                 1,
		"Some of the work is done.":                                    0,
		"Roughly 120 dealers ordered.":                                 1,
		"We talked about 2019 prices.":                                 0,
		"We went around the harbour.":                                  0,
		"The list will soon be ready.":                                 1,
		"As soon as the floor was set, losses stopped.":                0,
		"We will answer as soon as possible.":                          1,
		"Relevant departments will help.":                              1,
		"The strike hurt us to some extent.":                           1,
		"Two of the dealers answered to some extent, which we regret.": 1,
	} {
		role := "process"
		if got := said(t, "language/vague", "", role, sentence); len(got) != want {
			t.Errorf("%s: %v, want %d", sentence, got, want)
		}
	}
	// Around a number it is only noted, and the caret stands under the words.
	if got := said(t, "language/vague", "", "process", "客戶大約120家。"); len(got) != 1 || got[0] != "note 6:3+2" {
		t.Errorf("%v", got)
	}
	if got := said(t, "language/vague", "", "process", "本月**業績**良好。"); len(got) != 1 || got[0] != "warning 6:9+2" {
		t.Errorf("%v", got)
	}
	// What is worked out is exact.
	if got := said(t, "language/vague", "", "process", "Sales rose significantly to {{ revenue }}."); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

func TestBlame(t *testing.T) {
	for sentence, want := range map[string]string{
		"銷售員能力不足。":    "warning",
		"陳潔態度差。":      "error", // someone of config.toml
		"两名销售员责任心不强。": "warning",
		"各區表現差異為5%。":  "",
		"庫存水平低於上月。":   "",
		"業務水平低。":      "warning",
		"他不負責該區域。":    "",
		"新人不負責任。":     "warning",
		"客戶無理取鬧。":     "warning",
		"新員工成交轉化率僅為8%，低於團隊平均的15%。": "",
		"The reps are lazy.":         "warning",
		"A difficult customer left.": "warning",
		"The carrier is at fault.":   "warning",
		"The market was difficult.":  "",
	} {
		got := said(t, "language/blame", "", "issues", sentence)
		if want == "" && len(got) != 0 || want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], want)) {
			t.Errorf("%s: %v, want %q", sentence, got, want)
		}
	}
}

func TestConjecture(t *testing.T) {
	for sentence, want := range map[string]int{
		"可能是價格的問題。":                                                   1,
		"我們盡可能提早交貨。":                                                  0,
		"不可能再降價。":                                                     0,
		"這種可能性不大。":                                                    0,
		"估計值為3%。":                                                     0,
		"估計下降3%。":                                                     1,
		"Perhaps the price was too high.":                             1,
		"I think that the price was too high.":                        1,
		"The price was too high, which 3 said.":                       0,
		"Perhaps the price was too high.[^1]\n\n[^1]: Three said so.": 0,
	} {
		if got := said(t, "language/conjecture", "", "issues", sentence); len(got) != want {
			t.Errorf("%s: %v, want %d", sentence, got, want)
		}
	}
	// A plan may weigh what may come.
	if got := said(t, "language/conjecture", "", "plan", "April may bring more orders, perhaps."); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

func TestPassive(t *testing.T) {
	for sentence, want := range map[string]string{
		"目標被團隊完成。": "warning",
		"團隊完成目標。":  "",
		"由銷售經理牽頭，在10月15日前完成CRM系統簡化方案。": "",
		"由陳潔負責。":                                     "",
		"方案被客戶退回兩次。":                                 "note",
		"我們處於被動局面。":                                  "",
		"公司被迫降價。":                                    "",
		"訂單被銷售經理取消。":                                 "warning",
		"團隊遭到投訴，受到影響。":                               "",
		"The target was met by the team.":            "warning",
		"The team met its target.":                   "",
		"Supply was limited by the strike.":          "",
		"Sales were expected by 5%.":                 "",
		"The margin was cut by 5%.":                  "", // once, and not by someone
		"Orders were taken by our reps in the west.": "warning",
		"It was based on visits.":                    "",
	} {
		got := said(t, "language/passive", "", "process", sentence)
		if want == "" && len(got) != 0 || want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], want)) {
			t.Errorf("%s: %v, want %q", sentence, got, want)
		}
	}
	// In English one note of a text of which three sentences in ten are passive.
	if got := said(t, "language/passive", "", "process", "Dates were moved. Prices were raised. Goods were sent. We visited 9 dealers. We rested. We slept. We ate. We sang. We read. We won."); len(got) != 1 || !strings.HasPrefix(got[0], "note 6:7+") {
		t.Errorf("%v", got)
	}
	if got := said(t, "language/passive", "", "process", "Dates were moved. Prices were raised. We sent goods. We visited 9 dealers. We rested. We slept. We ate. We sang. We read. We won."); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// The churn rate is 25 % of its base higher, 5 points: 20 % became 25 % (TV-20).
func TestPoints(t *testing.T) {
	front := "[metrics.churn_rate]\nnum = 25\nden = 100\n[metrics.satisfaction]\nnum = 85\nden = 100\n"
	for sentence, want := range map[string]string{
		"客戶滿意度提升5%。":                           "warning",
		"滿意度較上月提升了5%。":                         "warning",
		"滿意度提升5個百分點。":                          "",
		"滿意度由80%提升至85%。":                       "",
		"滿意度提升5%，由80%到85%。":                    "",
		"滿意度提升至85%。":                           "",
		"銷售額提升5%。":                             "",
		"流失率上升25%。":                            "note",
		"拜訪效率提升20%。":                           "",
		"互動率提高１０％。":                            "warning", // of no metric here, but of every trade
		"Satisfaction rose 5%.":                "warning",
		"Satisfaction rose by 5 points.":       "",
		"Satisfaction rose from 80% to 85%.":   "",
		"Satisfaction rose to 85%.":            "",
		"The churn rate rose 25%.":             "warning", // the label is Churn; a rate all the same
		"Churn rose 25%.":                      "note",
		"Sales rose 5%.":                       "",
		"Sales to dealers with churn rose 5%.": "warning", // cannot be told apart
		"Its market share fell by about 2%.":   "warning",
	} {
		got := said(t, "language/points", front, "results", sentence)
		if want == "" && len(got) != 0 || want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], want)) {
			t.Errorf("%s: %v, want %q", sentence, got, want)
		}
	}
}

func TestMultiples(t *testing.T) {
	for _, c := range []struct {
		rule, sentence string
		want           int
	}{
		{"language/times-less", "投訴下降了3倍。", 1},
		{"language/times-less", "成本减少两倍。", 1},
		{"language/times-less", "訂單增長了3倍。", 0},
		{"language/times-less", "成本下降，訂單是上月的3倍。", 0},
		{"language/times-less", "Complaints were 3 times lower.", 1},
		{"language/times-less", "We called 3 times, less than planned.", 0},
		{"language/grown-to", "銷售額增長到20%。", 1},
		{"language/grown-to", "銷售額增長20%。", 0},
		{"language/grown-to", "銷售額增至150萬元。", 0},
		{"language/grown-to", "銷售額占比增至20%。", 0},
		{"language/grown-to", "滿意度提升至85%。", 0},
		{"language/grown-to", "Sales grew to 20%.", 1},
		{"language/grown-to", "Sales grew to 20% of the market.", 0},
		{"language/undefined-metric", "流失風險增加2%。", 1},
		{"language/undefined-metric", "流失率增加2%。", 0},
		{"language/undefined-metric", "老客戶復購率增加2%。", 0},
		{"language/undefined-metric", "銷售額增加2%。", 0},
		{"language/undefined-metric", "貨運量增加2%。", 0},
		{"language/undefined-metric", "Churn risk rose 2%.", 1},
		{"language/undefined-metric", "The rival's prices rose 2%.", 0},
	} {
		if got := said(t, c.rule, "", "customers", c.sentence); len(got) != c.want {
			t.Errorf("%s: %v, want %d", c.sentence, got, c.want)
		}
	}
}

// The limits of R-2.3.2-2 and R-5.3.2-1, inclusive.
func TestLengths(t *testing.T) {
	han := func(n int, end string) string {
		return strings.Repeat("文字文字文字文字文字，", n/10)[:0] + runs(n) + end
	}
	for _, c := range []struct {
		rule, text, want string
	}{
		{"language/long-sentence", han(100, "。"), ""},
		{"language/long-sentence", han(101, "。"), "warning"},
		{"language/long-sentence", strings.Repeat("文", 39) + "，" + strings.Repeat("字", 20) + "。", ""},
		{"language/long-sentence", strings.Repeat("文", 40) + "，" + strings.Repeat("字", 20) + "。", "note"},
		{"language/long-sentence", strings.TrimSpace(strings.Repeat("word ", 40)) + ".", ""},
		{"language/long-sentence", strings.TrimSpace(strings.Repeat("word ", 41)) + ".", "warning"},
		{"language/long-paragraph", strings.Repeat(han(50, "。"), 5), ""},
		{"language/long-paragraph", strings.Repeat(han(50, "。"), 5) + "文。", "warning"},
		{"language/long-paragraph", strings.Repeat(han(50, "。"), 10), "warning"},
		{"language/long-paragraph", strings.Repeat(han(50, "。"), 10) + "文。", "error"},
		{"language/long-paragraph", strings.Repeat(han(80, "。"), 10), "error"}, // the guide's 800
		{"language/long-paragraph", strings.Repeat("One two three four five. ", 30), ""},
		{"language/long-paragraph", strings.Repeat("One two three four five. ", 30) + "Six.", "warning"},
		{"language/long-paragraph", strings.Repeat("One two three four five. ", 60) + "Six.", "error"},
	} {
		got := said(t, c.rule, "", "market", c.text)
		if c.want == "" && len(got) != 0 || c.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], c.want)) {
			t.Errorf("%s of %d: %v, want %q", c.rule, len([]rune(c.text)), got, c.want)
		}
	}
}

// runs are n characters with a comma behind every ten.
func runs(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 && i%10 == 0 {
			b.WriteString("，")
		}
		b.WriteString("文")
	}
	return b.String()
}

// A text of a language that no rule knows is left alone.
func TestUnknownLanguage(t *testing.T) {
	text := "-- config.toml --\ntitle = \"T\"\nlanguages = [\"de\"]\n-- layouts/i18n/de.toml --\n[roles]\n-- content/2026-03.md --\n+++\nlang = \"de\"\n[metrics.revenue]\nactual = 1\ntarget = 1\n+++\n## Ergebnisse {.r-results}\n\nMany customers left. 部分客戶流失。 Der Umsatz stieg auf 1.\n"
	for _, d := range remarksOf(t, text) {
		if strings.HasPrefix(d.Rule, "language/") {
			t.Errorf("%s: %s", d.Rule, d.Message)
		}
	}
}

// A copy of last month's text with other figures, or of a unit's beside it; a
// short one, or one of another language, is none.
func TestCopied(t *testing.T) {
	const words = "The fair in the harbour brought in %d dealers who had not bought before, and two of them placed a first order worth %d. The carrier was late with three deliveries, which cost us a day."
	report := func(name, front, words string) string {
		return "-- content/" + name + ".md --\n+++\n" + front + "+++\n## Process\n\n" + words + "\n"
	}
	for _, c := range []struct {
		files string
		want  []string
	}{
		{report("2026-02", "", fmt.Sprintf(words, 9, 120)) + report("2026-03", "", fmt.Sprintf(words, 3, 95)), []string{"content/2026-03.md: content/2026-02.md"}},
		{report("2026-01", "", fmt.Sprintf(words, 9, 120)) + report("2026-03", "", fmt.Sprintf(words, 3, 95)), nil},
		{report("east/2026-03", "", fmt.Sprintf(words, 9, 120)) + report("west/2026-03", "", fmt.Sprintf(words, 3, 95)), []string{"content/west/2026-03.md: content/east/2026-03.md"}},
		{report("east/2026-02", "", fmt.Sprintf(words, 9, 120)) + report("west/2026-03", "", fmt.Sprintf(words, 3, 95)), nil},
		{report("2026-02", "", "Nothing to report, all went as planned.") + report("2026-03", "", "Nothing to report, all went as planned."), nil},
		{report("2026-02", "scenario = \"figures\"\n", fmt.Sprintf(words, 9, 120)) + report("2026-03", "", fmt.Sprintf(words, 3, 95)), nil},
	} {
		var got []string
		for _, d := range remarksOf(t, c.files) {
			if d.Rule == "language/copied" {
				got = append(got, d.File+": "+d.Message[strings.Index(d.Message, "content/"):])
			}
		}
		if strings.Join(got, "; ") != strings.Join(c.want, "; ") {
			t.Errorf("%v, want %v", got, c.want)
		}
	}
}

// However often a sentence comes again, it is said once.
func TestSaidTwice(t *testing.T) {
	const one = "The carrier was late with three deliveries in the last week. "
	for n, want := range map[int]string{1: "", 2: "6:62", 3: "6:62", 9: "6:62"} {
		got := ""
		for _, d := range remarksOf(t, "+++\n+++\n## Process\n\n\n"+strings.Repeat(one, n)+"\n") {
			if d.Rule == "language/said-twice" {
				got += fmt.Sprintf("%d:%d", d.Line, d.Column)
			}
		}
		if got != want {
			t.Errorf("%d times: %q, want %q", n, got, want)
		}
	}
}
