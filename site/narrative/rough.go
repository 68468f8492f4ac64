package narrative

import (
	"strconv"

	"almanac/site/num"
)

// roughly is a rate from 0 on in the words of headlines (domain.md §3.5): in
// tenths where it is at one, a little above (逾三成, more than 30%) or just
// below (近四成, nearly 40%); else the number itself. Every word is true of
// the number that was not rounded.
func (v *Voice) roughly(x num.Num) string {
	percent := x.Mul(num.Int(100))
	k := tenths(x)
	over := percent.Sub(num.Int(10 * k))
	under := num.Int(10 * (k + 1)).Sub(percent)
	switch {
	case k >= 1 && k <= 9 && over.Cmp(num.Dec(5, 2)) < 0:
		return v.tenth(k)
	case k <= 8 && under.Cmp(num.Dec(5, 2)) < 0:
		return v.tenth(k + 1)
	case k >= 1 && k <= 9 && over.Cmp(num.Int(5)) <= 0:
		return v.T("rough.over", "x", v.tenth(k))
	case k >= 1 && k <= 8 && under.Cmp(nearly(k+1)) <= 0:
		return v.T("rough.nearly", "x", v.tenth(k+1))
	}
	return v.SayPercent(x, 1)
}

// nearly is how far below k tenths a number may be to be called nearly that:
// 2 points, and no more than 5 % of it.
func nearly(k int64) num.Num {
	part := num.Int(10 * k).Mul(num.Dec(5, 2))
	if part.Cmp(num.Int(2)) < 0 {
		return part
	}
	return num.Int(2)
}

// tenths is how many whole tenths are in x.
func tenths(x num.Num) int64 {
	all := x.Mul(num.Int(10))
	whole := all.Round(0)
	if whole.Cmp(all) > 0 {
		whole = whole.Sub(num.Int(1))
	}
	return int64(whole.Float())
}

// tenth says k tenths: 30%, 三成.
func (v *Voice) tenth(k int64) string { return v.T("tenth." + strconv.FormatInt(k, 10)) }
