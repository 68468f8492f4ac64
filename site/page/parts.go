package page

import (
	"slices"

	"almanac/site/locale"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A part is one that a page's unit and period are made of.
type part struct {
	unit string
	p    period.Period
	name string
}

// parts are the tables of what a page is made of: the quarters of a year, the
// months of a year or quarter, the days of a week or month, the child units.
func (w *writer) parts(unit string, m *report.Metric, p period.Period, form locale.Format) (list []Section) {
	for _, g := range [...]period.Grain{period.Quarterly, period.Monthly, period.Weekly, period.Daily} {
		if g >= p.Grain() || p.Grain() > period.Quarterly && g < period.Monthly {
			continue
		}
		var in []part
		for q := range w.cal.Parts(p, g) {
			if _, ok := w.stands(unit, q); ok {
				in = append(in, part{unit, q, w.voice.PeriodIn(q, p)})
			}
		}
		if len(in) == 0 {
			continue
		}
		if s := w.partSection("parts-"+g.String(), w.l.T("grains."+g.String()), w.l.T("table.period"), in, m, p, form, false); !s.empty() {
			list = append(list, s)
		}
	}
	if s, ok := w.unitSection(unit, m, p, form); ok {
		list = append(list, s)
	}
	return list
}

// unitSection is the table of a unit's children in a period, of many the
// largest. People who are not named are counted.
func (w *writer) unitSection(unit string, m *report.Metric, p period.Period, form locale.Format) (Section, bool) {
	children := w.cube.Children(unit, w.cal.Span(p))
	if len(children) == 0 {
		return Section{}, false
	}
	var in []part
	shown := w.unhidden(children)
	for _, c := range w.chief(shown, m, p) {
		in = append(in, part{c, p, w.unitName(c)})
	}
	s := w.partSection("parts-units", w.l.T("period_page.children_units"), w.l.T("table.unit"), in, m, p, form, true)
	for i := range s.Tables {
		w.more(&s.Tables[i], unit, len(shown)-len(in))
	}
	if n := len(children) - len(shown); n > 0 {
		s.Said = w.membersSaid(unit, m, p, n)
	}
	return s, !s.empty()
}

// empty reports whether a section has neither sentences, figures nor lines.
func (s *Section) empty() bool { return len(s.Said) == 0 && len(s.Tables) == 0 && len(s.Lines) == 0 }

// partMetric is the metric that a table of parts shows: m if any part has it,
// else the first that one has, core metrics first; nil if there is none.
func (w *writer) partMetric(in []part, m *report.Metric) *report.Metric {
	has := func(m *report.Metric) bool {
		return slices.ContainsFunc(in, func(x part) bool {
			f := w.at(x.unit, m.ID, x.p)
			return f.Actual.Present() || f.Target.Present()
		})
	}
	if has(m) {
		return m
	}
	for _, core := range [...]bool{true, false} {
		for _, x := range w.metrics {
			if x.Core == core && has(x) {
				return x
			}
		}
	}
	return nil
}

// partSection is the table of some parts' headline figures, and what was
// written about them.
func (w *writer) partSection(id, title, head string, in []part, m *report.Metric, p period.Period, form locale.Format, units bool) Section {
	l, s, headline := w.l, Section{ID: id, Title: title}, m
	for _, x := range in {
		if line, ok := w.summary(x, m); ok {
			s.Lines = append(s.Lines, line)
		}
	}
	if m = w.partMetric(in, m); m == nil {
		return s
	}
	if m != headline {
		form = w.formatAt(m, w.ref.Unit, p)
	}
	t := Table{Class: "figures parts", Hidden: m == headline, Caption: title + w.l.T("page.colon") + w.metricName(m), Columns: w.desk.columns.puts(
		Column{Text: head},
		Column{Text: l.T("table.actual"), Class: "num", Small: l.Unit(form)},
		Column{Text: l.T("table.target"), Class: "num", Small: l.Unit(form)},
		Column{Text: l.T("table.attained"), Class: "num"},
		Column{Class: "pic", Label: l.T("table.attained")},
		Column{Text: l.T("table.on_previous"), Class: "num"},
		Column{Text: l.T("table.on_year_ago"), Class: "num"},
		Column{Text: l.T("table.share"), Class: "num"},
	), Groups: w.desk.groups.take(1)}
	if units {
		t.Columns[5].Text, t.Columns[6].Text = w.onPrevious(p), w.onYearAgo(p)
	}
	if in[0].p.Grain() == period.Annual {
		t.Columns = slices.Delete(t.Columns, 6, 7)
	}
	whole := w.at(w.ref.Unit, m.ID, p)
	var shares []num.Num
	rows, room := w.desk.rows.take(len(in)), w.roomFor(len(in), len(t.Columns)-1)
	for i, x := range in {
		share := w.share(x, m, whole.Actual)
		if share.Present() {
			shares = append(shares, share)
		}
		rows[i] = w.partRow(room.row(), x, m, share, form)
	}
	t.Groups[0].Rows = rows
	if w.onlyPlanned(w.ref.Unit, p) {
		dropDashes(&t, 1)
	} else {
		dropDashes(&t, 2)
	}
	t.Notes = w.rounding(shares)
	s.Tables = []Table{t}
	return s
}

// dropDashes takes out the columns, from one on, in which no row has more than
// a dash.
func dropDashes(t *Table, from int) {
	keep := make([]bool, len(t.Columns))
	for i := range keep {
		keep[i] = i < from
	}
	for _, g := range t.Groups {
		for k := range g.Rows {
			for i := range g.Rows[k].Cells {
				c := &g.Rows[k].Cells[i]
				keep[i+1] = keep[i+1] || c.Class != "na" && (c.Text != "" || c.Picture != Picture{})
			}
		}
	}
	if !slices.Contains(keep, false) {
		return
	}
	t.Columns = keepOnly(t.Columns, keep)
	for g := range t.Groups {
		for r := range t.Groups[g].Rows {
			row := &t.Groups[g].Rows[r]
			row.Cells = keepOnly(row.Cells, keep[1:])
		}
	}
}

// share is that of a part in the whole; absent where it would mislead.
func (w *writer) share(x part, m *report.Metric, whole num.Num) num.Num {
	f := w.at(x.unit, m.ID, x.p)
	if m.Kind != report.Flow || !f.Complete || whole.Sign() <= 0 || f.Actual.Sign() < 0 {
		return num.Num{}
	}
	return f.Actual.Div(whole)
}

func (w *writer) partRow(cells []Cell, x part, m *report.Metric, of num.Num, form locale.Format) Row {
	f, how := w.at(x.unit, m.ID, x.p), w.toHow(x.unit, m.ID, x.p)
	year := w.cube.YearAgo(x.unit, m.ID, x.p)
	href := w.toPeriod(x.unit, x.p)
	if href == "" && x.unit != w.ref.Unit {
		href = w.toUnit(x.unit)
	}
	share := w.none("", "")
	if of.Present() {
		share = number(w.l.Percent(of, 0), how)
	}
	row := Row{Head: Cell{Text: x.name, Href: href}, Cells: append(cells, w.actual(f, m, x.p, form, how),
		w.targetAt(x.unit, m, x.p, f, form, how),
		w.attainedOf(w.cube.Attainment(x.unit, m.ID, x.p), m, form, how),
		Cell{Picture: w.bullet(f, faces(year), m)},
		w.change(deltaOf(w.cube.Previous(x.unit, m.ID, x.p)), m, form, how))}
	if x.p.Grain() < period.Annual {
		row.Cells = append(row.Cells, w.change(deltaOf(year), m, form, how))
	}
	row.Cells = append(row.Cells, share)
	return row
}

// summary is the line on a part: what was written about it or else, of a month
// and longer, how its headline metric changed.
func (w *writer) summary(x part, m *report.Metric) (Line, bool) {
	line := Line{Link: Link{Text: x.name, Href: w.toPeriod(x.unit, x.p)}}
	if r := w.cube.Report(x.unit, x.p); r != nil {
		if _, s, lang := w.words(r); s != "" {
			line.Summary, line.SumLang = s, w.foreign(lang)
			return line, true
		}
	}
	f, ok := w.tell.HeadlineOf(x.unit, m, x.p)
	if !ok || x.p.Grain() < period.Monthly || line.Href == "" {
		return Line{}, false
	}
	line.Summary = w.voice.Speak(&w.desk.breath, f).Text()
	return line, true
}

// words are the title and summary of a report: the translation in the page's
// language if there is one, else the original; and their language.
func (w *writer) words(r *report.Report) (title, summary, lang string) {
	if o := w.version(r, func(o *report.Translation) bool { return o.Title != "" || o.Summary != "" || o.Prose != nil }); o != nil {
		return o.Title, o.Summary, o.Lang
	}
	return r.Title, r.Summary, r.Lang
}

// foreign is a language tag where it differs from the page's, else "".
func (w *writer) foreign(lang string) string {
	if lang == w.l.Tag {
		return ""
	}
	return lang
}
