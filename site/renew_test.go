package site

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"almanac/site/period"
)

// An aspect is something that a report may say in several ways; the first is
// that it does not.
type aspect struct {
	front bool
	ways  []string
}

// aspects are what is changed about reports, one at a time. ID stands for what is
// the report's own, AGO for the same of its unit's report before.
var aspects = []aspect{
	{true, []string{"", "status = \"draft\"", "status = \"review\"", "status = \"plan\""}},
	{true, []string{"", "title = \"Good news\"", "title = \"No news\"\nsummary = \"Nothing.\""}},
	{true, []string{"", "lang = \"zh-Hant\""}},
	{true, []string{"", "", "scenario = \"figures\""}},
	{true, []string{"", "tags = [\"fair\"]\n", "\n\n\n"}},
	{true, []string{"[metrics.revenue]", "[metrics.revenue]\nactual = 150", "[metrics.revenue]\nactual = 99\ntarget = 100", "[metrics.revenue]\nactual = 170\ntarget_growth = \"10%\"", "[metrics.revenue]\nactual = \"NT$120\"", "[metrics.revenue]\nna = \"moved\""}},
	{true, []string{"", "[metrics.orders]\nactual = 12", "[metrics.orders]\nactual = 20\ntarget = 30", "[metrics.orders]\ntarget = 25"}},
	{true, []string{"", "[metrics.conversion]\nnum = 13\nden = 80", "[metrics.conversion]\nactual = \"20%\""}},
	{true, []string{"", "[metrics.days]\nactual = 3\nweight = 20", "[metrics.days]\nactual = 4"}},
	{true, []string{"", "[metrics.leads]\nactual = 80\n[metrics.deals]\nactual = 13"}},
	{true, []string{"", "[[channels]]\nname = \"Fair\"\nleads = 40\ndeals = 10", "[[channels]]\nname = \"Fair\"\nleads = 40\ndeals = 12"}},
	{true, []string{"", "[[actions]]\nid = \"ID\"\nwhat = \"Call\"\nowner = \"Ada\"\ndue = 2024-06-28\nacceptance = \"ten calls\"",
		"[[actions]]\nid = \"ID\"\nwhat = \"Write\"\nowner = \"Ada\"\ndue = 2024-07-28\nacceptance = \"sales\"\naccept_metric = \"revenue\"\naccept_op = \">=\"\naccept_value = 160",
		"[[actions]]\nid = \"ID\"\nwhat = \"Write\"\nowner = \"Ada\"\n[[actions]]\nid = \"shared\"\nwhat = \"Meet\"\nowner = \"Ben\""}},
	{true, []string{"", "[[action_reviews]]\nid = \"AGO\"\nstatus = \"verified\"\nreviewer = \"Ben\"\ndate = 2024-06-20", "[[action_reviews]]\nid = \"AGO\"\nstatus = \"carried\"\nnew_due = 2024-09-01", "[[action_reviews]]\nid = \"shared\"\nstatus = \"done\"\ndate = 2024-08-01"}},
	{true, []string{"", "", "[[restatements]]\nmetric = \"orders\"\nold = 12\nnew = 14\nreason = \"miscounted\"", "[[restatements]]\nmetric = \"revenue\"\nold = 1\nnew = 2\nreason = \"never stated\""}},
	{true, []string{"", "[[issues]]\nid = \"I1\"\nphenomenon = \"late\"\nactions = [\"AGO\"]", "[[sources]]\nid = \"mkt\"\ntitle = \"Market\"",
		"[[issues]]\nid = \"I1\"\nkey = \"slow\"\ntags = [\"a\"]\nphenomenon = \"slow\"", "[[issues]]\nkey = \"slow\"\ntags = [\"b\"]\nphenomenon = \"slower\"\nactions = [\"ID\"]\n[[sources]]\nid = \"mkt\"\ntitle = \"The market\""}},
	{true, []string{"", "[[experiences]]\ntitle = \"Case\"\nscenario = \"spring\"", "[[experiences]]\ntitle = \"Case\"\nreuses = \"li/2024-03#1\"\ntags = [\"a\"]", "[[reconcile]]\nmetric = \"revenue\"\nsource = \"finance\"\nvalue = 99", "[[feedback]]\ntext = \"slow\"\ntags = [\"c\"]"}},
	{true, []string{"", "[[checks.ignore]]\nrule = \"structure/skipped-level\"\nreason = \"short\"", "[[events]]\nname = \"Fair\"\ndate = 2024-03-02", "[[followups]]\ncustomer = \"Quay\"\ncontacts = 2", "[[followups]]\ncontacts = 2"}},
	{false, []string{"", "## Results\n\nFine.\n", "## Outcome\n\nFine.\n", "## Results\n\n#### Deep\n\nFine.\n"}},
	{false, []string{"", "See [east](/east/2024-03.md#results).\n", "See [li](/east/li/2024-02.md) and [wu](/east/wu/2024-02.md#outcome).\n", "See [nothing](/east/2031-01.md) and [the note](/2024-03/note.txt).\n"}},
	{false, []string{"", "It says so[^mkt].\n", "A <b>bold</b> word.\n", "![a note](/2024-03/note.txt)\n"}},
}

