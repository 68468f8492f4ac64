package check

import (
	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/report"
	"almanac/site/trend"
)

// limits are those of the bands that changes of a metric fall into.
func (in *Input) limits(m *report.Metric) trend.Limits {
	own := in.Archive.Bands
	if m.Bands != nil {
		own = *m.Bands
	}
	list, usual := own.Pct, trend.Rates
	if m.Points() {
		list, usual = own.Points, trend.Points
	}
	for i, limit := range list {
		usual[i] = limit.Or(usual[i])
	}
	return usual
}

// move is the change of a place on the one before, on the scale on which it is
// judged; absent where the two may not be compared.
func (x *reading) move(m *report.Metric, at place) (move, change num.Num) {
	with := x.in.Cube.Previous(at.unit, m.ID, at.at)
	if with.Refused != "" {
		return num.Num{}, num.Num{}
	}
	if m.Points() {
		return with.Change, with.Change
	}
	return with.Change.Div(with.Base), with.Change
}

// sized holds a band word against a change.
func (x *reading) sized(c *claim, o *outcome) {
	change := o.now.Sub(o.then)
	if !c.metric.Points() {
		if !o.rated || o.then.Sign() <= 0 {
			o.known = false
			return
		}
		change = change.Div(o.then)
	}
	o.value = change.Mul(hundred)
	band := x.in.limits(c.metric).Band(change)
	o.why = isNoBand
	switch {
	case c.way != 0 && change.Sign() != c.way && !change.IsZero():
		o.why = isFlipped
	default:
		o.right = int(band) == c.degree
	}
}

// bandOf is the band of a change that is right, beside the word that stands with it:
// 顯著增長2%.
func (x *reading) bandOf(c *claim) (second *claim) {
	o := c.outcome
	if c.shape != ofChange || c.verdict != Right || c.degree <= 0 || !o.then.Present() {
		return nil
	}
	copied := *c
	second = &copied
	second.shape, second.finding = ofSize, finding{code: "C212", verdict: Wrong, severity: diag.Error}
	o.right = false
	x.sized(c, &o)
	second.outcome, second.finding.why = o, o.why
	if !o.known || o.right {
		return nil
	}
	return second
}

// row holds moves in a row against the data. Moves within the flat band are neither
// for it nor against it, and a row that is longer than is said is not wrong, unless
// it says which in the row it is.
func (x *reading) row(c *claim, at place) outcome {
	o := outcome{unit: at.unit, when: at.at, why: isOff}
	if c.base.kind == onYear || c.grain != at.at.Grain() {
		return o
	}
	flat := x.in.limits(c.metric)[0]
	unsure := false
	count := 0
	for q := at.at; ; q = q.Prev() {
		move, _ := x.move(c.metric, place{at.unit, q})
		if !move.Present() && x.in.Cube.Figure(at.unit, c.metric.ID, q.Prev()).Complete {
			unsure = true // there are figures, but they may not be compared
		}
		if !move.Present() || move.Sign() != c.way {
			break
		}
		if move.Abs().Cmp(flat) < 0 {
			unsure = true
		}
		if count++; count > c.row {
			break
		}
	}
	o.value = num.Int(int64(count))
	switch {
	case !x.in.Cube.Figure(at.unit, c.metric.ID, at.at).Complete:
	case count < c.row:
		o.known = !unsure
	case count > c.row:
		o.known = c.nth && !unsure
	default:
		o.right, o.known = !unsure, !unsure
	}
	return o
}

