package narrative

import (
	"strings"

	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trend"
)

// A ChangeFact is how a figure changed on the period before and on the same
// period of the year before. A comparison without a change is not told.
type ChangeFact struct {
	Actual         num.Num
	Previous, Year cube.Comparison
	// Usual: the change on the period before is more than flat, and within what
	// the series commonly does. Of months that is said, too.
	Usual bool
	// Value: the sentence tells the figure itself, since none before it does.
	Value bool
}

// comparisons are those of a figure; of a year the year before is the previous.
func (n *Narrator) comparisons(unit string, m *report.Metric, p period.Period) (previous, year cube.Comparison) {
	previous = n.cube.Previous(unit, m.ID, p)
	if p.Grain() < period.Annual {
		year = n.cube.YearAgo(unit, m.ID, p)
	}
	return previous, year
}

// tells reports whether a comparison is one that a clause can tell.
func tells(c cube.Comparison) bool {
	return c.Change.Present() && (c.Refused == "" || c.Refused == cube.TinyBase)
}

// changed is the finding on a figure's changes; the one on the period before is
// left out where another finding tells it.
func (n *Narrator) changed(unit string, m *report.Metric, p period.Period, value, told bool) (Finding, bool) {
	x := ChangeFact{Value: value}
	if !told {
		x.Previous = n.cube.Previous(unit, m.ID, p)
	}
	if p.Grain() < period.Annual {
		x.Year = n.cube.YearAgo(unit, m.ID, p)
	}
	if !tells(x.Previous) && !tells(x.Year) {
		return Finding{}, false
	}
	if s, i, _ := n.Series(unit, m, p); s != nil && tells(x.Previous) {
		d, _ := s.Direction(i)
		usual, ok := s.Usual(i)
		x.Usual = ok && usual && d != 0
	}
	x.Actual = n.cube.Actual(unit, m.ID, p)
	f := Finding{Kind: Changed, Unit: unit, Metric: m, Period: p, Fact: x}
	if x.Usual {
		return n.weighed(f, x.Year), true
	}
	return n.weighed(f, x.Year, x.Previous), true
}

// weighed gives a finding the weight and favour of the heaviest comparison that
// it tells, unfavourable ones first.
func (n *Narrator) weighed(f Finding, list ...cube.Comparison) Finding {
	f.Weight = Weight{Band: -1}
	for _, c := range list {
		if !tells(c) {
			continue
		}
		w, favour := n.Heft(f.Metric, c), c.Favourable
		if w.Band == trend.Flat {
			favour = 0
		}
		if favour < f.Favour || (favour < 0) == (f.Favour < 0) && w.Cmp(f.Weight) > 0 {
			f.Favour, f.Weight = favour, w
		}
	}
	return f
}

func (x ChangeFact) say(v *Voice, f *Finding, t *told) string {
	m := f.Metric
	form := v.sayFormat(m, x.Actual, x.shownBase(v, f))
	var clauses []string
	if tells(x.Previous) {
		clauses = append(clauses, v.clause(f, x.Previous, form, x.Usual, v.before[f.Period.Grain()], t))
	}
	if tells(x.Year) {
		clauses = append(clauses, v.clause(f, x.Year, form, false, v.ago[f.Period.Grain()], t))
	}
	said := clauses[0]
	if len(clauses) > 1 && strings.HasSuffix(clauses[0], v.T("clause.usual")) {
		said += v.T("message.and_pause") + clauses[1]
	} else if len(clauses) > 1 {
		said += v.T("message.and") + clauses[1]
	}
	return v.changed(f, x.Actual, form, said, x.Value, t)
}

// changed is the sentence of one or two clauses, with or without the figure.
func (v *Voice) changed(f *Finding, value num.Num, form locale.Format, said string, tell bool, t *told) string {
	m := f.Metric
	subject, n := v.subject(m, period.Period{})
	if !tell && !strings.Contains(said, "\x01") { // unchanged: no number leads to the figure
		subject = t.mark(subject, f.Unit, m, f.Period)
	}
	if !tell {
		return v.Fill("message.clauses", "subject", subject, "clauses", said, "n", v.Int(n))
	}
	key := "message.change"
	if m.Points() || m.Kind == report.Ratio {
		key = "message.change_rate"
	}
	actual := t.mark(v.Amount(value, m, form), f.Unit, m, f.Period)
	return v.Fill(key, "subject", subject, "actual", actual, "clauses", said, "n", v.Int(n))
}

// A BetweenFact is a figure beside that of any other period of its grain.
type BetweenFact struct {
	Actual   num.Num
	Compared cube.Comparison
}

