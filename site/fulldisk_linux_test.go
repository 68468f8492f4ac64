package site

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Case 60 of libraries.md §4.1: on a full disk the old site stays, nothing else
// does, and the fault says what is wrong.
func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("mounting a disk of 1 MiB takes a right that this user lacks:", err)
	}
	t.Cleanup(func() { syscall.Unmount(disk, 0) })
	dir, out := small(t), filepath.Join(disk, "public")
	write(t, open(t, dir), out)
	want := tree(t, out)
	put(t, dir, "content/2026-05/data.csv", strings.Repeat("1,2,3\n", 400_000))
	_, err := open(t, dir).Write(t.Context(), out, Publication{})
	var fault *Fault
	if !errors.As(err, &fault) || !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("a full disk is %v", err)
	}
	same(t, tree(t, out), want)
	entries, err := os.ReadDir(disk)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
