package cube_test

// The second half of the oracle: stacks, what they need, and targets.

import (
	"math"
	"math/big"
	"slices"

	"almanac/site/cube"
	"almanac/site/period"
	"almanac/site/report"
)

func (o *oracle) overTime(u *report.Unit, p period.Period, m *report.Metric) *ofig {
	return o.stack(m, o.timeParts(u, p, m, o.resolveOf), true, cube.OverTime)
}

// A finder gives the figure of a unit in a period.
type finder func(*report.Unit, period.Period, *report.Metric) *ofig

// timeParts are the smaller periods that a figure adds: those that it needs,
// and those that are there.
func (o *oracle) timeParts(u *report.Unit, p period.Period, m *report.Metric, of finder) (parts []part) {
	switch p.Grain() {
	case period.Weekly, period.Monthly:
		if m.Kind != report.Distinct && !o.seen(u, period.Daily, math.MaxInt32, m) {
			return nil
		}
		for d := range o.Calendar.Parts(p, period.Daily) {
			if f := of(u, d, m); o.needsDay(u, d) || f.adds(m) {
				parts = append(parts, part{f, 1})
			} else if f != nil {
				parts = append(parts, part{f, 0})
			}
		}
	case period.Quarterly:
		return o.months(u, p, m, of)
	case period.Annual:
		for q := range o.Calendar.Parts(p, period.Quarterly) {
			parts = append(parts, o.quarterOf(u, q, m, of)...)
		}
	}
	return parts
}

func (o *oracle) months(u *report.Unit, p period.Period, m *report.Metric, of finder) (parts []part) {
	for q := range o.Calendar.Parts(p, period.Monthly) {
		if f := of(u, q, m); o.valid(u, q) || f.adds(m) || f.isNA() {
			parts = append(parts, part{f, 1})
		} else if f != nil {
			parts = append(parts, part{f, 0})
		}
	}
	return parts
}

// quarterOf is what a quarter adds to its year: itself where the unit has no
// months, where its months are not all there but it is complete, and where it
// does not apply; else its months.
func (o *oracle) quarterOf(u *report.Unit, q period.Period, m *report.Metric, of finder) []part {
	f, months := of(u, q, m), o.months(u, q, m, of)
	if !o.seen(u, period.Monthly, math.MaxInt32, m) {
		if !o.valid(u, q) && !f.adds(m) {
			return []part{{f, 0}}
		}
		return []part{{f, 1}}
	}
	all, none, need := true, true, 0
	for _, x := range months {
		all = all && (x.weight == 0 || x.f.isNA() || x.f.adds(m) && x.f.have >= x.f.need)
		none = none && (x.f == nil || x.f.isNA() || !x.f.adds(m))
		if !x.f.isNA() {
			need += x.weight
		}
	}
	switch {
	case f.isNA() && (none || m.Kind == report.Distinct):
		return nil
	case f.adds(m) && f.wide, f.full() && f.adds(m) && (!all || need == 0):
		return []part{{f, max(need, 1)}}
	}
	return months
}

// resolveOf is the figure of a metric that stacks itself: of a ratio of
// metrics the one that reports state.
func (o *oracle) resolveOf(u *report.Unit, p period.Period, m *report.Metric) *ofig {
	if m.Kind == report.Ratio && m.Num != "" {
		key := okey{u.ID, p, "own " + m.ID}
		if _, known := o.figures[key]; !known {
			o.figures[key] = o.resolve(u, p, m)
		}
		return o.figures[key]
	}
	return o.actual(u, p, m)
}

// needsDay: the working days, and the others with a report of the unit or of
// one below it.
func (o *oracle) needsDay(u *report.Unit, d period.Period) bool {
	day := o.Calendar.Span(d).First
	work := o.Workdays[day.Weekday()] && !slices.Contains(o.Holidays, day)
	return o.valid(u, d) && (work || o.reports(u, d))
}

func (o *oracle) reports(u *report.Unit, d period.Period) bool {
	for _, r := range o.Reports {
		if r.Period != d || !o.counts(r) {
			continue
		}
		for x := o.Unit(r.Unit); x != nil; x = o.Unit(x.ParentOn(o.Calendar.Span(d).First)) {
			if x == u {
				return true
			}
			if !o.valid(x, d) {
				break
			}
		}
	}
	return false
}

