package serve

import (
	"fmt"
	"net/http"
	"net/http/httptest"
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

// However quick edits follow, remarks are worked out for one version at a time,
// and for none that was replaced before its turn: each holds a whole site, and on
// thousands of reports takes longer than the next edit.
func TestReplacedIsNotLookedAt(t *testing.T) {
	dir := archive(t)
	for i := range 12 * 30 {
		put(t, dir, fmt.Sprintf("content/%d-%02d.md", 1990+i/12, i%12+1), revenueOf(i))
	}
	s := server(t, dir, true)
	s.looking.Lock() // as by the look at an earlier version
	var views []view
	show := func() {
		s.Refresh()
		v, _ := s.look()
		if views = append(views, v); len(v.site.Files()) < smallSite {
			t.Fatalf("a site of %d files is no large one", len(v.site.Files()))
		}
	}
	show()
	answer := make(chan int)
	go func() {
		w := httptest.NewRecorder()
		s.Handler(nil).ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/_almanac/remarks?page=/&v=1", nil))
		answer <- w.Code
	}()
	for i := range 3 {
		put(t, dir, march, revenueOf(800+i))
		show()
	}
	s.looking.Unlock()
	<-views[3].remarks.ready
	if status := <-answer; status != http.StatusNoContent {
		t.Errorf("the remarks on the first version are answered with %d", status)
	}
	for _, v := range views[:3] {
		if v.remarks.stand() {
			t.Errorf("version %d was looked at when it was shown no longer", v.number)
		}
	}
}
