package narrative_test

// What reports say beside figures, in words: attributions, promises (M-ATTRIB,
// M-ACT).

import (
	"fmt"
	"math/big"

	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

var departments = map[string][2]string{"marketing": {"Marketing", "市場部"}, "finance": {"Finance", "財務部"}}

// attributed are the authors' attributions of changes that are known.
func (x page) attributed() (list []due) {
	r := x.reports[figKey{unit: x.unit, p: x.p}]
	if r == nil {
		return nil
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		m := x.metric[a.Metric]
		c := x.previous(x.unit, m, x.p)
		if c.how != byRate {
			c = x.yearAgo(x.unit, m, x.p)
		}
		if c.how != byRate || m.Points() || c.d.Sign() == 0 {
			continue
		}
		list = append(list, say(narrative.Attribution, m, func(t tongue) string { return x.attributionWords(t, r, a, c) }))
	}
	return list
}

func (x page) attributionWords(t tongue, r *report.Report, a *report.Attribution, c *cmp) string {
	who, source := t.in("The author", "作者"), ""
	for _, s := range r.References {
		if s.ID != a.Source {
			continue
		}
		who = t.in(departments[s.Dept][0], departments[s.Dept][1])
		source = t.in(" Source: "+who, "來源："+who)
		if s.Date != nil {
			source += t.in(", ", "，") + s.Date.String()
		}
		source += t.in(".", "。")
	}
	tpl := t.in("{0} attributes {1} of the {2} {3} growth ({4}) to {5}.{6}", "{0}歸因：{3}增長{2}中，{5}占{1}（折合{4}）。{6}")
	if c.d.Sign() < 0 {
		tpl = t.in("{0} attributes {1} of the {2} {3} decline ({4}) to {5}.{6}", "{0}歸因：{3}下降{2}中，{5}占{1}（折合{4}）。{6}")
	}
	share := a.Share.Big()
	return fill(tpl, who, percentage(share, 1), mark(t.size(c.m, c.rate), x.unit, c.m, x.p), t.small(c.m), t.points(times(share, c.rate)), a.Factor, source)
}

// A tally is what became of the promises of the report before.
type tally struct {
	total, done, verified, progress, carried, dropped, open, late, most int
}

// before is the unit's last report of the grain before the page's.
func (x page) before() *report.Report {
	for q := x.p.Prev(); x.p.Sub(q) < 100; q = q.Prev() {
		if r := x.reports[figKey{unit: x.unit, p: q}]; r != nil {
			return r
		}
	}
	return nil
}

// day is the last of the page's period, or the as-of day if that is before.
func (x page) day() period.Day { return min(x.Calendar.Span(x.p).End-1, x.asOf) }

// overdue are the promises of reports before the last one that are overdue.
func (x page) overdue() []due {
	last := x.before()
	if last == nil || x.reports[figKey{unit: x.unit, p: x.p}] == nil {
		return nil
	}
	n, first := 0, x.day()
	for q := last.Period.Prev(); x.Calendar.Span(q).End > x.start; q = q.Prev() {
		r := x.reports[figKey{unit: x.unit, p: q}]
		if r == nil {
			continue
		}
		for i := range r.Actions {
			f := x.standing(&r.Actions[i], q)
			if f.due != nil && *f.due < x.day() && f.state != "done" && f.state != "verified" && f.state != "dropped" {
				n, first = n+1, min(first, *f.due)
			}
		}
	}
	if n == 0 {
		return nil
	}
	return []due{say(narrative.Promised, nil, func(t tongue) string {
		date := func(day period.Day) string {
			y, m, d := day.Date()
			return t.in(fmt.Sprint(d, " ", monthNames[m-1], " ", y), fmt.Sprint(y, "年", int(m), "月", d, "日"))
		}
		days := fmt.Sprint(digits(rat(int64(x.day()-first), 1), 0), t.in(" day"+cond(x.day()-first != 1, "s"), "天"))
		tpl := t.in("{0} earlier actions were overdue on {3}, the longest by {1} (since {2}).", "截至{3}，另有{0}項更早的改進措施逾期，最長{1}（{2}到期）。")
		if n == 1 {
			tpl = t.in("{0} earlier action was overdue by {1} on {3} (since {2}).", "截至{3}，另有{0}項更早的改進措施逾期，最長{1}（{2}到期）。")
		}
		return fill(tpl, fmt.Sprint(n), days, date(first), date(x.day()))
	})}
}

// promised is the tally of the actions of the report before.
func (x page) promised() (list []due) {
	last, day := x.before(), x.day()
	if x.reports[figKey{unit: x.unit, p: x.p}] == nil || last == nil || len(last.Actions) == 0 {
		return nil
	}
	var s tally
	for i := range last.Actions {
		s.add(x.standing(&last.Actions[i], last.Period), day)
	}
	return []due{say(narrative.Promised, nil, func(t tongue) string {
		head := t.in("the previous period", "上期")
		if x.p.Sub(last.Period) != 1 {
			head = x.midway(t, x.period(t, last.Period, false), last.Period) + t.in("", "的")
		}
		word := map[bool]string{true: "action", false: "actions"}[s.total == 1]
		return fill(t.in("Of {0} "+word+" from {1}, {2}.", "{1}{0}項改進措施：{2}。"), fmt.Sprint(s.total), head, t.list(s.words(t)))
	})}
}

// A fate is how an action stands.
type fate struct {
	state string
	due   *period.Day
}

// standing follows an action through the reports up to the page's period.
func (x page) standing(a *report.Action, made period.Period) fate {
	f := fate{"open", a.Due}
	for q := made; x.p.Sub(q) >= 0; q = q.Next() {
		r := x.reports[figKey{unit: x.unit, p: q}]
		if r == nil {
			continue
		}
		for _, v := range r.Reviews {
			if v.ID != a.ID {
				continue
			}
			if f.state = v.Status; f.state == "verified" && v.Reviewer == a.Owner {
				f.state = "done"
			}
			if v.NewDue != nil {
				f.due = v.NewDue
			}
		}
	}
	return f
}

func (s *tally) add(f fate, day period.Day) {
	s.total++
	switch {
	case f.state == "done":
		s.done++
	case f.state == "verified":
		s.done, s.verified = s.done+1, s.verified+1
	case f.state == "dropped":
		s.dropped++
	case f.due != nil && *f.due < day:
		s.late++
		s.most = max(s.most, int(day-*f.due))
	case f.state == "in_progress":
		s.progress++
	case f.state == "carried":
		s.carried++
	default:
		s.open++
	}
}

func (s *tally) words(t tongue) (list []string) {
	add := func(n int, one, many, zh string) {
		if n > 0 {
			list = append(list, fill(t.in(map[bool]string{true: one, false: many}[n == 1], zh), fmt.Sprint(n), fmt.Sprint(s.verified), fmt.Sprint(s.most, t.in(map[bool]string{true: " day", false: " days"}[s.most == 1], "天"))))
		}
	}
	if s.verified > 0 {
		add(s.done, "{0} is done ({1} verified)", "{0} are done ({1} verified)", "{0}項完成（{1}項驗收）")
	} else {
		add(s.done, "{0} is done", "{0} are done", "{0}項完成")
	}
	add(s.progress, "{0} is in progress", "{0} are in progress", "{0}項進行中")
	add(s.carried, "{0} is carried over", "{0} are carried over", "{0}項順延")
	add(s.dropped, "{0} was dropped", "{0} were dropped", "{0}項取消")
	add(s.open, "{0} is open", "{0} are open", "{0}項未開始")
	if s.late > 1 {
		add(s.late, "", "{0} are up to {2} overdue", "{0}項逾期（最長{2}）")
	} else {
		add(s.late, "{0} is {2} overdue", "", "{0}項逾期{2}")
	}
	return list
}

// season is how a place in the year usually stands (domain.md §3.7).
func (x page) season(m *report.Metric) (list []due) {
	if m.Kind != report.Flow || x.p.Grain() != period.Monthly && x.p.Grain() != period.Quarterly {
		return nil
	}
	year, place := x.Calendar.Year(x.p)
	sum, n, first, last, side, mixed := new(big.Rat), 0, 0, 0, 0, false
	for y := year - 10; y < year; y++ {
		index := x.placeIn(m, y, place)
		if index == nil {
			sum, n, mixed = new(big.Rat), 0, false
			continue
		}
		s := minus(index, rat(1, 1)).Sign()
		mixed = mixed || n > 0 && s != side || s == 0
		if n == 0 {
			first = y
		}
		sum.Add(sum, index)
		side, last, n = s, y, n+1
	}
	if mixed || n < 3 || minus(over(sum, rat(int64(n), 1)), rat(1, 1)).Sign() == 0 {
		return nil
	}
	off := minus(over(sum, rat(int64(n), 1)), rat(1, 1))
	if !atLeast(magnitude(off), rat(5, 100)) {
		return nil
	}
	return []due{say(narrative.Seasonal, m, func(t tongue) string { return x.seasonWords(t, m, off, first, last) })}
}

// placeIn is the index of a place in a year whose parts are all there.
func (x page) placeIn(m *report.Metric, y, place int) *big.Rat {
	sum, n, at, loss := new(big.Rat), int64(0), new(big.Rat), false
	for p := range x.Calendar.Parts(x.Calendar.YearPeriod(y), x.p.Grain()) {
		f := x.oracle.figure(x.unit, m.ID, p)
		if !f.usable() {
			return nil
		}
		sum.Add(sum, f.v)
		loss = loss || f.v.Sign() < 0
		if n++; int(n) == place {
			at = f.v
		}
	}
	if sum.Sign() <= 0 || loss {
		return rat(1, 1) // on neither side of a mean that says nothing
	}
	return over(times(at, rat(n, 1)), sum)
}

func (x page) seasonWords(t tongue, m *report.Metric, off *big.Rat, first, last int) string {
	mean := map[period.Grain][2]string{period.Monthly: {"annual monthly mean", "全年月均"}, period.Quarterly: {"annual quarterly mean", "全年季均"}}[x.p.Grain()]
	years := t.in(fmt.Sprint(first, "–", last), fmt.Sprint(first, "至", last, "年"))
	if x.fiscal() {
		years = t.in(fmt.Sprint("FY", first, "–FY", last), fmt.Sprint(first, "至", last, "財年"))
	}
	tpl := t.in("{0} {1} usually above the {2} ({3} above on average, {4}).", "{0}通常高於{2}（{4}平均高{3}）。")
	if off.Sign() < 0 {
		tpl = t.in("{0} {1} usually below the {2} ({3} below on average, {4}).", "{0}通常低於{2}（{4}平均低{3}）。")
	}
	return fill(tpl, t.subject(m, x.short(t)), verb(m, "is", "are"), t.in(mean[0], mean[1]), percentage(magnitude(off), 0), years)
}
