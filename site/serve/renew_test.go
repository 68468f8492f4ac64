package serve

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"almanac/site"
)

// counting makes a server that has read an archive, and counts how often it is
// opened from then on. Before each renewal do is called with its number.
func counting(t *testing.T, dir string, do func(n int)) (s *Server, opened, renewed *int) {
	t.Helper()
	s, opened, renewed = server(t, dir, true), new(int), new(int)
	open, renew := s.options.Open, s.options.Renew
	s.options.Open = func(c Change) (*site.Site, error) { *opened++; return open(c) }
	s.options.Renew = func(c Change) *site.Site {
		*renewed++
		if do != nil {
			do(*renewed)
		}
		return renew(c)
	}
	s.Refresh()
	*opened = 0
	return s, opened, renewed
}

const march = "content/2026-03.md"

func revenueOf(n int) string {
	return "+++\n[metrics.revenue]\nactual = " + strconv.Itoa(n) + "\n+++\n"
}

func (s *Server) change(names ...string) {
	for _, name := range names {
		s.since.names[name] = true
	}
	s.refresh()
}

func (s *Server) shows(t *testing.T, address, want string) {
	t.Helper()
	v, _ := s.look()
	if data, err := v.site.Draw(address); err != nil || !strings.Contains(string(data), want) {
		t.Errorf("%s does not show %s (%v)", address, want, err)
	}
}

// An edit of a report opens nothing, what is saved as it was shows nothing new,
// and every other change opens the archive again.
func TestOnlyWhatChanged(t *testing.T) {
	dir := archive(t)
	s, opened, _ := counting(t, dir, nil)
	put(t, dir, march, revenueOf(815))
	s.change(march)
	s.shows(t, "2026-03.html", "815")
	s.shows(t, "2026.html", "815")
	before, _ := s.look()
	s.change(march)
	if now, _ := s.look(); now.number != before.number || *opened != 0 {
		t.Errorf("version %d after %d, opened %d times", now.number, before.number, *opened)
	}
	put(t, dir, "content/2026-04.md", revenueOf(99))
	s.change("content/2026-04.md")
	s.shows(t, "2026-04.html", "99")
	put(t, dir, march, revenueOf(816))
	put(t, dir, "content/east/2026-03.md", strings.Replace(revenueOf(17), "revenue", "orders", 1))
	s.change(march, "content/east/2026-03.md")
	s.shows(t, "2026-03.html", "816")
	s.shows(t, "east/2026-03.html", "17")
	if *opened != 1 {
		t.Errorf("opened %d times for one new file", *opened)
	}
}

// A report that is read half written is read again, and nothing is opened.
func TestHalfWritten(t *testing.T) {
	dir := archive(t)
	s, opened, renewed := counting(t, dir, func(n int) {
		if n == 1 {
			put(t, dir, march, "")
		} else {
			put(t, dir, march, revenueOf(815))
		}
	})
	s.change(march)
	s.shows(t, "2026-03.html", "815")
	if *opened != 0 || *renewed != 2 {
		t.Errorf("opened %d times, renewed %d", *opened, *renewed)
	}
}

// What is mended is renewed from the last good site, with all that changed since.
func TestMended(t *testing.T) {
	dir := archive(t)
	s, opened, _ := counting(t, dir, nil)
	put(t, dir, march, "+++\n")
	s.change(march)
	put(t, dir, "content/east/2026-03.md", strings.Replace(revenueOf(17), "revenue", "orders", 1))
	s.change("content/east/2026-03.md")
	if v, _ := s.look(); !v.broken {
		t.Error("a broken report is not said to be")
	}
	s.shows(t, "2026-03.html", "4,711")
	*opened = 0
	put(t, dir, march, revenueOf(815))
	s.change(march)
	s.shows(t, "2026-03.html", "815")
	s.shows(t, "east/2026-03.html", "17")
	if v, _ := s.look(); v.broken || *opened != 0 {
		t.Errorf("broken: %v, opened %d times", v.broken, *opened)
	}
	put(t, dir, march, "+++\n")
	s.change(march)
	put(t, dir, march, revenueOf(815)) // as it was shown before it was broken
	s.change(march)
	if v, _ := s.look(); v.broken {
		t.Error("it is still said to be broken")
	}
}

// A page that is drawn before the remarks are known says where they will be.
func TestRemarksLater(t *testing.T) {
	dir := archive(t)
	put(t, dir, march, "+++\n[metrics.revenue]\nactual = 12\n+++\nA <b>bold</b> word.\n")
	s := server(t, dir, true)
	s.Refresh()
	s.now.remarks = &remarks{site: s.now.site, ready: make(chan struct{})} // as those of a large site
	h := s.Handler(nil)
	ask := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost:1313"+path, nil))
		return w
	}
	page := ask("/2026-03.html").Body.String()
	if strings.Contains(page, "<aside class=\"almanac-live\"") || !strings.Contains(page, `data-remarks="/_almanac/remarks"`) {
		t.Errorf("remarks before they are known:\n%s", page)
	}
	query := "/_almanac/remarks?page=" + url.QueryEscape("/2026-03.html") + "&v="
	if w := ask(query + "77"); w.Code != http.StatusNoContent || w.Body.Len() > 0 {
		t.Errorf("of another version: %d %s", w.Code, w.Body)
	}
	if w := ask(query + "1"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "2 remarks on this page") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	page = ask("/2026-03.html").Body.String()
	if !strings.Contains(page, "2 remarks on this page") || strings.Contains(page, "data-remarks") {
		t.Errorf("no remarks when they are known:\n%s", page)
	}
}

// Where a site must be opened, that waits for what happens meanwhile, but not for
// ever: an attachment may be written for minutes, and other reports be saved.
func TestPutOff(t *testing.T) {
	dir := archive(t)
	s, opened, _ := counting(t, dir, nil)
	s.changes.add("content/2026-03/large.bin") // as if it were written all the time
	put(t, dir, march, revenueOf(815))
	s.change(march, "content/2026-03/large.bin")
	s.shows(t, "2026-03.html", "4,711")
	if *opened != 0 || s.late == nil {
		t.Fatalf("opened %d times with more to come", *opened)
	}
	s.late = make(chan struct{})
	close(s.late) // half a second later
	s.change()
	s.shows(t, "2026-03.html", "815")
	if *opened != 1 {
		t.Errorf("opened %d times", *opened)
	}
	s.change("content/2026-03/large.bin")
	if *opened != 1 || s.late == nil {
		t.Errorf("opened %d times: the next reading is not put off", *opened)
	}
}
