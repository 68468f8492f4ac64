package narrative_test

// What is due of one metric, and in which words.

import (
	"fmt"
	"math/big"
	"strings"

	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// A due is a sentence that must be there, in the order of langs.
type due struct {
	kind   narrative.Kind
	metric string
	says   [3]string
}

// say says something in all three languages.
func say(kind narrative.Kind, m *report.Metric, f func(t tongue) string) due {
	d := due{kind: kind}
	if m != nil {
		d.metric = m.ID
	}
	for t := range d.says {
		d.says[t] = f(tongue(t))
	}
	return d
}

// A page is what is asked: a unit in a period.
type page struct {
	*oracle
	unit string
	p    period.Period
}

func (x page) figure(m *report.Metric) *fig { return x.oracle.figure(x.unit, m.ID, x.p) }

// short is the period as the page's own text begins with it.
func (x page) short(t tongue) string {
	return x.period(t, x.p, x.p.Grain() != period.Annual && x.sameYear(x.p, x.p))
}

// attained is a figure beside its target (domain.md §2.4).
func (x page) attained(m *report.Metric, lead bool) (list []due) {
	f := x.figure(m)
	if !f.complete() || f.aim == nil {
		return nil
	}
	return []due{say(narrative.Attained, m, func(t tongue) string {
		head, form := t.subject(m, cond(lead, x.short(t))), t.styleFor(m, f.v, f.aim).apart(f.v, f.aim)
		actual := mark(form.say(f.v), x.unit, m, x.p)
		return fill(x.attainWords(t, m, f), head, actual, form.say(f.aim), form.change(minus(f.v, f.aim)), verb(m, "was", "were"), x.rateOf(m, f), t.points(x.beyond(f)))
	})}
}

// beyond is by how much of the target an actual is above or below it.
func (x page) beyond(f *fig) *big.Rat {
	if f.aim.Sign() == 0 {
		return new(big.Rat)
	}
	return minus(over(f.v, f.aim), rat(1, 1))
}

// rateOf is the attainment; one that missed never prints as 100 %.
func (x page) rateOf(m *report.Metric, f *fig) string {
	if f.aim.Sign() <= 0 {
		return ""
	}
	return mark(short(over(f.v, f.aim), 1), x.unit, m, x.p)
}

// short prints a share that never reads as all unless it is.
func short(a *big.Rat, decimals int) string {
	all := percentage(rat(1, 1), 0)
	for d := decimals; d <= 9; d++ {
		s := percentage(a, d)
		if a.Cmp(rat(1, 1)) >= 0 || strings.TrimRight(strings.TrimSuffix(s, "%"), "0") != "100." && s != all {
			return s
		}
	}
	return "<" + all
}

func (x page) attainWords(t tongue, m *report.Metric, f *fig) string {
	gap := f.v.Cmp(f.aim)
	switch {
	case m.Direction == report.Neutral:
		return t.in("{0} {4} {1}; the target was {2}.", "{0}{1}，目標{2}。")
	case m.Direction == report.Down:
		return [3]string{t.in("{0} {4} {1}, {3} below the {2} ceiling.", "{0}為{1}，低於上限目標（{2}）{3}。"),
			t.in("{0} {4} {1}, exactly at the ceiling.", "{0}為{1}，恰好等於上限目標。"),
			t.in("{0} {4} {1}, {3} above the {2} ceiling (unfavourable).", "{0}為{1}，高於上限目標（{2}）{3}（不利）。")}[gap+1]
	case m.Points() || f.aim.Sign() <= 0 || f.v.Sign() < 0:
		return [3]string{t.in("{0} {4} {1}, {3} below the {2} target.", "{0}為{1}，低於目標（{2}）{3}。"),
			t.in("{0} {4} {1}, exactly the target.", "{0}為{1}，恰好達到目標。"),
			t.in("{0} {4} {1}, {3} above the {2} target.", "{0}為{1}，高於目標（{2}）{3}。")}[gap+1]
	}
	return [3]string{t.in("{0} {4} {1}, {5} of the {2} target, {6} or {3} short.", "{0}{1}，達成目標（{2}）的{5}，低{6}，差額{3}。"),
		t.in("{0} {4} {1}, exactly the target.", "{0}{1}，恰好達成目標。"),
		t.in("{0} {4} {1}, {5} of the {2} target, {6} above it.", "{0}{1}，達成目標（{2}）的{5}，超額{6}。")}[gap+1]
}

// value is the headline figure alone, where nothing else tells it; one that is
// not complete is told as what it is so far.
func (x page) value(m *report.Metric) []due {
	return x.valueSaid(narrative.Attained, m, true)
}

// valued is a figure of which nothing else tells.
func (x page) valued(m *report.Metric, told int) []due {
	if told > 0 || x.figure(m).aim != nil {
		return nil
	}
	return x.valueSaid(narrative.Valued, m, false)
}

func (x page) valueSaid(kind narrative.Kind, m *report.Metric, lead bool) []due {
	f := x.figure(m)
	if f.v == nil {
		return nil
	}
	return []due{say(kind, m, func(t tongue) string {
		form := t.styleFor(m, f.v)
		tpl, aim := t.in("{0} {1} {2}.", "{0}{2}。"), ""
		if !f.complete() {
			tpl = t.in("{0} so far {4} {2}.", "{0}目前{2}。")
		}
		if !f.complete() && f.aim != nil {
			form = t.styleFor(m, f.v, f.aim).apart(f.v, f.aim)
			tpl, aim = t.in("{0} so far {4} {2}; the target is {3}.", "{0}目前{2}，目標{3}。"), form.say(f.aim)
		}
		return fill(tpl, t.subject(m, cond(lead, x.short(t))), verb(m, "was", "were"), mark(form.say(f.v), x.unit, m, x.p), aim, verb(m, "is", "are"))
	})}
}

// counted is how many parts missed their target, if all have one.
func (x page) counted(m *report.Metric) (list []due) {
	kids := x.kids[x.unit]
	if len(kids) < 2 || m.Direction == report.Neutral {
		return nil
	}
	var missed []string
	levels := map[string]bool{}
	for _, k := range kids {
		f := x.oracle.figure(k, m.ID, x.p)
		if !f.complete() || f.aim == nil {
			return nil
		}
		if f.v.Cmp(f.aim)*int(m.Direction) < 0 {
			missed = append(missed, k)
		}
		levels[x.Unit(k).Level] = true
	}
	level := x.Unit(kids[0]).Level
	if len(levels) > 1 {
		level = "unit"
	}
	return []due{say(narrative.Counted, m, func(t tongue) string { return t.countWords(level, len(missed), len(kids), x.who(t, m, missed)) })}
}

// who names those that missed, with how far they came, unless they are people
// who are not named, or too many.
func (x page) who(t tongue, m *report.Metric, missed []string) string {
	if len(missed) == 0 || len(missed) > 2 || x.private() {
		return ""
	}
	var list []string
	for _, k := range missed {
		f := x.oracle.figure(k, m.ID, x.p)
		list = append(list, fill(t.in("{0} ({1})", "{0}（{1}）"), x.unitName(t, k), page{x.oracle, k, x.p}.rateOf(m, f)))
	}
	if t != english {
		return "：" + strings.Join(list, "、")
	}
	return ": " + t.list(list)
}

func (t tongue) countWords(level string, missed, of int, who string) string {
	words := map[string][2]string{"team": {"teams", "個團隊"}, "individual": {"sales representatives", "名銷售員"}, "department": {"departments", "個部門"}, "unit": {"units", "個單位"}}[level]
	measure := string([]rune(words[1])[0])
	many := fmt.Sprint(of, t.in(" "+words[0], words[1]))
	if of == 2 && (missed == 0 || missed == 2) {
		many = t.in(words[0], "兩"+words[1])
	}
	all := map[bool]string{true: "Both", false: "All"}[of == 2]
	switch {
	case missed == 0:
		return fill(t.in(all+" {0} met their target.", "{0}全部完成目標。"), many)
	case missed == of:
		return fill(t.in(all+" {0} missed their target{1}.", "{0}均未完成目標{1}。"), many, who)
	case missed == 1 && level != "individual":
		return fill(t.in("1 of {0} missed its target{1}.", "{0}中有1"+measure+"未完成目標{1}。"), many, who)
	}
	return fill(t.in("{2} of {0} missed their target{1}.", "{0}中有{2}"+measure+"未完成目標{1}。"), many, who, fmt.Sprint(missed))
}

// restated are the corrections of the unit's own report.
func (x page) restated() (list []due) {
	r := x.reports[figKey{unit: x.unit, p: x.p}]
	if r == nil {
		return nil
	}
	for i := range r.Restatements {
		e := &r.Restatements[i]
		m, old, now := x.metric[e.Metric], e.Old.Big(), e.New.Big()
		list = append(list, say(narrative.Restated, m, func(t tongue) string {
			form := t.styleFor(m, old, now).apart(old, now)
			tpl := t.in("{0} {1} restated from {2} to {3}", "{0}由{2}更正為{3}")
			head := t.subject(m, x.short(t))
			if e.Of == "target" {
				tpl = t.in("The target for {0} was restated from {2} to {3}", "{0}的目標由{2}更正為{3}")
			}
			if e.Reason != "" {
				tpl += t.in(" ({4})", "（{4}）")
			}
			return fill(tpl+t.in(".", "。"), head, verb(m, "was", "were"), form.say(old), mark(form.say(now), x.unit, m, x.p), e.Reason)
		}))
	}
	return list
}

// incomplete is what the headline figure lacks.
func (x page) incomplete(m *report.Metric) []due {
	f := x.figure(m)
	if f.complete() || f.need == 0 {
		return nil
	}
	return []due{say(narrative.Incomplete, m, func(t tongue) string {
		if f.have == f.need {
			y, mo, d := (x.Calendar.Span(x.p).End - 1).Date()
			end := t.in(fmt.Sprintf("%d %s %d", d, monthNames[mo-1], y), fmt.Sprintf("%d年%d月%d日", y, mo, d))
			return fill(t.in("{0} ends on {1}; its figures are not final.", "{0}至{1}止，數據尚未定案。"), x.period(t, x.p, false), end)
		}
		grain := map[period.Grain][2]string{period.Monthly: {"Monthly", "月度"}, period.Quarterly: {"Quarterly", "季度"}, period.Annual: {"Annual", "年度"}}[x.p.Grain()]
		what := [2]string{"months", "個月"}
		if f.units {
			what = [2]string{"units", "個單位"}
		}
		if f.need == 1 {
			what[0] = what[0][:len(what[0])-1]
		}
		if f.have == 0 {
			return t.in(grain[0]+" data are incomplete.", grain[1]+"數據不完整。")
		}
		return fill(t.in(grain[0]+" data are incomplete: {0} of {1} "+what[0]+".", grain[1]+"數據不完整：{1}"+what[1]+"中已有{0}"+map[bool]string{true: "個", false: "個月"}[f.units]+"。"), fmt.Sprint(f.have), fmt.Sprint(f.need))
	})}
}