// owner is the parent of a child in p: the one that it has on the last day of
// p on which it is valid.
func (o *oracle) owner(c *report.Unit, p period.Period) string {
	return c.ParentOn(min(o.Calendar.Span(p).End, o.validity(c).End) - 1)
}

// torn: c goes from parent to parent inside p.
func (o *oracle) torn(c *report.Unit, p period.Period) bool {
	if len(c.History) == 0 {
		return false
	}
	s, v := o.Calendar.Span(p), o.validity(c)
	for d := max(s.First, v.First); d < min(s.End, v.End); d++ {
		if c.ParentOn(d) != c.ParentOn(min(s.End, v.End)-1) {
			return true
		}
	}
	return false
}

func stacksOverUnits(m *report.Metric) bool {
	return m.Kind != report.Derived && !(m.Kind == report.Stock && m.Org == "none") && !(m.Kind == report.Distinct && m.Org != "sum")
}

func (o *oracle) overUnits(u *report.Unit, p period.Period, m *report.Metric) *ofig {
	return o.stack(m, o.unitParts(u, p, m), false, cube.OverUnits)
}

func (o *oracle) unitParts(u *report.Unit, p period.Period, m *report.Metric) (parts []part) {
	if m.Kind == report.Derived {
		return nil
	}
	for _, c := range o.Units {
		if c.ID == report.Root || !o.underSometime(c, u, p) {
			continue
		}
		f, mine := o.resolveOf(c, p, m), true
		if o.torn(c, p) {
			f, mine = o.share(c, u, p, m)
		}
		switch {
		case mine && (f.adds(m) || f.isNA() || o.needed(c, p, m)):
			parts = append(parts, part{f, 1})
		case mine:
			parts = append(parts, part{f, 0}) // at most a sign that parts do not stack
		}
	}
	return parts
}

// share is what of a child that moved inside p belongs to u: its smaller
// periods under u. What it reports for the whole of p goes to the last parent
// if it has no smaller ones. A level over time belongs to the parent that has
// the child at the moment that counts; a mean cannot be split.
func (o *oracle) share(c, u *report.Unit, p period.Period, m *report.Metric) (*ofig, bool) {
	var mine []part
	any, under, first, last := false, false, "", ""
	parts := map[period.Grain]period.Grain{period.Weekly: period.Daily, period.Monthly: period.Daily, period.Quarterly: period.Monthly, period.Annual: period.Quarterly}
	for q := range o.Calendar.Parts(p, parts[p.Grain()]) {
		if !o.valid(c, q) {
			continue
		}
		f, own := o.resolveOf(c, q, m), o.owner(c, q) == u.ID
		any = any || f.adds(m)
		if o.torn(c, q) {
			f, own = o.share(c, u, q, m)
		}
		if last = o.owner(c, q); first == "" {
			first = last
		}
		work := q.Grain() != period.Daily || o.needsDay(c, q)
		if own && (work || f.adds(m)) {
			under = true
			mine = append(mine, part{f, 1})
		}
	}
	whole := o.resolveOf(c, p, m)
	switch {
	case !any || m.Kind == report.Distinct, m.Kind == report.Stock && m.Time != "first" && m.Time != "mean":
		return whole, o.owner(c, p) == u.ID
	case m.Kind == report.Stock && m.Time == "first":
		return whole, c.ParentOn(max(o.Calendar.Span(p).First, o.validity(c).First)) == u.ID
	case m.Kind == report.Stock:
		return nil, under
	}
	return o.stack(m, mine, true, cube.OverTime), under
}

// needed: a child counts for a core metric always, unless it has figures of it
// in other grains only; for other metrics from its first in that grain, for
// which those stand that stack into it.
func (o *oracle) needed(c *report.Unit, p period.Period, m *report.Metric) bool {
	if !m.Core {
		return o.seen(c, p.Grain(), o.Calendar.Span(p).End, m)
	}
	if o.seen(c, p.Grain(), math.MaxInt32, m) {
		return true
	}
	for _, g := range period.Grains {
		if o.seen(c, g, math.MaxInt32, m) {
			return false
		}
	}
	return true
}

