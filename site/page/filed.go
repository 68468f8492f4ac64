package page

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
)

// The pages of what reports list besides figures: each has a first page and, by
// the years in which entries were made, more.
const (
	Issues    Kind = "issues"
	Practices Kind = "practices"
	Sources   Kind = "sources"
	Tags      Kind = "tags"
)

// filedKinds are those kinds, in the order in which pages name them.
var filedKinds = [...]Kind{Issues, Practices, Sources, Tags}

// A filed is a page of a list that is split by the years in which its entries
// were made: entries that follow each other.
type filed struct {
	year        period.Period // zero: the first page
	part        int           // from 1 on
	from, count int           // its entries
}

// file puts entries on pages, given the year of each in the order in which they
// were made: so many on the first page, and later ones on those of their years.
// None changes its page when others come behind it. There is no page without
// entries, but for the first.
func file(years []period.Period, first int) (pages []filed) {
	if len(years) == 0 {
		return nil
	}
	pages = []filed{{part: 1, count: min(first, len(years))}}
	for i := pages[0].count; i < len(years); i++ {
		last := &pages[len(pages)-1]
		switch {
		case last.year != years[i]:
			pages = append(pages, filed{years[i], 1, i, 1})
		case last.count == listEntries:
			pages = append(pages, filed{years[i], last.part + 1, i, 1})
		default:
			last.count++
		}
	}
	return pages
}

// problemFragment is that of a problem: of its key, else of the place at which it
// is named.
func (b *Book) problemFragment(i int) string {
	p := &b.filed.problems[i]
	if p.Key != "" {
		return b.filed.keyed[p.Key].id
	}
	n := p.Named[0]
	return b.entryFragment("issue-at", entry{report: n.Report, n: n.Issue})
}

// fragments makes fragments of words, with a number behind those that others
// have before them.
func fragments(prefix string, words []string) []string {
	list, used := make([]string, len(words)), make(map[string]int, len(words))
	for i, s := range words {
		id := prefix + slug(s)
		for used[id]++; used[id] > 1; used[id]++ {
			if other := fmt.Sprintf("%s-%d", id, used[id]); used[other] == 0 {
				id = other
			}
		}
		list[i] = id
	}
	return list
}

// slug makes a fragment of words: letters and digits, the rest as hyphens.
func slug(s string) string {
	var out strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) && out.Len() > 0:
			if gap && out.Len() > 0 {
				out.WriteByte('-')
			}
			gap = false
			out.WriteRune(r)
		default:
			gap = true
		}
	}
	return out.String()
}

// placeOf is the place of an entry of a report as authors write it: east/2026-03#1.
func (b *Book) placeOf(r *report.Report, n int) string {
	return r.Unit + "/" + b.cal.Name(r.Period) + "#" + strconv.Itoa(n+1)
}

// reusedPlace is the place of the practice that another says it takes up; of
// the root's own periods the unit may be left out.
func reusedPlace(x *report.Experience) string {
	if x.Reuses == "" || strings.Contains(x.Reuses, "/") {
		return x.Reuses
	}
	return report.Root + "/" + x.Reuses
}

// entryFragment is that of a practice or a source.
func (b *Book) entryFragment(kind string, e entry) string {
	return kind + "-" + slug(b.placeOf(b.archive.Reports[e.report], e.n))
}

// pageAt is the page that holds an entry of a kind, by its number.
func (c *collection) pageAt(k Kind, i int) int {
	page, _ := slices.BinarySearchFunc(c.pages[k], i, func(x filed, i int) int {
		if x.from+x.count <= i {
			return -1
		}
		return 1
	})
	return page
}

// addFiled adds the pages of what reports list besides figures.
func (b *Book) addFiled(add func(Ref)) {
	for _, k := range filedKinds {
		for _, x := range b.filed.pages[k] {
			add(b.filedRef(k, x))
		}
	}
}

