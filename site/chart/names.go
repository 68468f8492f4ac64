package chart

// drawNames writes the periods under the frame: as many as fit, the current
// and the last before the others; the year below the first of each year.
func (s *series) drawNames() {
	s.drawNameTexts()
	s.drawYears(s.h - s.size*0.4)
}

func (s *series) drawNameTexts() {
	y := s.h - s.size*0.5
	if s.years {
		y -= s.size * 1.2
	}
	s.texts("ax", "middle")
	taken := row{make([][2]float64, 0, len(s.points))}
	for _, i := range s.nameOrder() {
		p := &s.points[i]
		text := s.fit(p.Name, s.size*9)
		w := s.wide(text) * s.weight(i)
		x := s.held(s.x(i), w)
		if s.o.Tick != nil && s.lines { // not under the values of the axis
			x = s.held(max(x, s.frame.x0-2+w/2), w)
		}
		if text != "" && taken.take(x-w/2-1.5, x+w/2+1.5) {
			s.label(nowClass(p), x, y, text)
		}
	}
	s.end()
}

func nowClass(p *Point) string {
	if p.Now {
		return "now"
	}
	return ""
}

// nameOrder are the points in the order in which they get a name: where not
// all fit, at even distances back from the last.
func (s *series) nameOrder() []int {
	widest := 0.0
	for i := range s.points {
		widest = max(widest, s.wide(s.fit(s.points[i].Name, s.size*9)))
	}
	n := len(s.points)
	every := 1
	held := max(0, s.x(n-1)+widest/2-s.w) // how far the last is moved inside
	for s.step*float64(every) < widest+3+held && every < n {
		every++
	}
	order := make([]int, 0, n+1)
	for i := range s.points {
		if s.points[i].Now {
			order = append(order, i)
		}
	}
	for i := n - 1; i >= 0; i -= every {
		order = append(order, i)
	}
	return order
}

// drawYears writes each year where it begins, behind a stroke.
func (s *series) drawYears(y float64) {
	if !s.years {
		return
	}
	starts := s.yearStarts()
	if len(starts) > 1 {
		s.path("yrtick")
		for _, i := range starts[1:] {
			s.to('M', tenth(s.x(i)-s.step/2), s.h-s.foot()+2)
			s.down(s.h - 2)
		}
		s.pathEnd()
	}
	s.texts("yr", "middle")
	var taken row
	for _, i := range starts {
		text := s.fit(s.points[i].Year, s.size*9)
		w := s.wide(text)
		x := s.held(max(s.x(i), s.x(i)-s.step/2+4+w/2), w)
		if taken.take(x-w/2-2, x+w/2+2) {
			s.label("", x, y, text)
		}
	}
	s.end()
}

// yearStarts are the points where a year begins.
func (s *series) yearStarts() []int {
	var at []int
	before := ""
	for i := range s.points {
		if y := s.points[i].Year; y != "" && y != before {
			at, before = append(at, i), y
		}
	}
	return at
}

// drawNotes writes the notes on a line above everything, each with a stroke
// down to its point; where the target lies beyond the scale the stroke ends in
// an arrow out of the chart.
func (s *series) drawNotes() {
	if !s.hasNotes() {
		return
	}
	s.drawNoteTexts()
	s.path("notemark")
	for i := range s.points {
		if s.points[i].Note != "" {
			s.noteMark(i, s.labelX(i))
		}
	}
	s.pathEnd()
}

func (s *series) drawNoteTexts() {
	s.texts("note", "middle")
	var taken row
	for i := range s.points {
		p := &s.points[i]
		if p.Note == "" {
			continue
		}
		text := s.fit(p.Note, s.w/2)
		w := s.wide(text)
		x := s.held(s.labelX(i), w)
		if taken.take(x-w/2-4, x+w/2+4) {
			s.label("", x, s.size, text)
		}
	}
	s.end()
}

// noteMark continues a path with the stroke of one note, at x.
func (s *series) noteMark(i int, x float64) {
	top := s.size * 1.4
	to := max(top+4, s.cap[i]-2)
	s.to('M', x, to)
	s.down(top)
	t := s.points[i].Target
	switch {
	case t.ok() && t.V > s.scale.Hi:
		s.to('M', x-3.5, top+4.5)
		s.to('L', x, top)
		s.to('L', x+3.5, top+4.5)
	case t.ok() && t.V < s.scale.Lo:
		y := s.y(s.scale.Lo) + s.size*0.9
		s.to('M', x-3.5, y-4.5)
		s.to('L', x, y)
		s.to('L', x+3.5, y-4.5)
	}
}
