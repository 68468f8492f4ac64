package content

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"almanac/site/diag"
	"almanac/site/report"
)

// archive makes a file system of files; config.toml has a title unless given.
func archive(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{configName: {Data: []byte("title = 'Sales'\n")}, "content": {Mode: 0o755 | 1<<31}}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return fsys
}

// told lists remarks as file:line:column rule, the file without content/; what
// stops a build ends in !.
func told(ds []diag.Diagnostic) []string {
	out := make([]string, len(ds))
	for i, d := range ds {
		out[i] = strings.TrimPrefix(d.File, contentDir+"/")
		if d.Line > 0 {
			out[i] += fmt.Sprintf(":%d:%d", d.Line, d.Column)
		}
		out[i] += " " + d.Rule
		if d.Unreadable {
			out[i] += "!"
		}
	}
	return out
}

type inputCase struct {
	name  string // number in libraries.md §4.1, and what it is
	files map[string]string
	want  []string // remarks, as told lists them
	says  string   // what the first remark's message or hint must hold
}

func (c inputCase) check(t *testing.T) *report.Archive {
	t.Helper()
	a, ds, err := ReadFS(context.Background(), archive(c.files), Options{})
	if err != nil {
		t.Fatal(err)
	}
	worded(t, ds)
	if got := told(ds); !slices.Equal(got, c.want) {
		var b strings.Builder
		diag.Text(&b, ds, false)
		t.Errorf("got  %q\nwant %q\n%s", got, c.want, b.String())
	}
	if len(ds) > 0 && !strings.Contains(ds[0].Message+"\n"+ds[0].Hint, c.says) {
		t.Errorf("%q does not speak of %q", ds[0].Message+" / "+ds[0].Hint, c.says)
	}
	for _, d := range ds {
		if d.Message == "" || strings.HasSuffix(d.Message, ".") || strings.Contains(d.Message, "%!") || strings.Contains(d.Hint, "%!") {
			t.Errorf("bad message %q, hint %q", d.Message, d.Hint)
		}
	}
	return a
}

// march is an archive of one report.
func march(text string) map[string]string { return map[string]string{"content/2026-03.md": text} }

// figure is an archive of one report with one figure.
func figure(lines string) map[string]string { return march("+++\n" + lines + "\n+++\n") }

