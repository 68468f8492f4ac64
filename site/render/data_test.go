package render_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"almanac/site/period"
	"almanac/site/render"
)

// Every field comes back as it was put in, but for what a spreadsheet would
// run.
func TestFiguresCSV(t *testing.T) {
	rows := []render.FigureRow{
		{Unit: "root", Period: "2026-03", Grain: "monthly", Metric: "revenue", Kind: "flow", Actual: "-12.50", Target: "80", Have: 1, Need: 3, Source: "time", Stated: "", Complete: false, Restated: true},
		{Unit: "=cmd()", Period: "a,b", Grain: "q\"q", Metric: "line\nend", Kind: "+x", Actual: "-x", Target: "-1.", Source: "@a", Stated: "-0.5", Complete: true},
	}
	var b bytes.Buffer
	if err := render.FiguresCSV(&b, slices.Values(rows)); err != nil {
		t.Fatal(err)
	}
	got, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"unit", "period", "grain", "metric", "kind", "actual", "target", "have", "need", "source", "stated", "complete", "restated"},
		{"root", "2026-03", "monthly", "revenue", "flow", "-12.50", "80", "1", "3", "time", "", "false", "true"},
		{"'=cmd()", "a,b", "q\"q", "line\nend", "'+x", "'-x", "'-1.", "0", "0", "'@a", "-0.5", "true", "false"},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("read back:\n%q\nnot\n%q", got, want)
	}
}

func TestArchiveJSON(t *testing.T) {
	var b bytes.Buffer
	if err := render.ArchiveJSON(&b, render.Facts{Title: "<A> & 銷售", Languages: []string{"en"}, Units: []render.UnitFact{{ID: "root"}}}); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || got["title"] != "<A> & 銷售" {
		t.Errorf("%v %s", err, b.Bytes())
	}
	if strings.Contains(b.String(), "null") {
		t.Errorf("lists and tables are never null: %s", b.String())
	}
}

type feed struct {
	ID      string `xml:"id"`
	Title   string `xml:"title"`
	Updated string `xml:"updated"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []struct {
		ID, Title, Updated, Summary string
		Author                      string `xml:"author>name"`
		Link                        struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

func atom(t *testing.T, f render.Feed) (out feed) {
	t.Helper()
	var b bytes.Buffer
	if err := render.Atom(&b, f); err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(b.Bytes(), &out); err != nil {
		t.Fatalf("%v\n%s", err, b.Bytes())
	}
	return out
}

func TestAtom(t *testing.T) {
	f := render.Feed{Lang: "en", Title: "A & B", Base: "https://example.org/s/", Address: "zh-Hant/feed.xml", Home: "zh-Hant/index.html", Updated: period.Date(2026, 1, 1),
		Entries: []render.FeedEntry{{Title: "<March>", Summary: "]]>", Address: "zh-Hant/east/2026-03.html", Author: "li.ming", Updated: period.Date(2026, 4, 2)}}}
	got := atom(t, f)
	e := got.Entries[0]
	if got.ID != "https://example.org/s/zh-Hant/feed.xml" || got.Title != "A & B" || got.Updated != "2026-04-02T00:00:00Z" || got.Links[0].Href != got.ID {
		t.Errorf("%+v", got)
	}
	if e.Link.Href != "https://example.org/s/zh-Hant/east/2026-03.html" || e.Author != "li.ming" {
		t.Errorf("%+v", e)
	}
	f.Base = ""
	got = atom(t, f)
	if got.Links[0].Href != "feed.xml" || got.Links[1].Href != "index.html" || got.Entries[0].Link.Href != "east/2026-03.html" || !strings.HasPrefix(got.ID, "urn:uuid:") {
		t.Errorf("without an address: %+v", got)
	}
}

// One file up to 40,000 pages, then an index and its parts; none without an
// address.
func TestSitemap(t *testing.T) {
	if files := render.Sitemap("", 1, slices.Values([]render.SitemapEntry{{Address: "index.html"}})); files != nil {
		t.Error("a map without an address")
	}
	day := period.Date(2026, 4, 2)
	entries := []render.SitemapEntry{{Address: "a b&c.html", Changed: &day}}
	if got := content(t, render.Sitemap("https://example.org/", len(entries), slices.Values(entries)), "sitemap.xml"); !strings.Contains(got, "<loc>https://example.org/a%20b&amp;c.html</loc>") || !strings.Contains(got, "<lastmod>2026-04-02</lastmod>") {
		t.Error(got)
	}
	for range 40_000 {
		entries = append(entries, render.SitemapEntry{Address: "x.html"})
	}
	files := render.Sitemap("https://example.org/", len(entries), slices.Values(entries))
	if len(files) != 3 {
		t.Fatalf("%d files", len(files))
	}
	if got := content(t, files, "sitemap.xml"); strings.Count(got, "<sitemap>") != 2 || !strings.Contains(got, "<loc>https://example.org/sitemap-2.xml</loc>") {
		t.Error(got)
	}
	if got := content(t, files, "sitemap-1.xml"); strings.Count(got, "<url>") != 40_000 {
		t.Error("the first part is not full")
	}
	if got := content(t, files, "sitemap-2.xml"); strings.Count(got, "<url>") != 1 {
		t.Error("the second part has not the rest")
	}
}

func content(t *testing.T, files []render.SitemapFile, address string) string {
	t.Helper()
	for _, f := range files {
		if f.Address == address {
			var b bytes.Buffer
			if err := f.Write(&b); err != nil {
				t.Fatal(err)
			}
			if err := xml.NewDecoder(bytes.NewReader(b.Bytes())).Decode(new(any)); err != nil && err != io.EOF {
				var node struct{ XMLName xml.Name }
				if err := xml.Unmarshal(b.Bytes(), &node); err != nil {
					t.Fatal(err)
				}
			}
			return b.String()
		}
	}
	t.Fatalf("there is no %s", address)
	return ""
}
