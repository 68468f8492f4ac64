package cube_test

// Cases that the random archives are too unlikely to meet, or that were wrong
// once. Expected values are worked out by hand.

import (
	"fmt"
	"sync"
	"testing"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// askAll asks a cube everything about what does not exist.
func askAll(t *testing.T, c *cube.Cube, units, metrics []string) {
	t.Helper()
	for _, u := range append(units, "nobody", "") {
		c.Latest(u)
		c.Periods(u)
		c.Validity(u)
		for _, m := range append(metrics, "nothing", "") {
			c.Ever(u, m)
			for _, name := range []string{"1900", "1900-Q1", "1900-01", "1900-W01", "1900-01-01", "2024-02-29", "2026", "2026-03", "2026-W10", "2026-03-05", "2199", "2199-Q4", "2199-12", "2199-W50", "2199-12-31"} {
				p := per(t, name)
				f := c.Figure(u, m, p)
				if f.Complete && !f.Actual.Present() {
					t.Errorf("%s of %s in %s: complete without a value", m, u, name)
				}
				c.Previous(u, m, p)
				c.YearAgo(u, m, p)
				c.Against(u, m, p, per(t, "2026-03"))
				c.YearToDate(u, m, p)
				c.Rolling12(u, m, p)
				c.Attainment(u, m, p)
				c.Explain(u, m, p, -1)
				c.UnitContributions(u, m, p, p.Prev())
				c.PeriodContributions(u, m, p, p.Prev())
				c.Has(u, p)
				c.Report(u, p)
				c.Children(u, c.Calendar().Span(p))
			}
			c.Figure(u, m, period.Period{})
			c.Explain(u, m, period.Period{}, -1)
			c.Previous(u, m, period.Period{})
			c.YearToDate(u, m, period.Period{})
		}
	}
	c.Problems()
	c.Restated()
}

func TestNothingAtAll(t *testing.T) {
	askAll(t, cube.New(&report.Archive{}, cube.Options{}), nil, nil)
	askAll(t, cube.New(&report.Archive{Units: []*report.Unit{{ID: report.Root}}}, cube.Options{}), []string{report.Root}, nil)
	ms := metrics("m flow unit=money", "d distinct", "s stock time=mean", "r ratio num=m den=d")
	for _, declared := range []bool{true, false} {
		a := archive(t, ms)
		a.Declared = declared
		askAll(t, cube.New(a, cube.Options{}), []string{report.Root}, []string{"m", "d", "s", "r"})
	}
	for _, one := range []string{"root 2026-03 m actual=1", "root 2026 m actual=1", "root 2026-W10 m actual=1", "root 2026-03-05 m actual=1", "a/b 2026-03 m actual=1", "a/b 2026-Q1 d actual=1"} {
		a := archive(t, ms, one)
		if len(a.Units) == 2 {
			a.Units = append(a.Units, &report.Unit{ID: "a", Parent: report.Root})
		}
		askAll(t, cube.New(a, cube.Options{}), []string{report.Root, "a", "b"}, []string{"m", "d", "s", "r"})
	}
	a := archive(t, ms, "root 2026-03 m actual=1")
	a.Reports[0].Status = report.Draft
	c := cube.New(a, cube.Options{})
	askAll(t, c, []string{report.Root}, []string{"m"})
	if p := c.Latest(report.Root); !p.IsZero() {
		t.Errorf("the latest of no reports is %v", p)
	}
}

func TestLatestOfOneReport(t *testing.T) {
	// A day alone opens on its month, of which it is a part.
	for name, want := range map[string]string{"2026-03": "2026-03", "2026-Q1": "2026-Q1", "2026": "2026", "2026-W10": "2026-W10", "2026-03-05": "2026-03"} {
		c := build(t, metrics("m flow"), "root "+name+" m actual=1")
		if got := c.Latest(report.Root); got != per(t, want) {
			t.Errorf("latest of %s alone is %s", name, c.Calendar().Name(got))
		}
	}
}

// Many may read a cube at once.
func TestReadTogether(t *testing.T) {
	var lines []string
	for m := 1; m <= 12; m++ {
		lines = append(lines, fmt.Sprintf("a/x 2023-%02d m actual=%d target=5", m, m), fmt.Sprintf("a/y 2023-%02d m actual=1", m),
			fmt.Sprintf("a/x 2023-%02d r actual=%d/9", m, m), fmt.Sprintf("a/y 2023-%02d r actual=16%%", m), fmt.Sprintf("root 2023-%02d m actual=40", m))
	}
	a := archive(t, metrics("m flow unit=money", "r ratio unit=percent"), lines...)
	a.Units = append(a.Units[:1:1], append([]*report.Unit{{ID: "a", Parent: report.Root}}, a.Units[1:]...)...)
	a.Declared = false
	c := cube.New(a, cube.Options{AsOf: day("2024-01-31")})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { askAll(t, c, []string{report.Root, "a", "x", "y"}, []string{"m", "r"}) })
	}
	all.Wait()
}

