package check_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"almanac/layouts"
	"almanac/site/check"
	"almanac/site/content"
	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/period"
	"almanac/site/report"
)

// archive reads files, given as name and text in turn.
func archive(t testing.TB, files ...string) (*report.Archive, check.Input) {
	t.Helper()
	fsys := fstest.MapFS{"config.toml": {Data: []byte("title = \"T\"\n")}}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	a, remarks, err := content.ReadFS(t.Context(), fsys, content.Options{})
	if err != nil || diag.Unreadable(remarks) {
		t.Fatal(err, remarks)
	}
	locales, _, err := locale.LoadAll(layouts.FS)
	if err != nil {
		t.Fatal(err)
	}
	asOf := period.Date(2026, 3, 31)
	return a, check.Input{Archive: a, Cube: cube.New(a, cube.Options{AsOf: asOf, Drafts: true}), Ledger: ledger.New(a, ledger.Options{AsOf: asOf, Drafts: true}), Locale: locales["en"], Locales: locales}
}

func front(toml string) string { return "+++\n" + toml + "\n+++\n" }

// Each case breaks one rule once; its neighbour, a word away, does not.
func TestRules(t *testing.T) {
	quarter := func(stated string) []string {
		return []string{
			"content/2026-01.md", front("[metrics.revenue]\nactual = 1000\ntarget = 300"), "content/2026-02.md", front("[metrics.revenue]\nactual = 1000\ntarget = 300"),
			"content/2026-03.md", front("[metrics.revenue]\nactual = 1000\ntarget = 300"), "content/2026-Q1.md", front("[metrics.revenue]\n" + stated)}
	}
	distinct := "title = \"T\"\n[metrics.buyers]\nkind = \"distinct\"\nunit = \"count\"\n"
	buyers := func(n string) []string {
		return []string{"config.toml", distinct, "content/2026-01.md", front("[metrics.buyers]\nactual = 30"), "content/2026-02.md", front("[metrics.buyers]\nactual = 40"),
			"content/2026-03.md", front("[metrics.buyers]\nactual = 20"), "content/2026-Q1.md", front("[metrics.buyers]\nactual = " + n)}
	}
	ratio := "title = \"T\"\n[metrics.leads]\nunit = \"count\"\n[metrics.deals]\nunit = \"count\"\n[metrics.rate]\nkind = \"ratio\"\nnum = \"deals\"\nden = \"leads\"\nunit = \"percent\"\n"
	rate := func(n string) []string {
		return []string{"config.toml", ratio, "content/2026-01.md", front("[metrics.leads]\nactual = 50\n[metrics.deals]\nactual = 8\n[metrics.rate]\nnum = " + n + "\nden = 50")}
	}
	restated := func(old string) []string {
		return []string{"content/2026-01.md", front("[metrics.revenue]\nactual = 100\n[[restatements]]\nmetric = \"revenue\"\nold = " + old + "\nnew = 120\nreason = \"late invoice\"\ndate = 2026-02-01\napproved_by = \"x\"")}
	}
	unit := func(to string) []string {
		return []string{"config.toml", "title = \"T\"\n[units.root]\n[units.east]\nfrom = \"2026-01\"\nto = \"" + to + "\"\n",
			"content/east/2026-01.md", front("[metrics.revenue]\nactual = 1"), "content/east/2026-03.md", front("[metrics.revenue]\nactual = 1")}
	}
	under := func(to string) []string {
		return []string{"config.toml", "title = \"T\"\n[units.root]\n[units.east]\nto = \"" + to + "\"\n[units.south]\nparent = \"east\"\n[units.team]\nparent = \"south\"\n",
			"content/team/2026-01.md", front("[metrics.revenue]\nactual = 1"), "content/south/2026-03.md", front("[metrics.revenue]\nactual = 1")}
	}
	core := func(more string) []string {
		return []string{"content/2026-01.md", front("[metrics.revenue]\nactual = 1\n[metrics.orders]\nactual = 1"), "content/2026-02.md", front(more + "[metrics.revenue]\nactual = 1")}
	}
	demanding := "title = \"T\"\n[profiles.monthly.company]\nmetrics = [\"revenue\", \"leads\"]\nrequired = true\n"
	for _, c := range []struct {
		rule, want string
		bad, good  []string
	}{
		{"figures/stated-stacked", "content/2026-Q1.md:3:10: error: revenue is stated as 3,100, but its smaller periods make 3,000", quarter("actual = 3100"), quarter("actual = 3001")},
		{"figures/stretch-target", "content/2026-Q1.md:3:10: note: the target of revenue is stated as 1,000, but the targets of its parts make 900", quarter("target = 1000"), quarter("target = 900")},
		{"figures/distinct-bounds", "content/2026-Q1.md:3:10: error: buyers counts each once and is stated as 39, which cannot be: its largest part has 40, all together 90", buyers("39"), buyers("40")},
		{"figures/distinct-bounds", "content/2026-Q1.md:3:10: error: buyers counts each once and is stated as 91, which cannot be: its largest part has 40, all together 90", buyers("91"), buyers("90")},
		{"figures/parts-differ", "content/2026-01.md:6:10: error: rate is given with 9 for deals, but deals is 8", rate("9"), rate("8")},
		{"figures/restatement", "content/2026-01.md:4:3: error: a restatement of revenue does not fit: the report states 100, which is neither its old nor its new value", restated("110"), restated("100")},
		{"figures/outside-validity", "content/east/2026-03.md:2:10: warning: east has figures for 2026-03, but it does not exist then", unit("2026-02"), unit("2026-03")},
		{"figures/outside-validity", "content/south/2026-03.md:2:10: warning: south has figures for 2026-03, but east, which is above it, does not exist then: they go into no total", under("2026-02"), under("2026-03")},
		{"figures/missing-core", "content/2026-02.md:1:1: warning: the report has no orders", core(""), core("[metrics.orders]\nna = \"closed\"\n")},
		{"figures/missing-core", "content/2026-02.md:1:1: warning: the report has no orders", core(""), core("scenario = \"figures\"\n")},
		{"figures/missing-core", "content/2026-02.md:1:1: warning: the report has no orders", core(""), core("status = \"draft\"\n")},
		{"figures/missing-core", "content/2026-02.md:1:1: error: the report has no leads", append(core(""), "config.toml", demanding, "content/2026-01.md", front("[metrics.revenue]\nactual = 1\n[metrics.leads]\nactual = 1")),
			append(core("[metrics.leads]\nactual = 0\n"), "config.toml", demanding, "content/2026-01.md", front("[metrics.revenue]\nactual = 1\n[metrics.leads]\nactual = 1"))},
		{"figures/partial", "note: 2026-Q1 is incomplete: there is nothing for 2026-02 (revenue)", []string{"content/2026-01.md", front("[metrics.revenue]\nactual = 1"), "content/2026-03.md", front("[metrics.revenue]\nactual = 1")},
			[]string{"content/2026-01.md", front("[metrics.revenue]\nactual = 1"), "content/2026-02.md", front("[metrics.revenue]\nna = \"closed\""), "content/2026-03.md", front("[metrics.revenue]\nactual = 1")}},
		{"figures/no-parts", "content/2026-01.md:3:10: warning: conversion is stated without leads and cannot be stacked", []string{"content/2026-01.md", front("[metrics.conversion]\nactual = \"16%\"\n[metrics.deals]\nactual = 8")},
			[]string{"content/2026-01.md", front("[metrics.conversion]\nactual = \"16%\"\n[metrics.deals]\nactual = 8\n[metrics.leads]\nactual = 50")}},
		{"figures/no-parts", "content/2026-01.md:3:10: warning: conversion is stated without deals and leads and cannot be stacked", []string{"content/2026-01.md", front("[metrics.conversion]\nactual = \"16%\"")},
			[]string{"content/2026-01.md", front("[metrics.conversion]\nactual = \"8/50\"")}},
		// Case 32 of libraries.md §4.1.
		{"figures/future", "content/2026-04.md:1:1: warning: the period begins on 2026-04-01, after the day of the archive, 2026-03-31", []string{"content/2026-04.md", front("")}, []string{"content/2026-04.md", front("status = \"plan\"")}},
		{"figures/future", "content/2026-03.md:2:13: warning: the report was submitted on 2062-04-02, after the day of the archive, 2026-03-31", []string{"content/2026-03.md", front("submitted = 2062-04-02")}, []string{"content/2026-03.md", front("submitted = 2026-03-31")}},
		// Case 41.
		{"structure/skipped-level", "content/2026-01.md:6:1: warning: the heading skips a level: ### stands below #", []string{"content/2026-01.md", front("") + "# a\n\n### b\n"}, []string{"content/2026-01.md", front("") + "### a\n\n# b\n\n## c\n\n### d\n"}},
		{"structure/second-title", "content/2026-01.md:8:1: note: the text has a second heading #", []string{"content/2026-01.md", front("") + "# a\n\n## b\n\n# c\n"}, []string{"content/2026-01.md", front("") + "# a\n\n# b\n\n## c\n\n# d\n"}},
		{"figures/partial", "note: 2026-Q1 is incomplete: there is nothing for west (revenue)", []string{"config.toml", "title = \"T\"\n[units.root]\n[units.east]\n[units.west]\n", "content/east/2026-Q1.md", front("[metrics.revenue]\nactual = 1")},
			[]string{"config.toml", "title = \"T\"\n[units.root]\n[units.east]\n", "content/east/2026-Q1.md", front("[metrics.revenue]\nactual = 1")}},
	} {
		if got := found(t, c.rule, c.bad); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %q, not %q", c.rule, got, c.want)
		}
		if got := found(t, c.rule, c.good); len(got) != 0 {
			t.Errorf("%s finds what is not wrong: %q", c.rule, got)
		}
	}
}

