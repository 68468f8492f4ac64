package content

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"almanac/site/toml"
)

// paths lists the keys of a shape, dotted, with * for ids, and whether each says
// what it means.
func paths(t *testing.T, s shape, at string, list map[string]bool) {
	t.Helper()
	if s.Items != nil {
		paths(t, *s.Items, at, list)
	}
	if of, ok := s.Additional.(shape); ok {
		paths(t, of, at+"*.", list)
	}
	for name, of := range s.Properties {
		if of.Description == "" || strings.HasSuffix(of.Description, ".") {
			t.Errorf("%s%s is described as %q", at, name, of.Description)
		}
		list[at+name] = true
		paths(t, of, at+name+".", list)
	}
}

// Every key of front matter that the decoder knows is in its schema, and the other
// way round: the report that has every key has no other ones and lacks none.
func TestShapeOfFront(t *testing.T) {
	known := map[string]bool{}
	paths(t, Schema(FrontMatter, nil).(shape), "", known)
	front, _, _ := toml.Split(everyKey)
	root, err := toml.Parse(front.Of(everyKey))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	var walk func(n *toml.Node, at string)
	walk = func(n *toml.Node, at string) {
		for _, c := range n.Items {
			switch {
			case n.Kind == toml.Array:
				walk(c, at)
				continue
			case known[at+"*."+c.Name] || at == "metrics." || at == "plan.targets.":
				walk(c, at+"*.")
				continue
			}
			found[at+c.Name] = true
			walk(c, at+c.Name+".")
		}
	}
	walk(root, "")
	// The cause of an issue has the keys of that of a deviation.
	for name := range known {
		if short, ok := strings.CutPrefix(name, "issues.causes."); ok && found["deviations.causes."+short] {
			found[name] = true
		}
		if short, ok := strings.CutPrefix(name, "tiers.metrics."); ok && found["experiences.effect."+short] {
			found[name] = true
		}
		if short, ok := strings.CutPrefix(name, "strategies.metrics."); ok && found["experiences.effect."+short] {
			found[name] = true
		}
	}
	for name := range known {
		if !found[name] {
			t.Errorf("the schema has %s, and the report with every key has not", name)
		}
	}
	for name := range found {
		if !known[name] {
			t.Errorf("the report has %s, and the schema has not", name)
		}
	}
}

// Every key of the configuration is in its schema, is described there, and stands in
// the configuration of the example, if only in a comment.
func TestShapeOfConfig(t *testing.T) {
	known := map[string]bool{}
	paths(t, Schema(Configuration, nil).(shape), "", known)
	text, err := os.ReadFile("../../config.toml")
	if err != nil {
		t.Fatal(err)
	}
	words := regexp.MustCompile(`[a-z_0-9]+`).FindAllString(string(text), -1)
	for name := range known {
		if last := name[strings.LastIndex(name, ".")+1:]; !slices.Contains(words, last) {
			t.Errorf("%s does not stand in the example's config.toml", name)
		}
	}
	for _, table := range [][]string{configTable.names(), unitTable.names(), metricTable.names(), calendarTable.names(), limitTable.names(), deadlineTable.names()} {
		for _, name := range table {
			if !slices.ContainsFunc([]string{"", "units.*.", "metrics.*.", "calendar.", "checks.", "deadlines."}, func(at string) bool { return known[at+name] }) {
				t.Errorf("%s is not in the schema", name)
			}
		}
	}
}
