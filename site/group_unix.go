//go:build unix

package site

import (
	"io/fs"
	"syscall"
)

// groupOf is the number of a folder's group; −1 where it has none.
func groupOf(info fs.FileInfo) int {
	if x, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(x.Gid)
	}
	return -1
}
