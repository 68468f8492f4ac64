package site

import (
	"bytes"
	"cmp"
	"io"
	"slices"

	"almanac/site/history"
	"almanac/site/num"
	"almanac/site/page"
	"almanac/site/period"
	"almanac/site/render"
	"almanac/site/report"
	"almanac/site/trace"
)

// A dataFile is a file for programs.
type dataFile struct {
	address string
	draw    drawing
	write   stream // of a file that may be large; nil of others
}

// written is a drawing of what is written, from the figures of a unit and of
// those below it.
func written(unit string, write func(io.Writer) error) drawing {
	return func(reads *trace.Reads, b *bytes.Buffer) ([]byte, error) {
		reads.Figures(unit)
		err := write(b)
		return b.Bytes(), err
	}
}

// large is a file that grows with the archive.
func large(address string, write stream) dataFile {
	return dataFile{address, written(report.Root, write), write}
}

// dataFiles lists the files for programs: all figures, the archive's facts, what
// the compare page chooses from, a feed for each language and, if the site has an address, a sitemap.
func (s *Site) dataFiles() []dataFile {
	list := []dataFile{
		large("data/figures.csv", func(w io.Writer) error { return render.FiguresCSV(w, s.figureRows) }),
		large("data/forecast.csv", s.forecastCSV),
		large("data/archive.json", func(w io.Writer) error { return render.ArchiveJSON(w, s.facts()) }),
	}
	for i, tag := range s.book.Langs() {
		address := "feed.xml"
		if i > 0 {
			address = tag + "/feed.xml"
		}
		draw := written(report.Root, func(w io.Writer) error { return render.Atom(w, s.feed(tag, address)) })
		list = append(list, dataFile{address: address, draw: func(reads *trace.Reads, b *bytes.Buffer) ([]byte, error) {
			reads.Courses()
			return draw(reads, b)
		}})
	}
	for _, f := range render.Sitemap(s.archive.BaseURL, s.placed(), s.places) {
		list = append(list, large(f.Address, f.Write))
	}
	return append(list, s.compareFiles()...)
}

// figureRows yields every figure of what may be named beside others, by unit,
// period and metric, in the orders of the archive.
func (s *Site) figureRows(yield func(render.FigureRow) bool) {
	divides := make([]bool, len(s.archive.Metrics))
	for i, m := range s.archive.Metrics {
		divides[i] = s.plain(m).divides
	}
	for _, u := range s.archive.Units {
		if !s.tell.Ranks(u.ID) {
			continue
		}
		for _, p := range s.cube.Periods(u.ID) {
			name := s.archive.Calendar.Name(p)
			for i, m := range s.archive.Metrics {
				f := s.cube.Figure(u.ID, m.ID, p)
				if !hasValue(f) {
					continue
				}
				row := render.FigureRow{Unit: u.ID, Period: name, Grain: p.Grain().String(), Metric: m.ID, Kind: string(m.Kind),
					Actual: exactly(f.Actual, divides[i]), Target: exactly(f.Target, divides[i]), Have: f.Coverage.Have, Need: f.Coverage.Need,
					Source: sourceName(f.Source), Stated: exactly(f.Stated, divides[i]), Complete: f.Complete, Restated: f.Restated || f.Retargeted}
				if !f.Actual.Present() {
					row.Source = ""
				}
				if !yield(row) {
					return
				}
			}
		}
	}
}

// exactly is a number as programs read it, rounded where its kind divides; "" if
// there is none.
func exactly(n num.Num, divides bool) string {
	if divides {
		n = n.Round(places)
	}
	return n.String()
}

