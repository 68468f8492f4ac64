package page

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// Quality is the page of how complete reports are and of what is to be said about
// them, quality.html, and those of its years, quality/2026.html.
const Quality Kind = "quality"

// A Standing is how a report stands with the rules. Who works it out hands it to
// the book, since the rules are not a page's business.
type Standing struct {
	Have, Need int // of what it owes by its grain and level; 0 of 0: nothing is owed
	Found      []Found
	Silenced   []report.Ignore // with their reasons
	Claims     Claims          // in its texts
}

// A Found is a remark.
type Found struct {
	Rule     string
	Severity diag.Severity
	Line     int // of the report's own file; 0: it stands in a translation, or on no line
}

// Claims are figures and trends that prose speaks of, held against the data.
type Claims struct{ Right, Wrong, Unresolved int }

// Standings are how the reports of an archive stand.
type Standings struct {
	Of    func(place int) *Standing // of a report, by its place in the archive
	Other []Found                   // on what is no report
	// Title is what a rule is called in a language, in a few words.
	Title func(lang, rule string) string
}

// A QualityView is the overview, or the reports of a year.
type QualityView struct {
	Frame
	Text     string
	Pages    []Link // that a year is split into
	Years    Table
	Common   Table // which rules are broken most
	Reports  Table
	Silenced Table
	None     string // what stands there instead of the reports
}

// findQuality puts every report on the page of its year, at most a number of them
// on one. Which stands where is worked out when it is asked for.
func (b *Book) findQuality() {
	if b.qualityCount == nil {
		b.qualityCount = map[period.Period]int{}
		for from, to := 0, 0; from < len(b.archive.Reports); from = to {
			y := b.qualityYear(b.archive.Reports[from])
			for to < len(b.archive.Reports) && b.qualityYear(b.archive.Reports[to]) == y {
				to++
			}
			b.qualityCount[y] += to - from
		}
		b.qualityYears = slices.SortedFunc(maps.Keys(b.qualityCount), b.cal.Compare)
	}
	b.shelved = sync.OnceValue(func() map[period.Period][]int {
		of := make(map[period.Period][]int, len(b.qualityYears))
		for _, y := range b.qualityYears {
			of[y] = make([]int, 0, b.qualityCount[y])
		}
		for from, to := 0, 0; from < len(b.archive.Reports); from = to {
			y := b.qualityYear(b.archive.Reports[from])
			list := of[y]
			for ; to < len(b.archive.Reports) && b.qualityYear(b.archive.Reports[to]) == y; to++ {
				list = append(list, to)
			}
			of[y] = list
		}
		return of
	})
}

// qualityYear is the year on whose pages a report stands.
func (b *Book) qualityYear(r *report.Report) period.Period {
	return b.cal.Of(period.Annual, b.cal.Span(r.Period).First)
}

// qualityPart are the reports on a page of a year, by their places in the archive.
func (b *Book) qualityPart(year period.Period, part int) []int {
	all := b.shelved()[year]
	from := min((max(part, 1)-1)*listEntries, len(all))
	return all[from:min(from+listEntries, len(all))]
}

func (b *Book) qualityParts(year period.Period) int {
	return (b.qualityCount[year] + listEntries - 1) / listEntries
}

// QualityPages are the names of the pages of quality that tell of single reports, and
// the places in the archive of those.
func (b *Book) QualityPages() iter.Seq2[string, []int] {
	return func(yield func(string, []int) bool) {
		for _, y := range b.qualityYears {
			for part := 1; part <= b.qualityParts(y); part++ {
				if !yield(b.QualityName(y, part), b.qualityPart(y, part)) {
					return
				}
			}
		}
	}
}

// QualityName is what a page of quality asks for: a year's name and part, or ""
// for the overview.
func (b *Book) QualityName(year period.Period, part int) string {
	if year.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s/%d", b.cal.Name(year), max(part, 1))
}

func (w *writer) qualityPage() *QualityView {
	w.reads.Quality(w.QualityName(w.ref.Period, w.ref.Part))
	v := &QualityView{Frame: w.frame(w.title(w.ref)), Text: w.l.T("quality_page.text")}
	v.Crumbs = w.homeCrumb()
	all := w.quality()
	if !w.ref.Period.IsZero() {
		w.qualityReports(v, all)
		return v
	}
	v.Years, v.Common = w.qualityYearTable(all), w.commonRules(all)
	if len(all.Other) > 0 {
		v.None = w.l.T("quality_page.other", "n", len(all.Other), "rules", w.foundWords(all, all.Other))
	}
	return v
}

