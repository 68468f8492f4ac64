package narrative

import (
	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A YearsFact is how a figure changed from the first year that there is to the
// last.
type YearsFact struct {
	First, Last period.Period
	From, To    num.Num
	Compared    cube.Comparison
	Yearly      num.Num // the compound annual growth rate (domain.md §2.3); absent where there is none
	Told        bool    // the years are those of the sentence before
}

// After is a finding of Years that stands behind another: years that are the
// same are not told again.
func After(before, f Finding) Finding {
	a, _ := before.Fact.(YearsFact)
	x, ok := f.Fact.(YearsFact)
	if ok {
		x.Told = a.First == x.First && a.Last == x.Last
		f.Fact = x
	}
	return f
}

// Years is the finding on a metric from the first to the last of the years in
// which a unit's figure is complete and comparable, two or more.
func (n *Narrator) Years(unit string, m *report.Metric) (Finding, bool) {
	list := n.segments(unit, m, period.Annual)
	if len(list) == 0 {
		return Finding{}, false
	}
	s := list[len(list)-1]
	first, last := s.series.First(), -1
	for i := range s.series.Len() {
		if s.series.At(i).Value.Present() {
			last = i
		}
	}
	if first < 0 || last <= first {
		return Finding{}, false
	}
	x := YearsFact{First: s.first.Add(first), Last: s.first.Add(last), From: s.series.At(first).Value, To: s.series.At(last).Value}
	x.Compared = n.cube.Against(unit, m.ID, x.Last, x.First)
	if !x.Compared.Change.Present() || x.Compared.Refused == cube.SmallSample {
		return Finding{}, false
	}
	if rate, ok := cube.CAGR(x.From, x.To, last-first); ok && !m.Points() {
		x.Yearly = Round(rate)
	}
	return n.weighed(Finding{Kind: Changed, Unit: unit, Metric: m, Period: x.Last, Fact: x}, x.Compared), true
}

func (x YearsFact) say(v *Voice, f *Finding, t *told) string {
	m := f.Metric
	form := v.sayFormat(m, x.From, x.To)
	amount := func(a num.Num, p period.Period) string { return t.mark(v.Amount(a, m, form), f.Unit, m, p) }
	key := "years." + [...]string{"down", "same", "up"}[x.Compared.Change.Sign()+1]
	d, size := move(m, x.Compared.Refused != "", x.Compared.Rate, x.Compared.Change), ""
	switch {
	case !d.Present():
		size = v.SayChange(x.Compared.Change, v.gapFormat(x.Compared.Change, m, form), true)
	case !m.Points() && d.Cmp(tenfold) >= 0:
		size = v.T("years.times", "times", v.SayNumber(d.Add(num.Int(1)), 1))
	default:
		size = v.signed(m, d)
	}
	if x.Yearly.Present() && d.Present() {
		size = v.T("years.yearly", "size", size, "yearly", v.SaySigned(x.Yearly, 1))
	}
	if x.Told {
		subject, n := v.subject(m, period.Period{})
		return v.T(key+"_too", "subject", subject, "n", n, "from", amount(x.From, x.First), "to", amount(x.To, x.Last), "size", size)
	}
	first, last := v.midway(v.Period(x.First), x.First), v.midway(v.Period(x.Last), x.Last)
	return v.T(key, "metric", v.inner(m), "first", first, "last", last, "from", amount(x.From, x.First), "to", amount(x.To, x.Last), "size", size)
}

// A MetFact is how many years and months met their target.
type MetFact struct {
	Years, OfYears int
	Parts, OfParts int
	Grain          period.Grain // of the parts: months, or quarters where there are none
}

// TimesMet is the finding on how often a unit met the target of a metric, in all
// periods in which that is known.
func (n *Narrator) TimesMet(unit string, m *report.Metric) (Finding, bool) {
	x, last := MetFact{}, period.Period{}
	count := func(g period.Grain) (met, of int) {
		for _, p := range n.cube.Periods(unit) {
			if a := n.cube.Attainment(unit, m.ID, p); p.Grain() == g && a.Known {
				if of, last = of+1, p; a.Met {
					met++
				}
			}
		}
		return met, of
	}
	for _, x.Grain = range [...]period.Grain{period.Monthly, period.Quarterly} {
		if x.Parts, x.OfParts = count(x.Grain); x.OfParts > 0 {
			break
		}
	}
	x.Years, x.OfYears = count(period.Annual)
	return Finding{Kind: Attained, Unit: unit, Metric: m, Period: last, Fact: x}, x.OfYears > 0 && x.OfParts > 0
}

func (x MetFact) say(v *Voice, f *Finding, t *told) string {
	return v.T("years.met", "metric", v.inner(f.Metric), "years", v.T("years.of_years", "met", v.Int(x.Years), "n", x.OfYears),
		"parts", v.T("years.of_"+x.Grain.String(), "met", v.Int(x.Parts), "n", x.OfParts))
}
