// Package page says what there is to read: a [Book] lists its pages by
// address ([Ref]) and builds the [Page] that stands at one: a layout's name and
// a view, a plain struct of finished words, cells and chart inputs.
//
// # Pages
//
//	home     index.html                 the whole organisation now
//	unit     east/index.html            a unit now, and all its periods
//	period   2026-03.html, east/2026-Q1.html   a report, or the page of a period nobody wrote about
//	units    units.html, east/units-2.html     the units below one that has many
//	periods  east/periods-2019.html     a year of a unit that has only days and weeks, and many
//	metrics  metrics/index.html         every metric
//	metric   metrics/revenue.html       one metric through the years and units
//	history      history.html           the whole organisation year over year
//	forecast     forecast.html          what the figures lead one to expect
//	compare      compare/index.html     any two periods, and the years that are laid beside those before
//	compareyear  compare/east/2026.html a year of a unit beside the year before
//	actions      actions/index.html     how promises stand, if any was ever made
//	             actions/2026.html      every promise of a year, with its history
//	channels     channels/index.html    ways to customers, if a report lists any
//	restatements restatements.html      what was corrected, if anything was
//	issues       issues/index.html, issues/2026.html       problems, if a report names one
//	practices    practices/index.html, practices/2026.html cases that can be repeated, or must not be
//	sources      sources/index.html     documents that are quoted, figures that others have
//	tags         tags/index.html        what bears a tag
//	quality      quality.html           how complete reports are, and what is to be said about them
//	calendar     calendar.html          which reports are due, late or missing, if any is owed
//	glossary     glossary.html          what metrics and words mean
//	404      404.html
//
// The first language stands at the top, every other one under its tag:
// zh-Hant/east/2026-03.html. A unit has a page for every period that it has
// figures, targets or words for ([cube.Cube.Periods]); the root's own page is
// the home page. A metric has a page if any unit ever had a value or a target
// of it. A year of a unit stands beside the one before if any of its periods,
// weeks or longer, has figures and so has the same period a year earlier.
//
// # Parts
//
// No page grows with the archive; what there is more of stands on more pages.
//
// A table of units on a page about something else has at most fifty: those with
// the largest figures, or the upper levels of the tree, and a last row that says
// how many more there are and leads to the list of them. A table of months has
// twelve years, and links to the pages of the years before. Beside a page stand
// the units and years around its own.
//
// A list of units that is too long for one page is split along the tree: its
// first page, at the address that it has in any case, lists the root and what is
// directly below it, and the page of each unit there what is below that,
// compare/east/index.html, by number beyond that, compare/east/units-2.html.
//
// What reports list besides figures stands on the pages of the fiscal years of
// the reports' periods, a problem on that of the year in which its key was first
// named, at most two hundred on a page; the first page of problems and of cases
// is about all of them. The first two hundred sources and tags stand on the first
// page of theirs. So an entry keeps its page when others come.
//
// Restatements keep their pages: the first two hundred that were made stand on
// restatements.html, and later ones on those of the years in which they were
// made, restatements/2026.html, restatements/2026-page-2.html. The days and weeks
// of a unit keep theirs, too. A promise stands on the page of the (fiscal) year in
// which the period of its report ends, with two hundred others at most
// (actions/2026.html, actions/2026-page-2.html). The page of a report has a hundred
// entries of a kind, and says where the others are.
//
// # People
//
// Unless the archive publishes its members (domain.md R-1.2-5, §3.9) people are
// counted beside each other: that one of two missed the target. No table, chart, list
// of parts or file of figures has a row for a person. A person's reports have pages
// like all others; ways, lists of reports and what is owed name whose they are.
//
// # Addresses
//
// Every link is relative and names its file, so that pages work from a folder.
// A number links to <its period page>#how-<metric>, where the page tells how it
// was computed. What the ledger tells of the action with an id has the fragment
// action-<id>; [Book.ActionAddress] knows on which page. In the report itself an
// action has the same fragment, and what it says of an earlier one review-<id>. The files that belong to reports are copied to the path that
// they have in content ([Attachment]), once for all languages.
//
// # Views
//
// A view is built when its page is drawn, from the archive and the cube alone,
// and depends on nothing else: building twice gives equal views. Numbers are
// rounded here, once, and never added up afterwards. What is missing is shown
// as missing; a comparison that is refused is a dash with its reason.
//
// A Book is made once and read-only from then on, so that many may build pages
// at once.
package page

import (
	"sync"

	"almanac/site/cube"
	"almanac/site/history"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trace"
)

