package heap

import (
	"os"
	"strings"
	"testing"
)

// What the heap takes after largePages is marked for large pages.
func TestLargePages(t *testing.T) {
	if setting, _ := os.ReadFile("/sys/kernel/mm/transparent_hugepage/enabled"); !strings.Contains(string(setting), "[madvise]") {
		t.Skip("the system does not leave it to programs")
	}
	const bytes = 32 << 20
	largePages(bytes)
	marked := func() bool {
		maps, err := os.ReadFile("/proc/self/smaps")
		if err != nil {
			t.Skip("the system does not tell what it has in memory:", err)
		}
		for line := range strings.Lines(string(maps)) {
			if strings.HasPrefix(line, "VmFlags:") && strings.Contains(line, " hg") {
				return true
			}
		}
		return false
	}
	if !marked() {
		t.Error("no memory is marked")
	}
}
