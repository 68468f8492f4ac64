package content

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestSources(t *testing.T) {
	dir := t.TempDir()
	texts := map[string]string{"config.toml": "title = \"x\"\n"}
	for i := range 40 {
		texts[fmt.Sprintf("content/unit-%d/2026-%02d.md", i%5, 1+i%12)] = strings.Repeat(fmt.Sprintf("line of %d\n", i), 1+i*100)
	}
	for file, text := range texts {
		at := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte("\ufeff"+strings.ReplaceAll(text, "\n", "\r\n")), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	s := NewSources(root)
	defer s.Close()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 3 {
				for file, want := range texts {
					if got := s.Text(file); got != want {
						t.Errorf("%s: %d bytes, not %d", file, len(got), len(want))
					}
				}
			}
		})
	}
	wg.Wait()
	if len(s.idle) == 0 || len(s.idle) > 4 {
		t.Errorf("%d readers for 4 at once", len(s.idle))
	}
	for _, none := range []string{"content/unit-1/2027-01.md", "content/nobody/2026-01.md", "content", "../x", ""} {
		if got := s.Text(none); got != "" {
			t.Errorf("%q has a text: %q", none, got)
		}
	}
}
