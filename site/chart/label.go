package chart

// drawLabels writes the values of the columns: all of them where they fit,
// otherwise those of the last, the current, the greatest and the least point,
// and of the last forecast. A gap between columns gets a dash.
func (s *series) drawLabels() {
	every := !s.lines && s.allLabels(s.step)
	order, last := s.telling(), s.lastForecast()
	if every {
		order = order[:0]
		for i := range s.points {
			order = append(order, i)
		}
	}
	s.texts("val", "middle")
	var leads [][3]float64
	draw := func(t tag) {
		if lead, far := s.drawTag(t); far {
			leads = append(leads, lead)
		}
	}
	for _, i := range order {
		if p := &s.points[i]; p.Label != "" && p.Actual.ok() {
			draw(s.actualTag(i))
		}
	}
	for i := range s.points[:last+1] {
		if p := &s.points[i]; (every || i == last) && p.ForecastLabel != "" && p.Forecast.ok() {
			draw(s.forecastTag(i))
		}
	}
	if !s.lines {
		s.drawGaps()
	}
	s.end()
	for _, l := range leads {
		s.line("lead", l[0], l[1], l[0], l[2])
	}
}

// drawGaps marks the absent actuals between the first and the last.
func (s *series) drawGaps() {
	first, last := s.present()
	_, actual, _ := s.columns()
	for i := first + 1; i < last; i++ {
		if p := &s.points[i]; !p.Actual.ok() && !p.Forecast.ok() {
			s.label("absent", s.at(i, (actual[0]+actual[1])/2), s.cap[i]-s.size*0.3, "–")
		}
	}
}

// telling are the points whose values are worth the room, most telling first.
func (s *series) telling() []int {
	_, last := s.present()
	if last < 0 {
		return nil
	}
	least, most, now := last, last, last
	for i := last; i >= 0; i-- {
		p := &s.points[i]
		if !p.Actual.ok() {
			continue
		}
		if p.Now {
			now = i
		}
		if p.Actual.V > s.points[most].Actual.V {
			most = i
		}
		if p.Actual.V < s.points[least].Actual.V {
			least = i
		}
	}
	order := []int{last}
	for _, i := range [...]int{now, most, least} {
		if i != order[0] && (len(order) < 2 || i != order[1]) && (len(order) < 3 || i != order[2]) {
			order = append(order, i)
		}
	}
	return order
}

// A tag is a label on its way to its place: what it says of point i, and the
// end of the mark that it belongs to.
type tag struct {
	i           int
	class, text string
	x, end      float64
	down        bool // it belongs below
	own         rect // how far the marks of the point go up and down
	close       bool // rather nothing than far away
}

func (s *series) actualTag(i int) tag {
	p := &s.points[i]
	t := tag{i: i, class: state(p), text: p.Label, x: s.labelX(i), end: s.y(p.Actual.V), down: p.Actual.V < 0, own: s.reach(i)}
	if s.lines {
		t.down = s.dips(i)
	} else if p.Forecast.ok() {
		// above the column that goes on it would pass for the forecast's
		t.close = true
		t.own.y0 = t.end
	}
	return t
}

// forecastTag is the label of a forecast, beyond the end of its whisker.
func (s *series) forecastTag(i int) tag {
	p := &s.points[i]
	t := tag{i: i, class: "fc", text: p.ForecastLabel, x: s.labelX(i), end: s.y(p.Forecast.V), down: p.Forecast.V < 0}
	if p.Now {
		t.class = "fc now"
	}
	t.own = rect{y0: t.end, y1: t.end}
	if s.lines {
		t.down = i > 0 && s.expected(i-1).ok() && s.expected(i-1).V > p.Forecast.V
	} else {
		reach := Scale{p.Forecast.V, p.Forecast.V}.holdSpan(s.outer(i)).holdSpan(s.inner(i))
		t.end = s.y(reach.Hi)
		if t.down {
			t.end = s.y(reach.Lo)
		}
		t.own = rect{y0: s.cap[i], y1: s.y(min(reach.Lo, 0))}
	}
	return t
}

// labelX is the middle of the labels of point i.
func (s *series) labelX(i int) float64 {
	_, actual, _ := s.columns()
	return s.at(i, (actual[0]+actual[1])/2)
}

