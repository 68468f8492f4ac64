package page_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"almanac/layouts"
	"almanac/site"
	"almanac/site/content"
	"almanac/site/cube"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/page"
	"almanac/site/period"
	"almanac/site/report"
)

// driver runs the script of the compare page without a page: it reads the data
// files and the pairs, and writes their tables.
const driver = `
const fs = require('fs'), vm = require('vm'), job = JSON.parse(fs.readFileSync(0, 'utf8'));
for (const f of job.files) vm.runInThisContext(fs.readFileSync(f, 'utf8'), f);
const out = job.pairs.map((p) => {
  const hash = almanac.parseHash(almanac.hashOf(p.at, p.base));
  return almanac.table(almanac.store, p.lang, '../', hash.base, hash.at);
});
process.stdout.write(JSON.stringify(out));
`

type scriptPlace struct {
	Unit   string `json:"unit"`
	Period string `json:"period"`
}

type scriptPair struct {
	Lang     string      `json:"lang"`
	Base     scriptPlace `json:"base"`
	At       scriptPlace `json:"at"`
	from, to site.Place
}

// What the script makes of a pair.
type (
	scriptTable struct {
		Caption string
		Columns [][2]string
		Groups  []scriptGroup
		Notes   []string
	}
	scriptGroup struct {
		Title string
		Rows  []scriptRow
	}
	scriptRow struct {
		Head    struct{ Text, Small, Href string }
		Cells   []scriptCell
		Refused string
	}
	scriptCell struct {
		Text, Unit, Arrow, Class, Note, Href string
		Marks                                []struct{ Text, Title string }
	}
)

// TestScript holds the tables of the script against those that package page
// makes of the same pairs with the comparisons of package site: those of the
// example and the golden archive, and of one with figures of every size.
func TestScript(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("ALMANAC_REQUIRE") == "all" {
			t.Fatal("node is required here and not there")
		}
		t.Skip("node is not installed; .ci/run needs it")
	}
	for _, x := range []struct {
		name, dir string
		pairs     int
	}{{"example", "../..", 1500}, {"golden", "../testdata/golden/archive", 1500}, {"sizes", sizes(t), 400}} {
		t.Run(x.name, func(t *testing.T) { holdScript(t, node, x.dir, x.pairs) })
	}
}

