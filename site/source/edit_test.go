package source_test

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"almanac/site/source"
)

// What stands in a report before and after an import of
// sales 5 of 6 and orders 7 into it.
var edits = []struct{ name, before, after string }{
	{"no figures", "+++\n+++\n", "+++\n[metrics.sales]\nactual = 5\ntarget = 6\n\n[metrics.orders]\nactual = 7\n\n+++\n"},
	{"keys only", "+++\ntitle = 'x' # x\n# end\n+++\nBody\n", "+++\ntitle = 'x' # x\n# end\n\n[metrics.sales]\nactual = 5\ntarget = 6\n\n[metrics.orders]\nactual = 7\n+++\nBody\n"},
	{"before other tables", "+++\ntitle = 'x'\n\n# Why.\n# So.\n[[issues]]\nid = 'I1'\n+++\n",
		"+++\ntitle = 'x'\n\n[metrics.sales]\nactual = 5\ntarget = 6\n\n[metrics.orders]\nactual = 7\n\n# Why.\n# So.\n[[issues]]\nid = 'I1'\n+++\n"},
	{"behind the last", "+++\n[metrics.lost]\nactual = 1 # one\n# of sales\n[[events]]\nname = 'x'\n+++\n",
		"+++\n[metrics.lost]\nactual = 1 # one\n\n[metrics.sales]\nactual = 5\ntarget = 6\n\n[metrics.orders]\nactual = 7\n# of sales\n[[events]]\nname = 'x'\n+++\n"},
	{"lines into tables", "+++\n[metrics.sales] # money\n  target = '6元' # ok\n\n[metrics.orders]\n+++\n",
		"+++\n[metrics.sales] # money\n  target = '6元' # ok\n  actual = 5\n\n[metrics.orders]\nactual = 7\n+++\n"},
	{"same already", "+++\n[metrics.sales]\nvalue = \"5.00\"\ntarget = 6\n[metrics.orders]\nactual = \"７\"\n+++\n",
		"+++\n[metrics.sales]\nvalue = \"5.00\"\ntarget = 6\n[metrics.orders]\nactual = \"７\"\n+++\n"},
	{"in braces", "+++\n[metrics]\nsales = { actual = 5 }\norders = {}\n+++\n", "+++\n[metrics]\nsales = { actual = 5, target = 6 }\norders = { actual = 7 }\n+++\n"},
	{"all in braces", "+++\nmetrics = { lost = { actual = 1 }, sales = { target = 6 } }\n+++\n", "+++\nmetrics = { lost = { actual = 1 }, sales = { target = 6, actual = 5 }, orders = { actual = 7 } }\n+++\n"},
	{"with dots", "+++\n[metrics]\nsales.actual = 5\n+++\n", "+++\n[metrics]\nsales.actual = 5\nsales.target = 6\n\n[metrics.orders]\nactual = 7\n+++\n"},
	{"quoted ids", "+++\n[\"metrics\" . 'sales']\nactual = 5\n+++\n", "+++\n[\"metrics\" . 'sales']\nactual = 5\ntarget = 6\n\n[metrics.orders]\nactual = 7\n+++\n"},
	{"a plan comes true", "+++\nscenario = 'figures'\nstatus = 'plan' # for now\n[metrics.sales]\ntarget = 6\n+++\n",
		"+++\nscenario = 'figures'\nstatus = \"final\" # for now\n[metrics.sales]\ntarget = 6\nactual = 5\n\n[metrics.orders]\nactual = 7\n+++\n"},
	{"a plan with words", "+++\nstatus = 'plan'\n[metrics.sales]\ntarget = 6\n[metrics.orders]\n+++\nWords\n", "+++\nstatus = 'plan'\n[metrics.sales]\ntarget = 6\nactual = 5\n[metrics.orders]\nactual = 7\n+++\nWords\n"},
	{"restated there", "+++\n[metrics.sales]\nactual = 50\ntarget = 6\n[metrics.orders]\nactual = 7\n[[restatements]]\nmetric = 'sales'\nold = 5\nnew = 50\n+++\n",
		"+++\n[metrics.sales]\nactual = 50\ntarget = 6\n[metrics.orders]\nactual = 7\n[[restatements]]\nmetric = 'sales'\nold = 5\nnew = 50\n+++\n"},
	{"restated in the data", "+++\n[metrics.sales]\nactual = 5\ntarget = 60\n[metrics.orders]\nactual = 7\n[[restatements]]\nmetric = 'sales'\nof = 'target'\nold = 60\nnew = 6\n+++\n",
		"+++\n[metrics.sales]\nactual = 5\ntarget = 60\n[metrics.orders]\nactual = 7\n[[restatements]]\nmetric = 'sales'\nof = 'target'\nold = 60\nnew = 6\n+++\n"},
}

