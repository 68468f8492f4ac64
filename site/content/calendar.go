package content

import (
	"strconv"
	"strings"
	"time"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/toml"
)

// calendarOf is the table [calendar] while it is read.
type calendarOf struct {
	kind       string
	kindNode   *node
	start      int
	startNamed bool
}

// The words of [calendar].
var (
	civilNames  = []string{"civil", "gregorian"}
	adjustments = []string{"none", "next-workday"}
)

var calendarTable = table[calendarOf]{
	keyOwn("type", oneWord(append([]string{"fiscal"}, civilNames...)...), "civil: years from January; fiscal: from the month fy_start", func(b *binder, n *node, c *calendarOf) { c.kind, c.kindNode = b.text(n), n }),
	keyOwn("fy_start", aWhole(1, 12), "the month in which a fiscal year starts", func(b *binder, n *node, c *calendarOf) { c.start, _ = b.whole(n, 1, 12) }),
	keyOwn("fy_name", oneWord("start", "end"), "a fiscal year bears the number of the civil year in which it starts, or ends", func(b *binder, n *node, c *calendarOf) { c.startNamed = b.choice(n, "start", "end") == "start" }),
	keyOwn("week_start", oneWord("monday"), "weeks are those of ISO 8601", func(b *binder, n *node, c *calendarOf) {
		if s := b.text(n); n.Kind == toml.String && s != "monday" {
			b.bad(ruleType, n, spoken("weeks are those of ISO 8601, which start on Monday", "週次依 ISO 8601，自星期一開始", "周次依 ISO 8601，自星期一开始"), spoken(`write "monday", or leave week_start out`, `請寫 "monday"，或刪去 week_start`, `请写 "monday"，或删去 week_start`))
		}
	}),
	keyOwn("timezone", aText, "another place for the key of this name above", func(b *binder, n *node, c *calendarOf) { b.cfg.zone, b.cfg.zonePos = b.text(n), n.Value }),
	keyOwn("workdays", listOf(aText), "the days that a month of daily logs needs, as in mon; without: Monday to Friday", func(b *binder, n *node, c *calendarOf) { b.workdays(n) }),
	keyOwn("holidays", listOf(aDate), "days on which nobody works", func(b *binder, n *node, c *calendarOf) { b.cfg.Holidays = b.dayList(n) }),
	keyOwn("combine", listOf(listOf(aWhole(1, 12))), "months that are also compared together, since a feast moves between them", func(b *binder, n *node, c *calendarOf) { b.combine(n) }),
	keyOwn("events", listOf(eventTable.shape), "what happened, noted on the pages of its period", func(b *binder, n *node, c *calendarOf) { b.cfg.Events = eventTable.list(b, n, eventPos) }),
	keyOwn("weeks53", listOf(aWhole(period.FirstYear, period.LastYear)), "years with 53 weeks, where a calendar counts in weeks", func(b *binder, n *node, c *calendarOf) {
		b.cfg.Weeks53 = b.wholes(n, period.FirstYear, period.LastYear)
	}),
}

