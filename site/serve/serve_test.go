package serve

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"almanac/site"
	"almanac/site/period"
)

func put(t testing.TB, dir, name, text string) {
	t.Helper()
	at := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// archive writes a small archive and returns its folder. Its reports owe no text.
func archive(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "config.toml", "title = \"Served\"\nas_of = 2026-06-01\n[profiles.monthly.company]\nroles = []\nexplain = []\n[profiles.monthly.department]\nroles = []\nexplain = []\n")
	put(t, dir, "content/2026-03.md", "+++\n[metrics.revenue]\nactual = 4711\n+++\n")
	put(t, dir, "content/east/2026-03.md", "+++\n[metrics.orders]\nactual = 7\n+++\n")
	return dir
}

// server makes a server for an archive.
func server(t testing.TB, dir string, poll bool) *Server {
	o := site.Options{Dir: dir, Today: period.Date(2026, 6, 1), Live: true}
	return New(Options{Dir: dir, Poll: poll, Open: func(c Change) (*site.Site, error) {
		if c.Site != nil {
			return c.Site.Reopen(t.Context(), o, c.Files)
		}
		return site.Open(t.Context(), o)
	}, Renew: func(c Change) *site.Site { return c.Site.Renew(t.Context(), o, c.Files) },
		Holds: func(c Change) bool { return c.Site.Holds(t.Context(), c.Files) }})
}

// running runs a server on a port of its own and returns its address.
func running(t testing.TB, dir string, poll bool) (address string, ended <-chan error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := server(t, dir, poll)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx, l) }()
	t.Cleanup(cancel)
	address = "http://" + l.Addr().String()
	for range 100 { // until the first reading is done
		if v, _ := s.look(); v.number > 0 {
			return address, done
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the server does not start")
	return "", nil
}

func get(t testing.TB, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(data)
}

// changed waits for the event that the site has changed since a version, or
// fails.
func changed(t testing.TB, address string, version int, do func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", fmt.Sprintf("%s/%s?v=%d", address, eventsAddress, version), nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if kind := r.Header.Get("Content-Type"); kind != "text/event-stream" {
		t.Fatalf("events are %q", kind)
	}
	lines := bufio.NewScanner(r.Body)
	for lines.Scan() && !strings.HasPrefix(lines.Text(), ":") {
		if lines.Text() == "event: changed" {
			t.Fatal("a change before there was one")
		}
	}
	do()
	for lines.Scan() {
		if lines.Text() == "event: changed" {
			return
		}
	}
	t.Fatalf("no event of the change: %v", lines.Err())
}

// version is the number of what a page shows.
func version(t testing.TB, page string) (n int) {
	t.Helper()
	_, rest, ok := strings.Cut(page, `data-version="`)
	if _, err := fmt.Sscanf(rest, "%d", &n); !ok || err != nil {
		t.Fatalf("the page has no version:\n%s", page)
	}
	return n
}

// An edit is told to the browser, and the next page has it; whether the system
// tells of changes or the files are looked at.
func TestReload(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprint("poll=", poll), func(t *testing.T) {
			dir := archive(t)
			address, _ := running(t, dir, poll)
			status, page := get(t, address+"/2026-03.html")
			if status != 200 || !strings.Contains(page, "4,711") {
				t.Fatalf("%d\n%s", status, page)
			}
			changed(t, address, version(t, page), func() {
				put(t, dir, "content/2026-03.md", "+++\n[metrics.revenue]\nactual = 815\n+++\n")
			})
			if _, page := get(t, address+"/2026-03.html"); !strings.Contains(page, "815") || strings.Contains(page, "4,711") {
				t.Error("the page is the old one")
			}
		})
	}
}