// headings is the aspect of headings.
const headings = 17

// A sheet is how a report says each of the aspects.
type sheet []int

func (s sheet) text(id, ago string) string {
	var front, body []string
	for i, a := range aspects {
		if way := a.ways[s[i]]; a.front {
			front = append(front, way)
		} else {
			body = append(body, way)
		}
	}
	return strings.NewReplacer("ID", id, "AGO", ago).Replace("+++\n" + strings.Join(front, "\n") + "\n+++\n" + strings.Join(body, "\n"))
}

// A desk is an archive while its reports are edited.
type desk struct {
	rnd    *rand.Rand
	dir    string
	files  []string
	sheets map[string]sheet
}

func newDesk(t *testing.T, seed uint64) *desk {
	d := &desk{rnd: rand.New(rand.NewPCG(seed, 7)), dir: t.TempDir(), sheets: map[string]sheet{}}
	config := strings.Replace(livelyConfig, "[units.root]", "[metrics.days]\nkind = \"wmean\"\nunit = \"duration\"\n[units.root]", 1)
	if seed%2 == 1 {
		config, _, _ = strings.Cut(config, "[units.root]")
	}
	put(t, d.dir, "config.toml", config)
	put(t, d.dir, "content/2024-03/note.txt", "a note")
	for m := range 16 {
		for _, unit := range []string{"east/li", "east/wu", "west", "east", "."} {
			if name := fmt.Sprintf("%d-%02d", 2024+m/12, m%12+1); unit != "east" || m%3 == 2 {
				d.add(t, filepath.Join("content", unit, name))
			}
		}
	}
	for _, name := range []string{"content/2024", "content/east/2024-Q1", "content/west/2024-W07", "content/east/wu/2024-05-03"} {
		d.add(t, name)
	}
	for _, name := range []string{"content/2024.zh-Hant.md", "content/east/2024-03.zh-Hant.md"} {
		put(t, d.dir, name, "+++\ntitle = \"好\"\n+++\n## 成果\n")
	}
	return d
}

// add writes a report of some unit and period, in which little is said.
func (d *desk) add(t *testing.T, name string) {
	s := make(sheet, len(aspects))
	for i := range s {
		if i > 4 && d.rnd.IntN(2) == 0 {
			s[i] = d.rnd.IntN(len(aspects[i].ways))
		}
	}
	s[5] = 1 + d.rnd.IntN(3)
	d.files = append(d.files, name+".md")
	d.sheets[name+".md"] = s
	d.save(t, name+".md")
}

func (d *desk) save(t *testing.T, name string) {
	base := strings.TrimSuffix(name, ".md")
	ago := base
	if p, err := (period.Calendar{}).Parse(filepath.Base(base)); err == nil {
		ago = filepath.Join(filepath.Dir(base), period.Calendar{}.Name(p.Prev()))
	}
	put(t, d.dir, name, d.sheets[name].text(base, ago))
}

