package narrative_test

// The values of random archives: figures, targets, channels, promises.

import (
	"fmt"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A row is one metric of one leaf through time.
type row struct {
	*maker
	m      *report.Metric
	unit   *report.Unit
	scale  int64
	last   int64
	before int64
	target int // how targets are set: not at all, near, planned, all alike
	part   int // which share of a whole a leaf has
}

func (w *row) next(i int) report.Stated {
	s := report.Stated{Metric: w.m.ID}
	switch {
	case w.m.Points():
		w.quotient(&s, i)
		return s
	case w.m.ID == "profit":
		w.profit(&s)
	default:
		w.amount(&s, i)
	}
	w.aim(&s, s.Actual)
	return s
}

func (w *row) amount(s *report.Stated, i int) {
	x := w.scale
	if w.last != 0 && w.style != seasonal && w.style != steps {
		x = w.last
	}
	switch v := float64(w.scale) * w.common[i]; {
	case w.style == zeros && w.chance(30):
		x = 0
	case w.style == zeros && w.chance(30):
		x = int64(w.IntN(9))
	case w.style == level && w.chance(70):
	case w.style == steps:
		x = w.step(x)
	case w.style == calm, w.style == quiet:
		x = int64(v * (0.97 + 0.005*float64(w.IntN(12))))
	default:
		x = int64(v*(0.99+0.001*float64(w.IntN(20))) + 0.5)
	}
	if w.chance(3) {
		x = w.before // as it was
	}
	w.before, w.last = w.last, x
	if s.Actual = num.Int(x); w.scale < 5000 && w.m.Unit == report.Money && w.chance(20) {
		s.Actual = num.Dec(x*100+int64(w.IntN(100)), 2)
	}
}

// step moves a value by whole percents.
func (w *row) step(x int64) int64 {
	return x * pick[int64](w.maker, 70, 80, 85, 90, 94, 95, 97, 99, 100, 100, 101, 102, 105, 108, 110, 115, 120, 130, 150, 1200) / 100
}

func (w *row) profit(s *report.Stated) {
	x := int64(w.IntN(200_000) - 90_000)
	switch {
	case w.style == calm, w.style == quiet:
		x = 300_000 + int64(w.IntN(40_000))
	case w.chance(10):
		x = 0
	case w.chance(10):
		x = w.last
	}
	w.last, s.Actual = x, num.Int(x)
}

// quotient states a share with its parts, so that they add up over units; some
// go against the whole.
func (w *row) quotient(s *report.Stated, i int) {
	den := int64(100 + w.IntN(300))
	rate := int64(50 + 100*w.part)
	switch w.style {
	case zeros:
		den = int64(w.IntN(60))
	case lively, runs: // each falls while the larger gains weight, or the other way round
		den, rate = []int64{1000, 300, 2000}[w.part], []int64{100, 200, 400}[w.part]
		if k := int64(i % 2); i%12 != 0 {
			rate -= 12 * k
			den += 3000 * k * int64(w.part)
		}
	case level, seasonal:
		den = 1000
	case steps:
		rate += int64(i%7) * pick[int64](w.maker, -3, 4, 6)
	case quiet:
		den, rate = 1000, rate+int64(i%3)
	default:
		rate += int64(w.IntN(40)) - 20
	}
	part, whole := num.Int(min(den*max(rate, 0)/1000, den)), num.Int(den)
	s.Settle(report.Terms{Num: part, Den: whole})
	s.Actual = part.Div(whole)
	if w.target > 0 && w.chance(90) {
		s.Target = num.Dec(pick[int64](w.maker, 50, 50, 50, 150, 163)*int64(1+w.target), 3)
		if w.target == 3 {
			s.Target = num.Dec(15, 2)
		}
		if w.target == 2 && w.chance(20) && whole.Sign() > 0 {
			s.Target = s.Actual
		}
	}
}

// aim sets a target.
func (w *row) aim(s *report.Stated, actual num.Num) {
	switch {
	case w.target == 0, w.chance(2):
	case w.target == 1:
		s.Target = actual.Mul(num.Dec(pick[int64](w.maker, 80, 95, 100, 100, 102, 125), 2)).Add(num.Int(pick[int64](w.maker, -1, 0, 0, 1)))
		if s.Target = s.Target.Round(2); w.m.Unit == report.Count {
			s.Target = s.Target.Round(0)
		}
	default:
		s.Target = num.Int(w.scale)
	}
}

var owners = []string{"amy.alberts", "syed.abbas"}

// entries are what a unit's reports say beside figures.
func (g *maker) entries(u *report.Unit) {
	makes := g.chance(60)
	channels := g.IntN(3)
	var open []string
	for i := range g.count {
		p := g.first.Add(i)
		if makes && g.chance(75) {
			r := g.report(u.ID, p)
			g.reviews(r, open)
			if open = g.actions(r); g.chance(10) {
				open = nil
			}
		}
		if g.chance(40) {
			g.attribute(g.report(u.ID, p))
		}
		if channels > 0 && g.chance(85) {
			g.channels(g.report(u.ID, p), channels, i)
		}
	}
}

// actions makes promises and gives their ids.
func (g *maker) actions(r *report.Report) (ids []string) {
	end := g.a.Calendar.Span(r.Period).End
	for i := range g.IntN(5) {
		due := end + period.Day(g.IntN(70))
		a := report.Action{ID: fmt.Sprintf("%s-%s-%d", r.Unit, g.a.Calendar.Name(r.Period), i), What: "x", Owner: owners[g.IntN(2)], Due: &due}
		if g.chance(8) {
			a.Due = nil
		}
		r.Actions, ids = append(r.Actions, a), append(ids, a.ID)
	}
	return ids
}

func (g *maker) reviews(r *report.Report, open []string) {
	span := g.a.Calendar.Span(r.Period)
	for _, id := range open {
		if g.chance(25) {
			continue
		}
		day, due := span.First+period.Day(g.IntN(10)), span.End+period.Day(g.IntN(40)-10)
		x := report.ActionReview{ID: id, Status: pick(g, "open", "in_progress", "done", "done", "verified", "carried", "dropped"), Date: &day, Reviewer: owners[g.IntN(2)]}
		if x.Status == "carried" {
			x.NewDue = &due
		}
		r.Reviews = append(r.Reviews, x)
	}
}

func (g *maker) attribute(r *report.Report) {
	m := g.a.Metrics[g.IntN(len(g.a.Metrics))]
	x := report.Attribution{Metric: m.ID, Factor: pick(g, "促銷活動", "new price list"), Share: num.Dec(pick[int64](g, 600, 333, 10, 1000), 3), Source: pick(g, "mkt-1", "mkt-2", "")}
	day := g.a.Calendar.Span(r.Period).End + 1
	r.Attributions = append(r.Attributions, x)
	r.References = []report.Source{{ID: "mkt-1", Dept: "marketing", Date: &day}, {ID: "mkt-2", Dept: "finance"}}
}

// channels lists two or three, large or small, some of which go against the whole.
func (g *maker) channels(r *report.Report, kind, i int) {
	n := int64(2 + g.IntN(2))
	for k := range n {
		leads, rate := int64(5+g.IntN(60)), 100+100*k
		if kind == 2 {
			odd := int64(i % 2)
			leads = 400 + 3000*odd*k
			rate = 100 + 200*k - odd*15 + int64(g.IntN(3))*8
		}
		r.Channels = append(r.Channels, report.Channel{Name: []string{"展會", "web", "線上"}[k], Leads: num.Int(leads), Deals: num.Int(leads * rate / 1000)})
	}
}
