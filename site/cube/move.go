package cube

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// belongs reports whether ch is a child of u in period i: valid on one of its
// days, and under u on the last of these.
func (c *Cube) belongs(ch, u int, g period.Grain, i int) bool {
	unit, span := &c.units[ch], c.time.spans[g][i]
	if len(unit.History) == 0 {
		return span.Touches(unit.valid)
	}
	return span.Touches(unit.valid) && unit.ParentOn(min(span.End, unit.valid.End)-1) == c.units[u].ID
}

// torn reports whether ch goes from one parent to another inside period i.
func (c *Cube) torn(ch int, g period.Grain, i int) bool {
	unit, span := &c.units[ch], c.time.spans[g][i]
	lo, hi := max(span.First, unit.valid.First), min(span.End, unit.valid.End)
	for _, b := range unit.History {
		if lo < b.To && b.To < hi && unit.ParentOn(b.To-1) != unit.ParentOn(b.To) {
			return true
		}
	}
	return false
}

// under reports whether ch is under u on a day of period i on which it is valid.
func (c *Cube) under(ch, u int, g period.Grain, i int) bool {
	unit, span := &c.units[ch], c.time.spans[g][i]
	lo, hi := max(span.First, unit.valid.First), min(span.End, unit.valid.End)
	if lo >= hi {
		return false
	}
	id := c.units[u].ID
	found := unit.ParentOn(lo) == id
	for _, b := range unit.History {
		found = found || lo <= b.To && b.To < hi && unit.ParentOn(b.To) == id
	}
	return found
}

// aims reports whether a unit has a target for some part of period i.
func (c *Cube) aims(u int, mt *metric, g period.Grain, i int) bool {
	part, from, to := c.time.parts(g, i)
	if part == 0 {
		return false
	}
	s := c.series(u, mt.index, part)
	for j := from; j < to; j++ {
		if s.target(j).value.Present() || part == period.Quarterly && c.aims(u, mt, part, j) {
			return true
		}
	}
	return false
}

// childPart is what u's stack over units takes of a child in period i, and
// whether the child is u's at all. A child that moves inside the period is
// split by its smaller periods, which the stacks over time give to both
// parents as well, so that nothing is counted twice; what it reports for the
// whole period goes to its last parent if it has no smaller ones. A level at
// the end (the beginning) of a period belongs to the parent at that time; a
// mean cannot be split and is missing for both.
func (c *Cube) childPart(ch, u int, mt *metric, g period.Grain, i int) (p *cell, den num.Num, mine bool) {
	s := c.series(ch, mt.index, g)
	p, den, mine = s.get(i), s.den(i), c.belongs(ch, u, g, i)
	if !c.torn(ch, g, i) || mt.Kind == report.Distinct || mt.Kind == report.Stock && mt.Time != "first" && mt.Time != "mean" {
		return p, den, mine
	}
	x, some, under := c.share(ch, u, mt, g, i)
	switch {
	case !some:
		return p, den, mine
	case mt.Kind == report.Stock && mt.Time == "first":
		unit := &c.units[ch]
		return p, den, unit.ParentOn(max(c.time.spans[g][i].First, unit.valid.First)) == c.units[u].ID
	case mt.Kind == report.Stock:
		return nil, num.Num{}, under
	}
	return &cell{actual: x.a, have: int32(x.have), need: int32(x.need), flags: x.flags}, x.d, under
}

// share stacks the parts of period i in which ch is under u. It tells whether
// ch has any part of the period at all, and whether one that counts is under u.
func (c *Cube) share(ch, u int, mt *metric, g period.Grain, i int) (x acc, some, under bool) {
	x = acc{mt: mt, time: true}
	part, from, to := c.time.parts(g, i)
	if part == 0 {
		return x, false, false
	}
	s := c.series(ch, mt.index, part)
	for j := from; j < to; j++ {
		if cell := s.get(j); cell != nil && cell.actual.Present() && c.time.spans[part][j].Touches(c.units[ch].valid) {
			some = true
		}
		p, den, mine := c.childPart(ch, u, mt, part, j)
		there, needed := p != nil && p.actual.Present(), c.needsPart(ch, part, j)
		if !mine || !there && !needed {
			continue
		}
		under = true
		switch {
		case p == nil:
			x.need++
			x.miss(true)
		case p.flags&notApplicable == 0:
			x.add(p, den, 1, true, p.full())
		}
	}
	x.done()
	return x, some, under
}

// Moves lists the days on which a unit moved into or out of a unit's tree, in
// no particular order: figures before and after one are not of the same scope.
// The list is the cube's own.
func (c *Cube) Moves(unit string) []period.Day {
	if u, ok := c.byUnit[unit]; ok {
		return c.units[u].moves
	}
	return nil
}
