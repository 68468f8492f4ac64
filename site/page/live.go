package page

import (
	"strings"

	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/report"
)

// live fills the hole of a live figure: its value in the language of the text
// around it, and where it is told how it was computed. What there is not, and a
// comparison that is refused, is a dash.
func (w *writer) live(target, lang string) (text, href string) {
	f, ok := report.ParseLive(target)
	m := w.cube.Metric(f.Metric)
	p, err := w.cal.Parse(f.Period)
	if !ok || m == nil || err != nil {
		return w.l.T("number.absent"), ""
	}
	v := w.voiceOf(lang)
	if text = w.liveText(v, m, f.Unit, f); text == "" {
		text = v.T("number.absent")
	}
	return text, w.toHow(f.Unit, m.ID, p)
}

// voiceOf is the voice of a language, else that of the page.
func (w *writer) voiceOf(lang string) *narrative.Voice {
	for i, l := range w.langs {
		if l.Tag == lang {
			return w.voices[i]
		}
	}
	return w.voice
}

// liveText is what a live figure says; "" if there is nothing to say.
func (w *writer) liveText(v *narrative.Voice, m *report.Metric, unit string, f report.LiveFigure) string {
	p, _ := w.cal.Parse(f.Period)
	amount := func(n num.Num) string {
		if !n.Present() {
			return ""
		}
		form := v.Format(m, n)
		form.Measure = "" // the author's own words stand behind it
		return v.Amount(n, m, form)
	}
	switch f.Measure {
	case report.Target:
		return amount(w.cube.Figure(unit, m.ID, p).Target)
	case report.Attainment:
		if a := w.cube.Attainment(unit, m.ID, p); a.Rate.Present() {
			return v.Attainment(a.Rate, a.Met, 1)
		}
		return ""
	case report.Gap:
		return w.liveChange(v, m, w.cube.Attainment(unit, m.ID, p).Gap, num.Num{})
	case report.Previous:
		c := w.cube.Previous(unit, m.ID, p)
		if c.Refused != "" {
			return ""
		}
		return w.liveChange(v, m, c.Change, c.Rate)
	case report.YearAgo:
		c := w.cube.YearAgo(unit, m.ID, p)
		if c.Refused != "" {
			return ""
		}
		return w.liveChange(v, m, c.Change, c.Rate)
	case report.YearToDate:
		if x, ok := w.cube.YearToDate(unit, m.ID, p); ok && x.Complete {
			return amount(x.Actual)
		}
		return ""
	case report.Rolling12:
		if x, ok := w.cube.Rolling12(unit, m.ID, p); ok && x.Complete {
			return amount(x.Actual)
		}
		return ""
	}
	return amount(w.cube.Figure(unit, m.ID, p).Actual)
}

// liveChange is a change with its sign: in per cent where there is a rate, in
// points for a metric in percent, else as an amount.
func (w *writer) liveChange(v *narrative.Voice, m *report.Metric, change, rate num.Num) string {
	switch {
	case rate.Present():
		return v.Signed(rate, 1)
	case !change.Present():
		return ""
	case m.Points():
		return v.SayPoints(change, 1, true)
	}
	form := v.Format(m, change)
	form.Measure = ""
	return v.SayChange(change, form, true)
}

// wiki fills the hole of a wiki link without words: what it leads to is called
// by its name in the page's language.
func (w *writer) wiki(x *report.Piece) (text, href string) {
	if x.Report != nil {
		unit := x.Report.Unit
		if x.Report.Period == "" {
			return w.unitName(unit), w.toRef(x.Report)
		}
		p, err := w.cal.Parse(x.Report.Period)
		if err != nil {
			return x.Target, ""
		}
		if unit == w.ref.Unit || unit == report.Root {
			return w.voice.Period(p), w.toRef(x.Report)
		}
		return w.title(Ref{Kind: Period, Unit: unit, Period: p}), w.toRef(x.Report)
	}
	if id, ok := strings.CutPrefix(x.Target, report.WikiMetric); ok {
		if m := w.cube.Metric(id); m != nil {
			return w.metricName(m), w.named(x.Target)
		}
	}
	if id, ok := strings.CutPrefix(x.Target, report.WikiAction); ok {
		if a, ok := w.promise(id); ok && a.What != "" {
			return a.What, w.named(x.Target)
		}
	}
	_, name, _ := strings.Cut(x.Target, ":")
	return name, w.named(x.Target)
}

// named is the relative address of the metric, action or issue that a resolved
// wiki link names; "" if it is none of these or has no page.
func (w *writer) named(target string) string {
	if id, ok := strings.CutPrefix(target, report.WikiMetric); ok && w.shownMetric(id) {
		return w.toMetric(id)
	}
	if id, ok := strings.CutPrefix(target, report.WikiAction); ok {
		return w.toAction(id)
	}
	if key, ok := strings.CutPrefix(target, report.WikiIssue); ok {
		if address, ok := w.IssueAddress(w.ref.Lang, key); ok {
			return w.near(address)
		}
	}
	return ""
}

// shownMetric reports whether a metric has a page.
func (w *writer) shownMetric(id string) bool {
	_, ok := w.metricAt[id]
	return ok
}
