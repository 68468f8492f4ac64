package source_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"almanac/site/content"
	"almanac/site/diag"
	"almanac/site/report"
	"almanac/site/source"
)

// config is the archive that most tests import into.
const config = `title = "Test"
languages = ["en", "zh-Hant"]
as_of = 2020-07-10
[calendar]
type = "fiscal"
fy_start = 7
[units.root]
[units.east]
name = { en = "Eastern Sales", zh-Hant = "華東" }
[units.west]
name = "José"
[metrics.sales]
kind = "flow"
label = { en = "Turnover", zh-Hant = "銷售額" }
unit = "money"
currency = "USD"
[metrics.orders]
kind = "flow"
unit = "count"
[metrics.aov]
num = "sales"
den = "orders"
unit = "money"
[metrics.share]
kind = "ratio"
unit = "percent"
[metrics.lost]
kind = "flow"
unit = "count"
[metrics.net]
expr = "orders - lost"
unit = "count"
[metrics.roi]
kind = "ratio"
format = "1:x"
`

// An archive is a folder with an archive in it.
type archive struct {
	t    testing.TB
	dir  string
	root *os.Root
}

func newArchive(t testing.TB, files map[string]string) *archive {
	t.Helper()
	a := &archive{t: t, dir: t.TempDir()}
	if files["config.toml"] == "" {
		a.write("config.toml", config)
	}
	if err := os.MkdirAll(filepath.Join(a.dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		a.write(name, text)
	}
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		t.Fatal(err)
	}
	a.root = root
	t.Cleanup(func() { root.Close() })
	return a
}

func (a *archive) write(name, text string) {
	a.t.Helper()
	name = filepath.Join(a.dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		a.t.Fatal(err)
	}
}

func (a *archive) read(name string) string {
	data, err := os.ReadFile(filepath.Join(a.dir, filepath.FromSlash(name)))
	if err != nil {
		return "no " + name
	}
	return string(data)
}

// open reads the archive, which must be without errors.
func (a *archive) open() *report.Archive {
	a.t.Helper()
	archive, remarks, err := content.Read(a.t.Context(), a.dir, content.Options{})
	if err != nil && !errors.Is(err, content.ErrNoReports) {
		a.t.Fatal(err)
	}
	if diag.Unreadable(remarks) {
		a.t.Fatalf("the archive cannot be read: %s", text(remarks))
	}
	return archive
}

func text(remarks []diag.Diagnostic) string {
	var b bytes.Buffer
	_ = diag.Text(&b, remarks, false)
	return b.String()
}

// importing imports data and applies the plan.
func (a *archive) importing(req source.Request, data string) (source.Plan, string) {
	a.t.Helper()
	req.Archive, req.Root, req.Data = a.open(), a.root, strings.NewReader(data)
	if req.Name == "" {
		req.Name, req.MapName = "data.csv", "map.toml"
	}
	plan, remarks, err := source.Import(a.t.Context(), req)
	if err != nil {
		a.t.Fatal(err)
	}
	if err := source.Apply(a.t.Context(), plan); err != nil {
		a.t.Fatal(err)
	}
	return plan, text(remarks)
}

func states(p source.Plan) (list []string) {
	for _, f := range p.Files {
		list = append(list, f.State.String()+" "+f.Path)
	}
	return list
}

