package serve

import (
	"fmt"
	"testing"

	"almanac/site/diag"
)

// Of many remarks a page has those on its own file, whatever they are, and the
// first of those on other files that are more than notes, with how many there are.
func TestRemarksAreDivided(t *testing.T) {
	r := &remarks{}
	add := func(file string, severities ...diag.Severity) {
		for i, s := range severities {
			r.list = append(r.list, diag.Diagnostic{File: file, Line: i + 1, Severity: s})
		}
	}
	add("", diag.Warning, diag.Note)
	add("content/a.md", diag.Note, diag.Error)
	for i := range 60 {
		add(fmt.Sprintf("content/b-%02d.md", i), diag.Warning)
	}
	r.divide()
	for _, c := range []struct {
		file      string
		on, first int // how many are on it, and how many of others are handed out
		all       int
	}{
		{"content/a.md", 2, 50, 1 + 60}, // that on no file, and one on each other
		{"content/b-07.md", 1, 50, 1 + 1 + 59},
		{"content/none.md", 0, 50, 1 + 1 + 60},
		{"", 0, 50, 1 + 1 + 60},
	} {
		some, all := r.elsewhere(c.file, 50)
		if on := r.on(c.file); len(on) != c.on || len(some) != c.first || all != c.all {
			t.Errorf("%q: %d on it, %d of %d elsewhere; want %d, %d of %d", c.file, len(on), len(some), all, c.on, c.first, c.all)
		}
		for _, d := range some {
			if d.File == c.file && c.file != "" || d.Severity == diag.Note {
				t.Errorf("%q: %v is not of those elsewhere", c.file, d)
			}
		}
	}
	if some, all := r.elsewhere("content/a.md", 100); len(some) != 61 || all != 61 {
		t.Errorf("all of them: %d of %d", len(some), all)
	}
}
