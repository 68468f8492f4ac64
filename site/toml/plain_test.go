package toml

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// same holds a plain document against the slow way: what is plain is valid, and
// the two trees are one, with every position.
func same(t *testing.T, r *Reader, src string) (plain bool) {
	t.Helper()
	root := r.plain(src)
	if root == nil {
		return false
	}
	slow, err := parse(src)
	if err != nil {
		t.Fatalf("%q is taken for plain, but %v", src, err)
	}
	equal(t, src, root, slow)
	return true
}

func equal(t *testing.T, src string, a, b *Node) {
	t.Helper()
	if a.Name != b.Name || a.Kind != b.Kind || a.Text != b.Text || a.Key != b.Key || a.Value != b.Value || len(a.Items) != len(b.Items) {
		t.Fatalf("%q: plain %+v, else %+v", src, *a, *b)
	}
	if (a.index == nil) != (b.index == nil) || a.Kind == Table && len(a.index) != len(b.index) {
		t.Fatalf("%q: %q has another index", src, a.Name)
	}
	for i, c := range a.Items {
		if a.Kind == Table && a.Get(c.Name) != c {
			t.Fatalf("%q: %q is not found", src, c.Name)
		}
		equal(t, src, c, b.Items[i])
	}
}

// fronts are all front matter and all configurations of the repository.
func fronts(t testing.TB) (list []string) {
	root, err := os.OpenRoot("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	err = fs.WalkDir(root.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(".md .toml .txtar", filepath.Ext(path)) || filepath.Ext(path) == "" {
			return err
		}
		data, err := root.ReadFile(path)
		for file := range strings.SplitSeq(string(data), "\n-- ") { // of archives of text files
			_, text, archived := strings.Cut(file, " --\n")
			if !archived {
				text = file
			}
			if front, _, trouble := Split(text); trouble == Fine {
				list = append(list, front.Of(text))
			} else if strings.Contains(text, " = ") {
				list = append(list, text)
			}
		}
		return err
	})
	if err != nil || len(list) < 100 {
		t.Fatal(len(list), err)
	}
	return list
}

// Nearly all front matter is plain, or the plain way is for nothing.
func TestPlainFronts(t *testing.T) {
	var r Reader
	plain, all := 0, fronts(t)
	for _, src := range all {
		if same(t, &r, src) {
			plain++
		}
	}
	if plain < len(all)*9/10 {
		t.Errorf("only %d of %d documents are plain", plain, len(all))
	}
}

// The catalogues that every command reads are plain.
func TestPlainCatalogues(t *testing.T) {
	files, err := filepath.Glob("../../layouts/i18n/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !same(t, new(Reader), string(data)) {
			t.Errorf("%s is not plain", file)
		}
	}
}

