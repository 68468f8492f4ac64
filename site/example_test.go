package site_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"

	"almanac/site/content"
	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// read reads an archive and works out its figures; remarks that make a report
// unreadable end the test.
func read(t testing.TB, dir string, asOf string) *cube.Cube {
	t.Helper()
	a, remarks, err := content.Read(context.Background(), dir, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range remarks {
		if r.Severity == diag.Error {
			t.Errorf("%s: %s [%s]", r.Where(), r.Message, r.Rule)
		}
	}
	day, err := period.ParseDay(asOf)
	if err != nil {
		t.Fatal(err)
	}
	return cube.New(a, cube.Options{AsOf: day})
}

func rows(t testing.TB, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]string
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, h := range all[0] {
			m[h] = row[i]
		}
		list = append(list, m)
	}
	return list
}

func parse(t testing.TB, s string) num.Num {
	t.Helper()
	if s == "" {
		return num.Num{}
	}
	n, err := num.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// correctedTargets names the targets that a declared restatement corrects, by
// unit and period: what the data say, and by how much the archive differs.
var correctedTargets = map[string]string{
	"root FY2020-Q1":          "-27000000", // 2019-09: 30,000,000 → 3,000,000
	"root FY2020":             "-27000000",
	"north-america FY2019-Q4": "1800000", // 2019-06: 200,000 → 2,000,000
	"north-america FY2019":    "1800000",
}

// TestRollup holds every quarter and fiscal year of the example against
// figures that were worked out from the order lines, without almanac.
func TestRollup(t *testing.T) {
	c := read(t, "..", "2020-07-10")
	stated := map[string]bool{"active_customers": true, "repeat_customers": true}
	distinct := map[string]bool{"active_customers": true, "repeat_customers": true, "repeat_rate": true}
	n, used := 0, map[string]bool{}
	for _, r := range rows(t, "testdata/adventureworks/rollup.csv") {
		unit := strings.ReplaceAll(strings.ToLower(r["unit"]), " ", "-")
		if r["unit_type"] == "company" {
			unit = report.Root
		}
		p, err := c.Calendar().ParseCivil(r["period"])
		if err != nil {
			t.Fatal(err)
		}
		where := fmt.Sprintf("%s %s %s", unit, c.Calendar().Name(p), r["metric"])
		f := c.Figure(unit, r["metric"], p)
		places := 0
		if _, d, ok := strings.Cut(r["actual"], "."); ok {
			places = len(d)
		}
		// The data are rounded, halves to even: the exact figure lies within half a unit of the last place.
		got, want := f.Actual, parse(t, r["actual"])
		if got.Present() != want.Present() || got.Sub(want).Abs().Cmp(num.Dec(5, places+1)) > 0 || places == 0 && !got.Equal(want) {
			t.Errorf("%s: actual %s, want %s", where, got, want)
		}
		if !stated[r["metric"]] && f.Stated.Present() {
			t.Errorf("%s: is stated as %s", where, f.Stated)
		}
		if !distinct[r["metric"]] && (f.Coverage.Have != f.Coverage.Need || fmt.Sprint(f.Coverage.Need) != r["months_expected"]) {
			t.Errorf("%s: coverage %v of %s months", where, f.Coverage, r["months_expected"])
		}
		if r["target"] != "" && r["target_months"] == r["months_expected"] {
			want := parse(t, r["target"])
			if off, ok := correctedTargets[unit+" "+c.Calendar().Name(p)]; ok {
				want, used[unit+" "+c.Calendar().Name(p)] = want.Add(parse(t, off)), true
			}
			if !f.Target.Equal(want) {
				t.Errorf("%s: target %s, want %s", where, f.Target, want)
			}
		} else if f.Target.Present() {
			t.Errorf("%s: has the target %s, though only %s of %s months have one", where, f.Target, r["target_months"], r["months_expected"])
		}
		n++
	}
	if n != 2475 || len(used) != len(correctedTargets) {
		t.Errorf("held %d rows and %d corrected targets", n, len(used))
	}
}

// TestGoldenTotals holds every figure of the golden archive against totals
// that its generator worked out apart from almanac.
func TestGoldenTotals(t *testing.T) {
	c := read(t, "testdata/golden/archive", "2024-01-15")
	bad := 0
	for _, r := range rows(t, "testdata/golden/expected.csv") {
		p, err := c.Calendar().Parse(r["period"])
		if err != nil {
			t.Fatal(err)
		}
		f := c.Figure(r["unit"], r["metric"], p)
		got := fmt.Sprintf("%s target %s %d/%d", f.Actual.Round(12), f.Target.Round(12), f.Coverage.Have, f.Coverage.Need)
		want := fmt.Sprintf("%s target %s %s/%s", r["actual"], r["target"], r["have"], r["need"])
		if got != want {
			if bad++; bad <= 40 {
				t.Errorf("%s %s %s: %s, want %s", r["unit"], r["period"], r["metric"], got, want)
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d figures differ", bad)
	}
}

func TestGoldenComparisons(t *testing.T) {
	c := read(t, "testdata/golden/archive", "2024-01-15")
	bad := 0
	for _, r := range rows(t, "testdata/golden/comparisons.csv") {
		p, err := c.Calendar().Parse(r["period"])
		if err != nil {
			t.Fatal(err)
		}
		got := compared(c, r["unit"], r["metric"], r["base"], p)
		want := fmt.Sprintf("base %s change %s rate %s refused %q", r["base_value"], r["change"], r["rate"], r["refused"])
		if got != want {
			if bad++; bad <= 40 {
				t.Errorf("%s %s %s %s: %s, want %s", r["unit"], r["period"], r["metric"], r["base"], got, want)
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d comparisons differ", bad)
	}
}

func compared(c *cube.Cube, unit, metric, base string, p period.Period) string {
	line := func(base, change, rate num.Num, refused cube.Refusal) string {
		return fmt.Sprintf("base %s change %s rate %s refused %q", base.Round(12), change.Round(12), rate.Round(12), refused)
	}
	switch base {
	case "previous":
		x := c.Previous(unit, metric, p)
		return line(x.Base, x.Change, x.Rate, x.Refused)
	case "year_ago":
		x := c.YearAgo(unit, metric, p)
		return line(x.Base, x.Change, x.Rate, x.Refused)
	case "ytd":
		x, _ := c.YearToDate(unit, metric, p)
		return line(x.Base, x.Change, x.Rate, x.Refused)
	}
	x, _ := c.Rolling12(unit, metric, p)
	return line(x.Base, x.Change, x.Rate, x.Refused)
}
