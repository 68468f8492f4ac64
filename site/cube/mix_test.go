package cube_test

import (
	"fmt"
	"math/big"
	"testing"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/report"

	"pgregory.net/rapid"
)

const percent = "m ratio unit=percent"

// splitOf is the split of the root's change from September to October 2023.
func splitOf(t *testing.T, c *cube.Cube) cube.Split {
	t.Helper()
	s, ok := c.RatioSplit(report.Root, "m", per(t, "2023-10"), per(t, "2023-09"))
	if !ok {
		t.Fatal("there is no split")
	}
	return s
}

// points prints a fraction in percentage points with four decimals.
func points(n num.Num) string { return n.Mul(num.Int(100)).Fixed(4) }

func TestTV17Split(t *testing.T) {
	c := build(t, metrics(percent), "expo 2023-09 m actual=8/50", "web 2023-09 m actual=5/30",
		"expo 2023-10 m actual=6/30", "web 2023-10 m actual=9/50")
	s := splitOf(t, c)
	same(t, "before", s.Before, "0.1625")
	same(t, "after", s.After, "0.1875")
	same(t, "change", s.Change, "0.025")
	want := []struct{ unit, within, mix string }{{"expo", "2.0000", "-0.1250"}, {"web", "0.6667", "-0.0417"}}
	for i, w := range want {
		x := s.Parts[i]
		if x.Unit != w.unit || points(x.Within) != w.within || points(x.Mix) != w.mix || x.New || x.Ended {
			t.Errorf("part %d: %s within %s mix %s, want %v", i, x.Unit, points(x.Within), points(x.Mix), w)
		}
	}
	same(t, "expo's weight before", s.Parts[0].WeightBefore, "0.625") // 50 of 80
	same(t, "expo's weight after", s.Parts[0].WeightAfter, "0.375")   // 30 of 80
	if points(s.Within) != "2.6667" || points(s.Mix) != "-0.1667" || s.Composition {
		t.Errorf("within %s, mix %s, composition %v", points(s.Within), points(s.Mix), s.Composition)
	}
	if !s.Within.Add(s.Mix).Equal(s.Change) {
		t.Errorf("%s + %s is not %s", s.Within, s.Mix, s.Change)
	}
}

func TestTV18Simpson(t *testing.T) {
	lines := []string{"a 2023-09 m actual=10/100", "b 2023-09 m actual=90/300", "a 2023-10 m actual=9/100", "b 2023-10 m actual=290/1000"}
	s := splitOf(t, build(t, metrics(percent), lines...))
	same(t, "before", s.Before, "0.25")
	if points(s.Change) != "2.1818" || points(s.Within) != "-1.0000" || points(s.Mix) != "3.1818" || !s.Composition {
		t.Errorf("change %s, within %s, mix %s, composition %v", points(s.Change), points(s.Within), points(s.Mix), s.Composition)
	}
	// The same with a band that calls 1 pp within the parts flat.
	ms := metrics(percent)
	ms[0].Bands = &report.Bands{Points: [4]num.Num{num.Dec(11, 3)}}
	if s := splitOf(t, build(t, ms, lines...)); s.Composition {
		t.Error("a change within the parts of 1 pp is beyond a band of 1.1 pp")
	}
	a := archive(t, metrics(percent), lines...)
	a.Bands.Points[0] = num.Dec(1, 2) // the lower bound belongs to the next band
	if s := splitOf(t, cube.New(a, cube.Options{AsOf: day("2030-01-01")})); !s.Composition {
		t.Error("a change of 1 pp is within a band that ends below 1 pp")
	}
}

// A quotient that is no share: 100 → 110 and 200 → 210 an order in the parts, 10
// more in each, and yet 190 → 120 for the whole, as its orders went from b to a.
// Its band is a part of the base: 10 is more than the usual 1 % of 190, and less
// than 6 % of it.
func TestSplitOfAmounts(t *testing.T) {
	c := build(t, metrics("m ratio unit=money"), "a 2023-09 m actual=1000/10", "b 2023-09 m actual=18000/90",
		"a 2023-10 m actual=9900/90", "b 2023-10 m actual=2100/10")
	s := splitOf(t, c)
	same(t, "before", s.Before, "190")
	same(t, "after", s.After, "120")
	same(t, "within", s.Within, "10") // ½·(0.1 + 0.9)·10 + ½·(0.9 + 0.1)·10
	same(t, "mix", s.Mix, "-80")
	if !s.Composition {
		t.Error("+10 within and −70 of the whole are no composition effect")
	}
	wide := metrics("m ratio unit=money")
	wide[0].Bands = &report.Bands{Pct: [4]num.Num{num.Dec(6, 2)}}
	c = build(t, wide, "a 2023-09 m actual=1000/10", "b 2023-09 m actual=18000/90", "a 2023-10 m actual=9900/90", "b 2023-10 m actual=2100/10")
	if splitOf(t, c).Composition {
		t.Error("+10 is within 6 % of 190")
	}
}