// qualityReports is the page of a year's reports.
func (w *writer) qualityReports(v *QualityView, all *Standings) {
	l, year := w.l, w.ref.Period
	v.Crumbs = append(v.Crumbs, w.toKind(Quality)...)
	if n := w.qualityParts(year); n > 1 {
		for part := 1; part <= n; part++ {
			r := Ref{Kind: Quality, Lang: w.ref.Lang, Period: year, Part: part}
			v.Pages = append(v.Pages, Link{Text: fmt.Sprint(part), Href: w.to(w.address(r)), Current: part == max(w.ref.Part, 1)})
		}
		v.Pages = nearby(v.Pages)
	}
	if k := slices.Index(w.qualityYears, year); k > 0 {
		before := w.qualityYears[k-1]
		v.Pages = append(v.Pages, Link{Text: w.voice.Period(before), Href: w.to(w.address(Ref{Kind: Quality, Lang: w.ref.Lang, Period: before}))})
	}
	v.Reports = Table{ID: "reports", Class: "figures slim wordy", Caption: l.T("quality_page.reports"), Columns: []Column{
		{Text: l.T("quality_page.report")}, {Text: l.T("quality_page.complete"), Class: "num"}, {Text: l.T("quality_page.claims"), Class: "num"},
		{Text: l.T("quality_page.remarks"), Class: "text"}}}
	v.Silenced = Table{ID: "silenced", Class: "figures slim wordy", Caption: l.T("quality_page.silenced_caption"), Columns: []Column{
		{Text: l.T("quality_page.report")}, {Text: l.T("quality_page.rule"), Class: "text"}, {Text: l.T("quality_page.reason"), Class: "text"}}}
	var rows, silenced []Row
	for _, i := range w.qualityPart(year, w.ref.Part) {
		r, x := w.archive.Reports[i], all.Of(i)
		if x.Need == 0 && len(x.Found)+len(x.Silenced) == 0 {
			continue
		}
		head := Cell{Text: w.reportName(r), Href: w.toPeriod(r.Unit, r.Period)}
		rows = append(rows, Row{Head: head, Cells: []Cell{w.completeness(x.Have, x.Need), w.claimsCell(x.Claims), w.foundCell(all, x.Found)}})
		for _, s := range x.Silenced {
			silenced = append(silenced, Row{Head: head, Cells: []Cell{{Text: cmp.Or(all.Title(l.Tag, s.Rule), s.Rule)}, {Text: s.Reason}}})
		}
	}
	v.Reports.Groups, v.Silenced.Groups = []Group{{Rows: rows}}, []Group{{Rows: silenced}}
	if len(rows) == 0 {
		v.None = l.T("quality_page.none")
	}
}

// reportName is what a report is called among those of all units.
func (w *writer) reportName(r *report.Report) string {
	return w.title(Ref{Kind: Period, Unit: r.Unit, Period: r.Period})
}

// completeness is a share of what is owed, and how much that is.
func (w *writer) completeness(have, need int) Cell {
	if need == 0 {
		return Cell{Text: w.l.T("number.absent"), Class: "na"}
	}
	return Cell{Text: w.l.Percent(num.Int(int64(have)).Div(num.Int(int64(need))), 0), Small: w.l.T("quality_page.of", "have", have, "need", need)}
}

func (w *writer) claimsCell(c Claims) Cell {
	if c.Right+c.Wrong+c.Unresolved == 0 {
		return Cell{Text: w.l.T("number.absent"), Class: "na"}
	}
	return Cell{Text: w.l.Int(c.Right), Small: w.l.T("quality_page.claims_rest", "wrong", c.Wrong, "unresolved", c.Unresolved)}
}

func (w *writer) foundCell(all *Standings, found []Found) Cell {
	if len(found) == 0 {
		return Cell{Text: w.l.T("quality_page.nothing"), Class: "flat"}
	}
	c := Cell{Text: w.foundWords(all, found)}
	if slices.ContainsFunc(found, func(f Found) bool { return f.Severity == diag.Error }) {
		c.Class = "bad"
	}
	return c
}

// A named rule is one that remarks are of.
type named struct {
	Found // the first of them
	lines []byte
	many  int // lines
	last  int
}

// add adds a line that a remark stands on. More than three are not listed.
func (x *named) add(line int) {
	if line == 0 || line == x.last {
		return
	}
	x.last = line
	switch x.many++; {
	case x.many == 1:
		x.lines = strconv.AppendInt(x.lines, int64(line), 10)
	case x.many <= 3:
		x.lines = strconv.AppendInt(append(x.lines, ", "...), int64(line), 10)
	case x.many == 4:
		x.lines = append(x.lines, ", …"...)
	}
}

// foundWords names the rules that remarks are of, the heaviest first, each with
// its first lines.
func (w *writer) foundWords(all *Standings, found []Found) string {
	var room [16]named
	list := room[:0]
	for _, f := range found {
		i := slices.IndexFunc(list, func(x named) bool { return x.Rule == f.Rule })
		if i < 0 {
			i = len(list)
			list = append(list, named{Found: f})
		}
		list[i].add(f.Line)
	}
	slices.SortStableFunc(list, func(a, b named) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), strings.Compare(a.Rule, b.Rule))
	})
	words := make([]string, len(list))
	for i := range list {
		x := &list[i]
		words[i] = cmp.Or(all.Title(w.l.Tag, x.Rule), x.Rule)
		if x.many > 0 {
			words[i] = w.l.T("quality_page.at_lines", "title", words[i], "lines", string(x.lines))
		}
	}
	return strings.Join(words, w.l.T("quality_page.between"))
}

