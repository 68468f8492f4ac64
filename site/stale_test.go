package site

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const threeUnits = "[units.root]\nname = \"All\"\n[units.east]\nparent = \"root\"\n[units.li]\nparent = \"east\"\n[units.wu]\nparent = \"east\"\n"

// issue is a problem of a report, known by a key.
func issue(key string) string {
	return "[[issues]]\nkey = \"" + key + "\"\nphenomenon = \"Problem " + key + "\"\n"
}

// What a page shows of a file that its own report does not name changes with that file.
func TestNothingIsStale(t *testing.T) {
	const promise = "+++\n[[actions]]\nid = \"A-10\"\nwhat = \"Call\"\nowner = \"Ada\"\ndue = 2025-03-01\nacceptance = \"ten calls\"\n+++\n"
	review := func(status string) string {
		return "+++\n[[action_reviews]]\nid = \"A-10\"\nstatus = \"" + status + "\"\n+++\n"
	}
	collected := func(li string) string {
		return "unit,metric,actual,as_of\nli,collected," + li + ",2024-03-31\nwu,collected,10/20,2024-03-31\n"
	}
	const orders = "+++\n[metrics.orders]\nactual = 5\n+++\n"
	tests := []struct {
		name         string
		files        map[string]string
		edited, with string
		page, want   string
	}{
		{"the parts of a ratio, which stays: (24+10)/(100+20)", map[string]string{
			"config.toml":                       "title = \"T\"\nas_of = 2024-12-01\n[metrics.collected]\nkind = \"ratio\"\nunit = \"percent\"\nowner_dept = \"finance\"\n" + threeUnits,
			"content/east/li/2024-03.md":        orders,
			"content/east/wu/2024-03.md":        orders,
			"content/_data/finance/2024-03.csv": collected("12/50"),
		}, "content/_data/finance/2024-03.csv", collected("24/100"), "east/2024-03.html", "<b>28.3%</b>"},
		{"the year in which a problem that is named again was named first", map[string]string{
			"config.toml":             "title = \"T\"\nas_of = 2025-12-01\n",
			"content/east/2023-05.md": "+++\n" + issue("z") + "+++\n",
			"content/east/2024-01.md": "+++\n" + issue("b") + issue("c") + "+++\n",
			"content/east/2025-01.md": "+++\n" + issue("b") + issue("c") + issue("d") + "+++\n",
		}, "content/east/2023-05.md", "+++\n" + issue("z") + issue("c") + "+++\n", "issues/2025.html", `href="2023.html#issue-c"`},
		{"the order in which problems that are named again were named first", map[string]string{
			"config.toml":             "title = \"T\"\nas_of = 2025-12-01\n",
			"content/east/2024-01.md": "+++\n" + issue("a") + issue("b") + "+++\n",
			"content/east/2025-01.md": "+++\n" + issue("a") + issue("b") + issue("d") + "+++\n",
		}, "content/east/2024-01.md", "+++\n" + issue("b") + issue("a") + "+++\n", "issues/2025.html", "Problem b"},
		{"the state of an action that another unit has, too", map[string]string{
			"config.toml":                "title = \"T\"\nas_of = 2025-04-01\n" + threeUnits,
			"content/east/li/2024-09.md": promise,
			"content/east/wu/2025-02.md": promise,
			"content/east/2025-02.md":    review("open"),
		}, "content/east/2025-02.md", review("in_progress"), "wu/2025-02.html", "in progress, 31 days overdue"},
	}
	for _, x := range tests {
		t.Run(x.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range x.files {
				put(t, dir, name, text)
			}
			out, clean := filepath.Join(dir, "public"), filepath.Join(t.TempDir(), "clean")
			write(t, remembering(t, dir), out)
			put(t, dir, x.edited, x.with)
			write(t, remembering(t, dir), out)
			write(t, open(t, dir), clean)
			got := tree(t, out)
			same(t, got, tree(t, clean))
			if !strings.Contains(got[x.page], x.want) {
				t.Errorf("%s lacks %q", x.page, x.want)
			}
		})
	}
}

// A page that compares like with like shows another figure than the one that stands,
// and leaves that as it is for the pages drawn after it.
func TestLikeForLikeStaysOnItsPage(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // in the order of addresses: comparisons first
	dir := t.TempDir()
	figure := func(lines string) string { return "+++\n[metrics.orders]\nactual = " + lines + "\n+++\n" }
	put(t, dir, "config.toml", "title = \"T\"\nas_of = 2025-04-01\n"+threeUnits+"[[units.wu.history]]\nparent = \"root\"\nto = \"2024-06\"\n")
	put(t, dir, "content/east/li/2024-01.md", figure("83"))
	put(t, dir, "content/east/li/2025-01.md", figure("57"))
	put(t, dir, "content/east/wu/2025-01.md", figure("5"))
	put(t, dir, "content/east/2025-01.md", figure("62\nlike_for_like = 119"))
	out := t.TempDir()
	write(t, open(t, dir), out)
	pages := tree(t, out)
	_, how, _ := strings.Cut(pages["east/2024-01.html"], `id="how-orders"`)
	if how, _, _ = strings.Cut(how, "</div>"); !strings.Contains(how, "<b>83</b>") {
		t.Errorf("January 2024 had 83 orders, its page says %s", how)
	}
	if !strings.Contains(pages["compare/east/2025.html"], ">119<") {
		t.Error("the comparison lacks the 119 of the units of 2025")
	}
}

// A report with figures only may name problems: they are compared with those of a
// period that has no report.
func TestProblemsBesideNone(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "config.toml", "title = \"T\"\nas_of = 2025-04-01\n")
	put(t, dir, "content/2024.md", "+++\nscenario = \"figures\"\n[metrics.revenue]\nactual = 5\n"+issue("late")+"+++\n")
	put(t, dir, "content/2025-01.md", "+++\n[metrics.revenue]\nactual = 7\n+++\n")
	out := t.TempDir()
	write(t, open(t, dir), out)
	if page := tree(t, out)["compare/2025.html"]; !strings.Contains(page, "Problem late") {
		t.Error("the problem of 2024 is missing beside 2025")
	}
}

// Catalogues that the archive keeps behind a link to a folder are looked at as others
// are, and a file beside a report may be a link to one elsewhere in the archive.
func TestLinksWithinTheArchive(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "config.toml", "title = \"T\"\nas_of = 2024-06-01\n")
	put(t, dir, "content/2024-01.md", "+++\n[metrics.revenue]\nactual = 5\n+++\n")
	put(t, dir, "shared/i18n/en.toml", "[nav]\nhome = \"Start one\"\n")
	put(t, dir, "shared/terms.txt", "thirty days")
	for link, target := range map[string]string{"layouts/i18n": "../shared/i18n", "content/2024-01/terms.txt": "../../shared/terms.txt"} {
		at := filepath.Join(dir, filepath.FromSlash(link))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.FromSlash(target), at); err != nil {
			t.Skipf("links cannot be made here: %v", err)
		}
	}
	out := filepath.Join(dir, "public")
	write(t, remembering(t, dir), out)
	if got := tree(t, out)["2024-01/terms.txt"]; got != "thirty days" {
		t.Errorf("the file beside the report says %q", got)
	}
	put(t, dir, "shared/i18n/en.toml", "[nav]\nhome = \"Start two\"\n")
	write(t, remembering(t, dir), out)
	if home := tree(t, out)["index.html"]; !strings.Contains(home, "Start two") || strings.Contains(home, "Start one") {
		t.Error("the page has the words of the catalogue before")
	}
}
