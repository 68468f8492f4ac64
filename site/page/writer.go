package page

import (
	"slices"
	"strings"

	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A writer builds the view of one page.
type writer struct {
	*Book
	l     *locale.Locale
	voice *narrative.Voice // speaks the page's language
	ref   Ref
	own   string // the address of its page without the language's folder

	shownAt   spot // where shownHere is shown: the last that was asked for
	shownHere []*report.Metric
}

func (b *Book) writer(r Ref) *writer {
	w := &writer{Book: b, l: b.langs[0], voice: b.voices[0], ref: r, own: b.address(bare(r, b.tags[0]))}
	if w.desk == nil { // of no page
		own := *b
		own.desk, w.Book = &desk{}, &own
	}
	for i, l := range b.langs {
		if l.Tag == r.Lang {
			w.l, w.voice = l, b.voices[i]
		}
	}
	w.desk.turn(w.own[:strings.LastIndexByte(w.own, '/')+1], w.ref.Lang)
	return w
}

// bare is a page in the first language, whose address has no folder for it.
func bare(r Ref, first string) Ref {
	r.Lang = first
	return r
}

// text is a text in the page's language, else in the archive's first ones.
func (w *writer) text(t report.Text) string { return w.voice.Text(t) }

// site is the archive's title.
func (w *writer) site() string { return w.text(w.archive.Title) }

// unitName names a unit; the whole organisation without a name is "All units".
func (w *writer) unitName(id string) string { return w.voice.UnitName(id) }

// metricName names a metric.
func (w *writer) metricName(m *report.Metric) string { return w.voice.MetricName(m) }

// person names whom a report names by id.
func (w *writer) person(id string) string {
	for i := range w.archive.People {
		if p := &w.archive.People[i]; p.ID == id && p.Name != "" {
			return p.Name
		}
	}
	return id
}

// say is the string of a key in a table of closed words, or the word itself
// where the table does not have it.
func (w *writer) say(table, word string) string {
	if word == "" {
		return ""
	}
	if key := table + "." + word; w.l.Has(key) {
		return w.l.T(key)
	}
	return word
}

// title is what links and lists call a page.
func (w *writer) title(r Ref) string {
	switch r.Kind {
	case Home:
		return w.site()
	case Unit:
		return w.unitName(r.Unit)
	case Period:
		p := w.voice.Period(r.Period)
		if r.Unit == report.Root {
			return p
		}
		return w.l.T("period_page.title_unit", "unit", w.unitName(r.Unit), "period", p)
	case Metrics:
		return w.l.T("metrics_page.title")
	case Metric:
		return w.metricName(w.cube.Metric(r.Metric))
	case History:
		return w.l.T("history_page.title")
	case Forecast:
		return w.l.T("forecast_page.title")
	case Units:
		return w.partTitle(w.l.T("units_page.title"), r)
	case Periods:
		return w.partTitle(w.voice.Period(r.Period), r)
	case Compare:
		return w.partTitle(w.l.T("compare.title"), r)
	case CompareYear:
		return w.compareTitle(r)
	case Actions:
		title := w.l.T("actions_page.title")
		if !r.Period.IsZero() {
			title = w.l.T("split.of_year", "title", title, "year", w.voice.Period(r.Period))
		}
		return w.partTitle(title, r)
	case Channels:
		return w.partTitle(w.l.T("report.channels"), r)
	case Restatements:
		title := w.l.T("restatement.title")
		if !r.Period.IsZero() {
			title = w.l.T("split.of_year", "title", title, "year", w.voice.Period(r.Period))
		}
		return w.partTitle(title, r)
	case Quality:
		title := w.l.T("quality_page.title")
		if !r.Period.IsZero() {
			title = w.l.T("split.of_year", "title", title, "year", w.voice.Period(r.Period))
		}
		return w.partTitle(title, r)
	case Calendar:
		title := w.l.T("calendar_page.title")
		if !r.Period.IsZero() {
			title = w.l.T("split.of_year", "title", title, "year", w.voice.Period(r.Period))
		}
		return w.partTitle(title, r)
	case Glossary:
		return w.l.T("glossary_page.title")
	case Issues, Practices, Sources, Tags:
		title := w.l.T(string(r.Kind) + "_page.title")
		if !r.Period.IsZero() {
			title = w.l.T("split.of_year", "title", title, "year", w.voice.Period(r.Period))
		}
		return w.partTitle(title, r)
	}
	return w.l.T("notfound.title")
}

// format is how the figures of a metric are printed beside amounts up to max.
func (w *writer) format(m *report.Metric, max num.Num) locale.Format { return w.voice.Format(m, max) }

// figure prints a number of a metric for a table.
func (w *writer) figure(n num.Num, m *report.Metric, f locale.Format) string {
	return w.voice.Figure(n, m, f)
}

// sayFigure prints a number of a metric for a sentence.
func (w *writer) sayFigure(n num.Num, m *report.Metric, f locale.Format) string {
	return w.voice.Amount(n, m, f)
}

// label prints a number of a metric with its unit, in the scale of the page.
func (w *writer) label(n num.Num, m *report.Metric, f locale.Format) string {
	if m.Unit == report.Money && n.Present() {
		return w.l.Money(n, m.Currency, f.Scale, f.Decimals)
	}
	return w.figure(n, m, f)
}

// coverage says how much of a figure is there: 2 of 3 months.
func (w *writer) coverage(f *cube.Figure, p period.Period) string { return w.voice.Coverage(*f, p) }

// nonempty is a list without empty strings.
func nonempty(list ...string) (out []string) {
	blank := func(s string) bool { return strings.TrimSpace(s) == "" }
	if !slices.ContainsFunc(list, blank) {
		return slices.Clip(list)
	}
	for _, s := range list {
		if !blank(s) {
			out = append(out, s)
		}
	}
	return out
}
