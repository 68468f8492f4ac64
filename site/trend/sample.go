package trend

import (
	"math"

	"almanac/site/num"
)

// A Share is so many of so many: 8 deals of 50 leads.
type Share struct{ Num, Den num.Num }

// MinSample is the least denominator of a share that is compared with another
// (domain.md §3.8).
const MinSample = 30

// z95 is the two-sided 95 % quantile of the normal distribution, as the rules
// write it: 1.96.
var z95 = num.Dec(196, 2)

// Valid reports whether s is a share of a sample: none of it negative, no more
// than the whole, and that above 0. Only of such a share are there intervals
// and tests; deals on leads of an earlier month can be more than there are leads.
func (s Share) Valid() bool {
	return s.Num.Present() && s.Num.Sign() >= 0 && s.Den.Sign() > 0 && s.Num.Cmp(s.Den) <= 0
}

// Z compares two shares: (p₁ − p₂) / √(p(1−p)(1/n₁ + 1/n₂)) with p pooled from
// both, the two-proportion z of textbooks. It is positive where a is the higher,
// and 0 where both are equal, be they 0 or 1. ok is false for what is no share.
// Being a root it is a float and never decides; [Distinguishable] does.
func Z(a, b Share) (z float64, ok bool) {
	if !a.Valid() || !b.Valid() {
		return 0, false
	}
	gap, variance := spread(a, b)
	if variance.IsZero() {
		return 0, true
	}
	return float64(gap.Sign()) * math.Sqrt(gap.Mul(gap).Div(variance).Float()), true
}

// spread is the difference of two shares and the pooled variance of it.
func spread(a, b Share) (gap, variance num.Num) {
	one := num.Int(1)
	p := a.Num.Add(b.Num).Div(a.Den.Add(b.Den))
	gap = a.Num.Div(a.Den).Sub(b.Num.Div(b.Den))
	return gap, p.Mul(one.Sub(p)).Mul(one.Div(a.Den).Add(one.Div(b.Den)))
}

// Distinguishable reports whether one of two shares may be called the higher
// (domain.md §3.8): both have at least [MinSample] cases and |z| is at least
// 1.96. It is decided with exact numbers, on the squares.
func Distinguishable(a, b Share) bool {
	least := num.Int(MinSample)
	if !a.Valid() || !b.Valid() || a.Den.Cmp(least) < 0 || b.Den.Cmp(least) < 0 {
		return false
	}
	gap, variance := spread(a, b)
	return !variance.IsZero() && gap.Mul(gap).Cmp(z95.Mul(z95).Mul(variance)) >= 0
}

// Wilson is the 95 % score interval of a share (Wilson 1927), fractions from 0
// to 1:
//
//	(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)
//
// The rate of the share always lies in it. ok is false for what is no share.
func Wilson(s Share) (lo, hi float64, ok bool) {
	if !s.Valid() {
		return 0, 0, false
	}
	p, square := s.Num.Div(s.Den), z95.Mul(z95).Div(s.Den) // z²/n
	middle := p.Add(square.Div(num.Int(2)))
	under := p.Mul(num.Int(1).Sub(p)).Add(square.Div(num.Int(4))).Mul(square)
	scale := num.Int(1).Add(square).Float()
	half := math.Sqrt(under.Float())
	m := middle.Float()
	return max(0, (m-half)/scale), min(1, (m+half)/scale), true
}
