//go:build ignore

package main

import (
	"fmt"
	"math/big"
)

const (
	firstYear, lastYear = 2021, 2023
	asOf                = "2024-01-15"
)

// A scale is the size of one person's business.
type scale struct {
	revenue            int64 // a month, in the first one
	leadsLo, leadsHi   int64
	customers, satFrom int64  // customers at the start; responses to the survey
	satisfactionFrom   string // the first month of the survey
}

var scales = map[string]scale{
	"rep-e1": {900_000, 60, 95, 80, 40, "2021-01"},
	"rep-e2": {400_000, 12, 48, 0, 32, "2021-07"},
	"rep-w1": {700_000, 45, 80, 64, 36, "2021-01"},
	"rep-w2": {350_000, 31, 60, 45, 33, "2022-01"}, // its survey begins in mid-archive
	"rep-m1": {600_000, 40, 75, 52, 35, "2021-01"},
	"rep-m2": {800_000, 50, 90, 71, 38, "2021-01"},
}

// season is the usual departure of each month, in per cent.
var season = []int64{-8, -15, 5, 2, 0, 3, -2, -4, 6, 8, 4, 10}

func newModel() *model {
	m := &model{byName: map[string]*report{}}
	for _, u := range units {
		if u.level == "individual" {
			m.monthsOf(u)
		}
	}
	m.dailyLogs()
	m.special()
	m.distinctCounts()
	m.targets()
	m.authored()
	return m
}

// allMonths lists the archive's months.
func allMonths() (ms []period) {
	for y := firstYear; y <= lastYear; y++ {
		ms = append(ms, annual(y).months()...)
	}
	return ms
}

// monthsOf writes every month of a person.
func (m *model) monthsOf(u *unit) {
	customers := scales[u.id].customers
	for i, p := range allMonths() {
		if !u.valid(p) {
			continue
		}
		r := m.report(u.id, p.name)
		set := func(id string, n int64) { r.entry(id).value = whole(n) }
		m.salesOf(r, int64(i))
		won, lost := draw(2, 9, u.id, p.name, "won"), draw(0, 4, u.id, p.name, "lost")
		if customers == 0 {
			lost = 0
		}
		set("new_customers", won)
		set("lost_customers", lost)
		set("customers_start", customers)
		customers += won - lost
		set("customers", customers)
		set("headcount", 1)
		set("followups", draw(110, 190, u.id, p.name, "followups"))
	}
}

// salesOf fills in what depends on the size of the month; i counts months.
func (m *model) salesOf(r *report, i int64) {
	u, p, s := r.unit.id, r.period.name, scales[r.unit.id]
	roll := func(lo, hi int64, what string) int64 { return draw(lo, hi, u, p, what) }
	level := 100 + i + season[int(r.period.first.Month())-1]
	revenue := s.revenue * (level + roll(-9, 9, "revenue")) / 10_000 * 100
	orders := revenue/30_000 + roll(2, 9, "orders")
	leads := roll(s.leadsLo, s.leadsHi, "leads")
	r.entry("revenue").value = whole(revenue)
	r.entry("revenue").target = whole(s.revenue * (level + 2) / 1_000_000 * 10_000)
	r.entry("orders").value = whole(orders)
	r.entry("leads").value = whole(leads)
	r.entry("deals").value = whole(leads*roll(9, 21, "deals")/100 + 1)
	// Cents, and a loss now and then.
	r.entry("profit").value = big.NewRat(revenue*roll(-3, 14, "profit")+roll(0, 99, "cents"), 100)
	r.entry("buyers").value = whole(orders - roll(0, 6, "buyers"))
	r.entry("largest_order").value = whole(roll(900, 2400, "largest") * 100)
	r.entry("smallest_order").value = whole(roll(12, 60, "smallest") * 50)
	r.entry("approval_days").value = big.NewRat(roll(10, 60, "approval"), 10)
	r.entry("approval_days").weight = whole(roll(10, 40, "contracts"))
	if p >= s.satisfactionFrom {
		asked := s.satFrom + roll(0, 20, "asked")
		r.entry("satisfaction").num = whole(asked * roll(74, 96, "satisfied") / 100)
		r.entry("satisfaction").den = whole(asked)
	}
}

