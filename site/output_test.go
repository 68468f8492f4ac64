package site

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// What almanac keeps in the archive for itself is no place for a site: the next build
// would take it for its own, by whatever way it is named.
func TestOutputInTheMemory(t *testing.T) {
	dir := small(t)
	put(t, dir, ".almanac/memory-pages", "remembered")
	if err := os.Symlink(memoryDir, filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	for _, to := range []string{".almanac", ".almanac/spare", ".almanac/new/deep", "link/new", lockName, lockName + "/new"} {
		_, err := open(t, dir).Write(t.Context(), filepath.Join(dir, filepath.FromSlash(to)), Publication{})
		var fault *Fault
		if !errors.As(err, &fault) || fault.Hint != "choose another folder with -d" {
			t.Errorf("%s: %v", to, err)
		}
	}
	for _, name := range []string{".almanac/spare", ".almanac/new", lockName} {
		if _, err := os.Lstat(filepath.Join(dir, name)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s was made: %v", name, err)
		}
	}
}
