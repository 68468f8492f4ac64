package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// changes are the rules about how changes are said.
func changes() []Rule {
	csat := "-- config.toml --\ntitle = \"T\"\n[metrics.satisfaction]\nunit = \"percent\"\nlabel = \"Satisfaction\"\n-- content/2026-03.md --\n"
	return []Rule{
		{Rule: diag.Rule{Name: "language/points", Code: "L302-pp", Severity: diag.Warning}, Since: since, Meets: "R-2.2.1-9 R-2.3.1-2", Langs: "en zh", report: points,
			Title: w("Percent or percentage points", "百分比還是百分點", "百分比还是百分点"),
			Doc: w("Of a metric in percent, \"rose 5%\" may mean 5 points (from 80% to 85%) or a twentieth (from 80% to 84%). Write percentage points, or from what to what. Where the figures show that the relative change is meant it is only noted.",
				"指標本身是百分比時，「提升5%」可以是5個百分點（由80%到85%），也可以是原值的5%（由80%到84%）。請寫個百分點，或寫明由多少到多少。數字顯示所指為相對變化時，只作提示。",
				"指标本身是百分比时，“提升5%”可以是5个百分点（由80%到85%），也可以是原值的5%（由80%到84%）。请写个百分点，或写明由多少到多少。数字显示所指为相对变化时，只作提示。"),
			Bad:  csat + month("", "## Customers\n\nSatisfaction rose 5%.\n"),
			Good: csat + month("", "## Customers\n\nSatisfaction rose 5 percentage points, from 80% to 85%. Orders rose 5%.\n")},
		{Rule: diag.Rule{Name: "language/times-less", Code: "L305", Severity: diag.Error}, Since: since, Meets: "R-1.3-2", Langs: "en zh", report: timesLess,
			Title: w("Less by a multiple", "減少若干倍", "减少若干倍"),
			Doc: w("What falls cannot fall by a multiple of itself: three times less is a third, a fall by two thirds.",
				"減少不能用倍數：「減少3倍」請改為「減至三分之一」或「減少66.7%」。", "减少不能用倍数：“减少3倍”请改为“减至三分之一”或“减少66.7%”。"),
			Bad:  month("", "## Customers\n\nComplaints were three times lower.\n"),
			Good: month("", "## Customers\n\nComplaints fell by two thirds.\n")},
		{Rule: diag.Rule{Name: "language/grown-to", Code: "L306", Severity: diag.Warning}, Since: since, Meets: "R-1.3-2", Langs: "en zh", report: grownTo,
			Title: w("Grown to or by", "增長到還是增長了", "增长到还是增长了"),
			Doc: w("\"Sales grew to 20%\" says that sales are 20% now. Of a metric that is no percentage, or where the figures show that the change is 20%, write grew by 20%.",
				"「銷售額增長到20%」是說銷售額現在為20%。指標不是百分比，或數字顯示增幅才是20%時，請寫「增長20%」。", "“销售额增长到20%”是说销售额现在为20%。指标不是百分比，或数字显示增幅才是20%时，请写“增长20%”。"),
			Bad:  month(eRevenue, "## Results\n\nSales grew to 20%.\n"),
			Good: month(eRevenue, "## Results\n\nSales grew to 20% of the market's. Sales grew by 20%.\n")},
		{Rule: diag.Rule{Name: "language/short-period", Code: "L307", Severity: diag.Note}, Since: since, Meets: "R-2.2.1-6", Langs: "en zh", report: shortPeriod,
			Title: w("A comparison too long for the period", "比較用語與期間不符", "比较用语与期间不符"),
			Doc: w("The terms of statistics for months and years (環比, 同比, MoM, YoY) do not fit a day's report, nor MoM a week's: say what is compared with what.",
				"日報不用環比、同比，週報不用月環比：請寫明與哪一天、哪一週相比。", "日报不用环比、同比，周报不用月环比：请写明与哪一天、哪一周相比。"),
			Bad:  "-- content/2026-03-31.md --\n" + month("", "Orders rose by 3 MoM.\n"),
			Good: "-- content/2026-03-31.md --\n" + month("", "Orders rose by 3 on the day before.\n")},
		{Rule: diag.Rule{Name: "language/undefined-metric", Severity: diag.Note}, Since: since, Meets: "R-2.3.1-2", Langs: "en zh", report: undefined,
			Title: w("A metric that nobody defined", "未定義的指標", "未定义的指标"),
			Doc: w("The text says by how much something rose or fell that config.toml does not know, as a churn risk: nobody can tell what was measured, and it is not checked.",
				"正文寫出某項數值的升降，而 config.toml 沒有這個指標，例如「流失風險」：無從得知量的是什麼，也無從核對。", "正文写出某项数值的升降，而 config.toml 没有这个指标，例如“流失风险”：无从得知量的是什么，也无从核对。"),
			Bad:  month("", "## Customers\n\nChurn risk rose 2%.\n"),
			Good: month("", "## Customers\n\nChurn rose 2 percentage points.\n")},
	}
}

