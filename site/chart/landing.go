package chart

// Landing draws where a year will end, in one row: what is done as a solid
// bar, what is forecast of the rest as a hatched one behind it, the range of
// the sum as a whisker, and marks for the target and the year before.
func Landing(b []byte, o LandingOptions) []byte {
	l := newLanding(o)
	l.b = b
	l.open("landing", o.ID, o.Title, o.Desc, o.Narrow)
	l.drawBars()
	zero := tenth(l.x(0))
	l.line("base", zero, l.top-2, zero, l.bottom+2)
	l.drawMarks()
	l.drawRange()
	l.drawTexts(l.top-l.size*0.45, l.marks())
	l.drawTexts(l.h-l.size*0.3, l.sums())
	return l.close()
}

// LandingPair draws a landing wide and narrow; the stylesheet shows one of
// them.
func LandingPair(b []byte, o LandingOptions) []byte {
	o.Narrow = false
	b = Landing(charts(b, o.Width), o)
	if o.Width > usual {
		m := o
		m.ID, m.Width = o.ID+"-m", 0
		b = Landing(b, m)
	}
	o.Narrow, o.Width = true, 0
	return append(Landing(b, o), `</div>`...)
}

// landing is a chart under work.
type landing struct {
	canvas
	o           LandingOptions
	scale       Scale
	top, bottom float64 // of the bar
}

func newLanding(o LandingOptions) *landing {
	l := &landing{o: o}
	l.w, l.size = sized(o.Width, usual, 160), 12.5
	if o.Narrow {
		l.w, l.size = sized(o.Width, 360, 160), 14
	}
	l.top = tenth(l.size * 1.6)
	l.bottom = tenth(l.top + l.size*1.5)
	l.h = tenth(l.bottom + l.size*1.6)
	l.scale = o.Scale.sound()
	for _, v := range [...]Value{o.Done, o.Landing, o.Target, o.Prior} {
		l.scale = l.scale.hold(v)
	}
	if o.Landing.ok() {
		l.scale = l.scale.holdSpan(o.Range)
	}
	return l
}

// x is the place of a value, with room for a mark on either side.
func (l *landing) x(v float64) float64 { return 2 + l.scale.part(v)*(l.w-4) }

// bar is the box between two values.
func (l *landing) bar(from, to float64) rect {
	return rect{l.x(min(from, to)), l.top, l.x(max(from, to)), l.bottom}
}

// goesOn reports whether the forecast leads on from what is done. Where it
// leads back it has no bar, as that would hide what is done.
func (l *landing) goesOn() bool {
	done, landing := l.o.Done.V, l.o.Landing.V
	return !l.o.Done.ok() || done >= 0 && landing >= done || done <= 0 && landing <= done
}

func (l *landing) drawBars() {
	done := 0.0
	if l.o.Done.ok() {
		done = l.o.Done.V
		l.rect("accol", l.bar(0, done))
	}
	if !l.o.Landing.ok() {
		return
	}
	if !l.goesOn() {
		x := l.x(l.o.Landing.V)
		l.rect("fcmark", rect{x - 1, l.top - 1, x + 1, l.bottom + 1})
		return
	}
	r := l.bar(done, l.o.Landing.V)
	l.section("fc")
	l.rect("", r)
	l.hatch([]rect{r}, 6)
	l.end()
}

// drawMarks draws the year before and the target across the bar.
func (l *landing) drawMarks() {
	if v := l.o.Prior; v.ok() {
		x := l.x(v.V)
		l.rect("pymark", rect{x - 0.8, l.top - 3, x + 0.8, l.bottom + 1})
	}
	if v := l.o.Target; v.ok() {
		x := l.x(v.V)
		l.rect("plmark", rect{x - 1.2, l.top - 4, x + 1.2, l.bottom + 3})
	}
}

// drawRange draws the range of the sum as a whisker along the bar.
func (l *landing) drawRange() {
	r := l.o.Range
	if !l.o.Landing.ok() || !r.ok() {
		return
	}
	x0, x1, y := l.x(min(r.Lo.V, r.Hi.V)), l.x(max(r.Lo.V, r.Hi.V)), tenth((l.top+l.bottom)/2)
	for _, class := range [...]string{"plground", "fan80"} { // it may lie on what is done
		l.path(class)
		l.to('M', x0, y)
		l.across(x1)
		for _, x := range [...]float64{x0, x1} {
			l.to('M', x, y-4)
			l.down(y + 4)
		}
		l.pathEnd()
	}
}

// A caption is a text that belongs to a place on the bar.
type caption struct {
	class, text string
	x, w        float64 // its middle and its width
}

// marks are the captions of the marks, sums those of the bars.
func (l *landing) marks() []caption {
	return l.captions(
		caption{class: "pl", text: l.o.TargetLabel, x: l.x(l.o.Target.V)}, l.o.Target,
		caption{class: "py", text: l.o.PriorLabel, x: l.x(l.o.Prior.V)}, l.o.Prior)
}

func (l *landing) sums() []caption {
	return l.captions(
		caption{text: l.o.DoneLabel, x: l.x(l.o.Done.V / 2)}, l.o.Done,
		caption{class: "fc", text: l.o.LandingLabel, x: l.x(l.o.Landing.V)}, l.o.Landing)
}

// captions are those of two captions whose values are there, from the left,
// side by side: those that would overlap move apart.
func (l *landing) captions(a caption, va Value, b caption, vb Value) []caption {
	var cs []caption
	if va.ok() && a.text != "" {
		cs = append(cs, a)
	}
	if vb.ok() && b.text != "" {
		cs = append(cs, b)
	}
	gap := l.size * 0.8
	if len(cs) == 2 && cs[0].x > cs[1].x {
		cs[0], cs[1] = cs[1], cs[0]
	}
	for i := range cs {
		c := &cs[i]
		room := l.w
		if len(cs) == 2 { // as much as the other leaves, but at least half
			room -= gap
			room -= min(l.wide(cs[1-i].text), room/2)
		}
		c.text = l.fit(c.text, room)
		c.w = l.wide(c.text)
		c.x = l.held(c.x, c.w)
	}
	if len(cs) == 2 {
		l.spread(&cs[0], &cs[1], gap)
	}
	return cs
}

// spread moves two captions apart until there is a gap between them.
func (l *landing) spread(a, b *caption, gap float64) {
	over := a.x + (a.w+b.w)/2 + gap - b.x
	if over <= 0 {
		return
	}
	a.x = l.held(a.x-over/2, a.w)
	b.x = l.held(max(b.x, a.x+(a.w+b.w)/2+gap), b.w)
	a.x = min(a.x, b.x-(a.w+b.w)/2-gap)
}

// drawTexts writes captions on one line.
func (l *landing) drawTexts(y float64, cs []caption) {
	l.texts("val", "middle")
	for _, c := range cs {
		if c.text != "" {
			l.label(c.class, c.x, y, c.text)
		}
	}
	l.end()
}
