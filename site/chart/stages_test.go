package chart

import (
	"strings"
	"testing"
)

func staged() StagesOptions {
	row := func(name string, n ...int) StageRow {
		r := StageRow{Name: name, Total: "of all"}
		for i, c := range []string{"overdue", "carried", "open", "doing", "done", "verified", "dropped"} {
			r.Stages = append(r.Stages, Stage{Class: c, Count: n[i], Label: strings.Repeat("8", n[i]/10+1)})
		}
		return r
	}
	return StagesOptions{ID: "s", Title: "t", Desc: "d", Rows: []StageRow{row("2020", 4, 0, 8, 4, 12, 8, 4), row("2019", 0, 0, 0, 0, 16, 4, 0)}}
}

// Lengths are to each other as counts, in a row and across rows; parts follow
// each other without a gap; what counts nothing is not there.
func TestStages(t *testing.T) {
	for _, narrow := range []bool{false, true} {
		o := staged()
		o.Narrow = narrow
		d := parse(t, pic(Stages, o))
		width := func(class string, n int) float64 {
			m := d.of("rect", class)
			if len(m) <= n {
				t.Fatalf("there is no %s number %d", class, n)
			}
			return m[n].box.x1 - m[n].box.x0
		}
		one := width("overdue", 0) / 4
		for _, x := range []struct {
			class   string
			n, want int
		}{{"open", 0, 8}, {"doing", 0, 4}, {"done", 0, 12}, {"verified", 0, 8}, {"dropped", 0, 4}, {"done", 1, 16}, {"verified", 1, 4}} {
			within(t, x.class, width(x.class, x.n), one*float64(x.want))
		}
		if len(d.of("rect", "carried")) != 0 || len(d.of("rect", "overdue")) != 1 {
			t.Error("what counts nothing is drawn")
		}
		within(t, "no gap", d.of("rect", "open")[0].box.x0, d.of("rect", "overdue")[0].box.x1)
		within(t, "rows begin together", d.of("rect", "done")[1].box.x0, d.of("rect", "overdue")[0].box.x0)
		if got := texts(d, "ax"); got != " 2020 2019 of all of all " {
			t.Errorf("words%s", got)
		}
		apart(t, d)
	}
}

func TestStagesHard(t *testing.T) {
	for _, s := range []string{"", "x", "<b>\"&'\x01", strings.Repeat("W", 60), strings.Repeat("銷", 60), "1,234,567"} {
		for _, n := range [][2]int{{0, 0}, {1, 0}, {-5, 3}, {1, 1 << 40}, {1 << 62, 1 << 62}} {
			o := StagesOptions{ID: s, Title: s, Desc: s}
			for range 3 {
				o.Rows = append(o.Rows, StageRow{Name: s, Total: s, Stages: []Stage{{"overdue", n[0], s}, {"doing", n[1], s}, {"dropped", 1, s}}})
			}
			for _, o.Narrow = range []bool{false, true} {
				for _, o.Width = range []float64{0, 160, 1060} {
					apart(t, parse(t, pic(Stages, o)))
				}
			}
		}
	}
	parse(t, pic(Stages, StagesOptions{}))
	if pair := pic(StagesPair, staged()); strings.Count(pair, "<svg") != 2 {
		t.Error("a pair is two drawings")
	}
}
