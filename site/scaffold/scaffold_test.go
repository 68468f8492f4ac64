package scaffold_test

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"almanac/layouts"
	"almanac/site/content"
	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/scaffold"
)

var languages = []string{"en", "zh-Hant", "zh-Hans"}

// begin begins a report, "east/2026-10", in an archive of some files.
func begin(t *testing.T, files map[string]string, place, scenario string, own ...fs.FS) string {
	t.Helper()
	f, err := tryBegin(t, files, place, scenario, own...)
	if err != nil {
		t.Fatal(err)
	}
	return string(f.Text)
}

func tryBegin(t *testing.T, files map[string]string, place, scenario string, own ...fs.FS) (scaffold.File, error) {
	t.Helper()
	fsys := fstest.MapFS{"content/2000.md": {Data: []byte("+++\n+++\n")}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if fsys["config.toml"] == nil {
		fsys["config.toml"] = &fstest.MapFile{Data: []byte("title = \"T\"\n")}
	}
	locales, _, err := locale.LoadAll(layouts.FS)
	if err != nil {
		t.Fatal(err)
	}
	a, remarks, err := content.ReadFS(t.Context(), fsys, content.Options{})
	if err != nil || diag.Unreadable(remarks) {
		t.Fatalf("%v %v", err, remarks)
	}
	asOf := period.Date(2026, 12, 31)
	c := cube.New(a, cube.Options{AsOf: asOf, Drafts: true})
	unit, name, ok := strings.Cut(place, "/")
	if !ok {
		unit, name = report.Root, place
	}
	p, err := a.Calendar.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return scaffold.New(scaffold.Request{Archive: a, Cube: c, Ledger: ledger.New(a, ledger.Options{AsOf: asOf, Drafts: true}), Locale: locales["en"],
		Layouts: append([]fs.FS{layouts.FS}, own...), Role: func(h string) string { return content.RoleOf(h, content.DefaultRoles()) },
		Unit: unit, Period: p, Level: a.Unit(unit).Level, Scenario: scenario, Known: content.Builtins()})
}

// headings lists those of a text.
func headings(text string) (list []string) {
	for _, m := range regexp.MustCompile(`(?m)^## (.*)$`).FindAllStringSubmatch(text, -1) {
		list = append(list, m[1])
	}
	return list
}

// The templates of all languages are the same in all but their words: the same files,
// the same sections in the same order, a blank in each, headings that name a role and
// bear no number.
func TestTemplates(t *testing.T) {
	names, err := fs.ReadDir(layouts.FS, "new/en")
	if err != nil {
		t.Fatal(err)
	}
	table := content.DefaultRoles()
	numbered := regexp.MustCompile(`^[(（\[]?[0-9一二三四五六七八九十]+[.、)）]|^[^\pL]`)
	for _, e := range names {
		var want []string
		for _, lang := range languages {
			data, err := fs.ReadFile(layouts.FS, path.Join("new", lang, e.Name()))
			if err != nil {
				t.Error(err)
				continue
			}
			if e.Name() == "front.toml" {
				continue
			}
			text := string(data)
			var roles []string
			for _, h := range headings(text) {
				role := content.RoleOf(h, table)
				if role == "" || numbered.MatchString(h) {
					t.Errorf("%s/%s: %q has the role %q", lang, e.Name(), h, role)
				}
				roles = append(roles, role)
			}
			if n := len(scaffold.Blanks([]byte("+++\n+++\n" + text))); n != len(roles) {
				t.Errorf("%s/%s: %d sections, %d blanks", lang, e.Name(), len(roles), n)
			}
			if lang == "en" {
				want = roles
			}
			if !slices.Equal(roles, want) {
				t.Errorf("%s/%s: %v, and in English %v", lang, e.Name(), roles, want)
			}
			if e.Name() == "roles.md" && !slices.Equal(roles, inAnyOrder(report.Roles, roles)) {
				t.Errorf("%s/roles.md has %v", lang, roles)
			}
		}
	}
	for _, lang := range languages[1:] {
		if other, err := fs.ReadDir(layouts.FS, "new/"+lang); err != nil || len(other) != len(names) {
			t.Errorf("%s has %d templates, English %d (%v)", lang, len(other), len(names), err)
		}
	}
}

// inAnyOrder is b if it has the same elements as a, else a.
func inAnyOrder(a, b []string) []string {
	if slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))) {
		return b
	}
	return a
}

// R-1.4-6: the focus of days is on those who were spoken with, of years on strategies
// and the market; R-6.1.3-1: months have the board and key events, years compare with
// the industry. R-4.4.2-2: a day is a log of follow-ups.
func TestFocus(t *testing.T) {
	tree := map[string]string{"content/east/li-ming/2025-01-01.md": "+++\n+++\n", "content/east/2025-01.md": "+++\n+++\n"}
	for _, x := range []struct {
		place    string
		sections string
		has, not string
	}{
		{"li-ming/2026-10-05", "Follow-ups Plan", "[[followups]]\n", "[[issues]]"},
		{"li-ming/2026-W40", "Results Issues Plan", "[[issues]]\n", "[[experiences]]"},
		{"2026-10", "Introduction Goals Results Data board Key events Process Customers Market Issues Lessons Plan", "[[events]]\n", "strategy_refs"},
		{"2026-Q3", "Introduction Goals Results Process Customers Market Issues Lessons Plan", "the three months as one", "[[events]]"},
		{"2026", "Introduction Goals Results Process Customers Market Issues Lessons Plan", "strategy_refs = [\"TODO", "[[events]]"},
	} {
		text := begin(t, tree, x.place, report.Standard)
		if got := strings.Join(headings(text), " "); got != x.sections {
			t.Errorf("%s has %s", x.place, got)
		}
		if !strings.Contains(text, x.has) || strings.Contains(text, x.not) {
			t.Errorf("%s: %q or %q in\n%s", x.place, x.has, x.not, text)
		}
	}
}

