//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/gofrs/flock"
)

// init adds `limited NAME N COMMAND…`, which runs a command under a limit of
// the system's.
func init() { helpers["limited"] = limited }

func limited() {
	which := map[string]int{"files": syscall.RLIMIT_NOFILE, "size": syscall.RLIMIT_FSIZE}[os.Args[1]]
	n, err := strconv.ParseUint(os.Args[2], 10, 64)
	if err == nil {
		err = setLimit(which, n)
	}
	if err == nil {
		err = syscall.Exec(os.Args[3], os.Args[3:], os.Environ())
	}
	fmt.Fprintln(os.Stderr, "limited:", err)
	os.Exit(1)
}

// under is a command under a limit.
func under(t testing.TB, name string, n int, c *exec.Cmd) *exec.Cmd {
	t.Helper()
	l := exec.Command("limited", append([]string{name, strconv.Itoa(n)}, c.Args...)...)
	l.Dir, l.Env = c.Dir, c.Env
	return l
}

// asNobody is a command that permissions are held against: root is nobody then.
func asNobody(c *exec.Cmd) *exec.Cmd {
	if os.Getuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	return c
}

// lock makes folders that nobody may write in, until the test is over.
func lock(t testing.TB, dirs ...string) {
	t.Helper()
	for _, dir := range dirs {
		if err := os.Chmod(dir, 0o555); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(dir, 0o755) })
	}
}

// Case 54: what the system does not let us read is named in the system's words;
// what is wrong in other files is said all the same.
func TestUnreadable(t *testing.T) {
	dir := folder(t)
	months(t, dir, 6)
	put(t, dir, "content/2026-01.md", "+++\ntitel = 1\n+++\n")
	for _, name := range []string{"content/u00/2023-02.md", "content/u00/locked"} {
		if !strings.HasSuffix(name, ".md") {
			put(t, dir, name+"/2024-01.md", "+++\n+++\n")
		}
		at := filepath.Join(dir, name)
		if err := os.Chmod(at, 0); err != nil {
			t.Fatal(err)
		}
		r := expect(t, exitFault, asNobody(almanac(t, dir, "check")))
		if !strings.Contains(r.err, "content/u00/") || !strings.Contains(r.err, "permission denied") || !strings.Contains(r.out, `did you mean "title"`) {
			t.Errorf("%s: %s%s", name, r.out, r.err)
		}
		os.Chmod(at, 0o755)
	}
}

// Case 59: an output folder that cannot be replaced is refused before work
// starts.
func TestOutputNotWritable(t *testing.T) {
	dir := folder(t)
	months(t, dir, 6)
	for _, c := range []struct{ name, to, locked, want string }{
		{"the folder above is read-only", "locked/public", "locked", "permission denied"},
		{"it is read-only itself", "open/public", "open/public", "cannot be written: permission denied"},
		{"it belongs to somebody else", "theirs/public", "", "permission denied"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := os.MkdirAll(filepath.Join(dir, c.to), 0o755); err != nil {
				t.Fatal(err)
			}
			os.Chmod(filepath.Join(dir, "open"), 0o777)
			if c.locked != "" {
				lock(t, filepath.Join(dir, c.locked))
			} else if os.Getuid() != 0 {
				t.Skip("files of another owner take root")
			}
			r := expect(t, exitFault, asNobody(almanac(t, dir, "build", "-d", c.to)))
			if !strings.Contains(r.err, c.want) {
				t.Errorf("it says %q", r.err)
			}
			noLeftovers(t, filepath.Dir(filepath.Join(dir, c.to)))
		})
	}
}

