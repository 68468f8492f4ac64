package page

import (
	"cmp"
	"slices"

	"almanac/site/num"
	"almanac/site/period"
)

const (
	mapPeriods = 12 // in a map of topics that is not of a year
	mapTopics  = 20 // rows of one
)

// A tagCount is what stands in one cell of a map: how many problems and statements
// of customers bear a tag, and where the only one of them stands.
type tagCount struct {
	n    int
	only Link
}

// topicMaps are the maps of tags by periods within a span: one of months, in
// which days and weeks are counted, too, and one of quarters where there are any.
// Tags are those that authors gave to problems and to what customers said, and those
// that config.toml has words for that customers used.
func (w *writer) topicMaps(span period.Span) (list []Table) {
	for _, g := range [...]period.Grain{period.Monthly, period.Quarterly} {
		t := w.topicMap(span, g)
		if len(t.Columns) > 2 {
			list = append(list, t)
		}
	}
	if n := len(list); n > 0 {
		note := "issues_page.map_note"
		if len(w.archive.Topics) > 0 {
			note = "issues_page.map_note_words"
		}
		list[n-1].Notes = []string{w.l.T(note)}
	}
	return list
}

// column is the column of a map of a grain in which a period is counted; zero if
// in none.
func (w *writer) column(g period.Grain, p period.Period) period.Period {
	switch {
	case p.Grain() == g:
		return p
	case g == period.Monthly && p.Grain() < g:
		return w.cal.Of(g, w.cal.Span(p).First)
	}
	return period.Period{}
}

func (w *writer) topicMap(span period.Span, g period.Grain) Table {
	counts, written := w.tallies(span, g)
	tags := make([]string, 0, len(counts))
	total := map[string]int{}
	for tag, of := range counts {
		tags = append(tags, tag)
		for _, x := range of {
			total[tag] += x.n
		}
	}
	slices.SortFunc(tags, func(a, b string) int { return cmp.Or(total[b]-total[a], cmp.Compare(a, b)) })
	if len(tags) == 0 {
		return Table{}
	}
	var run []period.Period
	for p := w.cal.Of(g, span.First); w.cal.Span(p).First < span.End; p = p.Next() {
		run = append(run, p)
	}
	t := Table{ID: "map-" + g.String(), Class: "figures grid heat topics", Columns: []Column{{Text: w.l.T("issues_page.topic")}}, Groups: []Group{{}},
		Caption: w.l.T("issues_page.map_"+g.String(), "range", w.rangeOf(run, span))}
	for _, p := range run {
		t.Columns = append(t.Columns, Column{Text: w.voice.PeriodShort(p), Class: "mid"})
	}
	for _, tag := range tags[:min(len(tags), mapTopics)] {
		row := Row{Head: Cell{Text: tag, Href: w.tagLinks("", []string{tag})[0].Href}}
		for _, p := range run {
			row.Cells = append(row.Cells, w.tallied(counts[tag][p], written[p]))
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, row)
	}
	if n := len(tags) - mapTopics; n > 0 {
		all := w.to(w.address(Ref{Kind: Tags, Lang: w.ref.Lang}))
		t.Groups[0].Rows = append(t.Groups[0].Rows, Row{Class: "rest", Head: Cell{Text: w.l.T("issues_page.more_topics", "n", n), Href: all}, Cells: make([]Cell, len(run))})
	}
	return t
}

// tallies counts, for each tag and column, what bears it, and tells for which
// columns somebody wrote.
func (w *writer) tallies(span period.Span, g period.Grain) (counts map[string]map[period.Period]tagCount, written map[period.Period]bool) {
	counts, written = map[string]map[period.Period]tagCount{}, map[period.Period]bool{}
	add := func(tags []string, p period.Period, link Link) {
		for i, tag := range tags {
			if tag == "" || slices.Contains(tags[:i], tag) {
				continue
			}
			if counts[tag] == nil {
				counts[tag] = map[period.Period]tagCount{}
			}
			counts[tag][p] = tagCount{counts[tag][p].n + 1, link}
		}
	}
	for _, r := range w.archive.Reports {
		p := w.column(g, r.Period)
		if p.IsZero() || w.cal.Span(p).First < span.First || w.cal.Span(p).First >= span.End || !worded(r) || !w.counts(r) {
			continue
		}
		written[p] = true
		for k := range r.Issues {
			x := &r.Issues[k]
			add(x.Tags, p, Link{Href: w.toIssue(r, x)})
		}
		for k := range r.Feedback {
			add(r.Feedback[k].Topics(), p, Link{Href: w.toPeriod(r.Unit, r.Period) + "#feedback"})
		}
	}
	return counts, written
}

// tallied is the cell of a count: the more, the darker. One of a period for
// which nobody wrote is a dash.
func (w *writer) tallied(x tagCount, written bool) Cell {
	if !written {
		return Cell{Text: w.l.Number(num.Num{}, 0), Class: "na"}
	}
	c := Cell{Text: w.l.T("page.number", "x", x.n), Class: "n0"}
	for i, least := range [...]int{1, 2, 3, 5, 10} {
		if x.n >= least {
			c.Class = [...]string{"n1", "n2", "n3", "n4", "n5"}[i]
		}
	}
	if x.n == 1 {
		c.Href = x.only.Href
	}
	return c
}
