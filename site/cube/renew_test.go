package cube_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"

	"pgregory.net/rapid"
)

// told is all that a cube tells of a figure, without where it keeps that.
func told(c *cube.Cube, unit, metric string, p period.Period) string {
	f := c.Figure(unit, metric, p)
	e := f.Entry
	f.Entry = nil
	of := fmt.Sprint(f)
	if e != nil {
		of += fmt.Sprintf(" %p %p %v %v %v %v", e.Report, e.Stated, e.Actual(), e.Target(), e.FirstActual(), e.FirstTarget())
	}
	return fmt.Sprint(of, c.Previous(unit, metric, p), c.YearAgo(unit, metric, p))
}

// sameCube compares all that two cubes of one archive tell.
func sameCube(t *rapid.T, got, want *cube.Cube) {
	t.Helper()
	a := want.Archive
	for _, u := range a.Units {
		if !slices.Equal(got.Periods(u.ID), want.Periods(u.ID)) {
			t.Errorf("%s has %v, not %v", u.ID, got.Periods(u.ID), want.Periods(u.ID))
		}
		if !slices.Equal(got.Reports(u.ID), want.Reports(u.ID)) {
			t.Errorf("%s has other reports", u.ID)
		}
		for _, m := range a.Metrics {
			if got.Ever(u.ID, m.ID) != want.Ever(u.ID, m.ID) {
				t.Errorf("%s ever had %s: %v", u.ID, m.ID, got.Ever(u.ID, m.ID))
			}
			for _, p := range want.Periods(u.ID) {
				if x, y := told(got, u.ID, m.ID, p), told(want, u.ID, m.ID, p); x != y {
					t.Errorf("%s:\n%s\n%s", where(a, u, p, m), x, y)
				}
			}
		}
	}
	problems := func(c *cube.Cube) (list []string) {
		for _, p := range c.Problems() {
			list = append(list, fmt.Sprintf("%p %+v", p.Report, p))
		}
		return slices.Sorted(slices.Values(list))
	}
	if x, y := problems(got), problems(want); !slices.Equal(x, y) {
		t.Errorf("problems:\n%v\n%v", x, y)
	}
	if x, y := got.Restatements(), want.Restatements(); !reflect.DeepEqual(x, y) {
		t.Errorf("restatements:\n%v\n%v", x, y)
	}
}

// A cube that is renewed again and again with other reports of the same units and
// periods tells what one tells that is made of them.
func TestRenewed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := randomArchive(t)
		if len(a.Reports) == 0 {
			return
		}
		o := cube.Options{AsOf: period.Date(2024, 6, 30), Drafts: rapid.Bool().Draw(t, "drafts")}
		c := cube.New(a, o)
		for range rapid.IntRange(1, 3).Draw(t, "edits") {
			next, places := *a, map[int]bool{}
			next.Reports = slices.Clone(a.Reports)
			for range rapid.IntRange(1, 2).Draw(t, "reports") {
				i := rapid.IntRange(0, len(a.Reports)-1).Draw(t, "which")
				places[i], next.Reports[i] = true, edited(t, next.Reports[i], a.Metrics)
			}
			a = &next
			renewed, units := c.Renewed(a, slices.Sorted(maps.Keys(places)))
			if renewed == nil || units == nil {
				t.Fatal("it is not renewed")
			}
			c = renewed
			sameCube(t, c, cube.New(a, o))
		}
	})
}

// edited is a report with another text, with another figure, or with all figures
// drawn anew.
func edited(t *rapid.T, r *report.Report, metrics []*report.Metric) *report.Report {
	own := *r
	own.Stated = slices.Clone(r.Stated)
	switch how := rapid.IntRange(0, 4).Draw(t, "how"); {
	case how == 0:
		own.Title = "Another"
	case how < 4 && len(own.Stated) > 0:
		s := &own.Stated[rapid.IntRange(0, len(own.Stated)-1).Draw(t, "figure")]
		x := int64(rapid.IntRange(1, 99).Draw(t, "now"))
		if how == 1 && s.Actual.Present() {
			s.Actual = s.Actual.Add(num.Int(x))
		} else {
			s.Target = num.Int(x)
		}
	default:
		own.Stated, own.Restatements = nil, nil
		for _, m := range metrics {
			randomStated(t, &own, m, 95)
		}
	}
	return &own
}

// An edit of one figure works out that and what rests on it, of its unit and those
// above: 5 orders more for 12 a piece.
func TestRenewedFigure(t *testing.T) {
	ms := metrics("rev flow", "orders flow", "aov ratio num=rev den=orders", "other flow")
	lines := []string{"east/li 2026-01 rev actual=120", "east/li 2026-01 orders actual=10", "east/li 2026-01 other actual=3",
		"east/wu 2026-01 rev actual=60", "east/wu 2026-01 orders actual=5", "east/wu 2026-01 other actual=4", "east 2025-11 rev actual=1"}
	a := archive(t, ms, lines...)
	c := cube.New(a, cube.Options{AsOf: day("2026-06-30")})
	edit := func(change func(r *report.Report)) (*cube.Cube, []string) {
		next, r := *a, *a.Reports[0]
		r.Stated = slices.Clone(r.Stated)
		change(&r)
		next.Reports = slices.Clone(a.Reports)
		next.Reports[0] = &r
		return c.Renewed(&next, []int{0})
	}
	if now, units := edit(func(r *report.Report) { r.Title = "January" }); len(units) > 0 || now.Figure("li", "rev", per(t, "2026-01")).Entry.Report.Title != "January" {
		t.Errorf("another title works out %v", units)
	}
	now, units := edit(func(r *report.Report) {
		r.Stated[0].Actual, r.Stated[1].Actual = num.Int(180), num.Int(15)
	})
	if !slices.Equal(units, []string{"li", "east", report.Root}) {
		t.Errorf("%v are worked out", units)
	}
	for unit, want := range map[string][3]string{"li": {"180", "12", "3"}, "east": {"240", "12", "7"}, report.Root: {"240", "12", "7"}, "wu": {"60", "12", "4"}} {
		for i, m := range []string{"rev", "aov", "other"} {
			same(t, unit+" "+m, now.Figure(unit, m, per(t, "2026-01")).Actual, want[i])
		}
	}
	if was := c.Figure("east", "rev", per(t, "2026-01")).Actual; !was.Equal(num.Int(180)) {
		t.Errorf("the cube before says %v", was)
	}
}
