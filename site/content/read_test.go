package content

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"almanac/site/diag"
	"almanac/site/report"
)

// The golden archive is right: nothing is said about it.
func TestGolden(t *testing.T) {
	a, remarks, err := Read(context.Background(), "../testdata/golden/archive", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(remarks) > 0 {
		var b strings.Builder
		diag.Text(&b, remarks[:min(len(remarks), 20)], false)
		t.Errorf("%d remarks:\n%s", len(remarks), b.String())
	}
	if len(a.Units) < 10 || len(a.Reports) < 300 {
		t.Errorf("%d units, %d reports", len(a.Units), len(a.Reports))
	}
	for i := 1; i < len(a.Reports); i++ {
		if p, r := a.Reports[i-1], a.Reports[i]; p.Unit == r.Unit && a.Calendar.Compare(p.Period, r.Period) >= 0 {
			t.Fatalf("%s comes before %s", p.File, r.File)
		}
	}
}

// disk writes an archive into a folder.
func disk(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	files[configName] = "title = 'x'\n"
	for name, data := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o777), os.WriteFile(full, []byte(data), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Cases 49 and 55.
func TestLinksAndPipes(t *testing.T) {
	dir := disk(t, map[string]string{"content/2026-03.md": "+++\n+++\n", "shared/a.csv": "x", "shared/away.md": "+++\ntitle = 'away'\n+++\n", "content/2026-03/b.csv": "y"})
	in := func(name string) string { return filepath.Join(dir, "content", name) }
	must(t, os.Symlink("/etc/passwd", in("2026-04.md")))
	must(t, os.Symlink("../../outside.md", in("2026-05.md")))
	must(t, os.Symlink("..", in("up")))
	must(t, os.Symlink("loop", in("loop")))
	must(t, os.Symlink("2026-03.md", in("2026-02.md")))
	must(t, os.Symlink("../../shared/a.csv", in("2026-03/a.csv")))
	must(t, os.Symlink("../shared/away.md", in("2026-01.md")))
	must(t, syscall.Mkfifo(in("2026-06.md"), 0o666))
	a, ds, err := Read(context.Background(), dir, Options{})
	must(t, err)
	want := []string{"2026-04.md read/link-out!", "2026-05.md read/link-out!", "2026-06.md read/path!", "loop read/link-out!", "up read/link-out!"}
	if got := told(ds); !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if !strings.Contains(ds[0].Message, "/etc/passwd") || !strings.Contains(ds[2].Message, "named pipe") {
		t.Error(ds[0].Message, ds[2].Message)
	}
	if len(a.Reports) != 3 || len(a.Reports[2].Attachments) != 2 || a.Reports[0].Title != "away" {
		t.Errorf("%d reports, attachments %v", len(a.Reports), a.Reports[2].Attachments)
	}
}

// A faultyFS fails to open some files, once or always.
type faultyFS struct {
	fstest.MapFS
	mu   *sync.Mutex
	fail map[string]int
	err  error
}

func (f faultyFS) Open(name string) (fs.File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail[name] > 0 {
		f.fail[name]--
		return nil, &fs.PathError{Op: "open", Path: name, Err: f.err}
	}
	return f.MapFS.Open(name)
}

// Cases 54 and 56.
func TestFaults(t *testing.T) {
	files := func() fstest.MapFS {
		return archive(map[string]string{"content/2026-03.md": "+++\nx\n+++\n", "content/2026-04.md": "+++\n+++\n"})
	}
	a, ds, err := ReadFS(context.Background(), faultyFS{files(), new(sync.Mutex), map[string]int{"content/2026-04.md": 1}, fs.ErrNotExist}, Options{})
	if err != nil || len(a.Reports) != 1 || len(ds) != 1 {
		t.Error("a file that vanished once is not read again:", err, ds)
	}
	a, ds, err = ReadFS(context.Background(), faultyFS{files(), new(sync.Mutex), map[string]int{"content/2026-04.md": 9}, fs.ErrPermission}, Options{})
	if err == nil || !strings.Contains(err.Error(), "permission denied") || !strings.Contains(err.Error(), "content/2026-04.md") {
		t.Error(err)
	}
	if a == nil || len(ds) != 1 || ds[0].File != "content/2026-03.md" {
		t.Error("other files are not read:", ds)
	}
}

// Case 57.
func TestNoContent(t *testing.T) {
	for name, fsys := range map[string]fs.FS{
		"missing": fstest.MapFS{configName: {Data: []byte("title = 'x'\n")}},
		"a file":  fstest.MapFS{configName: {Data: []byte("title = 'x'\n")}, "content": {Data: []byte("x")}},
		"empty":   archive(nil),
	} {
		a, _, err := ReadFS(context.Background(), fsys, Options{})
		if !errors.Is(err, ErrNoReports) || a == nil || a.Title.In("en") == "" || !strings.HasPrefix(err.Error(), "there are no reports yet") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The answer is the same on one processor and on eight.
func TestProcessors(t *testing.T) {
	read := func(n int) (*report.Archive, []diag.Diagnostic) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
		files := map[string]string{}
		for i := range 12 {
			files[fmt.Sprintf("content/u%d/2026-%02d.md", i%3, i+1)] = fmt.Sprintf("+++\n[metrics.revenue]\nactual = '%d %s'\nx = 1\n+++\n# A\n\n[a](../u1/x.md)\n", i, []string{"USD", "EUR"}[i%2])
		}
		a, ds, err := ReadFS(context.Background(), archive(files), Options{})
		must(t, err)
		return a, ds
	}
	a1, d1 := read(1)
	a8, d8 := read(8)
	same := slices.EqualFunc(a1.Reports, a8.Reports, sameReport)
	a1.Reports, a8.Reports = nil, nil
	if !same || !reflect.DeepEqual(a1, a8) || !reflect.DeepEqual(d1, d8) {
		t.Error("one processor and eight do not agree")
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := ReadFS(ctx, archive(march("+++\n+++\n")), Options{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestAddress(t *testing.T) {
	for path, want := range map[string]string{
		"content/2026.md":                   "root 2026  true",
		"2026-Q1.md":                        "root 2026-Q1  true",
		"content/east/2026-03.md":           "east 2026-03  true",
		"content/east/2026/2026-03.md":      "east 2026-03  true",
		"content/east/li-ming/2026-W14.md":  "li-ming 2026-W14  true",
		"content/east/2026-03.en.md":        "east 2026-03 en true",
		"content/east/FY2020/FY2020-Q1.md":  "east FY2020-Q1  true",
		"content/2026-03/2026-04.md":        "root 2026-04  true",
		"content/2026-03/notes.md":          "   false",
		"content/README.md":                 "   false",
		"content/2026-03.txt":               "   false",
		"content/cafe\u0301/2026-03-31.md":  "café 2026-03-31  true",
		"content/2026-13.md":                "   false",
		"content/east/2026-03.zh-Hant.md":   "east 2026-03 zh-Hant true",
		"content/east/2026-03..md":          "   false",
		"content/east/2026-03.en.draft.md":  "east 2026-03 en.draft true",
		"content/2026-W14/east/2026-W14.md": "east 2026-W14  true",
	} {
		u, p, l, ok := Address(path)
		if got := fmt.Sprintf("%s %s %s %v", u, p, l, ok); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

// checkHTML holds HTML to what a page may hold: it parses, runs nothing, and
// leads nowhere but by the schemes that are allowed.
func checkHTML(t *testing.T, b *report.Body) {
	t.Helper()
	text := htmlOf(b)
	z := html.NewTokenizer(strings.NewReader(text))
	var open []string
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		switch tok.Type {
		case html.StartTagToken:
			if slices.Contains([]string{"script", "style", "iframe", "object", "svg", "form"}, tok.Data) {
				t.Fatalf("there is a %s in %q", tok.Data, text)
			}
			if !slices.Contains([]string{"br", "hr", "img", "input"}, tok.Data) {
				open = append(open, tok.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				t.Fatalf("</%s> closes %v in %q", tok.Data, open, text)
			}
			open = open[:len(open)-1]
		case html.CommentToken:
			t.Fatalf("there is a comment in %q", text)
		}
		for _, a := range tok.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				t.Fatalf("there is an attribute %s in %q", a.Key, text)
			}
			if a.Key == "href" || a.Key == "src" {
				if s, ok := schemeOf(strings.TrimSpace(a.Val)); ok && !schemes[s] && !strings.HasPrefix(a.Val, "#") {
					t.Fatalf("there is an address %q in %q", a.Val, text)
				}
			}
		}
	}
	if len(open) > 0 {
		t.Fatalf("%v is not closed in %q", open, text)
	}
}

// checkPlaces holds that headings and blocks stand in order and apart, begin
// below the front matter, and that blocks have words.
func checkPlaces(t *testing.T, b *report.Body) {
	t.Helper()
	end := int32(0)
	for _, h := range b.Headings {
		if h.Start < end || h.Stop < h.Start || int(h.Stop) > len(b.HTML) || h.Pos.Line < 3 {
			t.Fatalf("%+v", h)
		}
		end = h.Stop
	}
	end = 0
	for _, x := range b.Blocks {
		if x.Start < end || x.Stop <= x.Start || int(x.Stop) > len(b.HTML) || x.Pos.Line < 3 || b.Words(x) == "" {
			t.Fatalf("%+v %q", x, b.HTML)
		}
		end = x.Stop
	}
	end = 0
	for _, h := range b.Holes {
		if h.At < end || int(h.At) >= len(b.HTML) {
			t.Fatalf("%+v", h)
		}
		end = h.At
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, c := range inputs {
		for _, data := range c.files {
			f.Add(data)
		}
	}
	for _, make := range patterns {
		f.Add(make(200))
	}
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 64<<10 {
			return
		}
		fsys := archive(map[string]string{"content/2026-03.md": "+++\n+++\n" + body, "content/2026-03/a.png": "x"})
		a, ds, err := ReadFS(context.Background(), fsys, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range ds {
			if d.Line < 0 || d.Line > 0 && d.Column < 1 {
				t.Fatalf("%+v", d)
			}
		}
		for _, r := range a.Reports {
			if r.Prose == nil {
				continue
			}
			checkHTML(t, r.Prose.Body())
			checkPlaces(t, r.Prose.Body())
		}
	})
}

func FuzzFront(f *testing.F) {
	f.Add([]byte(everyKey))
	for _, c := range append(slices.Clone(inputs), orgs...) {
		for _, data := range c.files {
			if len(data) < 1000 {
				f.Add([]byte(data))
			}
		}
	}
	cfg := testConfig(f, "title = 'x'\n")
	again := newReader(cfg) // whose memory has been used
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 4000 {
			return
		}
		s := source{path: "content/2026-03.md", address: address{"root", "2026-03", ""}}
		p, q := again.report(s, data), newReader(cfg).report(s, bytes.Clone(data))
		if !reflect.DeepEqual(p.remarks, q.remarks) || !sameReport(p.report, q.report) {
			t.Fatal("a used reader and a new one differ")
		}
		ff, ok := decode(configName, data)
		if ok {
			configure(ff, []string{"en"}, nil)
		}
	})
}