// Between is the finding on a figure and its change on another period of the
// same grain.
func (n *Narrator) Between(unit string, m *report.Metric, base, p period.Period) (Finding, bool) {
	x := BetweenFact{n.cube.Actual(unit, m.ID, p), n.cube.Against(unit, m.ID, p, base)}
	return n.weighed(Finding{Kind: Changed, Unit: unit, Metric: m, Period: p, Fact: x}, x.Compared), tells(x.Compared)
}

func (x BetweenFact) say(v *Voice, f *Finding, t *told) string {
	base := v.midway(v.Period(x.Compared.Period), x.Compared.Period)
	form := v.sayFormat(f.Metric, x.Actual, ChangeFact{Previous: x.Compared}.shownBase(v, f))
	clause := v.clause(f, x.Compared, form, false, baseNames{on: v.Fill("between.on", "period", base), with: v.Fill("between.with", "period", base),
		of: base, base: "between.base"}, t)
	return v.changed(f, x.Actual, form, clause, true, t)
}

// baseNames are the words for what a figure is compared with.
type baseNames struct {
	on, with, of string
	base         string // the key of the words for its figure; "": that is not told
}

// bases names the period before or the year before.
func (v *Voice) bases(to string, g string) baseNames {
	b := baseNames{on: v.T("on_" + to + "." + g), with: v.T("with_" + to + "." + g), of: v.T("of_" + to + "." + g)}
	if to == "previous" {
		b.base = "base_of." + g
	}
	return b
}

// clause says one comparison. What is unfavourable is said to
// be so where it must not be read as good news: in a caution, and of a metric
// that is better lower.
func (v *Voice) clause(f *Finding, c cube.Comparison, form locale.Format, usual bool, names baseNames, t *told) (words string) {
	m, on, with := f.Metric, names.on, names.with
	mark := func(s string) string { return t.mark(s, f.Unit, m, f.Period) }
	base := ""
	if names.base != "" && !m.Points() {
		base = v.Fill(names.base, "base", t.mark(v.Amount(c.Base, m, form), f.Unit, m, c.Period))
	}
	if c.Favourable < 0 && m.Direction == report.Down {
		base += v.T("message.unfavourable_tag")
	}
	x := move(m, c.Refused != "", c.Rate, c.Change)
	switch {
	case c.Change.IsZero():
		return v.Fill("clause.same", "with", with)
	case !x.Present() || !m.Points() && x.Equal(allGone): // the base is too small for a rate, or nothing is left
		key := "clause.up_amount"
		if c.Change.Sign() < 0 {
			key = "clause.down_amount"
		}
		return v.Fill(key, "on", on, "x", mark(v.SayChange(c.Change, v.gapFormat(c.Change, m, form), false))) + base
	case !m.Points() && x.Cmp(tenfold) >= 0:
		return v.Fill("clause.times", "of", names.of, "times", mark(v.SayNumber(x.Add(num.Int(1)), 1))) + base
	}
	band := v.n.Limits(m).Band(x)
	if band == trend.Flat {
		return v.Fill("clause.flat", "with", with, "x", mark(v.signed(m, x)))
	}
	words = v.T(moveKey("clause.", m, x.Sign(), band, usual), "on", on, "x", mark(v.size(m, x))) + base
	if usual && band < trend.Surge && f.Period.Grain() == period.Monthly {
		words += v.T("clause.usual") // of what is a surge it would be no help to anyone
	}
	return words
}

// shownBase is the base of the change on the period before, if its clause prints
// it: not of a percentage, nor of what is flat.
func (x ChangeFact) shownBase(v *Voice, f *Finding) num.Num {
	c := x.Previous
	d := move(f.Metric, c.Refused != "", c.Rate, c.Change)
	if !tells(c) || f.Metric.Points() || d.Present() && v.n.Limits(f.Metric).Band(d) == trend.Flat {
		return num.Num{}
	}
	return c.Base
}

// allGone is the rate of change to nothing.
var allGone = num.Int(-1)

// tenfold is the rate of change from which on it is told as a multiple.
var tenfold = num.Int(10)

// moveKey names the words for a move: up_marked, fall_slight. Rates go up and
// down, percentages rise and fall. A move that is usual has no word for its size.
func moveKey(table string, m *report.Metric, sign int, band trend.Band, usual bool) string {
	way := [...]string{"down_", "up_"}[(sign+1)/2]
	if m.Points() {
		way = [...]string{"fall_", "rise_"}[(sign+1)/2]
	}
	if usual {
		band = trend.Moderate
	}
	return table + way + [...]string{"", "slight", "moderate", "marked", "surge"}[band]
}

// size is a move without its sign: 5.3%, 2.5 percentage points.
func (v *Voice) size(m *report.Metric, x num.Num) string {
	if m.Points() {
		return v.SayPoints(x, v.edge(m, x), false)
	}
	return v.SayPercent(x.Abs(), v.edge(m, x))
}

