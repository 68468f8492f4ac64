package report_test

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"testing"

	"almanac/site/num"
	"almanac/site/report"
)

// The block says what a report states, however it is written, and no more.
func TestFiguresBlock(t *testing.T) {
	n := num.MustParse
	stated := []report.Stated{
		{Metric: "revenue", Actual: n("1200000.50"), Target: n("1000000"), Rest: &report.Terms{Reason: "a word"}, Pos: report.Pos{Line: 3, Column: 1}},
		{Metric: "conversion", Actual: n("13").Div(n("80")), Target: n("0.15"), Rest: &report.Terms{Num: n("13"), Den: n("80")}},
		{Metric: "satisfaction", Rest: &report.Terms{NA: "asked every quarter"}},
		{Metric: "approval_days", Actual: num.Rat(big.NewRat(10, 3)), Rest: &report.Terms{Weight: n("20")}},
		{Metric: "leads"},
		{Metric: "orders", Rest: &report.Terms{TargetGrowth: n("0.1"), GrowthOn: "year-ago", LikeForLike: n("-0"), Basis: "booked"}},
	}
	want := "approval_days actual=10/3 weight=20\n" +
		"conversion num=13 den=80 target=0.15\n" +
		"orders target_growth=0.1 growth_on=year-ago like_for_like=0 basis=booked\n" +
		"revenue actual=1200000.5 target=1000000\n" +
		"satisfaction na=1\n"
	if got := report.FiguresBlock(stated); got != want {
		t.Errorf("\n%s, not\n%s", got, want)
	}
	if stated[0].Metric != "revenue" {
		t.Error("the figures were put into another order")
	}
	if got, want := report.FiguresDigest(stated), fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(want))); got != want {
		t.Errorf("%s, not %s", got, want)
	}
	back, ok := report.ParseBlock(want)
	if !ok || report.FiguresBlock(back) != want || len(back) != 5 || !back[1].Actual.Equal(n("13").Div(n("80"))) || back[4].Terms().NA == "" {
		t.Errorf("%v %+v", ok, back)
	}
	for _, bad := range []string{"revenue\n", "revenue actual=x\n", "revenue sales=1\n", "revenue actual\n", "\n"} {
		if _, ok := report.ParseBlock(bad); ok {
			t.Errorf("%q is a block", bad)
		}
	}
	stated[0].Target = n("1000000.1")
	if report.FiguresDigest(stated) == fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(want))) {
		t.Error("another target has the same digest")
	}
}

func TestMaySign(t *testing.T) {
	a := &report.Archive{Units: []*report.Unit{{ID: report.Root, Manager: "head"}, {ID: "east", Parent: report.Root, Manager: "lead"}, {ID: "west", Parent: report.Root}}}
	a.People = []report.Person{{ID: "head"}, {ID: "lead"}, {ID: "seller"}, {ID: "boss", Role: report.SalesManager}, {ID: "auditor", Role: "auditor"}}
	for step, who := range map[string]string{
		report.Compiled:   "head lead seller boss auditor",
		report.Reviewed:   "head lead boss auditor",
		report.KeyFigures: "boss",
		report.Approved:   "head lead boss auditor",
		"read":            "",
	} {
		got := ""
		for i := range a.People {
			if a.MaySign(&a.People[i], step, "east") {
				got += " " + a.People[i].ID
			}
		}
		if got != "" {
			got = got[1:]
		}
		if got != who {
			t.Errorf("%s of east is signed by %q, not %q", step, got, who)
		}
	}
	if a.MaySign(a.Person("lead"), report.Reviewed, "west") || !a.MaySign(a.Person("head"), report.Reviewed, "west") {
		t.Error("a unit is reviewed by who leads it or one above it")
	}
	if !a.OwesSignoffs() || (&report.Config{People: a.People[:3]}).OwesSignoffs() {
		t.Error("sign-offs are owed where somebody has a role")
	}
}
