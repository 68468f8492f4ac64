package narrative

import (
	"strings"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trend"
)

// A PairFact is two metrics that belong together, one better and one worse.
type PairFact struct {
	Other         *report.Metric // the worse
	Better, Worse cube.Comparison
	Year          bool // compared with the year before
}

// Pairs lists the pairs of metrics that are shown together: new customers and
// what is known of those who leave; and the headline metric with each core
// percentage that is a share of it, such as its margin. The list is the
// narrator's own.
func (n *Narrator) Pairs() [][2]*report.Metric { return n.pairs }

func (n *Narrator) findPairs() (list [][2]*report.Metric) {
	used := map[string]*report.Metric{}
	for _, m := range n.metrics {
		used[m.ID] = m
	}
	for _, left := range [...]string{"churn_rate", "lost_customers", "customers_lost"} {
		if a, b := used["new_customers"], used[left]; a != nil && b != nil {
			list = append(list, [2]*report.Metric{a, b})
			break
		}
	}
	for _, m := range n.metrics {
		if m.Core && m.Points() && (m.Den == n.head || m.Num == n.head) && used[n.head] != nil {
			list = append(list, [2]*report.Metric{used[n.head], m})
		}
	}
	return list
}

// paired is the finding on a pair of which one is better and one worse than the
// year before or, if that is not known of both, than the period before.
func (n *Narrator) paired(unit string, a, b *report.Metric, p period.Period) (Finding, bool) {
	for _, year := range [...]bool{true, false} {
		x, y := n.compared(unit, a, p, year), n.compared(unit, b, p, year)
		if x.Refused != "" || y.Refused != "" || !x.Change.Present() || !y.Change.Present() {
			continue
		}
		wx, wy := n.Heft(a, x), n.Heft(b, y)
		if wx.Band <= trend.Flat || wy.Band <= trend.Flat || x.Favourable*y.Favourable >= 0 {
			return Finding{}, false
		}
		f := Finding{Kind: Paired, Unit: unit, Metric: a, Period: p, Fact: PairFact{b, x, y, year}, Favour: -1, Weight: wy}
		if x.Favourable < 0 {
			f.Metric, f.Fact, f.Weight = b, PairFact{a, y, x, year}, wx
		}
		return f, true
	}
	return Finding{}, false
}

// compared is a comparison with the year before, or with the period before.
func (n *Narrator) compared(unit string, m *report.Metric, p period.Period, year bool) cube.Comparison {
	previous, ago := n.comparisons(unit, m, p)
	switch {
	case !year:
		return previous
	case ago.Period.IsZero():
		return cube.Comparison{Refused: cube.Missing}
	}
	return ago
}

func (x PairFact) say(v *Voice, f *Finding, t *told) string {
	on := "on_previous."
	if x.Year {
		on = "on_year_ago."
	}
	side := func(m *report.Metric, c cube.Comparison, subject string, place string) string {
		d := move(m, false, c.Rate, c.Change)
		key := "pair." + place + map[bool]string{true: "rise", false: "fall"}[d.Sign() > 0]
		if m.Points() {
			key += "_points"
		}
		return v.T(key, "subject", subject, "x", t.mark(v.size(m, d), f.Unit, m, f.Period), "on", v.T(on+f.Period.Grain().String()))
	}
	subject, _ := v.subject(f.Metric, period.Period{})
	return v.T("message.pair", "first", side(f.Metric, x.Better, subject, "first_"), "second", side(x.Other, x.Worse, v.inner(x.Other), "second_"))
}

// A MixFact is the change of a quotient, split into what changed within its
// parts and what their mix accounts for.
type MixFact struct {
	Split    cube.Split
	Base     period.Period
	Channels bool // the parts are channels, not units
	Year     bool
}

// A CompositionFact is a whole that went against every one of its parts.
type CompositionFact struct{ MixFact }

// mixed is the finding on the change of a quotient of a unit, if it is beyond
// the flat band.
func (n *Narrator) mixed(unit string, m *report.Metric, p period.Period) (Finding, bool) {
	if !m.Points() {
		return Finding{}, false
	}
	previous, year := n.comparisons(unit, m, p)
	for i, c := range [...]cube.Comparison{year, previous} {
		if c.Refused != "" || !c.Change.Present() || n.Limits(m).Band(c.Change) == trend.Flat {
			continue
		}
		s, ok := n.cube.RatioSplit(unit, m.ID, p, c.Period)
		if !ok {
			return Finding{}, false
		}
		return n.Split(unit, m, p, MixFact{Split: s, Base: c.Period, Year: i == 0})
	}
	return Finding{}, false
}