// Case 60, where no disk can be mounted: a file that the system does not let us
// write to its end. The old site stays, what was begun is gone, the cause is
// named.
func TestFileTooLarge(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 6)
	expect(t, 0, almanac(t, dir, "build"))
	before := filepath.Join(t.TempDir(), "before")
	if err := os.CopyFS(before, os.DirFS(filepath.Join(dir, "public"))); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "content/u00/2023-02/data.csv", strings.Repeat("1,2,3\n", 1<<20))
	put(t, dir, "content/u00/2023-02.md", "+++\n+++\nThe [data](2023-02/data.csv).\n")
	r := expect(t, exitFault, under(t, "size", 4<<20, almanac(t, dir, "build")))
	if !strings.Contains(r.err, "writing u00/2023-02/data.csv: ") || !strings.Contains(r.err, syscall.EFBIG.Error()) {
		t.Errorf("it says %q", r.err)
	}
	sameSite(t, "after a build that could not write", filepath.Join(dir, "public"), before)
	noLeftovers(t, dir)
	expect(t, 0, almanac(t, dir, "build"))
}

// Case 63: signals end a build with the status that shells expect of them, and
// leave nothing of it.
func TestSignals(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 360)
	expect(t, 0, almanac(t, dir, "build"))
	before := filepath.Join(t.TempDir(), "before")
	if err := os.CopyFS(before, os.DirFS(filepath.Join(dir, "public"))); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "config.toml", "title = \"Other\"\nas_of = 2026-01-31\n")
	for s, status := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143, syscall.SIGHUP: 129} {
		c := almanac(t, dir, "build")
		said := started(t, c)
		waitFor(t, "a build begins", func() bool { return len(trees(dir)) > 0 })
		c.Process.Signal(s)
		if text := said.end(t); text != "almanac: interrupted\n" || c.ProcessState.ExitCode() != status {
			t.Errorf("%v: %v, and it says %q", s, c.ProcessState, text)
		}
		noLeftovers(t, dir)
		sameSite(t, s.String(), filepath.Join(dir, "public"), before)
	}

	l := flock.New(filepath.Join(dir, ".almanac.lock"))
	if err := l.Lock(); err != nil {
		t.Fatal(err)
	}
	defer l.Unlock()
	c := almanac(t, dir, "build")
	said := started(t, c)
	said.until(t, "waiting up to")
	c.Process.Signal(syscall.SIGTERM)
	if text := said.end(t); !strings.HasSuffix(text, "\nalmanac: interrupted\n") || c.ProcessState.ExitCode() != 143 {
		t.Errorf("while it waits: %v, and it says %q", c.ProcessState, text)
	}
}

// Case 63: whoever reads no further, as head does, has read enough.
func TestBrokenPipe(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 6)
	broken := func() *os.File {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		t.Cleanup(func() { w.Close() })
		return w
	}
	for _, args := range []string{"show u00/2023-03", "show u00/2023-03 --format json", "check", "check --format json", "explain revenue u00/2023", "compare u00/2023-01 u00/2023-02", "help", "version"} {
		c := almanac(t, dir, strings.Fields(args)...)
		c.Stdout = broken()
		if r := expect(t, 0, c); strings.TrimPrefix(r.err, "almanac: no remarks\n") != "" {
			t.Errorf("%s says %q", args, r.err)
		}
	}
	put(t, dir, "content/2026-01.md", strings.Repeat("x\n", 5000))
	c := almanac(t, dir, "check")
	c.Stdout = broken()
	expect(t, exitFindings, c)
	os.Remove(filepath.Join(dir, "content/2026-01.md"))

	// A build whose words nobody reads publishes all the same.
	c = almanac(t, dir, "build")
	c.Stdout, c.Stderr = broken(), broken()
	expect(t, 0, c)
	expect(t, 0, almanac(t, dir, "build", "-d", "clean"))
	sameSite(t, "with a broken pipe", filepath.Join(dir, "public"), filepath.Join(dir, "clean"))
}

