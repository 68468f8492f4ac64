package page

import (
	"almanac/site/period"
	"almanac/site/report"
)

// A PeriodView is a report, or the page of a period that nobody wrote about.
type PeriodView struct {
	Frame
	Message       []Sentence
	Notices       []string // what the reader must know first: draft, plan, in another language
	Panorama      Table
	Relations     []Sentence // metrics that are to be read together
	Charts        []Chart
	Parts         []Section
	Contributions []Table
	Entries       []Blocks
	Prose         *Prose
	How           []How
	Late          []Sentence // that the report came too late
	Provenance    []Fact
}

func (w *writer) periodPage() *PeriodView {
	unit, p := w.ref.Unit, w.ref.Period
	r := w.cube.Report(unit, p)
	v := w.desk.views.put(PeriodView{Frame: w.frame(w.voice.Period(p))})
	v.Crumbs, v.Steps, v.Tree = w.crumbs(unit, p), w.steps(unit, p), w.tree(unit, p)
	if unit != report.Root {
		v.Kicker = w.unitName(unit)
	}
	v.Tags, v.Notices = w.state(r, unit, p)
	v.Message = w.message(unit, p)
	v.Description = opening(v.Message)
	v.Panorama, v.Relations = w.panorama(unit, p), w.relations(unit, p)
	if m := w.tell.Head(unit, p); m != nil {
		w.fillCharts(v, unit, m, p)
	}
	if s, ok := w.logs(unit, p); ok {
		v.Parts = append(v.Parts, s)
	}
	if r != nil {
		v.Entries = w.entries(r)
	}
	v.Prose = w.prose(r)
	v.How = w.hows(unit, p)
	v.Late, v.Provenance = w.lateness(r), w.provenance(unit, p, r)
	return v
}

// fillCharts adds what is drawn of the headline metric.
func (w *writer) fillCharts(v *PeriodView, unit string, m *report.Metric, p period.Period) {
	form := w.formatAt(m, unit, p)
	if c, ok := w.course("course", unit, m, w.courseOf(unit, m.ID, p), p, form); ok {
		v.Charts = append(v.Charts, c)
	}
	if base, ok := w.cal.YearAgo(p); ok {
		if c, ok := w.bridge("bridge", unit, m, p, base, form); ok {
			v.Charts = append(v.Charts, c)
		}
	}
	if len(v.Charts) == 1 && v.Charts[0].Series != nil {
		v.Charts[0].Series.Width = alone
	}
	v.Parts = w.parts(unit, m, p, form)
	v.Contributions = w.contributions(unit, m, p, form)
}

// state says what kind of page this is: figures only, a draft, a plan.
func (w *writer) state(r *report.Report, unit string, p period.Period) (tags, notices []string) {
	l := w.l
	plan := w.onlyPlanned(unit, p)
	switch {
	case plan, r != nil && r.Status == report.Plan:
		tags = append(tags, l.T("state.plan"))
	case r != nil && r.Status == report.Draft:
		tags, notices = append(tags, l.T("state.draft")), append(notices, l.T("state.draft_long"))
	case r == nil && len(w.shown(unit, p)) == 0: // daily logs alone
	case r == nil, r.Scenario == report.Figures, r.Prose == nil:
		tags = append(tags, l.T("state.figures_only"))
	}
	if !plan && !w.cube.Over(p) && (r == nil || r.Status != report.Plan) {
		tags = append(tags, l.T("state.not_over"))
	}
	return tags, notices
}

// onlyPlanned reports whether a period that is not over has targets alone.
func (w *writer) onlyPlanned(unit string, p period.Period) bool {
	if w.cube.Over(p) {
		return false
	}
	targets := false
	for _, m := range w.metrics {
		f := w.at(unit, m.ID, p)
		if f.Actual.Present() {
			return false
		}
		targets = targets || f.Target.Present()
	}
	return targets
}

// opening is the first sentence of a message without its links: what other sites
// say of the page.
func opening(list []Sentence) string { return plain(list[:min(1, len(list))]) }

// plain is a message without its links.
func plain(list []Sentence) string {
	out := ""
	for _, s := range list {
		if out != "" {
			out += " "
		}
		for _, r := range s.Runs {
			out += r.Text
		}
	}
	return out
}
