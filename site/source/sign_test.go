package source_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/source"
)

const (
	signed = "[[signoff]]\nstep = \"review\"\nby = \"lead\"\ndate = 2026-04-02\ndigest = \"sha256:00\"\n"
	braces = `{ step = "review", by = "lead", date = 2026-04-02, digest = "sha256:00" }`
)

// What stands in a report before and after a sign-off: nothing else changes.
var signings = []struct{ name, before, after string }{
	{"nothing", "+++\n+++\nBody\n", "+++\n" + signed + "+++\nBody\n"},
	{"at the end", "+++\ntitle = 'x' # x\n\n[metrics.a]\nactual = 1\n# end\n\n+++\nBody\n", "+++\ntitle = 'x' # x\n\n[metrics.a]\nactual = 1\n# end\n\n" + signed + "\n+++\nBody\n"},
	{"behind the last", "+++\n[[signoff]] # one\nstep = 'compiled'\nby = 'a'\n\n[[signoff]]\n  step = 'final' # two\n[metrics.a]\nactual = 1\n+++\n",
		"+++\n[[signoff]] # one\nstep = 'compiled'\nby = 'a'\n\n[[signoff]]\n  step = 'final' # two\n\n" + signed + "[metrics.a]\nactual = 1\n+++\n"},
	{"behind an empty one", "+++\n[[signoff]]\n+++\n", "+++\n[[signoff]]\n\n" + signed + "+++\n"},
	{"in brackets", "+++\nsignoff = [\n  { step = 'final', by = 'a' }, # last\n]\n+++\n", "+++\nsignoff = [\n  { step = 'final', by = 'a' }, " + braces + ", # last\n]\n+++\n"},
	{"in empty brackets", "+++\nsignoff = []\n+++\n", "+++\nsignoff = [" + braces + "]\n+++\n"},
	{"text that looks like a fence", "+++\ntitle = '''\n[[signoff]]\n'''\n+++\n[[signoff]]\n", "+++\ntitle = '''\n[[signoff]]\n'''\n\n" + signed + "+++\n[[signoff]]\n"},
}

func TestSign(t *testing.T) {
	day := period.Date(2026, 4, 2)
	s := report.Signoff{Step: "review", By: "lead", Date: &day, Digest: "sha256:00"}
	for _, x := range signings {
		for _, crlf := range []bool{false, true} {
			before, after := x.before, x.after
			if crlf {
				before, after = "\ufeff"+strings.ReplaceAll(before, "\n", "\r\n"), "\ufeff"+strings.ReplaceAll(after, "\n", "\r\n")
			}
			a := newArchive(t, map[string]string{"content/2026-03.md": before})
			root, err := os.OpenRoot(a.dir)
			if err != nil {
				t.Fatal(err)
			}
			plan, err := source.Sign(root, "content/2026-03.md", s)
			if err == nil {
				err = source.Apply(context.Background(), plan)
			}
			if got := a.read("content/2026-03.md"); err != nil || got != after {
				t.Errorf("%s: %v made\n%q\nnot\n%q", x.name, err, got, after)
			}
			root.Close()
		}
	}
}

func TestCannotSign(t *testing.T) {
	day := period.Date(2026, 4, 2)
	for _, text := range []string{"no front matter", "+++\ntitle = \n+++\n", "+++\nsignoff = 3\n+++\n", "+++\nsignoff.step = 'x'\n+++\n"} {
		a := newArchive(t, map[string]string{"content/2026-03.md": text})
		root, err := os.OpenRoot(a.dir)
		if err != nil {
			t.Fatal(err)
		}
		if plan, err := source.Sign(root, "content/2026-03.md", report.Signoff{Date: &day}); err == nil {
			t.Errorf("%q becomes %q", text, plan.Files[0].New)
		}
		root.Close()
	}
}
