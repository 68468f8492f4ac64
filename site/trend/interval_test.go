package trend

import "testing"

// Over 2,000 series the 80 % interval covers 70 to 92 of 100 values that came,
// and that of 95 % covers more.
func TestCoverage(t *testing.T) {
	t.Parallel()
	for _, empirical := range []bool{false, true} {
		var all, hit80, hit95 int
		for seed := range 2000 {
			n := []int{24, 30, 36, 48, 60}[seed/len(sorts)%5]
			if empirical {
				n = []int{48, 60}[seed/len(sorts)%2]
			}
			y := sorts[seed%len(sorts)].simulate(3000 + seed)
			f := History{Values: numbers(y[simKnown-n : simKnown]), Season: 12, Horizon: 12, Empirical: empirical}.Forecast()
			for i, a := range f.Ahead {
				came := y[simKnown+i]
				all++
				if a.Low80 <= came && came <= a.High80 {
					hit80++
				}
				if a.Low95 <= came && came <= a.High95 {
					hit95++
				}
			}
		}
		part80, part95 := float64(hit80)/float64(all), float64(hit95)/float64(all)
		t.Logf("empirical %v: 80 %% covers %.3f, 95 %% %.3f of %d", empirical, part80, part95, all)
		if part80 < 0.70 || part80 > 0.92 || part95 < 0.85 || part95 <= part80 {
			t.Errorf("empirical %v: 80 %% covers %.3f, 95 %% %.3f", empirical, part80, part95)
		}
	}
}
