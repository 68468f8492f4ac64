//go:build ignore

package main

import (
	"fmt"
	"math/big"
	"strings"
	"time"
)

// A side is one side of a comparison: a figure, or a window of months worked
// out like one.
type side struct {
	figure  *figure
	partial bool
	months  []period // what it spans; for days and weeks the period itself
}

// A comparison is a row of comparisons.csv.
type comparison struct {
	base, change, rate *big.Rat
	refused            string
}

// compare follows the order of settled.md 11.
func (o *oracle) compare(u *unit, p period, m *metric, basis string) comparison {
	if m.kind == "distinct" && (basis == "ytd" || basis == "r12") {
		return comparison{refused: "not-stackable"}
	}
	now, then := o.sides(u, p, m, basis)
	c := comparison{}
	if then.figure.there() {
		c.base = then.figure.value
	}
	switch {
	case !now.figure.there() || !then.figure.there():
		c.refused = "missing"
	case now.partial || then.partial:
		c.refused = "partial"
	case scopeChanged(u, p, then.months, append(now.months, then.months...)):
		c.refused = "scope-changed"
	default:
		c.change = new(big.Rat).Sub(now.figure.value, c.base)
		c.refused = o.noRate(u, m, now, then, basis)
		if c.refused == "" && m.unit != "percent" {
			c.rate = new(big.Rat).Quo(c.change, c.base)
		}
	}
	return c
}

// sides returns what basis compares.
func (o *oracle) sides(u *unit, p period, m *metric, basis string) (now, then side) {
	switch basis {
	case "previous":
		return o.single(u, p, m), o.single(u, p.back(1), m)
	case "year_ago":
		return o.single(u, p, m), o.single(u, p.yearAgo(), m)
	}
	end := p.months()[len(p.months())-1]
	length := 12
	if basis == "ytd" {
		length = int(end.first.Month())
	}
	return o.window(u, last(length, end), m), o.window(u, last(length, end.back(12)), m)
}

func (o *oracle) single(u *unit, p period, m *metric) side {
	if !u.valid(p) || p.first.Year() < firstYear {
		return side{months: []period{p}}
	}
	f := o.actual(u, p, m)
	return side{f, f.there() && !f.complete(), []period{p}}
}

// last lists the n months that end with end.
func last(n int, end period) (ms []period) {
	for i := n - 1; i >= 0; i-- {
		ms = append(ms, end.back(i))
	}
	return ms
}

// window stacks months by the metric's kind; the parts of a ratio first.
func (o *oracle) window(u *unit, months []period, m *metric) side {
	if left, right := m.parts(); left != "" {
		l, r := o.window(u, months, metricByID(left)), o.window(u, months, metricByID(right))
		return side{calculate(m, l.figure, r.figure), l.partial || r.partial, months}
	}
	s := side{months: months}
	var parts []*figure
	for _, p := range months {
		f := o.single(u, p, m).figure
		if f == nil {
			return side{months: months} // a gap
		}
		s.partial = s.partial || !f.na && !f.complete()
		parts = append(parts, f)
	}
	s.figure = stack(m, parts, true)
	return s
}

// scopeChanged: see the head of main.go. spans are all periods of both sides.
func scopeChanged(u *unit, p period, then, spans []period) bool {
	for _, c := range units {
		if c.movedFrom == "" || u.id != c.movedFrom && u.id != c.parent {
			continue
		}
		until, before, after := parse(c.movedUntil).last, false, false
		for _, s := range spans {
			before = before || !s.last.After(until)
			after = after || s.first.After(until)
		}
		if before && after {
			return true
		}
	}
	return !u.whole(p) || len(then) == 1 && !u.whole(then[0])
}

// noRate says why no rate can be formed from two complete figures; "" if one can.
func (o *oracle) noRate(u *unit, m *metric, now, then side, basis string) string {
	a, b := now.figure.value, then.figure.value
	switch {
	case m.unit == "percent":
		if m.num != "" && (now.figure.under.Cmp(whole(30)) < 0 || then.figure.under.Cmp(whole(30)) < 0) {
			return "small-sample"
		}
	case b.Sign() == 0:
		return "zero-base"
	case b.Sign() < 0, a.Sign() < 0:
		return "sign-change"
	case m.unit == "count" && b.Cmp(whole(5)) < 0:
		return "tiny-base"
	case m.unit == "money" && (basis == "previous" || basis == "year_ago") && o.tinyMoney(u, then.months[0], m, b):
		return "tiny-base"
	}
	return ""
}

