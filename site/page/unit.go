package page

import (
	"slices"

	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A UnitView is a unit now, and the way to all its periods. The home page is
// the root's.
type UnitView struct {
	Frame
	Now      Link // the latest period
	Message  []Sentence
	Facts    []Fact // parent, level, manager, validity
	Panorama Table
	// Relations are metrics that are to be read together.
	Relations []Sentence
	Charts    []Chart
	Parts     []Section
	Heat      Table // attainment, units by periods
	HeatSaid  []Sentence
	Index     Table  // year × period
	Earlier   []Link // the years that it has no room for
	Reports   []Line
	Promises  PromiseTable // that are still open
	Empty     []string     // what stands there instead, if there is nothing yet
}

// A HomeView is the whole organisation now, worst news included.
type HomeView struct {
	UnitView
	Worst  Table
	AllMet bool       // nothing is worst: every target of a core metric is met
	Owed   []Sentence // which reports are missing or due
}

func (w *writer) unitPage() *UnitView {
	v := w.unitView(w.unitName(w.ref.Unit))
	v.Facts = append(w.unitFacts(w.ref.Unit), w.linkedFrom(w.ref.Unit)...)
	if s, ok := w.practicesOf(w.ref.Unit); ok {
		v.Parts = append(v.Parts, s)
	}
	return &v
}

func (w *writer) home() *HomeView {
	name := w.unitName(report.Root)
	if w.site() != "" {
		name = w.site()
	}
	v := &HomeView{UnitView: w.unitView(name)}
	if p := w.cube.Latest(report.Root); !p.IsZero() {
		v.Worst, v.AllMet = w.worstNews(p), w.allMet(p)
	}
	if w.duties != nil {
		w.reads.Figures(report.Root)
		w.reads.Courses()
		v.Owed = w.owed(false)
	}
	return v
}

// unitView is what home and unit pages share.
func (w *writer) unitView(heading string) UnitView {
	unit := w.ref.Unit
	p := w.cube.Latest(unit)
	v := UnitView{Frame: w.frame(heading)}
	v.Crumbs, v.Tree = w.crumbs(unit, period.Period{}), w.tree(unit, p)
	if p.IsZero() {
		v.Empty = []string{w.l.T("home.empty"), w.l.T("home.empty_hint", "period", w.cal.Name(w.cal.Of(period.Monthly, w.cube.AsOf())))}
		return v
	}
	v.Now = Link{Text: w.now(unit, p), Href: w.toPeriod(unit, p)}
	v.Message = w.message(unit, p)
	v.Description = opening(v.Message)
	v.Panorama, v.Relations = w.panorama(unit, p), w.relations(unit, p)
	v.Reports = w.latestReports(unit, 8)
	v.Promises = w.openPromises(unit)
	m := w.tell.Head(unit, p)
	if m == nil {
		return v
	}
	form := w.formatAt(m, unit, p)
	if c, ok := w.course("course", unit, m, w.whole(unit, m, p, 36), p, form); ok {
		c.Series.Width, c.Series.Height = alone, 270
		v.Charts = append(v.Charts, c)
	}
	if s, ok := w.unitSection(unit, m, p, form); ok {
		v.Parts = append(v.Parts, s)
	}
	if p.Grain() >= period.Monthly {
		v.Heat, v.HeatSaid = w.heat(unit, m, p), w.said(w.missed(unit, m, p))
	}
	v.Index, v.Earlier = w.index(unit, m, p)
	return v
}

// now says which period a page opens on, and whether it is complete.
func (w *writer) now(unit string, p period.Period) string {
	name := w.voice.Period(p)
	if m := w.tell.Head(unit, p); m != nil && w.at(unit, m.ID, p).Complete {
		return w.l.T("home.now", "period", name)
	}
	return w.l.T("home.now_partial", "period", name)
}

// alone is the width in px of a chart that has the page to itself.
const alone = 1060

// whole lists the last periods, at most n, that end with p, from the first
// that has a figure.
func (w *writer) whole(unit string, m *report.Metric, p period.Period, n int) []period.Period {
	all := lastOf(p, n)
	for len(all) > 1 && !w.at(unit, m.ID, all[0]).Actual.Present() {
		all = all[1:]
	}
	return all
}

// unitFacts say what a unit is.
func (w *writer) unitFacts(unit string) []Fact {
	f, u := facts{w: w}, w.units[unit]
	if u == nil {
		return nil
	}
	if u.Parent != "" {
		f.list = append(f.list, Fact{Label: w.l.T("page.parent"), Values: []Link{{Text: w.unitName(u.Parent), Href: w.toUnit(u.Parent)}}})
	}
	f.add("report.level", w.say("level", u.Level))
	f.add("unit_page.manager", w.person(u.Manager))
	span := w.cube.Validity(unit)
	switch {
	case u.ToSet && u.FromSet:
		f.add("page.validity", w.l.T("unit_page.valid", "from", w.l.Date(span.First), "to", w.l.Date(span.End-1)))
	case u.ToSet:
		f.add("page.validity", w.l.T("page.valid_to", "to", w.l.Date(span.End-1)))
	case u.FromSet:
		f.add("page.validity", w.l.T("unit_page.valid_from", "from", w.l.Date(span.First)))
	}
	for _, b := range u.History {
		f.add("page.moved", w.l.T("page.moved_from", "unit", w.unitName(b.Parent), "date", w.l.Date(b.To)))
	}
	return f.list
}

// latestReports lists the latest reports of a unit, on the home page of all
// units, that hold words.
func (w *writer) latestReports(unit string, n int) (lines []Line) {
	w.reads.Figures(unit)
	in := w.archive.Reports
	if w.ref.Kind != Home {
		in = w.reportsOf[unit]
	}
	var list []*report.Report // the latest so far
	for _, r := range in {
		if r.Scenario == report.Figures || r.Status == report.Plan || r.Prose == nil && r.Summary == "" {
			continue
		}
		at := len(list)
		for at > 0 && w.later(r, list[at-1]) {
			at--
		}
		if at < n && w.cube.Report(r.Unit, r.Period) == r {
			list = slices.Insert(list, at, r)
			list = list[:min(n, len(list))]
		}
	}
	for _, r := range list {
		title, summary, lang := w.words(r)
		if summary == "" {
			summary = title
		}
		ref := Ref{Kind: Period, Unit: r.Unit, Period: r.Period}
		lines = append(lines, Line{Link: Link{Text: w.title(ref), Href: w.toPeriod(r.Unit, r.Period)},
			Meta: w.person(r.Head.Author), Summary: summary, SumLang: w.foreign(lang)})
	}
	return lines
}

// later reports whether a report is about a later period than another: one that
// ends later, or else comes later in the calendar.
func (b *Book) later(r, other *report.Report) bool {
	x, y := b.cal.Span(r.Period).End, b.cal.Span(other.Period).End
	return x > y || x == y && b.cal.Compare(r.Period, other.Period) > 0
}

// index is the table of the last years and periods of a unit with the headline
// metric's value and attainment, and links to the years before.
func (w *writer) index(unit string, m *report.Metric, latest period.Period) (Table, []Link) {
	g := latest.Grain()
	if g < period.Monthly {
		return w.shortIndex(unit)
	}
	if g == period.Annual {
		g = period.Quarterly
	}
	return w.grid(unit, m, g)
}

// grid is the table year × month (or quarter) of a metric, the last years of it,
// and links to the years before.
func (w *writer) grid(unit string, m *report.Metric, g period.Grain) (t Table, earlier []Link) {
	t = Table{Class: "figures grid", Caption: w.l.T("metric_page.months") + w.l.T("page.colon") + w.metricName(m), Hidden: true,
		Columns: []Column{{Text: w.l.T("grain.annual")}}, Groups: []Group{{}}}
	years, form := w.yearsOf(unit, g), w.gridFormat(unit, m, g)
	if len(years) == 0 {
		return t, nil
	}
	for _, y := range slices.Backward(years[:max(0, len(years)-gridYears)]) {
		if href := w.toPeriod(unit, y); href != "" {
			earlier = append(earlier, Link{Text: w.voice.PeriodShort(y), Href: href})
		}
	}
	years = tail(years, gridYears)
	for q := range w.cal.Parts(years[0], g) {
		t.Columns = append(t.Columns, Column{Text: w.voice.PeriodShort(q), Class: "num"})
	}
	t.Columns = append(t.Columns, Column{Text: w.l.T("grain.annual"), Class: "num year"})
	plan := false
	for i := len(years) - 1; i >= 0; i-- {
		y := years[i]
		row := Row{Head: Cell{Text: w.voice.PeriodShort(y), Href: w.toPeriod(unit, y)}}
		for q := range w.cal.Parts(y, g) {
			row.Cells = append(row.Cells, w.gridCell(unit, m, q, form))
		}
		row.Cells = append(row.Cells, w.gridCell(unit, m, y, form))
		plan = plan || slices.ContainsFunc(row.Cells, func(c Cell) bool { return c.Class == "plan" })
		t.Groups[0].Rows = append(t.Groups[0].Rows, row)
	}
	if s := w.l.Unit(form); s != "" {
		t.Notes = []string{w.l.T("table.in_unit", "unit", s)}
	}
	if plan {
		t.Notes = append(t.Notes, w.l.T("page.plan_note"))
	}
	return t, earlier
}

// yearsOf lists the years in which a unit has anything of a grain.
func (w *writer) yearsOf(unit string, g period.Grain) (years []period.Period) {
	for _, p := range w.cube.Periods(unit) {
		if p.Grain() != g && p.Grain() != period.Annual {
			continue
		}
		y := w.cal.Of(period.Annual, w.cal.Span(p).First)
		if !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	slices.SortFunc(years, w.cal.Compare)
	return years
}

// gridFormat has the scale of the largest value of a grain.
func (w *writer) gridFormat(unit string, m *report.Metric, g period.Grain) locale.Format {
	var top num.Num
	for _, p := range w.cube.Periods(unit) {
		if p.Grain() == g {
			top = narrative.Biggest(top, w.cube.Actual(unit, m.ID, p))
		}
	}
	return w.format(m, top)
}

// gridCell is a figure that leads to its page, with a mark for its attainment.
func (w *writer) gridCell(unit string, m *report.Metric, p period.Period, form locale.Format) Cell {
	f, href := w.at(unit, m.ID, p), w.toPeriod(unit, p)
	if href == "" {
		return Cell{Class: "na", Text: w.l.Number(num.Num{}, 0)}
	}
	if !f.Actual.Present() {
		c := w.actual(f, m, p, form, href)
		if f.Target.Present() && !f.Over {
			c = number(w.figure(f.Target, m, form), href)
			c.Class, c.Note = "plan", w.l.T("state.plan")
			if w.slip(unit, m, p) {
				c.Marks = []Mark{{w.l.T("page.slip"), w.l.T("page.slip_long")}}
			}
		}
		return c
	}
	c := number(w.figure(f.Actual, m, form), href)
	if !f.Complete {
		c.Marks = w.marks(f, m, p)
	}
	if a := w.cube.Attainment(unit, m.ID, p); a.Known {
		var word string
		c.Class, word = tone(a.Met)
		c.Tone = w.l.T("favour." + word)
		c.Arrow = map[bool]string{true: "▲", false: "▼"}[a.Met]
		if s := w.attained(a, ""); s.Class != "na" {
			c.Small = s.Text + s.Unit
		}
	}
	return c
}
