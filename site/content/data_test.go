package content

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"almanac/site/report"
)

const financeKeeps = "title = 'x'\n[units.root]\n[units.east]\n[metrics.revenue]\nkind = 'flow'\nunit = 'money'\ncurrency = 'CNY'\nowner_dept = 'finance'\n[metrics.share]\nkind = 'ratio'\nunit = 'percent'\nowner_dept = 'finance'\n"

// figuresOf are the figures of all reports, a line each: where, metric, actual,
// the file and line that it is from, and what others have.
func figuresOf(a *report.Archive) string {
	var lines []string
	for _, r := range a.Reports {
		for i := range r.Stated {
			s := &r.Stated[i]
			file, at := s.Where(r)
			value := s.Actual.String()
			if t := s.Terms(); t.Num.Present() {
				value += fmt.Sprintf(" of %s/%s", t.Num, t.Den)
			}
			lines = append(lines, fmt.Sprintf("%s/%s %s %s %s:%d", r.Unit, a.Calendar.Name(r.Period), s.Metric, value, strings.TrimPrefix(file, "content/"), at.Line))
		}
		for _, x := range r.Reconcile {
			lines = append(lines, fmt.Sprintf("%s/%s %s by %s %s %v", r.Unit, a.Calendar.Name(r.Period), x.Metric, x.Source, x.Value, x.Authoritative))
		}
	}
	return strings.Join(lines, "\n")
}

// Figures of the department that keeps a metric go into the report of their unit
// and period: as its own, beside its own, or into one that is made for them.
func TestDataOfDepartments(t *testing.T) {
	for _, x := range []struct {
		name  string
		files map[string]string
		told  []string
		want  string
	}{
		{"a report without the figure", map[string]string{
			"content/2026-03.md":                "+++\n[metrics.revenue]\ntarget = 100\n+++\n",
			"content/_data/finance/2026-03.csv": "metric,actual,as_of\nrevenue,120.5,2026-03-31\n"}, nil,
			"root/2026-03 revenue 120.5 _data/finance/2026-03.csv:2"},
		{"a report with the figure", map[string]string{
			"content/2026-03.md":                "+++\n[metrics.revenue]\nactual = 119\n+++\n",
			"content/_data/finance/2026-03.csv": "metric,actual,as_of\nrevenue,\"120萬元\",2026-03-31\n"}, nil,
			"root/2026-03 revenue 119 2026-03.md:3\nroot/2026-03 revenue by finance 1200000 true"},
		{"no report, in TOML", map[string]string{
			"content/2026-02.md":                 "+++\n+++\n",
			"content/_data/finance/2026-03.toml": "as_of = 2026-03-31\n[metrics.revenue]\nactual = 1\n[units.east.metrics.share]\nactual = '8/50'\n"}, nil,
			"root/2026-03 revenue 1 _data/finance/2026-03.toml:3\neast/2026-03 share 0.16 of 8/50 _data/finance/2026-03.toml:5"},
		{"semicolons, a unit, and columns that nobody knows", map[string]string{
			"content/2026-02.md":                "+++\n+++\n",
			"content/_data/finance/2026-03.csv": "Unit;Metric;Note;Actual;As_of\neast;revenue;\"a; b\";1234;2026-03-31\n;revenue;;;\n"}, nil,
			"east/2026-03 revenue 1234 _data/finance/2026-03.csv:2"},
		{"a fraction, into a report and into one that is made", map[string]string{
			"content/east/2026-03.md":           "+++\n[metrics.share]\ntarget = '20%'\n+++\n",
			"content/_data/finance/2026-03.csv": "metric,actual,unit,as_of\nshare,8/50,east,2026-03-31\n",
			"content/_data/finance/2026-04.csv": "metric,actual,unit,as_of\nshare,9/45,east,2026-04-30\n"}, nil,
			"east/2026-03 share 0.16 of 8/50 _data/finance/2026-03.csv:2\neast/2026-04 share 0.2 of 9/45 _data/finance/2026-04.csv:2"},
		{"of a department that does not keep it, and without a day", map[string]string{
			"content/2026-02.md":                "+++\n+++\n",
			"content/_data/sales/2026-03.csv":   "metric,actual,as_of\nrevenue,1,2026-03-31\n",
			"content/_data/finance/2026-03.csv": "metric,actual\nrevenue,1\n"}, nil, ""},
		{"other files there belong to nobody", map[string]string{
			"content/2026-02.md": "+++\n+++\n", "content/_data/README.md": "x", "content/_data/finance/README.md": "x",
			"content/_data/finance/all.csv": "x", "content/_data/finance/2026-03.xlsx": "x", "content/_data/finance/old/2026-03.csv": "x"}, nil, ""},
		{"what is wrong", map[string]string{
			"content/2026-02.md":                 "+++\n+++\n",
			"content/_data/finance/2026-01.csv":  "metrik,actual\nrevenue,1\n",
			"content/_data/finance/2026-02.csv":  "metric,actual,unit,as_of\nrevenu,1,,\nrevenue,x,,\nrevenue,1,west,\nrevenue,1,east,2026-02-30\n",
			"content/_data/finance/2026-03.toml": "as_off = 2026-03-31\n[metrics.revenue]\nactual = 'much'\n",
			"content/_data/finance/2026-04.csv":  "metric,actual\n\"revenue,1\n",
			"content/_data/finance/2026-05.csv":  "",
			"content/_data/finance/2026-06.csv":  "period,metric,actual\n2026-06,revenue,1\n2026-07,share,8/50\nJune,share,8/50\n2026-06,revenue,2\n",
			"content/_data/finance/2026-07.csv":  "unit;metric;actual\n;revenue;1.000\neast;revenue;1,5\n",
			"content/_data/finance/2026-08.csv":  "team,metric,actual\neast,revenue,1\n"},
			[]string{"_data/finance/2026-01.csv:1:1 read/key!", "_data/finance/2026-02.csv:2:1 read/metric!", "_data/finance/2026-02.csv:3:9 read/number!", "_data/finance/2026-02.csv:4:11 read/unit!",
				"_data/finance/2026-02.csv:5:16 read/type!", "_data/finance/2026-03.toml:1:1 read/key!", "_data/finance/2026-03.toml:3:10 read/number!", "_data/finance/2026-04.csv:2:1 read/toml!", "_data/finance/2026-05.csv read/key!",
				"_data/finance/2026-06.csv:3:1 read/period!", "_data/finance/2026-06.csv:4:1 read/period!", "_data/finance/2026-06.csv:5:17 read/duplicate!",
				"_data/finance/2026-07.csv:2:10 read/number!", "_data/finance/2026-07.csv:3:14 read/number!", "_data/finance/2026-08.csv:2:1 read/unit!"}, ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			x.files[configName] = financeKeeps
			a := inputCase{files: x.files, want: x.told}.check(t)
			if got := figuresOf(a); got != x.want {
				t.Errorf("got\n%s\nwant\n%s", got, x.want)
			}
		})
	}
}

