package toml

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	burnt "github.com/BurntSushi/toml"
)

var documents = []string{
	"a=1\nb=2\n", "a=[{x=1},{x=2}]\nb=2\n", "a=[\n {x=1},# c ]\n {x=2},\n]\nb=2\n", "'a=b'=1\nc=2\n",
	"a={x={y=1},z=2}\nb=1\n", "a.b.c=1\nd=2\n", "[[r]]\na=1\n[[r]]\na=2\n[[r.s]]\nb=1\n",
	"s=\"\"\"\nb=1\n\\\"\"\"\"\nc=2\n", "[x]\n[x.y]\nz=1\n", "a=[1,2] # [\nb=2\n",
	"\ufeffa=1\r\nb=''''x'''''\r\nc=1979-05-27 07:32:00\n", "\"a\\u4e2db\".c = {}\n[ \"x y\" . z ]\nq=[]\n",
	"a=[[1,2],[{b=[{c=1}]}]]\n", "a = {\n b=1,\n}\n", "a=\"\"\"x \\\n   y\"\"\"\n", "a=0.1\nb=-1e5\nc=2026-03-31\nd=07:32:00\ne=true\nf=inf\n",
	"[metrics.revenue]\nactual = \"120萬元\"\n[metrics.leads]\nactual=5", "a.b=1\na.c=2\n[d]\ne.f.g=1\n[d.h]\ni=1\n",
}

// compare holds the tree and the list of keys against the library's answer.
func compare(t *testing.T, src string) {
	t.Helper()
	if Guard(src) != nil {
		return
	}
	var want map[string]any
	md, err := burnt.Decode(src, &want)
	n, perr := Parse(src)
	if (err == nil) != (perr == nil) {
		t.Fatalf("%q: library says %v, Parse %v", src, err, perr)
	}
	if err != nil {
		return
	}
	keys := Keys(src)
	paths := make([][]string, len(keys))
	for i, k := range keys {
		paths[i] = k.Path
	}
	if !slices.EqualFunc(paths, md.Keys(), func(a []string, b burnt.Key) bool { return slices.Equal(a, b) }) {
		t.Fatalf("%q: keys %q, want %q", src, paths, md.Keys())
	}
	if got, want := show(n), showAny(want); got != want {
		t.Fatalf("%q: read %s, want %s", src, got, want)
	}
	for _, k := range keys {
		if !k.IsHeader() && (k.Value.Start <= k.Name.End || k.Value.End > len(src)) {
			t.Fatalf("%q: key %q has the value at %v", src, k.Path, k.Value)
		}
	}
}

// show prints a node as showAny prints what the library makes of it: strings
// and the shape of everything else.
func show(n *Node) string {
	var parts []string
	switch n.Kind {
	case Table:
		for _, c := range n.Items {
			parts = append(parts, fmt.Sprintf("%q:%s", c.Name, show(c)))
		}
		slices.Sort(parts)
		return "{" + strings.Join(parts, ",") + "}"
	case Array:
		for _, c := range n.Items {
			parts = append(parts, show(c))
		}
		return "[" + strings.Join(parts, ",") + "]"
	case String:
		return fmt.Sprintf("%q", n.Text)
	case Integer:
		return "int"
	case Float:
		return "float"
	case Bool:
		return n.Text
	}
	return "time"
}

func showAny(v any) string {
	var parts []string
	switch v := v.(type) {
	case map[string]any:
		for k, c := range v {
			parts = append(parts, fmt.Sprintf("%q:%s", k, showAny(c)))
		}
		slices.Sort(parts)
		return "{" + strings.Join(parts, ",") + "}"
	case []map[string]any:
		for _, c := range v {
			parts = append(parts, showAny(c))
		}
		return "[" + strings.Join(parts, ",") + "]"
	case []any:
		for _, c := range v {
			parts = append(parts, showAny(c))
		}
		return "[" + strings.Join(parts, ",") + "]"
	case string:
		return fmt.Sprintf("%q", v)
	case int64:
		return "int"
	case float64:
		return "float"
	case bool:
		return fmt.Sprint(v)
	}
	return "time"
}

func TestDocuments(t *testing.T) {
	for _, d := range documents {
		compare(t, d)
	}
}

func FuzzKeys(f *testing.F) {
	for _, d := range documents {
		f.Add(d)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 4000 {
			return
		}
		Split(src)
		Keys(src) // whatever it is, it ends
		if utf8.ValidString(src) && !strings.ContainsAny(src, "\r\x00") {
			compare(t, src)
		}
	})
}

