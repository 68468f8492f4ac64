package cube_test

// A naive oracle: the rules of design.md §4, settled.md and domain.md §2 as
// recursion over rationals and maps. It shares no code with the cube, looks at
// every report for every question, and remembers only its answers.

import (
	"math"
	"math/big"

	"almanac/site/cube"
	"almanac/site/period"
	"almanac/site/report"
)

// An ofig is a figure as the rules give it; nil where there is none.
type ofig struct {
	v          *big.Rat // nil: no value
	a, b       *big.Rat // the parts of a quotient or a weighted mean
	have, need int
	na         bool // not applicable
	some       bool // stated, or some part is there, even if that gives no value
	mute       bool // no value, though parts exist, since they do not stack
	restated   bool
	wide       bool // not its smaller periods, though they are all there
	src        cube.Source
}

// adds: a stack can take it in. A quotient of 0 by 0 has no value and can be
// taken in; one that is stated without its parts has one and cannot.
func (f *ofig) adds(m *report.Metric) bool {
	if f == nil || f.na {
		return false
	}
	if isPair(m) {
		return f.a != nil
	}
	return f.v != nil
}

func (f *ofig) isNA() bool { return f != nil && f.na }

// full: all that it needs is there.
func (f *ofig) full() bool {
	return f != nil && !f.na && (f.v != nil || f.a != nil) && f.need > 0 && f.have >= f.need
}

// An okey names a cell.
type okey struct {
	unit   string
	p      period.Period
	metric string
}

type oracle struct {
	*report.Archive
	asOf    period.Day
	drafts  bool
	figures map[okey]*ofig
	targets map[okey]oaim
	sees    map[okey]period.Day
	spans   map[string]period.Span
	entries map[okey]stating
}

func newOracle(a *report.Archive, o cube.Options) *oracle {
	return &oracle{a, o.AsOf, o.Drafts, map[okey]*ofig{}, map[okey]oaim{}, map[okey]period.Day{}, map[string]period.Span{}, nil}
}

func (o *oracle) counts(r *report.Report) bool {
	return (o.drafts || r.Status != report.Draft) && o.Unit(r.Unit) != nil
}

func (o *oracle) metric(id string) *report.Metric { return o.Metrics[o.MetricIndex(id)] }

// start is the first day of the archive's first period.
func (o *oracle) start() period.Day {
	if d, known := o.sees[okey{}]; known {
		return d
	}
	d := period.Day(math.MaxInt32)
	for _, r := range o.Reports {
		if o.counts(r) {
			d = min(d, o.Calendar.Span(r.Period).First)
		}
	}
	o.sees[okey{}] = d
	return d
}

// validity: of a unit that only its folder makes known, from the first report
// of it or of a unit below it.
func (o *oracle) validity(u *report.Unit) period.Span {
	s, known := o.spans[u.ID]
	if !known {
		s = o.findValidity(u)
		o.spans[u.ID] = s
	}
	return s
}

func (o *oracle) findValidity(u *report.Unit) period.Span {
	s := period.Span{First: o.start(), End: math.MaxInt32}
	if !o.Declared && u.ID != report.Root {
		s.First = math.MaxInt32
		for _, r := range o.Reports {
			if o.counts(r) && o.within(r.Unit, u.ID) {
				s.First = min(s.First, o.Calendar.Span(r.Period).First)
			}
		}
	}
	if u.FromSet {
		s.First = u.From
	}
	if u.ToSet {
		s.End = u.To
	}
	return s
}

// within follows today's parents.
func (o *oracle) within(id, top string) bool {
	for ; id != ""; id = o.Unit(id).Parent {
		if id == top {
			return true
		}
	}
	return false
}

func (o *oracle) valid(u *report.Unit, p period.Period) bool {
	return o.validity(u).Touches(o.Calendar.Span(p))
}

// clipped: the unit starts or ends inside p.
func (o *oracle) clipped(u *report.Unit, p period.Period) bool {
	v, s := o.validity(u), o.Calendar.Span(p)
	return v.Touches(s) && !v.Holds(s)
}

func (o *oracle) entry(u *report.Unit, p period.Period, m *report.Metric) (*report.Report, *report.Stated) {
	if o.entries == nil {
		o.entries = map[okey]stating{}
		for _, r := range o.Reports {
			for i := range r.Stated {
				if s := &r.Stated[i]; o.counts(r) {
					o.entries[okey{r.Unit, r.Period, s.Metric}] = stating{r, s}
				}
			}
		}
	}
	x := o.entries[okey{u.ID, p, m.ID}]
	return x.r, x.s
}

type stating struct {
	r *report.Report
	s *report.Stated
}

// restate follows the declared restatements of a figure, in the order of the
// file. A report that was corrected already states the last value.
func restate(r *report.Report, metric, of string, v *big.Rat) (*big.Rat, bool) {
	var list []report.Restatement
	for _, x := range r.Restatements {
		if x.Metric == metric && x.Of == of {
			list = append(list, x)
		}
	}
	done := false
	if n := len(list); v != nil && n > 0 && list[n-1].New.Big().Cmp(v) == 0 {
		return v, true
	}
	for _, x := range list {
		if v != nil && (x.Old.Big().Cmp(v) == 0 || x.New.Big().Cmp(v) == 0) {
			v, done = x.New.Big(), true
		}
	}
	return v, done
}