// Whatever the number of processors, the same is found in the same order.
func TestProcessors(t *testing.T) {
	var files []string
	for y := range 8 {
		for q := range 4 {
			for m := range 3 {
				files = append(files, fmt.Sprintf("content/%d-%02d.md", 2018+y, 3*q+m+1), front("[metrics.revenue]\nactual = 1000\ntarget = 300")+"# a\n\n### b\n")
			}
			files = append(files, fmt.Sprintf("content/%d-Q%d.md", 2018+y, q+1), front("[metrics.revenue]\nactual = 4000\ntarget = 100"))
		}
	}
	_, in := archive(t, files...)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := check.Run(in)
	if len(one) < 2*32+96 {
		t.Fatal(len(one), "remarks")
	}
	for _, n := range []int{2, 7} {
		runtime.GOMAXPROCS(n)
		if !slices.Equal(check.Run(in), one) {
			t.Errorf("%d processors find something else", n)
		}
	}
}

// found is what a rule finds in an archive.
func found(t *testing.T, rule string, files []string) (lines []string) {
	t.Helper()
	_, in := archive(t, files...)
	for _, d := range check.Run(in) {
		if d.Rule == rule {
			lines = append(lines, strings.TrimPrefix(fmt.Sprintf("%s: %s: %s", d.Where(), d.Severity, d.Message), ": "))
		}
	}
	return lines
}