func TestNewReports(t *testing.T) {
	a := newArchive(t, nil)
	plan, said := a.importing(source.Request{}, `period,unit,metric,actual,target
2019-07,root,orders,8,10
2019-07,root,sales,1000.50,
2019-07,Eastern Sales,Turnover,"$1,200,000.00",120萬元
2019-07,華東,orders,12,
2019-07,east,aov,100000,90000
2019-07,Jose`+"\u0301"+`,share,16%,
2019-08,west,share,8/50,160%
2019-08,west,roi,1:3.5,
2019-08,west,sales,12345678901234567.89,-0
2019-Q3,west,sales,5,
FY2020,west,sales,0.10,
2020-08,west,sales,,7
2020-09,west,sales,,
`)
	if said != "" {
		t.Error(said)
	}
	want := map[string]string{
		"2019-07.md":          "+++\nscenario = \"figures\"\n\n[metrics.sales]\nactual = 1000.5\n\n[metrics.orders]\nactual = 8\ntarget = 10\n+++\n",
		"east/2019-07.md":     "+++\nscenario = \"figures\"\n\n[metrics.sales]\nactual = 1200000\ntarget = 1200000\n\n[metrics.orders]\nactual = 12\n\n[metrics.aov]\ntarget = 90000\n+++\n",
		"west/2019-07.md":     "+++\nscenario = \"figures\"\n\n[metrics.share]\nactual = 0.16\n+++\n",
		"west/2019-08.md":     "+++\nscenario = \"figures\"\n\n[metrics.sales]\nactual = \"12345678901234567.89\"\ntarget = 0\n\n[metrics.share]\nactual = \"8/50\"\ntarget = \"160%\"\n\n[metrics.roi]\nactual = \"1:3.5\"\n+++\n",
		"west/FY2020-Q1.md":   "+++\nscenario = \"figures\"\n\n[metrics.sales]\nactual = 5\n+++\n",
		"west/FY2020.md":      "+++\nscenario = \"figures\"\n\n[metrics.sales]\nactual = 0.1\n+++\n",
		"west/2020-08.md":     "+++\nscenario = \"figures\"\nstatus = \"plan\"\n\n[metrics.sales]\ntarget = 7\n+++\n",
		"west/2020-09.md":     "no content/west/2020-09.md",
		".2019-07.md.almanac": "no content/.2019-07.md.almanac",
	}
	for name, text := range want {
		if got := a.read("content/" + name); got != text {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, text)
		}
	}
	if got := plan.Counts; got != (source.Counts{Rows: 13, Empty: 1, Checked: 1, Added: 16}) {
		t.Errorf("%+v", got)
	}
	again, said := a.importing(source.Request{}, "period,unit,metric,actual,target\n2019-07,root,orders,8,10\n2019-07,root,sales,1000.50,\n")
	if got := states(again); said != "" || !slices.Equal(got, []string{"unchanged content/2019-07.md"}) || again.Counts.Same != 3 {
		t.Error(got, said, again.Counts)
	}
}

// A mistake is data and what must be said of it: each line of want in this order.
type mistake struct {
	name, data, mapped, encoding string
	files                        map[string]string
	want                         []string
}

const head = "period,unit,metric,actual,target\n"

