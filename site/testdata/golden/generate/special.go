//go:build ignore

package main

import "math/big"

// special makes the cases that the archive is there for, in the figures of
// individuals and departments. Those of units (a move, a start, an end) stand
// in model.go, those of days in dailyLogs, those of words in texts.go.
func (m *model) special() {
	m.missingMonth()
	m.restatements()
	m.simpson()
	m.departmentsState()
	m.notApplicable()
	m.thinBases()

	// Spellings that must be read right, whatever the draw gave the others.
	m.at("rep-e1", "2022-01", "revenue").as = `"１，０４９，４００"`
	m.at("rep-e1", "2022-01", "revenue").value = whole(1_049_400)
	m.at("rep-e1", "2022-05", "revenue").value = whole(1_200_000)
	m.at("rep-e1", "2022-05", "revenue").as = `"120萬元"`
	m.at("rep-w1", "2023-04", "revenue").value = whole(1_200_000)
	m.at("rep-w1", "2023-04", "revenue").as = `"1.2M"`
	m.at("rep-m1", "2022-04", "profit").value = whole(-12_000)
	m.at("rep-m1", "2022-04", "profit").as = `"-1.2萬元"`
	m.at("rep-e1", "2023-05", "satisfaction").num = whole(45)
	m.at("rep-e1", "2023-05", "satisfaction").den = whole(50)
	m.at("rep-e1", "2023-05", "satisfaction").as = `"45/50"`

	// Half a post for a quarter: the mean over time has decimals.
	for _, p := range quarterly(2022, 2).months() {
		m.at("rep-m1", p.name, "headcount").value = rat("0.5")
	}
	m.at("rep-w1", "2023-09", "headcount").value = rat("0.75")

	// Two channels that change as in TV-17; they are all leads and deals.
	for month, cs := range map[string][]channel{
		"2023-08": {{"expo", 50, 8}, {"web", 30, 5}},
		"2023-09": {{"expo", 30, 6}, {"web", 50, 9}},
	} {
		m.report("rep-e1", month).channels = cs
		m.at("rep-e1", month, "leads").value = whole(cs[0].leads + cs[1].leads)
		m.at("rep-e1", month, "deals").value = whole(cs[0].deals + cs[1].deals)
	}
}

// missingMonth takes away one report. The department states the month's
// revenue, so that this one metric is complete in the department and above.
func (m *model) missingMonth() {
	key := "rep-m2/2021-09"
	east := new(big.Rat)
	for _, u := range []string{"rep-e1", "rep-e2", "rep-m1", "rep-m2"} {
		east.Add(east, m.at(u, "2021-09", "revenue").value)
	}
	m.state("east", parse("2021-09"), "revenue", east)
	for i, r := range m.reports {
		if r == m.byName[key] {
			m.reports = append(m.reports[:i], m.reports[i+1:]...)
			break
		}
	}
	delete(m.byName, key)
}

// restatements corrects an actual and a target: the value is the latest, the
// file's entry keeps the first.
func (m *model) restatements() {
	e := m.at("rep-e2", "2022-03", "revenue")
	e.was = new(big.Rat).Add(e.value, whole(38_500))
	e.reason, e.approver, e.restated = "an order was entered twice", "finance", "2022-05-10"
	t := m.at("rep-w1", "2022-08", "revenue")
	t.targetWas = new(big.Rat).Mul(t.target, whole(10))
	t.reason, t.approver, t.restated = "a zero too many in the plan", "head-west", "2022-08-12"
}

// simpson is TV-18: each person converts less, the team more.
func (m *model) simpson() {
	for _, c := range []struct {
		unit, month  string
		deals, leads int64
	}{
		{"rep-m1", "2022-10", 10, 100}, {"rep-m1", "2022-11", 9, 100},
		{"rep-m2", "2022-10", 90, 300}, {"rep-m2", "2022-11", 290, 1000},
	} {
		m.at(c.unit, c.month, "deals").value = whole(c.deals)
		m.at(c.unit, c.month, "leads").value = whole(c.leads)
	}
}

