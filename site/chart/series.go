package chart

import "slices"

// Series draws a time series: the actual as columns or as a line, the year
// before behind it, the target as marks or steps.
func Series(b []byte, o SeriesOptions) []byte {
	if o.Room == nil {
		o.Room = &Room{}
	}
	defer o.Room.clear()
	s := newSeries(o)
	s.b = b
	if !s.lines {
		return s.drawFluid()
	}
	s.open("series lines", o.ID, o.Title, o.Desc, o.Narrow)
	s.drawNow()
	s.drawPlot()
	s.drawNotes()
	s.drawNames()
	return s.close()
}

// drawPlot draws all that stands in the frame of lines.
func (s *series) drawPlot() {
	s.drawGrid()
	s.drawBand()
	s.drawFans()
	s.drawBase()
	s.drawTargets()
	s.drawLines()
	s.drawLabels()
}

// usual is the width of a series, an overlay, pairs and a landing, in px: wide
// enough for a column of text, and legible there.
const usual = 640

// SeriesPair draws a series for any width: columns, which fit it, once, lines
// wide and narrow, of which the stylesheet shows one. Lines that are wanted
// wider than usual are drawn in the usual width too.
func SeriesPair(b []byte, o SeriesOptions) []byte {
	o.Narrow = false
	if !o.lines() {
		return Series(b, o)
	}
	b = Series(charts(b, o.Width), o)
	if o.Width > usual {
		m := o
		m.ID, m.Width, m.Height = o.ID+"-m", 0, 0
		b = Series(b, m)
	}
	o.Narrow, o.Width, o.Height = true, 0, 0
	return append(Series(b, o), `</div>`...)
}

// lines reports whether the actual is drawn as a line.
func (o *SeriesOptions) lines() bool {
	return o.Form == Lines || o.Form == Auto && len(o.Points) > maxColumns
}

// charts opens what holds pictures of the same values, from the widest to the
// narrowest: two, or three if the widest is wider than usual.
func charts(b []byte, width float64) []byte {
	if width > usual {
		return append(b, `<div class="charts three">`...)
	}
	return append(b, `<div class="charts">`...)
}

const maxColumns = 16 // points that Auto draws as columns

// series is a chart under work: the canvas, the frame, and what is taken.
type series struct {
	canvas
	o      SeriesOptions
	points []Point
	lines  bool
	prior  bool // some point has one
	years  bool // some point has one
	band   bool // some point has one
	ahead  bool // some point has a forecast
	frame  rect // of the values: x from the first slot to the last, y from Hi to Lo
	step   float64
	head   float64 // the upper edge of what the chart may use, names and labels included
	floor  float64 // the lower edge
	bare   bool    // no names under the frame: they stand under another chart
	flat   bool    // there are few labels, and little room for them
	most   int     // how many steps the axis has at most
	slot   float64 // the part of step that columns and marks use
	tail   float64 // room wanted on the right of the last point
	dotted bool    // a line with a dot at each actual

	behind []func(i int) Value // other lines, which labels should not cover
	own    Scale               // of the values
	scale  Scale               // that is drawn
	ticks  []float64

	heavy []rect    // what a label must not cover: columns, target marks, labels
	light []rect    // what it should not cover: columns of the year before
	cap   []float64 // the top of what is drawn at each point
}

func newSeries(o SeriesOptions) *series {
	s := bareSeries(o)
	s.lay()
	return s
}

// bareSeries is a series that has no frame yet.
func bareSeries(o SeriesOptions) *series {
	if o.Room == nil {
		o.Room = &Room{}
	}
	s := &o.Room.own
	*s = series{o: o, points: o.Points, heavy: s.heavy[:0], light: s.light[:0], cap: s.cap[:0]}
	s.w, s.h, s.size = sized(o.Width, usual, 240), sized(o.Height, 240, 160), 12.5
	if o.Narrow {
		s.w, s.h, s.size = sized(o.Width, 360, 240), sized(o.Height, 235, 160), 14
	}
	if s.lines = o.lines(); !s.lines {
		s.w, s.h, s.size = slots*float64(max(len(o.Points), 1)), sized(o.Height, 240, 160), 12.5
	}
	s.floor = s.h
	s.most = 5
	if o.Narrow {
		s.most = 4
	}
	for i := range s.points {
		p := &s.points[i]
		s.prior = s.prior || p.Prior.ok()
		s.years = s.years || p.Year != ""
		s.band = s.band || p.Low.ok() && p.High.ok()
		s.ahead = s.ahead || p.Forecast.ok()
	}
	s.own = ScaleOf(s.points)
	return s
}

// lay chooses the scale and the frame.
func (s *series) lay() {
	s.setScale()
	s.setFrame()
	s.heavy, s.light = slices.Grow(s.heavy, 3*len(s.points)), slices.Grow(s.light, len(s.points))
	foot := s.y(max(s.scale.Lo, 0))
	for range s.points {
		s.cap = append(s.cap, foot)
	}
}

// setScale chooses the values at the edges of the frame.
func (s *series) setScale() {
	s.scale = s.o.Scale.sound().hold(Of(s.own.Lo)).hold(Of(s.own.Hi))
	if s.lines {
		s.ticks, s.scale = s.scale.ticks(s.most)
	}
}

