package narrative_test

// Windows, parts of a change, mixes and pairs in words (M-YTD, M-CONTRIB,
// M-CONTRIB-SHARE, M-MIX, M-SIMPSON, M-PAIR).

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// toDate is the year so far and the last twelve months of a flow.
func (x page) toDate(m *report.Metric) (list []due) {
	year, isIn := x.Calendar.In(period.Annual, x.p)
	if m.Kind != report.Flow || !isIn || x.p.Grain() == period.Annual || x.grain != period.Monthly {
		return nil
	}
	yearSpan, span := x.Calendar.Span(year), x.Calendar.Span(x.p)
	first, last := x.Calendar.Of(period.Monthly, yearSpan.First), x.Calendar.Of(period.Monthly, span.End-1)
	if span.First == yearSpan.First {
		return nil
	}
	sum := x.sumOf(m, first, last)
	if sum == nil || x.Calendar.Span(first).First < x.start {
		return nil
	}
	rate, same := x.grown(m, first, last, sum)
	rolling := x.sumOf(m, last.Add(-11), last)
	if x.Calendar.Span(last.Add(-11)).First < x.start || span.End == yearSpan.End {
		rolling = nil
	}
	return []due{say(narrative.ToDate, m, func(t tongue) string {
		return x.toDateWords(t, m, first, last, sum, rolling, rate, same)
	})}
}

// grown is the rate on the same months of the year before, nil if there is none.
func (x page) grown(m *report.Metric, first, last period.Period, sum *big.Rat) (rate *big.Rat, same bool) {
	if x.Calendar.Span(first.Add(-12)).First < x.start {
		return nil, false
	}
	base := x.sumOf(m, first.Add(-12), last.Add(-12))
	switch {
	case base == nil || base.Sign() <= 0 || sum.Sign() < 0:
		return nil, base != nil && base.Sign() != 0 && base.Cmp(sum) == 0
	case m.Unit == report.Count && base.Cmp(rat(5, 1)) < 0:
		return nil, base.Cmp(sum) == 0
	}
	for _, g := range []period.Grain{period.Quarterly, period.Annual} { // as long as a period, it is as tiny
		whole, _ := x.Calendar.In(g, last)
		q, _ := x.Calendar.YearAgo(whole)
		a, b := x.Calendar.Span(whole), period.Span{First: x.Calendar.Span(first).First, End: x.Calendar.Span(last).End}
		if m.Unit == report.Money && a == b && x.tiny(x.unit, m, q, base) {
			return nil, false
		}
	}
	return over(minus(sum, base), base), base.Cmp(sum) == 0
}

func (x page) toDateWords(t tongue, m *report.Metric, first, last period.Period, sum, rolling, rate *big.Rat, same bool) string {
	form := t.styleFor(m, sum, rolling)
	ref := func(v *big.Rat) string { return mark(form.say(v), x.unit, m, x.p) }
	tpl := t.in("{0} {1} totalled {2}", "{0}{1}累計{2}")
	size := ""
	switch {
	case same:
		tpl += t.in(", level with {5}", "，與{5}持平")
	case rate == nil:
	case atLeast(rate, rat(10, 1)):
		tpl += t.in(", {3} times that of {5}", "，為{5}的{3}倍")
		size = trim(plus(rate, rat(1, 1)), 1)
	case rate.Sign() > 0:
		tpl += t.in(", up {3} on {5}", "，較{5}增長{3}")
		size = percentage(rate, 1)
	default:
		tpl += t.in(", down {3} on {5}", "，較{5}下降{3}")
		size = percentage(magnitude(rate), 1)
	}
	if rolling != nil {
		tpl += t.in("; the rolling 12-month total was {4}", "；近十二個月{4}")
	}
	end := ""
	if rolling != nil {
		end = ref(rolling)
	}
	before := t.in("the same period last year", "去年同期")
	if year, _ := x.Calendar.In(period.Annual, last); x.Calendar.Span(year).End == x.Calendar.Span(last).End {
		before = t.in("the year before", "上年")
	}
	return fill(tpl+t.in(".", "。"), x.through(t, first, last), t.small(m), ref(sum), size, end, before)
}

// through names the months of a year so far.
func (x page) through(t tongue, first, last period.Period) string {
	year, _ := x.Calendar.In(period.Annual, last)
	if x.Calendar.Span(year).End == x.Calendar.Span(last).End {
		return x.period(t, year, false)
	}
	ya, a, _ := x.Calendar.Span(first).First.Date()
	yb, b, _ := x.Calendar.Span(last).First.Date()
	if ya != yb {
		return t.in(fmt.Sprintf("%s %d–%s %d", monthNames[a-1], ya, monthNames[b-1], yb), fmt.Sprintf("%d年%d月至%d年%d月", ya, a, yb, b))
	}
	return t.in(monthNames[a-1]+"–"+monthNames[b-1], fmt.Sprintf("%d至%d月", a, b))
}

