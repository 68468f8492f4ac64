package chart

import "slices"

// Overlay draws the years of a metric over each other: one line for each year
// over the places of a year. The last year is dark with dots, the one before
// it lighter, older ones are thin, and before a band where there are three or
// more of them.
func Overlay(b []byte, o OverlayOptions) []byte {
	v := newOverlay(o)
	v.b = b
	v.open("series lines overlay", o.ID, o.Title, o.Desc, o.Narrow)
	v.drawNow()
	v.drawGrid()
	v.drawBand()
	v.drawOlder()
	v.drawFans()
	v.drawBase()
	v.drawTargets()
	v.drawLines()
	v.drawEnds()
	v.drawNames()
	return v.close()
}

// OverlayPair draws an overlay wide and narrow; the stylesheet shows one of
// them.
func OverlayPair(b []byte, o OverlayOptions) []byte {
	o.Narrow = false
	b = Overlay(charts(b, o.Width), o)
	if o.Width > usual {
		m := o
		m.ID, m.Width, m.Height = o.ID+"-m", 0, 0
		b = Overlay(b, m)
	}
	o.Narrow, o.Width, o.Height = true, 0, 0
	return append(Overlay(b, o), `</div>`...)
}

// overlay is a series of the last year, with the older ones.
type overlay struct {
	series
	years []OverlayYear
	ends  []lineEnd
}

// A lineEnd is the last value of a line, with the text that names the line.
type lineEnd struct {
	i           int // the place
	v           Value
	class, text string
	beside      bool    // the name stands on the right of the last place
	y           float64 // there
}

func newOverlay(o OverlayOptions) *overlay {
	v := &overlay{years: slices.Clone(o.Years)}
	if len(v.years) == 0 {
		v.years = make([]OverlayYear, 1)
	}
	v.series = *bareSeries(SeriesOptions{ID: o.ID, Title: o.Title, Desc: o.Desc, Narrow: o.Narrow, Form: Lines, Steps: true,
		Tick: o.Tick, Scale: o.Scale, Width: o.Width, Height: o.Height, Points: v.places(&o)})
	for _, y := range v.years {
		for i := range o.Names {
			v.own = v.own.hold(y.at(i))
		}
	}
	v.dotted = true
	v.setEnds(o.ForecastLabel)
	v.lay()
	return v
}

// at is the value of place i.
func (y *OverlayYear) at(i int) Value { return at(y.Values, i) }

// at is element i of a list, or nothing beyond its end.
func at[T any](list []T, i int) (v T) {
	if i < len(list) {
		v = list[i]
	}
	return v
}

// places makes the points of the last year.
func (v *overlay) places(o *OverlayOptions) []Point {
	ps := make([]Point, len(o.Names))
	last := len(v.years) - 1
	for i, name := range o.Names {
		p := &ps[i]
		p.Name, p.Now, p.Partial = name, i+1 == o.Now, at(o.Partial, i)
		p.Actual, p.Target = v.years[last].at(i), at(o.Target, i)
		p.Forecast, p.Inner, p.Outer = at(o.Forecast, i), at(o.Inner, i), at(o.Outer, i)
		if last > 0 {
			p.Prior = v.years[last-1].at(i)
		}
		if last >= 4 {
			p.Low, p.High = extent(v.years[:last-1], i)
		}
	}
	return ps
}

// extent gives the least and the greatest value of the years at one place.
func extent(years []OverlayYear, i int) (low, high Value) {
	for k := range years {
		v := years[k].at(i)
		if !v.ok() {
			continue
		}
		if !low.ok() || v.V < low.V {
			low = v
		}
		if !high.ok() || v.V > high.V {
			high = v
		}
	}
	return low, high
}

// older are the years before the year before.
func (v *overlay) older() []OverlayYear { return v.years[:max(0, len(v.years)-2)] }

func (v *overlay) drawOlder() {
	for _, y := range v.older() {
		v.drawLine("older", y.at, func(int) bool { return true })
		v.drawLone(y)
	}
}

// drawLone marks the values of an older year that a line cannot show.
func (v *overlay) drawLone(y OverlayYear) {
	n := len(v.points)
	for i := range n {
		if y.at(i).ok() && (i == 0 || !y.at(i-1).ok()) && (i+1 == n || !y.at(i+1).ok()) {
			v.dot("olderdot", v.x(i), v.y(y.at(i).V), 1.5)
		}
	}
}

