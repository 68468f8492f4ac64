package site_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWeight holds pages with charts to what a reader waits for: HTML and
// stylesheet have at most 60 KB compressed, and a report without words of its
// own at most 30 KB as it lies on the disk.
func TestWeight(t *testing.T) {
	dir := example(t)
	load := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	css := packed(t, load("assets/almanac.css"))
	for _, name := range kinds {
		if page := packed(t, load(name)); page+css > 60<<10 {
			t.Errorf("%s has %d bytes compressed, its stylesheet %d", name, page, css)
		}
	}
	if n := len(load("france/2020-02.html")); n > 30<<10 {
		t.Errorf("a month of a team has %d bytes", n)
	}
}
