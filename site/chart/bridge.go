package chart

// Bridge draws a waterfall: from the first total over the deltas to the last.
func Bridge(b []byte, o BridgeOptions) []byte {
	x := newBridge(o)
	x.b = b
	if x.rows {
		return x.drawRows()
	}
	return x.drawColumns()
}

// BridgePair draws a bridge wide and narrow; the stylesheet shows one of them.
func BridgePair(b []byte, o BridgeOptions) []byte {
	o.Narrow = false
	b = Bridge(append(b, `<div class="charts compact">`...), o)
	o.Narrow, o.Width, o.Height = true, 0, 0
	return append(Bridge(b, o), `</div>`...)
}

// A step is one bar of a bridge, between two values.
type step struct {
	name, label string
	class       string
	from, to    float64 // from is 0 for a total
	drawn       bool    // false: absent
}

// bridge is a waterfall under work.
type bridge struct {
	canvas
	o     BridgeOptions
	steps []step
	scale Scale
	rows  bool
	tall  int // lines of the longest name, 1 or 2
}

func newBridge(o BridgeOptions) *bridge {
	b := &bridge{o: o}
	b.w, b.h, b.size = sized(o.Width, 420, 200), sized(o.Height, 250, 140), 13
	if o.Narrow {
		b.w, b.size = sized(o.Width, 360, 200), 14
	}
	b.setSteps()
	b.tall = 1
	b.rows = o.Narrow || !b.fits()
	return b
}

// setSteps works out where each bar begins and ends.
func (b *bridge) setSteps() {
	o := &b.o
	total := func(t Total, class string) step {
		s := step{name: t.Name, label: t.Label, class: class}
		if t.Value.ok() {
			s.to, s.drawn = t.Value.V, true
		}
		return s
	}
	first := total(o.Start, "pycol")
	b.steps = append(make([]step, 0, len(o.Deltas)+2), first)
	run := first.to
	for i := range o.Deltas {
		d := &o.Deltas[i]
		s := step{name: d.Name, label: d.Label, class: d.Effect.class(), from: run, to: run}
		if d.Value.ok() {
			run += d.Value.V
			s.to, s.drawn = run, true
		}
		b.steps = append(b.steps, s)
	}
	b.steps = append(b.steps, total(o.End, "accol"))
	for i := range b.steps {
		b.scale = b.scale.hold(Of(b.steps[i].from)).hold(Of(b.steps[i].to))
	}
}

func (e Effect) class() string {
	switch e {
	case Good:
		return "goodbar"
	case Bad:
		return "badbar"
	}
	return "flatbar"
}

// fits reports whether all names, on two lines, and labels fit into columns.
func (b *bridge) fits() bool {
	room := b.w/float64(len(b.steps)) - 4
	for i := range b.steps {
		_, second, whole := b.wrap(b.steps[i].name, room)
		if !whole || b.wide(b.steps[i].label) > room+3 {
			return false
		}
		if second != "" {
			b.tall = 2
		}
	}
	return true
}

// tot is the class of the names of the totals.
func (b *bridge) tot(i int) string {
	if i == 0 || i == len(b.steps)-1 {
		return "tot"
	}
	return ""
}

// start opens the picture.
func (b *bridge) start(class string) {
	b.open(class, b.o.ID, b.o.Title, b.o.Desc, b.o.Narrow)
}

