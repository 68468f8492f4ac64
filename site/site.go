package site

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"almanac/site/content"
	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/history"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/memory"
	"almanac/site/narrative"
	"almanac/site/page"
	"almanac/site/period"
	"almanac/site/render"
	"almanac/site/report"
)

// Options are what a [Site] depends on besides its archive.
type Options struct {
	Dir    string      // the archive's folder
	AsOf   *period.Day // nil: as the configuration, git or Today say
	Today  period.Day
	Drafts bool // figures and pages of drafts exist
	Empty  bool // that there are no reports yet is no fault
	// Figures: nothing but figures will be asked for, neither pages nor remarks nor
	// what is owed, so that git need not be asked what it knows of reports.
	Figures bool
	// Memory, if not nil, is what earlier runs knew; Write adds to it.
	Memory *memory.Memory
	// Into, if it is known, is the folder that the site will be written to: with a
	// memory it is looked at while the archive is read.
	Into string
	// Live: the archive is being written and will be opened again and again. What
	// is read is kept for that, and remarks are worked out when they are asked for.
	Live bool
	// Lang is the language that remarks are said in; "" or one that the archive
	// has no catalogue of: its first.
	Lang string
	// Only, if not nil, are the files that remarks are wanted on, relative to the
	// archive with slashes.
	Only []string
	// Progress, if not nil, is told how far work is; a total of 0 is not known.
	Progress func(what string, done, total int)
}

// A Fault is something that the world does wrong: a folder that cannot be
// read, a disk that is full, an output folder that must not be touched.
type Fault struct {
	Err  error
	Hint string
}

func (f *Fault) Error() string { return f.Err.Error() }
func (f *Fault) Unwrap() error { return f.Err }

// faultf is a Fault as by fmt.Errorf.
func faultf(hint, format string, args ...any) error {
	return &Fault{fmt.Errorf(format, args...), hint}
}

// A Site is an archive with everything that is worked out from it. It never
// changes, and many may use it at once.
type Site struct {
	options  Options
	archive  *report.Archive
	cube     *cube.Cube
	ledger   *ledger.Ledger
	courses  func() *courses
	register *history.Register
	tell     *narrative.Narrator
	asOf     period.Day
	locales  map[string]*locale.Locale
	book     *page.Book
	renderer *render.Renderer
	sources  map[string]drawing        // by address: those of all files but pages
	streams  map[string]stream         // by address: those of large files, which are written as they are drawn
	rest     func() map[string]drawing // of a site that was renewed: the sources, once they are asked for
	files    []string                  // addresses, sorted
	pages    int                       // how many of the files are pages
	used     map[string]bool           // metrics that some unit has a value of
	reading  *content.Reading          // nil: the archive could not be read
	past     *content.Past
	looks    looks

	read       func() []diag.Diagnostic // what reading found
	unread     error                    // why some of the archive could not be read
	unreadable bool

	// What is worked out once it is asked for.
	heard    func() []heard // every report, and what is none
	minutes  *minutes       // of a live archive, what was heard of it; nil: of another
	remarks  func() remarks
	begun    func() *hearing // the hearing for the verdicts, once
	verdicts func() *verdicts
	answers  func() (*answers, error)
	digests  func() digests
	glance   func() *glance
	// What is remembered of pages and of verdicts.
	pagesBefore, verdictsBefore func() *record
}

// Open reads an archive and works out everything. What people wrote wrong is
// in its [Site.Remarks]; an error is a [Fault]. An error beside a Site says
// that some of it could not be read.
func Open(ctx context.Context, o Options) (*Site, error) {
	return (&Site{past: o.past()}).open(ctx, o)
}

// open opens an archive with what an earlier site knows of it.
func (before *Site) open(ctx context.Context, o Options) (*Site, error) {
	s := &Site{options: o}
	if o.Live {
		s.past, s.minutes = before.past, before.minutes
		if s.minutes == nil {
			s.minutes = &minutes{}
		}
	}
	own, err := s.ownLayouts()
	if err != nil {
		return nil, err
	}
	defer own.Close()

	o.step("reading")
	s.glance = func() *glance { return nil }
	if o.Memory != nil && !o.Figures && o.Into != "" {
		s.glance = soon(o.glance)
	}
	dressed := soon(func() error { return s.dress(own, "", before.looks) })
	headings := func() map[string]string { dressed(); return roles(s.locales) }
	reading, read, unread := content.Open(ctx, o.Dir, content.Options{Roles: headings, Past: before.past})
	if err := errors.Join(dressed(), ctx.Err()); err != nil {
		return nil, err
	}
	if reading == nil && unread != nil {
		return nil, o.readFault(unread)
	}
	if s.archive = nothing(); reading != nil {
		s.archive = reading.Archive
	}
	if o.Live {
		s.reading = reading
	}
	if err := s.dress(own, s.archive.Publish.Variant, before.looks); err != nil {
		return nil, err
	}
	s.ask(ctx, reading, before.courses)
	s.asOf = pickAsOf(ctx, o, s.archive)

	o.step("adding up")
	s.reckon()
	if err := s.render(own, before.looks); err != nil {
		return nil, err
	}
	s.unreadable = diag.Unreadable(read) || diag.Unreadable(s.looks.wrong)
	s.read, s.unread = func() []diag.Diagnostic { return read }, unread
	s.listen()
	s.bind()
	if err := s.index(); err != nil && !diag.Unreadable(read) {
		return nil, err
	}
	return s, o.readFault(unread)
}

