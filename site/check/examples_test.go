package check_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"almanac/layouts"
	"almanac/site/check"
	"almanac/site/content"
	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/history"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/period"
	"almanac/site/report"
)

// example opens the archive of a rule's example, as of 10 April 2026. A file
// called NAME@DAY is what NAME was in a commit of that day.
func example(t testing.TB, text string) (fstest.MapFS, check.Input) {
	t.Helper()
	fsys, past := filesOf(text), []txtar.File(nil)
	for name := range fsys {
		if strings.Contains(name, "@") {
			past = append(past, txtar.File{Name: name, Data: fsys[name].Data})
			delete(fsys, name)
		}
	}
	slices.SortFunc(past, func(a, b txtar.File) int { return strings.Compare(dayOf(a.Name), dayOf(b.Name)) })
	locales, err := allLocales()
	if err != nil {
		t.Fatal(err)
	}
	a, remarks, err := content.ReadFS(t.Context(), fsys, content.Options{Roles: func() map[string]string { return rolesOf(locales) }})
	if err != nil || diag.Unreadable(remarks) {
		t.Fatalf("%v %v in\n%s", err, remarks, text)
	}
	asOf := period.Date(2026, 4, 10)
	if a.AsOf != nil {
		asOf = *a.AsOf
	}
	c := cube.New(a, cube.Options{AsOf: asOf, Drafts: true})
	l := ledger.New(a, ledger.Options{AsOf: asOf, Drafts: true, Met: func(x *report.Action, r *report.Report) bool { return c.Meets(x, r) }})
	register := history.NewRegister(a, nil, asOf, c.Validity)
	if len(past) > 0 {
		register = history.NewRegister(a, record(t, fsys, past), asOf, c.Validity)
	}
	return fsys, check.Input{Archive: a, Cube: c, Ledger: l, Register: register, Locale: locales["en"], Locales: locales,
		Source: func(file string) string {
			if f := fsys[file]; f != nil {
				return string(f.Data)
			}
			return ""
		}}
}

// allLocales are the built-in languages, read once.
var allLocales = sync.OnceValues(func() (map[string]*locale.Locale, error) {
	all, _, err := locale.LoadAll(layouts.FS)
	return all, err
})

