//go:build unix

package memory

import (
	"os"

	"golang.org/x/sys/unix"
)

// StampIn is the stamp of a regular file that lies in a folder, by its name
// without slashes; the zero Stamp of anything else, and where that is not known.
func StampIn(folder *os.File, base string) Stamp {
	var info unix.Stat_t
	if unix.Fstatat(int(folder.Fd()), base, &info, unix.AT_SYMLINK_NOFOLLOW) != nil || info.Mode&unix.S_IFMT != unix.S_IFREG {
		return Stamp{}
	}
	return Stamp{Size: info.Size, Modified: info.Mtim.Nano(), Changed: info.Ctim.Nano(), Number: info.Ino}
}
