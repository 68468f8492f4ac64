//go:build ignore

package main

import (
	"fmt"
	"math/big"
	"strings"
)

// A figure is a metric of a unit in a period, as the rules give it. A nil
// *figure is a missing one.
type figure struct {
	value      *big.Rat
	top, under *big.Rat // parts of a quotient that stacks part by part
	have, need int
	na         bool
}

func (f *figure) there() bool    { return f != nil && !f.na }
func (f *figure) complete() bool { return f.there() && f.have == f.need }

// oracle answers by the definition, recursively; it only remembers answers.
type oracle struct {
	*model
	actuals map[string]*figure
	targets map[string]*big.Rat
	logged  []period // the days with reports
}

func newOracle(m *model) *oracle {
	o := &oracle{model: m, actuals: map[string]*figure{}, targets: map[string]*big.Rat{}}
	for _, r := range m.reports {
		if r.period.grain == "day" {
			o.logged = append(o.logged, r.period)
		}
	}
	return o
}

// actual is design.md §4.
func (o *oracle) actual(u *unit, p period, m *metric) *figure {
	key := u.id + "/" + p.name + "/" + m.id
	f, known := o.actuals[key]
	if !known {
		if left, right := m.parts(); left != "" {
			f = calculate(m, o.actual(u, p, metricByID(left)), o.actual(u, p, metricByID(right)))
		} else {
			f = o.resolve(u, p, m)
		}
		o.actuals[key] = f
	}
	return f
}

// calculate works a ratio or a derived metric out from two figures.
func calculate(m *metric, l, r *figure) *figure {
	if !l.there() || !r.there() {
		return nil
	}
	if l.have != r.have || l.need != r.need {
		if l.complete() && r.complete() {
			panic("both complete in different ways: the rules leave this open, so the archive avoids it: " + m.id)
		}
		return nil
	}
	v := apply(m, l.value, r.value)
	if v == nil {
		return nil
	}
	return &figure{value: v, top: l.value, under: r.value, have: l.have, need: l.need}
}

// apply is the formula of a ratio or a derived metric; nil for a quotient
// with denominator 0.
func apply(m *metric, l, r *big.Rat) *big.Rat {
	switch {
	case m.kind == "derived" && m.op == "-":
		return new(big.Rat).Sub(l, r)
	case r.Sign() == 0:
		return nil
	}
	return new(big.Rat).Quo(l, r)
}

// resolve takes the first that there is: complete over time, complete over
// units, stated, the fuller incomplete stack.
func (o *oracle) resolve(u *unit, p period, m *metric) *figure {
	overTime := o.overTime(u, p, m)
	if overTime.complete() {
		return overTime
	}
	overUnits := o.overUnits(u, p, m)
	if overUnits.complete() {
		return overUnits
	}
	if f := figureOf(o.stated(u, p, m.id)); f != nil {
		return f
	}
	switch {
	case overTime == nil:
		return overUnits
	case overUnits != nil && overUnits.have*overTime.need > overTime.have*overUnits.need:
		return overUnits
	}
	return overTime
}

// figureOf reads an entry; nil if it holds no actual.
func figureOf(e *entry) *figure {
	switch {
	case e == nil:
		return nil
	case e.na != "":
		return &figure{na: true}
	case e.num != nil:
		return &figure{value: new(big.Rat).Quo(e.num, e.den), top: e.num, under: e.den, have: 1, need: 1}
	case e.value == nil:
		return nil
	case e.weight != nil:
		return &figure{value: e.value, top: new(big.Rat).Mul(e.value, e.weight), under: e.weight, have: 1, need: 1}
	}
	return &figure{value: e.value, have: 1, need: 1}
}

func (o *oracle) overTime(u *unit, p period, m *metric) *figure {
	if m.kind == "distinct" {
		return nil
	}
	var parts []*figure
	for _, q := range o.smaller(u, p, m) {
		parts = append(parts, o.actual(u, q, m))
	}
	return stack(m, parts, true)
}