// telling is the comparison that parts are told of: with the year before or,
// without it, with the period before; nil if neither is known and beyond flat.
func (x page) telling(m *report.Metric) *cmp {
	year, prev := x.yearAgo(x.unit, m, x.p), x.previous(x.unit, m, x.p)
	for _, c := range []*cmp{year, prev} {
		if c.how == byRate && !c.flat() && (m.Points() || c.rate.Cmp(rat(10, 1)) < 0) {
			return c
		}
	}
	return nil
}

// private: parts are people, who are not ranked by name unless the archive
// publishes its members (domain.md §3.9).
func (x page) private() bool {
	for _, k := range x.kids[x.unit] {
		if x.Unit(k).Level == report.Individual && !x.Publish.Members {
			return true
		}
	}
	return false
}

// A part is a unit's part of a change, or that of several others.
type part struct {
	unit   string
	d      *big.Rat
	others int
}

// gathered names the three largest of more than four parts; the others are one.
func gathered(parts []part) []part {
	if len(parts) <= 4 {
		return parts
	}
	rest := part{d: new(big.Rat), others: len(parts) - 3}
	for _, p := range parts[3:] {
		rest.d.Add(rest.d, p.d)
	}
	return append(slices.Clone(parts[:3]), rest)
}

// contributed are the parts of a change by unit, and their shares.
func (x page) contributed(m *report.Metric) (list []due) {
	c := x.telling(m)
	if c == nil || len(x.kids[x.unit]) < 2 || m.Kind == report.Ratio || x.private() {
		return nil
	}
	var parts []part
	for _, k := range x.kids[x.unit] {
		a, b := x.oracle.figure(k, m.ID, c.p), x.oracle.figure(k, m.ID, c.q)
		if d := minus(a.v, b.v); d.Sign() != 0 {
			parts = append(parts, part{unit: k, d: d})
		}
	}
	if len(parts) == 0 {
		return nil
	}
	slices.SortStableFunc(parts, func(a, b part) int { return magnitude(b.d).Cmp(magnitude(a.d)) })
	list = append(list, say(narrative.Contributed, m, func(t tongue) string { return x.partWords(t, c, parts) }))
	sum := new(big.Rat)
	parts = gathered(parts)
	if last := parts[len(parts)-1]; last.others > 0 && last.d.Sign() == 0 {
		parts = parts[:len(parts)-1] // they make no difference together
	} else if len(parts) < 2 || last.others > 0 {
		return list
	}
	for _, p := range parts {
		if sum.Add(sum, magnitude(p.d)); p.d.Sign() != c.d.Sign() {
			return list
		}
	}
	if sum.Cmp(times(magnitude(c.d), rat(3, 2))) > 0 {
		return list
	}
	return append(list, say(narrative.Shared, m, func(t tongue) string { return x.shareWords(t, c, parts) }))
}

func (x page) partWords(t tongue, c *cmp, parts []part) string {
	list := []*big.Rat{c.base, c.d}
	for _, p := range parts {
		list = append(list, p.d)
	}
	form := t.styleFor(c.m, list...)
	var with, against []string
	parts = gathered(parts)
	for _, p := range parts {
		if p.d.Sign()*c.d.Sign() > 0 {
			with = append(with, x.partSaid(t, c, p, form, len(with) == 0, true))
		}
	}
	for _, p := range parts {
		if p.d.Sign()*c.d.Sign() < 0 {
			against = append(against, x.partSaid(t, c, p, form, len(against) == 0, false))
		}
	}
	all := t.list(with)
	switch {
	case t != english:
		all = strings.Join(append(with, against...), "；")
	case len(against) > 0:
		all = strings.Join(with, ", ") + ", and " + t.list(against)
	}
	tpl := t.in("{0} rose by {1} {2} ({3}): {4}.", "{0}{2}增加{1}（{3}）：{4}。")
	if c.d.Sign() < 0 {
		tpl = t.in("{0} fell by {1} {2} ({3}): {4}.", "{0}{2}減少{1}（{3}）：{4}。")
	}
	return fill(tpl, t.subject(c.m, ""), mark(form.change(c.d), x.unit, c.m, x.p), t.on(c), mark(t.signed(c.m, c.rate), x.unit, c.m, x.p), all)
}

