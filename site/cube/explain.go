package cube

import (
	"slices"

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
		t.File, t.Pos = e.Stated.Where(e.Report)
	}
	if depth == 0 {
		return t
	}
	for _, x := range c.Origins(unit, metric, p, nil) {
		t.Parts = append(t.Parts, c.Explain(x.Unit, x.Metric, x.Period, depth-1))
	}
	return t
}

// An Origin is where a figure stands that another was worked out of.
type Origin struct {
	Unit, Metric string
	Period       period.Period
}

// Origins appends those of a figure.
func (c *Cube) Origins(unit, metric string, p period.Period, list []Origin) []Origin {
	c.reads.Figures(unit)
	u, m, ok := c.place(unit, metric)
	if !ok {
		return list
	}
	var f Figure
	mt, from := &c.metrics[m], len(list)
	switch src := c.look(u, m, p, &f).Source; {
	case mt.Kind == report.Derived:
		for _, id := range mt.Expr.Metrics() {
			if x := (Origin{unit, id, p}); !slices.Contains(list[from:], x) {
				list = append(list, x)
			}
		}
	case src == Computed:
		list = append(list, Origin{unit, mt.Num, p}, Origin{unit, mt.Den, p})
	case src == OverTime:
		for _, q := range c.partsOf(u, m, p) {
			list = append(list, Origin{unit, metric, q})
		}
	case src == OverUnits:
		for _, ch := range c.Children(unit, c.cal.Span(p)) {
			if c.Figure(ch, metric, p).Actual.Present() || c.needsChild(c.byUnit[ch], mt, p.Grain(), c.time.at(p)) {
				list = append(list, Origin{ch, metric, p})
			}
		}
	}
	return list
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
	for _, entries := range c.entries {
		for i := range entries {
			if len(entries[i].Restatements()) > 0 {
				list = append(list, &entries[i])
			}
		}
	}
	return list
}
