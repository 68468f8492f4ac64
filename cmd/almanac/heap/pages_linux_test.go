package heap

import (
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// What the heap takes after largePages is marked for large pages.
func TestLargePages(t *testing.T) {
	leftToPrograms(t)
	const bytes = 32 << 20
	largePages(bytes)
	if !marked(t) {
		t.Error("no memory is marked")
	}
}

// A build begins on small pages: this test runs itself as one, which says so.
func TestFirstHeap(t *testing.T) {
	leftToPrograms(t)
	if slices.Contains(os.Args, "build") {
		time.Sleep(time.Second) // for whatever is done while the others begin
		if marked(t) {
			t.Error("memory is marked")
		}
		return
	}
	own, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(own, "-test.run=^TestFirstHeap$", "build").CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// leftToPrograms skips a test where the system lays memory on large pages by itself,
// or never.
func leftToPrograms(t *testing.T) {
	t.Helper()
	if setting, _ := os.ReadFile("/sys/kernel/mm/transparent_hugepage/enabled"); !strings.Contains(string(setting), "[madvise]") {
		t.Skip("the system does not leave it to programs")
	}
}

// marked reports whether any memory of the process is to lie on large pages.
func marked(t *testing.T) bool {
	t.Helper()
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

// Addresses are a quarter of the machine's memory; a process whose addresses are
// counted has none to spare, nor has one that is promised no more than there is.
func TestAddresses(t *testing.T) {
	var before unix.Rlimit
	var machine unix.Sysinfo_t
	if err := errors.Join(unix.Getrlimit(unix.RLIMIT_AS, &before), unix.Sysinfo(&machine)); err != nil {
		t.Fatal(err)
	}
	want := uint64(machine.Totalram) * uint64(machine.Unit) / 4
	promises, err := os.ReadFile("/proc/sys/vm/overcommit_memory")
	if err != nil || strings.TrimSpace(string(promises)) == "2" || before.Cur != unix.RLIM_INFINITY {
		want = 0
	}
	if got := addresses(); got != want {
		t.Errorf("%d bytes of addresses, not %d", got, want)
	}
	defer unix.Setrlimit(unix.RLIMIT_AS, &before)
	if err := unix.Setrlimit(unix.RLIMIT_AS, &unix.Rlimit{Cur: min(1<<46, before.Cur), Max: before.Max}); err != nil {
		t.Fatal(err)
	}
	if got := addresses(); got != 0 {
		t.Errorf("%d bytes of addresses, though they are counted", got)
	}
}
