package cube_test

import (
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
