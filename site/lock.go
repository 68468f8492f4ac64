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
// and waits, and tells that it did. Where the archive's folder cannot be written, the lock stands
// beside the output.
func (s *Site) lock(ctx context.Context, o *output, p Publication) (unlock func(), waited bool, err error) {
	file := filepath.Join(s.options.Dir, lockName)
	l := flock.New(file)
	ok, err := l.TryLock()
	if errors.Is(err, fs.ErrPermission) || isReadOnly(err) {
		file = filepath.Join(filepath.Dir(o.dir), "."+o.name+lockName)
		l = flock.New(file)
		ok, err = l.TryLock()
	}
	if err != nil {
		return nil, false, faultf("", "locking the archive: %w", err)
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
