package render

import (
	"fmt"
	"html/template"
	"math/rand/v2"
	"strings"
	"testing"

	"almanac/site/page"
)

// An odd view has a value of every shape that a layout may meet.
type odd struct {
	inner
	Inner
	Text, Href, Bad, None string
	HTML                  template.HTML
	URL                   template.URL
	Named                 named
	Flag, Off             bool
	N                     int
	Any                   any
	Map                   map[string]string
	Words                 []string
	Links                 []page.Link
	Table                 page.Table
	Prose                 *page.Prose
	Charts                []page.Chart
	Frame                 page.Frame
	Next, Last            *odd
	Pointer               *string
	hidden                string
}

type inner struct{ Deep string }

type Inner struct{ Open string }

func (Inner) T(key string) string       { return "<" + key + "+>" }
func (*odd) Both(a, b string) string    { return a + b }
func (*odd) Failing() (string, error)   { return "", fmt.Errorf("no") }
func (o *odd) Method() string           { return o.Text }
func (o odd) Itself() odd               { return o }
func (o *odd) Panics(key string) string { panic(key) }

type named string

func (n named) String() string { return "named " + string(n) }

func oddView() *odd {
	const hard = "a<b> & \"c\" 'd' +e \x00 \x7f é 銷售 \xff \ufdd0 javascript:x"
	word := "pointed"
	o := &odd{Text: hard, Href: "https://example.org/a b/銷售?q='x'&y=%41%4x%+\"<(~*)>#frag", Bad: "javascript:alert(1)", HTML: "<b title=x>bold</b> &amp; +",
		URL: "javascript:ok", Named: "x<y", Flag: true, N: -7, Any: "any<", Map: map[string]string{"Key": "v"}, Words: []string{"one", hard, ""}, Pointer: &word, hidden: "h"}
	o.Deep, o.Open = "deep<", "open&"
	o.Links = []page.Link{{Text: "a<", Href: "x y.html"}, {Text: hard}, {Text: "cur", Href: "MAILTO:a@b", Current: true, Lang: "en"}}
	o.Table = page.Table{ID: "t", Caption: "cap", Columns: []page.Column{{Text: "a"}, {Text: "b", Class: "num"}}, Groups: []page.Group{{Rows: []page.Row{{Head: page.Cell{Text: "h"}, Cells: []page.Cell{{Text: "1.5"}}}}}}}
	o.Prose = &page.Prose{ID: "p", Title: "title", Pieces: []page.Piece{{HTML: "<p>x</p>"}}}
	o.Frame = page.Frame{Lang: "en", Title: hard}
	next := *o
	o.Next, next.Last, next.Prose, next.Links = &next, nil, nil, nil
	return o
}

// drawnBoth draws a layout with its program and with html/template, and reports
// whether there is a program and it did not give up.
func drawnBoth(t *testing.T, set *template.Template, layout string, view any) bool {
	t.Helper()
	var x, y press
	var ps programs
	prog := ps.of(set, layout, view)
	done := prog != nil && x.run(prog, view)
	err := y.draw(set, page.Page{Layout: layout, View: view})
	switch {
	case done && err != nil:
		t.Errorf("a program drew\n%s\nof which html/template says %v", x.page.b, err)
	case done && string(x.page.b) != string(y.page.b):
		t.Errorf("a program drew\n%q\nand html/template\n%q", x.page.b, y.page.b)
	}
	return done
}

func parsed(t *testing.T, texts ...string) *template.Template {
	t.Helper()
	files := map[string][]byte{}
	for i, text := range texts {
		files[fmt.Sprintf("x%d.html", i)] = []byte(text)
	}
	set, err := parseLayouts(files)
	if err != nil {
		t.Skip(err) // a layout that cannot be read has a remark
	}
	return set
}