// A swing is a change by a number of percent that a text gives: 滿意度較上月提升5%.
type swing struct {
	p        *Passage
	from, to int     // in the shadow of the passage: from the verb on, through the percent sign
	value    num.Num // 5
	places   int     // of its decimals
	down     bool
	toLevel  bool // to 5%, not by 5%
	subject  string
}

// The verbs of changes, with the sign of each.
var (
	risesZh  = []string{"上升", "提升", "提高", "增長", "增长", "增加", "回升", "上漲", "上涨", "擴大", "扩大", "攀升", "升高", "增"}
	fallsZh  = []string{"下降", "減少", "减少", "降低", "下滑", "回落", "下跌", "縮減", "缩减", "萎縮", "萎缩", "降", "減", "减", "跌"}
	risesEn  = []string{"rose", "grew", "increased", "improved", "climbed", "gained", "rises", "grows", "increases", "went up", "was up", "is up", "were up", "up"}
	fallsEn  = []string{"fell", "dropped", "declined", "decreased", "slipped", "shrank", "went down", "was down", "is down", "were down", "down", "falls", "drops"}
	fillZh   = []string{"較上月", "较上月", "比上月", "較上期", "较上期", "比上期", "較去年同期", "较去年同期", "比去年同期", "較上季", "较上季", "比上季", "較去年", "较去年", "比去年", "環比", "环比", "同比", "月均", "大幅", "小幅", "顯著", "显著", "明顯", "明显", "持續", "持续", "略微", "實際", "实际", "平均", "共", "也", "均", "又", "則", "则", "僅", "仅", "略", "再", "已", "約", "约", "進一步", "进一步", "整體", "整体", "本月", "當月", "当月", "本季", "累計", "累计"}
	fillEn   = []string{"also", "again", "only", "even", "then", "has", "have", "had", "markedly", "sharply", "slightly", "further", "already", "still", "both", "overall"}
	quantity = []string{"by", "about", "around", "some", "another", "a further", "roughly", "nearly", "almost", "over", "more than", "just"}
)

// swings lists the changes in percent that a text gives with their subjects.
func (t *Text) swings() []swing {
	if t.read {
		return t.shifted
	}
	t.read = true
	for i := range t.Passages {
		p := &t.Passages[i]
		words := p.small()
		for at := 0; ; {
			n := strings.IndexByte(words[at:], '%')
			if n < 0 {
				break
			}
			at += n + 1
			if s, ok := swingAt(t, words, at-1); ok {
				s.p = p
				t.shifted = append(t.shifted, s)
			}
		}
	}
	return t.shifted
}

// swingAt reads the change that ends with the percent sign at a place of words.
func swingAt(t *Text, words string, at int) (s swing, ok bool) {
	from := at
	for from > 0 && (words[from-1] >= '0' && words[from-1] <= '9' || words[from-1] == '.') {
		from--
	}
	v, err := num.Parse(words[from:at])
	if err != nil {
		return s, false
	}
	s.to, s.value = at+1, v
	if dot := strings.IndexByte(words[from:at], '.'); dot >= 0 {
		s.places = at - from - dot - 1
	}
	if t.Chinese() {
		return s, s.verbZh(words[:from])
	}
	return s, s.verbEn(words[:from], words[at+1:])
}

// trimEnd takes words of a list off the end of others.
func trimEnd(words string, list []string, space bool) string {
	for again := true; again; {
		again = false
		if space {
			words = strings.TrimRight(words, " ")
		}
		for _, x := range list {
			if s, ok := strings.CutSuffix(words, x); ok && (!space || s == "" || s[len(s)-1] == ' ') {
				words, again = s, true
			}
		}
	}
	return words
}

// verbZh reads the verb before a number, and what it is said of.
func (s *swing) verbZh(words string) bool {
	words = trimEnd(words, []string{"了", "約", "约", "近", "逾", "超過", "超过", " ", "達", "达"}, false)
	for _, x := range []string{"到", "至"} {
		if rest, ok := strings.CutSuffix(words, x); ok {
			words, s.toLevel = rest, true
		}
	}
	verb := func(list []string) bool {
		return slices.ContainsFunc(list, func(v string) bool {
			rest, ok := strings.CutSuffix(words, v)
			if ok {
				words = rest
			}
			return ok
		})
	}
	switch {
	case verb(risesZh):
	case verb(fallsZh):
		s.down = true
	default:
		return false
	}
	s.from = len(words)
	s.subject = trimEnd(words, fillZh, false)
	return true
}