// A figure is one question to an archive of lines.
type question struct {
	about, metric string
	lines         []string
	unit, period  string
	actual        string
	have, need    int
}

func TestCases(t *testing.T) {
	for _, q := range []question{
		{"a stack over units with a value stands before a fuller one over time without", "s stock time=last",
			[]string{"a 2023-01 s actual=5", "a 2023-02 s actual=6", "a 2023-Q1 s actual=7", "b 2023-01 s actual=1", "b 2023-02 s actual=2"},
			report.Root, "2023-Q1", "7", 1, 2},
		{"a quarter that does not apply is not needed in its year", "m flow",
			[]string{"a 2023-Q1 m na=closed", "a 2023-04 m actual=1", "a 2023-05 m actual=1", "a 2023-06 m actual=1", "a 2023-Q3 m actual=3", "a 2023-Q4 m actual=3"},
			"a", "2023", "9", 9, 9},
		{"what adds up is shown though the whole is said not to apply", "m flow",
			[]string{"a 2023-01 m actual=1", "a 2023-02 m actual=2", "a 2023-03 m actual=3", "a 2023-Q1 m na=why"},
			"a", "2023-Q1", "6", 3, 3},
		{"a mean of parts that are partial is partial", "s stock time=mean",
			[]string{"a 2023-01 s actual=4", "a 2023-02 s actual=4", "a 2023-03 s actual=4", "b 2023-01 s actual=2", "b 2023-02 s actual=2"},
			report.Root, "2023-Q1", "16/3", 2, 3},
		{"one stated quarter and months elsewhere", "m flow",
			[]string{"a 2023-Q1 m actual=30", "a 2023-04 m actual=1", "a 2023-05 m actual=1", "a 2023-06 m actual=1",
				"a 2023-07 m actual=1", "a 2023-08 m actual=1", "a 2023-09 m actual=1", "a 2023-10 m actual=1", "a 2023-11 m actual=1", "a 2023-12 m actual=1"},
			"a", "2023", "39", 12, 12},
		{"years from quarters without months", "m flow",
			[]string{"a 2023-Q1 m actual=1", "a 2023-Q2 m actual=1", "a 2023-Q3 m actual=1"}, "a", "2023", "3", 3, 4},
		{"a Saturday with a report is needed", "m flow",
			[]string{"a 2023-05-01 m actual=1", "a 2023-05-02 m actual=1", "a 2023-05-03 m actual=1", "a 2023-05-04 m actual=1", "a 2023-05-05 m actual=1", "a 2023-05-06 x actual=1"},
			"a", "2023-W18", "5", 5, 6},
		{"so it is above", "m flow",
			[]string{"a 2023-05-01 m actual=1", "a 2023-05-02 m actual=1", "a 2023-05-03 m actual=1", "a 2023-05-04 m actual=1", "a 2023-05-05 m actual=1", "a 2023-05-06 x actual=1"},
			report.Root, "2023-W18", "5", 5, 6},
		{"another child's Saturday does not keep a week from adding up over units", "m flow",
			[]string{"a 2023-05-01 m actual=1", "a 2023-05-02 m actual=1", "a 2023-05-03 m actual=1", "a 2023-05-04 m actual=1", "a 2023-05-05 m actual=1",
				"b 2023-05-01 m actual=1", "b 2023-05-02 m actual=1", "b 2023-05-03 m actual=1", "b 2023-05-04 m actual=1", "b 2023-05-05 m actual=1", "b 2023-05-06 m actual=1"},
			report.Root, "2023-W18", "11", 2, 2},
	} {
		t.Run(q.about, func(t *testing.T) {
			c := build(t, metrics(q.metric, "x flow"), q.lines...)
			f := c.Figure(q.unit, q.metric[:1], per(t, q.period))
			if want := fraction(q.actual); !f.Actual.Equal(want) || f.Coverage != (cube.Coverage{Have: q.have, Need: q.need}) {
				t.Errorf("%v, %v, want %v, %d of %d", f.Actual, f.Coverage, want, q.have, q.need)
			}
		})
	}
}

