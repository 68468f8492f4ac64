package site_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The page of quality tells how complete reports are, what is to be said about
// them, and what they silence and why.
func TestQuality(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{
		"config.toml":                "title = \"T\"\nlanguages = [\"en\", \"zh-Hant\"]\nas_of = 2026-07-01\n[profiles.monthly.company]\nroles = [\"results\", \"plan\"]\nmetrics = [\"revenue\"]\n",
		"content/2026-01.md":         "+++\n[metrics.revenue]\nactual = 1\n[[actions]]\nid = \"A\"\nwhat = \"call\"\n+++\n# Results\n\n### Skipped\n",
		"content/2026-01.zh-Hant.md": "+++\n+++\n# 成果分析\n\n### 跳級\n",
		"content/2026-02.md":         "+++\n[[checks.ignore]]\nrule = \"structure/skipped-level\"\nreason = \"as it was printed\"\n[metrics.revenue]\nactual = 1\n+++\n# Results\n\n### Skipped\n\n# Plan\n",
		"content/2026-04.md":         "+++\n[metrics.revenue]\nactual = 1\n+++\n# Results\n\n### A\n\n# Plan\n\n### B\n\n# Other\n\n### C\n",
		"content/2026-05.md":         "+++\n[metrics.revenue]\nactual = 1\n+++\n# Results\n\n### A\n\n# Plan\n\n### B\n\n# Other\n\n### C\n\n# More\n\n### D\n",
		"content/2026-03.md":         "+++\nscenario = \"figures\"\n[metrics.revenue]\nactual = 1\n+++\n",
	} {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(data), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	out, err := write(dir, filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	page := func(name string) string {
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	overview, year, zh := page("quality.html"), page("quality/2026.html"), page("zh-Hant/quality/2026.html")
	// The lines are those of the report, not of its translation, and each is named once.
	// January has results, revenue and an action of four; February, April and May all but an action.
	for _, want := range []string{"75%", "12 of 16", "structure/skipped-level"} {
		if !strings.Contains(overview, want) {
			t.Errorf("quality.html lacks %q", want)
		}
	}
	for _, want := range []string{"3 of 4", "A promise without one of its four parts (line 4);", "A heading skips a level (line 10)", "A heading skips a level (line 7, 11, 15)", "A heading skips a level (line 7, 11, 15, …)", "as it was printed", `href="../2026-01.html"`} {
		if !strings.Contains(year, want) {
			t.Errorf("quality/2026.html lacks %q", want)
		}
	}
	if strings.Contains(year, "2026-03.html\">March") {
		t.Error("a report with figures only stands there although nothing is to be said about it")
	}
	if !strings.Contains(zh, "標題跳級") || !strings.Contains(zh, "as it was printed") {
		t.Error("zh-Hant/quality/2026.html is not in Chinese")
	}
}
