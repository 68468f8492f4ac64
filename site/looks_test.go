package site

import (
	"os"
	"path/filepath"
	"testing"
)

// A layout that is a link which cannot be followed is named with where it leads, and
// with what to do: nothing outside of the archive is read.
func TestLayoutLinks(t *testing.T) {
	dir, elsewhere := small(t), t.TempDir()
	put(t, elsewhere, "page.html", "secret")
	put(t, dir, "layouts/assets/own.css", "")
	outside := filepath.Join(elsewhere, "page.html")
	for name, to := range map[string]string{"period.html": outside, "assets/up.css": "../../../up.css", "404.html": "gone.html", "assets/same.css": "own.css"} {
		if err := os.Symlink(to, filepath.Join(dir, "layouts", name)); err != nil {
			t.Skip(err)
		}
	}
	s := open(t, dir)
	said := map[string]string{}
	for _, d := range s.Remarks() {
		if d.Rule == "read/layout" {
			said[d.File] = d.Message + ": " + d.Hint
		}
	}
	same(t, said, map[string]string{
		"layouts/period.html":   "the link leads out of the archive, to " + outside + ": put a copy of the file in its place",
		"layouts/assets/up.css": "the link leads out of the archive, to ../../../up.css: put a copy of the file in its place",
		"layouts/404.html":      "the link to gone.html leads nowhere: remove it",
	})
	if !s.Unreadable() {
		t.Error("a site without these layouts would be published")
	}
}