// pace holds 降幅收窄至5% against the last two moves: the rate, and that it is less
// or more than the one before by the tolerance, in amounts as well.
func (x *reading) pace(c *claim, at place) outcome {
	o := outcome{unit: at.unit, when: at.at}
	move, change := x.move(c.metric, at)
	before, changeBefore := x.move(c.metric, place{at.unit, at.at.Prev()})
	if c.base.kind == onYear || !move.Present() || !before.Present() {
		return o
	}
	o.known = true
	o.then, o.now = before.Mul(hundred), move.Mul(hundred)
	o.hold(&c.figure, c.way, o.now)
	if !o.right || move.Sign() != c.way || before.Sign() != c.way {
		o.right = false
		return o
	}
	if c.start.value.Present() {
		if p := o; !p.began(c) {
			return p
		}
	}
	diff := move.Abs().Sub(before.Abs())
	tolerance := x.in.Archive.Checks.Limits["pace_tol"].Or(num.Dec(5, 3))
	grew := change.Abs().Cmp(changeBefore.Abs())
	switch {
	case diff.Sign()*c.pace <= 0:
		o.right, o.near, o.why = false, false, isSteady
	case diff.Abs().Cmp(tolerance) < 0 || grew != c.pace:
		o.right, o.known = false, false
	}
	return o
}

// began reports whether the move before is the one that is said.
func (o *outcome) began(c *claim) bool {
	o.hold(&c.start, c.way, o.then)
	if !o.right {
		o.why = isPast
	}
	return o.right
}

// team holds a ratio, that of the team or of another unit above, and which is higher
// against the data.
func (x *reading) team(c *claim, at place) outcome {
	o := outcome{unit: at.unit, when: at.at, why: isOff}
	m := c.metric
	above := at.unit
	if !c.partly { // else it is a part of the unit that is held against the whole
		above = x.above(at, c.whose)
	}
	if m.Kind != report.Ratio && m.Kind != report.WMean || above == "" {
		return o
	}
	all := x.in.Cube.Figure(above, m.ID, at.at)
	own := x.in.Cube.Figure(at.unit, m.ID, at.at)
	if o.known = all.Complete && own.Complete; !o.known {
		return o
	}
	o.now, o.then = own.Actual, all.Actual
	power, _ := c.figure.fits(m)
	theirs := o
	theirs.hold(&c.figure, 0, shift(all.Actual, -power))
	mine := o
	first := own.Actual.Cmp(all.Actual)
	if c.start.value.Present() {
		mine.hold(&c.start, 0, shift(own.Actual, -power))
		if above == at.unit {
			mine.right, first = true, c.start.value.Cmp(c.figure.value)
		}
	} else {
		mine.right = true
	}
	o.value = theirs.value
	o.right = theirs.right && mine.right && first == c.way
	switch {
	case !theirs.right:
		o.near, o.why = theirs.near, isOff
	case !mine.right:
		o.value, o.near, o.why = mine.value, mine.near, isPast
	case !o.right:
		o.why = isFlipped
	}
	return o
}

// above is the unit whose average is meant: the parent, the root, or the next
// department; "" if there is none.
func (x *reading) above(at place, whose int) string {
	day := x.in.Archive.Calendar.Span(at.at).First
	id := at.unit
	for range len(x.in.Archive.Units) {
		u := x.in.Archive.Unit(id)
		if u == nil || id == report.Root {
			return ""
		}
		id = u.ParentOn(day)
		up := x.in.Archive.Unit(id)
		if whose == 1 || whose == 2 && id == report.Root || whose == 3 && up != nil && up.Level == report.Department {
			return id
		}
	}
	return ""
}

// peers holds 高於行業平均 against the published value in config.toml, without which
// it can be held against nothing.
func (x *reading) peers(c *claim) {
	mark, ok := x.in.Archive.Benchmark[c.metric.ID]
	places := x.places(&c.subject)
	f := x.in.Cube.Figure(places[0].unit, c.metric.ID, places[0].at)
	switch {
	case len(places) > 1 || c.loose:
	case !ok || !mark.Value.Present():
		c.verdict, c.severity, c.finding.why = Wrong, diag.Warning, isUnsaid
	case !f.Complete:
	case f.Actual.Cmp(mark.Value) == c.way:
		c.verdict = Right
	default:
		c.verdict, c.severity, c.finding.why = Wrong, diag.Error, isFlipped
	}
	c.outcome = outcome{known: f.Complete, now: f.Actual, then: mark.Value, unit: places[0].unit, when: places[0].at}
}