// signed is a move with its sign; what is too small to print has none.
func (v *Voice) signed(m *report.Metric, x num.Num) string {
	switch {
	case x.Round(3).IsZero():
		return v.size(m, x)
	case m.Points():
		return v.SayPoints(x, v.edge(m, x), true)
	}
	return v.SaySigned(x, v.edge(m, x))
}

// edge is how many decimals a move has: one, or two where with one it would
// print as the limit below which it is flat.
func (v *Voice) edge(m *report.Metric, x num.Num) int {
	limit := v.n.Limits(m)[0]
	if x.Abs().Cmp(limit) < 0 && x.Abs().Round(3).Cmp(limit) >= 0 {
		return 2
	}
	return 1
}

// A ZeroFact is a figure that came from nothing.
type ZeroFact struct {
	Actual num.Num
	Base   cube.Comparison
	Year   bool // the base is that of the year before
}

// A SignFact is an amount that went from loss to profit, or back, or stayed
// below zero.
type SignFact struct {
	Actual num.Num
	Base   cube.Comparison
	Year   bool
}

// without is the findings on a comparison that has a change and no rate.
func (n *Narrator) without(unit string, m *report.Metric, p period.Period) (list []Finding) {
	previous, year := n.comparisons(unit, m, p)
	actual := n.cube.Actual(unit, m.ID, p)
	for i, c := range [...]cube.Comparison{previous, year} {
		f := Finding{Unit: unit, Metric: m, Period: p, Favour: c.Favourable, Weight: Weight{-1, c.Change.Abs()}}
		switch {
		case !c.Change.Present() || c.Change.IsZero():
		case c.Refused == cube.ZeroBase && actual.Sign() > 0:
			f.Kind, f.Fact = FromZero, ZeroFact{actual, c, i == 1}
			list = append(list, f)
		case c.Refused == cube.SignChange && m.Unit == report.Money:
			if actual.Sign() < 0 && f.Favour < 0 {
				f.Weight = Weight{trend.Surge, num.Int(1)} // a loss is as bad as a surge
			}
			f.Kind, f.Fact = SignChanged, SignFact{actual, c, i == 1}
			list = append(list, f)
		}
	}
	return list
}

func (x ZeroFact) say(v *Voice, f *Finding, t *told) string {
	form := v.Format(f.Metric, x.Actual)
	subject, n := v.subject(f.Metric, period.Period{})
	ago := ""
	if x.Year {
		ago = v.T("message.ago_year")
	}
	base := t.mark(v.Say(num.Zero(), locale.Format{}), f.Unit, f.Metric, x.Base.Period)
	return v.Fill("message.zero", "subject", subject, "base", base, "ago", ago, "actual", t.mark(v.Amount(x.Actual, f.Metric, form), f.Unit, f.Metric, f.Period), "n", v.Int(n))
}

func (x SignFact) say(v *Voice, f *Finding, t *told) string {
	form := v.sayFormat(f.Metric, x.Actual, x.Base.Base)
	subject, n := v.subject(f.Metric, period.Period{})
	amount := func(a num.Num, p period.Period) string {
		return t.mark(v.Amount(a.Abs(), f.Metric, form), f.Unit, f.Metric, p)
	}
	key := "message.sign_"
	switch {
	case x.Actual.Sign() > 0:
		key += "up"
	case x.Base.Base.Sign() > 0 && x.Actual.Sign() < 0:
		key += "down"
	case x.Actual.Sign() < 0 && x.Base.Change.Sign() < 0:
		key += "worse"
	case x.Actual.Sign() < 0:
		key += "better"
	case x.Base.Base.Sign() < 0:
		key += "even" // a loss that became nothing
	}
	if x.Year {
		key += "_year"
	}
	return v.Fill(key, "subject", subject, "metric", v.inner(f.Metric), "before", amount(x.Base.Base, x.Base.Period), "after", amount(x.Actual, f.Period), "n", v.Int(n))
}

// Yearly is the finding on a year's figure, with its change on the year before
// if that may be told.
func (n *Narrator) Yearly(unit string, m *report.Metric, year period.Period) (Finding, bool) {
	if f, ok := n.changed(unit, m, year, true, false); ok {
		return f, true
	}
	if list := n.without(unit, m, year); len(list) > 0 {
		return list[0], true
	}
	f, ok := n.attained(unit, m, year, true)
	return f, ok
}

// OnYear is the finding on a figure and its change on the year before alone.
func (n *Narrator) OnYear(unit string, m *report.Metric, p period.Period) (Finding, bool) {
	if p.Grain() == period.Annual {
		return n.changed(unit, m, p, true, false)
	}
	return n.changed(unit, m, p, true, true)
}