// Case 64: builds at once wait for each other and leave one whole site.
func TestBuildsAtOnce(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 36)
	expect(t, 0, almanac(t, dir, "build", "-d", "clean"))
	var all []*exec.Cmd
	var said []*spoken
	for range 4 {
		all = append(all, almanac(t, dir, "build"))
		said = append(said, started(t, all[len(all)-1]))
	}
	for i, c := range all {
		if text := said[i].end(t); c.ProcessState.ExitCode() != 0 {
			t.Errorf("%v: %s", c.ProcessState, text)
		}
	}
	sameSite(t, "after four builds at once", filepath.Join(dir, "public"), filepath.Join(dir, "clean"))
	noLeftovers(t, dir)
}

// Case 64: a build that another one keeps waiting says who, and goes on when
// that one is done; a lock that nobody holds any more holds nobody up; where
// the archive cannot be written the lock stands beside the output.
func TestLock(t *testing.T) {
	dir := folder(t)
	months(t, dir, 6)
	file := filepath.Join(dir, ".almanac.lock")
	put(t, dir, ".almanac.lock", "process 999999999 on elsewhere\n")
	if r := expect(t, 0, almanac(t, dir, "build")); strings.Contains(r.err, "waiting") {
		t.Errorf("a stale lock: %s", r.err)
	}

	put(t, dir, ".almanac.lock", "process 4711 on elsewhere\n")
	l := flock.New(file)
	if err := l.Lock(); err != nil {
		t.Fatal(err)
	}
	c := almanac(t, dir, "build")
	said := started(t, c)
	said.until(t, "almanac: process 4711 on elsewhere is building since ")
	l.Unlock()
	if text := said.end(t); c.ProcessState.ExitCode() != 0 || !strings.Contains(text, "waiting up to 30s") {
		t.Errorf("%v: %s", c.ProcessState, text)
	}
	os.Remove(file)

	lock(t, dir)
	out := folder(t)
	if err := os.Chmod(out, 0o777); err != nil {
		t.Fatal(err)
	}
	site := filepath.Join(out, "site")
	expect(t, 0, asNobody(almanac(t, dir, "build", "-d", site)))
	sameSite(t, "of an archive that is read-only", site, filepath.Join(dir, "public"))
	l = flock.New(filepath.Join(out, ".site.almanac.lock"))
	if err := l.Lock(); err != nil {
		t.Fatal(err)
	}
	c = asNobody(almanac(t, dir, "build", "-d", site))
	said = started(t, c)
	said.until(t, "is building since")
	l.Unlock()
	if said.end(t); c.ProcessState.ExitCode() != 0 {
		t.Error(c.ProcessState)
	}
	if r := expect(t, exitFault, asNobody(almanac(t, dir, "build", "-d", "new"))); !strings.Contains(r.err, "permission denied") {
		t.Errorf("it says %q", r.err)
	}
}

// Case 65: however many files there are, only a few are open at once.
func TestFewFilesOpen(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 180)
	for i := range 500 {
		put(t, dir, fmt.Sprintf("content/u00/2023-%02d/%03d.csv", i%12+1, i), "a,b\n")
		put(t, dir, fmt.Sprintf("content/deep/%d/%d/2026-01/x.csv", i%25, i), "a,b\n")
	}
	expect(t, 0, almanac(t, dir, "build", "-d", "clean"))
	for range 2 { // from nothing, and over what is there
		expect(t, 0, under(t, "files", 64, almanac(t, dir, "build")))
		sameSite(t, "with 64 files", filepath.Join(dir, "public"), filepath.Join(dir, "clean"))
	}
	expect(t, 0, under(t, "files", 64, almanac(t, dir, "check")))
}

