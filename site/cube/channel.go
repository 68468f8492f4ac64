package cube

import (
	"slices"
	"strings"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trace"
)

// A Channel is one way to customers, in a unit and a period. Its name is that
// of the reports, without the spaces around it.
type Channel struct {
	Name         string
	Leads, Deals num.Num // absent as soon as one that was to be added is
	Cost, Sales  num.Num
	Rate         num.Num // deals / leads, pooled: never a mean of rates
	Listed       int     // of the parts that the set's coverage counts, those that list it
}

// A ChannelSet is the channels of a unit in a period, in the order in which
// they are first met. It is, the first that there is: what the unit's own
// report for that very period lists; the sum of the smaller periods, if all
// that are needed are there; the sum of the child units, if all that are needed
// are there; the fuller of the two sums, whose coverage then is not full.
//
// Needed are, as of any figure, the smaller periods of the unit's validity, and
// every child valid in the period, from the first on for which it, or a unit
// below it, lists channels in that grain or in one that stacks into it. A quarter that is complete without its months
// counts as them in a year.
type ChannelSet struct {
	List         []Channel
	Leads, Deals num.Num // of all channels
	Rate         num.Num // deals / leads of all
	Coverage     Coverage
	Source       Source // Stated, OverTime or OverUnits
	Complete     bool   // coverage is full and the period was over on the as-of day
	Report       *report.Report
}

// Find returns the channel of a name, and whether the set has it.
func (s *ChannelSet) Find(name string) (Channel, bool) {
	i := slices.IndexFunc(s.List, func(x Channel) bool { return x.Name == name })
	if i < 0 {
		return Channel{}, false
	}
	return s.List[i], true
}

// Channels are the channels of all reports. They are looked through once, so
// that whoever asks more than once keeps what [Cube.Channels] returns. It is
// read-only.
type Channels struct {
	cube  *Cube
	reads *trace.Reads
	since [][6]period.Day              // by unit and grain: the first day of a list in it, or in one that stacks into it
	known []map[period.Period]struct{} // by unit: the periods for which it or a unit below lists any
}

// Watched is the same, but every question that is asked is noted.
func (x *Channels) Watched(r *trace.Reads) *Channels {
	own := *x
	own.reads = r
	return &own
}

// Channels looks the reports' channels through.
func (c *Cube) Channels() *Channels {
	x := &Channels{cube: c, since: make([][6]period.Day, len(c.units)), known: make([]map[period.Period]struct{}, len(c.units))}
	for u := range x.since {
		for g := range x.since[u] {
			x.since[u][g] = farDay
		}
	}
	for _, list := range c.reports {
		for _, r := range list {
			if len(r.Channels) > 0 {
				x.note(r)
			}
		}
	}
	return x
}

// note notes that a report lists channels, for its unit and those above.
func (x *Channels) note(r *report.Report) {
	span := x.cube.cal.Span(r.Period)
	for _, u := range x.cube.ancestors(r.Unit, span.End-1) {
		if x.known[u] == nil {
			x.known[u] = map[period.Period]struct{}{}
		}
		x.known[u][r.Period] = struct{}{}
		for _, g := range period.Grains {
			if stacksInto(r.Period.Grain(), g) {
				x.since[u][g] = min(x.since[u][g], span.First)
			}
		}
	}
}

// stacksInto reports whether periods of a grain are those of another, or parts
// of them.
func stacksInto(part, whole period.Grain) bool {
	return part == whole || part < whole && part != period.Weekly && (whole != period.Weekly || part == period.Daily)
}

// lists reports whether a unit, or one below it, lists channels in a grain or
// in one that stacks into it.
func (x *Channels) lists(u int, g period.Grain) bool { return x.since[u][g] < farDay }

// Units lists the units that have channels in some period, in the order of the
// tree.
func (x *Channels) Units() (ids []string) {
	x.reads.Figures(report.Root)
	for u := range x.known {
		if len(x.known[u]) > 0 {
			ids = append(ids, x.cube.units[u].ID)
		}
	}
	return ids
}

