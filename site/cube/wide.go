package cube

import "almanac/site/period"

// A quarter is wide where its months are all there and lack what a team has that
// reports quarters (see Grains in the package comment).

// leavesOut reports whether the smaller periods of u that make up period i, all
// of which are there, lack what a child has for the whole of it, or owes.
func (c *Cube) leavesOut(u int, mt *metric, g period.Grain, i int) bool {
	if !mt.overUnits() {
		return false
	}
	for _, ch := range c.units[u].children {
		if c.belongs(ch, u, g, i) && c.missesChild(ch, u, mt, g, i) {
			return true
		}
	}
	return false
}

// missesChild reports whether the smaller periods lack one child.
func (c *Cube) missesChild(ch, u int, mt *metric, g period.Grain, i int) bool {
	part, from, to := c.time.parts(g, i)
	cs, p := c.series(ch, mt.index, part), c.series(ch, mt.index, g).get(i)
	lacks := func(j int) bool { return !cs.there(j) }
	switch {
	case p != nil && p.flags&notApplicable != 0:
		return false
	case p == nil || !p.actual.Present():
		if cs.used || !c.needsChild(ch, mt, g, i) {
			return false
		}
	case p.flags&wide != 0:
		lacks = func(int) bool { return true }
	case !p.full() || p.source == OverTime || c.splits(ch, mt, g, i):
		return false
	}
	for j := from; j < to; j++ {
		if lacks(j) && c.fromUnits(u, mt, part, j) {
			return true
		}
	}
	return false
}

// leavesOutTarget reports whether the targets of u's smaller periods lack one that
// a child has for the whole of period i.
func (c *Cube) leavesOutTarget(u int, mt *metric, g period.Grain, i int) bool {
	if !mt.overUnits() {
		return false
	}
	part, from, to := c.time.parts(g, i)
	ps := c.series(u, mt.index, part)
	for _, ch := range c.units[u].children {
		t := c.series(ch, mt.index, g).target(i)
		if !t.value.Present() || t.source == OverTime || !c.belongs(ch, u, g, i) || c.torn(ch, g, i) {
			continue
		}
		cs, more := c.series(ch, mt.index, part), t.source == OverUnits && c.targetOverTime(ch, mt, g, i).value.Present()
		for j := from; j < to; j++ {
			if (more || !cs.target(j).value.Present()) && c.aimedByUnits(ps, u, mt, part, j) {
				return true
			}
		}
	}
	return false
}

// aimedByUnits reports whether targets of child units are in that of period i of u.
func (c *Cube) aimedByUnits(s *series, u int, mt *metric, g period.Grain, i int) bool {
	t := s.target(i)
	if !t.value.Present() || t.source != OverTime {
		return t.value.Present() && t.source == OverUnits
	}
	part, from, to := c.time.parts(g, i)
	for j := from; j < to; j++ {
		if c.aimedByUnits(c.series(u, mt.index, part), u, mt, part, j) {
			return true
		}
	}
	return false
}

// splits reports whether a child goes to another parent inside period i and has
// smaller periods, by which its parents share it.
func (c *Cube) splits(ch int, mt *metric, g period.Grain, i int) bool {
	if !c.torn(ch, g, i) {
		return false
	}
	part, from, to := c.time.parts(g, i)
	s := c.series(ch, mt.index, part)
	for j := from; j < to; j++ {
		if s.there(j) && c.time.spans[part][j].Touches(c.units[ch].valid) {
			return true
		}
	}
	return false
}

// fromUnits reports whether figures of child units are in period i of u, directly
// or by way of smaller periods.
func (c *Cube) fromUnits(u int, mt *metric, g period.Grain, i int) bool {
	p := c.series(u, mt.index, g).get(i)
	if p == nil || p.source != OverTime {
		return p != nil && p.source == OverUnits
	}
	part, from, to := c.time.parts(g, i)
	for j := from; j < to; j++ {
		if c.fromUnits(u, mt, part, j) {
			return true
		}
	}
	return false
}

// there reports whether the series has a value for period i.
func (s *series) there(i int) bool {
	p := s.get(i)
	return p != nil && p.actual.Present()
}

// wideQuarter is the number of the wide quarter that begins with month i and ends
// by month last, if there is one.
func (c *Cube) wideQuarter(u int, mt *metric, i, last int) (q, to int, ok bool) {
	s := c.series(u, mt.index, period.Quarterly)
	if !s.wide || i < 0 || i >= len(c.time.spans[period.Monthly]) {
		return 0, 0, false
	}
	q = c.time.whole(c.cal, period.Quarterly, period.Monthly, i)
	_, from, to := c.time.parts(period.Quarterly, q)
	p := s.get(q)
	return q, to, p != nil && p.flags&wide != 0 && p.actual.Present() && from == i && to-1 <= last && to > from
}
