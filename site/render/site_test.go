package render_test

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"almanac/site/page"
)

// TestSite draws a small archive whole and holds every page against what all
// pages promise.
func TestSite(t *testing.T) {
	b, r := book(t, archive(t)), renderer(t)
	pages, ids := map[string]string{}, map[string]map[string]bool{}
	for _, ref := range b.Pages() {
		pages[ref.Address] = draw(t, r, b.Page(ref))
		ids[ref.Address] = checkPage(t, ref.Address, pages[ref.Address])
	}
	if len(pages) != len(b.Pages()) {
		t.Errorf("%d addresses for %d pages", len(pages), len(b.Pages()))
	}
	others := map[string]bool{"data/figures.csv": true, "data/archive.json": true, "data/forecast.csv": true, "feed.xml": true, "zh-Hant/feed.xml": true, "2025-12/plan b.pdf": true}
	for _, a := range r.Assets() {
		others[a.Path] = true
	}
	for address, text := range pages {
		for _, href := range hrefs(t, text) {
			to, fragment, _ := strings.Cut(href, "#")
			target := address
			if to != "" {
				target = path.Join(path.Dir(address), strings.ReplaceAll(to, "%20", " "))
			}
			switch {
			case others[target]:
			case ids[target] == nil:
				t.Errorf("%s links to %s: there is no %s", address, href, target)
			case fragment != "" && !ids[target][fragment]:
				t.Errorf("%s links to %s: %s has no such id", address, href, target)
			}
		}
	}
}

var junk = regexp.MustCompile(`ZgotmplZ|%!|⟦|\x01|\x02|\x03|<no value>|\{[a-z_]+\}|NaN|Inf\b`)

// checkPage holds one page against the rules of all and returns its ids.
func checkPage(t *testing.T, address, text string) map[string]bool {
	t.Helper()
	if m := junk.FindString(text); m != "" {
		t.Errorf("%s holds %q", address, m)
	}
	checkBalance(t, address, text)
	ids := map[string]bool{}
	level, last := 0, ""
	for n := range parse(t, text).Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("%s has two ids %q", address, a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "style", strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s has an attribute %s", address, a.Key)
			case a.Key == "src" && strings.Contains(a.Val, "//"):
				t.Errorf("%s asks elsewhere for %s", address, a.Val)
			}
		}
		switch n.Data {
		case "style":
			t.Errorf("%s has <style>", address)
		case "script":
			if attr(n, "src") == "" || n.FirstChild != nil {
				t.Errorf("%s has a script of its own", address)
			}
		case "th":
			if attr(n, "scope") == "" && !inside(n, "article") {
				t.Errorf("%s has a head without scope", address)
			}
		case "table":
			if !inside(n, "article") && (n.FirstChild == nil || n.FirstChild.Data != "caption" || words(n.FirstChild) == "") {
				t.Errorf("%s has a table without caption", address)
			}
		case "h1", "h2", "h3", "h4":
			now, _ := strconv.Atoi(n.Data[1:])
			if now > level+1 {
				t.Errorf("%s goes from %q (h%d) to %q (%s)", address, last, level, words(n), n.Data)
			}
			level, last = now, words(n)
		}
	}
	return ids
}

var voids = []string{"meta", "link", "br", "img", "hr", "input", "!doctype"}

// checkBalance reports whether every element is closed where it should be.
func checkBalance(t *testing.T, address, text string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(text))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("%s leaves %v open", address, open)
			}
			return
		case html.StartTagToken:
			if name, _ := z.TagName(); !slices.Contains(voids, string(name)) {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Errorf("%s closes %s within %v", address, name, open)
				return
			}
			open = open[:len(open)-1]
		}
	}
}

func parse(t testing.TB, text string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func inside(n *html.Node, tag string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == tag {
			return true
		}
	}
	return false
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// hrefs lists the relative links of a page.
func hrefs(t testing.TB, text string) (list []string) {
	for n := range parse(t, text).Descendants() {
		if h := attr(n, "href"); n.Type == html.ElementNode && h != "" {
			list = append(list, h)
		}
	}
	return list
}

// find lists the elements with a class.
func find(n *html.Node, class string) (list []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && slices.Contains(strings.Fields(attr(d, "class")), class) {
			list = append(list, d)
		}
	}
	return list
}

