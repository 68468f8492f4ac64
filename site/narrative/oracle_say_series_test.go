package narrative_test

// Streaks, turns, reversals, records and windows in words (M-STREAK, M-TURN,
// M-REVERT, M-RECORD, M-YTD).

import (
	"fmt"
	"math/big"

	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// counted things of a grain: three consecutive months, 連續三個月.
var countWords = map[period.Grain][2]string{period.Daily: {"day", "天"}, period.Weekly: {"week", "週"}, period.Monthly: {"month", "個月"},
	period.Quarterly: {"quarter", "個季度"}, period.Annual: {"year", "年"}}

// count is a small number in words, others in digits.
func (t tongue) count(n int) string {
	if n > 10 {
		return fmt.Sprint(n)
	}
	return t.in(englishWords[n], hanNumerals[n])
}

// row is "three consecutive months".
func (t tongue) row(g period.Grain, n int) string {
	w := countWords[g]
	return fill(t.in("{0} consecutive "+w[0]+"s", "連續{0}"+w[1]), t.count(n))
}

// nth is "for a third consecutive month".
func (t tongue) nth(g period.Grain, n int) string {
	w := countWords[g]
	ord := ""
	switch {
	case t != english:
		ord = t.count(n)
	case n == 8:
		ord = "an eighth"
	case n <= 10:
		ord = "a " + ordinals[n]
	case n%10 == 1 && n != 11:
		ord = fmt.Sprint("the ", n, "st")
	case n%10 == 2 && n != 12:
		ord = fmt.Sprint("the ", n, "nd")
	case n%10 == 3 && n != 13:
		ord = fmt.Sprint("the ", n, "rd")
	default:
		ord = fmt.Sprint("the ", n, "th")
	}
	return fill(t.in("for {0} consecutive "+w[0], "連續{0}"+w[1]), ord)
}

// shortest is from which length on a streak is told.
func shortest(g period.Grain) int {
	if g < period.Monthly {
		return 3
	}
	return 2
}

// moves are streak, turn and reversal; each tells the change on the period before.
func (x page) moves(m *report.Metric) (list []due) {
	l := x.lineOf(x.unit, m, x.p.Grain())
	i := x.p.Sub(l.first)
	if i < 0 || i >= len(l.values) || l.values[i] == nil {
		return nil
	}
	if s := l.stretchTo(m, i); s.sign != 0 && s.length() >= shortest(x.p.Grain()) && !l.tenfold(m, s.from+1, i) {
		list = append(list, x.streak(m, l, s))
	}
	list = append(list, x.turned(m, l, i)...)
	return append(list, x.reverted(m, l, i)...)
}

// tenfold: one of these moves is told as a multiple, not as a rate.
func (l *line) tenfold(m *report.Metric, from, to int) bool {
	for _, x := range l.moves[from : to+1] {
		if !m.Points() && atLeast(x, rat(10, 1)) {
			return true
		}
	}
	return false
}

// words for a rising or falling series: of rates, and of percentages.
func (t tongue) rising(m *report.Metric, sign int) (zh, span, noun string) {
	switch {
	case sign < 0 && m.Points():
		return t.in("", "下降"), t.in("the fall", "降幅"), t.in("decline", "下降")
	case sign < 0:
		return t.in("", "下降"), t.in("the rate of decline", "降幅"), t.in("decline", "下降")
	case m.Points():
		return t.in("", "上升"), t.in("the rise", "升幅"), t.in("increase", "上升")
	}
	return t.in("", "增長"), t.in("growth", "增幅"), t.in("growth", "增長")
}

func (x page) streak(m *report.Metric, l *line, s stretch) due {
	pace := l.pace(m, s.to)
	return say(narrative.Streaked, m, func(t tongue) string {
		zh, span, _ := t.rising(m, s.sign)
		least := cond(s.open, t.in("at least ", "至少"))
		run := fmt.Sprint(verb(m, "has ", "have "), map[int]string{1: "risen", -1: "fallen"}[s.sign], " for ")
		size := func(i int) string {
			return mark(t.size(m, l.moves[i]), x.unit, m, l.first.Add(i))
		}
		head, row := t.subject(m, ""), t.row(x.p.Grain(), s.length())
		if pace != 0 {
			way := t.paced(m, pace, s.sign)
			if s.open {
				return fill(t.in("{0} {1}{2}{3}; {4} {5} from {6} to {7}.", "{0}{2}{3}{8}，{4}由{6}{5}至{7}。"), head, run, least, row, span, way, size(s.to-1), size(s.to), zh)
			}
			past := map[int]string{1: "rose ", -1: "fell "}[s.sign]
			return fill(t.in("{0} {1}{2}; {3} {4} from {5} to {6}.", "{0}{2}{7}，{3}由{5}{4}至{6}。"), head, past, t.nth(x.p.Grain(), s.length()), span, way, size(s.to-1), size(s.to), zh)
		}
		return x.listed(t, m, l, s, fill(t.in("{0} {1}{2}{3}", "{0}{2}{3}{4}"), head, run, least, row, zh))
	})
}

// paced is how the size of a streak's moves goes on. In English growth quickens.
func (t tongue) paced(m *report.Metric, pace, sign int) string {
	switch {
	case t != english:
		return t.in("", map[int]string{1: "擴大", -1: "收窄"}[pace])
	case m.Points() && sign > 0:
		return map[int]string{1: "grew", -1: "shrank"}[pace]
	case sign > 0:
		return map[int]string{1: "quickened", -1: "slowed"}[pace]
	}
	return map[int]string{1: "widened", -1: "narrowed"}[pace]
}

// listed is a streak whose moves are listed, if they are few.
func (x page) listed(t tongue, m *report.Metric, l *line, s stretch, head string) string {
	zh, _, _ := t.rising(m, s.sign)
	base, now := l.values[s.from], l.values[s.to]
	form := t.styleFor(m, base, now).apart(base, now)
	var items []string
	for i := s.from + 1; i <= s.to; i++ {
		size := mark(t.size(m, l.moves[i]), x.unit, m, l.first.Add(i))
		items = append(items, fill(t.in("{0} {1}", "{1}"+zh+"{0}"), size, x.when(t, l.first.Add(i), x.p)))
	}
	total := minus(now, base)
	if !m.Points() {
		total = over(total, base)
	}
	tpl := t.in("{0}, from {2} {3} to {4}, {5} in total.", "{0}，由{3}的{2}"+x.reach(t, m, s)+"{4}，累計"+zh+"{5}。")
	if len(items) <= 3 {
		tpl = t.in("{0}: by {1}, from {2} {3} to {4}, {5} in total.", "{0}：{1}，由{3}的{2}"+x.reach(t, m, s)+"{4}，累計"+zh+"{5}。")
	}
	q := l.first.Add(s.from)
	return fill(tpl, head, t.list(items), mark(form.say(base), x.unit, m, q), x.when(t, q, x.p), mark(form.say(now), x.unit, m, x.p), t.size(m, total))
}

func (x page) reach(t tongue, m *report.Metric, s stretch) string {
	switch {
	case s.sign < 0:
		return t.in("", "降至")
	case m.Points():
		return t.in("", "升至")
	}
	return t.in("", "增至")
}

// turned is the end of a streak of two or more.
func (x page) turned(m *report.Metric, l *line, i int) (list []due) {
	way, known := l.way(m, i)
	if i == 0 || !known || l.tenfold(m, i, i) {
		return nil
	}
	s := l.stretchTo(m, i-1)
	if s.sign == 0 || s.length() < shortest(x.p.Grain()) || s.sign == way {
		return nil
	}
	return []due{say(narrative.Turned, m, func(t tongue) string {
		_, _, noun := t.rising(m, s.sign)
		if way == 0 && s.sign > 0 {
			noun = t.in("increase", "上升")
		}
		least, row := cond(s.open, t.in("at least ", "至少")), t.row(x.p.Grain(), s.length())
		tpl := t.in("{0} ended {1}{2} of {3}, rising {4} {5}.", "{0}結束{1}{2}{3}，{5}回升{4}。")
		size := mark(t.size(m, l.moves[i]), x.unit, m, x.p)
		switch {
		case way == 0:
			tpl = t.in("{0} ended {1}{2} of {3} and {6} broadly unchanged {5} ({4}).", "{0}結束{1}{2}{3}，{5}基本持平（{4}）。")
			size = mark(t.signed(m, l.moves[i]), x.unit, m, x.p)
		case s.sign > 0:
			tpl = t.in("{0} ended {1}{2} of {3}, falling {4} {5}.", "{0}結束{1}{2}{3}，{5}回落{4}。")
		}
		return fill(tpl, t.subject(m, ""), least, row, noun, size, x.when(t, x.p, x.p), verb(m, "was", "were"))
	})}
}

// reverted is a marked rise of which 70 % or more was given back at once.
func (x page) reverted(m *report.Metric, l *line, i int) (list []due) {
	if i < 2 || l.moves[i] == nil || l.moves[i-1] == nil || l.moves[i-1].Sign() < 0 || band(m, l.moves[i-1]) < 3 {
		return nil
	}
	rise, fall := minus(l.values[i-1], l.values[i-2]), minus(l.values[i-1], l.values[i])
	given := over(fall, rise)
	if !atLeast(given, rat(7, 10)) {
		return nil
	}
	base := l.values[i-2]
	return []due{say(narrative.Reverted, m, func(t tongue) string {
		end := t.in("giving back {4} of the rise", "回吐升幅的{4}")
		switch {
		case within(minus(l.values[i], base), times(base, rat(2, 100))):
			end = t.in("close to the {5} level", "接近{5}水平")
		case fall.Cmp(rise) > 0:
			end = t.in("below the {5} level", "低於{5}水平")
		}
		grew := t.in("", "增長")
		if m.Points() {
			grew = t.in("", "上升")
		}
		a, b, c := l.first.Add(i-2), l.first.Add(i-1), x.p
		return fill(t.in("After rising {0} {1}, {6} fell back {2} {3}, "+end+".", "{6}{1}"+grew+"{0}後，{3}回落{2}，"+end+"。"),
			mark(t.size(m, l.moves[i-1]), x.unit, m, b), x.when(t, b, c), mark(t.size(m, l.moves[i]), x.unit, m, c), x.when(t, c, c),
			percentage(given, 0), x.beside(t, a, c), t.inner(m))
	})}
}

// recorded is the highest or the lowest value.
func (x page) recorded(m *report.Metric) (list []due) {
	l := x.lineOf(x.unit, m, x.p.Grain())
	i := x.p.Sub(l.first)
	if i < 0 || i >= len(l.values) || l.values[i] == nil {
		return nil
	}
	for _, sign := range []int{1, -1} {
		if since, ever, ok := l.record(i, sign); ok {
			list = append(list, x.recordSaid(m, sign, l.first.Add(since), ever, l.beaten(i, sign)))
		}
	}
	return list
}

// record: above all before, of twelve or more; or above all since a step six or
// more back, with no gap between.
func (l *line) record(i, sign int) (since int, ever, ok bool) {
	seen, first, gap, found, near := 1, i, false, false, false
	for j := i - 1; j >= 0; j-- {
		if l.values[j] == nil {
			gap = true
			continue
		}
		if l.values[j].Cmp(l.values[i])*sign >= 0 && !found {
			since, found = j, true
			near = i-j < 6 || gap
		}
		seen, first = seen+1, j
	}
	if found {
		return since, false, !near && seen >= 12
	}
	return first, true, seen >= 12
}

// beaten: a later value went further.
func (l *line) beaten(i, sign int) bool {
	for _, v := range l.values[i+1:] {
		if v != nil && v.Cmp(l.values[i])*sign > 0 {
			return true
		}
	}
	return false
}

func (x page) recordSaid(m *report.Metric, sign int, since period.Period, ever, beaten bool) due {
	grain := map[period.Grain][2]string{period.Daily: {"Daily ", "單日"}, period.Weekly: {"Weekly ", "單週"}, period.Monthly: {"Monthly ", "單月"}, period.Quarterly: {"Quarterly ", "單季"}, period.Annual: {"Annual ", "全年"}}[x.p.Grain()]
	return say(narrative.Recorded, m, func(t tongue) string {
		tpl := t.in("{0} {1} the highest since {2}.", "{0}為{2}以來最高。")
		switch {
		case ever && beaten && sign > 0:
			tpl = t.in("{0} {1} the highest up to then (since {2}).", "{0}創當時新高（自{2}起有記錄）。")
		case ever && beaten:
			tpl = t.in("{0} {1} the lowest up to then (since {2}).", "{0}創當時新低（自{2}起有記錄）。")
		case ever && sign > 0:
			tpl = t.in("{0} {1} the highest in the archive (since {2}).", "{0}創有記錄以來（自{2}）新高。")
		case ever:
			tpl = t.in("{0} {1} the lowest in the archive (since {2}).", "{0}創有記錄以來（自{2}）新低。")
		case sign < 0:
			tpl = t.in("{0} {1} the lowest since {2}.", "{0}為{2}以來最低。")
		}
		name := mark(t.in(grain[0], grain[1])+t.small(m), x.unit, m, x.p)
		from := x.midway(t, x.period(t, since, false), since)
		if !ever {
			from = mark(from, x.unit, m, since)
		}
		return fill(tpl, name, verb(m, "was", "were"), from)
	})
}

// sumOf adds months up; nil if one is not complete.
func (x page) sumOf(m *report.Metric, first, last period.Period) (sum *big.Rat) {
	for p := first; p.Sub(last) <= 0; p = p.Next() {
		if x.Calendar.Span(p).End <= x.start {
			continue
		}
		f := x.oracle.figure(x.unit, m.ID, p)
		if !f.complete() {
			return nil
		}
		sum = plus(sum, f.v)
	}
	return sum
}
