package memory

import (
	"io/fs"
	"syscall"
)

// node is when what is known of a file last changed, and its number.
func node(info fs.FileInfo) (changed int64, number uint64) {
	if x, ok := info.Sys().(*syscall.Stat_t); ok {
		return x.Ctimespec.Nano(), x.Ino
	}
	return 0, 0
}
