package content

import (
	"context"
	"slices"
	"strings"
	"testing"

	"almanac/site/report"
)

// links are the holes of the first report of a unit's March, as kind, target, and
// the report that they name; and what is shown broken.
func links(t *testing.T, text string) (holes []string, html string, remarks []string) {
	t.Helper()
	fsys := archive(map[string]string{
		"config.toml":             "title = 'Sales'\nlanguages = ['en']\n[units.root]\n[units.east]\n[units.west]\n[units.yoy-team]\nparent = 'east'\n[metrics.revenue]\nlabel = '銷售額'\nunit = 'money'\n[metrics.margin]\nkind = 'ratio'\nunit = 'percent'\n",
		"content/east/2026-03.md": "+++\n[[actions]]\nid = 'A-1'\nwhat = 'x'\n[[issues]]\nkey = 'delay'\nphenomenon = 'y'\n[[issues]]\nkey = 'west'\nphenomenon = 'z'\n+++\n" + text + "\n",
		"content/west/2026-02.md": "+++\n[metrics.revenue]\nactual = 1\n+++\n",
	})
	a, ds, err := ReadFS(context.Background(), fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range ds {
		remarks = append(remarks, d.Message+"; "+d.Hint)
	}
	for _, r := range a.Reports {
		if r.Unit != "east" || r.Prose == nil {
			continue
		}
		for _, h := range r.Prose.Body().Holes {
			s := map[report.HoleKind]string{report.Link: "link ", report.Wiki: "wiki ", report.Live: "live "}[h.Kind] + h.Target
			if h.Report != nil {
				s += " → " + h.Report.Unit + " " + h.Report.Period
			}
			holes = append(holes, s)
		}
		html = r.Prose.Body().HTML
		for _, x := range r.Prose.Body().Blocks {
			html += "|" + r.Prose.Body().Words(x)
		}
	}
	return holes, html, remarks
}

// The grammar of settled.md 26.
func TestWiki(t *testing.T) {
	for _, c := range []struct {
		text  string
		hole  string // "": broken
		shown string // part of the HTML, or of the words behind |
		says  string
	}{
		{"[[2026-03]]", "wiki 2026-03 → east 2026-03", "<p></p>", ""},
		{"[[west/2026-02]]", "wiki west/2026-02 → west 2026-02", "", ""},
		{"[[root/2026-Q1]]", "wiki root/2026-Q1 → root 2026-Q1", "", ""}, // of what lies below
		{"[[2026-Q1|the *quarter*]]", "link 2026-Q1 → east 2026-Q1", `<a href="">the *quarter*</a></p>` + "\n|the *quarter*", ""},
		{"[[east]]", "wiki east → east ", "", ""},
		{"[[revenue|sales]]", "link metric:revenue", `">sales</a>`, ""},
		{"[[A-1]]", "wiki action:A-1", "", ""},
		{"[[delay]]", "wiki issue:delay", "", ""},
		{"[[west]]", "", `<span class="broken">west</span></p>`, "west is the name of a unit and of an issue"},
		{"[[2026-04]]", "", ">2026-04<", "there is no 2026-04"},
		{"[[west/2026-03]]", "", "", "there is no west/2026-03"},
		{"[[wets/2026-02]]", "", "", "did you mean [[west/2026-02]]?"},
		{"[[revnue|<b>]]", "", `<a class="broken">&lt;b&gt;</a>`, "did you mean [[revenue]]?"},
		{"[[]] [[ ]] [[a\nb]] [[a]", "", "[[]] [[ ]] [[a\nb]] [[a]", "-"},
	} {
		holes, html, remarks := links(t, c.text)
		if got := strings.Join(holes, ","); got != c.hole || !strings.Contains(html, c.shown) {
			t.Errorf("%s: %q in %q", c.text, got, html)
		}
		if c.says == "-" || c.says == "" {
			if len(remarks) > 0 {
				t.Errorf("%s: %q", c.text, remarks)
			}
		} else if len(remarks) != 1 || !strings.Contains(remarks[0], c.says) {
			t.Errorf("%s: %q, not %q", c.text, remarks, c.says)
		}
	}
}

func TestLive(t *testing.T) {
	for text, want := range map[string]string{
		"{{ revenue }}":                         "live east revenue actual 2026-03",
		"{{revenue yoy}}":                       "live east revenue yoy 2026-03",
		"{{ revenue attainment of 2026-Q1 }}":   "live east revenue attainment 2026-Q1",
		"{{ west/revenue rolling12 }}":          "live west revenue rolling12 2026-03",
		"{{ west revenue }}":                    "live west revenue actual 2026-03",
		"{{ root/margin target of 2025 }}":      "live root margin target 2025",
		"{{ 銷售額 同比 }}":                          "live east revenue yoy 2026-03",
		"{{ revenue sideways }}":                "sideways is no measure of a live figure",
		"{{ revnue }}":                          "there is no metric revnue; did you mean \"revenue\"?",
		"{{ wets/revenue }}":                    "there is no unit wets; did you mean \"west\"?",
		"{{ revenue of 2026-13 }}":              "2026-13 is no period",
		"{{ revenue of }}":                      "a live figure is of one period",
		"{{ revenue yoy of 2026-01 and more }}": "a live figure is of one period",
	} {
		holes, html, remarks := links(t, "Before "+text+" after.")
		if kind, _, _ := strings.Cut(want, " "); kind == "live" {
			if !slices.Equal(holes, []string{want}) || len(remarks) > 0 {
				t.Errorf("%s: %q %q", text, holes, remarks)
			}
			continue
		}
		if len(holes) > 0 || len(remarks) != 1 || !strings.Contains(remarks[0], want) || !strings.Contains(html, `<span class="broken">{{ `) || !strings.Contains(html, "|Before {{ ") {
			t.Errorf("%s: %q %q %q", text, holes, remarks, html)
		}
	}
}
