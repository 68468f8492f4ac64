package page

import (
	"strings"

	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// message is what a period comes to in a few plain sentences: the headline
// metric against its target, its changes, the worst of the other core metrics,
// and what is missing. This is the only place that composes sentences.
func (w *writer) message(unit string, p period.Period) (list []Sentence) {
	m := w.cube.Metric(w.headOf(unit, p))
	if m == nil {
		return nil
	}
	f := w.at(unit, m.ID, p)
	if !f.Actual.Present() {
		if f.Target.Present() && !f.Over {
			return []Sentence{w.sentence("lead", w.l.T("state.plan_long", "period", w.l.Period(w.cal, p)))}
		}
		return []Sentence{w.sentence("lead", w.l.T("message.no_figure", "subject", w.l.Label(w.metricName(m))))}
	}
	list = append(list, w.sentence("lead", w.attainment(unit, m, p)))
	if s := w.changes(unit, m, p); s != "" {
		list = append(list, w.sentence("", s))
	}
	if w.pleased(unit, m, p) {
		if s := w.worst(unit, m, p); s != "" {
			list = append(list, w.sentence("caution", s))
		}
	}
	switch {
	case !f.Coverage.Full():
		list = append(list, w.sentence("quiet", w.l.T("message.missing", "grain", w.l.T("grain_of."+p.Grain().String()), "coverage", w.coverage(f, p))))
	case !f.Over:
		list = append(list, w.sentence("quiet", w.l.T("state.not_over_long", "period", w.l.Period(w.cal, p), "date", w.l.Date(w.cal.Span(p).End-1))))
	}
	return list
}

// headOf is the metric that a page speaks of first: the headline, or the first
// that the unit has a figure of in the period.
func (w *writer) headOf(unit string, p period.Period) string {
	if w.head == "" || w.at(unit, w.head, p).Actual.Present() {
		return w.head
	}
	for _, m := range w.metrics {
		if m.Core && w.at(unit, m.ID, p).Actual.Present() {
			return m.ID
		}
	}
	return w.head
}

// subject is the beginning of a sentence on a metric, and the plural form of
// its verb.
func (w *writer) subject(m *report.Metric) (subject string, n int) {
	name, key, n := w.metricName(m), "subject.metric", 1
	if m.Unit == report.Count || strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "ss") {
		n = 2
	} else if m.Unit == report.Percent || m.Kind == report.Ratio {
		key, name = "subject.rate", w.l.Label(name)
	}
	return w.l.Capital(w.l.T(key, "metric", name)), n
}

// attainment says a figure beside its target.
func (w *writer) attainment(unit string, m *report.Metric, p period.Period) string {
	f, form := w.at(unit, m.ID, p), w.formatAt(m, unit, p)
	subject, n := w.subject(m)
	if f.Target.Present() {
		form = w.sayBeside(f, m, form)
	}
	actual := w.linked(w.sayFigure(f.Actual, m, form), w.toHow(unit, m.ID, p))
	a := w.attainmentAt(unit, m.ID, p)
	switch {
	case !f.Target.Present():
		return w.l.T("message.value", "subject", subject, "actual", actual, "n", n)
	case !f.Complete:
		return w.l.T("message.beside_target", "subject", subject, "actual", actual, "target", w.sayFigure(f.Target, m, form), "n", n)
	}
	target := w.sayFigure(f.Target, m, form)
	gap := w.l.SayChange(a.Gap, w.gapFormat(a.Gap, m, form), false)
	points := w.l.SayPoints(a.Rate.Sub(num.Int(1)), 1, false)
	rate := w.linked(w.l.SayAttainment(a.Rate, a.Met, 1), w.toHow(unit, m.ID, p))
	return w.l.T(attainmentKey(m, a), "subject", subject, "actual", actual, "target", target, "gap", gap, "points", points, "rate", rate, "n", n)
}

// gapFormat is the format of a gap: its own scale where that of the figure
// would print it as nothing.
func (w *writer) gapFormat(gap num.Num, m *report.Metric, form locale.Format) locale.Format {
	if m.Unit == report.Money && gap.Abs().Cmp(num.Int(1)) >= 0 && strings.Trim(w.l.Change(gap, form), "+−0.") == "" {
		return w.format(m, gap)
	}
	return form
}

// attainmentKey is the sentence that fits an attainment.
func attainmentKey(m *report.Metric, a cube.Attainment) string {
	side := a.Gap.Sign()
	switch {
	case !a.Known:
		return "message.beside_target"
	case m.Direction == report.Down:
		return "message.att_lower_" + [...]string{"below", "exact", "above"}[side+1]
	case !a.Rate.Present():
		return "message.att_ratio_" + [...]string{"below", "exact", "above"}[side+1]
	}
	return "message.att_" + [...]string{"miss", "exact", "met"}[side+1]
}