// verbEn reads the verb before a number, and what it is said of.
func (s *swing) verbEn(words, behind string) bool {
	words = strings.TrimRight(words, " ")
	if rest, ok := strings.CutSuffix(words, " to"); ok {
		if strings.HasPrefix(behind, " of ") {
			return false // to 20% of the market
		}
		words, s.toLevel = rest, true
	}
	words = trimEnd(words, quantity, true)
	verb := func(list []string) bool {
		return slices.ContainsFunc(list, func(v string) bool {
			rest, ok := strings.CutSuffix(words, " "+v)
			if ok {
				words = rest
			}
			return ok
		})
	}
	words = trimEnd(words, fillEn, true)
	switch {
	case verb(risesEn):
	case verb(fallsEn):
		s.down = true
	default:
		return false
	}
	s.from = len(words) + 1
	s.subject = trimEnd(words, append([]string{"is", "was", "were", "are"}, fillEn...), true)
	return true
}

// ratiosZh and ratiosEn are names of percentages that every trade knows, be they
// defined here or not.
var (
	ratiosZh = []string{"滿意度", "满意度", "轉化率", "转化率", "流失率", "復購率", "复购率", "回購率", "回购率", "達成率", "达成率", "完成率", "毛利率", "利潤率", "利润率", "淨利率", "净利率", "回款率", "留存率", "市占率", "市佔率", "滲透率", "渗透率", "成交率", "命中率", "退貨率", "退货率", "投訴率", "投诉率", "續約率", "续约率",
		"份額", "份额", "占比", "佔比", "互動率", "互动率", "參與率", "参与率", "及時率", "及时率", "準時率", "准时率", "合格率", "點擊率", "点击率", "出勤率", "響應率", "响应率"}
	ratiosEn = []string{"conversion rate", "churn rate", "repeat rate", "retention rate", "retention", "repurchase rate", "collection rate", "response rate", "win rate", "hit rate", "click rate", "return rate", "market share", "satisfaction", "gross margin", "profit margin", "net margin", "conversion", "churn", "on-time rate"}
)

// ratio reports whether a change is said of a percentage, and of which metric if
// it is one of the archive's.
func (c *Case) ratio(t *Text, subject string) (m *report.Metric, ok bool) {
	if m, _ = c.metricBefore(t, subject); m != nil {
		return m, m.Points()
	}
	list := ratiosEn
	if t.Chinese() {
		list = ratiosZh
	}
	return nil, slices.ContainsFunc(list, func(r string) bool {
		from := len(subject) - len(r)
		return strings.HasSuffix(subject, r) && apart(subject, from, len(subject))
	})
}

func points(c *Case) {
	for _, t := range c.Texts() {
		if !t.Chinese() && !t.English() {
			continue
		}
		for _, s := range t.swings() {
			m, ok := c.ratio(t, s.subject)
			words := s.p.Folded.Text
			if !ok || s.toLevel || fromTo(t, s.p.sentence(s.from).In(words)) {
				continue
			}
			c.sayPoints(t, s, m)
		}
	}
}

// fromTo reports whether a sentence says from what to what, or points.
func fromTo(t *Text, sentence string) bool {
	if t.Chinese() {
		return containsAny(sentence, "由", "從", "从") && containsAny(sentence, "至", "到") || containsAny(sentence, "百分點", "百分点")
	}
	low := lowerASCII(sentence)
	return strings.Contains(low, "from ") && strings.Contains(low, " to ") || containsAny(low, "point", " pp")
}

func (c *Case) sayPoints(t *Text, s swing, m *report.Metric) {
	severity := c.rule.Severity
	n := c.Locale.Number(s.value, s.places)
	hint := c.W(w("write %s percentage points, or from what to what", "請寫 %s 個百分點，或寫明由多少到多少", "请写 %s 个百分点，或写明由多少到多少"), n)
	if base, ok := c.relative(m, s); ok {
		severity = diag.Note
		actual := c.Cube.Actual(c.Unit, m.ID, c.Period)
		hint = c.W(w("the relative change is meant; write from %s to %s", "所指為相對變化；請寫由 %s 到 %s", "所指为相对变化；请写由 %s 到 %s"), c.Locale.SayPercent(base, 1), c.Locale.SayPercent(actual, 1))
	}
	c.SayInAs(severity, t, s.p, s.p.Folded.Offset(s.from), s.p.Folded.Offset(s.to), c.W(w("of a percentage, a change by %s%% can be read in two ways", "百分比指標變動 %s%%，可作兩種解讀", "百分比指标变动 %s%%，可作两种解读"), n), hint)
}

