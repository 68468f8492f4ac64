package chart

// drawBand draws the range of earlier years behind everything.
func (s *series) drawBand() {
	if !s.band {
		return
	}
	s.drawArea("band", func(i int) (lo, hi float64, ok bool) {
		p := &s.points[i]
		return p.Low.V, p.High.V, p.Low.ok() && p.High.ok()
	})
}

// outer and inner are the ranges of the forecast of point i, absent where it
// has none.
func (s *series) outer(i int) Span {
	if i < len(s.points) && s.points[i].Forecast.ok() {
		return s.points[i].Outer
	}
	return Span{}
}

func (s *series) inner(i int) Span {
	if i < len(s.points) && s.points[i].Forecast.ok() {
		return s.points[i].Inner
	}
	return Span{}
}

// drawFans draws the ranges of the forecasts of a line.
func (s *series) drawFans() {
	if s.ahead {
		s.drawFan("fan80", s.outer)
		s.drawFan("fan50", s.inner)
	}
}

// drawFan draws one range as an area that opens from the last actual.
func (s *series) drawFan(class string, of func(i int) Span) {
	s.drawArea(class, func(i int) (lo, hi float64, ok bool) {
		if r := of(i); r.ok() {
			return r.Lo.V, r.Hi.V, true
		}
		v := s.points[i].Actual.V
		return v, v, s.leads(i) && of(i+1).ok()
	})
}

// leads reports whether the line of the forecast begins at the actual of point
// i: a period that is over, with a forecast next to it.
func (s *series) leads(i int) bool {
	if i+1 >= len(s.points) {
		return false
	}
	p, next := &s.points[i], &s.points[i+1]
	return p.Actual.ok() && !p.Partial && !p.Forecast.ok() && next.Forecast.ok()
}

// expected is where the line of the forecast runs at point i.
func (s *series) expected(i int) Value {
	if s.leads(i) {
		return s.points[i].Actual
	}
	return s.points[i].Forecast
}

// drawForecastLine draws the dashed line of the forecast and a ring at its
// end, and at points without neighbours.
func (s *series) drawForecastLine() {
	if !s.ahead {
		return
	}
	s.drawLine("fc", s.expected, func(i int) bool { return s.points[i].Forecast.ok() })
	last := s.lastForecast()
	s.section("fcdot")
	for i := range s.points {
		v := s.points[i].Forecast
		if !v.ok() {
			continue
		}
		s.inks(i, s.y(v.V))
		if i == last || !s.expectedAt(i-1) && !s.expectedAt(i+1) {
			s.dot("", s.x(i), s.y(v.V), 3)
		}
	}
	s.end()
}

func (s *series) expectedAt(i int) bool {
	return i >= 0 && i < len(s.points) && s.expected(i).ok()
}

// lastForecast is the last point with a forecast, or -1.
func (s *series) lastForecast() int {
	for i := len(s.points) - 1; i >= 0; i-- {
		if s.points[i].Forecast.ok() {
			return i
		}
	}
	return -1
}

// drawForecastColumns draws the forecasts as hatched columns with whiskers.
func (s *series) drawForecastColumns() {
	if !s.ahead {
		return
	}
	_, actual, _ := s.columns()
	var bars []rect
	for i := range s.points {
		if v := s.points[i].Forecast; v.ok() {
			r := s.bar(i, actual[0], actual[1], v.V)
			bars = append(bars, r)
			s.inks(i, r.y0)
		}
	}
	px := s.w / usual
	s.section("fc")
	s.drawBoxes("", bars)
	s.hatch(bars, 6*max(1, px))
	s.end()
	s.light = append(s.light, bars...)
	s.drawWhiskers("fan80", s.outer, 4*px)
	s.drawWhiskers("fan50", s.inner, 0)
}

// thin is how much narrower a column is on either side where it stands in
// front of its forecast.
func (s *series) thin() float64 {
	_, actual, _ := s.columns()
	return (actual[1] - actual[0]) * s.slot * 0.2
}

// drawWhiskers draws one range of the forecasts as strokes in the middle of
// their columns, with caps on either side.
func (s *series) drawWhiskers(class string, of func(i int) Span, caps float64) {
	_, actual, _ := s.columns()
	caps = min(caps, s.slot*(actual[1]-actual[0])/2)
	open := false
	for i := range s.points {
		r := of(i)
		if !r.ok() {
			continue
		}
		if !open {
			s.path(class)
			open = true
		}
		x, y0, y1 := s.at(i, (actual[0]+actual[1])/2), s.y(max(r.Lo.V, r.Hi.V)), s.y(min(r.Lo.V, r.Hi.V))
		s.whisker(x, y0, y1, caps)
		s.heavy = append(s.heavy, rect{x - max(caps, 1), y0, x + max(caps, 1), y1})
		s.inks(i, y0)
	}
	if open {
		s.pathEnd()
	}
}

// whisker continues a path with an upright stroke and its caps.
func (c *canvas) whisker(x, y0, y1, caps float64) {
	c.to('M', x, y0)
	c.down(y1)
	if caps > 0 {
		for _, y := range [...]float64{y0, y1} {
			c.to('M', x-caps, y)
			c.across(x + caps)
		}
	}
}

// drawArea fills what lies between two values: from slot to slot in columns,
// from point to point in lines. A point that has none ends it.
func (s *series) drawArea(class string, of func(i int) (lo, hi float64, ok bool)) {
	open := false
	for i := 0; i < len(s.points); {
		var upper, lower []float64
		first := i
		for ; i < len(s.points); i++ {
			lo, hi, ok := of(i)
			if !ok {
				break
			}
			upper, lower = append(upper, s.y(max(lo, hi))), append(lower, s.y(min(lo, hi)))
		}
		if len(upper) == 0 {
			i++
			continue
		}
		if !open {
			s.path(class)
			open = true
		}
		s.outline(first, upper, lower)
	}
	if open {
		s.pathEnd()
	}
}

// outline continues a path around an area that begins at point first.
func (s *series) outline(first int, upper, lower []float64) {
	last := len(upper) - 1
	half := 0.0 // a lone point of a line has some width all the same
	if last == 0 {
		half = min(3, s.step/2)
	}
	if !s.lines {
		half = s.step / 2
	}
	op := byte('M')
	add := func(i int, y float64, side float64) {
		x := s.x(first + i)
		s.to(op, x-side, y)
		if half > 0 {
			s.across(x + side)
		}
		op = 'L'
	}
	for i, y := range upper {
		add(i, y, half)
	}
	for i := last; i >= 0; i-- {
		add(i, lower[i], -half)
	}
	s.to('L', s.x(first)-half, upper[0])
}
