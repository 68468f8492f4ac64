package site_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"almanac/site"
	"almanac/site/toml"
)

// validator compiles a schema, which must be one itself.
func validator(t *testing.T, k site.SchemaKind) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(site.Schema(k)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// value is a node of TOML as those who validate it see it: dates are texts.
func value(n *toml.Node) any {
	switch n.Kind {
	case toml.Table:
		m := map[string]any{}
		for _, c := range n.Items {
			m[c.Name] = value(c)
		}
		return m
	case toml.Array:
		list := []any{}
		for _, c := range n.Items {
			list = append(list, value(c))
		}
		return list
	case toml.Integer, toml.Float:
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.ReplaceAll(strings.TrimPrefix(n.Text, "+"), "_", "")))
		if err != nil {
			panic(err)
		}
		return v
	case toml.Bool:
		return n.Text == "true"
	}
	return n.Text
}

func parsed(t *testing.T, src string) any {
	t.Helper()
	root, err := toml.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return value(root)
}

// The example's configuration and reports, and those of a larger archive, are valid.
func TestSchemaFits(t *testing.T) {
	config, front := validator(t, site.ConfigSchema), validator(t, site.FrontSchema)
	for _, dir := range []string{"..", "testdata/golden/archive"} {
		text, err := os.ReadFile(filepath.Join(dir, "config.toml"))
		if err != nil {
			t.Fatal(err)
		}
		if err := config.Validate(parsed(t, string(text))); err != nil {
			t.Errorf("%s: %v", dir, err)
		}
		n := 0
		err = filepath.WalkDir(filepath.Join(dir, "content"), func(name string, d os.DirEntry, err error) error {
			if err != nil || filepath.Ext(name) != ".md" || strings.Contains(filepath.ToSlash(name), "/_") {
				return err
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			span, _, trouble := toml.Split(string(text))
			if trouble != toml.Fine {
				return nil
			}
			n++
			if err := front.Validate(parsed(t, span.Of(string(text)))); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			return nil
		})
		if err != nil || n < 100 {
			t.Errorf("%s: %d reports, %v", dir, n, err)
		}
	}
}

// What almanac refuses, or warns of, so does the schema: keys that there are not,
// words that are none of those that a key takes, values of the wrong kind.
func TestSchemaRefuses(t *testing.T) {
	for kind, list := range map[site.SchemaKind][]string{
		site.ConfigSchema: {
			"languages = [\"en\"]", // no title
			"title = \"T\"\ntitel = \"T\"",
			"title = 3",
			"title = \"T\"\n[units.east]\nlevel = \"group\"",
			"title = \"T\"\n[units.east]\nparrent = \"root\"",
			"title = \"T\"\n[metrics.sales]\nkind = \"flux\"",
			"title = \"T\"\n[metrics.sales]\ncurrency = \"RMB¥\"",
			"title = \"T\"\n[metrics.sales]\ndecimals = 7",
			"title = \"T\"\n[profiles.monthly.group]\nroles = []",
			"title = \"T\"\n[profiles.monthly.team]\nroles = [\"introduction\"]",
			"title = \"T\"\n[profiles.fortnightly.team]\nroles = []",
			"title = \"T\"\n[checks]\nA403 = \"loud\"",
			"title = \"T\"\n[checks]\nintro_wran = 3",
			"title = \"T\"\n[bands]\npct = [1, 2, 3]",
			"title = \"T\"\n[calendar]\nfy_start = 13",
			"title = \"T\"\n[deadlines]\nhourly = 1",
		},
		site.FrontSchema: {
			"titel = \"T\"",
			"status = \"finished\"",
			"[metrics.revenue]\nactaul = 3",
			"[metrics.revenue]\nactual = true",
			"[metrics]\nrevenue = 3",
			"[[actions]]\nrepeat = \"sometimes\"",
			"[[actions]]\ndue = \"soon\"",
			"[[action_reviews]]\nstatus = \"finished\"",
			"[[issues]]\n[[issues.causes]]\nside = \"inside\"",
			"[[issues]]\n[[issues.causes]]\nfactor = \"luck\"",
			"[actions]\nid = \"A\"",
			"strengths = \"one\"",
		},
	} {
		s := validator(t, kind)
		for _, text := range list {
			if err := s.Validate(parsed(t, text)); err == nil {
				t.Errorf("it is valid:\n%s", text)
			}
		}
	}
	if err := validator(t, site.ConfigSchema).Validate(parsed(t, "title = { en = \"T\", zh-Hant = \"題\" }\n[checks]\n\"figures/stretch-target\" = \"off\"\nD131 = \"note\"\nintro_warn = 200\n[metrics.sales]\naliases = { en = [\"revenue\"] }\n[fx.2020]\nEUR = { avg = \"1.14\" }")); err != nil {
		t.Error(err)
	}
}
