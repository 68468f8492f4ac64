package serve_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"almanac/site"
	"almanac/site/period"
	"almanac/site/serve"
)

// A shown is an archive that is served, and looked at as a browser does.
type shown struct {
	t       *testing.T
	dir     string
	address string
	opened  atomic.Int32                 // how often the archive was read
	gate    atomic.Pointer[sync.RWMutex] // readings wait for it
	mu      sync.Mutex
	said    []string
}

// show serves an archive of two reports; more is added to its options.
func show(t *testing.T, with func(*serve.Options)) *shown {
	t.Helper()
	s := &shown{t: t, dir: t.TempDir()}
	s.put("config.toml", "title = \"Served\"\nas_of = 2026-06-01\n")
	s.put("content/2026-03.md", revenue(4711))
	s.put("content/east/2026-03.md", revenue(7))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	as := site.Options{Dir: s.dir, Today: period.Date(2026, 6, 1), Live: true}
	reading := func() (end func()) {
		s.opened.Add(1)
		if gate := s.gate.Load(); gate != nil {
			gate.RLock()
			return gate.RUnlock
		}
		return func() {}
	}
	o := serve.Options{Dir: s.dir, Say: s.say, Open: func(c serve.Change) (*site.Site, error) {
		defer reading()()
		if c.Site != nil {
			return c.Site.Reopen(context.Background(), as, c.Files)
		}
		return site.Open(context.Background(), as)
	}, Renew: func(c serve.Change) *site.Site {
		defer reading()()
		return c.Site.Renew(context.Background(), as, c.Files)
	}, Holds: func(c serve.Change) bool { return c.Site.Holds(context.Background(), c.Files) }}
	if with != nil {
		with(&o)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- serve.New(o).Run(ctx, l) }()
	t.Cleanup(func() { cancel(); <-done })
	s.address = "http://" + l.Addr().String()
	s.until("/2026-03.html", "4,711")
	return s
}

func (s *shown) say(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.said = append(s.said, text)
}

func revenue(n int) string { return fmt.Sprintf("+++\n[metrics.revenue]\nactual = %d\n+++\n", n) }

func (s *shown) at(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s *shown) put(name, text string) {
	s.t.Helper()
	s.must(os.MkdirAll(filepath.Dir(s.at(name)), 0o777))
	s.must(os.WriteFile(s.at(name), []byte(text), 0o666))
}

func (s *shown) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *shown) rename(from, to string) {
	s.t.Helper()
	if !filepath.IsAbs(from) {
		from = s.at(from)
	}
	if !filepath.IsAbs(to) {
		to = s.at(to)
	}
	s.must(os.Rename(from, to))
}

func (s *shown) remove(name string) {
	s.t.Helper()
	s.must(os.RemoveAll(s.at(name)))
}

func (s *shown) get(path string) (int, string) {
	s.t.Helper()
	r, err := http.Get(s.address + path)
	s.must(err)
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	s.must(err)
	return r.StatusCode, string(data)
}

// until waits until a page says something and nothing stands over it; the words
// "404" are the status.
func (s *shown) until(path, want string) {
	s.t.Helper()
	var status int
	var page string
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		status, page = s.get(path)
		if want == "404" && status == 404 || status == 200 && strings.Contains(page, want) && !strings.Contains(page, `role="alert"`) {
			return
		}
	}
	s.t.Fatalf("%s does not come to say %q: %d\n%s", path, want, status, page)
}