// setFrame leaves room around the values for notes, labels, names and ticks.
func (s *series) setFrame() {
	f := rect{4, s.head + s.size*0.5, s.w - 4, s.floor - s.size*1.5}
	if !s.lines {
		f.x0, f.x1 = 0, s.w
	}
	if s.years {
		f.y1 -= s.size * 1.2
	}
	if s.bare {
		f.y1 = s.floor - s.size*0.9
	}
	if s.hasNotes() || s.shared() {
		f.y0 += s.size * 1.4
	}
	if s.o.Tick != nil && s.lines {
		w := 0.0
		for _, v := range s.ticks {
			w = max(w, s.wide(s.o.Tick(v)))
		}
		f.x0 += min(w+6, s.w/3)
	}
	f.x1 -= s.margin(f.x1 - f.x0)
	n := float64(max(len(s.points), 1))
	s.step = (f.x1 - f.x0) / n
	room := s.size * 1.3
	if s.lines || !s.allLabels(s.widths()[0]/n) || s.shared() {
		room = s.size * 2.3
	}
	if s.flat {
		room = s.size * 1.3
	}
	s.frame = s.roomy(f, room)
	s.slot = s.step
	if !s.lines {
		s.slot = min(s.step, s.w*s.size*8/usual)
	}
}

// margin is what is left free on the right of the frame, of the room that both
// have, so that there is the wanted room behind the last point, or behind the
// step of its target.
func (s *series) margin(room float64) float64 {
	n := len(s.points)
	if n == 0 || s.tail == 0 {
		return 0
	}
	if s.o.Steps && s.points[n-1].Target.ok() {
		return s.tail
	}
	half := 0.5 / float64(n)
	return max(0, (s.tail-room*half)/(1-half))
}

// roomy is the frame f less the room for labels above the values, and below
// those under zero, where the scale does not leave that room anyway.
func (s *series) roomy(f rect, room float64) rect {
	if s.shared() {
		f.y0 += room
		if s.scale.Lo < 0 {
			f.y1 -= room
		}
		return f
	}
	tall := f.y1 - f.y0 - 2*room
	f.y0 += max(s.size*0.5, room-(1-s.scale.part(s.own.Hi))*tall)
	if s.scale.Lo < 0 {
		f.y1 -= max(s.size*0.5, room-s.scale.part(s.own.Lo)*tall)
	}
	return f
}

// shared reports whether the chart is one of several that are compared: then
// the frame must not depend on its own values.
func (s *series) shared() bool { return s.o.Scale.sound() != Scale{} }

func (s *series) hasNotes() bool {
	for i := range s.points {
		if s.points[i].Note != "" {
			return true
		}
	}
	return false
}

// allLabels reports whether every label fits over its column in a slot of a
// width.
func (s *series) allLabels(step float64) bool {
	for i := range s.points {
		p := &s.points[i]
		if max(s.wide(p.Label), s.wide(p.ForecastLabel))*s.weight(i) > step*0.95 {
			return false
		}
	}
	return true
}

// weight is how much wider the texts of point i are: the current is bold.
func (s *series) weight(i int) float64 {
	if s.points[i].Now {
		return 1.12
	}
	return 1
}

func (s *series) y(v float64) float64 {
	return s.frame.y1 - s.scale.part(v)*(s.frame.y1-s.frame.y0)
}

// x is the middle of the slot of point i.
func (s *series) x(i int) float64 {
	return s.frame.x0 + s.step*(float64(i)+0.5)
}

// at is the place at a part of the slot of point i.
func (s *series) at(i int, part float64) float64 {
	return s.x(i) + (part-0.5)*s.slot
}

// inks notes that something at point i reaches up to y.
func (s *series) inks(i int, y float64) { s.cap[i] = min(s.cap[i], y) }

// drawNow lays a ground behind the period that the page is about.
func (s *series) drawNow() {
	for i := range s.points {
		if s.points[i].Now {
			x := s.frame.x0 + s.step*float64(i)
			half := min(s.step, s.slot*1.2) / 2
			x += s.step / 2
			s.rect("nowband", rect{x - half, 0, x + half, s.h})
		}
	}
}

func (s *series) drawGrid() {
	if len(s.ticks) < 2 {
		return
	}
	s.path("grid")
	for _, v := range s.ticks {
		if v != 0 {
			s.to('M', s.frame.x0, tenth(s.y(v)))
			s.across(s.frame.x1)
		}
	}
	s.pathEnd()
	if s.o.Tick == nil {
		return
	}
	s.texts("tick", "end")
	for _, v := range s.ticks {
		t := s.fit(s.o.Tick(v), s.frame.x0-6)
		s.label("", s.frame.x0-6, s.y(v)+s.size*0.35, t)
		s.heavy = append(s.heavy, rect{s.frame.x0 - 6 - s.wide(t), s.y(v) - s.size/2, s.frame.x0 - 6, s.y(v) + s.size/2})
	}
	s.end()
}

// drawBase draws the zero line over the feet of the columns.
func (s *series) drawBase() {
	y := tenth(s.y(0))
	s.line("base", s.frame.x0, y, s.frame.x1, y)
	if s.lines {
		s.heavy = append(s.heavy, rect{s.frame.x0, y - 1, s.frame.x1, y + 1})
	}
}

// state is the class of a period that is unlike the others.
func state(p *Point) string {
	switch {
	case p.Partial && p.Now:
		return "part now"
	case p.Partial:
		return "part"
	case p.Now:
		return "now"
	}
	return ""
}

// present gives the first and the last point with an actual, or 0, -1.
func (s *series) present() (first, last int) {
	last = -1
	for i := range s.points {
		if s.points[i].Actual.ok() {
			if last < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}
