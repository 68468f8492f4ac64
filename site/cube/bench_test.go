package cube_test

import (
	"fmt"
	"testing"
	"time"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// leaves makes an archive of so many reports: teams in regions, each with 120
// months of five metrics of different kinds.
func leaves(reports int) *report.Archive {
	const months = 120
	a := &report.Archive{Config: report.Config{Declared: true, Languages: []string{"en"},
		Metrics: metrics("sales flow unit=money", "orders flow", "customers stock time=last", "days wmean unit=duration", "aov ratio unit=money num=sales den=orders", "leads flow")}}
	a.Units = []*report.Unit{{ID: report.Root}}
	first := period.Calendar{}.Of(period.Monthly, period.Date(2011, time.January, 1))
	for i := range (reports + months - 1) / months {
		if i%12 == 0 {
			a.Units = append(a.Units, &report.Unit{ID: fmt.Sprintf("region-%d", i/12), Parent: report.Root})
		}
		id := fmt.Sprintf("team-%d", i)
		a.Units = append(a.Units, &report.Unit{ID: id, Parent: fmt.Sprintf("region-%d", i/12)})
		for m := range min(months, reports-i*months) {
			n := int64(i*31+m*17)%997 + 100
			a.Reports = append(a.Reports, &report.Report{Unit: id, Period: first.Add(m), Status: report.Final, Stated: []report.Stated{
				{Metric: "sales", Actual: num.Dec(n*12345, 2), Target: num.Int(n * 100)}, {Metric: "orders", Actual: num.Int(n)},
				{Metric: "customers", Actual: num.Int(n + 5)}, {Metric: "days", Actual: num.Dec(n%70, 1), Rest: &report.Terms{Weight: num.Int(n)}}, {Metric: "leads", Actual: num.Int(n * 3)}}})
		}
	}
	return a
}

func BenchmarkNew(b *testing.B) {
	for _, n := range []int{100, 1_000, 10_000} {
		a := leaves(n)
		b.Run(fmt.Sprintf("reports=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				cube.New(a, cube.Options{AsOf: day("2021-01-05")})
			}
		})
	}
}

// BenchmarkStack is the stacking alone: actuals and targets over time and units.
func BenchmarkStack(b *testing.B) {
	a := leaves(60_000)
	b.ReportAllocs()
	for range b.N {
		b.StopTimer()
		c := cube.Entered(a, cube.Options{AsOf: day("2021-01-05")})
		b.StartTimer()
		c.Stack()
	}
}

func BenchmarkFigure(b *testing.B) {
	c := cube.New(leaves(6_000), cube.Options{AsOf: day("2021-01-05")})
	p, _ := period.Calendar{}.Parse("2019-Q3")
	for _, m := range []string{"sales", "aov"} {
		b.Run(m, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Figure(report.Root, m, p)
			}
		})
	}
}