// changes says how a figure changed on the previous period and the year before.
func (w *writer) changes(unit string, m *report.Metric, p period.Period) string {
	how := w.toHow(unit, m.ID, p)
	prev := w.sayChange(w.previous(unit, m.ID, p), m, unit, p)
	year := w.sayChange(w.yearAgo(unit, m.ID, p), m, unit, p)
	g := p.Grain().String()
	if p.Grain() == period.Annual {
		year = ""
	}
	switch {
	case prev != "" && year != "":
		return w.l.T("page.changes_both", "previous", w.linked(prev, how), "on_previous", w.l.T("on_previous."+g),
			"year_ago", w.linked(year, how), "on_year_ago", w.l.T("on_year_ago."+g))
	case prev != "":
		return w.l.T("page.changes_one", "change", w.linked(prev, how), "on", w.l.T("on_previous."+g))
	case year != "":
		return w.l.T("page.changes_one", "change", w.linked(year, how), "on", w.l.T("on_year_ago."+g))
	}
	return ""
}

// sayChange says a comparison with its sign; "" if there is none.
func (w *writer) sayChange(c cube.Comparison, m *report.Metric, unit string, p period.Period) string {
	switch {
	case !c.Change.Present() || c.Refused == cube.SmallSample:
		return ""
	case c.Refused == "" && c.Rate.Present() && c.Rate.Cmp(tenfold) >= 0:
		return w.rate(c.Rate)
	case c.Refused == "" && c.Rate.Present():
		return w.l.SaySigned(c.Rate, 1)
	}
	return w.l.SayChange(c.Change, w.formatAt(m, unit, p), true)
}

// pleased reports whether the message has said something favourable.
func (w *writer) pleased(unit string, m *report.Metric, p period.Period) bool {
	good := func(c cube.Comparison) bool { return c.Favourable > 0 && c.Refused != cube.SmallSample }
	return w.attainmentAt(unit, m.ID, p).Met || good(w.previous(unit, m.ID, p)) || good(w.yearAgo(unit, m.ID, p))
}

// A weight is how far something is from what it should be: rates and points
// are told apart by the band that each is in on its own scale, and only within
// a band by their size.
type weight struct {
	band int
	size num.Num
}

func (a weight) cmp(b weight) int {
	if a.band != b.band {
		return a.band - b.band
	}
	return a.size.Cmp(b.size)
}

func (w *writer) weigh(m *report.Metric, n num.Num, points bool) weight {
	return weight{w.band(m, n, points), n.Abs()}
}

// short is the weight of a missed target: by its rate or, where it has none,
// by the gap in points; an amount without a rate is lighter than either.
func (w *writer) short(m *report.Metric, a cube.Attainment) weight {
	switch {
	case a.Rate.Present():
		return w.weigh(m, a.Rate.Sub(num.Int(1)), false)
	case m.Points():
		return w.weigh(m, a.Gap, true)
	}
	return weight{-1, a.Gap.Abs()}
}

// worst says the other core metric that is furthest from its target or, where
// all met theirs, the one with the most unfavourable change on the year before,
// if that is more than flat.
func (w *writer) worst(unit string, but *report.Metric, p period.Period) string {
	var missed, fell *report.Metric
	var low, drop weight
	for _, m := range w.metrics {
		if !m.Core || m == but {
			continue
		}
		if a := w.attainmentAt(unit, m.ID, p); a.Known && !a.Met {
			if r := w.short(m, a); missed == nil || r.cmp(low) > 0 {
				missed, low = m, r
			}
		}
		if c := w.yearAgo(unit, m.ID, p); c.Favourable < 0 && c.Refused == "" {
			if r := w.weigh(m, c.Rate.Or(c.Change), m.Points()); r.band > 0 && (fell == nil || r.cmp(drop) > 0) {
				fell, drop = m, r
			}
		}
	}
	switch {
	case missed != nil:
		return w.attainment(unit, missed, p)
	case fell == nil:
		return ""
	}
	how := w.toHow(unit, fell.ID, p)
	subject, n := w.subject(fell)
	f := w.at(unit, fell.ID, p)
	return w.l.T("page.unfavourable", "subject", subject, "n", n,
		"actual", w.linked(w.sayFigure(f.Actual, fell, w.formatAt(fell, unit, p)), how),
		"change", w.linked(w.sayChange(w.yearAgo(unit, fell.ID, p), fell, unit, p), how),
		"on", w.l.T("on_year_ago."+p.Grain().String()))
}

// Numbers that carry a link are put between marks, so that they survive being
// put into a sentence: \x01 address \x02 words \x03.
func (w *writer) linked(text, href string) string {
	if href == "" {
		return text
	}
	return "\x01" + href + "\x02" + text + "\x03"
}

// sentence takes a sentence apart into words and linked numbers.
func (w *writer) sentence(class, s string) Sentence {
	return Sentence{Runs: runs(s), Class: class}
}

func runs(s string) (list []Run) {
	for s != "" {
		i := strings.IndexByte(s, 1)
		if i < 0 {
			return append(list, Run{Text: s})
		}
		if i > 0 {
			list = append(list, Run{Text: s[:i]})
		}
		href, rest, _ := strings.Cut(s[i+1:], "\x02")
		text, after, _ := strings.Cut(rest, "\x03")
		list = append(list, Run{Text: text, Href: href})
		s = after
	}
	return list
}
