package memory

import (
	"fmt"
	"io/fs"
	"syscall"
)

// inode is a file's number, and when that what is known of it last changed.
func inode(info fs.FileInfo) string {
	if x, ok := info.Sys().(*syscall.Stat_t); ok {
		return fmt.Sprintf("%d %d.%09d", x.Ino, x.Ctim.Sec, x.Ctim.Nsec)
	}
	return ""
}
