package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/report"
)

// forms are the rules about how sections are written.
func forms() []Rule {
	return []Rule{
		{Rule: diag.Rule{Name: "structure/text-first", Code: "S130", Severity: diag.Warning}, Since: since, Meets: "R-2.2.1-1", Duty: true, report: textFirst,
			Title: w("A table or picture in the text", "正文中的表格或圖片", "正文中的表格或图片"),
			Doc: w("A summary is text: what stands in its front matter almanac draws as tables and charts itself, each with a sentence. Tables and pictures are welcome in a section of the role board and in the scenario board. [checks] text_first sets the level, or off.",
				"總結以文字為主：檔頭裡的數字，almanac 會自行繪成圖表並附說明。「數據看板」一節與 scenario = \"board\" 可放表格與圖片。可在 [checks] 以 text_first 調整等級，或設為 off。",
				"总结以文字为主：文件头里的数字，almanac 会自行绘成图表并附说明。“数据看板”一节与 scenario = \"board\" 可放表格与图片。可在 [checks] 以 text_first 调整等级，或设为 off。"),
			Bad:  month("", "## Results\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"),
			Good: month("", "## Data board\n\n| a | b |\n| - | - |\n| 1 | 2 |\n")},
		{Rule: diag.Rule{Name: "structure/no-number", Code: "S131", Severity: diag.Warning}, Since: since, Meets: "R-2.2.1-2 R-2.3.2-4", Duty: true, report: noNumber,
			Title: w("A paragraph without a number", "段落沒有數字", "段落没有数字"),
			Doc: w("Each paragraph on goals and on results has a number: written in digits or words, or as a live figure.",
				"目標與成果兩部分，每段都要有數字：阿拉伯數字、中文數字或 {{ }} 即時數字皆可。", "目标与成果两部分，每段都要有数字：阿拉伯数字、中文数字或 {{ }} 实时数字皆可。"),
			Bad:  month("", "## Results\n\nWe did well.\n"),
			Good: month("", "## Results\n\nWe won two of the three tenders.\n")},
		{Rule: diag.Rule{Name: "structure/other-grain", Code: "S132", Severity: diag.Note}, Since: since, Meets: "R-2.2.1-6", Duty: true, report: otherGrain,
			Title: w("A comparison of another length", "比較口徑與期間不一致", "比较口径与期间不一致"),
			Doc: w("Comparisons in a report are of its own length: a month's report compares with months, not with last week.",
				"報告中的比較應與其期間一致：月報與月相比，不與上週相比。", "报告中的比较应与其期间一致：月报与月相比，不与上周相比。"),
			Bad:  month("", "## Results\n\nOrders fell by 3 week on week.\n"),
			Good: month("", "## Results\n\nOrders fell by 3 month on month.\n")},
		{Rule: diag.Rule{Name: "structure/heading-number", Code: "S140", Severity: diag.Warning}, Since: since, Meets: "R-2.2.2-2", report: headingNumber,
			Title: w("A number or symbol before a heading", "標題帶編號或符號", "标题带编号或符号"),
			Doc: w("Headings carry no numbers and no symbols: almanac finds sections by their words, and each has a link of its own. [checks] heading_numbers sets the level, or off.",
				"標題不加編號或符號：almanac 依字詞辨認章節，每節都有自己的連結。可在 [checks] 以 heading_numbers 調整等級，或設為 off。",
				"标题不加编号或符号：almanac 依词语辨认章节，每节都有自己的链接。可在 [checks] 以 heading_numbers 调整等级，或设为 off。"),
			Bad:  month("", "## 1. Results\n\nOrders fell by 3.\n"),
			Good: month("", "## Results of 3 fairs\n\nOrders fell by 3.\n")},
		{Rule: diag.Rule{Name: "structure/transition", Code: "S150", Severity: diag.Note}, Since: since, Meets: "R-2.2.2-5", Duty: true, report: transition,
			Title: w("A section that follows from nothing", "章節之間沒有銜接", "章节之间没有衔接"),
			Doc: w("The first sentence on issues and on the plan, or the last one before it, leads over from what was said: based on these results, given this, therefore, against this background. A section that begins with a list needs none.",
				"問題與計劃兩節的首句，或前一節的末句，要承接上文：基於、在此基礎上、針對上述、因此、由此。以清單開頭的章節不在此限。",
				"问题与计划两节的首句，或前一节的末句，要承接上文：基于、在此基础上、针对上述、因此、由此。以清单开头的章节不在此限。"),
			Bad:  month("", sResults, "## Issues\n\nThree deliveries were late.\n"),
			Good: month("", sResults, "## Issues\n\nGiven the strike, three deliveries were late.\n")},
	}
}

