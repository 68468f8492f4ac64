package cube_test

import (
	"fmt"
	"strings"
	"testing"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// restating declares restatements "unit period metric of old new" of reports.
func restating(t *testing.T, a *report.Archive, lines ...string) *cube.Cube {
	t.Helper()
	for n, l := range lines {
		f := strings.Fields(l)
		for _, r := range a.Reports {
			if r.Unit == f[0] && r.Period == per(t, f[1]) {
				d := day("2023-12-01") + period.Day(n)
				r.Restatements = append(r.Restatements, report.Restatement{Metric: f[2], Of: f[3], Old: num.MustParse(f[4]), New: num.MustParse(f[5]),
					Reason: fmt.Sprintf("reason %d", n), ApprovedBy: "chen", Date: &d, Pos: report.Pos{Line: int32(n) + 1}})
			}
		}
	}
	return cube.New(a, cube.Options{AsOf: day("2030-01-01")})
}

func TestRestatementsInOrder(t *testing.T) {
	a := archive(t, metrics("m flow", "n flow"), "east 2023-09 m actual=95 target=9", "east 2023-09 n actual=7", "root 2023-01 n actual=3", "east 2023-08 m actual=90")
	c := restating(t, a, "east 2023-09 n actual 7 8", "east 2023-09 m actual 95 93", "east 2023-09 m target 9 90", "east 2023-09 m actual 93 94",
		"east 2023-08 m actual 1000 2000", "root 2023-01 n actual 3 4")
	var got []string
	for _, r := range c.Restatements() {
		of := "actual"
		if r.Target {
			of = "target"
		}
		got = append(got, fmt.Sprintf("%s %s %s %s %s→%s %s %s %s :%d", r.Unit, c.Calendar().Name(r.Period), r.Metric, of, r.Old, r.New, r.Reason, *r.Date, r.ApprovedBy, r.Pos.Line))
		if r.Report == nil || r.Report.Unit != r.Unit {
			t.Errorf("%+v has not its report", r)
		}
	}
	want := []string{ // that of August fits no figure
		"root 2023-01 n actual 3→4 reason 5 2023-12-06 chen :6",
		"east 2023-09 m actual 95→93 reason 1 2023-12-02 chen :2",
		"east 2023-09 m target 9→90 reason 2 2023-12-03 chen :3",
		"east 2023-09 m actual 93→94 reason 3 2023-12-04 chen :4",
		"east 2023-09 n actual 7→8 reason 0 2023-12-01 chen :1",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// carriers are the places that the first restatement went into.
func carriers(c *cube.Cube) string {
	var out []string
	for _, p := range c.Carriers(c.Restatements()[0]) {
		out = append(out, p.Unit+"/"+c.Calendar().Name(p.Period))
	}
	return strings.Join(out, " ")
}

func TestCarriers(t *testing.T) {
	lines := []string{"west/a 2023-01 m actual=1 target=1", "west/a 2023-02 m actual=2 target=1", "west/a 2023-03 m actual=3 target=1",
		"east/b 2023-01 m actual=1 target=1", "east/b 2023-02 m actual=1 target=1", "east/b 2023-03 m actual=1 target=1"}
	with := func(metric string, more ...string) *report.Archive {
		a := archive(t, metrics(metric), append(lines[:6:6], more...)...)
		a.Units = append(a.Units, &report.Unit{ID: "west", Parent: report.Root}, &report.Unit{ID: "east", Parent: report.Root})
		return a
	}
	all := "a/2023-02 a/2023-Q1 a/2023 west/2023-02 west/2023-Q1 west/2023 root/2023-02 root/2023-Q1 root/2023"
	for _, v := range []struct {
		name string
		c    *cube.Cube
		want string
	}{
		{"a flow", restating(t, with("m flow"), "a 2023-02 m actual 2 5"), all},
		// No year has all of its targets, so that none is stacked.
		{"a target", restating(t, with("m flow"), "a 2023-02 m target 1 5"), "a/2023-02 a/2023-Q1 west/2023-02 west/2023-Q1 root/2023-02 root/2023-Q1"},
		// A level at the end of March is made of March alone.
		{"a level", restating(t, with("m stock time=last"), "a 2023-02 m actual 2 5", "b 2023-03 m actual 1 2"), "a/2023-02 west/2023-02 root/2023-02"},
		{"the last level", restating(t, with("m stock time=last"), "a 2023-03 m actual 3 5"), "a/2023-03 a/2023-Q1 west/2023-03 west/2023-Q1 root/2023-03 root/2023-Q1"},
		{"the first level", restating(t, with("m stock time=first"), "a 2023-01 m actual 1 5"), "a/2023-01 a/2023-Q1 a/2023 west/2023-01 west/2023-Q1 west/2023 root/2023-01 root/2023-Q1 root/2023"},
		{"a count without repeats", restating(t, with("m distinct"), "a 2023-02 m actual 2 5"), "a/2023-02"},
	} {
		if got := carriers(v.c); got != v.want {
			t.Errorf("%s went into %s, want %s", v.name, got, v.want)
		}
	}
	// In a tree known by its folders what is stated stands before what is stacked.
	a := with("m flow", "west 2023-02 m actual=9", "root 2023-Q1 m actual=9")
	a.Declared = false
	if got, want := carriers(restating(t, a, "a 2023-02 m actual 2 5")), "a/2023-02 a/2023-Q1 a/2023"; !strings.HasPrefix(got, want) || strings.Contains(got, "west/2023-02") {
		t.Errorf("went into %s", got)
	}
}