// What editors and people do to files, each leads to the right site.
func TestChanges(t *testing.T) {
	report := "+++\n[metrics.revenue]\nactual = 815\n+++\n"
	for _, c := range []struct {
		name string
		do   func(t *testing.T, dir string)
		path string
		want string
	}{
		{"saved by renaming", func(t *testing.T, dir string) {
			put(t, dir, "content/2026-03.md~new", report)
			os.Rename(filepath.Join(dir, "content/2026-03.md~new"), filepath.Join(dir, "content/2026-03.md"))
		}, "/2026-03.html", "815"},
		{"folders made with a file in them", func(t *testing.T, dir string) {
			put(t, dir, "content/north/2026/2026-04.md", report)
		}, "/north/2026-04.html", "815"},
		{"a folder moved in", func(t *testing.T, dir string) {
			outside := t.TempDir()
			put(t, outside, "south/2026-04.md", report)
			if err := os.Rename(filepath.Join(outside, "south"), filepath.Join(dir, "content", "south")); err != nil {
				t.Fatal(err)
			}
		}, "/south/2026-04.html", "815"},
		{"a folder deleted", func(t *testing.T, dir string) {
			os.RemoveAll(filepath.Join(dir, "content", "east"))
		}, "/east/2026-03.html", "404"},
		{"the configuration", func(t *testing.T, dir string) {
			put(t, dir, "config.toml", "title = \"Renamed\"\nas_of = 2026-06-01\n")
		}, "/index.html", "Renamed"},
		{"layouts that were not there", func(t *testing.T, dir string) {
			put(t, dir, "layouts/404.html", "<!doctype html><html lang=en><title>Own</title><p>Own layout</p></html>")
		}, "/nowhere.html", "Own layout"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := archive(t)
			address, _ := running(t, dir, false)
			c.do(t, dir)
			var page string
			for range 200 {
				var status int
				if status, page = get(t, address+c.path); strings.Contains(page, c.want) || c.want == "404" && status == 404 {
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
			t.Errorf("%s has no %q:\n%s", c.path, c.want, page)
		})
	}
}

// A folder that appears while the server runs is watched from then on.
func TestNewFolderIsWatched(t *testing.T) {
	dir := archive(t)
	address, _ := running(t, dir, false)
	wait := func(want string) {
		t.Helper()
		for range 200 {
			if _, page := get(t, address+"/deep/2026-04.html"); strings.Contains(page, want) {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Fatalf("there is no %q", want)
	}
	put(t, dir, "content/a/b/deep/2026-04.md", "+++\n[metrics.revenue]\nactual = 815\n+++\n")
	wait("815")
	put(t, dir, "content/a/b/deep/2026-04.md", "+++\n[metrics.revenue]\nactual = 816\n+++\n")
	wait("816")
}

// A broken edit keeps the last good site and says what is wrong over it; when
// it is mended, that is gone.
func TestBroken(t *testing.T) {
	dir := archive(t)
	s := server(t, dir, true)
	s.Refresh()
	h := s.Handler(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1313})
	ask := func() string {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost:1313/2026-03.html", nil))
		return w.Body.String()
	}
	if page := ask(); strings.Contains(page, "almanac-live") {
		t.Errorf("remarks where there are none:\n%s", page)
	}
	put(t, dir, "content/2026-03.md", "+++\n[metrics.revenue]\nactual = \"1 <2\"\n+++\n")
	s.Refresh()
	page := ask()
	for _, want := range []string{"4,711", `role="alert"`, "content/2026-03.md:3:10", "read/number", "1 &lt;2"} {
		if !strings.Contains(page, want) {
			t.Errorf("there is no %q in\n%s", want, page)
		}
	}
	put(t, dir, "content/2026-03.md", "+++\n[metrics.revenue]\nactual = 12\n+++\nA <b>bold</b> word.\n")
	s.Refresh()
	page = ask()
	if strings.Contains(page, `role="alert"`) || strings.Contains(page, "4,711") {
		t.Errorf("the mended site is not shown:\n%s", page)
	}
	if !strings.Contains(page, "2 remarks on this page") || !strings.Contains(page, "read/html") {
		t.Errorf("the remarks are not shown:\n%s", page)
	}
}

// An archive that cannot be read from the beginning says so on every page.
func TestBrokenFromTheBeginning(t *testing.T) {
	dir := t.TempDir()
	s := server(t, dir, true)
	s.Refresh()
	w := httptest.NewRecorder()
	s.Handler(nil).ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/", nil))
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "there is no config.toml") || !strings.Contains(w.Body.String(), scriptAddress) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// What a page of serve has that one of build has not.
func TestLivePage(t *testing.T) {
	dir := archive(t)
	s := server(t, dir, true)
	s.Refresh()
	v, _ := s.look()
	data, err := v.site.Draw("2026-03.html")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "_almanac") {
		t.Error("what build writes knows of serve")
	}
	page := string(v.live(data, "2026-03.html"))
	if !strings.Contains(page, `<script defer src="/_almanac/live.js" data-version="1"></script></head>`) {
		t.Errorf("no script:\n%s", page)
	}
	if !strings.Contains(page, "; connect-src 'self'") {
		t.Errorf("the policy forbids events:\n%s", page)
	}
	if strings.Count(page, "connect-src") != 1 {
		t.Error("the policy was changed twice")
	}
}

func TestHosts(t *testing.T) {
	loop, lan := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1313}, &net.TCPAddr{IP: net.IPv4(192, 168, 1, 5), Port: 1313}
	own, _ := os.Hostname()
	for _, c := range []struct {
		host  string
		bound net.Addr
		want  bool
	}{
		{"localhost", loop, true}, {"localhost:1313", loop, true}, {"LOCALHOST.:80", loop, true}, {"127.0.0.1:1313", loop, true}, {"[::1]:1313", loop, true}, {"[::1]", loop, true},
		{"", loop, false}, {"evil.example", loop, false}, {"localhost.evil.example:1313", loop, false}, {"127.0.0.1.evil.example", loop, false}, {"192.168.1.5", loop, false}, {"0.0.0.0:1313", loop, false},
		{"192.168.1.5:1313", lan, true}, {own + ":1313", lan, own != ""}, {"evil.example:1313", lan, false},
	} {
		if got := mayAsk(c.host, c.bound); got != c.want {
			t.Errorf("Host %q at %v: %v", c.host, c.bound, got)
		}
	}
}