// level is the severity that a limit of [checks] sets, and whether the rule is on.
func (c *Case) level(limit string) (diag.Severity, bool) {
	set := c.Archive.Checks.Levels[limit]
	if set == "" {
		return c.rule.Severity, true
	}
	return diag.Severity(max(slices.Index([]string{"note", "warning", "error"}, set), 0)), set != "off"
}

func textFirst(c *Case) {
	severity, on := c.level("text_first")
	if !on || c.Scenario == report.Board {
		return
	}
	for _, t := range c.Texts() {
		say := func(at report.Pos, what Words) {
			d := c.rule.At(t.File, int(at.Line), int(at.Column), c.W(what),
				c.W(w("put the figures into the front matter, where pages draw them from, or the rest under ## %s", "數字請寫進檔頭，由頁面繪圖；其餘放到 ## %s 之下", "数字请写进文件头，由页面绘图；其余放到 ## %s 之下"), c.heading(t, "board")))
			d.Severity = severity
			c.found = append(c.found, d)
		}
		for i := range t.Body.Blocks {
			if b := &t.Body.Blocks[i]; b.Kind == report.Table && t.Body.Role(*b) != "board" {
				say(b.Pos, w("a table in the text", "正文中有表格", "正文中有表格"))
			}
		}
		for _, h := range t.Body.Holes {
			if h.Kind != report.Image {
				continue
			}
			if at, role := t.place(h.At); role != "board" {
				say(at, w("a picture in the text", "正文中有圖片", "正文中有图片"))
			}
		}
	}
}

// place is the block or heading that holds a place of the HTML, or the last before
// it, and its role.
func (t *Text) place(at int32) (pos report.Pos, role string) {
	pos = report.Pos{Line: 1, Column: 1}
	last := int32(-1)
	for i := range t.Body.Headings {
		if h := &t.Body.Headings[i]; h.Start <= at && h.Start > last {
			pos, role, last = h.Pos, h.Role, h.Start
		}
	}
	for i := range t.Body.Blocks {
		if b := &t.Body.Blocks[i]; b.Start <= at && b.Start > last {
			pos, role, last = b.Pos, t.Body.Role(*b), b.Start
		}
	}
	return pos, role
}

// noNumber looks at paragraphs of goals and results; items of lists are too short
// to each have one.
func noNumber(c *Case) {
	for _, t := range c.Texts() {
		for i := range t.Passages {
			p := &t.Passages[i]
			if p.Kind != report.Paragraph || p.Role != "goals" && p.Role != "results" || numeric(p.Folded.Text) || t.live(p) || len(p.Sentences) == 0 {
				continue
			}
			c.SayIn(t, p, p.Sentences[0].Start, p.Sentences[0].Stop, c.W(w("the paragraph has no number", "這一段沒有數字", "这一段没有数字")),
				c.W(w("say how much, how many or what share", "請寫出數量、金額或比例", "请写出数量、金额或比例")))
		}
	}
}

// spelled are numbers written out.
var spelled = []string{"none", "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "twenty", "thirty", "forty", "fifty", "hundred", "thousand",
	"half", "third", "thirds", "quarters", "double", "doubled", "triple", "tripled", "twice", "no", "all", "every", "each", "both"}

