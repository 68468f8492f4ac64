package page

import (
	"fmt"
	"slices"
	"strings"

	"almanac/site/num"
	"almanac/site/report"
)

// Glossary is the page of what metrics and words mean, glossary.html.
const Glossary Kind = "glossary"

// A GlossaryView is the metrics that are used, by group, and almanac's own
// words. Every term has an id: metric-sales, word-coverage, band-flat.
type GlossaryView struct {
	Frame
	Text   string
	Groups []TermGroup
}

// A TermGroup is terms under one title.
type TermGroup struct {
	ID    string // its place on this page
	Title string
	Note  string
	Terms []Term
}

// A Term is a word with its meaning.
type Term struct {
	ID    string
	Name  Link
	Text  string
	Facts []Fact
}

// words are the terms of almanac's own, in the order in which one needs them.
var words = [...]string{"period", "unit", "stated", "stacked", "coverage", "partial", "absent", "restated", "comparable",
	"attainment", "points", "year_ago", "year_to_date", "rolling_12", "mix", "interval", "prediction"}

// bandNames are the sizes of change, the smallest first (domain.md §3.3).
var bandNames = [...]string{"flat", "slight", "moderate", "marked", "surge"}

// TermID is the fragment of a metric in the glossary.
func TermID(metric string) string { return "metric-" + metric }

func (w *writer) glossaryPage() *GlossaryView {
	v := &GlossaryView{Frame: w.frame(w.title(w.ref)), Text: w.l.T("glossary_page.text")}
	v.Crumbs = w.homeCrumb()
	for _, m := range w.metrics {
		g := w.voice.Group(m)
		i := slices.IndexFunc(v.Groups, func(x TermGroup) bool { return x.Title == g })
		if i < 0 {
			i = len(v.Groups)
			v.Groups = append(v.Groups, TermGroup{Title: g})
		}
		v.Groups[i].Terms = append(v.Groups[i].Terms, w.metricTerm(m))
	}
	own := TermGroup{Title: w.l.T("glossary_page.words")}
	for _, word := range words {
		own.Terms = append(own.Terms, Term{ID: "word-" + word, Name: Link{Text: w.l.T("word." + word)}, Text: w.l.T("word_text." + word)})
	}
	v.Groups = append(v.Groups, own, w.bandTerms())
	here := Branch{Title: w.l.T("nav.on_page")}
	for i := range v.Groups {
		g := &v.Groups[i]
		g.ID = fmt.Sprintf("group-%d", i+1)
		here.Items = append(here.Items, Item{Link: Link{Text: g.Title, Href: "#" + g.ID}})
	}
	v.Tree = []Branch{here}
	return v
}

func (w *writer) metricTerm(m *report.Metric) Term {
	t := Term{ID: TermID(m.ID), Name: Link{Text: w.metricName(m), Href: w.toMetric(m.ID)}, Text: w.text(m.Definition)}
	if t.Text == "" {
		t.Text = w.l.Capital(w.say("kind", string(m.Kind)))
	}
	f := facts{w: w, list: w.metricFacts(m)}
	f.links("glossary_page.units", w.bearers(m))
	if m.Bands != nil {
		var limits []string
		for _, n := range w.tell.Limits(m) {
			limits = append(limits, w.limit(n, m.Points()))
		}
		f.add("glossary_page.own_bands", joined(w.l.T("page.comma"), limits...))
	}
	t.Facts = f.list
	return t
}

// bearers link to the units that have figures of a metric, if not all do, and
// from the first of many to the metric's page.
func (w *writer) bearers(m *report.Metric) (list []Link) {
	n := 0
	for _, u := range w.archive.Units {
		if !w.cube.Ever(u.ID, m.ID) {
			continue
		}
		if n++; n <= termUnits {
			list = append(list, Link{Text: w.unitName(u.ID), Href: w.toUnit(u.ID)})
		}
	}
	if n == len(w.archive.Units) {
		return nil
	}
	if n > termUnits {
		list = append(list, Link{Text: w.l.T("split.more_units", "n", n-termUnits), Href: w.toMetric(m.ID)})
	}
	return list
}

// limit is where a band ends and the next begins, as it is said: 5%, or 1
// percentage point.
func (w *writer) limit(n num.Num, points bool) string {
	if points {
		return w.l.SayPoints(n, places(n), false)
	}
	return w.l.SayPercent(n, places(n))
}

// places is how many decimals a fraction has in percent.
func places(n num.Num) int {
	_, decimals, _ := strings.Cut(n.Mul(num.Int(100)).String(), ".")
	return len(decimals)
}

// bandTerms are the sizes of change with the archive's limits.
func (w *writer) bandTerms() TermGroup {
	g := TermGroup{Title: w.l.T("glossary_page.bands"), Note: w.l.T("glossary_page.kinds")}
	var any report.Metric // one without limits of its own
	rates, gaps := w.tell.LimitsOn(&any, false), w.tell.LimitsOn(&any, true)
	pct := func(i int) string { return w.limit(rates[i], false) }
	points := func(i int) string { return w.limit(gaps[i], true) }
	last := len(bandNames) - 1
	for i, name := range bandNames {
		t := Term{ID: "band-" + name, Name: Link{Text: w.l.T("word." + name)}}
		switch i {
		case 0:
			t.Text = w.l.T("word_text.band_below", "pct", pct(0), "points", points(0))
		case last:
			t.Text = w.l.T("word_text.band_above", "pct", pct(last-1), "points", points(last-1))
		default:
			t.Text = w.l.T("word_text.band_between", "from_pct", pct(i-1), "pct", pct(i), "from_points", points(i-1), "points", points(i))
		}
		g.Terms = append(g.Terms, t)
	}
	return g
}
