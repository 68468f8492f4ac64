// Package cube works out every figure: a [Cube] holds, for each unit, metric
// and period, a [Figure] stacked over time and units, and makes its
// [Comparison]s. All arithmetic is exact; what is absent is not zero; nothing
// that was rounded for display is ever added up again.
//
// # Which actual
//
// Several ways lead to one figure. The first that there is decides
// (design.md §4, settled.md 7, 8):
//
//  1. stacked over time from the unit's own figures of the next smaller grain
//     in use, if all that are needed are there: days for weeks and months,
//     months for quarters and years. In a year a quarter whose months are not
//     all there counts as its three months if it is complete in another way;
//     where a unit has no months at all, quarters make the year. They are not
//     all there if they lack what a child has for the whole period only: see
//     Grains.
//  2. stacked over the child units at the same period, if the configuration
//     declares the tree and all that are needed are there;
//  3. stated in the unit's own report;
//  4. the fuller of the two incomplete stacks, marked partial.
//
// In a tree known by its folders alone, 3 comes before 2. What a report says
// stands beside the figure in any case, and a complete stack from which it
// differs beyond tolerance is a [Problem].
//
// # What is needed
//
// Over time: the smaller periods that touch the unit's validity; of days, the
// working days and every other day with a report of the unit or of one below
// it. Over units: every child valid on any day of the period. A child is
// needed for a metric outside the core set from its first figure of that
// metric in that grain, or in one that stacks into it; for a core metric
// always, unless it has figures of it in other grains only (who reports weeks
// is not missing from months). What is stated as not applicable, and does not
// add up from parts, is not needed. Whatever is there is added.
//
// A child that moves to another parent inside a period belongs to both for the
// smaller periods that lie under each; without such it goes to its last parent.
//
// # Grains
//
// Children need not report in the same grain. Beside months of one, quarters of
// another are in no month of their parent (who reports quarters is not missing
// from months), so that its quarters are stacked over units, and its year, and
// the year to date, take such a quarter instead of its months. A quarter is
// missing where a child that has nothing but quarters owes it. So it is with
// days and months, quarters and years, and with targets. What a parent states
// for its smaller periods itself is taken to hold everything.
//
// # How kinds stack
//
//	kind        over time                      over units
//	flow        sum                            sum
//	stock last  value of the last part         sum, or none
//	stock first value of the first part        sum, or none
//	stock mean  mean of the parts, all needed  sum, or none
//	ratio       Σ numerators / Σ denominators  the same
//	wmean       Σ w·x / Σ w                    the same
//	distinct    never                          sum if declared, or none
//	max, min    greatest, least                greatest, least
//	derived     worked out from stacked inputs the same
//
// The numerator and denominator of a ratio that are metrics stack each by its
// own kind and then divide; the ratio has a value only if both have one with
// equal coverage, and none where the denominator is 0. A ratio or weighted
// mean that is stated without its parts holds for its own unit and period
// only.
//
// # Targets
//
// Stated in the unit's own report, else stacked over time, else over units,
// each only if all that the actual needs have one. A stated growth target becomes a level (C-05). The
// targets of ratios and weighted means stack only where all parts share one
// value; those of distinct counts, maxima and minima do not stack.
//
// # Restatements
//
// A declared restatement replaces the stated value in everything that is
// worked out; the value as first reported is kept beside it, and every figure
// that it went into is marked.
//
// A Cube is made once by [New], or from another one by [Cube.Renewed], and
// read-only from then on, so that many may read it at once.
package cube

import (
	"slices"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trace"
)

// A Source says how an actual came about.
type Source uint8

const (
	None      Source = iota
	Stated           // in the unit's own report
	OverTime         // stacked from smaller periods
	OverUnits        // stacked from child units
	Computed         // a quotient of metrics, or a derived metric
)

// Coverage is how many of the figures that a stacked figure needs were there.
// Of a stated figure it is 1 of 1.
type Coverage struct{ Have, Need int }

// Full reports whether nothing is missing.
func (c Coverage) Full() bool { return c.Have >= c.Need && c.Need > 0 }

// A Figure is one metric of one unit in one period.
type Figure struct {
	Actual   num.Num
	Target   num.Num
	Coverage Coverage
	Source   Source
	// Stated is what the unit's own report says, also where it is the actual,
	// after restatements. Stacked is the complete stack, absent if there is none.
	Stated, Stacked num.Num
	// Num and Den are the parts of a ratio or a weighted mean.
	Num, Den num.Num
	// Complete: coverage is full and the period was over on the as-of day.
	Complete bool
	// TargetSource tells how the target came about.
	TargetSource Source
	Over         bool   // the period was over on the as-of day
	Restated     bool   // a restated value is in the actual
	Retargeted   bool   // a restated value is in the target
	Clipped      bool   // the unit starts or ends inside the period
	Incomparable bool   // the metric is comparable only from a later period
	Unstackable  bool   // parts exist, but the metric does not stack over them
	NA           string // the reason why there is none
	// Entry is the report that states the figure or its target; nil if none does.
	Entry *Entry
}

// An Entry is a stated figure with its report.
type Entry struct {
	Report  *report.Report
	Stated  *report.Stated // as written
	changed *vintage       // nil: what is written holds
	metric  int
}

// A vintage is what holds instead of what is written: after restatements, with
// the target that a growth target amounts to, and the parts of a weighted mean.
type vintage struct {
	actual, target           num.Num
	firstActual, firstTarget num.Num // before restatements; absent: never restated
	pairA, pairB             num.Num
	restatements             []*report.Restatement
}

