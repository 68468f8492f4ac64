package check

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"almanac/site/period"
)

// aims are words for what was aimed at, or for its background.
var (
	aimsZh = finderOf(anywhere, []string{"目標", "目标", "計劃", "计划", "計畫", "達成", "达成", "完成率", "指標", "指标", "戰略", "战略", "策略", "市場", "市场", "環境", "环境", "預算", "预算", "任務", "任务", "旺季", "淡季", "需求", "競爭", "竞争", "訂為", "订为", "設定", "设定", "要達", "要达", "門檻", "门槛"})
	aimsEn = finderOf(anywhere, []string{"target", "goal", "plan", "aim", "budget", "strateg", "market", "set out", "season", "demand", "quota", "objective", "attain", "forecast", "compet", "ambition", "set itself", "set at", "the bar ", "asked for", "asks for"})
)

func introFrame(c *Case) {
	t := c.main()
	if t == nil || !c.Long() || !t.Chinese() && !t.English() {
		return
	}
	list := t.intro()
	if len(list) == 0 {
		return
	}
	words := wordsOf(list)
	own := c.namesOwn(words, t)
	if other, _ := c.topic(t); !own && other != "" {
		return // said by wrong-period
	}
	aimed := aimsZh.in(words) || aimsEn.in(words)
	l := c.Locales[t.Lang]
	if l == nil {
		l = c.Locale
	}
	name := l.Period(c.Archive.Calendar, c.Period)
	say := func(message Words, hint string) { c.SayIn(t, list[0], 0, 0, c.W(message), hint) }
	switch {
	case !own && !aimed:
		say(w("the introduction names neither the period nor a target", "引言沒有交代期間，也沒有目標", "引言没有交代期间，也没有目标"),
			c.W(w("say that it is about %s, and what was aimed at", "請寫明所述為%s，以及當期目標", "请写明所述为%s，以及当期目标"), name))
	case !own:
		say(w("the introduction does not say which period it is about", "引言沒有交代所述期間", "引言没有交代所述期间"), c.W(w("name %s", "請寫出%s", "请写出%s"), name))
	case !aimed:
		say(w("the introduction names no target and no background of one", "引言沒有提到目標或目標的背景", "引言没有提到目标或目标的背景"), c.W(w("say what was aimed at", "請寫明當期目標", "请写明当期目标")))
	}
}

func wrongPeriod(c *Case) {
	for _, t := range c.Texts() {
		list := t.intro()
		if len(list) == 0 || c.namesOwn(wordsOf(list), t) {
			continue
		}
		if other, at := c.topic(t); other != "" {
			c.SayIn(t, list[0], at, at+len(other), c.W(w("the introduction speaks of %s, the report is of %s", "引言寫的是%s，報告卻屬於%s", "引言写的是%s，报告却属于%s"), other, c.Locale.Period(c.Archive.Calendar, c.Period)),
				c.W(w("name the period of the report, and look whether more of the text is left of last time", "請改成本期，並檢查是否還有沿用上期的文字", "请改成本期，并检查是否还有沿用上期的文字")))
		}
	}
}

// A naming is a form in which a period can be named.
type naming struct {
	name string
	own  bool // it is the report's
}

// namings are the forms of the report's period, and of others of its length.
func (c *Case) namings(t *Text) []naming {
	if t.namings == nil {
		t.namings = c.namingsIn(t)
	}
	return t.namings
}

func (c *Case) namingsIn(t *Text) (list []naming) {
	year, place := c.Archive.Calendar.Year(c.Period)
	_, month, _ := c.Archive.Calendar.Span(c.Period).First.Date()
	list = make([]naming, 0, 64)
	add := func(own bool, names ...string) {
		for _, name := range names {
			list = append(list, naming{name, own})
		}
	}
	switch c.Period.Grain() {
	case period.Monthly:
		add(true, "本月", "當月", "当月", "這個月", "这个月", "該月", "该月", "this month", "This month", "the month", "The month", "month of")
		for i, names := range monthsOf(t) {
			add(time.Month(i+1) == month, names...)
		}
	case period.Quarterly:
		add(true, "本季", "當季", "当季", "這一季", "这一季", "該季", "该季", "this quarter", "This quarter", "the quarter", "The quarter")
		for i := range 4 {
			own := i+1 == place
			add(own, "第"+chineseMonths[i]+"季", chineseMonths[i]+"季度", fmt.Sprintf("第%d季", i+1), fmt.Sprintf("Q%d", i+1), nthQuarters[i]+" quarter", strings.ToUpper(nthQuarters[i][:1])+nthQuarters[i][1:]+" quarter")
		}
	case period.Annual:
		add(true, "本年", "今年", "全年", "本財年", "本财年", "這一年", "这一年", "年內", "年内", "this year", "This year", "the year", "The year")
		for y := year - 3; y <= year+1; y++ {
			add(y == year, fmt.Sprint(y))
		}
	}
	add(true, c.Archive.Calendar.Name(c.Period))
	return list
}