// seen reports whether a unit has anything of a metric in a grain before a day.
func (o *oracle) seen(u *report.Unit, g period.Grain, before period.Day, m *report.Metric) bool {
	key := okey{u.ID, o.Calendar.Of(g, 0), m.ID}
	first, ok := o.sees[key]
	if !ok {
		first = math.MaxInt32
		for p := range o.periods(g) {
			if f := o.resolveOf(u, p, m); f != nil && f.some {
				first = o.Calendar.Span(p).First
				break
			}
		}
		o.sees[key] = first
	}
	return first < before
}

// periods yields those of a grain in the years with reports, and one around.
func (o *oracle) periods(g period.Grain) func(func(period.Period) bool) {
	first, last := period.Day(math.MaxInt32), period.Day(math.MinInt32)
	days := false
	for _, r := range o.Reports {
		if o.counts(r) {
			s := o.Calendar.Span(r.Period)
			first, last, days = min(first, s.First), max(last, s.End-1), days || r.Period.Grain() == period.Daily
		}
	}
	return func(yield func(period.Period) bool) {
		if first > last || g == period.Daily && !days {
			return
		}
		end := o.Calendar.Span(o.Calendar.Of(period.Annual, last).Next()).End
		for p := o.Calendar.Of(g, o.Calendar.Span(o.Calendar.Of(period.Annual, first).Prev()).First); o.Calendar.Span(p).First < end; p = p.Next() {
			if !yield(p) {
				return
			}
		}
	}
}

// stack puts parts together by the metric's kind; nil if nothing is needed.
func (o *oracle) stack(m *report.Metric, parts []part, time bool, src cube.Source) *ofig {
	out := &ofig{src: src}
	var there []part
	stacks := time && m.Kind != report.Distinct || !time && stacksOverUnits(m)
	for _, x := range parts {
		if x.f.isNA() {
			continue
		}
		out.need += x.weight
		there = append(there, x)
		if x.f != nil {
			out.restated = out.restated || x.f.restated && x.f.adds(m)
			out.mute = out.mute || x.f.mute || x.f.some && isPair(m) && x.f.a == nil || !stacks && x.f.adds(m)
		}
		if x.f.adds(m) {
			out.some = out.some || stacks
			if x.f.need > 0 && x.f.have >= x.f.need {
				out.have += x.weight
			}
		}
	}
	if !out.some {
		if out.mute {
			return &ofig{mute: true}
		}
		return nil
	}
	switch {
	case isPair(m):
		out.a, out.b = new(big.Rat), new(big.Rat)
		for _, x := range there {
			if x.f.adds(m) {
				out.a.Add(out.a, x.f.a)
				out.b.Add(out.b, x.f.b)
			}
		}
		if out.b.Sign() != 0 {
			out.v = new(big.Rat).Quo(out.a, out.b)
		}
	case m.Kind == report.Stock && time:
		if one := level(m, there); one != nil {
			out.v, out.restated = one.v, one.restated || m.Time == "mean" && out.restated
		}
	default:
		out.v = total(m, there)
	}
	out.mute = false
	return out
}

func total(m *report.Metric, parts []part) (v *big.Rat) {
	for _, x := range parts {
		switch {
		case !x.f.adds(m):
		case v == nil:
			v = new(big.Rat).Set(x.f.v)
		case m.Kind == report.Max, m.Kind == report.Min:
			if (x.f.v.Cmp(v) > 0) == (m.Kind == report.Max) {
				v = x.f.v
			}
		default:
			v = new(big.Rat).Add(v, x.f.v)
		}
	}
	return v
}

func level(m *report.Metric, parts []part) *ofig {
	parts = slices.DeleteFunc(slices.Clone(parts), func(x part) bool { return x.weight == 0 })
	at := len(parts) - 1
	switch m.Time {
	case "first":
		at = 0
	case "mean":
		sum, n := new(big.Rat), 0
		for _, x := range parts {
			if !x.f.adds(m) {
				return nil
			}
			sum.Add(sum, new(big.Rat).Mul(x.f.v, new(big.Rat).SetInt64(int64(x.weight))))
			n += x.weight
		}
		return &ofig{v: sum.Quo(sum, new(big.Rat).SetInt64(int64(n)))}
	}
	for m.Carry && m.Time != "first" && at > 0 && !parts[at].f.adds(m) {
		at--
	}
	if !parts[at].f.adds(m) {
		return nil
	}
	return parts[at].f
}
