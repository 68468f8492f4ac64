package page

import (
	"slices"

	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// maxParts is how many parts of a figure are listed one by one.
const maxParts = 40

// hows tells of every figure of a page how it was computed.
func (w *writer) hows(unit string, p period.Period) (list []How) {
	shown := w.shown(unit, p)
	list = w.desk.hows.take(len(shown))[:0]
	for _, m := range shown {
		list = append(list, w.how(unit, m, p))
	}
	return list
}

func (w *writer) how(unit string, m *report.Metric, p period.Period) How {
	w.desk.origins = w.cube.Origins(unit, m.ID, p, w.desk.origins[:0])
	from := w.desk.origins
	f, form := w.at(unit, m.ID, p), w.formatAt(m, unit, p)
	h := How{ID: w.toHows[w.metricAt[m.ID]][1:], Name: Link{Text: w.metricName(m), Href: w.toMetric(m.ID)}, Joint: joint(m, f)}
	h.Value = w.label(f.Actual, m, form)
	h.Formula = w.spans(w.formula(m, f, from))
	if f.NA != "" {
		h.Formula = append(h.Formula, Span{f.NA, w.reportLang(f)})
	} else if f.Source == cube.Stated && f.Entry != nil && asWritten(f.Entry.Stated.Actual, f.Actual) {
		if full := w.l.InFull(f.Actual, form); full != "" {
			h.Formula = append(h.Formula, Span{Text: w.l.T("page.colon") + full})
		}
	}
	from, people := w.partsToName(unit, from)
	if people > 0 {
		h.Formula = append(h.Formula, Span{Text: w.l.T("page.colon") + w.people(people)})
	}
	if len(from) > 0 {
		h.Parts = w.desk.parts.take(min(len(from), maxParts))[:0]
	}
	for i, x := range from {
		if i == maxParts {
			h.More = len(from) - i
			break
		}
		h.Parts = append(h.Parts, w.howPart(unit, p, x, form))
	}
	if len(h.Parts) > 0 && len(h.Formula) > 0 {
		h.Formula = append(h.Formula, Span{Text: w.l.T("page.colon")})
	}
	h.Notes = w.howNotes(unit, m, p, f, form)
	return h
}

// partsToName takes the figures of people who are not named out of the parts of
// a unit's figure, and counts them.
func (w *writer) partsToName(unit string, from []cube.Origin) (list []cube.Origin, people int) {
	hidden := func(x cube.Origin) bool { return x.Unit != unit && !w.tell.Ranks(x.Unit) }
	list = slices.DeleteFunc(from, hidden)
	return list, len(from) - len(list)
}

// spans are the words of almanac's own, with room for two more; none of none.
func (w *writer) spans(s string) []Span {
	if s == "" {
		return nil
	}
	list := w.desk.spans.take(3)
	list[0].Text = s
	return list[:1]
}

// reportLang is the language of the report that states a figure, where it is
// not the page's.
func (w *writer) reportLang(f *cube.Figure) string {
	if f.Entry == nil || f.Entry.Report == nil {
		return ""
	}
	return w.foreign(f.Entry.Report.Lang)
}

// joint is what stands between the parts of a figure.
func joint(m *report.Metric, f *cube.Figure) string {
	switch {
	case f.Source == cube.Computed && m.Kind == report.Ratio:
		return "÷"
	case f.Source == cube.Computed:
		return "·"
	case m.Kind == report.Flow, f.Source == cube.OverUnits && m.Kind == report.Stock, f.Source == cube.OverUnits && m.Kind == report.Distinct:
		return "+"
	}
	return "·"
}

// howPart is one of the figures that a figure is made of, with a link to its
// own page.
func (w *writer) howPart(unit string, p period.Period, x cube.Origin, form locale.Format) HowPart {
	m, actual := w.cube.Metric(x.Metric), w.cube.Actual(x.Unit, x.Metric, x.Period)
	name, value := "", ""
	switch {
	case x.Unit != unit:
		name = w.unitName(x.Unit)
	case x.Period != p:
		name = w.voice.PeriodIn(x.Period, p)
	default: // another metric, with a scale of its own
		name, value = w.metricName(m), w.label(actual, m, w.formatAt(m, x.Unit, x.Period))
	}
	if value == "" {
		value = w.figure(actual, m, form)
	}
	return HowPart{Link: Link{Text: name, Href: w.toHow(x.Unit, x.Metric, x.Period)}, Value: value}
}

// formula says in words how a figure came about.
func (w *writer) formula(m *report.Metric, f *cube.Figure, from []cube.Origin) string {
	l := w.l
	switch {
	case f.NA != "":
		return l.T("state.na") + l.T("page.colon")
	case !f.Actual.Present() && !f.Over && f.Target.Present():
		return l.T("state.plan")
	case !f.Actual.Present() && f.Source == cube.None:
		return w.absent(f.Den.IsZero(), f.Over)
	case f.Source == cube.Stated:
		return l.T("how.stated")
	case m.Kind == report.Derived:
		return l.T("how.derived") + l.T("page.colon") + w.expression(m.Expr, false)
	case f.Source == cube.Computed:
		return l.T("how.ratio_of", "num", w.nameOf(m.Num), "den", w.nameOf(m.Den))
	}
	return w.stacked(m, f, from)
}

// stacked says how a figure was stacked from smaller periods or units.
func (w *writer) stacked(m *report.Metric, f *cube.Figure, from []cube.Origin) string {
	switch {
	case len(from) == 0:
		return ""
	case m.Kind == report.Max:
		return w.l.T("how.max_of")
	case m.Kind == report.Min:
		return w.l.T("how.min_of")
	case m.Kind == report.Ratio:
		return w.l.T("how.pooled")
	case m.Kind == report.WMean:
		return w.l.T("how.weighted")
	case f.Source == cube.OverUnits:
		return w.l.T("how.stacked_units")
	}
	return w.overTime(m, from)
}

// overTime says how a flow or a stock was stacked from smaller periods.
func (w *writer) overTime(m *report.Metric, from []cube.Origin) string {
	first, last := from[0].Period, from[len(from)-1].Period
	switch {
	case m.Kind == report.Stock && m.Time == "first":
		return w.l.T("how.first_of", "period", w.voice.Period(first))
	case m.Kind == report.Stock && m.Time == "mean":
		return w.l.T("how.mean_of")
	case m.Kind == report.Stock:
		return w.l.T("how.last_of", "period", w.voice.Period(last))
	}
	return w.l.T("how.stacked_" + first.Grain().String())
}

func (w *writer) nameOf(metric string) string {
	if m := w.cube.Metric(metric); m != nil {
		return w.metricName(m)
	}
	return metric
}

// expression writes a derived metric's expression with the names of its inputs.
func (w *writer) expression(e *report.Expr, inner bool) string {
	switch {
	case e == nil:
		return ""
	case e.Op == 0 && e.Metric != "":
		return w.nameOf(e.Metric)
	case e.Op == 0:
		return e.Number.String()
	}
	op := map[byte]string{'+': " + ", '-': " − ", '*': " × ", '/': " ÷ "}[e.Op]
	s := w.expression(e.L, true) + op + w.expression(e.R, true)
	if inner {
		return "(" + s + ")"
	}
	return s
}

// howNotes say what else there is to know about a figure: its exact value,
// coverage, where it is stated, what it was before, its target's origin, and
// why comparisons are refused.
func (w *writer) howNotes(unit string, m *report.Metric, p period.Period, f *cube.Figure, form locale.Format) (notes [][]Span) {
	l := w.l
	notes = w.desk.notes.room(6)
	add := func(s string) { notes = append(notes, w.desk.spans.puts(Span{Text: s})) }
	if f.Source == cube.OverTime || f.Source == cube.OverUnits || f.Source == cube.Computed && !f.Coverage.Full() {
		add(l.T("how.coverage") + l.T("page.colon") + w.coverage(f, p))
	}
	if (m.Kind == report.Ratio || m.Kind == report.WMean) && f.Source != cube.Computed && f.Num.Present() && f.Den.Present() {
		add(l.T("page.quotient", "num", f.Num, "den", f.Den))
	}
	if s := w.stated(f); s != "" {
		add(s)
	}
	if f.Stated.Present() && f.Stacked.Present() && !f.Stated.Equal(f.Stacked) {
		fine := l.Apart(f.Stated, f.Stacked, form)
		add(l.T("how.differ", "stated", w.sayFigure(f.Stated, m, fine), "stacked", w.sayFigure(f.Stacked, m, fine)))
	}
	notes = append(notes, w.restatements(f)...)
	if s := w.targetOrigin(m, f, form); s != "" {
		add(s)
	}
	for _, s := range w.refusals(unit, m, p) {
		add(s)
	}
	return notes
}

// stated says where a figure stands.
func (w *writer) stated(f *cube.Figure) string {
	if f.Entry == nil || !f.Stated.Present() {
		return ""
	}
	file, pos := f.Entry.Stated.Where(f.Entry.Report)
	if pos != (report.Pos{}) {
		file = w.l.T("page.source_at", "file", file, "line", num.Int(int64(pos.Line)).String())
	}
	if d := f.Entry.Stated.Terms().Data; d != nil {
		return w.l.T("sources_page.filed", "dept", w.say("dept", d.Dept), "date", w.l.Date(*d.AsOf), "at", file)
	}
	return file
}

// restatements say what a stated figure or target was before.
func (w *writer) restatements(f *cube.Figure) (notes [][]Span) {
	if f.Entry == nil {
		return nil
	}
	r := f.Entry.Report
	for _, x := range f.Entry.Restatements() {
		finding, ok := w.tell.Restatement(r.Unit, r.Period, x)
		if !ok {
			continue
		}
		var spans []Span
		for _, run := range w.voice.Speak(&w.desk.breath, finding).Runs {
			lang := ""
			if run.Quoted {
				lang = w.reportLang(f)
			}
			spans = append(spans, Span{run.Text, lang})
		}
		notes = append(notes, spans)
	}
	return notes
}

// targetOrigin says how a target came about.
func (w *writer) targetOrigin(m *report.Metric, f *cube.Figure, form locale.Format) string {
	if !f.Target.Present() {
		return ""
	}
	apart := w.l.Apart(f.Target, f.Actual, form)
	s := w.l.T("table.target") + w.l.T("page.colon") + w.label(f.Target, m, apart)
	if f.TargetSource == cube.Stated && f.Entry != nil && asWritten(f.Entry.Stated.Target, f.Target) {
		if full := w.l.InFull(f.Target, apart); full != "" {
			s += w.l.T("page.parentheses", "x", full)
		}
	}
	s += w.l.T("page.separator")
	switch {
	case f.TargetSource != cube.Stated:
		return s + w.l.T("how.target_stacked")
	case f.Entry != nil && f.Entry.Stated.Terms().TargetGrowth.Present():
		base := "table.on_year_ago"
		if f.Entry.Stated.Terms().GrowthOn == "previous" {
			base = "table.on_previous"
		}
		return s + w.l.T("how.target_growth", "growth", w.l.SaySigned(f.Entry.Stated.Terms().TargetGrowth, 1), "base", w.l.T(base))
	}
	return s + w.l.T("how.target_stated")
}

// asWritten reports whether what a report states is what holds: neither was it
// restated, nor worked out from a growth.
func asWritten(stated, holds num.Num) bool { return stated.Present() && stated.Equal(holds) }

// refusals say why a figure is not compared, each reason once.
func (w *writer) refusals(unit string, m *report.Metric, p period.Period) (notes []string) {
	if !w.cube.Actual(unit, m.ID, p).Present() {
		return nil // there is nothing to compare
	}
	why := [3]cube.Refusal{w.cube.Previous(unit, m.ID, p).Refused, w.cube.YearAgo(unit, m.ID, p).Refused}
	if win, ok := w.cube.YearToDate(unit, m.ID, p); ok && p.Grain() < period.Annual {
		why[2] = win.Refused
	}
	for i, r := range why {
		if r == "" || slices.Contains(why[:i], r) {
			continue
		}
		var labels []string
		for k := i; k < len(why); k++ {
			if label := w.comparedWith(k, p); why[k] == r && !slices.Contains(labels, label) {
				labels = append(labels, label)
			}
		}
		notes = append(notes, w.l.Capital(joined(w.l.T("page.comma"), labels...))+w.l.T("page.colon")+w.l.T("refusal_long."+string(r)))
	}
	return notes
}

// comparedWith names a comparison: 0 that with the period before, 1 that with the
// year before, 2 that of the year to date.
func (w *writer) comparedWith(i int, p period.Period) string {
	switch i {
	case 0:
		return w.onPrevious(p)
	case 1:
		return w.onYearAgo(p)
	}
	return w.l.T("page.ytd_on_year_ago")
}