// writer writes files in a folder.
func writer(t *testing.T, dir string) func(name, text string) {
	return func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// A report that is saved keeps what others filed for it, and a file that they
// change makes everything be read.
func TestDataAgain(t *testing.T) {
	dir := t.TempDir()
	put := writer(t, dir)
	put("config.toml", financeKeeps)
	put("content/2026-03.md", "+++\n[metrics.revenue]\ntarget = 100\n+++\nx\n")
	put("content/_data/finance/2026-03.csv", "metric,actual,as_of\nrevenue,120,2026-03-31\n")
	read := func() *Reading {
		t.Helper()
		r, _, err := Open(t.Context(), dir, Options{Past: NewPast(nil)})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := read()
	put("content/2026-03.md", "+++\n[metrics.revenue]\ntarget = 110\n+++\nx\n")
	next, places, ok := first.Again(dir, []string{"content/2026-03.md"})
	if !ok || len(places) != 1 {
		t.Fatal("the report alone is not enough")
	}
	if got, want := next.Archive.Reports[0], read().Archive.Reports[0]; figuresOf(next.Archive) != "root/2026-03 revenue 120 _data/finance/2026-03.csv:2" || got.Digests != want.Digests {
		t.Errorf("%s, %x, want %x", figuresOf(next.Archive), got.Digests, want.Digests)
	}
	if first.Archive.Reports[0].Digests == next.Archive.Reports[0].Digests {
		t.Error("the digests are the same")
	}
	put("content/_data/finance/2026-03.csv", "metric,actual,as_of\nrevenue,121,2026-03-31\n")
	if _, _, ok := next.Again(dir, []string{"content/_data/finance/2026-03.csv"}); ok {
		t.Error("a department's file is taken for a report")
	}
	if got := read().Archive.Reports[0].Digests; got == next.Archive.Reports[0].Digests {
		t.Error("another figure, and the digests are the same")
	}
}
