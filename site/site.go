package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"almanac/layouts"
	"almanac/site/check"
	"almanac/site/content"
	"almanac/site/cube"
	"almanac/site/diag"
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
	// Memory, if not nil, is what earlier runs knew; Write adds to it.
	Memory *memory.Memory
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
	tell     *narrative.Narrator
	asOf     period.Day
	locales  map[string]*locale.Locale
	book     *page.Book
	renderer *render.Renderer
	sources  map[string]drawing // by address
	streams  map[string]stream  // by address: those of large files, which are written as they are drawn
	files    []string           // addresses, sorted
	pages    int                // how many of the files are pages
	remarks  func() []diag.Diagnostic // waits for the rules
	unread   bool                     // some report could not be read
	used     map[string]bool // metrics that some unit has a value of
}

// Open reads an archive and works out everything. What people wrote wrong is
// in its [Site.Remarks]; an error is a [Fault]. An error beside a Site says
// that some of it could not be read.
func Open(ctx context.Context, o Options) (*Site, error) {
	s := &Site{options: o}
	own, err := s.ownLayouts()
	if err != nil {
		return nil, err
	}
	defer own.Close()

	o.step("reading")
	load := soon(func() catalogues { return loadCatalogues(own.over(layouts.FS)) })
	archive, remarks, unread := content.Read(ctx, o.Dir, content.Options{Roles: func() map[string]string { return roles(load().locales) }, Past: o.past()})
	words := load()
	if err := errors.Join(ctx.Err(), words.err); err != nil {
		return nil, err
	}
	if archive == nil && unread != nil {
		return nil, o.readFault(unread)
	}
	if archive == nil {
		archive = nothing()
	}
	if v := archive.Publish.Variant; v != "" {
		if words = loadCatalogues(own.over(layouts.FS, layouts.Variant(v))); words.err != nil {
			return nil, words.err
		}
	}
	s.archive, s.locales, s.asOf = archive, words.locales, pickAsOf(ctx, o, archive)

	o.step("adding up")
	s.addUp()
	renderer, wrong, err := render.New(layouts.FS, own.fs())
	if err != nil {
		return nil, faultf("", "loading the layouts: %w", err)
	}
	s.renderer, s.used = renderer, s.usedMetrics()
	s.unread = diag.Unreadable(remarks) || diag.Unreadable(wrong)
	s.remarks = soon(func() []diag.Diagnostic {
		found := check.Run(check.Input{Archive: archive, Cube: s.cube, Locale: s.Locale()})
		return s.gather(remarks, certain(found, remarks, unread), catalogueRemarks(words.problems, archive.Languages), wrong)
	})
	s.tell = narrative.New(archive, s.cube, s.ledger)
	s.book = page.New(archive, s.cube, s.tell, s.languages())
	if err := s.index(); err != nil && !diag.Unreadable(remarks) {
		return nil, err
	}
	return s, o.readFault(unread)
}

// addUp works out every figure and what became of every promise.
func (s *Site) addUp() {
	c := soon(func() *cube.Cube { return cube.New(s.archive, cube.Options{AsOf: s.asOf, Drafts: s.options.Drafts}) })
	s.ledger = ledger.New(s.archive, ledger.Options{AsOf: s.asOf, Drafts: s.options.Drafts,
		Met: func(a *report.Action, r *report.Report) bool { return c().Meets(a, r) }})
	s.cube = c()
}

// catalogues are the words of all languages, and what is wrong with them.
type catalogues struct {
	locales  map[string]*locale.Locale
	problems []locale.Problem
	err      error
}

func loadCatalogues(from []fs.FS) (c catalogues) {
	if c.locales, c.problems, c.err = locale.LoadAll(from...); c.err != nil {
		c.err = faultf("", "loading the catalogues: %w", c.err)
	}
	return c
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

// past is what earlier readings of the archive knew; nil: nothing.
func (o Options) past() *content.Past {
	if o.Memory == nil {
		return nil
	}
	return content.NewPast(o.Memory)
}

func (o Options) step(what string) {
	if o.Progress != nil {
		o.Progress(what, 0, 0)
	}
}

// folder is an archive's own folder of layouts, seen from the archive's, so that
// links in it may lead to other places of the archive; nil if it has none.
type folder struct{ *os.Root }

const layoutDir = "layouts"

// ownLayouts opens the archive's own layouts, if it has any.
func (s *Site) ownLayouts() (folder, error) {
	archive, err := os.OpenRoot(s.options.Dir)
	if err != nil {
		return folder{}, nil // content says so
	}
	info, err := archive.Stat(layoutDir)
	if err == nil && info.IsDir() {
		var f *os.File
		if f, err = archive.Open(layoutDir); err == nil {
			f.Close()
			return folder{archive}, nil
		}
	}
	defer archive.Close()
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return folder{}, nil
	}
	if _, lerr := archive.Readlink(layoutDir); lerr == nil {
		return folder{}, faultf("put what it leads to in its place", "layouts is a link that leads out of the archive: %w", err)
	}
	return folder{}, faultf("", "opening the layouts: %w", err)
}

// Close is [os.Root.Close], and nothing for a folder that there is not.
func (f folder) Close() {
	if f.Root != nil {
		f.Root.Close()
	}
}

// fs is the folder's files; nil if it is not there.
func (f folder) fs() fs.FS {
	if f.Root == nil {
		return nil
	}
	return plainFS{f.Root.FS(), layoutDir}
}

// over lists the built-in files and, over them, those of the folder.
func (f folder) over(builtin ...fs.FS) []fs.FS {
	if f.Root == nil {
		return builtin
	}
	return append(builtin, f.fs())
}

// plainFS is a folder of a file system in which nothing opens but files and
// folders: a named pipe would keep whoever opens it waiting for ever.
type plainFS struct {
	whole fs.FS
	dir   string
}

func (p plainFS) Open(name string) (fs.File, error) {
	info, err := p.Stat(name)
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: name, Err: errors.New("it is neither a file nor a folder")}
	}
	if err != nil {
		return nil, err
	}
	return p.whole.Open(path.Join(p.dir, name))
}

// Stat opens nothing.
func (p plainFS) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	return fs.Stat(p.whole, path.Join(p.dir, name))
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
