package site

import (
	"fmt"

	"almanac/site/cube"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A Compared is two places side by side.
type Compared struct {
	From, To Place
	AsOf     period.Day
	Message  []Sentence // of one unit: its core metrics, from the first to the second
	Metrics  []Pair     // those of which either place has a value
}

// A Pair is one metric at both places. Change and Rate go from the first to
// the second.
type Pair struct {
	Metric       Metric
	From, To     num.Num
	Change, Rate num.Num
	Refused      string
	Favourable   int // of units it says nothing: 0
	// Trend is as in Figure, up to the second place.
	Trend []num.Num
}

// Compare lays two places side by side. They must be of one grain. Its error
// is a [UsageError].
func (s *Site) Compare(from, to Place, metrics ...string) (*Compared, error) {
	if a, b := from.Period.Grain(), to.Period.Grain(); a != b {
		return nil, &UsageError{fmt.Sprintf("%s and %s are not of one length: the first is %s, the second %s",
			from, to, a, b), "compare two months, two quarters or two years"}
	}
	list, err := s.chosen(metrics)
	if err != nil {
		return nil, err
	}
	out := &Compared{From: from, To: to, AsOf: s.asOf}
	for _, m := range list {
		a, b := s.cube.Figure(from.Unit, m.ID, from.Period), s.cube.Figure(to.Unit, m.ID, to.Period)
		if !a.Actual.Present() && !b.Actual.Present() {
			continue
		}
		p := Pair{Metric: s.plain(m), From: a.Actual, To: b.Actual, Trend: s.trend(to, m)}
		if from.Unit == to.Unit {
			c := s.comparison(s.cube.Against(to.Unit, m.ID, to.Period, from.Period))
			p.Change, p.Rate, p.Refused, p.Favourable = c.Change, c.Rate, c.Refused, c.Favourable
			if f, ok := s.tell.Between(to.Unit, m, from.Period, to.Period); ok && (m.Core || m.ID == s.tell.Headline()) {
				out.Message = append(out.Message, s.say([]narrative.Finding{f})...)
			}
		} else {
			p.acrossUnits(m, a, b)
		}
		out.Metrics = append(out.Metrics, p)
	}
	return out, nil
}

// acrossUnits compares figures of two units, whose difference is no change in
// time: what depends on one unit's own past (its scope, its usual size) does
// not apply, and neither side is better.
func (p *Pair) acrossUnits(m *report.Metric, a, b cube.Figure) {
	switch {
	case a.Unstackable && !a.Actual.Present() || b.Unstackable && !b.Actual.Present():
		p.Refused = string(cube.NotStackable)
		return
	case !a.Actual.Present() || !b.Actual.Present():
		p.Refused = string(cube.Missing)
		return
	case !a.Complete || !b.Complete:
		p.Refused = string(cube.Partial)
		return
	case a.Clipped || b.Clipped || a.Incomparable || b.Incomparable:
		p.Refused = string(cube.ScopeChanged)
		return
	}
	p.Change = b.Actual.Sub(a.Actual)
	switch {
	case m.Points():
	case a.Actual.IsZero():
		p.Refused = string(cube.ZeroBase)
	case a.Actual.Sign() < 0 || b.Actual.Sign() < 0:
		p.Refused = string(cube.SignChange)
	default:
		p.Rate = p.Change.Div(a.Actual)
	}
}
