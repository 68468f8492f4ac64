package cube

import (
	"slices"

	"almanac/site/report"
)

// Renewed is the cube of an archive that has other reports than the cube's own
// at some places, each of the same unit and period, and is the same in all else.
// Only the figures of their units, and of those that these were ever part of,
// are worked out again, since no others depend on them; it lists these units. It
// is nil if more than that changed: whether a report counts.
func (c *Cube) Renewed(a *report.Archive, places []int) (renewed *Cube, ids []string) {
	own := *c
	own.Archive, own.reads, own.memory = a, nil, nil
	own.reports, own.live = slices.Clone(c.reports), slices.Clone(c.live)
	touched := make([]bool, len(c.units))
	for _, i := range places {
		was, is := c.Archive.Reports[i], a.Reports[i]
		u, ok := c.byUnit[is.Unit]
		if was.Unit != is.Unit || was.Period != is.Period || was.Status != is.Status {
			return nil, nil
		}
		if !ok {
			continue
		}
		if !touched[u] {
			touched[u], own.reports[u] = true, slices.Clone(c.reports[u])
		}
		if at := slices.Index(own.reports[u], was); at >= 0 {
			own.reports[u][at] = is
		}
	}
	units := c.aboveToo(touched)
	own.table, own.entries, own.metrics = slices.Clone(c.table), slices.Clone(c.entries), slices.Clone(c.metrics)
	own.enterAgain(units)
	own.workOut(units)
	for _, u := range units {
		ids = append(ids, c.units[u].ID)
	}
	return &own, ids
}

// aboveToo lists some units and all that they were ever part of, children before
// parents.
func (c *Cube) aboveToo(touched []bool) (units []int) {
	order := c.childrenFirst()
	for more := true; more; { // once, but for units that were each other's parent
		more = false
		for _, u := range order {
			if !touched[u] && slices.ContainsFunc(c.units[u].children, func(ch int) bool { return touched[ch] }) {
				touched[u], more = true, true
			}
		}
	}
	for _, u := range order {
		if touched[u] {
			units = append(units, u)
		}
	}
	return units
}

// enterAgain enters what the reports of some units state, and nothing else of them.
func (c *Cube) enterAgain(units []int) {
	again := make([]bool, len(c.units))
	for _, u := range units {
		again[u] = true
	}
	c.probs = slices.DeleteFunc(slices.Clone(c.probs), func(p Problem) bool { return again[c.byUnit[p.Unit]] })
	for _, u := range units {
		c.enterUnit(u)
	}
}

// Renewed are the channels of a cube that was renewed from that of these, for
// reports at some places; nil if one of them lists channels and did not, or no
// longer does.
func (x *Channels) Renewed(c *Cube, places []int) *Channels {
	for _, i := range places {
		if (len(x.cube.Archive.Reports[i].Channels) > 0) != (len(c.Archive.Reports[i].Channels) > 0) {
			return nil
		}
	}
	own := *x
	own.cube, own.reads = c, nil
	return &own
}