// A Kind is a kind of page; it names the layout that draws it.
type Kind string

// The kinds of pages.
const (
	Home     Kind = "home"
	Unit     Kind = "unit"
	Period   Kind = "period"
	Metrics  Kind = "metrics"
	Metric   Kind = "metric"
	NotFound Kind = "404"

	Units       Kind = "units"
	Periods     Kind = "periods"
	History     Kind = "history"
	Forecast    Kind = "forecast"
	Compare     Kind = "compare"
	CompareYear Kind = "compareyear"
)

// A Ref names a page.
type Ref struct {
	Kind    Kind
	Lang    string        // tag of the page's language
	Unit    string        // of home, unit, period and compare year pages, and of lists below a unit
	Period  period.Period // of period pages; of compare year pages and lists by year the year
	Metric  string        // of metric pages
	Part    int           // of pages that a list is split into, from 1 on; 0 is the first
	Address string        // "zh-Hant/east/2026-03.html"
	Span    period.Span   // days that the page is about; empty if it is about no period
	Written bool          // a report stands behind it
}

// A Page is what a layout draws.
type Page struct {
	Ref
	Layout string // "period.html"
	View   any    // a pointer to the view of its kind: *HomeView … *NotFoundView
}

// A spot is a unit in a period.
type spot struct {
	unit string
	p    period.Period
}

// A promise is an action, and the report that it stands in.
type promise struct {
	*report.Action
	at spot
}

// A Book is everything that there is to read.
type Book struct {
	archive   *report.Archive
	cube      *cube.Cube
	ledger    *ledger.Ledger
	cal       period.Calendar
	langs     []*locale.Locale
	tags      []string
	refs      []Ref
	at        func() map[string]int // by address, once one is looked for
	tell      *narrative.Narrator
	register  *history.Register
	voices    []*narrative.Voice // by language
	metrics   []*report.Metric
	metricAt  map[string]int   // the place of each
	toHows    []string         // of each, the link to how it was computed on its own page
	grouped   []*report.Metric // the same by group, the groups in the order of their first
	units     map[string]*report.Unit
	has       map[string]*addresses       // by unit: the address of each period page in the first language
	figured   map[string][]period.Period  // by unit: the periods for which it has figures
	pairs     map[string][]pairs          // by unit: what stands beside the year before
	links     func() map[string][]spot    // by what they lead to: the reports with links, once they are asked for
	ways      *cube.Channels              // to customers
	reportsOf map[string][]*report.Report // by unit
	below     map[string][]string         // by unit: those that are part of it now, in the order of the tree
	inside    map[string]int              // by unit: how many are below it, at any depth

	listed, compared, channelled *listing                   // of units, of comparisons, of channels
	scripted                     *listing                   // of what the script of the compare page chooses from
	dayLists                     map[string][]period.Period // by unit: the years of its lists of days and weeks
	corrections                  []cube.Restatement
	correctedOn                  []int // the page of each
	correctionPages              []filed
	actionPages                  []actionPage
	actionOn                     func() map[*ledger.Item]int // the page of each, once it is asked for

	quality      func() *Standings // nil: there are no pages of quality
	qualityYears []period.Period
	qualityCount map[period.Period]int          // how many reports each has
	shelved      func() map[period.Period][]int // by year: the places of its reports in the archive
	undeclared   []undeclared
	duties       func() []history.Duty // what is owed; nil: nothing is
	dutyYears    func() []dutyYear

	reads *trace.Reads // notes what is asked; nil: nobody wants to know
	desks *sync.Pool   // *desk, each of one page at a time
	desk  *desk        // of the page that is being written; nil: none is

	filed *collection // what reports list besides figures

	surrounds *sync.Map // folderOf → *Frame: what the pages of a folder share
}

// A Matter is what a book is made from.
type Matter struct {
	Archive *report.Archive
	Cube    *cube.Cube
	Ledger  *ledger.Ledger
	Tell    *narrative.Narrator
	Langs   []*locale.Locale // that pages are written in
	// Register is who owes which report; without one nothing is owed, and git knows
	// nothing.
	Register *history.Register
	// Quality, if not nil, tells how the reports stand with the rules. It is
	// asked when a page of quality is drawn; nil: there are none.
	Quality func() *Standings
}

