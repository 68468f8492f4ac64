package check_test

import (
	"os"
	"strings"
	"testing"

	"almanac/site/check"
)

// Figures of units and metrics that there are not are told, and each by its name;
// what only looks like one is not.
func TestStrangers(t *testing.T) {
	data, err := os.ReadFile("testdata/claims/strangers.txt")
	if err != nil {
		t.Fatal(err)
	}
	const config = `-- config.toml --
title = "T"
[units.root]
[units.east]
name = { en = "East", zh-Hant = "華東", zh-Hans = "华东" }
[units.north]
name = { en = "North", zh-Hant = "華北", zh-Hans = "华北" }
-- content/2026-03.md --
+++
lang = "LANG"
[metrics.revenue]
actual = 1400000
[metrics.orders]
actual = 1400
+++
`
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		head, words, ok := strings.Cut(strings.TrimSpace(line), " | ")
		lang, want, also := strings.Cut(head, " ")
		if !ok || !also {
			t.Fatalf("%q is no sentence", line)
		}
		_, in := example(t, strings.Replace(config, "LANG", lang, 1)+words+"\n")
		got := "-"
		for _, d := range check.Run(in) {
			_, name, _ := strings.Cut(d.Message, `"`)
			name, _, _ = strings.Cut(name, `"`)
			switch d.Rule {
			case "claims/unknown-unit":
				got = "unit:" + name
			case "language/undefined-metric":
				got = "metric:" + name
			}
		}
		if got != want {
			t.Errorf("%s\n\twant %s, got %s", words, want, got)
		}
	}
}

// A unit is known by any of its names, its id, and what only it writes about; where an
// archive has no units nobody can say that one is missing.
func TestStrangersKnown(t *testing.T) {
	for _, c := range []struct {
		units string
		want  int
	}{
		{"[units.east]\nname = \"East\"\n", 1},
		{"[units.west]\nname = \"Sunset\"\n", 0},
		{"[units.w]\nname = \"West Coast\"\n", 0},
		{"[units.east]\nname = \"East\"\nlocal_terms = [\"West\"]\n", 0},
		{"", 0},
	} {
		_, in := example(t, "-- config.toml --\ntitle = \"T\"\n[units.root]\n"+c.units+"-- content/2026-03.md --\n+++\n[metrics.revenue]\nactual = 1400000\n+++\nThe West team's sales rose 12%.\n")
		n := 0
		for _, d := range check.Run(in) {
			if d.Rule == "claims/unknown-unit" {
				n++
			}
		}
		if n != c.want {
			t.Errorf("%q: %d remarks, want %d", c.units, n, c.want)
		}
	}
}