// R-5.3.1-3, R-6.1.3-2: the archive's own template of a name wins, others are read as
// well; a profile's list of sections holds, with what the scenario adds.
func TestLibrary(t *testing.T) {
	own := fstest.MapFS{
		"new/en/monthly.md":         {Data: []byte("A note.\n\n## Results\n\nOurs, <<.When>>.\n\n## Weather\n\nsunny\n")},
		"new/en/monthly.company.md": {Data: []byte("## Goals\n\n<<range .Metrics>><<.Label>> <<end>>\n")},
		"new/en/pilot.md":           {Data: []byte("## What came of it {.r-experience}\n\n<<quote .Scenario \"\\\"\">>\n")},
	}
	files := map[string]string{"config.toml": "title = \"T\"\n[scenarios.pilot]\nroles = [\"market\", \"team\"]\n"}
	text := begin(t, files, "2026-10", "pilot", own)
	if got, want := strings.Join(headings(text), "|"), "Introduction|Goals|Results|Team contribution|Customers|Market|Issues|What came of it {.r-experience}|Plan|Weather"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, want := range []string{"\n## Results\n\nOurs, October 2026.\n", `"pilot\""`, "scenario = \"pilot\"\ntemplate = \"pilot\"\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q in\n%s", want, text)
		}
	}
	files["config.toml"] += "[profiles.monthly.company]\nroles = [\"plan\", \"results\"]\n"
	if got := strings.Join(headings(begin(t, files, "2026-10", report.Standard)), " "); got != "Results Plan" {
		t.Errorf("with a profile: %s", got)
	}
	if got := strings.Join(headings(begin(t, files, "2026-10", report.KeyAccounts)), " "); got != "Results Customers Plan" {
		t.Errorf("with a profile and a scenario: %s", got)
	}
}

// A template that is wrong is named, with the place; one without an end is stopped.
func TestBadTemplates(t *testing.T) {
	for text, want := range map[string]string{
		"## Results\n\n<<.Nothing>>": "new/en/monthly.md:3",
		"## Results\n\n<<if>>":       "new/en/monthly.md:3",
		"<<range 100000000>>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa<<end>>": "more than 1 MiB",
		"<<define \"a\">><<template \"a\">><<end>><<template \"a\">>":                                                   "exceeded maximum template depth",
	} {
		_, err := tryBegin(t, nil, "2026-10", report.Standard, fstest.MapFS{"new/en/monthly.md": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %s", text, err, want)
		}
	}
}

// What authors wrote may hold anything: it stays on its line of a comment, and in its
// text.
func TestHostile(t *testing.T) {
	text := begin(t, map[string]string{"config.toml": "title = \"T\"\n[units.root]\nname = \"R\"\n[units.east]\nname = \"E\\\"\\n[x]y\"\n",
		"content/east/2026-09.md": "+++\nauthor = \"a\\\"b\\\\\"\n[[actions]]\nid = \"A \\\"1\\\"\"\nwhat = \"one\\ntwo\\r\\n+++ three\\u2028four\"\nowner = \"x\\ty\"\nrepeat = \"weekly\"\n+++\n"},
		"east/2026-10", report.Standard)
	for _, want := range []string{`author = "a\"b\\"`, "\n# one two +++ three four (x y)\n", `id = "A \"1\""`, `what = "one\u000Atwo\u000D\u000A+++ three` + "\u2028" + `four"`, `title = "E\" [x]y: sales summary, October 2026"`} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q in\n%s", want, text)
		}
	}
	files := fstest.MapFS{"config.toml": {Data: []byte("title = \"T\"\n")}, "content/2026-10.md": {Data: []byte(text)}}
	if _, remarks, err := content.ReadFS(t.Context(), files, content.Options{}); err != nil || diag.Unreadable(remarks) {
		t.Errorf("%v %v in\n%s", err, remarks, text)
	}
}

func TestFill(t *testing.T) {
	text := "+++\na = \"TODO\" # c\nb = \"TODO: x\"\n[[l]]\nc = [\"TODO\", \"y\"]\n[t.u]\nd = \"待填\"\ne = \"TODO it\"\n+++\n## One\n\n<!-- TODO: w -->\n\n### Two\n<!-- x --> <!--待填-->\n"
	got := string(scaffold.Fill([]byte(text), map[string]string{"a": "1", "b": "-", "l.0.c.0": `"z"`, "t.u.d": "2026-01-01", "#One": "Words.", "#Three": "no"}))
	want := "+++\na = 1 # c\n[[l]]\nc = [\"z\", \"y\"]\n[t.u]\nd = 2026-01-01\ne = \"TODO it\"\n+++\n## One\n\nWords.\n\n### Two\n<!-- x --> <!--待填-->\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