var mistakes = []mistake{
	{name: "empty", data: "", want: []string{"data.csv:1:1: error: the data is empty"}},
	{name: "5: bytes of another encoding", data: head + "2019-07,\xa4\xa4,sales,1,2\n",
		want: []string{"data.csv:2:9: error: the byte 0xa4 is not UTF-8 [read/encoding]", "--encoding big5"}},
	{name: "3: UTF-16", data: "\xff\xfep\x00e\x00", want: []string{"data.csv:1:1: error: the data is UTF-16", "utf-16"}},
	{name: "3: UTF-16 without a mark", data: "p\x00e\x00r\x00i\x00o\x00d\x00", want: []string{"data.csv:1:1: error: the data is UTF-16"}},
	{name: "wrong encoding", data: head + "2019-07,\xff\xff,sales,1,2\n", encoding: "big5", want: []string{"data.csv:2:9: error: there is something here that is not big5"}},
	{name: "6: NUL", data: head + "2019-07,root\x00,sales,1,2\n", want: []string{"data.csv:2:13: error: there is a NUL byte"}},
	{name: "7: CR only", data: "period,unit,metric,actual\r2019-07,root,sales,1\r", want: []string{"data.csv:1:26: error: a carriage return stands alone [read/encoding]", "end lines with LF"}},
	{name: "7: one lone CR", data: head + "2019-07,root,sales,1,2\r2019-08,root,sales,1,2\n", want: []string{"data.csv:2:23: error: a carriage return"}},
	{name: "23: inf", data: head + "2019-07,root,sales,inf,NaN\n", want: []string{"data.csv:2:20: error: \"inf\" is no number [read/number]", "data.csv:2:24: error: \"NaN\" is no number"}},
	{name: "23: exponent", data: head + "2019-07,root,sales,1e400,\n", want: []string{"data.csv:2:20: error: \"1e400\": write the number out"}},
	{name: "24: spaces and parentheses", data: head + "2019-07,root,sales,1 234,(12)\n", want: []string{"2:20: error: \"1 234\": write the number without spaces", "2:26: error: \"(12)\": write a negative number"}},
	{name: "24: percent of money", data: head + "2019-07,root,sales,12%,\n", want: []string{"2:20: error: sales is not measured in percent"}},
	{name: "24: another currency", data: head + "2019-07,root,sales,NT$5,\n", want: []string{"2:20: error: sales is kept in USD, but the number is in TWD"}},
	{name: "24: groups", data: head + "2019-07,root,sales,\"12,34\",\n", want: []string{"2:20: error: \"12,34\": write commas between groups of three"}},
	{name: "25: two currencies", data: head + "2019-07,root,aov,€5,\n2019-07,east,aov,£5,\n", want: []string{"3:18: error: aov is in GBP here and in EUR at data.csv:2 [read/number]"}},
	{name: "18: bare percent", data: head + "2019-07,root,share,16,\n", want: []string{"2:20: warning: share is in percent, where 16 means 1600%", "write 16%, or the fraction 0.16"}},
	{name: "88: ragged", data: head + "2019-07,root,sales,1\n2019-07,root,sales,1,2,3\n", want: []string{"2:1: error: the row has 4 cells, but there are 5 headings [sources/csv]", "3:1: error: the row has 6 cells"}},
	{name: "88: bare quote", data: head + "2019-07,ro\"ot,sales,1,2\n2019-13,root,sales,1,2\n", want: []string{"2:11: error: a quote stands inside a cell", "3:1: error: \"2019-13\" is no period"}},
	{name: "88: open quote", data: head + "2019-07,\"root,sales,1,2\n2019-07,root,sales,1,2\n", want: []string{"2:9: error: a quote is not closed"}},
	{name: "88: text behind a quote", data: head + "2019-07,\"root\"x,sales,1,2\n", want: []string{"2:14: error: a quote is not closed, or text stands behind it"}},
	{name: "88: duplicate and empty headings", data: "period,unit,metric,actual,actual,\n", want: []string{"1:27: error: \"actual\" is the heading of column 4 and of column 5 [sources/heading]", "1:34: error: column 6 has no heading"}},
	{name: "88: formula", data: head + "2019-07,root,sales,=SUM(A1:A3),#REF!\n2019-07,\"=\"\"x\"\"\",sales,1,\n",
		want: []string{"2:20: error: \"=SUM(A1:A3)\" is a formula", "2:32: error: \"#REF!\" is an error of the spreadsheet", "3:9: error: \"=\\\"x\\\"\" is a formula"}},
	{name: "88: semicolons", data: "period;unit;metric;actual\n2019-07;root;sales;1234,5\n2019-07;root;orders;5\n",
		want: []string{"1:1: note: the columns are separated by semicolons", "2:20: error: \"1234,5\": in a file that ; separates"}},
	{name: "88: semicolons and a point", data: "period;unit;metric;actual\n2019-07;root;sales;1.000\n2019-08;root;sales;0.125\n2019-09;root;sales;1000.125\n2019-10;root;sales;-12.500 $\n2019-11;root;share;12.345%\n",
		want: []string{"1:1: note: the columns are separated by semicolons", "2:20: error: \"1.000\": in a file that ; separates, a point can stand before decimals or between thousands [read/number]",
			"write 1000, or with decimals 1.0000", "5:20: error: \"-12.500 $\": in a file", "write -12500, or with decimals -12.5000"}},
	{name: "89: a workbook", data: "PK\x03\x04\x14\x00", want: []string{"data.csv:1:1: error: this is a workbook or another packed file, not CSV [sources/csv]", "save the sheet as CSV UTF-8"}},
	{name: "90: JSON", data: "\ufeff\n[{\"period\": \"2019-07\"}]\n", want: []string{"data.csv:1:1: error: this is JSON, not CSV [sources/csv]", "print it as CSV"}},
	{name: "88: long line", data: head + "2019-07,root,sales,1," + strings.Repeat("2", source.MaxLine) + "\n", want: []string{"2:1: error: the line is longer than 64 KiB [read/limit]"}},
	{name: "88: many columns", data: head[:len(head)-1] + strings.Repeat(",x", source.MaxColumns) + "\n", want: []string{"error: the data has 261 columns"}},
	{name: "no column", data: "month,unit,metric,actual\n", want: []string{"1:1: error: there is no column period", "the headings are: month, unit, metric, actual", `a map names it: [columns] period = "their heading"`}},
	{name: "no number", data: "period,unit,metric\n", want: []string{"1:1: error: there is no column actual or target"}},
	{name: "26: periods", data: head + "2019-13,root,sales,1,\n2019,root,sales,1,\n2021-W53,root,sales,1,\nJul-19,root,sales,1,\n2019,root,orders,1,\n",
		want: []string{"2:1: error: \"2019-13\" is no period", "3:1: error: \"2019\" is a civil name in a fiscal calendar, and no fiscal year has the same days: write FY2019", "4:1: error: \"2021-W53\" is no period", "5:1: error: \"Jul-19\""}},
	{name: "31: unit", data: head + "2019-07,esat,sales,1,\n2019-08,esat,sales,1,\n2019-08,,sales,1,\n", want: []string{"2:9: error: unknown unit \"esat\" [read/unit]", "did you mean \"east\"? If not, a map says", "4:9: error: the row names no unit"}},
	{name: "31: metric", data: head + "2019-07,east,sale,1,\n2019-07,east,,1,\n", want: []string{"2:14: error: unknown metric \"sale\" [read/metric]", "did you mean \"sales\"?", "3:14: error: the row names no metric"}},
	{name: "duplicate rows", data: head + "2019-07,east,sales,1,\n2019-07,華東,sales,1.0,5\n2019-07,Eastern Sales,Turnover,2,5\n", want: []string{"4:32: error: sales is 2 here and 1 at data.csv:2 [read/duplicate]"}},
	{name: "one quarter by two names", data: head + "2019-Q3,east,sales,1,\nFY2020-Q1,east,sales,2,\n", want: []string{"3:22: error: sales is 2 here and 1 at data.csv:2"}},
	{name: "ratio", data: head + "2019-07,root,sales,100,\n2019-07,root,orders,3,\n2019-07,root,aov,33.34,\n", want: []string{"4:18: error: aov is 33.34, but its parts make 33.3333 [sources/parts]"}},
	{name: "ratio over nothing", data: head + "2019-07,root,sales,100,\n2019-07,root,orders,0,\n2019-07,root,aov,0,\n", want: []string{"4:18: error: aov is 0, but its parts make no number"}},
	{name: "ratio without parts", data: head + "2019-07,root,sales,100,\n2019-07,root,aov,50,\n", want: []string{"3:18: warning: aov is not taken: it follows from orders, of which there is no figure [sources/unchecked]"}},
	{name: "derived", data: head + "2019-07,root,orders,10,\n2019-07,root,lost,4,\n2019-07,root,net,7,\n2019-08,root,net,,7\n",
		want: []string{"4:18: error: net is 7, but its parts make 6", "5:19: warning: the target of net follows from other targets"}},
	{name: "map: TOML", data: head, mapped: "[where]\nx = \n", want: []string{"map.toml:2:", "error:", "[read/toml]"}},
	{name: "map: table", data: head, mapped: "[colums]\n", want: []string{"map.toml:1:2: error: a map has no table \"colums\"", "did you mean \"columns\"?"}},
	{name: "map: not a table", data: head, mapped: "where = 5\n", want: []string{"map.toml:1:1: error: \"where\" is a whole number, not a table"}},
	{name: "map: column", data: head, mapped: "[columns]\nperoid = \"x\"\n", want: []string{"map.toml:2:1: error: there is no column \"peroid\"", "did you mean \"period\"?"}},
	{name: "map: heading", data: head, mapped: "[columns]\nperiod = \"Perod\"\n", want: []string{"map.toml:2:1: error: the data has no column \"Perod\"", "did you mean \"period\"?"}},
	{name: "map: two headings", data: head, mapped: "[columns]\nperiod = [\"period\", \"unit\"]\n", want: []string{"map.toml:2:1: error: the data has two columns for period"}},
	{name: "map: filter", data: head, mapped: "[where]\nunti = \"x\"\n", want: []string{"map.toml:2:1: error: the data has no column \"unti\"", "did you mean \"unit\"?"}},
	{name: "map: unit", data: head + "2019-07,East,sales,1,\n", mapped: "[units]\nEast = \"esat\"\n", want: []string{"map.toml:2:8: error: \"East\" stands for an unknown unit \"esat\"", "did you mean \"east\"?"}},
	{name: "map: metric", data: head + "2019-07,east,Umsatz,1,\n", mapped: "[metrics]\nUmsatz = \"sale\"\n", want: []string{"map.toml:2:10: error: \"Umsatz\" stands for an unknown metric \"sale\""}},
	{name: "map: id", data: head, mapped: "[units]\nEast = 5\n", want: []string{"map.toml:2:1: error: \"East\" stands for a whole number"}},
	{name: "map: period", data: head, mapped: "[periods]\nfrom = \"2019-Q9\"\nuntil = \"2020-01\"\n", want: []string{"map.toml:2:8: error: \"2019-Q9\" is no period", "map.toml:3:1: error: [periods] has no key \"until\""}},
	{name: "91: changed by hand", data: head + "2019-07,east,sales,1300000,5\n", files: map[string]string{"content/east/2019-07.md": "+++\n[metrics.sales]\nactual = \"120萬元\"\n+++\n"},
		want: []string{"content/east/2019-07.md:3:10: error: actual of sales is 1200000 here, but 1300000 at data.csv:2 [sources/changed]", "--force takes the figure of the data", "[[restatements]]"}},
	{name: "said in another way", data: head + "2019-07,east,share,17%,\n2019-07,east,orders,5,\n2019-07,east,sales,,7\n",
		files: map[string]string{"content/east/2019-07.md": "+++\n[metrics.share]\nnum = 8\nden = 50\n[metrics.orders]\nna = \"none\"\n[metrics.sales]\nactual = 1\ntarget_growth = \"10%\"\n+++\n"},
		want:  []string{"3:1: error: actual of share is said by \"num\", but data.csv:2 says 0.17", "6:1: error: actual of orders is said by \"na\"", "9:1: error: target of sales is said by \"target_growth\""}},
	{name: "a file in the way", data: head + "2019-07,east,sales,5,\n", files: map[string]string{"content/east/2019-07.md/x.txt": ""}, want: []string{"content/east/2019-07.md: error: the file is there"}},
}