// filedRef names a page of a list, in no language yet.
func (b *Book) filedRef(k Kind, x filed) Ref {
	if x.year.IsZero() {
		return Ref{Kind: k}
	}
	return Ref{Kind: k, Period: x.year, Part: x.part, Span: b.cal.Span(x.year)}
}

// samePlaces reports whether two reports list the same, so that all of it stands
// where it stood.
func samePlaces(r, s *report.Report) bool {
	return r.Status == s.Status && slices.Equal(tagsOf(r), tagsOf(s)) &&
		slices.EqualFunc(r.Issues, s.Issues, func(x, y report.Issue) bool { return x.Key == y.Key }) &&
		slices.EqualFunc(r.Experiences, s.Experiences, func(x, y report.Experience) bool { return x.Reuses == y.Reuses }) &&
		len(r.References) == len(s.References) && len(r.Reconcile) == len(s.Reconcile)
}

// IssueAddress is where the problem of a key stands in a language, with its
// fragment: issues/2026.html#issue-late-delivery. It is not ok if no report names
// one.
func (b *Book) IssueAddress(lang, key string) (address string, ok bool) {
	b.reads.Entry(issueEntry + key)
	p, ok := b.filed.keyed[key]
	if !ok {
		return "", false
	}
	return b.filedAddress(lang, Issues, p.problem, p.id), true
}

// tagAddress is where a tag stands that some report has.
func (b *Book) tagAddress(lang, tag string) (address string, ok bool) {
	b.reads.Entry(tagEntry + tag)
	i, ok := b.filed.tagged[tag]
	if !ok {
		return "", false
	}
	return b.filedAddress(lang, Tags, i, b.filed.topicIDs[i]), true
}

// filedAddress is where an entry stands, by its number among those of its kind.
func (b *Book) filedAddress(lang string, k Kind, i int, id string) string {
	r := b.filedRef(k, b.filed.pages[k][b.filed.pageAt(k, i)])
	r.Lang = lang
	return b.address(r) + "#" + id
}

// practiceAddress and sourceAddress are where the entries of a report stand.
func (b *Book) practiceAddress(lang string, r *report.Report, n int) (address string, ok bool) {
	b.reads.Entry(practiceEntry + b.placeOf(r, n))
	i, ok := b.find(b.filed.practices, r, entry{n: n})
	if !ok {
		return "", false
	}
	return b.filedAddress(lang, Practices, i, b.entryFragment("practice", b.filed.practices[i])), true
}

func (b *Book) sourceAddress(lang string, r *report.Report, n int, figure bool) (address string, ok bool) {
	name, kind := sourceEntry, "source"
	if figure {
		name, kind = figureEntry, "figure"
	}
	b.reads.Entry(name + b.placeOf(r, n))
	i, ok := b.find(b.filed.sources, r, entry{n: n, figure: figure})
	if !ok {
		return "", false
	}
	return b.filedAddress(lang, Sources, i, b.entryFragment(kind, b.filed.sources[i])), true
}

// find is the number of a report's entry in a list that is in the order in
// which entries were made.
func (b *Book) find(list []entry, r *report.Report, want entry) (int, bool) {
	year, end := b.yearFor(r.Period), b.cal.Span(r.Period).End
	i, _ := slices.BinarySearchFunc(list, r.Period, func(e entry, p period.Period) int {
		q := b.archive.Reports[e.report].Period
		return cmp.Or(b.yearFor(q).Sub(year), cmp.Compare(b.cal.Span(q).End, end), cmp.Compare(q.Grain(), p.Grain()))
	})
	for ; i < len(list); i++ {
		e := list[i]
		if s := b.archive.Reports[e.report]; s == r {
			if want.report = e.report; e == want {
				return i, true
			}
		} else if s.Period != r.Period {
			break
		}
	}
	return 0, false
}

// What entries are asked for by ([trace.Reads.Entry]): their kind and, behind
// it, key, tag or place.
const (
	issueEntry    = "issue:"
	tagEntry      = "tag:"
	practiceEntry = "practice:"
	sourceEntry   = "source:"
	figureEntry   = "figure:"
)