// reckon works out every figure and what became of every promise. Figures take
// longest, and come first.
func (s *Site) reckon() {
	c := soon(func() *cube.Cube { return cube.New(s.archive, cube.Options{AsOf: s.asOf, Drafts: s.options.Drafts}) })
	s.recollect()
	s.ledger = ledger.New(s.archive, ledger.Options{AsOf: s.asOf, Drafts: s.options.Drafts,
		Met: func(a *report.Action, r *report.Report) bool { return c().Meets(a, r) }})
	s.cube = c()
}

// soon begins to work something out. Who asks for the answer waits for it, and
// panics if the work did.
func soon[T any](work func() T) func() T {
	var answer T
	var panicked any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { panicked = recover() }()
		answer = work()
	}()
	return func() T {
		<-done
		if panicked != nil {
			panic(panicked)
		}
		return answer
	}
}

// recollect begins, where there is a memory, what does not need the figures, while
// those are added up.
func (s *Site) recollect() {
	m, a := s.options.Memory, s.archive
	if m == nil || s.options.Figures {
		return
	}
	s.digests = soon(func() digests { return newDigests(a) })
	s.pagesBefore = soon(func() *record { return recallRecord(m, pagesPart) })
	s.verdictsBefore = soon(func() *record { return recallRecord(m, verdictsPart) })
}

// handed hands an answer out once, and does not keep it.
func handed[T any](answer func() T) func() T {
	return func() T {
		x := answer()
		answer = nil
		return x
	}
}

// listen gets ready to hear the reports once somebody asks.
func (s *Site) listen() {
	s.heard = sync.OnceValue(s.hearAll)
	s.remarks = sync.OnceValue(s.remarked)
	s.begun = s.hearing
	s.verdicts = sync.OnceValue(s.judge)
	s.answers = sync.OnceValues(s.newAnswers)
	if s.digests == nil || s.options.Memory == nil {
		a := s.archive
		s.digests = sync.OnceValue(func() digests { return newDigests(a) })
	}
}

// bind makes the book of the cube and the ledger.
func (s *Site) bind() {
	if !s.options.Figures {
		s.register = s.newRegister()
		soon(s.register.List)
		if s.options.Into != "" {
			s.begun = handed(soon(s.hearing))
		}
	}
	s.tell = narrative.New(s.archive, s.cube, s.ledger)
	s.book = page.New(s.matter())
	s.used = s.usedMetrics()
}

// matter is what the site's book is made from.
func (s *Site) matter() page.Matter {
	return page.Matter{Archive: s.archive, Cube: s.cube, Ledger: s.ledger, Tell: s.tell, Langs: s.languages(), Register: s.register, Quality: sync.OnceValue(s.standings)}
}

// past is what earlier readings of the archive knew; nil: nothing.
func (o Options) past() *content.Past {
	if o.Memory == nil && !o.Live {
		return nil
	}
	return content.NewPast(o.Memory)
}

func (o Options) step(what string) {
	if o.Progress != nil {
		o.Progress(what, 0, 0)
	}
}

// readFault is what keeps an archive from being read, as a Fault; nil for nil.
func (o Options) readFault(err error) error {
	switch {
	case err == nil, o.Empty && errors.Is(err, content.ErrNoReports):
		return nil
	case errors.Is(err, content.ErrNoReports):
		return &Fault{err, "a report is a file such as content/2026-03.md: front matter between two lines +++, and text below it"}
	}
	return &Fault{err, ""}
}

// nothing is an archive whose configuration could not be read.
func nothing() *report.Archive {
	return &report.Archive{Units: []*report.Unit{{ID: report.Root, Level: report.Company}}}
}

// roles is the table of headings by which content knows a section's role, from
// the catalogues of all languages.
func roles(locales map[string]*locale.Locale) map[string]string {
	table := content.DefaultRoles()
	for _, l := range locales {
		for role, words := range l.Roles() {
			for _, w := range words {
				if w = strings.ToLower(w); table[w] == "" {
					table[w] = role
				}
			}
		}
	}
	return table
}

// languages are those that pages are written in.
func (s *Site) languages() (list []*locale.Locale) {
	for _, tag := range s.archive.Languages {
		if l := s.locales[tag]; l != nil {
			list = append(list, l)
		}
	}
	if len(list) == 0 {
		list = append(list, locale.Match(s.locales, s.language()))
	}
	return list
}

// language is the first language of the archive.
func (s *Site) language() string {
	if len(s.archive.Languages) == 0 {
		return locale.Fallback
	}
	return s.archive.Languages[0]
}

// Locale is the archive's first language, ready to print.
func (s *Site) Locale() *locale.Locale { return locale.Match(s.locales, s.language()) }

// AsOf is the day as on which the site looks at the archive.
func (s *Site) AsOf() period.Day { return s.asOf }

// Name is what a unit is called in the archive's first language; the root's
// is the archive's title if it has no name.
func (s *Site) Name(unit string) string {
	name := ""
	if u := s.archive.Unit(unit); u != nil {
		name = u.Name.In(s.language(), s.archive.Languages...)
	}
	if name == "" && unit == report.Root {
		name = s.archive.Title.In(s.language(), s.archive.Languages...)
	}
	if name == "" {
		name = unit
	}
	return name
}

// usedMetrics finds the metrics of which some unit has a value.
func (s *Site) usedMetrics() map[string]bool {
	used := map[string]bool{}
	for _, m := range s.archive.Metrics {
		used[m.ID] = slices.ContainsFunc(s.archive.Units, func(u *report.Unit) bool { return s.cube.Ever(u.ID, m.ID) })
	}
	return used
}
