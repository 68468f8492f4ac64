package heap

import (
	"os"
	"runtime"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// largePages lets the heap lie on pages of 2 MiB, so many bytes of it as it takes
// next, where the system leaves that to programs: much memory takes long to fetch page
// by page. It costs a collection.
func largePages(bytes int) {
	setting, _ := os.ReadFile("/sys/kernel/mm/transparent_hugepage/enabled")
	if !strings.Contains(string(setting), "[madvise]") {
		return // it does so by itself, or never
	}
	var room strings.Builder
	room.Grow(bytes)  // only addresses: nobody writes into it, not even zeros,
	room.WriteByte(0) // but for one, since a text of nothing need lie nowhere
	unix.Madvise(unsafe.Slice(unsafe.StringData(room.String()), bytes), unix.MADV_HUGEPAGE)
	room.Reset()
	runtime.GC() // the heap has them again, and takes from them next
}

// addresses is how many bytes of them may be taken at once with no memory behind them:
// a quarter of what memory the machine has. There are none where the system promises
// no more than it has, or counts the addresses of a process.
func addresses() uint64 {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_AS, &limit); err != nil || limit.Cur != unix.RLIM_INFINITY {
		return 0
	}
	promises, err := os.ReadFile("/proc/sys/vm/overcommit_memory")
	if err != nil || strings.TrimSpace(string(promises)) == "2" {
		return 0
	}
	var machine unix.Sysinfo_t
	if unix.Sysinfo(&machine) != nil {
		return 0
	}
	return uint64(machine.Totalram) * uint64(machine.Unit) / 4
}