// monthsOf are the names of months in the language of a text.
func monthsOf(t *Text) *[12][]string {
	if t.Chinese() {
		return &monthsZh
	}
	return &monthsEnglish
}

var monthsZh, monthsEnglish = func() (zh, en [12][]string) {
	for i := range 12 {
		zh[i] = []string{fmt.Sprintf("%d月", i+1), fmt.Sprintf("%02d月", i+1), chineseMonths[i] + "月"}
		en[i] = []string{time.Month(i + 1).String()}
	}
	return zh, en
}()

var (
	chineseMonths = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"}
	nthQuarters   = []string{"first", "second", "third", "fourth"}
)

// namesOwn reports whether words name the report's own period. Of days and weeks
// nobody asks.
func (c *Case) namesOwn(words string, t *Text) bool {
	if !c.Long() {
		return true
	}
	for _, m := range c.namings(t) {
		if m.own && c.standsAt(words, m.name) >= 0 {
			return true
		}
	}
	return false
}

// topic is another period of the report's length with which the introduction
// begins, and where; "" if it begins otherwise.
func (c *Case) topic(t *Text) (other string, at int) {
	list := t.intro()
	if len(list) == 0 || len(list[0].Sentences) == 0 || !c.Long() {
		return "", 0
	}
	s := list[0].Sentences[0]
	first := s.In(list[0].Words)
	for _, m := range c.namings(t) {
		i := c.standsAt(first, m.name)
		own := m.own
		if i < 0 { // the report's month of another year
			i, own = strings.Index(first, m.name), false
		}
		if i >= 0 && !own && begins(first[:i]) && (other == "" || len(m.name) > len(other)) {
			other, at = m.name, s.Start+i
		}
	}
	return other, at
}

// begins reports whether what stands before the name of a period leaves it the
// beginning of a sentence: a preposition, a year, a few words of address.
func begins(before string) bool {
	s := strings.TrimSpace(lowerASCII(before))
	for _, year := range []string{"財年", "财年", "年"} {
		s = strings.TrimSuffix(s, year)
	}
	switch strings.TrimRight(s, "0123456789") {
	case "", "在", "於", "于", "in", "for", "during", "the", "in the", "for the", "our", "sales in", "summary of", "report for", "this report covers", "this report is for", "this report is about":
		return true
	}
	return false
}

// standsAt is where words name a period of the report's own year, or of no year;
// −1 if nowhere. Months in English have a capital, so that may is none.
func (c *Case) standsAt(words, name string) int {
	for from := 0; ; {
		at := strings.Index(words[from:], name)
		if at < 0 {
			return -1
		}
		at += from
		from = at + len(name)
		if !apart(words, at, from) || strings.HasSuffix(name, "月") && (strings.HasSuffix(words[:at], "十") || strings.HasSuffix(words[:at], "第")) {
			continue // 十二月 is not 二月
		}
		if y := cmp.Or(writtenYear(words[:at]), yearBehind(words[from:])); c.Period.Grain() == period.Monthly && y != 0 && y != c.yearOf() {
			continue
		}
		return at
	}
}

// yearOf is the year in which the report's period begins.
func (c *Case) yearOf() int {
	year, _, _ := c.Archive.Calendar.Span(c.Period).First.Date()
	return year
}

// apart reports whether a run of words is no part of a longer word or number.
func apart(words string, from, to int) bool {
	return !(from > 0 && isLetter(words[from]) && isLetter(words[from-1])) && !(to < len(words) && isLetter(words[to-1]) && isLetter(words[to]))
}

// writtenYear is the year in 2026年 before a month; 0 if there is none.
func writtenYear(before string) int {
	s, ok := strings.CutSuffix(before, "年")
	if !ok || len(s) < 4 {
		return 0
	}
	return number(s[len(s)-4:])
}

// yearBehind is the year in March 2026; 0 if there is none.
func yearBehind(after string) int {
	if len(after) < 5 || after[0] != ' ' {
		return 0
	}
	return number(after[1:5])
}

// number is the value of four digits; 0 if they are none.
func number(s string) (n int) {
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return n
}
