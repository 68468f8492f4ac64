package cube_test

// Random archives: every figure and comparison of the cube against the oracle.

import (
	"fmt"
	"math/big"
	"testing"
	"time"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"

	"pgregory.net/rapid"
)

// randomMetrics draws some metrics, each with those that it is made of.
func randomMetrics(t *rapid.T) (ms []*report.Metric) {
	leaf := func(id string) *report.Expr { return &report.Expr{Metric: id} }
	all := []*report.Metric{
		{ID: "rev", Kind: report.Flow, Unit: report.Money, Core: true, Direction: report.Up},
		{ID: "orders", Kind: report.Flow, Unit: report.Count, Core: true, Direction: report.Up},
		{ID: "extra", Kind: report.Flow, Unit: report.Money, Direction: report.Down},
		{ID: "head", Kind: report.Stock, Time: "last", Unit: report.Count, Direction: report.Neutral},
		{ID: "carried", Kind: report.Stock, Time: "last", Unit: report.Count, Carry: true, Core: true},
		{ID: "open", Kind: report.Stock, Time: "first", Unit: report.Count, Core: true},
		{ID: "level", Kind: report.Stock, Time: "mean", Unit: report.Index},
		{ID: "alone", Kind: report.Stock, Time: "last", Org: "none", Unit: report.Count, Core: true},
		{ID: "conv", Kind: report.Ratio, Unit: report.Percent, Core: true, Direction: report.Up},
		{ID: "days", Kind: report.WMean, Unit: report.Duration, Direction: report.Down},
		{ID: "buyers", Kind: report.Distinct, Unit: report.Count, Core: true},
		{ID: "clients", Kind: report.Distinct, Org: "sum", Unit: report.Count},
		{ID: "most", Kind: report.Max, Unit: report.Money},
		{ID: "least", Kind: report.Min, Unit: report.Money, Core: true},
		{ID: "aov", Kind: report.Ratio, Num: "rev", Den: "orders", Unit: report.Money, Core: true},
		{ID: "churn", Kind: report.Ratio, Num: "orders", Den: "open", Unit: report.Percent, Direction: report.Down},
		{ID: "weighed", Kind: report.WMean, Weight: "orders", Unit: report.Index},
		{ID: "profit", Kind: report.Derived, Unit: report.Money, Expr: &report.Expr{Op: '-', L: leaf("rev"), R: leaf("extra")}, Core: true},
		{ID: "each", Kind: report.Derived, Unit: report.Money, Expr: &report.Expr{Op: '/', L: leaf("rev"), R: leaf("orders")}},
		{ID: "twice", Kind: report.Derived, Unit: report.Index, Expr: &report.Expr{Op: '*', L: leaf("aov"), R: &report.Expr{Number: num.Int(2)}}},
	}
	want := map[string]bool{}
	for range rapid.IntRange(1, 3).Draw(t, "metrics") {
		want[all[rapid.IntRange(0, len(all)-1).Draw(t, "metric")].ID] = true
	}
	for i := len(all) - 1; i >= 0; i-- {
		if m := all[i]; want[m.ID] {
			for _, id := range append(m.Expr.Metrics(), m.Num, m.Den, m.Weight) {
				want[id] = true
			}
		}
	}
	for _, m := range all {
		if want[m.ID] {
			ms = append(ms, m)
		}
	}
	return ms
}

func randomUnits(t *rapid.T, a *report.Archive, first period.Day, days int) {
	a.Units = []*report.Unit{{ID: report.Root, Level: report.Company}}
	add := func(parent string) string {
		u := &report.Unit{ID: fmt.Sprintf("u%d", len(a.Units)), Parent: parent}
		a.Units = append(a.Units, u)
		if a.Declared {
			if rapid.IntRange(0, 5).Draw(t, "from") == 5 {
				u.FromSet, u.From = true, first+period.Day(rapid.IntRange(0, days).Draw(t, "from day"))
			}
			if rapid.IntRange(0, 5).Draw(t, "to") == 5 {
				u.ToSet, u.To = true, max(u.From, first)+period.Day(rapid.IntRange(1, days).Draw(t, "to day"))
			}
		}
		return u.ID
	}
	var departments []string
	for range rapid.IntRange(0, 3).Draw(t, "departments") {
		departments = append(departments, add(report.Root))
	}
	for _, d := range departments {
		for range rapid.IntRange(0, 2).Draw(t, "teams") {
			if team := add(d); rapid.IntRange(0, 3).Draw(t, "person") == 3 {
				add(team)
			}
		}
	}
	for _, u := range a.Units {
		if a.Declared && len(departments) > 1 && u.Parent != report.Root && u.ID != report.Root && rapid.IntRange(0, 2).Draw(t, "move") == 2 {
			old := departments[rapid.IntRange(0, len(departments)-1).Draw(t, "old parent")]
			at := first + period.Day(rapid.IntRange(1, days).Draw(t, "moved"))
			if rapid.Bool().Draw(t, "at a month's start") {
				at = a.Calendar.Span(a.Calendar.Of(period.Monthly, at)).First
			}
			u.History = []report.Belonging{{Parent: old, To: at}}
		}
	}
}