func (x page) partSaid(t tongue, c *cmp, p part, form style, first, with bool) string {
	points := tiny(times(magnitude(over(p.d, c.base)), rat(100, 1)), 1)
	word := "point"
	if first && with {
		word = "percentage point"
	}
	up := p.d.Sign() > 0
	tpl := t.in("{0} {1} ({2})", "")
	if t == english && first {
		tpl = map[bool]string{true: "{0} added {1} ({2})", false: "{0} subtracted {1} ({2})"}[up]
	}
	if t != english {
		verb := map[bool]string{true: "增加", false: "減少"}[up]
		effect := map[bool]string{true: "貢獻", false: "抵減"}[with]
		if with && !up {
			effect = "折合"
		}
		tpl = t.in("", "{0}"+verb+"{1}，"+effect+"{2}")
	}
	if p.others > 0 {
		name := fill(t.in("the other {0} units together", "其餘{0}個單位合計"), t.count(p.others))
		return fill(tpl, name, form.change(p.d), t.inPoints(points, word))
	}
	return fill(tpl, x.unitName(t, p.unit), mark(form.change(p.d), p.unit, c.m, x.p), t.inPoints(points, word))
}

func (x page) shareWords(t tongue, c *cmp, parts []part) string {
	of := t.in("increase", "增量")
	if c.d.Sign() < 0 {
		of = t.in("decrease", "減量")
	}
	var items []string
	for i, p := range parts {
		tpl := t.in("{0} for {1}", "{0}占{1}")
		if i == 0 {
			tpl = t.in("{0} accounted for {1} of the {2}", "{0}占{2}的{1}")
		}
		s := short(over(p.d, c.d), 0)
		items = append(items, fill(tpl, x.unitName(t, p.unit), mark(s, p.unit, c.m, x.p), of))
	}
	return t.list(items) + t.in(".", "。")
}

// A slice is a part of a quotient on both sides.
type slice struct{ r0, r1, w0, w1 *big.Rat }

// slices of a quotient by unit; ok if there are two or more.
func (x page) slices(m *report.Metric, c *cmp) (list []slice, ok bool) {
	was, is := x.oracle.figure(x.unit, m.ID, c.q), x.oracle.figure(x.unit, m.ID, c.p)
	for _, k := range x.kids[x.unit] {
		a, b := x.oracle.figure(k, m.ID, c.q), x.oracle.figure(k, m.ID, c.p)
		s := slice{r0: a.v, r1: b.v, w0: over(a.den, was.den), w1: over(b.den, is.den)}
		if s.r0 == nil && s.r1 == nil {
			continue
		}
		list = append(list, s)
	}
	return list, len(list) > 1
}

// mixed is what changed within the parts of a quotient, and what their mix
// accounts for (domain.md §2.6).
func (x page) mixed(m *report.Metric) (list []due) {
	c := x.telling(m)
	if c == nil || m.Kind != report.Ratio || len(x.kids[x.unit]) < 2 {
		return nil
	}
	parts, ok := x.slices(m, c)
	if !ok {
		return nil
	}
	in, mix, all := splitUp(parts, c)
	ago := func(t tongue) string {
		if c.year && x.p.Grain() != period.Annual {
			return t.in(" a year earlier", "去年同期的")
		}
		w := grainWords[x.p.Grain()][0]
		return t.in(strings.Replace(w[0], "the previous", " the", 1)+" before", w[1]+"的")
	}
	if all {
		return []due{say(narrative.Composed, m, func(t tongue) string {
			return fill(composedTpl(t, c.d.Sign(), "unit"), t.subject(m, ""), t.in(" ", "")+t.on(c), mark(t.points(c.d), x.unit, m, x.p))
		})}
	}
	return []due{say(narrative.Mixed, m, func(t tongue) string {
		form := t.styleFor(m, c.base, c.now)
		form.decimals = splitDecimals(c, in, mix)
		name := t.in("The overall "+t.small(m), "整體") + cond(t != english, t.name(m))
		return fill(mixedTpl(t, c.d.Sign(), "unit"), name, mark(form.say(c.base), x.unit, m, c.q), ago(t), mark(form.say(c.now), x.unit, m, x.p), t.pointsTo(c.d, form.decimals), t.bare(in, form.decimals), t.bare(mix, form.decimals))
	})}
}

