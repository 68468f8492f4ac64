//go:build !unix

package site

import (
	"io/fs"
	"os"
)

// replaceable lets every folder pass: what cannot be replaced shows in the end.
func replaceable(dir string, info fs.FileInfo) error { return nil }

// alive reports whether a process runs.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	p.Release()
	return true
}

// isReadOnly reports whether an error says that a disk may not be written.
func isReadOnly(err error) bool { return false }
