package render_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/jba/templatecheck"

	"almanac/layouts"
	"almanac/site/diag"
	"almanac/site/page"
	"almanac/site/render"
)

// TestLayoutsFitViews checks every layout against the type of its view.
func TestLayoutsFitViews(t *testing.T) {
	views := map[string]any{"home.html": &page.HomeView{}, "unit.html": &page.UnitView{}, "period.html": &page.PeriodView{},
		"metrics.html": &page.MetricsView{}, "metric.html": &page.MetricView{}, "channels.html": &page.ChannelsView{},
		"history.html": &page.HistoryView{}, "list.html": &page.ListView{}, "forecast.html": &page.ForecastView{},
		"compare.html": &page.CompareView{}, "compareyear.html": &page.CompareYearView{},
		"actions.html": &page.ActionsView{}, "restatements.html": &page.RestatementsView{}, "quality.html": &page.QualityView{}, "calendar.html": &page.CalendarView{}, "glossary.html": &page.GlossaryView{}, "entries.html": &page.EntriesView{}, "404.html": &page.NotFoundView{}}
	files, err := fs.Glob(layouts.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	set := renderer(t).Templates()
	for _, f := range files {
		if strings.HasPrefix(f, "_") {
			continue
		}
		if views[f] == nil {
			t.Errorf("%s has no view", f)
			continue
		}
		if err := templatecheck.CheckHTML(set.Lookup(f), views[f]); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

// with draws an address with an archive's own layouts.
func with(t *testing.T, own fstest.MapFS, address string) (string, []diag.Diagnostic, error) {
	t.Helper()
	r, remarks, err := render.New(layouts.FS, own)
	if err != nil {
		t.Fatal(err)
	}
	b := book(t, archive(t))
	ref, ok := b.Find(address)
	if !ok {
		t.Fatal(address)
	}
	var buf bytes.Buffer
	err = r.Draw(&buf, b.Page(ref))
	return buf.String(), remarks, err
}

func TestOwnLayouts(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	tests := []struct {
		name, file, text string
		remark, fault    string // parts of what is said
		page             string // what is drawn
	}{
		{name: "own", file: "404.html", text: "<p>{{.Heading}}</p>", page: "<p>Page not found</p>"},
		{name: "76: byte order mark, Windows", file: "404.html", text: "\uFEFF<p>\r\n{{.Heading}}</p>\r\n", page: "<p>\nPage not found</p>\n"},
		{name: "72: syntax", file: "404.html", text: "a\nb\n{{if}}", remark: "layouts/404.html:3:1: error: missing value for if", page: "<!DOCTYPE html>"},
		{name: "72: function", file: "404.html", text: "{{shout .}}", remark: `function "shout" not defined`, page: "<!DOCTYPE html>"},
		{name: "76: unclosed", file: "404.html", text: "{{define \"x\"}}", remark: "unexpected EOF", page: "<!DOCTYPE html>"},
		{name: "72: part", file: "404.html", text: "\n{{template \"tpo\" .}}", remark: `layouts/404.html:2:1: error: there is no part "tpo"`, page: "<!DOCTYPE html>"},
		{name: "77: unknown", file: "perod.html", text: "x", remark: `did you mean "period.html"?`, page: "<!DOCTYPE html>"},
		{name: "73: field", file: "404.html", text: "\n{{.Hedding}}", fault: "drawing 404.html: template: 404.html:2:2"},
		{name: "unsafe", file: "404.html", text: `<a {{.Heading}}=1 href="{{"javascript:x"}}">`, fault: "404.html"},
		{name: "74: script address", file: "404.html", text: `<a href="{{"javascript:x"}}">`, fault: "ZgotmplZ"},
		{name: "76: bytes", file: "404.html", text: "a\ncaf\xe9", remark: "layouts/404.html:2:4: error: the byte 0xe9 is not UTF-8 text", page: "<!DOCTYPE html>"},
		{name: "76: NUL", file: "404.html", text: "\x00", remark: "layouts/404.html:1:1: error: the byte 0x00", page: "<!DOCTYPE html>"},
		{name: "77: in a folder", file: "pages/404.html", text: "x", remark: "no page is drawn with pages/404.html", page: "<!DOCTYPE html>"},
		{name: "75: recursion", file: "404.html", text: `{{define "a"}}{{template "a"}}{{end}}{{template "a"}}`, fault: "exceeded maximum template depth"},
		{name: "75: flood", file: "404.html", text: `{{range 9000000}}0123456789{{end}}`, fault: "layout 404.html: the page is larger than 64 MiB"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, remarks, err := with(t, fstest.MapFS{test.file: file(test.text)}, "404.html")
			said := ""
			for _, d := range remarks {
				said += diagText(d)
			}
			if (test.remark == "") != (said == "") || !strings.Contains(said, test.remark) {
				t.Errorf("remarks %q, want %q", said, test.remark)
			}
			if test.fault != "" {
				if err == nil || !strings.Contains(err.Error(), test.fault) {
					t.Errorf("error %v, want %q", err, test.fault)
				}
				if got != "" {
					t.Error("something was written all the same")
				}
				return
			}
			if err != nil || !strings.HasPrefix(got, test.page) {
				t.Errorf("drew %.60q, %v; want %q", got, err, test.page)
			}
		})
	}
}

// Case 75: a loop that writes nothing is left behind, and not tried again.
func TestStuckLayout(t *testing.T) {
	r, _, err := render.New(layouts.FS, fstest.MapFS{"404.html": {Data: []byte("{{range 20000000}}{{end}}")}})
	if err != nil {
		t.Fatal(err)
	}
	r.Patience(10 * time.Millisecond)
	b := book(t, archive(t))
	ref, _ := b.Find("404.html")
	for range 2 {
		var buf bytes.Buffer
		if err := r.Draw(&buf, b.Page(ref)); err == nil || !strings.Contains(err.Error(), "drawing 404.html: layout 404.html: it ran for more than") || buf.Len() > 0 {
			t.Fatalf("%v, %d bytes", err, buf.Len())
		}
	}
	home, _ := b.Find("index.html")
	r.Patience(time.Minute)
	if err := r.Draw(&bytes.Buffer{}, b.Page(home)); err != nil {
		t.Errorf("another layout: %v", err)
	}
}

// Case 55.
func TestPipeAmongLayouts(t *testing.T) {
	for _, name := range []string{"home.html", "assets/logo.svg"} {
		_, _, err := render.New(layouts.FS, fstest.MapFS{name: {Mode: fs.ModeNamedPipe | 0o600}})
		if err == nil || !strings.Contains(err.Error(), name+" is neither a file nor a link to one") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Case 72.
func TestMissingLayout(t *testing.T) {
	err := renderer(t).Draw(&bytes.Buffer{}, page.Page{Ref: page.Ref{Address: "x.html"}, Layout: "nope.html"})
	if err == nil || err.Error() != "drawing x.html: there is no layout nope.html" {
		t.Error(err)
	}
}

func TestAssets(t *testing.T) {
	own := fstest.MapFS{"assets/almanac.css": {Data: []byte("p{}")}, "assets/logo.svg": {Data: []byte("<svg/>")}, "assets/.DS_Store": {}, "readme.txt": {}}
	r, remarks, err := render.New(layouts.FS, own)
	if err != nil || len(remarks) > 0 {
		t.Fatal(err, remarks)
	}
	got := ""
	for _, a := range r.Assets() {
		if _, ok := own[a.Path]; ok {
			got += a.Path + "=" + string(a.Data) + " "
		}
	}
	if want := "assets/almanac.css=p{} assets/logo.svg=<svg/> "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func diagText(d diag.Diagnostic) string {
	var b strings.Builder
	_ = diag.Text(&b, []diag.Diagnostic{d}, false)
	return b.String()
}