// splitUp sums both terms up; all: every part went against the whole.
func splitUp(parts []slice, c *cmp) (in, mix *big.Rat, all bool) {
	in, mix, all = new(big.Rat), new(big.Rat), true
	half := rat(1, 2)
	whole := times(plus(c.base, c.now), half)
	for _, s := range parts {
		if s.r0 == nil || s.r1 == nil {
			all = false
		}
		if s.r0 == nil {
			s.r0 = s.r1
		}
		if s.r1 == nil {
			s.r1 = s.r0
		}
		d := minus(s.r1, s.r0)
		in.Add(in, times(times(plus(s.w0, s.w1), half), d))
		mix.Add(mix, times(minus(s.w1, s.w0), minus(times(plus(s.r0, s.r1), half), whole)))
		if d.Sign()*c.d.Sign() >= 0 {
			all = false
		}
	}
	return in, mix, all && band(c.m, in) > 0
}

// splitDecimals are one or two, as it takes for the rates to differ by the change
// and for the parts to add up to it as they are printed.
func splitDecimals(c *cmp, in, mix *big.Rat) int {
	printed := func(x *big.Rat) *big.Rat {
		y, _ := new(big.Rat).SetString(strings.NewReplacer("−", "-", ",", "").Replace(digits(times(x, rat(100, 1)), 1)))
		return y
	}
	d := printed(c.d)
	if minus(printed(c.now), printed(c.base)).Cmp(d) != 0 || plus(printed(in), printed(mix)).Cmp(d) != 0 {
		return 2
	}
	return 1
}

// bare is signed points; Chinese has a sign only below zero.
func (t tongue) bare(x *big.Rat, decimals int) string {
	s := strings.Replace(tiny(times(x, rat(100, 1)), decimals), "−<", "<", 1)
	if t == english {
		s = plusSign(x, s)
	}
	return t.inPoints(s, "point")
}

func mixedTpl(t tongue, sign int, what string) string {
	in := map[string][2]string{"unit": {"within units and {6} from the change in their mix", "單位"}, "channel": {"within channels and {6} from the change in channel mix", "渠道"}}[what]
	if sign > 0 {
		return t.in("{0} rose from {1}{2} to {3} (+{4}): {5} "+in[0]+".", "{0}由{2}{1}升至{3}，上升{4}："+in[1]+"內變化{5}，"+in[1]+"結構變化{6}。")
	}
	return t.in("{0} fell from {1}{2} to {3} (−{4}): {5} "+in[0]+".", "{0}由{2}{1}降至{3}，下降{4}："+in[1]+"內變化{5}，"+in[1]+"結構變化{6}。")
}

func composedTpl(t tongue, sign int, what string) string {
	zh := map[string]string{"unit": "單位", "channel": "渠道"}[what]
	mix := map[string]string{"unit": "the mix of units", "channel": "channel mix"}[what]
	if sign > 0 {
		return t.in("{0} fell in every "+what+"{1}, yet the overall rate rose {2}, entirely through the change in "+mix+".", "各"+zh+"{0}{1}均下降，整體仍上升{2}，全部來自"+zh+"結構變化。")
	}
	return t.in("{0} rose in every "+what+"{1}, yet the overall rate fell {2}, entirely through the change in "+mix+".", "各"+zh+"{0}{1}均上升，整體仍下降{2}，全部來自"+zh+"結構變化。")
}

// paired are two metrics that belong together, one better and one worse.
func (x page) paired(a, b *report.Metric) (list []due) {
	c, d := x.yearAgo(x.unit, a, x.p), x.yearAgo(x.unit, b, x.p)
	if c.how != byRate || d.how != byRate {
		c, d = x.previous(x.unit, a, x.p), x.previous(x.unit, b, x.p)
	}
	if c.how != byRate || d.how != byRate || c.flat() || d.flat() || c.favour()*d.favour() >= 0 {
		return nil
	}
	if c.favour() < 0 {
		c, d = d, c
	}
	return []due{say(narrative.Paired, c.m, func(t tongue) string {
		first := fill(t.in("{0} "+enWay(c)+" {1} {2}", "{0}{2}"+zhWay(c)+"{1}"), t.subject(c.m, ""), mark(t.size(c.m, c.rate), x.unit, c.m, x.p), t.on(c))
		second := fill(t.in("{0} "+enWay(d)+" {1}", "{0}"+zhWay(d)+"{1}"), t.inner(d.m), mark(t.size(d.m, d.rate), x.unit, d.m, x.p))
		return fill(t.in("{0} while {1} in the same period; the two are shown together without implying a cause.", "{0}，同期{1}；兩者並列，不代表因果。"), first, second)
	})}
}

func enWay(c *cmp) string { return map[bool]string{true: "rose", false: "fell"}[c.d.Sign() > 0] }

func zhWay(c *cmp) string {
	switch {
	case c.d.Sign() < 0:
		return "下降"
	case c.m.Points():
		return "上升"
	}
	return "增長"
}
