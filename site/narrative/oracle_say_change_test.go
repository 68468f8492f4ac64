package narrative_test

// Changes, from nothing, from loss to profit, in words (M-CHG, M-FLAT, M-ZERO,
// M-SIGN).

import (
	"strings"

	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// grainWords are what a comparison is with, by grain: on the previous month,
// 上月; on a year earlier, 去年同期.
var grainWords = map[period.Grain][2][2]string{
	period.Daily:     {{"the previous day", "前一日"}, {"the same day last year", "去年同日"}},
	period.Weekly:    {{"the previous week", "上週"}, {"the same week last year", "去年同週"}},
	period.Monthly:   {{"the previous month", "上月"}, {"a year earlier", "去年同期"}},
	period.Quarterly: {{"the previous quarter", "上季度"}, {"a year earlier", "去年同期"}},
	period.Annual:    {{"the previous year", "上年"}, {"the previous year", "上年"}},
}

func index(year bool) int {
	if year {
		return 1
	}
	return 0
}

// base is what c is compared with, without a preposition.
func (t tongue) base(c *cmp) string {
	w := grainWords[c.p.Grain()][index(c.year)]
	return t.in(w[0], w[1])
}

// on is "on the previous month", 較上月.
func (t tongue) on(c *cmp) string { return t.in("on ", "較") + t.base(c) }

// onOrNone: 與上月 beside what did not move.
func (t tongue) with(c *cmp) string { return t.in("on ", "與") + t.base(c) }

// adverbs by band, for rates and for points.
var (
	ups   = [5][2]string{{}, {"up slightly by ", "小幅增長"}, {"up ", "增長"}, {"up markedly by ", "顯著增長"}, {"up sharply by ", "大幅增長"}}
	downs = [5][2]string{{}, {"down slightly by ", "小幅下降"}, {"down ", "下降"}, {"down markedly by ", "顯著下降"}, {"down sharply by ", "大幅下滑"}}
	rises = [5][2]string{{}, {"up slightly by ", "小幅上升"}, {"up ", "上升"}, {"up markedly by ", "顯著上升"}, {"up sharply by ", "大幅上升"}}
	falls = [5][2]string{{}, {"down slightly by ", "小幅下降"}, {"down ", "下降"}, {"down markedly by ", "顯著下降"}, {"down sharply by ", "大幅下降"}}
)

// move is a change in words: up markedly by 20% on the previous month.
func (x page) move(t tongue, c *cmp, form style, usual bool) string {
	ref := func(s string) string { return mark(s, x.unit, c.m, x.p) }
	switch {
	case c.d.Sign() == 0:
		return fill(t.in("unchanged {0}", "{0}持平"), t.with(c))
	case c.gone():
		return fill(t.in("down {1} {0}", "{0}減少{1}"), t.on(c), ref(form.change(c.d)))
	case c.how == byAmount && c.d.Sign() > 0:
		return fill(t.in("up {1} {0}", "{0}增加{1}"), t.on(c), ref(form.change(c.d)))
	case c.how == byAmount:
		return fill(t.in("down {1} {0}", "{0}減少{1}"), t.on(c), ref(form.change(c.d)))
	case c.flat():
		return fill(t.in("broadly unchanged {0} ({1})", "{0}基本持平（{1}）"), t.with(c), ref(t.signed(c.m, c.rate)))
	case !c.m.Points() && atLeast(c.rate, rat(10, 1)):
		return fill(t.in("{1} times {0}", "為{0}的{1}倍"), t.base(c), ref(trim(over(c.now, c.base), 1)))
	}
	table := map[bool]map[bool][5][2]string{true: {false: ups, true: rises}, false: {false: downs, true: falls}}[c.d.Sign() > 0][c.m.Points()]
	b := band(c.m, c.rate)
	if usual {
		b = 2
	}
	return fill(t.in(table[b][0]+"{1} {0}", "{0}"+table[b][1]+"{1}"), t.on(c), ref(t.size(c.m, c.rate)))
}

// clause is a move with the base behind it, and whether it is a usual one.
func (x page) clause(t tongue, c *cmp, form style, usual bool) string {
	s := x.move(t, c, form, usual)
	if x.based(c) {
		s += fill(t.in(" ({1})", "（{0}{1}）"), t.base(c), mark(form.say(c.base), x.unit, c.m, c.q))
	}
	if c.m.Direction == report.Down && c.d.Sign() > 0 && !c.flat() {
		s += t.in(" (unfavourable)", "（不利）")
	}
	if usual && x.p.Grain() == period.Monthly && band(c.m, c.rate) < 4 {
		s += t.in(", within the usual monthly range", "，處於近一年常見波動範圍內")
	}
	return s
}

// gone: all of it went; then an amount says more than a rate.
func (c *cmp) gone() bool { return !c.m.Points() && c.now.Sign() == 0 && c.d.Sign() < 0 }

// based: the clause tells the base, too.
func (x page) based(c *cmp) bool {
	return (!c.year || x.p.Grain() == period.Annual) && !c.m.Points() && !c.flat() && c.d.Sign() != 0
}

// changed is the sentence on the changes; value: it tells the figure, too.
func (x page) changed(m *report.Metric, value, told bool) []due {
	return x.changedBut(m, value, told, false)
}

// changedBut leaves out what is told elsewhere.
func (x page) changedBut(m *report.Metric, value, prevTold, yearTold bool) []due {
	prev, year := x.previous(x.unit, m, x.p), x.yearAgo(x.unit, m, x.p)
	usual := x.usual(m, prev)
	var cs []*cmp
	if prev.told() && !prevTold {
		cs = append(cs, prev)
	}
	if year.told() && !yearTold {
		cs = append(cs, year)
	}
	if len(cs) == 0 {
		return nil
	}
	f := x.figure(m)
	return []due{say(narrative.Changed, m, func(t tongue) string {
		form := t.styleFor(m, f.v)
		if x.based(cs[0]) {
			form = t.styleFor(m, f.v, cs[0].base).apart(f.v, cs[0].base)
		}
		var words []string
		pause := ""
		for i, c := range cs {
			u := usual && c == prev
			words = append(words, x.clause(t, c, form, u))
			if i == 0 && u && x.p.Grain() == period.Monthly && band(m, c.rate) < 4 {
				pause = ","
			}
		}
		joined := words[0]
		if len(words) > 1 {
			joined += t.in(pause+" and ", "，") + words[1]
		}
		tpl := t.in("{0} {1} {2}.", "{0}{2}。")
		if value && m.Points() {
			tpl = t.in("{0} {1} {3}, {2}.", "{0}為{3}，{2}。")
		} else if value {
			tpl = t.in("{0} {1} {3}, {2}.", "{0}{3}，{2}。")
		}
		head := t.subject(m, "")
		if !strings.Contains(joined, "«") && !value {
			head = mark(head, x.unit, m, x.p) // no number leads to the figure
		}
		return fill(tpl, head, verb(m, "was", "were"), joined, mark(form.say(f.v), x.unit, m, x.p))
	})}
}

// usual: what moved beyond the flat band, but no more than the series does.
func (x page) usual(m *report.Metric, prev *cmp) bool {
	if prev.how != byRate || prev.flat() || !m.Points() && atLeast(prev.rate, rat(10, 1)) {
		return false
	}
	return x.ordinary(m)
}

func (x page) ordinary(m *report.Metric) bool {
	l := x.lineOf(x.unit, m, x.p.Grain())
	return l.ordinary(x.p.Sub(l.first))
}

// without are the changes that have no rate.
func (x page) without(m *report.Metric) (list []due) {
	for _, c := range []*cmp{x.previous(x.unit, m, x.p), x.yearAgo(x.unit, m, x.p)} {
		ago := func(t tongue) string {
			return cond(c.year && x.p.Grain() != period.Annual, t.in(" a year earlier", "去年同期的"))
		}
		switch {
		case c.how == fromZero && c.d.Sign() > 0:
			list = append(list, say(narrative.FromZero, m, func(t tongue) string {
				return fill(t.in("{0} rose from {1}{2} to {3}.", "{0}由{2}{1}增至{3}。"), t.subject(m, ""), mark("0", x.unit, m, c.q), ago(t), mark(t.styleFor(m, c.now).say(c.now), x.unit, m, x.p))
			}))
		case c.how == bySign && c.d.Sign() != 0:
			list = append(list, say(narrative.SignChanged, m, func(t tongue) string {
				form := t.styleFor(m, c.now, c.base).apart(c.now, c.base)
				words, of := signWords(t, c), t.subject(m, "")
				if c.year && x.p.Grain() != period.Annual {
					words, of = signWordsOfYear(t, c), t.in(t.inner(m), of)
				}
				return fill(words, of, mark(form.say(magnitude(c.base)), x.unit, m, c.q), mark(form.say(magnitude(c.now)), x.unit, m, x.p))
			}))
		}
	}
	return list
}

func signWords(t tongue, c *cmp) string {
	switch {
	case c.base.Sign() < 0 && c.now.Sign() == 0:
		return t.in("{0} came out even, after a loss of {1}.", "{0}由虧損{1}轉為持平。")
	case c.base.Sign() < 0 && c.now.Sign() > 0:
		return t.in("{0} turned positive, from a loss of {1} to {2}.", "{0}轉虧為盈：由虧損{1}轉為盈利{2}。")
	case c.base.Sign() > 0:
		return t.in("{0} turned negative, from a profit of {1} to a loss of {2}.", "{0}由盈轉虧：由盈利{1}轉為虧損{2}。")
	case c.d.Sign() > 0:
		return t.in("{0} stayed negative, the loss falling from {1} to {2}.", "{0}仍為虧損：由虧損{1}收窄至{2}。")
	}
	return t.in("{0} stayed negative, the loss rising from {1} to {2}.", "{0}仍為虧損：由虧損{1}擴大至{2}。")
}

func signWordsOfYear(t tongue, c *cmp) string {
	from := map[int]string{1: t.in("a profit", "盈利"), -1: t.in("a loss", "虧損")}
	switch {
	case c.now.Sign() == 0:
		return t.in("Against a year earlier, {0} came out even, after a loss of {1}.", "{0}較去年同期由虧損{1}轉為持平。")
	case c.base.Sign() != c.now.Sign():
		return t.in("Against a year earlier, {0} went from "+from[c.base.Sign()]+" of {1} to "+from[c.now.Sign()]+" of {2}.",
			"{0}較去年同期由"+from[c.base.Sign()]+"{1}轉為"+from[c.now.Sign()]+"{2}。")
	case c.d.Sign() > 0:
		return t.in("Against a year earlier, {0} went from a loss of {1} to a smaller one of {2}.", "{0}較去年同期虧損由{1}收窄至{2}。")
	}
	return t.in("Against a year earlier, {0} went from a loss of {1} to a larger one of {2}.", "{0}較去年同期虧損由{1}擴大至{2}。")
}
