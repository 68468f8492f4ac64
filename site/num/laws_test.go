package num_test

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"almanac/site/num"

	"pgregory.net/rapid"
)

// edges are coefficients around the places where a machine word ends.
var edges = []int64{0, 1, -1, 5, -5, 10, 1 << 31, 1 << 53, 1<<53 + 1, 1e18, -1e18, 922337203685477580, math.MaxInt64, math.MaxInt64 - 1, math.MinInt64, math.MinInt64 + 1}

// numbers draws numbers of every representation, with the value that they must have.
func numbers() *rapid.Generator[pair] {
	return rapid.Custom(func(t *rapid.T) pair {
		c := rapid.OneOf(rapid.SampledFrom(edges), rapid.Int64Range(-2000, 2000), rapid.Int64()).Draw(t, "c")
		d := rapid.IntRange(-3, 21).Draw(t, "d")
		want := new(big.Rat).SetInt64(c)
		scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(d, -d))), nil))
		if d < 0 {
			want.Mul(want, scale)
		} else {
			want.Quo(want, scale)
		}
		n := num.Dec(c, d)
		if rapid.Bool().Draw(t, "fraction") {
			by := new(big.Rat).SetInt64(rapid.Int64Range(1, 64).Draw(t, "by"))
			n, want = n.Div(num.Rat(by)), want.Quo(want, by)
		}
		return pair{n, want}
	})
}

type pair struct {
	n    num.Num
	want *big.Rat
}

func (p pair) check(t *rapid.T, what string) {
	t.Helper()
	if got := p.n.Big(); got == nil || got.Cmp(p.want) != 0 {
		t.Fatalf("%s = %v, want %v", what, got, p.want)
	}
}

func TestArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := numbers().Draw(t, "a"), numbers().Draw(t, "b")
		new := func() *big.Rat { return new(big.Rat) }
		a.check(t, "a")
		pair{a.n.Add(b.n), new().Add(a.want, b.want)}.check(t, "a+b")
		pair{a.n.Sub(b.n), new().Sub(a.want, b.want)}.check(t, "a-b")
		pair{a.n.Mul(b.n), new().Mul(a.want, b.want)}.check(t, "a*b")
		pair{a.n.Neg(), new().Neg(a.want)}.check(t, "-a")
		pair{a.n.Abs(), new().Abs(a.want)}.check(t, "|a|")
		pair{num.Sum(a.n, b.n, a.n), new().Add(a.want, new().Add(a.want, b.want))}.check(t, "sum")
		if q := a.n.Div(b.n); b.want.Sign() != 0 {
			pair{q, new().Quo(a.want, b.want)}.check(t, "a/b")
		} else if q.Present() {
			t.Fatalf("a/0 = %v", q)
		}
		if got, want := a.n.Cmp(b.n), a.want.Cmp(b.want); got != want || a.n.Equal(b.n) != (want == 0) {
			t.Fatalf("Cmp(%v, %v) = %d, want %d", a.want, b.want, got, want)
		}
		if got, want := a.n.Sign(), a.want.Sign(); got != want || a.n.IsZero() != (want == 0) {
			t.Fatalf("Sign(%v) = %d", a.want, got)
		}
		if want, _ := a.want.Float64(); a.n.Float() != want || math.Signbit(a.n.Float()) != (a.want.Sign() < 0) {
			t.Fatalf("Float(%v) = %v, want %v", a.want, a.n.Float(), want)
		}
		a.check(t, "a, after it was worked with,")
	})
}

// TestRounding holds Round and Fixed against the definition: the whole number
// of units that is nearest, of two the one further from zero.
func TestRounding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, d := numbers().Draw(t, "a"), rapid.IntRange(-4, 20).Draw(t, "decimals")
		unit := num.Dec(1, d).Big()
		got := a.n.Round(d).Big()
		if !new(big.Rat).Quo(got, unit).IsInt() {
			t.Fatalf("Round(%v, %d) = %v", a.want, d, got)
		}
		off := new(big.Rat).Sub(got, a.want)
		twice := new(big.Rat).Mul(new(big.Rat).Abs(off), big.NewRat(2, 1))
		if n := twice.Cmp(unit); n > 0 || n == 0 && off.Sign() != a.want.Sign() {
			t.Fatalf("Round(%v, %d) = %v", a.want, d, got)
		}
		s := a.n.Fixed(d)
		if back, ok := new(big.Rat).SetString(s); !ok || back.Cmp(got) != 0 {
			t.Fatalf("Fixed(%v, %d) = %s", a.want, d, s)
		}
		if _, frac, _ := strings.Cut(s, "."); len(frac) != max(d, 0) || got.Sign() == 0 && s[0] == '-' {
			t.Fatalf("Fixed(%v, %d) = %s", a.want, d, s)
		}
	})
}