// Each is plain or not, and none is read otherwise than by the library.
func TestPlain(t *testing.T) {
	many := "" // more than have no index
	for i := range 40 {
		many += strings.Repeat("x", i+1) + "=1\n"
	}
	for src, want := range map[string]bool{
		"": true, "\n \t\n# x": true, "a=1": true, "a=1 # 中\n": true, "\ta = 'x' \n": true, "a=\"\"": true, "a=''\n": true, many: true,
		"[t]\na=-1\n[t.u]\na=0.50\n[[r]]\nb=true\n[[r]]\n[[r.s]]\nc=false\n[[r.s]]\n[r.t]\n": true,
		"a=[]\nb=[1]\nc=[ 1, 'x',\n# y\n2026-02-28,]":                                        true, "a=2024-02-29 # x": true, "a=2000-02-29": true, "[ a . b ]": true, "a=-0\nb=-0.0": true,
		"a=999999999999999999": true, "-=1\n1=2\n_=3": true, "a='\"'\nb=\"'\"": true, "a='\\'": true,
		"a={}": true, "a={ }\nb={c=1}": true, "a = { b = 'x' , c = [1,\n2] } # y\n[d]\nb={a=\"x\"}": true,
		// errors
		"a={": false, "a={b=1": false, "a={b=1,}": false, "a={,}": false, "a={b=1 c=2}": false, "a={b=1,b=2}": false, "a={\nb=1}": false, "a={b=1}c=2": false,
		"a={b=1}\n[a]": false, "a={b=1}\n[a.c]": false, "a={b=1}\n[[a]]": false, "a={b=1}\n[[a.c]]": false, "[x]\na={b=1}\n[x.a.c]": false, "a={b=1}\na={}": false,
		"a": false, "a=": false, "=1": false, "a=1\na=2": false, "a=1 b=2": false, "[a]\n[a]": false, "a=1\n[a]": false, "a=[]\n[[a]]": false, "[[a]]\n[a]": false,
		"a=1\n[a.b]": false, "[[a.b]]\n[[a]]": false, "a=[1]\n[a.b]": false, "[a": false, "[a]]": false, "[[a]": false, "[]": false, "[a.]": false, "[.a]": false, "[a] b=1": false,
		"a=01": false, "a=1.": false, "a=.1": false, "a=1.2.3": false, "a=2026-02-29": false, "a=1900-02-29": false, "a=2026-13-01": false, "a=2026-00-10": false, "a=2026-01-00": false,
		"a=2026-1-01": false, "a=2026-01-1": false, "a=tru": false, "a=truex": false, "a='x": false, "a='x\n'": false, "a=\"\x01\"": false, "a=1\r": false, "a='\xff'": false, "#\x00": false, "# \x7f": false,
		"a=[1 2]": false, "a=[,]": false, "a=[1,,2]": false, "a=[1": false, "a=\n1": false, "a=--1": false, "a=-": false, "a=1-2": false, "a=1:2": false,
		// valid, but not plain
		"a.b=1": false, "'a'=1": false, "a={b={}}": false, "a={b.c=1}": false, "a=[[]]": false, "a=[{}]": false, "a=\"\\n\"": false, "a='''x'''": false, "a=\"\"\"x\"\"\"": false, "a=+1": false, "a=1_0": false,
		"a=0x1": false, "a=1e5": false, "a=inf": false, "a=07:32:00": false, "a=2026-01-01T00:00:00": false, "a=2026-01-01 00:00:00": false, "a=1\r\n": false, "\ufeffa=1": false,
		"[a.b]\n[a]": false, "[a.b.c.d.e.f.g.h.i]": false, "a=9999999999999999999": false, "a=0.1234567890123456789": false, "a=2026-01-01Z": false, "a=2026-01-01 # x": true, "['a']": false,
	} {
		var r Reader
		if got := same(t, &r, src); got != want {
			t.Errorf("%q: plain %v, want %v", src, got, want)
		}
	}
}

// A reader gives every document the tree that a new one gives it.
func TestReaderAgain(t *testing.T) {
	var r Reader
	all := fronts(t)
	for round := range 2 {
		for _, src := range all {
			again, err := r.Parse(src)
			fresh, errFresh := Parse(src)
			if !reflect.DeepEqual(err, errFresh) {
				t.Fatalf("%q, round %d: %v, not %v", src, round, err, errFresh)
			}
			if err == nil {
				equal(t, src, again, fresh)
			}
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, d := range append(fronts(f), documents...) {
		f.Add(d)
	}
	f.Add("a = [1, 2.5, 'x', \"y\", true, 2026-03-31]\n[b.c]\nd = -0.5\n[[e]]\nf = 2026-03-31 # x\n[[e.g]]\n[[e]]\n")
	var r Reader
	f.Fuzz(func(t *testing.T, src string) { same(t, &r, src) })
}

func BenchmarkFronts(b *testing.B) {
	all := fronts(b)
	b.Run("plain", func(b *testing.B) {
		var r Reader
		b.ReportAllocs()
		for b.Loop() {
			for _, src := range all {
				r.plain(src)
			}
		}
	})
	b.Run("else", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, src := range all {
				parse(src)
			}
		}
	})
}
