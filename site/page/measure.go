package page

import (
	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// A measure is a figure with its comparisons, each worked out when it is first
// asked for: a page says the same figure in its message, its table and its
// account of how it was computed. Most are asked for the figure alone.
type measure struct {
	figure         cube.Figure
	attained       *cube.Attainment
	previous, year *cube.Comparison
	window         *window
	format         *locale.Format
	slip, hasSlip  bool
}

// A window is the year to date, if there is such a thing.
type window struct {
	cube.Window
	ok bool
}

// key names a measure.
type key struct {
	unit, metric string
	p            period.Period
}

// measure is the one of a unit, metric and period; a writer keeps those of its page.
func (w *writer) measure(unit, metric string, p period.Period) *measure {
	k := key{unit, metric, p}
	m := w.known[k]
	if m == nil {
		m = &measure{figure: w.cube.Figure(unit, metric, p)}
		w.known[k] = m
	}
	return m
}

// at is a figure.
func (w *writer) at(unit, metric string, p period.Period) cube.Figure {
	return w.measure(unit, metric, p).figure
}

func (w *writer) attainmentAt(unit, metric string, p period.Period) cube.Attainment {
	m := w.measure(unit, metric, p)
	if m.attained == nil {
		m.attained = new(w.cube.Attainment(unit, metric, p))
	}
	return *m.attained
}

func (w *writer) previous(unit, metric string, p period.Period) cube.Comparison {
	m := w.measure(unit, metric, p)
	if m.previous == nil {
		m.previous = new(w.cube.Previous(unit, metric, p))
	}
	return *m.previous
}

func (w *writer) yearAgo(unit, metric string, p period.Period) cube.Comparison {
	m := w.measure(unit, metric, p)
	if m.year == nil {
		m.year = new(w.cube.YearAgo(unit, metric, p))
	}
	return *m.year
}

// ytd is the year to date, and whether there is such a thing.
func (w *writer) ytd(unit, metric string, p period.Period) (cube.Window, bool) {
	m := w.measure(unit, metric, p)
	if m.window == nil {
		x, ok := w.cube.YearToDate(unit, metric, p)
		m.window = &window{x, ok}
	}
	return m.window.Window, m.window.ok
}

// formatAt is the format of a metric on everything that speaks of a unit in a
// period: its scale is that of the greatest of the actual, the target and the
// values that they are compared with, so that parts and whole have one scale.
func (w *writer) formatAt(mt *report.Metric, unit string, p period.Period) locale.Format {
	m := w.measure(unit, mt.ID, p)
	if m.format != nil {
		return *m.format
	}
	top := narrative.Biggest(m.figure.Actual, m.figure.Target)
	if mt.Unit == report.Money {
		top = narrative.Biggest(top, w.cube.Figure(unit, mt.ID, p.Prev()).Actual)
		if q, ok := w.cal.YearAgo(p); ok {
			top = narrative.Biggest(top, w.cube.Figure(unit, mt.ID, q).Actual)
		}
	}
	m.format = new(w.format(mt, top))
	return *m.format
}

// beside is the format of a figure's actual and its target where they stand
// together: both with as many decimals as it takes to tell them apart.
func (w *writer) beside(f cube.Figure, form locale.Format) locale.Format {
	return w.l.Apart(f.Actual, f.Target, form)
}

// slip reports whether a target is out of all proportion.
func (w *writer) slip(unit string, mt *report.Metric, p period.Period) bool {
	m := w.measure(unit, mt.ID, p)
	if !m.hasSlip {
		m.slip, m.hasSlip = w.findSlip(unit, mt, p), true
	}
	return m.slip
}
