package serve

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// A layout that can be read but not drawn shows when somebody asks for a page: it
// stays as it was, under what is wrong, whatever is saved meanwhile, and that is
// said once for each time that layouts are saved.
func TestLayoutFails(t *testing.T) {
	dir := archive(t)
	s := server(t, dir, true)
	var said []string
	s.options.Say = func(text string) { said = append(said, text) }
	s.Refresh()
	ask := func(status int, want string, not ...string) {
		t.Helper()
		w := httptest.NewRecorder()
		s.Handler(nil).ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/2026-03.html", nil))
		page := w.Body.String()
		if w.Code != status || !strings.Contains(page, want) || slices.ContainsFunc(not, func(x string) bool { return strings.Contains(page, x) }) {
			t.Errorf("%d, without %q or with one of %q:\n%s", w.Code, want, not, page)
		}
	}
	save := func(name, text string) { put(t, dir, name, text); s.change(name) }
	const layout = "layouts/period.html"
	ask(http.StatusOK, "4,711", "alert")
	for range 2 { // the second finds a site that failed before it
		save(layout, "<html><head></head><body>{{ index \"a\" 5 }}</body></html>")
		ask(http.StatusOK, "4,711")
		ask(http.StatusOK, "This page cannot be drawn. It is shown as it was.", "The archive cannot be read")
		ask(http.StatusOK, "period.html:1")
	}
	save(march, revenueOf(815)) // the page that stays is no older than the layout
	ask(http.StatusOK, "4,711")
	if len(said) != 2 || !strings.HasPrefix(said[0], "a page cannot be drawn: drawing 2026-03.html: ") || !strings.Contains(said[0], "period.html:1") {
		t.Errorf("it said %q", said)
	}
	save(march, "+++\n")
	ask(http.StatusOK, "4,711")
	ask(http.StatusOK, "The archive cannot be read. This is the site as it was.")
	save(march, revenueOf(815))
	save(layout, "<html><head></head><body>mended</body></html>")
	ask(http.StatusOK, "mended", "alert")
	save(layout, "{{ index \"a\" 5 }}")
	ask(http.StatusOK, "mended")
	ask(http.StatusOK, "This page cannot be drawn. It is shown as it was.")
}

// Where no page could be drawn before, one that cannot be drawn says so, and not
// that the archive cannot be read.
func TestLayoutFailsFromTheBeginning(t *testing.T) {
	dir := archive(t)
	put(t, dir, "layouts/period.html", "{{ .Nope }}")
	s := server(t, dir, true)
	s.Refresh()
	w := httptest.NewRecorder()
	s.Handler(nil).ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/2026-03.html", nil))
	page := w.Body.String()
	if w.Code != http.StatusInternalServerError || !strings.Contains(page, "<h2>This page cannot be drawn.</h2>") || !strings.Contains(page, "period.html:1") || !strings.Contains(page, scriptAddress) {
		t.Errorf("%d %s", w.Code, page)
	}
}
