package site

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// withFigure is a small archive with another figure.
func withFigure(t *testing.T, dir string, figure int) *Site {
	t.Helper()
	put(t, dir, "content/2026-05.md", fmt.Sprintf("+++\n[metrics.revenue]\nactual = %d\n+++\n", figure))
	return open(t, dir)
}

// What stands where almanac keeps the tree that was replaced, and is not almanac's,
// stays as it is: a build does without such a tree.
func TestSpareOfOthers(t *testing.T) {
	const theirs = "cache/spare/thesis.txt"
	for _, c := range []struct {
		name, from, to string // a link
		manifest       string // beside what is theirs
	}{
		{"the memory is a link to a folder of others", ".almanac", "cache", ""},
		{"and what is theirs has a file of that name", ".almanac", "cache", "by hand"},
		{"the tree is a link", ".almanac/spare", "../cache/spare", ""},
		{"the tree is a link to a site", ".almanac/spare", "../cache/spare", manifestHead + " test\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := small(t)
			out := filepath.Join(dir, "public")
			put(t, dir, theirs, "precious")
			if c.manifest != "" {
				put(t, dir, "cache/spare/.almanac", c.manifest)
			}
			want := tree(t, filepath.Join(dir, "cache"))
			link := filepath.Join(dir, filepath.FromSlash(c.from))
			if err := os.MkdirAll(filepath.Dir(link), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(filepath.FromSlash(c.to), link); err != nil {
				t.Skip(err)
			}
			for i := range 4 {
				write(t, withFigure(t, dir, i), out)
			}
			same(t, tree(t, filepath.Join(dir, "cache")), want)
			if to, err := os.Readlink(link); to != filepath.FromSlash(c.to) {
				t.Errorf("the link leads to %q: %v", to, err)
			}
			clean := filepath.Join(t.TempDir(), "clean")
			write(t, open(t, dir), clean)
			same(t, tree(t, out), tree(t, clean))
			leftovers(t, dir)
		})
	}
}

// What a build left that was killed while it took the tree that was replaced last, or
// while it cleared it away, is known to be almanac's, and is cleared away.
func TestSpareOfKilledBuild(t *testing.T) {
	for name, kill := range map[string]func(spare string) error{
		"as it lost its manifest": func(spare string) error {
			return os.Rename(filepath.Join(spare, manifestName), filepath.Join(spare, manifestPart))
		},
		"as it was cleared": func(spare string) error {
			return os.RemoveAll(filepath.Join(spare, "east"))
		},
		"as it was cleared, all but the folder": func(spare string) error {
			if err := os.RemoveAll(spare); err != nil {
				return err
			}
			return os.Mkdir(spare, 0o777)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := small(t)
			out := filepath.Join(dir, "public")
			write(t, withFigure(t, dir, 1), out)
			write(t, withFigure(t, dir, 2), out)
			spare := filepath.Join(dir, memoryDir, "spare")
			before := tree(t, out)
			if err := kill(spare); err != nil {
				t.Fatal(err)
			}
			write(t, withFigure(t, dir, 3), out)
			clean := filepath.Join(t.TempDir(), "clean")
			write(t, open(t, dir), clean)
			same(t, tree(t, out), tree(t, clean))
			same(t, tree(t, spare), before)
			leftovers(t, dir)
		})
	}
}