// numeric reports whether words have a number, in digits or words.
func numeric(words string) bool {
	if strings.ContainsFunc(words, func(r rune) bool { return r >= '0' && r <= '9' }) || measured(words) {
		return true
	}
	for field := range strings.FieldsFuncSeq(lowerASCII(words), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if slices.Contains(spelled, field) {
			return true
		}
	}
	return false
}

// measured reports whether words have a Chinese number before a measure word, or
// a word that is a number: 三成, 兩家, 一半, 翻倍.
func measured(words string) bool {
	previous := rune(0)
	for _, r := range words {
		if r >= utf8.RuneSelf && countsWith(previous) && strings.ContainsRune("成倍家個个名位筆笔單单條条件次萬万億亿天人款項项座場场折周週季年輪轮間间台隊队批", r) {
			return true
		}
		previous = r
	}
	return numbersZh.in(words)
}

// numbersZh are words of Chinese that are numbers.
var numbersZh = finderOf(anywhere, []string{"一半", "過半", "过半", "翻倍", "翻番", "雙位數", "双位数", "兩位數", "两位数", "分之", "全部", "無一", "无一"})

// countsWith reports whether a number before a measure word may end with a character.
func countsWith(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '兩', '两', '半', '幾', '几', '零':
		return true
	}
	return false
}

func otherGrain(c *Case) {
	own := c.Period.Grain()
	if own < period.Monthly {
		return
	}
	for _, t := range c.Texts() {
		for i := range t.Passages {
			p := &t.Passages[i]
			for _, h := range c.hits(t, p) {
				if h.mark < daily {
					continue
				}
				if g := [...]period.Grain{period.Daily, period.Weekly, period.Monthly, period.Quarterly}[h.mark-daily]; g == own || g == period.Monthly && own == period.Quarterly {
					continue // a quarter's report follows its months
				}
				c.SayIn(t, p, p.Folded.Offset(h.from), p.Folded.Offset(h.to), c.W(w("the report of %s compares otherwise", "報告屬於%s，比較口徑卻不同", "报告属于%s，比较口径却不同"), c.Locale.Period(c.Archive.Calendar, c.Period)),
					c.W(w("compare with the period before or the same one last year", "請與上一期或去年同期相比", "请与上一期或去年同期相比")))
			}
		}
	}
}

// numbered is the pattern of domain.md §4.3.
var numbered = patternOf(`^(第[一二三四五六七八九十百0-9]+[章節节部分條条]|[（(]?[一二三四五六七八九十]+[）)]?[、.．:：]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+([.．][0-9]+)+[ 　]?|[0-9]+[、.．)）][ 　]?|[①-⑳⒈-⒛ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]+\.[ ]|(?i:step|part|section|chapter)[ ]+[0-9]+|[★☆●■◆▲※#＊*•→])`)

// enumerated is how many bytes of a heading are a number or symbol before it; 0 if
// none are. 2.5倍增長 begins with a figure.
func enumerated(title string) int {
	first, _ := utf8.DecodeRuneInString(title)
	if first < utf8.RuneSelf && !strings.ContainsRune("0123456789(#*IVXSPCspc", first) {
		return 0
	}
	n := len(numbered().FindString(title))
	if n == 0 {
		return 0
	}
	next, _ := utf8.DecodeRuneInString(title[n:]) // of 2.1 成果 a space comes first
	if first >= '0' && first <= '9' && !strings.HasSuffix(title[:n], " ") && strings.ContainsRune("倍%％萬万億亿個个名家單单條条折成天", next) {
		return 0
	}
	return n
}

