package site_test

import (
	"fmt"
	"strings"
	"testing"
)

// Archives that are short, have holes, or are of one length only: pages stay
// right, and sentences are silent rather than wrong.

const (
	both = `languages = ["en", "zh-Hant"]`
	// What no page may say where nothing can be compared.
	comparisons = `on the previous|on a year earlier|較上月|較去年同期|in a row|consecutive|highest|lowest`
)

func TestOneMonth(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "One"`, both)
	s.report("2024-01", "revenue 120 100", "orders 5")
	b := s.build("2024-02-10")
	b.says("2024-01.html", "January sales were 120, 120% of the 100 target, 20 percentage points above it.")
	b.says("zh-Hant/2024-01.html", "1月銷售額120，達成目標（100）的120%，超額20個百分點。")
	b.says("2024-Q1.html", "Q1 sales so far are 120.", "Quarterly data are incomplete: 1 of 3 months.")
	b.says("history.html", "2024 sales so far are 120.", "Annual data are incomplete: 1 of 12 months.")
	b.says("index.html", "Every core metric with a target met it.")
	for _, p := range []string{"2024-01.html", "2024.html", "index.html", "metrics/revenue.html"} {
		b.silent(p, comparisons+`|forecast at|forecast to reach`)
	}
	b.silent("forecast.html", `forecast at|projected`)
}

func TestTwoMonths(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Two"`, both)
	s.report("2024-01", "revenue 120 100", "orders 50")
	s.report("2024-02", "revenue 150 100", "orders 50")
	b := s.build("2024-03-10")
	b.says("2024-02.html", "Sales were up markedly by 25% on the previous month (120).", "January–February sales totalled 270.", "Orders were 50, unchanged on the previous month.")
	b.says("zh-Hant/2024-02.html", "銷售額較上月顯著增長25%（上月120）。")
	b.silent("2024-02.html", `on a year earlier|consecutive|highest|lowest|rolling 12-month`)
}

// A gap of two months: nothing is compared over it, no year is whole, and no
// streak or run goes through it. 1,160 stands after 1,130, with nothing between.
func TestGap(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Gap"`, both)
	s.course("", "2022-01", 30, func(i int) string {
		if i == 14 || i == 15 {
			return ""
		}
		return fmt.Sprintf("revenue %d %d", 1000+10*i, 1000)
	})
	b := s.build("2024-07-10")
	b.says("2023-05.html", "Sales were up markedly by 11.5% on a year earlier.") // 1,160 on 1,040
	b.silent("2023-05.html", `on the previous month|January–May|rolling 12|consecutive`)
	b.says("2023.html", "2023 sales so far are 11,810.", "Annual data are incomplete: 10 of 12 months.") // 13,000 + 10·(12…23) less 1,140 and 1,150
	b.silent("2023.html", `on the previous year \(`)
	b.says("2023-Q1.html", "Quarterly data are incomplete: 2 of 3 months.")
	b.says("history.html", "2022 sales were 12,660, 105.5% of the 12,000 target") // the last whole year
	b.says("2024-06.html", "the rolling 12-month total was 14,820")               // 1,180 … 1,290
	b.silent("forecast.html", `forecast at`)
}

// The archive begins in June: its first year and quarter are marked, and never
// a base; not of sentences, and not of pictures of a change.
func TestFirstYearPartial(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Partial"`, both)
	for _, u := range []string{"a", "b"} {
		s.course(u, "2022-06", 20, func(i int) string { return fmt.Sprintf("revenue %d", 500+i) })
	}
	b := s.build("2024-02-10")
	b.says("2022.html", "The unit starts or ends inside this period.")
	for _, p := range []string{"2023.html", "history.html", "2022-Q3.html", "zh-Hant/history.html"} {
		b.silent(p, `from 2022 to 2023|from Q2 2022 to Q3 2022|2022年至2023年|on the previous year|on the previous quarter|較上年`)
	}
	b.says("2023-Q1.html", "3 quarters: highest 3,048 in Q1 2023, lowest 3,012 in Q3 2022.") // 2·(507+508+509), 2·(501+502+503); not 1,000 of the one month
}

func TestAllZero(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Zero"`, both)
	s.course("", "2021-01", 30, func(i int) string { return "revenue 0 0\norders 0\nnew_customers 0\nlost_customers 0" })
	b := s.build("2023-07-10")
	b.says("2023-06.html", "June sales were 0, exactly the target.", "6 months: 0 in each.")
	b.says("zh-Hant/2023-06.html", "6個月中，數值均為0。")
	for _, p := range []string{"2022.html", "2023-06.html", "history.html", "metrics/revenue.html", "index.html"} {
		b.silent(p, `where the change from|move against each other|highest|rose|fell |\bup (slightly|markedly|sharply)|\bdown (slightly|markedly|sharply)`)
	}
	b.silent("forecast.html", `forecast at`)
}

// Below zero there are amounts and no rates, a loss is no part of a target, and
// no dash stands before a minus.
func TestNegative(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Loss"`, both)
	s.course("", "2021-01", 42, func(i int) string {
		target := -1000
		if i == 41 {
			target = 500
		}
		return fmt.Sprintf("revenue %d %d", -1000-10*i, target)
	})
	b := s.build("2024-07-10")
	b.says("2023-06.html", "June sales were −1,290, 290 below the −1,000 target.", "Sales stayed negative, the loss rising from 1,280 to 1,290.")
	b.says("2024-06.html", "June sales were −1,410, 1,910 below the 500 target.")
	b.says("zh-Hant/2024-06.html", "6月銷售額為−1,410，低於目標（500）1,910。")
	for _, p := range b.pages() {
		b.silent(p, `–−|−[\d.,]+% of the`)
	}
}

