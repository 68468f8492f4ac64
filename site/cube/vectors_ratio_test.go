package cube_test

import (
	"strings"
	"testing"

	"almanac/site/cube"
	"almanac/site/report"
)

// TV-24: the change of a percentage is in points; its relative change is never
// worked out.
func TestTV24PointsNotPercent(t *testing.T) {
	ms := metrics("a ratio unit=percent", "b ratio unit=percent", "c ratio unit=percent")
	c := build(t, ms, "east 2026-02 a actual=10%", "east 2026-03 a actual=18%", "east 2026-02 b actual=12%", "east 2026-03 b actual=18%",
		"east 2026-02 c actual=30%", "east 2026-03 c actual=45%")
	for id, want := range map[string]string{"a": "0.08", "b": "0.06", "c": "0.15"} {
		x := c.Previous("east", id, per(t, "2026-03"))
		same(t, id+" change", x.Change, want)
		if x.Rate.Present() {
			t.Errorf("%s has the rate %v", id, x.Rate)
		}
	}
}

// TV-25 and TV-28: 6 deals of 40 leads are 15 %, and a statement of 15 % beside
// them is the same figure; 2 of 5 lost customers won back are 40 %.
func TestTV25TV28RatioOfCounts(t *testing.T) {
	ms := metrics("leads flow", "deals flow", "conversion ratio unit=percent num=deals den=leads", "lost flow down", "won_back flow", "win_back ratio unit=percent num=won_back den=lost")
	c := build(t, ms, "east 2026-03 leads actual=40", "east 2026-03 deals actual=6", "east 2026-03 conversion actual=15%",
		"east 2026-03 lost actual=5", "east 2026-03 won_back actual=2")
	f := c.Figure("east", "conversion", per(t, "2026-03"))
	same(t, "stated conversion", f.Actual, "0.15")
	same(t, "conversion of its parts", f.Stacked, "0.15")
	same(t, "win-back", c.Figure(report.Root, "win_back", per(t, "2026-03")).Actual, "0.4")
	if x := c.Figure(report.Root, "conversion", per(t, "2026-03")); x.Coverage != (cube.Coverage{Have: 1, Need: 1}) {
		t.Errorf("coverage %v", x.Coverage)
	}
}

// The target of one unit is none of all: a child that has both parts of a
// ratio is needed, though it never states the ratio itself (domain.md §2.2,
// settled.md 12).
func TestRatioTargetNeedsEveryUnit(t *testing.T) {
	ms := metrics("sales flow unit=money", "orders flow", "aov ratio unit=money num=sales den=orders")
	ms[2].Core = false
	const actuals = "east 2026-03 sales actual=800|east 2026-03 orders actual=4|west 2026-03 sales actual=100|west 2026-03 orders actual=2"
	for _, v := range []struct{ name, lines, want string }{
		{"of one", "east 2026-03 aov target=590", ""},
		{"of both", "east 2026-03 aov target=590|west 2026-03 aov target=590", "590"},
		{"of both, not the same", "east 2026-03 aov target=590|west 2026-03 aov target=60", ""},
		{"of one, to the other it does not apply", "east 2026-03 aov target=590|west 2026-03 aov na=none", "590"},
		{"of one, a third has but the target", "east 2026-03 aov target=590|south 2026-03 aov target=590", ""},
	} {
		c := build(t, ms, strings.Split(actuals+"|"+v.lines, "|")...)
		p := per(t, "2026-03")
		same(t, v.name, c.Figure(report.Root, "aov", p).Target, v.want)
		if got := c.Attainment(report.Root, "aov", p); got.Known && v.want == "" {
			t.Errorf("%s: attainment %+v of a target that nobody set", v.name, got)
		}
	}
}
