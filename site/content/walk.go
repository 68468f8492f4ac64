package content

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"almanac/site/diag"
	"almanac/site/memory"
)

// The limits on paths: what the common file systems and web servers take.
const (
	maxPath  = 300
	maxDepth = 100
)

// A source is a report's file, or that of one of its translations.
type source struct {
	path    string // relative to the archive
	address address
	stamp   memory.Stamp // when it was listed; zero: it is not known, or lies behind a link
}

// A tree is what lies in content.
type tree struct {
	sources     []source
	files       map[string]bool      // every file, relative to content
	attachments map[address][]string // relative to content, in order
	folders     []string             // that hold a report, below or in them, relative to content
	links       bool                 // some report is a link to another file
	data        []dataFile           // of other departments
	remarks     []diag.Diagnostic
	errs        []error
}

// list walks content in the order of its names.
func list(ctx context.Context, fsys fs.FS) (*tree, error) {
	t := &tree{files: map[string]bool{}, attachments: map[address][]string{}}
	info, err := fs.Stat(fsys, contentDir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return t, fmt.Errorf("%w: there is no folder %s", ErrNoReports, contentDir)
	case err != nil:
		if d, ok := strayLink(fsys, contentDir); ok {
			t.remarks = append(t.remarks, d)
			return t, nil
		}
		return t, fmt.Errorf("reading %s: %w", contentDir, err)
	case !info.IsDir():
		return t, fmt.Errorf("%w: %s is a file, not a folder", ErrNoReports, contentDir)
	}
	w := walker{ctx, fsys, t, readFolders(ctx, fsys)}
	w.folder(contentDir, 1)
	w.dataFiles()
	return t, ctx.Err()
}

type walker struct {
	ctx  context.Context
	fsys fs.FS
	*tree
	folders map[string]listed // by path
}

// A listed is what a folder holds, in the order of names.
type listed struct {
	entries []fs.DirEntry
	err     error
}

// readFolders reads content and all folders in it, on all processors: those of
// one depth at a time.
func readFolders(ctx context.Context, fsys fs.FS) map[string]listed {
	all := map[string]listed{}
	level := []string{contentDir}
	for depth := 1; len(level) > 0 && depth <= maxDepth+1; depth++ {
		found := make([]listed, len(level))
		var next atomic.Int64
		var wg sync.WaitGroup
		for range min(runtime.GOMAXPROCS(0), len(level)) {
			wg.Go(func() {
				for i := int(next.Add(1)) - 1; i < len(level) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
					found[i].entries, found[i].err = fs.ReadDir(fsys, level[i])
				}
			})
		}
		wg.Wait()
		var below []string
		for i, l := range found {
			all[level[i]] = l
			for _, e := range l.entries {
				if name := e.Name(); e.IsDir() && name[0] != '.' && name[0] != '_' {
					below = append(below, level[i]+"/"+name)
				}
			}
		}
		level = below
	}
	return all
}

func (t *tree) say(r diag.Rule, file, message, hint string) {
	t.remarks = append(t.remarks, r.At(file, 0, 0, message, hint))
}

// folder lists a folder, and tells whether a report lies in or below it.
func (w *walker) folder(dir string, depth int) (reports bool) {
	here := w.folders[dir]
	if here.err != nil && w.ctx.Err() == nil {
		w.errs = append(w.errs, fmt.Errorf("reading the folder %s: %w", dir, here.err))
		return false
	}
	seen := make(map[string]string, len(here.entries))
	for _, e := range here.entries {
		name := e.Name()
		if w.ctx.Err() != nil {
			return reports
		}
		if name[0] == '.' || name[0] == '_' || !w.usable(dir, name, depth) {
			continue
		}
		full := dir + "/" + name
		fold := folded(name)
		if other, ok := seen[fold]; ok {
			w.say(ruleDuplicate, full, fmt.Sprintf("%s and %s are one name to many file systems", name, other), "rename one of them")
			continue
		}
		seen[fold] = name
		switch mode := w.mode(full, e); {
		case mode.IsDir():
			below := w.folder(full, depth+1)
			reports = reports || below
		case mode.IsRegular():
			isReport := w.file(full, e)
			reports = reports || isReport
		}
	}
	if reports && dir != contentDir {
		w.tree.folders = append(w.tree.folders, strings.TrimPrefix(dir, contentDir+"/"))
	}
	return reports
}

// usable checks the name of an entry, and how long and deep its path is.
func (w *walker) usable(dir, name string, depth int) bool {
	full := dir + "/" + name
	why, hint := checkName(name)
	switch {
	case len(full) > maxPath:
		w.say(ruleLimit, full, fmt.Sprintf("the path has %d bytes, more than %d", len(full), maxPath), "use shorter names or fewer folders")
		return false
	case depth > maxDepth:
		w.say(ruleLimit, full, fmt.Sprintf("the path lies deeper than %d folders", maxDepth), "use fewer folders")
		return false
	case why != "":
		w.say(rulePath, full, why, hint)
		return false
	}
	return true
}

