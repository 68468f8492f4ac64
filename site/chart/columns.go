package chart

import "math"

// Columns fit any width: what is drawn stands in a picture of its own that is
// stretched, a slot as wide as any other, and the words around it stand at
// parts of the width, in a size that does not change. Which of them there are
// is worked out for the least width, for one from which on more of them fit,
// and for a wide one; the stylesheet shows those of the width at hand.

// slots is how wide a slot is in the picture that is stretched.
const slots = 100

// widths are those, in px, from which on the words hold that are laid out there;
// the last only where there is that much room.
var widths = [...]float64{288, 480, 860}

func (s *series) widths() []float64 {
	if s.o.Width > usual {
		return widths[:]
	}
	return widths[:2]
}

// drawFluid draws columns.
func (s *series) drawFluid() []byte {
	s.raw(`<svg class="chart series columns" width="100%"`)
	s.attr("height", s.h)
	s.attr("font-size", s.size)
	s.raw(` text-anchor="middle"`)
	s.names(s.o.ID, s.o.Title, s.o.Desc, false)
	s.raw(`<svg`)
	s.box()
	s.raw(` preserveAspectRatio="none">`)
	s.drawNow()
	s.drawBand()
	s.drawColumns()
	s.drawBase()
	s.drawTargets()
	s.drawYearStarts()
	s.raw(`</svg>`)
	s.drawWords()
	return s.close()
}

// drawYearStarts draws a stroke where each year begins but the first.
func (s *series) drawYearStarts() {
	if starts := s.yearStarts(); len(starts) > 1 {
		s.path("yrtick")
		for _, i := range starts[1:] {
			s.to('M', s.x(i)-s.step/2, s.h-s.foot()+2)
			s.down(s.h - 2)
		}
		s.pathEnd()
	}
}

// A word is a text, or the line that leads to it, at one width.
type word struct {
	group, class, text string
	x, y               float64 // x in per cent of the width
	to                 float64 // the other end of a line
	at                 uint8   // the widths at which it stands: bits, that of the least first
}

// wordsAt lays out the words at a width in t, which may hold those of another.
func (s *series) wordsAt(width float64, t *series) {
	words, top, heavy, light := t.words[:0], t.cap[:0], t.heavy[:0], t.light[:0]
	if words == nil {
		words = make([]word, 0, 3*len(s.points)+8)
		heavy = make([]rect, 0, len(s.heavy)+2*len(s.points)+8)
	}
	*t = *s
	t.b, t.words, t.w = nil, words, width
	part := width / s.w
	t.frame.x0, t.frame.x1 = 0, width
	t.step, t.slot = s.step*part, s.slot*part
	t.cap = append(top, s.cap...)
	t.heavy, t.light = narrowed(heavy, s.heavy, part), narrowed(light, s.light, part)
	t.drawLabels()
	t.drawNoteTexts()
	t.drawNameTexts()
	t.drawYearNames()
}

// narrowed adds boxes as they are in a picture a part as wide.
func narrowed(to, list []rect, part float64) []rect {
	for _, r := range list {
		r.x0, r.x1 = r.x0*part, r.x1*part
		to = append(to, r)
	}
	return to
}

// drawYearNames writes each year where it begins, if there is room.
func (s *series) drawYearNames() {
	if !s.years {
		return
	}
	s.texts("yr", "start")
	free := 0.0
	for _, i := range s.yearStarts() {
		x := s.x(i) - s.step/2
		text := s.fit(s.points[i].Year, min(s.size*9, s.w-x-yearGap))
		if text != "" && x >= free {
			s.label("", x, s.h-s.size*0.4, text)
			free = x + s.wide(text) + 4
		}
	}
	s.end()
}

const yearGap = 4 // px from the stroke to the year

// drawWords writes the words of all widths, each once where it is the same.
func (s *series) drawWords() {
	widths, room := s.widths(), s.o.Room
	all, t := room.all[:0], &room.at
	for k := len(widths) - 1; k >= 0; k-- {
		s.wordsAt(widths[k], t)
		at := uint8(1) << k
		if k == 1 { // what is drawn reaches up to the labels of the middle width
			room.tops = append(room.tops[:0], t.cap...)
			if len(widths) == 2 {
				at |= 4
			}
		}
		for i := range t.words {
			t.words[i].at = at
			all = add(all, &t.words[i])
		}
	}
	room.all = all
	s.cap = append(s.cap[:0], room.tops...)
	for _, group := range [...]string{"lead", "val", "note", "ax", "yr"} {
		s.drawGroup(all, group)
	}
	for i := range s.points {
		if s.points[i].Note != "" {
			s.raw(`<svg class="notemark" x="`)
			s.num(s.labelX(i) / s.w * 100)
			s.raw(`%">`)
			s.path("")
			s.noteMark(i, 0)
			s.pathEnd()
			s.raw(`</svg>`)
		}
	}
}

// add adds a word to those of other widths.
func add(all []word, w *word) []word {
	for i := range all {
		o := &all[i]
		if o.at&w.at == 0 && alike(o.x, w.x, 0.1) && alike(o.y, w.y, 0.6) && alike(o.to, w.to, 0.6) &&
			o.text == w.text && o.group == w.group && o.class == w.class {
			o.at |= w.at
			return all
		}
	}
	return append(all, *w)
}

