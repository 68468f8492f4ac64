package site

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"path"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"almanac/site/trace"
)

// A Written is what a build did.
type Written struct {
	Pages   int // of the site
	Files   int // of the site, pages among them
	Drawn   int // files that were drawn, since nothing was known of them
	New     int // files that were not there
	Changed int
	Removed int
	Foreign []string // what almanac did not write and kept
}

// BrokenPages is what Write returns if files cannot be drawn. Nothing is
// published then.
type BrokenPages struct{ Errs []error }

func (b *BrokenPages) Error() string   { return errors.Join(b.Errs...).Error() }
func (b *BrokenPages) Unwrap() []error { return b.Errs }

// Publication says how a site is written.
type Publication struct {
	Version string // of the program, noted in the manifest
	// Wait is how long a build waits for another one; 0: 30 seconds.
	Wait time.Duration
	// Notice, if not nil, is told what a person who waits should know.
	Notice func(string)
	// Again, if not nil, opens the archive again after a wait: what was read before it
	// may be older than what the other build published.
	Again func() (*Site, error)
}

// Write publishes the site in the folder dir: it brings a whole tree beside it
// up to date and exchanges the two, so that a reader sees the old site or the
// new one and never a mixture. The tree is the one that was replaced last, which
// is kept in the archive's .almanac, so that only what changed since is written,
// or linked from the present site. With a memory ([Options.Memory]) only those
// pages are drawn of which something changed that they were drawn from. A build
// that is killed leaves the old site; the next one cleans up.
//
// What stands in dir and is not in its manifest (the file .almanac, which
// names all that almanac wrote) is kept. Refused are a folder with files and no
// manifest, the archive's folder and its parents, the home folder, content,
// layouts, what is remembered, and a symbolic link.
//
// An error is a [Fault], [BrokenPages], or that of ctx; nothing is published
// then and the temporary tree is gone.
func (s *Site) Write(ctx context.Context, dir string, p Publication) (Written, error) {
	if err := s.publishable(); err != nil {
		return Written{}, err
	}
	out, err := s.destination(dir)
	if err != nil {
		return Written{}, err
	}
	defer func() { out.close() }()
	unlock, waited, err := s.lock(ctx, out, p)
	if err != nil {
		return Written{}, err
	}
	defer unlock()
	if waited && p.Again != nil {
		if s, err = p.Again(); err == nil {
			err = s.publishable()
		}
		if err != nil {
			return Written{}, err
		}
		now, err := s.destination(dir)
		if err != nil {
			return Written{}, err
		}
		out.close()
		out = now
	}
	return s.writeTo(ctx, out, p)
}

func (s *Site) publishable() error {
	if s.Unreadable() {
		return faultf("", "a report cannot be read: nothing is published")
	}
	return nil
}

// writeTo is Write under the lock.
func (s *Site) writeTo(ctx context.Context, out *output, p Publication) (Written, error) {
	defer out.abandon()
	var pages *pages
	var forgotten error
	var wg sync.WaitGroup
	wg.Go(func() { pages, forgotten = s.recall() })
	wg.Go(func() { s.verdicts() }) // before pages are drawn, so that there need not be room for both at once
	err := out.prepare(s.files)
	s.book.Gather()
	wg.Wait()
	if err == nil {
		err = forgotten
	}
	if err != nil {
		return Written{}, err
	}
	var kept sync.WaitGroup
	kept.Go(s.verdicts().remember)
	defer kept.Wait()
	if err := s.fill(ctx, out, pages); err != nil {
		return Written{}, err
	}
	m := manifest{version: p.Version, files: pages.published()}
	if err := out.carry(m); err != nil {
		return Written{}, err
	}
	if err := ctx.Err(); err != nil {
		return Written{}, err
	}
	wg.Go(func() { s.remember(pages) }) // which holds whether it is published or not
	err = out.publish(m)
	wg.Wait()
	if err != nil {
		return Written{}, err
	}
	out.quiet.remember(s.options.Memory)
	w := out.compare(m)
	w.Pages, w.Files, w.Drawn, w.Foreign = s.pages, len(s.files), pages.drawn(), out.kept
	return w, nil
}

