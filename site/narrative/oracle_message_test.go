package narrative_test

// What a page begins with: the limits, what is always there, and the balance
// rule with the worst core metric by our own weighing (domain.md §3.2).

import (
	"math/big"
	"slices"
	"testing"

	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// A burden is how far a metric is from what it should be.
type burden struct {
	m      *report.Metric
	missed bool
	few    bool // a change of a handful: of a count from a base below 30
	band   int
	size   *big.Rat
	vague  bool // it has no rate: nothing weighs it
}

// worst is the heaviest burden among the core metrics but the lead: missed
// targets before changes; by band, then size.
func (x page) worst(lead *report.Metric) (w *burden, vague bool) {
	for _, m := range x.Metrics {
		if m == lead || !m.Core {
			continue
		}
		b := x.shortfall(m)
		if b == nil {
			b = x.setback(m)
		}
		switch {
		case b == nil:
		case b.vague:
			vague = true
		case w == nil || b.heavier(w):
			w = b
		}
	}
	return w, vague
}

func (b *burden) heavier(w *burden) bool {
	if b.missed != w.missed {
		return b.missed
	}
	if b.few != w.few {
		return w.few
	}
	if b.band != w.band {
		return b.band > w.band
	}
	return b.size.Cmp(w.size) > 0
}

// surges is a size as a part of a surge on its scale.
func surges(m *report.Metric, x *big.Rat) *big.Rat {
	return over(magnitude(x), bandLimits[m.Points()][3])
}

// shortfall is a missed target: by rate, or in points.
func (x page) shortfall(m *report.Metric) *burden {
	f := x.figure(m)
	if !f.complete() || f.aim == nil || f.v.Cmp(f.aim)*int(m.Direction) >= 0 {
		return nil
	}
	if m.Points() {
		gap := minus(f.v, f.aim)
		return &burden{m: m, missed: true, band: band(m, gap), size: surges(m, gap)}
	}
	if f.aim.Sign() <= 0 {
		return &burden{m: m, vague: true}
	}
	off := magnitude(minus(over(f.v, f.aim), rat(1, 1)))
	return &burden{m: m, missed: true, band: band(m, off), size: surges(m, off)}
}

// setback is the heaviest unfavourable change beyond the flat band: on the year
// before, or on the period before if that is not what the series usually does.
func (x page) setback(m *report.Metric) (b *burden) {
	prev, year := x.previous(x.unit, m, x.p), x.yearAgo(x.unit, m, x.p)
	for _, c := range []*cmp{year, prev} {
		switch {
		case c.d != nil && c.how != byRate && c.how != few && c.favour() < 0:
			return &burden{m: m, vague: true}
		case c.how != byRate || c.flat() || c.favour() >= 0 || c == prev && x.ordinary(m):
			continue
		}
		few := m.Unit == report.Count && c.base.Cmp(rat(30, 1)) < 0
		if n := (&burden{m: m, few: few, band: band(m, c.rate), size: surges(m, c.rate)}); b == nil || n.heavier(b) {
			b = n
		}
	}
	return b
}

// surely reports whether a finding says something favourable whatever one weighs.
func (x page) surely(f narrative.Finding) bool {
	if f.Metric == nil || !f.Metric.Core || f.Metric.Direction == report.Neutral {
		return false
	}
	switch f.Kind {
	case narrative.Attained:
		y := x.figure(f.Metric)
		return y.complete() && y.aim != nil && y.v.Cmp(y.aim)*int(f.Metric.Direction) >= 0
	case narrative.Streaked:
		return x.previous(x.unit, f.Metric, x.p).favour() > 0
	}
	return false
}

var most = map[period.Grain]int{period.Daily: 5, period.Weekly: 5, period.Monthly: 5, period.Quarterly: 7, period.Annual: 9}

// message holds the choice of a page against the rules.
func (x page) message(t *testing.T, w *world, lead *report.Metric, all []narrative.Finding, said []due) {
	list := w.tell.Message(x.unit, x.p)
	x.chosen(t, w, list, said)
	x.always(t, lead, all, list)
	good := slices.ContainsFunc(list, x.surely)
	bad, vague := x.worst(lead)
	if !good || bad == nil || slices.ContainsFunc(list, bad.shown) || vague && slices.ContainsFunc(list, narrativeCaution) {
		return
	}
	x.complain(t, w, list, "something good is said, and nothing of the worst: "+bad.m.ID)
}

// shown reports whether a finding tells the burden.
func (b *burden) shown(f narrative.Finding) bool {
	if f.Metric != b.m {
		return false
	}
	switch f.Kind {
	case narrative.Changed, narrative.Streaked, narrative.Turned, narrative.Reverted, narrative.Contributed, narrative.Mixed, narrative.Composed:
		return !b.missed
	}
	return b.missed && f.Kind == narrative.Attained
}

func narrativeCaution(f narrative.Finding) bool { return f.Caution }

func (x page) complain(t *testing.T, w *world, list []narrative.Finding, what string) {
	for _, f := range list {
		what += "\n\t" + plainly(w.said(f).says[english])
	}
	t.Errorf("%s %s: %s", x.unit, x.Calendar.Name(x.p), what)
}

// chosen: no more than the limit, and all of them findings.
func (x page) chosen(t *testing.T, w *world, list []narrative.Finding, said []due) {
	known, counted := map[due]bool{}, 0
	for _, d := range said {
		known[d] = true
	}
	if c := x.parted(list); c != nil {
		for _, d := range x.changedBut(c.m, x.figure(c.m).aim == nil, !c.year || len(x.moves(c.m)) > 0, c.year) {
			known[d] = true
		}
	}
	for _, f := range list {
		if !f.Caution && f.Kind != narrative.Incomplete && f.Kind != narrative.Promised {
			counted++
		}
		f.Caution = false // a caution is marked as unfavourable
		if d := w.said(f); !known[d] {
			x.complain(t, w, list, "no finding: "+d.says[english])
		}
	}
	if counted > most[x.p.Grain()] {
		x.complain(t, w, list, "too many sentences")
	}
}

// parted is the change of which the message tells where it came from, so that
// no other sentence tells it.
func (x page) parted(list []narrative.Finding) *cmp {
	for _, f := range list {
		if f.Kind == narrative.Contributed {
			return x.telling(f.Metric)
		}
	}
	return nil
}

// always: the lead against its target and the year before, and what is missing.
func (x page) always(t *testing.T, lead *report.Metric, all, list []narrative.Finding) {
	has, parted := map[narrative.Kind]bool{}, x.parted(list)
	for _, f := range list {
		if f.Metric == lead || f.Kind == narrative.Incomplete {
			has[f.Kind] = true
		}
	}
	for _, f := range all {
		must := f.Kind == narrative.Incomplete || f.Metric == lead && f.Kind == narrative.Attained
		if f.Metric == lead && f.Kind == narrative.Changed {
			must = x.yearAgo(x.unit, lead, x.p).told() && (parted == nil || !parted.year)
		}
		if must && !has[f.Kind] {
			t.Errorf("%s %s: the message has no %s", x.unit, x.Calendar.Name(x.p), f.Kind)
		}
	}
}
