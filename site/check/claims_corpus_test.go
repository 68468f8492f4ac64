package check_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"almanac/site/check"
	"almanac/site/content"
	"almanac/site/cube"
	"almanac/site/report"
)

// A sentence of a corpus, as its file says.
type sentence struct {
	file, lang, text string
	verdict          string   // true, false or silent
	why              string   // of silence, in a word
	want             []string // "C201 right", …, sorted
}

// corpus reads a corpus: an archive, and sentences that stand in its reports.
func corpus(t testing.TB, name, more string) (archive string, list []sentence) {
	t.Helper()
	data, err := os.ReadFile("testdata/claims/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range txtar.Parse(data).Files {
		files[f.Name] = string(f.Data)
	}
	lines := files["sentences"]
	if name == "tuning" && more != "" {
		data, err := os.ReadFile("testdata/claims/" + more + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		lines = string(data)
	}
	for line := range strings.Lines(lines) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		list = append(list, sentenceOf(t, line))
	}
	delete(files, "sentences")
	for i := range list {
		s := &list[i]
		if files[s.file] == "" {
			files[s.file] = "+++\n+++\n"
			if s.lang == "en" {
				files[s.file] = "+++\nscenario = \"figures\"\n+++\n"
			}
		}
	}
	for i := range list { // each is a paragraph, which the sentence is found by
		s := &list[i]
		files[s.file] = strings.TrimRight(files[s.file], "\n") + "\n\n" + s.text + "\n"
		s.file = fmt.Sprint(s.file, ":", strings.Count(files[s.file], "\n"))
	}
	var b strings.Builder
	for name, text := range files {
		fmt.Fprintf(&b, "-- %s --\n%s", name, text)
		if !strings.HasSuffix(text, "\n") {
			b.WriteByte('\n')
		}
	}
	return b.String(), list
}

// sentenceOf reads a line as in: east 2023-10 en false:C205+C201 | Sales were …
func sentenceOf(t testing.TB, line string) (s sentence) {
	head, text, ok := strings.Cut(line, " | ")
	f := strings.Fields(head)
	if !ok || len(f) != 4 {
		t.Fatalf("%q is no sentence of a corpus", line)
	}
	s.file, s.lang, s.text = "content/"+f[0]+"/"+f[1], f[2], text
	if f[0] == "root" {
		s.file = "content/" + f[1]
	}
	if s.file += "." + s.lang + ".md"; s.lang == "en" {
		s.file = strings.Replace(s.file, ".en.md", ".md", 1)
	}
	verdict, codes, _ := strings.Cut(f[3], ":")
	s.verdict = verdict
	wrong, right, _ := strings.Cut(codes, "+")
	switch verdict {
	case "true":
		wrong, right = "", codes
	case "silent":
		wrong, right, s.why = "", "", codes
	}
	for _, code := range strings.FieldsFunc(wrong, func(r rune) bool { return r == ',' }) {
		s.want = append(s.want, code+" wrong")
	}
	for _, code := range strings.FieldsFunc(right, func(r rune) bool { return r == ',' }) {
		s.want = append(s.want, code+" right")
	}
	slices.Sort(s.want)
	return s
}

// A tally counts what was found of what there is.
type tally struct {
	found, right int            // verdicts, and those of them that the corpus does not contradict
	listed, met  map[string]int // claims of the corpus, and of those the ones that were found, by verdict
}