func holdScript(t *testing.T, node, dir string, n int) {
	s, err := site.Open(context.Background(), site.Options{Dir: dir, Today: period.Date(2024, 1, 15)})
	if err != nil {
		t.Fatal(err)
	}
	b, cal := bookOf(t, dir, s.AsOf())
	pairs := randomPairs(b, cal, n)
	got := runScript(t, node, s, pairs)
	seen, bad := map[string]int{}, 0
	for i, p := range pairs {
		want := wanted(t, b, s, p)
		for _, g := range got[i].Groups {
			for _, r := range g.Rows {
				seen[r.Refused]++
			}
		}
		a, w := lines(got[i]), lines(want)
		for k := range max(len(a), len(w)) {
			if k >= len(a) || k >= len(w) || a[k] != w[k] {
				if bad++; bad <= 10 {
					t.Errorf("%s %v beside %v, line %d:\ngot  %s\nwant %s", p.Lang, p.At, p.Base, k, at(a, k), at(w, k))
				}
				break
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d of %d pairs differ", bad, len(pairs))
	}
	t.Logf("%d pairs; refused: %v", len(pairs), seen)
	if len(pairs) != n || seen[""] < n || seen["missing"] == 0 {
		t.Errorf("%d pairs, of too few kinds: %v", len(pairs), seen)
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "nothing"
}

// bookOf is the pages of an archive in all its languages.
func bookOf(t *testing.T, dir string, asOf period.Day) (*page.Book, period.Calendar) {
	t.Helper()
	a, _, err := content.Read(context.Background(), dir, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all, _, err := locale.LoadAll(layouts.FS)
	if err != nil {
		t.Fatal(err)
	}
	var langs []*locale.Locale
	for _, tag := range a.Languages {
		langs = append(langs, all[tag])
	}
	c := cube.New(a, cube.Options{AsOf: asOf})
	l := ledger.New(a, ledger.Options{AsOf: asOf})
	return page.New(page.Matter{Archive: a, Cube: c, Ledger: l, Tell: narrative.New(a, c, l), Langs: langs}), a.Calendar
}

// randomPairs chooses pairs of one grain, half of them of one unit.
func randomPairs(b *page.Book, cal period.Calendar, n int) (list []scriptPair) {
	r := rand.New(rand.NewPCG(7, 11))
	units, langs := b.ScriptUnits(), b.Langs()
	for len(list) < n {
		u, v := units[r.IntN(len(units))], units[r.IntN(len(units))]
		if r.IntN(2) == 0 {
			v = u
		}
		ps, qs := b.Comparable(u), b.Comparable(v)
		p, q := ps[r.IntN(len(ps))], qs[r.IntN(len(qs))]
		if p.Grain() != q.Grain() {
			continue
		}
		list = append(list, scriptPair{Lang: langs[r.IntN(len(langs))], Base: scriptPlace{u, cal.Name(p)}, At: scriptPlace{v, cal.Name(q)},
			from: site.Place{Unit: u, Period: p}, to: site.Place{Unit: v, Period: q}})
	}
	return list
}

// runScript has the script make the tables of pairs from the site's own files.
func runScript(t *testing.T, node string, s *site.Site, pairs []scriptPair) (out []scriptTable) {
	t.Helper()
	dir, job := t.TempDir(), struct {
		Files []string     `json:"files"`
		Pairs []scriptPair `json:"pairs"`
	}{nil, pairs}
	for _, name := range append([]string{page.CompareScript}, s.Files()...) {
		if name != page.CompareScript && !strings.HasPrefix(name, page.CompareData) {
			continue
		}
		data, err := s.Draw(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 100_000 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
		file := filepath.Join(dir, strings.ReplaceAll(name, "/", " "))
		if name == page.CompareScript {
			file = filepath.Join(dir, "the script.js")
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		job.Files = append(job.Files, file)
	}
	in, err := json.Marshal(job)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "-e", driver)
	cmd.Stdin = bytes.NewReader(in)
	var wrong bytes.Buffer
	cmd.Stderr = &wrong
	text, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, wrong.String())
	}
	if err := json.Unmarshal(text, &out); err != nil || len(out) != len(pairs) {
		t.Fatalf("%d tables: %v", len(out), err)
	}
	return out
}

// wanted is the table of a pair as package page makes it, with the comparisons
// of site.Compare.
func wanted(t *testing.T, b *page.Book, s *site.Site, p scriptPair) (out scriptTable) {
	t.Helper()
	c, err := s.Compare(p.from, p.to)
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]site.Pair{}
	for _, x := range c.Metrics {
		by[x.Metric.ID] = x
	}
	var refused []string
	tab, title := b.PairTable(p.Lang, p.from.Unit, p.from.Period, p.to.Unit, p.to.Period, func(m *report.Metric) cube.Comparison {
		x := by[m.ID]
		refused = append(refused, x.Refused)
		return cube.Comparison{Base: x.From, Change: x.Change, Rate: x.Rate, Refused: cube.Refusal(x.Refused), Favourable: x.Favourable}
	})
	out.Caption, out.Notes = title, tab.Notes
	for _, col := range tab.Columns {
		out.Columns = append(out.Columns, [2]string{col.Text, col.Class})
	}
	rows := 0
	for _, g := range tab.Groups {
		group := scriptGroup{Title: g.Title}
		for _, r := range g.Rows {
			row := scriptRow{Refused: refused[rows]}
			row.Head.Text, row.Head.Small, row.Head.Href = r.Head.Text, r.Head.Small, r.Head.Href
			for _, x := range r.Cells {
				cell := scriptCell{Text: x.Text, Unit: x.Unit, Arrow: x.Arrow, Class: x.Class, Note: x.Note, Href: x.Href}
				for _, m := range x.Marks {
					cell.Marks = append(cell.Marks, struct{ Text, Title string }{m.Text, m.Title})
				}
				row.Cells = append(row.Cells, cell)
			}
			group.Rows, rows = append(group.Rows, row), rows+1
		}
		out.Groups = append(out.Groups, group)
	}
	if rows != len(c.Metrics) {
		t.Errorf("%v: %d rows of %d metrics", p, rows, len(c.Metrics))
	}
	return out
}

// lines are a table in words. A dash leads to a page, wherever on it; the title
// of a count is longer where almanac writes it.
func lines(x scriptTable) (list []string) {
	list = append(list, fmt.Sprint(x.Caption, x.Columns))
	for _, g := range x.Groups {
		list = append(list, "group "+g.Title)
		for _, r := range g.Rows {
			line := fmt.Sprintf("%s (%s) %s refused %q", r.Head.Text, r.Head.Small, r.Head.Href, r.Refused)
			for _, c := range r.Cells {
				href, _, _ := strings.Cut(c.Href, "#")
				if c.Class != "na" {
					href = c.Href
				}
				line += fmt.Sprintf(" | %s %s %s %s %q %s", c.Arrow, c.Text, c.Unit, c.Class, c.Note, href)
				for _, m := range c.Marks {
					if line += " (" + m.Text + ")"; !strings.ContainsAny(m.Text, "0123456789") {
						line += m.Title
					}
				}
			}
			list = append(list, line)
		}
	}
	return append(list, x.Notes...)
}

// sizes is an archive with figures of every size and sign, of every kind of
// unit, in months of four years.
func sizes(t *testing.T) string {
	t.Helper()
	dir, r := t.TempDir(), rand.New(rand.NewPCG(3, 5))
	config := `title = "Sizes"
languages = ["en", "zh-Hant", "zh-Hans"]
as_of = 2024-01-15
`
	metrics := []string{"money -1 CNY", "money 3 XAU", "count -1", "count 2", "percent -1", "percent 0", "duration -1", "index 4", "none -1"}
	for i, m := range metrics {
		f := strings.Fields(m)
		config += fmt.Sprintf("[metrics.m%d]\nkind = \"flow\"\nunit = %q\ndecimals = %s\ndirection = %q\nlabel = \"Metric %d\"\n", i, f[0], f[1], [...]string{"up", "down", "neutral"}[i%3], i)
		if len(f) > 2 {
			config += fmt.Sprintf("currency = %q\n", f[2])
		}
		if i%4 == 3 {
			config += "min_base = 2\nmeasure = \"pieces\"\n"
		}
		if i == 8 {
			config += "format = \"1:x\"\nbands = { pct = [0.2, 0.3, 0.4, 0.5] }\n"
		}
	}
	files := map[string]string{"config.toml": config}
	for i := range 48 {
		text := "+++\nscenario = \"figures\"\n"
		for k := range metrics {
			if r.IntN(6) > 0 {
				text += fmt.Sprintf("[metrics.m%d]\nactual = %q\n", k, randomNumber(r))
			}
		}
		files[fmt.Sprintf("content/%d-%02d.md", 2020+i/12, 1+i%12)] = text + "+++\n"
	}
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// randomNumber has up to 14 digits, some of them decimals, and is often round,
// negative or near another.
func randomNumber(r *rand.Rand) string {
	n := r.Int64N([...]int64{2, 10, 1000, 1_000_000, 100_000_000_000_000}[r.IntN(5)])
	if r.IntN(4) == 0 {
		n = 1_000_000 + r.Int64N(3)
	}
	s := fmt.Sprintf("%05d", n)
	if d := r.IntN(5); d > 0 {
		s = s[:len(s)-d] + "." + s[len(s)-d:]
	}
	s = strings.TrimLeft(s, "0")
	if s == "" || s[0] == '.' {
		s = "0" + s
	}
	if r.IntN(8) == 0 && strings.Trim(s, "0.") != "" {
		s = "-" + s
	}
	return s
}
