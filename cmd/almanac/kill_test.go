package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Case 62: killed at any moment, the old site or the new one stands whole, what
// somebody else put there is still there, and the next build clears up.
func TestKilledAtAnyMoment(t *testing.T) {
	kills := 200
	if testing.Short() {
		kills = 40
	}
	k := newKillings(t)
	rnd := rand.New(rand.NewPCG(62, 0))
	order := rnd.Perm(kills)
	for i := range kills {
		// Every part of a build's duration is met, and a little of what is
		// behind it; a quarter of all meet the end, where trees change places, and
		// an eighth the moment behind that.
		at := (float64(order[i]) + rnd.Float64()) / float64(kills) * 1.1
		if i%4 == 3 {
			at = 0.8 + 0.3*at/1.1
		}
		k.kill(i, at, i%4 == 0)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d kills: %d met a build, of which %d left a new site", kills, k.met, k.published)
	if k.met < kills/2 {
		t.Errorf("only %d of %d kills met a build", k.met, kills)
	}
	expect(t, 0, k.build("public"))
	k.whole(k.written)
	noLeftovers(t, k.dir)
}

// killings are an archive of which there are several versions, and the site of
// each as a build that nobody kills makes it.
type killings struct {
	t       *testing.T
	dir     string
	sites   []map[string][sha256.Size]byte // by version
	took    time.Duration                  // a build from nothing
	again   []time.Duration                // one that finds another site there, by version
	written int                            // the version that the archive is
	stands  int                            // the version that is published; -1: none
	foreign bool                           // somebody else's files are there

	scale          float64 // how much longer builds take than they took
	met, published int
}

// theirs are files that are not almanac's, among its own and in folders of
// their own.
var theirs = map[string]string{"CNAME": "sales.example.org", "u00/note.txt": "by hand", ".well-known/deep/er": "x"}

// version writes the archive's version v: after the first, one with a report
// changed, one new and one gone; and one in which every page is another.
func (k *killings) version(v int) {
	k.written = v
	title, actual, gone, come := "Kill", 1000, "content/u00/2023-04.md", "content/u00/2022-12.md"
	if v == 1 {
		actual, gone, come = 2000, come, gone
	}
	if v == 2 {
		title = "Killed"
	}
	report := "+++\n[metrics.revenue]\nactual = %d\n+++\n"
	put(k.t, k.dir, "config.toml", fmt.Sprintf("title = %q\nas_of = 2026-01-31\n", title))
	put(k.t, k.dir, "content/u00/2023-02.md", fmt.Sprintf(report, actual))
	put(k.t, k.dir, come, fmt.Sprintf(report, 7))
	if err := os.Remove(filepath.Join(k.dir, gone)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		k.t.Fatal(err)
	}
}

func (k *killings) build(to string) *exec.Cmd { return almanac(k.t, k.dir, "build", "-d", to) }

// newKillings makes an archive that takes some hundred milliseconds to build.
func newKillings(t *testing.T) *killings {
	k := &killings{t: t, stands: -1, scale: 1}
	for n := 6; k.took < 200*time.Millisecond && n < 10_000; n += n / 2 {
		k.dir = t.TempDir()
		months(t, k.dir, n)
		k.version(0)
		out := filepath.Join(t.TempDir(), "site")
		k.took = min(timed(t, k.build(out)), timed(t, k.build(out+"-again"))) // the first one meets a cold disk
		t.Logf("%d reports: %v", n, k.took)
	}
	for v := range 3 {
		k.version(v)
		out := filepath.Join(t.TempDir(), "site")
		expect(t, 0, k.build(out))
		k.sites = append(k.sites, sums(t, out))
		if v == 0 {
			expect(t, 0, k.build("public"))
		}
		k.again = append(k.again, timed(t, k.build("public")))
	}
	if d := differences(k.sites[0], k.sites[1]); len(d) < 4 || len(d) > len(k.sites[0])-4 {
		t.Fatalf("%d files of %d differ between two versions", len(d), len(k.sites[0]))
	}
	k.version(0)
	k.again[0] = timed(t, k.build("public"))
	k.stands = 0
	return k
}

// timed is how long a build takes.
func timed(t *testing.T, c *exec.Cmd) time.Duration {
	start := time.Now()
	expect(t, 0, c)
	return time.Since(start)
}

// kill builds another version than stands there, over it or into nothing, and
// kills the build after a part of the time that it takes.
func (k *killings) kill(i int, at float64, fresh bool) {
	before, v := k.stands, (k.stands+1+i%2)%len(k.sites)
	if before < 0 {
		v = i % len(k.sites)
	}
	took := k.again[v]
	if fresh {
		for _, name := range append(trees(k.dir), filepath.Join(k.dir, "public")) {
			if err := os.RemoveAll(name); err != nil {
				k.t.Fatal(err)
			}
		}
		before, took, k.foreign = -1, k.took, false
	} else if before >= 0 && !k.foreign {
		for name, text := range theirs {
			put(k.t, k.dir, "public/"+name, text)
		}
		k.foreign = true
	}
	may := []int{before, v}
	if before < 0 && !fresh { // what a build left that was killed a moment before
		may = append(may, k.written)
	}
	k.version(v)
	c := k.build("public")
	stood, _ := os.Lstat(filepath.Join(k.dir, "public"))
	var said strings.Builder
	c.Stderr = &said
	if err := c.Start(); err != nil {
		k.t.Fatal(err)
	}
	if wait := time.Duration(k.scale * float64(took)); i%8 == 5 {
		k.exchanged(stood, 3*wait)
	} else {
		time.Sleep(time.Duration(at * float64(wait)))
	}
	c.Process.Kill()
	c.Wait()
	done := c.ProcessState.ExitCode() == 0
	if !done && c.ProcessState.Exited() {
		k.t.Fatalf("build %d ended with %v: %s", i, c.ProcessState, &said)
	}
	now := k.whole(may...)
	switch { // a machine that is busier than it was takes longer: the scale follows
	case !done && at > 0.95 && now != v:
		k.scale *= 1.1
	case done && at < 0.95:
		k.scale /= 1.1
	}
	if !done {
		k.met++
		if now == v {
			k.published++
		}
	} else if now != v {
		k.t.Errorf("build %d is done, and version %d stands, not %d", i, now, v)
	}
	if k.t.Failed() {
		k.t.Logf("build %d over version %d, killed after %.2f of %v", i, before, at, took)
	}
	k.stands = now
}

// exchanged waits for the moment that another folder than stood there takes its
// place.
func (k *killings) exchanged(stood fs.FileInfo, most time.Duration) {
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(100 * time.Microsecond) {
		if now, err := os.Lstat(filepath.Join(k.dir, "public")); err == nil && (stood == nil || !os.SameFile(stood, now)) {
			return
		}
	}
}

// whole holds that one of these versions stands whole, and what is not
// almanac's beside it; it returns which. Version -1 is nothing at all.
func (k *killings) whole(versions ...int) int {
	k.t.Helper()
	found := sums(k.t, filepath.Join(k.dir, "public"))
	if k.foreign {
		for name, text := range theirs {
			if found[name] != sha256.Sum256([]byte(text)) {
				k.t.Errorf("%s is gone or another", name)
			}
			delete(found, name)
		}
	}
	for _, v := range versions {
		switch {
		case v < 0 && found == nil:
			return v
		case v >= 0 && maps.Equal(found, k.sites[v]):
			return v
		}
	}
	for _, v := range versions {
		if v >= 0 {
			d := differences(found, k.sites[v])
			k.t.Errorf("the site is not version %d: %d of %d files differ: %q", v, len(d), len(found), d[:min(len(d), 5)])
		}
	}
	return -1
}