// relative is the base of which a change is so many percent, if that is so on the
// period before or a year ago.
func (c *Case) relative(m *report.Metric, s swing) (base num.Num, ok bool) {
	if m == nil {
		return base, false
	}
	for _, x := range []period.Period{c.Period.Add(-1), c.yearAgo()} {
		a, b := c.Cube.Actual(c.Unit, m.ID, c.Period), c.Cube.Actual(c.Unit, m.ID, x)
		if !a.Present() || !b.Present() || b.Sign() <= 0 {
			continue
		}
		rate := a.Sub(b).Div(b).Mul(num.Int(100))
		if s.down {
			rate = num.Int(0).Sub(rate)
		}
		if rate.Round(s.places).Equal(s.value) {
			return b, true
		}
	}
	return base, false
}

func (c *Case) yearAgo() period.Period {
	p, ok := c.Archive.Calendar.YearAgo(c.Period)
	if !ok {
		return period.Period{}
	}
	return p
}

func timesLess(c *Case) {
	for _, t := range c.Texts() {
		for i := range t.Passages {
			p := &t.Passages[i]
			var from, to int
			switch {
			case t.Chinese():
				from, to = lessZh(p.Folded.Text)
			case t.English():
				from, to = lessEn(p.small())
			}
			if to > 0 {
				c.SayIn(t, p, p.Folded.Offset(from), p.Folded.Offset(to), c.W(w("nothing becomes less by a multiple", "減少不能用倍數", "减少不能用倍数")), c.W(w("write by what share it fell, or to what it fell", "請寫減少百分之幾，或減至多少", "请写减少百分之几，或减至多少")))
			}
		}
	}
}

// lessZh is where words have 減少N倍; 0, 0 if they have not.
func lessZh(words string) (from, to int) {
	for at := 0; ; {
		n := strings.Index(words[at:], "倍")
		if n < 0 {
			return 0, 0
		}
		at += n
		before := strings.TrimRightFunc(words[:at], func(r rune) bool {
			return strings.ContainsRune("0123456789.一二兩两三四五六七八九十百幾几數数", r)
		})
		if len(before) < at {
			stem := strings.TrimSuffix(before, "了")
			for _, verb := range []string{"下降", "減少", "减少", "降低", "縮減", "缩减", "下滑", "縮小", "缩小", "下跌"} {
				if rest, ok := strings.CutSuffix(stem, verb); ok {
					return len(rest), at + len("倍")
				}
			}
		}
		at += len("倍")
	}
}

// lessEn is where words have three times less; 0, 0 if they have not.
func lessEn(words string) (from, to int) {
	for at := 0; ; {
		n := strings.Index(words[at:], " times ")
		if n < 0 {
			return 0, 0
		}
		at += n
		next := strings.Trim(firstField(words[at+len(" times "):]), ".,;:!?")
		if slices.Contains([]string{"less", "lower", "fewer", "smaller", "cheaper"}, next) {
			start := strings.LastIndexByte(words[:at], ' ') + 1
			return start, at + len(" times ") + len(next)
		}
		at += len(" times ")
	}
}

func grownTo(c *Case) {
	for _, t := range c.Texts() {
		if !t.Chinese() && !t.English() {
			continue
		}
		for _, s := range t.swings() {
			m, _ := c.metricBefore(t, s.subject)
			if !s.toLevel || m == nil || fromTo(t, s.p.sentence(s.from).In(s.p.Folded.Text)) && m.Points() {
				continue
			}
			if m.Points() {
				if level := c.Cube.Actual(c.Unit, m.ID, c.Period); !level.Present() || level.Mul(num.Int(100)).Round(s.places).Equal(s.value) {
					continue
				}
				if _, ok := c.relative(m, s); !ok {
					continue
				}
			}
			c.SayIn(t, s.p, s.p.Folded.Offset(s.from), s.p.Folded.Offset(s.to), c.W(w("%s%% is by how much it changed, not what it became", "%s%% 是變動幅度，不是變動後的數值", "%s%% 是变动幅度，不是变动后的数值"), c.Locale.Number(s.value, s.places)),
				c.W(w("write by %s%%", "請寫成增長（下降）%s%%，去掉「到」「至」", "请写成增长（下降）%s%%，去掉“到”“至”"), c.Locale.Number(s.value, s.places)))
		}
	}
}

