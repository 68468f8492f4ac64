package site

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"almanac/site/period"
)

// BenchmarkServe is an edit of a figure as serve sees it: the site is renewed,
// and the report's page and those of its month, quarter and year are drawn.
func BenchmarkServe(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := manyReports(b, n)
			o := Options{Dir: dir, Today: period.Date(2026, 6, 1), Drafts: true, Live: true}
			s := opened(b, o)
			const name = "content/u-0/2019-05.md"
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				b.Fatal(err)
			}
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				put(b, dir, name, strings.Replace(string(data), "actual = ", fmt.Sprintf("actual = %d", i%9+1), 1))
				b.StartTimer()
				if s = s.Renew(b.Context(), o, []string{name}); s == nil {
					b.Fatal("it is not renewed")
				}
				for _, address := range []string{"u-0/2019-05.html", "2019-05.html", "2019-Q2.html", "2019.html"} {
					drawnOf(b, s, address)
				}
			}
		})
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
