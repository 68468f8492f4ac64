package diag_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"almanac/site/diag"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/mattn/go-runewidth"
	"pgregory.net/rapid"
)

func text(t testing.TB, color bool, ds ...diag.Diagnostic) string {
	t.Helper()
	var b strings.Builder
	if err := diag.Text(&b, ds, color); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var key = diag.Rule{Name: "read/key", Code: "D100", Severity: diag.Error, Unreadable: true}

// remark is one of rule key in line 7 of a report.
func remark(excerpt string, column, width int) diag.Diagnostic {
	d := key.At("content/2026-03.md", 7, column, "unknown key", "")
	d.Excerpt, d.Width = excerpt, width
	return d
}

func TestText(t *testing.T) {
	spelt := key.At("content/2026-03.md", 7, 1, `unknown key "revnue"`, `did you mean "revenue"?`)
	spelt.Excerpt, spelt.Width = "revnue = 12", 6
	head := "content/2026-03.md:7:"
	x, z := strings.Repeat("x", 200), strings.Repeat("字", 200)
	for _, c := range []struct {
		name string
		d    diag.Diagnostic
		want string
	}{
		{"the package's example", spelt, head + `1: error: unknown key "revnue" [read/key]
    revnue = 12
    ^~~~~~
    hint: did you mean "revenue"?
`},
		{"behind Chinese", remark("銷售額 = 12x", 9, 1), head + `9: error: unknown key [read/key]
    銷售額 = 12x
               ^
`},
		{"under Chinese", remark("a 銷售 b", 3, 2), head + `3: error: unknown key [read/key]
    a 銷售 b
      ^~~~
`},
		{"behind a tab", remark("\tx\ty", 4, 1), head + `4: error: unknown key [read/key]
     x y
       ^
`},
		{"control characters", remark("\x1b[31mred\x7f\x00", 6, 3), head + `6: error: unknown key [read/key]
    ␛[31mred␡␀
         ^~~
`},
		{"bytes that are no UTF-8, one by one", remark("\xff\x9b中x", 4, 1), head + `4: error: unknown key [read/key]
    ��中x
        ^
`},
		{"what hides", remark("a\u202eb\u200bc\u2028\u009bd", 7, 1), head + `7: error: unknown key [read/key]
    a�b�c��d
          ^
`},
		{"a letter and its accent", remark("e\u0301x", 3, 1), head + "3: error: unknown key [read/key]\n    e\u0301x\n     ^\n"},
		{"the accent", remark("e\u0301x", 2, 1), head + "2: error: unknown key [read/key]\n    e\u0301x\n    ^\n"},
		{"part of a family", remark("a👨\u200d👩\u200d👧x", 4, 1), head + "4: error: unknown key [read/key]\n    a👨\u200d👩\u200d👧x\n     ^~\n"},
		{"behind a family", remark("a👨\u200d👩\u200d👧x", 7, 1), head + "7: error: unknown key [read/key]\n    a👨\u200d👩\u200d👧x\n       ^\n"},
		{"a flag", remark("🇹🇼x", 1, 2), head + "1: error: unknown key [read/key]\n    🇹🇼x\n    ^~\n"},
		{"beyond the end", remark("abc", 9, 5), head + `9: error: unknown key [read/key]
    abc
       ^
`},
		{"wider than the line", remark("abc", 2, math.MaxInt), head + `2: error: unknown key [read/key]
    abc
     ^~
`},
		{"beyond everything", remark("abc", math.MaxInt, math.MaxInt), head + "9223372036854775807: error: unknown key [read/key]\n    abc\n       ^\n"},
		// 72 cells of a line are seen; with the caret's end at 48 of them where more stands before
		{"the middle of a long line", remark(x+"!"+x, 201, 1), head + "201: error: unknown key [read/key]\n" +
			"    …" + x[:47] + "!" + x[:24] + "…\n" +
			"    " + strings.Repeat(" ", 48) + "^\n"},
		{"the beginning of a long line", remark("!"+x, 1, 1), head + "1: error: unknown key [read/key]\n    !" + x[:71] + "…\n    ^\n"},
		{"the end of a long line", remark(x+"!", 201, 1), head + "201: error: unknown key [read/key]\n" +
			"    …" + x[:47] + "!\n" +
			"    " + strings.Repeat(" ", 48) + "^\n"},
		{"the middle of a long Chinese line", remark(z+"!"+z, 201, 1), head + "201: error: unknown key [read/key]\n" +
			"    …" + strings.Repeat("字", 23) + "!" + strings.Repeat("字", 12) + "…\n" +
			"    " + strings.Repeat(" ", 47) + "^\n"},
		{"all of a long line", remark(x, 1, 200), head + "1: error: unknown key [read/key]\n    " + x[:72] + "…\n    ^" + strings.Repeat("~", 35) + "\n"},
		{"in brief", diag.Diagnostic{File: "a.md", Line: 1, Column: 5, Message: "a is blank", Hint: "h", Excerpt: "a = TODO", Brief: true}, "a.md:1:5: note: a is blank\n    hint: h\n"},
		{"the file as a whole", key.At("content/2026-03.md", 0, 0, "the file is empty", ""), "content/2026-03.md: error: the file is empty [read/key]\n"},
		{"a line as a whole", key.At("a.md", 3, 0, "too long", ""), "a.md:3:1: error: too long [read/key]\n"},
		{"no file", diag.Diagnostic{Severity: diag.Warning, Rule: "workflow/late", Message: "late"}, "warning: late [workflow/late]\n"},
		{"no rule", diag.Diagnostic{File: "a.md", Message: "so"}, "a.md: note: so\n"},
		{"a hint of several lines", key.At("a.md", 1, 1, "m", "write\n+++\r\ntitle\x1b = \"\"\n"), "a.md:1:1: error: m [read/key]\n    hint: write\n          +++\n          title␛ = \"\"\n"},
		{"escapes everywhere", key.At("\x1b[2J.md", 1, 1, "\x1b]0;x\x07", "\x1b[A\u009b1m"), "␛[2J.md:1:1: error: ␛]0;x␇ [read/key]\n    hint: ␛[A�1m\n"},
	} {
		if got := text(t, false, c.d); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestColor(t *testing.T) {
	d := remark("ab", 2, 1)
	d.Hint = "c"
	want := "\x1b[1mcontent/2026-03.md:7:2\x1b[0m: \x1b[31;1merror\x1b[0m: unknown key [read/key]\n    ab\n     \x1b[31m^\x1b[0m\n    \x1b[36mhint:\x1b[0m c\n"
	if got := text(t, true, d); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
	if got, want := text(t, true, diag.Diagnostic{Severity: diag.Warning, Message: "m"}), "\x1b[33;1mwarning\x1b[0m: m\n"; got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestWriteError(t *testing.T) {
	ds := []diag.Diagnostic{{Message: "m"}}
	if diag.Text(full{}, ds, false) == nil || diag.JSON(full{}, ds) == nil {
		t.Error("a full disk goes unnoticed")
	}
}

func TestJSON(t *testing.T) {
	var b strings.Builder
	note := diag.Diagnostic{Severity: diag.Warning, Message: "<東> \x1b\x7f\u009b\u202e"}
	if err := diag.JSON(&b, []diag.Diagnostic{key.At("a.md", 7, 1, "m", "h"), note}); err != nil {
		t.Fatal(err)
	}
	want := `{
  "remarks": [
    {
      "file": "a.md",
      "line": 7,
      "column": 1,
      "severity": "error",
      "rule": "read/key",
      "code": "D100",
      "message": "m",
      "hint": "h"
    },
    {
      "file": "",
      "line": 0,
      "column": 0,
      "severity": "warning",
      "rule": "",
      "code": "",
      "message": "<東> \u001b\u007f\u009b\u202e",
      "hint": ""
    }
  ],
  "errors": 1,
  "warnings": 1
}
`
	if b.String() != want {
		t.Errorf("%s\nwant %s", b.String(), want)
	}
	var back struct{ Remarks []struct{ Message string } }
	if err := json.Unmarshal([]byte(b.String()), &back); err != nil || back.Remarks[1].Message != note.Message {
		t.Errorf("%q came back as %q (%v)", note.Message, back.Remarks[1].Message, err)
	}
	b.Reset()
	if err := diag.JSON(&b, nil); err != nil || b.String() != "{\n  \"remarks\": [],\n  \"errors\": 0,\n  \"warnings\": 0\n}\n" {
		t.Errorf("nothing: %s", b.String())
	}
}

// TestSort: whatever the order in which they come, remarks go out in the same
// one, and each once.
func TestSort(t *testing.T) {
	sorted := []diag.Diagnostic{
		{Message: "no file"}, {File: "a.md", Message: "as a whole"}, {File: "a.md", Line: 2, Column: 9, Message: "x"}, {File: "a.md", Line: 10, Column: 1, Rule: "a/b", Message: "x"},
		{File: "a.md", Line: 10, Column: 1, Rule: "a/c", Message: "x"}, {File: "a.md", Line: 10, Column: 1, Rule: "a/c", Message: "y", Hint: "1", Severity: diag.Error}, {File: "a.md", Line: 10, Column: 1, Rule: "a/c", Message: "y", Hint: "1"},
		{File: "a.md", Line: 10, Column: 1, Rule: "a/c", Message: "y", Hint: "2", Unreadable: true}, {File: "a.md", Line: 10, Column: 1, Rule: "a/c", Message: "y", Hint: "2"},
		{File: "a.md", Line: 10, Column: 2}, {File: "b.md"}, {File: "b.md", Width: 1}, {File: "b.md", Excerpt: "e"}, {File: "b.md", Code: "D1"},
	}
	rapid.Check(t, func(t *rapid.T) {
		ds := rapid.Permutation(append(slices.Clone(sorted), sorted[3], sorted[7])).Draw(t, "order")
		if got := diag.Sort(ds); !slices.Equal(got, sorted) {
			t.Fatalf("%v", got)
		}
	})
}

func TestCounts(t *testing.T) {
	ds := []diag.Diagnostic{{Severity: diag.Error}, {Severity: diag.Warning}, {Severity: diag.Warning}, {}}
	if diag.Count(ds, diag.Error) != 1 || diag.Count(ds, diag.Warning) != 2 || diag.Count(ds, diag.Note) != 1 || diag.Unreadable(ds) {
		t.Error("counted wrong")
	}
	if d := key.At("a.md", 1, 2, "m", "h"); !diag.Unreadable(append(ds, d)) || d.Severity != diag.Error || d.Code != "D100" {
		t.Errorf("%+v", d)
	}
	if got := diag.Severity(200).String(); got != "error" {
		t.Errorf("Severity(200) = %s", got)
	}
}

func TestNearest(t *testing.T) {
	metrics := []string{"revenue", "orders", "new_customers", "customers", "churn_rate", "達成率", "銷售額"}
	for _, c := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"revnue", metrics, "revenue"}, {"REVENUE", metrics, "revenue"}, {"ervenue", metrics, "revenue"}, {"revenues", metrics, "revenue"}, {"ordres", metrics, "orders"}, {"newcustomers", metrics, "new_customers"}, {"達城率", metrics, "達成率"},
		{"profit", metrics, ""}, {"", metrics, ""}, {"", []string{"a"}, ""}, {"x", []string{"a", "b"}, ""}, {"x", []string{"X"}, "X"}, {"ni", []string{"in"}, "in"}, {"ab", []string{"cd"}, ""}, {"revenue", nil, ""},
		{"cat", []string{"rat", "bat"}, "bat"}, {"cat", []string{"bat", "rat"}, "bat"}, // equally near
		{"abcdef", []string{"abxxef"}, "abxxef"}, {"abcdef", []string{"axxxef"}, ""}, // two of six, three of six
	} {
		if got := diag.Nearest(c.word, c.candidates); got != c.want {
			t.Errorf("Nearest(%q, %v) = %q, want %q", c.word, c.candidates, got, c.want)
		}
	}
	start := time.Now()
	diag.Nearest(strings.Repeat("x", 1<<20), slices.Repeat(metrics, 100))
	if d := time.Since(start); d > 2*time.Second {
		t.Errorf("a word of a megabyte took %v", d)
	}
}

func TestDidYouMean(t *testing.T) {
	if got := diag.DidYouMean("dayly", []string{"daily", "weekly"}); got != `did you mean "daily"?` {
		t.Error(got)
	}
	if got := diag.DidYouMean("hourly!", []string{"daily", "weekly"}); got != "known are: daily, weekly" {
		t.Error(got)
	}
	if got := diag.DidYouMean("zzz", strings.Split("abcdefghijklm", "")); got != "" {
		t.Error(got)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"revnue = 12", "銷售額 = 12x", "\tx\ty", "\x1b[31mred", "\xff\x9b中", "e\u0301x", "👨\u200d👩\u200d👧 x", "a\u202eb", strings.Repeat("長", 300), strings.Repeat("\u0301", 500), "\r\n", "🇹🇼🇹", "한글ᄒ", "ﷺ"} {
		f.Add(s, 5, 2)
	}
	f.Fuzz(func(t *testing.T, s string, column, width int) {
		d := remark(s, column, width)
		d.Message, d.Hint, d.File = s, s, s
		out := text(t, false, d)
		for _, r := range out {
			if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control)) {
				t.Fatalf("%U passes in %q", r, out)
			}
		}
		if !utf8.ValidString(out) {
			t.Fatalf("no UTF-8: %q", out)
		}
		if s == "" || column <= 0 {
			return
		}
		d.Message, d.Hint, d.File = "m", "", "f"
		checkCaret(t, d)
	})
}

