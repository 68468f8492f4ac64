package cube_test

import (
	"fmt"
	"testing"

	"almanac/site/cube"
	"almanac/site/report"
)

// each writes a line for each of some periods or days.
func each(format string, of ...any) (lines []string) {
	for _, x := range of {
		lines = append(lines, fmt.Sprintf(format, x))
	}
	return lines
}

// months writes one for each of the first months of 2025.
func months(format string, n int) []string {
	of := make([]any, n)
	for i := range of {
		of[i] = fmt.Sprintf("2025-%02d", i+1)
	}
	return each(format, of...)
}

// What units report in different grains is in what their parent has, or missing
// there; never left out of a figure that is said to be complete.
func TestUnitsOfOtherGrains(t *testing.T) {
	type want struct{ unit, period, actual, target, coverage string }
	quarters := []any{"2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"}
	west := months("west %s m actual=1000 target=900", 12)
	for _, x := range []struct {
		name  string
		lines []string
		want  []want
	}{
		{"quarters beside months", append(each("east %s m actual=60 target=50", quarters...), west...), []want{
			{"root", "2025-03", "1000", "900", "1/1"}, {"root", "2025-Q1", "3060", "2750", "2/2"}, {"root", "2025", "12240", "11000", "12/12"}}},
		{"a quarter is missing", append(each("east %s m actual=60 target=50", quarters[0], quarters[1], quarters[3]), west...), []want{
			{"root", "2025-Q2", "3060", "2750", "2/2"}, {"root", "2025-Q3", "3000", "", "1/2"}, {"root", "2025", "12180", "", "9/12"}}},
		{"a year beside months", append([]string{"east 2025 m actual=500"}, west...), []want{
			{"root", "2025-Q1", "3000", "2700", "3/3"}, {"root", "2025", "12500", "", "2/2"}}},
		{"below a department", append(append(each("d/east %s m actual=60 target=50", quarters...), append(months("d/south %s m actual=10 target=9", 12), "d 2025-01 x actual=1")...), west...), []want{
			{"d", "2025-Q1", "90", "77", "2/2"}, {"d", "2025", "360", "308", "12/12"}, {"root", "2025-Q1", "3090", "2777", "2/2"}, {"root", "2025", "12360", "11108", "12/12"}}},
		{"days beside a month", append(each("east 2025-03-%02d m actual=1 target=1", 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 17, 18, 19, 20, 21, 24, 25, 26, 27, 28, 31), "west 2025-03 m actual=1000 target=1000"), []want{
			{"east", "2025-03", "21", "21", "21/21"}, {"root", "2025-03", "1021", "1021", "2/2"}}},
		{"targets alone", append(append(each("east %s m target=50", quarters...), "east 2024-Q4 m actual=5"), months("west %s m target=900", 12)...), []want{
			{"root", "2025-02", "", "900", "0/0"}, {"root", "2025-Q1", "", "2750", "0/0"}, {"root", "2025", "", "11000", "0/0"}}},
		{"it does not apply", append([]string{"east 2025-Q1 m na=none", "east 2025-Q2 m actual=60"}, west...), []want{
			{"root", "2025-Q1", "3000", "2700", "3/3"}, {"root", "2025-Q2", "3060", "", "2/2"}}},
		{"the whole states its months itself", append(append([]string{"east 2025-Q1 m actual=60"}, months("root %s m actual=100", 3)...), months("west %s m na=none", 3)...), []want{
			{"root", "2025-Q1", "300", "", "3/3"}}},
	} {
		c := build(t, metrics("m flow", "x flow"), x.lines...)
		for _, w := range x.want {
			f, name := c.Figure(w.unit, "m", per(t, w.period)), x.name+": "+w.unit+" in "+w.period
			same(t, name, f.Actual, w.actual)
			same(t, name+", target", f.Target, w.target)
			if got := fmt.Sprintf("%d/%d", f.Coverage.Have, f.Coverage.Need); f.Actual.Present() && got != w.coverage {
				t.Errorf("%s: coverage %s, not %s", name, got, w.coverage)
			}
		}
	}
}

// The year to date and the last twelve months have what the quarters in them have.
func TestWindowsOverOtherGrains(t *testing.T) {
	lines := append(each("east %s m actual=60 target=50", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"), months("west %s m actual=1000 target=900", 12)...)
	c := build(t, metrics("m flow"), lines...)
	for p, want := range map[string][2]string{"2025-02": {"2000", "1800"}, "2025-03": {"3060", "2750"}, "2025-Q2": {"6120", "5500"}, "2025-11": {"11180", "10050"}, "2025": {"12240", "11000"}} {
		w, _ := c.YearToDate(report.Root, "m", per(t, p))
		same(t, "to date in "+p, w.Actual, want[0])
		same(t, "target to date in "+p, w.Target, want[1])
	}
	w, _ := c.Rolling12(report.Root, "m", per(t, "2025-12"))
	same(t, "twelve months", w.Actual, "12240")
	if !w.Complete {
		t.Error("the twelve months are not complete")
	}
	var traced func(cube.Trace) string
	traced = func(x cube.Trace) string {
		s := x.Unit + " " + x.Figure.Actual.String()
		for _, p := range x.Parts {
			s += " (" + traced(p) + ")"
		}
		return s
	}
	if got := traced(c.Explain(report.Root, "m", per(t, "2025-Q1"), 1)); got != "root 3060 (east 60) (west 3000)" {
		t.Error(got)
	}
}