// tinyMoney compares a base with the mean size of the twelve periods that end with it.
func (o *oracle) tinyMoney(u *unit, p period, m *metric, base *big.Rat) bool {
	sum := new(big.Rat)
	for i := 0; i < 12; i++ {
		f := o.single(u, p.back(i), m).figure
		if !f.there() {
			return false
		}
		sum.Add(sum, new(big.Rat).Abs(f.value))
	}
	limit := sum.Quo(sum, whole(12*100))
	return new(big.Rat).Abs(base).Cmp(limit) < 0
}

// A cell names one comparison.
type cell struct {
	unit, period, metric, basis string
}

// chosen are the cells that show each rule; the others are drawn.
var chosen = []cell{
	{"root", "2023", "revenue", "previous"}, {"root", "2023", "revenue", "year_ago"}, {"root", "2023", "revenue", "ytd"}, {"root", "2023", "revenue", "r12"},
	{"root", "2023-Q4", "revenue", "year_ago"}, {"root", "2023-12", "headcount", "r12"}, {"root", "2023-12", "largest_order", "r12"},
	{"root", "2023-12", "conversion", "ytd"}, {"root", "2023-12", "churn_rate", "r12"}, {"root", "2023-12", "avg_order", "ytd"}, {"root", "2023-12", "customers", "ytd"},
	// The restated month, as value and as base.
	{"rep-e2", "2022-03", "revenue", "previous"}, {"rep-e2", "2022-04", "revenue", "previous"}, {"rep-e2", "2023-03", "revenue", "year_ago"},
	// Simpson: each falls, the team rises.
	{"rep-m1", "2022-11", "conversion", "previous"}, {"rep-m2", "2022-11", "conversion", "previous"}, {"team-3", "2022-11", "conversion", "previous"},
	// not-stackable
	{"root", "2023-06", "visitors", "ytd"}, {"east", "2023-Q2", "visitors", "r12"}, {"west", "2022-11", "buyers", "ytd"},
	{"root", "2023-Q2", "visitors", "previous"}, {"root", "2022-Q2", "buyers", "year_ago"},
	// missing: the archive's start, the missing month, an unfinished window
	{"root", "2021-01", "revenue", "previous"}, {"root", "2021-06", "revenue", "r12"}, {"root", "2021-12", "revenue", "year_ago"},
	{"rep-m2", "2021-10", "revenue", "previous"}, {"rep-m2", "2022-09", "revenue", "year_ago"}, {"rep-m2", "2022-12", "orders", "ytd"},
	{"rep-e2", "2021-07", "revenue", "previous"}, {"root", "2022-03", "visitors", "year_ago"},
	// partial: what the missing month leaves behind; revenue is stated by the department
	{"team-3", "2021-10", "revenue", "previous"}, {"east", "2021-10", "orders", "previous"}, {"root", "2022-09", "orders", "year_ago"},
	{"root", "2022-Q3", "orders", "year_ago"}, {"root", "2022", "profit", "previous"}, {"root", "2022-12", "orders", "r12"},
	{"east", "2021-10", "revenue", "previous"}, {"root", "2022-Q3", "revenue", "year_ago"}, {"root", "2022", "revenue", "previous"},
	{"rep-m2", "2022-Q3", "revenue", "year_ago"},
	// scope-changed: the departments across the move; not the company, not the team
	{"east", "2023-01", "revenue", "previous"}, {"west", "2023-01", "revenue", "previous"}, {"east", "2023-Q4", "orders", "year_ago"},
	{"west", "2023", "conversion", "year_ago"}, {"west", "2023-06", "revenue", "ytd"}, {"east", "2023-06", "revenue", "r12"}, {"west", "2023-12", "buyers", "year_ago"},
	{"east", "2023-02", "revenue", "previous"}, {"west", "2023-Q2", "revenue", "previous"}, {"team-3", "2023-01", "revenue", "previous"}, {"root", "2023-01", "revenue", "previous"},
	// scope-changed: the unit itself began or ended inside a period
	{"rep-e2", "2022", "revenue", "previous"}, {"rep-w2", "2023", "revenue", "previous"}, {"rep-e2", "2021-Q4", "revenue", "previous"}, {"rep-w2", "2023-Q2", "revenue", "previous"},
	{"team-1", "2022", "revenue", "previous"}, {"team-2", "2023", "revenue", "previous"},
	// zero-base, sign-change, tiny-base
	{"rep-w1", "2022-07", "new_customers", "previous"}, {"rep-w1", "2023-06", "new_customers", "year_ago"},
	{"rep-m1", "2022-05", "profit", "previous"}, {"rep-m2", "2023-02", "profit", "previous"}, {"rep-m2", "2023-03", "profit", "previous"},
	{"rep-e1", "2022-10", "new_customers", "previous"}, {"rep-e1", "2023-04", "profit", "previous"}, {"team-1", "2023-10", "headcount", "previous"},
	// small-sample
	{"rep-e2", "2021-08", "churn_rate", "previous"}, {"rep-e2", "2022-01", "churn_rate", "previous"}, {"rep-e2", "2021-10", "conversion", "previous"},
	// weeks and days
	{"rep-e1", "2023-W41", "leads", "previous"}, {"rep-e1", "2023-W41", "followups", "previous"}, {"team-1", "2023-W41", "followups", "previous"},
	{"root", "2023-W42", "leads", "previous"}, {"rep-e1", "2023-W40", "leads", "previous"}, {"rep-e1", "2023-W40", "leads", "year_ago"},
	{"rep-e1", "2023-10-04", "followups", "previous"}, {"east", "2023-10-11", "followups", "previous"},
}