// What a layout may say, and whether programs know it.
func TestPrograms(t *testing.T) {
	const yes, no = true, false
	for _, test := range []struct {
		layout string
		known  bool
	}{
		{"plain", yes}, {"", yes},
		{"{{.Text}}|{{.HTML}}|{{.None}}", yes},
		{`<a href="{{.Href}}" title="{{.Text}}" data-x='{{.Text}}'>{{.Text}}</a>`, yes},
		{`<title>{{.Text}}</title><textarea>{{.Text}}</textarea>`, yes},
		{`<a href="{{.Bad}}">`, no}, {`<a href='{{.Href}}'>`, yes}, {`<a href="x?{{.Href}}">`, no}, {`<a href="/{{.Href}}">`, no},
		{`<a href="{{range .Links}}{{.Href}}{{end}}">`, yes}, {`<a href="{{.URL}}">`, no},
		{`<a title="{{.HTML}}">`, no}, {`<a title={{.Text}}>`, no}, {`<a {{.Text}}=1>`, no}, {`<a {{"title"}}="1">`, no},
		{`<script>x = {{.Text}}</script>`, no}, {`<style>p{color:{{.Text}}}</style>`, no}, {`<!-- {{.Text}} -->x`, no}, {`<p style="color:{{.Text}}">`, no},
		{`<a onclick="f({{.Text}})">`, no}, {`<img srcset="{{.Href}}">`, no},
		{"{{.Named}}", no}, {"{{.N}}", no}, {"{{.Flag}}", no}, {"{{.Any}}", no}, {"{{.Map.Key}}", no}, {"{{.Pointer}}", no}, {"{{.Words}}", no},
		{"{{.Deep}}", no}, {"{{.Open}}", yes}, {"{{.Inner.Open}}", yes}, {"{{.hidden}}", no}, {"{{.Nothing}}", no}, {"{{.Text.More}}", no},
		{`{{.T "a<"}}{{$.T "b"}}{{.T .Text}}`, yes}, {`{{.Inner.T "a"}}{{.Next.T "c"}}`, yes}, {`{{.Last.T "c"}}`, no}, {`{{.T}}`, no}, {`{{.T "a" "b"}}`, no},
		{"{{.Method}}", no}, {`{{.Both "a" "b"}}`, no}, {"{{.Failing}}", no}, {"{{.Itself.Text}}", no}, {`{{.Panics "x"}}`, no},
		{"{{.Next.Text}}", yes}, {"{{.Next.Next.Text}}", no}, {"{{.Last.Text}}", no},
		{"{{if .Text}}a{{else}}b{{end}}{{if .None}}a{{else if .Flag}}b{{else}}c{{end}}{{if .Off}}x{{end}}", yes},
		{"{{if .Links}}a{{end}}{{if .Next}}b{{end}}{{if .Last}}c{{end}}{{if .Table}}d{{end}}{{if .HTML}}e{{end}}", yes},
		{"{{if .N}}a{{end}}", no}, {"{{if .Any}}a{{end}}", no}, {"{{if .Map}}a{{end}}", no},
		{"{{if not .None}}a{{end}}{{if or .None .Flag}}b{{end}}{{if and .Text .None}}c{{end}}{{if or .None .Off}}d{{end}}{{if and .Text (not .Off)}}e{{end}}", yes},
		{"{{if or .Off .Last.Text}}a{{end}}", no}, {"{{if or .Flag .Last.Text}}a{{end}}", yes}, {"{{if and .Off .Last.Text}}a{{end}}", yes},
		{"{{if eq .Text .Href}}a{{end}}", no}, {"{{if len .Words}}a{{end}}", no}, {"{{if not .Off .Off}}a{{end}}", no}, {"{{if message .Frame.Nav}}a{{end}}", no},
		{"{{if links .Links}}a{{end}}{{if links .Next.Links}}b{{end}}{{if (table .Table)}}c{{end}}", yes},
		{"{{with .Text}}{{.}}{{$.Text}}{{else}}x{{end}}{{with .None}}x{{else}}{{.Text}}{{end}}{{with .Next}}{{.Text}}{{end}}", yes},
		{"{{with .Last}}a{{else with .Text}}{{.}}{{else}}c{{end}}", yes}, {"{{with or .Text .None}}{{.}}{{end}}", no}, {`{{with "x"}}{{.}}{{end}}`, yes},
		{"{{with links .Links}}<nav>{{.}}</nav>{{.}}{{else}}x{{end}}{{with table .Table}}a{{with links $.Links}}b{{.}}{{end}}{{.}}{{end}}", yes},
		{"{{with links .Next.Links}}x{{else}}{{with .T `a`}}{{.}}{{end}}{{end}}", yes},
		{"{{range .Words}}[{{.}}{{$.Text}}]{{else}}x{{end}}{{range .Next.Links}}x{{else}}none{{.Text}}{{end}}", yes},
		{`{{range .Links}}<a href="{{.Href}}"{{with .Lang}} lang="{{.}}"{{end}}>{{.Text}}</a>{{end}}`, yes},
		{"{{range .Words}}{{break}}{{end}}", no}, {"{{range .Words}}{{continue}}{{end}}", no}, {"{{range 3}}{{.}}{{end}}", no}, {"{{range .Map}}{{.}}{{end}}", no},
		{"{{range $i, $x := .Words}}{{$x}}{{end}}", no}, {"{{$x := .Text}}{{$x}}", no}, {"{{with $x := .Text}}{{$x}}{{end}}", no},
		{"{{printf `%s` .Text}}", no}, {"{{.Text | html}}", no}, {"{{.Text | printf `%s`}}", no}, {"{{index .Words 0}}", no}, {"{{slice .Text 1}}", no}, {"{{len .Text}}", no}, {"{{1}}", no}, {"{{true}}", no}, {"{{nil}}", no}, {"{{(.Next).Text}}", no},
		{`{{"a<b"}}{{("c")}}`, yes}, {"{{/* nothing */}}a {{- .Text -}} b", yes},
		{"{{table .Table}}{{table .Next.Table}}{{links .Links}}{{prose .Prose}}{{prose .Next.Prose}}{{head .Frame}}{{figures .Charts}}{{report .Next.Prose .Frame}}", yes},
		{"{{table .Text}}", no}, {"{{table .Links}}", no}, {"{{links .Table}}", no}, {"{{table}}", no}, {"{{links .Links .Links}}", no}, {"{{table nil}}", no}, {"{{.Table | table}}", no}, {"{{banner .Frame}}", no}, {"{{foot .Last.Frame}}", no},
		{`<a title="{{links .Links}}">`, no}, {"{{links .Links | html}}", no},
		{`{{define "p"}}[{{.}}{{$}}]{{end}}{{template "p" .Text}}{{template "p" .Href}}{{template "p" links .Links}}`, yes},
		{`{{define "p"}}[{{.Text}}]{{with .Next}}{{template "p" .}}{{end}}{{end}}{{template "p" .}}{{template "p" .Next}}`, yes},
		{`{{define "p"}}words{{end}}{{template "p"}}`, yes}, {`{{define "p"}}{{.}}{{end}}{{template "p"}}`, no}, {`{{define "p"}}{{template "p" .}}{{end}}{{if .Off}}{{template "p" .}}{{end}}`, yes},
		{`{{define "p"}}{{.}}{{end}}<a title="{{template "p" .Text}}">`, no}, {`{{block "b" .Text}}{{.}}{{end}}`, yes},
		{`<a title="`, no}, {`{{if .Flag}}<a title="{{end}}`, no}, {"<div", no}, {"<script>", no},
	} {
		t.Run(test.layout, func(t *testing.T) {
			set := parsed(t, test.layout)
			if got := drawnBoth(t, set, "x0.html", oddView()); got != test.known {
				t.Errorf("a program drew it: %v, want %v", got, test.known)
			}
		})
	}
}

