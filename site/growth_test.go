package site_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"almanac/site"
)

// A shape is how large an archive is: regions of two units each, units directly
// under the root, and years. Two units are apart: east has months, and stall
// nothing but weeks.
type shape struct{ regions, units, years int }

func (s shape) String() string {
	return fmt.Sprintf("%d regions %d units %d years", s.regions, s.units, s.years)
}

// TestNoPageGrows builds archives of one, two and four times the units, in
// regions and without, and of one, two and four times the years. At four times
// no kind of page is larger by more than a quarter than it was before, and
// neither is a file that pages load: what there is more of stands on further
// pages. Only the files for programs, which hold everything, grow.
func TestNoPageGrows(t *testing.T) {
	for name, of := range map[string]func(n int) shape{
		"units in regions": func(n int) shape { return shape{100 * n, 0, 2} },
		"units in one":     func(n int) shape { return shape{0, 120 * n, 2} },
		"years":            func(n int) shape { return shape{1, 0, 11 * n} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			one, two, four := largest(t, of(1)), largest(t, of(2)), largest(t, of(4))
			kinds := slices.Sorted(maps.Keys(four))
			for _, k := range kinds {
				t.Logf("%-34s %8d %8d %8d", k, one[k], two[k], four[k])
				before := max(one[k], two[k])
				if !programs.MatchString(k) && before > 0 && four[k] > before*5/4 {
					t.Errorf("%s grows with the archive: %d, %d, %d bytes", k, one[k], two[k], four[k])
				}
			}
		})
	}
}

// programs are the files for programs, at addresses that never change.
var programs = regexp.MustCompile(`^(data/(figures|forecast)\.csv|data/archive\.json|sitemap.*\.xml)$`)

// What the kind of a page is told by, once its units and periods are gone.
var (
	aPeriod = regexp.MustCompile(`\b(\d{4}(-Q\d|-\d{2}|-W\d{2}|-\d{2}-\d{2})?)((-page-\d+)?\.(html|js))$`)
	aUnit   = regexp.MustCompile(`\b(region|unit)-\d+\b`)
	aPart   = regexp.MustCompile(`\b([a-z]+)-\d+\.(html|js|xml)$`)
)

func kindOf(address string) string {
	address = aUnit.ReplaceAllString(address, "$1")
	if m := aPeriod.FindStringSubmatch(address); m != nil {
		grain := map[int]string{4: "year", 7: "month", 8: "week", 10: "day"}[len(m[1])]
		if strings.Contains(m[1], "Q") {
			grain = "quarter"
		}
		return aPeriod.ReplaceAllString(address, grain+".$5")
	}
	return aPart.ReplaceAllString(address, "$1-N.$2")
}

// largest draws pages of each kind, the first and the last among them, and
// returns the size of the largest.
func largest(t *testing.T, s shape) map[string]int {
	t.Helper()
	const most = 6
	built, err := site.Open(context.Background(), site.Options{Dir: s.write(t)})
	if err != nil {
		t.Fatal(err)
	}
	of := map[string][]string{}
	for _, f := range built.Files() {
		of[kindOf(f)] = append(of[kindOf(f)], f)
	}
	out := map[string]int{}
	for k, list := range of {
		for i := range min(len(list), most) {
			data, err := built.Draw(list[i*(len(list)-1)/max(min(len(list), most)-1, 1)])
			if err != nil {
				t.Fatal(err)
			}
			out[k] = max(out[k], len(data))
		}
	}
	return out
}

// write makes the archive of a shape. Each unit reports two months of the last
// two years, with channels, a target, a figure restated, and a promise.
func (s shape) write(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	config := "title = \"Growth\"\nbase_url = \"https://example.org/\"\nas_of = 2026-01-31\n"
	for _, m := range []string{"sales", "leads", "deals", "visits"} {
		config += fmt.Sprintf("[metrics.%s]\nkind = \"flow\"\nunit = \"count\"\ncore = %v\ndirection = \"up\"\nlabel = %q\n", m, m == "sales", m)
	}
	config += "[metrics.rate]\nkind = \"ratio\"\nnum = \"deals\"\nden = \"leads\"\nunit = \"percent\"\ndirection = \"up\"\nlabel = \"Rate\"\n"
	var units []string
	add := func(id, parent string) {
		config += fmt.Sprintf("[units.%s]\nname = \"The %s\"\nparent = %q\n", id, id, parent)
		units = append(units, id)
	}
	for i := range s.units {
		add(fmt.Sprintf("unit-%d", i+1001), "root")
	}
	for i := range s.regions {
		region := fmt.Sprintf("region-%d", i+1001)
		add(region, "root")
		for k := range 2 {
			add(fmt.Sprintf("unit-%d", 2*i+k+1001), region)
		}
	}
	add("east", "root")
	add("stall", "root")
	s.file(t, dir, "config.toml", config)
	for n, id := range units {
		if strings.HasPrefix(id, "unit") {
			for q := range 4 {
				s.file(t, dir, fmt.Sprintf("content/%s/%d-%d.md", id, 2024+q/2, q%2+11), s.report(n+2, q))
			}
		}
	}
	for m := range 12 * s.years {
		y := 2026 - s.years + m/12
		s.file(t, dir, fmt.Sprintf("content/east/%d-%02d.md", y, m%12+1), s.report(1, m))
	}
	for w := range 52 * s.years {
		s.file(t, dir, fmt.Sprintf("content/stall/%d-W%02d.md", 2026-s.years+w/52, w%52+1), "+++\nscenario = \"figures\"\n[metrics.visits]\nactual = 7\n+++\n")
	}
	return dir
}

func (s shape) report(n, i int) string {
	text := fmt.Sprintf("+++\ntitle = \"Report\"\nsummary = \"All went as it goes.\"\n[metrics.sales]\nactual = %d\ntarget = %d\n[metrics.leads]\nactual = 90\n[metrics.deals]\nactual = 30\n", 1000+(n*31+i*17)%300, 1100)
	if n%2 == 1 {
		text += "[metrics.visits]\nactual = 5\n"
	}
	text += "[[channels]]\nname = \"web\"\nleads = 50\ndeals = 20\n[[channels]]\nname = \"fair\"\nleads = 40\ndeals = 10\n"
	text += fmt.Sprintf("[[restatements]]\nmetric = \"leads\"\nold = 90\nnew = 91\nreason = \"Counted again\"\ndate = %d-06-01\n", 2000+i/12)
	for k := range 3 { // the report of the next month says what became of them
		text += fmt.Sprintf("[[actions]]\nid = \"A-%d-%d-%d\"\nwhat = \"Call every customer who was silent\"\nowner = \"Owner %d\"\ndue = %d-03-01\nacceptance = \"40 calls\"\n", n, i, k, (n+k)%300, 2000+i/12)
		text += fmt.Sprintf("[[action_reviews]]\nid = \"A-%d-%d-%d\"\nstatus = %q\nresult = \"Some calls\"\n", n, i-1, k, []string{"done", "open", "in_progress"}[i%3])
	}
	return text + "+++\nNothing more to say.\n"
}

func (s shape) file(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