// drawTag writes a label where nothing is in its way, going outward from the
// end of its mark; if the way was far, it gives the line that leads back.
func (s *series) drawTag(t tag) (lead [3]float64, far bool) {
	text := s.fit(t.text, s.w/s.weight(t.i)-4)
	w := s.wide(text) * s.weight(t.i)
	x := max(t.x, s.frame.x0+w/2-4)
	box, ok := s.place(s.held(x, w), t.end, w, t.down)
	near := s.size * 0.9
	above, below := box.y1 < t.own.y0-near, box.y0 > t.own.y1+near
	if !ok || t.close && (above || below) {
		return lead, false
	}
	s.heavy = append(s.heavy, box)
	s.label(t.class, (box.x0+box.x1)/2, box.y1-s.size*0.2, text)
	s.inks(t.i, box.y0)
	if above {
		return [3]float64{x, box.y1 + 1, t.own.y0 - 1}, true
	} else if below {
		return [3]float64{x, t.own.y1 + 1, box.y0 - 1}, true
	}
	return lead, false
}

// reach is how far the marks of point i go up and down.
func (s *series) reach(i int) rect {
	r := rect{y0: s.cap[i], y1: s.y(min(s.points[i].Actual.V, 0))}
	if s.lines {
		r.y1 = s.y(s.points[i].Actual.V)
	} else if s.hasMark(i) {
		r.y1 = max(r.y1, s.y(s.points[i].Target.V))
	}
	return r
}

// dips reports whether point i of a line lies below its neighbours, so that
// its label belongs under it.
func (s *series) dips(i int) bool {
	v, below, beside := s.points[i].Actual.V, 0, 0
	for _, j := range [...]int{i - 1, i + 1} {
		if j < 0 || j >= len(s.points) {
			continue
		}
		beyond := s.points[j].Actual
		if !beyond.ok() {
			beyond = s.points[j].Forecast
		}
		if beyond.ok() {
			beside++
			if v < beyond.V {
				below++
			}
		}
	}
	return beside > 0 && below == beside
}

// place finds the box of a text of the width w around x, as near as can be to
// y, above it or below it. It first keeps off everything, then, rather than go
// far, lets the text stand before the year before.
func (s *series) place(x, y, w float64, down bool) (rect, bool) {
	const step = 3
	gap, tall := s.size*0.25, s.size*1.05
	if s.lines {
		gap += 2
	}
	for _, try := range [...]struct {
		far   float64
		light bool
		turn  bool
	}{{s.size * 1.6, true, false}, {s.h, false, false}, {s.h, false, true}} {
		down := down != try.turn
		for d := 0.0; d <= try.far; d += step {
			r := rect{x - w/2, y - gap - d - tall, x + w/2, y - gap - d}
			if down {
				r.y0, r.y1 = y+gap+d, y+gap+d+tall
			}
			if r.y0 < s.head || r.y1 > s.floor-s.foot() {
				break
			}
			if !r.meetsAny(s.heavy) && !s.crosses(r) && (!try.light || !r.meetsAny(s.light) && !s.covers(r)) {
				return r, true
			}
		}
	}
	return rect{}, false
}

// foot is the height of the names under the frame.
func (s *series) foot() float64 {
	switch {
	case s.bare:
		return 0
	case s.years:
		return s.size * 2.5
	}
	return s.size * 1.4
}

// crosses reports whether the line of the actual, or of the forecast, runs
// through r.
func (s *series) crosses(r rect) bool {
	if !s.lines {
		return false
	}
	from := max(0, int((r.x0-s.frame.x0)/s.step-0.5))
	for i := from; i+1 < len(s.points) && s.x(i) <= r.x1; i++ {
		if s.cutsAt(i, r, s.points[i].Actual, s.points[i+1].Actual) {
			return true
		}
		if s.ahead && s.cutsAt(i, r, s.expected(i), s.points[i+1].Forecast) {
			return true
		}
	}
	return false
}

// covers reports whether one of the lines behind runs through r.
func (s *series) covers(r rect) bool {
	for _, of := range s.behind {
		for i := 0; i+1 < len(s.points); i++ {
			if s.cutsAt(i, r, of(i), of(i+1)) {
				return true
			}
		}
	}
	return false
}

// cutsAt reports whether the stroke from a at point i to b at the next meets r.
func (s *series) cutsAt(i int, r rect, a, b Value) bool {
	return a.ok() && b.ok() && cuts(r, s.x(i), s.y(a.V), s.x(i+1), s.y(b.V))
}

// cuts reports whether the stroke from (x0, y0) to (x1, y1), x0 < x1, meets r.
func cuts(r rect, x0, y0, x1, y1 float64) bool {
	from, to := max(r.x0, x0), min(r.x1, x1)
	if from > to {
		return false
	}
	rise := (y1 - y0) / (x1 - x0)
	a, b := y0+rise*(from-x0), y0+rise*(to-x0)
	return max(a, b) > r.y0 && min(a, b) < r.y1
}
