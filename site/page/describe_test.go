package page

import (
	"strconv"
	"testing"

	"almanac/site/period"
)

// sentences are the sentences under the charts of a view.
func sentences(list []Chart) (said []string) {
	for _, c := range list {
		said = append(said, message(c.Said)+c.Sentence)
	}
	return said
}

// Three years, the last without a December: in the two complete ones October is
// the highest and March the lowest month; December adds most to the change
// between them, and March takes away.
func TestChartSentences(t *testing.T) {
	var list []state
	for y, row := range [][]int{{50, 60, 20, 40, 45, 55, 61, 62, 63, 90, 64, 65}, {55, 60, 15, 41, 45, 55, 61, 62, 63, 99, 64, 85}, {10, 60, 30, 40, 45, 55, 61, 62, 63, 50, 99}} {
		for i, v := range row {
			month := strconv.Itoa(2023+y) + "-" + strconv.Itoa(101 + i)[1:]
			list = append(list, state{"east", month, "sales", strconv.Itoa(v * 1000), ""})
		}
	}
	b := open(t, archive(t, list...), period.Date(2026, 1, 5))
	r, _ := b.Find("index.html")
	w := b.writer(r)
	years := []period.Period{name(t, "2023"), name(t, "2024"), name(t, "2025")}
	if got := w.seasonsSaid("east", b.cube.Metric("sales"), years, period.Monthly); got != "Of 2 complete years, October was the highest month in 2 and March the lowest in 2." {
		t.Errorf("overlay: %q", got)
	}
	// 2024 over 2023: January +5, March −5, April +1, October +9, December +20.
	year := viewAt[*PeriodView](t, b, "east/2024.html")
	if got := sentences(year.Charts); len(got) != 2 || got[len(got)-1] != "December added the most (RMB 20,000), March took the most away (RMB 5,000)." {
		t.Errorf("%q", got)
	}
}

// Of a plan without figures the highest target is told; of one figure, that.
func TestFewFiguresSaid(t *testing.T) {
	b := open(t, archive(t, state{"east", "2026-01", "sales", "", "200000"}, state{"east", "2026-02", "sales", "", "300000"}, state{"west", "2026-01", "sales", "41000", "50000"}), period.Date(2026, 3, 5))
	r, _ := b.Find("index.html")
	w := b.writer(r)
	m := b.cube.Metric("sales")
	for unit, want := range map[string]string{
		"east": "No figures so far; the highest target is RMB 300,000 in February 2026.",
		"west": "January 2026: RMB 41,000.",
	} {
		list := []period.Period{name(t, "2026-01"), name(t, "2026-02")}
		if got := w.courseSaid(unit, m, list, w.formatAt(m, unit, list[0])); got != want {
			t.Errorf("%s: %q", unit, got)
		}
	}
}