func alike(a, b, by float64) bool { return a-b < by && b-a < by }

// drawGroup writes the words of a group: those that stand at all widths, then
// those of some. Names of periods and years stand on one line each.
func (s *series) drawGroup(all []word, group string) {
	var some [8]bool // words of the group stand at these widths
	for i := range all {
		if w := &all[i]; w.group == group {
			some[w.at] = true
		}
	}
	y := math.NaN()
	for at := uint8(7); at > 0; at-- {
		if !some[at] {
			continue
		}
		open := false
		for i := range all {
			w := &all[i]
			if w.group != group || w.at != at {
				continue
			}
			if math.IsNaN(y) {
				y = w.y
				s.openGroup(group, y)
			}
			if !open && at < 7 {
				s.section(shown[at])
			}
			open = true
			s.drawWord(w)
		}
		if open && at < 7 {
			s.end()
		}
	}
	if !math.IsNaN(y) {
		s.end()
	}
}

func (s *series) openGroup(group string, y float64) {
	s.raw(`<g class="`)
	s.raw(group)
	s.raw(`"`)
	x := 0.0
	if group == "yr" {
		s.raw(` text-anchor="start"`)
		x = yearGap
	}
	if group == "yr" || group == "ax" {
		s.raw(` transform="translate(`)
		s.num(x)
		s.next(y)
		s.raw(`)"`)
	}
	s.raw(`>`)
}

// shown are the classes of words that do not stand at all widths: narrow,
// middle, wide.
var shown = [7]string{1: "n", 2: "m", 3: "mn", 4: "w", 5: "wn", 6: "wm"}

func (s *series) drawWord(w *word) {
	if w.group == "lead" {
		s.raw(`<line x1="`)
		s.num(w.x)
		s.raw(`%" x2="`)
		s.num(w.x)
		s.raw(`%"`)
		s.attr("y1", w.y)
		s.attr("y2", w.to)
		s.raw(`/>`)
		return
	}
	s.raw(`<text`)
	s.class(w.class)
	s.raw(` x="`)
	s.num(w.x)
	s.raw(`%"`)
	if w.group != "yr" && w.group != "ax" {
		s.attr("y", w.y)
	}
	s.raw(`>`)
	s.text(w.text)
	s.raw(`</text>`)
}

// bar is the box of a column from zero to v.
func (s *series) bar(i int, from, to, v float64) rect {
	r := rect{s.at(i, from), s.y(v), s.at(i, to), s.y(0)}
	if v < 0 {
		r.y0, r.y1 = r.y1, r.y0
	}
	return r
}

// columns are the parts of a slot where its columns and its mark stand.
func (s *series) columns() (prior, actual, mark [2]float64) {
	switch {
	case s.lines:
		return [2]float64{}, [2]float64{0.5, 0.5}, [2]float64{0.06, 0.94}
	case s.prior:
		return [2]float64{0.14, 0.62}, [2]float64{0.33, 0.81}, [2]float64{0.28, 0.86}
	}
	return [2]float64{}, [2]float64{0.21, 0.79}, [2]float64{0.15, 0.85}
}

// A row of columns of one width is one path of strokes that are as wide.
func (s *series) drawColumns() {
	prior, actual, _ := s.columns()
	if s.prior {
		n := len(s.light)
		for i := range s.points {
			if v := s.points[i].Prior; v.ok() {
				r := s.bar(i, prior[0], prior[1], v.V)
				s.light = append(s.light, r)
				s.inks(i, r.y0)
			}
		}
		s.drawStrokes("pycol", s.light[n:])
	}
	s.drawForecastColumns()
	whole := make([]rect, 0, len(s.points))
	var thin, part []rect
	for i := range s.points {
		p := &s.points[i]
		if !p.Actual.ok() {
			continue
		}
		r := s.bar(i, actual[0], actual[1], p.Actual.V)
		before := p.Forecast.ok() // both begin at zero: the part that is there is narrower
		if before {
			r.x0, r.x1 = r.x0+s.thin(), r.x1-s.thin()
		}
		switch {
		case p.Partial:
			part = append(part, r)
		case before:
			thin = append(thin, r)
		default:
			whole = append(whole, r)
		}
		s.heavy = append(s.heavy, r)
		s.inks(i, r.y0)
	}
	s.drawStrokes("accol", whole)
	s.drawStrokes("accol", thin)
	s.drawBoxes("accol part", part)
}

// drawStrokes draws boxes of one width that begin at zero.
func (s *series) drawStrokes(class string, list []rect) {
	if len(list) == 0 {
		return
	}
	s.raw(`<path`)
	s.class(class)
	s.attr("stroke-width", list[0].x1-list[0].x0)
	s.raw(` d="`)
	zero := s.y(0)
	for _, r := range list {
		from, to := r.y1, r.y0
		if from != zero {
			from, to = to, from
		}
		s.to('M', (r.x0+r.x1)/2, from)
		s.down(to)
	}
	s.pathEnd()
}

// drawBoxes draws boxes as one path.
func (s *series) drawBoxes(class string, list []rect) {
	if len(list) == 0 {
		return
	}
	s.path(class)
	for _, r := range list {
		s.boxed(r)
	}
	s.pathEnd()
}