// randomArchive draws an archive of at most two years.
func randomArchive(t *rapid.T) *report.Archive {
	a := &report.Archive{Config: report.Config{Languages: []string{"en"}, Metrics: randomMetrics(t)}}
	a.Calendar = period.Calendar{YearStart: rapid.SampledFrom([]time.Month{0, 0, 4, 7}).Draw(t, "year start"), StartNamed: rapid.Bool().Draw(t, "start named")}
	a.Declared = rapid.IntRange(0, 3).Draw(t, "by folders") < 3
	for d := 1; d <= 5; d++ {
		a.Workdays[d] = true
	}
	first := period.Date(2023, time.Month(rapid.IntRange(1, 12).Draw(t, "first month")), 1)
	months := rapid.IntRange(1, 26).Draw(t, "months")
	a.Holidays = []period.Day{first + 3, first + 11}
	if rapid.IntRange(0, 4).Draw(t, "comparable") == 4 {
		a.Metrics[0].ComparableFrom = a.Calendar.Of(period.Monthly, first).Add(3)
	}
	randomUnits(t, a, first, months*31)
	dense := rapid.SampledFrom([]int{100, 95, 60}).Draw(t, "dense")
	for _, u := range a.Units {
		grains := rapid.SampledFrom([][]period.Grain{{}, {period.Monthly}, {period.Monthly}, {period.Monthly, period.Quarterly}, {period.Quarterly},
			{period.Monthly, period.Annual, period.Quarterly}, {period.Annual}, {period.Daily}, {period.Daily, period.Weekly, period.Monthly}}).Draw(t, "grains "+u.ID)
		for _, g := range grains {
			randomReports(t, a, u, g, first, months, dense)
		}
	}
	return a
}

func randomReports(t *rapid.T, a *report.Archive, u *report.Unit, g period.Grain, first period.Day, months, dense int) {
	end := a.Calendar.Span(a.Calendar.Of(period.Monthly, first).Add(months - 1)).End
	if g < period.Monthly {
		end = min(end, first+40)
	}
	for p := a.Calendar.Of(g, first); a.Calendar.Span(p).First < end; p = p.Next() {
		x := rapid.IntRange(0, 999).Draw(t, u.ID+" "+a.Calendar.Name(p))
		if g == period.Daily && a.Calendar.Span(p).First.Weekday()%6 == 0 && x > 100 || x%100 >= dense {
			continue
		}
		r := &report.Report{Unit: u.ID, Period: p, Status: report.Final, File: u.ID + "/" + a.Calendar.Name(p) + ".md"}
		switch {
		case x == 977:
			r.Status = report.Draft
		case x == 978:
			r.Status = report.Plan
		}
		for _, m := range a.Metrics {
			randomStated(t, r, m, dense)
		}
		a.Reports = append(a.Reports, r)
	}
}

func randomStated(t *rapid.T, r *report.Report, m *report.Metric, dense int) {
	x := rapid.IntRange(0, 99_999).Draw(t, m.ID)
	if x%100 >= dense {
		return
	}
	s, terms := report.Stated{Metric: m.ID}, report.Terms{}
	how, v := x/100%40, int64(x/1000)
	switch {
	case how == 39:
		s.Settle(report.Terms{NA: "why"})
		r.Stated = append(r.Stated, s)
		return
	case m.Kind == report.Derived, how == 38, r.Status == report.Plan:
	case m.Kind == report.Ratio:
		if s.Actual = num.Int(v / 2).Div(num.Int(v)); how != 37 {
			terms.Num, terms.Den = num.Int(v/2), num.Int(v)
		}
		if m.Num != "" && how < 20 {
			return
		}
	case m.Kind == report.WMean:
		s.Actual = num.Dec(v, 1)
		if m.Weight == "" && how != 37 || how == 36 {
			terms.Weight = num.Int(int64(x % 17))
		}
	default:
		if s.Actual = num.Int(v); m.Unit == report.Money {
			s.Actual = num.Dec(v*100-int64(x%800), 1)
		}
	}
	switch x % 10 {
	case 0:
	case 1:
		terms.TargetGrowth, terms.GrowthOn = num.Dec(int64(x%30), 2), []string{"previous", "year-ago"}[x/10%2]
	default:
		s.Target = num.Int(int64(x % 10 * 7))
		if isPair(m) {
			s.Target = num.Dec(int64(x%100/90), 1)
		}
	}
	if how == 35 {
		terms.LikeForLike = num.Int(v + 9)
	}
	s.Settle(terms)
	r.Stated = append(r.Stated, s)
	randomRestatements(r, m, &s, x)
}

