package site

import (
	"path/filepath"
	"testing"
)

// What was seen of the tree that was replaced last is not believed any more once
// another build has taken that tree.
func TestGlanceAtAnotherTree(t *testing.T) {
	dir := lively(t)
	out := filepath.Join(dir, "public")
	const report = "content/west/2024-05.md"
	build := func() { write(t, remembering(t, dir), out) }
	build() // the tree that the one after the next takes
	change(t, dir, report, "It went", "So went")
	build()
	change(t, dir, report, "So went", "It went")
	slow := remembering(t, dir)
	if slow.glance().spare == nil {
		t.Fatal("nothing was seen of the tree that was replaced last")
	}
	build() // takes that tree, and leaves the one with the other words
	write(t, slow, out)
	clean := filepath.Join(t.TempDir(), "clean")
	write(t, open(t, dir), clean)
	same(t, tree(t, out), tree(t, clean))
}
