package page

import (
	"strings"
	"testing"

	"almanac/layouts"
	"almanac/site/cube"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trend"
)

// terms are the terms of a glossary by id.
func terms(v *GlossaryView) map[string]Term {
	list := map[string]Term{}
	for _, g := range v.Groups {
		for _, t := range g.Terms {
			list[t.ID] = t
		}
	}
	return list
}

// Every metric that is used stands in it with what the configuration says, and
// none that is not.
func TestGlossaryOfMetrics(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "100", ""}, state{"east", "2026-01", "costs", "40", ""})
	sales := a.Metrics[0]
	sales.Definition, sales.Aliases, sales.ComparableFrom = report.Text{"en": "What was booked."}, map[string][]string{"en": {"turnover", "Sales"}}, name(t, "2025-07")
	sales.Bands = &report.Bands{Pct: [4]num.Num{num.Dec(2, 2), num.Dec(6, 2)}}
	v := viewAt[*GlossaryView](t, open(t, a, period.Date(2026, 3, 1)), "glossary.html")
	list := terms(v)
	got := factsOf(Block{Facts: list[TermID("sales")].Facts})
	want := "Measured in: money, CNY=\nStacking: adds up over time and units=\nDirection: higher is better=\nAlso called: turnover=\n" +
		"Comparable: Since July 2025=\nPart of: Cost share=metrics/share.html\nFigures of: All units=index.html East=east/index.html\nOwn limits of sizes: 2%, 6%, 10%, 30%="
	if got != want {
		t.Errorf("facts of sales\n%s\nwant\n%s", got, want)
	}
	if x := list["metric-sales"]; x.Text != "What was booked." || x.Name.Href != "metrics/sales.html" {
		t.Errorf("%+v", x)
	}
	if x := list["metric-share"]; x.Text != "A quotient, worked out anew from its parts" || !strings.Contains(factsOf(Block{Facts: x.Facts}), "Formula: Costs divided by Sales=") {
		t.Errorf("%+v", x)
	}
	if _, ok := list["metric-unused"]; ok {
		t.Error("a metric that nobody uses is explained")
	}
	if side := v.Tree[0].Items; len(side) != len(v.Groups) || side[1].Text != v.Groups[1].Title || side[1].Href != "#"+v.Groups[1].ID {
		t.Errorf("the side is %+v", side)
	}
}

// The bands have the archive's own limits, and the usual ones where it has none.
func TestGlossaryOfBands(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "100", ""})
	a.Bands = report.Bands{Pct: [4]num.Num{num.Dec(15, 3), num.Dec(4, 2)}, Points: [4]num.Num{{}, {}, {}, num.Dec(12, 2)}}
	list := terms(viewAt[*GlossaryView](t, open(t, a, period.Date(2026, 3, 1)), "glossary.html"))
	for id, want := range map[string]string{
		"band-flat":     "A change of less than 1.5%, or between percentages of less than 0.5 percentage points.",
		"band-slight":   "A change from 1.5% to less than 4%, or between percentages from 0.5 percentage points to less than 1 percentage point.",
		"band-moderate": "A change from 4% to less than 10%, or between percentages from 1 percentage point to less than 3 percentage points.",
		"band-marked":   "A change from 10% to less than 30%, or between percentages from 3 percentage points to less than 12 percentage points.",
		"band-surge":    "A change of 30% or more, or between percentages of 12 percentage points or more.",
	} {
		if got := list[id].Text; got != want {
			t.Errorf("%s: %s\nwant %s", id, got, want)
		}
	}
	// What the glossary says of a change is what the pages call it.
	w := open(t, a, period.Date(2026, 3, 1)).writer(Ref{Lang: "en"})
	for change, band := range map[string]trend.Band{"0.0149": 0, "0.015": 1, "0.04": 2, "0.3": 4} {
		if got := w.band(a.Metrics[1], num.MustParse(change), false); got != band {
			t.Errorf("%s is in band %d, not %d", change, got, band)
		}
	}
}

// Every word is there and explained in one sentence, in each language.
func TestGlossaryInEveryLanguage(t *testing.T) {
	all, _, err := locale.LoadAll(layouts.FS)
	if err != nil {
		t.Fatal(err)
	}
	a := archive(t, state{"east", "2026-01", "sales", "100", ""})
	c := cube.New(a, cube.Options{AsOf: period.Date(2026, 3, 1)})
	l := ledger.New(a, ledger.Options{AsOf: period.Date(2026, 3, 1)})
	b := New(Matter{Archive: a, Cube: c, Ledger: l, Tell: narrative.New(a, c, l), Langs: []*locale.Locale{all["en"], all["zh-Hant"], all["zh-Hans"]}})
	for _, address := range []string{"glossary.html", "zh-Hant/glossary.html", "zh-Hans/glossary.html"} {
		n := 0
		for id, x := range terms(viewAt[*GlossaryView](t, b, address)) {
			if strings.HasPrefix(id, "metric-") {
				continue
			}
			n++
			stop := "。"
			if address == "glossary.html" {
				stop = "."
			}
			if x.Name.Text == "" || strings.ContainsAny(x.Name.Text+x.Text, "⟦{") || strings.Count(strings.ReplaceAll(x.Text, "0.5", ""), stop) != 1 || !strings.HasSuffix(x.Text, stop) {
				t.Errorf("%s, %s: %q %q", address, id, x.Name.Text, x.Text)
			}
		}
		if n != len(words)+len(bandNames) {
			t.Errorf("%s: %d words", address, n)
		}
	}
}
