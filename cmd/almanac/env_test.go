package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"almanac/site"
)

// clocks are times that a machine may take it to be: long ago, far ahead, far
// east and west, and in an hour that there is not, or twice.
func clocks(t *testing.T) map[string]time.Time {
	t.Helper()
	at := map[string]time.Time{"1970": time.Unix(0, 0).UTC(), "2100": time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)}
	for name, zone := range map[string]string{"east": "Pacific/Kiritimati", "west": "Pacific/Pago_Pago", "an hour that is not": "Europe/Berlin", "an hour twice": "America/New_York"} {
		l, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		at[name] = time.Date(2026, 3, 29, 2, 30, 0, 0, l)
		if name == "an hour twice" {
			at[name] = time.Date(2026, 11, 1, 1, 30, 0, 0, l)
		}
	}
	return at
}

// Case 67: whatever the clock says, the same day gives the same output: the
// configuration's, or the one that is asked for.
func TestClock(t *testing.T) {
	fixed, free := t.TempDir(), t.TempDir()
	months(t, fixed, 40)
	months(t, free, 40)
	put(t, free, "config.toml", "title = \"Faults\"\n")
	put(t, fixed, "content/u00/2025-12.md", "+++\n[[actions]]\nid = \"A1\"\nwhat = \"Call them\"\nowner = \"Lin\"\ndue = 2026-02-01\nacceptance = \"a report\"\nfrom = [\"Lin\"]\n+++\n")
	put(t, free, "content/u00/2025-12.md", "+++\n[[actions]]\nid = \"A1\"\nwhat = \"Call them\"\nowner = \"Lin\"\ndue = 2026-02-01\nacceptance = \"a report\"\nfrom = [\"Lin\"]\n+++\n")
	want := filepath.Join(t.TempDir(), "want")
	first := ""
	for name, at := range clocks(t) {
		for _, args := range [][]string{{"-C", fixed}, {"-C", free, "--as-of", "2026-01-31"}} {
			says := func(more ...string) string {
				var out, errs bytes.Buffer
				term := newTerminal(strings.NewReader(""), &out, &errs, func(string) string { return "" })
				if code := run(t.Context(), term, func() time.Time { return at }, append(slices.Clone(args), more...)); code != 0 {
					t.Fatalf("%s: %q ends with %d: %s", name, more, code, &errs)
				}
				return out.String()
			}
			to := filepath.Join(t.TempDir(), "site")
			if first == "" {
				to = want
			}
			says("build", "-d", to)
			sameSite(t, name, to, want)
			text := says("show", "u00/2025-07") + says("check") + says("explain", "revenue", "u00/2025")
			if first == "" {
				first = text
			}
			if text != first {
				t.Errorf("%s: it says\n%s\nand not\n%s", name, text, first)
			}
		}
	}
}

// Case 67: nor does it depend on when files were written.
func TestFileTimes(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 12)
	expect(t, 0, almanac(t, dir, "build", "-d", "clean"))
	for _, year := range []int{1970, 2100, 1999} {
		put(t, dir, "content/u00/2023-02.md", fmt.Sprintf("+++\n[metrics.revenue]\nactual = %d\n+++\n", year))
		at := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
		for name := range sums(t, filepath.Join(dir, "content")) {
			if err := os.Chtimes(filepath.Join(dir, "content", name), at, at); err != nil {
				t.Fatal(err)
			}
		}
		expect(t, 0, almanac(t, dir, "build"))
		to := filepath.Join(t.TempDir(), "site")
		expect(t, 0, almanac(t, dir, "build", "-d", to))
		sameSite(t, fmt.Sprint(year), filepath.Join(dir, "public"), to)
	}
}

// Cases 67 and 68: nothing in the environment changes what is written or said, but
// for COLUMNS, which is asked for.
func TestEnvironment(t *testing.T) {
	dir := t.TempDir()
	months(t, dir, 40)
	if git, err := exec.LookPath("git"); err == nil { // the day is that of the last commit then
		put(t, dir, "config.toml", "title = \"Faults\"\ntimezone = \"Asia/Taipei\"\n")
		for _, args := range []string{"init -q", "add .", "commit -q -m x"} {
			c := exec.Command(git, append([]string{"-C", dir}, strings.Fields(args)...)...)
			c.Env = append(os.Environ(), "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org", "GIT_COMMITTER_DATE=2026-01-31T23:30:00Z")
			if out, err := c.CombinedOutput(); err != nil {
				t.Fatalf("git %s: %v\n%s", args, err, out)
			}
		}
	} else if os.Getenv("ALMANAC_REQUIRE") == "all" {
		t.Fatal(err)
	} else {
		t.Log("git is not installed: the day is the configuration's")
	}
	want, first := filepath.Join(t.TempDir(), "want"), ran{}
	for _, change := range []string{"", "-HOME", "TMPDIR=/nowhere/at/all", "LANG=C", "LC_ALL=tr_TR.UTF-8", "LC_ALL=zh_TW.Big5", "NO_COLOR=1", "TERM=dumb", "-TERM",
		"TZ=Pacific/Kiritimati", "TZ=America/Los_Angeles", "TZ=:/nowhere", "SOURCE_DATE_EPOCH=1", "GOMAXPROCS=1", "GOMAXPROCS=7", "EDITOR=x", "-USER"} {
		in := func(args ...string) *exec.Cmd {
			c := almanac(t, dir, args...)
			if name, gone := strings.CutPrefix(change, "-"); gone {
				c.Env = slices.DeleteFunc(c.Env, func(s string) bool { return strings.HasPrefix(s, name+"=") })
			} else {
				c.Env = append(c.Env, change)
			}
			return c
		}
		to := filepath.Join(t.TempDir(), "site")
		if change == "" {
			to = want
		}
		expect(t, 0, in("build", "-d", to))
		sameSite(t, change, to, want)
		show, check := expect(t, 0, in("show", "u00/2025-07")), expect(t, 0, in("check"))
		says := ran{out: show.out + check.out, err: show.err + check.err}
		if change == "" {
			first = says
		}
		if says != first || strings.Contains(says.out+says.err, "\x1b") {
			t.Errorf("%s: it says\n%s%s\nand not\n%s%s", change, says.out, says.err, first.out, first.err)
		}
	}
}

// Case 70: of pages that cannot be drawn each is named, and the status is 1.
func TestBrokenPages(t *testing.T) {
	var errs bytes.Buffer
	a := &app{term: newTerminal(strings.NewReader(""), &bytes.Buffer{}, &errs, func(string) string { return "" })}
	var bad []error
	for i := range 22 {
		bad = append(bad, fmt.Errorf("drawing east/%d.html (content/east/%d.md): index out of range", i, i))
	}
	err := a.broken(&site.BrokenPages{Errs: bad})
	if !errors.Is(err, errFindings) || a.term.report(err) != exitFindings {
		t.Errorf("the error is %v", err)
	}
	said := errs.String()
	for _, want := range []string{"error: drawing east/0.html (content/east/0.md): index out of range\n", "error: drawing east/19.html ", "almanac: and 2 more\nalmanac: nothing is published\n"} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	if strings.Contains(said, "east/20.html") {
		t.Errorf("it says too much:\n%s", said)
	}
}
