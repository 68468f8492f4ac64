package chart

// Variance draws one metric over a few periods in up to three tiers over one
// x axis: from below the values as columns, their changes as bars, and the
// rates of change as pins.
func Variance(b []byte, o VarianceOptions) []byte {
	v := newVariance(o)
	v.b = b
	v.open("variance", o.ID, o.Title, o.Desc, o.Narrow)
	v.drawNow()
	for i := range v.tiers {
		v.drawTier(&v.tiers[i])
	}
	v.drawNames()
	return v.close()
}

// small is the width of a variance among others, in px.
const small = 340

// VariancePair draws a variance wide and narrow; the stylesheet shows one of
// them.
func VariancePair(b []byte, o VarianceOptions) []byte {
	o.Narrow = false
	class := `<div class="charts small">`
	if o.Width > small {
		class = `<div class="charts medium">`
	}
	b = Variance(append(b, class...), o)
	o.Narrow, o.Width, o.Height = true, 0, 0
	return append(Variance(b, o), `</div>`...)
}

// variance is a chart under work.
type variance struct {
	canvas
	o     VarianceOptions
	tiers []tier
	x0    float64 // where the first slot begins, behind the names of the tiers
	step  float64
	bar   float64 // the width of a column
	head  float64 // the radius of the head of a pin
	foot  float64 // the height of the names
}

// A tier is one floor of the chart.
type tier struct {
	title       string
	form        tierForm
	of          func(p *VariancePoint) Value
	label       func(p *VariancePoint) string
	scale       Scale
	top, bottom float64 // of the floor
	y0, y1      float64 // of the scale: where Hi and Lo are
}

type tierForm uint8

const (
	pins tierForm = iota
	bars
	columns
)

func newVariance(o VarianceOptions) *variance {
	v := &variance{o: o}
	v.w, v.h, v.size = sized(o.Width, small, 160), sized(o.Height, 200, 140), 11.5
	if o.Narrow {
		v.w, v.h, v.size = sized(o.Width, 300, 160), sized(o.Height, 210, 140), 13
	}
	v.foot = v.size * 1.5
	v.setSlots()
	v.setTiers()
	return v
}

// setSlots divides the width. It depends on the number of points and on the
// names of the tiers alone, so that charts beside each other have one x axis.
func (v *variance) setSlots() {
	for _, title := range [...]string{v.o.RateTitle, v.o.DeltaTitle, v.o.ValueTitle} {
		if title != "" {
			v.x0 = max(v.x0, v.wide(title)+v.size*0.7)
		}
	}
	v.x0 = min(v.x0, v.w*0.22)
	v.step = (v.w - v.x0 - 1) / float64(max(len(v.o.Points), 1))
	v.bar = min(v.step*0.6, v.size*2.6)
	v.head = min(3, v.step/2)
}

// setTiers divides the height.
func (v *variance) setTiers() {
	all := [...]tier{
		{title: v.o.RateTitle, form: pins, of: func(p *VariancePoint) Value { return p.Rate }, label: func(p *VariancePoint) string { return p.RateLabel }},
		{title: v.o.DeltaTitle, form: bars, of: func(p *VariancePoint) Value { return p.Delta }, label: func(p *VariancePoint) string { return p.DeltaLabel }},
		{title: v.o.ValueTitle, form: columns, of: func(p *VariancePoint) Value { return p.Value }, label: func(p *VariancePoint) string { return p.Label }},
	}
	parts := [...]float64{0.3, 0.3, 0.4}
	first := 0
	if v.o.NoRates {
		first, parts[1], parts[2] = 1, 0.42, 0.58
	}
	y := 0.0
	for i := first; i < len(all); i++ {
		t := all[i]
		t.top = y
		y += parts[i] * (v.h - v.foot)
		t.bottom = y
		v.setScale(&t)
		v.tiers = append(v.tiers, t)
	}
}

// setScale leaves room for labels over and, where there are values below zero,
// under the scale.
func (v *variance) setScale(t *tier) {
	for i := range v.o.Points {
		t.scale = t.scale.hold(t.of(&v.o.Points[i]))
	}
	room := v.size * 1.3
	if t.form == pins {
		room += v.head
	}
	t.y0, t.y1 = t.top+room, t.bottom-3
	if t.scale.Lo < 0 {
		t.y1 = t.bottom - room
		if t.scale.Hi <= 0 {
			t.y0 = t.top + 3
		}
	}
	if t.form == columns && t.scale.Lo >= 0 {
		t.y1 = t.bottom
	}
}

