package site

import (
	"os"
	"path/filepath"
	"testing"
)

// Large files are written as they are drawn: with the bytes that Draw gives, as
// the same file as before where nothing changed, and anew where something did.
func TestLargeFiles(t *testing.T) {
	dir := lively(t)
	out := filepath.Join(dir, "public")
	stat := func(name string) os.FileInfo {
		info, err := os.Stat(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	const figures, facts = "data/figures.csv", "data/archive.json"
	write(t, open(t, dir), out)
	before := []os.FileInfo{stat(figures), stat(facts)}
	write(t, open(t, dir), out)
	if !os.SameFile(before[0], stat(figures)) || !os.SameFile(before[1], stat(facts)) {
		t.Error("what did not change was written again")
	}
	change(t, dir, "content/west/2024-05.md", "actual = ", "actual = 3")
	s := open(t, dir)
	write(t, s, out)
	if os.SameFile(before[0], stat(figures)) || !os.SameFile(before[1], stat(facts)) {
		t.Error("of a changed figure the figures are another file, and the facts are not")
	}
	for name := range s.streams {
		want, err := s.Draw(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(out, name))
		if err != nil || string(got) != string(want) {
			t.Errorf("%s has %d bytes and not %d: %v", name, len(got), len(want), err)
		}
	}
}
