package check

import (
	"strings"

	"almanac/site/diag"
)

// measures are the rules about the introduction and about lengths.
func measures() []Rule {
	intro := func(words string) string { return month("", "## Introduction\n\n"+words+"\n", sGoals) }
	return []Rule{
		{Rule: diag.Rule{Name: "structure/intro-frame", Code: "S111", Severity: diag.Warning}, Since: since, Meets: "R-2.1.1-2", Duty: true, report: introFrame,
			Title: w("Period and target in the introduction", "引言交代期間與目標", "引言交代期间与目标"),
			Doc: w("The introduction of a report of a month or longer says which period it speaks of (March 2026, this month) and what was aimed at, or against which background.",
				"月報及更長期間的報告，引言要寫明所述期間（2026年3月、本月）與當期目標，或目標的背景。",
				"月报及更长期间的报告，引言要写明所述期间（2026年3月、本月）与当期目标，或目标的背景。"),
			Bad:  intro("We had a target of 120."),
			Good: intro("March had a target of 120.")},
		{Rule: diag.Rule{Name: "structure/wrong-period", Code: "S112", Severity: diag.Error}, Since: since, Meets: "R-2.1.1-2", report: wrongPeriod,
			Title: w("The introduction speaks of another period", "引言寫成別的期間", "引言写成别的期间"),
			Doc: w("The first sentence of the introduction names another month, quarter or year than the report's, and the introduction never names the report's own: most often what is left of last time's text.",
				"引言第一句寫的是別的月份、季度或年份，全段又沒有提到本期：多半是沿用上期文字所致。",
				"引言第一句写的是别的月份、季度或年份，全段又没有提到本期：多半是沿用上期文字所致。"),
			Bad:  intro("February 2026 had a target of 120."),
			Good: intro("March 2026 had the target of February 2026, 120.")},
		{Rule: diag.Rule{Name: "structure/intro-length", Code: "S120", Severity: diag.Warning}, Since: since, Meets: "R-2.1.1-5 R-2.2.2-3", report: introLength,
			Title: w("A long introduction", "引言過長", "引言过长"),
			Doc: w("The introduction has at most 200 字 (in English words); from 301 on it is an error. A week has 120 and 200, a year 300 and 400. [checks] intro_warn and intro_max set other limits.",
				"引言不超過 200 字；超過 300 字為錯誤。週報為 120 與 200 字，年報為 300 與 400 字。可在 [checks] 以 intro_warn、intro_max 改訂。",
				"引言不超过 200 字；超过 300 字为错误。周报为 120 与 200 字，年报为 300 与 400 字。可在 [checks] 以 intro_warn、intro_max 改订。"),
			Bad:  intro("March 2026 had a target." + strings.Repeat(" It was ours and we reached it.", 28) + "\n"),
			Good: intro("March 2026 had a target." + strings.Repeat(" It was ours and we reached it.", 27) + "\n")},
		{Rule: diag.Rule{Name: "structure/body-share", Code: "S121", Severity: diag.Warning}, Since: since, Meets: "R-2.2.2-4", Duty: true, report: bodyShare,
			Title: w("The share of the body", "主體所占篇幅", "主体所占篇幅"),
			Doc: w("Of a text of 300 字 or more (in English words) the body, issues included, has between 55 and 85 percent; 70 is what to aim at. [checks] body_share sets another lower limit.",
				"全文達 300 字時，主體（含問題）占 55% 至 85%，以 70% 為宜。可在 [checks] 以 body_share 改訂下限。",
				"全文达 300 字时，主体（含问题）占 55% 至 85%，以 70% 为宜。可在 [checks] 以 body_share 改订下限。"),
			Bad:  month("", "## Introduction\n\n"+strings.Repeat("One two three four five. ", 30)+"\n", "## Goals\n\n"+strings.Repeat("One two three four five. ", 30)+"\n"),
			Good: month("", "## Introduction\n\n"+strings.Repeat("One two three four five. ", 20)+"\n", "## Goals\n\n"+strings.Repeat("One two three four five. ", 40)+"\n")},
		{Rule: diag.Rule{Name: "structure/length", Severity: diag.Note}, Since: since, Meets: "R-2.2.2-6", report: wholeLength,
			Title: w("A long text", "全文過長", "全文过长"),
			Doc: w("A day's text has at most 300 字 (in English words), a week's 800, a month's 2,000, a quarter's 3,000, a year's 5,000: what is longer is seldom read to its end. Quotations, tables and code do not count.",
				"日報正文不超過 300 字，週報 800 字，月報 2,000 字，季報 3,000 字，年報 5,000 字；再長就少有人讀完。引文、表格、程式碼不計。",
				"日报正文不超过 300 字，周报 800 字，月报 2,000 字，季报 3,000 字，年报 5,000 字；再长就少有人读完。引文、表格、代码不计。"),
			Bad:  "-- content/2026-03-31.md --\n+++\n+++\n" + strings.Repeat("Six visits were made in town. ", 51) + "\n",
			Good: "-- content/2026-03-31.md --\n+++\n+++\n" + strings.Repeat("Six visits were made in town. ", 50) + "\n"},
	}
}

