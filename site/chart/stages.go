package chart

// A Stage is a part of a row: so many are there.
type Stage struct {
	Class string // how it is drawn: overdue, carried, open, doing, done, verified or dropped
	Count int
	Label string // the count as finished text
}

// A StageRow is one bar: things that are counted by the stage that they are in.
type StageRow struct {
	Name   string
	Stages []Stage // from the left; those that count nothing are left out
	Total  string  // behind the bar; may be empty
}

// StagesOptions say what [Stages] draws.
type StagesOptions struct {
	ID, Title, Desc string // as in SeriesOptions
	Rows            []StageRow
	Narrow          bool
	Width           float64 // px; 0 means 640, narrow 360; the height follows
}

// Stages draws a bar for each row, cut into the stages that its things are in.
// All bars have one scale, so that lengths may be compared across rows.
func Stages(b []byte, o StagesOptions) []byte {
	s := newStages(o)
	s.b = b
	s.open("stages", o.ID, o.Title, o.Desc, o.Narrow)
	for i := range o.Rows {
		s.drawBars(i)
	}
	s.texts("ax", "end")
	for i := range o.Rows {
		s.label("", s.left-s.size*0.6, s.base(i), s.fit(o.Rows[i].Name, s.left-s.size*0.6))
	}
	s.end()
	s.texts("val", "middle")
	for i := range o.Rows {
		s.drawCounts(i)
	}
	s.end()
	s.texts("ax", "start")
	for i := range o.Rows {
		if r := &o.Rows[i]; r.Total != "" {
			s.label("tot", s.x(r.sum())+s.size*0.5, s.base(i), s.fit(r.Total, s.w-s.x(r.sum())-s.size*0.5))
		}
	}
	s.end()
	return s.close()
}

// StagesPair draws stages wide and narrow; the stylesheet shows one of them.
func StagesPair(b []byte, o StagesOptions) []byte {
	o.Narrow = false
	b = Stages(charts(b, o.Width), o)
	if o.Width > usual {
		m := o
		m.ID, m.Width = o.ID+"-m", 0
		b = Stages(b, m)
	}
	o.Narrow, o.Width = true, 0
	return append(Stages(b, o), `</div>`...)
}

// stages is a chart under work.
type stages struct {
	canvas
	o           StagesOptions
	left, right float64 // of the longest bar
	most        float64 // what it counts
	step        float64 // from row to row
}

func newStages(o StagesOptions) *stages {
	s := &stages{o: o}
	s.w, s.size = sized(o.Width, usual, 160), 12.5
	if o.Narrow {
		s.w, s.size = sized(o.Width, 360, 160), 14
	}
	names, totals := 0.0, 0.0
	for i := range o.Rows {
		r := &o.Rows[i]
		names, totals = max(names, s.wide(r.Name)), max(totals, s.wide(r.Total))
		s.most = max(s.most, r.sum())
	}
	s.left = tenth(min(names, s.w*0.34)+s.size*0.6) + 0.1 // what was rounded must not cut a word
	s.right = tenth(s.w-min(totals, s.w*0.2)-s.size*0.5) - 0.1
	s.step = tenth(s.size * 1.9)
	s.h = tenth(max(s.step*float64(len(o.Rows)), s.size))
	return s
}

// sum is how many things a row counts.
func (r *StageRow) sum() (n float64) {
	for _, x := range r.Stages {
		n += float64(max(x.Count, 0))
	}
	return n
}

// x is where a bar ends that counts so many.
func (s *stages) x(n float64) float64 {
	if s.most == 0 {
		return s.left
	}
	return s.left + n/s.most*(s.right-s.left)
}

// base is the base line of the words of a row.
func (s *stages) base(i int) float64 { return s.step*float64(i) + s.step/2 + s.size*0.36 }

// box is the part of row i from one count to another.
func (s *stages) box(i int, from, to float64) rect {
	y := s.step * float64(i)
	return rect{s.x(from), y + s.step*0.12, s.x(to), y + s.step*0.88}
}

func (s *stages) drawBars(i int) {
	at := 0.0
	for _, x := range s.o.Rows[i].Stages {
		if x.Count <= 0 {
			continue
		}
		r := s.box(i, at, at+float64(x.Count))
		at += float64(x.Count)
		s.rect("st "+x.Class, r)
		if x.Class == "doing" { // a line as thick as the bar, whose dashes are stripes
			y := (r.y0 + r.y1) / 2
			s.line("stripes", r.x0, y, r.x1, y)
		}
	}
}

// drawCounts writes how many there are into each part that has room for it.
func (s *stages) drawCounts(i int) {
	at := 0.0
	for _, x := range s.o.Rows[i].Stages {
		if x.Count <= 0 {
			continue
		}
		r := s.box(i, at, at+float64(x.Count))
		at += float64(x.Count)
		if s.wide(x.Label) <= r.x1-r.x0-2 && x.Label != "" {
			s.label("on-"+x.Class, (r.x0+r.x1)/2, s.base(i), x.Label)
		}
	}
}
