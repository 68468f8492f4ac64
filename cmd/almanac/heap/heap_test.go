package heap

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"testing/fstest"
	"time"
)

// Case 66: the limit of a container is that of its group or of one above, in
// either version of such groups.
func TestContainerMemory(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  int64
	}{
		{"no groups", nil, 0},
		{"no limit", map[string]string{"proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/memory.max": "max\n"}, 0},
		{"its own", map[string]string{"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "268435456\n"}, 256 << 20},
		{"one above", map[string]string{"proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/memory.max": "max\n", "sys/fs/cgroup/a/memory.max": "1000\n"}, 1000},
		{"the least", map[string]string{"proc/self/cgroup": "0::/a\n", "sys/fs/cgroup/a/memory.max": "500\n", "sys/fs/cgroup/memory.max": "1000\n"}, 500},
		{"first version", map[string]string{"proc/self/cgroup": "5:cpu:/x\n4:memory:/a\n0::/\n", "sys/fs/cgroup/memory/a/memory.limit_in_bytes": "700\n"}, 700},
		{"first version, none", map[string]string{"proc/self/cgroup": "4:memory:/\n", "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n"}, 0},
		{"nonsense", map[string]string{"proc/self/cgroup": "\x00\n::\n0::../..\n4:memory\n", "sys/fs/cgroup/memory.max": "-5\n"}, 0},
	} {
		files := fstest.MapFS{}
		for name, text := range c.files {
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
		if got := containerMemory(files); got != c.want {
			t.Errorf("%s: %d, not %d", c.name, got, c.want)
		}
	}
}

func TestAfterCollections(t *testing.T) {
	called := make(chan bool, 1)
	afterCollections(func() {
		select {
		case called <- true:
		default: // other tests collect, too, and nobody waits
		}
	})
	for range 3 { // not only after the first
		for end, heard := time.Now().Add(20*time.Second), false; !heard; {
			runtime.GC()
			select {
			case <-called:
				heard = true
			case <-time.After(100 * time.Millisecond):
				if time.Now().After(end) {
					t.Fatal("collections, and nothing was called")
				}
			}
		}
	}
}

func TestLive(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	kept := make([]byte, 64<<20)
	runtime.GC()
	got := live()
	for range 9 { // the program sets the collector, too, and may come between
		got = min(got, live())
	}
	if got < 64<<20 || got > 96<<20 {
		t.Errorf("%d bytes are live, of which the test keeps %d", got, len(kept))
	}
	runtime.KeepAlive(kept)
}

// Large pages are laid for eight times what is live, or for what addresses there are;
// for less than is live there are none.
func TestRoomOnLargePages(t *testing.T) {
	const live = 4 << 20
	has := addresses()
	for limit, want := range map[int64]uint64{math.MaxInt64: min(8*live, has), 40 << 20: min(10<<20, has), 4*live - 4: 0} {
		if want < live {
			want = math.MaxUint64
		}
		if got := roomOnLargePages(live, limit); got != want {
			t.Errorf("of a limit of %d: %d, not %d", limit, got, want)
		}
	}
}

// The collector works again at 224 MiB, and at 1.55 times what is live where that is
// more; at twice from 448 MiB on.
func TestPercent(t *testing.T) {
	for live, want := range map[uint64]int{0: 5500, 1 << 20: 5500, 4 << 20: 5500, 56 << 20: 300, 112 << 20: 100, 144 << 20: 55, 160 << 20: 55, 224 << 20: 55, 447 << 20: 55, 448 << 20: 100, 2 << 30: 100} {
		if got := percent(live); got != want {
			t.Errorf("%d MiB live: %d %%, not %d", live>>20, got, want)
		}
	}
}
