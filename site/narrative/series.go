package narrative

import (
	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trend"
)

// Limits are the limits of the bands that changes of a metric fall into, of its
// own, of the archive or the usual ones: of points for a metric in percent.
func (n *Narrator) Limits(m *report.Metric) trend.Limits { return n.LimitsOn(m, m.Points()) }

// LimitsOn are those on the scale of points or on that of rates, whatever the
// metric is measured in.
func (n *Narrator) LimitsOn(m *report.Metric, points bool) trend.Limits {
	own := n.archive.Bands
	if m.Bands != nil {
		own = *m.Bands
	}
	list, usual := own.Pct, trend.Rates
	if points {
		list, usual = own.Points, trend.Points
	}
	for i, limit := range list {
		usual[i] = limit.Or(usual[i])
	}
	return usual
}

// A segment is the part of a series between two changes of a unit's scope.
type segment struct {
	first  period.Period
	series *trend.Series
}

// Series is the series that a period of a unit and metric belongs to, with the
// place of the period in it and the series' first period; nil if there is none.
func (n *Narrator) Series(unit string, m *report.Metric, p period.Period) (s *trend.Series, i int, first period.Period) {
	for _, g := range n.segments(unit, m, p.Grain()) {
		if i := p.Sub(g.first); i >= 0 && i < g.series.Len() {
			return g.series, i, g.first
		}
	}
	return nil, 0, period.Period{}
}

// segments are remembered: an answer depends on its key alone. In a room only
// the last are, since pages ask for those of one unit at a time.
func (n *Narrator) segments(unit string, m *report.Metric, g period.Grain) []segment {
	n.reads.Figures(unit)
	u, known := n.unitAt[unit]
	i, used := n.place[m]
	if !known || !used || g == 0 {
		return n.read(unit, m, g)
	}
	key := seriesKey{int32(u), int32(i), g}
	if n.room == nil {
		if list, ok := n.known[u].series.Load(key); ok {
			return list.([]segment)
		}
		list := n.read(unit, m, g)
		n.known[u].series.Store(key, list)
		return list
	}
	at := &n.room.series[(u*17+i*len(period.Grains)+int(g))%len(n.room.series)]
	if at.seriesKey != key {
		at.seriesKey, at.list = key, n.read(unit, m, g)
	}
	return at.list
}

// A seriesKey is a unit and a metric, by place, and a grain, which is never 0.
type seriesKey struct {
	u, m int32
	g    period.Grain
}

// read cuts the periods of a grain, from the first that a unit has anything for
// to the last, where the unit's scope changed. A period in which it did is in
// no series.
func (n *Narrator) read(unit string, m *report.Metric, g period.Grain) (list []segment) {
	var first, last period.Period
	for _, p := range n.cube.Periods(unit) {
		if p.Grain() == g {
			if first.IsZero() {
				first = p
			}
			last = p
		}
	}
	if first.IsZero() {
		return nil
	}
	moves := n.cube.Moves(unit)
	var steps []trend.Step
	from := first
	cut := func(next period.Period) {
		if len(steps) > 0 {
			list = append(list, segment{from, trend.New(steps, n.Limits(m))})
		}
		steps, from = nil, next
	}
	n.cube.Course(unit, m.ID, first, last, func(p period.Period, f *cube.Figure, previous *cube.Comparison) {
		torn := false
		for _, d := range moves {
			span := n.cal.Span(p)
			if d == span.First {
				cut(p)
			}
			torn = torn || span.First < d && d < span.End
		}
		if torn {
			cut(p.Next())
			return
		}
		if steps == nil {
			steps = make([]trend.Step, 0, last.Sub(p)+1)
		}
		steps = append(steps, step(m, f, previous, len(steps) == 0))
	})
	cut(last)
	return list
}

// step is one period of a series. Whether it may be compared with the one
// before is what the cube says.
func step(m *report.Metric, f *cube.Figure, c *cube.Comparison, first bool) trend.Step {
	if !f.Complete || f.Clipped || f.Incomparable {
		return trend.Step{}
	}
	s := trend.Step{Value: f.Actual}
	if first {
		return s
	}
	if c.Refused != cube.SmallSample { // what chance may have done has no direction
		s.Change = c.Change
	}
	if c.Refused == "" {
		s.Move = move(m, false, c.Rate, c.Change)
	}
	return s
}

// move is a comparison on the scale on which it is judged; absent if refused.
func move(m *report.Metric, refused bool, rate, change num.Num) num.Num {
	switch {
	case refused:
		return num.Num{}
	case m.Points():
		return change
	}
	return rate
}