// fraction reads 16/3.
func fraction(s string) num.Num {
	var a, b int64 = 0, 1
	fmt.Sscanf(s, "%d/%d", &a, &b)
	return num.Int(a).Div(num.Int(b))
}

// A team that changes departments inside a quarter is counted once, also
// where the quarter has to be stacked over units: here b's quarter, since
// the months of its other team are missing.
func TestMoveInsideQuarter(t *testing.T) {
	a := archive(t, metrics("m flow"), "a 2023-01 m actual=100", "b/other 2023-Q1 m actual=10",
		"b/team 2023-01 m actual=1", "b/team 2023-02 m actual=2", "b/team 2023-03 m actual=4",
		"a/stays 2023-01 m actual=20", "a/stays 2023-02 m actual=20", "a/stays 2023-03 m actual=20")
	a.Units = append(a.Units[:2:2], append([]*report.Unit{{ID: "b", Parent: report.Root}}, a.Units[2:]...)...)
	a.Unit("team").History = []report.Belonging{{Parent: "a", To: day("2023-03-01")}}
	c := cube.New(a, cube.Options{AsOf: day("2024-01-01")})
	q := per(t, "2023-Q1")
	same(t, "a", c.Figure("a", "m", q).Actual, "63")      // 20 + 20 + 20 and the team's 1 + 2
	same(t, "b", c.Figure("b", "m", q).Actual, "14")      // 10 and the team's 4
	same(t, "all", c.Figure("root", "m", q).Actual, "77") // 60 + 10 + 7
	same(t, "team", c.Figure("team", "m", q).Actual, "7") //
	if x := c.Previous("a", "m", per(t, "2023-Q2")); x.Refused != cube.Missing {
		t.Errorf("%+v", x)
	}
}

// A target stated for a derived metric holds; else it follows from those of
// its inputs, and is never added up.
func TestDerivedTarget(t *testing.T) {
	ms := metrics("x flow", "y flow", "z derived")
	ms[2].Expr = &report.Expr{Op: '-', L: &report.Expr{Metric: "x"}, R: &report.Expr{Metric: "y"}}
	c := build(t, ms, "root 2023-01 x actual=9 target=8", "root 2023-01 y actual=4 target=5", "root 2023-01 z target=4", "root 2023-02 x target=8", "root 2023-02 y target=5")
	same(t, "stated", c.Figure(report.Root, "z", per(t, "2023-01")).Target, "4")
	same(t, "worked out", c.Figure(report.Root, "z", per(t, "2023-02")).Target, "3")
}

