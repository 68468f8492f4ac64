// Package num holds exact numbers that can be absent.
//
// A [Num] is a decimal or a fraction, never a binary float; the zero Num is
// absent, which is not zero: whatever is worked out with an absent number is
// absent. Sums and products of decimals stay in one machine word as long as
// they fit (18 digits), quotients in two; what is larger is a rational of
// math/big. There is no rounding anywhere but in [Num.Round]
// and in printing, and that is half away from zero (四捨五入).
//
// A [Written] is a number as a person wrote it, read by [ParseText]:
//
//	1234.50   1,234.5   １２３   -5   120萬元   1.2M   NT$5   16%   8/50   1:3.5
//
// A second representation (apd) beside math/big would buy nothing here:
// ratios need rationals in any case, and the fast path is a machine word.
package num

import (
	"math/big"
	"math/bits"
)

// Num is an exact number or none. Nums are values; compare them with [Num.Cmp]
// or [Num.Equal], never with ==.
type Num struct {
	c int64
	// by is what c is divided by: below zero 10^(−1−by), a decimal of at most
	// maxDecimals; above zero by itself, in lowest terms, where c is not the least
	// int64; zero: the number is absent.
	by  int64
	big *big.Rat // the value where it does not fit into c and by, which then is above zero; never changed once set
}

// decimal is c / 10^d.
func decimal(c int64, d int) Num { return Num{c: c, by: -1 - int64(d)} }

// isDecimal reports whether a is a decimal of a machine word.
func (a Num) isDecimal() bool { return a.by < 0 }

// decimals is how many decimals a has, which is one of a machine word.
func (a Num) decimals() int { return int(-1 - a.by) }

const maxDecimals = 18

var pow10 = func() (p [maxDecimals + 1]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = 10 * p[i-1]
	}
	return p
}()

// Int is the number n.
func Int(n int64) Num { return decimal(n, 0) }

// Zero is the number 0, which is not absent.
func Zero() Num { return Int(0) }

// Dec is c / 10^decimals; fastest with decimals from 0 to 18.
func Dec(c int64, decimals int) Num {
	switch {
	case decimals < 0:
		return fromInt(new(big.Int).Mul(big.NewInt(c), bigPow(-decimals)), 0)
	case decimals > maxDecimals:
		return fromInt(big.NewInt(c), decimals)
	}
	return decimal(c, decimals)
}

// Rat is the number r, of which it takes a copy.
func Rat(r *big.Rat) Num { return fromRat(new(big.Rat).Set(r)) }

// Present reports whether there is a number.
func (a Num) Present() bool { return a.by != 0 }

// Or is a, or b where a is absent.
func (a Num) Or(b Num) Num {
	if a.Present() {
		return a
	}
	return b
}

// Add is a + b, absent if either is.
func (a Num) Add(b Num) Num {
	if !a.Present() || !b.Present() {
		return Num{}
	}
	if a.isDecimal() && b.isDecimal() {
		if x, y, d, ok := align(a, b); ok {
			if s := x + y; (s > x) == (y > 0) {
				return decimal(s, d)
			}
		}
	}
	if s, ok := addParts(a, b); ok {
		return s
	}
	return fromRat(new(big.Rat).Add(a.rat(), b.rat()))
}

// Sub is a − b, absent if either is.
func (a Num) Sub(b Num) Num { return a.Add(b.Neg()) }

// Neg is −a.
func (a Num) Neg() Num {
	switch {
	case !a.Present():
		return a
	case !a.isBig() && a.c != -1<<63:
		a.c = -a.c
		return a
	}
	return fromRat(new(big.Rat).Neg(a.rat()))
}

// Abs is a without its sign.
func (a Num) Abs() Num {
	if a.Sign() < 0 {
		return a.Neg()
	}
	return a
}

// Mul is a · b, absent if either is.
func (a Num) Mul(b Num) Num {
	if !a.Present() || !b.Present() {
		return Num{}
	}
	if a.isDecimal() && b.isDecimal() && a.decimals()+b.decimals() <= maxDecimals {
		if n, ok := mulExact(a.c, b.c); ok {
			return decimal(n, a.decimals()+b.decimals())
		}
	}
	if x, p, ok := a.parts(); ok {
		if y, q, ok := b.parts(); ok {
			if n, ok := mulParts(x, p, y, q); ok {
				return n
			}
		}
	}
	return fromRat(new(big.Rat).Mul(a.rat(), b.rat()))
}

// Div is a / b; absent if either is, and where b is 0.
func (a Num) Div(b Num) Num {
	if !a.Present() || !b.Present() || b.Sign() == 0 {
		return Num{}
	}
	if a.isDecimal() && b.isDecimal() {
		if x, y, _, ok := align(a, b); ok && x != -1<<63 && y != -1<<63 {
			return quotient(x, y)
		}
	}
	if x, p, ok := a.parts(); ok {
		if y, q, ok := b.parts(); ok {
			if y < 0 {
				y, q = -y, -q
			}
			if n, ok := mulParts(x, p, q, y); ok {
				return n
			}
		}
	}
	return fromRat(new(big.Rat).Quo(a.rat(), b.rat()))
}