func shortPeriod(c *Case) {
	var terms []string
	switch c.Period.Grain() {
	case period.Daily:
		terms = []string{"環比", "环比", "同比", "mom", "yoy", "month on month", "month-on-month", "year on year", "year-on-year"}
	case period.Weekly:
		terms = []string{"月環比", "月环比", "mom", "month on month", "month-on-month"}
	default:
		return
	}
	for _, t := range c.Texts() {
		for i := range t.Passages {
			p := &t.Passages[i]
			low := p.small()
			for _, term := range terms {
				at := strings.Index(low, term)
				if at < 0 || !apart(low, at, at+len(term)) || at > 0 && strings.HasSuffix(low[:at], "週") || strings.HasSuffix(low[:at], "周") {
					continue
				}
				c.SayIn(t, p, p.Folded.Offset(at), p.Folded.Offset(at+len(term)), c.W(w("%q does not fit a report of %s", "「%s」不適用於%s的報告", "“%s”不适用于%s的报告"), p.Folded.Text[at:at+len(term)], c.Locale.Period(c.Archive.Calendar, c.Period)),
					c.W(w("say which day or week it is compared with", "請寫明與哪一天或哪一週相比", "请写明与哪一天或哪一周相比")))
				break
			}
		}
	}
}

var (
	// measuresZh end the name of what is measured.
	measuresZh = []string{"風險", "风险", "指數", "指数", "粘性", "黏性", "活躍度", "活跃度", "忠誠度", "忠诚度", "知名度", "認知度", "认知度", "積極性", "积极性", "信心", "熱度", "热度", "口碑", "競爭力", "竞争力", "士氣", "士气", "影響力", "影响力", "覆蓋度", "覆盖度"}
	measuresEn = []string{"risk", "index", "loyalty", "awareness", "engagement", "stickiness", "morale", "motivation", "confidence", "competitiveness", "popularity", "activity", "sentiment"}
)

// undefined finds changes in percent of what is named as if it were measured and
// is no metric.
func undefined(c *Case) {
	say := func(t *Text, p *Passage, from, to int, called string) {
		c.SayIn(t, p, p.Folded.Offset(from), p.Folded.Offset(to), c.W(w("%q is no metric of the archive: nobody can tell how it was measured", "「%s」不是檔案裡的指標：無從得知如何量度", "“%s”不是档案里的指标：无从得知如何量度"), called),
			c.W(w("define it in config.toml, as in [metrics.%s] with label and definition, or write what was counted", "請在 config.toml 定義它，如 [metrics.%s]，填 label 與 definition；或改寫實際計數的內容", "请在 config.toml 定义它，如 [metrics.%s]，填 label 与 definition；或改写实际计数的内容"), "churn_risk"))
	}
	c.claims()
	for _, s := range c.strange {
		if !s.unit {
			say(s.text, s.passage, s.from, s.to, s.name)
		}
	}
	for _, t := range c.Texts() {
		if !t.Chinese() && !t.English() {
			continue
		}
		endings := measuresEn
		if t.Chinese() {
			endings = measuresZh
		}
		for _, s := range t.swings() {
			if m, _ := c.metricBefore(t, s.subject); m != nil || !slices.ContainsFunc(endings, func(e string) bool {
				return strings.HasSuffix(s.subject, e) && apart(s.subject, len(s.subject)-len(e), len(s.subject))
			}) {
				continue
			}
			called := lastNoun(t, s.p.Folded.Text[:len(s.subject)])
			say(t, s.p, len(s.subject)-len(called), s.to, called)
		}
	}
}

// lastNoun is the name that words end with: up to six characters of Chinese, two
// words of English.
func lastNoun(t *Text, words string) string {
	if t.Chinese() {
		at, n := len(words), 0
		for n < 6 && at > 0 {
			r, size := utf8.DecodeLastRuneInString(words[:at])
			if !unicode.Is(unicode.Han, r) || strings.ContainsRune("的但而和與与並并且使令導导致、", r) {
				break
			}
			at, n = at-size, n+1
		}
		return words[at:]
	}
	at := len(words)
	for range 2 {
		i := strings.LastIndexByte(words[:at], ' ')
		if i < 0 {
			return strings.TrimLeft(words, " ")
		}
		if strings.ContainsAny(words[i:at], ".,;:") {
			break
		}
		at = i
	}
	return strings.TrimLeft(words[at:], " ,.;:")
}
