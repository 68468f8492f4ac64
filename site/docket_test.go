package site

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// wordy gives the reports of a lively archive texts that rules hold against the
// figures of their own unit and of others, and against each other.
func wordy(t *testing.T, dir string, rnd *rand.Rand) {
	t.Helper()
	for _, unit := range []string{"east/li", "east/wu", "west"} {
		for m := range 15 {
			name := fmt.Sprintf("content/%s/%d-%02d.md", unit, 2024+m/12, m%12+1)
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			put(t, dir, name, string(data)+saying(rnd, 100+7*m))
		}
	}
}

// saying is some paragraphs with claims of a revenue and of others.
func saying(rnd *rand.Rand, revenue int) string {
	var b strings.Builder
	for range 2 + rnd.IntN(3) {
		switch rnd.IntN(7) {
		case 0:
			fmt.Fprintf(&b, "\nRevenue came to %d.\n", revenue+rnd.IntN(3))
		case 1:
			fmt.Fprintf(&b, "\nRevenue rose by %d%% on the month before, a marked increase.\n", 5+rnd.IntN(3))
		case 2:
			fmt.Fprintf(&b, "\nRevenue of East came to %d, that of West to %d.\n", 2*revenue+1, revenue+2)
		case 3:
			b.WriteString("\nRevenue grew for the third month in a row, and the target was met.\n")
		case 4:
			fmt.Fprintf(&b, "\nThe carrier was late with %d of twelve deliveries, so that nine dealers in the harbour waited for their first order until the end of the month.\n", rnd.IntN(3))
		case 5:
			b.WriteString("\nNext month we will call ten customers. The marketing department counted 40 leads.\n")
		default:
			b.WriteString("\n<!-- check:next L301 reason=\"a customer's words\" -->\n\nSome things were quite good.\n")
		}
	}
	return b.String()
}

var sayings = []edit{
	{"what a report claims", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, anyReport(t, rnd, dir), "## Results\n", "## Results\n"+saying(rnd, 100+rnd.IntN(100)))
	}},
	{"a text that is copied", func(t *testing.T, rnd *rand.Rand, dir string) {
		data, err := os.ReadFile(filepath.Join(dir, anyReport(t, rnd, dir)))
		if err != nil {
			t.Fatal(err)
		}
		to := anyReport(t, rnd, dir)
		own, err := os.ReadFile(filepath.Join(dir, to))
		if err != nil {
			t.Fatal(err)
		}
		_, text, _ := strings.Cut(string(data), "\n## ")
		front, _, _ := strings.Cut(string(own), "\n## ")
		put(t, dir, to, front+"\n## "+text)
	}},
	{"a text becomes that of the unit beside it", func(t *testing.T, rnd *rand.Rand, dir string) {
		month := fmt.Sprintf("2024-%02d.md", 4+rnd.IntN(9))
		from, err := os.ReadFile(filepath.Join(dir, "content/east/wu", month))
		to, err2 := os.ReadFile(filepath.Join(dir, "content/east/li", month))
		if err != nil || err2 != nil {
			return // one of them went
		}
		_, text, _ := strings.Cut(string(from), "\n## ")
		front, _, _ := strings.Cut(string(to), "\n## ")
		put(t, dir, "content/east/li/"+month, front+"\n## "+text)
	}},
	{"what another unit says of an action", func(t *testing.T, rnd *rand.Rand, dir string) {
		m := 2 + rnd.IntN(9)
		put(t, dir, fmt.Sprintf("content/2024-%02d.md", m+1), fmt.Sprintf("+++\n[[action_reviews]]\nid = \"east-li-%d\"\nstatus = \"dropped\"\nreason = \"no\"\n+++\nWell.\n", m-1))
	}},
	{"a rule's level", func(t *testing.T, rnd *rand.Rand, dir string) {
		change(t, dir, "config.toml", "[units.root]\n", fmt.Sprintf("[checks]\n%q = %q\n[units.root]\n", []string{"L301", "C202", "A404"}[rnd.IntN(3)], []string{"off", "note", "error"}[rnd.IntN(3)]))
	}},
	{"the levels go", func(t *testing.T, rnd *rand.Rand, dir string) { put(t, dir, "config.toml", livelyConfig) }},
	{"a baseline", func(t *testing.T, rnd *rand.Rand, dir string) {
		put(t, dir, "config.toml", strings.Replace(livelyConfig, "[units.root]\n", "[checks]\nbaseline = \"known.txt\"\n[units.root]\n", 1))
		_, data := open(t, dir).Baseline()
		lines := strings.SplitAfter(string(data), "\n")
		put(t, dir, "known.txt", strings.Join(lines[:len(lines)/2], ""))
	}},
}

// Whatever is edited, what is remembered of how reports stand is how they stand.
func TestVerdictsAreRemembered(t *testing.T) {
	const sequences, length = 8, 24
	var mu sync.Mutex
	recalled, heard, rules := 0, 0, map[string]bool{}
	t.Run("edits", func(t *testing.T) {
		for seed := range uint64(sequences) {
			t.Run(fmt.Sprint(seed), func(t *testing.T) {
				t.Parallel()
				dir, rnd := lively(t), rand.New(rand.NewPCG(seed, 11))
				wordy(t, dir, rnd)
				all := slices.Concat(edits, sayings, sayings, sayings)
				for range length {
					e := all[rnd.IntN(len(all))]
					if _, err := os.Stat(filepath.Join(dir, "content/east/li/2024-03.md")); err != nil && e.name == "a case that is taken up" {
						continue
					}
					e.do(t, rnd, dir)
					is, should := remembering(t, dir), open(t, dir)
					standAlike(t, e.name, is, should)
					if t.Failed() {
						return
					}
					mu.Lock()
					is.verdicts().remember()
					heard += is.verdicts().heard
					recalled += len(is.archive.Reports) - is.verdicts().heard
					for i := range should.verdicts().list {
						for _, f := range unpackFound(should.verdicts().list[i].found) {
							rules[f.Rule] = true
						}
					}
					mu.Unlock()
				}
			})
		}
	})
	t.Logf("%d verdicts were recalled, %d were not; %d rules were broken", recalled, heard, len(rules))
	if recalled < heard/2 || heard < 20*sequences || len(rules) < 25 || !rules["language/copied"] || !rules["checks/unused"] {
		t.Error("too little was tried")
	}
}

// standAlike holds every verdict of a site that remembers against that of one that
// does not.
func standAlike(t *testing.T, after string, is, should *Site) {
	t.Helper()
	if is.Counts() != should.Counts() {
		t.Errorf("after %s: %v remarks, not %v", after, is.Counts(), should.Counts())
	}
	a, b := is.standings(), should.standings()
	for i, r := range is.archive.Reports {
		x, y := a.Of(i), b.Of(i)
		if x.Have != y.Have || x.Need != y.Need || x.Claims != y.Claims || !slices.Equal(x.Found, y.Found) || !slices.Equal(x.Silenced, y.Silenced) {
			t.Errorf("after %s: %s stands\n%v, not\n%v", after, r.File, *x, *y)
		}
	}
	if !slices.Equal(a.Other, b.Other) {
		t.Errorf("after %s: of the rest\n%v, not\n%v", after, a.Other, b.Other)
	}
}
