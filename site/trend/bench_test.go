package trend

import (
	"fmt"
	"testing"

	"almanac/site/num"
)

// BenchmarkForecast is one monthly series with its backtest.
func BenchmarkForecast(b *testing.B) {
	for _, n := range []int{24, 36, 60, 120} {
		h := History{Season: 12, Horizon: 12}
		for i := range n {
			h.Values = append(h.Values, num.Int(int64(1000+20*i+(i%12)*70+(i*7919)%211)))
		}
		for _, e := range []bool{false, true} {
			h.Empirical = e
			b.Run(fmt.Sprintf("n=%d empirical=%v", n, e), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					h.Forecast()
				}
			})
		}
	}
}
