package cube

import (
	"reflect"
	"slices"

	"almanac/site/period"
	"almanac/site/report"
)

// Renewed is the cube of an archive that has other reports than the cube's own
// at some places, each of the same unit and period, and is the same in all else.
// Only the figures of the metrics that they state otherwise, and of what is worked
// out from these, of their units and of those that these were ever part of are worked
// out again, since no others depend on them; it lists these units, if any. It
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
	own.entries = slices.Clone(c.entries)
	of, listed := c.differing(a, places)
	for u, is := range touched {
		if is && listed {
			own.entries[u] = relisted(c.entries[u], c.Archive, a, places)
		} else if is {
			own.listEntries(u)
		}
	}
	if !slices.Contains(of, true) && own.liveSame(c, places, nil, of) {
		return &own, []string{}
	}
	units := c.aboveToo(touched)
	own.workOutAgain(c, units, of)
	if !own.liveSame(c, places, units, of) {
		own.findLive(units)
	}
	for _, u := range units {
		ids = append(ids, c.units[u].ID)
	}
	return &own, ids
}

// differing are the metrics of which the reports at some places state something else
// than in another archive, and those that are worked out from them. All are, and what
// is stated is to be listed anew, if they state other metrics, or restate any.
func (c *Cube) differing(a *report.Archive, places []int) (of []bool, listed bool) {
	of = make([]bool, len(c.metrics))
	for _, i := range places {
		was, is := c.Archive.Reports[i], a.Reports[i]
		if len(was.Restatements)+len(is.Restatements) > 0 || len(was.Stated) != len(is.Stated) {
			return c.every(), false
		}
		for k := range was.Stated {
			x, y := &was.Stated[k], &is.Stated[k]
			if x.Metric != y.Metric {
				return c.every(), false
			}
			if m, ok := c.byName[x.Metric]; ok && !statedSame(*x, *y) {
				of[m] = true
			}
		}
	}
	for more := true; more; {
		more = false
		for m := range c.metrics {
			if !of[m] && c.restsOn(&c.metrics[m], of) {
				of[m], more = true, true
			}
		}
	}
	return of, true
}

// statedSame reports whether two entries of a report say the same, wherever they
// stand.
func statedSame(x, y report.Stated) bool {
	for _, s := range []*report.Stated{&x, &y} {
		s.Pos, s.ActualPos, s.TargetPos = report.Pos{}, report.Pos{}, report.Pos{}
	}
	return reflect.DeepEqual(x, y)
}

// restsOn reports whether a metric is worked out from one of some.
func (c *Cube) restsOn(mt *metric, some []bool) bool {
	if mt.Kind == report.Derived {
		return slices.ContainsFunc(mt.Expr.Metrics(), func(id string) bool { i, ok := c.byName[id]; return ok && some[i] })
	}
	return mt.num >= 0 && some[mt.num] || mt.den >= 0 && some[mt.den] || mt.weight >= 0 && some[mt.weight]
}

// relisted are the entries of a unit with the reports that an archive has at some
// places instead of those before; these state the same metrics.
func relisted(before []Entry, was, is *report.Archive, places []int) []Entry {
	entries := slices.Clone(before)
	for _, p := range places {
		old, k := was.Reports[p], 0
		for i := range entries {
			if e := &entries[i]; e.Report == old {
				for &old.Stated[k] != e.Stated {
					k++ // of no metric that there is
				}
				e.Report, e.Stated = is.Reports[p], &is.Reports[p].Stated[k]
			}
		}
	}
	return entries
}

// workOutAgain enters and works out the figures of some metrics of some units, in
// the place of those of the cube before.
func (c *Cube) workOutAgain(before *Cube, units []int, of []bool) {
	c.table, c.metrics = slices.Clone(before.table), slices.Clone(before.metrics)
	again := make([]bool, len(c.units))
	for _, u := range units {
		again[u] = true
	}
	c.probs = slices.DeleteFunc(slices.Clone(before.probs), func(p Problem) bool { return again[c.byUnit[p.Unit]] && of[c.byName[p.Metric]] })
	for _, u := range units {
		c.table[u] = slices.Clone(before.table[u])
		c.entries[u] = slices.Clone(c.entries[u]) // what is amended is this cube's own
		for m := range of {
			if of[m] {
				clear(c.table[u][m*len(period.Grains) : (m+1)*len(period.Grains)])
			}
		}
		c.enterUnit(u, of)
	}
	c.workOut(units, of)
}

// liveSame reports whether some units have something for the periods for which they
// had by the cube before, though figures of some metrics are other ones. It need not
// see that they do.
func (c *Cube) liveSame(before *Cube, places, units []int, of []bool) bool {
	for _, i := range places {
		if len(before.Archive.Reports[i].Followups)+len(c.Archive.Reports[i].Followups) > 0 {
			return false
		}
	}
	for _, u := range units {
		for m := range of {
			for _, g := range period.Grains {
				if of[m] && !before.series(u, m, g).liesLike(c.series(u, m, g)) {
					return false
				}
			}
		}
	}
	return true
}

// liesLike reports whether two series have an actual or a target at the same places.
func (s *series) liesLike(t *series) bool {
	if s.first != t.first || len(s.cells) != len(t.cells) {
		return false
	}
	for i := s.first; i < s.first+len(s.cells); i++ {
		if s.cells[i-s.first].actual.Present() != t.cells[i-s.first].actual.Present() || s.target(i).value.Present() != t.target(i).value.Present() {
			return false
		}
	}
	return true
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
