package site_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"almanac/site"
	"almanac/site/period"
)

// A scribe writes the archives that hard cases need.
type scribe struct {
	t      testing.TB
	dir    string
	braces []string // in names, where pages may hold them
}

func newScribe(t testing.TB) *scribe { return &scribe{t: t, dir: t.TempDir()} }

// file writes a file of the archive.
func (s *scribe) file(name, text string) {
	name = filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		s.t.Fatal(err)
	}
}

// config writes config.toml.
func (s *scribe) config(lines ...string) { s.file("config.toml", strings.Join(lines, "\n")+"\n") }

// report writes a report of figures, each a line "metric actual target"; "-"
// stands for none. A line that begins with "[" is front matter as it is, and
// so is all that follows.
func (s *scribe) report(name string, lines ...string) {
	top, rest, plain := "", "", true
	for _, line := range lines {
		plain = plain && !strings.HasPrefix(line, "[")
		switch f := strings.Fields(line); {
		case !plain:
			rest += line + "\n"
		case strings.Contains(line, "="):
			top += line + "\n"
		default:
			rest += "[metrics." + f[0] + "]\n"
			for i, key := range []string{"actual", "target"} {
				if len(f) > i+1 && f[i+1] != "-" {
					rest += fmt.Sprintf("%s = %q\n", key, f[i+1])
				}
			}
		}
	}
	s.file("content/"+name+".md", "+++\n"+top+rest+"+++\n")
}

// course writes a report for each of n periods from a first on.
func (s *scribe) course(unit, first string, n int, lines func(i int) string) {
	s.t.Helper()
	p, err := period.Calendar{}.Parse(first)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := range n {
		if text := lines(i); text != "" {
			s.report(filepath.Join(unit, period.Calendar{}.Name(p)), strings.Split(text, "\n")...)
		}
		p = p.Next()
	}
}

// A public is a site that was made from an archive.
type public struct {
	t      testing.TB
	site   *site.Site
	braces []string
	seen   map[string]bool // texts that were looked at
}

// open reads the archive; it must be one that can be published.
func (s *scribe) open(asOf string, drafts bool) *public {
	s.t.Helper()
	day, err := period.ParseDay(asOf)
	if err != nil {
		s.t.Fatal(err)
	}
	st, err := site.Open(context.Background(), site.Options{Dir: s.dir, AsOf: &day, Drafts: drafts})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, r := range st.Remarks() {
		if st.Unreadable() {
			s.t.Errorf("%s: %s (%s)", r.Where(), r.Message, r.Hint)
		}
	}
	if st.Unreadable() {
		s.t.FailNow()
	}
	return &public{s.t, st, s.braces, map[string]bool{}}
}

// build publishes the archive as its user would, and holds what is true of
// every page of every site. With ALMANAC_KEEP the site is kept in that folder.
func (s *scribe) build(asOf string) *public { return s.publish(asOf, false) }

func (s *scribe) publish(asOf string, drafts bool) *public {
	s.t.Helper()
	b := s.open(asOf, drafts)
	dir := filepath.Join(s.dir, "public")
	if keep := os.Getenv("ALMANAC_KEEP"); keep != "" {
		dir = filepath.Join(keep, strings.NewReplacer("/", "-", " ", "-").Replace(s.t.Name()))
	}
	if _, err := b.site.Write(context.Background(), dir, site.Publication{}); err != nil {
		s.t.Fatal(err)
	}
	if t, ok := s.t.(*testing.T); ok {
		checkLinks(t, dir)
	}
	for _, name := range b.pages() {
		b.laws(name)
	}
	return b
}

// pages lists the addresses of all pages.
func (b *public) pages() (list []string) {
	for _, name := range b.site.Files() {
		if strings.HasSuffix(name, ".html") {
			list = append(list, name)
		}
	}
	return list
}

// draw is the bytes of a page.
func (b *public) draw(page string) []byte {
	b.t.Helper()
	text, err := b.site.Draw(page)
	if err != nil {
		b.t.Fatal(err)
	}
	return text
}

// Whatever a page says, it never holds these: what a program leaves where it
// has no words, and what a sentence looks like of which a part is missing.
var leftovers = regexp.MustCompile(`⟦|⟧|%!|NaN|Inf\b|ZgotmplZ|<nil>|defect of almanac|[\x00-\x08]|[{}]| [.,;:)]|\( |\(\)|（）|：。|，。|，，|、、|、。|。。|\.\.|: \.|, ,| was [.,]| were [.,]|−0(\.0+)?(%|\b[^.\d])`)

var badAttribute = regexp.MustCompile(`="[^"]*(NaN|[-+]?Inf)[^"]*"`)

// laws holds what is true of every page of every archive.
func (b *public) laws(page string) {
	b.t.Helper()
	for _, s := range b.blocks(page) {
		if b.seen[s] {
			continue
		}
		b.seen[s] = true
		for _, name := range b.braces {
			s = strings.ReplaceAll(s, name, "x")
		}
		if left := leftovers.FindString(s); left != "" {
			b.t.Errorf("%s: %q in %q", page, left, s)
		}
	}
	if bad := badAttribute.Find(b.draw(page)); bad != nil {
		b.t.Errorf("%s: %s", page, bad)
	}
}

// blockNames are the elements whose text is read as one.
var blockNames = strings.Fields("p li td th h1 h2 h3 h4 figcaption caption title desc dt dd summary text")

// blocks are the texts of a page, one for each paragraph, cell or heading.
func (b *public) blocks(page string) (list []string) {
	b.t.Helper()
	root, err := html.Parse(bytes.NewReader(b.draw(page)))
	if err != nil {
		b.t.Fatal(err)
	}
	var text func(n *html.Node) string
	text = func(n *html.Node) (s string) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.TextNode:
				s += c.Data
			case c.Type == html.ElementNode && slices.Contains(blockNames, c.Data):
			default:
				s += text(c)
			}
		}
		return s
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && slices.Contains(blockNames, n.Data) {
			if s := strings.Join(strings.Fields(text(n)), " "); s != "" {
				list = append(list, s)
			}
		}
	}
	return list
}

// words is the text of a page.
func (b *public) words(page string) string {
	b.t.Helper()
	return strings.Join(b.blocks(page), "\n")
}

// says holds that a page says all of this.
func (b *public) says(page string, want ...string) {
	b.t.Helper()
	words := b.words(page)
	for _, s := range want {
		if !strings.Contains(words, s) {
			b.t.Errorf("%s does not say %q:\n%s", page, s, words)
		}
	}
}

// silent holds that a page says nothing that matches.
func (b *public) silent(page string, patterns ...string) {
	b.t.Helper()
	for _, block := range b.blocks(page) {
		for _, p := range patterns {
			if regexp.MustCompile(p).MatchString(block) {
				b.t.Errorf("%s says %q", page, block)
			}
		}
	}
}
