package scaffold

import (
	"cmp"
	"fmt"
	"slices"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/source"
)

// figures puts the metrics into a view.
func (b *builder) figures(v *View) {
	headline := b.headline()
	for _, m := range b.metrics() {
		x, stated := b.metric(m)
		if s, ok := b.stacked(m); ok {
			v.Stacked = append(v.Stacked, s)
			if x.Form = ""; !s.Other && s.From == "" && b.last == nil {
				x.Wanted = false // the target adds up as well
			}
		}
		if m.ID == headline {
			v.Headline = &x
		}
		if x.Form != "" || x.Target != "" || x.Growth != "" || x.Wanted {
			v.Metrics = append(v.Metrics, x)
		}
		if stated && b.Period.Grain() > period.Daily {
			v.Plan = append(v.Plan, x)
		}
		if d, off := b.deviation(m, x); off && m.ID == headline {
			v.Deviations = append(v.Deviations, d)
		}
	}
}

// headline is the metric whose deviations are explained, unless a profile says more.
func (b *builder) headline() string {
	for i := range b.Archive.Profiles {
		if p := &b.Archive.Profiles[i]; p.Grain == b.Period.Grain() && p.Level == b.Level && len(p.Explain) > 0 {
			return p.Explain[0]
		}
	}
	for _, m := range b.metrics() {
		if m.Core {
			return m.ID
		}
	}
	return ""
}

// metrics are those that the report speaks of, those that others are made of before
// them.
func (b *builder) metrics() (list []*report.Metric) {
	for _, id := range b.owed() {
		m := b.find(id)
		if m == nil {
			continue
		}
		if m.Kind == report.Ratio {
			for _, part := range []string{m.Den, m.Num} {
				if p := b.find(part); p != nil && !slices.Contains(list, p) {
					list = append(list, p)
				}
			}
		}
		if !slices.Contains(list, m) && m.Kind != report.Derived {
			list = append(list, m)
		}
	}
	return list
}

