package site

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"almanac/site/memory"
	"almanac/site/period"
)

// BenchmarkServe is an edit of a figure as serve sees it: the site is renewed,
// and the report's page and those of its month, quarter and year are drawn.
func BenchmarkServe(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			dir := manyReports(b, n)
			o := Options{Dir: dir, Today: period.Date(2026, 6, 1), Drafts: true, Live: true}
			s := opened(b, o)
			edit := editor(b, dir)
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				edit(i)
				b.StartTimer()
				if s = s.Renew(b.Context(), o, []string{edited}); s == nil {
					b.Fatal("it is not renewed")
				}
				for _, address := range []string{"u-0/2019-05.html", "2019-05.html", "2019-Q2.html", "2019.html"} {
					drawnOf(b, s, address)
				}
			}
		})
	}
}

// BenchmarkDraw draws a month of a team, a quarter, a year and a unit.
func BenchmarkDraw(b *testing.B) {
	for _, n := range sizes {
		s := opened(b, Options{Dir: manyReports(b, n)})
		for _, address := range []string{"u-0/2019-05.html", "2019-Q2.html", "2019.html", "u-0/index.html"} {
			b.Run(fmt.Sprintf("%d/%s", n, address), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					drawnOf(b, s, address)
				}
			})
		}
	}
}

// BenchmarkOpen reads an archive and works out everything, with what was
// remembered and without.
func BenchmarkOpen(b *testing.B) {
	for _, n := range sizes {
		dir := manyReports(b, n)
		b.Run(fmt.Sprint(n, "/anew"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				opened(b, Options{Dir: dir}).Remarks()
			}
		})
		settle(b, dir)
		b.Run(fmt.Sprint(n, "/remembered"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				opened(b, Options{Dir: dir, Memory: Recall(dir)}).Remarks()
			}
		})
	}
}

// BenchmarkWrite publishes a site: into a new folder with nothing remembered;
// after nothing changed; and after one figure did.
func BenchmarkWrite(b *testing.B) {
	for _, n := range sizes {
		dir := manyReports(b, n)
		out := filepath.Join(b.TempDir(), "public")
		b.Run(fmt.Sprint(n, "/anew"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				built(b, dir, nil, filepath.Join(b.TempDir(), "public"))
			}
		})
		settle(b, dir)
		built(b, dir, Recall(dir), out)
		built(b, dir, Recall(dir), out) // now there is a spare tree, too
		b.Run(fmt.Sprint(n, "/unchanged"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				built(b, dir, Recall(dir), out)
			}
		})
		b.Run(fmt.Sprint(n, "/edit"), func(b *testing.B) {
			b.ReportAllocs()
			edit := editor(b, dir)
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				edit(i)
				time.Sleep(60 * time.Millisecond) // so that its time tells it apart
				b.StartTimer()
				built(b, dir, Recall(dir), out)
			}
		})
	}
}

var sizes = []int{100, 1_000, 10_000}

// built opens and publishes an archive.
func built(b *testing.B, dir string, m *memory.Memory, out string) {
	b.Helper()
	if _, err := opened(b, Options{Dir: dir, Memory: m}).Write(b.Context(), out, Publication{}); err != nil {
		b.Fatal(err)
	}
}

// settle waits until files are old enough to be known by their times, and lets
// the archive be remembered.
func settle(b *testing.B, dir string) {
	time.Sleep(100 * time.Millisecond)
	opened(b, Options{Dir: dir, Memory: Recall(dir)})
}

// edited is the report that benchmarks edit.
const edited = "content/u-0/2019-05.md"

// editor returns what changes a figure of the edited report, each time to
// another.
func editor(b *testing.B, dir string) func(i int) {
	data, err := os.ReadFile(filepath.Join(dir, edited))
	if err != nil {
		b.Fatal(err)
	}
	return func(i int) {
		put(b, dir, edited, strings.Replace(string(data), "actual = ", fmt.Sprintf("actual = %d", i%9+1), 1))
	}
}

// manyReports writes an archive of about n monthly reports of ten years.
func manyReports(b *testing.B, n int) string {
	dir := b.TempDir()
	put(b, dir, "config.toml", "title = \"Many\"\nas_of = 2026-06-01\n")
	put(b, dir, "content/2024.md", "+++\n+++\n") // to which they link
	for i := range n {
		unit, m := fmt.Sprint("u-", i/120), i%120
		if n < 120 {
			m += 36 // the month that is edited is among them
		}
		name := fmt.Sprintf("%d-%02d", 2016+m/12, m%12+1)
		put(b, dir, "content/"+unit+"/"+name+".md", livelyReport(unit, name, 100+7*m+i%13, m))
	}
	return dir
}
