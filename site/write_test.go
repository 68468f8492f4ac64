package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"almanac/site/period"
	"almanac/site/trace"
)

// small writes an archive of a few reports and returns its folder.
func small(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "config.toml", "title = \"Small\"\nas_of = 2026-06-01\n")
	for m := 1; m <= 5; m++ {
		for _, unit := range []string{"", "east/", "west/"} {
			put(t, dir, fmt.Sprintf("content/%s2026-%02d.md", unit, m), fmt.Sprintf("+++\n[metrics.revenue]\nactual = %d\ntarget = 100\n+++\nIt was {{ revenue }}.\n", 90+m*len(unit)))
		}
	}
	return dir
}

func put(t testing.TB, dir, name, text string) {
	t.Helper()
	at := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func open(t testing.TB, dir string) *Site {
	t.Helper()
	s, err := Open(t.Context(), Options{Dir: dir, Today: period.Date(2026, 6, 1)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tree is every file below a folder with what it holds.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func same(t *testing.T, got, want map[string]string) {
	t.Helper()
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s differs, or is missing", name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is too much", name)
		}
	}
}

// leftovers are what a build must not leave beside its output.
func leftovers(t *testing.T, dir string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, ".*almanac-*"))
	if err != nil || len(names) > 0 {
		t.Errorf("left behind: %v %v", names, err)
	}
}

