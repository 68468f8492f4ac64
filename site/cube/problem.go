package cube

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A ProblemKind is a way in which figures disagree.
type ProblemKind uint8

const (
	StatedStacked   ProblemKind = iota // a stated actual differs from the complete stack beyond tolerance
	StretchTarget                      // a stated target differs from the stack of the parts' targets
	DistinctBounds                     // a stated distinct count below its largest part or above their sum
	PartsDisagree                      // a ratio's own num or den differs from the metric of that name
	BadRestatement                     // neither the old nor the new value of a restatement is what the report states
	OutsideValidity                    // figures of a unit for a period in which it, or one above it, does not exist
)

// A Problem is a disagreement of figures. Stated is what the report says,
// Other what it is held against. Above is the unit of OutsideValidity that does
// not exist, if it is one above.
type Problem struct {
	Kind          ProblemKind
	Unit, Metric  string
	Above         string
	Period        period.Period
	Report        *report.Report
	Pos           report.Pos
	Stated, Other num.Num
	Upper         num.Num // of DistinctBounds: the sum; Other is the largest part
}

// Problems works out the disagreements, in the order of the reports, on all
// processors.
func (c *Cube) Problems() []Problem {
	parts := make([][]Problem, len(c.units))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for u := int(next.Add(1)) - 1; u < len(parts); u = int(next.Add(1)) - 1 {
				parts[u] = c.problems(u)
			}
		})
	}
	wg.Wait()
	return slices.Concat(c.probs, slices.Concat(parts...))
}

// problems works out those of what a unit states.
func (c *Cube) problems(u int) (probs []Problem) {
	for i := 1; i < len(c.entries[u]); i++ {
		e := &c.entries[u][i]
		m, p := e.metric, e.Report.Period
		s, mt := c.series(u, m, p.Grain()), &c.metrics[m]
		at := c.time.at(p)
		found := func(k ProblemKind, pos report.Pos, stated, other, upper num.Num) {
			probs = append(probs, Problem{Kind: k, Unit: e.Report.Unit, Metric: mt.ID, Period: p, Report: e.Report,
				Pos: pos, Stated: stated, Other: other, Upper: upper})
		}
		if !c.time.spans[p.Grain()][at].Touches(c.units[u].valid) {
			found(OutsideValidity, e.Stated.Pos, e.Actual(), num.Num{}, num.Num{})
		} else if above := c.absentAbove(u, c.time.spans[p.Grain()][at]); above != "" {
			found(OutsideValidity, e.Stated.Pos, e.Actual(), num.Num{}, num.Num{})
			probs[len(probs)-1].Above = above
		}
		if !mt.computed() && c.alone(u, p.Grain()) {
			continue // it is held against nothing
		}
		if e.Actual().Present() && s.get(at).source != Stated || mt.num >= 0 || !c.Archive.Declared {
			f := c.figure(u, m, p)
			if e.Actual().Present() && f.Stacked.Present() && f.Source != None && !c.tolerates(mt, e.Actual(), f.Stacked) {
				found(StatedStacked, e.Stated.ActualPos, e.Actual(), f.Stacked, num.Num{})
			}
			c.compareParts(e, u, mt, p, found)
		}
		if mt.Kind == report.Distinct && !mt.Unbounded && e.Actual().Present() {
			c.checkBounds(e, u, mt, p, found)
		}
		if e.Stated.Target.Present() {
			if t := c.stackedTarget(u, mt, p.Grain(), at); t.value.Present() && !c.tolerates(mt, e.Target(), t.value) {
				found(StretchTarget, e.Stated.TargetPos, e.Target(), t.value, num.Num{})
			}
		}
	}
	return probs
}

// absentAbove is the nearest unit above u that does not exist in a span, so that
// what u has then goes into no total; "" if all do.
func (c *Cube) absentAbove(u int, span period.Span) string {
	x := &c.units[u]
	for range c.units {
		above, ok := c.byUnit[x.ParentOn(max(min(span.End, x.valid.End)-1, span.First))]
		if !ok {
			break
		}
		if x = &c.units[above]; !span.Touches(x.valid) {
			return x.ID
		}
	}
	return ""
}

// compareParts holds a ratio's own parts against the metrics of their names.
func (c *Cube) compareParts(e *Entry, u int, mt *metric, p period.Period, found func(ProblemKind, report.Pos, num.Num, num.Num, num.Num)) {
	if mt.num < 0 || mt.den < 0 {
		return
	}
	a, b := e.pair()
	for _, part := range []struct {
		own   num.Num
		index int
	}{{a, mt.num}, {b, mt.den}} {
		f := c.figure(u, part.index, p)
		if part.own.Present() && f.Actual.Present() && f.Coverage.Full() && !part.own.Equal(f.Actual) {
			found(PartsDisagree, e.Stated.Pos, part.own, f.Actual, num.Num{})
		}
	}
}

// checkBounds holds a distinct count against those of its parts, if all of
// them are there: it is at least the largest and at most their sum (TV-13).
func (c *Cube) checkBounds(e *Entry, u int, mt *metric, p period.Period, found func(ProblemKind, report.Pos, num.Num, num.Num, num.Num)) {
	part, from, to := c.time.parts(p.Grain(), c.time.at(p))
	if part == 0 || part == period.Daily {
		return
	}
	s, top, sum, n := c.series(u, mt.index, part), num.Num{}, num.Zero(), 0
	for j := from; j < to; j++ {
		cell := s.get(j)
		if cell == nil || !cell.actual.Present() {
			return
		}
		if !top.Present() || cell.actual.Cmp(top) > 0 {
			top = cell.actual
		}
		sum, n = sum.Add(cell.actual), n+1
	}
	if n > 0 && (e.Actual().Cmp(top) < 0 || e.Actual().Cmp(sum) > 0) {
		found(DistinctBounds, e.Stated.ActualPos, e.Actual(), top, sum)
	}
}

// tolerates reports whether a stated and a stacked value agree: within the
// larger of 0.5 % and one display unit, counts exactly (domain.md §2.9).
func (c *Cube) tolerates(mt *metric, stated, stacked num.Num) bool {
	gap := stated.Sub(stacked).Abs()
	if gap.IsZero() {
		return true
	}
	if mt.Unit == report.Count {
		return false
	}
	half := stacked.Abs().Mul(num.Dec(5, 3))
	unit := c.displayUnit(mt, stated)
	return gap.Cmp(half) <= 0 || gap.Cmp(unit) <= 0
}

// displayUnit is one unit of the last place that a value is shown with: its
// scale (千, 萬, 億 in Chinese archives; k, M, bn else) with the metric's
// decimals.
func (c *Cube) displayUnit(mt *metric, v num.Num) num.Num {
	decimals := mt.Decimals
	switch {
	case mt.Unit == report.Percent:
		if decimals < 0 {
			decimals = 1
		}
		return num.Dec(1, 2+decimals)
	case mt.Unit != report.Money:
		return num.Dec(1, max(decimals, 0))
	}
	if decimals < 0 {
		decimals = 2
	}
	scale, steps := num.Int(1), []int64{1e3, 1e6, 1e9}
	if ls := c.Archive.Languages; len(ls) > 0 && len(ls[0]) >= 2 && ls[0][:2] == "zh" {
		steps = []int64{1e4, 1e8}
	}
	for _, st := range steps {
		if v.Abs().Cmp(num.Int(st)) >= 0 {
			scale = num.Int(st)
		}
	}
	return scale.Mul(num.Dec(1, decimals))
}