// departmentsState has departments state revenue beside the stack: equal in
// three months, beyond the tolerance in one. The stack is the figure.
func (m *model) departmentsState() {
	sum := func(month string, reps ...string) *big.Rat {
		s := new(big.Rat)
		for _, u := range reps {
			s.Add(s, m.at(u, month, "revenue").value)
		}
		return s
	}
	m.state("west", parse("2022-02"), "revenue", sum("2022-02", "rep-w1", "rep-w2"))
	m.state("west", parse("2023-08"), "revenue", sum("2023-08", "rep-w1", "rep-m1", "rep-m2"))
	m.state("east", parse("2022-06"), "revenue", sum("2022-06", "rep-e1", "rep-e2", "rep-m1", "rep-m2"))
	wrong := sum("2022-10", "rep-e1", "rep-e2", "rep-m1", "rep-m2")
	m.state("east", parse("2022-10"), "revenue", wrong.Mul(wrong, rat("1.05")))
}

// notApplicable says why there is no figure. Never of a part of a ratio alone:
// its two parts would cover different people.
func (m *model) notApplicable() {
	for _, c := range [][4]string{
		{"rep-w1", "2022-02", "satisfaction", "no survey in the holiday month"},
		{"rep-e2", "2021-08", "approval_days", "no contract was submitted"},
		{"rep-m2", "2023-05", "largest_order", "orders were booked by the other representative"},
		{"rep-m2", "2023-05", "smallest_order", "orders were booked by the other representative"},
	} {
		m.report(c[0], c[1]).figures[c[2]] = &entry{na: c[3]}
	}
}

// thinBases are bases that allow no rate: nothing, next to nothing, a loss.
func (m *model) thinBases() {
	m.shiftCustomers("rep-w1", "2022-06", 0, 1)
	m.shiftCustomers("rep-e1", "2022-09", 3, 2)
	m.at("rep-e1", "2023-03", "profit").value = whole(50)
	m.at("rep-e1", "2023-04", "profit").value = rat("81250.4")
	m.at("rep-m2", "2023-02", "profit").value = rat("-20750.25")
	m.at("rep-m2", "2023-03", "profit").value = rat("-31000")
}

// shiftCustomers sets a month's new and lost customers and carries the
// difference into all later stocks.
func (m *model) shiftCustomers(unitID, month string, won, lost int64) {
	n, l := m.at(unitID, month, "new_customers"), m.at(unitID, month, "lost_customers")
	by := new(big.Rat).Sub(whole(won-lost), new(big.Rat).Sub(n.value, l.value))
	n.value, l.value = whole(won), whole(lost)
	for _, p := range allMonths() {
		if r := m.byName[unitID+"/"+p.name]; r != nil && p.name >= month {
			c, s := r.entry("customers"), r.entry("customers_start")
			c.value = new(big.Rat).Add(c.value, by)
			if p.name > month {
				s.value = new(big.Rat).Add(s.value, by)
			}
		}
	}
}

// targets states the targets other than the revenue of each month.
func (m *model) targets() {
	for _, r := range m.reports {
		if r.unit.level != "individual" || r.period.grain != "month" {
			continue
		}
		y, u := r.period.first.Year(), r.unit.id
		// One value, shared by all, until one person's rises.
		if y == 2023 || y == 2022 && unitByID(u).parent == "team-1" {
			c := r.entry("conversion")
			c.target, c.targetAs = rat("0.15"), `"15%"`
			if u == "rep-w1" && r.period.name >= "2023-07" {
				c.target, c.targetAs = rat("0.16"), `"16%"`
			}
		}
		if u == "rep-e1" && y == 2023 {
			r.entry("new_customers").target = whole(6)
			r.entry("lost_customers").target = whole(2)
			r.entry("customers").target = whole(150 + 4*int64(r.period.first.Month()))
			r.entry("approval_days").target = whole(3)
		}
	}
	grown := m.at("rep-w1", "2022-05", "revenue")
	grown.target, grown.growth = nil, rat("0.1")
	m.report("root", "2023-Q4").entry("revenue").growth = rat("0.1")

	stretch := m.report("east", "2022-Q2").entry("revenue")
	stretch.target, stretch.targetAs = whole(10_400_000), `"1040萬元"`
	m.report("west", "2022-Q4").entry("revenue").target = whole(4_450_000)
	m.report("east", "2023-Q3").entry("revenue").target = whole(5_600_000)
	m.report("east", "2023-Q1").entry("buyers").target = whole(150)
}