// edit changes one or two aspects of one or two reports and lists their files.
func (d *desk) edit(t *testing.T) (changed []string, what string) {
	for range 1 + d.rnd.IntN(5)/4 {
		name := d.files[d.rnd.IntN(len(d.files))]
		favoured := d.rnd.IntN(5) == 0
		if favoured { // its headings, to which others link
			name = "content/east/2024-03.md"
		}
		for range 1 + d.rnd.IntN(5)/4 {
			i := d.rnd.IntN(len(aspects))
			if favoured {
				i = headings
			}
			d.sheets[name][i] = d.rnd.IntN(len(aspects[i].ways))
			what += fmt.Sprintf("%s: %q; ", name, aspects[i].ways[d.sheets[name][i]])
		}
		d.save(t, name)
		changed = append(changed, name)
	}
	if d.rnd.IntN(8) == 0 {
		name := []string{"content/2024.zh-Hant.md", "content/east/2024-03.zh-Hant.md"}[d.rnd.IntN(2)]
		put(t, d.dir, name, fmt.Sprintf("+++\ntitle = \"好 %d\"\n+++\n## %s\n\n[see](2024-03.md#results)\n", d.rnd.IntN(9), []string{"成果", "results"}[d.rnd.IntN(2)]))
		changed, what = append(changed, name), what+name
	}
	return changed, what
}

// Whatever is edited, and in whatever order, a site that was renewed draws the
// same files, byte for byte, and makes the same remarks as one that was opened;
// and most edits of reports need no more.
func TestRenewedIsOpened(t *testing.T) {
	sequences, length := 4, 30
	if testing.Short() {
		sequences = 2
	}
	for seed := range sequences {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, uint64(seed))
			o := Options{Dir: d.dir, Today: period.Date(2026, 6, 1), Drafts: true, Live: true}
			s := opened(t, o)
			renewed, done := 0, ""
			for n := range length {
				for _, f := range []string{"forecast.html", "2024-06.html", s.files[d.rnd.IntN(len(s.files))]} {
					s.Draw(f) // what was worked out for it may be remembered
				}
				changed, what := d.edit(t)
				done += what + "\n"
				next := s.Renew(t.Context(), o, changed)
				if next == nil {
					s, done = opened(t, o), ""
					continue
				}
				if s, renewed = next, renewed+1; n%3 == 0 || n == length-1 {
					if alike(t, s, opened(t, o)); t.Failed() {
						t.Fatalf("after edit %d:\n%s", n, done)
					}
				}
			}
			if renewed < length/2 {
				t.Errorf("only %d of %d edits were enough for renewing", renewed, length)
			}
		})
	}
}

func opened(t testing.TB, o Options) *Site {
	t.Helper()
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func drawnOf(t testing.TB, s *Site, address string) string {
	data, err := s.Draw(address)
	if err != nil {
		t.Error(err)
	}
	return string(data)
}

// alike compares all that two sites say.
func alike(t *testing.T, got, want *Site) {
	t.Helper()
	if !slices.Equal(got.Files(), want.Files()) {
		t.Errorf("there are %d files, and not %d", len(got.Files()), len(want.Files()))
		return
	}
	for _, f := range want.Files() {
		if a, b := drawnOf(t, got, f), drawnOf(t, want, f); a != b {
			at := 0
			for at < min(len(a), len(b)) && a[at] == b[at] {
				at++
			}
			t.Errorf("%s: …%.120q, and not …%.120q", f, a[max(0, at-40):], b[max(0, at-40):])
		}
	}
	if got.Unreadable() != want.Unreadable() {
		t.Errorf("unreadable: %v", got.Unreadable())
	}
	a, b := got.Remarks(), want.Remarks()
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || !reflect.DeepEqual(a[i], b[i]) {
			t.Fatalf("the remarks are\n%v, and not\n%v", a[i:min(i+3, len(a))], b[i:min(i+3, len(b))])
		}
	}
}

