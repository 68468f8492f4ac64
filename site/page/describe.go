package page

import (
	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// The sentences under charts. They say what a chart shows and nothing about why.

// full reports whether a figure is complete, of a whole period and of the same
// scope as those beside it.
func full(f *cube.Figure) bool {
	return f.Actual.Present() && f.Complete && !f.Incomparable && !f.Clipped
}

// courseSaid says the highest and the lowest of a run's full figures or, where
// there is no figure at all, its highest target.
func (w *writer) courseSaid(unit string, m *report.Metric, list []period.Period, form locale.Format) string {
	var of, aims narrative.Extreme
	known := false
	for _, p := range list {
		f := w.at(unit, m.ID, p)
		if full(f) {
			of.Add(f.Actual, p)
		}
		if f.Target.Present() {
			aims.Add(f.Target, p)
		}
		known = known || f.Actual.Present()
	}
	key := "chart.description"
	switch {
	case !known && aims.Count > 0:
		of, key = aims, "chart.description_aims"
		if aims.HighValue.Equal(aims.LowValue) {
			key = "chart.description_aim"
		}
	case of.Count == 0:
		return ""
	case of.Count == 1:
		key = "chart.description_one"
	case of.HighValue.Equal(of.LowValue):
		key = "chart.description_same"
	case of.Count == 2:
		key = "chart.description_two"
		if of.Low.Sub(of.High) < 0 { // in their order
			of.HighValue, of.High, of.LowValue, of.Low = of.LowValue, of.Low, of.HighValue, of.High
		}
	case list[0].Grain() == period.Daily:
		key = "chart.description_daily"
	}
	return w.l.T(key, "count", w.l.T("n."+list[0].Grain().String(), "n", of.Count), "max", w.sayFigure(of.HighValue, m, form), "max_period", w.voice.Period(of.High),
		"min", w.sayFigure(of.LowValue, m, form), "min_period", w.voice.Period(of.Low))
}

// largestSteps says the part of a change that added most and the one that took
// most away; nothing where two are alike or a part has no name.
func (w *writer) largestSteps(parts []cube.Contribution, p period.Period, m *report.Metric, form locale.Format) string {
	var x narrative.Extreme
	var up, down cube.Contribution
	for _, part := range parts {
		x.Add(part.Change, part.Period)
		if x.HighValue.Equal(part.Change) {
			up = part
		}
		if x.LowValue.Equal(part.Change) {
			down = part
		}
	}
	rose, fell := x.HighValue.Sign() > 0, x.LowValue.Sign() < 0
	if rose && (x.HighTied || up.Rest) || fell && (x.LowTied || down.Rest) {
		return ""
	}
	key := ""
	switch {
	case rose && fell:
		key = "chart.steps"
	case rose:
		key = "chart.steps_up"
	case fell:
		key = "chart.steps_down"
	default:
		return ""
	}
	return w.l.T(key, "up", w.partName(up, p), "rise", w.sayFigure(x.HighValue, m, form), "down", w.partName(down, p), "fall", w.sayFigure(x.LowValue.Abs(), m, form))
}

// seasonsSaid says which place of the year was the highest, and which the
// lowest, in most of two or more complete years, if one was more often than any
// other and more than once.
func (w *writer) seasonsSaid(unit string, m *report.Metric, years []period.Period, g period.Grain) string {
	highs, lows := map[int]int{}, map[int]int{}
	names := map[int]period.Period{}
	n := 0
	for _, y := range years {
		var x narrative.Extreme
		whole, place := true, map[period.Period]int{}
		for q := range w.cal.Parts(y, g) {
			f := w.at(unit, m.ID, q)
			whole = whole && full(f)
			place[q] = len(place)
			names[place[q]] = q
			if full(f) {
				x.Add(f.Actual, q)
			}
		}
		if !whole {
			continue
		}
		n++
		if !x.HighTied {
			highs[place[x.High]]++
		}
		if !x.LowTied {
			lows[place[x.Low]]++
		}
	}
	up, a := mode(highs)
	down, b := mode(lows)
	key := ""
	switch {
	case a > 1 && b > 1:
		key = "chart.seasons."
	case a > 1:
		key = "chart.seasons_high."
	case b > 1:
		key = "chart.seasons_low."
	default:
		return ""
	}
	name := func(place int) string {
		return w.voice.PeriodIn(names[place], w.cal.Of(period.Annual, w.cal.Span(names[place]).First))
	}
	return w.l.T(key+g.String(), "n", n, "up", name(up), "a", a, "down", name(down), "b", b)
}

// mode is what was counted most often, and how often; 0 times where two were
// counted as often.
func mode(counts map[int]int) (of, n int) {
	tied := false
	for k, c := range counts {
		switch {
		case c > n:
			of, n, tied = k, c, false
		case c == n:
			tied = true
		}
	}
	if tied {
		return 0, 0
	}
	return of, n
}
