package content

import (
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"almanac/site/toml"
)

// sameDrawing holds a simple body against what goldmark makes of it, with every
// position, and tells whether it is simple.
func sameDrawing(t *testing.T, rd *reader, body string) bool {
	t.Helper()
	rd.file = file{path: "content/2026-03.md"}
	if !rd.file.decode([]byte("+++\n+++\n"+body)) || len(rd.file.text) == len("+++\n+++\n") {
		return false
	}
	said := len(rd.file.remarks) // of its characters
	s := toml.Span{Start: len("+++\n+++\n"), End: len(rd.file.text)}
	d := rd.drawer(s)
	if !d.simple() {
		return false
	}
	got := d.finish()
	d = rd.drawer(s)
	d.draw()
	want := d.finish()
	if !sameProse(got.Prose, want.Prose) || !slices.Equal(got.open, want.open) {
		t.Fatalf("%q\n   simple %+v %v\notherwise %+v %v", body, *got.Body().Markup, got.open, *want.Body().Markup, want.open)
	}
	if len(rd.file.remarks) > said {
		t.Fatalf("%q is taken for simple, but %v", body, rd.file.remarks)
	}
	return true
}

// bodies are those of all reports of the repository.
func bodies(t testing.TB) (list []string) {
	root, err := os.OpenRoot("../..")
	must(t, err)
	defer root.Close()
	must(t, fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" {
			return err
		}
		data, err := root.ReadFile(name)
		if _, body, trouble := toml.Split(string(data)); trouble == toml.Fine && strings.TrimSpace(body.Of(string(data))) != "" {
			list = append(list, body.Of(string(data)))
		}
		return err
	}))
	return list
}

// Most bodies are simple, or the simple way is for nothing.
func TestSimpleBodies(t *testing.T) {
	rd := newReader(testConfig(t, "title = 'x'\n"))
	simple, all := 0, append(bodies(t), benchBody(3, 2024, 2))
	for _, body := range all {
		if sameDrawing(t, rd, body) {
			simple++
		}
	}
	if simple < len(all)*9/10 {
		t.Errorf("only %d of %d bodies are simple", simple, len(all))
	}
}

// Each is simple or not, and none is drawn otherwise than by way of goldmark.
func TestSimple(t *testing.T) {
	rd := newReader(testConfig(t, "title = 'x'\n"))
	for body, want := range map[string]bool{
		"a": true, "a\n": true, "\n\na\n\n\nb\n\n": true, "中文，\n中文 a\nb c\n": true, "# A\n## B\nc\n\n# A\n": true, "###### 中文 (x), y": true, "- a\n- b\n\nc\n": true,
		"> a\n> b\n\n> 中\n> 文\n": true, "**a** *b* **c**": true, "**12%**增長": true, "比**去年（2025）**增長": true, "前**「中文」**後": true, "5*3*2": true, "`a*b<c`, `d`": true,
		"[ab](2026-02.md#x) [cd](#ef) [gh](https://a.example/b?c=d)": true, "| a | b |\n| --- | :-: |\n| 1 | **2** |\n| | [ab](c.md) |\n": true, "|a|\n|-|": true, "R & D > 'x' \"y\"": true,
		"a {{ b }} c [[d]] [[e|f]]": true, "中{{ b c of 2026-Q1 }}文": true, "[[2026-02]]\nb": true, "| a {{ b }} |\n|-|\n": true, "a: b - c + d = e # f {g} ! $ % ^": true, "2026年\n3 a": true, "*a*\nb": true, "a\n*b*": true, "a\n**中**": true, "中\n**文**": true, "中\n[文字](a.md)": true, "中\n`文`": true, "**中**\n文": true,
		// otherwise
		"- a\n\n- b\n": false, "- a\n  b\n": false, "- a\nb\n": false, "* a\n": false, "1. a\n": false, "1) a": false, "> a\nb\n": false, "a\n> b\n": false, "a\n# b\n": false, "a\n- b\n": false,
		"a\n===\n": false, "a\n---\n": false, "---\n": false, "***\n": false, "    a\n": false, "a  \nb": false, "a \nb": false, "a\\\nb": false, "```\na\n```\n": false, "~~a~~": false, "_a_": false,
		"** a**": false, "**a **": false, "a** b**": false, "***a***": false, "**a*b**": false, "**a": false, "**a\nb**": false, "**中文。**a": true, "**abc.**def": false, "`` a ``": false, "` a `": false, "`a": false,
		"# a #": false, "# a {#b}": false, "# **a**": false, "#a": false, "####### a": false, "#": false, "#  a": false, "# a ": false, "<b>": false, "a <b": false, "&amp;": false, "R&D": false, "\\*": false,
		"[a](b)": false, "[ab]": false, "[ab](c d)": false, "![ab](c.md)": false, "[^1]": false, "[^ab](c)": false, "[ab](javascript:x)": false, "[ab](<c>)": false, "[ab](c(d))": false, "[*a*](b.md)": false, "[[ab]": false, "**{{ ab }}**": false, "[{{ a }}](b.md)": false, "[[a]](b.md)": false, "[[a]b]]": false, "{{ a": false, "{{{ a }}}": false, "{{ a*b }}": false, "[[a\\|b]]": false, "`{{ a }}`": true,
		"[ab]: c": false, "https://a.example": false, "www.a.example": false, "a@b.example": false, "a\tb": false, " a": false, "a|b": false, "|a\n|-|\n": false, "|a|\n": false, "|a|\n|x|\n": false,
		"|a|b|\n|-|\n": false, "|a|\n|-|\n|1|2|\n": false, "|a|b|\n|-|-|\n|1||\n": false, "|`a`|\n|-|\n": false, "|a|\n|-::|\n": false, "|a|\n|::-|\n": false, "|a|\n|:-:|\n": true, "- [x] a": false, "- [ab](c.md) d": true, "-a": false, "-": false, "- ": false, "- # a": false, ">a": false,
		"> - a": false, "> # a": false, "| a \\| b |\n|-|\n": false, "a\r\nb": true, "a\u00a0\nb": true, "+++\na": false, "a  b": true, "a\n\nb\n \nc": false, "a\n\n\tb": false,
	} {
		if got := sameDrawing(t, rd, body); got != want {
			t.Errorf("%q: simple %v, want %v", body, got, want)
		}
	}
}

func FuzzSimple(f *testing.F) {
	for _, body := range append(bodies(f), benchBody(3, 2024, 2)) {
		f.Add(body)
	}
	for _, c := range inputs {
		for _, data := range c.files {
			f.Add(data)
		}
	}
	for _, make := range patterns {
		f.Add(make(200))
	}
	rd := newReader(testConfig(f, "title = 'x'\n"))
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) < 10_000 {
			sameDrawing(t, rd, body)
		}
	})
}