func TestMistakes(t *testing.T) {
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			a := newArchive(t, m.files)
			before := a.list()
			req := source.Request{Encoding: m.encoding}
			if m.mapped != "" {
				req.Map = []byte(m.mapped)
			}
			plan, said := a.importing(req, m.data)
			rest := said
			for _, w := range m.want {
				_, after, ok := strings.Cut(rest, w)
				if !ok {
					t.Fatalf("said\n%s\nbut not %q", said, w)
				}
				rest = after
			}
			if n := strings.Count(said, ": error: "); n != strings.Count(strings.Join(m.want, "\n"), "error:") {
				t.Errorf("%d errors:\n%s", n, said)
			}
			if strings.Contains(said, ": error: ") && (len(plan.Files) > 0 || !slices.Equal(before, a.list())) {
				t.Errorf("files changed in spite of errors: %v", states(plan))
			}
		})
	}
}

// list lists the files with their contents.
func (a *archive) list() (all []string) {
	_ = fs.WalkDir(a.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, name+"\n"+a.read(name))
		}
		return err
	})
	return all
}

func TestEncodings(t *testing.T) {
	for name, data := range map[string]string{
		"":             "\ufeff" + head + "2019-07,華東,sales,1,\n",
		"utf-8":        head + "2019-07,華東,sales,1,\n",
		"big5":         head + "2019-07,\xb5\xd8\xaaF,sales,1,\n",
		"gb18030":      head + "2019-07,\xc8A\x96|,sales,1,\n",
		"windows-1252": head + "2019-07,Jos\xe9,sales,1,\n",
		"utf-16":       "\xff\xfe" + wide(head+"2019-07,José,sales,1,\r\n"),
	} {
		a := newArchive(t, nil)
		plan, said := a.importing(source.Request{Encoding: name}, data)
		if len(plan.Files) != 1 || said != "" {
			t.Errorf("%q: %v %s", name, states(plan), said)
		}
	}
	_, _, err := source.Import(t.Context(), source.Request{Archive: &report.Archive{}, Root: newArchive(t, nil).root, Data: strings.NewReader(""), Encoding: "ebcdic"})
	if err == nil || !strings.Contains(err.Error(), "big5") {
		t.Error(err)
	}
}