// filesOf are the files of an example.
func filesOf(text string) fstest.MapFS {
	if !strings.Contains(text, "\n-- ") && !strings.HasPrefix(text, "-- ") {
		text = "-- content/2026-03.md --\n" + text
	}
	fsys := fstest.MapFS{"config.toml": {Data: []byte("title = \"T\"\n")}}
	for _, f := range txtar.Parse([]byte(text)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// dayOf is the day in the name of a file of a commit.
func dayOf(name string) string {
	_, day, _ := strings.Cut(name, "@")
	return day
}

// record is what git knows of an example: a commit for each of some files as they
// were, in their order, in a repository that is made for it.
func record(t testing.TB, fsys fstest.MapFS, past []txtar.File) *history.Record {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("ALMANAC_REQUIRE") == "all" {
			t.Fatal("git is required here and not there")
		}
		t.Skip("git is not installed; the example tells what it knows")
	}
	dir := t.TempDir()
	put := func(name string, data []byte) {
		at := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	git := func(day string, args ...string) {
		c := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
		c.Dir = dir
		c.Env = append(os.Environ(), "GIT_COMMITTER_DATE="+day+"T12:00:00Z", "GIT_AUTHOR_DATE="+day+"T12:00:00Z", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("", "init", "-q")
	put("content/2020-01.md", []byte("+++\nscenario = \"figures\"\n+++\n")) // the archive began long ago
	git("2020-02-01", "add", "-A")
	git("2020-02-01", "commit", "-q", "-m", "x")
	for _, f := range past {
		name, day, _ := strings.Cut(f.Name, "@")
		put(name, f.Data)
		git(day, "add", "-A")
		git(day, "commit", "-q", "-m", "x")
	}
	for name, f := range fsys {
		put(name, f.Data)
	}
	reading, _, err := content.Open(t.Context(), dir, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	head, gap := history.At(t.Context(), dir)
	if gap != history.NoGap {
		t.Fatal(gap)
	}
	v := reading.Versions()
	r, err := history.Follow(t.Context(), dir, head, nil, history.Options{Folder: "content", Applies: report.Final, Zone: time.UTC, Spot: v.Spot, Stub: v.Stub})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rolesOf is the table of headings that the site hands to content.
func rolesOf(locales map[string]*locale.Locale) map[string]string {
	table := content.DefaultRoles()
	for _, l := range locales {
		for role, words := range l.Roles() {
			for _, word := range words {
				if word = strings.ToLower(word); table[word] == "" {
					table[word] = role
				}
			}
		}
	}
	return table
}

// remarksOf are all remarks on an example, as check prints them.
func remarksOf(t *testing.T, text string) []diag.Diagnostic {
	t.Helper()
	_, in := example(t, text)
	return diag.Sort(check.Relevel(check.Run(in), in.Archive, "en"))
}

// Each rule's bad example breaks it and its good one does not.
func TestExamples(t *testing.T) {
	read := map[string]bool{}
	for _, r := range content.Rules() {
		read[r.Name] = true
	}
	for _, r := range check.Rules() {
		if r.Name == "checks/unused" || read[r.Name] && r.Name != "figures/no-parts" {
			continue // Relevel finds the one: TestSilence, reading the others: TestReading
		}
		t.Run(r.Name, func(t *testing.T) {
			for text, want := range map[string]bool{r.Bad: true, r.Good: false} {
				found := ""
				for _, d := range remarksOf(t, text) {
					if d.Rule == r.Name {
						found = d.Where() + ": " + d.Message
					}
				}
				if (found != "") != want {
					t.Errorf("%q in\n%s", found, text)
				}
			}
		})
	}
}

// Messages, titles and documentation exist in three languages.
func TestLanguages(t *testing.T) {
	for _, r := range check.Rules() {
		if r.Bad == "" || r.Unreadable {
			continue
		}
		for _, tag := range []string{"zh-Hant", "zh-Hans"} {
			_, in := example(t, r.Bad)
			in.Locale = in.Locales[tag]
			for _, d := range check.Run(in) {
				if d.Rule == r.Name && !strings.ContainsFunc(d.Message, func(c rune) bool { return c >= 0x4e00 && c < 0xa000 }) {
					t.Errorf("%s says in %s: %s", r.Name, tag, d.Message)
				}
				if strings.Contains(d.Message, "%!") || strings.Contains(d.Hint, "%!") {
					t.Errorf("%s: %s; %s", d.Rule, d.Message, d.Hint)
				}
			}
		}
	}
}

// A comment silences a rule for the next block or up to its end, the front matter
// in the whole file; each with a reason. What finds nothing is noted.
func TestSilence(t *testing.T) {
	text := func(front, a, b, c string) string {
		return "+++\n" + front + "+++\n# A\n\n" + a + "### B\n\ntext\n\n" + b + "# C\n\n" + c + "### D\n"
	}
	const rule = "structure/skipped-level"
	off, on, next := "<!-- check:off "+rule+" reason=\"x\" -->\n\n", "<!-- check:on "+rule+" -->\n\n", "<!-- check:next "+rule+" reason=\"x\" -->\n\n"
	for _, c := range []struct {
		text           string
		skips, unused  int
		without, never int
	}{
		{text("", "", "", ""), 2, 0, 0, 0},
		{text("[[checks.ignore]]\nrule = \""+rule+"\"\nreason = \"x\"\n", "", "", ""), 0, 0, 0, 0},
		{text("", next, "", ""), 1, 0, 0, 0},
		{text("", off, on, ""), 1, 0, 0, 0},
		{text("", off, "", ""), 0, 0, 0, 0},
		{text("", "", next, ""), 2, 1, 0, 0},
		{text("", "<!-- check:next "+rule+" -->\n\n", "", ""), 2, 0, 1, 0},
		{text("", "<!-- check:next D131 reason=\"x\" -->\n\n", "", ""), 2, 0, 0, 1},
		{text("", "<!-- check:next L999 reason=\"x\" -->\n\n", "", ""), 2, 1, 0, 0},
		{text("", "<!-- check:off -->\n\n", "", ""), 2, 0, 1, 0},
	} {
		var skips, unused, without, never int
		for _, d := range remarksOf(t, c.text) {
			switch {
			case d.Rule == rule:
				skips++
			case d.Rule == "checks/unused":
				unused++
			case d.Rule == "checks/no-reason" && strings.Contains(d.Message, "cannot"):
				never++
			case d.Rule == "checks/no-reason":
				without++
			}
		}
		if skips != c.skips || unused != c.unused || without != c.without || never != c.never {
			t.Errorf("%d skips, %d unused, %d without a reason, %d that cannot be, want %+v", skips, unused, without, never, c)
		}
	}
}

// A draft's errors of form are warnings, and a profile's levels come before those
// of [checks].
func TestLevels(t *testing.T) {
	for _, c := range []struct{ config, front, want string }{
		{"", "", "warning"},
		{"[checks]\n\"structure/skipped-level\" = \"error\"\n", "", "error"},
		{"[checks]\n\"structure/skipped-level\" = \"error\"\n[profiles.monthly.company.checks]\n\"structure/skipped-level\" = \"note\"\n", "", "note"},
		{"[checks]\n\"structure/skipped-level\" = \"error\"\n[profiles.annual.company.checks]\n\"structure/skipped-level\" = \"note\"\n", "", "error"},
		{"[profiles.monthly.company.checks]\n\"structure/skipped-level\" = \"off\"\n", "", ""},
	} {
		got := ""
		for _, d := range remarksOf(t, "-- config.toml --\ntitle = \"T\"\n"+c.config+"-- content/2026-03.md --\n+++\n"+c.front+"+++\n# A\n\n### B\n") {
			if d.Rule == "structure/skipped-level" {
				got = d.Severity.String()
			}
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.config, got, c.want)
		}
	}
}

// What is said of the rules of reading is what package content keeps, and its
// examples break them and do not.
func TestReading(t *testing.T) {
	about := map[string]check.Rule{}
	for _, r := range check.Rules() {
		about[r.Name] = r
	}
	for _, want := range content.Rules() {
		r, ok := about[want.Name]
		if !ok || r.Rule != want {
			t.Errorf("%s is explained as %+v, and is %+v", want.Name, r.Rule, want)
			continue
		}
		switch want.Name {
		case "figures/no-parts", "read/limit", "read/link-out": // the last two take more than a few lines to break
			continue
		}
		for text, broken := range map[string]bool{r.Bad: true, r.Good: false} {
			_, remarks, err := content.ReadFS(t.Context(), filesOf(text), content.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, d := range remarks {
				if d.Rule == want.Name || !broken && d.Severity == diag.Error {
					found = append(found, d.Where()+": "+d.Message)
				}
			}
			if (len(found) > 0) != broken {
				t.Errorf("%s: %q in\n%s\n%v", want.Name, found, text, remarks)
			}
		}
	}
}