// fill puts every file into the new tree, on all processors: what is known to
// be unchanged as it is, everything else drawn. It notes what it finds.
func (s *Site) fill(ctx context.Context, out *output, pages *pages) error {
	errs := make([]error, len(s.files))
	queue := newQueue(pages)
	var done atomic.Int64
	var stop atomic.Bool // the disk is full, or the like: more of it is no use
	var wg sync.WaitGroup
	for range queue.hands {
		wg.Go(func() {
			h := hand{out: out}
			defer h.close()
			if s.options.Memory != nil {
				h.asks = pages.books.take()
			}
			for from, to := queue.take(); from < to; from, to = queue.take() {
				for i := from; i < to; i++ {
					if ctx.Err() != nil || stop.Load() {
						return
					}
					errs[i] = s.put(&h, &out.files[i], &pages.list[i])
					if isFault(errs[i]) {
						stop.Store(true)
					}
					if n := int(done.Add(1)); s.options.Progress != nil && n%64 == 0 {
						out.mu.Lock()
						s.options.Progress("drawing", n, len(s.files))
						out.mu.Unlock()
					}
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	return firstFault(errs)
}

// A queue hands out files to several hands, neighbours together: the pages of a
// folder are drawn from much the same figures, which one hand works out once.
type queue struct {
	mu    sync.Mutex
	files []string
	hands int
	next  int // the first file that nobody has
	most  int // files that are handed out together
}

// mostTogether is about what a unit of ten years of months has.
const mostTogether = 256

// newQueue is a queue of all files. The fewer there are to be drawn, the fewer
// it hands out together, so that all hands have some of them.
func newQueue(p *pages) *queue {
	q := &queue{files: p.files, hands: runtime.GOMAXPROCS(0)}
	unknown := 0
	for i := range p.list {
		if p.list[i].sum == (sum{}) {
			unknown++
		}
	}
	q.most = max(1, min(mostTogether, unknown/(8*q.hands)))
	return q
}

// take is the next files, of one folder: [from, to), which is empty at the end.
// Towards it they become fewer, so that all hands end together.
func (q *queue) take() (from, to int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	from = q.next
	most := max(1, min(q.most, (len(q.files)-from)/(4*q.hands)))
	for to = from; to < len(q.files) && to-from < most && path.Dir(q.files[to]) == path.Dir(q.files[from]); {
		to++
	}
	q.next = to
	return from, to
}

// put puts one file into the new tree.
func (s *Site) put(h *hand, f *slot, p *known) error {
	if p.sum != (sum{}) && h.out.settle(f, p.sum, p.size) {
		return nil
	}
	if write := s.streams[f.address]; write != nil {
		return s.putStream(h, f, write, p)
	}
	var reads *trace.Reads // where what is asked is remembered, it is not noted again
	if p.memo == nil && h.asks != nil {
		reads = &trace.Reads{}
	}
	h.room.Reset()
	data, err := s.drawing(f.address)(reads, &h.room)
	switch {
	case err != nil:
		return err
	case p.memo == nil:
		p.draw(sha256.Sum256(data), int64(len(data)), reads, h.asks)
	case !p.drawAgain(int64(len(data))):
		return s.put(h, f, p)
	}
	if h.out.settle(f, p.sum, p.size) {
		return nil
	}
	if err := h.write(f, data); err != nil {
		return &Fault{fmt.Errorf("writing %s: %w", f.address, err), ""}
	}
	return nil
}

func isFault(err error) bool {
	var f *Fault
	return errors.As(err, &f)
}

// firstFault is the first fault among errs, else all of them as BrokenPages;
// nil if there are none.
func firstFault(errs []error) error {
	broken := slices.DeleteFunc(slices.Clone(errs), func(err error) bool { return err == nil })
	if len(broken) == 0 {
		return nil
	}
	for _, err := range broken {
		if isFault(err) {
			return err
		}
	}
	return &BrokenPages{broken}
}
