package heap

import (
	"os"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"
)

// largePages lets the heap lie on pages of 2 MiB, so many bytes of it as it takes
// first, where the system leaves that to programs: fetching memory page by page
// takes a tenth of the time of a build. It costs a collection.
func largePages(bytes int) {
	setting, _ := os.ReadFile("/sys/kernel/mm/transparent_hugepage/enabled")
	if !strings.Contains(string(setting), "[madvise]") {
		return // it does so by itself, or never
	}
	room := make([]byte, bytes) // no memory yet, only addresses, since nobody writes into it
	unix.Madvise(room, unix.MADV_HUGEPAGE)
	runtime.KeepAlive(room)
	runtime.GC() // the heap has them again, and takes from them next
}
