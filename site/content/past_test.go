package content

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"almanac/site/memory"
	"almanac/site/report"
)

// What many files said is recalled by several at once, whether others came, went or
// changed between them, and is what reading them anew says.
func TestPastOfMany(t *testing.T) {
	dir := t.TempDir()
	put := writer(t, dir)
	name := func(unit, month int) string {
		return fmt.Sprintf("content/team-%02d/%d-%02d.md", unit, 2016+month/12, 1+month%12)
	}
	text := func(n int) string {
		return fmt.Sprintf("+++\n[metrics.revenue]\nactual = %d\n+++\nSee [the month before](2016-01.md).\n", n)
	}
	put("config.toml", "title = \"T\"\n")
	for unit := range 12 {
		for month := range 30 {
			put(name(unit, month), text(100*unit+month))
		}
	}
	read := func(past *Past) []*report.Report {
		t.Helper()
		r, _, err := Open(t.Context(), dir, Options{Past: past})
		if err != nil {
			t.Fatal(err)
		}
		return r.Archive.Reports
	}
	for _, change := range []func(){
		func() {},
		func() {},
		func() { put(name(3, 7), text(9999)); put(name(8, 29), text(9998)) },
		func() { os.Remove(filepath.Join(dir, name(0, 0))); os.RemoveAll(filepath.Join(dir, "content/team-11")) },
		func() { put(name(0, 31), text(1)); put(name(5, 40), text(2)); put(name(20, 3), text(3)) },
		func() {},
	} {
		change()
		time.Sleep(100 * time.Millisecond) // what was written is older than the reading, by its stamps, too
		got, want := read(NewPast(memory.Open(filepath.Join(dir, ".almanac")))), read(nil)
		if len(got) != len(want) {
			t.Fatalf("%d reports, not %d", len(got), len(want))
		}
		if _, err := os.Stat(filepath.Join(dir, ".almanac/memory-"+allPart)); err != nil {
			t.Fatalf("nothing is remembered: %v", err)
		}
		for i := range got {
			if !sameReport(got[i], want[i]) {
				t.Errorf("%s is recalled as\n%+v, not\n%+v", want[i].File, *got[i], *want[i])
			}
		}
	}
}
