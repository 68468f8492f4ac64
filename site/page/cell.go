package page

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"almanac/site/chart"
	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trend"
)

// number makes a cell of a printed number: digits and what stands behind them.
func number(s, href string) Cell {
	i := strings.LastIndexFunc(s, unicode.IsDigit)
	return Cell{Text: s[:i+1], Unit: s[i+1:], Href: href}
}

// A room is where the cells of a table stand, so that they are made at once.
type room struct {
	cells []Cell
	each  int // of a row
}

func (w *writer) roomFor(rows, each int) room { return room{w.desk.cells.take(rows * each), each} }

// row takes out the room of one row.
func (r *room) row() []Cell {
	cells := r.cells[:0:r.each]
	r.cells = r.cells[r.each:]
	return cells
}

// usualGroups is how many groups of metrics there is room for at once.
const usualGroups = 8

// join puts the last of some rows, which have room for all, into a table: behind
// the others of its group.
func (t *Table) join(rows []Row, group string) {
	if n := len(t.Groups); n == 0 || t.Groups[n-1].Title != group {
		t.Groups = append(t.Groups, Group{Title: group, Rows: rows[len(rows)-1:]})
		return
	}
	g := &t.Groups[len(t.Groups)-1]
	g.Rows = g.Rows[:len(g.Rows)+1]
}

// none is a cell without a figure.
func (w *writer) none(note, href string) Cell {
	return Cell{Text: w.l.Number(num.Num{}, 0), Class: "na", Note: note, Href: href}
}

// actual is the cell of a figure's actual.
func (w *writer) actual(f *cube.Figure, m *report.Metric, p period.Period, form locale.Format, href string) Cell {
	switch {
	case f.NA != "":
		return w.none(w.l.T("state.na")+w.l.T("page.colon")+f.NA, href)
	case !f.Actual.Present() && f.Unstackable:
		return w.none(w.l.T("refusal_long.not-stackable"), href)
	case !f.Actual.Present() && !f.Over && f.Target.Present():
		return w.none(w.l.T("state.plan"), href)
	case !f.Actual.Present():
		return w.none(w.absent(f.Den.IsZero(), f.Over), href)
	}
	c := number(w.figure(f.Actual, m, w.beside(f, form)), href)
	c.Class, c.Marks = "ac", w.marks(f, m, p)
	return c
}

// absent says why there is no figure: its denominator is zero, its period is
// not over, or it is missing.
func (w *writer) absent(zero, over bool) string {
	switch {
	case zero:
		return w.l.T("state.undefined")
	case !over:
		return w.l.T("state.not_over")
	}
	return w.l.T("state.missing")
}

// marks are the signs behind an actual.
func (w *writer) marks(f *cube.Figure, m *report.Metric, p period.Period) (marks []Mark) {
	if f.Restated {
		marks = append(marks, Mark{w.l.T("page.restated"), w.l.T("state.restated")})
	}
	if !f.Coverage.Full() {
		marks = append(marks, Mark{w.l.T("page.of", "have", f.Coverage.Have, "need", f.Coverage.Need), w.coverage(f, p)})
	} else if !f.Over {
		marks = append(marks, Mark{w.l.T("page.not_over"), w.l.T("state.not_over")})
	}
	if f.Clipped {
		marks = append(marks, Mark{w.l.T("page.clipped"), w.l.T("page.clipped_long")})
	}
	if f.Incomparable {
		marks = append(marks, Mark{w.l.T("page.not_comparable"), w.l.T("state.not_comparable", "period", w.voice.Period(m.ComparableFrom))})
	}
	return marks
}

// target is the cell of a figure's target.
func (w *writer) target(f *cube.Figure, m *report.Metric, form locale.Format, href string) Cell {
	if !f.Target.Present() {
		return w.none(w.l.T("page.no_target"), "")
	}
	c := number(w.figure(f.Target, m, w.beside(f, form)), href)
	c.Class = "plan"
	if f.Retargeted {
		c.Marks = []Mark{{w.l.T("page.restated"), w.l.T("state.restated")}}
	}
	return c
}

// targetAt is target with a mark where it is probably a slip.
func (w *writer) targetAt(unit string, m *report.Metric, p period.Period, f *cube.Figure, form locale.Format, href string) Cell {
	c := w.target(f, m, form, href)
	if w.slip(unit, m, p) {
		c.Marks = append(c.Marks, Mark{w.l.T("page.slip"), w.l.T("page.slip_long")})
	}
	return c
}

// slip reports whether a target is out of all proportion to the actuals and
// the other targets around it, of which there must be at least two.
func (w *writer) slip(unit string, m *report.Metric, p period.Period) bool {
	aim := w.at(unit, m.ID, p).Target
	if !aim.Present() {
		return false
	}
	const before, after = 12, 3
	target := math.Abs(aim.Float())
	for i := range before + after + 1 {
		if 3*math.Abs(w.cube.Actual(unit, m.ID, p.Add(i-before)).Float()) >= target {
			return false // in proportion; most are, at once
		}
	}
	points, targets := make([]chart.Point, 0, before+after+1), 0
	for i := range before + after + 1 {
		f := w.at(unit, m.ID, p.Add(i-before))
		points = append(points, chart.Point{Actual: value(f.Actual), Target: value(f.Target)})
		if f.Target.Present() {
			targets++
		}
	}
	return targets > 2 && slices.Contains(chart.OffScale(points), before)
}

// attained is the cell of an attainment: the rate, or for percentages the gap
// in points.
func (w *writer) attained(a cube.Attainment, href string) Cell {
	var c Cell
	switch {
	case a.Rate.Present():
		c = number(w.l.Attainment(a.Rate, a.Met, 1), href)
	case a.Gap.Present() && a.Known:
		c = number(w.l.Points(a.Gap, 1, true), href)
	default:
		return w.none("", "")
	}
	switch {
	case !a.Known:
	case a.Met:
		c.Class, c.Tone = "good", w.l.T("favour.met")
	default:
		c.Class, c.Tone = "bad", w.l.T("favour.missed")
	}
	return c
}

