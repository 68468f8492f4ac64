package trend

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"strings"
	"testing"
)

// accuracy is a row of the table in the documentation of [Forecast]: the means
// over 200 series that the known months are the last of.
func (s sort) accuracy(known int) string {
	const series = 200
	var given, median, naive, theta, covered, all float64
	for seed := 1; seed <= series; seed++ {
		y := s.simulate(seed)
		past, came := y[simKnown-known:simKnown], y[simKnown:]
		scale := newDesk(12, true, 0).yearlyChange(y[:simKnown])
		f := History{Values: numbers(past), Season: 12, Horizon: 12}.Forecast()
		p := newDesk(12, true, known).paths(past)
		for h, a := range f.Ahead {
			given += math.Abs(a.Value-came[h]) / scale
			median += math.Abs(p[byMedian][h]-came[h]) / scale
			naive += math.Abs(p[byNaive][h]-came[h]) / scale
			theta += math.Abs(p[byTheta][h]-came[h]) / scale
			if all++; a.Interval && a.Low80 <= came[h] && came[h] <= a.High80 {
				covered++
			}
		}
	}
	covers := "–"
	if known >= 24 {
		covers = fmt.Sprintf("%.0f %%", 100*covered/all)
	}
	return fmt.Sprintf("%-16s  %d   %.2f    %.2f   %.2f   %.2f  %6s", s.name, known, given/all, median/all, naive/all, theta/all, covers)
}

// What the documentation says of accuracy is what comes out.
func TestAccuracy(t *testing.T) {
	t.Parallel()
	want := []string{"                   n  given  median  naive  theta  covers"}
	for _, s := range sorts {
		for _, n := range []int{18, 24, 36, 48, 60} {
			want = append(want, s.accuracy(n))
		}
	}
	if got, want := accuracyTable(t), strings.Join(want, "\n"); got != want {
		t.Errorf("the documentation of Forecast says\n%s\nand what comes out is\n%s", got, want)
	}
}

// accuracyTable is the preformatted block in the documentation of Forecast.
func accuracyTable(t *testing.T) string {
	f, err := parser.ParseFile(token.NewFileSet(), "forecast.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE || g.Specs[0].(*ast.TypeSpec).Name.Name != "Forecast" {
			continue
		}
		for line := range strings.Lines(g.Doc.Text()) {
			if row, ok := strings.CutPrefix(line, "\t"); ok {
				rows = append(rows, strings.TrimRight(row, "\n"))
			}
		}
	}
	return strings.Join(rows, "\n")
}
