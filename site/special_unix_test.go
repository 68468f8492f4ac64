//go:build unix

package site

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// pipe makes a named pipe, at which whoever opens it waits.
func pipe(t *testing.T, name string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mkfifo(name, 0o666); err != nil {
		t.Fatal(err)
	}
}

// ended is what a build ends with; one that waits at a pipe never ends.
func ended(t *testing.T, s *Site, out string) error {
	t.Helper()
	done := make(chan error, 1)
	go func() { _, err := s.Write(t.Context(), out, Publication{Version: "test"}); done <- err }()
	select {
	case err := <-done:
		return err
	case <-time.After(time.Minute):
		t.Fatal("the build does not end")
		return nil
	}
}

// refused holds that an error is a fault that says something, and what to do.
func refused(t *testing.T, err error, want string) {
	t.Helper()
	var fault *Fault
	if !errors.As(err, &fault) || fault.Hint == "" || !strings.Contains(err.Error(), want) {
		t.Errorf("the error is %v", err)
	}
}

// The lock is written into, so that it must be a file, and no other's: neither one
// that a link leads to nor one that a build would make there.
func TestLockIsAFile(t *testing.T) {
	for _, c := range []struct {
		name string
		put  func(t *testing.T, lock string) error
	}{
		{"a link", func(t *testing.T, lock string) error { return os.Symlink("notes.txt", lock) }},
		{"a link to nothing", func(t *testing.T, lock string) error { return os.Symlink("nothing", lock) }},
		{"a folder", func(t *testing.T, lock string) error { return os.Mkdir(lock, 0o777) }},
		{"a pipe", func(t *testing.T, lock string) error { pipe(t, lock); return nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := small(t)
			put(t, dir, "notes.txt", "by hand\n")
			if err := c.put(t, filepath.Join(dir, lockName)); err != nil {
				t.Fatal(err)
			}
			refused(t, ended(t, open(t, dir), filepath.Join(dir, "public")), lockName+" is no ordinary file")
			if got, _ := os.ReadFile(filepath.Join(dir, "notes.txt")); string(got) != "by hand\n" {
				t.Errorf("the notes are %q", got)
			}
			for _, name := range []string{"nothing", "public"} {
				if _, err := os.Lstat(filepath.Join(dir, name)); !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("%s is there: %v", name, err)
				}
			}
		})
	}
}

// A pipe in the place of a manifest is no manifest, and is not waited at.
func TestPipeForAManifest(t *testing.T) {
	dir := small(t)
	out := filepath.Join(dir, "public")
	seal := filepath.Join(out, manifestName)
	pipe(t, seal)
	refused(t, ended(t, open(t, dir), out), "is no manifest of almanac's")
	if err := os.Remove(seal); err != nil {
		t.Fatal(err)
	}
	pipe(t, filepath.Join(dir, treeName("public", "tmp", dead), manifestName))
	if err := ended(t, open(t, dir), out); err != nil {
		t.Errorf("beside a tree that was left behind: %v", err)
	}
	leftovers(t, dir)
}
