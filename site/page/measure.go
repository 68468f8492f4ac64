package page

import (
	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// at is a figure, which is not to be changed.
func (w *writer) at(unit, metric string, p period.Period) *cube.Figure {
	return w.cube.Look(unit, metric, p)
}

// formatAt is the format of a metric on everything that speaks of a unit in a
// period: its scale is that of the greatest of the actual, the target and the
// values that they are compared with, so that parts and whole have one scale.
func (w *writer) formatAt(mt *report.Metric, unit string, p period.Period) locale.Format {
	f := w.at(unit, mt.ID, p)
	top := narrative.Biggest(f.Actual, f.Target)
	if mt.Unit == report.Money {
		top = narrative.Biggest(top, w.cube.Actual(unit, mt.ID, p.Prev()))
		if q, ok := w.cal.YearAgo(p); ok {
			top = narrative.Biggest(top, w.cube.Actual(unit, mt.ID, q))
		}
	}
	return w.format(mt, top)
}

// beside is the format of a figure's actual and its target where they stand
// together: both with as many decimals as it takes to tell them apart.
func (w *writer) beside(f *cube.Figure, form locale.Format) locale.Format {
	return w.l.Apart(f.Actual, f.Target, form)
}
