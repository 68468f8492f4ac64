package trend

import (
	"slices"
	"testing"

	"almanac/site/num"
)

// Index 0.92 in each of three years: 92 of a mean of 100. Two years teach
// nothing, nor does a year on the other side of its mean, nor losses.
func TestSeasonOf(t *testing.T) {
	year := func(first, second int64) []num.Num { return []num.Num{num.Int(first), num.Int(second)} }
	three := [][]num.Num{year(92, 108), year(184, 216), year(46, 54)}
	x, ok := SeasonOf(three, 0)
	if !ok || x.Years != 3 || !x.Index.Equal(num.Dec(92, 2)) {
		t.Errorf("season %+v, %v", x, ok)
	}
	if x, ok := SeasonOf(three, 1); !ok || !x.Index.Equal(num.Dec(108, 2)) {
		t.Errorf("season %+v, %v", x, ok)
	}
	for name, rows := range map[string][][]num.Num{
		"two years":      three[:2],
		"another side":   append(slices.Clone(three[:2]), year(108, 92)),
		"at the mean":    append(slices.Clone(three[:2]), year(50, 50)),
		"within 5 %":     {year(96, 104), year(96, 104), year(96, 104)},
		"a loss":         append(slices.Clone(three[:2]), year(-100, 300)),
		"nothing at all": append(slices.Clone(three[:2]), year(0, 0)),
	} {
		if x, ok := SeasonOf(rows, 0); ok {
			t.Errorf("%s: %+v", name, x)
		}
	}
}
