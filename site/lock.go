package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// lockName is the file by which builds of one archive wait for each other.
const lockName = ".almanac.lock"

// patience is how long a build waits for another one.
const patience = 30 * time.Second

// lock takes the archive's build lock. If another build holds it, it says who
// and waits, and tells that it did. Where the archive's folder cannot be written,
// the lock stands beside the output.
func (s *Site) lock(ctx context.Context, o *output, p Publication) (unlock func(), waited bool, err error) {
	file := filepath.Join(s.options.Dir, lockName)
	l, ok, err := tryLock(file)
	if errors.Is(err, fs.ErrPermission) || isReadOnly(err) {
		file = filepath.Join(filepath.Dir(o.dir), "."+o.name+lockName)
		l, ok, err = tryLock(file)
	}
	if err != nil {
		return nil, false, err
	}
	if waited = !ok; waited {
		if ok, err = wait(ctx, l, p); err != nil || !ok {
			return nil, false, err
		}
	}
	host, _ := os.Hostname()
	// A lock without its owner's name is still a lock.
	os.WriteFile(file, fmt.Appendf(nil, "process %d on %s\n", os.Getpid(), host), 0o666)
	return func() { l.Unlock() }, waited, nil
}

// tryLock takes the lock of a file, if nobody holds it. The file is opened and
// written into: a link would have that done to a file that is not almanac's, and
// a pipe would keep the build waiting for whoever is at its other end.
func tryLock(file string) (l *flock.Flock, ok bool, err error) {
	if info, err := os.Lstat(file); err == nil && !info.Mode().IsRegular() {
		return nil, false, faultf("move it away: builds of one archive wait for each other by a file of this name", "%s is no ordinary file", file)
	}
	l = flock.New(file)
	if ok, err = l.TryLock(); err != nil {
		err = faultf("", "locking the archive: %w", err)
	}
	return l, ok, err
}

// wait waits for another build to end.
func wait(ctx context.Context, l *flock.Flock, p Publication) (bool, error) {
	if p.Wait == 0 {
		p.Wait = patience
	}
	who := owner(l.Path())
	if p.Notice != nil {
		p.Notice(fmt.Sprintf("%s; waiting up to %s", who, p.Wait.Round(time.Second)))
	}
	limited, cancel := context.WithTimeout(ctx, p.Wait)
	defer cancel()
	ok, err := l.TryLockContext(limited, 50*time.Millisecond)
	switch {
	case ctx.Err() != nil:
		return false, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return false, faultf("wait until it is done, or end it", "%s", who)
	case err != nil:
		return false, faultf("", "locking the archive: %w", err)
	}
	return ok, nil
}

// owner says who holds a lock, and since when: the file was written then.
func owner(file string) string {
	data, _ := os.ReadFile(file)
	who, _, _ := strings.Cut(string(data), "\n")
	if !strings.HasPrefix(who, "process ") {
		who = "another process"
	}
	if info, err := os.Stat(file); err == nil {
		return fmt.Sprintf("%s is building since %s", who, info.ModTime().Format("15:04:05"))
	}
	return who + " is building"
}
