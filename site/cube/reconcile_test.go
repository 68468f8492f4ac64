package cube_test

import (
	"testing"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/report"
)

// TestGap is TV-08 and what lies around it: 115 against 100 is 15 %, and not
// the 13 % of a division by what is stated.
func TestGap(t *testing.T) {
	revenue := &report.Metric{ID: "revenue", Kind: report.Flow, Unit: report.Money, Decimals: -1}
	orders := &report.Metric{ID: "orders", Kind: report.Flow, Unit: report.Count, Decimals: -1}
	margin := &report.Metric{ID: "margin", Kind: report.Stock, Unit: report.Percent, Decimals: -1}
	for _, x := range []struct {
		metric, ours, theirs string
		rate                 string // "": there is none
		want                 cube.Verdict
	}{
		{"revenue", "115", "100", "0.15", cube.FarOff},
		{"revenue", "101", "100", "0.01", cube.Agrees},
		{"revenue", "101.01", "100", "0.0101", cube.Off},
		{"revenue", "108", "100", "0.08", cube.FarOff},
		{"revenue", "100.9", "100", "0.009", cube.Agrees},
		{"revenue", "105", "100", "0.05", cube.Off},
		{"revenue", "105.01", "100", "0.0501", cube.FarOff},
		{"revenue", "95", "100", "-0.05", cube.Off},
		{"revenue", "-108", "-100", "-0.08", cube.FarOff},
		{"revenue", "0", "0", "", cube.Agrees},
		{"revenue", "0.5", "0", "", cube.FarOff},
		{"revenue", "0.03", "0.02", "0.5", cube.Agrees}, // by one hundredth, the last place shown
		{"orders", "100", "100", "0", cube.Agrees},
		{"orders", "1000", "1001", "-1/1001", cube.FarOff},
		{"margin", "0.101", "0.1", "0.01", cube.Agrees},
		{"margin", "0.012", "0.011", "1/11", cube.Agrees}, // by a tenth of a point, the last place shown
		{"margin", "0.103", "0.1", "0.03", cube.Off},
	} {
		a := archive(t, []*report.Metric{revenue, orders, margin}, "root 2023-10 "+x.metric+" actual="+x.ours)
		c := cube.New(a, cube.Options{AsOf: 30000})
		g := c.Gap(report.Root, x.metric, a.Reports[0].Period, parse(t, x.theirs))
		rate := num.Num{}
		if x.rate != "" {
			rate = parse(t, x.rate)
		}
		if g.Verdict != x.want || g.Rate.Present() != rate.Present() || rate.Present() && !g.Rate.Equal(rate) {
			t.Errorf("%s: %s against %s: verdict %d, rate %v, want %d, %v", x.metric, x.ours, x.theirs, g.Verdict, g.Rate, x.want, rate)
		}
	}
	a := archive(t, []*report.Metric{revenue}, "root 2023-10 revenue actual=1")
	c := cube.New(a, cube.Options{AsOf: 30000})
	for _, metric := range []string{"revenue", "nothing"} {
		if g := c.Gap(report.Root, metric, a.Reports[0].Period.Next(), num.Int(1)); g.Verdict != cube.Unknown || g.Rate.Present() {
			t.Errorf("%s of a month without figures: %+v", metric, g)
		}
	}
}

func parse(t *testing.T, s string) num.Num {
	t.Helper()
	w, err := num.ParseText(s)
	if err != nil {
		t.Fatal(err)
	}
	return w.Value
}
