package site_test

import (
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// doc is what a link check needs of one page.
type doc struct {
	links []string
	ids   map[string]bool
	bad   []string // what no page may hold
}

// TestLinksOfExample resolves every link of the example's output. With
// ALMANAC_PUBLIC it looks at an output that was built before.
func TestLinksOfExample(t *testing.T) {
	dir := os.Getenv("ALMANAC_PUBLIC")
	if dir == "" {
		dir = example(t)
	}
	checkLinks(t, dir)
}

func TestLinksOfGolden(t *testing.T) { checkLinks(t, golden(t)) }

// checkLinks follows every relative link of every page, to the file and to
// the fragment in it, as a browser would over http and over file://.
func checkLinks(t *testing.T, dir string) {
	t.Helper()
	docs, files := map[string]*doc{}, map[string]bool{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, p)
		name = filepath.ToSlash(name)
		files[name] = true
		if strings.HasSuffix(name, ".html") {
			docs[name], err = readDoc(p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	broken := 0
	for from, d := range docs {
		for _, b := range d.bad {
			t.Errorf("%s: %s", from, b)
		}
		for _, l := range d.links {
			if why := follow(from, l, docs, files); why != "" {
				if broken++; broken <= 20 {
					t.Errorf("%s → %s: %s", from, l, why)
				}
			}
		}
	}
	if broken > 0 || len(docs) < 10 {
		t.Errorf("%d broken links in %d pages", broken, len(docs))
	}
}

func follow(from, link string, docs map[string]*doc, files map[string]bool) string {
	u, err := url.Parse(link)
	switch {
	case err != nil:
		return err.Error()
	case u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "mailto" || u.Scheme == "tel":
		return ""
	case u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "/"):
		return "is not relative"
	}
	to := from
	if u.Path != "" {
		to = path.Join(path.Dir(from), u.Path)
	}
	switch {
	case !files[to]:
		return "no such file"
	case u.Fragment != "" && docs[to] != nil && !docs[to].ids[u.Fragment]:
		return "no such fragment"
	}
	return ""
}

func readDoc(name string) (*doc, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	root, err := html.Parse(f)
	if err != nil {
		return nil, err
	}
	d := &doc{ids: map[string]bool{}}
	for n := range root.Descendants() {
		d.note(n)
	}
	return d, nil
}

func (d *doc) note(n *html.Node) {
	if n.Type == html.TextNode {
		for _, s := range []string{"ZgotmplZ", "⟦", "%!", "&amp;lt;"} {
			if strings.Contains(n.Data, s) && (n.Parent == nil || n.Parent.Data != "code") {
				d.bad = append(d.bad, "the text holds "+s)
			}
		}
	}
	if n.Type != html.ElementNode {
		return
	}
	inline := n.Data == "script"
	for _, a := range n.Attr {
		switch a.Key {
		case "href", "src":
			if n.Data != "link" || a.Val != "" {
				d.links = append(d.links, a.Val)
			}
			inline = inline && a.Key != "src"
		case "id":
			if d.ids[a.Val] {
				d.bad = append(d.bad, "id "+a.Val+" twice")
			}
			d.ids[a.Val] = true
		case "style":
			d.bad = append(d.bad, "an inline style")
		}
		if strings.HasPrefix(a.Key, "on") {
			d.bad = append(d.bad, "an inline handler "+a.Key)
		}
	}
	if inline || n.Data == "style" {
		d.bad = append(d.bad, "an inline "+n.Data)
	}
}