// calendar reads [calendar].
func (b *binder) calendar(n *node) {
	var c calendarOf
	calendarTable.bind(b, n, &c)
	switch c.kind {
	case "", "fiscal":
		if c.kind == "fiscal" && c.start == 0 {
			b.bad(ruleKey, c.kindNode, spoken("a fiscal calendar needs the month in which its year starts", "會計年度曆須寫明起始月份", "财年日历须写明起始月份"), spoken("write fy_start = 7", "請寫 fy_start = 7", "请写 fy_start = 7"))
		}
	case civilNames[0], civilNames[1]:
		if c.start > 1 {
			b.bad(ruleType, c.kindNode, spoken("the calendar is %s, but its year starts in month %d", "曆法為 %s，年度卻自 %d 月開始", "日历为 %s，年度却自 %d 月开始", c.kind, c.start), spoken(`write type = "fiscal", or leave fy_start out`, `請寫 type = "fiscal"，或刪去 fy_start`, `请写 type = "fiscal"，或删去 fy_start`))
		}
		c.start = 0
	case "445", "454", "544":
		b.bad(ruleType, c.kindNode, spoken("this version knows civil and fiscal calendars, not %s", "本版本只支援 civil 與 fiscal 曆法，不支援 %s", "本版本只支援 civil 与 fiscal 日历，不支援 %s", c.kind), spoken(`write "civil" or "fiscal"`, `請寫 "civil" 或 "fiscal"`, `请写 "civil" 或 "fiscal"`))
	default:
		b.bad(ruleType, c.kindNode, spoken("there is no calendar %q", "沒有「%s」這種曆法", "没有“%s”这种日历", clip(c.kind)), oneOf(c.kind, []string{"civil", "fiscal"}))
	}
	if c.start > 1 {
		b.cfg.Calendar = period.Calendar{YearStart: time.Month(c.start), StartNamed: c.startNamed}
	}
}

func (b *binder) workdays(n *node) {
	b.cfg.Workdays = [7]bool{}
	for i, s := range b.texts(n) {
		d, ok := weekday(s)
		if !ok {
			b.bad(ruleType, n.Items[i], spoken("%q is no day of the week", "「%s」不是星期幾", "“%s”不是星期几", clip(s)), spoken("write mon, tue, wed, thu, fri, sat or sun", "請寫 mon、tue、wed、thu、fri、sat 或 sun", "请写 mon、tue、wed、thu、fri、sat 或 sun"))
			continue
		}
		b.cfg.Workdays[d] = true
	}
}

// weekday reads the English name of a day of the week, or its first three letters.
func weekday(s string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := strings.ToLower(d.String()); s == name || s == name[:3] {
			return d, true
		}
	}
	return 0, false
}

func (b *binder) dayList(n *node) (days []period.Day) {
	if n.Kind != toml.Array {
		b.wrong(n, spoken("a list of dates", "日期的清單", "日期的列表"), spoken("write [2026-01-01, 2026-05-01]", "請寫成 [2026-01-01, 2026-05-01]", "请写成 [2026-01-01, 2026-05-01]"))
		return nil
	}
	for _, c := range n.Items {
		if d := b.day(c); d != nil {
			days = append(days, *d)
		}
	}
	return days
}

func (b *binder) wholes(n *node, low, high int) (out []int) {
	if n.Kind != toml.Array {
		b.wrong(n, spoken("a list of whole numbers", "整數的清單", "整数的列表"), spoken("write [1, 2]", "請寫成 [1, 2]", "请写成 [1, 2]"))
		return nil
	}
	for _, c := range n.Items {
		if v, ok := b.whole(c, low, high); ok {
			out = append(out, v)
		}
	}
	return out
}

// combine reads the months that are also compared together.
func (b *binder) combine(n *node) {
	if n.Kind != toml.Array {
		b.wrong(n, spoken("a list of lists of months", "月份組合的清單", "月份组合的列表"), spoken("write [[1, 2]]", "請寫成 [[1, 2]]", "请写成 [[1, 2]]"))
		return
	}
	for _, c := range n.Items {
		if months := b.wholes(c, 1, 12); len(months) > 0 {
			b.cfg.Combine = append(b.cfg.Combine, months)
		}
	}
}

// deadlineTable is the keys of [deadlines]: for each length of period how many days
// after its end a report is due, for weeks also a day of the week. A unit may have
// some of its own.
var (
	deadlineTable = append(table[map[string]string]{
		keyOwn("applies_to", oneWord(report.Review, report.Final), "the status that a report must have by then", func(b *binder, n *node, d *map[string]string) {
			(*d)[n.Name] = b.choice(n, report.Review, report.Final)
		}),
		keyOwn("adjust", oneWord(adjustments...), "what holds of a day on which nobody works", func(b *binder, n *node, d *map[string]string) { (*d)[n.Name] = b.choice(n, adjustments...) }),
	}, unitDeadlineTable...)
	unitDeadlineTable = table[map[string]string]{
		deadline(period.Daily),
		deadline(period.Weekly),
		deadline(period.Monthly),
		deadline(period.Quarterly),
		deadline(period.Annual),
	}
)