// TestParallel draws all pages from many goroutines and expects the bytes of
// drawing them one by one.
func TestParallel(t *testing.T) {
	b, r := book(t, archive(t)), renderer(t)
	want := map[string]string{}
	for _, ref := range b.Pages() {
		want[ref.Address] = draw(t, r, b.Page(ref))
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, ref := range b.Pages() {
				if got := draw(t, r, b.Page(ref)); got != want[ref.Address] {
					t.Errorf("%s was drawn differently", ref.Address)
					return
				}
			}
		})
	}
	group.Wait()
	again := book(t, archive(t))
	for _, ref := range again.Pages() {
		if draw(t, r, again.Page(ref)) != want[ref.Address] {
			t.Errorf("%s differs between two books of one archive", ref.Address)
		}
	}
}

// TestPeriodPage looks at the page of a quarter: 2025-Q4 of the east is
// 1,210,000 + 1,220,000 + 1,230,000 against three times 1,100,000.
func TestPeriodPage(t *testing.T) {
	b, r := book(t, archive(t)), renderer(t)
	doc := parse(t, at(t, b, r, "east/2025-Q4.html"))
	row := words(find(doc, "panorama")[0])
	for _, want := range []string{"Sales", "3.66", "3.30", "110.9%", "+2.5%", "+10.9%"} {
		if !strings.Contains(row, want) {
			t.Errorf("the panorama lacks %s: %s", want, row)
		}
	}
	lead := words(find(doc, "lead")[0])
	if want := "Q4 sales were RMB 3.66 million, 110.9% of the RMB 3.30 million target, 10.9 percentage points above it."; lead != want {
		t.Errorf("the message is %q, want %q", lead, want)
	}
	how := ""
	for n := range doc.Descendants() {
		if attr(n, "id") == "how-revenue" {
			how = words(n)
		}
	}
	if !strings.Contains(how, "October 1.21 + November 1.22 + December 1.23") {
		t.Errorf("how computed: %q", how)
	}
}

// TestWords looks at how an author's text is put in.
func TestWords(t *testing.T) {
	b, r := book(t, archive(t)), renderer(t)
	text := at(t, b, r, "2025-12.html")
	for _, want := range []string{
		`<h2 id="t-results">Results</h2>`, `<a href="east/2025-11.html">November</a>`, `<a href="#t-results">above</a>`,
		`<a href="2025-12/plan%20b.pdf">the plan</a>`, `href="east/index.html">the &lt;east&gt;</a>`, "Deliveries &lt;late&gt;",
		"<title>December 2025 · Widgets &amp; &lt;Co&gt;</title>",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	zh := at(t, b, r, "zh-Hant/2025-12.html")
	for _, want := range []string{`<html lang="zh-Hant">`, "平靜的一個月。", `href="../2025-12.html"`, "銷售額"} {
		if !strings.Contains(zh, want) {
			t.Errorf("the Chinese page lacks %s", want)
		}
	}
}

func BenchmarkPeriodPage(b *testing.B) {
	book, r := book(b, archive(b)), renderer(b)
	ref, _ := book.Find("2025-12.html")
	b.Run("view", func(b *testing.B) {
		for b.Loop() {
			book.Page(ref)
		}
	})
	p := book.Page(ref)
	b.Run("draw", func(b *testing.B) {
		var w bytes.Buffer
		for b.Loop() {
			w.Reset()
			if err := r.Draw(&w, p); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(w.Len()), "bytes")
	})
	var _ page.Page = p
}

func BenchmarkTable(b *testing.B) {
	book, r := book(b, archive(b)), renderer(b)
	ref, _ := book.Find("east/2025-Q4.html")
	t := book.Page(ref).View.(*page.PeriodView).Panorama
	draw := r.Fragment()
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n = draw(&t)
	}
	b.ReportMetric(float64(n), "bytes")
}

// Every built-in layout is drawn by a program, as html/template draws it.
func TestBuiltinPrograms(t *testing.T) {
	b, r := book(t, archive(t)), renderer(t)
	layouts := map[string]bool{}
	var pages []page.Page
	for _, ref := range b.Pages() {
		pages = append(pages, b.Page(ref))
		if v, ok := pages[len(pages)-1].View.(*page.HomeView); ok { // only large archives have lists
			pages = append(pages, page.Page{Layout: "list.html", View: &page.ListView{Frame: v.Frame, Text: "a <list>", Pages: v.Nav}})
		}
	}
	for _, p := range pages {
		program, plain, done, err := r.Both(p)
		if !done || err != nil || program != plain {
			t.Errorf("%s: by a program %v, %v; %d bytes, and %d by html/template", p.Address, done, err, len(program), len(plain))
		}
		layouts[p.Layout] = true
	}
	for _, x := range r.Templates().Templates() {
		if name := x.Name(); strings.HasSuffix(name, ".html") && !strings.HasPrefix(name, "_") && !layouts[name] {
			t.Errorf("no page is drawn with %s", name)
		}
	}
}
