package site_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"almanac/site"
	"almanac/site/check"
)

// What the guide asks of pages, sentences, fields and commands (domain.md §1; the
// table in package check says which answers which). Each file of
// testdata/requirements is named after requirements and holds an archive; the lines
// before it say what must come of it:
//
//	as-of 2023-11-20         the day of the archive
//	new daily 2026-03-09 east [scenario]   a report is begun (command new) before all is built
//	PAGE: a | b … c          the page says a in one block and b in the next, and c somewhere behind
//	PAGE: source a … b       its source holds both, in this order
//	PAGE! pattern            no block of it matches
//	FILE~ text               a file of the archive, such as a report that was begun, holds that
//
// What is expected was taken from the requirement, the sentences of domain.md §3.11
// and its vectors (§8).
func TestRequirements(t *testing.T) {
	files, err := filepath.Glob("testdata/requirements/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("there is none", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			meets(t, archive)
		})
	}
}

// meets builds the archive of a requirement and holds what must come of it.
func meets(t *testing.T, archive *txtar.Archive) {
	s := newScribe(t)
	for _, f := range archive.Files {
		s.file(f.Name, string(f.Data))
	}
	asOf, held := "2026-06-01", 0
	var b *public
	for line := range strings.Lines(string(archive.Comment)) {
		line = strings.TrimSpace(line)
		page, want, says := strings.Cut(line, ".html: ")
		mute, pattern, silent := strings.Cut(line, ".html! ")
		file, text, holds := strings.Cut(line, "~ ")
		switch f := strings.Fields(line); {
		case len(f) == 0 || f[0] == "#":
			continue
		case f[0] == "as-of":
			asOf = f[1]
			continue
		case f[0] == "new":
			begin(t, s, asOf, f[1:])
			continue
		case holds:
			held++
			if data, err := os.ReadFile(filepath.Join(s.dir, file)); err != nil || !strings.Contains(string(data), text) {
				t.Errorf("%s has no %q (%v):\n%s", file, text, err, data)
			}
			continue
		case !says && !silent:
			t.Fatalf("what does this ask for: %q", line)
		}
		held++
		if b == nil {
			b = s.publish(asOf, true)
		}
		if silent {
			b.silent(mute+".html", pattern)
			continue
		}
		b.inOrder(page+".html", want)
	}
	if held == 0 {
		t.Error("it holds nothing")
	}
}

// inOrder holds that a page says several things, one behind the other: in
// blocks that follow each other where a bar stands between, further down behind an
// ellipsis.
func (b *public) inOrder(page, want string) {
	b.t.Helper()
	words := " | " + strings.Join(b.blocks(page), " | ") + " | "
	if source, ok := strings.CutPrefix(want, "source "); ok {
		words, want = string(b.draw(page)), source
	}
	rest := words
	for part := range strings.SplitSeq(want, " … ") {
		_, behind, ok := strings.Cut(rest, part)
		if !ok {
			b.t.Errorf("%s does not say %q of %q:\n%s", page, part, want, words)
			return
		}
		rest = behind
	}
}

// begin begins a report as command new does, given its period, its unit and, where
// it is not the standard one, the scenario.
func begin(t *testing.T, s *scribe, asOf string, args []string) {
	t.Helper()
	r := site.NewRequest{Period: args[0], Unit: args[1]}
	if len(args) > 2 {
		r.Scenario = args[2]
	}
	if _, err := s.open(asOf, true).site.New(r); err != nil {
		t.Fatal(err)
	}
}

// Every requirement of the guide is held by something that would fail without it: a
// rule with an example that breaks it and one that does not, or a test that names it.
func TestRequirementsHeld(t *testing.T) {
	ids, err := os.ReadFile("check/testdata/requirements.txt")
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for _, r := range check.Rules() {
		if r.Bad != "" && r.Good != "" {
			for _, id := range strings.Fields(r.Meets) {
				held[id] = true
			}
		}
	}
	id := regexp.MustCompile(`R-[0-9]+(\.[0-9]+)+-[0-9]+`)
	err = filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		test := strings.HasSuffix(name, "_test.go")
		if err != nil || d.IsDir() || !test && filepath.Ext(name) != ".txtar" {
			return err
		}
		text, err := os.ReadFile(name)
		for _, id := range id.FindAllString(filepath.Base(name)+string(text), -1) {
			held[id] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range strings.Fields(string(ids)) {
		if !held[id] {
			t.Errorf("nothing holds %s", id)
		}
	}
}
