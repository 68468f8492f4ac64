package cube

import (
	"runtime"
	"sync"
	"sync/atomic"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// stack fills every cell: of each metric, children before parents and smaller
// grains before larger ones.
func (c *Cube) stack(units []int, of []bool) {
	c.eachSeries(units, func(m *metric) bool { return of[m.index] && m.Kind != report.Derived }, c.stackSeries)
}

// eachSeries calls f for the series of some metrics of some units, in the order
// of the units and smaller grains before larger ones. Metrics are worked on at
// the same time: no cell depends on one of another.
func (c *Cube) eachSeries(units []int, of func(*metric) bool, f func(u, m int, g period.Grain)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(c.metrics)) {
		wg.Go(func() {
			for m := int(next.Add(1)) - 1; m < len(c.metrics); m = int(next.Add(1)) - 1 {
				if !of(&c.metrics[m]) {
					continue
				}
				for _, u := range units {
					for _, g := range period.Grains {
						f(u, m, g)
					}
				}
			}
		})
	}
	wg.Wait()
}

// childrenFirst orders units so that each stands behind all that were ever
// its children. Should two have been each other's parent, the one met first
// comes last.
func (c *Cube) childrenFirst() []int {
	order, seen := make([]int, 0, len(c.units)), make([]bool, len(c.units))
	var visit func(int)
	visit = func(u int) {
		if seen[u] {
			return
		}
		seen[u] = true
		for _, ch := range c.units[u].children {
			visit(ch)
		}
		order = append(order, u)
	}
	for u := range c.units {
		visit(u)
	}
	return order
}

func (m *metric) overTime() bool { return m.Kind != report.Distinct }

func (m *metric) overUnits() bool {
	switch m.Kind {
	case report.Distinct:
		return m.Org == "sum"
	case report.Stock:
		return m.Org != "none"
	}
	return true
}

func (c *Cube) stackSeries(u, m int, g period.Grain) {
	s, mt := c.series(u, m, g), &c.metrics[m]
	c.widen(s, u, mt, g)
	alone := c.alone(u, g) // then every cell has what its report states already
	for i := s.first; i < s.first+len(s.cells); i++ {
		if !alone {
			c.resolve(s, u, mt, g, i)
		}
		if !s.used && s.get(i).source != None {
			s.used, s.since = true, i
		}
		s.wide = s.wide || s.get(i).flags&wide != 0
	}
}

// alone reports whether nothing can stack in a unit at a grain, as for most
// cells: it has no children, and the grain no parts.
func (c *Cube) alone(u int, g period.Grain) bool {
	part, _, _ := c.time.parts(g, 0)
	return part == 0 && len(c.units[u].children) == 0
}

// widen makes room for what can be stacked from parts and from children.
func (c *Cube) widen(s *series, u int, mt *metric, g period.Grain) {
	if part, _, _ := c.time.parts(g, 0); part != 0 {
		if ps := c.series(u, mt.index, part); len(ps.cells) > 0 {
			lo := c.time.whole(c.cal, g, part, ps.first)
			hi := c.time.whole(c.cal, g, part, ps.first+len(ps.cells)-1)
			s.reach(max(lo, 0), min(hi+1, len(c.time.spans[g])), mt.pair)
		}
	}
	for _, ch := range c.units[u].children {
		if cs := c.series(ch, mt.index, g); len(cs.cells) > 0 {
			s.reach(cs.first, cs.first+len(cs.cells), mt.pair)
		}
	}
}

// resolve decides one cell's actual, in the order that the package comment gives.
func (c *Cube) resolve(s *series, u int, mt *metric, g period.Grain, i int) {
	e := &c.entries[u][s.get(i).entry]
	var t, un acc
	t = c.overTime(u, mt, g, i)
	more := t.full() && c.leavesOut(u, mt, g, i)
	if t.full() && !more {
		t.into(s, i, OverTime)
		return
	}
	if more {
		s.get(i).flags |= wide
	}
	if !c.Archive.Declared && s.state(i, mt, e) {
		return
	}
	if un = c.overUnits(u, mt, g, i); un.full() {
		un.into(s, i, OverUnits)
		return
	}
	switch {
	case c.Archive.Declared && s.state(i, mt, e):
	case more && un.a.Present(), un.fuller(&t):
		un.into(s, i, OverUnits)
	default:
		s.get(i).flags &^= wide
		t.into(s, i, OverTime)
		if cell := s.get(i); cell.source == None {
			cell.flags |= un.flags & unstackable
		}
	}
}

