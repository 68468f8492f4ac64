package heap

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// firstHeap is how much of the heap the program has filled before main begins.
const firstHeap = 4 << 20

// fetch lets the system map at once what the program will touch in any case: its code,
// its constants and the first of its heap. One by one, these are some hundred pages,
// and after a pause a virtual machine takes a twentieth of a millisecond for each.
// A system that cannot do it, before Linux 5.14, goes on as it would.
func fetch() {
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return
	}
	code, own := reflect.ValueOf(fetch).Pointer(), uintptr(unsafe.Pointer(&maps[0]))
	program := ""
	for line := range strings.Lines(string(maps)) {
		m, ok := parseMapping(line)
		switch {
		case !ok:
		case m.holds(code):
			program = m.file
			m.fetch(m.to, unix.MADV_POPULATE_READ)
		case m.file == program && program != "" && m.may == "r--p":
			m.fetch(m.to, unix.MADV_POPULATE_READ)
		case m.holds(own) && m.file == "":
			m.fetch(min(m.to, m.from+firstHeap), unix.MADV_POPULATE_WRITE)
		}
	}
}

// A mapping is addresses that the process has.
type mapping struct {
	from, to uintptr
	may      string // "r-xp"
	file     string // "": none
}

// parseMapping reads a line of /proc/self/maps.
func parseMapping(line string) (m mapping, ok bool) {
	var offset, device, inode string
	if n, _ := fmt.Sscanf(line, "%x-%x %s %s %s %s", &m.from, &m.to, &m.may, &offset, &device, &inode); n != 6 {
		return mapping{}, false
	}
	if at := strings.IndexByte(line, '/'); at >= 0 {
		m.file = strings.TrimSuffix(line[at:], "\n")
	}
	return m, true
}

func (m mapping) holds(address uintptr) bool { return m.from <= address && address < m.to }

// fetch fetches what is mapped up to an address.
func (m mapping) fetch(to uintptr, how uintptr) {
	unix.Syscall(unix.SYS_MADVISE, m.from, to-m.from, how)
}