// New lists the pages of an archive in the given languages, the first of which
// stands at the top. There must be at least one.
func New(s Matter) *Book {
	a, c, tell, langs := s.Archive, s.Cube, s.Tell, s.Langs
	b := &Book{archive: a, cube: c, ledger: s.Ledger, register: s.Register, quality: s.Quality, cal: a.Calendar, tell: tell, metrics: tell.Metrics(), langs: langs, units: map[string]*report.Unit{}, has: map[string]*addresses{}, reportsOf: map[string][]*report.Report{}, ways: c.Channels(), surrounds: &sync.Map{}, desks: newDesks()}
	for _, l := range langs {
		b.tags = append(b.tags, l.Tag)
	}
	var listing sync.WaitGroup
	listing.Go(b.collect)
	periods := 0
	for _, u := range a.Units {
		b.units[u.ID] = u
		periods += len(c.Periods(u.ID))
	}
	for _, u := range a.Units {
		if len(c.Periods(u.ID)) == 0 {
			continue
		}
		at := &addresses{}
		for _, p := range c.Periods(u.ID) {
			at.set(p, b.address(Ref{Kind: Period, Lang: b.tags[0], Unit: u.ID, Period: p}))
		}
		b.has[u.ID] = at
	}
	for from, to := 0, 0; from < len(a.Reports); from = to {
		unit := a.Reports[from].Unit
		for to < len(a.Reports) && a.Reports[to].Unit == unit {
			to++
		}
		b.reportsOf[unit] = append(b.reportsOf[unit], a.Reports[from:to]...)
	}
	b.links = linksOf(a)
	b.grouped, b.metricAt = byGroup(b.metrics), make(map[string]int, len(b.metrics))
	for i, m := range b.metrics {
		b.metricAt[m.ID] = i
		b.toHows = append(b.toHows, "#"+HowID(m.ID))
	}
	b.figured = b.findFigured()
	b.pairs = b.findPairs()
	b.grow()
	b.listed = b.large()
	b.compared = b.split(compareUnits, func(u string) bool { return b.pairs[u] != nil && tell.Ranks(u) })
	ways := map[string]bool{}
	for _, u := range b.unhidden(b.ways.Units()) {
		ways[u] = true
	}
	b.channelled = b.split(channelUnits, func(u string) bool { return ways[u] })
	b.scripted = b.split(listUnits, func(u string) bool { return len(b.figured[u]) > 0 && tell.Ranks(u) })
	b.findDayLists()
	b.findCorrections()
	b.findQuality()
	b.findActions()
	b.findUndeclared()
	b.findDuties()
	many := periods + len(b.metrics) + 2*len(a.Units) // and some more
	for _, of := range b.pairs {
		many += len(of)
	}
	b.refs = make([]Ref, 0, (many+many/64+16)*len(langs))
	for i, l := range langs {
		b.voices = append(b.voices, tell.Voice(l, b.tags))
		b.list(i, listing.Wait)
	}
	b.at = placesOf(b.refs)
	return b
}

// stands is the address in the first language of a unit's page for a period, and
// whether there is one.
func (b *Book) stands(unit string, p period.Period) (address string, ok bool) {
	b.reads.Standing(unit, p)
	if b.desk == nil || b.desk.standing == nil || b.desk.unit != unit {
		at := b.has[unit]
		if b.desk == nil || at == nil {
			return at.get(p)
		}
		b.desk.unit, b.desk.standing = unit, at
	}
	return b.desk.standing.get(p)
}

// Pages lists every page: by language, then home and units with their periods
// in the order of the tree and the calendar, then metrics, history and forecast,
// years beside those before, actions, channels, restatements, lists, quality, the
// calendar and the glossary. The list
// is the book's own.
func (b *Book) Pages() []Ref { return b.refs }

// Langs lists the tags of the book's languages.
func (b *Book) Langs() []string { return b.tags }

// Title is what links and lists call a page: "East, March 2026".
func (b *Book) Title(r Ref) string { return b.writer(r).title(r) }

// Page builds the page that a ref names.
func (b *Book) Page(r Ref) Page { return b.on(&desk{}, nil).page(r) }

// Show builds the page that a ref names and hands it to a function, which must
// keep nothing of its view. It takes far less than [Book.Page]. Every question that
// the page asks of the archive is noted; nil: none is.
func (b *Book) Show(r Ref, reads *trace.Reads, f func(Page) error) error {
	d := b.desks.Get().(*desk)
	err := f(b.on(d, reads).page(r))
	d.clear()
	b.desks.Put(d)
	return err
}

func (b *Book) page(r Ref) Page {
	return Page{Ref: r, Layout: layoutOf(r.Kind), View: b.writer(r).view()}
}