func deadline(g period.Grain) field[map[string]string] {
	doc := "days after the end of the period, or none"
	if g == period.Weekly {
		doc += ", or a day of the week, as in mon"
	}
	return keyOwn(g.String(), func() shape { return shape{Type: []string{"integer", "string"}} }, doc, func(b *binder, n *node, d *map[string]string) { b.deadline(n, *d) })
}

func (b *binder) deadline(n *node, into map[string]string) {
	days, err := strconv.Atoi(n.Text)
	_, day := weekday(n.Text)
	word := day && n.Name == "weekly" || n.Text == "none"
	if n.Kind != toml.Integer && n.Kind != toml.String || err == nil && (days < 0 || days > 366) || err != nil && !word {
		hint := spoken("write how many days after its end a report is due, as in 3", "請寫期間結束後幾天到期，例如 3", "请写期间结束后几天到期，例如 3")
		if n.Name == "weekly" {
			hint = join(hint, spoken(`, or the day of the week, as in "mon"`, `，或星期幾，例如 "mon"`, `，或星期几，例如 "mon"`))
		}
		b.bad(ruleType, n, spoken("%q is no deadline", "「%s」不是期限", "“%s”不是期限", clip(n.Text)), join(hint, spoken(`; "none" if none is due`, `；不設期限則寫 "none"`, `；不设期限则写 "none"`)))
		return
	}
	into[n.Name] = n.Text
}

var bandsTable = table[report.Bands]{
	keyOwn("pct", fourLimits, "of changes, in percent", func(b *binder, n *node, v *report.Bands) { b.band(n, &v.Pct) }),
	keyOwn("pp", fourLimits, "of ratios, in percentage points", func(b *binder, n *node, v *report.Bands) { b.band(n, &v.Points) }),
}

func fourLimits() shape {
	limit := aNumber()
	return shape{Type: "array", Items: &limit, MinItems: 4, MaxItems: 4}
}

// band reads four limits in percent or percentage points.
func (b *binder) band(n *node, into *[4]num.Num) {
	if n.Kind != toml.Array || len(n.Items) != len(into) {
		b.bad(ruleType, n, spoken("%q is a list of four limits", "「%s」應為四個界限的清單", "“%s”应为四个界限的列表", n.Name), spoken("write [1, 5, 10, 30]", "請寫成 [1, 5, 10, 30]", "请写成 [1, 5, 10, 30]"))
		return
	}
	var out [4]num.Num
	for i, c := range n.Items {
		w, ok := b.number(c)
		if !ok {
			return
		}
		out[i] = w.Value
		if w.Shape != num.Percent {
			out[i] = w.Value.Mul(num.Dec(1, 2))
		}
		if out[i].Sign() <= 0 || i > 0 && out[i].Cmp(out[i-1]) <= 0 {
			b.bad(ruleNumber, c, spoken("the limits of bands rise from one to the next", "各區間的界限須逐一遞增", "各区间的界限须逐一递增"), spoken("write them in order, as in [1, 5, 10, 30]", "請由小到大寫，例如 [1, 5, 10, 30]", "请由小到大写，例如 [1, 5, 10, 30]"))
			return
		}
	}
	*into = out
}

func defaultBands() report.Bands {
	p := num.Dec
	return report.Bands{
		Pct:    [4]num.Num{p(1, 2), p(5, 2), p(10, 2), p(30, 2)},
		Points: [4]num.Num{p(5, 3), p(1, 2), p(3, 2), p(10, 2)},
	}
}
