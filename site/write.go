package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A Written is what a build did.
type Written struct {
	Pages   int // of the site
	Files   int // of the site, pages among them
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
}

// Write publishes the site in the folder dir: it builds a whole tree beside it
// and exchanges the two, so that a reader sees the old site or the new one and
// never a mixture. Files that did not change are linked, not written. A build
// that is killed leaves the old site; the next one cleans up.
//
// What stands in dir and is not in its manifest (the file .almanac, which
// names all that almanac wrote) is kept. Refused are a folder with files and no
// manifest, the archive's folder and its parents, the home folder, content,
// layouts, and a symbolic link.
//
// An error is a [Fault], [BrokenPages], or that of ctx; nothing is published
// then and the temporary tree is gone.
func (s *Site) Write(ctx context.Context, dir string, p Publication) (Written, error) {
	if s.Unreadable() {
		return Written{}, faultf("", "a report cannot be read: nothing is published")
	}
	out, err := s.destination(dir)
	if err != nil {
		return Written{}, err
	}
	defer out.close()
	unlock, err := s.lock(ctx, out, p)
	if err != nil {
		return Written{}, err
	}
	defer unlock()
	if err := out.prepare(); err != nil {
		return Written{}, err
	}
	defer out.abandon()
	sums, err := s.drawAll(ctx, out)
	if err != nil {
		return Written{}, err
	}
	foreign, err := out.carry(sums)
	if err != nil {
		return Written{}, err
	}
	if err := ctx.Err(); err != nil {
		return Written{}, err
	}
	if err := out.publish(manifest{version: p.Version, sums: sums}); err != nil {
		return Written{}, err
	}
	w := out.compare(sums)
	w.Pages, w.Files, w.Foreign = s.pages, len(s.files), foreign
	return w, nil
}

// drawAll draws every file into the new tree, on all processors, and returns
// their digests.
func (s *Site) drawAll(ctx context.Context, out *output) (map[string]string, error) {
	if err := out.folders(s.files); err != nil {
		return nil, err
	}
	sums, errs := make([]string, len(s.files)), make([]error, len(s.files))
	var next, done atomic.Int64
	var stop atomic.Bool // the disk is full, or the like: more of it is no use
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for ctx.Err() == nil && !stop.Load() {
				i := int(next.Add(1)) - 1
				if i >= len(s.files) {
					return
				}
				sums[i], errs[i] = s.drawInto(out, s.files[i])
				if isFault(errs[i]) {
					stop.Store(true)
				}
				if n := int(done.Add(1)); s.options.Progress != nil && n%64 == 0 {
					out.mu.Lock()
					s.options.Progress("drawing", n, len(s.files))
					out.mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := firstFault(errs); err != nil {
		return nil, err
	}
	all := make(map[string]string, len(s.files))
	for i, f := range s.files {
		all[f] = sums[i]
	}
	return all, nil
}

// drawInto draws one file into the new tree and returns its digest.
func (s *Site) drawInto(out *output, address string) (string, error) {
	data, err := s.Draw(address)
	if err != nil {
		return "", err
	}
	h := sha256.Sum256(data)
	sum := hex.EncodeToString(h[:])
	if out.link(address, sum, int64(len(data))) {
		return sum, nil
	}
	if err := out.write(address, data); err != nil {
		return "", &Fault{fmt.Errorf("writing %s: %w", address, err), ""}
	}
	return sum, nil
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

// folders makes the folders that files need, and refuses files that would
// stand in each other's way.
func (o *output) folders(files []string) error {
	seen := map[string]bool{}
	for _, f := range files {
		if !fs.ValidPath(f) || f == manifestName {
			return faultf("", "%q is no address for a file", f)
		}
		for d := path.Dir(f); d != "." && !seen[d]; d = path.Dir(d) {
			seen[d] = true
		}
	}
	for _, f := range files {
		if seen[f] {
			return faultf("", "%s would be a file and a folder", f)
		}
	}
	for _, d := range slices.Sorted(keysOf(seen)) {
		if err := o.parent.Mkdir(o.inTree(d), 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return &Fault{fmt.Errorf("making the folder %s: %w", d, err), ""}
		}
	}
	return nil
}

// write writes a file of the new tree.
func (o *output) write(address string, data []byte) error {
	f, err := o.parent.OpenFile(o.inTree(address), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