// on is the same book, but its pages are written on a desk, where it lies; what they
// ask is noted, and the cube's answers are remembered.
func (b *Book) on(d *desk, reads *trace.Reads) *Book {
	d.book = *b
	own := &d.book
	own.desk, own.reads, own.ways = d, reads, b.ways.Watched(reads)
	own.cube = b.cube.Asked(&d.cube, &d.memory, reads)
	own.tell = b.tell.Asked(&d.tell, own.cube, &d.findings, reads)
	return own
}

// view builds the view of the writer's page.
func (w *writer) view() any {
	switch w.ref.Kind {
	case Home:
		return w.home()
	case Unit:
		return w.unitPage()
	case Period:
		return w.periodPage()
	case Units:
		return w.unitsPage()
	case Periods:
		return w.periodsPage()
	case Metrics:
		return w.metricsPage()
	case Metric:
		return w.metricPage()
	case History:
		return w.historyPage()
	case Forecast:
		return w.forecastPage()
	case Compare:
		return w.comparePage()
	case CompareYear:
		return w.compareYearPage()
	case Actions:
		return w.actionsPage()
	case Channels:
		return w.channelsPage()
	case Restatements:
		return w.restatementsPage()
	case Quality:
		return w.qualityPage()
	case Calendar:
		return w.calendarPage()
	case Glossary:
		return w.glossaryPage()
	case Issues:
		return w.issuesPage()
	case Practices:
		return w.practicesPage()
	case Sources:
		return w.sourcesPage()
	case Tags:
		return w.tagsPage()
	}
	return w.notFound()
}

// list adds the pages of one language. What reports list besides figures may not be
// known yet when it begins.
func (b *Book) list(lang int, collected func()) {
	l := b.langs[lang]
	add := func(r Ref) {
		r.Lang = l.Tag
		if lang == 0 && r.Kind == Period {
			r.Address, _ = b.has[r.Unit].get(r.Period)
		} else {
			r.Address = b.address(r)
		}
		b.refs = append(b.refs, r)
	}
	for _, u := range b.archive.Units {
		kind := Unit
		if u.ID == report.Root {
			kind = Home
		}
		add(Ref{Kind: kind, Unit: u.ID})
		written := b.cube.Reports(u.ID)
		for _, p := range b.cube.Periods(u.ID) {
			r := Ref{Kind: Period, Unit: u.ID, Period: p, Span: b.cal.Span(p)}
			for len(written) > 0 && written[0].Period == p {
				r.Written, written = true, written[1:]
			}
			add(r)
		}
		for _, y := range b.dayLists[u.ID] {
			add(Ref{Kind: Periods, Unit: u.ID, Period: y, Span: b.cal.Span(y)})
		}
	}
	b.addParts(Units, add)
	add(Ref{Kind: Metrics})
	for _, m := range b.metrics {
		add(Ref{Kind: Metric, Metric: m.ID})
	}
	if len(b.metrics) > 0 {
		add(Ref{Kind: History})
		add(Ref{Kind: Forecast})
	}
	add(Ref{Kind: Compare})
	b.addParts(Compare, add)
	for _, u := range b.archive.Units {
		for _, y := range b.pairs[u.ID] {
			add(Ref{Kind: CompareYear, Unit: u.ID, Period: y.year, Span: b.cal.Span(y.year)})
		}
	}
	if len(b.actionPages) > 0 {
		add(Ref{Kind: Actions})
	}
	for _, x := range b.actionPages {
		add(Ref{Kind: Actions, Period: x.year, Part: x.part, Span: b.cal.Span(x.year)})
	}
	if len(b.channelled.all) > 0 {
		add(Ref{Kind: Channels})
		b.addParts(Channels, add)
	}
	if len(b.corrections)+len(b.undeclared) > 0 {
		add(Ref{Kind: Restatements})
	}
	for _, x := range b.correctionPages {
		if !x.year.IsZero() {
			add(Ref{Kind: Restatements, Period: x.year, Part: x.part, Span: b.cal.Span(x.year)})
		}
	}
	collected()
	b.addFiled(add)
	if b.quality != nil {
		add(Ref{Kind: Quality})
		for _, y := range b.qualityYears {
			for part := 1; part <= b.qualityParts(y); part++ {
				add(Ref{Kind: Quality, Period: y, Part: part, Span: b.cal.Span(y)})
			}
		}
	}
	if b.duties != nil {
		add(Ref{Kind: Calendar})
		for _, y := range b.dutyYears() {
			for part := range y.parts {
				add(Ref{Kind: Calendar, Period: y.year, Part: part + 1, Span: b.cal.Span(y.year)})
			}
		}
	}
	add(Ref{Kind: Glossary})
	add(Ref{Kind: NotFound})
}
