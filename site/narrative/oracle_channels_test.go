package narrative_test

// Channels, headlines and what is finished late, in words (M-SMALLN, M-MIX,
// M-SIMPSON, M-CHG-HEAD, M-LATE).

import (
	"fmt"
	"math/big"

	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// A way is a channel that a report lists.
type way struct {
	name         string
	deals, leads *big.Rat
}

// ways are the channels of the unit's own report, those with leads.
func (x page) ways(p period.Period) (list []way, own bool) {
	r := x.reports[figKey{unit: x.unit, p: p}]
	if r == nil || len(r.Channels) == 0 {
		return nil, false
	}
	for _, c := range r.Channels {
		if c.Leads.Sign() > 0 {
			list = append(list, way{c.Name, c.Deals.Big(), c.Leads.Big()})
		}
	}
	return list, true
}

// toldApart: both have 30 cases and |z| is 1.96 or more (domain.md §3.8).
func toldApart(a, b way) bool {
	if a.leads.Cmp(rat(30, 1)) < 0 || b.leads.Cmp(rat(30, 1)) < 0 {
		return false
	}
	p := over(plus(a.deals, b.deals), plus(a.leads, b.leads))
	spread := times(times(p, minus(rat(1, 1), p)), plus(over(rat(1, 1), a.leads), over(rat(1, 1), b.leads)))
	if spread.Sign() == 0 {
		return false
	}
	d := minus(over(a.deals, a.leads), over(b.deals, b.leads))
	return atLeast(over(times(d, d), spread), rat(196*196, 100*100))
}

// smallSamples is due where no two channels are told apart.
func (x page) smallSamples() (list []due) {
	ways, own := x.ways(x.p)
	if !own || len(ways) < 2 || x.Calendar.Span(x.p).End-1 > x.asOf {
		return nil
	}
	for i := range ways {
		for j := range i {
			if toldApart(ways[i], ways[j]) {
				return nil
			}
		}
	}
	return []due{say(narrative.SmallSamples, nil, func(t tongue) string {
		var items []string
		for i, w := range ways {
			tpl := t.in("{1} for {0} ({2}/{3})", map[bool]string{true: "{0}轉化率{1}（{2}/{3}）", false: "{0}{1}（{2}/{3}）"}[i == 0])
			name := w.name
			if last := name[len(name)-1]; t != english && i > 0 && last >= 'a' && last <= 'z' {
				name += " " // Latin letters and digits do not touch
			}
			items = append(items, fill(tpl, name, percentage(over(w.deals, w.leads), 1), digits(w.deals, 0), digits(w.leads, 0)))
		}
		return fill(t.in("Conversion was {0}; the samples are too small to rank them.", "{0}；樣本較小，差異不足以判斷高低。"), t.list(items))
	})}
}

// channelMix is the split of the conversion of all channels since the period before.
func (x page) channelMix() (list []due) {
	if x.Calendar.Span(x.p).End-1 > x.asOf {
		return nil
	}
	now, own := x.ways(x.p)
	was, owned := x.ways(x.p.Prev())
	if !own || !owned || len(now) == 0 || len(was) == 0 {
		return nil
	}
	c := &cmp{m: &report.Metric{Unit: report.Percent}, base: pooled(was), now: pooled(now)}
	c.d = minus(c.now, c.base)
	if band(c.m, c.d) == 0 {
		return nil
	}
	in, mix, all := splitUp(waySlices(was, now), c)
	if all {
		return []due{say(narrative.Composed, nil, func(t tongue) string {
			return fill(composedTpl(t, c.d.Sign(), "channel"), t.in("Conversion", "轉化率"), "", t.points(c.d))
		})}
	}
	return []due{say(narrative.Mixed, nil, func(t tongue) string {
		form := style{t: t, m: c.m, decimals: splitDecimals(c, in, mix)}
		return fill(mixedTpl(t, c.d.Sign(), "channel"), t.in("Overall conversion", "整體轉化率"), form.say(c.base), "", form.say(c.now), t.pointsTo(c.d, form.decimals), t.bare(in, form.decimals), t.bare(mix, form.decimals))
	})}
}

func sums(list []way) (deals, leads *big.Rat) {
	for _, w := range list {
		deals, leads = plus(deals, w.deals), plus(leads, w.leads)
	}
	return deals, leads
}

func pooled(list []way) *big.Rat { return over(sums(list)) }

// waySlices puts the channels of two periods side by side.
func waySlices(was, now []way) (list []slice) {
	_, all0 := sums(was)
	_, all1 := sums(now)
	at := map[string]int{}
	for _, w := range was {
		at[w.name] = len(list)
		list = append(list, slice{r0: over(w.deals, w.leads), w0: over(w.leads, all0), w1: new(big.Rat)})
	}
	for _, w := range now {
		i, known := at[w.name]
		if !known {
			i = len(list)
			list = append(list, slice{w0: new(big.Rat)})
		}
		list[i].r1, list[i].w1 = over(w.deals, w.leads), over(w.leads, all1)
	}
	return list
}

// rough is a rate in the words of headlines (domain.md §3.5).
func (t tongue) rough(x *big.Rat) string {
	x = magnitude(times(x, rat(100, 1)))
	for k := int64(1); k <= 10 && atLeast(x, rat(995, 100)); k++ {
		tens := rat(10*k, 1)
		word := t.in(fmt.Sprint(10*k, "%"), []string{"一", "兩", "三", "四", "五", "六", "七", "八", "九", "十"}[k-1]+"成")
		switch off := minus(x, tens); {
		case magnitude(off).Cmp(rat(5, 100)) < 0 && k < 10:
			return word
		case off.Sign() > 0 && off.Cmp(rat(5, 1)) <= 0 && k < 10:
			return t.in("more than ", "逾") + word
		case off.Sign() < 0 && k < 10 && within(off, rat(2, 1)) && within(off, times(tens, rat(5, 100))):
			return t.in("nearly ", "近") + word
		}
	}
	return tiny(x, 1) + "%"
}

// headline is the line on both changes, if both are known by rate.
func (x page) headline(m *report.Metric) (list []due) {
	prev, year := x.previous(x.unit, m, x.p), x.yearAgo(x.unit, m, x.p)
	if prev.how != byRate || year.how != byRate || m.Points() || atLeast(prev.rate, rat(10, 1)) || atLeast(year.rate, rat(10, 1)) {
		return nil
	}
	return []due{say(narrative.Headed, m, func(t tongue) string {
		both := double(prev)*double(year) > 0
		clauses := t.list([]string{x.headClause(t, prev, true), x.headClause(t, year, !both)})
		switch {
		case double(prev) > 0 && double(year) > 0:
			return fill(t.in("Double-digit {0} growth: {1}.", "{2}雙位數增長：{1}。"), t.small(m), clauses, t.name(m))
		case double(prev) < 0 && double(year) < 0:
			return fill(t.in("Double-digit {0} decline: {1}.", "{2}雙位數下降：{1}。"), t.small(m), clauses, t.name(m))
		}
		return fill("{0}"+t.in(" ", "")+"{1}"+t.in(".", "。"), t.name(m), clauses)
	})}
}

// double is +1 or −1 for a rate of two digits.
func double(c *cmp) int {
	a := magnitude(c.rate)
	if !atLeast(a, rat(1, 10)) || atLeast(a, rat(1, 1)) {
		return 0
	}
	return c.rate.Sign()
}

func (x page) headClause(t tongue, c *cmp, way bool) string {
	on := map[period.Grain][2][2]string{
		period.Daily:     {{"on the day", "較前一日"}, {"on the year", "同比"}},
		period.Weekly:    {{"on the week", "環比"}, {"on the year", "同比"}},
		period.Monthly:   {{"on the month", "環比"}, {"on the year", "同比"}},
		period.Quarterly: {{"on the quarter", "環比"}, {"on the year", "同比"}},
	}[c.p.Grain()][index(c.year)]
	name := t.in(on[0], on[1])
	if c.flat() {
		return fill(t.in("little changed {0}", "{0}基本持平"), name)
	}
	size := mark(t.rough(c.rate), x.unit, c.m, x.p)
	if c.d.Sign() > 0 {
		return fill(t.in(cond(way, "up ")+"{1} {0}", "{0}增長{1}"), name, size)
	}
	return fill(t.in(cond(way, "down ")+"{1} {0}", "{0}下降{1}"), name, size)
}

// late is when a report was finished, by so many days too late.
func (x page) late(day period.Day, days int) due {
	return say(narrative.Late, nil, func(t tongue) string {
		y, m, d := day.Date()
		end, _, _ := (x.Calendar.Span(x.p).End - 1).Date()
		date := t.in(fmt.Sprint(d, " ", monthNames[m-1]), fmt.Sprint(int(m), "月", d, "日"))
		if y != end {
			date = t.in(fmt.Sprint(date, " ", y), fmt.Sprint(y, "年", date))
		}
		word := map[bool]string{true: " day", false: " days"}[days == 1]
		return fill(t.in("This summary was finalised on {0}, {1}"+word+" late.", "本總結於{0}定稿，逾期{1}天。"), date, fmt.Sprint(days))
	})
}