// length is how long passages are.
func (t *Text) length(list []*Passage) (n int) {
	for _, p := range list {
		n += t.size(p)
	}
	return n
}

// unitOf names what lengths of a text are counted in.
func (c *Case) unitOf(t *Text) string {
	if t.English() {
		return c.W(w("words", "個英文字", "个英文词"))
	}
	return c.W(w("字", "字", "字"))
}

func introLength(c *Case) {
	if c.Duty.IntroWarn == 0 {
		return
	}
	for _, t := range c.Texts() {
		list := t.intro()
		n := t.length(list)
		if n <= c.Duty.IntroWarn {
			continue
		}
		severity, limit := c.rule.Severity, c.Duty.IntroWarn
		if n > c.Duty.IntroMax {
			severity, limit = diag.Error, c.Duty.IntroMax
		}
		c.SayInAs(severity, t, list[0], 0, 0, c.W(w("the introduction has %d %s, more than %d", "引言有 %d %s，超過 %d", "引言有 %d %s，超过 %d"), n, c.unitOf(t), limit),
			c.W(w("say in it which period it is, what was aimed at and what came of it; the rest belongs into the sections", "引言只交代期間、目標與結果，其餘移到各節", "引言只交代期间、目标与结果，其余移到各节")))
	}
}

// share is a number of [checks] as a fraction, or the default.
func (in *Input) share(name string, otherwise float64) float64 {
	if n, ok := in.Archive.Checks.Limits[name]; ok && n.Present() {
		return n.Float()
	}
	return otherwise
}

func bodyShare(c *Case) {
	low := c.share("body_share", 0.55)
	const high, least = 0.85, 300
	for _, t := range c.Texts() {
		body, all := 0, 0
		for i := range t.Passages {
			p := &t.Passages[i]
			n := t.size(p)
			switch chapterOf(p.Role) {
			case bodyChapter:
				body += n
			case anyChapter:
				if p.Role == "" {
					continue
				}
				body += n
			}
			all += n
		}
		if all < least {
			continue
		}
		if x := float64(body) / float64(all); x < low || x > high {
			c.sayAt(t, c.top(t), c.W(w("the body has %.0f%% of the text, not %.0f to %.0f%%", "主體占全文 %.0f%%，不在 %.0f%% 至 %.0f%% 之間", "主体占全文 %.0f%%，不在 %.0f%% 至 %.0f%% 之间"), 100*x, 100*low, 100*high),
				c.W(w("goals, results, process, customers, market and issues are the body; shorten the other parts, or write more of it", "主體為目標、成果、過程、客戶、市場與問題；請調整各部分的篇幅", "主体为目标、成果、过程、客户、市场与问题；请调整各部分的篇幅")))
		}
	}
}

func wholeLength(c *Case) {
	if c.Duty.Total == 0 {
		return
	}
	for _, t := range c.Texts() {
		n := 0
		for i := range t.Passages {
			n += t.size(&t.Passages[i])
		}
		if n > c.Duty.Total {
			c.sayAt(t, c.top(t), c.W(w("the text has %d %s, more than %d", "全文有 %d %s，超過 %d", "全文有 %d %s，超过 %d"), n, c.unitOf(t), c.Duty.Total),
				c.W(w("leave out what the figures of the page say already", "刪去頁面數字已經說明的內容", "删去页面数字已经说明的内容")))
		}
	}
}
