package narrative_test

import (
	"fmt"
	"testing"

	"almanac/site/period"
	"almanac/site/report"
)

// decade is ten years of months of two units, whose figures go up and down by no
// rule that is simple.
func decade(tb testing.TB) *world {
	var lines []string
	for _, unit := range [...]string{"east", "north"} {
		for i := range 120 {
			at := fmt.Sprintf("%s %d-%02d", unit, 2016+i/12, i%12+1)
			lines = append(lines, fmt.Sprintf("%s sales actual=%d target=%d", at, 100_000+i*700+(i*i*37)%20_000, 100_000+i*800),
				fmt.Sprintf("%s orders actual=%d", at, 900+i+(i*i*53)%190))
		}
	}
	return build(tb, []*report.Metric{sales(), count("orders", text("Orders", "訂單", "订单"))}, period.Date(2026, 1, 31), lines...)
}

func BenchmarkFindings(b *testing.B) {
	w := decade(b)
	p := at(b, "2025-11")
	for _, unit := range [...]string{"east", report.Root} {
		b.Run(unit, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w.tell.Findings(unit, p)
			}
		})
	}
	b.Run("said", func(b *testing.B) {
		list, v := w.tell.Message("east", p), w.voices["en"]
		b.ReportAllocs()
		for b.Loop() {
			for _, f := range list {
				v.Sentence(f)
			}
		}
	})
}
