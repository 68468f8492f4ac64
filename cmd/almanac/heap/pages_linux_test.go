package heap

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
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

// A process whose addresses are counted has none to spare.
func TestAddresses(t *testing.T) {
	var before unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_AS, &before); err != nil {
		t.Fatal(err)
	}
	if before.Cur != unix.RLIM_INFINITY {
		t.Skip("they are counted already")
	}
	promises, err := os.ReadFile("/proc/sys/vm/overcommit_memory")
	if err != nil {
		t.Skip("the system does not tell what it promises:", err)
	}
	var machine unix.Sysinfo_t
	if err := unix.Sysinfo(&machine); err != nil {
		t.Fatal(err)
	}
	want := uint64(machine.Totalram) * uint64(machine.Unit) / 4
	if strings.TrimSpace(string(promises)) == "2" {
		want = 0
	}
	if got := addresses(); got != want {
		t.Errorf("%d bytes of addresses, not %d", got, want)
	}
	defer unix.Setrlimit(unix.RLIMIT_AS, &before)
	if err := unix.Setrlimit(unix.RLIMIT_AS, &unix.Rlimit{Cur: 1 << 46, Max: before.Max}); err != nil {
		t.Fatal(err)
	}
	if got := addresses(); got != 0 {
		t.Errorf("%d bytes of addresses, though they are counted", got)
	}
}
