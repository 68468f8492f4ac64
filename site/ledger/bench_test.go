package ledger_test

import (
	"fmt"
	"testing"

	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
)

// many is an archive of 100 units that make five actions a month for so many
// years, and review those of the month before.
func many(years int) *report.Archive {
	a := &report.Archive{}
	m := cal.Of(period.Monthly, period.Date(2000, 1, 1))
	for u := range 100 {
		for n := range years * 12 {
			due := cal.Span(m.Add(n+2)).First - 1
			r := &report.Report{Unit: fmt.Sprint("u", u), Period: m.Add(n)}
			for k := range 5 {
				r.Actions = append(r.Actions, report.Action{ID: fmt.Sprintf("%d-%d-%d", u, n, k), Owner: "amy.alberts", Due: &due})
				r.Reviews = append(r.Reviews, report.ActionReview{ID: fmt.Sprintf("%d-%d-%d", u, n-1, k), Status: "done", Date: &due})
			}
			a.Reports = append(a.Reports, r)
		}
	}
	return a
}

// BenchmarkNew: ten times the years take some ten times as long.
func BenchmarkNew(b *testing.B) {
	for _, years := range []int{1, 10} {
		a := many(years)
		b.Run(fmt.Sprint(len(a.Reports), "-reports"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ledger.New(a, ledger.Options{AsOf: period.Date(2010, 1, 1)})
			}
		})
	}
}