// Periods lists the periods for which a unit has channels, complete or not, in
// the calendar's order.
func (x *Channels) Periods(unit string) []period.Period {
	x.reads.Figures(unit)
	u, ok := x.cube.byUnit[unit]
	if !ok {
		return nil
	}
	seen := map[period.Period]bool{}
	for p := range x.known[u] {
		for _, g := range period.Grains {
			if stacksInto(p.Grain(), g) {
				seen[x.cube.cal.Of(g, x.cube.cal.Span(p).First)] = true
			}
		}
	}
	var list []period.Period
	for p := range seen {
		if _, ok := x.at(u, p.Grain(), x.cube.time.at(p)); ok {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, x.cube.cal.Compare)
	return list
}

// At returns the channels of a unit in a period, and whether there are any.
func (x *Channels) At(unit string, p period.Period) (ChannelSet, bool) {
	x.reads.Figures(unit)
	u, ok := x.cube.byUnit[unit]
	if !ok || p.IsZero() {
		return ChannelSet{}, false
	}
	s, ok := x.at(u, p.Grain(), x.cube.time.at(p))
	s.Complete = ok && s.Coverage.Full() && x.cube.Over(p)
	return s, ok
}

// Split splits the change of the deals on leads of all channels from base to p
// by channels. There is none unless both are complete, no unit moved into or
// out of the tree between them, and every channel has its leads and deals.
// What it is a split of is the rate of the channels that are listed, which need
// not be the unit's conversion rate.
func (x *Channels) Split(unit string, p, base period.Period) (Split, bool) {
	a, _ := x.At(unit, p)
	b, _ := x.At(unit, base)
	if !a.Complete || !b.Complete || x.cube.moved(x.cube.byUnit[unit], x.cube.cal.Span(base), x.cube.cal.Span(p)) {
		return Split{}, false
	}
	var rows []splitRow
	for _, ch := range a.List {
		rows = append(rows, splitRow{name: ch.Name, after: fraction{ch.Deals, ch.Leads}})
	}
	for _, ch := range b.List {
		i := slices.IndexFunc(rows, func(r splitRow) bool { return r.name == ch.Name })
		if i < 0 {
			i, rows = len(rows), append(rows, splitRow{name: ch.Name})
		}
		rows[i].before = fraction{ch.Deals, ch.Leads}
	}
	s, ok := split(rows, fraction{b.Deals, b.Leads}, fraction{a.Deals, a.Leads})
	s.Composition = ok && s.against(x.cube.flat(nil, s.Before))
	return s, ok
}

// at decides what the channels of a unit are in period i of a grain.
func (x *Channels) at(u int, g period.Grain, i int) (ChannelSet, bool) {
	c := x.cube
	if i < 0 || i >= len(c.time.spans[g]) || len(x.known[u]) == 0 {
		return ChannelSet{}, false
	}
	if r := c.Report(c.units[u].ID, c.time.period(g, i)); r != nil && len(r.Channels) > 0 {
		return listed(r), true
	}
	t := x.overTime(u, g, i)
	if t.Coverage.Full() {
		return t.done(OverTime), true
	}
	n := x.overUnits(u, g, i)
	switch {
	case n.Coverage.Full():
		return n.done(OverUnits), true
	case len(t.List) == 0 && len(n.List) == 0:
		return ChannelSet{}, false
	case len(t.List) == 0, len(n.List) > 0 && n.Coverage.Have*t.Coverage.Need > t.Coverage.Have*n.Coverage.Need:
		return n.done(OverUnits), true
	}
	return t.done(OverTime), true
}

// listed is the channels that a report lists. One that it lists twice is one.
func listed(r *report.Report) ChannelSet {
	var one, s ChannelSet
	for i := range r.Channels {
		ch := &r.Channels[i]
		one.List = []Channel{{Name: strings.TrimSpace(ch.Name), Leads: ch.Leads, Deals: ch.Deals, Cost: ch.Cost, Sales: ch.Sales}}
		s.add(one.List, func(Channel) int { return 0 })
	}
	for i := range s.List {
		s.List[i].Listed = 1
	}
	s.Coverage, s.Report = Coverage{1, 1}, r
	return s.done(Stated)
}

// add adds channels up by name; parts tells how many parts list one.
func (s *ChannelSet) add(list []Channel, parts func(Channel) int) {
	for _, ch := range list {
		i := slices.IndexFunc(s.List, func(x Channel) bool { return x.Name == ch.Name })
		n := parts(ch)
		if i < 0 {
			ch.Listed = n
			s.List = append(s.List, ch)
			continue
		}
		x := &s.List[i]
		x.Leads, x.Deals, x.Cost, x.Sales = x.Leads.Add(ch.Leads), x.Deals.Add(ch.Deals), x.Cost.Add(ch.Cost), x.Sales.Add(ch.Sales)
		x.Listed += n
	}
}

// done works out the rates of a set whose sums are in.
func (s ChannelSet) done(src Source) ChannelSet {
	s.Source = src
	s.Leads, s.Deals = num.Zero(), num.Zero()
	for i := range s.List {
		x := &s.List[i]
		x.Rate = x.Deals.Div(x.Leads)
		s.Leads, s.Deals = s.Leads.Add(x.Leads), s.Deals.Add(x.Deals)
	}
	s.Rate = s.Deals.Div(s.Leads)
	return s
}

// take takes in a part that is so many of the needed ones. A part that is not
// complete is added, and not counted as there.
func (s *ChannelSet) take(part ChannelSet, ok, needed bool, weight int) {
	if needed || ok {
		s.Coverage.Need += weight
	}
	if !ok {
		return
	}
	if part.Coverage.Full() {
		s.Coverage.Have += weight
	}
	s.add(part.List, func(Channel) int { return weight })
}

// overTime adds up the smaller periods of period i, if the unit has channels
// in any.
func (x *Channels) overTime(u int, g period.Grain, i int) (s ChannelSet) {
	part, from, to := x.cube.time.parts(g, i)
	switch {
	case part == 0 || part == period.Daily && !x.lists(u, part):
	case g == period.Annual && x.lists(u, period.Monthly):
		for q := from; q < to; q++ {
			x.addQuarter(&s, u, q)
		}
	default:
		for j := from; j < to; j++ {
			one, ok := x.at(u, part, j)
			s.take(one, ok, x.cube.needsPart(u, part, j), 1)
		}
	}
	return s
}

// addQuarter adds a year's quarter to it, counted in months.
func (x *Channels) addQuarter(s *ChannelSet, u, q int) {
	_, from, to := x.cube.time.parts(period.Quarterly, q)
	months := 0
	for j := from; j < to; j++ {
		if x.cube.needsPart(u, period.Monthly, j) {
			months++
		}
	}
	one, ok := x.at(u, period.Quarterly, q)
	if ok && one.Coverage.Full() && one.Source != OverTime {
		s.take(one, true, true, max(months, 1))
		return
	}
	t := x.overTime(u, period.Quarterly, q)
	s.Coverage.Have, s.Coverage.Need = s.Coverage.Have+t.Coverage.Have, s.Coverage.Need+t.Coverage.Need
	s.add(t.List, func(ch Channel) int { return ch.Listed })
}

// overUnits adds up the children of a unit in period i. Of one that goes to
// another parent inside a longer period than a month it is not known how much
// came under which: it is missing.
func (x *Channels) overUnits(u int, g period.Grain, i int) (s ChannelSet) {
	c := x.cube
	for _, ch := range c.units[u].children {
		if len(x.known[ch]) == 0 {
			continue
		}
		if g > period.Monthly && c.torn(ch, g, i) && c.under(ch, u, g, i) {
			s.Coverage.Need++
			continue
		}
		if !c.belongs(ch, u, g, i) {
			continue
		}
		one, ok := x.at(ch, g, i)
		s.take(one, ok, x.since[ch][g] < c.time.spans[g][i].End, 1)
	}
	return s
}