// smaller lists the periods of the next smaller grain that p needs.
func (o *oracle) smaller(u *unit, p period, m *metric) (ps []period) {
	switch p.grain {
	case "quarter", "year":
		for _, q := range p.months() {
			if u.valid(q) {
				ps = append(ps, q)
			}
		}
	case "month", "week":
		for _, d := range p.days() {
			if u.valid(d) && (!d.weekend() || o.isLogged(d) && o.actual(u, d, m).there()) {
				ps = append(ps, d)
			}
		}
	}
	return ps
}

func (o *oracle) isLogged(d period) bool {
	for _, l := range o.logged {
		if l.name == d.name {
			return true
		}
	}
	return false
}

func (o *oracle) overUnits(u *unit, p period, m *metric) *figure {
	if m.kind == "distinct" && m.org != "sum" {
		return nil
	}
	var parts []*figure
	for _, c := range o.neededChildren(u, p, m) {
		parts = append(parts, o.actual(c, p, m))
	}
	return stack(m, parts, false)
}

func (o *oracle) neededChildren(u *unit, p period, m *metric) (cs []*unit) {
	for _, c := range units {
		if c.id == "root" || c.parentIn(p) != u.id || !c.valid(p) {
			continue
		}
		byCalendar := p.grain == "month" || p.grain == "quarter" || p.grain == "year"
		if m.core && byCalendar || o.begun(c, p, m) {
			cs = append(cs, c)
		}
	}
	return cs
}

// begun reports whether c has had a figure of m up to p, in p's grain or in
// the smaller one that stacks into it: whoever has months is not excused from
// a year that cannot be worked out.
func (o *oracle) begun(c *unit, p period, m *metric) bool {
	grains := []string{p.grain}
	if smaller := map[string]string{"year": "month", "quarter": "month", "month": "day", "week": "day"}[p.grain]; smaller != "" && m.kind != "distinct" {
		grains = append(grains, smaller)
	}
	for _, grain := range grains {
		for _, q := range o.periods(grain) {
			if !q.last.After(p.last) && o.actual(c, q, m) != nil {
				return true
			}
		}
	}
	return false
}

// periods lists the archive's periods of a grain; of weeks and days those
// with logs, for no other has a figure.
func (o *oracle) periods(grain string) (ps []period) {
	switch grain {
	case "month":
		return allMonths()
	case "quarter":
		for y := firstYear; y <= lastYear; y++ {
			ps = append(ps, quarterly(y, 1), quarterly(y, 2), quarterly(y, 3), quarterly(y, 4))
		}
	case "year":
		for y := firstYear; y <= lastYear; y++ {
			ps = append(ps, annual(y))
		}
	case "week":
		return []period{weekly(2023, 40), weekly(2023, 41), weekly(2023, 42)}
	case "day":
		return o.logged
	}
	return ps
}

// stack puts needed parts together; nil if they give no value.
func stack(m *metric, parts []*figure, overTime bool) *figure {
	f := &figure{}
	var needed, there []*figure
	for _, p := range parts {
		if p != nil && p.na {
			continue
		}
		needed = append(needed, p)
		if p != nil {
			there = append(there, p)
		}
		if p.complete() {
			f.have++
		}
	}
	f.need = len(needed)
	if len(there) == 0 {
		return nil
	}
	switch {
	case m.kind == "stock" && overTime:
		f.value = levelOver(m.time, needed, there)
	case m.kind == "flow", m.kind == "stock", m.kind == "distinct":
		f.value = new(big.Rat)
		for _, p := range there {
			f.value.Add(f.value, p.value)
		}
	case m.kind == "max", m.kind == "min":
		f.value = extreme(m.kind, there)
	default: // ratio with parts, wmean
		f.top, f.under = new(big.Rat), new(big.Rat)
		for _, p := range there {
			f.top.Add(f.top, p.top)
			f.under.Add(f.under, p.under)
		}
		f.value = new(big.Rat).Quo(f.top, f.under)
	}
	if f.value == nil {
		return nil
	}
	return f
}

// levelOver is the value of a stock over needed periods, nil if it depends on
// one that is missing.
func levelOver(time string, needed, there []*figure) *big.Rat {
	pick := needed[len(needed)-1]
	switch time {
	case "first":
		pick = needed[0]
	case "mean":
		if len(there) < len(needed) {
			return nil
		}
		sum := new(big.Rat)
		for _, f := range there {
			sum.Add(sum, f.value)
		}
		return sum.Quo(sum, whole(int64(len(there))))
	}
	if pick == nil {
		return nil
	}
	return pick.value
}