func (t *tier) y(v float64) float64 { return t.y1 - t.scale.part(v)*(t.y1-t.y0) }

// x is the middle of the slot of point i.
func (v *variance) x(i int) float64 { return v.x0 + v.step*(float64(i)+0.5) }

// drawNow lays a ground behind the period that the page is about.
func (v *variance) drawNow() {
	for i := range v.o.Points {
		if v.o.Points[i].Now {
			half := min(v.step, v.bar*1.9) / 2
			v.rect("nowband", rect{v.x(i) - half, 0, v.x(i) + half, v.h})
		}
	}
}

func (v *variance) drawTier(t *tier) {
	zero := tenth(t.y(0))
	if t.form == columns {
		v.section("accol")
	} else {
		v.section("deltas")
	}
	var taken []rect
	for i := range v.o.Points {
		p := &v.o.Points[i]
		if at := t.of(p); at.ok() {
			taken = append(taken, v.drawMark(t, i, p, at.V))
		}
	}
	v.end()
	v.line("base", v.x0, zero, v.w, zero)
	if t.title != "" {
		v.texts("tier", "start")
		y := max(t.top+v.size, min(zero+v.size*0.35, t.bottom-v.size*0.3))
		v.label("", 0, y, v.fit(t.title, v.x0-v.size*0.4))
		v.end()
	}
	v.drawTierLabels(t, taken)
}

// drawMark draws the column, bar or pin of a point, and gives its box.
func (v *variance) drawMark(t *tier, i int, p *VariancePoint, at float64) rect {
	x := v.x(i)
	r := rect{x - v.bar/2, t.y(max(at, 0)), x + v.bar/2, t.y(min(at, 0))}
	switch t.form {
	case columns:
		class := ""
		if p.Partial {
			class = "part"
		}
		v.rect(class, r)
	case bars:
		v.rect(p.Effect.class(), r)
	case pins:
		r.x0, r.x1 = x-v.head/3, x+v.head/3
		v.rect(p.Effect.class(), r)
		y := t.y(at)
		v.dot(p.Effect.class(), x, y, v.head)
		r = rect{x - v.head, min(r.y0, y-v.head), x + v.head, max(r.y1, y+v.head)}
	}
	return r
}

// drawTierLabels writes the labels that fit, the last before the others; a
// change that is refused gets a dash.
func (v *variance) drawTierLabels(t *tier, taken []rect) {
	v.texts("val", "middle")
	for i := len(v.o.Points) - 1; i >= 0; i-- {
		p := &v.o.Points[i]
		at, text, class := t.of(p), t.label(p), ""
		weight := 1.0
		if p.Now {
			class, weight = "now", 1.12
		}
		if !at.ok() {
			if text = ""; p.Refused && t.form != columns {
				text, class = "–", "absent"
			}
			at.V = 0
		}
		below := at.V < 0 || at.V == 0 && t.scale.Hi <= 0 && t.scale.Lo < 0
		w := v.wide(text) * weight
		box, ok := v.besideMark(t, v.held(v.x(i), w), w, at.V, below)
		if text != "" && ok && !box.meetsAny(taken) {
			taken = append(taken, box)
			v.label(class, (box.x0+box.x1)/2, box.y1-v.size*0.22, text)
		}
	}
	v.end()
}

// besideMark is the place of a text of the width w beyond the end of a mark,
// and whether it is on the floor of the tier.
func (v *variance) besideMark(t *tier, x, w, at float64, below bool) (rect, bool) {
	gap := v.size * 0.15
	if t.form == pins && at != 0 {
		gap += v.head
	}
	y := t.y(at) - gap
	if below {
		y = t.y(at) + gap + v.size
	}
	r := rect{x - w/2, y - v.size, x + w/2, y}
	return r, r.x0 >= v.x0-v.size*0.4 && r.y0 >= t.top-1 && r.y1 <= t.bottom+1 && w <= v.w
}

// drawNames writes the periods under the columns, the last before the others.
func (v *variance) drawNames() {
	v.texts("ax", "middle")
	var taken row
	for i := len(v.o.Points) - 1; i >= 0; i-- {
		p := &v.o.Points[i]
		text, class, w := v.fit(p.Name, v.size*9), "", 0.0
		w = v.wide(text)
		if p.Now {
			class, w = "now", w*1.12
		}
		x := v.held(v.x(i), w)
		if text != "" && taken.take(x-w/2-3, x+w/2+3) {
			v.label(class, x, v.h-v.size*0.4, text)
		}
	}
	v.end()
}
