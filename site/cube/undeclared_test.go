package cube_test

import (
	"fmt"
	"slices"
	"testing"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// What is not what it was, and is not said to be corrected.
func TestUndeclared(t *testing.T) {
	n := num.MustParse
	metrics := []*report.Metric{{ID: "sales", Kind: report.Flow, Unit: report.Money}, {ID: "rate", Kind: report.Ratio, Unit: report.Percent}}
	re := func(of, old, new string) report.Restatement {
		return report.Restatement{Metric: "sales", Of: of, Old: n(old), New: n(new)}
	}
	first := []report.Stated{{Metric: "sales", Actual: n("95"), Target: n("90")}, {Metric: "rate", Actual: n("0.2")}, {Metric: "gone", Actual: n("1")}}
	for _, x := range []struct {
		name string
		now  []report.Stated
		re   []report.Restatement
		want []string
	}{
		{"nothing", first, nil, nil},
		{"another spelling", []report.Stated{{Metric: "rate", Actual: n("8").Div(n("40"))}, {Metric: "sales", Actual: n("95.0"), Target: n("90")}}, nil, nil},
		{"added", append(slices.Clone(first), report.Stated{Metric: "other", Actual: n("5")}), nil, nil},
		{"changed", []report.Stated{{Metric: "sales", Actual: n("93"), Target: n("91")}, first[1]}, nil, []string{"sales actual 95 → 93", "sales target 90 → 91"}},
		{"taken out", first[1:], nil, []string{"sales actual 95 → ", "sales target 90 → "}},
		{"does not apply any more", []report.Stated{first[0], {Metric: "rate", Rest: &report.Terms{NA: "closed"}}}, nil, []string{"rate actual 0.2 → "}},
		{"declared, and written", []report.Stated{{Metric: "sales", Actual: n("93"), Target: n("90")}, first[1]}, []report.Restatement{re("actual", "95", "93")}, nil},
		{"declared, and not written", first, []report.Restatement{re("actual", "95", "93")}, nil},
		{"declared twice", []report.Stated{{Metric: "sales", Actual: n("92"), Target: n("90")}, first[1]}, []report.Restatement{re("actual", "95", "93"), re("actual", "93", "92")}, nil},
		{"declared of the target", []report.Stated{{Metric: "sales", Actual: n("93"), Target: n("90")}, first[1]}, []report.Restatement{re("target", "95", "93")}, []string{"sales actual 95 → 93"}},
		{"declared from another value", []report.Stated{{Metric: "sales", Actual: n("93"), Target: n("90")}, first[1]}, []report.Restatement{re("actual", "94", "93")}, []string{"sales actual 95 → 93"}},
		{"declared to another value", []report.Stated{{Metric: "sales", Actual: n("92"), Target: n("90")}, first[1]}, []report.Restatement{re("actual", "95", "93")}, []string{"sales actual 95 → 92"}},
	} {
		p, _ := period.Calendar{}.Parse("2026-03")
		r := &report.Report{Unit: report.Root, Period: p, Status: report.Final, Stated: x.now, Front: report.Pos{Line: 1, Column: 1}}
		r.Restatements = x.re
		a := &report.Archive{Config: report.Config{Metrics: metrics}, Units: []*report.Unit{{ID: report.Root}}, Reports: []*report.Report{r}}
		var got []string
		for _, u := range cube.New(a, cube.Options{AsOf: period.Date(2026, 4, 1)}).Undeclared(r, first) {
			of := "actual"
			if u.Target {
				of = "target"
			}
			got = append(got, fmt.Sprintf("%s %s %s → %s", u.Metric, of, u.First, u.Now))
			if u.Unit != report.Root || u.Period != p || u.Report != r || u.Pos != r.Front {
				t.Errorf("%s: %+v", x.name, u)
			}
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
}
