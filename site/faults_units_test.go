package site_test

import (
	"fmt"
	"strings"
	"testing"
)

// Units that start, end, move, are many, or have names that are hard to print.

// A new and an ended unit are said to be so; one that moved keeps its old and
// its new parent from being compared.
func TestUnitsComeAndGo(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Units"`, both, tree, `
[units.c]
name = "Gamma"
parent = "root"
from = "2023-03"
[units.d]
name = "Delta"
parent = "root"
to = "2023-05"
[units.e]
parent = "b"
[[units.e.history]]
parent = "a"
to = "2023-08"
[units.f]
parent = "a"
[units.g]
parent = "b"`)
	for _, u := range []string{"e", "f", "g"} {
		s.course(u, "2022-01", 30, func(i int) string { return fmt.Sprintf("revenue %d", 1000+10*i) })
	}
	s.course("c", "2023-03", 16, func(i int) string { return fmt.Sprintf("revenue %d", 500+10*i) })
	s.course("d", "2022-01", 17, func(i int) string { return fmt.Sprintf("revenue %d", 500-10*i) })
	b := s.build("2024-07-10")
	// 2023-03: e, f, g 1,140 each, 120 more than a year before; c 500; d 360 after 480: 740 more than 3,540.
	b.says("2023-03.html", "Sales rose by 740 on a year earlier (+20.9%): Gamma (new) added 500 (14.1 percentage points), Alpha 240 (6.8 points), Beta 120 (3.4 points), and Delta subtracted 120 (3.4 points).")
	b.says("2023-08.html", "Delta (ended) subtracted 430") // 500 − 70
	b.silent("a/2023-10.html", `on a year earlier \(|較去年同期`)
	b.silent("b/2023.html", `on the previous year \(|from 2022 to 2023`)
	b.says("c/2023-03.html", "March sales were 500.")
	b.silent("c/2023-03.html", comparisons)
}

// Names with markup, with sixty characters, from right to left, in braces: they
// are what they are, everywhere.
func TestHardNames(t *testing.T) {
	s := newScribe(t)
	s.braces = []string{"{actual}", "{x}", "{{two}}"}
	long := strings.Repeat("a", 60)
	s.config(`title = "<b>One</b> & {{two}}"`, both, `
[units.root]
name = "A <script>alert(1)</script> & more"
[units.a]
name = "`+long+`"
parent = "root"
[units.b]
name = "مبيعات"
parent = "root"
[units.c]
name = "{actual} %d"
parent = "root"
[metrics.revenue]
label = "Sales <i>net</i> of \"returns\" {x}"
unit = "money"
currency = "EUR"`)
	for k, u := range []string{"a", "b", "c"} {
		s.course(u, "2023-01", 18, func(i int) string { return fmt.Sprintf("revenue %d 1100", 1000+13*i*(k+1)) })
	}
	b := s.build("2024-07-10")
	// 2024-06: 1,221, 1,442, 1,663 after 1,065, 1,130, 1,195 in 2023-06.
	b.says("2024-06.html", `June sales <i>net</i> of "returns" {x} was EUR 4,326, 131.1% of the EUR 3,300 target`)
	b.says("metrics/revenue.html", "rose by EUR 936 on a year earlier (+27.6%): {actual} %d added EUR 468 (13.8 percentage points), \u2068مبيعات\u2069 EUR 312 (9.2 points) and "+long+" EUR 156 (4.6 points).")
	for _, p := range b.pages() {
		if strings.Contains(string(b.draw(p)), "<script>alert") || strings.Contains(string(b.draw(p)), "<b>One") {
			t.Errorf("%s has the markup of a name", p)
		}
	}
}

// Twelve digits are exact in sentences, scaled in one way, and apart.
func TestTwelveDigits(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Digits"`, both, tree, "[metrics.revenue]", `currency = "TWD"`)
	for _, u := range []string{"a", "b"} {
		s.course(u, "2023-01", 18, func(i int) string {
			return fmt.Sprintf("revenue %d 130000000000\norders %d", 123456789012+1_000_000_000*i, 987654321098+int64(i))
		})
	}
	b := s.build("2024-07-10")
	b.says("2024-06.html", "June sales were TWD 280.91 billion, 108.0% of the TWD 260.00 billion target") // 2·(123.456789012 + 17)
	b.says("zh-Hant/2024-06.html", "6月銷售額新臺幣2,809.14億元，達成目標（新臺幣2,600億元）的108.0%")
	b.says("metrics/orders.html", "1,975,308,642,230") // 2·(987,654,321,098 + 17)
	b.silent("2024-06.html", `e\+\d`)
}

// Two hundred units below one: the map has the fifty with the largest figures,
// and how many more there are; every one has its row on a page of the list.
func TestManyUnits(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Many"`, both)
	figure := func(u, i int) int { return 1000 + (i*37+u*11)%400 + i }
	for u := range 200 {
		s.course(fmt.Sprintf("unit-%03d", u), "2022-07", 18, func(i int) string { return fmt.Sprintf("revenue %d %d\norders 100", figure(u, i), 1200+i) })
	}
	b := s.open("2024-01-10", false)
	for _, p := range []string{"index.html", "history.html", "forecast.html", "metrics/revenue.html", "2023.html", "2023-12.html", "unit-100/2023-12.html", "zh-Hant/history.html", "units.html"} {
		b.laws(p)
		if n := len(b.draw(p)); n > 300_000 { // metrics/revenue.html has the most: two tables of fifty units
			t.Errorf("%s: %d bytes", p, n)
		}
	}
	page, lists, rows := string(b.draw("history.html")), string(b.draw("units.html"))+string(b.draw("units-2.html")), 0
	for u := range 200 {
		link, larger := fmt.Sprintf("unit-%03d/2023-12.html#how-revenue", u), 0
		for v := range 200 {
			if figure(v, 17) > figure(u, 17) || figure(v, 17) == figure(u, 17) && v < u {
				larger++
			}
		}
		_, heat, _ := strings.Cut(page, `id="heat"`)
		heat, _, _ = strings.Cut(heat, "</table>")
		if in := strings.Contains(heat, link); in != (larger < 50) {
			t.Errorf("unit-%03d, the %dth, is in the map: %v", u, larger+1, in)
		} else if in {
			rows++
		}
		if !strings.Contains(lists, link) {
			t.Errorf("unit-%03d is on no list", u)
		}
	}
	if more := `<a href="units.html">150 more units</a>`; rows != 50 || !strings.Contains(page, more) {
		t.Errorf("%d rows, and no %s", rows, more)
	}
	b.silent("history.html", `change from 2022 to 2023`) // all began in July 2022
}

// Drafts: nothing without --drafts, and marked with them.
func TestDraftsAlone(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Drafts"`, both)
	s.course("", "2023-01", 14, func(i int) string { return fmt.Sprintf("status = \"draft\"\nrevenue %d 100", 100+i) })
	b := s.build("2024-03-10")
	b.silent("index.html", `revenue|sales were`)
	if list := strings.Join(b.pages(), " "); strings.Contains(list, "2023-05.html") {
		t.Error(list)
	}
	b = s.publish("2024-03-10", true)
	b.says("2024-02.html", "This report is a draft; its figures may change.", "February sales were 113, 113% of the 100 target")
}

// One unit of three reports: nothing of the whole is complete, or compared.
func TestOneUnitOfThree(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Three"`, both, tree, "[units.c]", `parent = "root"`)
	s.course("a", "2022-01", 30, func(i int) string { return fmt.Sprintf("revenue %d 100", 100+i) })
	b := s.build("2024-07-10")
	b.says("2024-06.html", "June sales so far are 129.", "Monthly data are incomplete: 1 of 3 units.")
	b.silent("2024-06.html", comparisons)
	b.silent("forecast.html", `sales are forecast`)
	b.says("a/2024-06.html", "Sales were broadly unchanged on the previous month (+0.8%) and up markedly by 10.3% on a year earlier.") // 129 on 117
	b.silent("2023.html", `\d% of the`)
}

// A language alone, and a title alone.
func TestOneLanguage(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "一"`, `languages = ["zh-Hans"]`)
	s.course("", "2022-01", 24, func(i int) string { return fmt.Sprintf("revenue %d 100", 100+i) })
	b := s.build("2024-01-10")
	b.says("2023-06.html", "6月销售额117，达成目标（100）的117%，超额17个百分点。")
	for _, p := range b.pages() {
		b.silent(p, `[橫軸閱會捨顏虛疊]`)
	}
	s = newScribe(t)
	s.config(`title = "Title"`)
	s.course("", "2022-01", 13, func(i int) string { return fmt.Sprintf("revenue %d", 100+i) })
	s.build("2024-01-10").says("2023-01.html", "Sales were 112, broadly unchanged on the previous month (+0.9%) and up markedly by 12% on a year earlier.")
}
