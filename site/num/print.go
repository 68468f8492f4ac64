package num

import (
	"bytes"
	"math/big"
	"strconv"
)

// Round rounds a to so many decimals, half away from zero. With a negative
// number it rounds to tens, hundreds and so on.
func (a Num) Round(decimals int) Num {
	switch {
	case !a.Present() || a.isDecimal() && a.decimals() <= decimals:
		return a
	case !a.isDecimal() || decimals < 0:
		if x, den, ok := a.parts(); ok {
			if n, ok := roundParts(x, den, decimals); ok {
				return n
			}
		}
		return roundRat(a.rat(), decimals)
	}
	p := pow10[a.decimals()-decimals]
	q, rest := a.c/p, a.c%p
	if magnitude(rest) >= uint64(p)-magnitude(rest) {
		if a.c < 0 {
			q--
		} else {
			q++
		}
	}
	return decimal(q, decimals)
}

func roundRat(r *big.Rat, decimals int) Num {
	n, den := new(big.Int).Abs(r.Num()), r.Denom()
	if decimals < 0 {
		den = new(big.Int).Mul(den, bigPow(-decimals))
	} else {
		n.Mul(n, bigPow(decimals))
	}
	q, rest := n.QuoRem(n, den, new(big.Int))
	if rest.Lsh(rest, 1).Cmp(den) >= 0 {
		q.Add(q, big.NewInt(1))
	}
	if r.Sign() < 0 {
		q.Neg(q)
	}
	if decimals < 0 {
		return fromInt(q.Mul(q, bigPow(-decimals)), 0)
	}
	return fromInt(q, decimals)
}

// String is the canonical form: a decimal without exponent, without trailing
// zeros and never −0. A fraction that no decimal can express is rounded half
// away from zero to 12 places; one that a decimal can express has all its
// places, be they more. An absent number is "".
func (a Num) String() string {
	if !a.Present() {
		return ""
	}
	places := a.decimals()
	if !a.isDecimal() {
		r := a.rat()
		if n, exact := r.FloatPrec(); exact {
			return r.FloatString(n)
		}
		a, places = a.Round(12), 12
	}
	b := a.appendFixed(make([]byte, 0, 24), places)
	if bytes.IndexByte(b, '.') >= 0 {
		b = bytes.TrimSuffix(bytes.TrimRight(b, "0"), []byte("."))
	}
	return string(b)
}

// Exact is a as a decimal or, where no decimal is it, as a fraction: 1/3. An
// absent number is "".
func (a Num) Exact() string {
	switch {
	case !a.Present() || a.isDecimal():
		return a.String()
	case a.isBig():
		if _, decimal := a.big.FloatPrec(); !decimal {
			return a.big.RatString()
		}
	case !onlyTens(a.by):
		b := strconv.AppendInt(make([]byte, 0, 40), a.c, 10)
		return string(strconv.AppendInt(append(b, '/'), a.by, 10))
	}
	return a.String()
}

// Fixed prints a with exactly so many decimals, rounded half away from zero;
// "" for an absent number, and never −0. Negative decimals round as in
// [Num.Round] and print none.
func (a Num) Fixed(decimals int) string {
	if !a.Present() {
		return ""
	}
	return string(a.Round(decimals).appendFixed(make([]byte, 0, 32), max(decimals, 0)))
}

// appendFixed appends a, which has no more than so many decimals.
func (a Num) appendFixed(b []byte, decimals int) []byte {
	if !a.isDecimal() {
		return append(b, a.rat().FloatString(decimals)...)
	}
	if a.c < 0 {
		b = append(b, '-')
	}
	u, p := magnitude(a.c), uint64(pow10[a.decimals()])
	b = strconv.AppendUint(b, u/p, 10)
	if decimals == 0 {
		return b
	}
	point := len(b)
	b = strconv.AppendUint(b, p+u%p, 10) // a 1 keeps the zeros behind the point
	b[point] = '.'
	for i := a.decimals(); i < decimals; i++ {
		b = append(b, '0')
	}
	return b
}
