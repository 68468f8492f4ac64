package page

import (
	"cmp"
	"slices"
	"strings"

	"almanac/site/report"
)

// practicesPage is the page of all cases, by unit and by situation, or of those
// of a year.
func (w *writer) practicesPage() *EntriesView {
	v, here := w.entriesView(Practices)
	c := w.filed
	if here == 0 {
		v.Message = []Sentence{{Class: "lead", Runs: []Run{{Text: w.practicesInAll()}}}}
		latest := c.practices[max(0, len(c.practices)-listEntries):]
		v.Sections = append(w.practicesByUnit(latest), w.practicesBySituation(latest)...)
		if len(latest) < len(c.practices) {
			v.Notes = append(v.Notes, w.l.T("practices_page.latest", "n", len(latest)))
		}
		v.Tree = w.onThisPage(v)
		return v
	}
	x := c.pages[Practices][here]
	v.Count = w.l.T("practices_page.count", "n", x.count, "year", w.voice.Period(x.year))
	of := map[string][]Block{}
	for _, e := range c.practices[x.from : x.from+x.count] {
		unit := w.archive.Reports[e.report].Unit
		of[unit] = append(of[unit], w.practice(e))
	}
	for _, u := range w.archive.Units {
		if len(of[u.ID]) > 0 {
			v.List = append(v.List, Blocks{ID: "unit-" + u.ID, Title: w.unitName(u.ID), List: of[u.ID]})
		}
	}
	v.Tree = w.onThisPage(v)
	return v
}

// practicesInAll says how many cases there are, and how many were taken up.
func (w *writer) practicesInAll() string {
	c, taken := w.filed, 0
	for _, e := range c.practices {
		if len(c.reused[w.placeOf(w.archive.Reports[e.report], e.n)]) > 0 {
			taken++
		}
	}
	s := w.l.T("practices_page.all", "n", len(c.practices))
	if taken > 0 {
		s += w.l.T("page.gap") + w.l.T("practices_page.taken", "n", taken)
	}
	return s
}

// caseOf is a practice and the report that it stands in.
func (w *writer) caseOf(e entry) (*report.Report, *report.Experience) {
	r := w.archive.Reports[e.report]
	return r, &r.Experiences[e.n]
}

// practicesByUnit lists cases under the unit that had them, the latest first.
func (w *writer) practicesByUnit(list []entry) (out []Section) {
	of := map[string][]Line{}
	for _, e := range slices.Backward(list) {
		r, x := w.caseOf(e)
		line := w.practiceLine(e)
		line.Summary, line.SumLang = x.Scenario, w.foreign(r.Lang)
		of[r.Unit] = append(of[r.Unit], line)
	}
	for _, u := range w.archive.Units {
		if len(of[u.ID]) > 0 {
			out = append(out, Section{ID: "unit-" + u.ID, Title: w.unitName(u.ID), Lines: of[u.ID]})
		}
	}
	return out
}

// unitPractices is how many of a unit's cases stand on its own page.
const unitPractices = 8

// practicesOf are the latest cases of a unit and of the units below it.
func (w *writer) practicesOf(unit string) (s Section, ok bool) {
	units := w.within(unit)
	w.reads.Figures(unit)
	for _, e := range slices.Backward(w.filed.practices) {
		if r, _ := w.caseOf(e); slices.Contains(units, r.Unit) {
			s.Lines = append(s.Lines, w.practiceLine(e))
		}
		if len(s.Lines) == unitPractices {
			break
		}
	}
	s.ID, s.Title = "practices", w.l.T("experience.title")
	return s, len(s.Lines) > 0
}