// drawn adds about one in seventy of all other comparisons.
func drawn(o *oracle) (cs []cell) {
	for _, u := range units {
		for _, grain := range []string{"month", "quarter", "year"} {
			for _, p := range o.periods(grain) {
				for _, m := range metrics {
					for _, basis := range []string{"previous", "year_ago", "ytd", "r12"} {
						if draw(0, 69, u.id, p.name, m.id, basis) == 0 {
							cs = append(cs, cell{u.id, p.name, m.id, basis})
						}
					}
				}
			}
		}
	}
	return cs
}

// doubtful reports cells that the rules do not settle, or that show cannot
// print because the period has no figure.
func (o *oracle) doubtful(u *unit, p period, m *metric, basis string) bool {
	if !u.valid(p) || !o.actual(u, p, m).there() {
		return true
	}
	if m.kind == "distinct" {
		return false
	}
	now, then := o.sides(u, p, m, basis)
	if basis == "ytd" || basis == "r12" {
		for _, q := range append(now.months, then.months...) {
			// Is a month before a unit's start a gap, or outside of the window?
			if !u.valid(q) && !q.first.Before(time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC)) {
				return true
			}
		}
		left, _ := m.parts()
		switch {
		case left != "" && (now.partial || then.partial): // what is the base of unequal parts?
			return true
		case m.id == "profit" && then.figure.there() && then.figure.value.Cmp(whole(50_000)) < 0: // tiny for a window?
			return true
		}
	}
	// Does a percent metric that rises from 0 % have a zero base?
	return m.unit == "percent" && then.figure.there() && then.figure.value.Sign() == 0
}

func comparisonsCSV(o *oracle) string {
	var b strings.Builder
	b.WriteString("unit,period,metric,base,base_value,change,rate,refused\n")
	seen := map[cell]bool{}
	counts := map[string]int{}
	for i, c := range append(chosen, drawn(o)...) {
		u, p, m := unitByID(c.unit), parse(c.period), metricByID(c.metric)
		if seen[c] {
			continue
		}
		seen[c] = true
		if o.doubtful(u, p, m, c.basis) {
			if i < len(chosen) {
				panic(fmt.Sprint("a chosen cell is doubtful: ", c))
			}
			continue
		}
		r := o.compare(u, p, m, c.basis)
		if i >= len(chosen) && r.refused == "missing" && draw(0, 4, c.unit, c.period, c.metric) > 0 {
			continue // the first year has far too many
		}
		counts[r.refused]++
		fmt.Fprintf(&b, "%s,%s,%s,%s,%s,%s,%s,%s\n", c.unit, c.period, c.metric, c.basis,
			optional(r.base), optional(r.change), optional(r.rate), r.refused)
	}
	for _, word := range []string{"", "missing", "partial", "scope-changed", "zero-base", "sign-change", "tiny-base", "small-sample", "not-stackable"} {
		if counts[word] == 0 {
			panic("no comparison is refused as " + word)
		}
	}
	return b.String()
}

func optional(v *big.Rat) string {
	if v == nil {
		return ""
	}
	return decimal(v)
}
