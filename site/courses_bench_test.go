package site

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"almanac/site/period"
)

// BenchmarkCourses asks git for the ways of 10,000 reports in 3,000 commits, and
// for what is remembered of them.
func BenchmarkCourses(b *testing.B) {
	needGit(b)
	const units, commits = 84, 3000
	dir := b.TempDir()
	gitAt(b, dir, "", "init", "-q", "-b", "main")
	var script bytes.Buffer
	file := func(i, version int) {
		p := period.Numbered(period.Monthly, 12*2014+i/units)
		text := fmt.Sprintf("+++\nauthor = \"seller\"\ntitle = \"Report %d\"\ntags = [\"price\"]\n[metrics.revenue]\nactual = %d\ntarget = 110\n[metrics.orders]\nactual = %d\n[metrics.leads]\nactual = 50\n[metrics.deals]\nactual = 8\n"+
			"[[actions]]\nid = \"A-%d\"\nwhat = \"Call ten customers\"\nowner = \"Ada\"\ndue = 2024-01-28\nacceptance = \"ten calls\"\n+++\n%s", i, 100+i+version, i%50, i, strings.Repeat("## Results\n\nWords of a summary, as there are many.\n\n", 20))
		fmt.Fprintf(&script, "M 100644 inline content/area-%d/unit-%03d/%s.md\ndata %d\n%s\n", i%units/10, i%units, period.Calendar{}.Name(p), len(text), text)
	}
	const config = "title = \"Large\"\nas_of = 2024-06-20\n"
	for c, n := 1, 0; c <= commits; c++ {
		fmt.Fprintf(&script, "commit refs/heads/main\nmark :%d\ncommitter a <a@example.org> %d +0000\ndata 1\nx\n", c, 1_400_000_000+int64(c)*86400)
		if c == 1 {
			fmt.Fprintf(&script, "M 100644 inline config.toml\ndata %d\n%s\n", len(config), config)
		} else {
			fmt.Fprintf(&script, "from :%d\n", c-1)
		}
		for ; n < c*10_000/commits; n++ {
			file(n, 0)
		}
		if n > 500 {
			file(n-500, 1)
		}
	}
	in := exec.Command("git", "fast-import", "--quiet")
	in.Dir, in.Stdin = dir, &script
	if out, err := in.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	gitAt(b, dir, "", "reset", "-q", "--hard")
	s, err := Open(b.Context(), Options{Dir: dir, Memory: Recall(dir), Live: true})
	if err != nil {
		b.Fatal(err)
	}
	for name, forget := range map[string]bool{"asked": true, "remembered": false} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if forget {
					s.options.Memory.Forget(coursesPart)
				}
				s.ask(b.Context(), s.reading, nil)
				if n := len(s.courses().record.List); n != 10_000 {
					b.Fatal(n)
				}
			}
		})
	}
	b.Run("register", func(b *testing.B) {
		for b.Loop() {
			s.newRegister().List()
		}
	})
}
