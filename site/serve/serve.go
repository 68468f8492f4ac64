// Package serve shows an archive while it is written: a [Server] draws pages on
// request from the site in memory, watches the archive's files, and tells
// browsers to reload.
//
// # What is watched
//
// The folders content and layouts with all that is in them, and config.toml;
// folders, never files, since an editor that saves by renaming would be lost
// after its first save. A folder that appears is watched and looked through at
// once. The temporary files of editors are ignored. Where the system will not
// watch so many folders or has lost count of what happened, or with Poll, the
// files are looked at twice a second. So is, always, which commit is checked out.
//
// # What is shown
//
// At the first event what changed is read again, without waiting for quiet; what
// happens meanwhile leads to one more pass. Where no more changed than the words
// and figures of some reports, the site is renewed from the one that is shown
// ([site.Site.Renew]), and git is asked a moment later whether that holds; else it is
// opened again. Reading is retried once after 2 ms
// if a report cannot be read, for it may have been read half written. If it
// still cannot, the last good site stays, under a list of what is wrong. So does a
// page that layouts which can be read cannot draw, when somebody asks for it.
//
// All pages are of one site: as soon as one shows an edit, all do. Nothing is
// drawn before it is asked for.
//
// A page differs from the one that build writes in three things: it refers to
// /_almanac/live.js and live.css, its policy allows the script to listen for
// events, and the remarks stand over it. Of a large archive they are worked out
// when its pages are shown already; a page that was drawn before they were fetches
// them from /_almanac/remarks, which waits for them.
//
// # Who may ask
//
// Only GET and HEAD are answered, and only if the Host header is that of this
// machine: localhost, an address, or the name that the server was bound to;
// anything else is 421, so that no foreign site can read the archive by giving
// its own name this machine's address. Nothing but the site's own files is
// served: no folder is listed, and no name that begins with a dot.
package serve

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"almanac/site"
)

// Options are what a server needs.
type Options struct {
	Dir   string                           // the archive's folder
	Poll  bool                             // look at the files instead of being told
	Open  func(Change) (*site.Site, error) // reads the archive
	Renew func(Change) *site.Site          // reads what changed; nil if that does not do. May be nil
	Holds func(Change) bool                // a site that was renewed with the files holds; may be nil: all do
	Say   func(text string)                // tells the one who runs the server; may be nil
	// Patience is how long a client may take to ask; 0: 5 seconds. A body that
	// nobody wants and an answer may take some times that.
	Patience time.Duration
}

// A Change is what happened to an archive since a site was made of it.
type Change struct {
	Site  *site.Site // nil: none was, or anything may have changed since
	Files []string   // relative to the archive, in no order
}

// A Server shows one archive.
type Server struct {
	options Options
	changes *changes      // told by the watcher
	since   *changes      // those that the last good site does not have
	late    chan struct{} // closed when reading was put off for long enough; nil: it is not put off
	mu      sync.Mutex
	now     view
	changed chan struct{} // closed when a newer view stands
	looking sync.Mutex    // held while remarks are worked out for what is shown
	later   *time.Timer   // when they will be, and git is asked, unless something newer is shown before
}

// A view is what is shown at one time.
type view struct {
	number  int
	site    *site.Site // the last that could be read; nil if none ever could
	renewed []string   // the files that it was renewed with; nil: it was opened
	broken  bool       // the archive as it is cannot be read
	remarks *remarks
	fault   error
	layouts *layouts
	undrawn error      // why a page that is asked for cannot be drawn
	old     bool       // that page is of the past
	past    *site.Site // with the layouts before, from which pages could be drawn; may be nil
}

// New makes a server. It reads nothing until it runs.
func New(o Options) *Server {
	if o.Say == nil {
		o.Say = func(string) {}
	}
	if o.Holds == nil {
		o.Holds = func(Change) bool { return true }
	}
	if o.Patience == 0 {
		o.Patience = 5 * time.Second
	}
	s := &Server{options: o, changes: newChanges(), since: newChanges(), changed: make(chan struct{})}
	s.later = time.AfterFunc(pause, s.afterwards)
	s.later.Stop() // there is nothing yet
	return s
}

// errMoved ends a server whose archive is no longer where it was.
var errMoved = errors.New("the archive's folder was moved or deleted")