var inputs = []inputCase{
	{"1: byte order mark", march("\ufeff+++\ntitle = 'x'\n+++\n# A\n"), nil, ""},
	{"2: mark in the middle", march("+++\ntitle = 'x'\n+++\na\ufeffb\n"), []string{"2026-03.md:4:2 read/hidden"}, "U+FEFF"},
	{"3: UTF-16 LE", march("\xff\xfe+\x00+\x00"), []string{"2026-03.md:1:1 read/encoding!"}, "save it as UTF-8"},
	{"3: UTF-16 BE", march("\xfe\xff\x00+\x00+"), []string{"2026-03.md:1:1 read/encoding!"}, "UTF-16"},
	{"3: UTF-16 without mark", march("+\x00+\x00+\x00\n\x00a\x00\n\x00"), []string{"2026-03.md:1:1 read/encoding!"}, "UTF-16"},
	{"4: bad UTF-8 in front matter", march("+++\ntitle = '銷\xff'\n+++\n"), []string{"2026-03.md:2:11 read/encoding!"}, "0xff"},
	{"4: bad UTF-8 in the body", march("+++\n+++\n銷\xe9\n"), []string{"2026-03.md:3:2 read/encoding!"}, "0xe9"},
	{"4: many bytes", march("+++\n+++\n\xe9\xe8\n\xff\n"), []string{"2026-03.md:3:1 read/encoding!"}, "(and 2 more)"},
	{"6: NUL", march("+++\n+++\na\x00\n"), []string{"2026-03.md:3:2 read/encoding!"}, "NUL"},
	{"7: CR alone in TOML", march("+++\ntitle = 'x'\rlang = 'en'\n+++\n"), []string{"2026-03.md:2:12 read/encoding!"}, "CR LF"},
	{"7: CR alone in all", march("+++\rtitle = 'x'\r+++\r"), []string{"2026-03.md:1:4 read/encoding!"}, "(and 2 more)"},
	{"8: empty", march(""), []string{"2026-03.md:1:1 read/front-matter!"}, "no front matter"},
	{"8: only a mark", march("\ufeff"), []string{"2026-03.md:1:1 read/front-matter!"}, "no front matter"},
	{"8: only +++", march("+++"), []string{"2026-03.md:1:1 read/front-matter!"}, "never closed"},
	{"8: no newline at the end", march("+++\n+++"), nil, ""},
	{"9: bidi", march("+++\ntitle = 'a\u202eb'\n+++\n"), []string{"2026-03.md:2:11 read/hidden"}, "RIGHT-TO-LEFT OVERRIDE"},
	{"9: zero width", march("+++\n+++\na\u200bb\n"), []string{"2026-03.md:3:2 read/hidden"}, "ZERO WIDTH SPACE"},
	{"11: escape", march("+++\ntitle = 'a\x1b[31m'\n+++\n"), []string{"2026-03.md:2:11 read/encoding!"}, "U+001B"},
	{"11: escape by an escape", march("+++\ntitle = \"a\\u001b[31m\"\n+++\n"), []string{"2026-03.md:2:9 read/encoding!"}, "U+001B"},
	{"9: bidi by an escape", march("+++\ntitle = \"a\\u202eb\"\n+++\n"), []string{"2026-03.md:2:9 read/hidden"}, "RIGHT-TO-LEFT OVERRIDE"},
	{"12: noncharacters", march("+++\ntitle = '\U0001fffe\ue000'\n+++\n\ufdd0\n"), nil, ""},
	{"13: unclosed", march("\ufeff+++\ntitle = 'x'\n\n# body\n"), []string{"2026-03.md:1:1 read/front-matter!"}, "never closed"},
	{"14: YAML", march("---\ntitle: Sales of March\nlang: en\n---\n"), []string{"2026-03.md:1:1 read/front-matter!"}, "+++\ntitle = \"Sales of March\"\nlang = \"en\"\n+++"},
	{"14: JSON", march(`{"title": "x", "schema": 1}`), []string{"2026-03.md:1:1 read/front-matter!"}, "+++\nschema = 1\ntitle = \"x\"\n+++"},
	{"15: unmerged front matter", march("+++\n<<<<<<< HEAD\ntitle = 'x'\n=======\ntitle = 'y'\n>>>>>>> b\n+++\n"), []string{"2026-03.md:2:1 read/conflict!"}, "could not merge"},
	{"15: unmerged text", march("+++\n+++\n## A\n\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b\n"), []string{"2026-03.md:5:1 read/conflict!"}, "keep one of them"},
	{"15: an arrow of signs", march("+++\n+++\na\n\n<<<<<<< b\n"), nil, ""},
	{"15: unterminated", march("+++\ntitle = \"x\n+++\n"), []string{"2026-03.md:2:11 read/toml!"}, ""},
	{"15: unterminated text of lines", march("+++\ntitle = \"\"\"x\n+++\n"), []string{"2026-03.md:2:13 read/toml!"}, "three quotes"},
	{"15: unterminated, with a hint", march("+++\ntitle = \"x\nlang = 'en'\n+++\n"), []string{"2026-03.md:2:11 read/toml!"}, "close the text with a quote"},
	{"15: no such day", march("+++\nsubmitted = 2026-02-30\n+++\n"), []string{"2026-03.md:2:13 read/toml!"}, "2026-03-31"},
	{"15: no such month", march("+++\nsubmitted = 2026-13-01\n+++\n"), []string{"2026-03.md:2:13 read/toml!"}, ""},
	{"15: no such day, quoted", march("+++\nsubmitted = '2026-02-30'\n+++\n"), []string{"2026-03.md:2:13 read/type!"}, "2026-02-30"},
	{"15: a text without quotes", march("+++\nstatus = final # once it is\n+++\n"), []string{"2026-03.md:2:10 read/toml!"}, "\"final\" is a text without quotes\nput it between quotes: status = \"final\""},
	{"15: a number with commas", figure("[metrics.revenue]\nactual = 112,400"), []string{"2026-03.md:3:10 read/toml!"}, "put it between quotes: actual = \"112,400\""},
	{"15: a number with a unit", figure("[metrics.revenue]\nactual = 1.2M # EUR"), []string{"2026-03.md:3:10 read/toml!"}, "put it between quotes: actual = \"1.2M\""},
	{"15: a rate", figure("[metrics.revenue]\nactual = 94%"), []string{"2026-03.md:3:10 read/toml!"}, "put it between quotes: actual = \"94%\""},
	{"15: no value", march("+++\ntitle =\n+++\n"), []string{"2026-03.md:2:8 read/toml!"}, "\"title\" has no value"},
	{"15: the day first", march("+++\nsubmitted = 3.4.2026\n+++\n"), []string{"2026-03.md:2:13 read/toml!"}, "submitted = 2026-04-03"},
	{"15: slashes", march("+++\nsubmitted = 4/3/2026\n+++\n"), []string{"2026-03.md:2:13 read/toml!"}, "\"4/3/2026\" is no date as in 2026-03-31"},
	{"15: quotes within quotes", march("+++\ntitle = \"a \"b\" c\"\n+++\n"), []string{"2026-03.md:2:13 read/toml!"}, `write a quote within a text as \"`},
	{"15: curly quotes", march("+++\ntitle = “March”\n+++\n"), []string{"2026-03.md:2:9 read/toml!"}, `write title = "March"`},
	{"15: corner brackets", march("+++\ntitle = 「三月」\n+++\n"), []string{"2026-03.md:2:9 read/toml!"}, `write title = "三月"`},
	{"15: a wide equals sign", march("+++\ntitle ＝ \"三月\"\n+++\n"), []string{"2026-03.md:2:7 read/toml!"}, "write title = …"},
	{"15: a colon", march("+++\ntitle: \"March\"\n+++\n"), []string{"2026-03.md:2:6 read/toml!"}, "write title = …"},
	{"15: a line of words", march("+++\nAll went well.\n+++\n"), []string{"2026-03.md:2:5 read/toml!"}, "a remark begins with #"},
	{"15: a list without a comma", march("+++\nstrengths = [\"a\" \"b\"]\n+++\n"), []string{"2026-03.md:2:18 read/toml!"}, `write ["one", "two"]`},
	{"15: a list without quotes", march("+++\nstrengths = [a, b]\n+++\n"), []string{"2026-03.md:2:14 read/toml!"}, `write ["one", "two"]`},
	{"15: a heading that is open", march("+++\n[[issues]\n+++\n"), []string{"2026-03.md:2:9 read/toml!"}, "as many ] behind the name"},
	{"15: too large", figure("[metrics.revenue]\nactual = 99999999999999999999"), []string{"2026-03.md:3:10 read/toml!"}, "in quotes"},
	{"15: too large a float", figure("[metrics.revenue]\nactual = 1e999"), []string{"2026-03.md:3:10 read/toml!"}, "1e999 is out of the range of numbers without quotes\nwrite it as in 1234.5"},
	{"15: too large for quotes", figure("[metrics.revenue]\nactual = " + strings.Repeat("9", 100_000)), []string{"2026-03.md:3:10 read/toml!"}, strings.Repeat("9", 40) + "… is out of the range of numbers without quotes\nwrite it as in 1234.5"},
	{"15: no digit before the point", figure("[metrics.revenue]\nactual = .5"), []string{"2026-03.md:3:10 read/toml!"}, "write a digit before the point, as in 0.5\nwrite it as in 1234.5"},
	{"15: no digit behind the point", figure("[metrics.revenue]\nactual = 5."), []string{"2026-03.md:3:10 read/toml!"}, "write a digit behind the point, as in 5.0, or leave the point out\nwrite it as in 1234.5"},
	{"15: two underscores", figure("[metrics.revenue]\nactual = 1__0"), []string{"2026-03.md:3:10 read/toml!"}, "cannot read \"__0\" behind the number\nwrite it as in 1234.5"},
	{"15: a text that begins with a digit", march("+++\ntitle = 3 months\n+++\n"), []string{"2026-03.md:2:9 read/toml!"}, "put it between quotes: title = \"3 months\""},
	{"15: an exponent, written out", figure("[metrics.revenue]\nactual = 1e19"), []string{"2026-03.md:3:10 read/number!"}, "write the number out, in quotes"},
	{"15: an exponent, too many digits", figure("[metrics.revenue]\nactual = 1e99"), []string{"2026-03.md:3:10 read/number!"}, "1e99 has too large an exponent\nwrite it as in 1234.5"},
	{"15: many digits", figure("[metrics.revenue]\nactual = 1_000.0000000000000001"), []string{"2026-03.md:3:10 read/number!"}, "write it in quotes: \"1000.0000000000000001\""},
	{"15: too many digits", figure("[metrics.revenue]\nactual = " + strings.Repeat("9", 200) + ".5"), []string{"2026-03.md:3:10 read/number!"}, strings.Repeat("9", 40) + "… has more than 15 digits, which not every program keeps\nwrite it as in 1234.5"},
	{"16: duplicate key", march("+++\ntitle = 'x'\nlang = 'en'\ntitle = 'y'\n+++\n"), []string{"2026-03.md:4:1 read/duplicate!"}, "first at 2:1"},
	{"17: unknown key", march("+++\n'title' = 'x'\n  ttle = 'y'\n+++\n"), []string{"2026-03.md:3:3 read/key!"}, `did you mean "title"?`},
	{"17: unknown key in a table", march("+++\n[metrics.revenue]\nactaul = 5\n+++\n"), []string{"2026-03.md:3:1 read/key!"}, `did you mean "actual"?`},
	{"18: wrong type in the 2nd of three", march("+++\n[[actions]]\nid = 'a'\n[[actions]]\nid = 2\n[[actions]]\nid = 'c'\n+++\n"), []string{"2026-03.md:5:6 read/type!"}, ""},
	{"19: deep", march("+++\na=" + strings.Repeat("[", 2_000_000)[:900_000] + "\n+++\n"), []string{"2026-03.md:2:67 read/limit!"}, "deeper"},
	{"20: dots", march("+++\na" + strings.Repeat(".a", 10_000) + "=1\n+++\n"), []string{"2026-03.md:2:130 read/limit!"}, "dots"},
	{"21: much front matter", march("+++\n" + strings.Repeat("[[r]]\n", 1<<20/6+1) + "+++\n"), []string{"2026-03.md:1:1 read/limit!"}, "1 MiB"},
	{"21: a large file", march("+++\n+++\n" + strings.Repeat("a\n\n", 2<<20)), []string{"2026-03.md read/limit!"}, "4 MiB"},
	{"22: many digits", figure("[metrics.revenue]\nactual = 12345678901234567.89"), []string{"2026-03.md:3:10 read/number!"}, `"12345678901234567.89"`},
	{"23: inf", figure("[metrics.revenue]\nactual = inf\ntarget = -nan"), []string{"2026-03.md:3:10 read/number!", "2026-03.md:4:10 read/number!"}, "no number"},
	{"23: exponent in quotes", figure("[metrics.revenue]\nactual = '1e400'"), []string{"2026-03.md:3:10 read/number!"}, ""},
	{"24: spaces", figure("[metrics.revenue]\nactual = '1 234'"), []string{"2026-03.md:3:10 read/number!"}, "spaces"},
	{"24: parentheses", figure("[metrics.revenue]\nactual = '(12)'"), []string{"2026-03.md:3:10 read/number!"}, "parentheses"},
	{"24: percent of money", figure("[metrics.revenue]\nactual = '12%'"), []string{"2026-03.md:3:10 read/number!"}, "percent"},
	{"24: accepted", figure("[metrics.revenue]\nactual = '1,234.50'\ntarget = '１２３'"), nil, ""},
	{"26: month 13", map[string]string{"content/2026-13.md": "+++\n+++\n"}, []string{"2026-13.md read/period!"}, "months 01 to 12"},
	{"26: one digit", map[string]string{"content/2026-3.md": "+++\n+++\n"}, []string{"2026-3.md read/period!"}, "write 2026-03"},
	{"26: fiscal quarter 5", map[string]string{"content/FY2026-Q5.md": "+++\n+++\n"}, []string{"FY2026-Q5.md read/period!"}, "Q1 to Q4"},
	{"26: no name of a period", map[string]string{"content/March.md": "+++\n+++\n"}, []string{"March.md read/period!"}, "2026-03.md"},
	{"26: quarter 5", map[string]string{"content/2026-Q5.md": "+++\n+++\n"}, []string{"2026-Q5.md read/period!"}, ""},
	{"26: two digits", map[string]string{"content/26-01.md": "+++\n+++\n"}, []string{"26-01.md read/period!"}, ""},
	{"26: week 53", map[string]string{"content/2021-W53.md": "+++\n+++\n", "content/2020-W53.md": "+++\n+++\n"}, []string{"2021-W53.md read/period!"}, "W01 to W52"},
	{"27: two files", map[string]string{"content/east/2026-03.md": "+++\n+++\n", "content/east/2026/2026-03.md": "+++\n+++\n"},
		[]string{"east/2026/2026-03.md read/duplicate!"}, "content/east/2026-03.md and content/east/2026/2026-03.md"},
	{"31: language", march("+++\nlang = 'zh-XX'\n+++\n"), []string{"2026-03.md:2:8 read/type!"}, ""},
	{"31: metric", figure("[metrics.revenu]\nactual = 1"), []string{"2026-03.md:2:10 read/metric!"}, `did you mean "revenue"?`},
	{"32: year 1", map[string]string{"content/0001-01.md": "+++\n+++\n"}, []string{"0001-01.md read/period!"}, ""},
	{"33: HTML block", march("+++\n+++\n<script>alert(1)</script>\n\na\n"), []string{"2026-03.md:3:1 read/html"}, "as the text it is"},
	{"33: HTML inline", march("+++\n+++\na <b>\n"), []string{"2026-03.md:3:3 read/html"}, ""},
	{"33: comment", march("+++\n+++\n<!-- todo -->\n"), []string{"2026-03.md:3:1 read/html"}, ""},
	{"33: our own comment", march("+++\n+++\n<!-- check:off L301 reason=\"x\" -->\n\na <!-- check:next C205 -->\n"), nil, ""},
	{"36: surplus cell", march("+++\n+++\n|a|b|\n|-|-|\n|1|2|3|\n|1|\n"), []string{"2026-03.md:5:6 read/table", "2026-03.md:6:1 read/table"}, "3 cells under 2"},
	{"38: open fence", march("+++\n+++\na\n\n```\ncode\n"), []string{"2026-03.md:5:1 read/fence"}, ""},
	{"38: closed fence", march("+++\n+++\n- a\n\n  ```\n  code\n  ```\n\n> ~~~\n> x\n> ~~~\n\n```\n```"), nil, ""},
	{"42: twice", march("+++\n+++\n[^a]\n\n[^a]: x\n[^a]: y\n"), []string{"2026-03.md:6:1 read/footnote"}, "twice"},
	{"42: unused", march("+++\n+++\n[^a]: x\n"), []string{"2026-03.md:3:1 read/footnote"}, ""},
	{"42: undefined", march("+++\n+++\nx [^a]\n"), []string{"2026-03.md:3:3 links/source"}, ""},
	{"43: report missing", march("+++\n+++\nsee [a](2026-02.md)\n"), []string{"2026-03.md:3:5 links/broken"}, ""},
	{"43: without .md", march("+++\n+++\n[a](2026-03)\n"), []string{"2026-03.md:3:1 links/broken"}, `"2026-03.md"`},
	{"37: columns", march("+++\n+++\n|" + strings.Repeat("a|", 300) + "\n|" + strings.Repeat("-|", 300) + "\n"), []string{"2026-03.md:4:1 read/limit!"}, "300 columns"},
	{"43: wrong case", map[string]string{"content/2026-Q1.md": "+++\n+++\n[a](2026-q1.md)\n"}, []string{"2026-Q1.md:3:1 links/broken"}, `"2026-Q1.md"`},
	{"43: fragment", march("+++\n+++\n# Results\n\n[a](#result) [b](2026-03.md#Results) [c](#results)\n"),
		[]string{"2026-03.md:5:1 links/broken", "2026-03.md:5:14 links/broken"}, `"results"`},
	{"43: attachment", map[string]string{"content/2026-03.md": "+++\n+++\n[a](2026-03/a.csv) [b](2026-03/b.csv)\n", "content/2026-03/a.csv": "x"},
		[]string{"2026-03.md:3:20 links/broken"}, `"a.csv"`},
	{"44: target twice", march("+++\n+++\n[a][x] [b][X]\n\n> [x]: 2026-03.md\n\n[X]: https://x.example\n\n    [x]: code\n"), []string{"2026-03.md:7:1 read/reference"}, "5:3"},
	{"44: targets", march("+++\n+++\n[a][x] [b][y]\n\n[x]: 2026-03.md\n[y]: 2026-03.md\n"), nil, ""},
	{"45: nothing", march("+++\n+++\n[a]() ![b]()\n"), []string{"2026-03.md:3:1 links/broken", "2026-03.md:3:7 links/broken"}, "no target"},
	{"45: disk", march("+++\n+++\n[a](C:/x.md) [b](d:\\\\x.md)\n"), []string{"2026-03.md:3:1 links/outside", "2026-03.md:3:14 links/outside"}, "disk"},
	{"45: absolute", march("+++\n+++\n[a](/2026-03.md) [b](/content/2026-03.md) [c](/x.md)\n"), []string{"2026-03.md:3:43 links/broken"}, ""},
	{"45: backslash", march("+++\n+++\n[a](b\\\\c.md)\n"), []string{"2026-03.md:3:1 links/outside"}, "b/c.md"},
	{"45: escapes", march("+++\n+++\n[a](%2e%2e/x.md) [b](a%2fb.md)\n"), []string{"2026-03.md:3:1 links/outside", "2026-03.md:3:18 links/outside"}, ""},
	{"45: another host", march("+++\n+++\n[a](//evil.example/x)\n"), []string{"2026-03.md:3:1 links/outside"}, "https://"},
	{"45: out of content", march("+++\n+++\n[a](../config.toml)\n"), []string{"2026-03.md:3:1 links/outside"}, ""},
	{"46: picture missing", march("+++\n+++\n![a](2026-03/a.png)\n"), []string{"2026-03.md:3:1 links/broken"}, ""},
	{"46: picture empty", map[string]string{"content/2026-03.md": "+++\n+++\n![a](2026-03/a.png)\n", "content/2026-03/a.png": ""}, []string{"2026-03.md:3:1 links/image"}, "empty"},
	{"46: picture huge", map[string]string{"content/2026-03.md": "+++\n+++\n![a](2026-03/a.png)\n", "content/2026-03/a.png": "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0"},
		[]string{"2026-03.md:3:1 links/image"}, "100000 × 100000"},
	{"46: drawing with script", map[string]string{"content/2026-03.md": "+++\n+++\n![a](2026-03/a.svg)\n", "content/2026-03/a.svg": "<svg><SCRIPT>"}, []string{"2026-03.md:3:1 links/image"}, "<script"},
	{"46: drawing in UTF-16", map[string]string{"content/2026-03.md": "+++\n+++\n![a](2026-03/a.svg)\n", "content/2026-03/a.svg": "<\x00s\x00v\x00g\x00>\x00<\x00s\x00c\x00r\x00i\x00p\x00t\x00"}, []string{"2026-03.md:3:1 links/image"}, "UTF-8"},
	{"46: drawing", map[string]string{"content/2026-03.md": "+++\n+++\n![a](2026-03/a.svg)\n", "content/2026-03/a.svg": "<svg>"}, nil, ""},
	{"46: picture from elsewhere", march("+++\n+++\n![a](https://x.example/a.png)\n"), []string{"2026-03.md:3:1 links/outside"}, ""},
	{"47: one long line", march("+++\n+++\n" + strings.Repeat("a", 70_000) + "\n"), []string{"2026-03.md:3:1 read/limit!"}, "65536"},
	{"48: +++ in the body", march("+++\n+++\na\n\n+++\n\nb\n"), nil, ""},
	{"48: +++ in a string", march("+++\nsummary = '''\n+++\n'''\n+++\nb\n"), nil, ""},
	{"50: odd names", map[string]string{"content/2026-03/a b#?%'é😀.csv": "x", "content/2026-03.md": "+++\n+++\n[a](2026-03/a%20b%23%3F%25'é😀.csv)\n"}, nil, ""},
	{"50: newline", map[string]string{"content/2026-03/a\nb.csv": "x", "content/2026-03.md": "+++\n+++\n"}, []string{"2026-03/a\nb.csv read/path!"}, "U+000A"},
	{"50: no UTF-8", map[string]string{"content/2026-03/\xff.csv": "x", "content/2026-03.md": "+++\n+++\n"}, []string{"2026-03/\xff.csv read/path!"}, "UTF-8"},
	{"50: a report of another kind", map[string]string{"content/2026-02.docx": "x", "content/2026-03.md.txt": "x", "content/notes.txt": "x", "content/2026-03.md": "+++\n+++\n"}, []string{"2026-02.docx read/path", "2026-03.md.txt read/path"}, "save its text as 2026-02.md"},
	{"51: CON.md", map[string]string{"content/CON.md": "x", "content/2026-03.md": "+++\n+++\n"}, []string{"CON.md read/path!"}, "CON"},
	{"51: aux.toml, a., b ", map[string]string{"content/2026-03/aux.toml": "x", "content/2026-03/a.": "x", "content/2026-03/b ": "x", "content/2026-03.md": "+++\n+++\n"},
		[]string{"2026-03/a. read/path!", "2026-03/aux.toml read/path!", "2026-03/b  read/path!"}, ""},
	{"52: case", map[string]string{"content/2026-03/Report.txt": "x", "content/2026-03/report.txt": "x", "content/2026-03.md": "+++\n+++\n"}, []string{"2026-03/report.txt read/duplicate!"}, "Report.txt"},
	{"52: ligature", map[string]string{"content/2026-03/ﬁ": "x", "content/2026-03/fi": "x", "content/2026-03.md": "+++\n+++\n"}, []string{"2026-03/ﬁ read/duplicate!"}, "fi"},
	{"52: dotted I", map[string]string{"content/2026-03/İ": "x", "content/2026-03/i": "x", "content/2026-03.md": "+++\n+++\n"}, []string{"2026-03/İ read/duplicate!"}, ""},
	{"52: units", map[string]string{"content/stra\u00dfe/2026-03.md": "+++\n+++\n", "content/west/strasse/2026-03.md": "+++\n+++\n"}, []string{"west/strasse read/duplicate!"}, "straße"},
	{"10: NFC and NFD", map[string]string{"content/caf\u00e9/2026-03.md": "+++\n+++\n", "content/cafe\u0301/2026-04.md": "+++\n+++\n"}, []string{"caf\u00e9 read/duplicate!"}, ""},
	{"53: long path", map[string]string{"content/2026-03/" + strings.Repeat("a", 290): "x", "content/2026-03.md": "+++\n+++\n"}, []string{"2026-03/" + strings.Repeat("a", 290) + " read/limit!"}, "300"},
	{"53: deep path", map[string]string{"content/" + strings.Repeat("a/", 101) + "x": "x", "content/2026-03.md": "+++\n+++\n"}, []string{strings.Repeat("a/", 100) + "a read/limit!"}, "100"},
}

