package check

import (
	"strings"
	"unicode/utf8"

	"almanac/site/locale"
	"almanac/site/num"
	"almanac/site/report"
)

// sayClaims makes a remark on each claim of a code that is wrong.
func sayClaims(code string) func(c *Case) {
	return func(c *Case) {
		list := c.claims()
		for i := range list {
			k := list[i]
			if k.finding.code != code || k.verdict != Wrong {
				continue
			}
			p := k.passage
			from, to := p.Folded.Offset(k.from), p.Folded.Offset(k.to)
			message, hint := c.sayClaim(k, p.Words[from:to])
			c.SayInAs(k.severity, k.text, p, from, to, message, hint)
		}
	}
}

// sayClaim says what the data say of a claim, and what to write instead.
func (in *Input) sayClaim(c *claim, words string) (message, hint string) {
	fact, hint := in.fact(c)
	return in.W(w("%s: %s", "%s：%s", "%s：%s"), strings.TrimSpace(words), fact), hint
}

// fact is what the data say instead, with the figures that it follows from.
func (in *Input) fact(c *claim) (fact, hint string) {
	o := &c.outcome
	switch c.shape {
	case ofChange:
		return in.changeFact(c)
	case ofSpan:
		return in.W(w("the data say %s", "資料為%s", "数据为%s"), in.fromTo(c.metric, o.then, o.now)), in.writeHint(c, o.then, o.now)
	case ofLevel, ofTarget:
		if c.figure.is == inTimes {
			return in.W(w("the data say %s times (%s)", "資料為%s倍（%s）", "数据为%s倍（%s）"), in.Locale.SayNumber(o.value, 2), in.fromTo(c.metric, o.then, o.now)), ""
		}
		words := w("the data say %s%s", "資料為%s%s", "数据为%s%s")
		if c.shape == ofTarget {
			words = w("the target in the data is %s%s", "資料中的目標為%s%s", "数据中的目标为%s%s")
		}
		return in.W(words, in.amount(c.metric, o.now), in.whose(c)), in.writeFigure(c, o.value)
	case ofAttained, ofExcess:
		return in.attainedFact(c)
	case ofFunnel:
		return in.W(w("%[2]s of %[1]s make %[3]s", "%[1]s 中的 %[2]s，為%[3]s", "%[1]s 中的 %[2]s，为%[3]s"), in.Locale.Number(o.then, decimals(o.then)), in.Locale.Number(o.now, decimals(o.now)), in.percent(o.value, c.figure.decimals)),
			in.writeFigure(c, o.value)
	case ofRow:
		return in.rowFact(c)
	case ofPace:
		return in.paceFact(c)
	case ofSize:
		return in.sizeFact(c)
	case ofTeam:
		return in.W(w("the data say %s beside %s", "資料為%s，對照為%s", "数据为%s，对照为%s"), in.amount(c.metric, o.now), in.amount(c.metric, o.then)),
			in.W(w("write both as they are, and which is higher", "請照資料寫出兩者，以及何者較高", "请照数据写出两者，以及哪个更高"))
	}
	return in.peersFact(c)
}

// changeFact: +12.0% (1.25 → 1.40 million).
func (in *Input) changeFact(c *claim) (fact, hint string) {
	o := &c.outcome
	said := in.changeOf(c, o)
	sides := in.fromTo(c.metric, o.then, o.now)
	switch c.finding.why {
	case isUnsaid:
		return in.W(w("it is not said compared with what; the data say %s on %s and %s on %s", "沒有說明與何者相比；資料為%[2]s %[1]s、%[4]s %[3]s", "没有说明与何者相比；数据为%[2]s %[1]s、%[4]s %[3]s"),
				said, in.baseName(c, o), in.changeOf(c, c.other), in.baseName(c, c.other)),
			in.W(w("say what it is compared with, and write its figure", "請寫明比較對象，並用相應的數字", "请写明比较对象，并用相应的数字"))
	case isFlipped:
		return in.W(w("the data say %s (%s), the other way", "資料為%s（%s），方向相反", "数据为%s（%s），方向相反"), said, sides),
			in.W(w("write %s", "請寫%s", "请写%s"), said)
	}
	return in.W(w("the data say %s (%s)", "資料為%s（%s）", "数据为%s（%s）"), said, sides), in.writeFigure(c, o.value)
}

// changeOf is a change as the data have it, in the measure of the claim.
func (in *Input) changeOf(c *claim, o *outcome) string {
	f := &c.figure
	switch {
	case f.is == inPoints:
		return in.Locale.SayPoints(o.value.Div(hundred), max(f.decimals, 1), true)
	case f.is == inMoney || f.is == inCount && f.value.Present():
		return in.Locale.SayChange(o.now.Sub(o.then), in.format(c.metric, o.now.Sub(o.then)), true)
	case f.is == inTimes:
		return in.Locale.Signed(o.value, 1)
	}
	return in.Locale.Signed(o.value.Div(hundred), max(f.decimals, 1))
}