// quotient is x / y; y is not 0, and neither is the least int64.
func quotient(x, y int64) Num {
	if y < 0 {
		x, y = -x, -y
	}
	by := gcd(y, x)
	return reduced(x/by, y/by)
}

// gcd is the greatest common divisor of the magnitudes; a is not 0, and neither
// is the least int64. It takes out twos and subtracts, since dividing is slow.
func gcd(a, b int64) int64 {
	x, y := magnitude(a), magnitude(b)
	if y == 0 {
		return int64(x)
	}
	twos := bits.TrailingZeros64(x | y)
	for x >>= bits.TrailingZeros64(x); y != 0; y -= x {
		y >>= bits.TrailingZeros64(y)
		x, y = min(x, y), max(x, y)
	}
	return int64(x << twos)
}

// Sign is −1, 0 or +1; 0 for an absent number.
func (a Num) Sign() int {
	switch {
	case !a.Present():
		return 0
	case a.isBig():
		return a.big.Sign()
	case a.c < 0:
		return -1
	case a.c > 0:
		return 1
	}
	return 0
}

// Cmp compares a and b; an absent number stands before every other.
func (a Num) Cmp(b Num) int {
	switch {
	case !a.Present() || !b.Present():
		return boolInt(a.Present()) - boolInt(b.Present())
	case a.isDecimal() && b.isDecimal():
		if x, y, _, ok := align(a, b); ok {
			return boolInt(x > y) - boolInt(x < y)
		}
	}
	if x, p, ok := a.parts(); ok {
		if y, q, ok := b.parts(); ok {
			return cmpParts(x, p, y, q)
		}
	}
	return a.rat().Cmp(b.rat())
}

// Equal reports whether a and b are the same number, or both absent.
func (a Num) Equal(b Num) bool { return a.Cmp(b) == 0 }

// IsZero reports whether a is the number 0.
func (a Num) IsZero() bool { return a.Present() && a.Sign() == 0 }

// Float is the float nearest to a, for drawing and forecasts only; 0 if absent.
func (a Num) Float() float64 {
	if !a.Present() {
		return 0
	}
	if n, den, ok := a.parts(); ok && n > -1<<53 && n < 1<<53 && (a.isDecimal() || den < 1<<53) { // both parts are exact floats
		return float64(n) / float64(den)
	}
	f, _ := a.rat().Float64()
	return f
}

// Big returns the value of a as a rational of its own; nil if absent.
func (a Num) Big() *big.Rat {
	if !a.Present() {
		return nil
	}
	return new(big.Rat).Set(a.rat())
}

// Sum adds numbers up; absent if any of them is. The sum of none is 0.
func Sum(ns ...Num) Num {
	s := Zero()
	for _, n := range ns {
		s = s.Add(n)
	}
	return s
}

// align brings two machine-word decimals to the same number of decimals.
func align(a, b Num) (x, y int64, d int, ok bool) {
	switch {
	case a.by == b.by:
		return a.c, b.c, a.decimals(), true
	case a.decimals() < b.decimals():
		x, ok = scale(a.c, b.decimals()-a.decimals())
		return x, b.c, b.decimals(), ok
	}
	y, ok = scale(b.c, a.decimals()-b.decimals())
	return a.c, y, a.decimals(), ok
}

func scale(c int64, by int) (int64, bool) {
	p := pow10[by]
	n := c * p
	return n, n/p == c && c != -1<<63
}

// fromInt is n / 10^decimals; decimals from 0.
func fromInt(n *big.Int, decimals int) Num {
	if n.IsInt64() && decimals <= maxDecimals {
		return decimal(n.Int64(), decimals)
	}
	return fromRat(new(big.Rat).SetFrac(n, bigPow(decimals)))
}

// decimalsOf is the least d such that den divides 10^d; −1 if there is none
// that fits. den is above 0.
func decimalsOf(den int64) int {
	twos, fives, rest := factors(den)
	if d := max(twos, fives); rest == 1 && d <= maxDecimals {
		return d
	}
	return -1
}

// onlyTens reports whether den, which is above 0, divides a power of ten.
func onlyTens(den int64) bool {
	_, _, rest := factors(den)
	return rest == 1
}

// factors takes the twos and the fives out of den, which is above 0.
func factors(den int64) (twos, fives int, rest int64) {
	twos = bits.TrailingZeros64(uint64(den))
	for den >>= twos; den%5 == 0; fives++ {
		den /= 5
	}
	return twos, fives, den
}

func mulExact(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo >= 1<<63 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func magnitude(c int64) uint64 {
	if c < 0 {
		return uint64(-c)
	}
	return uint64(c)
}

// bigPow is 10^n; n from 0.
func bigPow(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