// Run reads the archive, serves it on l and follows its changes until ctx ends
// or the archive's folder goes away. It closes l.
func (s *Server) Run(ctx context.Context, l net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	dir, err := filepath.Abs(s.options.Dir) // "." goes wherever the folder goes
	if err != nil {
		return fmt.Errorf("finding the archive: %w", err)
	}
	gone := make(chan error, 1)
	w := &watcher{dir: dir, poll: s.options.Poll, say: s.options.Say, changes: s.changes}
	ready := make(chan struct{})
	go func() { gone <- w.run(ctx, ready) }()
	<-ready // so that no change after the first reading is missed
	s.Refresh()

	p := s.options.Patience
	hs := &http.Server{Handler: s.Handler(l.Addr()), ReadHeaderTimeout: p, ReadTimeout: 2 * p,
		WriteTimeout: 12 * p, IdleTimeout: 12 * p, MaxHeaderBytes: 32 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	served := make(chan error, 1)
	go func() { served <- hs.Serve(l) }()
	defer hs.Close()
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-served:
			return err
		case err := <-gone:
			if ctx.Err() != nil {
				return nil
			}
			return err
		case <-s.changes.signal:
			s.changes.take(s.since)
			s.refresh()
		}
	}
}

// retry is how long a file may be half written.
const retry = 2 * time.Millisecond

// Refresh reads the archive again and shows it, or what is wrong with it.
func (s *Server) Refresh() {
	s.since.lost = true
	s.refresh()
}

// refresh shows the archive as it is now, or what is wrong with it, but not what
// cannot be read if there is more to come soon: the file may be in the middle of
// being written.
func (s *Server) refresh() {
	now, _ := s.look()
	change := Change{now.site, slices.Collect(maps.Keys(s.since.names))}
	if s.since.lost {
		change = Change{}
	}
	if next := s.renew(change); next != nil {
		s.late = nil
		if next != now.site || now.broken {
			s.show(next, change.Files, nil)
		}
		return
	}
	if s.putsOff() {
		return
	}
	next, err := s.options.Open(change)
	if bad(next, err) {
		time.Sleep(retry)
		if s.putsOff() {
			return
		}
		next, err = s.options.Open(change)
	}
	if !bad(next, err) || !s.putsOff() {
		s.late = nil
		s.show(next, nil, err)
	}
}

// longest is how long reading may be put off.
const longest = 500 * time.Millisecond

// putsOff reports whether what changed may wait, since there is more to come. It
// may not for long: a file that is written for minutes must not keep edits of
// others from being seen.
func (s *Server) putsOff() bool {
	if !s.changes.some() {
		return false
	}
	if s.late == nil {
		late := make(chan struct{})
		time.AfterFunc(longest, func() { close(late) })
		s.late = late
	}
	select {
	case <-s.late:
		return false
	default:
		return true
	}
}

// bad reports whether an archive could not be read.
func bad(next *site.Site, err error) bool { return err != nil || next.Unreadable() }

// renew is the site with some changes, tried twice; nil if it cannot be had so.
func (s *Server) renew(c Change) *site.Site {
	if s.options.Renew == nil || c.Site == nil {
		return nil
	}
	next := s.options.Renew(c)
	if next == nil {
		time.Sleep(retry)
		if s.changes.some() {
			return nil
		}
		next = s.options.Renew(c)
	}
	return next
}

// afterwards does what the pages that are shown need not wait for.
func (s *Server) afterwards() {
	if v, _ := s.look(); v.renewed != nil && !s.options.Holds(Change{v.site, v.renewed}) {
		s.changes.add(headFile)
		return
	}
	s.remark()
}

// show shows a site, which may have been renewed with some files, or that there is
// none.
func (s *Server) show(next *site.Site, renewed []string, err error) {
	v := view{site: next, renewed: renewed, fault: err, broken: bad(next, err), remarks: remarksOf(next)}
	dressed := s.since.touch("layouts")
	if v.broken {
		v.remarks.look()
	} else {
		s.since = newChanges()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v.number, v.layouts, v.past = s.now.number+1, s.now.layouts, s.now.past
	if v.broken {
		v.site = s.now.site
	} else if dressed {
		v.dress(s.now)
	}
	if v.broken != s.now.broken && s.now.number > 0 || v.broken && s.now.number == 0 {
		if v.broken {
			s.options.Say("the archive cannot be read: the page says why")
		} else {
			s.options.Say("the archive can be read again")
		}
	}
	s.now = v
	if s.later.Stop(); !v.remarks.stand() || v.renewed != nil {
		s.later.Reset(pause)
	}
	close(s.changed)
	s.changed = make(chan struct{})
}

// look returns what is shown now, and a channel that is closed when something
// newer is.
func (s *Server) look() (view, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now, s.changed
}

// exists reports whether the archive's folder is still there.
func exists(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}
