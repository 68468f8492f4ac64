package page

import (
	"strings"
	"testing"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// factsOf are the facts of a block, a line each.
func factsOf(b Block) string {
	var lines []string
	for _, f := range b.Facts {
		lines = append(lines, f.Label+": "+hrefs(f.Values))
	}
	return strings.Join(lines, "\n")
}

func TestRestatementsPage(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "930000", "30000"}, state{"east", "2026-02", "sales", "1", ""}, state{"west", "2026-01", "sales", "50", ""})
	r := find(a, "east", name(t, "2026-01"))
	day := period.Date(2026, 2, 14)
	a.People = []report.Person{{ID: "li-ming", Name: "Li Ming"}}
	r.Restatements = []report.Restatement{
		{Metric: "sales", Old: num.Int(950_000), New: num.Int(940_000), Reason: "returns <netted>", Date: &day, ApprovedBy: "li-ming", Pos: report.Pos{Line: 20}},
		{Metric: "sales", Old: num.Int(940_000), New: num.Int(930_000), Reason: "more returns", Pos: report.Pos{Line: 27}},
		{Metric: "sales", Of: "target", Old: num.Int(30_000), New: num.Int(300_000), Reason: "a slip", Pos: report.Pos{Line: 33}},
		{Metric: "costs", Old: num.Int(1), New: num.Int(2), Reason: "of nothing"},
	}
	b := open(t, a, period.Date(2026, 3, 1))
	v := viewAt[*RestatementsView](t, b, "zh-Hant/restatements.html")
	if v.Count != "共3項更正" || len(v.List) != 1 || v.List[0].Title != "東部" || len(v.List[0].List) != 3 {
		t.Fatalf("%s: %+v", v.Count, v.List)
	}
	first := v.List[0].List[0]
	want := "更正前: 95萬元=\n更正後: 94萬元=\n差額: −1萬元=\n理由: returns <netted>=\n日期: 2026年2月14日=\n核准人: Li Ming=\n原載於: " +
		"東部2026年1月=east/2026-01.html#restatements\n同時影響: 東部2026年第一季度=east/2026-Q1.html#how-sales 東部2026年=east/2026.html#how-sales " +
		"全部單位2026年1月=2026-01.html#how-sales 全部單位2026年第一季度=2026-Q1.html#how-sales 全部單位2026年=2026.html#how-sales\n本期檔案: content/east/2026-01.md:20="
	if got := factsOf(first); got != want {
		t.Errorf("facts\n%s\nwant\n%s", got, want)
	}
	if first.ID != "east-2026-01-sales-actual" || v.List[0].List[1].ID != "east-2026-01-sales-actual-2" || v.List[0].List[2].ID != "east-2026-01-sales-target" {
		t.Errorf("ids %s, %s, %s", first.ID, v.List[0].List[1].ID, v.List[0].List[2].ID)
	}
	for _, f := range first.Facts { // the report is in English, and the page is not
		if own := f.Values[0].Text == "returns <netted>"; own != (f.Values[0].Lang == "en") {
			t.Errorf("fact %+v", f)
		}
	}
	// A target that not every month of the quarter has is not stacked.
	if got := factsOf(v.List[0].List[2]); strings.Contains(got, "同時影響") || !strings.Contains(got, "差額: +27萬元=") {
		t.Errorf("the target's facts\n%s", got)
	}
	if !first.Named || first.Title != "2026年1月銷售額" || v.List[0].List[2].Tags[0].Text == first.Tags[0].Text {
		t.Errorf("%+v", first)
	}
}

// Amounts that print alike take the decimals that tell them apart.
func TestRestatementsTellApart(t *testing.T) {
	a := archive(t, state{report.Root, "2026-01", "sales", "1234568", ""})
	find(a, report.Root, name(t, "2026-01")).Restatements = []report.Restatement{{Metric: "sales", Old: num.Int(1_231_000), New: num.Int(1_234_568), Reason: "x"}}
	block := viewAt[*RestatementsView](t, open(t, a, period.Date(2026, 3, 1)), "restatements.html").List[0].List[0]
	if a, b := block.Facts[0].Values[0].Text, block.Facts[1].Values[0].Text; a == b {
		t.Errorf("from %s to %s", a, b)
	}
}
