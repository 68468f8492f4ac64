package check_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"almanac/site/check"
)

// The table of requirements in the package comment names every requirement of the
// guide once, with the rules that stand for it, or the page, sentence, field or
// command that is it. At most twelve may have none.
func TestRequirements(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	ids, err := os.ReadFile("testdata/requirements.txt")
	if err != nil {
		t.Fatal(err)
	}
	names, meets := map[string]bool{}, map[string][]string{}
	for _, r := range check.Rules() {
		names[r.Name] = true
		for _, id := range strings.Fields(r.Meets) {
			if !slices.Contains(meets[id], r.Name) {
				meets[id] = append(meets[id], r.Name)
			}
		}
	}
	_, table, ok := strings.Cut(string(doc), "# Requirements")
	if !ok {
		t.Fatal("there is no table")
	}
	said, without := map[string]bool{}, 0
	for line := range strings.Lines(table) {
		id, what, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "//\t"), " ")
		if !ok || !strings.HasPrefix(id, "R-") {
			continue
		}
		if said[id] {
			t.Errorf("%s stands there twice", id)
		}
		said[id] = true
		rules, rest, _ := strings.Cut(what, ";")
		listed := strings.Fields(rules)
		if len(listed) > 0 && !names[listed[0]] {
			listed, rest = nil, what
		}
		for _, name := range listed {
			if !slices.Contains(meets[id], name) {
				t.Errorf("%s: there is no rule %s that stands for it", id, name)
			}
		}
		for _, name := range meets[id] {
			if !slices.Contains(listed, name) {
				t.Errorf("%s: the rule %s stands for it and is not in the table", id, name)
			}
		}
		first, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
		switch {
		case first == "none:":
			without++
		case first != "" && !slices.Contains([]string{"page", "sentence", "field", "command"}, first) || len(listed) == 0 && first == "":
			t.Errorf("%s has no rule, page, sentence, field or command: %q", id, rest)
		}
	}
	for _, id := range strings.Fields(string(ids)) {
		if !said[id] {
			t.Errorf("%s is not in the table", id)
		}
	}
	for id := range said {
		if !slices.Contains(strings.Fields(string(ids)), id) {
			t.Errorf("%s is no requirement", id)
		}
	}
	if without > 12 {
		t.Errorf("%d requirements have nothing that answers them", without)
	}
}

// The table of rules in the package comment has every rule, with its code and
// severity.
func TestRulesListed(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]string{}
	for line := range strings.Lines(string(doc)) {
		if f := strings.Fields(strings.TrimPrefix(line, "//\t")); len(f) > 1 && strings.Contains(f[0], "/") {
			lines[f[0]] += " " + strings.Join(f[1:], " ")
		}
	}
	for _, r := range check.Rules() {
		if family, _, _ := strings.Cut(r.Name, "/"); family == "read" || family == "links" || r.Doc.En == "" {
			continue // package content's
		}
		if line := lines[r.Name]; line == "" {
			t.Errorf("%s is not listed", r.Name)
		} else if r.Code != "" && !strings.Contains(line, r.Code) {
			t.Errorf("%s is listed without its code %s", r.Name, r.Code)
		}
	}
}
