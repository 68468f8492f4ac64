package serve

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A link that leads out of the archive is not followed: nothing is read there, and
// it may be the whole disk.
func TestLinkOut(t *testing.T) {
	dir, outside := archive(t), t.TempDir()
	put(t, outside, "secret.md", "")
	if err := os.Symlink(outside, filepath.Join(dir, "layouts")); err != nil {
		t.Fatal(err)
	}
	for name := range (&watcher{dir: dir}).snapshot() {
		if strings.Contains(name, "secret") {
			t.Errorf("it looks at %s", name)
		}
	}
}

// content and layouts may be links to folders of the archive: build reads them, so
// what is saved there is seen, also by another name of theirs, in new folders, and
// when the links are set anew.
func TestLinks(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprint("poll=", poll), func(t *testing.T) {
			t.Parallel()
			dir := archive(t)
			must := func(err error) {
				if err != nil {
					t.Fatal(err)
				}
			}
			in := func(name string) string { return filepath.Join(dir, name) }
			must(os.Mkdir(in("text"), 0o777))
			must(os.Mkdir(in("looks"), 0o777))
			must(os.Rename(in("content"), in("text/now")))
			must(os.Symlink("text/now", in("content")))
			must(os.Symlink("looks", in("layouts")))
			address, _ := running(t, dir, poll)
			until := func(path, want string) {
				t.Helper()
				for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
					if _, page := get(t, address+path); strings.Contains(page, want) {
						return
					}
				}
				t.Fatalf("%s does not come to say %q", path, want)
			}
			put(t, dir, "text/now/2026-03.md", revenueOf(815))
			until("/2026-03.html", "815")
			put(t, dir, "text/now/east/2026-03.md", revenueOf(816))
			until("/east/2026-03.html", "816")
			put(t, dir, "content/north/deep/2026-03.md", revenueOf(817))
			until("/north/2026-03.html", "817")
			put(t, dir, "looks/404.html", "<!doctype html><html lang=en><title>Own</title><p>Own layout</p></html>")
			until("/nowhere.html", "Own layout")
			put(t, dir, "text/then/2026-03.md", revenueOf(1))
			must(os.Symlink("text/then", in("next")))
			must(os.Rename(in("next"), in("content")))
			until("/2026-03.html", `>1</a>`)
			put(t, dir, "text/then/2026-03.md", revenueOf(818))
			until("/2026-03.html", "818")
		})
	}
}