// Split is the finding on a split: that all parts went one way and the whole the
// other, or else how much of the change is which.
func (n *Narrator) Split(unit string, m *report.Metric, p period.Period, x MixFact) (Finding, bool) {
	limits := trend.Points
	favour := x.Split.Change.Sign()
	if m != nil {
		limits = n.Limits(m)
		favour *= int(m.Direction)
	}
	band := limits.Band(x.Split.Change)
	f := Finding{Kind: Mixed, Unit: unit, Metric: m, Period: p, Fact: x, Favour: favour, Weight: weigh(limits, x.Split.Change)}
	if x.against() {
		f.Kind, f.Fact, f.Favour = Composed, CompositionFact{x}, -1
	}
	return f, band > trend.Flat
}

// against reports whether every part went against the whole, beyond what is flat.
func (x MixFact) against() bool {
	if !x.Split.Composition {
		return false
	}
	for _, part := range x.Split.Parts {
		if part.New || part.Ended || part.RateAfter.Sub(part.RateBefore).Sign() != -x.Split.Change.Sign() {
			return false
		}
	}
	return true
}

func (x MixFact) say(v *Voice, f *Finding, t *told) string {
	s, parts, subject := x.Split, "channels", v.T("mix.channels_subject")
	if !x.Channels {
		parts, subject = "units", v.T("mix.subject", "metric", v.words(f.Metric).inner)
	}
	ago := "ago_previous." + f.Period.Grain().String()
	if x.Year {
		ago = "message.ago_year"
	}
	at := func(text string, p period.Period) string {
		if f.Metric == nil {
			return text
		}
		return t.mark(text, f.Unit, f.Metric, p)
	}
	key := map[bool]string{true: "mix.up_", false: "mix.down_"}[s.Change.Sign() > 0] + parts
	d := x.decimals()
	return v.T(key, "subject", v.Capital(subject), "from", at(v.SayPercent(s.Before, d), x.Base), "to", at(v.SayPercent(s.After, d), f.Period),
		"ago", v.T(ago), "size", v.SayPoints(s.Change, d, false), "within", v.points(s.Within, d), "mix", v.points(s.Mix, d))
}

// decimals are as many as it takes, one or two, for the rates to differ by the
// change, and the parts to add up to it, as they are printed.
func (x MixFact) decimals() int {
	s := x.Split
	for d := 1; d < 2; d++ {
		at := func(n num.Num) num.Num { return n.Round(d + 2) }
		if at(s.After).Sub(at(s.Before)).Equal(at(s.Change)) && at(s.Within).Add(at(s.Mix)).Equal(at(s.Change)) {
			return d
		}
	}
	return 2
}

// points is a signed part of a change in points.
func (v *Voice) points(x num.Num, decimals int) string {
	key, s := [...]string{"mix.negative", "mix.zero", "mix.positive"}[x.Sign()+1], v.pointed(x, decimals)
	if strings.HasPrefix(s, v.T("number.less")) {
		key = "mix.zero" // so small that its sign says nothing
	}
	return v.T(key, "n", s)
}

func (x CompositionFact) say(v *Voice, f *Finding, t *told) string {
	s, parts := x.Split, "units"
	if x.Channels {
		parts = "channels"
	}
	key := map[bool]string{true: "mix.simpson_up_", false: "mix.simpson_down_"}[s.Change.Sign() > 0] + parts
	metric := v.T("mix.channels_inner")
	if !x.Channels {
		metric, _ = v.subject(f.Metric, period.Period{})
	}
	size := v.SayPoints(s.Change, 1, false)
	if f.Metric != nil {
		size = t.mark(size, f.Unit, f.Metric, f.Period)
	}
	return v.T(key, "name", v.Capital(metric), "size", size, "on", v.on(x.Year, f.Period))
}

// on names what a period is compared with.
func (v *Voice) on(year bool, p period.Period) string {
	if year {
		return v.T("on_year_ago." + p.Grain().String())
	}
	return v.T("on_previous." + p.Grain().String())
}

// Pair is the finding on two metrics that belong together, where one is better
// and one worse.
func (n *Narrator) Pair(unit string, a, b *report.Metric, p period.Period) (Finding, bool) {
	return n.paired(unit, a, b, p)
}
