package check

import (
	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A Verdict is what becomes of a claim.
type Verdict uint8

const (
	Unresolved Verdict = iota // it cannot be held against the data
	Right
	Wrong
)

// A finding is what the data say of a claim.
type finding struct {
	code     string
	verdict  Verdict
	severity diag.Severity
	why      reason
	outcome           // the one that is told
	other    *outcome // another that was tried, if why is unsaid
	missing  bool     // there are no data for it
}

// A reason is why a claim is wrong.
type reason uint8

const (
	isOff     reason = iota // another value
	isRounded               // off by no more than one in the last place
	isFlipped               // it went the other way
	isUnsaid                // it agrees with no base that may be meant, and names none
	isNoBand                // another band
	isSteady                // of a pace: nothing that may be said
	isPast                  // of a span: where it began
)

// An outcome is how a claim stands to the data of one place and base.
type outcome struct {
	known bool // there are data
	right bool
	near  bool    // off by no more than one in the last place
	value num.Num // as the figure should be, with its sign
	then  num.Num
	now   num.Num
	why   reason
	base  base
	unit  string
	when  period.Period
	rated bool // the change may be told as a rate
}

// judge holds a claim against the data.
func (x *reading) judge(c *claim) {
	c.code = c.codeOf()
	switch c.shape {
	case ofFunnel:
		c.finding.verdict, c.outcome = x.funnelled(c)
		return
	case ofPeers:
		x.peers(c)
		return
	}
	var room [6]outcome
	list, places := room[:0], x.places(&c.subject)
	for _, at := range places {
		list = x.outcomes(c, at, list)
	}
	x.decide(c, list, len(places) > 1)
}

// outcomes adds to a list how a claim stands to the data of one place, on each base
// that may be meant.
func (x *reading) outcomes(c *claim, at place, list []outcome) []outcome {
	switch c.shape {
	case ofLevel:
		if c.figure.is == inTimes {
			return append(list, x.multiple(c, at))
		}
		return append(list, x.level(c, at))
	case ofTarget:
		return append(list, x.target(c, at))
	case ofAttained, ofExcess:
		return append(list, x.attained(c, at))
	case ofRow:
		return append(list, x.row(c, at))
	case ofPace:
		return append(list, x.pace(c, at))
	case ofTeam:
		return append(list, x.team(c, at))
	}
	for _, b := range x.bases(c, at) {
		o := x.against(c, at, b)
		if o.known {
			switch c.shape {
			case ofChange:
				x.changed(c, &o)
			case ofSpan:
				x.spanned(c, &o)
			case ofSize:
				x.sized(c, &o)
			}
		}
		list = append(list, o)
	}
	return list
}

// decide makes a verdict of outcomes. What may be meant in several ways is right if
// it is in one of them, and not wrong where it is not certain what is meant.
func (x *reading) decide(c *claim, list []outcome, several bool) {
	first, second := -1, -1
	for i := range list {
		o := &list[i]
		switch {
		case !o.known:
		case o.right:
			c.verdict, c.outcome = Right, *o
			return
		case first < 0 || o.near && !list[first].near:
			first, second = i, first
		case second < 0:
			second = i
		}
	}
	if first < 0 || several || c.loose || c.base.loose {
		c.missing = first < 0 && !several && !c.loose
		return
	}
	c.outcome = list[first]
	c.verdict, c.severity, c.finding.why = Wrong, diag.Error, c.outcome.why
	switch {
	case c.outcome.near:
		c.severity, c.finding.why = diag.Warning, isRounded
	case second >= 0 && c.base.kind == 0:
		c.severity, c.finding.why, c.other = diag.Warning, isUnsaid, new(list[second])
	}
}

// codes are those of shapes that have one.
var codes = [...]string{ofLevel: "C205", ofSpan: "C204", ofAttained: "C206", ofExcess: "C206", ofFunnel: "C207", ofRow: "C210", ofPace: "C211",
	ofSize: "C212", ofTeam: "C213", ofTarget: "C214", ofPeers: "C215"}

// codeOf is the code of a claim in domain.md's list.
func (c *claim) codeOf() string {
	switch c.shape {
	case ofChange:
		switch {
		case c.hedge != 0 || c.figure.inWords():
			return "C220"
		case c.figure.is == inPercent:
			return "C201"
		case c.figure.is == inPoints:
			return "C202"
		}
		return "C203"
	case ofLevel:
		if c.hedge != 0 || c.figure.inWords() {
			return "C220"
		}
	}
	return codes[c.shape]
}

// inWords reports whether a figure is a simplified one: 兩成, 翻倍, double-digit.
func (f *figure) inWords() bool {
	return f.is == inTenths || f.is == inTimes || f.is == inPart || !f.value.Present()
}

// A place is a unit in a period.
type place struct {
	unit string
	at   period.Period
}

// places are those that a subject may be.
func (x *reading) places(s *subject) []place {
	units, times := []string{x.report.Unit}, []period.Period{x.report.Period}
	switch {
	case s.unit != "":
		units[0] = s.unit
	case s.otherUnit != "" && s.otherUnit != units[0]:
		units = append(units, s.otherUnit)
	}
	switch {
	case !s.at.IsZero():
		times[0] = s.at
	case !s.otherAt.IsZero() && s.otherAt != times[0]:
		times = append(times, s.otherAt)
	}
	var list []place
	for _, u := range units {
		for _, p := range times {
			list = append(list, place{u, p})
		}
	}
	return list
}

// bases are those that a change may be held against.
func (x *reading) bases(c *claim, at place) []base {
	if c.base.kind != 0 {
		return []base{c.base}
	}
	list := x.room[:0]
	if c.soft.kind != 0 && c.soft.kind != onTarget {
		list = append(list, c.soft)
	}
	list = append(list, base{kind: onPrevious})
	if at.at.Grain() != period.Annual && c.shape != ofSpan { // what something went from is where it was before
		list = append(list, base{kind: onYear})
	}
	return list
}

// against finds both sides of a change.
func (x *reading) against(c *claim, at place, b base) outcome {
	o := outcome{base: b, unit: at.unit, when: at.at}
	m, q := c.metric.ID, x.in.Cube
	var with cube.Comparison
	switch {
	case b.grain != 0 && b.grain != at.at.Grain():
		return o
	case c.sum:
		w, ok := q.YearToDate(at.unit, m, at.at)
		if !ok || b.kind != onYear || c.base.kind == 0 || !w.Complete {
			return o
		}
		with = cube.Comparison{Base: w.Base, Change: w.Change, Refused: w.Refused}
	case b.kind == onPrevious:
		with = q.Previous(at.unit, m, at.at)
	case b.kind == onYear:
		with = q.YearAgo(at.unit, m, at.at)
	case b.kind == onNamed && b.at.Grain() == at.at.Grain():
		with = q.Against(at.unit, m, at.at, b.at)
	default:
		return o
	}
	switch with.Refused {
	case "", cube.ZeroBase, cube.SignChange, cube.TinyBase:
		o.then, o.now = with.Base, with.Base.Add(with.Change)
		o.known, o.rated = o.now.Present(), with.Refused == ""
	}
	return o
}

var hundred = num.Int(100)

// changed holds a change against both sides.
func (x *reading) changed(c *claim, o *outcome) {
	f, change := &c.figure, o.now.Sub(o.then)
	rate := num.Num{}
	if o.rated && o.then.Sign() > 0 {
		rate = change.Div(o.then).Mul(hundred)
	}
	switch {
	case f.is == inPoints:
		o.hold(f, c.way, change.Mul(hundred))
	case f.is == inCount || f.is == inMoney:
		if !f.value.Present() { // double-digit growth
			o.holdDigits(f.decimals, c.way, rate)
			return
		}
		o.hold(f, c.way, shift(change, -f.power))
	case f.is == inTimes:
		o.holdTimes(c, rate)
	case c.metric.Points(): // rule 9: either may be meant
		o.hold(f, c.way, rate)
		if p := *o; !o.right {
			p.hold(f, c.way, change.Mul(hundred))
			if p.right || !rate.Present() {
				*o = p
			}
		}
	default:
		o.hold(f, c.way, rate)
	}
}

// spanned holds both ends of a span against both sides.
func (x *reading) spanned(c *claim, o *outcome) {
	power, _ := c.figure.fits(c.metric)
	first, _ := c.start.fits(c.metric)
	begin, end := *o, *o
	begin.hold(&c.start, 0, shift(o.then, -first))
	end.hold(&c.figure, 0, shift(o.now, -power))
	o.value = end.value
	switch {
	case !begin.known || !end.known:
		o.known = false
	case !end.right:
		*o = end
		o.why = isOff
	case !begin.right:
		*o = begin
		o.why = isPast
	default:
		o.right = true
	}
}

// level holds a level against a figure.
func (x *reading) level(c *claim, at place) outcome {
	o := outcome{unit: at.unit, when: at.at}
	var actual num.Num
	if c.sum && at.at.Grain() != period.Annual {
		w, ok := x.in.Cube.YearToDate(at.unit, c.metric.ID, at.at)
		if !ok || !w.Complete {
			return o
		}
		actual = w.Actual
	} else if f := x.in.Cube.Figure(at.unit, c.metric.ID, at.at); f.Complete {
		actual = f.Actual
	}
	power, _ := c.figure.fits(c.metric)
	o.now, o.known = actual, actual.Present()
	o.hold(&c.figure, 0, shift(actual, -power))
	return o
}

// multiple holds a level that is said as a multiple of another: 為去年同期的1.4倍.
func (x *reading) multiple(c *claim, at place) outcome {
	o := x.against(c, at, c.base)
	if o.known = o.known && o.rated; o.known {
		o.hold(&c.figure, 0, o.now.Div(o.then))
	}
	return o
}

// target holds a target against that of the data.
func (x *reading) target(c *claim, at place) outcome {
	f := x.in.Cube.Figure(at.unit, c.metric.ID, at.at)
	o := outcome{unit: at.unit, when: at.at, now: f.Target, known: f.Target.Present()}
	power, _ := c.figure.fits(c.metric)
	o.hold(&c.figure, 0, shift(f.Target, -power))
	return o
}

// attained holds an attainment, or what is beyond a target, against both.
func (x *reading) attained(c *claim, at place) outcome {
	o := outcome{unit: at.unit, when: at.at}
	m := c.metric
	f := x.in.Cube.Figure(at.unit, m.ID, at.at)
	if !f.Complete || !f.Target.Present() || f.Target.Sign() <= 0 {
		return o
	}
	o.then, o.now = f.Target, f.Actual
	gap := f.Actual.Sub(f.Target)
	switch {
	case c.shape == ofAttained:
		rate := x.in.Cube.Attainment(at.unit, m.ID, at.at).Rate
		o.known = rate.Present()
		o.hold(&c.figure, 0, rate.Mul(hundred))
	case m.Points():
		o.known = c.figure.is == inPoints
		o.hold(&c.figure, c.way, gap.Mul(hundred))
	case c.figure.is == inPercent || c.figure.is == inPoints:
		o.known = m.Direction == report.Up
		o.hold(&c.figure, c.way, gap.Div(f.Target).Mul(hundred))
	default:
		o.known = true
		o.hold(&c.figure, c.way, shift(gap, -c.figure.power))
	}
	return o
}

// funnelled holds the rate of a funnel against its own counts.
func (x *reading) funnelled(c *claim) (Verdict, outcome) {
	count := func(f figure) num.Num { return shift(f.value, f.power) }
	o := outcome{then: count(c.parts[1]), now: count(c.parts[0]), unit: x.report.Unit, when: x.report.Period}
	rate := o.now.Div(o.then)
	if o.known = rate.Present(); !o.known {
		return Unresolved, o
	}
	o.hold(&c.figure, 0, rate.Mul(hundred))
	switch {
	case !o.known:
		return Unresolved, o
	case o.right:
		return Right, o
	case o.near:
		c.severity, c.finding.why = diag.Warning, isRounded
	default:
		c.severity = diag.Error
	}
	return Wrong, o
}

// shift is n·10^power.
func shift(n num.Num, power int) num.Num {
	if power == 0 {
		return n
	}
	return n.Mul(num.Dec(1, -power))
}
