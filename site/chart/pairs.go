package chart

import "slices"

// Pairs draws two lines in charts of their own, one above the other, over one
// x axis: two metrics that are to be read together.
func Pairs(b []byte, o PairsOptions) []byte {
	upper, lower := o.charts()
	upper.b = b
	upper.open("series lines pairs", o.ID, o.Title, o.Desc, o.Narrow)
	upper.drawNow()
	upper.drawPanel(o.Upper.Title)
	lower.b = upper.b
	lower.drawPanel(o.Lower.Title)
	lower.drawNames()
	return lower.close()
}

// PairsPair draws pairs wide and narrow; the stylesheet shows one of them.
func PairsPair(b []byte, o PairsOptions) []byte {
	o.Narrow = false
	b = Pairs(charts(b, o.Width), o)
	if o.Width > usual {
		m := o
		m.ID, m.Width, m.Height = o.ID+"-m", 0, 0
		b = Pairs(b, m)
	}
	o.Narrow, o.Width, o.Height = true, 0, 0
	return append(Pairs(b, o), `</div>`...)
}

// charts lays out the two, one under the other, with one x axis.
func (o *PairsOptions) charts() (upper, lower *series) {
	n := max(len(o.Upper.Points), len(o.Lower.Points))
	upper, lower = o.chart(o.Upper, n), o.chart(o.Lower, n)
	for i := range n { // the names stand under both
		p, q := &upper.points[i], &lower.points[i]
		if i < len(o.Upper.Points) {
			q.Name, q.Year = p.Name, p.Year
		}
		p.Now = p.Now || q.Now
		q.Now = p.Now
	}
	lower.years = upper.years || lower.years
	title := upper.size * 1.3
	upper.bare = true
	upper.head, upper.floor = title, (upper.h-lower.foot())/2
	lower.head = upper.floor + title
	upper.lay()
	lower.lay()
	x0 := max(upper.frame.x0, lower.frame.x0)
	for _, s := range [...]*series{upper, lower} {
		s.frame.x0 = x0
		s.step = (s.frame.x1 - x0) / float64(max(n, 1))
		s.slot = s.step
	}
	return upper, lower
}

// chart is a line of n points of which the last alone has a label.
func (o *PairsOptions) chart(l PairLine, n int) *series {
	height := sized(o.Height, 250, 200)
	if o.Narrow {
		height = sized(o.Height, 270, 200)
	}
	ps := append(slices.Clone(l.Points), make([]Point, n-len(l.Points))...)
	s := bareSeries(SeriesOptions{Points: ps, Form: Lines, Tick: l.Tick, Narrow: o.Narrow, Width: o.Width, Height: height})
	_, last := s.present()
	for i := range ps {
		ps[i].Note = ""
		if i != last {
			ps[i].Label = ""
		}
	}
	s.most, s.flat = 3, true
	return s
}

// drawPanel draws one of the two under its title.
func (s *series) drawPanel(title string) {
	s.texts("tier", "start")
	s.label("", 0, s.head-s.size*0.3, s.fit(title, s.w))
	s.end()
	s.drawPlot()
}
