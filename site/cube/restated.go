package cube

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A Restatement is a correction of a stated figure that was applied: what its
// report declares, and where that holds.
type Restatement struct {
	Unit, Metric string
	Period       period.Period
	Target       bool // of the target, and not of the actual
	Old, New     num.Num
	Reason       string // the author's words
	Date         *period.Day
	ApprovedBy   string // the id of a person, or a name
	Report       *report.Report
	Pos          report.Pos
}

// Restatements lists every restatement that was applied: by unit in the order
// of the tree, then by period, then as the report states and restates. One that
// does not fit what its report says is a [Problem], and not among them.
func (c *Cube) Restatements() (list []Restatement) {
	for _, e := range c.Restated() {
		for _, r := range e.Restatements() {
			list = append(list, Restatement{Unit: e.Report.Unit, Metric: e.Stated.Metric, Period: e.Report.Period, Target: r.Of == "target",
				Old: r.Old, New: r.New, Reason: r.Reason, Date: r.Date, ApprovedBy: r.ApprovedBy, Report: e.Report, Pos: r.Pos})
		}
	}
	return list
}

// A Place is a unit in a period.
type Place struct {
	Unit   string
	Period period.Period
}

// Carriers lists where a restated value went into the figure of its metric: its
// own place first, then the longer periods of its unit, then those of the units
// above it. A figure that is stated, and not stacked from it, has none of it.
func (c *Cube) Carriers(r Restatement) (list []Place) {
	u, uok := c.byUnit[r.Unit]
	m, mok := c.byName[r.Metric]
	if !uok || !mok {
		return nil
	}
	span := c.cal.Span(r.Period)
	var below [6]bool // by grain: whether the unit below has it
	for k, up := range c.ancestors(c.units[u].ID, span.End-1) {
		var here [6]bool
		for _, g := range period.Grains {
			p := c.cal.Of(g, span.First)
			if !stacksInto(r.Period.Grain(), g) {
				continue
			}
			own := k == 0 && p == r.Period
			if own || c.takes(up, m, p, r, below[g], here) {
				here[g], list = true, append(list, Place{c.units[up].ID, p})
			}
		}
		below = here
	}
	return list
}

// takes reports whether the figure of a unit in p is made of what the unit
// below it or its own smaller periods have of a restatement.
func (c *Cube) takes(u, m int, p period.Period, r Restatement, below bool, here [6]bool) bool {
	f := c.figure(u, m, p)
	flagged, src := f.Restated, f.Source
	if r.Target {
		flagged, src = f.Retargeted, f.TargetSource
	}
	switch {
	case !flagged:
		return false
	case src == OverUnits:
		return below
	case src == OverTime:
		for g := r.Period.Grain(); g < p.Grain(); g++ {
			if here[g] && c.counts(u, m, p, c.cal.Of(g, c.cal.Span(r.Period).First)) {
				return true
			}
		}
	}
	return false
}

// counts reports whether the stack of p takes the value of its part q: of a
// level at the end or the beginning of a period only that of the last or first.
func (c *Cube) counts(u, m int, p, q period.Period) bool {
	mt, whole, part, valid := &c.metrics[m], c.cal.Span(p), c.cal.Span(q), c.units[u].valid
	switch {
	case mt.Kind != report.Stock || mt.Time == "mean" || mt.Carry:
		return true
	case mt.Time == "first":
		return part.First <= max(whole.First, valid.First)
	}
	return part.End >= min(whole.End, valid.End)
}
