package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// The tests of this file's neighbours hold the answers to faults of the world:
// cases 60 to 71 and 80 to 87 of the list of bad inputs and faults. They run
// the program as it is built, not the tests' own binary.

// programs is the folder that the program is built in; TestMain removes it.
var programs string

// builtProgram builds the program once, under the race detector if the tests
// run under it.
var builtProgram = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "almanac-program-")
	if err != nil {
		return "", err
	}
	programs = dir
	file := filepath.Join(dir, "almanac")
	args := []string{"build", "-o", file}
	if raced() {
		args = append(args, "-race")
	}
	if out, err := exec.Command("go", append(args, ".")...).CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	// Tests that run it as somebody else must reach it.
	return file, os.Chmod(dir, 0o755)
})

// raced reports whether the tests run under the race detector.
func raced() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.ContainsFunc(info.Settings, func(s debug.BuildSetting) bool { return s.Key == "-race" && s.Value == "true" })
}

func program(t testing.TB) string {
	t.Helper()
	file, err := builtProgram()
	if errors.Is(err, exec.ErrNotFound) {
		lacking(t, "Go is not installed")
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// lacking skips a test for want of something, or fails if all is required.
func lacking(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("ALMANAC_REQUIRE") == "all" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// almanac is the program with arguments, about to run in a folder, with an
// environment of its own that more is added to.
func almanac(t testing.TB, dir string, args ...string) *exec.Cmd {
	c := exec.Command(program(t), args...)
	c.Dir = dir
	c.Env = append(slices.DeleteFunc(os.Environ(), func(s string) bool {
		name, _, _ := strings.Cut(s, "=")
		return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GOMEMLIMIT", "GOGC", "TZ"}, name)
	}), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull,
		"GORACE=atexit_sleep_ms=0") // the race detector's own wait, a second at every end
	return c
}

// A ran is what became of a run.
type ran struct {
	out, err string
	status   int
}

// ranAs runs a command to its end. A status of -1 is that of a signal.
func ranAs(t testing.TB, c *exec.Cmd) ran {
	t.Helper()
	var out, errs bytes.Buffer
	if c.Stdout == nil {
		c.Stdout = &out
	}
	if c.Stderr == nil {
		c.Stderr = &errs
	}
	var exit *exec.ExitError
	if err := c.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return ran{out.String(), errs.String(), c.ProcessState.ExitCode()}
}

// expect runs a command that must end with a status, and returns what it said.
func expect(t testing.TB, status int, c *exec.Cmd) ran {
	t.Helper()
	r := ranAs(t, c)
	if r.status != status {
		t.Fatalf("%q ended with %d, not %d:\n%s%s", c.Args[1:], r.status, status, r.out, r.err)
	}
	return r
}

// started starts a command whose standard error is read by lines, and ends it
// with the test.
func started(t testing.TB, c *exec.Cmd) *spoken {
	t.Helper()
	s := &spoken{more: make(chan struct{})}
	c.Stderr = s
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	s.ended = make(chan struct{})
	go func() { c.Wait(); close(s.ended) }()
	t.Cleanup(func() { c.Process.Kill(); <-s.ended })
	return s
}

// spoken is what a running program has said so far.
type spoken struct {
	mu    sync.Mutex
	text  bytes.Buffer
	more  chan struct{} // closed when there is more
	ended chan struct{} // closed when the program has ended
}

func (s *spoken) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.more)
	s.more = make(chan struct{})
	return s.text.Write(p)
}

func (s *spoken) sofar() (string, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String(), s.more
}

// patient is how long tests wait for what must come.
const patient = 60 * time.Second

// until waits until a text is said and returns all that was said by then.
func (s *spoken) until(t testing.TB, want string) string {
	t.Helper()
	late := time.After(patient)
	for {
		text, more := s.sofar()
		if strings.Contains(text, want) {
			return text
		}
		select {
		case <-more:
		case <-s.ended:
			if text, _ := s.sofar(); !strings.Contains(text, want) {
				t.Fatalf("it ended without saying %q:\n%s", want, text)
			}
		case <-late:
			t.Fatalf("it does not say %q:\n%s", want, text)
		}
	}
}

// end waits for the program's end.
func (s *spoken) end(t testing.TB) string {
	t.Helper()
	select {
	case <-s.ended:
	case <-time.After(patient):
		t.Fatal("it does not end")
	}
	text, _ := s.sofar()
	return text
}

// waitFor waits until something holds.
func waitFor(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(patient); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
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

// folder is an empty folder that everyone may enter.
func folder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for at := dir; at != filepath.Dir(at) && strings.HasPrefix(at, os.TempDir()) && at != filepath.Clean(os.TempDir()); at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// months writes an archive of n monthly reports, of up to three years for each
// unit.
func months(t testing.TB, dir string, n int) {
	t.Helper()
	put(t, dir, "config.toml", "title = \"Faults\"\nas_of = 2026-01-31\n")
	for i := range n {
		u, m := i/36, i%36
		put(t, dir, fmt.Sprintf("content/u%02d/%d-%02d.md", u, 2023+m/12, m%12+1),
			fmt.Sprintf("+++\nscenario = \"figures\"\n[metrics.revenue]\nactual = %d\ntarget = 1000\n+++\nIt was {{ revenue }}.\n", 900+17*u+m*m%97))
	}
}

// sums are the digests of all files below a folder by address; nil if there is
// no folder.
func sums(t testing.TB, dir string) map[string][sha256.Size]byte {
	t.Helper()
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	files := map[string][sha256.Size]byte{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = sha256.Sum256(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// differences are the addresses that two sites do not have in common.
func differences[V comparable](a, b map[string]V) (list []string) {
	for name := range a {
		if y, ok := b[name]; !ok || y != a[name] {
			list = append(list, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

func sameSite(t testing.TB, what, got, want string) {
	t.Helper()
	if d := differences(sums(t, got), sums(t, want)); len(d) > 0 {
		t.Errorf("%s: %d files differ: %q", what, len(d), d[:min(len(d), 10)])
	}
}

// noLeftovers holds that no build left anything in a folder but what all keep.
func noLeftovers(t testing.TB, dir string) {
	t.Helper()
	left := trees(dir)
	kept, _ := os.ReadDir(filepath.Join(dir, ".almanac"))
	for _, e := range kept {
		if name := e.Name(); !strings.HasPrefix(name, "memory-") && name != "spare" && !strings.HasPrefix(name, "spare-") {
			left = append(left, name)
		}
	}
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// trees are the trees that builds work at in a folder.
func trees(dir string) []string {
	names, _ := filepath.Glob(filepath.Join(dir, ".*almanac-*-*"))
	return names
}

// drain reads what is left, so that who writes it can end.
func drain(r io.ReadCloser) { io.Copy(io.Discard, r); r.Close() }