// What is more than a change of some reports is left to opening.
func TestNotRenewed(t *testing.T) {
	for name, do := range map[string]func(dir string) string{
		"the configuration": func(dir string) string { put(t, dir, "config.toml", livelyConfig+"# same\n"); return "config.toml" },
		"a new report": func(dir string) string {
			put(t, dir, "content/west/2030-01.md", "+++\n+++\n")
			return "content/west/2030-01.md"
		},
		"a report goes": func(dir string) string {
			os.Remove(filepath.Join(dir, "content/west/2024-01.md"))
			return "content/west/2024-01.md"
		},
		"a broken report": func(dir string) string {
			put(t, dir, "content/west/2024-01.md", "+++\n")
			return "content/west/2024-01.md"
		},
		"an empty report": func(dir string) string { put(t, dir, "content/west/2024-01.md", ""); return "content/west/2024-01.md" },
		"an attachment": func(dir string) string {
			put(t, dir, "content/2024-03/note.txt", "other")
			return "content/2024-03/note.txt"
		},
		"a layout": func(dir string) string {
			put(t, dir, "layouts/404.html", "<title>x</title>")
			return "layouts/404.html"
		},
		"a report in the language of its translation": func(dir string) string {
			put(t, dir, "content/2024-Q1.md", "+++\nlang = \"zh-Hant\"\n+++\n")
			return "content/2024-Q1.md"
		},
		"a link": func(dir string) string { return "content/west/2024-02.md" },
	} {
		t.Run(name, func(t *testing.T) {
			dir := lively(t)
			if name == "a link" {
				os.Remove(filepath.Join(dir, "content/west/2024-02.md"))
				os.Symlink("2024-01.md", filepath.Join(dir, "content/west/2024-02.md"))
			}
			o := Options{Dir: dir, Today: period.Date(2026, 6, 1)}
			s := opened(t, o)
			if s.Renew(t.Context(), o, []string{do(dir)}) != nil {
				t.Error("it was renewed")
			}
		})
	}
}

// The first edit of what was committed changes the day as on which the archive
// is looked at, and with it every page; further ones do not, until what was
// committed is there again.
func TestRenewedAsOf(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("ALMANAC_REQUIRE") == "all" {
			t.Fatal("git is required here and not there")
		}
		t.Skip("git is not installed; only the default as-of day needs it")
	}
	dir := lively(t)
	change(t, dir, "config.toml", "as_of = ", "# as_of = ")
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"commit", "-q", "-m", "all"}} {
		c := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
		c.Dir, c.Env = dir, append(os.Environ(), "GIT_COMMITTER_DATE=2025-02-01T00:00:00Z", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	const name = "content/west/2024-05.md"
	committed, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Dir: dir, Today: period.Date(2026, 6, 1), Live: true}
	s := opened(t, o)
	for i, x := range []struct {
		text    string
		renewed bool
		day     period.Day
	}{
		{strings.Replace(string(committed), "It went", "All went", 1), false, o.Today},
		{strings.Replace(string(committed), "It went", "Everything went", 1), true, o.Today},
		{string(committed), false, period.Date(2025, 2, 1)},
	} {
		put(t, dir, name, x.text)
		next := s.Renew(t.Context(), o, []string{name})
		if next != nil && !next.Holds(t.Context(), []string{name}) {
			next = nil
		}
		if (next != nil) != x.renewed {
			t.Errorf("edit %d: renewed %v", i, next != nil)
		}
		if next == nil {
			next = opened(t, o)
		}
		if s = next; s.AsOf() != x.day {
			t.Errorf("edit %d: the day is %v", i, s.AsOf())
		}
	}
}

// What is remembered of figures that changed is forgotten: the series of a unit,
// its forecasts, and whether its figures bear out that a promise was kept.
func TestRenewedFigures(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "config.toml", "title = \"Long\"\nas_of = 2024-01-31\n")
	text := func(month, revenue int) string {
		name := fmt.Sprintf("+++\n[metrics.revenue]\nactual = %d\n", revenue)
		switch month {
		case 45:
			name += "[[actions]]\nid = \"A\"\nwhat = \"Sell\"\nowner = \"Ada\"\ndue = 2023-11-15\nacceptance = \"sales\"\naccept_metric = \"revenue\"\naccept_op = \">=\"\naccept_value = 200\n"
		case 46:
			name += "[[action_reviews]]\nid = \"A\"\nstatus = \"verified\"\nreviewer = \"Ben\"\ndate = 2023-11-10\n"
		}
		return name + "+++\n"
	}
	file := func(unit string, m int) string { return fmt.Sprintf("content/%s/%d-%02d.md", unit, 2020+m/12, m%12+1) }
	for m := range 48 {
		put(t, dir, file("east", m), text(m, 100+m))
		put(t, dir, file("west", m), text(0, 90+m*m%7))
	}
	o := Options{Dir: dir, Today: period.Date(2026, 6, 1), Live: true}
	s := opened(t, o)
	for _, x := range []struct{ month, revenue int }{{46, 210}, {46, 120}, {47, 300}, {40, 20}, {12, 700}, {46, 220}} {
		for _, f := range s.Files() {
			drawnOf(t, s, f)
		}
		was := s.ledger.ByID("A").State
		put(t, dir, file("east", x.month), text(x.month, x.revenue))
		if s = s.Renew(t.Context(), o, []string{file("east", x.month)}); s == nil {
			t.Fatal("it is not renewed")
		}
		if alike(t, s, opened(t, o)); t.Failed() {
			t.Fatalf("after %v", x)
		}
		if now := s.ledger.ByID("A").State; (now != was) != (x.month == 46) {
			t.Errorf("after %v the promise is %s and was %s", x, now, was)
		}
	}
}