// checkCaret: what is shown is a part of the line, and in the cell over the
// caret stands the character of the column, or the glyph that it is part of.
func checkCaret(t *testing.T, d diag.Diagnostic) {
	t.Helper()
	lines := strings.Split(text(t, false, d), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d lines: %q", len(lines), lines)
	}
	shown, caret := strings.TrimPrefix(lines[1], "    "), strings.TrimPrefix(lines[2], "    ")
	pad := len(caret) - len(strings.TrimLeft(caret, " "))
	if caret[pad] != '^' || strings.Trim(caret[pad+1:], "~") != "" {
		t.Fatalf("no caret: %q", caret)
	}
	cond := runewidth.Condition{}
	if w := cond.StringWidth(shown); w > 100 || len(caret) > max(w, pad+2) {
		t.Fatalf("%d cells, the caret ends at %d: %q", w, len(caret), shown)
	}
	all := []rune(diag.Clean(d.Excerpt))
	at := min(d.Column-1, len(all))
	rs := []rune(shown)
	for i := 0; i <= len(rs); i++ {
		if fits(rs, i, all, at) && (cellOf(rs, i) == pad || i > 0 && rs[0] == '…' && 1+cellOf(rs[1:], i-1) == pad) {
			return
		}
	}
	t.Fatalf("column %d of %q is not at cell %d of %q", d.Column, d.Excerpt, pad, shown)
}

