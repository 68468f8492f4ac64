package site

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

// What comes into a folder that was known to hold nothing but pages, or goes, is
// seen by the next build, in the site and in the tree that was replaced.
func TestQuietFolders(t *testing.T) {
	dir := lively(t)
	out, spare := filepath.Join(dir, "public"), filepath.Join(dir, ".almanac/spare")
	build := func() Written { return write(t, remembering(t, dir), out) }
	build()
	build()
	time.Sleep(100 * time.Millisecond) // until the folders' times tell
	for range 3 {
		build()
	}
	if n := len(recallQuiet(Recall(dir)).known); n < 8 {
		if runtime.GOOS == "linux" {
			t.Errorf("%d folders are known to be quiet", n)
		}
		t.Skip("folders are listed each time here")
	}
	want := tree(t, out)
	put(t, out, "west/mine.txt", "mine")
	if w := build(); !slices.Equal(w.Foreign, []string{"west/mine.txt"}) {
		t.Errorf("kept are %v", w.Foreign)
	}
	put(t, out, "li/own/mine.txt", "mine, too")
	os.Remove(filepath.Join(out, "wu/2024-05.html"))
	os.Remove(filepath.Join(spare, "west/2024-05.html"))
	if w := build(); !slices.Equal(w.Foreign, []string{"li/own", "west/mine.txt"}) {
		t.Errorf("kept are %v", w.Foreign)
	}
	want["west/mine.txt"], want["li/own/mine.txt"] = "mine", "mine, too"
	for range 2 {
		same(t, tree(t, out), want)
		build()
	}
	os.RemoveAll(filepath.Join(out, "li/own"))
	os.Remove(filepath.Join(out, "west/mine.txt"))
	delete(want, "west/mine.txt")
	delete(want, "li/own/mine.txt")
	for range 3 {
		if w := build(); len(w.Foreign) > 0 {
			t.Errorf("kept are %v", w.Foreign)
		}
		same(t, tree(t, out), want)
	}
}