// Case 66: what a build needs is bounded: 256 MiB for 10,000 reports, of which
// 72 are the program's own. It is tried with fewer; at its full size by
//
//	ALMANAC_REPORTS=10000 go test ./cmd/almanac -run TestMemory -v
//
// The limit is the collector's (GOMEMLIMIT), and what the system counts must
// stay below it. A limit that kills is tried by hand with
//
//	systemd-run --user --scope -p MemoryMax=256M -p MemorySwapMax=0 almanac build
func TestMemory(t *testing.T) {
	if raced() {
		t.Skip("the race detector takes many times the memory")
	}
	n := 1000
	if testing.Short() {
		n = 300
	}
	if s := os.Getenv("ALMANAC_REPORTS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	most := 72<<20 + n*(184<<20)/10_000
	dir := t.TempDir()
	months(t, dir, n)
	for i := range n {
		put(t, dir, fmt.Sprintf("content/u%02d/%d-%02d.md", i/36, 2023+i%36/12, i%12+1), longReport(i))
	}
	c := almanac(t, dir, "build")
	c.Env = append(c.Env, fmt.Sprintf("GOMEMLIMIT=%d", most*8/10))
	forgetPeak()
	expect(t, 0, c)
	peak := int(c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS == "linux" {
		peak <<= 10
	}
	t.Logf("%d reports: %d MiB of %d", n, peak>>20, most>>20)
	if peak > most {
		t.Errorf("%d reports take %d MiB, more than %d", n, peak>>20, most>>20)
	}
}

// forgetPeak lets the test's own peak of memory, which Linux counts to that of a
// program that it starts, be what it has now.
func forgetPeak() {
	debug.FreeOSMemory()
	os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // elsewhere there is no such file, and no need of it
}

// longReport is a report as people write them: several figures with targets, an
// issue, an action, and a page of text.
func longReport(i int) string {
	var b strings.Builder
	b.WriteString("+++\n")
	for j, m := range []string{"revenue", "orders", "new_customers", "leads", "deals", "lost_customers"} {
		fmt.Fprintf(&b, "[metrics.%s]\nactual = %d\ntarget = %d\n", m, 100+(i*j)%89, 120+i%17)
	}
	fmt.Fprintf(&b, "[[issues]]\nphenomenon = \"Part %d was short\"\nimpact = \"late deliveries\"\n", i%50)
	fmt.Fprintf(&b, "[[actions]]\nid = \"A%d\"\nwhat = \"Order part %d earlier\"\nowner = \"Lin\"\ndue = 2026-01-20\nacceptance = \"no gap\"\n+++\n", i, i%50)
	for _, head := range []string{"Results", "Customers", "Problems", "Plans"} {
		fmt.Fprintf(&b, "## %s\n\nIt was {{ revenue }}, against {{ revenue target }}.%s\n\n", head, strings.Repeat(fmt.Sprintf(" Visit %d led to an order of the outdoor series.", i%97), 12))
	}
	b.WriteString("| Product | Orders |\n| --- | ---: |\n| Outdoor | 53 |\n| Light | 7 |\n")
	return b.String()
}

// Case 69: a result that cannot be written is a fault.
func TestStdoutFull(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("this system has no /dev/full")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	dir := t.TempDir()
	months(t, dir, 6)
	for _, args := range []string{"show u00/2023-03", "show u00/2023-03 --format json", "show u00/2023-03 --format csv", "check --format json",
		"explain revenue u00/2023", "compare u00/2023-01 u00/2023-02", "completion bash", "help", "version"} {
		c := almanac(t, dir, strings.Fields(args)...)
		c.Stdout = full
		if r := expect(t, exitFault, c); strings.Count(r.err, "\n") != 1 || !strings.Contains(r.err, "no space left on device") {
			t.Errorf("%s says %q", args, r.err)
		}
	}
	// The words beside a build are not its result.
	c := almanac(t, dir, "build")
	c.Stdout, c.Stderr = full, full
	expect(t, 0, c)
}

// Case 69: with all streams closed no file of the site takes their place.
func TestStreamsClosed(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("sh is not installed")
	}
	dir := t.TempDir()
	months(t, dir, 6)
	expect(t, 0, almanac(t, dir, "build", "-d", "clean"))
	c := almanac(t, dir)
	c.Path, c.Args = sh, []string{"sh", "-c", `exec "$0" build <&- >&- 2>&-`, program(t)}
	expect(t, 0, c)
	sameSite(t, "with all streams closed", filepath.Join(dir, "public"), filepath.Join(dir, "clean"))
}