// state makes what a report states the actual, if it states one, or that
// there is none since the metric does not apply.
func (s *series) state(i int, mt *metric, e *Entry) bool {
	v, den := e.Actual(), num.Num{}
	if e.Stated == nil {
		return false
	}
	if e.Stated.Terms().NA != "" {
		s.get(i).flags |= notApplicable
		return true
	}
	if mt.pair {
		bare := v
		if v, den = e.pair(); !v.Present() && !bare.Present() {
			return false
		}
		if !den.Present() {
			v = num.Num{}
		}
		s.dens[i-s.first] = den
	} else if !v.Present() {
		return false
	}
	cell := s.get(i)
	cell.actual, cell.source, cell.have, cell.need = v, Stated, 1, 1
	if !v.Present() {
		cell.flags |= unstackable // stated without the parts that it would stack by
	}
	if e.FirstActual().Present() {
		cell.flags |= restated
	}
	return true
}

// acc adds parts up by a metric's kind.
type acc struct {
	mt         *metric
	time       bool
	a, d       num.Num
	n          int // parts that a mean counts
	have, need int
	any        bool
	gone       bool // a part that is needed has no value at all
	firstGone  bool // the first one has none
	lastGone   bool
	flags      uint8
}

// add takes in a part that counts as weight parts; complete tells whether the
// part itself has all that it needs.
func (x *acc) add(cell *cell, den num.Num, weight int, needed, complete bool) {
	if needed {
		x.need += weight
	}
	v := cell.actual
	x.flags |= cell.flags & unstackable
	if !v.Present() {
		x.miss(needed)
		return
	}
	if needed && complete {
		x.have += weight
	}
	re := cell.flags & restated
	switch {
	case x.mt.pair:
		x.sum(v)
		if x.d.Present() {
			den = x.d.Add(den)
		}
		x.d = den
	case x.mt.Kind == report.Stock && x.time && x.mt.Time == "first":
		if x.any {
			re = 0 // not in the value
		} else {
			x.a = v
		}
	case x.mt.Kind == report.Stock && x.time && x.mt.Time == "mean":
		x.sum(v.Mul(num.Int(int64(weight))))
		x.n += weight
	case x.mt.Kind == report.Stock && x.time:
		x.a, x.flags = v, x.flags&^restated
	case x.mt.Kind == report.Max:
		if !x.any || v.Cmp(x.a) > 0 {
			x.a = v
		}
	case x.mt.Kind == report.Min:
		if !x.any || v.Cmp(x.a) < 0 {
			x.a = v
		}
	default:
		x.sum(v)
	}
	x.any, x.lastGone, x.flags = true, false, x.flags|re
}

func (x *acc) sum(v num.Num) {
	if x.any {
		v = x.a.Add(v)
	}
	x.a = v
}

// miss notes that a part is not there.
func (x *acc) miss(needed bool) {
	if needed {
		x.firstGone = x.firstGone || !x.any
		x.gone, x.lastGone = true, true
	}
}

// done works out the value of a stack whose parts are all in.
func (x *acc) done() {
	if x.mt.Kind != report.Stock || !x.time || !x.any {
		return
	}
	switch x.mt.Time {
	case "mean":
		x.a = x.a.Div(num.Int(int64(x.n)))
		if x.gone {
			x.a = num.Num{}
		}
	case "first":
		if x.firstGone {
			x.a = num.Num{}
		}
	default:
		if x.lastGone && !x.mt.Carry {
			x.a = num.Num{}
		}
	}
}

func (x *acc) full() bool { return x.any && x.need > 0 && x.have >= x.need && x.a.Present() }

// fuller reports whether x has a larger share of its needs than y; of two
// equal ones the stack over time is the fuller. One without a value (of a
// level whose last part is missing) is fuller than nothing only.
func (x *acc) fuller(y *acc) bool {
	switch {
	case !x.a.Present():
		return x.any && !y.any
	case !y.a.Present():
		return true
	}
	return x.have*max(y.need, 1) > y.have*max(x.need, 1)
}

func (x *acc) into(s *series, i int, src Source) {
	if x.mt == nil {
		return
	}
	cell := s.get(i)
	cell.actual, cell.have, cell.need = x.a, int32(x.have), int32(x.need)
	cell.flags |= x.flags
	if x.any {
		cell.source = src
		cell.flags &^= unstackable
	}
	if x.mt.pair {
		s.dens[i-s.first] = x.d
	}
}