// A unit that begins or ends is pure mix, and the sums stay exact.
func TestSplitOfNewAndEnded(t *testing.T) {
	c := build(t, metrics(percent), "old 2023-09 m actual=10/50", "stay 2023-09 m actual=10/50",
		"new 2023-10 m actual=30/100", "stay 2023-10 m actual=10/50")
	c.Archive.Units[1].To, c.Archive.Units[1].ToSet = day("2023-10-01"), true
	c.Archive.Unit("new").From, c.Archive.Unit("new").FromSet = day("2023-10-01"), true
	s := splitOf(t, cube.New(c.Archive, cube.Options{AsOf: day("2030-01-01")}))
	byUnit := map[string]cube.SplitPart{}
	for _, x := range s.Parts {
		byUnit[x.Unit] = x
	}
	if x := byUnit["old"]; !x.Ended || x.New || x.RateAfter.Present() || !x.WeightAfter.IsZero() || !x.Within.IsZero() {
		t.Errorf("old: %+v", x)
	}
	if x := byUnit["new"]; !x.New || x.Ended || x.RateBefore.Present() || !x.WeightBefore.IsZero() || !x.Within.IsZero() {
		t.Errorf("new: %+v", x)
	}
	// 20 % → 40/150: all of it is mix, as nothing that stayed changed.
	same(t, "within", s.Within, "0")
	if want := num.Int(40).Div(num.Int(150)).Sub(num.Dec(2, 1)); !s.Mix.Equal(want) {
		t.Errorf("mix %s, want %s", s.Mix, want)
	}
}

// A split is refused where it would not add up or would compare what cannot be
// compared.
func TestSplitRefused(t *testing.T) {
	full := []string{"a 2023-09 m actual=10/100", "b 2023-09 m actual=90/300", "a 2023-10 m actual=9/100", "b 2023-10 m actual=290/1000"}
	try := func(ms []*report.Metric, lines []string, change func(*report.Archive)) bool {
		a := archive(t, ms, lines...)
		if change != nil {
			change(a)
		}
		_, ok := cube.New(a, cube.Options{AsOf: day("2030-01-01")}).RatioSplit(report.Root, "m", per(t, "2023-10"), per(t, "2023-09"))
		return ok
	}
	if !try(metrics(percent), full, nil) {
		t.Fatal("the split that the others are changed from is refused")
	}
	comparable := metrics(percent)
	comparable[0].ComparableFrom = per(t, "2023-10")
	for name, ok := range map[string]bool{
		"a flow":           try(metrics("m flow"), full, nil),
		"a part missing":   try(metrics(percent), full[1:], nil),
		"stated alone":     try(metrics(percent), append([]string{"b 2023-09 m actual=30%"}, append(full[:1:1], full[2:]...)...), nil),
		"from later only":  try(comparable, full, nil),
		"one part":         try(metrics(percent), []string{full[1], full[3]}, nil),
		"deals of no lead": try(metrics(percent), append(full[:3:3], "b 2023-10 m actual=290/1000", "c 2023-09 m actual=1/0", "c 2023-10 m actual=1/9"), nil),
	} {
		if ok {
			t.Errorf("%s: there is a split", name)
		}
	}
}

// A team that moves from one department to another leaves neither with a split,
// though the children add up on both sides, and the whole with one.
func TestSplitAcrossAMove(t *testing.T) {
	a := archive(t, metrics(percent), "west/a 2023-09 m actual=1/9", "east/b 2023-09 m actual=2/9", "east/c 2023-09 m actual=3/9",
		"east/a 2023-10 m actual=1/8", "east/b 2023-10 m actual=2/8", "east/c 2023-10 m actual=3/8")
	a.Units = append(a.Units, &report.Unit{ID: "west", Parent: report.Root}, &report.Unit{ID: "east", Parent: report.Root})
	split := func(unit string) bool {
		_, ok := cube.New(a, cube.Options{AsOf: day("2030-01-01")}).RatioSplit(unit, "m", per(t, "2023-10"), per(t, "2023-09"))
		return ok
	}
	a.Unit("a").Parent = "east"
	if !split("east") {
		t.Error("without the move there is no split")
	}
	a.Unit("a").History = []report.Belonging{{Parent: "west", To: day("2023-10-01")}}
	if split("east") {
		t.Error("there is a split across the move")
	}
	a.Unit("west").To, a.Unit("west").ToSet = day("2023-10-01"), true
	if !split(report.Root) {
		t.Error("the whole organisation has no split, though nothing moved into or out of it")
	}
}

type pair struct{ a, b *big.Rat }

