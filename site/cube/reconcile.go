package cube

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A Verdict says how far a figure is from what another system has.
type Verdict uint8

const (
	Unknown Verdict = iota // there is no figure to compare
	Agrees                 // within the tolerance
	Off                    // beyond it
	FarOff                 // far beyond it
)

// A Gap is a figure beside what another system has for it (domain.md §2.9).
type Gap struct {
	Ours, Theirs num.Num
	Gap          num.Num // ours less theirs
	Rate         num.Num // Gap on the amount of theirs; absent where that is zero
	Verdict      Verdict
}

// The tolerances of amounts: agreement up to 1 %, and far off from 5 % on.
var (
	agreed = num.Dec(1, 2)
	farOff = num.Dec(5, 2)
)

// Gap holds the figure of a metric against a value that another system has. A
// count agrees exactly or is far off. All else agrees within 1 % of their value
// or one unit of the last place that ours is shown with, and is far off beyond 5 %.
func (c *Cube) Gap(unit, metric string, p period.Period, theirs num.Num) Gap {
	g := Gap{Ours: c.Actual(unit, metric, p), Theirs: theirs}
	_, m, ok := c.place(unit, metric)
	if !ok || !g.Ours.Present() || !theirs.Present() {
		return g
	}
	g.Gap = g.Ours.Sub(theirs)
	g.Rate = g.Gap.Div(theirs.Abs())
	g.Verdict = c.verdict(&c.metrics[m], g)
	return g
}

func (c *Cube) verdict(mt *metric, g Gap) Verdict {
	off := g.Gap.Abs()
	switch {
	case off.IsZero():
		return Agrees
	case mt.Unit == report.Count:
		return FarOff
	case off.Cmp(c.displayUnit(mt, g.Ours)) <= 0:
		return Agrees
	case !g.Rate.Present(): // theirs is zero
		return FarOff
	case g.Rate.Abs().Cmp(agreed) <= 0:
		return Agrees
	case g.Rate.Abs().Cmp(farOff) <= 0:
		return Off
	}
	return FarOff
}
