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
// files are looked at twice a second.
//
// # What is shown
//
// At the first event everything is read again, without waiting for quiet; what
// happens meanwhile leads to one more pass. Reading is retried once after 2 ms
// if a report cannot be read, for it may have been read half written. If it
// still cannot, the last good site stays, under a list of what is wrong.
//
// A page differs from the one that build writes in three things: it refers to
// /_almanac/live.js and live.css, its policy allows the script to listen for
// events, and the remarks stand over it.
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
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"almanac/site"
	"almanac/site/diag"
)

// Options are what a server needs.
type Options struct {
	Dir  string                     // the archive's folder
	Poll bool                       // look at the files instead of being told
	Open func() (*site.Site, error) // reads the archive
	Say  func(text string)          // tells the one who runs the server; may be nil
	// Patience is how long a client may take to ask; 0: 5 seconds. A body that
	// nobody wants and an answer may take some times that.
	Patience time.Duration
}

// A Server shows one archive.
type Server struct {
	options Options
	mu      sync.Mutex
	now     view
	changed chan struct{} // closed when a newer view stands
}

// A view is what is shown at one time.
type view struct {
	number  int
	site    *site.Site // the last that could be read; nil if none ever could
	broken  bool       // the archive as it is cannot be read
	remarks []diag.Diagnostic
	fault   error
}

// New makes a server. It reads nothing until it runs.
func New(o Options) *Server {
	if o.Say == nil {
		o.Say = func(string) {}
	}
	if o.Patience == 0 {
		o.Patience = 5 * time.Second
	}
	return &Server{options: o, changed: make(chan struct{})}
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
	changes, gone := make(chan struct{}, 1), make(chan error, 1)
	w := &watcher{dir: dir, poll: s.options.Poll, say: s.options.Say, changes: changes}
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
		case <-changes:
			s.refresh(func() bool { return len(changes) > 0 })
		}
	}
}

// retry is how long a file may be half written.
const retry = 2 * time.Millisecond

// Refresh reads the archive again and shows it, or what is wrong with it.
func (s *Server) Refresh() { s.refresh(func() bool { return false }) }

// refresh is Refresh, but does not show what cannot be read if there is more to
// come: the file may be in the middle of being written.
func (s *Server) refresh(more func() bool) {
	bad := func(next *site.Site, err error) bool { return err != nil || next.Unreadable() }
	next, err := s.options.Open()
	if bad(next, err) {
		time.Sleep(retry)
		if more() {
			return
		}
		next, err = s.options.Open()
	}
	if bad(next, err) && more() {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v := view{number: s.now.number + 1, site: s.now.site, fault: err}
	if next != nil {
		v.remarks = next.Remarks()
	}
	if v.broken = bad(next, err); !v.broken {
		v.site = next
	}
	if v.broken != s.now.broken && s.now.number > 0 || v.broken && s.now.number == 0 {
		if v.broken {
			s.options.Say("the archive cannot be read: the page says why")
		} else {
			s.options.Say("the archive can be read again")
		}
	}
	s.now = v
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
