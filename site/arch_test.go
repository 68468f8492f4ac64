package site

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors reads the table of doc.go: what each package may import of ours.
func floors(t *testing.T) map[string][]string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(f.Doc.Text(), "# Floors")
	if !ok {
		t.Fatal("doc.go has no table of floors")
	}
	may := map[string][]string{}
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "# ") {
			break
		}
		if !strings.HasPrefix(line, "\t") {
			continue
		}
		at := strings.Index(line, "  ")
		names, imports := strings.TrimSpace(line[:at]), strings.Fields(line[at:])
		if imports[0] == "nothing" {
			imports = nil
		}
		for _, name := range strings.Split(names, ", ") {
			may[name] = imports
		}
	}
	for name := range may {
		if !strings.Contains(name, "/") && name != "site" {
			may["site"] = append(may["site"], name)
		}
	}
	may["site"] = append(slices.DeleteFunc(may["site"], func(s string) bool { return s == "serve" || !isPackage(s) }), "layouts")
	return may
}

func isPackage(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// sources yields every Go file of the program below a folder: no tests, and no
// testdata.
func sources(t *testing.T, dir string, visit func(name string)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "testdata":
			return fs.SkipDir
		case !d.IsDir() && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go"):
			visit(filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Imports point down only.
func TestFloors(t *testing.T) {
	may := floors(t)
	check := func(pkg, file string) {
		allowed, ok := may[pkg]
		if !ok {
			t.Errorf("package %s has no floor: add it to the table in doc.go", pkg)
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			if rest, ours := strings.CutPrefix(name, "almanac/"); ours && !slices.Contains(allowed, strings.TrimPrefix(rest, "site/")) {
				t.Errorf("%s: %s may not import %s", file, pkg, name)
			}
		}
	}
	sources(t, ".", func(name string) {
		pkg := path.Dir(name)
		if pkg == "." {
			pkg = "site"
		}
		check(pkg, name)
	})
	sources(t, "../cmd", func(name string) { check(strings.TrimPrefix(path.Dir(name), "../"), name) })
}

// No function is longer than a screen or two, and no file longer than one
// reads at a sitting.
func TestLengths(t *testing.T) {
	const mostFunc, mostFile = 100, 500
	for _, dir := range []string{".", "../cmd", "../layouts"} {
		sources(t, dir, func(name string) {
			files := token.NewFileSet()
			f, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			if n := files.Position(f.FileEnd).Line; n > mostFile {
				t.Errorf("%s has %d lines", name, n)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				d, ok := n.(*ast.FuncDecl)
				if !ok {
					return true
				}
				if lines := files.Position(d.End()).Line - files.Position(d.Pos()).Line + 1; lines > mostFunc {
					t.Errorf("%s: %s has %d lines", name, d.Name.Name, lines)
				}
				return false
			})
		})
	}
}

// Case 67 of libraries.md §4.1: below cmd nothing asks what time it is, or which
// zone the machine is in. The one clock that there is stops layouts that run for
// too long.
func TestNoClock(t *testing.T) {
	stopwatch := map[string]bool{"render/sink.go": true}
	for _, dir := range []string{".", "../layouts"} {
		sources(t, dir, func(name string) {
			files := token.NewFileSet()
			f, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok && !stopwatch[name] {
					if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Local"}, sel.Sel.Name) {
						t.Errorf("%v: time.%s", files.Position(n.Pos()), sel.Sel.Name)
					}
				}
				return true
			})
		})
	}
}