// facts is what archive.json says.
func (s *Site) facts() render.Facts {
	a, first := s.archive, s.book.Langs()[0]
	out := render.Facts{Title: a.Title.In(first, a.Languages...), Languages: s.book.Langs(), AsOf: s.asOf.String()}
	for _, u := range a.Units {
		out.Units = append(out.Units, render.UnitFact{ID: u.ID, Name: s.Name(u.ID), Names: u.Name, Parent: u.Parent, Level: u.Level,
			Address: s.book.UnitAddress(first, u.ID)})
	}
	for _, m := range a.Metrics {
		if !s.used[m.ID] {
			continue
		}
		p := s.plain(m)
		fact := render.MetricFact{ID: m.ID, Label: p.Label, Labels: m.Label, Definitions: m.Definition, Kind: string(m.Kind), Unit: m.Unit,
			Currency: p.Currency, Direction: [...]string{"down", "neutral", "up"}[m.Direction+1], Core: m.Core, Formula: formula(m)}
		if address := s.book.MetricAddress(first, m.ID); s.sourcesHave(address) {
			fact.Address = address
		}
		out.Metrics = append(out.Metrics, fact)
	}
	out.Reports = func(yield func(render.ReportFact) bool) {
		for _, r := range a.Reports {
			if s.cube.Report(r.Unit, r.Period) != r {
				continue
			}
			address, _ := s.book.PeriodAddress(first, r.Unit, r.Period)
			if !yield(render.ReportFact{Unit: r.Unit, Period: a.Calendar.Name(r.Period), Title: r.Title, Summary: r.Summary,
				Lang: r.Lang, Status: r.Status, Scenario: r.Scenario, Address: address}) {
				return
			}
		}
	}
	return out
}

func (s *Site) sourcesHave(address string) bool {
	_, ok := s.book.Find(address)
	return ok
}

// newest is how many entries a feed has.
const newest = 50

// feed lists the reports that have words, newest first.
func (s *Site) feed(tag, address string) render.Feed {
	a := s.archive
	out := render.Feed{Lang: tag, Title: a.Title.In(tag, a.Languages...), Base: a.BaseURL, Address: address,
		Home: s.book.UnitAddress(tag, report.Root), Updated: s.asOf}
	type dated struct {
		*report.Report
		day period.Day
	}
	var list []dated
	for _, r := range a.Reports {
		if r.Prose != nil && s.cube.Report(r.Unit, r.Period) == r {
			list = append(list, dated{r, s.came(r)})
		}
	}
	slices.SortStableFunc(list, func(x, y dated) int { return cmp.Compare(y.day, x.day) })
	for _, x := range list[:min(len(list), newest)] {
		r := x.Report
		at, ok := s.book.PeriodAddress(tag, r.Unit, r.Period)
		if !ok {
			continue
		}
		title, summary := words(r, tag)
		if ref, ok := s.book.Find(at); ok && title == "" {
			title = s.book.Title(ref)
		}
		out.Entries = append(out.Entries, render.FeedEntry{Title: title, Summary: summary, Address: at, Author: r.Head.Author, Updated: x.day})
	}
	return out
}

// words are a report's title and summary in a language, or in its own.
func words(r *report.Report, tag string) (title, summary string) {
	for _, o := range r.Others {
		if o.Lang == tag && o.Title != "" {
			return o.Title, o.Summary
		}
	}
	return r.Title, r.Summary
}

// came is the day on which a report was submitted, as far as that is known; else
// that which it is of.
func (s *Site) came(r *report.Report) period.Day {
	if s.register != nil {
		if d, ok := s.register.Report(r); ok && (d.State == history.OnTime || d.State == history.Late) {
			return d.Submitted
		}
	}
	return s.dated(r)
}

// dated is the day that a report says it is of: that of its submission, else the last
// of its period.
func (s *Site) dated(r *report.Report) period.Day {
	if d := r.Head.Submitted; d != nil {
		return *d
	}
	return s.archive.Calendar.Span(r.Period).End - 1
}

// placed counts the pages that search engines may know.
func (s *Site) placed() (n int) {
	for _, r := range s.book.Pages() {
		if r.Kind != page.NotFound {
			n++
		}
	}
	return n
}

// places yields the pages that search engines may know.
func (s *Site) places(yield func(render.SitemapEntry) bool) {
	for _, r := range s.book.Pages() {
		if r.Kind == page.NotFound {
			continue
		}
		e := render.SitemapEntry{Address: r.Address}
		if r.Kind == page.Period {
			if p := s.cube.Report(unitOr(r.Unit), r.Period); p != nil {
				day := s.dated(p)
				e.Changed = &day
			}
		}
		if !yield(e) {
			return
		}
	}
}
