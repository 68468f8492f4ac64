package narrative_test

// Random archives for the independent check of this package: made so that
// every kind of finding is due often, from a seed, the same on every machine.

import (
	"fmt"
	"math/rand/v2"
	"time"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A maker makes one archive.
type maker struct {
	*rand.Rand
	a      *report.Archive
	first  period.Period // of the base grain
	count  int           // periods of the base grain
	common []float64     // what moves all leaves together
	style  int
	byKey  map[string]*report.Report
	asOf   period.Day
	aims   map[string]int // how each metric's targets are set
}

// styles of values.
const (
	calm = iota
	lively
	runs
	steps
	level
	zeros
	seasonal
	back
	quiet
	styles
)

func (g *maker) chance(percent int) bool { return g.IntN(100) < percent }

func pick[T any](g *maker, list ...T) T { return list[g.IntN(len(list))] }

// make makes the archive of a seed.
func makeArchive(seed uint64) *maker {
	g := &maker{Rand: rand.New(rand.NewPCG(seed, 7919)), byKey: map[string]*report.Report{}, aims: map[string]int{}}
	g.a = &report.Archive{Config: report.Config{Declared: true, Languages: []string{"en", "zh-Hant", "zh-Hans"}}}
	g.style = int(seed) % styles
	g.a.Publish.Members = g.chance(70)
	g.calendar(seed)
	g.units(seed)
	g.a.Metrics = g.metrics()
	for _, m := range g.a.Metrics {
		g.aims[m.ID] = g.IntN(4)
	}
	for _, u := range g.a.Units {
		if g.leaf(u.ID) {
			for _, m := range g.a.Metrics {
				g.figures(u, m)
			}
		}
		g.entries(u)
	}
	g.a.Reports = g.ordered()
	g.asOf = g.a.Calendar.Span(g.first.Add(g.count-1)).End + period.Day(pick(g, -1, -1, -1, 0, 30, 400))
	if g.chance(45) {
		g.asOf = g.a.Calendar.Span(g.first.Add(g.count-1)).End - 3 // the last is not over
	}
	return g
}

func (g *maker) calendar(seed uint64) {
	if seed%5 == 4 {
		g.a.Calendar = period.Calendar{YearStart: pick(g, time.April, time.July), StartNamed: g.chance(50)}
	}
	grain := period.Monthly
	if seed%16 == 7 {
		grain = period.Weekly
	}
	if seed%16 == 15 {
		grain = period.Daily
	}
	start := period.Date(pick(g, 2018, 2019, 2020), time.January, 1)
	if y := g.a.Calendar.YearStart; y != 0 {
		start = period.Date(2018, y, 1)
	}
	g.first = g.a.Calendar.Of(grain, start)
	if g.chance(25) {
		g.first = g.first.Add(g.IntN(7))
	}
	g.count = pick(g, 13, 24, 30, 48, 60) + g.IntN(5)
	if g.style == seasonal || g.style == quiet {
		g.count = 50 + g.IntN(10)
	}
	g.common = g.factors()
}

// factors are what moves all leaves of the archive together.
func (g *maker) factors() []float64 {
	list, x, left, dir := make([]float64, g.count), 1.0, 0, 1.0
	year := make([]float64, 12)
	for i := range year {
		year[i] = 1
		if g.chance(50) {
			year[i] = pick(g, 0.8, 0.9, 1.12, 1.3)
		}
	}
	for i := range list {
		list[i] = x
		switch g.style {
		case runs:
			if left--; left < 0 {
				left, dir = 1+g.IntN(5), -dir
			}
			x *= 1 + dir*pick(g, 0.02, 0.05, 0.1, 0.034)
		case lively:
			x *= 1 + pick(g, -0.3, -0.12, -0.06, -0.02, 0, 0.004, 0.02, 0.05, 0.11, 0.35)
		case back:
			x *= []float64{1.15, 0.88, 1.0, 1.25, 0.78}[i%5]
		case seasonal, quiet:
			list[i] = year[i%12] * (1 + 0.01*float64(g.IntN(3)))
		}
		if x < 0.05 || x > 20 {
			x = 1
		}
	}
	return list
}

var places = []struct {
	id   string
	name report.Text
}{
	{"east", text("East", "華東", "华东")}, {"north", text("North", "華北", "华北")}, {"south", text("South", "華南", "华南")},
	{"west", text("West", "華西", "华西")}, {"central", text("Central", "華中", "华中")},
}

// units makes one unit alone, a flat tree, or one of two levels.
func (g *maker) units(seed uint64) {
	g.a.Units = []*report.Unit{{ID: report.Root, Level: report.Company}}
	add := func(id, parent, level string, name report.Text) {
		g.a.Units = append(g.a.Units, &report.Unit{ID: id, Parent: parent, Level: level, Name: name})
	}
	if g.first.Grain() != period.Monthly {
		return
	}
	level := pick(g, report.Individual, report.Team)
	switch seed % 4 {
	case 1, 2:
		for _, p := range places[:pick(g, 1, 2, 2, 2, 3, 3, 4, 5)] {
			add(p.id, report.Root, level, p.name)
		}
	case 3:
		add("direct", report.Root, report.Department, text("Direct sales", "直銷部", "直销部"))
		add("partners", report.Root, report.Department, text("Partners", "夥伴部", "伙伴部"))
		for i, p := range places[:3+g.IntN(3)] {
			add(p.id, pick(g, "direct", []string{"direct", "partners"}[i%2]), level, p.name)
		}
	}
}

func (g *maker) leaf(id string) bool {
	for _, u := range g.a.Units {
		if u.Parent == id {
			return false
		}
	}
	return true
}

func (g *maker) metrics() []*report.Metric {
	orders := count("orders", text("Orders", "訂單", "订单"))
	orders.Measure = report.Text{"zh-Hant": "單", "zh-Hans": "单", "en": ""}
	costs := money("costs", text("Costs", "費用", "费用"))
	costs.Direction = report.Down
	staff := count("staff", text("Headcount", "人數", "人数"))
	staff.Kind, staff.Time, staff.Direction = report.Stock, "last", report.Neutral
	list := []*report.Metric{sales(), orders, money("profit", text("Profit", "利潤", "利润")),
		count("new_customers", text("New customers", "新客戶", "新客户")), churn(), conversion()}
	if g.chance(35) {
		list = append(list, costs, staff)
	}
	return list
}

// report is the unit's report of a period.
func (g *maker) report(unit string, p period.Period) *report.Report {
	key := unit + " " + g.a.Calendar.Name(p)
	if g.byKey[key] == nil {
		g.byKey[key] = &report.Report{Unit: unit, Period: p, Status: report.Final, File: key}
	}
	return g.byKey[key]
}

// ordered lists the reports by unit, then by period.
func (g *maker) ordered() (list []*report.Report) {
	for _, u := range g.a.Units {
		for i := range g.count {
			if r := g.byKey[fmt.Sprint(u.ID, " ", g.a.Calendar.Name(g.first.Add(i)))]; r != nil {
				list = append(list, r)
			}
		}
	}
	return list
}

// figures states a metric of a leaf in all periods but for gaps.
func (g *maker) figures(u *report.Unit, m *report.Metric) {
	row := &row{maker: g, m: m, unit: u, scale: g.scale(m), target: g.aims[m.ID], part: g.IntN(3)}
	if g.chance(8) {
		row.target = g.IntN(4)
	}
	gaps := pick(g, 0, 0, 0, 3, 5, 9)
	for i := range g.count {
		s := row.next(i)
		if g.chance(gaps) {
			continue
		}
		r := g.report(u.ID, g.first.Add(i))
		r.Stated = append(r.Stated, s)
		g.restate(r, s, m)
	}
}

func (g *maker) scale(m *report.Metric) int64 {
	switch {
	case m.ID == "new_customers":
		return pick[int64](g, 3, 12, 60, 200)
	case m.Unit == report.Count:
		return pick[int64](g, 20, 100, 1000, 40000)
	case g.style == steps:
		return pick[int64](g, 100, 2000, 10000, 1000000)
	case g.chance(12):
		return 123456789012
	}
	return pick[int64](g, 800, 9000, 95000, 700000, 4200000, 60000000)
}

// restate corrects some figures.
func (g *maker) restate(r *report.Report, s report.Stated, m *report.Metric) {
	if !g.chance(6) || m.Points() || !s.Actual.Present() {
		return
	}
	x := report.Restatement{Metric: m.ID, Old: s.Actual, New: s.Actual.Add(num.Int(pick[int64](g, 1, 3, 7))), Reason: pick(g, "退貨沖減", "late orders", "")}
	if s.Target.Present() && g.chance(40) {
		x = report.Restatement{Metric: m.ID, Of: "target", Old: s.Target, New: s.Target.Mul(num.Int(2)), Reason: "slip"}
	}
	r.Restatements = append(r.Restatements, x)
}