func randomRestatements(r *report.Report, m *report.Metric, s *report.Stated, x int) {
	re := func(of string, old, now num.Num) {
		r.Restatements = append(r.Restatements, report.Restatement{Metric: m.ID, Of: of, Old: old, New: now})
	}
	switch v := s.Actual; x % 53 {
	case 1:
		re("actual", v, v.Add(num.Int(2)))
	case 2:
		re("actual", v, v.Add(num.Int(2)))
		re("actual", v.Add(num.Int(2)), v.Add(num.Int(3)))
	case 3:
		re("actual", num.Int(777), num.Int(778))
		re("actual", num.Int(778), v)
	case 4:
		re("actual", num.Int(-5), num.Int(-6))
	case 5:
		re("target", s.Target, s.Target.Add(num.Int(1)))
	}
	if n := len(r.Restatements); n > 0 && (!r.Restatements[n-1].Old.Present() || !r.Restatements[n-1].New.Present()) {
		r.Restatements = nil
	}
}

func show(r *big.Rat) string {
	if r == nil {
		return "–"
	}
	return r.RatString()
}

func equal(n num.Num, r *big.Rat) bool {
	if r == nil || !n.Present() {
		return r == nil && !n.Present()
	}
	return n.Big().Cmp(r) == 0
}

func TestOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := randomArchive(t)
		as := period.Date(2023, 1, 1) + period.Day(rapid.IntRange(0, 1200).Draw(t, "as of"))
		opt := cube.Options{AsOf: as, Drafts: rapid.Bool().Draw(t, "drafts")}
		c, o := cube.New(a, opt), newOracle(a, opt)
		for _, m := range a.Metrics {
			for _, u := range a.Units {
				for _, g := range period.Grains {
					for p := range o.periods(g) {
						if at := a.Calendar.Span(p).First; g < period.Monthly && (at < o.start()-10 || at > o.start()+60) {
							continue // no archive here has days and weeks beyond
						}
						sameFigure(t, c, o, u, p, m)
						sameComparisons(t, c, o, u, p, m)
					}
				}
			}
		}
	})
}

func where(a *report.Archive, u *report.Unit, p period.Period, m *report.Metric) string {
	return m.ID + " of " + u.ID + " in " + a.Calendar.Name(p)
}

func sameFigure(t *rapid.T, c *cube.Cube, o *oracle, u *report.Unit, p period.Period, m *report.Metric) {
	got, want := c.Figure(u.ID, m.ID, p), o.actual(u, p, m)
	if want == nil {
		want = &ofig{}
	}
	at := where(o.Archive, u, p, m)
	if !equal(got.Actual, want.v) {
		t.Fatalf("%s: actual %v, want %s (%+v; %+v)", at, got.Actual, show(want.v), got, want)
	}
	if (got.NA != "") != want.na {
		t.Fatalf("%s: not applicable %q, want %v", at, got.NA, want.na)
	}
	if tg := o.target(u, p, m); !equal(got.Target, tg) {
		t.Fatalf("%s: target %v, want %s", at, got.Target, show(tg))
	}
	if want.v == nil {
		return
	}
	if (got.Coverage != cube.Coverage{Have: want.have, Need: want.need}) || got.Source != want.src {
		t.Fatalf("%s: %v from %v, want %+v", at, got.Coverage, got.Source, want)
	}
	if got.Complete != (want.full() && o.over(p)) || got.Clipped != o.clipped(u, p) || got.Restated != want.restated {
		t.Fatalf("%s: %+v, want %+v", at, got, want)
	}
	var stated, stacked *big.Rat
	if r, s := o.entry(u, p, m); s != nil {
		stated, _ = restate(r, m.ID, "actual", s.Actual.Big())
	}
	switch t, n := o.overTime(u, p, m), o.overUnits(u, p, m); {
	case want.src == cube.Computed && want.full(), want.src != cube.Stated && want.full():
		stacked = want.v
	case want.src == cube.Computed:
	case t.full() && !o.leavesOut(u, p, m):
		stacked = t.v
	case n.full():
		stacked = n.v
	}
	if m.Kind == report.Derived {
		stated = nil
	}
	if !equal(got.Stated, stated) || !equal(got.Stacked, stacked) {
		t.Fatalf("%s: stated %v, stacked %v, want %s, %s (%+v; declared %v)", at, got.Stated, got.Stacked, show(stated), show(stacked), got, o.Declared)
	}
}

