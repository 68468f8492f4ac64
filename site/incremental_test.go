package site

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"almanac/site/period"
)

// lively writes an archive that has something of everything that pages depend
// on: units below units, two languages, promises and what became of them,
// restatements, channels, links and their targets, files beside reports.
func lively(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "config.toml", livelyConfig)
	for m := range 15 {
		name := fmt.Sprintf("%d-%02d", 2024+m/12, m%12+1)
		for i, unit := range []string{"east/li", "east/wu", "west"} {
			put(t, dir, "content/"+unit+"/"+name+".md", livelyReport(unit, name, 100+7*m+i, m))
		}
	}
	put(t, dir, "content/2024.md", "+++\ntitle = \"The year\"\n[metrics.revenue]\ntarget = 9000\n+++\n# The year\n\nSee [March](east/li/2024-03.md#results) and [the plan](2024-Q1.md).\n")
	put(t, dir, "content/2024-Q1.md", "+++\nsummary = \"A slow start.\"\n+++\n## Results\n\nSlow.\n")
	put(t, dir, "content/2024-Q1.zh-Hant.md", "+++\ntitle = \"第一季\"\nsummary = \"起步緩慢。\"\n+++\n## 成果\n\n緩慢。\n")
	put(t, dir, "content/_data/finance/2024-03.csv", "unit,metric,actual,as_of\nwest,costs,40,2024-03-31\nli,costs,12,2024-03-31\n")
	put(t, dir, "content/2024-03/note.txt", "a note")
	put(t, dir, "content/2024-03.md", "+++\n+++\nSee [the note](2024-03/note.txt).\n")
	return dir
}

const livelyConfig = `title = "Lively"
languages = ["en", "zh-Hant"]
as_of = 2025-04-01
[metrics.costs]
kind = "flow"
unit = "money"
currency = "CNY"
owner_dept = "finance"
[units.root]
name = { en = "All", zh-Hant = "全部" }
[units.east]
name = "East"
parent = "root"
[units.west]
name = "West"
parent = "root"
[units.li]
name = "Li"
parent = "east"
level = "individual"
[units.wu]
name = "Wu"
parent = "east"
level = "individual"
`

func livelyReport(unit, name string, revenue, m int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "+++\nsummary = \"%s in %s.\"\ntags = [\"price\"]\n[metrics.revenue]\nactual = %d\ntarget = 110\n[metrics.orders]\nactual = %d\n", unit, name, revenue, 20+m%5)
	id := strings.ReplaceAll(unit, "/", "-")
	fmt.Fprintf(&b, "[[actions]]\nid = \"%s-%d\"\nwhat = \"Call ten customers\"\nowner = \"Ada\"\ndue = 2024-%02d-28\nacceptance = \"ten calls\"\nfrom = [\"I1\"]\n[[issues]]\nid = \"I1\"\nphenomenon = \"Few calls\"\n", id, m, m%12+1)
	if m > 0 {
		fmt.Fprintf(&b, "[[action_reviews]]\nid = \"%s-%d\"\nstatus = \"%s\"\ndate = 2024-%02d-20\nresult = \"seven calls\"\n", id, m-1, []string{"done", "in_progress", "open"}[m%3], m%12+1)
	}
	fmt.Fprintf(&b, "[[channels]]\nname = \"Fair\"\nleads = %d\ndeals = %d\n", 40+m, 10+m%4)
	if m%3 != 1 {
		fmt.Fprintf(&b, "[[issues]]\nid = \"I1\"\nkey = \"problem-%d\"\ntags = [\"late\", \"stock\"]\nphenomenon = \"Late %d times\"\nstage = \"delivery\"\nactions = [\"%s-%d\"]\n", m%4, m, id, m)
		fmt.Fprintf(&b, "[[issues.causes]]\nside = \"internal\"\ndepth = \"root\"\ntext = \"Too few\"\nsource = \"mkt\"\n")
		fmt.Fprintf(&b, "[[sources]]\nid = \"mkt\"\ndept = \"marketing\"\ntitle = \"Market %d\"\nquote = \"It fell.\"\ndate = 2024-01-05\n", m%5)
	}
	if m%4 == 2 {
		fmt.Fprintf(&b, "[[experiences]]\ntitle = \"Case %d\"\nscenario = \"Spring\"\nsteps = [\"Call\"]\noutcome = \"success\"\ntags = [\"case\"]\n", m)
	}
	if m%5 == 3 {
		fmt.Fprintf(&b, "[[experiences]]\ntitle = \"Again %d\"\nscenario = \"Spring\"\nreuses = \"li/2024-03#1\"\n", m)
		fmt.Fprintf(&b, "[[reconcile]]\nmetric = \"revenue\"\nsource = \"finance\"\nvalue = %d\n[[feedback]]\ntext = \"Slow\"\ntags = [\"late\"]\n", 100+m)
	}
	fmt.Fprintf(&b, "+++\n## Results\n\nIt went as in [the year](/2024.md).\n")
	if m%3 != 1 {
		fmt.Fprintf(&b, "\nThey say so.[^mkt]\n")
	}
	return b.String()
}