// attainedOf is attained for a metric that is not in percent but has no rate:
// its gap is an amount.
func (w *writer) attainedOf(a cube.Attainment, m *report.Metric, form locale.Format, href string) Cell {
	if a.Rate.Present() || m.Points() || !a.Gap.Present() {
		return w.attained(a, href)
	}
	c := number(w.l.Change(a.Gap, w.l.Apart(a.Gap, num.Zero(), form)), href)
	if a.Known {
		c.Class, c.Tone = tone(a.Met)
		c.Tone = w.l.T("favour." + c.Tone)
	}
	return c
}

func tone(met bool) (class, word string) {
	if met {
		return "good", "met"
	}
	return "bad", "missed"
}

// A delta is a change that a cell shows.
type delta struct {
	change, rate num.Num
	refused      cube.Refusal
	favourable   int
}

// change is the cell of a comparison: the rate, in points for percentages; the
// amount where a rate would mislead; a dash with the reason where there is
// nothing to compare.
func (w *writer) change(d delta, m *report.Metric, form locale.Format, href string) Cell {
	if !d.change.Present() {
		if d.refused == "" {
			d.refused = cube.Missing
		}
		return w.none(w.l.T("refusal_long."+string(d.refused)), href)
	}
	var c Cell
	flat := false
	switch {
	case d.refused == "" && d.rate.Present():
		c = number(w.rate(d.rate), href)
		flat = w.band(m, d.rate, false) == 0
	default:
		c = number(w.l.Change(d.change, form), href)
		flat = d.change.IsZero() || m.Points() && w.band(m, d.change, true) == 0
		if d.refused != "" {
			c.Note = w.l.T("refusal_long." + string(d.refused))
		}
	}
	if d.refused == cube.SmallSample {
		c.Class = "flat" // no word, arrow or colour for what chance may have done
		return c
	}
	w.shade(&c, d.change.Sign(), d.favourable, flat)
	return c
}

// tenfold is the rate of change from which on it is printed as a multiple.
var tenfold = num.Int(10)

// rate prints a rate of change; from ten-fold on as a multiple of the base.
func (w *writer) rate(r num.Num) string {
	if r.Cmp(tenfold) >= 0 {
		return "×" + w.l.Number(r.Add(num.Int(1)), 1)
	}
	return w.l.Signed(r, 1)
}

// band is the magnitude of a change.
func (w *writer) band(m *report.Metric, n num.Num, points bool) trend.Band {
	return w.tell.LimitsOn(m, points).Band(n)
}

// printsZero reports whether a printed number has no digit but zeros, or is
// less than what its decimals can show.
func printsZero(s string) bool {
	zero, more, less := false, false, false
	for i := range len(s) {
		zero, more, less = zero || s[i] == '0', more || '1' <= s[i] && s[i] <= '9', less || s[i] == '<'
	}
	return (zero || more) && (less || !more)
}

// shade gives a change its arrow, colour and words; one that prints as zero has
// no direction.
func (w *writer) shade(c *Cell, sign, favourable int, flat bool) {
	switch {
	case flat || printsZero(c.Text):
		c.Arrow, c.Class = "◆", "flat"
		return
	case sign > 0:
		c.Arrow = "▲"
	case sign < 0:
		c.Arrow = "▼"
	}
	switch {
	case favourable > 0:
		c.Class, c.Tone = "good", w.l.T("favour.favourable")
	case favourable < 0:
		c.Class, c.Tone = "bad", w.l.T("favour.unfavourable")
	default:
		c.Class = "flat"
	}
}

func deltaOf(c cube.Comparison) delta { return delta{c.Change, c.Rate, c.Refused, c.Favourable} }

// value is a number for a chart.
func value(n num.Num) chart.Value { return chart.Value{V: n.Float(), OK: n.Present()} }

// effect is a favourable change as charts have it.
func effect(favourable int) chart.Effect {
	switch {
	case favourable > 0:
		return chart.Good
	case favourable < 0:
		return chart.Bad
	}
	return chart.Neutral
}

// bands are where the bands of a bullet end, as parts of the target.
var bands = []float64{0.8, 0.95, 1.05}

// bullet is the picture of a figure against its target.
func (w *writer) bullet(f *cube.Figure, prior num.Num, m *report.Metric) Picture {
	if !f.Actual.Present() || !f.Target.Present() {
		return Picture{}
	}
	return Picture{Bullet: w.desk.bullets.put(chart.BulletOptions{
		Actual: value(f.Actual), Target: value(f.Target), Prior: value(prior),
		Bands: bands, LowerBetter: m.Direction == report.Down, Partial: !f.Complete,
	})}
}

// spark is the picture of the last 24 periods that end with p.
func (w *writer) spark(unit string, m *report.Metric, p period.Period) Picture {
	n := slotsOf(p.Grain())
	values, any := w.desk.values.take(n), 0
	var room [30]num.Num
	for i, a := range w.cube.Run(unit, m.ID, p, room[:n]) {
		if a.Present() {
			values[i], any = value(a), any+1
		}
	}
	if any < 3 {
		return Picture{} // two values have no shape
	}
	return Picture{Spark: w.desk.sparks.put(chart.SparkOptions{Values: values, Slots: n, Recent: n / 2})}
}

// slotsOf is how many periods a sparkline has.
func slotsOf(g period.Grain) int {
	switch g {
	case period.Daily:
		return 30
	case period.Quarterly:
		return 8
	case period.Annual:
		return 6
	}
	return 24
}
