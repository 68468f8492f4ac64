//go:build unix

package site

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// otherGroup is a group that we may give a folder to, if possible another one than a
// new folder has.
func otherGroup(t *testing.T) int {
	t.Helper()
	if os.Getuid() == 0 {
		return os.Getgid() + 1
	}
	groups, err := os.Getgroups()
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range groups {
		if g != os.Getgid() {
			return g
		}
	}
	return os.Getgid()
}

// Who publishes into a folder of a group, and has what is made in it belong to the
// same, finds it so after the folder was replaced: as a new tree, and by one of before.
func TestGroupIsKept(t *testing.T) {
	dir := small(t)
	out, group := filepath.Join(dir, "public"), otherGroup(t)
	modes := map[string]fs.FileMode{".": 0o750 | fs.ModeSetgid, "theirs": 0o770 | fs.ModeSetgid | fs.ModeSticky}
	give := func(name string) {
		t.Helper()
		at := filepath.Join(out, name)
		if err := os.MkdirAll(at, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(at, -1, group); err != nil {
			t.Skip(err)
		}
		if err := os.Chmod(at, modes[name]); err != nil {
			t.Fatal(err)
		}
	}
	give(".")
	write(t, open(t, dir), out)
	give("theirs")
	for i := range 3 {
		for name, want := range modes {
			info, err := os.Stat(filepath.Join(out, name))
			if err != nil {
				t.Fatal(err)
			}
			if got := info.Mode() &^ fs.ModeDir; got != want || groupOf(info) != group {
				t.Errorf("after %d builds %s is %v of group %d, not %v of group %d", i+1, name, got, groupOf(info), want, group)
			}
		}
		write(t, withFigure(t, dir, i), out)
	}
}
