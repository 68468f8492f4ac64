package content

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"almanac/site/diag"
)

// worded complains of remarks that are said in English only.
func worded(t *testing.T, ds []diag.Diagnostic) {
	t.Helper()
	han := func(s string) bool {
		return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	}
	for _, d := range ds {
		for _, tag := range []string{"zh-Hant", "zh-Hans"} {
			x := d.In(tag)
			if !han(x.Message) || x.Message == d.Message || (x.Hint == "") != (d.Hint == "") || x.Hint != "" && (!han(x.Hint) || x.Hint == d.Hint) {
				t.Errorf("in %s %q, %q is %q, %q", tag, d.Message, d.Hint, x.Message, x.Hint)
			}
		}
	}
}

// Whatever reading says has the same arguments in each language, and is in it.
func TestSpoken(t *testing.T) {
	calls := 0
	for _, dir := range []string{".", "..", "../num", "../period", "../render"} {
		files, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(tree, func(n ast.Node) bool {
				if c, ok := n.(*ast.CallExpr); ok && slices.Contains([]string{"spoken", "misread", "fault", "words", "Spoken"}, called(c.Fun)) {
					if in := texts(c.Args); in != nil {
						calls++
						sameVerbs(t, in, len(c.Args)-3)
					}
				}
				return true
			})
		}
	}
	if calls < 300 {
		t.Errorf("only %d messages are found", calls)
	}
}

// called is the name of a function that is called.
func called(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// texts are the first three arguments, if they are texts.
func texts(args []ast.Expr) []string {
	var in []string
	for _, a := range args[:min(3, len(args))] {
		l, ok := a.(*ast.BasicLit)
		if !ok || l.Kind != token.STRING {
			return nil
		}
		s, _ := strconv.Unquote(l.Value)
		in = append(in, s)
	}
	if len(in) < 3 {
		return nil
	}
	return in
}

var verb = regexp.MustCompile(`%(\[\d\])?[\d.]*([a-zA-Z])`)

func sameVerbs(t *testing.T, in []string, args int) {
	t.Helper()
	var first []string
	for i, s := range in {
		if args == 0 {
			return // nothing is put in, and a % is one
		}
		var verbs []string
		for n, m := range verb.FindAllStringSubmatch(strings.ReplaceAll(s, "%%", ""), -1) {
			at := m[1]
			if at == "" {
				at = "[" + strconv.Itoa(n+1) + "]"
			}
			verbs = append(verbs, at+strings.Replace(m[2], "q", "s", 1))
		}
		slices.Sort(verbs)
		if len(verbs) != args {
			t.Errorf("%q takes %d arguments and has %d", s, len(verbs), args)
		}
		if i == 0 {
			first = verbs
		} else if !slices.Equal(verbs, first) {
			t.Errorf("%q and %q take other arguments", in[0], s)
		}
	}
}