// A stated ratio that is complete stands before one of its metrics that is not.
func TestStatedRatioBesidePartialMetrics(t *testing.T) {
	c := build(t, metrics("r ratio unit=percent num=n den=d", "n flow", "d flow"), "root 2023-01 r actual=8/50",
		"a 2023-01 n actual=1", "a 2023-01 d actual=40", "b 2023-02 n actual=1", "b 2023-02 d actual=1")
	f := c.Figure(report.Root, "r", per(t, "2023-01"))
	if f.Source != cube.Stated || !f.Complete {
		t.Errorf("%+v", f)
	}
	same(t, "ratio", f.Actual, "0.16")
}

// Plans and drafts: a plan is a report of its period; a draft that does not
// count is not there.
func TestPlansAndDrafts(t *testing.T) {
	a := archive(t, metrics("m flow"), "root 2023-01 m target=1", "root 2023-02 m target=1", "root 2023-03 m target=1", "root 2022-12 m actual=5")
	for _, r := range a.Reports[:3] {
		r.Status = report.Plan
	}
	a.Reports[3].Status = report.Draft
	c := cube.New(a, cube.Options{AsOf: day("2023-05-01")})
	same(t, "target of the quarter", c.Figure(report.Root, "m", per(t, "2023-Q1")).Target, "3")
	if ps := c.Problems(); len(ps) > 0 {
		t.Errorf("%+v", ps)
	}
	if got := c.Validity(report.Root).First; got != day("2023-01-01") {
		t.Errorf("begins on %s", got)
	}
}

// A report that was corrected states the last of several new values.
func TestChainOfRestatements(t *testing.T) {
	for _, stated := range []string{"100", "120"} {
		a := archive(t, metrics("m flow"), "root 2023-01 m actual="+stated)
		a.Reports[0].Restatements = []report.Restatement{{Metric: "m", Of: "actual", Old: num.Int(100), New: num.Int(110)}, {Metric: "m", Of: "actual", Old: num.Int(110), New: num.Int(120)}}
		c := cube.New(a, cube.Options{AsOf: day("2023-05-01")})
		f := c.Figure(report.Root, "m", per(t, "2023-01"))
		same(t, "latest", f.Actual, "120")
		same(t, "first", f.Entry.FirstActual(), "100")
		if len(c.Problems()) > 0 {
			t.Errorf("%+v", c.Problems())
		}
	}
}

// A weighted mean restated keeps its weight, however that was written.
func TestRestatedMean(t *testing.T) {
	a := archive(t, metrics("d wmean"), "root 2023-01 d actual=3", "root 2023-02 d actual=5 weight=5", "root 2023-03 d na=none")
	a.Reports[0].Stated[0].Settle(report.Terms{Num: num.Int(60), Den: num.Int(20)})
	a.Reports[0].Restatements = []report.Restatement{{Metric: "d", Of: "actual", Old: num.Int(3), New: num.Int(4)}}
	c := cube.New(a, cube.Options{AsOf: day("2023-05-01")})
	same(t, "quarter", c.Figure(report.Root, "d", per(t, "2023-Q1")).Actual, "4.2") // (4·20 + 5·5) / 25
}

// The target of twelve months is that of all twelve, or none (settled.md 12):
// a young archive's few are not it. What is to date needs no more than there is.
func TestRollingTargetNeedsTwelveMonths(t *testing.T) {
	var lines []string
	for i := range 13 {
		lines = append(lines, fmt.Sprintf("root %d-%02d m actual=7 target=10", 2025+i/12, i%12+1))
	}
	c := build(t, metrics("m flow"), lines...)
	for p, want := range map[string]string{"2025-02": "", "2025-11": "", "2025-12": "120", "2026-01": "120"} {
		w, _ := c.Rolling12(report.Root, "m", per(t, p))
		same(t, "rolling target of "+p, w.Target, want)
	}
	w, _ := c.YearToDate(report.Root, "m", per(t, "2025-02"))
	same(t, "target to date", w.Target, "20")
}
