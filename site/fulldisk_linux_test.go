package site

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"almanac/site/trace"
)

// onDisks runs a test once more where it may mount disks: as itself if it has
// the right to, else in a user's own name space. It reports whether it does so
// now.
func onDisks(t *testing.T) bool {
	t.Helper()
	const inside = "ALMANAC_TEST_MAY_MOUNT"
	if os.Getenv(inside) == t.Name() {
		return true
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(exe, "-test.run", "^"+t.Name()+"$", "-test.v")
	c.Env = append(os.Environ(), inside+"="+t.Name())
	c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}}
	out, err := c.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case err != nil && !errors.As(err, &exit):
		// The system gives users no name spaces of their own; root can do without.
		if err := syscall.Mount("tmpfs", t.TempDir(), "tmpfs", 0, "size=1m"); err != nil {
			t.Skip("mounting a disk takes a right that this user lacks:", err)
		}
		return true
	case err != nil:
		t.Fatalf("where disks may be mounted:\n%s", out)
	case strings.Contains(string(out), "--- SKIP"):
		t.Skipf("%s", out)
	}
	return false
}

// mounted is a disk of so much memory, or a part of another one.
func mounted(t *testing.T, source, kind string, flags uintptr, data string) string {
	t.Helper()
	disk := t.TempDir()
	if err := syscall.Mount(source, disk, kind, flags, data); err != nil {
		t.Skip("mounting a disk takes a right that this user lacks:", err)
	}
	t.Cleanup(func() { syscall.Unmount(disk, syscall.MNT_DETACH) })
	return disk
}

// Case 60 of libraries.md §4.1: on a full disk the old site stays, nothing else
// does, and the fault says what is wrong.
func TestFullDisk(t *testing.T) {
	if !onDisks(t) {
		return
	}
	disk := mounted(t, "tmpfs", "tmpfs", 0, "size=1m")
	dir, out := small(t), filepath.Join(disk, "public")
	write(t, open(t, dir), out)
	want := tree(t, out)
	put(t, dir, "content/2026-05/data.csv", strings.Repeat("1,2,3\n", 400_000))
	_, err := open(t, dir).Write(t.Context(), out, Publication{})
	var fault *Fault
	if !errors.As(err, &fault) || !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "no space left") {
		t.Errorf("a full disk is %v", err)
	}
	same(t, tree(t, out), want)
	entries, err := os.ReadDir(disk)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// Cases 59 and 64: a folder on a disk that is read-only, and one that a disk is
// mounted on, are refused before a page is drawn; an archive on a read-only disk
// is locked beside its output.
func TestReadOnlyDisk(t *testing.T) {
	if !onDisks(t) {
		return
	}
	dir, above := small(t), t.TempDir()
	write(t, open(t, dir), filepath.Join(above, "public"))
	want := tree(t, filepath.Join(above, "public"))
	refused := func(s *Site, out, words string) {
		t.Helper()
		for _, address := range s.files {
			s.sources[address] = func(*trace.Reads, *bytes.Buffer) ([]byte, error) { t.Error("a page is drawn"); return nil, nil }
		}
		_, err := s.Write(t.Context(), out, Publication{})
		var fault *Fault
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v", out, err)
		}
	}
	locked := mounted(t, above, "", syscall.MS_BIND, "")
	if err := syscall.Mount("", locked, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip("making a disk read-only takes a right that this user lacks:", err)
	}
	refused(open(t, dir), filepath.Join(locked, "public"), "read-only file system")
	refused(open(t, dir), filepath.Join(locked, "new"), "read-only file system")
	same(t, tree(t, filepath.Join(above, "public")), want)
	refused(open(t, dir), mounted(t, "tmpfs", "tmpfs", 0, "size=1m"), "another disk is mounted")

	os.Remove(filepath.Join(dir, lockName))
	archive := mounted(t, dir, "", syscall.MS_BIND, "")
	if err := syscall.Mount("", archive, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "public")
	write(t, open(t, archive), out)
	same(t, tree(t, out), want)
	if _, err := os.Stat(filepath.Join(filepath.Dir(out), ".public"+lockName)); err != nil {
		t.Error("no lock beside the output:", err)
	}
}