func extreme(kind string, there []*figure) *big.Rat {
	best := there[0].value
	for _, f := range there {
		if c := f.value.Cmp(best); kind == "max" && c > 0 || kind == "min" && c < 0 {
			best = f.value
		}
	}
	return best
}

// target: stated, else over time, else over units; nil if there is none.
func (o *oracle) target(u *unit, p period, m *metric) *big.Rat {
	key := u.id + "/" + p.name + "/" + m.id
	t, known := o.targets[key]
	if !known {
		if t = o.statedTarget(u, p, m); t == nil && m.kind == "derived" {
			l, r := o.target(u, p, metricByID(m.l)), o.target(u, p, metricByID(m.r))
			if l != nil && r != nil {
				t = apply(m, l, r)
			}
		} else if t == nil {
			t = o.stackedTarget(u, p, m)
		}
		o.targets[key] = t
	}
	return t
}

func (o *oracle) statedTarget(u *unit, p period, m *metric) *big.Rat {
	e := o.stated(u, p, m.id)
	switch {
	case e == nil:
		return nil
	case e.growth != nil:
		base := o.actual(u, p.yearAgo(), m)
		if !base.complete() {
			return nil
		}
		return new(big.Rat).Mul(base.value, new(big.Rat).Add(whole(1), e.growth))
	}
	return e.target
}

// stackedTarget stacks by kind; distinct, max and min never do.
func (o *oracle) stackedTarget(u *unit, p period, m *metric) *big.Rat {
	if m.kind == "distinct" || m.kind == "max" || m.kind == "min" {
		return nil
	}
	var parts []*figure
	for _, q := range o.smaller(u, p, m) {
		parts = append(parts, o.targetPart(u, q, m))
	}
	if t := stackTargets(m, parts, true); t != nil {
		return t
	}
	parts = nil
	for _, c := range o.neededChildren(u, p, m) {
		parts = append(parts, o.targetPart(c, p, m))
	}
	return stackTargets(m, parts, false)
}

// targetPart is a target in the shape that stack takes.
func (o *oracle) targetPart(u *unit, p period, m *metric) *figure {
	if f := o.actual(u, p, m); f != nil && f.na {
		return f
	}
	if t := o.target(u, p, m); t != nil {
		return &figure{value: t, have: 1, need: 1}
	}
	return nil
}

func stackTargets(m *metric, parts []*figure, overTime bool) *big.Rat {
	if m.kind == "flow" || m.kind == "stock" {
		if f := stack(m, parts, overTime); f.complete() {
			return f.value
		}
		return nil
	}
	var shared *big.Rat
	for _, p := range parts {
		switch {
		case p == nil, p.there() && shared != nil && shared.Cmp(p.value) != 0:
			return nil
		case p.there():
			shared = p.value
		}
	}
	return shared
}

// expectedCSV lists every figure that has an actual or a target.
func expectedCSV(o *oracle) string {
	var b strings.Builder
	b.WriteString("unit,period,metric,actual,target,have,need\n")
	for _, u := range units {
		for _, grain := range []string{"month", "quarter", "year", "week", "day"} {
			for _, p := range o.periods(grain) {
				for _, m := range metrics {
					writeExpected(&b, o, u, p, m)
				}
			}
		}
	}
	return b.String()
}

func writeExpected(b *strings.Builder, o *oracle, u *unit, p period, m *metric) {
	if !u.valid(p) {
		return
	}
	actual, target, coverage := "", "", ","
	f := o.actual(u, p, m)
	if f.there() {
		actual, coverage = decimal(f.value), fmt.Sprintf("%d,%d", f.have, f.need)
	}
	if t := o.target(u, p, m); t != nil {
		target = decimal(t)
	}
	if actual+target != "" {
		fmt.Fprintf(b, "%s,%s,%s,%s,%s,%s\n", u.id, p.name, m.id, actual, target, coverage)
	}
}