// wide writes text of the first plane as UTF-16.
func wide(s string) string {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

func TestMap(t *testing.T) {
	data := "Monat\tkind\twer\twas\tIst\tPlan\n" +
		"2019-07\tteam\tOst\tUmsatz\t5\t6\n2019-07\tperson\tLi\tUmsatz\t1\t\n2019-07\tteam\tAlles\tUmsatz\t9\t\n" +
		"2019-06\tteam\tOst\tUmsatz\t5\t6\n2019-07\tteam\tOst\tRabatt\t5\t6\n2019-07\tteam\tOst\tPorto\t5\t6\nFY2020\tteam\tOst\tUmsatz\t70\t6\n"
	for _, columns := range []string{
		"period = \"Monat\"\nunit = \"wer\"\nmetric = [\"was\", \"what\"]\nactual = \"Ist\"\ntarget = \"Plan\"\n",
		"Monat = \"period\"\nwer = \"unit\"\nwas = \"metric\"\nIst = \"actual\"\nPlan = \"target\"\n",
	} {
		a := newArchive(t, nil)
		plan, said := a.importing(source.Request{Map: []byte("[columns]\n" + columns +
			"[where]\nkind = [\"team\", \"group\"]\n[periods]\nfrom = \"2019-07\"\nto = \"2020-01\"\n" +
			"[units]\nOst = \"east\"\nAlles = \"root\"\n[metrics]\nUmsatz = \"sales\"\nRabatt = \"\"\nPorto = \"-\"\n")}, data)
		if want := []string{"created content/2019-07.md", "created content/east/2019-07.md"}; !slices.Equal(states(plan), want) {
			t.Errorf("%v\n%s", states(plan), said)
		}
		if plan.Counts != (source.Counts{Rows: 7, LeftOut: 3, Outside: 2, Added: 3}) || !strings.Contains(said, "separated by tabs") {
			t.Errorf("%+v %s", plan.Counts, said)
		}
	}
}

// In an archive that declares nothing, folders are units, and a map may found one.
func TestFolders(t *testing.T) {
	a := newArchive(t, map[string]string{"config.toml": "title = \"Test\"\n", "content/north/li-ming/2026-W14.md": "+++\n[metrics.revenue]\nactual = 1\n+++\n"})
	req := source.Request{Map: []byte("[units]\nSouth = \"south\"\n"), Known: []*report.Metric{{ID: "leads", Kind: report.Flow, Unit: report.Count}}}
	plan, said := a.importing(req, "period,unit,metric,actual\n2026-03,Li Ming,revenue,5\n2026-Q1,South,leads,6\n2026,root,revenue,7\n")
	if want := []string{"created content/2026.md", "created content/north/li-ming/2026-03.md", "created content/south/2026-Q1.md"}; !slices.Equal(states(plan), want) {
		t.Errorf("%v\n%s", states(plan), said)
	}
	a.open()
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	a := newArchive(t, nil)
	_, _, err := source.Import(ctx, source.Request{Archive: a.open(), Root: a.root, Data: strings.NewReader(head)})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestManyMistakes(t *testing.T) {
	a := newArchive(t, nil)
	_, said := a.importing(source.Request{}, head+strings.Repeat("2019-07,root,sales,x,\n", 500))
	if n := strings.Count(said, "is no number"); n != source.MaxRemarks || !strings.Contains(said, "data.csv: error: 400 more remarks") {
		t.Error(n, said)
	}
}