// overTime stacks period i of grain g from the unit's own smaller periods.
func (c *Cube) overTime(u int, mt *metric, g period.Grain, i int) (x acc) {
	part, from, to := c.time.parts(g, i)
	if part == 0 {
		return acc{}
	}
	x = acc{mt: mt, time: true}
	if !mt.overTime() {
		ps := c.series(u, mt.index, part)
		for j := from; j < to; j++ {
			if p := ps.get(j); p != nil && (p.actual.Present() || p.flags&unstackable != 0) {
				x.flags |= unstackable
			}
		}
		return x
	}
	switch g {
	case period.Annual:
		c.addQuarters(&x, u, mt, from, to)
	case period.Quarterly:
		c.addParts(&x, u, mt, part, from, to)
	default:
		c.addParts(&x, u, mt, part, from, to)
		if !c.series(u, mt.index, part).used {
			return acc{} // no days in use
		}
	}
	x.done()
	return x
}

// addParts takes in the parts with numbers [from, to).
func (c *Cube) addParts(x *acc, u int, mt *metric, part period.Grain, from, to int) {
	ps := c.series(u, mt.index, part)
	for j := from; j < to; j++ {
		p, needed := ps.get(j), c.needsPart(u, part, j)
		switch {
		case p == nil:
			if needed {
				x.need++
			}
			x.miss(needed)
		case p.flags&notApplicable != 0:
		default:
			x.add(p, ps.den(j), 1, needed || p.actual.Present(), p.full())
		}
	}
}

// needsPart reports whether a unit needs its own part number j of a grain: if
// it touches the unit's validity; of days, the working days and every other
// day with a report of the unit or of one below it.
func (c *Cube) needsPart(u int, part period.Grain, j int) bool {
	if !c.time.spans[part][j].Touches(c.units[u].valid) {
		return false
	}
	return part != period.Daily || c.time.work[j] || c.daysIn[u][c.time.period(part, j)]
}

// addQuarters takes in the months of a year's quarters; a quarter whose months
// are not all there but that is complete in another way counts as its months,
// and one that does not apply has none.
func (c *Cube) addQuarters(x *acc, u int, mt *metric, from, to int) {
	qs := c.series(u, mt.index, period.Quarterly)
	months := c.series(u, mt.index, period.Monthly).used
	for q := from; q < to; q++ {
		part, mf, mto := c.time.parts(period.Quarterly, q)
		if !months {
			c.addParts(x, u, mt, period.Quarterly, q, q+1)
			continue
		}
		one := acc{mt: mt, time: true}
		c.addParts(&one, u, mt, part, mf, mto)
		one.done()
		switch cell := qs.get(q); {
		case cell != nil && cell.flags&notApplicable != 0 && !one.any:
		case cell != nil && cell.source != OverTime && (cell.full() && !one.full() || cell.flags&wide != 0):
			x.add(cell, qs.den(q), max(one.need, 1), true, cell.full())
		default:
			c.addParts(x, u, mt, part, mf, mto)
		}
	}
}

// overUnits stacks period i of grain g from the child units.
func (c *Cube) overUnits(u int, mt *metric, g period.Grain, i int) (x acc) {
	if len(c.units[u].children) == 0 || i >= len(c.time.spans[g]) {
		return acc{}
	}
	x = acc{mt: mt}
	for _, ch := range c.units[u].children {
		p, den, mine := c.childPart(ch, u, mt, g, i)
		if !mine {
			continue
		}
		if !mt.overUnits() {
			if p != nil && (p.actual.Present() || p.flags&unstackable != 0) {
				x.flags |= unstackable
			}
			continue
		}
		needed := c.needsChild(ch, mt, g, i)
		switch {
		case p == nil:
			if needed {
				x.need++
			}
		case p.flags&notApplicable != 0:
		default:
			x.add(p, den, 1, needed || p.actual.Present(), p.full())
		}
	}
	x.done()
	return x
}

// needsChild tells whether a child's figure is needed: see the package comment.
func (c *Cube) needsChild(ch int, mt *metric, g period.Grain, i int) bool {
	s := c.series(ch, mt.index, g)
	if s.used && s.since <= i {
		return true
	}
	if !mt.Core {
		return false
	}
	if s.used {
		return true
	}
	for _, other := range period.Grains {
		if c.series(ch, mt.index, other).used {
			return false
		}
	}
	return true
}