// dailyLogs gives one person three weeks of days: a plain one, one with a
// Saturday, and one whose Thursday is missing. The month's own figures, which
// stand in its report, are larger than what the days add up to.
func (m *model) dailyLogs() {
	days := append(weekly(2023, 40).days()[:5], weekly(2023, 41).days()[:6]...)
	days = append(days, weekly(2023, 42).days()[:5]...)
	sums := map[string]*big.Rat{"leads": whole(draw(20, 30, "october leads")), "followups": whole(draw(60, 80, "october followups"))}
	for _, d := range days {
		if d.name == "2023-10-19" {
			continue
		}
		r := m.report("rep-e1", d.name)
		r.entry("leads").value = whole(draw(1, 5, d.name, "leads"))
		r.entry("followups").value = whole(draw(4, 11, d.name, "followups"))
		for id, sum := range sums {
			sum.Add(sum, r.figures[id].value)
		}
	}
	for id, sum := range sums {
		m.report("rep-e1", "2023-10").entry(id).value = sum
	}
	m.report("rep-e1", "2023-10").entry("deals").value = whole(10)
}

// distinctCounts states what no sum can give: buyers of the departments by
// quarter and year (the company's stack over the departments), and visitors
// of departments and company by month, quarter and year, counted from 2022.
// Each lies between the largest part and the sum of the parts (domain.md §2.2).
func (m *model) distinctCounts() {
	for _, dept := range []string{"east", "west"} {
		for y := firstYear; y <= lastYear; y++ {
			var quarters []*big.Rat
			for q := 1; q <= 4; q++ {
				p := quarterly(y, q)
				var months []*big.Rat
				for _, month := range p.months() {
					months = append(months, m.buyersIn(dept, month))
				}
				quarters = append(quarters, m.state(dept, p, "buyers", between(months, dept, p.name)))
			}
			m.state(dept, annual(y), "buyers", between(quarters, dept, annual(y).name))
		}
	}
	for y := 2022; y <= lastYear; y++ {
		m.visitorsIn(y)
	}
}

// buyersIn adds up the buyers of a department's people in a month.
func (m *model) buyersIn(dept string, month period) *big.Rat {
	sum := new(big.Rat)
	for _, u := range units {
		if u.level == "individual" && unitByID(u.parent).parentIn(month) == dept {
			if e := m.stated(u, month, "buyers"); e != nil && e.value != nil {
				sum.Add(sum, e.value)
			}
		}
	}
	return sum
}

func (m *model) visitorsIn(y int) {
	parts := map[string][]*big.Rat{} // unit and grain → what the next grain is drawn from
	for q := 1; q <= 4; q++ {
		for _, month := range quarterly(y, q).months() {
			for _, dept := range []string{"east", "west"} {
				n := whole(draw(2500, 6000, dept, month.name, "visitors"))
				parts[dept+"Q"] = append(parts[dept+"Q"], m.state(dept, month, "visitors", n))
			}
			m.visitorsOfRoot(month)
		}
		for _, dept := range []string{"east", "west"} {
			n := between(parts[dept+"Q"], dept, quarterly(y, q).name, "visitors")
			parts[dept+"Y"] = append(parts[dept+"Y"], m.state(dept, quarterly(y, q), "visitors", n))
			parts[dept+"Q"] = nil
		}
		m.visitorsOfRoot(quarterly(y, q))
	}
	for _, dept := range []string{"east", "west"} {
		m.state(dept, annual(y), "visitors", between(parts[dept+"Y"], dept, annual(y).name, "visitors"))
	}
	m.visitorsOfRoot(annual(y))
}

// visitorsOfRoot counts those who came to both departments once.
func (m *model) visitorsOfRoot(p period) {
	sum := new(big.Rat).Add(m.stated(unitByID("east"), p, "visitors").value, m.stated(unitByID("west"), p, "visitors").value)
	m.state("root", p, "visitors", floor(sum.Mul(sum, big.NewRat(draw(88, 95, p.name, "both"), 100))))
}

// state writes a figure into a report and returns it.
func (m *model) state(unitID string, p period, id string, v *big.Rat) *big.Rat {
	m.report(unitID, p.name).entry(id).value = v
	return v
}

// between draws a whole number between the largest part and the sum of parts.
func between(parts []*big.Rat, key ...string) *big.Rat {
	most, sum := new(big.Rat), new(big.Rat)
	for _, n := range parts {
		sum.Add(sum, n)
		if n.Cmp(most) > 0 {
			most = n
		}
	}
	rest := new(big.Rat).Sub(sum, most)
	share := big.NewRat(draw(20, 50, key...), 100)
	return floor(rest.Add(most, rest.Mul(rest, share)))
}

func floor(r *big.Rat) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Quo(r.Num(), r.Denom()))
}

// at returns the entry of an individual's month, which must be there.
func (m *model) at(unitID, periodName, id string) *entry {
	e := m.stated(unitByID(unitID), parse(periodName), id)
	if e == nil {
		panic(fmt.Sprintf("no %s of %s in %s", id, unitID, periodName))
	}
	return e
}