// naive is the formula as the rules write it.
func naive(p0, p1, whole0, whole1 pair) (within, mix *big.Rat) {
	add := func(x, y *big.Rat) *big.Rat { return new(big.Rat).Add(x, y) }
	sub := func(x, y *big.Rat) *big.Rat { return new(big.Rat).Sub(x, y) }
	mul := func(x, y *big.Rat) *big.Rat { return new(big.Rat).Mul(x, y) }
	quo := func(x, y *big.Rat) *big.Rat { return new(big.Rat).Quo(x, y) }
	half := big.NewRat(1, 2)
	w0, w1 := quo(p0.b, whole0.b), quo(p1.b, whole1.b)
	var r0, r1 *big.Rat
	if p0.b.Sign() != 0 {
		r0 = quo(p0.a, p0.b)
	}
	if r1 = r0; p1.b.Sign() != 0 {
		r1 = quo(p1.a, p1.b)
	}
	if r0 == nil {
		r0 = r1
	}
	whole := mul(half, add(quo(whole0.a, whole0.b), quo(whole1.a, whole1.b)))
	return mul(mul(half, add(w0, w1)), sub(r1, r0)), mul(sub(w1, w0), sub(mul(half, add(r0, r1)), whole))
}

// The sums of within and mix are the change, whatever the parts, and each part
// is what the formula says, worked out here with rationals of its own.
func TestSplitIsExact(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(2, 5).Draw(r, "parts")
		var lines []string
		parts, whole := [2][]pair{}, [2]pair{{new(big.Rat), new(big.Rat)}, {new(big.Rat), new(big.Rat)}}
		for i := range n {
			for side, month := range []string{"2023-09", "2023-10"} {
				x := pair{new(big.Rat), new(big.Rat)}
				if i < 1 || rapid.IntRange(0, 4).Draw(r, "there") > 0 {
					a, b := rapid.Int64Range(-50, 900).Draw(r, "num"), rapid.Int64Range(1, 999).Draw(r, "den")
					x = pair{big.NewRat(a, 7), big.NewRat(b, 3)}
					lines = append(lines, fmt.Sprintf("u%d %s", i, month))
				}
				parts[side] = append(parts[side], x)
				whole[side].a.Add(whole[side].a, x.a)
				whole[side].b.Add(whole[side].b, x.b)
			}
		}
		a := randomSplit(n, func(i, side int) (*big.Rat, *big.Rat) { return parts[side][i].a, parts[side][i].b })
		s, ok := cube.New(a, cube.Options{AsOf: day("2030-01-01")}).RatioSplit(report.Root, "m", per(t, "2023-10"), per(t, "2023-09"))
		there := 0
		for i := range n {
			if parts[0][i].b.Sign() > 0 || parts[1][i].b.Sign() > 0 {
				there++
			}
		}
		if ok != (there > 1) {
			r.Fatalf("%v: split %v of %d parts", lines, ok, there)
		}
		if !ok {
			return
		}
		change := new(big.Rat).Sub(new(big.Rat).Quo(whole[1].a, whole[1].b), new(big.Rat).Quo(whole[0].a, whole[0].b))
		within, mix := new(big.Rat), new(big.Rat)
		for _, x := range s.Parts {
			var i int
			fmt.Sscanf(x.Unit, "u%d", &i)
			w, m := naive(parts[0][i], parts[1][i], whole[0], whole[1])
			if x.Within.Big().Cmp(w) != 0 || x.Mix.Big().Cmp(m) != 0 {
				r.Fatalf("%s: within %s, mix %s, want %s and %s", x.Unit, x.Within, x.Mix, w, m)
			}
			within.Add(within, w)
			mix.Add(mix, m)
		}
		if sum := new(big.Rat).Add(within, mix); sum.Cmp(change) != 0 || s.Change.Big().Cmp(change) != 0 || s.Within.Big().Cmp(within) != 0 || s.Mix.Big().Cmp(mix) != 0 {
			r.Fatalf("within %s + mix %s is not the change %s", within, mix, change)
		}
	})
}

// randomSplit makes an archive of n units with a quotient in two months; a part
// with a denominator of 0 is left out, and its unit not valid in that month.
func randomSplit(n int, of func(i, side int) (a, b *big.Rat)) *report.Archive {
	a := &report.Archive{Config: report.Config{Metrics: metrics(percent), Declared: true, Languages: []string{"en"}}}
	a.Units = []*report.Unit{{ID: report.Root}}
	months := []string{"2023-09", "2023-10"}
	for i := range n {
		u := &report.Unit{ID: fmt.Sprintf("u%d", i), Parent: report.Root}
		a.Units = append(a.Units, u)
		for side, month := range months {
			x, y := of(i, side)
			if y.Sign() == 0 {
				if side == 0 {
					u.From, u.FromSet = day("2023-10-01"), true
				} else {
					u.To, u.ToSet = day("2023-10-01"), true
				}
				continue
			}
			p, _ := a.Calendar.Parse(month)
			st := report.Stated{Metric: "m", Actual: num.Rat(new(big.Rat).Quo(x, y)), Rest: &report.Terms{Num: num.Rat(x), Den: num.Rat(y)}}
			a.Reports = append(a.Reports, &report.Report{Unit: u.ID, Period: p, Status: report.Final, Stated: []report.Stated{st}})
		}
	}
	return a
}