// Case 84: whatever editors and people do to files leads to the right page.
func TestEditors(t *testing.T) {
	const file, page = "content/2026-03.md", "/2026-03.html"
	for _, c := range []struct {
		name string
		do   func(s *shown)
	}{
		{"written in place", func(s *shown) {
			s.put(file, revenue(815))
			s.until(page, "815")
		}},
		{"written beside it and renamed over it, twice", func(s *shown) {
			for _, n := range []int{815, 816} {
				s.put("content/.2026-03.md.tmp", revenue(n))
				s.rename("content/.2026-03.md.tmp", file)
				s.until(page, fmt.Sprint(n))
			}
		}},
		{"moved to a backup, written anew, the backup deleted: vim", func(s *shown) {
			for _, n := range []int{815, 816} {
				s.put("content/4913", "")
				s.remove("content/4913")
				s.rename(file, file+"~")
				s.put(file, revenue(n))
				s.remove(file + "~")
				s.until(page, fmt.Sprint(n))
			}
		}},
		{"emptied, then written slowly", func(s *shown) {
			f, err := os.Create(s.at(file))
			s.must(err)
			for _, part := range strings.SplitAfter(revenue(815), "\n") {
				_, err := io.WriteString(f, part)
				s.must(err)
				s.must(f.Sync())
				time.Sleep(20 * time.Millisecond)
				if status, page := s.get(page); status != 200 || !strings.Contains(page, "4,711") && !strings.Contains(page, "815") {
					s.t.Errorf("in between: %d\n%s", status, page)
				}
			}
			s.must(f.Close())
			s.until(page, "815")
		}},
		{"folders made with a file in them", func(s *shown) {
			s.put("content/a/b/north/2026-04.md", revenue(815))
			s.until("/north/2026-04.html", "815")
			s.put("content/a/b/north/2026-04.md", revenue(816))
			s.until("/north/2026-04.html", "816")
		}},
		{"a folder moved in and out", func(s *shown) {
			outside := s.t.TempDir()
			s.must(os.MkdirAll(filepath.Join(outside, "south", "deep"), 0o777))
			s.must(os.WriteFile(filepath.Join(outside, "south", "deep", "2026-04.md"), []byte(revenue(815)), 0o666))
			for _, n := range []int{816, 817} {
				s.rename(filepath.Join(outside, "south"), "content/south")
				s.until("/deep/2026-04.html", "81")
				s.put("content/south/deep/2026-04.md", revenue(n))
				s.until("/deep/2026-04.html", fmt.Sprint(n))
				s.rename("content/south", filepath.Join(outside, "south"))
				s.until("/deep/2026-04.html", "404")
			}
		}},
		{"a folder renamed", func(s *shown) {
			s.rename("content/east", "content/west")
			s.until("/west/2026-03.html", "7")
			s.until("/east/2026-03.html", "404")
			s.put("content/west/2026-03.md", revenue(816))
			s.until("/west/2026-03.html", "816")
			s.put("content/west/2026-04.md", revenue(817))
			s.until("/west/2026-04.html", "817")
		}},
		{"a folder deleted and made again", func(s *shown) {
			s.remove("content/east")
			s.until("/east/2026-03.html", "404")
			for _, n := range []int{815, 816} {
				s.put("content/east/2026-03.md", revenue(n))
				s.until("/east/2026-03.html", fmt.Sprint(n))
			}
		}},
		{"a file removed and restored", func(s *shown) {
			kept := filepath.Join(s.t.TempDir(), "kept")
			s.rename("content/east/2026-03.md", kept)
			s.until("/east/2026-03.html", "404")
			s.rename(kept, "content/east/2026-03.md")
			s.until("/east/2026-03.html", "7")
		}},
		{"the configuration, renamed over", func(s *shown) {
			for _, title := range []string{"Renamed", "Again"} {
				s.put("config.new", "title = \""+title+"\"\nas_of = 2026-06-01\n")
				s.rename("config.new", "config.toml")
				s.until("/index.html", title)
			}
		}},
		{"layouts that were not there, changed, and gone", func(s *shown) {
			for _, word := range []string{"Own", "Other"} {
				s.put("layouts/404.html", "<!doctype html><html lang=en><title>x</title><p>"+word+" layout</p></html>")
				for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
					if _, page := s.get("/nowhere.html"); strings.Contains(page, word+" layout") {
						break
					}
					if time.Now().After(end) {
						s.t.Fatal("the layout is not used")
					}
				}
			}
			s.remove("layouts")
			s.until("/404.html", "Served")
		}},
	} {
		for _, poll := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, poll=%v", c.name, poll), func(t *testing.T) {
				t.Parallel()
				c.do(show(t, func(o *serve.Options) { o.Poll = poll }))
			})
		}
	}
}

// Case 84: a thousand files at once are a few readings, and the right pages.
func TestBurst(t *testing.T) {
	write := func(s *shown, n int) {
		for i := range 1000 {
			s.put(fmt.Sprintf("content/u%02d/%d-%02d.md", i/36, 2023+i%36/12, i%12+1), revenue(n+i))
		}
	}
	for _, c := range []struct {
		name string
		do   func(t *testing.T, s *shown) (switches func())
	}{
		{"written", func(t *testing.T, s *shown) func() {
			write(s, 1000)
			return func() { write(s, 5000) }
		}},
		{"git checkout", func(t *testing.T, s *shown) func() {
			git := serve.Commits(t)
			run := func(args ...string) { git(1, s.dir, args...) }
			run("init", "-q", "-b", "new")
			write(s, 5000)
			run("add", ".")
			run("commit", "-q", "-m", "new")
			run("checkout", "-q", "-b", "old")
			write(s, 1000)
			run("commit", "-q", "-a", "-m", "old")
			return func() { run("checkout", "-q", "new") }
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := show(t, nil)
			switches := c.do(t, s)
			s.until("/u00/2023-01.html", "1,000")
			s.until("/u27/2025-04.html", "1,999") // number 999: unit 27, month 28
			gate := new(sync.RWMutex)
			gate.Lock()
			s.gate.Store(gate)
			before := s.opened.Load()
			switches()
			gate.Unlock()
			s.until("/u00/2023-01.html", "5,000")
			s.until("/u27/2025-04.html", "5,999")
			s.until("/u13/2024-06.html", "5,485") // 13 · 36 + 17
			if n := s.opened.Load() - before; n > 10 {
				t.Errorf("the archive was read %d times", n)
			}
		})
	}
}

// Case 86: while a report cannot be read its page is the old one, with what is
// wrong over it; when it is mended, that is gone. It is said once each.
func TestErrorWhileServing(t *testing.T) {
	s := show(t, nil)
	s.put("content/2026-03.md", "+++\n[metrics.revenue]\nactaul = 815\n+++\n")
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		status, page := s.get("/2026-03.html")
		if status == 200 && strings.Contains(page, "4,711") && strings.Contains(page, `role="alert"`) && strings.Contains(page, "content/2026-03.md:3:1") && strings.Contains(page, "did you mean") {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("%d\n%s", status, page)
		}
	}
	if status, page := s.get("/east/2026-03.html"); status != 200 || !strings.Contains(page, `role="alert"`) {
		t.Errorf("another page: %d\n%s", status, page)
	}
	s.put("content/2026-03.md", revenue(815))
	s.until("/2026-03.html", "815")
	s.mu.Lock()
	defer s.mu.Unlock()
	if got := strings.Join(s.said, "; "); got != "the archive cannot be read: the page says why; the archive can be read again" {
		t.Errorf("it said %q", got)
	}
}