// An edit changes an archive, or the site that was made of it.
type edit struct {
	name string
	do   func(t *testing.T, rnd *rand.Rand, dir string)
}

// anyReport is one of the reports of units, relative to the archive.
func anyReport(t *testing.T, rnd *rand.Rand, dir string) string {
	t.Helper()
	var list []string
	fs.WalkDir(os.DirFS(dir), "content", func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".md") && !strings.Contains(name, "zh-Hant") && strings.Count(name, "/") > 1 {
			list = append(list, name)
		}
		return nil
	})
	return list[rnd.IntN(len(list))]
}

func change(t *testing.T, dir, name, from, to string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, name, strings.Replace(string(data), from, to, 1))
}

var edits = []edit{
	{"a figure", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "actual = ", fmt.Sprintf("actual = %d", 1+rnd.IntN(9)))
	}},
	{"the text", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "It went", fmt.Sprintf("In week %d it went", rnd.IntN(50)))
	}},
	{"a heading that others link to", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "## Results", "## What came of it")
	}},
	{"a summary", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "summary = \"", fmt.Sprintf("summary = \"%d ", rnd.IntN(100)))
	}},
	{"a target", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "target = 110", fmt.Sprintf("target = %d", 100+rnd.IntN(30)))
	}},
	{"what became of an action", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), `status = "`, `status = "dropped" # `)
	}},
	{"an action's words", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "Call ten", "Call twelve")
	}},
	{"what an action is for", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "Few calls", fmt.Sprintf("%d calls", rnd.IntN(9)))
	}},
	{"what a review says", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "seven calls", fmt.Sprintf("%d calls", rnd.IntN(9)))
	}},
	{"the language of a report", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "+++\n", "+++\nlang = \"zh-Hant\"\n")
	}},
	{"whose an action is", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "owner = \"Ada", "owner = \"Ben")
	}},
	{"an action's words and its day", func(t *testing.T, rnd *rand.Rand, dir string) {
		name := anyReport(t, rnd, dir)
		change(t, dir, name, "what = \"Call", "what = \"Visit")
		change(t, dir, name, "-28\nacceptance", "-27\nacceptance")
	}},
	{"a restatement", func(t *testing.T, rnd *rand.Rand, dir string) {
		name := anyReport(t, rnd, dir)
		change(t, dir, name, "actual = ", "actual = 1")
		change(t, dir, name, "[[channels]]", "[[restatements]]\nmetric = \"orders\"\nold = 1\nnew = 2\nreason = \"miscounted\"\n[[channels]]")
	}},
	{"a problem's words", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), `"Late `, fmt.Sprintf(`"Late again %d, `, rnd.IntN(100)))
	}},
	{"a problem's key", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), `key = "problem-`, fmt.Sprintf(`key = "problem-%d`, rnd.IntN(2)))
	}},
	{"a problem's cause", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "Too few", fmt.Sprint("Too few of ", rnd.IntN(3)))
	}},
	{"a tag", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), `"late"`, fmt.Sprintf(`"late-%d"`, rnd.IntN(5)))
	}},
	{"a case", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), `title = "Case`, `title = "Good case`)
	}},
	{"a case that is taken up", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, "content/east/li/2024-03.md", `title = "Case`, `title = "Best case`)
	}},
	{"which case is taken up", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), `"li/2024-03#1"`, `"wu/2024-03#1"`)
	}},
	{"a source", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), `title = "Market`, `title = "The market`)
	}},
	{"a citation", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), `[^mkt]`, ``)
	}},
	{"what another system has", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), `value = `, `value = 1`)
	}},
	{"a problem in a year without any", func(t *testing.T, rnd *rand.Rand, dir string) {
		put(t, dir, "content/west/2022-05.md", "+++\n[[issues]]\nkey = \"problem-1\"\nphenomenon = \"Early\"\ntags = [\"old\"]\n+++\nEarly.\n")
	}},
	{"a daily log", func(t *testing.T, rnd *rand.Rand, dir string) {
		put(t, dir, fmt.Sprintf("content/east/li/2024-05-%02d.md", 6+rnd.IntN(9)), fmt.Sprintf("+++\n[[followups]]\ncustomer = \"Quay\"\ncontacts = %d\n+++\n", rnd.IntN(9)))
	}},
	{"the only log of a week", func(t *testing.T, rnd *rand.Rand, dir string) {
		put(t, dir, "content/west/2024-06-05.md", fmt.Sprintf("+++\n[[followups]]\ncontacts = 2\n%s+++\n", []string{"", "customer = \"Mill\"\n"}[rnd.IntN(2)]))
	}},
	{"a figure that another department filed", func(t *testing.T, rnd *rand.Rand, dir string) {
		put(t, dir, fmt.Sprintf("content/_data/finance/2024-%02d.csv", 3+rnd.IntN(2)), fmt.Sprintf("unit,metric,actual,as_of\nwest,costs,%d,2024-04-30\n", 30+rnd.IntN(20)))
	}},
	{"a report goes", func(t *testing.T, rnd *rand.Rand, dir string) { os.Remove(filepath.Join(dir, anyReport(t, rnd, dir))) }},
	{"a report comes", func(t *testing.T, rnd *rand.Rand, dir string) {
		unit, m := []string{"east", "west", "east/li"}[rnd.IntN(3)], rnd.IntN(12)
		put(t, dir, fmt.Sprintf("content/%s/2025-%02d.md", unit, m+1), livelyReport(unit, "2025", 50+rnd.IntN(90), 20+m))
	}},
	{"a report moves to another period", func(t *testing.T, rnd *rand.Rand, dir string) {
		from := anyReport(t, rnd, dir)
		os.Rename(filepath.Join(dir, from), filepath.Join(dir, filepath.Dir(from), fmt.Sprintf("2023-%02d.md", 1+rnd.IntN(12))))
	}},
	{"a report moves into the folder of its year", func(t *testing.T, rnd *rand.Rand, dir string) {
		from := anyReport(t, rnd, dir)
		if to := filepath.Join(dir, filepath.Dir(from), filepath.Base(from)[:4], filepath.Base(from)); !strings.Contains(from, "/20"+filepath.Base(from)[2:4]+"/") {
			os.MkdirAll(filepath.Dir(to), 0o777)
			os.Rename(filepath.Join(dir, from), to)
		}
	}},
	{"a translation", func(t *testing.T, rnd *rand.Rand, dir string) {
		name := strings.TrimSuffix(anyReport(t, rnd, dir), ".md") + ".zh-Hant.md"
		put(t, dir, name, fmt.Sprintf("+++\ntitle = \"第 %d 版\"\nsummary = \"摘要\"\n+++\n## 成果\n\n好。\n", rnd.IntN(100)))
	}},
	{"a translation's summary", func(t *testing.T, rnd *rand.Rand, dir string) {
		put(t, dir, "content/2024-Q1.zh-Hant.md", fmt.Sprintf("+++\ntitle = \"第一季\"\nsummary = \"第 %d 版\"\n+++\n## 成果\n\n緩慢。\n", rnd.IntN(100)))
	}},
	{"where a text links to", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "It went as in ", fmt.Sprintf("It went as in [[west/2024-%02d]], by [[revenue]], as in ", 1+rnd.IntN(12)))
	}},
	{"which action a text links to", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "It went as in ", fmt.Sprintf("It went for [[east-li-%d]] as in ", rnd.IntN(12)))
	}},
	{"where a translation links to", func(t *testing.T, rnd *rand.Rand, dir string) {
		const name = "content/2024-Q1.zh-Hant.md"
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil { // else it is gone
			change(t, dir, name, "緩慢。\n", fmt.Sprintf("緩慢。\n\n見 [[west/2024-%02d]]。\n", 1+rnd.IntN(12)))
		}
	}},
	{"a translation goes", func(t *testing.T, rnd *rand.Rand, dir string) {
		os.Remove(filepath.Join(dir, "content/2024-Q1.zh-Hant.md"))
	}},
	{"the configuration: a name", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, "config.toml", `"West`, fmt.Sprintf(`"West %d`, rnd.IntN(9)))
	}},
	{"the configuration: the day", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, "config.toml", "as_of = 2025-04-", fmt.Sprintf("as_of = 2025-0%d-01 # ", 4+rnd.IntN(5)))
	}},
	{"a unit moves", func(t *testing.T, rnd *rand.Rand, dir string) {
		if data, err := os.ReadFile(filepath.Join(dir, "config.toml")); err == nil && !strings.Contains(string(data), "history") { // it moves once
			change(t, dir, "config.toml", "[units.wu]\n", "[[units.wu.history]]\nparent = \"west\"\nto = \"2024-06\"\n[units.wu]\n")
		}
	}},
	{"a layout", func(t *testing.T, rnd *rand.Rand, dir string) {
		put(t, dir, "layouts/404.html", fmt.Sprintf("<!doctype html><html lang=en><title>Nothing</title><p>Nothing here, says version %d.", rnd.IntN(100)))
	}},
	{"the layouts go", func(t *testing.T, rnd *rand.Rand, dir string) { os.RemoveAll(filepath.Join(dir, "layouts")) }},
	{"a catalogue", func(t *testing.T, rnd *rand.Rand, dir string) {
		put(t, dir, "layouts/i18n/en.toml", fmt.Sprintf("[nav]\nhome = \"Start %d\"\n", rnd.IntN(100)))
	}},
	{"an attachment", func(t *testing.T, rnd *rand.Rand, dir string) {
		put(t, dir, "content/2024-03/note.txt", fmt.Sprint("note ", rnd.IntN(1000)))
	}},
	{"nothing, but a file is touched", func(t *testing.T, rnd *rand.Rand, dir string) { change(t, dir, anyReport(t, rnd, dir), "", "") }},
	{"a foreign file beside the pages", func(t *testing.T, rnd *rand.Rand, dir string) {
		put(t, dir, fmt.Sprintf("public/own-%d/file.txt", rnd.IntN(3)), "mine")
	}},
	{"a foreign file goes", func(t *testing.T, rnd *rand.Rand, dir string) { os.RemoveAll(filepath.Join(dir, "public/own-1")) }},
	{"a page is spoiled", func(t *testing.T, rnd *rand.Rand, dir string) { put(t, dir, "public/index.html", "spoiled") }},
	{"a page is deleted", func(t *testing.T, rnd *rand.Rand, dir string) {
		os.Remove(filepath.Join(dir, "public/west/2024-05.html"))
	}},
	{"the memory goes", func(t *testing.T, rnd *rand.Rand, dir string) { os.RemoveAll(filepath.Join(dir, ".almanac")) }},
	{"a part of the memory goes", func(t *testing.T, rnd *rand.Rand, dir string) {
		if parts, _ := filepath.Glob(filepath.Join(dir, ".almanac/memory-*")); len(parts) > 0 {
			os.Remove(parts[rnd.IntN(len(parts))])
		}
	}},
	{"the memory is damaged", func(t *testing.T, rnd *rand.Rand, dir string) {
		parts, _ := filepath.Glob(filepath.Join(dir, ".almanac/memory-*"))
		for _, part := range parts {
			if data, err := os.ReadFile(part); err == nil {
				data[rnd.IntN(len(data))] ^= 1 << rnd.IntN(8)
				os.WriteFile(part, data, 0o666)
			}
		}
	}},
	{"the spare tree is damaged", func(t *testing.T, rnd *rand.Rand, dir string) {
		os.RemoveAll(filepath.Join(dir, ".almanac/spare/west"))
	}},
}