// count holds what is found in a corpus against what it lists, by code and verdict.
//
// A claim of the corpus is met by one that was found with its code and its verdict.
// A verdict is contradicted by the corpus if it is wrong and that code is not listed
// as wrong; if it is right where that code is listed as wrong alone and the wrong one
// was not found; and in a sentence of which nothing may be said, but where the corpus
// says of its reason that a checker may find the claim right. L302-pp is that of
// another family.
func count(t *testing.T, name, more string, say func(s sentence, got []string)) tally {
	archive, list := corpus(t, name, more)
	_, in := example(t, archive)
	reader := check.NewClaimReader(in)
	got := map[string][]string{}
	for _, r := range in.Archive.Reports {
		for _, c := range reader.Of(r) {
			if c.Verdict != check.Unresolved && c.Code != "C215" {
				at := fmt.Sprint(c.File, ":", c.Pos.Line)
				got[at] = append(got[at], c.Code+map[check.Verdict]string{check.Right: " right", check.Wrong: " wrong"}[c.Verdict])
			}
		}
	}
	n := tally{listed: map[string]int{}, met: map[string]int{}}
	for _, s := range list {
		s.want = slices.DeleteFunc(s.want, func(c string) bool { return strings.HasPrefix(c, "L302") })
		found := got[s.file]
		slices.Sort(found)
		for _, c := range found {
			n.found++
			if !contradicts(s, found, c) {
				n.right++
			}
		}
		if mayHold[s.why] {
			found = slices.DeleteFunc(found, func(c string) bool { return strings.HasSuffix(c, " right") })
		}
		if say != nil && !slices.Equal(found, s.want) {
			say(s, found)
		}
		rest := slices.Clone(found)
		for _, c := range s.want {
			_, verdict, _ := strings.Cut(c, " ")
			n.listed[verdict]++
			if i := slices.Index(rest, c); i >= 0 {
				rest = slices.Delete(rest, i, i+1)
				n.met[verdict]++
			}
		}
	}
	return n
}

// mayHold are the reasons of silence where a claim may also be found right.
var mayHold = map[string]bool{"hedged": true, "base": true, "lastyear": true, "cumulative": true, "next": true}

// contradicts reports whether a corpus contradicts one of the verdicts on a sentence.
func contradicts(s sentence, found []string, verdict string) bool {
	code, right := strings.CutSuffix(verdict, " right")
	switch {
	case !right:
		return !slices.Contains(s.want, verdict)
	case s.verdict == "silent":
		return !mayHold[s.why]
	}
	wrong := code + " wrong"
	return slices.Contains(s.want, wrong) && !slices.Contains(s.want, verdict) && !slices.Contains(found, wrong)
}

func (n tally) String() string {
	return fmt.Sprintf("precision %.4f (%d of %d), recall %.3f of %d right, %.3f of %d wrong", n.precision(), n.right, n.found, n.recall("right"), n.listed["right"], n.recall("wrong"), n.listed["wrong"])
}

func (n tally) precision() float64 { return float64(n.right) / float64(n.found) }
func (n tally) recall(verdict string) float64 {
	return float64(n.met[verdict]) / float64(n.listed[verdict])
}

// What the rules were made with is read without a fault.
func TestClaimsTuning(t *testing.T) {
	for _, more := range []string{"", "varied", "parts"} {
		n := count(t, "tuning", more, func(s sentence, got []string) {
			t.Errorf("%s %s\n\twant %v\n\tgot  %v\n\t%s", s.file, s.verdict, s.want, got, s.text)
		})
		t.Log(n)
	}
}

// The half of the corpus that nobody looked at while the rules were made says how
// well they read. Only its counts are printed, so that it stays so.
func TestClaimsHeld(t *testing.T) {
	n := count(t, "held", "", nil)
	t.Log(n)
	if n.precision() < 0.99 || n.recall("right") < 0.8 || n.recall("wrong") < 0.8 {
		t.Error("precision is to be at least 0.99, recall 0.8")
	}
}

// The claims of the example archive, whose authored reports have about 5 KB of text
// each in two languages.
func BenchmarkClaims(b *testing.B) {
	a, _, err := content.ReadFS(b.Context(), os.DirFS("../.."), content.Options{})
	if err != nil {
		b.Fatal(err)
	}
	reader := check.NewClaimReader(check.Input{Archive: a, Cube: cube.New(a, cube.Options{AsOf: *a.AsOf})})
	authored := slices.DeleteFunc(slices.Clone(a.Reports), func(r *report.Report) bool { return r.Prose == nil || len(r.Others) == 0 })
	for b.Loop() {
		for _, r := range authored {
			reader.Of(r)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(authored)), "µs/report")
}
