package chart

// drawLabels writes the values of the columns: all of them where they fit,
// otherwise those of the last, the current, the greatest and the least point.
// A gap between columns gets a dash.
func (s *series) drawLabels() {
	order := s.telling()
	if s.allLabels() {
		order = order[:0]
		for i := range s.points {
			order = append(order, i)
		}
	}
	s.texts("val", "middle")
	var leads [][3]float64
	for _, i := range order {
		p := &s.points[i]
		if p.Label == "" || !p.Actual.ok() {
			continue
		}
		if lead, far := s.drawLabel(i); far {
			leads = append(leads, lead)
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
		if !s.points[i].Actual.ok() {
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

// drawLabel writes the label of point i where nothing is in its way, going
// outward from the end of its column; if the way was far, it gives the line
// that leads back.
func (s *series) drawLabel(i int) (lead [3]float64, far bool) {
	p := &s.points[i]
	text := s.fit(p.Label, s.w/s.weight(i)-4)
	w := s.wide(text) * s.weight(i)
	_, actual, _ := s.columns()
	x, end, own := s.at(i, (actual[0]+actual[1])/2), s.y(p.Actual.V), s.reach(i)
	down := p.Actual.V < 0
	if s.lines {
		down = s.dips(i)
	}
	x = max(x, s.frame.x0+w/2-4)
	box, ok := s.place(s.held(x, w), end, w, down)
	if !ok {
		return lead, false
	}
	s.heavy = append(s.heavy, box)
	s.label(state(p), (box.x0+box.x1)/2, box.y1-s.size*0.2, text)
	s.inks(i, box.y0)
	if near := s.size * 0.9; box.y1 < own.y0-near {
		return [3]float64{x, box.y1 + 1, own.y0 - 1}, true
	} else if box.y0 > own.y1+near {
		return [3]float64{x, own.y1 + 1, box.y0 - 1}, true
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
		if j >= 0 && j < len(s.points) && s.points[j].Actual.ok() {
			beside++
			if v < s.points[j].Actual.V {
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
			if r.y0 < 0 || r.y1 > s.h-s.foot() {
				break
			}
			if !r.meetsAny(s.heavy) && (!try.light || !r.meetsAny(s.light)) && !s.crosses(r) {
				return r, true
			}
		}
	}
	return rect{}, false
}

// foot is the height of the names under the frame.
func (s *series) foot() float64 {
	if s.years {
		return s.size * 2.5
	}
	return s.size * 1.4
}

// crosses reports whether the line of the actual runs through r.
func (s *series) crosses(r rect) bool {
	if !s.lines {
		return false
	}
	from := max(0, int((r.x0-s.frame.x0)/s.step-0.5))
	for i := from; i+1 < len(s.points) && s.x(i) <= r.x1; i++ {
		a, b := s.points[i].Actual, s.points[i+1].Actual
		if !a.ok() || !b.ok() {
			continue
		}
		if cuts(r, s.x(i), s.y(a.V), s.x(i+1), s.y(b.V)) {
			return true
		}
	}
	return false
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
