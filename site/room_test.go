package site_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// A report may hold ten thousand actions, and the next one as many reviews. Their
// pages show a hundred and say where the others are; every action and what was said
// of it stands on a page of the ledger, and no page is heavier than one may be.
func TestTenThousandActions(t *testing.T) {
	const many = 10000
	s := newScribe(t)
	s.config(`title = "Many"`, "[deadlines]", `monthly = "none"`)
	var made, said strings.Builder
	for i := range many {
		fmt.Fprintf(&made, "[[actions]]\nid = \"A-%d\"\nwhat = \"Call %d\"\n", i, i)
		fmt.Fprintf(&said, "[[action_reviews]]\nid = \"A-%d\"\nstatus = \"done\"\nresult = \"heard %d\"\n", i, i)
	}
	said.WriteString("[[action_reviews]]\nid = \"X-1\"\nstatus = \"done\"\n") // which nobody promised
	s.file("content/2026-03.md", "+++\n"+made.String()+"+++\n")
	s.file("content/2026-04.md", "+++\n"+said.String()+"+++\n")
	b := s.build("2026-05-05")
	b.inOrder("2026-03.html", "Call 0 … Call 99 … 9,900 more")
	b.silent("2026-03.html", `^Call 100\b`)
	b.inOrder("2026-03.html", `source <a href="actions/2026.html#action-A-100">9,900 more</a>`)
	b.inOrder("2026-04.html", "heard 0 … heard 99 … 9,900 more … 1 more in content/2026-04.md")
	b.silent("2026-04.html", `heard 100\b`)
	style := packed(t, b.draw("assets/almanac.css"))
	for _, name := range b.pages() {
		if n := packed(t, b.draw(name)); n+style > 60<<10 {
			t.Errorf("%s has %d bytes compressed", name, n)
		}
	}
	told := map[string]bool{}
	step := regexp.MustCompile(`heard [0-9]+\b`)
	for _, name := range b.pages() {
		if strings.HasPrefix(name, "actions/2026") {
			for _, s := range step.FindAllString(string(b.draw(name)), -1) {
				told[s] = true
			}
		}
	}
	if len(told) != many {
		t.Errorf("the ledger tells of %d actions, not of %d", len(told), many)
	}
}

// packed is how many bytes some have compressed.
func packed(t *testing.T, data []byte) int {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	w.Write(data)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Len()
}

// The lists of which nothing else tells say that the rest stands in the file.
func TestMoreThanAPageHasRoomFor(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Many"`, "[deadlines]", `monthly = "none"`)
	text := ""
	for i := range 102 {
		text += fmt.Sprintf("[[feedback]]\ntext = \"said %d\"\n[[issues]]\nid = \"I%d\"\nphenomenon = \"seen %d\"\n", i, i, i)
		text += fmt.Sprintf("[[actions]]\nwhat = \"do %d\"\nfrom = [\"I%d\"]\n", i, i)
	}
	s.file("content/2026-03.md", "+++\n"+text+"+++\n")
	b := s.build("2026-05-05")
	b.inOrder("2026-03.html", "seen 99 … 2 more … do 99 … 2 more … said 99 … 2 more in content/2026-03.md")
	b.silent("2026-03.html", `\b(seen|do|said) 10[01]$`)
	b.inOrder("2026-03.html", `source <a href="issues/index.html">2 more</a>`)
	b.inOrder("2026-03.html", `source <a href="actions/index.html">2 more</a>`)
	// Links to what has no room there lead to its section, which a check of all
	// links holds; those to what has, to the entry.
	b.inOrder("actions/2026.html", `source 2026-03.html#issue-I99" … 2026-03.html#issues"`)
}