// cellOf is the cell in which the glyph begins that rs[i] is a part of.
func cellOf(rs []rune, i int) int {
	n, cell, cond := 0, 0, runewidth.Condition{}
	for g := graphemes.FromString(string(rs)); g.Next(); {
		if n += utf8.RuneCountInString(g.Value()); n > i {
			break
		}
		cell += cond.StringWidth(g.Value())
	}
	return cell
}

// fits reports whether rs[i] stands for all[at], and its neighbours for its neighbours.
func fits(rs []rune, i int, all []rune, at int) bool {
	for k := range rs {
		j := at + k - i
		if rs[k] == '…' && (k == 0 || k == len(rs)-1) {
			continue
		}
		if j < 0 || j >= len(all) || all[j] != rs[k] {
			return false
		}
	}
	return true
}

func FuzzNearest(f *testing.F) {
	f.Add("revnue", "revenue orders 達成率")
	f.Add("", "a b")
	f.Add("\xff", "\xff \xfe")
	f.Fuzz(func(t *testing.T, word, list string) {
		candidates := strings.Fields(list)
		got := diag.Nearest(word, candidates)
		if got != "" && !slices.Contains(candidates, got) {
			t.Fatalf("%q is none of %q", got, candidates)
		}
		if word != "" && slices.Contains(candidates, word) && !strings.EqualFold(got, word) {
			t.Fatalf("Nearest(%q) = %q although it is there", word, got)
		}
		slices.Reverse(candidates)
		if again := diag.Nearest(word, candidates); again != got {
			t.Fatalf("Nearest(%q, %q) is %q or %q by their order", word, candidates, got, again)
		}
		_ = diag.DidYouMean(word, candidates)
	})
}

// TestLongLines: a line of ten megabytes is shown in an instant.
func TestLongLines(t *testing.T) {
	for _, s := range []string{"x", "字", "\u0301", "\t", "\xff"} {
		line := strings.Repeat(s, 10<<20/len(s))
		start := time.Now()
		out := text(t, false, remark(line, 5<<20/len(s), math.MaxInt))
		if d := time.Since(start); d > 3*time.Second || len(out) > 4000 {
			t.Errorf("ten megabytes of %q: %d bytes after %v", s, len(out), d)
		}
	}
}
