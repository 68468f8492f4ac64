package heap

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// After fetch all of the program's code is in memory, and belongs to the process.
func TestFetch(t *testing.T) {
	page, err := unix.Mmap(-1, 0, os.Getpagesize(), unix.PROT_READ, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.Madvise(page, unix.MADV_POPULATE_READ); err == unix.EINVAL {
		t.Skip("the system fetches page by page: it is older than Linux 5.14")
	}
	fetch()
	data, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip("the system does not tell what it has in memory:", err)
	}
	code, within := reflect.ValueOf(fetch).Pointer(), false
	size, resident := 0, 0
	for line := range strings.Lines(string(data)) {
		if m, ok := parseMapping(line); ok {
			within = m.holds(code)
		}
		if within {
			fmt.Sscanf(line, "Size: %d", &size)
			fmt.Sscanf(line, "Rss: %d", &resident)
		}
	}
	if size == 0 || resident != size {
		t.Errorf("%d of %d KiB of code are fetched", resident, size)
	}
}

func TestParseMapping(t *testing.T) {
	for line, want := range map[string]mapping{
		"00400000-00d9b000 r-xp 00000000 fe:00 9977961                            /usr/local/bin/almanac\n": {0x400000, 0xd9b000, "r-xp", "/usr/local/bin/almanac"},
		"00d9b000-017a3000 r--p 0099b000 fe:00 9977961       /home/li ming/almanac (deleted)\n":             {0xd9b000, 0x17a3000, "r--p", "/home/li ming/almanac (deleted)"},
		"c000000000-c000400000 rw-p 00000000 00:00 0 \n":                                                    {0xc000000000, 0xc000400000, "rw-p", ""},
		"7ffe3ac00000-7ffe3ac21000 rw-p 00000000 00:00 0                          [stack]\n":                {0x7ffe3ac00000, 0x7ffe3ac21000, "rw-p", ""},
	} {
		if got, ok := parseMapping(line); !ok || got != want {
			t.Errorf("%q: %+v, not %+v", line, got, want)
		}
	}
	for _, line := range []string{"", "Size:               9836 kB\n", "VmFlags: rd ex mr mw me\n"} {
		if m, ok := parseMapping(line); ok {
			t.Errorf("%q: %+v, and it is no mapping", line, m)
		}
	}
}