// remembering opens an archive with what earlier builds knew.
func remembering(t testing.TB, dir string) *Site {
	t.Helper()
	s, err := Open(t.Context(), Options{Dir: dir, Today: period.Date(2026, 6, 1), Memory: Recall(dir), Into: filepath.Join(dir, "public")})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Pages that are drawn for another folder, and are as they were, are not remembered
// anew.
func TestDrawnAsRemembered(t *testing.T) {
	dir := small(t)
	part := filepath.Join(dir, ".almanac", "memory-"+pagesPart)
	var before os.FileInfo
	for _, into := range []string{"public", "elsewhere"} {
		w, err := remembering(t, dir).Write(t.Context(), filepath.Join(dir, into), Publication{})
		if err != nil || w.New != w.Files || w.Drawn != w.Files {
			t.Fatalf("%s: %+v, %v", into, w, err)
		}
		now, err := os.Stat(part)
		if err != nil {
			t.Fatal(err)
		}
		if before != nil && !os.SameFile(before, now) {
			t.Error("what was remembered was written again")
		}
		if _, err := os.Stat(filepath.Join(dir, ".almanac", "memory-"+sincePart(pagesPart))); err == nil {
			t.Error("it is remembered that something changed")
		}
		before = now
	}
	if a, b := tree(t, filepath.Join(dir, "public")), tree(t, filepath.Join(dir, "elsewhere")); !maps.Equal(a, b) {
		t.Error("the two folders hold different sites")
	}
}

// What is remembered of a page is believed where the page is drawn again, unless it is
// of another size.
func TestDrawnOtherwise(t *testing.T) {
	dir := small(t)
	write(t, remembering(t, dir), filepath.Join(dir, "public"))
	s := remembering(t, dir)
	out, err := s.destination(filepath.Join(dir, "elsewhere"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.close()
	defer out.abandon()
	p, err := s.recall()
	if err = errors.Join(err, out.prepare(s.files)); err != nil {
		t.Fatal(err)
	}
	s.book.Gather()
	wrong := slices.Index(s.files, "index.html")
	for i := range p.list {
		if p.list[i].memo == nil {
			t.Fatalf("%s is not remembered", s.files[i])
		}
	}
	p.list[wrong].size++
	p.list[wrong].sum[0]++
	if err := s.fill(t.Context(), out, p); err != nil {
		t.Fatal(err)
	}
	for i, f := range s.files {
		data, err := out.parent.ReadFile(out.inTree(f))
		k := &p.list[i]
		if err != nil || k.sum != sha256.Sum256(data) || k.size != int64(len(data)) || !k.drawn {
			t.Errorf("%s: %d bytes drawn (%v), %d known, drawn: %t", f, len(data), err, k.size, k.drawn)
		}
		if remembered := k.memo != nil; remembered == (i == wrong) {
			t.Errorf("%s: to be remembered anew: %t", f, !remembered)
		}
	}
	if len(p.list[wrong].asked.numbers) == 0 {
		t.Error("what index.html asks is not known")
	}
}

// Whatever is edited, and in whatever order, a build with a memory makes the
// same site, byte for byte, as one that knows nothing.
func TestIncrementalIsClean(t *testing.T) {
	sequences, length := 8, 12
	if testing.Short() {
		sequences = 2
	}
	for seed := range sequences {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(uint64(seed), 4))
			dir := lively(t)
			out := filepath.Join(dir, "public")
			write(t, remembering(t, dir), out)
			var done []string
			for range length {
				e := edits[rnd.IntN(len(edits))]
				done = append(done, e.name)
				e.do(t, rnd, dir)
				s := remembering(t, dir)
				if s.Unreadable() {
					t.Fatalf("after %q the archive cannot be read: %v", done, s.Remarks())
				}
				write(t, s, out)
				clean := filepath.Join(t.TempDir(), "clean")
				write(t, open(t, dir), clean)
				got := tree(t, out)
				maps.DeleteFunc(got, func(name, _ string) bool { return strings.HasPrefix(name, "own-") })
				same(t, got, tree(t, clean))
				if t.Failed() {
					t.Fatalf("after %q", done)
				}
			}
		})
	}
}

