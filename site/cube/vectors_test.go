package cube_test

// The vectors of the domain's rules, TV-01 to TV-36, as far as they speak of
// figures. Expected values stand in the rules or are worked out in the test.

import (
	"fmt"
	"strings"
	"testing"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// archive makes an archive from lines "unit period metric key=value …" over
// the given metrics. A unit "a/b" has the parent "a"; "root" is the root.
func archive(t *testing.T, metrics []*report.Metric, lines ...string) *report.Archive {
	t.Helper()
	a := &report.Archive{Config: report.Config{Metrics: metrics, Declared: true, Languages: []string{"en"}}}
	for d := 1; d <= 5; d++ {
		a.Workdays[d] = true
	}
	a.Units = []*report.Unit{{ID: report.Root, Level: report.Company}}
	reports := map[string]*report.Report{}
	for _, l := range lines {
		f := strings.Fields(l)
		unit, parent := f[0], ""
		if i := strings.LastIndexByte(unit, '/'); i >= 0 {
			unit, parent = unit[i+1:], unit[:i]
			parent = parent[strings.LastIndexByte(parent, '/')+1:]
		} else if unit != report.Root {
			parent = report.Root
		}
		if a.Unit(unit) == nil {
			a.Units = append(a.Units, &report.Unit{ID: unit, Parent: parent})
		}
		p, err := a.Calendar.Parse(f[1])
		if err != nil {
			t.Fatal(err)
		}
		key := unit + " " + f[1]
		if reports[key] == nil {
			reports[key] = &report.Report{Unit: unit, Period: p, Status: report.Final, File: key}
			a.Reports = append(a.Reports, reports[key])
		}
		reports[key].Stated = append(reports[key].Stated, stated(t, f[2], f[3:]))
	}
	return a
}

func stated(t *testing.T, metric string, kvs []string) report.Stated {
	t.Helper()
	s, terms := report.Stated{Metric: metric}, report.Terms{}
	for _, kv := range kvs {
		k, v, _ := strings.Cut(kv, "=")
		if k == "na" {
			terms.NA = v
			continue
		}
		if k == "growth_on" {
			terms.GrowthOn = v
			continue
		}
		w, err := num.ParseText(v)
		if err != nil {
			t.Fatal(err)
		}
		switch k {
		case "actual":
			s.Actual = w.Value
			if w.Shape == num.Fraction {
				terms.Num, terms.Den = w.Num, w.Den
			}
		case "target":
			s.Target = w.Value
		case "weight":
			terms.Weight = w.Value
		case "target_growth":
			terms.TargetGrowth = w.Value
		default:
			t.Fatalf("no key %q", k)
		}
	}
	s.Settle(terms)
	return s
}

func metrics(specs ...string) (ms []*report.Metric) {
	for _, s := range specs {
		f := strings.Fields(s)
		m := &report.Metric{ID: f[0], Kind: report.Kind(f[1]), Unit: report.Count, Direction: report.Up, Decimals: -1, Core: true}
		for _, o := range f[2:] {
			k, v, _ := strings.Cut(o, "=")
			switch k {
			case "unit":
				m.Unit = v
			case "down":
				m.Direction = report.Down
			case "time":
				m.Time = v
			case "org":
				m.Org = v
			case "num":
				m.Num = v
			case "den":
				m.Den = v
			case "attain":
				m.Attain = v
			case "min_base":
				m.MinBase = num.MustParse(v)
			case "decimals":
				fmt.Sscan(v, &m.Decimals)
			}
		}
		ms = append(ms, m)
	}
	return ms
}

func day(s string) period.Day {
	d, err := period.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

func build(t *testing.T, ms []*report.Metric, lines ...string) *cube.Cube {
	t.Helper()
	return cube.New(archive(t, ms, lines...), cube.Options{AsOf: day("2030-01-01")})
}

func per(t *testing.T, name string) period.Period {
	t.Helper()
	p, err := period.Calendar{}.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func same(t *testing.T, what string, got num.Num, want string) {
	t.Helper()
	if got.String() != want {
		t.Errorf("%s = %q, want %q", what, got, want)
	}
}

func TestAttainment(t *testing.T) {
	for _, v := range []struct{ id, metric, line, rate, gap, met string }{
		{"TV-01", "m flow unit=money", "actual=120萬 target=100萬", "1.2", "200000", "true"},
		{"TV-02", "m flow unit=money", "actual=85萬 target=100萬", "0.85", "-150000", "false"},
		{"TV-07", "m ratio unit=index attain=quotient", "actual=1:3.5 target=1:5", "0.7", "-1.5", "false"},
		{"TV-15 linear", "m ratio unit=percent down attain=quotient", "actual=6% target=5%", "0.8", "0.01", "false"},
		{"TV-15 reciprocal", "m flow unit=index down attain=reciprocal", "actual=6 target=5", "0.833333333333", "1", "false"},
		{"TV-16 missed though it prints as 100 %", "m flow", "actual=9996 target=10000", "0.9996", "-4", "false"},
		{"percent: met and gap only", "m ratio unit=percent", "actual=18% target=15%", "", "0.03", "true"},
		{"T = 0, lower is better", "m flow down", "actual=0 target=0", "", "0", "true"},
		{"T < 0: variance only", "m flow unit=money", "actual=5 target=-5", "", "10", "true"},
	} {
		t.Run(v.id, func(t *testing.T) {
			c := build(t, metrics(v.metric), "root 2023-10 m "+v.line)
			at := c.Attainment(report.Root, "m", per(t, "2023-10"))
			same(t, "rate", at.Rate, v.rate)
			same(t, "gap", at.Gap, v.gap)
			if fmt.Sprint(at.Met) != v.met || !at.Known {
				t.Errorf("met = %v, known = %v, want %s", at.Met, at.Known, v.met)
			}
		})
	}
}

func TestTV03PooledConversion(t *testing.T) {
	c := build(t, metrics("conv ratio unit=percent"), "fair 2023-10 conv actual=8/50", "web 2023-10 conv actual=5/30")
	f := c.Figure(report.Root, "conv", per(t, "2023-10"))
	same(t, "pooled", f.Actual, "0.1625") // 13 / 80, not the mean of the rates
	same(t, "web", c.Figure("web", "conv", per(t, "2023-10")).Actual, "0.166666666667")
}

func TestTV04Changes(t *testing.T) {
	c := build(t, metrics("m flow unit=money"), "root 2022-10 m actual=100", "root 2023-09 m actual=125", "root 2023-10 m actual=150")
	same(t, "previous", c.Previous(report.Root, "m", per(t, "2023-10")).Rate, "0.2")
	same(t, "year ago", c.YearAgo(report.Root, "m", per(t, "2023-10")).Rate, "0.5")
}

func TestTV05GrowthTarget(t *testing.T) {
	c := build(t, metrics("m flow unit=money"), "root 2023-09 m actual=100", "root 2023-10 m actual=112 target_growth=10% growth_on=previous")
	f := c.Figure(report.Root, "m", per(t, "2023-10"))
	same(t, "target", f.Target, "110")
	same(t, "attainment", c.Attainment(report.Root, "m", per(t, "2023-10")).Rate.Round(3), "1.018")
}

func TestTV06Declines(t *testing.T) {
	c := build(t, metrics("m flow unit=money"), "root 2023-08 m actual=100萬", "root 2023-09 m actual=95萬", "root 2023-10 m actual=90萬")
	same(t, "September", c.Previous(report.Root, "m", per(t, "2023-09")).Rate, "-0.05")
	same(t, "October", c.Previous(report.Root, "m", per(t, "2023-10")).Rate.Round(3), "-0.053")
	same(t, "total", c.Against(report.Root, "m", per(t, "2023-10"), per(t, "2023-08")).Rate, "-0.1")
}

func TestStacksOverTime(t *testing.T) {
	for _, v := range []struct{ id, metric, a, b, c, want string }{
		{"TV-10 unrounded parts", "m flow", "33.3", "33.3", "33.4", "100"},
		{"TV-11 ratio of sums", "m ratio unit=percent", "8/50", "5/30", "12/40", "0.208333333333"},
		{"TV-12 last", "m stock time=last", "200", "210", "190", "190"},
		{"TV-12 first", "m stock time=first", "200", "210", "190", "200"},
		{"TV-12 mean", "m stock time=mean", "200", "210", "190", "200"},
		{"TV-13 unstated", "m distinct", "40", "45", "50", ""},
		{"max", "m max", "40", "55", "50", "55"},
		{"min", "m min", "40", "55", "50", "40"},
	} {
		t.Run(v.id, func(t *testing.T) {
			c := build(t, metrics(v.metric), "root 2023-01 m actual="+v.a, "root 2023-02 m actual="+v.b, "root 2023-03 m actual="+v.c)
			same(t, "quarter", c.Figure(report.Root, "m", per(t, "2023-Q1")).Actual, v.want)
		})
	}
}

func TestTV13Bounds(t *testing.T) {
	months := []string{"root 2023-01 m actual=40", "root 2023-02 m actual=45", "root 2023-03 m actual=50"}
	for stated, wrong := range map[string]bool{"90": false, "50": false, "135": false, "140": true, "45": true} {
		c := build(t, metrics("m distinct"), append(months, "root 2023-Q1 m actual="+stated)...)
		same(t, "quarter", c.Figure(report.Root, "m", per(t, "2023-Q1")).Actual, stated)
		if got := len(c.Problems()) == 1 && c.Problems()[0].Kind == cube.DistinctBounds; got != wrong {
			t.Errorf("stated %s: problems %v, want one: %v", stated, c.Problems(), wrong)
		}
	}
}

func TestTV14WeightedMean(t *testing.T) {
	c := build(t, metrics("days wmean unit=duration"), "root 2023-01 days actual=3 weight=20", "root 2023-02 days actual=5 weight=5", "root 2023-03 days na=none")
	same(t, "quarter", c.Figure(report.Root, "days", per(t, "2023-Q1")).Actual, "3.4") // (60+25)/25, not 4
}

// TV-08's rule between hierarchies: the larger of 0.5 % and one display unit.
func TestTV23Tolerance(t *testing.T) {
	for stated, wrong := range map[string]bool{"120萬": false, "118萬": true, "121萬": false} {
		a := archive(t, metrics("m flow unit=money decimals=0"), "a 2023-01 m actual=60萬", "b 2023-01 m actual=61萬", "root 2023-01 m actual="+stated)
		a.Languages = []string{"zh-Hant"}
		c := cube.New(a, cube.Options{AsOf: day("2030-01-01")})
		same(t, "stacked", c.Figure(report.Root, "m", per(t, "2023-01")).Actual, "1210000")
		if got := len(c.Problems()) == 1 && c.Problems()[0].Kind == cube.StatedStacked; got != wrong {
			t.Errorf("stated %s: problems %v, want one: %v", stated, c.Problems(), wrong)
		}
	}
}

func TestTV19Contributions(t *testing.T) {
	c := build(t, metrics("m flow unit=money"),
		"east 2023-09 m actual=50", "north 2023-09 m actual=30", "south 2023-09 m actual=20",
		"east 2023-10 m actual=62", "north 2023-10 m actual=33", "south 2023-10 m actual=15")
	list := c.UnitContributions(report.Root, "m", per(t, "2023-10"), per(t, "2023-09"))
	want := []struct{ unit, change, points string }{{"east", "12", "0.12"}, {"north", "3", "0.03"}, {"south", "-5", "-0.05"}}
	if len(list) != len(want) {
		t.Fatalf("%d contributions, want %d", len(list), len(want))
	}
	for i, w := range want {
		same(t, w.unit, list[i].Change, w.change)
		same(t, w.unit+" points", list[i].Points, w.points)
		if list[i].Share.Present() { // Σ|Δ| = 20 > 1.5 · 10
			t.Errorf("%s has a share", w.unit)
		}
	}
	same(t, "total", c.Previous(report.Root, "m", per(t, "2023-10")).Rate, "0.1")
}

func TestContributionShares(t *testing.T) {
	c := build(t, metrics("m flow unit=money"), "a 2023-09 m actual=10", "b 2023-09 m actual=10", "c 2023-09 m actual=10",
		"a 2023-10 m actual=16", "b 2023-10 m actual=13", "c 2023-10 m actual=11")
	for i, want := range []string{"0.6", "0.3", "0.1"} { // M-CONTRIB-SHARE: +6, +3, +1
		same(t, "share", c.UnitContributions(report.Root, "m", per(t, "2023-10"), per(t, "2023-09"))[i].Share, want)
	}
}

func TestTV21Refusals(t *testing.T) {
	for _, v := range []struct{ metric, before, after, change, rate, refused string }{
		{"m flow", "0", "20", "20", "", "zero-base"},
		{"m flow unit=money", "-5", "8", "13", "", "sign-change"},
		{"m flow unit=money", "-5", "-8", "-3", "", "sign-change"},
		{"m flow min_base=5", "2", "30", "28", "", "tiny-base"},
		{"m flow min_base=5", "10", "112", "102", "10.2", ""}, // printed ×11.2
		{"m ratio unit=percent", "2/20", "3/20", "0.05", "", "small-sample"},
		{"m ratio unit=percent", "16/100", "37/200", "0.025", "", ""},
	} {
		c := build(t, metrics(v.metric), "root 2023-09 m actual="+v.before, "root 2023-10 m actual="+v.after)
		x := c.Previous(report.Root, "m", per(t, "2023-10"))
		if x.Change.String() != v.change || x.Rate.String() != v.rate || string(x.Refused) != v.refused {
			t.Errorf("%s %s→%s: change %s rate %s refused %q, want %s %s %q", v.metric, v.before, v.after, x.Change, x.Rate, x.Refused, v.change, v.rate, v.refused)
		}
	}
}

// The examples of the order in which refusals are given (settled.md 11).
func TestRefusalOrder(t *testing.T) {
	half := []string{}
	for m := 1; m <= 6; m++ {
		half = append(half, fmt.Sprintf("root 2023-%02d m actual=10", m))
	}
	c := build(t, metrics("m flow"), half...)
	if w, _ := c.Rolling12(report.Root, "m", per(t, "2023-06")); w.Refused != cube.Missing || w.Actual.Present() {
		t.Errorf("rolling 12 of 6 months: %+v", w)
	}
	c = build(t, metrics("m flow"), "root 2023-01 m actual=1", "root 2023-02 m actual=1", "root 2023-03 m actual=1", "root 2023-04 m actual=1", "root 2023-05 m actual=1")
	if x := c.Previous(report.Root, "m", per(t, "2023-Q2")); x.Refused != cube.Partial || x.Base.String() != "3" || x.Change.Present() {
		t.Errorf("a quarter with 2 of 3 months: %+v", x)
	}
	f := c.Figure(report.Root, "m", per(t, "2023-Q2"))
	if f.Coverage != (cube.Coverage{Have: 2, Need: 3}) || f.Complete || f.Actual.String() != "2" {
		t.Errorf("a quarter with 2 of 3 months: %+v", f)
	}
}

func TestTV26Growth(t *testing.T) {
	// 100 → 133.1 over three whole years is 10 % a year: 1.1³ = 1.331.
	r, ok := cube.CAGR(num.MustParse("100"), num.MustParse("133.1"), 3)
	if !ok || fmt.Sprintf("%.9f", r) != "0.100000000" {
		t.Errorf("CAGR = %v, %v", r, ok)
	}
	for _, bad := range []struct{ a, b string }{{"0", "5"}, {"-1", "5"}, {"5", "0"}} {
		if _, ok := cube.CAGR(num.MustParse(bad.a), num.MustParse(bad.b), 3); ok {
			t.Errorf("CAGR(%s, %s) is not refused", bad.a, bad.b)
		}
	}
	if _, ok := cube.CAGR(num.MustParse("1"), num.MustParse("2"), 1); ok {
		t.Error("CAGR over one year is not refused")
	}
}

func TestTV36Weeks(t *testing.T) {
	p := per(t, "2020-W53")
	if got := (period.Calendar{}).Span(p).First.String(); got != "2020-12-28" {
		t.Errorf("2020-W53 begins on %s", got)
	}
	if _, err := (period.Calendar{}).Parse("2021-W53"); err == nil {
		t.Error("2021-W53 is accepted")
	}
}

// A newcomer's archive known by folders alone: the company's own statement
// stands before the stack of the one team (settled.md 8).
func TestUndeclaredTree(t *testing.T) {
	a := archive(t, metrics("m flow unit=money"), "root 2026-03 m actual=120萬", "east 2026-03 m actual=60萬")
	a.Declared = false
	c := cube.New(a, cube.Options{AsOf: day("2026-04-02")})
	f := c.Figure(report.Root, "m", per(t, "2026-03"))
	same(t, "actual", f.Actual, "1200000")
	same(t, "stacked beside", f.Stacked, "600000")
}

// A declared team that has not reported yet is missing (settled.md 7).
func TestDeclaredTeamIsMissing(t *testing.T) {
	a := archive(t, metrics("m flow unit=money"), "a 2026-03 m actual=1", "b 2026-03 m actual=2")
	a.Units = append(a.Units, &report.Unit{ID: "c", Parent: report.Root})
	c := cube.New(a, cube.Options{AsOf: day("2026-04-02")})
	f := c.Figure(report.Root, "m", per(t, "2026-03"))
	if f.Coverage != (cube.Coverage{Have: 2, Need: 3}) || f.Complete || f.Actual.String() != "3" {
		t.Errorf("%+v", f)
	}
}

// The example of show's JSON in the design: three months of 400,000 against
// targets that add up to a million, after a quarter of a million.
func TestDesignExample(t *testing.T) {
	lines := []string{"east 2025-Q4 revenue actual=1000000"}
	for m := 1; m <= 3; m++ {
		lines = append(lines, fmt.Sprintf("east 2026-%02d revenue actual=400000 target=%s", m, []string{"300000", "300000", "400000"}[m-1]))
	}
	c := build(t, metrics("revenue flow unit=money"), lines...)
	q := per(t, "2026-Q1")
	f := c.Figure("east", "revenue", q)
	same(t, "actual", f.Actual, "1200000")
	same(t, "target", f.Target, "1000000")
	same(t, "stated", f.Stated, "")
	if f.Coverage != (cube.Coverage{Have: 3, Need: 3}) {
		t.Errorf("coverage %v", f.Coverage)
	}
	same(t, "attainment", c.Attainment("east", "revenue", q).Rate, "1.2")
	x := c.Previous("east", "revenue", q)
	same(t, "base", x.Base, "1000000")
	same(t, "change", x.Change, "200000")
	same(t, "rate", x.Rate, "0.2")
	if y := c.YearAgo("east", "revenue", q); y.Refused != cube.Missing {
		t.Errorf("year ago: %+v", y)
	}
	w, ok := c.YearToDate("east", "revenue", q)
	same(t, "year to date", w.Actual, "1200000")
	same(t, "its target", w.Target, "1000000")
	if !ok || w.Refused != cube.Missing || w.Base.Present() {
		t.Errorf("year to date: %+v", w)
	}
}

// What does not apply is not needed: a team that moved, and has no figure for
// the quarter by its own word, holds back the target of neither department.
func TestTargetBesideWhatDoesNotApply(t *testing.T) {
	a := archive(t, metrics("m flow"), "east/a 2023-07 m actual=1 target=7", "a 2023-Q3 m na=moved", "east/b 2023-Q3 m actual=30 target=35")
	a.Units = append(a.Units, &report.Unit{ID: "west", Parent: report.Root}, &report.Unit{ID: "east", Parent: report.Root})
	a.Unit("a").History = []report.Belonging{{Parent: "west", To: day("2023-08-01")}}
	c := cube.New(a, cube.Options{AsOf: day("2030-01-01")})
	same(t, "target", c.Figure("east", "m", per(t, "2023-Q3")).Target, "35")
}