// One page after another from the same press, and a view of another type.
func TestPressAgain(t *testing.T) {
	set := parsed(t, "{{with links .Links}}{{.}}{{end}}{{.Text}}")
	var ps programs
	var x press
	view := oddView()
	prog := ps.of(set, "x0.html", view)
	if prog == nil || !x.run(prog, view) {
		t.Fatal("there is no program")
	}
	first := string(x.page.b)
	if x.run(prog, view); string(x.page.b) != first {
		t.Errorf("%q, then %q", first, x.page.b)
	}
	for _, view := range []any{nil, odd{}, "x", (*string)(nil), &struct{ Text string }{"x"}} {
		if ps.of(set, "x0.html", view) != nil {
			t.Errorf("there is a program for a %T", view)
		}
	}
	if prog = ps.of(set, "x0.html", (*odd)(nil)); x.run(prog, (*odd)(nil)) {
		t.Error("a program drew a view that is not there")
	}
}

// A page that grows too large is left to html/template, which says so.
func TestProgramStops(t *testing.T) {
	set := parsed(t, "{{range .Words}}{{$.Text}}{{end}}")
	view := &odd{Text: strings.Repeat("x", 1<<20), Words: make([]string, 65)}
	var x press
	if x.run(new(programs).of(set, "x0.html", view), view) {
		t.Errorf("a program drew %d bytes", len(x.page.b))
	}
	if err := x.draw(set, page.Page{Layout: "x0.html", View: view}); err != errSize {
		t.Error(err)
	}
}

