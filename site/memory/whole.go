package memory

import (
	"fmt"
	"os"
	"strings"
	"sync"
)

// large is from how many bytes on it is noted that a part is whole.
const large = 8 << 20

// known reports whether a part is known to be whole: its sum was right while its
// file had the stamp that it has, since the system was started. Whatever writes into
// a file gives it another stamp, and what a crash leaves undone shows after a start.
func (m *Memory) known(part string, s Stamp) bool {
	if boot() == "" || s.Number == 0 || !isFile(m.noteFile(part)) {
		return false
	}
	note, err := os.ReadFile(m.noteFile(part))
	return err == nil && string(note) == noteOf(s)
}

// note notes that the sum of a part was right. A file that is so young that it may
// change and keep its stamp is not noted.
func (m *Memory) note(part string, s Stamp) {
	if boot() == "" || s.Number == 0 || !s.Settled(m.began) {
		return
	}
	if f, err := fresh(m.noteFile(part)); err == nil { // else it is summed up again
		f.WriteString(noteOf(s))
		f.Close()
	}
}

func (m *Memory) noteFile(part string) string { return m.file(part) + ".whole" }

func noteOf(s Stamp) string { return fmt.Sprintln(boot(), s) }

// boot tells the present run of the system apart from all others; "" where that is
// not known.
var boot = sync.OnceValue(func() string {
	id, _ := os.ReadFile("/proc/sys/kernel/random/boot_id")
	return strings.TrimSpace(string(id))
})