// setEnds finds the ends of all lines, those first that matter most, and the
// room that their names want beside the last place.
func (v *overlay) setEnds(forecast string) {
	last := len(v.years) - 1
	for k := last; k >= 0; k-- {
		y := &v.years[k]
		e := lineEnd{class: "older", text: y.Name}
		if k == last-1 {
			e.class = "py"
		}
		if k < last {
			v.behind = append(v.behind, y.at)
			v.addEnd(e, y.at)
			continue
		}
		e.class = "now"
		v.addEnd(e, y.at)
		v.addValue(y.Label)
		v.addEnd(lineEnd{class: "fc", text: forecast}, func(i int) Value { return v.points[i].Forecast })
	}
	for _, e := range v.ends {
		if e.i == len(v.points)-1 {
			v.tail = max(v.tail, min(v.wideEnd(e)+9, v.w*widestEnd))
		}
	}
}

const widestEnd = 0.25 // of the width: what the names of the lines may take

// addValue puts the last value of the last year beside its name, or, where
// there is no room for both, at its point.
func (v *overlay) addValue(label string) {
	if label == "" || len(v.ends) == 0 {
		return
	}
	e := &v.ends[0]
	both := lineEnd{class: e.class, text: e.text + "\u2002" + label}
	if v.wideEnd(both)+9 > v.w*widestEnd {
		v.points[e.i].Label = label
		return
	}
	e.text = both.text
}

// addEnd finds where the line of the values ends.
func (v *overlay) addEnd(e lineEnd, of func(i int) Value) {
	for i := len(v.points) - 1; i >= 0 && e.text != ""; i-- {
		if e.v = of(i); e.v.ok() {
			e.i = i
			v.ends = append(v.ends, e)
			return
		}
	}
}

// wideEnd is the width of the name of a line; that of the last year is bold.
func (v *overlay) wideEnd(e lineEnd) float64 {
	if e.class == "now" {
		return v.wide(e.text) * 1.12
	}
	return v.wide(e.text)
}

// drawEnds names the lines at their ends, where there is room: the last year
// and its forecast also above or below their ends.
func (v *overlay) drawEnds() {
	v.keepOffSteps()
	var inside []tag
	v.texts("val", "start")
	for i, e := range v.ends {
		if v.drawEnd(i) || e.class != "now" && e.class != "fc" {
			continue
		}
		t := v.actualTag(e.i)
		if e.class == "fc" {
			t = v.forecastTag(e.i)
		}
		t.class, t.text, t.close = e.class, e.text, true
		inside = append(inside, t)
	}
	v.end()
	v.texts("val", "middle")
	for _, t := range inside {
		v.drawTag(t)
	}
	for i := range v.points {
		if v.points[i].Label != "" {
			t := v.actualTag(i)
			t.class, t.close = "now", true
			v.drawTag(t)
		}
	}
	v.end()
}

// keepOffSteps keeps labels off the steps of the targets.
func (v *overlay) keepOffSteps() {
	for i := range v.points {
		if !v.hasMark(i) {
			continue
		}
		x, y := v.x(i)-v.step/2, v.y(v.points[i].Target.V)
		v.light = append(v.light, rect{x, y - 1, x + v.step, y + 1})
		if i > 0 && v.hasMark(i-1) {
			before := v.y(v.points[i-1].Target.V)
			v.light = append(v.light, rect{x - 1, min(y, before), x + 1, max(y, before)})
		}
	}
}

// drawEnd writes the name of a line on the right of its end, or a little above
// or below, if nothing is there.
func (v *overlay) drawEnd(k int) bool {
	e := &v.ends[k]
	x, y, half := v.x(e.i)+7, v.y(e.v.V), v.size*0.55
	e.beside = e.i == len(v.points)-1
	if e.beside && v.hasMark(e.i) {
		x = v.frame.x1 + 3
	}
	if e.beside {
		e.text = v.fit(e.text, (v.w-x)*v.wide(e.text)/v.wideEnd(*e))
	}
	for d := 0.0; d <= v.size*1.2 && e.text != ""; d++ {
		for _, d := range [...]float64{d, -d} {
			r := rect{x, y + d - half, x + v.wideEnd(*e), y + d + half}
			if v.free(r, k) {
				v.heavy = append(v.heavy, r)
				v.label(e.class, r.x0, r.y1-v.size*0.2, e.text)
				e.y = y + d
				return true
			}
		}
	}
	e.beside = false
	return false
}

// free reports whether the name of line k may stand in r: nothing is there,
// and, beside the last place, names stand in the order of the values.
func (v *overlay) free(r rect, k int) bool {
	e := &v.ends[k]
	if r.x1 > v.w || r.y0 < 0 || r.y1 > v.h-v.foot() || r.meetsAny(v.heavy) {
		return false
	}
	if !e.beside {
		return !r.meetsAny(v.light) && !v.crosses(r) && !v.covers(r)
	}
	for _, other := range v.ends[:k] {
		if other.beside && (other.v.V > e.v.V && other.y > (r.y0+r.y1)/2 || other.v.V < e.v.V && other.y < (r.y0+r.y1)/2) {
			return false
		}
	}
	return true
}
