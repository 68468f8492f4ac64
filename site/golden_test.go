package site_test

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden build anew; read the difference before it is committed")

// goldenPages are kept whole, so that a change of the pages can be read: one
// of each kind, with and without words, in three languages.
var goldenPages = []string{
	"index.html", "2023-10.html", "2023-Q4.html", "2021.html", "zh-Hant/2023-10.html", "zh-Hans/east/2023-10.html",
	"team-3/index.html", "team-3/2022-11.html", "rep-e1/2023-W41.html", "metrics/conversion.html", "metrics/index.html", "404.html",
}

// TestGoldenBuild holds the whole build of the golden archive: every file by
// its digest, some by their text.
func TestGoldenBuild(t *testing.T) {
	dir := golden(t)
	sums := digests(t, dir)
	if *update {
		keepGolden(t, dir, sums)
	}
	want, err := os.ReadFile("testdata/golden/build.sha256")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range goldenPages {
		got, err := os.ReadFile(filepath.Join(dir, page))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("testdata/golden/public", page))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s differs from line %d; go test ./site -run GoldenBuild -update, and read the difference", page, firstDifference(string(got), string(want)))
		}
	}
	if string(want) != sums && !t.Failed() {
		t.Errorf("%d files differ; go test ./site -run GoldenBuild -update", countDifferences(string(want), sums))
	}
}

func keepGolden(t *testing.T, dir, sums string) {
	t.Helper()
	if err := os.RemoveAll("testdata/golden/public"); err != nil {
		t.Fatal(err)
	}
	for _, page := range goldenPages {
		text, err := os.ReadFile(filepath.Join(dir, page))
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join("testdata/golden/public", page)
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile("testdata/golden/build.sha256", []byte(sums), 0o666); err != nil {
		t.Fatal(err)
	}
}

// digests lists every file under a folder with its SHA-256, but for the
// build's own manifest, which names the version of the program.
func digests(t *testing.T, dir string) string {
	t.Helper()
	var lines []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == ".almanac" {
			return err
		}
		text, err := os.ReadFile(p)
		name, _ := filepath.Rel(dir, p)
		lines = append(lines, fmt.Sprintf("%x  %s\n", sha256.Sum256(text), filepath.ToSlash(name)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	sort.Slice(lines, func(i, j int) bool { return lines[i][66:] < lines[j][66:] })
	return strings.Join(lines, "")
}

func firstDifference(a, b string) int {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range as {
		if i >= len(bs) || as[i] != bs[i] {
			return i + 1
		}
	}
	return len(as)
}

func countDifferences(a, b string) int {
	lines := map[string]int{}
	for _, l := range strings.Split(a, "\n") {
		lines[l]++
	}
	n := 0
	for _, l := range strings.Split(b, "\n") {
		if lines[l]--; lines[l] < 0 {
			n++
		}
	}
	return n
}
