//go:build unix

package site

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

// replaceable refuses a folder that could not be replaced in the end, before
// any work is done: one that may not be written, or that another disk is
// mounted on.
func replaceable(dir string, info fs.FileInfo) error {
	if err := unix.Access(dir, unix.W_OK); err != nil {
		return faultf("", "%s cannot be written: %w", dir, err)
	}
	above, err := os.Stat(filepath.Dir(dir))
	if err != nil {
		return faultf("", "looking at the folder of %s: %w", dir, err)
	}
	a, ok1 := info.Sys().(*syscall.Stat_t)
	b, ok2 := above.Sys().(*syscall.Stat_t)
	if ok1 && ok2 && a.Dev != b.Dev {
		return faultf("choose a folder inside of it with -d", "%s is where another disk is mounted, and cannot be replaced", dir)
	}
	return nil
}

// alive reports whether a process runs.
func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// isReadOnly reports whether an error says that a disk may not be written.
func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }
