package content

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// patterns make Markdown that takes goldmark long, at about n bytes each.
var patterns = map[string]func(n int) string{
	"nested brackets":     func(n int) string { return rep("[", n/2) + "a" + rep("]", n/2) },
	"open brackets":       func(n int) string { return rep("[a](<b", n/6) },
	"links":               func(n int) string { return rep("[](", n/3) },
	"35: images":          func(n int) string { return rep("![](", n/4) },
	"emphasis":            func(n int) string { return rep("*a **a ", n/7) },
	"emphasis unmatched":  func(n int) string { return rep("a**b", n/8) + rep("c* ", n/6) },
	"emphasis nested":     func(n int) string { return rep("*", n/2) + "a" + rep("*", n/2) },
	"emphasis mixed":      func(n int) string { return rep("*_", n/2) },
	"strike":              func(n int) string { return rep("~~a ", n/4) },
	"strike lines":        func(n int) string { return rep("~~a\n", n/4) },
	"backticks":           backticks,
	"backtick lines":      func(n int) string { return strings.ReplaceAll(backticks(n), "e", "e\n") },
	"cdata":               func(n int) string { return rep("a <![CDATA[\n", n/12) },
	"instructions":        func(n int) string { return rep("a <? \n", n/6) },
	"comments":            func(n int) string { return rep("a <!-- \n", n/8) },
	"open tags":           func(n int) string { return rep("<a \n", n/4) },
	"autolinks":           func(n int) string { return rep("http://a.\n", n/10) },
	"mails":               func(n int) string { return rep("a@", n/2) },
	"entities":            func(n int) string { return rep("&a", n/2) },
	"35: quotes":          func(n int) string { return rep("> ", n/2) + "a" },
	"35: quotes close":    func(n int) string { return rep(">", n) + "a" },
	"lists on a line":     func(n int) string { return rep("* ", n/2) + "a" },
	"numbers on a line":   func(n int) string { return rep("1. ", n/3) + "a" },
	"lists indented":      indented,
	"list items":          func(n int) string { return rep("- a\n\n", n/5) },
	"lazy quotes":         func(n int) string { return rep("> > > > a\nb\n", n/12) },
	"quotes and lists":    func(n int) string { return rep("> - ", n/4) + "a" },
	"definitions":         func(n int) string { return numbered(n, "[a%d]: b\n") },
	"definitions apart":   func(n int) string { return numbered(n, "[a%d]: b\n\n") },
	"35: target bomb":     func(n int) string { return "[a]: " + rep("u", n/2) + "\n\n" + rep("[a] ", n/8) },
	"target bomb, small":  func(n int) string { return "[a]: " + rep("u", 4000) + "\n\n" + rep("[a] [a]\n\n", n/9) },
	"unclosed titles":     func(n int) string { return rep("[a]: u \"\n", n/9) },
	"notes":               func(n int) string { return rep("[^a]", n/4) + "\n\n[^a]: x\n" },
	"notes many":          func(n int) string { return numbered(n, "[^%[1]d]\n\n[^%[1]d]: x\n\n") },
	"37: columns":         func(n int) string { return rep("|a", n/6) + "|\n" + rep("|-", n/6) + "|\n" + rep("|b", n/6) + "|\n" },
	"37: rows":            func(n int) string { return "|a|b|\n|-|-|\n" + rep("|1|2|\n", n/6) },
	"wide and short":      func(n int) string { return rep("|a", 255) + "|\n" + rep("|-", 255) + "|\n" + rep("|\n", n/2) },
	"bars without table":  func(n int) string { return rep("a|b\n", n/4) },
	"escaped bars":        func(n int) string { return "|a|\n|-|\n|" + rep("`\\|", n/3) + "|\n" },
	"escaped bars, lines": func(n int) string { return "|a|\n|-|\n" + rep("|`\\|`|\n", n/7) },
	"47: headings":        func(n int) string { return rep("# a\n", n/4) },
	"setext":              func(n int) string { return rep("a\n", n/2) + "===\n" },
	"attributes":          func(n int) string { return rep("# a {a=\n", n/8) },
	"attributes nested":   func(n int) string { return "# a {a=" + rep("[", n) + "\n" },
	"47: blank lines":     func(n int) string { return "a" + rep("\n", n) },
	"47: one line":        func(n int) string { return rep("a", n) },
	"hard breaks":         func(n int) string { return rep("a  \n", n/4) },
	"tasks":               func(n int) string { return rep("- [x] a\n", n/8) },
	"tasks in one":        func(n int) string { return "- [x] a\n" + rep("  b\n", n/4) },
	"fences":              func(n int) string { return rep("```a\n", n/5) },
	"fences closed":       func(n int) string { return rep("```\na\n```\n", n/10) },
	"html blocks":         func(n int) string { return rep("<div>\n\n", n/7) },
	"Chinese":             func(n int) string { return rep("**中文**。", n/13) },
	"Chinese lines":       func(n int) string { return rep("**中文**。\n", n/14) },
}

func rep(s string, n int) string { return strings.Repeat(s, n) }

func backticks(n int) string {
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		b.WriteString("e" + rep("`", i))
	}
	return b.String()
}

func indented(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(rep("  ", i) + "* foo\n")
	}
	return b.String()
}

func numbered(n int, form string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, form, i)
	}
	return b.String()
}

// TestHardMarkdown holds the reader to its time whatever it is given.
func TestHardMarkdown(t *testing.T) {
	cfg := testConfig(t, "title = 'x'\n")
	for name, make := range patterns {
		for _, n := range []int{64 << 10, maxBody - 100} {
			data := []byte("+++\n+++\n" + make(n))
			d, remarks := quickest(func() int {
				return len(newReader(cfg).report(source{path: "content/2026.md", address: address{"root", "2026", ""}}, data[:min(len(data), maxBody)]).remarks)
			})
			if d > patience {
				t.Errorf("%s: %d bytes took %v, %d remarks", name, n, d, remarks)
			} else if d > 300*time.Millisecond {
				t.Logf("%s: %d bytes took %v, %d remarks", name, n, d, remarks)
			}
		}
	}
}

// quickest times f, again if it was slow: another process may have been in
// the way. What is quadratic takes minutes each time.
func quickest(f func() int) (best time.Duration, n int) {
	best = time.Hour
	for try := 0; try < 3 && best > patience/3; try++ {
		start := time.Now()
		n = f()
		best = min(best, time.Since(start))
	}
	return best, n
}

// testConfig reads a configuration that must be right.
func testConfig(t testing.TB, text string) *config {
	t.Helper()
	f, _ := decode(configName, []byte(text))
	cfg, ok := configure(f, []string{"en", "zh-Hant", "zh-Hans"}, DefaultRoles())
	if !ok || len(f.remarks) > 0 {
		t.Fatal(f.remarks)
	}
	return cfg
}
