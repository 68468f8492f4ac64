package cube

import (
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

// readUnits lays out the tree, with every unit's moves.
func (c *Cube) readUnits() {
	for i, u := range c.Archive.Units {
		c.byUnit[u.ID] = i
		c.units = append(c.units, unit{Unit: u, index: i})
	}
	for i, u := range c.Archive.Units {
		for _, p := range u.Parents() {
			if pi, ok := c.byUnit[p]; ok && pi != i {
				c.units[pi].children = append(c.units[pi].children, i)
			}
		}
	}
	c.readMoves()
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
// known by folders alone (settled.md 7). Drafts that do not count are not there.
func (c *Cube) readValidity() {
	moves := slices.ContainsFunc(c.units, func(u unit) bool { return len(u.History) > 0 })
	first, firstOf := farDay, map[int]period.Day{}
	for _, list := range c.reports {
		for _, r := range list {
			d := c.cal.Span(r.Period).First
			first = min(first, d)
			if c.Archive.Declared {
				break // what comes later begins no earlier
			}
			for _, u := range c.ancestors(r.Unit, d) {
				if f, ok := firstOf[u]; !ok || d < f {
					firstOf[u] = d
				}
			}
			if !moves {
				break // and is below the same
			}
		}
	}
	for i := range c.units {
		u := &c.units[i]
		u.valid = period.Span{First: first, End: farDay}
		if f, ok := firstOf[i]; ok {
			u.valid.First = f
		} else if !c.Archive.Declared && u.ID != report.Root {
			u.valid.First = farDay // a folder whose reports do not count
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
	c.reports = make([][]*report.Report, len(c.units))
	c.daysIn = make([]map[period.Period]bool, len(c.units))
	all := c.Archive.Reports
	for from, to := 0, 0; from < len(all); from = to {
		for to < len(all) && all[to].Unit == all[from].Unit {
			to++
		}
		u, ok := c.byUnit[all[from].Unit]
		if !ok {
			continue
		}
		c.reports[u] = slices.Grow(c.reports[u], to-from)
		for _, r := range all[from:to] {
			if r.Status != report.Draft || drafts {
				c.reports[u] = append(c.reports[u], r)
			}
		}
	}
	for _, list := range c.reports {
		slices.SortStableFunc(list, func(a, b *report.Report) int { return c.cal.Compare(a.Period, b.Period) })
	}
	c.readValidity()
	c.time = newTimeline(c.cal, c.Archive, c.reports)
	c.table, c.entries = make([][]series, len(c.units)), make([][]Entry, len(c.units))
	c.noteDays()
	every := c.every()
	for u := range c.units {
		c.table[u] = make([]series, len(c.metrics)*len(period.Grains))
		c.listEntries(u)
		c.enterUnit(u, every)
	}
}

// noteDays notes the days that are no working days and have a report all the
// same, for the unit that reports and for all that it belongs to.
func (c *Cube) noteDays() {
	for _, list := range c.reports {
		for _, r := range list {
			if r.Period.Grain() != period.Daily || c.time.work[c.time.at(r.Period)] {
				continue
			}
			span := c.cal.Span(r.Period)
			for _, u := range c.ancestors(r.Unit, span.First) {
				if c.daysIn[u] == nil {
					c.daysIn[u] = map[period.Period]bool{}
				}
				c.daysIn[u][r.Period] = true
				if !span.Touches(c.units[u].valid) {
					break // no part of anything on that day
				}
			}
		}
	}
}

// listEntries lists what the reports of a unit state of metrics.
func (c *Cube) listEntries(u int) {
	stated := 0
	for _, r := range c.reports[u] {
		stated += len(r.Stated)
	}
	entries := make([]Entry, 1, 1+stated)
	var like []int // the metrics of the report before, which mostly has the same
	for _, r := range c.reports[u] {
		for i := range r.Stated {
			id := r.Stated[i].Metric
			if i == len(like) {
				like = append(like, -1)
			}
			if m := like[i]; m < 0 || c.metrics[m].ID != id {
				found, ok := c.byName[id]
				if !ok {
					continue
				}
				like[i] = found
			}
			entries = append(entries, Entry{Report: r, Stated: &r.Stated[i], metric: like[i]})
		}
	}
	c.entries[u] = entries
}

// enterUnit gives the figures of some metrics that a unit states their cells, of which
// none has any. Since the reports of a unit are in order, the first and the last of
// each grain tell how far a series reaches.
func (c *Cube) enterUnit(u int, of []bool) {
	var lo, hi [6]int
	for i := range lo {
		lo[i], hi[i] = 1<<30, -1
	}
	for _, r := range c.reports[u] {
		g, at := r.Period.Grain(), c.time.at(r.Period)
		lo[g], hi[g] = min(lo[g], at), max(hi[g], at)
	}
	var g period.Grain
	var at int
	var last *report.Report // whose grain and number these are
	for i := 1; i < len(c.entries[u]); i++ {
		e := &c.entries[u][i]
		if !of[e.metric] {
			continue
		}
		if e.Report != last {
			last, g, at = e.Report, e.Report.Period.Grain(), c.time.at(e.Report.Period)
		}
		m := &c.metrics[e.metric]
		s := c.series(u, e.metric, g)
		if len(s.cells) == 0 {
			s.reach(lo[g], hi[g]+1, m.pair)
		}
		s.cells[at-s.first].entry = int32(i)
		e.changed = nil
		c.amend(e, m)
		if c.alone(u, g) { // now that it is at hand
			s.state(at, m, e)
			s.aim(at, e)
		}
	}
}

// amend works out what holds instead of what an entry's report says.
func (c *Cube) amend(e *Entry, m *metric) {
	r, st, t := e.Report, e.Stated, e.Stated.Terms()
	weighs := m.weight >= 0 && m.Kind == report.WMean && st.Actual.Present() && !t.Weight.Present() && !t.Den.Present()
	if st.Target.Present() {
		m.targets = true
	}
	if len(r.Restatements) == 0 && !weighs {
		return
	}
	v := vintage{actual: st.Actual, target: st.Target, pairA: t.Num, pairB: t.Den}
	c.restate(&v, r, st)
	if w := t.Weight.Or(t.Den); m.Kind == report.WMean {
		if weighs {
			w = latestOf(r, c.metrics[m.weight].ID)
		}
		v.pairA, v.pairB = v.actual.Mul(w), w
	}
	if m.Kind == report.Ratio && v.firstActual.Present() {
		v.pairA, v.pairB = num.Num{}, num.Num{} // the restatement names no parts
	}
	if weighs || len(v.restatements) > 0 {
		e.changed = &v
	}
}

// restate applies the declared restatements of a report to one figure. A
// report that was corrected already states the last of the new values.
func (c *Cube) restate(v *vintage, r *report.Report, st *report.Stated) {
	corrected := map[bool]bool{} // of the target
	for i := range r.Restatements {
		if re := &r.Restatements[i]; re.Metric == st.Metric {
			target := re.Of == "target"
			corrected[target] = re.New.Present() && (target && re.New.Equal(st.Target) || !target && re.New.Equal(st.Actual))
		}
	}
	for i := range r.Restatements {
		re := &r.Restatements[i]
		if re.Metric != st.Metric {
			continue
		}
		latest, first := &v.actual, &v.firstActual
		if re.Of == "target" {
			latest, first = &v.target, &v.firstTarget
		}
		if !corrected[re.Of == "target"] && !latest.Equal(re.Old) && !latest.Equal(re.New) {
			c.probs = append(c.probs, Problem{Kind: BadRestatement, Unit: r.Unit, Period: r.Period, Metric: st.Metric,
				Report: r, Pos: re.Pos, Stated: *latest, Other: re.Old})
			continue
		}
		if !first.Present() {
			*first = re.Old
		}
		*latest = re.New
		v.restatements = append(v.restatements, re)
	}
}

// latestOf is the actual that a report states for a metric, after restatements.
func latestOf(r *report.Report, id string) num.Num {
	for i := range r.Stated {
		if r.Stated[i].Metric != id {
			continue
		}
		v := r.Stated[i].Actual
		for k := range r.Restatements {
			if re := &r.Restatements[k]; re.Metric == id && re.Of != "target" && re.Old.Equal(v) {
				v = re.New
			}
		}
		return v
	}
	return num.Num{}
}