// find is a metric of the archive, or one that is known without configuration.
func (b *builder) find(id string) *report.Metric {
	for _, m := range slices.Concat(b.Archive.Metrics, b.Known) {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// owed are the ids of the metrics that the report speaks of: those of the profile in
// config.toml, else what the unit, or another of its level, has reported of core
// metrics and what the guide asks for, of all that the archive uses; then whatever
// else the unit's last report states.
func (b *builder) owed() (ids []string) {
	want := b.reported()
	if b.duty.Listed {
		want = nil
	}
	fresh := b.Period.Grain() <= period.Weekly && !slices.ContainsFunc(b.Archive.Reports, func(r *report.Report) bool { return r.Period.Grain() == b.Period.Grain() })
	for _, id := range b.duty.Metrics {
		if b.duty.Listed || fresh || b.Archive.MetricIndex(id) >= 0 {
			want = append(want, id)
		}
	}
	if b.last != nil {
		for i := range b.last.Stated {
			want = append(want, b.last.Stated[i].Metric)
		}
	}
	if len(want) == 0 {
		for _, m := range b.Archive.Metrics {
			if m.Core {
				want = append(want, m.ID)
			}
		}
	}
	if len(want) == 0 {
		want = b.duty.Metrics
	}
	place := func(id string) int {
		if i := b.Archive.MetricIndex(id); i >= 0 {
			return i
		}
		return len(b.Archive.Metrics)
	}
	slices.SortStableFunc(want, func(x, y string) int { return cmp.Compare(place(x), place(y)) })
	return slices.Compact(want)
}

// reported are the core metrics that the unit has ever stated in reports of that
// length; if it has none yet, those that others of its level have.
func (b *builder) reported() (ids []string) {
	own, others := map[string]bool{}, map[string]bool{}
	for _, r := range b.Archive.Reports {
		into := others
		switch {
		case r.Period.Grain() != b.Period.Grain():
			continue
		case r.Unit == b.Unit:
			into = own
		case r.Level != b.Level:
			continue
		}
		for i := range r.Stated {
			if r.Stated[i].Actual.Present() {
				into[r.Stated[i].Metric] = true
			}
		}
	}
	if len(own) == 0 {
		own = others
	}
	for _, m := range b.Archive.Metrics {
		if m.Core && own[m.ID] {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// metric is what a report says of a metric. stated tells whether it owes a target.
func (b *builder) metric(m *report.Metric) (x Metric, stated bool) {
	x = Metric{ID: key(m.ID), Label: b.label(m), Form: "value"}
	switch {
	case m.Kind == report.Ratio && m.Num != "":
		x.Form = ""
	case m.Kind == report.Ratio && m.Format == "":
		x.Form = "parts"
	case m.Kind == report.WMean && m.Weight == "":
		x.Form = "mean"
	case m.Format == "1:x":
		x.Like = "1:3.5"
	case m.Unit == report.Percent:
		x.Like = "16%"
	}
	b.found(m, &x)
	stated = b.target(m, &x)
	return x, stated
}

func (b *builder) label(m *report.Metric) string {
	return oneLine(orElse(m.Label.In(b.Locale.Tag, b.Archive.Languages...), m.ID))
}

// found puts in what other departments filed in content/_data, if they agree.
func (b *builder) found(m *report.Metric, x *Metric) {
	var all []string
	same, first := true, (*report.Datum)(nil)
	for _, d := range b.data(m) {
		if first == nil {
			first = d
		}
		same = same && d.Actual.Equal(first.Actual)
		all = append(all, place(d)+": "+source.Literal(d.Actual, m))
	}
	switch {
	case first == nil:
	case !same:
		x.Differing = all
	case x.Form == "parts" && first.Num.Present():
		x.Actual, x.From = quote(first.Num.String(), "/", first.Den.String()), place(first)
	default:
		x.Actual, x.From = source.Literal(first.Actual, m), place(first)
	}
	if x.Actual != "" && x.Form == "parts" {
		x.Form = "value"
	}
}

// data are the figures that other departments filed of a metric for the report, of
// one that a department keeps only its own.
func (b *builder) data(m *report.Metric) (list []*report.Datum) {
	for _, d := range b.Archive.Data {
		if d.Unit == b.Unit && d.Period == b.Period && d.Metric == m.ID && (m.OwnerDept == "" || m.OwnerDept == d.Dept) {
			list = append(list, d)
		}
	}
	return list
}

// filed is the figure that goes into the report by itself, since it is filed by the
// department that keeps its metric; nil if there is none.
func (b *builder) filed(m *report.Metric) *report.Datum {
	for _, d := range b.data(m) {
		if m.OwnerDept == d.Dept && d.AsOf != nil {
			return d
		}
	}
	return nil
}

func place(d *report.Datum) string { return fmt.Sprintf("%s:%d", oneLine(d.File), d.Pos.Line) }

// target puts in the target, and reports whether there is to be one.
func (b *builder) target(m *report.Metric, x *Metric) bool {
	if b.Period.Grain() == period.Daily {
		return false
	}
	owed := slices.Contains(b.duty.Metrics, m.ID) || m.Core
	if l := b.last; l != nil {
		for i := range l.PlanTargets {
			if t := &l.PlanTargets[i]; t.Metric == m.ID && t.Value.Present() {
				x.Target, x.Planned = source.Literal(t.Value, m), oneLine(l.File)
				return true
			}
		}
		for i := range l.Stated {
			s := &l.Stated[i]
			if s.Metric != m.ID {
				continue
			}
			if owed = s.Target.Present(); s.Terms().TargetGrowth.Present() {
				x.Growth, x.GrowthOn = source.Literal(s.Terms().TargetGrowth, &report.Metric{Unit: report.Percent}), s.Terms().GrowthOn
				return true
			}
		}
	}
	if f := b.Cube.Figure(b.Unit, m.ID, b.Period); f.Target.Present() {
		return true
	}
	x.Wanted = owed
	return owed
}

// stacked reports whether the figure of a metric adds up, or will, so that it is not
// asked for.
func (b *builder) stacked(m *report.Metric) (s Stacked, ok bool) {
	s.ID, s.Label = key(m.ID), b.label(m)
	if b.Archive.MetricIndex(m.ID) < 0 {
		s.Other = m.Kind == report.Ratio && m.Num != ""
		return s, s.Other
	}
	if d := b.filed(m); d != nil {
		s.From, s.Value = place(d), b.say(m, d.Actual)
		return s, true
	}
	f, before := b.Cube.Figure(b.Unit, m.ID, b.Period), b.Cube.Figure(b.Unit, m.ID, b.Period.Prev())
	s.Have, s.Need = f.Coverage.Have, f.Coverage.Need
	if f.Actual.Present() && f.Coverage.Full() {
		s.Value = b.say(m, f.Actual)
	}
	if m.Kind == report.Ratio && m.Num != "" {
		s.Other = true
		return s, true
	}
	habit := before.Stated.Present()
	switch from := f.Source; {
	case from == cube.OverTime && (f.Coverage.Full() || !habit):
		return s, true
	case from == cube.OverUnits && (f.Coverage.Full() || !habit):
		s.Units = true
		return s, true
	case from == cube.None && !habit && (before.Source == cube.OverTime || before.Source == cube.OverUnits):
		s.Units = before.Source == cube.OverUnits
		s.Need = before.Coverage.Need
		return s, true
	}
	return s, false
}

// say prints a figure exactly.
func (b *builder) say(m *report.Metric, n num.Num) string {
	places := func(n num.Num) int {
		for d := range 6 {
			if n.Round(d).Equal(n) {
				return d
			}
		}
		return 6
	}
	if m.Points() {
		return b.Locale.Percent(n, min(places(n.Mul(num.Int(100))), 2))
	}
	return b.Locale.Number(n, places(n))
}

// The limits from which on a deviation owes its causes, unless [checks] has others.
var (
	offRate   = num.Dec(5, 2) // of the target
	offPoints = num.Dec(1, 2) // of what is in percent
)

// deviation is how far a figure that is known is off its target.
func (b *builder) deviation(m *report.Metric, x Metric) (Deviation, bool) {
	actual, target := num.Num{}, num.Num{}
	if f := b.Cube.Figure(b.Unit, m.ID, b.Period); b.Archive.MetricIndex(m.ID) >= 0 {
		target = f.Target
		if f.Coverage.Full() {
			actual = f.Actual
		}
	}
	if list := b.data(m); x.Actual != "" {
		actual = list[0].Actual
	}
	if b.last != nil {
		for _, t := range b.last.PlanTargets {
			if t.Metric == m.ID && t.Value.Present() {
				target = t.Value
			}
		}
	}
	if !actual.Present() || !target.Present() {
		return Deviation{}, false
	}
	off, limit := actual.Sub(target), b.limit("points", offPoints)
	if !m.Points() {
		off, limit = off.Div(target), b.limit("deviation", offRate)
	}
	d := Deviation{ID: quote(m.ID), Label: b.label(m), Actual: b.say(m, actual), Target: b.say(m, target), Below: off.Sign() < 0}
	return d, off.Present() && off.Abs().Cmp(limit) >= 0
}

func (b *builder) limit(name string, otherwise num.Num) num.Num {
	if n := b.Archive.Checks.Limits[name]; n.Present() {
		return n
	}
	return otherwise
}
