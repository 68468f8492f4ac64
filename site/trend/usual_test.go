package trend_test

import (
	"math/big"
	"slices"
	"testing"

	"almanac/site/num"
	"almanac/site/trend"

	"pgregory.net/rapid"
)

// What is usual is 1.4826 times the median absolute deviation of the twelve moves
// before, worked out here in rationals; ties are common among small numbers.
func TestUsualIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		den := rapid.SampledFrom([]int64{1, 3, 7, 10000, 14826, 1 << 40}).Draw(t, "den")
		size := rapid.SampledFrom([]int64{3, 100, 20000, 1 << 50}).Draw(t, "size")
		steps := make([]trend.Step, 13)
		var moves []*big.Rat
		for i := range steps {
			c := rapid.Int64Range(-size, size).Draw(t, "move")
			steps[i].Move = num.Int(c).Div(num.Int(den))
			moves = append(moves, big.NewRat(c, den))
		}
		middle := func(list []*big.Rat) *big.Rat {
			slices.SortFunc(list, (*big.Rat).Cmp)
			return new(big.Rat).Quo(new(big.Rat).Add(list[5], list[6]), big.NewRat(2, 1))
		}
		m := middle(slices.Clone(moves[:12]))
		var off []*big.Rat
		for _, x := range moves[:12] {
			d := new(big.Rat).Sub(x, m)
			off = append(off, d.Abs(d))
		}
		limit := new(big.Rat).Mul(middle(off), big.NewRat(14826, 10000))
		want := new(big.Rat).Abs(moves[12]).Cmp(limit) < 0
		if got, ok := trend.New(steps, trend.Rates).Usual(12); !ok || got != want {
			t.Fatalf("usual is %v, %v, want %v", got, ok, want)
		}
	})
}
