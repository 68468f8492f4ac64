package trend_test

import (
	"fmt"
	"math"
	"testing"

	"almanac/site/num"
	"almanac/site/trend"

	"pgregory.net/rapid"
)

func share(a, b int64) trend.Share { return trend.Share{Num: num.Int(a), Den: num.Int(b)} }

func TestTV03Sample(t *testing.T) {
	expo, web := share(8, 50), share(5, 30)
	if z, ok := trend.Z(expo, web); !ok || fmt.Sprintf("%.2f", z) != "-0.08" {
		t.Errorf("z = %v, %v", z, ok)
	}
	if trend.Distinguishable(expo, web) {
		t.Error("16 % of 50 and 16.7 % of 30 are told apart")
	}
	for _, v := range []struct {
		s    trend.Share
		want string
	}{{expo, "8.3–28.5"}, {web, "7.3–33.6"}} {
		lo, hi, ok := trend.Wilson(v.s)
		if got := fmt.Sprintf("%.1f–%.1f", 100*lo, 100*hi); !ok || got != v.want {
			t.Errorf("interval of %s of %s: %s, want %s", v.s.Num, v.s.Den, got, v.want)
		}
	}
}

// The interval at its ends: of 0 of n the upper limit is z²/(n + z²), and of n
// of n the lower one n/(n + z²); z² = 3.8416.
func TestWilsonAtTheEnds(t *testing.T) {
	lo, hi, _ := trend.Wilson(share(0, 50))
	if lo != 0 || math.Abs(hi-3.8416/53.8416) > 1e-15 {
		t.Errorf("0 of 50: %v–%v", lo, hi)
	}
	lo, hi, _ = trend.Wilson(share(50, 50))
	if hi != 1 || math.Abs(lo-50/53.8416) > 1e-15 {
		t.Errorf("50 of 50: %v–%v", lo, hi)
	}
}

// 20 of 100 and 32 of 100: p = 0.26, variance 0.26·0.74·0.02 = 0.003848,
// z = −0.12/0.06203 = −1.934; with 33 p = 0.265, z = −0.13/0.06241 = −2.083.
func TestDistinguishableAtTheLimit(t *testing.T) {
	for _, v := range []struct {
		a, b trend.Share
		z    string
		want bool
	}{
		{share(20, 100), share(32, 100), "-1.934", false},
		{share(20, 100), share(33, 100), "-2.083", true},
		{share(33, 100), share(20, 100), "2.083", true},
		{share(0, 29), share(29, 29), "-7.616", false}, // 2/√(1/29 + 1/29) = √58, but too few
		{share(0, 30), share(30, 30), "-7.746", true},  // √60
		{share(0, 40), share(0, 50), "0.000", false},
		{share(40, 40), share(50, 50), "0.000", false},
	} {
		z, ok := trend.Z(v.a, v.b)
		if fmt.Sprintf("%.3f", z) != v.z || !ok {
			t.Errorf("z = %v, want %s", z, v.z)
		}
		if got := trend.Distinguishable(v.a, v.b); got != v.want {
			t.Errorf("%v and %v: distinguishable %v", v.a, v.b, got)
		}
	}
}

// What is no share of a sample has no interval and is never told apart.
func TestNoShare(t *testing.T) {
	good := share(90, 100)
	for _, bad := range []trend.Share{{}, share(1, 0), share(0, 0), share(-1, 50), share(51, 50), {Den: num.Int(50)}, {Num: num.Int(5)}} {
		_, _, interval := trend.Wilson(bad)
		_, z := trend.Z(good, bad)
		_, back := trend.Z(bad, good)
		if bad.Valid() || interval || z || back || trend.Distinguishable(good, bad) || trend.Distinguishable(bad, good) {
			t.Errorf("%s of %s is taken for a share", bad.Num, bad.Den)
		}
	}
}

// The interval holds the rate, mirrors under the complement, and its limits are
// where |p − limit| is 1.96 standard errors of the limit: the definition that
// Wilson solved.
func TestWilsonSolvesItsEquation(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.Int64Range(1, 100_000).Draw(r, "n")
		x := rapid.Int64Range(0, n).Draw(r, "x")
		lo, hi, ok := trend.Wilson(share(x, n))
		p := float64(x) / float64(n)
		if !ok || lo > p+1e-12 || hi < p-1e-12 || lo < 0 || hi > 1 {
			r.Fatalf("%d of %d: %v–%v", x, n, lo, hi)
		}
		for _, limit := range []float64{lo, hi} {
			if left, right := (p-limit)*(p-limit), 1.96*1.96*limit*(1-limit)/float64(n); math.Abs(left-right) > 1e-9*(right+1e-6) {
				r.Fatalf("%d of %d: limit %v solves %v = %v", x, n, limit, left, right)
			}
		}
		l2, h2, _ := trend.Wilson(share(n-x, n))
		if math.Abs(l2-(1-hi)) > 1e-12 || math.Abs(h2-(1-lo)) > 1e-12 {
			r.Fatalf("%d of %d: %v–%v, of the rest %v–%v", x, n, lo, hi, l2, h2)
		}
	})
}

// z is what the textbook's formula gives in floats, and decides like the exact
// test wherever it is not on the very limit.
func TestZIsTheTextbooks(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n1, n2 := rapid.Int64Range(1, 2000).Draw(r, "n1"), rapid.Int64Range(1, 2000).Draw(r, "n2")
		x1, x2 := rapid.Int64Range(0, n1).Draw(r, "x1"), rapid.Int64Range(0, n2).Draw(r, "x2")
		p := float64(x1+x2) / float64(n1+n2)
		want := 0.0
		if p > 0 && p < 1 {
			want = (float64(x1)/float64(n1) - float64(x2)/float64(n2)) / math.Sqrt(p*(1-p)*(1/float64(n1)+1/float64(n2)))
		}
		got, ok := trend.Z(share(x1, n1), share(x2, n2))
		if !ok || math.Abs(got-want) > 1e-9 {
			r.Fatalf("z of %d/%d and %d/%d = %v, want %v", x1, n1, x2, n2, got, want)
		}
		if math.Abs(math.Abs(want)-1.96) > 1e-9 {
			told := math.Abs(want) > 1.96 && n1 >= 30 && n2 >= 30
			if trend.Distinguishable(share(x1, n1), share(x2, n2)) != told {
				r.Fatalf("%d/%d and %d/%d, z = %v: told apart is not %v", x1, n1, x2, n2, want, told)
			}
		}
	})
}