func headingNumber(c *Case) {
	severity, on := c.level("heading_numbers")
	if !on {
		return
	}
	for _, t := range c.Texts() {
		for i := range t.Body.Headings {
			h := &t.Body.Headings[i]
			title := t.Body.Title(h)
			if n := enumerated(title); n > 0 {
				d := c.rule.At(t.File, int(h.Pos.Line), int(h.Pos.Column), c.W(w("the heading begins with %q", "標題以「%s」開頭", "标题以“%s”开头"), strings.TrimSpace(title[:n])),
					c.W(w("write %s", "請寫 %s", "请写 %s"), marks(h.Level)+" "+strings.TrimSpace(title[n:])))
				d.Severity = severity
				c.found = append(c.found, d)
			}
		}
	}
}

// links are words that lead over from what was said.
var (
	linksZh = finderOf(anywhere, []string{"基於", "基于", "在此基礎", "在此基础", "針對", "针对", "因此", "由此", "據此", "据此", "為此", "为此", "鑑於", "鉴于", "綜上", "综上", "上述", "以上", "從而", "从而", "有鑑", "有鉴", "所以", "這", "这", "此", "前述", "對應", "对应",
		"結合", "结合", "根據", "根据", "照", "按", "同樣", "同样", "另一", "仍", "再", "也", "繼續", "继续", "接下來", "接下来", "其"})
	linksEn = finderOf(anywhere, []string{"based on", "given", "against this", "therefore", "hence", "thus", "in view of", "as a result", "following", "this ", "these ", "that ", "those ", "so ", "for this reason", "accordingly", "with this", "to that end", "consequently", "in light of", "on this basis",
		"building on", "from this", "as the ", "since ", "again", "still", "same ", "also", "too", "above", "here", "such ", "after ", "behind ", "both ", "next", "before", "another", "other"})
)

func transition(c *Case) {
	t := c.main()
	if t == nil || !c.Long() || !t.Chinese() && !t.English() {
		return
	}
	for _, role := range []string{"issues", "plan"} {
		first := -1
		for i := range t.Passages {
			if t.Passages[i].Role == role {
				first = i
				break
			}
		}
		if first < 1 || t.Passages[first].Kind != report.Paragraph || len(t.Passages[first].Sentences) == 0 {
			continue
		}
		p, before := &t.Passages[first], &t.Passages[first-1]
		s := p.Sentences[0]
		words := s.In(p.Words)
		if n := len(before.Sentences); n > 0 {
			words += "\n" + before.Sentences[n-1].In(before.Words)
		}
		if linksZh.in(words) || linksEn.in(words) || role == "plan" && c.next(t, s.In(p.Words)) {
			continue
		}
		c.SayIn(t, p, s.Start, s.Stop, c.W(w("nothing leads over to %q", "「%s」與上文沒有銜接", "“%s”与上文没有衔接"), t.Body.Title(&t.Body.Headings[p.Under])),
			c.W(w("begin with what it follows from: based on …, given …, therefore", "請承接上文開頭：基於……、針對上述……、因此", "请承接上文开头：基于……、针对上述……、因此")))
	}
}

// next reports whether words name the period that follows the report's: a plan that
// begins with it leads over by itself.
func (c *Case) next(t *Text, words string) bool {
	if l := c.Locales[t.Lang]; l != nil {
		p := c.Period.Next()
		year := c.Archive.Calendar.Of(period.Annual, c.Archive.Calendar.Span(p).First)
		for _, name := range []string{l.Period(c.Archive.Calendar, p), l.PeriodIn(c.Archive.Calendar, p, year), c.Archive.Calendar.Name(p)} {
			if name != "" && strings.Contains(words, name) {
				return true
			}
		}
	}
	return containsAny(lowerASCII(words), "下月", "下個月", "下个月", "下季", "明年", "next month", "next quarter", "next year", nthQuarters[c.following()]+" quarter")
}

// following is the place among the quarters of its year of the one after the
// report's, from 0.
func (c *Case) following() int {
	_, place := c.Archive.Calendar.Year(c.Period.Next())
	return (place + 3) % 4
}