// Every edit of the table, one after the other, so that none is left to chance.
func TestEachEdit(t *testing.T) {
	dir := lively(t)
	out := filepath.Join(dir, "public")
	rnd := rand.New(rand.NewPCG(1, 1))
	write(t, remembering(t, dir), out)
	for _, e := range edits {
		e.do(t, rnd, dir)
		write(t, remembering(t, dir), out)
		clean := filepath.Join(t.TempDir(), "clean")
		write(t, open(t, dir), clean)
		got := tree(t, out)
		maps.DeleteFunc(got, func(name, _ string) bool { return strings.HasPrefix(name, "own-") })
		same(t, got, tree(t, clean))
		if t.Failed() {
			t.Fatalf("after %s", e.name)
		}
	}
}

// A memory is of use: of an edit of a text only the pages that quote it are
// drawn, of an edit of a figure those of its unit and the units above.
func TestFewAreDrawn(t *testing.T) {
	dir := lively(t)
	out := filepath.Join(dir, "public")
	all := write(t, remembering(t, dir), out)
	if all.Drawn != all.Files {
		t.Errorf("the first build drew %d of %d files", all.Drawn, all.Files)
	}
	if w := write(t, remembering(t, dir), out); w.Drawn != 1 { // the attachment is too young to be known
		t.Errorf("a build of nothing new drew %d files", w.Drawn)
	}
	change(t, dir, "content/west/2024-05.md", "It went", "Everything went")
	w := write(t, remembering(t, dir), out)
	if w.Drawn > 25 || w.Changed != 2 {
		t.Errorf("an edit of a text drew %d files of %d and changed %d", w.Drawn, w.Files, w.Changed)
	}
	change(t, dir, "content/west/2024-05.md", "actual = ", "actual = 3")
	w = write(t, remembering(t, dir), out)
	if w.Drawn > w.Files*2/3 { // not those of li and wu
		t.Errorf("an edit of a figure drew %d files of %d", w.Drawn, w.Files)
	}
}