func (b *bridge) drawColumns() []byte {
	b.start("bridge columns")
	slot := b.w / float64(len(b.steps))
	bottom := b.h - b.size*(0.6+1.2*float64(b.tall))
	top := b.size * 1.6
	if b.scale.Lo < 0 {
		bottom -= b.size * 1.3
	}
	y := func(v float64) float64 { return bottom - b.scale.part(v)*(bottom-top) }
	left := func(i int) float64 { return slot * (float64(i) + 0.18) }
	right := func(i int) float64 { return slot * (float64(i) + 0.82) }
	b.path("link")
	for i := 1; i < len(b.steps); i++ {
		b.to('M', right(i-1), tenth(y(b.steps[i-1].to)))
		b.across(left(i))
	}
	b.pathEnd()
	for i := range b.steps {
		if s := &b.steps[i]; s.drawn {
			b.rect(s.class, rect{left(i), y(max(s.from, s.to)), right(i), y(min(s.from, s.to))})
		}
	}
	zero := tenth(y(0))
	b.line("base", 0, zero, b.w, zero)
	b.texts("val", "middle")
	for i := range b.steps {
		s := &b.steps[i]
		at := y(max(s.from, s.to)) - b.size*0.4
		if min(s.from, s.to) < 0 && s.to <= s.from {
			at = y(min(s.from, s.to)) + b.size*1.05
		}
		b.label("", slot*(float64(i)+0.5), at, s.label)
	}
	b.end()
	b.drawNames(slot)
	return b.close()
}

// drawNames writes the names under the columns.
func (b *bridge) drawNames(slot float64) {
	b.texts("ax", "middle")
	base := b.h - b.size*(0.4+1.2*float64(b.tall-1))
	for i := range b.steps {
		x := slot * (float64(i) + 0.5)
		first, second, _ := b.wrap(b.steps[i].name, slot-4)
		b.label(b.tot(i), x, base, first)
		if second != "" {
			b.label(b.tot(i), x, base+b.size*1.2, second)
		}
	}
	b.end()
}

// A sheet is the frame of a bridge in rows: names, bars, labels.
type sheet struct {
	row        float64 // height of one
	left, wide float64 // of the bars
	zero       float64
}

func (b *bridge) sheet() sheet {
	names, labels := 0.0, 0.0
	for i := range b.steps {
		names = max(names, b.wide(b.steps[i].name))
		labels = max(labels, b.wide(b.steps[i].label))
	}
	room := min(names+1, b.w*0.36)
	labels = min(labels, b.w*0.34)
	for i := range b.steps {
		if _, second, _ := b.wrap(b.steps[i].name, room); second != "" {
			b.tall = 2
		}
	}
	f := sheet{row: b.size * 2, left: room + b.size*0.8}
	if b.tall == 2 {
		f.row = b.size * 2.9
	}
	f.wide = b.w - f.left - labels - b.size*0.8
	f.zero = f.left + b.scale.part(0)*f.wide
	return f
}

func (b *bridge) drawRows() []byte {
	f := b.sheet()
	b.h = tenth(f.row*float64(len(b.steps)) + 4)
	b.start("bridge rows")
	x := func(v float64) float64 { return f.left + b.scale.part(v)*f.wide }
	top := func(i int) float64 { return 2 + f.row*float64(i) + (f.row-b.size*1.3)/2 }
	b.path("link")
	for i := 1; i < len(b.steps); i++ {
		b.to('M', tenth(x(b.steps[i-1].to)), top(i-1)+b.size*1.3)
		b.down(top(i))
	}
	b.pathEnd()
	for i := range b.steps {
		if s := &b.steps[i]; s.drawn {
			b.rect(s.class, rect{x(min(s.from, s.to)), top(i), x(max(s.from, s.to)), top(i) + b.size*1.3})
		}
	}
	b.line("base", tenth(f.zero), 0, tenth(f.zero), b.h)
	b.texts("val", "start")
	for i := range b.steps {
		s := &b.steps[i]
		at := x(max(s.from, s.to)) + b.size*0.4
		b.label("", at, top(i)+b.size, b.fit(s.label, b.w-at))
	}
	b.end()
	b.drawSideNames(f)
	return b.close()
}

// drawSideNames writes the names left of the rows.
func (b *bridge) drawSideNames(f sheet) {
	b.texts("ax", "start")
	for i := range b.steps {
		first, second, _ := b.wrap(b.steps[i].name, f.left-b.size*0.8)
		y := 2 + f.row*(float64(i)+0.5) + b.size*0.35
		if second != "" {
			b.label(b.tot(i), 1, y-b.size*0.6, first)
			b.label(b.tot(i), 1, y+b.size*0.6, second)
		} else {
			b.label(b.tot(i), 1, y, first)
		}
	}
	b.end()
}