// Names and codes are for ever, and a name says its family.
func TestNames(t *testing.T) {
	seen := map[string]string{}
	for _, r := range check.Rules() {
		family, rest, ok := strings.Cut(r.Name, "/")
		if !ok || family == "" || rest == "" || r.Title.En == "" || r.Title.Hant == "" || r.Title.Hans == "" || r.Doc.En == "" || r.Doc.Hant == "" || r.Doc.Hans == "" {
			t.Errorf("%q has no family or no words", r.Name)
		}
		if r.Code != "" && r.Code != "X704" && seen[r.Code] != "" && seen[r.Code] != r.Name { // X704 is of prose and of entries
			t.Errorf("%s is %s and %s", r.Code, seen[r.Code], r.Name)
		}
		seen[r.Code] = r.Name
	}
}

func TestRelevel(t *testing.T) {
	a, _ := archive(t, "config.toml", "title = \"T\"\n[checks]\n\"D131\" = \"note\"\n\"links/broken\" = \"off\"\n\"figures/partial\" = \"error\"\n",
		"content/2026-01.md", front("[[checks.ignore]]\nrule = \"read/html\"\nreason = \"x\"\n[[checks.ignore]]\nrule = \"structure/x\"\nreason = \"x\"\n[[checks.ignore]]\nrule = \"D124\"\nreason = \"x\""))
	all := []diag.Diagnostic{
		{File: "a", Rule: "figures/stated-stacked", Code: "D131", Severity: diag.Error},
		{File: "a", Rule: "links/broken", Code: "K910", Severity: diag.Error},
		{File: "a", Rule: "figures/partial", Severity: diag.Note},
		{File: "content/2026-01.md", Rule: "structure/x", Severity: diag.Warning},
		{File: "content/2026-02.md", Rule: "structure/x", Severity: diag.Warning},
		{File: "content/2026-01.md", Rule: "figures/stretch-target", Code: "D124", Severity: diag.Note},
		{File: "content/2026-01.md", Rule: "links/broken", Severity: diag.Error, Unreadable: true},
	}
	var got []string
	for _, d := range check.Relevel(all, a, "en") {
		got = append(got, fmt.Sprint(d.File, " ", d.Rule, " ", d.Severity))
	}
	want := "a figures/stated-stacked note|a figures/partial error|content/2026-02.md structure/x warning|content/2026-01.md figures/stretch-target note|content/2026-01.md links/broken error"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("\n%s, not\n%s", s, want)
	}
}
