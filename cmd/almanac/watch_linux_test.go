package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// init adds `watching NAME N COMMAND…`, which runs a command where the system
// watches no more than so much for it.
func init() {
	helpers["watching"] = func() {
		err := os.WriteFile("/proc/sys/user/max_inotify_"+os.Args[1], []byte(os.Args[2]), 0)
		if err == nil {
			err = syscall.Exec(os.Args[3], os.Args[3:], os.Environ())
		}
		fmt.Fprintln(os.Stderr, "watching:", err)
		os.Exit(1)
	}
}

// watching is a command in a user's own name space, in which a limit of what is
// watched is another one.
func watching(t testing.TB, name string, n int, c *exec.Cmd) *exec.Cmd {
	t.Helper()
	l := exec.Command("watching", append([]string{name, strconv.Itoa(n)}, c.Args...)...)
	l.Dir, l.Env = c.Dir, c.Env
	l.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}}
	probe := *l
	probe.Args = append([]string{"watching", name, strconv.Itoa(n)}, "/bin/true")
	if out, err := probe.CombinedOutput(); err != nil {
		t.Skipf("the system does not let this user limit what is watched: %v\n%s", err, out)
	}
	return l
}

const polls = "looking at the files twice a second"

// Case 85: where the system watches nothing, or not enough, the files are looked
// at instead; the setting behind it is named, once.
func TestWatchLimit(t *testing.T) {
	for _, c := range []struct {
		limit   string
		n       int
		setting string
	}{
		{"watches", 0, "fs.inotify.max_user_watches"},
		{"watches", 2, "fs.inotify.max_user_watches"},
		{"instances", 0, "fs.inotify.max_user_instances"},
		{"watches", 3, "fs.inotify.max_user_watches"}, // enough until there is one folder more
	} {
		t.Run(fmt.Sprint(c.limit, c.n), func(t *testing.T) {
			dir := t.TempDir()
			months(t, dir, 6)
			host, said := served(t, watching(t, c.limit, c.n, almanac(t, dir, "serve", "--addr", "127.0.0.1:0")))
			comes(t, host, "/u00/2023-03.html", "March 2023")
			for n := range 3 {
				put(t, dir, fmt.Sprintf("content/new%d/2023-03.md", n), "+++\n[metrics.revenue]\nactual = 815\n+++\n")
				comes(t, host, fmt.Sprintf("/new%d/2023-03.html", n), "815")
				put(t, dir, fmt.Sprintf("content/new%d/2023-03.md", n), "+++\n[metrics.revenue]\nactual = 4711\n+++\n")
				comes(t, host, fmt.Sprintf("/new%d/2023-03.html", n), "4,711")
			}
			if text, _ := said.sofar(); strings.Count(text, polls) != 1 || !strings.Contains(text, c.setting+" is used up") {
				t.Errorf("it says\n%s", text)
			}
		})
	}
}

// Case 85: when more happens than the system keeps for a server that has no
// time, nothing is lost; that the files are looked at is said once.
func TestWatchOverflow(t *testing.T) {
	data, err := os.ReadFile("/proc/sys/fs/inotify/max_queued_events")
	most, err2 := strconv.Atoi(strings.TrimSpace(string(data)))
	if err := errors.Join(err, err2); err != nil || most > 200_000 {
		t.Skipf("the system keeps too many events, or does not say how many: %d, %v", most, err)
	}
	dir := t.TempDir()
	months(t, dir, 6)
	c := almanac(t, dir, "serve", "--addr", "127.0.0.1:0")
	host, said := served(t, c)
	comes(t, host, "/u00/2023-03.html", "March 2023")
	c.Process.Signal(syscall.SIGSTOP)
	one, two := filepath.Join(dir, "content", "one.tmp"), filepath.Join(dir, "content", "two.tmp")
	if err := os.WriteFile(one, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	// A server that stands still keeps up to 4,096 events beside the queue.
	for range most/2 + 4096 { // each is two events
		if err := os.Rename(one, two); err != nil {
			t.Fatal(err)
		}
		one, two = two, one
	}
	put(t, dir, "content/lost/2023-03.md", "+++\n[metrics.revenue]\nactual = 815\n+++\n")
	c.Process.Signal(syscall.SIGCONT)
	comes(t, host, "/lost/2023-03.html", "815")
	put(t, dir, "content/lost/2023-03.md", "+++\n[metrics.revenue]\nactual = 4711\n+++\n")
	comes(t, host, "/lost/2023-03.html", "4,711")
	if text, _ := said.sofar(); strings.Count(text, polls) != 1 {
		t.Errorf("it says\n%s", text)
	}
}