// Actual is the stated actual after restatements.
func (e *Entry) Actual() num.Num {
	if e.changed != nil {
		return e.changed.actual
	}
	if e.Stated == nil {
		return num.Num{}
	}
	return e.Stated.Actual
}

// Target is the stated target after restatements, a growth target as a level.
func (e *Entry) Target() num.Num {
	if e.changed != nil {
		return e.changed.target
	}
	if e.Stated == nil {
		return num.Num{}
	}
	return e.Stated.Target
}

// FirstActual is the actual as first reported; absent if it was never restated.
func (e *Entry) FirstActual() num.Num {
	if e.changed == nil {
		return num.Num{}
	}
	return e.changed.firstActual
}

// FirstTarget is the target as first reported; absent if it was never restated.
func (e *Entry) FirstTarget() num.Num {
	if e.changed == nil {
		return num.Num{}
	}
	return e.changed.firstTarget
}

// Restatements lists those that were applied, in the order of the report.
func (e *Entry) Restatements() []*report.Restatement {
	if e.changed == nil {
		return nil
	}
	return e.changed.restatements
}

// pair is the numerator and denominator of a ratio or weighted mean.
func (e *Entry) pair() (a, b num.Num) {
	switch {
	case e.changed != nil:
		return e.changed.pairA, e.changed.pairB
	case e.Stated == nil:
		return num.Num{}, num.Num{}
	}
	t := e.Stated.Terms()
	if t.Weight.Present() {
		return e.Stated.Actual.Mul(t.Weight), t.Weight
	}
	return t.Num, t.Den
}

// Options are what a cube depends on besides its archive.
type Options struct {
	AsOf   period.Day // what is over, and what is not
	Drafts bool       // figures of drafts count
}

// A Cube holds every figure of an archive.
type Cube struct {
	Archive *report.Archive
	asOf    period.Day
	cal     period.Calendar
	units   []unit
	byUnit  map[string]int
	byName  map[string]int // metrics
	metrics []metric
	entries [][]Entry          // by unit: none, then what its reports state, in their order
	reports [][]*report.Report // by unit, in the calendar's order
	time    timeline
	table   [][]series // by unit: metric-major, then grain
	live    [][]period.Period
	daysIn  []map[period.Period]bool // by unit: days with a report
	probs   []Problem                // those found while reading
	reads   *trace.Reads             // notes what is asked; nil: nobody wants to know
	memory  *Memory                  // of what was asked; nil: none
}

// unit is a unit as the cube needs it.
type unit struct {
	*report.Unit
	index    int
	valid    period.Span
	children []int // every unit that was ever its child
	moves    []period.Day
}

// metric is a metric with its place, and those of its parts.
type metric struct {
	*report.Metric
	index    int
	num, den int // metrics; −1
	weight   int
	pair     bool // cells hold a numerator and a denominator
	targets  bool // some report states one
	from     period.Day
	isFrom   bool
}

// New works out every figure of an archive.
func New(a *report.Archive, o Options) *Cube {
	c := enter(a, o)
	c.live = make([][]period.Period, len(c.units))
	units := c.childrenFirst()
	c.workOut(units, c.every())
	c.findLive(units)
	return c
}

// workOut works out the figures of some metrics of some units, children before
// parents, from what they and all units below them state.
func (c *Cube) workOut(units []int, of []bool) {
	c.stack(units, of)
	c.resolveGrowth(units, of)
	c.settle(units, of)
}

// every is a choice of all metrics.
func (c *Cube) every() []bool {
	all := make([]bool, len(c.metrics))
	for m := range all {
		all[m] = true
	}
	return all
}

// enter makes a cube with every stated figure in its cell, and nothing stacked.
func enter(a *report.Archive, o Options) *Cube {
	c := &Cube{Archive: a, asOf: o.AsOf, cal: a.Calendar, byUnit: map[string]int{}, byName: map[string]int{}}
	c.readMetrics()
	c.readUnits()
	c.readReports(o.Drafts)
	return c
}

// Watched is the same cube, but every question that it is asked is noted.
func (c *Cube) Watched(r *trace.Reads) *Cube {
	own := *c
	own.reads = r
	return &own
}

// AsOf is the day on which the cube looks at the archive.
func (c *Cube) AsOf() period.Day { return c.asOf }

// Calendar is the archive's calendar.
func (c *Cube) Calendar() period.Calendar { return c.cal }

// Report returns the report of a unit for a period, or nil. A draft that does
// not count is not there. Whoever reads its texts has that noted besides.
func (c *Cube) Report(unit string, p period.Period) *report.Report {
	c.reads.Front(unit, p)
	u, ok := c.byUnit[unit]
	if !ok {
		return nil
	}
	if i, ok := slices.BinarySearchFunc(c.reports[u], p, func(r *report.Report, p period.Period) int { return c.cal.Compare(r.Period, p) }); ok {
		return c.reports[u][i]
	}
	return nil
}

// Reports lists the reports of a unit that count, in the calendar's order. Each is of
// one of its periods ([Cube.Periods]). The list is the cube's own.
func (c *Cube) Reports(unit string) []*report.Report {
	if u, ok := c.byUnit[unit]; ok {
		return c.reports[u]
	}
	return nil
}

// Metric returns a metric by its id, or nil.
func (c *Cube) Metric(id string) *report.Metric {
	if i, ok := c.byName[id]; ok {
		return c.metrics[i].Metric
	}
	return nil
}

// Over reports whether p was over on the as-of day: its last day is not later.
func (c *Cube) Over(p period.Period) bool { return c.cal.Span(p).End-1 <= c.asOf }
