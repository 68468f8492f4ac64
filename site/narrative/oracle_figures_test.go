package narrative_test

// Figures, worked out anew from what the reports state: rationals, maps and
// sums, with nothing of package cube. Only leaves state figures of the base
// grain; all units hold from the archive's first period on (domain.md §2.2).

import (
	"math/big"

	"almanac/site/period"
	"almanac/site/report"
)

// A fig is a figure; v and aim are nil where there is none.
type fig struct {
	v, aim     *big.Rat
	num, den   *big.Rat
	have, need int
	over       bool
	clipped    bool // the archive begins inside the period
	units      bool // added up over units
}

func (f *fig) complete() bool { return f.over && f.have == f.need && f.need > 0 && f.v != nil }

// usable figures may be compared, and be in series.
func (f *fig) usable() bool { return f.complete() && !f.clipped }

type figKey struct {
	unit, metric string
	p            period.Period
}

// An oracle answers for one archive.
type oracle struct {
	*report.Archive
	asOf     period.Day
	grain    period.Grain
	start    period.Day
	stated   map[figKey]*fig
	reports  map[figKey]*report.Report // with the metric left out
	kids     map[string][]string
	metric   map[string]*report.Metric
	known    map[figKey]*fig
	series   map[figKey]*line
	compared map[pair]*cmp
}

func newOracle(g *maker) *oracle {
	o := &oracle{Archive: g.a, asOf: g.asOf, grain: g.first.Grain(), start: 1 << 30, stated: map[figKey]*fig{}, reports: map[figKey]*report.Report{},
		kids: map[string][]string{}, metric: map[string]*report.Metric{}, known: map[figKey]*fig{}, series: map[figKey]*line{}, compared: map[pair]*cmp{}}
	for _, m := range g.a.Metrics {
		o.metric[m.ID] = m
	}
	for _, u := range g.a.Units {
		o.kids[u.Parent] = append(o.kids[u.Parent], u.ID)
	}
	for _, r := range g.a.Reports {
		o.start = min(o.start, o.Calendar.Span(r.Period).First)
		o.reports[figKey{unit: r.Unit, p: r.Period}] = r
		for i := range r.Stated {
			o.state(r, &r.Stated[i])
		}
	}
	return o
}

// state takes a stated figure in, with its restatements.
func (o *oracle) state(r *report.Report, s *report.Stated) {
	f := &fig{v: s.Actual.Big(), aim: s.Target.Big(), num: s.Terms().Num.Big(), den: s.Terms().Den.Big(), have: 1, need: 1}
	for i := range r.Restatements {
		x := &r.Restatements[i]
		switch {
		case x.Metric != s.Metric:
		case x.Of == "target":
			f.aim = x.New.Big()
		default:
			f.v = x.New.Big()
		}
	}
	o.stated[figKey{r.Unit, s.Metric, r.Period}] = f
}

// figure is a figure as the rules give it.
func (o *oracle) figure(unit, metric string, p period.Period) *fig {
	key := figKey{unit, metric, p}
	f := o.known[key]
	if f == nil {
		f = o.find(key)
		span := o.Calendar.Span(p)
		f.over = span.End-1 <= o.asOf
		f.clipped = span.First < o.start && o.start < span.End
		o.known[key] = f
	}
	return f
}

func (o *oracle) find(key figKey) *fig {
	m := o.metric[key.metric]
	if key.p.Grain() == o.grain {
		if len(o.kids[key.unit]) > 0 {
			return o.overUnits(m, key)
		}
		if f := o.stated[key]; f != nil {
			c := *f
			return &c
		}
		return &fig{have: 0, need: 0}
	}
	t := o.overTime(m, key)
	if t.have == t.need || len(o.kids[key.unit]) == 0 {
		return t
	}
	u := o.overUnits(m, key)
	if u.have == u.need || u.v != nil && t.v == nil || u.v != nil && u.have*max(t.need, 1) > t.have*max(u.need, 1) {
		return u
	}
	return t
}

// overUnits adds up the parts of a unit: all of them are needed.
func (o *oracle) overUnits(m *report.Metric, key figKey) *fig {
	out, aims := &fig{units: true}, []*big.Rat{}
	for _, kid := range o.kids[key.unit] {
		f := o.figure(kid, key.metric, key.p)
		out.need++
		aims = append(aims, f.aim)
		if f.v == nil && f.num == nil {
			continue
		}
		if f.have == f.need {
			out.have++
		}
		out.add(f, m, false)
	}
	out.close(m)
	out.aim = stackAims(m, aims, false)
	return out
}

// overTime adds up the smaller periods that the archive lived to see.
func (o *oracle) overTime(m *report.Metric, key figKey) *fig {
	out, aims, gone := &fig{}, []*big.Rat{}, false
	for p := range o.Calendar.Parts(key.p, o.grain) {
		if o.Calendar.Span(p).End <= o.start {
			continue
		}
		f := o.figure(key.unit, key.metric, p)
		out.need++
		aims = append(aims, f.aim)
		if gone = f.v == nil && f.num == nil; gone {
			continue
		}
		if f.have == f.need {
			out.have++
		}
		out.add(f, m, true)
	}
	if m.Kind == report.Stock && gone {
		out.v = nil // of a level the last value counts, and that is missing
	}
	out.close(m)
	out.aim = stackAims(m, aims, true)
	return out
}

func (f *fig) add(x *fig, m *report.Metric, time bool) {
	switch {
	case m.Kind == report.Ratio:
		f.num, f.den = plus(f.num, x.num), plus(f.den, x.den)
	case m.Kind == report.Stock && time:
		f.v = x.v
	default:
		f.v = plus(f.v, x.v)
	}
}

// close divides.
func (f *fig) close(m *report.Metric) {
	if m.Kind == report.Ratio && f.den != nil && f.den.Sign() != 0 {
		f.v = new(big.Rat).Quo(f.num, f.den)
	}
}

func plus(a, b *big.Rat) *big.Rat {
	if a == nil {
		return b
	}
	return new(big.Rat).Add(a, b)
}

// stackAims: a stacked target needs all parts'; that of a level is the last;
// that of a ratio stands only where all parts share it.
func stackAims(m *report.Metric, aims []*big.Rat, time bool) (out *big.Rat) {
	for i, a := range aims {
		switch {
		case a == nil:
			return nil
		case m.Kind == report.Ratio && i > 0 && a.Cmp(out) != 0:
			return nil
		case m.Kind == report.Ratio, m.Kind == report.Stock && time:
			out = a
		default:
			out = plus(out, a)
		}
	}
	return out
}

// lastOf is the last period of a grain that any report touches.
func (o *oracle) span(g period.Grain) (first, last period.Period) {
	for _, r := range o.Reports {
		p := o.Calendar.Of(g, o.Calendar.Span(r.Period).First)
		if first.IsZero() || p.Sub(first) < 0 {
			first = p
		}
		if last.IsZero() || p.Sub(last) > 0 {
			last = p
		}
	}
	return first, last
}