// baseName is what a change is compared with.
func (in *Input) baseName(c *claim, o *outcome) string {
	switch o.base.kind {
	case onPrevious:
		return in.W(w("the period before", "較上期", "较上期"))
	case onYear:
		return in.W(w("the year before", "較去年同期", "较去年同期"))
	}
	return in.W(w("%s", "較%s", "较%s"), in.Locale.Period(in.Archive.Calendar, o.base.at))
}

// fromTo is two amounts of a metric, the earlier first: 125→140萬元.
func (in *Input) fromTo(m *report.Metric, then, now num.Num) string {
	f := in.format(m, now)
	a, b := in.Locale.Say(then, f), in.Locale.Say(now, f)
	if unit := in.unitBehind(b); unit != "" && strings.HasSuffix(a, unit) {
		a = strings.TrimSuffix(a, unit)
	}
	return a + in.W(w(" → ", "→", "→")) + b
}

// unitBehind is what stands behind the digits of a number.
func (in *Input) unitBehind(s string) string {
	i := strings.LastIndexAny(s, "0123456789")
	if first, _ := utf8.DecodeRuneInString(s); i < 0 || first > '9' && first != '−' {
		return ""
	}
	return s[i+1:]
}

// amount is a figure of a metric as sentences have it.
func (in *Input) amount(m *report.Metric, n num.Num) string {
	f := in.format(m, n)
	if m.Unit == report.Percent || m.Unit == report.Money {
		return in.Locale.Say(n, f)
	}
	f.Decimals = decimals(n)
	return in.Locale.Say(n, f)
}

// format is how sentences print a figure of a metric, in a scale that fits it.
func (in *Input) format(m *report.Metric, n num.Num) locale.Format {
	f := locale.Format{Unit: m.Unit, Currency: m.Currency, Decimals: m.Decimals, Measure: m.Measure.In(in.Locale.Tag)}
	if m.Unit == report.Money {
		f.Scale = in.Locale.ScaleFor(n)
	}
	return f
}

// percent prints a number that is one of a hundred already.
func (in *Input) percent(n num.Num, least int) string {
	return in.Locale.SayPercent(n.Div(hundred), max(least, 1))
}

// whose says of which unit and period a figure is, unless it is the report's own.
func (in *Input) whose(c *claim) string {
	var parts []string
	if u := in.Archive.Unit(c.outcome.unit); c.unit != "" && u != nil {
		name := u.Name.In(in.Locale.Tag, in.Archive.Languages...)
		if name == "" {
			name = u.ID
		}
		parts = append(parts, name)
	}
	if !c.at.IsZero() {
		parts = append(parts, in.Locale.Period(in.Archive.Calendar, c.outcome.when))
	}
	if len(parts) == 0 {
		return ""
	}
	return in.W(w(" (%s)", "（%s）", "（%s）"), strings.Join(parts, in.W(w(", ", "，", "，"))))
}

// writeFigure says what to write instead of a claim's figure, in the text's own form.
func (in *Input) writeFigure(c *claim, value num.Num) string {
	if c.figure.inWords() || c.hedge != 0 {
		return in.W(w("write the figure: %s", "請寫出數字：%s", "请写出数字：%s"), in.written(c, value))
	}
	return in.W(w("write %s", "請寫%s", "请写%s"), in.written(c, value))
}

// written is a value in the form of a claim's figure.
func (in *Input) written(c *claim, value num.Num) string {
	f := &c.figure
	value = value.Abs()
	switch f.is {
	case inTenths, inPart:
		return in.Locale.SayPercent(value.Div(hundred), 1)
	case inTimes:
		return in.Locale.SayPercent(value, 1)
	}
	if !f.value.Present() {
		return in.Locale.SayPercent(value.Div(hundred), 1)
	}
	text := c.passage.Folded.Text
	before := strings.TrimLeft(text[f.from:f.digits], "+-−")
	return before + in.Locale.Number(value, f.decimals) + text[f.end:f.to]
}

// writeHint says what to write instead of a span.
func (in *Input) writeHint(c *claim, then, now num.Num) string {
	return in.W(w("write from %s to %s", "請寫由%s至%s", "请写由%s至%s"), in.amount(c.metric, then), in.amount(c.metric, now))
}

func (in *Input) attainedFact(c *claim) (fact, hint string) {
	o := &c.outcome
	said := in.percent(o.value, c.figure.decimals)
	switch {
	case c.shape == ofExcess && (c.figure.is == inPoints || c.figure.is == inPercent):
		said = in.Locale.Signed(o.value.Div(hundred), max(c.figure.decimals, 1))
		if c.figure.is == inPoints {
			said = in.Locale.SayPoints(o.value.Div(hundred), max(c.figure.decimals, 1), true)
		}
	case c.shape == ofExcess:
		said = in.Locale.SayChange(o.now.Sub(o.then), in.format(c.metric, o.now.Sub(o.then)), true)
	}
	return in.W(w("the data say %s (%s of a target of %s)", "資料為%s（實際%s，目標%s）", "数据为%s（实际%s，目标%s）"), said, in.amount(c.metric, o.now), in.amount(c.metric, o.then)), in.writeFigure(c, o.value)
}