func TestPositions(t *testing.T) {
	src := "'標'='x'\n[[row]]\n  amount='1'\n[[row]]\n\tamount=[ {u=1},\n {u=2} ]\n"
	n, err := Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	second := n.Get("row").Items[1].Get("amount")
	if l, c := Position(src, second.Key.Start); l != 5 || c != 2 {
		t.Errorf("the second amount stands at %d:%d", l, c)
	}
	u := second.Items[1].Get("u")
	if l, c := Position(src, u.Value.Start); l != 6 || c != 5 {
		t.Errorf("the second u has its value at %d:%d", l, c)
	}
	if k := Keys(src)[4]; !slices.Equal(k.Index, []int{1}) || k.Name.Of(src) != "amount" {
		t.Errorf("key 4 is %v %v", k.Path, k.Index)
	}
}

func TestGuard(t *testing.T) {
	for name, src := range map[string]string{
		"19: brackets":        "a=" + strings.Repeat("[", 2_000_000),
		"20: inline tables":   strings.Repeat("{a=", 10_000),
		"20: dots":            "a" + strings.Repeat(".a", 10_000) + "=1",
		"behind five quotes":  `a=["""x""""", ` + strings.Repeat("[", 100),
		"behind four quotes":  `a=["""x"""", ` + strings.Repeat("[", 100),
		"behind a single one": `a='x' # '` + "\nb=" + strings.Repeat("[", 100),
	} {
		start := time.Now()
		if Guard(src) == nil {
			t.Errorf("%s: not refused", name)
		}
		if d := time.Since(start); d > time.Second {
			t.Errorf("%s: took %v", name, d)
		}
	}
	if err := Guard(`a="[[[[` + strings.Repeat("[", 100) + `"` + "\n# " + strings.Repeat("[", 100)); err != nil {
		t.Error("brackets in strings and comments count", err)
	}
}

func TestErrors(t *testing.T) {
	for src, want := range map[string]string{
		"a=1\nb=\"x\n":              "2:5",
		"'中'=1\n'文' = 2026-02-30\n": "2:7",
		"a = 2026-13-01\n":          "1:5",
		"a=99999999999999999999":    "1:3",
		"x=1\na=1e999":              "2:3",
		"a=1\nb=2\na=3\n":           "3:1",
		"[t]\na=1\n[u]\n[t]\na=2\n": "4:2",
	} {
		_, err := Parse(src)
		if err == nil {
			t.Errorf("%q: no error", src)
			continue
		}
		l, c := Position(src, err.Span.Start)
		if got := fmt.Sprintf("%d:%d", l, c); got != want {
			t.Errorf("%q: %s at %s, want %s", src, err, got, want)
		}
	}
	_, err := Parse("a=1\nb=2\na=3\n")
	if err.First != (Span{0, 1}) {
		t.Errorf("the first a is said to stand at %v", err.First)
	}
}

func TestSplit(t *testing.T) {
	for src, want := range map[string]string{
		"+++\na=1\n+++\nbody\n":                "a=1\n|body\n|0",
		"\ufeff+++\r\na=1\r\n+++\r\nbody":      "a=1\r\n|body|0",
		"+++\n+++\n":                           "||0",
		"+++\n+++":                             "||0",
		"+++":                                  "||2",
		"":                                     "||1",
		"# title\n":                            "|# title\n|1",
		"+++\na=1\n":                           "a=1\n||2",
		"+++\na='''\n+++\n'''\n+++\nx\n+++\n":  "a='''\n+++\n'''\n|x\n+++\n|0",
		"+++\na=\"\"\"\n+++\n\"\"\"\"\n+++\nx": "a=\"\"\"\n+++\n\"\"\"\"\n|x|0",
		"+++\na='''\n+++\nx\n":                 "a='''\n|x\n|0",
		"+++\na='x' # '''\n+++\nx\n":           "a='x' # '''\n|x\n|0",
		"+++\na=\"x\n+++\ny\"\n":               "a=\"x\n|y\"\n|0",
		"+++\na=['''x''', '''\n+++''', 1]\n+++\nx": "a=['''x''', '''\n+++''', 1]\n|x|0",
	} {
		front, body, trouble := Split(src)
		if got := fmt.Sprintf("%s|%s|%d", front.Of(src), body.Of(src), trouble); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	src := strings.Repeat("[[row]]\nregion='北區'\namount='1.50'\nunits=1\n", 20)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := Parse(src); err != nil {
			b.Fatal(err)
		}
	}
}