func sameComparisons(t *rapid.T, c *cube.Cube, o *oracle, u *report.Unit, p period.Period, m *report.Metric) {
	at := where(o.Archive, u, p, m)
	check := func(what string, got cube.Comparison, want ocomp) {
		if !equal(got.Base, want.base) || !equal(got.Change, want.change) || !equal(got.Rate, want.rate) || got.Refused != want.refused {
			t.Fatalf("%s %s: %+v, want base %s, change %s, rate %s, %q (%+v; %+v)", at, what, got, show(want.base), show(want.change), show(want.rate), want.refused, c.Figure(u.ID, m.ID, p), o.actual(u, p, m))
		}
	}
	check("previous", c.Previous(u.ID, m.ID, p), o.compare(u, p, p.Prev(), m))
	if q, ok := o.Calendar.YearAgo(p); ok {
		check("year ago", c.YearAgo(u.ID, m.ID, p), o.compare(u, p, q, m))
	}
	for name, f := range map[string]func(string, string, period.Period) (cube.Window, bool){"ytd": c.YearToDate, "r12": c.Rolling12} {
		w, ok := f(u.ID, m.ID, p)
		if ok != (p.Grain() >= period.Monthly) {
			t.Fatalf("%s %s: %v", at, name, ok)
		}
		if !ok {
			continue
		}
		now, want := o.windows(u, p, m, name == "r12")
		if !equal(w.Actual, now.v()) || want.refused != cube.NotStackable && !equal(w.Target, now.target) {
			t.Fatalf("%s %s: %v target %v, want %s target %s", at, name, w.Actual, w.Target, show(now.v()), show(now.target))
		}
		check(name, cube.Comparison{Base: w.Base, Change: w.Change, Rate: w.Rate, Refused: w.Refused}, want)
	}
	sameAttainment(t, c, o, u, p, m)
	sumsUp(t, c, o, u, p, m)
}

func sameAttainment(t *rapid.T, c *cube.Cube, o *oracle, u *report.Unit, p period.Period, m *report.Metric) {
	got, now := c.Attainment(u.ID, m.ID, p), o.side(u, p, m)
	if !now.complete || now.target == nil {
		if got != (cube.Attainment{}) {
			t.Fatalf("%s: attainment %+v of what is not complete", where(o.Archive, u, p, m), got)
		}
		return
	}
	gap := new(big.Rat).Sub(now.v(), now.target)
	var rate *big.Rat
	if m.Direction != report.Neutral && now.target.Sign() > 0 && m.Unit != report.Percent {
		if rate = new(big.Rat).Quo(now.v(), now.target); m.Direction == report.Down {
			rate.Sub(big.NewRat(2, 1), rate)
		}
	}
	met := m.Direction == report.Up && gap.Sign() >= 0 || m.Direction == report.Down && gap.Sign() <= 0
	if !equal(got.Gap, gap) || !equal(got.Rate, rate) || got.Met != met || got.Known != (m.Direction != report.Neutral) {
		t.Fatalf("%s: %+v, want gap %s, rate %s, met %v", where(o.Archive, u, p, m), got, show(gap), show(rate), met)
	}
}

// sumsUp: contributions leave nothing out.
func sumsUp(t *rapid.T, c *cube.Cube, o *oracle, u *report.Unit, p period.Period, m *report.Metric) {
	total := c.Figure(u.ID, m.ID, p).Actual.Sub(c.Figure(u.ID, m.ID, p.Prev()).Actual)
	for _, list := range [][]cube.Contribution{c.UnitContributions(u.ID, m.ID, p, p.Prev()), c.PeriodContributions(u.ID, m.ID, p, p.Prev())} {
		sum, share := num.Zero(), num.Zero()
		for _, x := range list {
			sum, share = sum.Add(x.Change), share.Add(x.Share)
		}
		if len(list) > 0 && (!sum.Equal(total) || share.Present() && !share.Equal(num.Int(1))) {
			t.Fatalf("%s: contributions add up to %v, shares to %v; the change is %v", where(o.Archive, u, p, m), sum, share, total)
		}
	}
}