// Layouts made of what layouts are made of, by chance.
func TestProgramsAtRandom(t *testing.T) {
	known := 0
	const n = 3000
	for seed := range uint64(n) {
		random := rand.New(rand.NewPCG(seed, 1))
		bytes := make([]byte, 40)
		for i := range bytes {
			bytes[i] = byte(random.Uint32())
		}
		if drawnByBytes(t, bytes) {
			known++
		}
	}
	if known < n/4 {
		t.Errorf("of %d layouts only %d were drawn by programs", n, known)
	}
}

func FuzzPrograms(f *testing.F) {
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"))
	f.Fuzz(func(t *testing.T, bytes []byte) {
		if len(bytes) < 200 {
			drawnByBytes(t, bytes)
		}
	})
}

// drawnByBytes draws the layout that bytes choose, as [drawnBoth] does.
func drawnByBytes(t *testing.T, bytes []byte) bool {
	g := &grammar{bytes: bytes}
	text := g.nodes(0)
	set, err := parseLayouts(map[string][]byte{"x.html": []byte(text)})
	if err != nil {
		return false
	}
	done := drawnBoth(t, set, "x.html", oddView())
	if t.Failed() {
		t.Fatalf("the layout is %s", text)
	}
	return done
}

// A grammar makes a layout, each choice by one byte.
type grammar struct {
	bytes []byte
	parts int // so far
}

func (g *grammar) choose(list ...string) string {
	if len(g.bytes) == 0 {
		return list[0]
	}
	b := g.bytes[0]
	g.bytes = g.bytes[1:]
	return list[int(b)%len(list)]
}

func (g *grammar) nodes(depth int) (s string) {
	for len(g.bytes) > 0 {
		s += g.node(depth)
		if depth > 0 && g.choose("", "", "+") == "" {
			break
		}
	}
	return s
}

func (g *grammar) node(depth int) string {
	v := g.value()
	looked := g.choose(v, "$.Links", "$.Next.Links", "links $.Links", "links $.Next.Links", "$.Last", "$.Next", "$.Flag", "$.HTML", "$.Words")
	switch g.choose("write", "text", "link", "attr", "if", "with", "range", "element", "fragment", "part") {
	case "write":
		return "{{" + v + "}}"
	case "link":
		return `<a href="{{` + v + `}}">{{` + g.value() + `}}</a>`
	case "attr":
		return "<b " + g.choose("title", "lang", "data-x", "id", "class") + `="{{` + v + `}}"` + g.choose("", "{{with "+g.value()+`}} alt='{{.}}'{{end}}`) + ">"
	case "if":
		return "{{if " + g.choose("", "not ", "or $.None ", "and $.Flag ") + looked + "}}" + g.nodes(depth+1) + g.choose("", "{{else}}"+g.nodes(depth+1)) + "{{end}}"
	case "with":
		return "{{with " + looked + "}}" + g.nodes(depth+1) + g.choose("", "{{else}}"+g.nodes(depth+1)) + "{{end}}"
	case "range":
		return "{{range " + g.choose("$.Words", "$.Links", "$.Next.Links", "$.Next.Words") + "}}" + g.nodes(depth+1) + g.choose("", "{{else}}"+g.nodes(depth+1)) + "{{end}}"
	case "element":
		tag := g.choose("p", "title", "div", "textarea", "span", "p", "p", "script")
		return "<" + tag + ">" + g.nodes(depth+1) + "</" + tag + ">"
	case "fragment":
		return "{{" + g.choose("links $.Links", "table $.Table", "table $.Next.Table", "prose $.Prose", "prose $.Next.Prose", "head $.Frame", "links $.Next.Links") + "}}"
	case "part":
		g.parts++
		return fmt.Sprintf(`{{block "part %d" %s}}%s{{end}}`, g.parts, g.choose("$", "$.Next", v), g.nodes(depth+1))
	}
	return g.choose("x", " ", "<br>", "</p>", "&amp;", "\n")
}

// value is most often one that programs know.
func (g *grammar) value() string {
	if g.choose("", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "odd") != "" {
		return g.choose(".", ".Text", ".Href", ".Lang", "$.Flag", "$.Next", "$.Last", "$.Named", "$.N", "$.Last.Text", "$.Bad", "$.Any", "$", "$.Links", "$.Words", "$.HTML")
	}
	return g.choose("$.Text", "$.Href", "$.None", "$.Next.Text", `$.T "k"`, "$.Open", "$.Frame.Lang", `"s<"`, "$.Next.Next.Text", "$.Frame.Title")
}