// A figure that goes takes with it the pages that stood on it alone.
func TestRenewedPages(t *testing.T) {
	dir := lively(t)
	for _, year := range []string{"2023", "2024"} {
		put(t, dir, "content/east/"+year+"-W07.md", "+++\n[metrics.revenue]\nactual = 7\n+++\n")
	}
	o := Options{Dir: dir, Today: period.Date(2026, 6, 1), Live: true}
	s := opened(t, o)
	const name = "content/east/2024-W07.md"
	before := len(s.Files())
	put(t, dir, name, "+++\n[metrics.revenue]\nna = \"moved\"\n+++\n")
	if s = s.Renew(t.Context(), o, []string{name}); s == nil {
		t.Fatal("it is not renewed")
	}
	alike(t, s, opened(t, o))
	if len(s.Files()) >= before {
		t.Errorf("there still are %d files", len(s.Files()))
	}
}

// The first of something anywhere, and the last, change what all pages have.
func TestRenewedFirsts(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "config.toml", "title = \"Firsts\"\nas_of = 2024-01-31\n")
	const name, text = "content/east/2023-05.md", "+++\n[metrics.revenue]\nactual = \"USD5\"\n[metrics.orders]\nactual = 3\n[metrics.leads]\nactual = 9\n+++\n"
	put(t, dir, "content/west/2023-05.md", "+++\n[metrics.revenue]\nactual = 7\n[metrics.orders]\nactual = 3\n[metrics.leads]\nna = \"none\"\n+++\n")
	put(t, dir, name, text)
	o := Options{Dir: dir, Today: period.Date(2026, 6, 1), Live: true}
	for what, edit := range map[string]*strings.Replacer{
		"the first channels":     strings.NewReplacer("9\n+++", "9\n[[channels]]\nname = \"Fair\"\nleads = 4\ndeals = 1\n+++"),
		"the first target":       strings.NewReplacer("= 3", "= 3\ntarget = 4"),
		"the last value":         strings.NewReplacer("actual = 9", "na = \"none\""),
		"the first restatement":  strings.NewReplacer("9\n+++", "9\n[[restatements]]\nmetric = \"orders\"\nold = 3\nnew = 4\nreason = \"miscounted\"\n+++"),
		"the first growth":       strings.NewReplacer("= 3", "= 3\ntarget_growth = \"10%\""),
		"the first word":         strings.NewReplacer("9\n+++", "9\n+++\nA word.\n"),
		"the first promise":      strings.NewReplacer("9\n+++", "9\n[[actions]]\nid = \"A\"\nwhat = \"Sell\"\nowner = \"Ada\"\n+++"),
		"the first plan":         strings.NewReplacer("9\n+++", "9\n[plan.targets]\nrevenue = 8\n+++"),
		"a figure less":          strings.NewReplacer("[metrics.leads]\nactual = 9\n", ""),
		"no currency":            strings.NewReplacer("USD5", "5"),
		"another currency":       strings.NewReplacer("USD", "EUR"),
		"the first other figure": strings.NewReplacer("9\n+++", "9\n[metrics.deals]\nactual = 2\n+++"),
	} {
		t.Run(what, func(t *testing.T) {
			for _, way := range [][2]string{{text, edit.Replace(text)}, {edit.Replace(text), text}} {
				put(t, dir, name, way[0])
				s := opened(t, o)
				for _, f := range s.Files() {
					drawnOf(t, s, f)
				}
				put(t, dir, name, way[1])
				if next := s.Renew(t.Context(), o, []string{name}); next != nil {
					alike(t, next, opened(t, o))
				} else if what != "the first other figure" && !strings.HasSuffix(what, "currency") { // which change metrics
					t.Error("it is not renewed")
				}
			}
		})
	}
}