const edited = head + "2019-07,east,orders,7,\n2019-07,east,sales,5,6\n"

func TestEdits(t *testing.T) {
	for _, e := range edits {
		for _, crlf := range []bool{false, true} {
			t.Run(e.name, func(t *testing.T) {
				before, after := e.before, e.after
				if crlf {
					before = "\ufeff" + strings.ReplaceAll(before, "\n", "\r\n")
					after = "\ufeff" + strings.ReplaceAll(after, "\n", "\r\n")
				}
				a := newArchive(t, map[string]string{"content/2019/east/2019-07.md": before})
				_, said := a.importing(source.Request{}, edited)
				if got := a.read("content/2019/east/2019-07.md"); got != after || said != "" {
					t.Fatalf("made\n%q\nnot\n%q\n%s", got, after, said)
				}
				plan, said := a.importing(source.Request{}, edited)
				if !slices.Equal(states(plan), []string{"unchanged content/2019/east/2019-07.md"}) || said != "" {
					t.Error("a second import:", states(plan), said)
				}
			})
		}
	}
}

func TestCannotEdit(t *testing.T) {
	a := newArchive(t, map[string]string{"content/east/2019-07.md": "+++\nmetrics.lost.actual = 1\n+++\n"})
	plan, said := a.importing(source.Request{}, edited)
	if len(plan.Files) > 0 && !strings.Contains(a.read("content/east/2019-07.md"), "[metrics.orders]") || len(plan.Files) == 0 && !strings.Contains(said, "cannot be added") {
		t.Error(states(plan), said)
	}
}