func TestInputs(t *testing.T) {
	for _, c := range inputs {
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}

// Case 34: no spelling of a scheme that runs something becomes an address.
func TestDangerousLinks(t *testing.T) {
	for _, dest := range []string{
		"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "<java\tscript:alert(1)>", "javascript&#58;alert(1)", "javascript&colon;alert(1)",
		"&#106;avascript:alert(1)", "&#x6a;avascript:alert(1)", "javascript\\:alert(1)", "<&#1;javascript:alert(1)>", "vbscript:x", "data:text/html,x", "data:image/svg+xml,x",
		"data:image/png;base64,x", "file:///etc/passwd", "FILE:/x", "about:blank", "view-source:x", "blob:x", "<javascript:alert(1)//https://x>", "feed:javascript:x",
	} {
		body := fmt.Sprintf("[words](%s) ![alt](%s) [ref]\n\n[ref]: %s\n", dest, dest, dest)
		a, ds, err := ReadFS(context.Background(), archive(march("+++\n+++\n"+body)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		html := htmlOf(a.Reports[0].Prose.Body())
		if !slices.ContainsFunc(ds, func(d diag.Diagnostic) bool { return d.Rule == ruleDangerous.Name }) {
			t.Errorf("%s: no error: %v", dest, told(ds))
		}
		if strings.Contains(html, "<a") || strings.Contains(html, "<img") || !strings.Contains(html, "words") {
			t.Errorf("%s: %s", dest, html)
		}
	}
}

// htmlOf is a body's HTML with its holes filled by what they stand for.
func htmlOf(b *report.Body) string {
	var s strings.Builder
	for _, p := range b.Pieces() {
		s.WriteString(p.HTML)
		if p.Hole != report.NoHole {
			s.WriteString(string(appendEscaped(nil, p.Target)))
		}
	}
	return s.String()
}

func TestHTML(t *testing.T) {
	for _, c := range []struct{ name, markdown, want string }{
		{"39: emphasis", "**12%**增長", "<p><strong>12%</strong>增長</p>\n"},
		{"39: emphasis", "**中文。**後面", "<p><strong>中文。</strong>後面</p>\n"},
		{"39: emphasis", "比**去年（2025）**增長", "<p>比<strong>去年（2025）</strong>增長</p>\n"},
		{"39: emphasis", "前**「中文」**後", "<p>前<strong>「中文」</strong>後</p>\n"},
		{"39: emphasis", "增長**12%**。", "<p>增長<strong>12%</strong>。</p>\n"},
		{"39: Latin as before", "**abc.**def a * b", "<p>**abc.**def a * b</p>\n"},
		{"lines", "第一行，\n第二行 a\nb", "<p>第一行，第二行 a\nb</p>\n"},
		{"36: surplus", "|a|\n|-|\n|1|2 & 3|", "<table>\n<thead>\n<tr><th scope=\"col\">a</th></tr>\n</thead>\n<tbody>\n<tr><td>1 | 2 &amp; 3</td></tr>\n</tbody>\n</table>\n"},
		{"alignment", "|a|\n|-:|\n|1|", "<table>\n<thead>\n<tr><th class=\"right\" scope=\"col\">a</th></tr>\n</thead>\n<tbody>\n<tr><td class=\"right\">1</td></tr>\n</tbody>\n</table>\n"},
		{"33: HTML", "a <b onclick=x>", "<p>a &lt;b onclick=x&gt;</p>\n"},
		{"33: own comment", "a<!-- check:on -->b", "<p>ab</p>\n"},
		{"40: headings", "# 銷售 概況!\n# A_b\n# 銷售概況\n# ！\n# 銷售 概況", "<h3 id=\"銷售-概況\">銷售 概況!</h3>\n<h3 id=\"a-b\">A_b</h3>\n<h3 id=\"銷售概況\">銷售概況</h3>\n<h3 id=\"section\">！</h3>\n<h3 id=\"銷售-概況-2\">銷售 概況</h3>\n"},
		{"levels", "## A\n#### B\n###### C", "<h3 id=\"a\">A</h3>\n<h5 id=\"b\">B</h5>\n<h6 id=\"c\">C</h6>\n"},
		{"tasks", "- [x] *ship* it", "<ul>\n<li><input type=\"checkbox\" disabled checked aria-label=\"ship it\"> <em>ship</em> it</li>\n</ul>\n"},
		{"entities", "&copy; &#x202e; &#0; \\& &nope; `&amp;`", "<p>© \ufffd \ufffd &amp; &amp;nope; <code>&amp;amp;</code></p>\n"},
		{"brackets in code and behind a backslash", "`[[a]]` \\[[a]] `{{ b }}` \\{{ b }}", "<p><code>[[a]]</code> [[a]] <code>{{ b }}</code> {{ b }}</p>\n"},
		{"strike", "~~a~~", "<p><del>a</del></p>\n"},
		{"ordered", "3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"},
		{"42: notes", "a[^n] b[^n]\n\n[^n]: c", "<p>a<sup id=\"fnref:1\"><a class=\"noteref\" role=\"doc-noteref\" href=\"#fn:1\">1</a></sup> b<sup id=\"fnref:1:2\"><a class=\"noteref\" role=\"doc-noteref\" href=\"#fn:1\">1</a></sup></p>\n<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n<li id=\"fn:1\"><p>c</p>\n<a class=\"backref\" role=\"doc-backlink\" href=\"#fnref:1\">↩</a> <a class=\"backref\" role=\"doc-backlink\" href=\"#fnref:1:2\">↩</a> </li>\n</ol>\n</section>\n"},
		{"43: broken", "[a](x.md) ![b \"q\"](y.png \"t\")", "<p><a class=\"broken\">a</a> <span class=\"broken\">b &#34;q&#34;</span></p>\n"},
	} {
		a, _, err := ReadFS(context.Background(), archive(march("+++\n+++\n"+c.markdown)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := htmlOf(a.Reports[0].Prose.Body()); got != c.want {
			t.Errorf("%s: %q\n got %q\nwant %q", c.name, c.markdown, got, c.want)
		}
	}
}

// Case 7: files with CR LF give what files with LF give.
func TestLineEnds(t *testing.T) {
	text := "+++\ntitle = 'x'\nsummary = '''\na\nb'''\n+++\n# 引言\n\na\nb\n\n```\nc\n```\n"
	read := func(s string) *report.Report {
		a, ds, err := ReadFS(context.Background(), archive(march(s)), Options{})
		if err != nil || len(ds) > 0 {
			t.Fatal(err, ds)
		}
		return a.Reports[0]
	}
	lf, crlf := read(text), read(strings.ReplaceAll(text, "\n", "\r\n"))
	if htmlOf(lf.Prose.Body()) != htmlOf(crlf.Prose.Body()) || lf.Summary != crlf.Summary || !slices.Equal(lf.Prose.Body().Blocks, crlf.Prose.Body().Blocks) {
		t.Errorf("%q is not %q", htmlOf(crlf.Prose.Body()), htmlOf(lf.Prose.Body()))
	}
}

func TestRoles(t *testing.T) {
	body := "intro words\n\n# Report\n\n## 一、引言\n\na\n\n### Detail\n\nb\n\n## Whatever\n\nc\n\n## Whatever else {.r-plan}\n\nd\n\n## Market and competitors\n\ne\n"
	a, _, _ := ReadFS(context.Background(), archive(march("+++\n+++\n"+body)), Options{})
	var got []string
	text := a.Reports[0].Prose.Body()
	for _, b := range text.Blocks {
		if b.Kind == report.Paragraph {
			got = append(got, text.Words(b)+":"+text.Role(b))
		}
	}
	if want := "intro words:,a:intro,b:intro,c:,d:plan,e:market"; strings.Join(got, ",") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, ","), want)
	}
}

// Case 19, 20: refused at once.
func TestDepthIsCheap(t *testing.T) {
	cfg := testConfig(t, "title = 'x'\n")
	start := time.Now()
	newReader(cfg).report(source{path: "content/2026.md", address: address{"root", "2026", ""}}, []byte("+++\na="+strings.Repeat("{a=", 300_000)+"\n+++\n"))
	if d := time.Since(start); d > time.Second {
		t.Errorf("took %v", d)
	}
}
