package cube

import (
	"cmp"
	"slices"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

func (c *Cube) readMetrics() {
	for i, m := range c.Archive.Metrics {
		c.byName[m.ID] = i
	}
	at := func(id string) int {
		if i, ok := c.byName[id]; ok {
			return i
		}
		return -1
	}
	for i, m := range c.Archive.Metrics {
		x := metric{Metric: m, index: i, num: at(m.Num), den: at(m.Den), weight: at(m.Weight),
			pair: m.Kind == report.Ratio || m.Kind == report.WMean}
		if !m.ComparableFrom.IsZero() {
			x.from, x.isFrom = c.cal.Span(m.ComparableFrom).First, true
		}
		c.metrics = append(c.metrics, x)
	}
}

// readUnits lays out the tree, with every unit's validity and moves.
func (c *Cube) readUnits() {
	for i, u := range c.Archive.Units {
		c.byUnit[u.ID] = i
		c.units = append(c.units, unit{Unit: u, index: i})
	}
	for i, u := range c.Archive.Units {
		parents := []string{u.Parent}
		for _, b := range u.History {
			parents = append(parents, b.Parent)
		}
		slices.Sort(parents)
		for _, p := range slices.Compact(parents) {
			if pi, ok := c.byUnit[p]; ok && pi != i {
				c.units[pi].children = append(c.units[pi].children, i)
			}
		}
	}
	c.readMoves()
	c.readValidity()
}

// readMoves notes, for each unit whose scope it changes, the day on which a
// unit moved under another parent: the old and the new ancestors, but for
// those that they share (settled.md 13).
func (c *Cube) readMoves() {
	for i := range c.units {
		u := c.units[i].Unit
		for k, b := range u.History {
			next := u.Parent
			if k+1 < len(u.History) {
				next = u.History[k+1].Parent
			}
			old, now := c.ancestors(b.Parent, b.To-1), c.ancestors(next, b.To)
			for _, a := range append(slices.Clone(old), now...) {
				if slices.Contains(old, a) != slices.Contains(now, a) {
					c.units[a].moves = append(c.units[a].moves, b.To)
				}
			}
		}
	}
}

// ancestors lists a unit and what it belongs to on a day, itself first.
func (c *Cube) ancestors(id string, d period.Day) (list []int) {
	for len(list) <= len(c.units) {
		i, ok := c.byUnit[id]
		if !ok {
			break
		}
		list = append(list, i)
		id = c.units[i].ParentOn(d)
	}
	return list
}

const farDay = period.Day(1 << 30)

// readValidity gives each unit its days: what the configuration says, else
// from the archive's first period, or from its first report where the tree is
// known by folders alone (settled.md 7).
func (c *Cube) readValidity() {
	first, firstOf := farDay, map[int]period.Day{}
	for _, r := range c.Archive.Reports {
		if r.Status == report.Plan {
			continue
		}
		d := c.cal.Span(r.Period).First
		first = min(first, d)
		for _, u := range c.ancestors(r.Unit, d) {
			if f, ok := firstOf[u]; !ok || d < f {
				firstOf[u] = d
			}
		}
	}
	for i := range c.units {
		u := &c.units[i]
		u.valid = period.Span{First: first, End: farDay}
		if f, ok := firstOf[i]; ok && !c.Archive.Declared {
			u.valid.First = f
		}
		if u.FromSet {
			u.valid.First = u.From
		}
		if u.ToSet {
			u.valid.End = u.To
		}
	}
}

// readReports indexes the reports and enters what they state.
func (c *Cube) readReports(drafts bool) {
	c.entries = append(c.entries, Entry{}) // entry 0 is none
	type slot struct {
		u, m, entry int
		p           period.Period
	}
	var slots []slot
	for _, r := range c.Archive.Reports {
		u, ok := c.byUnit[r.Unit]
		if !ok || r.Status == report.Draft && !drafts {
			continue
		}
		c.reports[reportKey{u, r.Period}] = r
		if r.Period.Grain() == period.Daily {
			if c.daysIn[u] == nil {
				c.daysIn[u] = map[period.Period]bool{}
			}
			c.daysIn[u][r.Period] = true
		}
		for i := range r.Stated {
			if m, ok := c.byName[r.Stated[i].Metric]; ok {
				c.entries = append(c.entries, c.enter(r, &r.Stated[i], &c.metrics[m]))
				slots = append(slots, slot{u, m, len(c.entries) - 1, r.Period})
			}
		}
	}
	c.time = newTimeline(c.cal, c.Archive, c.reports)
	c.table = make([]series, len(c.units)*len(c.metrics)*len(period.Grains))
	slices.SortStableFunc(slots, func(a, b slot) int {
		return cmp.Or(cmp.Compare(a.u, b.u), cmp.Compare(a.m, b.m), cmp.Compare(a.p.Grain(), b.p.Grain()), a.p.Sub(b.p))
	})
	for i := 0; i < len(slots); {
		j := i
		for j < len(slots) && slots[j].u == slots[i].u && slots[j].m == slots[i].m && slots[j].p.Grain() == slots[i].p.Grain() {
			j++
		}
		s := c.series(slots[i].u, slots[i].m, slots[i].p.Grain())
		s.reach(c.time.at(slots[i].p), c.time.at(slots[j-1].p)+1, c.metrics[slots[i].m].pair)
		for ; i < j; i++ {
			s.cells[c.time.at(slots[i].p)-s.first].entry = int32(slots[i].entry)
		}
	}
}

// enter applies the declared restatements of a report to one stated figure.
func (c *Cube) enter(r *report.Report, st *report.Stated, m *metric) Entry {
	e := Entry{Report: r, Stated: st, Actual: st.Actual, Target: st.Target, pairA: st.Num, pairB: st.Den}
	for i := range r.Restatements {
		re := &r.Restatements[i]
		if re.Metric != st.Metric {
			continue
		}
		latest, first := &e.Actual, &e.FirstActual
		if re.Of == "target" {
			latest, first = &e.Target, &e.FirstTarget
		}
		if !latest.Equal(re.Old) && !latest.Equal(re.New) {
			c.probs = append(c.probs, Problem{Kind: BadRestatement, Unit: r.Unit, Period: r.Period, Metric: st.Metric,
				Report: r, Pos: re.Pos, Stated: *latest, Other: re.Old})
			continue
		}
		if !first.Present() {
			*first = re.Old
		}
		*latest = re.New
		e.Restatements = append(e.Restatements, re)
	}
	if m.Kind == report.WMean && st.Actual.Present() {
		w := st.Weight
		if !w.Present() && m.weight >= 0 {
			w = statedOf(r, c.metrics[m.weight].ID)
		}
		e.pairA, e.pairB = e.Actual.Mul(w), w
	}
	if e.FirstActual.Present() && m.Kind == report.Ratio {
		e.pairA, e.pairB = num.Num{}, num.Num{} // the restatement names no parts
	}
	if st.TargetGrowth.Present() && !st.Target.Present() {
		e.growth, e.growthOnYear, e.resolveGrowth = st.TargetGrowth, st.GrowthOn == "year-ago", true
	}
	return e
}

func statedOf(r *report.Report, id string) num.Num {
	for i := range r.Stated {
		if r.Stated[i].Metric == id {
			return r.Stated[i].Actual
		}
	}
	return num.Num{}
}