// statedFig is what the unit's own report says.
func (o *oracle) statedFig(u *report.Unit, p period.Period, m *report.Metric) *ofig {
	r, s := o.entry(u, p, m)
	if s == nil {
		return nil
	}
	if s.Terms().NA != "" {
		return &ofig{na: true}
	}
	v, changed := restate(r, m.ID, "actual", s.Actual.Big())
	f := &ofig{v: v, have: 1, need: 1, src: cube.Stated, some: true, restated: changed}
	switch {
	case m.Kind == report.Ratio:
		if !changed { // a restatement names no parts
			f.a, f.b = s.Terms().Num.Big(), s.Terms().Den.Big()
		}
	case m.Kind == report.WMean:
		f.b = s.Terms().Weight.Big()
		if f.b == nil {
			f.b = s.Terms().Den.Big()
		}
		if f.b == nil && m.Weight != "" {
			if wr, w := o.entry(u, p, o.metric(m.Weight)); w != nil {
				f.b, _ = restate(wr, m.Weight, "actual", w.Actual.Big())
			}
		}
		if f.b != nil && s.Terms().Num.Present() && !changed {
			f.a = s.Terms().Num.Big()
		} else if f.b != nil && f.v != nil {
			f.a = new(big.Rat).Mul(f.v, f.b)
		}
	}
	if f.v == nil && f.a == nil {
		return nil
	}
	if f.b != nil && f.b.Sign() == 0 { // the mean of none
		f.v = nil
	}
	return f
}

func isPair(m *report.Metric) bool { return m.Kind == report.Ratio || m.Kind == report.WMean }

// actual is design.md §4 with settled.md 7, 8 and 9.
func (o *oracle) actual(u *report.Unit, p period.Period, m *report.Metric) *ofig {
	key := okey{u.ID, p, m.ID}
	f, known := o.figures[key]
	if !known {
		switch {
		case m.Kind == report.Derived:
			f = o.calculate(u, p, m)
		case m.Kind == report.Ratio && m.Num != "":
			f = o.quotient(u, p, m)
		default:
			f = o.resolve(u, p, m)
		}
		o.figures[key] = f
	}
	return f
}

// quotient is a ratio of metrics. Where these give none, or an incomplete one
// beside a complete one that the reports state, that holds as for any ratio.
func (o *oracle) quotient(u *report.Unit, p period.Period, m *report.Metric) *ofig {
	own := o.resolve(u, p, m)
	x, y := o.actual(u, p, o.metric(m.Num)), o.actual(u, p, o.metric(m.Den))
	if own.isNA() || x == nil || y == nil || x.v == nil || y.v == nil || !alike(x, y) || own.full() && !x.full() {
		return own
	}
	f := &ofig{a: x.v, b: y.v, have: x.have, need: x.need, src: cube.Computed, some: own != nil && own.some, restated: x.restated || y.restated}
	if y.v.Sign() != 0 {
		f.v = new(big.Rat).Quo(x.v, y.v)
	}
	return f
}

// alike: both complete, in whatever way, or equal in coverage.
func alike(x, y *ofig) bool {
	return x.full() && y.full() || x.have == y.have && x.need == y.need
}

// calculate is a derived metric from its resolved parts.
func (o *oracle) calculate(u *report.Unit, p period.Period, m *report.Metric) *ofig {
	if f := o.statedFig(u, p, m); f.isNA() {
		return f
	}
	out, ok := &ofig{src: cube.Computed}, true
	var first *ofig
	for _, id := range m.Expr.Metrics() {
		f := o.actual(u, p, o.metric(id))
		if f == nil || f.v == nil {
			ok = false
			out.mute = out.mute || f != nil && f.mute
			continue
		}
		if first == nil {
			first = f
		}
		ok = ok && alike(first, f)
		out.restated = out.restated || f.restated
	}
	if ok {
		out.have, out.need = first.have, first.need
		out.v = evaluate(m.Expr, func(id string) *big.Rat { return o.actual(u, p, o.metric(id)).v })
	}
	return out
}

func evaluate(e *report.Expr, of func(string) *big.Rat) *big.Rat {
	if e.Op == 0 {
		if e.Metric != "" {
			return of(e.Metric)
		}
		return e.Number.Big()
	}
	l, r := evaluate(e.L, of), evaluate(e.R, of)
	if l == nil || r == nil {
		return nil
	}
	switch z := new(big.Rat); e.Op {
	case '+':
		return z.Add(l, r)
	case '-':
		return z.Sub(l, r)
	case '*':
		return z.Mul(l, r)
	default:
		if r.Sign() == 0 {
			return nil
		}
		return z.Quo(l, r)
	}
}

func (o *oracle) resolve(u *report.Unit, p period.Period, m *report.Metric) *ofig {
	t, n, s := o.overTime(u, p, m), o.overUnits(u, p, m), o.statedFig(u, p, m)
	more := t.full() && o.leavesOut(u, p, m)
	mark := func(f *ofig) *ofig {
		x := *f
		x.wide = more
		return &x
	}
	switch {
	case t.full() && !more:
		return t
	case n.full() && o.Declared:
		return mark(n)
	case s != nil:
		return mark(s)
	case n.full(), more && n.adds(m) && (n.v != nil || isPair(m)):
		return mark(n)
	}
	f := fuller(m, t, n)
	if f == nil && (t != nil || n != nil) {
		f = &ofig{some: t != nil && t.some || n != nil && n.some}
		f.mute = !f.some && (t != nil && t.mute || n != nil && n.mute)
	}
	return f
}

// fuller is the fuller of two incomplete stacks; of equal ones the first.
func fuller(m *report.Metric, x, y *ofig) *ofig {
	switch {
	case !x.adds(m) && !y.adds(m):
		return nil
	case !x.adds(m):
		return y
	case !y.adds(m) || y.have*x.need <= x.have*y.need:
		return x
	}
	return y
}

// A part is a figure that a stack adds, for so many needed periods.
type part struct {
	f      *ofig
	weight int
}