// From nothing there is no rate, and without targets none is said to be met.
func TestZeroBase(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Base"`, both)
	s.course("", "2022-01", 24, func(i int) string { return fmt.Sprintf("revenue %d", 500*(i/12)) })
	b := s.build("2024-01-10")
	b.says("2023-06.html", "Sales rose from 0 a year earlier to 500.", "January–June sales totalled 3,000; the rolling 12-month total was 3,000.")
	b.says("history.html", "Sales rose from 0 to 6,000.")
	for _, p := range []string{"2023-06.html", "history.html", "index.html"} {
		b.silent(p, `\d% on a year|Every core metric`)
	}
}

// Of targets alone nothing is said to be met, and home opens on what has begun.
func TestOnlyTargets(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Plan"`, both)
	s.course("", "2024-01", 12, func(i int) string { return "status = \"plan\"\nrevenue - 100" })
	b := s.build("2024-07-10")
	b.says("index.html", "Latest period: July 2024 (incomplete)", "The target for July sales is 100. July 2024 is not over; no figures are in yet.")
	b.silent("index.html", `met it|December`)
	b.silent("zh-Hant/index.html", `達標`)
	b.says("2024-05.html", "There is no figure for sales.")
	b.says("history.html", "There are no years with figures yet.")
}

// Reports of one length only.
func TestOneGrain(t *testing.T) {
	value := func(i int) string { return fmt.Sprintf("revenue %d 1100", 1000+10*i) }
	for _, c := range []struct {
		first, asOf string
		n           int
		page, says  string
		history     string
	}{
		{"2019-Q1", "2024-07-10", 21, "2024-Q1.html", "Q1 sales were 1,200, 109.1% of the 1,100 target", "The target for sales was met in 2 of 5 years and in 11 of 21 quarters."}, // 1,160 … 1,190
		{"2004", "2024-07-10", 20, "2023.html", "2023 sales were 1,190, 108.2% of the 1,100 target", "The last 5 years"},
		{"2024-01-01", "2024-07-10", 60, "2024-02.html", "February sales totalled", "2024 sales so far are 77,700."}, // 60·1,000 + 10·(0 … 59)
		{"2022-W01", "2024-07-10", 80, "2023-W28.html", "Sales were broadly unchanged on the previous week (+0.6%)", "There are no years with figures yet."},
	} {
		t.Run(c.first, func(t *testing.T) {
			s := newScribe(t)
			s.config(`title = "Grain"`, both)
			s.course("", c.first, c.n, value)
			b := s.build(c.asOf)
			b.says(c.page, c.says)
			b.says("history.html", c.history)
			for _, p := range b.pages() {
				b.silent(p, `with its ranges`) // of what has too little history for any
			}
		})
	}
}

// As of a day before most of the reports: what is to come is no latest year or
// period, and nothing of it is compared.
func TestAsOfPast(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Past"`, both)
	s.course("", "2022-01", 30, func(i int) string { return fmt.Sprintf("revenue %d 100", 100+i) })
	b := s.build("2022-02-10")
	b.says("index.html", "Latest complete period: January 2022")
	b.says("history.html", "2022 sales so far are 1,266; the target is 1,200.")
	b.says("2023-05.html", "its figures are not final")
	b.silent("2023-05.html", comparisons)
	b = s.build("2021-12-31")
	b.silent("index.html", `complete period: |sales were`)
}

func TestFiscalMonth(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Fiscal"`, both, "[calendar]", `type = "fiscal"`, "fy_start = 7")
	s.report("2024-01", "revenue 100 90")
	b := s.build("2024-07-10")
	b.says("FY2024.html", "Fiscal 2024 sales so far are 100.", "Annual data are incomplete: 1 of 6 months.") // January to June
	b.silent("FY2024.html", comparisons)
}

// The years of 50 fit their table: the newest are there.
func TestManyPeriods(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Many"`, both)
	for u := range 2 {
		s.course(fmt.Sprintf("u%d", u), "1974-01", 600, func(i int) string {
			return fmt.Sprintf("revenue %d %d\norders %d\nleads %d\ndeals %d", 1000+(i*37+u*11)%400+i, 1200+i, 100+(i*7)%40, 300+i%50, 30+i%9)
		})
	}
	b := s.open("2024-01-10", false)
	for _, p := range []string{"index.html", "history.html", "forecast.html", "metrics/revenue.html", "metrics/index.html", "2023.html", "2023-12.html", "compare/2023.html", "zh-Hant/history.html"} {
		b.laws(p)
		if n := len(b.draw(p)); n > 400_000 { // with 50 years of months in its table metrics/revenue.html has the most, about 300 KB
			t.Errorf("%s: %d bytes", p, n)
		}
	}
	b.says("history.html", "600 months since January 1974", "The last 5 years")
	if !strings.Contains(b.words("metrics/revenue.html"), "1974") {
		t.Error("the metric's page does not have all years")
	}
}