// mode returns the type of an entry, that of its target for a link to a file
// inside the archive. What must not be opened is said and has no type.
func (w *walker) mode(full string, e fs.DirEntry) fs.FileMode {
	const irregular = fs.ModeIrregular
	t := e.Type()
	if t&fs.ModeSymlink == 0 {
		if !t.IsDir() && !t.IsRegular() {
			w.say(rulePath, full, "it is neither a file nor a folder but a "+kindOf(t), "remove it")
			return irregular
		}
		return t
	}
	target, err := fs.ReadLink(w.fsys, full)
	if err != nil {
		target = "?"
	}
	info, err := fs.Stat(w.fsys, full)
	switch {
	case err != nil && (path.IsAbs(target) || escapes(path.Dir(full), target)):
		w.say(ruleLinkOut, full, fmt.Sprintf("the link leads out of the archive, to %s", target), "put a copy of the file in its place")
	case err != nil:
		w.say(ruleLinkOut, full, fmt.Sprintf("the link to %s leads nowhere", target), "remove it")
	case info.IsDir():
		w.say(ruleLinkOut, full, fmt.Sprintf("the link leads to a folder, %s", target), "links may lead to files only")
	case !info.Mode().IsRegular():
		w.say(rulePath, full, fmt.Sprintf("the link to %s leads to a %s", target, kindOf(info.Mode())), "remove it")
	default:
		_, report := addressOf(full)
		w.links = w.links || report
		return info.Mode().Type()
	}
	return irregular
}

// strayLink says where a symbolic link leads that cannot be followed, if name is one.
func strayLink(fsys fs.FS, name string) (diag.Diagnostic, bool) {
	target, err := fs.ReadLink(fsys, name)
	return ruleLinkOut.At(name, 0, 0, fmt.Sprintf("the link leads out of the archive, to %s", target), "put what it leads to in its place"), err == nil
}

// escapes reports whether a link's target, seen from dir, lies outside.
func escapes(dir, target string) bool {
	p := path.Join(dir, target)
	return p == ".." || strings.HasPrefix(p, "../")
}

func kindOf(m fs.FileMode) string {
	switch {
	case m&fs.ModeNamedPipe != 0:
		return "named pipe"
	case m&fs.ModeSocket != 0:
		return "socket"
	case m&fs.ModeDevice != 0:
		return "device"
	}
	return "special file"
}

// file notes a file, and tells whether it is a report.
func (w *walker) file(full string, e fs.DirEntry) bool {
	rel := strings.TrimPrefix(full, contentDir+"/")
	w.files[rel] = true
	if a, ok := addressOf(full); ok {
		w.sources = append(w.sources, source{full, a, stampOf(e)})
		return true
	}
	if folder, ok := attachmentsOf(rel); ok {
		a := owner(folder)
		w.attachments[a] = append(w.attachments[a], rel)
		return false
	}
	switch ext := strings.ToLower(path.Ext(full)); ext {
	case ".md", ".markdown":
		w.say(rulePeriod, full, noPeriod(path.Base(full)), periodHint(path.Base(full)))
	case ".txt", ".doc", ".docx", ".odt", ".rtf":
		stem, _, _ := strings.Cut(path.Base(full), ".")
		if _, err := calendarFor(stem).Parse(stem); err == nil { // somebody takes it for a report
			w.say(mild(rulePath), full, fmt.Sprintf("a file that ends in %s is not read, though it is called like a report", ext), fmt.Sprintf("save its text as %s.md, or begin its name with _", stem))
		}
	}
	return false
}

// stampOf is the stamp that a file had when its folder was listed: what is read
// later is as old, or gets another one.
func stampOf(e fs.DirEntry) memory.Stamp {
	if !e.Type().IsRegular() {
		return memory.Stamp{}
	}
	info, err := e.Info()
	if err != nil {
		return memory.Stamp{}
	}
	return memory.StampOf(info)
}

// noPeriod says why a file's name is no period.
func noPeriod(name string) string {
	if stem, isMD := strings.CutSuffix(name, ".md"); isMD && strings.ContainsAny(stem, "0123456789") {
		if _, err := calendarFor(stem).Parse(stem); err != nil {
			return err.Error()
		}
	}
	return fmt.Sprintf("%q names no period", name)
}

// periodHint says what a report's file may be called.
func periodHint(name string) string {
	for _, tail := range []string{".MD", ".Md", ".mD", ".markdown"} {
		if stem, ok := strings.CutSuffix(name, tail); ok && isOrder(stem) {
			return fmt.Sprintf("did you mean %q?", stem+".md")
		}
	}
	return "a report is called 2026-03-31.md, 2026-W14.md, 2026-03.md, 2026-Q1.md or 2026.md; begin the name of any other file with _"
}

// collide finds reports that two files hold, and translations without report.
func (t *tree) collide() {
	slices.SortFunc(t.sources, func(a, b source) int { return strings.Compare(a.path, b.path) })
	first := map[address]string{}
	t.sources = slices.DeleteFunc(t.sources, func(s source) bool {
		other, twice := first[s.address]
		if twice {
			t.say(ruleDuplicate, s.path, fmt.Sprintf("the report of %s for %s stands in two files, %s and %s", s.address.unit, s.address.name, other, s.path), "keep one of them")
		} else {
			first[s.address] = s.path
		}
		return twice
	})
	t.sources = slices.DeleteFunc(t.sources, func(s source) bool {
		main := s.address
		main.lang = ""
		lone := s.address.lang != "" && first[main] == ""
		if lone {
			t.say(rulePath, s.path, fmt.Sprintf("a translation needs its report, %s.md", s.address.name), "write the report first")
		}
		return lone
	})
}
