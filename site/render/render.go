// Package render draws pages: a [Renderer] puts the view of a [page.Page] into
// its layout and returns bytes. Its other noun is the [Asset], a file that
// pages refer to.
//
// # Layouts
//
// A layout is an html/template file at the top of the layouts folder, named
// after the kind of page: period.html gets a *page.PeriodView. Files whose
// names begin with an underscore hold parts that layouts share. A file of the
// same name in the archive's own folder replaces the built-in one; a name that
// nothing built-in has is a warning, since it is drawn by nobody. A byte order
// mark and Windows line ends are tolerated.
//
// Layouts decide what stands where; they compute nothing. What repeats (tables,
// trees, charts, lists) comes as one finished fragment from a function:
//
//	head frame            what is in <head>       banner frame   the site's links
//	side frame            the side of a page      crumbs frame   where the page is
//	heading frame         title and neighbours    foot frame     the end of a page
//	links list            a row of links          tree branches  trees of links
//	message sentences     sentences with links    facts list     labelled values
//	table t               a table                 sections list  titled lists of tables
//	figure c              a chart with its table  figures list   several
//	lines list            reports with their summaries
//	blocks list           authored entries
//	prose p               the author's text
//	report p frame        the same with its title, and what there is to know of it
//	how list              how figures were computed
//
// A layout may as well range over the same structs itself: it costs time, not
// correctness. Every fragment escapes all words with one function ([out.text]).
//
// html/template is the law of layouts: which syntax there is, what is escaped
// and how, what an error says. Those that keep to what all built-in ones are
// made of, a [compiler] makes into programs, which write the same bytes at a
// fraction of the cost; it tells what that is. Any other layout html/template
// draws itself.
//
// # Faults
//
// A syntax error, a missing part or an unknown function is a remark with the
// file's line. A missing layout, a field that does not exist, a value that
// html/template would not put where it stands (ZgotmplZ), output beyond 64 MiB
// and a layout that runs longer than ten seconds are errors that name the
// layout and the page.
//
// A Renderer is made once and may draw many pages at once. Drawing the same
// page twice gives the same bytes.
package render

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"
	"time"

	"almanac/site/diag"
	"almanac/site/page"
)

// An Asset is a file that pages refer to, at its address.
type Asset struct {
	Path string // assets/almanac.css
	Data []byte
}

// A Renderer draws pages.
type Renderer struct {
	set      *template.Template // never executed: who executes it has a copy
	assets   []Asset
	programs programs
	presses  presses
	foreign  bool          // some layouts are the archive's own
	patience time.Duration // how long one of these may draw a page
	stuck    sync.Map      // the layouts that took longer
}

// New reads the built-in layouts, and over them the archive's own, which may
// be nil. What is wrong with an own layout is a remark, and the built-in one is
// used instead; the error is that of a built-in one.
func New(builtin, override fs.FS) (*Renderer, []diag.Diagnostic, error) {
	files, _, err := read(builtin)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the layouts: %w", err)
	}
	r := &Renderer{patience: maxTime}
	set, err := parseLayouts(files)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the layouts: %w", err)
	}
	var remarks []diag.Diagnostic
	if override != nil {
		own, stray, err := read(override)
		if err != nil {
			return nil, nil, fmt.Errorf("reading the archive's layouts: %w", err)
		}
		remarks, r.foreign = append(stray, lay(files, own)...), len(own) > 0
		if set, err = parseLayouts(files); err != nil {
			return nil, nil, fmt.Errorf("reading the layouts: %w", err)
		}
	}
	r.set, r.assets = set, assets(files)
	return r, diag.Sort(remarks), nil
}

// Assets lists the files that pages refer to, sorted by path.
func (r *Renderer) Assets() []Asset { return r.assets }

// Draw adds a page to a buffer. Nothing is added if drawing fails.
func (r *Renderer) Draw(b *bytes.Buffer, p page.Page) error {
	if r.set.Lookup(p.Layout) == nil {
		return fmt.Errorf("drawing %s: there is no layout %s", p.Address, p.Layout)
	}
	x := r.presses.take()
	err := r.execute(x, p)
	if err == errTime { // it may still be running, and writing into x
		return fmt.Errorf("drawing %s: %w", p.Address, explain(err, p.Layout))
	}
	defer r.presses.put(x)
	if err != nil {
		return fmt.Errorf("drawing %s: %w", p.Address, explain(err, p.Layout))
	}
	if err := x.page.check(p.Layout); err != nil {
		return fmt.Errorf("drawing %s: %w", p.Address, err)
	}
	x.page.into(b)
	return nil
}

// execute runs a layout. One of the archive's own is watched: a loop in it that
// writes nothing cannot be stopped, only left behind, and after that the layout
// is not tried again.
func (r *Renderer) execute(x *press, p page.Page) error {
	prog := r.programs.of(r.set, p.Layout, p.View)
	if !r.foreign {
		return r.press(x, prog, p)
	}
	if _, stuck := r.stuck.Load(p.Layout); stuck {
		return errTime
	}
	type outcome struct {
		err    error
		panics any
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() { o.panics = recover(); done <- o }()
		o.err = r.press(x, prog, p)
	}()
	timer := time.NewTimer(r.patience)
	defer timer.Stop()
	select {
	case o := <-done:
		if o.panics != nil {
			panic(o.panics)
		}
		return o.err
	case <-timer.C:
		r.stuck.Store(p.Layout, true)
		return errTime
	}
}

// press draws a page with its program, and with html/template if there is none or
// it gave up.
func (r *Renderer) press(x *press, prog *program, p page.Page) error {
	if prog != nil && x.run(prog, p.View) {
		return nil
	}
	return x.draw(r.set, p)
}

// read reads the templates and assets of a folder of layouts, by name. Links that
// cannot be followed are said.
func read(fsys fs.FS) (files map[string][]byte, stray []diag.Diagnostic, err error) {
	files = map[string][]byte{}
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == "." && isMissing(err):
			return fs.SkipAll
		case err != nil:
			return err
		case d.IsDir():
			if name == "i18n" || name == "new" || name != "." && name[0] == '.' {
				return fs.SkipDir
			}
			return nil
		case strings.HasPrefix(path.Base(name), "."):
			return nil
		case path.Ext(name) != ".html" && !strings.HasPrefix(name, assetFolder+"/"):
			return nil
		}
		info, err := fs.Stat(fsys, name)
		if err != nil && d.Type()&fs.ModeSymlink != 0 {
			if remark, ok := strayLink(fsys, name, err); ok {
				stray = append(stray, remark)
				return nil
			}
		}
		if err != nil || !info.Mode().IsRegular() {
			return cmp.Or(err, fmt.Errorf("%s is neither a file nor a link to one", name))
		}
		data, err := fs.ReadFile(fsys, name)
		files[name] = data
		return err
	})
	return files, stray, err
}

const assetFolder = "assets"

// assets lists the files that pages refer to.
func assets(files map[string][]byte) (list []Asset) {
	for name, data := range files {
		if strings.HasPrefix(name, assetFolder+"/") {
			list = append(list, Asset{name, data})
		}
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Path < list[j].Path })
	return list
}

// templates lists the names of the layouts, sorted.
func templates(files map[string][]byte) (names []string) {
	for name := range files {
		if path.Ext(name) == ".html" && !strings.Contains(name, "/") {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}
