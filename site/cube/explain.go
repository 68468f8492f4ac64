package cube

import (
	"almanac/site/period"
	"almanac/site/report"
)

// A Trace is how a figure came about: the figure, and the traces of its parts
// down to the reports that state them.
type Trace struct {
	Unit, Metric string
	Period       period.Period
	Figure       Figure
	File         string     // of a stated figure
	Pos          report.Pos // of the value in it
	Parts        []Trace
}

// Explain traces a figure down to file and line. Depth limits how many steps
// down it goes; negative: all the way.
func (c *Cube) Explain(unit, metric string, p period.Period, depth int) Trace {
	t := Trace{Unit: unit, Metric: metric, Period: p, Figure: c.Figure(unit, metric, p)}
	if e := t.Figure.Entry; e != nil {
		t.File, t.Pos = e.Report.File, e.Stated.ActualPos
		if t.Pos == (report.Pos{}) {
			t.Pos = e.Stated.Pos
		}
	}
	u, uok := c.byUnit[unit]
	m, mok := c.byName[metric]
	if !uok || !mok || depth == 0 {
		return t
	}
	mt := &c.metrics[m]
	switch src := t.Figure.Source; {
	case mt.Kind == report.Derived:
		seen := map[string]bool{}
		for _, id := range mt.Expr.Metrics() {
			if !seen[id] {
				seen[id] = true
				t.Parts = append(t.Parts, c.Explain(unit, id, p, depth-1))
			}
		}
	case src == Computed:
		t.Parts = append(t.Parts, c.Explain(unit, mt.Num, p, depth-1), c.Explain(unit, mt.Den, p, depth-1))
	case src == OverTime:
		for _, q := range c.partsOf(u, m, p) {
			t.Parts = append(t.Parts, c.Explain(unit, metric, q, depth-1))
		}
	case src == OverUnits:
		for _, ch := range c.Children(unit, c.cal.Span(p)) {
			part := c.Explain(ch, metric, p, depth-1)
			if part.Figure.Actual.Present() || c.needsChild(c.byUnit[ch], mt, p.Grain(), c.time.at(p)) {
				t.Parts = append(t.Parts, part)
			}
		}
	}
	return t
}

// partsOf lists the smaller periods that a figure is stacked from, those that
// are missing included: the quarters of a year, the months of a quarter, the
// days of a week or month that are needed or there.
func (c *Cube) partsOf(u, m int, p period.Period) (list []period.Period) {
	part, from, to := c.time.parts(p.Grain(), c.time.at(p))
	s := c.series(u, m, part)
	for j := from; j < to; j++ {
		cell := s.get(j)
		if c.needsPart(u, part, j) || cell != nil && cell.actual.Present() {
			list = append(list, c.time.period(part, j))
		}
	}
	return list
}

// Restated lists the restated entries, in the order of the archive.
func (c *Cube) Restated() (list []*Entry) {
	c.reads.Figures(report.Root)
	for i := range c.entries {
		if len(c.entries[i].Restatements()) > 0 {
			list = append(list, &c.entries[i])
		}
	}
	return list
}
