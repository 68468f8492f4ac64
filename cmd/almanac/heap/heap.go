// Package heap sets the program's memory when it is initialised: it fetches what every
// run touches, and sets the collector. Go initialises packages in the order of paths,
// as far as imports allow, so that this one, which imports little, comes before the
// libraries that take some megabytes before main begins.
package heap

import (
	"bufio"
	"bytes"
	"io/fs"
	"math"
	"os"
	"path"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
)

// The collector works when so many bytes are in use, so that short runs have none
// of its work, and longer ones little; where what is not garbage takes most of them,
// when garbage is so many per cent of it, and where that is plenty, which takes long to
// look through, when garbage is as much.
const (
	enough  = 224 << 20
	garbage = 55
	plenty  = 2 * enough
)

func init() {
	go fetch() // while the others begin
	heed(slices.Contains(os.Args, "build"))
}

// heed sets the collector: late for small archives, sparing for large ones, and so
// that it works harder before the system ends a program that takes more memory
// than its container has. GOGC and GOMEMLIMIT come before it. A command that goes on
// to take much of it has large pages from there on. The first of the heap lies on small
// ones: a virtual machine that gives free memory back does so by large pages, so that
// after a pause it has small ones left, and takes several times as long for large ones.
func heed(much bool) {
	limit := int64(math.MaxInt64)
	if n := containerMemory(os.DirFS("/")); n > 0 {
		limit = n / 10 * 9 // the rest is stacks, and what is not Go's
	}
	set := os.Getenv("GOMEMLIMIT") != ""
	if set || os.Getenv("GOGC") != "" {
		if !set {
			debug.SetMemoryLimit(limit)
		}
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(min(limit, enough))
	large := uint64(enough) // live bytes from which there are to be large pages
	afterCollections(func() {
		debug.SetMemoryLimit(limit)
		if n := live(); much && n >= large {
			large = roomOnLargePages(n, limit)
		}
		debug.SetGCPercent(percent(live()))
	})
}

// roomOnLargePages lays what comes next on large pages where so many bytes are live: a
// heap that is still being filled may become several times as large. It tells how many
// are to be live before further ones are worth it.
func roomOnLargePages(live uint64, limit int64) uint64 {
	room := min(8*live, addresses(), uint64(limit)/4)
	if room < live {
		return math.MaxUint64
	}
	largePages(int(room))
	return room
}

// percent is how much garbage there may be, in per cent of what is live, before the
// collector works again.
func percent(live uint64) int {
	const least = 4 << 20 // Go puts the collector off as if so much were live
	switch live = max(live, least); {
	case live >= plenty:
		return 100
	case live >= enough:
		return garbage
	}
	return max(garbage, int((enough-live)*100/live))
}

// live is how many bytes the collector found to be live, for which it has to be set to
// a share: of that, it tells when it will work again.
func live() uint64 {
	debug.SetGCPercent(garbage)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.NextGC * 100 / (100 + garbage)
}

// afterCollections calls a function each time that the collector has run, but for a
// collection that has begun before the last call ended.
func afterCollections(then func()) {
	runtime.AddCleanup(new([64]byte), func(then func()) {
		then()
		afterCollections(then)
	}, then)
}

// containerMemory is how many bytes of memory the process may take, by its
// control group and those that this one is in; 0 if there is no limit, or a
// system without such groups.
func containerMemory(root fs.FS) (least int64) {
	groups, _ := fs.ReadFile(root, "proc/self/cgroup")
	for lines := bufio.NewScanner(bytes.NewReader(groups)); lines.Scan(); {
		id, rest, _ := strings.Cut(lines.Text(), ":")
		kinds, group, _ := strings.Cut(rest, ":")
		base, file := "sys/fs/cgroup", "memory.max"
		switch {
		case id == "0" && kinds == "": // the second version of such groups
		case kinds == "memory":
			base, file = "sys/fs/cgroup/memory", "memory.limit_in_bytes"
		default:
			continue
		}
		for at := path.Clean("/" + group); ; at = path.Dir(at) {
			// A limit that is none is "max", or larger than any machine.
			data, _ := fs.ReadFile(root, path.Join(base, at, file))
			n, err := strconv.ParseInt(strings.TrimSpace(string(data)), 10, 64)
			if err == nil && n > 0 && n < 1<<60 && (least == 0 || n < least) {
				least = n
			}
			if at == "/" {
				break
			}
		}
	}
	return least
}