// TestStringParse: what String writes, Parse reads; it is canonical.
func TestStringParse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := numbers().Draw(t, "a")
		s := a.n.String()
		back, err := num.Parse(s)
		if err != nil || back.String() != s {
			t.Fatalf("%s is read as %s (%v)", s, back, err)
		}
		want := a.want
		if _, exact := want.FloatPrec(); !exact {
			want = num.Rat(want).Round(12).Big()
		}
		if back.Big().Cmp(want) != 0 {
			t.Fatalf("String(%v) = %s", a.want, s)
		}
		_, frac, point := strings.Cut(s, ".")
		if s == "-0" || strings.ContainsAny(s, "eE+") || point && (frac == "" || strings.HasSuffix(frac, "0")) {
			t.Fatalf("String(%v) = %s", a.want, s)
		}
	})
}

// TestExact: what Exact writes is the number itself, as a decimal if one is it.
func TestExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := numbers().Draw(t, "a")
		s := a.n.Exact()
		back, ok := new(big.Rat).SetString(s)
		_, decimal := a.want.FloatPrec()
		if !ok || back.Cmp(a.want) != 0 || decimal == strings.Contains(s, "/") || decimal && s != a.n.String() {
			t.Fatalf("Exact(%v) = %s", a.want, s)
		}
	})
	for _, c := range []struct{ got, want string }{
		{num.Num{}.Exact(), ""}, {num.Zero().Exact(), "0"}, {num.Dec(-150, 2).Exact(), "-1.5"}, {num.Int(-2).Div(num.Int(6)).Exact(), "-1/3"},
		{num.Int(math.MaxInt64).Div(num.Int(8)).Exact(), "1152921504606846975.875"}, {num.Int(1).Div(num.Int(1 << 40)).Exact(), "0.0000000000009094947017729282379150390625"},
		{num.Int(math.MaxInt64).Mul(num.Int(2)).Div(num.Int(3)).Exact(), "18446744073709551614/3"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestAbsent(t *testing.T) {
	var no num.Num
	five := num.Int(5)
	for name, n := range map[string]num.Num{
		"no+5": no.Add(five), "5+no": five.Add(no), "5-no": five.Sub(no), "no*5": no.Mul(five), "0*no": num.Zero().Mul(no), "5*no": five.Mul(no),
		"no/5": no.Div(five), "5/no": five.Div(no), "5/0": five.Div(num.Zero()), "0/0": num.Zero().Div(num.Zero()), "-no": no.Neg(), "|no|": no.Abs(), "round": no.Round(2), "sum": num.Sum(five, no),
	} {
		if n.Present() || n.String() != "" || n.Fixed(2) != "" || n.Big() != nil || n.Float() != 0 || n.Sign() != 0 || n.IsZero() {
			t.Errorf("%s = %q", name, n)
		}
	}
	if !num.Zero().Present() || !num.Zero().IsZero() || num.Zero().Equal(no) || !no.Equal(num.Num{}) || no.Cmp(num.Int(-9)) != -1 || num.Int(-9).Cmp(no) != 1 {
		t.Error("zero and absent are mixed up")
	}
	if no.Or(five) != five || five.Or(no) != five || !num.Sum().IsZero() {
		t.Error("Or or Sum")
	}
}

// TestCopies: neither the rational that goes in nor the one that comes out is
// the number's own.
func TestCopies(t *testing.T) {
	r := big.NewRat(1, 3)
	n := num.Rat(r)
	r.SetInt64(7)
	n.Big().SetInt64(8)
	if got := n.Big(); got.Cmp(big.NewRat(1, 3)) != 0 {
		t.Errorf("1/3 became %v", got)
	}
}

func TestPrinting(t *testing.T) {
	third := num.Int(1).Div(num.Int(3))
	most := num.Int(math.MaxInt64)
	for _, c := range []struct{ got, want string }{
		{num.Dec(25, 2).Fixed(1), "0.3"}, {num.Dec(-25, 2).Fixed(1), "-0.3"}, {num.Dec(25, 1).Fixed(0), "3"}, {num.Dec(125, 3).Fixed(2), "0.13"}, // TV-16
		{num.Dec(-4, 2).Fixed(1), "0.0"}, {num.Dec(9996, 4).Fixed(2), "1.00"}, {num.Dec(-5, 1).Fixed(0), "-1"}, {num.Dec(-4, 1).Fixed(0), "0"}, {num.Dec(5, 2).Fixed(1), "0.1"},
		{third.Fixed(2), "0.33"}, {third.Neg().Fixed(0), "0"}, {third.Fixed(0), "0"}, {num.Int(2).Div(num.Int(3)).Fixed(3), "0.667"}, {num.Int(-2).Div(num.Int(3)).Fixed(0), "-1"},
		{num.Int(5).Fixed(2), "5.00"}, {num.Dec(50, 1).Fixed(3), "5.000"}, {num.Int(1250).Fixed(-2), "1300"}, {num.Int(-1250).Fixed(-2), "-1300"}, {num.Int(49).Fixed(-2), "0"}, {num.Int(50).Fixed(-2), "100"},
		{num.Int(1249).Round(-2).String(), "1200"}, {num.Dec(995, 2).Round(1).String(), "10"}, {third.Round(2).String(), "0.33"}, {most.Round(-18).String(), "9000000000000000000"}, {most.Round(-19).String(), "10000000000000000000"},
		{num.Zero().String(), "0"}, {num.Dec(0, 5).String(), "0"}, {num.Dec(0, 2).Neg().Fixed(1), "0.0"}, {num.Dec(1500, 3).String(), "1.5"}, {num.Dec(-7, 18).String(), "-0.000000000000000007"}, {num.Int(100).String(), "100"},
		{num.Dec(5, -3).String(), "5000"}, {num.Dec(5, 20).String(), "0.00000000000000000005"},
		{third.String(), "0.333333333333"}, {num.Int(2).Div(num.Int(3)).String(), "0.666666666667"}, {num.Int(1).Div(num.Int(8)).String(), "0.125"}, {num.Int(1).Div(num.Int(7e15)).String(), "0"},
		{num.Int(math.MinInt64).String(), "-9223372036854775808"}, {num.Int(math.MinInt64).Neg().String(), "9223372036854775808"}, {num.Int(math.MinInt64).Abs().Neg().String(), "-9223372036854775808"},
		{most.Add(num.Int(1)).String(), "9223372036854775808"}, {num.Int(math.MinInt64).Sub(num.Int(1)).String(), "-9223372036854775809"}, {most.Add(num.Int(1)).Sub(num.Int(1)).String(), "9223372036854775807"},
		{num.Int(math.MinInt64).Mul(num.Int(-1)).String(), "9223372036854775808"}, {num.Int(math.MinInt64).Div(num.Int(-1)).String(), "9223372036854775808"}, {num.Int(1 << 62).Mul(num.Int(-2)).String(), "-9223372036854775808"},
		{num.Int(1e18).Mul(num.Int(1e18)).Fixed(2), "1" + strings.Repeat("0", 36) + ".00"}, {num.Int(1e18).Mul(num.Dec(1, 18)).String(), "1"},
		{most.Add(num.Dec(1, 1)).String(), "9223372036854775807.1"}, // aligning them overflows
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

func TestFloat(t *testing.T) {
	for _, c := range []struct {
		n    num.Num
		want float64
	}{
		{num.Dec(1, 1), 0.1}, {num.Dec(-1205, 1), -120.5}, {num.Int(1<<53 + 1), 1 << 53}, {num.Int(math.MinInt64), -(1 << 63)}, {num.Int(1).Div(num.Int(3)), 1.0 / 3}, {num.Dec(3, 18), 3e-18},
	} {
		if got := c.n.Float(); got != c.want {
			t.Errorf("Float(%s) = %v, want %v", c.n, got, c.want)
		}
	}
}

func BenchmarkNum(b *testing.B) {
	x, y, third := num.Dec(12345678, 2), num.Dec(87654, 1), num.Int(100).Div(num.Int(3))
	var n num.Num
	var s string
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"Add", func() { n = x.Add(x) }}, {"AddAligned", func() { n = x.Add(y) }}, {"AddRat", func() { n = x.Add(third) }}, {"Mul", func() { n = x.Mul(y) }}, {"Cmp", func() { n = num.Int(int64(x.Cmp(y))) }},
		{"Div", func() { n = x.Div(y) }}, {"DivExact", func() { n = x.Div(num.Int(4)) }}, {"Round", func() { n = x.Round(1) }}, {"RoundRat", func() { n = third.Round(2) }},
		{"String", func() { s = x.String() }}, {"StringRat", func() { s = third.String() }}, {"Fixed", func() { s = x.Fixed(0) }}, {"FixedRat", func() { s = third.Fixed(1) }},
		{"Parse", func() { n, _ = num.Parse("123456.78") }}, {"ParseText", func() { _, _ = num.ParseText("NT$1,234.5萬元") }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.do()
			}
		})
	}
	_, _ = n, s
}
