package chart

// drawLines draws the year before and the actual as lines. An absent point
// breaks its line; a point without neighbours is a dot.
func (s *series) drawLines() {
	prior := func(i int) Value { return s.points[i].Prior }
	actual := func(i int) Value { return s.points[i].Actual }
	s.drawLine("pyline", prior, func(int) bool { return true })
	s.drawLine("acline", actual, func(i int) bool { return !s.points[i].Partial })
	s.drawLine("acline part", actual, func(i int) bool { return s.points[i].Partial })
	s.drawForecastLine()
	s.drawDots()
	for i := range s.points {
		if v := s.points[i].Actual; v.ok() {
			s.inks(i, s.y(v.V))
		}
	}
}

// drawLine draws the strokes that lead to the points of one sort.
func (s *series) drawLine(class string, of func(i int) Value, sort func(i int) bool) {
	open, pen := false, false
	for i := 1; i < len(s.points); i++ {
		a, b := of(i-1), of(i)
		if !a.ok() || !b.ok() || !sort(i) {
			pen = false
			continue
		}
		if !open {
			s.path(class)
			open = true
		}
		if !pen {
			s.to('M', s.x(i-1), s.y(a.V))
		}
		s.to('L', s.x(i), s.y(b.V))
		pen = true
	}
	if open {
		s.pathEnd()
	}
}

// drawDots marks the points that a line cannot show, and the last.
func (s *series) drawDots() {
	_, last := s.present()
	s.section("acdot")
	for i := range s.points {
		p := &s.points[i]
		switch {
		case !p.Actual.ok():
		case i == last || p.Now:
			s.dot(state(p), s.x(i), s.y(p.Actual.V), 3.5)
		case s.dotted:
			s.dot(state(p), s.x(i), s.y(p.Actual.V), 2.7)
		case s.alone(i):
			s.dot(state(p), s.x(i), s.y(p.Actual.V), 2)
		}
	}
	s.end()
}

// alone reports whether the points beside i are absent.
func (s *series) alone(i int) bool {
	return (i == 0 || !s.points[i-1].Actual.ok()) &&
		(i == len(s.points)-1 || !s.points[i+1].Actual.ok())
}

// drawTargets draws the plan: a mark over each column, or steps. Inside a dark
// column it has a ground of paper, so that it is seen there too.
func (s *series) drawTargets() {
	if !s.hasTargets() {
		return
	}
	if !s.lines {
		s.drawMarks("plground", s.inColumn)
	}
	if s.o.Steps {
		s.drawSteps("pl")
	} else {
		s.drawMarks("pl", s.hasMark)
	}
	if s.lines {
		return
	}
	for i := range s.points {
		if s.hasMark(i) {
			x0, x1 := s.markEnds(i)
			y := s.y(s.points[i].Target.V)
			s.heavy = append(s.heavy, rect{x0, y - 1.5, x1, y + 1.5})
			s.inks(i, y-1)
		}
	}
}

// markEnds is where the mark or the step of point i begins and ends.
func (s *series) markEnds(i int) (x0, x1 float64) {
	if s.o.Steps {
		return s.x(i) - s.step/2, s.x(i) + s.step/2
	}
	_, _, mark := s.columns()
	return s.at(i, mark[0]), s.at(i, mark[1])
}

// hasMark reports whether the target of a point is on the scale.
func (s *series) hasMark(i int) bool {
	t := s.points[i].Target
	return t.ok() && s.scale.shows(t.V)
}

// inColumn reports whether the mark of point i lies inside its column, and so
// far inside that a ground for it leaves the column's end visible.
func (s *series) inColumn(i int) bool {
	p := &s.points[i]
	if !s.hasMark(i) || !p.Actual.ok() || p.Actual.V > 0 != (p.Target.V > 0) {
		return false
	}
	end, mark, zero := s.y(p.Actual.V), s.y(p.Target.V), s.y(0)
	return min(mark-min(end, zero), max(end, zero)-mark) >= 3
}

func (s *series) hasTargets() bool {
	for i := range s.points {
		if s.hasMark(i) {
			return true
		}
	}
	return false
}

// drawMarks draws one path of those marks that are wanted.
func (s *series) drawMarks(class string, wanted func(i int) bool) {
	_, _, mark := s.columns()
	open := false
	for i := range s.points {
		if !wanted(i) {
			continue
		}
		if !open {
			s.path(class)
			open = true
		}
		s.to('M', s.at(i, mark[0]), s.y(s.points[i].Target.V))
		s.across(s.at(i, mark[1]))
	}
	if open {
		s.pathEnd()
	}
}

func (s *series) drawSteps(class string) {
	s.path(class)
	pen := false
	for i := range s.points {
		if !s.hasMark(i) {
			pen = false
			continue
		}
		x, y := s.x(i)-s.step/2, s.y(s.points[i].Target.V)
		if pen {
			s.down(y)
		} else {
			s.to('M', x, y)
		}
		s.across(x + s.step)
		pen = true
	}
	s.pathEnd()
}