// rowFact says how many moves in a row there are.
func (in *Input) rowFact(c *claim) (fact, hint string) {
	n := int(c.outcome.value.Float())
	way := in.W(w("up", "上升", "上升"))
	if c.way < 0 {
		way = in.W(w("down", "下降", "下降"))
	}
	if n > c.row {
		return in.W(w("the data show more in a row", "資料中連續的次數更多", "数据中连续的次数更多")),
			in.W(w("write how many there are", "請寫出實際的次數", "请写出实际的次数"))
	}
	if n == 0 {
		return in.W(w("the data show no change of this kind in %s", "%s的資料並無這樣的變化", "%s的数据并无这样的变化"), in.Locale.Period(in.Archive.Calendar, c.outcome.when)),
			in.W(w("leave it out, or say which way it went", "請刪去，或寫明實際的走向", "请删去，或写明实际的走向"))
	}
	return in.W(w("the data show %d in a row (%s)", "資料只有連續 %d 期%s", "数据只有连续 %d 期%s"), n, way),
		in.W(w("%d changes in a row need %d figures; write what they show", "連續 %d 期的變化需要 %d 期的數字；請照資料寫", "连续 %d 期的变化需要 %d 期的数字；请照数据写"), c.row, c.row+1)
}

func (in *Input) paceFact(c *claim) (fact, hint string) {
	o := &c.outcome
	return in.W(w("the last two changes are %s and %s", "最近兩期的變化為%s與%s", "最近两期的变化为%s与%s"), in.pacedBy(c, o.then), in.pacedBy(c, o.now)),
		in.W(w("write both rates, and that it widened or narrowed only if the second is clearly larger or smaller", "請寫出兩期的幅度；明顯變大或變小，才寫擴大或收窄", "请写出两期的幅度；明显变大或变小，才写扩大或收窄"))
}

// pacedBy is a move of a pace, with its sign.
func (in *Input) pacedBy(c *claim, n num.Num) string {
	if c.metric.Points() {
		return in.Locale.SayPoints(n.Div(hundred), max(c.figure.decimals, 1), true)
	}
	return in.Locale.Signed(n.Div(hundred), max(c.figure.decimals, 1))
}

// bandWords are what the bands are called, up and down, and where they begin.
var bandWords = [...][2]Words{
	{w("broadly unchanged", "基本持平", "基本持平"), w("broadly unchanged", "基本持平", "基本持平")},
	{w("edged up", "小幅增長", "小幅增长"), w("edged down", "小幅下降", "小幅下降")},
	{w("rose", "增長", "增长"), w("fell", "下降", "下降")},
	{w("rose markedly", "顯著增長", "显著增长"), w("fell markedly", "顯著下降", "显著下降")},
	{w("rose sharply", "大幅增長", "大幅增长"), w("fell sharply", "大幅下滑", "大幅下滑")},
}

func (in *Input) sizeFact(c *claim) (fact, hint string) {
	o := &c.outcome
	change, down := o.value.Div(hundred), 0
	if o.value.Sign() < 0 {
		down = 1
	}
	said := in.Locale.Signed(change, 1)
	if c.metric.Points() {
		said = in.Locale.SayPoints(change, 1, true)
	}
	name := in.W(bandWords[in.limits(c.metric).Band(change)][down])
	return in.W(w("the data say %s (%s)", "資料為%s（%s）", "数据为%s（%s）"), said, in.fromTo(c.metric, o.then, o.now)),
		in.W(w("write the figure, and if any word then “%s”", "請寫出數字；若要形容，用「%s」", "请写出数字；若要形容，用“%s”"), name)
}

func (in *Input) peersFact(c *claim) (fact, hint string) {
	o := &c.outcome
	if c.finding.why == isUnsaid {
		return in.W(w("no benchmark of %s is known", "沒有 %s 的行業基準值", "没有 %s 的行业基准值"), c.metric.ID),
			in.W(w("add [benchmarks.%s] with value and source to config.toml, or leave the comparison out", "在 config.toml 加上 [benchmarks.%s]，填 value 與 source；或刪去這項比較", "在 config.toml 加上 [benchmarks.%s]，填 value 与 source；或删去这项比较"), c.metric.ID)
	}
	mark := in.Archive.Benchmark[c.metric.ID]
	return in.W(w("the data say %s, the benchmark is %s (%s)", "資料為%s，基準值為%s（%s）", "数据为%s，基准值为%s（%s）"), in.amount(c.metric, o.now), in.amount(c.metric, o.then), mark.Source.In(in.Locale.Tag, in.Archive.Languages...)),
		in.W(w("write which side of it the figure is on", "請照資料寫明高於或低於", "请照数据写明高于或低于"))
}