func write(t testing.TB, s *Site, dir string) Written {
	t.Helper()
	w, err := s.Write(t.Context(), dir, Publication{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Cases 67, 68 and 71: same input, same bytes: whatever the number of processors, the time zone, the
// words of the environment, and the folder that it lies in.
func TestDeterminism(t *testing.T) {
	dir := small(t)
	first := filepath.Join(t.TempDir(), "a")
	write(t, open(t, dir), first)
	want := tree(t, first)
	for _, procs := range []int{1, 8} {
		for _, zone := range []string{"Pacific/Kiritimati", "America/Los_Angeles"} {
			t.Run(fmt.Sprint(procs, zone), func(t *testing.T) {
				defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
				t.Setenv("TZ", zone)
				t.Setenv("LC_ALL", "tr_TR.UTF-8")
				local := time.Local
				defer func() { time.Local = local }()
				time.Local, _ = time.LoadLocation(zone)
				copied := t.TempDir()
				if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
					t.Fatal(err)
				}
				out := filepath.Join(t.TempDir(), "b")
				write(t, open(t, copied), out)
				same(t, tree(t, out), want)
			})
		}
	}
}

// A build after an edit equals a build from nothing, and files that did not
// change are the same files.
func TestIncremental(t *testing.T) {
	dir := small(t)
	out := filepath.Join(dir, "public")
	write(t, open(t, dir), out)
	before, err := os.Stat(filepath.Join(out, "east", "2026-01.html"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "content/west/2026-05.md", "+++\n[metrics.revenue]\nactual = 7\n+++\n")
	if w := write(t, open(t, dir), out); w.Changed == 0 || w.New != 0 || w.Removed != 0 {
		t.Errorf("counted %+v", w)
	}
	after, err := os.Stat(filepath.Join(out, "east", "2026-01.html"))
	if err != nil || !os.SameFile(before, after) {
		t.Errorf("an unchanged page was written again: %v", err)
	}
	clean := filepath.Join(t.TempDir(), "clean")
	write(t, open(t, dir), clean)
	same(t, tree(t, out), tree(t, clean))
	leftovers(t, dir)
}

// A page that somebody edited in the output is not taken for unchanged.
func TestTouched(t *testing.T) {
	dir := small(t)
	out := filepath.Join(dir, "public")
	s := open(t, dir)
	write(t, s, out)
	want := tree(t, out)
	page := filepath.Join(out, "index.html")
	info, err := os.Stat(page)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(page, bytes.Repeat([]byte("x"), int(info.Size())), 0o666); err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(time.Minute)
	if err := os.Chtimes(page, later, later); err != nil {
		t.Fatal(err)
	}
	write(t, s, out)
	same(t, tree(t, out), want)
}

// Case 63: an interrupted build leaves the old site, and no tree of its own.
func TestInterrupted(t *testing.T) {
	dir := small(t)
	out := filepath.Join(dir, "public")
	write(t, open(t, dir), out)
	want := tree(t, out)
	put(t, dir, "content/2026-05.md", "+++\n[metrics.revenue]\nactual = 1\n+++\n")
	s := open(t, dir)
	for after := range 6 { // drawing so many pages before the interruption
		ctx, cancel := context.WithCancel(t.Context())
		drawn := 0
		var mu sync.Mutex
		for _, address := range s.files {
			draw := s.drawing(address)
			s.sources[address] = func(r *trace.Reads, b *bytes.Buffer) ([]byte, error) {
				mu.Lock()
				defer mu.Unlock()
				if drawn++; drawn > after {
					cancel()
				}
				return draw(r, b)
			}
		}
		if _, err := s.Write(ctx, out, Publication{}); !errors.Is(err, context.Canceled) {
			t.Errorf("interrupted after %d: %v", after, err)
		}
		cancel()
		same(t, tree(t, out), want)
		leftovers(t, dir)
	}
}

// Case 70: a page that cannot be drawn is named, the others are drawn all the same, and
// nothing is published.
func TestPanic(t *testing.T) {
	dir := small(t)
	out := filepath.Join(dir, "public")
	s := open(t, dir)
	write(t, s, out)
	want := tree(t, out)
	s.sources["404.html"] = func(*trace.Reads, *bytes.Buffer) ([]byte, error) { return nil, errors.New("no paper") }
	s.renderer = nil // every page panics
	_, err := s.Write(t.Context(), out, Publication{})
	var broken *BrokenPages
	if !errors.As(err, &broken) || len(broken.Errs) != s.pages {
		t.Fatalf("%d pages, and the error is %v", s.pages, err)
	}
	if !strings.Contains(err.Error(), "drawing east/2026-01.html (content/east/2026-01.md): ") || !strings.Contains(err.Error(), "(a defect of almanac's, at render.go:") || !strings.Contains(err.Error(), "no paper") {
		t.Errorf("the error is %v", err)
	}
	same(t, tree(t, out), want)
	leftovers(t, dir)
}

// Where folders cannot be exchanged, two renames do it, and the first is
// undone if the second fails.
func TestRenameTwice(t *testing.T) {
	dir := small(t)
	out := filepath.Join(dir, "public")
	s := open(t, dir)
	write(t, s, out)
	want := tree(t, out)
	o, err := s.destination(out)
	if err != nil {
		t.Fatal(err)
	}
	defer o.close()
	if err := o.renameTwice(); err == nil {
		t.Fatal("there is no new tree, but it was put into place")
	}
	same(t, tree(t, out), want)
	put(t, dir, o.tree+"/index.html", "new")
	if err := o.renameTwice(); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, out); len(got) != 1 || got["index.html"] != "new" {
		t.Errorf("the new tree is not in place: %v", got)
	}
	same(t, tree(t, filepath.Join(dir, o.tree)), want)
}

// Once the new site stands a build has not failed, wherever the old one lies: here it
// cannot take the place of the new tree, which was made inside of it.
func TestRenameTwiceOldStaysAway(t *testing.T) {
	dir := small(t)
	out := filepath.Join(dir, "public")
	s := open(t, dir)
	write(t, s, out)
	put(t, dir, "public/new/index.html", "new")
	o, err := s.destination(out)
	if err != nil {
		t.Fatal(err)
	}
	defer o.close()
	away := treeName("public", "old", os.Getpid())
	o.tree = away + "/new"
	if err := o.renameTwice(); err != nil {
		t.Errorf("the new site stands, and the error is %v", err)
	}
	same(t, tree(t, out), map[string]string{"index.html": "new"})
	if _, err := os.Stat(filepath.Join(dir, away, "index.html")); err != nil {
		t.Errorf("the old site is not beside it: %v", err)
	}
}

// dead is the number of a process that does not run.
const dead = 999_999_999

// Case 62: whatever moment a build is killed at, the next one finds the old site or the
// new one, loses no foreign file, and clears up.
func TestKilled(t *testing.T) {
	for _, c := range []struct {
		name string
		kill func(t *testing.T, dir string) // with a site in public and CNAME beside its pages
	}{
		{"while drawing", func(t *testing.T, dir string) {
			put(t, dir, treeName("public", "tmp", dead)+"/index.html", "half")
		}},
		{"while the manifest was written", func(t *testing.T, dir string) {
			left := treeName("public", "tmp", dead)
			put(t, dir, left+"/index.html", "whole")
			put(t, dir, left+"/.almanac", "")
		}},
		{"before the exchange, foreign files linked", func(t *testing.T, dir string) {
			left := filepath.Join(dir, treeName("public", "tmp", dead))
			if err := os.CopyFS(left, os.DirFS(filepath.Join(dir, "public"))); err != nil {
				t.Fatal(err)
			}
			os.Remove(filepath.Join(left, "CNAME"))
			if err := os.Link(filepath.Join(dir, "public", "CNAME"), filepath.Join(left, "CNAME")); err != nil {
				t.Fatal(err)
			}
		}},
		{"after the exchange", func(t *testing.T, dir string) {
			if err := os.CopyFS(filepath.Join(dir, treeName("public", "tmp", dead)), os.DirFS(filepath.Join(dir, "public"))); err != nil {
				t.Fatal(err)
			}
		}},
		{"after the exchange, a foreign file came meanwhile", func(t *testing.T, dir string) {
			left := filepath.Join(dir, treeName("public", "tmp", dead))
			if err := os.CopyFS(left, os.DirFS(filepath.Join(dir, "public"))); err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(filepath.Join(dir, "public", "CNAME")); err != nil {
				t.Fatal(err)
			}
		}},
		{"after the exchange, the site was deleted since", func(t *testing.T, dir string) {
			if err := os.Rename(filepath.Join(dir, "public"), filepath.Join(dir, treeName("public", "tmp", dead))); err != nil {
				t.Fatal(err)
			}
		}},
		{"between two renames", func(t *testing.T, dir string) {
			if err := os.Rename(filepath.Join(dir, "public"), filepath.Join(dir, treeName("public", "old", dead))); err != nil {
				t.Fatal(err)
			}
			put(t, dir, treeName("public", "tmp", dead)+"/index.html", "half")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := small(t)
			out := filepath.Join(dir, "public")
			s := open(t, dir)
			write(t, s, out)
			put(t, dir, "public/CNAME", "sales.example.org")
			want := tree(t, out)
			c.kill(t, dir)
			if w := write(t, s, out); len(w.Foreign) != 1 || w.Foreign[0] != "CNAME" {
				t.Errorf("foreign are %q", w.Foreign)
			}
			same(t, tree(t, out), want)
			leftovers(t, dir)
		})
	}
}

// The tree of a build that runs is nobody else's to remove.
func TestOtherBuildsTree(t *testing.T) {
	dir := small(t)
	mine := treeName("public", "tmp", os.Getppid())
	put(t, dir, mine+"/index.html", "being drawn")
	write(t, open(t, dir), filepath.Join(dir, "public"))
	if got := tree(t, filepath.Join(dir, mine)); got["index.html"] != "being drawn" {
		t.Errorf("the other build's tree is gone")
	}
}

// Case 64: a second build says who builds and since when, waits, and gives up.
func TestSecondBuild(t *testing.T) {
	dir := small(t)
	put(t, dir, lockName, "process 1234 on elsewhere\n")
	l := flock.New(filepath.Join(dir, lockName))
	if err := l.Lock(); err != nil {
		t.Fatal(err)
	}
	var said []string
	p := Publication{Wait: 120 * time.Millisecond, Notice: func(text string) { said = append(said, text) }}
	_, err := open(t, dir).Write(t.Context(), filepath.Join(dir, "public"), p)
	var fault *Fault
	if !errors.As(err, &fault) || !strings.Contains(err.Error(), "process 1234 on elsewhere is building since ") {
		t.Errorf("the error is %v", err)
	}
	if len(said) != 1 || !strings.HasPrefix(said[0], "process 1234 on elsewhere is building since ") || !strings.Contains(said[0], "; waiting up to ") {
		t.Errorf("it said %q", said)
	}
	if _, err := os.Stat(filepath.Join(dir, "public")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it published: %v", err)
	}

	time.AfterFunc(100*time.Millisecond, func() { l.Unlock() })
	if _, err := open(t, dir).Write(t.Context(), filepath.Join(dir, "public"), Publication{Wait: time.Minute}); err != nil {
		t.Errorf("it did not take over: %v", err)
	}
}

// A build that waited publishes what there is then, not what it read before.
func TestWaitedAndReadAgain(t *testing.T) {
	dir := small(t)
	l := flock.New(filepath.Join(dir, lockName))
	if err := l.Lock(); err != nil {
		t.Fatal(err)
	}
	s := open(t, dir)
	put(t, dir, "content/2026-01.md", "+++\n+++\nSaid last.\n")
	out := filepath.Join(dir, "public")
	w, err := s.Write(t.Context(), out, Publication{
		Wait:   time.Minute,
		Notice: func(string) { l.Unlock() },
		Again:  func() (*Site, error) { return open(t, dir), nil },
	})
	if err != nil || !strings.Contains(tree(t, out)["2026-01.html"], "Said last.") {
		t.Errorf("published is what was read before the wait: %+v, %v", w, err)
	}
	refused := errors.New("no")
	if err := l.Lock(); err != nil {
		t.Fatal(err)
	}
	_, err = s.Write(t.Context(), out, Publication{Notice: func(string) { l.Unlock() }, Again: func() (*Site, error) { return nil, refused }})
	if !errors.Is(err, refused) || !strings.Contains(tree(t, out)["2026-01.html"], "Said last.") {
		t.Errorf("what could not be read again: %v", err)
	}
}

// Case 64: builds at once leave a whole site.
func TestBuildsAtOnce(t *testing.T) {
	dir := small(t)
	out := filepath.Join(dir, "public")
	s := open(t, dir)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if _, err := s.Write(t.Context(), out, Publication{Version: "test"}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	clean := filepath.Join(t.TempDir(), "clean")
	write(t, s, clean)
	same(t, tree(t, out), tree(t, clean))
	leftovers(t, dir)
}

// A manifest that is none is not taken for one, and a site in a folder of
// another disk's is not replaced by half.
func TestStrangeManifest(t *testing.T) {
	dir := small(t)
	put(t, dir, "public/.almanac", "something else")
	_, err := open(t, dir).Write(t.Context(), filepath.Join(dir, "public"), Publication{})
	if err == nil || !strings.Contains(err.Error(), "is no manifest of almanac's") {
		t.Errorf("the error is %v", err)
	}
	if got := tree(t, filepath.Join(dir, "public")); got[".almanac"] != "something else" {
		t.Error("it is gone")
	}
}

func TestManifest(t *testing.T) {
	text := func(m, other manifest) string {
		var b strings.Builder
		if err := m.write(&b, other); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	m := manifest{version: "v1.2.3", files: []published{{"a/b  c.html", sum{1, 2, 0xfe}}, {"ä.html", sum{31: 0xff}}}}
	got, ok := parseManifest([]byte(text(m, manifest{})), manifest{})
	if !ok || got.version != m.version || !slices.Equal(got.files, m.files) {
		t.Errorf("read back as %+v, %v", got, ok)
	}
	for _, next := range []manifest{m,
		{version: m.version, files: []published{{m.files[0].address, sum{5}}, m.files[1]}},
		{version: m.version, files: []published{m.files[0], {m.files[1].address, sum{6, 31: 7}}}},
		{version: m.version, files: []published{m.files[0], {"ö.html", sum{7}}}},
		{version: m.version, files: m.files[:1]}, {version: "v1.2.4", files: m.files}} {
		if is, should := text(next, got), text(next, manifest{}); is != should {
			t.Errorf("made of another one:\n%s, not\n%s", is, should)
		}
		if back, ok := parseManifest([]byte(text(next, manifest{})), got); !ok || !slices.Equal(back.files, next.files) || back.version != next.version {
			t.Errorf("beside another one it is read back as %+v, %v", back, ok)
		}
	}
	if by := m.contents(); len(by) != 2 || by["a"] == nil || by["a"].names() != 1 || by["."].names() != 2 {
		t.Errorf("its folders hold %v", by)
	}
	for _, bad := range []string{"", "almanac\n", "# almanac 1 x\nshort  a\n", "# almanac 1 x\n" + strings.Repeat("0", 64) + " a\n", "# almanac 1 x\n" + strings.Repeat("x", 64) + "  a\n"} {
		if _, ok := parseManifest([]byte(bad), got); ok {
			t.Errorf("%q was taken for a manifest", bad)
		}
	}
}