func TestForce(t *testing.T) {
	before := "+++\n[metrics.sales]\nactual = '6萬元' # by hand\ntarget = 6\n+++\n"
	a := newArchive(t, map[string]string{"content/east/2019-07.md": before})
	name := a.dir + "/content/east/2019-07.md"
	if err := os.Chmod(name, 0o600); err != nil {
		t.Fatal(err)
	}
	plan, said := a.importing(source.Request{Force: true}, edited)
	if got := a.read("content/east/2019-07.md"); got != "+++\n[metrics.sales]\nactual = 5 # by hand\ntarget = 6\n\n[metrics.orders]\nactual = 7\n+++\n" || said != "" {
		t.Error(got, said)
	}
	if a.read("content/east/2019-07.md~") != before || plan.Counts.Replaced != 1 || plan.Files[0].Replaced != 1 {
		t.Error("the old file is not kept", plan.Counts)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	if err := os.Remove(name + "~"); err != nil {
		t.Fatal(err)
	}
	a.importing(source.Request{Force: true}, head+"2019-07,east,lost,1,\n")
	if got := a.read("content/east/2019-07.md~"); !strings.HasPrefix(got, "no ") {
		t.Error("an old file is kept although nothing was replaced")
	}
}

func TestApply(t *testing.T) {
	a := newArchive(t, map[string]string{"content/east/2019-07.md": "+++\n+++\n", "target.md": "+++\n+++\n"})
	archive := a.open()
	plan, _, err := source.Import(t.Context(), source.Request{Archive: archive, Root: a.root, Data: strings.NewReader(edited + "2019-08,west,sales,1,\n")})
	if err != nil || len(a.list()) != 3 {
		t.Fatal("importing wrote something", err, a.list())
	}
	// What an import left that was killed is written over and not seen as a report.
	a.write("content/east/.2019-07.md.almanac-tmp-import", "half")
	a.open()
	a.write("content/east/2019-07.md", "+++\ntitle = 'x'\n+++\n")
	if err := source.Apply(t.Context(), plan); err == nil || !strings.Contains(err.Error(), "content/east/2019-07.md: the file has been changed") {
		t.Error(err)
	}
	a.write("content/east/2019-07.md", "+++\n+++\n")
	if err := source.Apply(t.Context(), plan); err != nil {
		t.Error(err)
	}
	for _, f := range a.list() {
		if strings.Contains(f, ".almanac-tmp") {
			t.Error("left behind:", f)
		}
	}
	if err := source.Apply(t.Context(), plan); err == nil {
		t.Error("a plan was applied twice")
	}
	a.write("content/east/2019-09.md", "")
	if err := errors.Join(os.Remove(a.dir+"/content/east/2019-09.md"), os.Symlink("../../target.md", a.dir+"/content/east/2019-09.md")); err != nil {
		t.Fatal(err)
	}
	plan, _, err = source.Import(t.Context(), source.Request{Archive: a.open(), Root: a.root, Data: strings.NewReader(head + "2019-09,east,sales,1,\n")})
	if err == nil {
		err = source.Apply(t.Context(), plan)
	}
	if err == nil || a.read("target.md") != "+++\n+++\n" {
		t.Error("written through a link:", err)
	}
}

// Whatever a report looks like that can be read, an import into it leaves
// every byte but those it adds, and is read as the figures that it wrote.
func FuzzEdit(f *testing.F) {
	for _, e := range edits {
		f.Add(strings.TrimSuffix(strings.TrimPrefix(e.before, "+++\n"), "+++\n"), "Body\n")
	}
	f.Add("metrics.sales.target = 6\n[metrics]\n", "")
	f.Add("[metrics.sales]\ntarget = '''\n6'''\n", "")
	f.Fuzz(func(t *testing.T, front, body string) {
		before := "+++\n" + front + "\n+++\n" + body
		a := newArchive(t, map[string]string{"content/east/2019-07.md": before})
		archive, ok := a.try()
		if !ok || len(archive.Reports) != 1 {
			return
		}
		plan, remarks, err := source.Import(t.Context(), source.Request{Archive: archive, Root: a.root, Data: strings.NewReader(edited)})
		if err != nil {
			t.Fatal(err)
		}
		if len(plan.Files) == 0 {
			if len(remarks) == 0 {
				t.Fatal("nothing was done, nothing was said")
			}
			return
		}
		if !within([]byte(before), plan.Files[0].New) && archive.Reports[0].Status != "plan" {
			t.Fatalf("%q became %q", before, plan.Files[0].New)
		}
		if err := source.Apply(t.Context(), plan); err != nil {
			t.Fatal(err)
		}
		archive, ok = a.try()
		if !ok {
			t.Fatalf("%q cannot be read any more: %q", before, plan.Files[0].New)
		}
		restated := len(archive.Reports[0].Restatements) > 0
		for _, s := range archive.Reports[0].Stated {
			if s.Metric == "sales" && (s.Actual.String() != "5" || s.Target.String() != "6") && !restated || s.Metric == "orders" && s.Actual.String() != "7" && !restated {
				t.Fatalf("%s is %s of %s in %q", s.Metric, s.Actual, s.Target, plan.Files[0].New)
			}
		}
	})
}

// within reports whether all bytes of a occur in b in their order.
func within(a, b []byte) bool {
	for _, c := range a {
		i := bytes.IndexByte(b, c)
		if i < 0 {
			return false
		}
		b = b[i+1:]
	}
	return true
}
