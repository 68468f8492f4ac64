package memory

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A file is where the system keeps it, and what is fetched of it belongs to the
// process.
func TestFetch(t *testing.T) {
	const size = 1 << 20
	name := filepath.Join(t.TempDir(), "part")
	if err := os.WriteFile(name, make([]byte, size), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := readAll(f, size, false)
	if err != nil || len(data) != size {
		t.Fatal(len(data), err)
	}
	if got := fetched(t, data); got != 0 {
		t.Fatalf("%d KiB are fetched before anyone asks", got)
	}
	page, err := unix.Mmap(-1, 0, os.Getpagesize(), unix.PROT_READ, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.Madvise(page, unix.MADV_POPULATE_READ); err == unix.EINVAL {
		t.Skip("the system fetches page by page: it is older than Linux 5.14")
	}
	Fetch("")
	Fetch(Text(data[size/2+1:]))
	if got, half := fetched(t, data), size/2>>10; got < half { // more, where the system keeps it in larger pieces
		t.Errorf("%d KiB are fetched, and %d were asked for", got, half)
	}
}

// fetched is how many KiB the process has of the mapping of some data.
func fetched(t *testing.T, data []byte) (kib int) {
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip("the system does not tell what it has in memory:", err)
	}
	begin, within := fmt.Sprintf("%x-", uintptr(unsafe.Pointer(&data[0]))), false
	for line := range strings.Lines(string(maps)) {
		if strings.HasPrefix(line, begin) {
			within = true
		} else if within && strings.HasPrefix(line, "Rss:") {
			fmt.Sscanf(line, "Rss: %d", &kib)
			return kib
		}
	}
	t.Fatal("the data are no mapping of their own")
	return 0
}