// Filed is what a page that names an entry says of it, by the name under which
// it asked: where it stands in the first language, and what refers to it.
func (b *Book) Filed(name string) string {
	kind, of, _ := strings.Cut(name, ":")
	lang := b.tags[0]
	switch kind + ":" {
	case issueEntry:
		address, ok := b.IssueAddress(lang, of)
		if ok {
			address += fmt.Sprint(" ", len(b.filed.problems[b.filed.keyed[of].problem].Named))
		}
		return address
	case tagEntry:
		address, _ := b.tagAddress(lang, of)
		return address
	}
	r, n := b.reportAt(of)
	if r == nil {
		return ""
	}
	if kind+":" != practiceEntry {
		address, _ := b.sourceAddress(lang, r, n, kind+":" == figureEntry)
		return address
	}
	says, _ := b.practiceAddress(lang, r, n)
	for _, e := range b.filed.reused[of] {
		says += " " + b.placeOf(b.archive.Reports[e.report], e.n)
	}
	return says
}

// reportAt is the report of a place that authors write, and the number of the
// entry in it; nil if there is no such report.
func (b *Book) reportAt(place string) (*report.Report, int) {
	place, number, _ := strings.Cut(place, "#")
	unit, of, ok := strings.Cut(place, "/")
	p, err := b.cal.Parse(of)
	n, err2 := strconv.Atoi(number)
	if !ok || err != nil || err2 != nil {
		return nil, 0
	}
	return b.cube.Report(unit, p), n - 1
}

// Lists yields the address in the first language of every page of a list, with
// the places of the reports whose front matter it is drawn from, in the order in
// which they stand there.
func (b *Book) Lists() iter.Seq2[string, []int] {
	return func(yield func(address string, reports []int) bool) {
		for _, k := range filedKinds {
			for page, x := range b.filed.pages[k] {
				r := b.filedRef(k, x)
				r.Lang = b.tags[0]
				if !yield(b.address(r), b.readBy(k, page)) {
					return
				}
			}
		}
	}
}

// readBy lists the places of the reports that a page of a list is drawn from.
func (b *Book) readBy(k Kind, page int) (places []int) {
	c, x := b.filed, b.filed.pages[k][page]
	add := func(list []entry) {
		for _, e := range list {
			places = append(places, e.report)
		}
	}
	entries := func(list []entry) []entry { return list[x.from : x.from+x.count] }
	switch {
	case k == Tags:
		return c.places
	case k == Sources:
		add(entries(c.sources))
	case k == Practices && page == 0:
		add(c.practices)
	case k == Practices:
		for _, e := range entries(c.practices) {
			add([]entry{e})
			add(c.reused[b.placeOf(b.archive.Reports[e.report], e.n)])
		}
	default:
		name := func(p *ledger.Problem) {
			for _, n := range p.Named {
				places = append(places, n.Report)
			}
		}
		if page > 0 && x.part == 1 { // lists what is named again, too
			for i := range c.problems[:x.from] {
				p := &c.problems[i]
				if times, _ := b.namedAgain(p, x.year); times > 0 {
					name(p)
				}
			}
		}
		for i := range x.count {
			name(&c.problems[x.from+i])
		}
		for i, r := range b.archive.Reports { // the maps tell for which periods somebody wrote
			if page == 0 || x.part == 1 && b.yearFor(r.Period) == x.year {
				places = append(places, i)
			}
		}
	}
	return places
}

// namedAgain is how often a problem that was named before a year is named in it, and
// where last.
func (b *Book) namedAgain(p *ledger.Problem, year period.Period) (times int, last ledger.Naming) {
	if len(p.Named) < 2 { // as most
		return 0, last
	}
	for _, n := range p.Named {
		if b.yearFor(b.archive.Reports[n.Report].Period) == year {
			times, last = times+1, n
		}
	}
	return times, last
}
