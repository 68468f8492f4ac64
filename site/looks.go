package site

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"

	"almanac/layouts"
	"almanac/site/diag"
	"almanac/site/locale"
	"almanac/site/render"
)

// looks are the catalogues and layouts of a site.
type looks struct {
	own        bool                  // the archive has some of its own
	catalogues map[string]catalogues // by variant
	problems   []locale.Problem      // with those in use
	renderer   *render.Renderer
	wrong      []diag.Diagnostic // with layouts
}

// catalogues are those of all languages, with what is wrong with them.
type catalogues struct {
	locales  map[string]*locale.Locale
	problems []locale.Problem
}

// dress loads the catalogues of a variant, unless they are known: to an earlier
// site those that are built in.
func (s *Site) dress(own folder, variant string, before looks) error {
	x := &s.looks
	if x.own = own.Root != nil; x.catalogues == nil {
		x.catalogues = map[string]catalogues{}
		if !x.own && !before.own {
			maps.Copy(x.catalogues, before.catalogues)
		}
	}
	c, known := x.catalogues[variant]
	if !known {
		files := own.over(layouts.FS)
		if variant != "" {
			files = own.over(layouts.FS, layouts.Variant(variant))
		}
		var err error
		if c.locales, c.problems, err = locale.LoadAll(files...); err != nil {
			return faultf("", "loading the catalogues: %w", err)
		}
		x.catalogues[variant] = c
	}
	s.locales, x.problems = c.locales, c.problems
	return nil
}

// render loads the layouts, unless an earlier site did and they are all built in.
func (s *Site) render(own folder, before looks) error {
	x := &s.looks
	if x.renderer, x.wrong = before.renderer, before.wrong; x.own || before.own || x.renderer == nil {
		var err error
		if x.renderer, x.wrong, err = render.New(layouts.FS, own.fs()); err != nil {
			return faultf("", "loading the layouts: %w", err)
		}
	}
	s.renderer = x.renderer
	return nil
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

// ReadLink and Lstat tell where links lead, so that this can be said of those that
// cannot be followed.
func (p plainFS) ReadLink(name string) (string, error) {
	return fs.ReadLink(p.whole, path.Join(p.dir, name))
}

func (p plainFS) Lstat(name string) (fs.FileInfo, error) {
	return fs.Lstat(p.whole, path.Join(p.dir, name))
}

// Stat opens nothing.
func (p plainFS) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	return fs.Stat(p.whole, path.Join(p.dir, name))
}