// A tally sums up the reports of a year.
type tally struct {
	reports, have, need  int
	by                   [3]int // remarks, by severity
	silenced             int
	right, wrong, unsure int
}

func (t *tally) add(x *Standing) {
	t.reports++
	t.have, t.need = t.have+x.Have, t.need+x.Need
	for _, f := range x.Found {
		t.by[min(f.Severity, diag.Error)]++
	}
	t.silenced += len(x.Silenced)
	t.right, t.wrong, t.unsure = t.right+x.Claims.Right, t.wrong+x.Claims.Wrong, t.unsure+x.Claims.Unresolved
}

// qualityYearTable has a row for each year, the latest first, and their sum.
func (w *writer) qualityYearTable(all *Standings) Table {
	l := w.l
	t := Table{ID: "years", Class: "figures slim beneath", Caption: l.T("quality_page.years"), Columns: []Column{{Text: l.T("quality_page.year")},
		{Text: l.T("quality_page.reports"), Class: "num"}, {Text: l.T("quality_page.complete"), Class: "num"},
		{Text: l.T("quality_page.errors"), Class: "num"}, {Text: l.T("quality_page.warnings"), Class: "num"}, {Text: l.T("quality_page.notes"), Class: "num"},
		{Text: l.T("quality_page.silenced"), Class: "num"}, {Text: l.T("quality_page.claims"), Class: "num"}}}
	var rows []Row
	total := tally{}
	row := func(head Cell, x tally) Row {
		return Row{Head: head, Cells: []Cell{{Text: l.Int(x.reports)}, w.completeness(x.have, x.need), {Text: l.Int(x.by[diag.Error])},
			{Text: l.Int(x.by[diag.Warning])}, {Text: l.Int(x.by[diag.Note])}, {Text: l.Int(x.silenced)}, w.claimsCell(Claims{x.right, x.wrong, x.unsure})}}
	}
	rest, older := tally{}, len(w.qualityYears)-manyYears // of the years that the table has no room for
	for i, y := range slices.Backward(w.qualityYears) {
		x := tally{}
		for _, i := range w.shelved()[y] {
			s := all.Of(i)
			x.add(s)
			total.add(s)
			if i < older {
				rest.add(s)
			}
		}
		if i < older {
			continue
		}
		rows = append(rows, row(Cell{Text: w.voice.Period(y), Href: w.to(w.address(Ref{Kind: Quality, Lang: w.ref.Lang, Period: y}))}, x))
	}
	if older > 0 {
		y := w.qualityYears[older-1]
		rows = append(rows, row(Cell{Text: "… " + w.voice.Period(y), Href: w.to(w.address(Ref{Kind: Quality, Lang: w.ref.Lang, Period: y}))}, rest))
	}
	if len(rows) > 1 {
		sum := row(Cell{Text: l.T("quality_page.all_years")}, total)
		sum.Class = "total"
		rows = append(rows, sum)
	}
	t.Groups = []Group{{Rows: rows}}
	return t
}

// manyYears is how many years the table has rows for; those before are one row,
// and each year leads to the one before.
const manyYears = 20

// manyRules is how many rules the table of the most broken has.
const manyRules = 12

// commonRules are the rules that are broken most.
func (w *writer) commonRules(all *Standings) Table {
	l := w.l
	t := Table{ID: "rules", Class: "figures slim wordy", Caption: l.T("quality_page.common"), Columns: []Column{{Text: l.T("quality_page.rule")},
		{Text: l.T("quality_page.name"), Class: "text"}, {Text: l.T("quality_page.times"), Class: "num"}, {Text: l.T("quality_page.reports"), Class: "num"}}}
	times, reports := map[string]int{}, map[string]int{}
	for i := range w.archive.Reports {
		seen := map[string]bool{}
		for _, f := range all.Of(i).Found {
			times[f.Rule]++
			if !seen[f.Rule] {
				seen[f.Rule] = true
				reports[f.Rule]++
			}
		}
	}
	rules := make([]string, 0, len(times))
	for r := range times {
		rules = append(rules, r)
	}
	slices.SortFunc(rules, func(a, b string) int { return cmp.Or(cmp.Compare(times[b], times[a]), strings.Compare(a, b)) })
	var rows []Row
	for _, r := range rules[:min(len(rules), manyRules)] {
		rows = append(rows, Row{Head: Cell{Text: cmp.Or(all.Title(l.Tag, r), r)}, Cells: []Cell{{Text: r}, {Text: l.Int(times[r])}, {Text: l.Int(reports[r])}}})
	}
	t.Groups = []Group{{Rows: rows}}
	return t
}