func TestRequests(t *testing.T) {
	dir := archive(t)
	put(t, dir, "secret", "secret")
	put(t, dir, "content/2026-03/pic.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>")
	s := server(t, dir, true)
	s.Refresh()
	h := s.Handler(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1313})
	for _, c := range []struct {
		method, path, host string
		status             int
		header, value      string
	}{
		{"GET", "/", "localhost", 200, "Content-Type", "text/html; charset=utf-8"},
		{"GET", "/index.html", "localhost", 200, "Cache-Control", "no-store"},
		{"HEAD", "/2026-03.html", "localhost", 200, "X-Content-Type-Options", "nosniff"},
		{"GET", "/east/", "localhost", 200, "Referrer-Policy", "no-referrer"},
		{"GET", "/east", "localhost", 302, "Location", "/east/"},
		{"GET", "/data/figures.csv", "localhost", 200, "Content-Type", "text/csv; charset=utf-8"},
		{"GET", "/2026-03/pic.svg", "localhost", 200, "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"},
		{"GET", "/" + scriptAddress, "localhost", 200, "Content-Type", "text/javascript; charset=utf-8"},
		{"GET", "/" + styleAddress, "localhost", 200, "Content-Type", "text/css; charset=utf-8"},
		{"GET", "/nowhere.html", "localhost", 404, "Content-Type", "text/html; charset=utf-8"},
		{"GET", "/data/", "localhost", 404, "", ""},
		{"GET", "/secret", "localhost", 404, "", ""},
		{"GET", "/config.toml", "localhost", 404, "", ""},
		{"GET", "/../../etc/passwd", "localhost", 404, "", ""},
		{"GET", "/%2e%2e%2f%2e%2e%2fetc/passwd", "localhost", 404, "", ""},
		{"GET", "/..%5csecret", "localhost", 404, "", ""},
		{"GET", "/.git/config", "localhost", 404, "", ""},
		{"GET", "/.almanac", "localhost", 404, "", ""},
		{"GET", "/a%00b", "localhost", 404, "", ""},
		{"GET", "//evil.example/", "localhost", 404, "", ""},
		{"GET", "/" + strings.Repeat("a", 10<<10), "localhost", 404, "", ""},
		{"GET", "/", "evil.example", 421, "", ""},
		{"GET", "/" + eventsAddress, "evil.example", 421, "", ""},
		{"POST", "/", "localhost", 405, "Allow", "GET, HEAD"},
		{"PUT", "/index.html", "localhost", 405, "", ""},
		{"TRACE", "/", "localhost", 405, "", ""},
		{"OPTIONS", "/", "localhost", 405, "", ""},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(c.method, "/", nil)
		r.Host = c.host
		if err := setPath(r, c.path); err != nil {
			t.Fatal(err)
		}
		h.ServeHTTP(w, r)
		if w.Code != c.status || c.header != "" && w.Header().Get(c.header) != c.value {
			t.Errorf("%s %.40s: %d %v", c.method, c.path, w.Code, w.Header())
		}
	}
}

