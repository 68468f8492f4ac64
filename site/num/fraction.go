package num

import (
	"math/big"
	"math/bits"
)

// isBig reports whether a is a rational of math/big.
func (a Num) isBig() bool { return a.big != nil }

// parts is a as a numerator and a denominator above 0, each a machine word; not
// ok where they do not fit.
func (a Num) parts() (n, den int64, ok bool) {
	switch {
	case a.isDecimal():
		return a.c, pow10[a.decimals()], a.c != -1<<63
	case a.big == nil && a.Present():
		return a.c, a.by, true
	}
	return 0, 0, false
}

// reduced is n / den, which have no common divisor: a decimal where that fits.
// den is above 0, and n is not the least int64.
func reduced(n, den int64) Num {
	if d := decimalsOf(den); d >= 0 {
		if c, ok := mulExact(n, pow10[d]/den); ok {
			return decimal(c, d)
		}
	}
	return Num{c: n, by: den}
}

// addParts is a + b where all that it takes fits.
func addParts(a, b Num) (sum Num, ok bool) {
	x, p, okA := a.parts()
	y, q, okB := b.parts()
	if !okA || !okB {
		return Num{}, false
	}
	by := gcd(p, q)
	x, okA = mulExact(x, q/by)
	y, okB = mulExact(y, p/by)
	den, ok := mulExact(p, q/by)
	n := x + y
	if !okA || !okB || !ok || (n > x) != (y > 0) || n == -1<<63 {
		return Num{}, false
	}
	return quotient(n, den), true
}

// mulParts is x/p · y/q where that fits; p and q are above 0.
func mulParts(x, p, y, q int64) (Num, bool) {
	g, h := gcd(q, x), gcd(p, y)
	n, ok := mulExact(x/g, y/h)
	den, fits := mulExact(p/h, q/g)
	if !ok || !fits || n == -1<<63 {
		return Num{}, false
	}
	return reduced(n, den), true
}

// cmpParts compares x/p and y/q; p and q are above 0.
func cmpParts(x, p, y, q int64) int {
	if less, more := x < 0 && y >= 0 || x == 0 && y > 0, y < 0 && x >= 0 || y == 0 && x > 0; less || more {
		return boolInt(more) - boolInt(less)
	}
	hi, lo := bits.Mul64(magnitude(x), uint64(q))
	hi2, lo2 := bits.Mul64(magnitude(y), uint64(p))
	c := boolInt(hi > hi2 || hi == hi2 && lo > lo2) - boolInt(hi < hi2 || hi == hi2 && lo < lo2)
	if x < 0 {
		return -c
	}
	return c
}

// roundParts rounds n / den to so many decimals, half away from zero, where all
// that it takes fits; den is above 0.
func roundParts(n, den int64, decimals int) (Num, bool) {
	if decimals < -maxDecimals || decimals > maxDecimals {
		return Num{}, false
	}
	if decimals < 0 {
		by := pow10[-decimals]
		den, ok := mulExact(den, by)
		if !ok {
			return Num{}, false
		}
		tens, ok := roundParts(n, den, 0)
		c, fits := mulExact(tens.c, by)
		return Int(c), ok && fits
	}
	hi, lo := bits.Mul64(magnitude(n), uint64(pow10[decimals]))
	if hi >= uint64(den) {
		return Num{}, false
	}
	q, rest := bits.Div64(hi, lo, uint64(den))
	if rest >= uint64(den)-rest {
		q++
	}
	if q >= 1<<63 {
		return Num{}, false
	}
	c := int64(q)
	if n < 0 {
		c = -c
	}
	return decimal(c, decimals), true
}

// rat is a as a rational, which is not to be changed.
func (a Num) rat() *big.Rat {
	switch {
	case a.isBig():
		return a.big
	case a.isDecimal():
		return big.NewRat(a.c, pow10[a.decimals()])
	}
	return big.NewRat(a.c, a.by)
}

// fromRat takes r over, and keeps it in machine words if it fits.
func fromRat(r *big.Rat) Num {
	if r.Denom().IsInt64() && r.Num().IsInt64() {
		n, den := r.Num().Int64(), r.Denom().Int64()
		if n != -1<<63 {
			return reduced(n, den)
		}
		if den == 1 {
			return Int(n)
		}
	}
	return Num{by: 1, big: r}
}
