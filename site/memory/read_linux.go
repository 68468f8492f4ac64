package memory

import (
	"io"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// readAll is what a file of some size holds, which nobody writes into: parts are only
// ever replaced. It is not copied but stays where the system keeps it, for as long
// as the program runs; who cuts the file short meanwhile ends the program. All of it
// is fetched at once where all will be read.
func readAll(f *os.File, size int64, all bool) ([]byte, error) {
	if n := int(size); n > 0 && size == int64(n) {
		flags := unix.MAP_PRIVATE
		if all {
			flags |= unix.MAP_POPULATE
		}
		if data, err := unix.Mmap(int(f.Fd()), 0, n, unix.PROT_READ, flags); err == nil {
			return data, nil
		}
	}
	return io.ReadAll(f)
}

// Fetch fetches some of a part, all of which will be read, at once: it costs far less
// than page by page, most of all on a virtual machine that has paused. A system that
// cannot do it, before Linux 5.14, does it page by page.
func Fetch(some string) {
	if some == "" {
		return
	}
	from := uintptr(unsafe.Pointer(unsafe.StringData(some)))
	first := from &^ uintptr(os.Getpagesize()-1)
	unix.Syscall(unix.SYS_MADVISE, first, from+uintptr(len(some))-first, unix.MADV_POPULATE_READ)
}