// practicesBySituation lists cases under the situation that they are for: one
// that several share under its own heading, the others together.
func (w *writer) practicesBySituation(list []entry) (out []Section) {
	of := map[string][]entry{}
	var situations []string
	for _, e := range slices.Backward(list) {
		_, x := w.caseOf(e)
		if s := strings.TrimSpace(x.Scenario); s != "" {
			if of[s] == nil {
				situations = append(situations, s)
			}
			of[s] = append(of[s], e)
		}
	}
	slices.SortFunc(situations, func(a, b string) int { return cmp.Or(len(of[b])-len(of[a]), strings.Compare(a, b)) })
	others := Section{ID: "situations", Title: w.l.T("practices_page.situations")}
	ids := fragments("situation-", situations)
	for i, s := range situations {
		section := Section{ID: ids[i], Title: s}
		for _, e := range of[s] {
			line := w.practiceLine(e)
			if len(of[s]) == 1 {
				r, x := w.caseOf(e)
				line.Summary, line.SumLang = line.Text, line.Lang
				line.Text, line.Lang = x.Scenario, w.foreign(r.Lang)
				others.Lines = append(others.Lines, line)
				continue
			}
			section.Lines = append(section.Lines, line)
		}
		if len(section.Lines) > 0 {
			out = append(out, section)
		}
	}
	if len(others.Lines) > 0 {
		out = append(out, others)
	}
	return out
}

// practiceLine is the line of a case in a list: its title, and what it brought.
func (w *writer) practiceLine(e entry) Line {
	r, x := w.caseOf(e)
	line := Line{Link: Link{Text: x.Title, Lang: w.foreign(r.Lang)}}
	if line.Text == "" {
		line.Text, line.Lang = w.l.T("practices_page.unnamed"), ""
	}
	if address, ok := w.practiceAddress(w.ref.Lang, r, e.n); ok {
		line.Href = w.near(address)
	}
	line.Meta = joined(w.l.T("page.comma"), w.say("experience", x.Outcome), w.effectOf(x.Effect), w.placeName(spot{r.Unit, r.Period}, spot{}))
	return line
}

// effectOf is what a case brought; "" if it does not say.
func (w *writer) effectOf(e report.Effect) string {
	if e.Metric == "" {
		return ""
	}
	return w.effectText(e)
}

// practice is a case, with where it stands and who took it up.
func (w *writer) practice(e entry) Block {
	r, x := w.caseOf(e)
	f := w.facts(r)
	f.own("experience.scenario", x.Scenario)
	f.add("experience.effect", w.effectOf(x.Effect))
	f.links("practices_page.stands", []Link{{Text: w.title(Ref{Kind: Period, Unit: r.Unit, Period: r.Period}), Href: w.toPeriod(r.Unit, r.Period) + "#practices"}})
	f.reuse(r, e.n)
	b := Block{ID: w.entryFragment("practice", e), Title: x.Title, Class: "practice " + x.Outcome, Lang: f.lang, Items: x.Steps, Facts: f.list}
	b.Tags = append(f.tags(w.say("experience", x.Outcome)), w.tagLinks(f.lang, x.Tags)...)
	return b
}

// reuse adds which case a practice takes up, and where it was taken up itself,
// with what it brought there.
func (f *facts) reuse(r *report.Report, n int) {
	w := f.w
	if x := &r.Experiences[n]; x.Reuses != "" {
		l := Link{Text: x.Reuses} // a place, as in every language
		if s, k := w.reportAt(reusedPlace(x)); s != nil && k >= 0 && k < len(s.Experiences) {
			l = w.practiceLink(s, k)
		}
		f.links("experience.reuses", []Link{l})
	}
	var users []Link
	for _, e := range w.filed.reused[w.placeOf(r, n)] {
		s, x := w.caseOf(e)
		l := w.practiceLink(s, e.n)
		l.Text = joined(w.l.T("page.colon"), w.placeName(spot{s.Unit, s.Period}, spot{}), x.Title)
		l.Note = ""
		if s := w.effectOf(x.Effect); s != "" {
			l.Note = w.l.T("page.parentheses", "x", s)
		}
		w.reads.Front(s.Unit, s.Period)
		users = append(users, l)
	}
	f.links("practices_page.taken_up", users)
}

// practiceLink leads to where a case stands among all.
func (w *writer) practiceLink(r *report.Report, n int) Link {
	l := Link{Text: r.Experiences[n].Title, Lang: w.foreign(r.Lang)}
	if address, ok := w.practiceAddress(w.ref.Lang, r, n); ok {
		l.Href = w.near(address)
	}
	return l
}
