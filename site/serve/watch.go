package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A watcher says which of an archive's files changed.
type watcher struct {
	dir     string
	poll    bool
	say     func(string)
	changes *changes
	head    string // what was checked out when it was looked for last
}

// watched are the folders and files of an archive that pages depend on.
var watched = []string{"content", "layouts", "config.toml"}

// run watches until ctx ends or the archive is gone. It closes ready when no
// change can be missed any more.
func (w *watcher) run(ctx context.Context, ready chan<- struct{}) error {
	w.head, _ = checkedOut(w.dir)
	if w.poll {
		return w.look(ctx, func() { close(ready) })
	}
	n, err := fsnotify.NewWatcher()
	if err == nil {
		defer n.Close()
		err = w.add(n, w.dir)
	}
	if err != nil {
		w.say(fmt.Sprintf("the system does not tell of changes (%v): looking at the files twice a second", explain(err)))
		return w.look(ctx, func() { close(ready) })
	}
	close(ready)
	if err := w.follow(ctx, n); err != nil {
		n.Close() // or it waits for somebody to read its events
		w.say(fmt.Sprintf("the system does not tell of all changes (%v): looking at the files twice a second", explain(err)))
		return w.look(ctx, w.changes.lose)
	}
	if ctx.Err() != nil {
		return nil
	}
	return errMoved
}

// explain names the setting behind an error of inotify's, which speaks of
// disks and files.
func explain(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("fs.inotify.max_user_watches is used up: %w", err)
	case errors.Is(err, syscall.EMFILE):
		return fmt.Errorf("fs.inotify.max_user_instances is used up: %w", err)
	case errors.Is(err, fsnotify.ErrEventOverflow):
		return fmt.Errorf("more happened at once than it keeps: %w", err)
	}
	return err
}

// errClosed is what is wrong with a system that tells of changes no longer.
var errClosed = errors.New("it has stopped")

// follow reacts to events until ctx ends or the archive is gone. An error says
// why the system will not tell of every change any further.
func (w *watcher) follow(ctx context.Context, n *fsnotify.Watcher) error {
	beat := time.NewTicker(rhythm)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-beat.C: // of a folder above, and of one that somebody is in, nothing is told
			if !exists(w.dir) {
				return nil
			}
			w.commit()
		case e, ok := <-n.Events:
			switch {
			case !ok:
				return errClosed
			case filepath.Clean(e.Name) == filepath.Clean(w.dir) && e.Has(fsnotify.Remove|fsnotify.Rename):
				return nil
			case !w.matters(e):
				continue
			case e.Has(fsnotify.Create):
				if err := w.add(n, e.Name); err != nil {
					return err
				}
			case e.Has(fsnotify.Remove | fsnotify.Rename):
				forget(n, e.Name)
			}
			w.changes.add(w.relative(e.Name))
		case err, ok := <-n.Errors:
			if !ok {
				return errClosed
			}
			if errors.Is(err, fsnotify.ErrEventOverflow) { // new folders may be among what was not told
				return err
			}
			w.changes.lose()
		}
	}
}

// forget ends the watch on a folder that stood at a path: one that was moved
// would be known by its old name, and lost with that.
func forget(n *fsnotify.Watcher, at string) {
	at = filepath.Clean(at)
	for _, name := range n.WatchList() {
		if name == at || strings.HasPrefix(name, at+string(filepath.Separator)) {
			n.Remove(name)
		}
	}
}

// relative is a name relative to the archive, with slashes; "" if it lies outside.
func (w *watcher) relative(name string) string {
	rel, err := filepath.Rel(w.dir, name)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(rel)
}

// matters reports whether pages may depend on what an event is about.
func (w *watcher) matters(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod || temporary(filepath.Base(e.Name)) {
		return false
	}
	first, _, _ := strings.Cut(w.relative(e.Name), "/")
	for _, name := range watched {
		if first == name {
			return true
		}
	}
	return false
}

// add watches what stands at a path: a folder with all of its folders. Of the
// archive's own folder only those that matter. What vanishes meanwhile is told
// by an event of its own.
func (w *watcher) add(n *fsnotify.Watcher, at string) error {
	if at == w.dir {
		if err := n.Add(at); err != nil {
			return err
		}
		for _, name := range watched {
			if err := w.add(n, filepath.Join(at, name)); err != nil {
				return err
			}
		}
		return nil
	}
	return w.walk(at, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || !d.IsDir():
			return nil
		case strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		}
		if err := n.Add(name); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
			return err
		}
		return nil
	})
}

// walk is [filepath.WalkDir], but a folder at its root may be a link: content and
// layouts may lead elsewhere in the archive. What is in it is known by the names
// that it has by way of the link. One that leads out of the archive, perhaps to a
// whole disk, is not followed: nothing is read there.
func (w *watcher) walk(at string, do fs.WalkDirFunc) error {
	whole, err := filepath.EvalSymlinks(w.dir)
	to, lost := filepath.EvalSymlinks(at)
	if err == nil && lost == nil && strings.HasPrefix(to, whole+string(filepath.Separator)) && exists(to) {
		at += string(filepath.Separator) // so that the link is followed
	}
	return filepath.WalkDir(at, do)
}

// temporary reports whether a name is that of an editor's or system's own file.
func temporary(name string) bool {
	switch {
	case name == "4913", name == ".DS_Store", strings.HasSuffix(name, "~"),
		strings.HasPrefix(name, ".#"), strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#"),
		strings.HasPrefix(name, ".goutputstream"), strings.HasSuffix(name, "jb_tmp___"), strings.HasSuffix(name, "jb_old___"):
		return true
	}
	switch filepath.Ext(name) {
	case ".swp", ".swx", ".swo", ".tmp", ".bck":
		return true
	}
	return false
}

// rhythm is how often the files are looked at where nobody tells of changes.
const rhythm = 500 * time.Millisecond

// look compares the files with what they were, again and again. It calls begun
// when no change can be missed any more.
func (w *watcher) look(ctx context.Context, begun func()) error {
	before := w.snapshot()
	begun()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(rhythm):
		}
		if !exists(w.dir) {
			return errMoved
		}
		now := w.snapshot()
		w.compare(before, now)
		before = now
		w.commit()
	}
}

// compare says which files are not as they were.
func (w *watcher) compare(before, now map[string]mark) {
	for name, m := range now {
		if was, ok := before[name]; !ok || was != m {
			w.changes.add(w.relative(name))
		}
	}
	for name := range before {
		if _, ok := now[name]; !ok {
			w.changes.add(w.relative(name))
		}
	}
}

// A mark is what changes about a file when it changes.
type mark struct {
	size int64
	time int64
}

func (w *watcher) snapshot() map[string]mark {
	seen := map[string]mark{}
	for _, name := range watched {
		w.walk(filepath.Join(w.dir, name), func(name string, d fs.DirEntry, err error) error {
			if err != nil || temporary(d.Name()) {
				return nil
			}
			info, err := os.Stat(name)
			if err == nil && !info.IsDir() {
				seen[name] = mark{info.Size(), info.ModTime().UnixNano()}
			}
			return nil
		})
	}
	return seen
}