// setPath puts a path into a request as a client may send it.
func setPath(r *http.Request, path string) error {
	u, err := r.URL.Parse("http://localhost/")
	if err != nil {
		return err
	}
	req, err := http.NewRequest("GET", "http://localhost"+path, nil)
	if err != nil {
		return err
	}
	*u = *req.URL
	r.URL = u
	return nil
}

// Events are for pages of this site only, and not for everyone at once.
func TestEventsOrigin(t *testing.T) {
	s := server(t, archive(t), true)
	s.Refresh()
	h := s.Handler(nil)
	for origin, want := range map[string]int{"http://evil.example": 403, "null": 403, "http://localhost:1313": 200} {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(ctx, "GET", "http://localhost:1313/"+eventsAddress, nil)
		r.Header.Set("Origin", origin)
		h.ServeHTTP(w, r)
		cancel()
		if w.Code != want {
			t.Errorf("%s: %d", origin, w.Code)
		}
	}
}

// Who asks only for the head of the events gets it at once and takes no browser's
// room, however many do.
func TestEventsHead(t *testing.T) {
	address, _ := running(t, archive(t), true)
	client := http.Client{Timeout: time.Minute}
	for range maxStreams + 1 {
		r, err := client.Head(address + "/" + eventsAddress)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "text/event-stream" {
			t.Fatalf("%d %v", r.StatusCode, r.Header)
		}
	}
}

// When the archive's folder is moved away, the server ends and says so.
func TestMoved(t *testing.T) {
	for _, poll := range []bool{false, true} {
		above := t.TempDir()
		dir := filepath.Join(above, "archive")
		put(t, dir, "config.toml", "title = \"Moved\"\nas_of = 2026-06-01\n")
		put(t, dir, "content/2026-03.md", "+++\n[metrics.revenue]\nactual = 1\n+++\n")
		_, ended := running(t, dir, poll)
		if err := os.Rename(dir, filepath.Join(above, "elsewhere")); err != nil {
			t.Fatal(err)
		}
		select {
		case err := <-ended:
			if !errors.Is(err, errMoved) {
				t.Errorf("poll=%v: it ended with %v", poll, err)
			}
		case <-time.After(20 * time.Second):
			t.Errorf("poll=%v: it did not end", poll)
		}
	}
}

func TestTemporary(t *testing.T) {
	for name, want := range map[string]bool{"2026-03.md": false, "2026-03.md~": true, ".#2026-03.md": true, "#2026-03.md#": true,
		".2026-03.md.swp": true, "4913": true, ".goutputstream-XYZ": true, "2026-03.md___jb_tmp___": true, ".DS_Store": true, "a.tmp": true, "#1 list.csv": false} {
		if temporary(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}
