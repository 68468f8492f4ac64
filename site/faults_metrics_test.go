package site_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"almanac/site"
	"almanac/site/diag"
	"almanac/site/period"
)

// Metrics of unusual kinds, and with unusual names.

const tree = `
[units.root]
name = "Nordlicht"
[units.a]
name = { en = "Alpha", zh-Hant = "甲組" }
parent = "root"
[units.b]
name = { en = "Beta", zh-Hant = "乙組" }
parent = "root"`

// Lower is better: what rises is unfavourable, and a target is a ceiling. Both
// units miss it in every month, and neither is singled out.
func TestDownHeadline(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Down"`, both, tree, "[metrics.costs]", `unit = "money"`, `currency = "EUR"`, `direction = "down"`, "core = true")
	for _, u := range []string{"a", "b"} {
		s.course(u, "2022-01", 30, func(i int) string { return fmt.Sprintf("costs %d 900", 1000+20*i) })
	}
	b := s.build("2024-07-10")
	b.says("2024-06.html", "June costs were EUR 3,160, EUR 1,360 above the EUR 1,800 ceiling (unfavourable).")
	b.says("history.html", "Alpha missed its target in 12 of 12 months, at most 12 in a row (July 2023–June 2024). 1 other unit missed its target as often.")
	b.says("zh-Hant/history.html", "最長連續12次（2023年7月至2024年6月）。另有1個單位次數相同。")
	b.silent("index.html", `met it|met their target`)
	// A name without a Chinese form does not run into the number behind it.
	b.says("zh-Hant/2024-06.html", "6月costs為3,160歐元")
	b.says("zh-Hant/forecast.html", "7月costs 3,")
}

// Where neither side is better nothing is met, missed or favourable.
func TestNeutralHeadline(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Neutral"`, both, "[metrics.heads]", `unit = "count"`, `direction = "neutral"`, `kind = "stock"`, "core = true")
	s.course("", "2023-01", 18, func(i int) string { return fmt.Sprintf("heads %d 100", 110+2*i) })
	b := s.build("2024-07-10")
	b.says("2024-06.html", "June heads were 144; the target was 100.")
	b.says("2023.html", "2023 heads were 132; the target was 100.") // the last month's
	b.says("zh-Hant/2024-06.html", "6月heads 144，目標100。")
	for _, p := range []string{"index.html", "2024-06.html", "history.html"} {
		b.silent(p, `[Mm]issed|met it|met their|favourable`)
	}
}

// A percentage without its parts is of its own month alone.
func TestPercentHeadline(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Percent"`, both, "[metrics.share]", `unit = "percent"`, `kind = "ratio"`, "core = true")
	s.course("", "2023-01", 18, func(i int) string { return fmt.Sprintf("share %d%% 20%%", 30-i) })
	b := s.build("2024-07-10")
	b.says("2024-06.html", "The June share was 13%, 7 percentage points below the 20% target.", "The share was down sharply by 12 percentage points on a year earlier.")
	b.says("2023.html", "There is no figure for share.")
	b.says("history.html", "There are no years with figures yet.")
	b.silent("2024-06.html", `January–June|rolling`)
	b.silent("forecast.html", `forecast at`)
}

// The kind of a metric is that of the configuration, whatever it was before.
func TestKindChanges(t *testing.T) {
	s := newScribe(t)
	for kind, want := range map[string]string{"flow": "2023 desks were 186.", "stock": "2023 desks were 21."} { // 10 … 21
		s.config(`title = "Kind"`, both, "[metrics.desks]", `unit = "count"`, fmt.Sprintf("kind = %q", kind))
		s.course("", "2023-01", 12, func(i int) string { return fmt.Sprintf("desks %d", 10+i) })
		s.build("2024-01-10").says("2023.html", want)
	}
}

// A target that is missed by a unit, and one that is not known yet, keep the
// page from saying that all are met.
func TestAllMet(t *testing.T) {
	for _, c := range []struct {
		name, b string
		met     bool
	}{{"met", "orders 60 50", true}, {"missed", "orders 40 50", false}, {"unknown", "orders - 50", false}, {"none", "orders 40", true}} {
		t.Run(c.name, func(t *testing.T) {
			s := newScribe(t)
			s.config(`title = "Met"`, both, tree)
			s.report("a/2024-01", "revenue 120 100")
			s.report("b/2024-01", "revenue 130 100", c.b)
			b := s.build("2024-02-10")
			if got := strings.Contains(b.words("index.html"), "Every core metric with a target met it."); got != c.met {
				t.Errorf("says so: %v", got)
			}
		})
	}
}

// The headline metric is one that a unit never has: the unit's pages speak of
// what it has, and the whole says what it lacks.
func TestMissingHeadline(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Lacks"`, both, tree)
	s.course("a", "2023-01", 18, func(i int) string { return fmt.Sprintf("revenue %d 100\norders 5", 100+i) })
	s.course("b", "2023-01", 18, func(i int) string { return fmt.Sprintf("orders %d 50", 40+i) })
	b := s.build("2024-07-10")
	b.says("b/2024-06.html", "June orders were 57, 114% of the 50 target, 14 percentage points above it.")
	b.silent("b/2024-06.html", `[Ss]ales were`)
	b.says("2024-06.html", "June sales so far are 117.", "Monthly data are incomplete: 1 of 2 units.")
	b.says("2024.html", "2024 sales so far are 687.", "Annual data are incomplete.") // 112 … 117, each of one unit of two
	b.silent("2024.html", `0 of 12 months\.`)
	b.says("zh-Hant/2024.html", "年度數據不完整。")
}

// Words alone, and metrics none of which is core.
func TestNoMetrics(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Words"`, both)
	s.file("content/2024-01.md", "+++\n+++\nWords alone.\n")
	b := s.build("2024-07-10")
	b.silent("index.html", `met it|so far`)
	b.says("2024-01.html", "Words alone.")
	if has := strings.Join(b.pages(), " "); strings.Contains(has, "history.html") || strings.Contains(has, "forecast.html") {
		t.Error(has)
	}
	s = newScribe(t)
	s.config(`title = "No core"`, both, "[metrics.visits]", `unit = "count"`)
	s.course("", "2022-01", 24, func(i int) string { return fmt.Sprintf("visits %d", 100+3*i) })
	b = s.build("2024-01-10")
	b.says("history.html", "Visits were 1,830, up sharply by 30.9% on the previous year (1,398).") // 1,830 on 1,398
}

// A metric that is not to be forecast is not, and says why.
func TestForecastOff(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Off"`, both, "[metrics.revenue]", "forecast = false")
	s.course("", "2021-01", 36, func(i int) string { return fmt.Sprintf("revenue %d 100", 100+i) })
	b := s.build("2024-01-10")
	for _, p := range b.pages() {
		b.silent(p, `forecast at|forecast to reach|預測\d`)
	}
	b.says("forecast.html", "The configuration says so.")
}

// Names of metrics that say nothing, or the same, or are those of pages.
func TestMetricNames(t *testing.T) {
	s := newScribe(t)
	s.config(`title = "Names"`, both, "[metrics.history]", `unit = "count"`, "[metrics.x]", `label = "Sales"`, `unit = "count"`, "[metrics.y]", `label = "Sales"`, `unit = "count"`)
	s.course("", "2023-01", 14, func(i int) string { return fmt.Sprintf("history %d 100\nx %d\ny 7", 100+i, 200-i) })
	b := s.build("2024-03-10")
	b.says("metrics/history.html", "February history was 113, 113% of the 100 target")
	b.says("metrics/x.html", "Sales were 187")
	b.says("metrics/y.html", "Sales were 7, unchanged")
}

// What stops a build is said by remarks and by no fault: an id that is a page's
// or a unit's, a name with a character that does not print.
func TestNamesRefused(t *testing.T) {
	for _, c := range []struct{ config, want string }{
		{"[metrics.index]\nunit = \"count\"", "a generated page"},
		{tree + "\n[metrics.a]\nunit = \"count\"", "a unit"},
		{"[metrics.of]\nunit = \"count\"", "a word of live figures"},
		{"[units.root]\nname = \"a\\u0001b\"", "control character"},
		{"[metrics.revenue]\nlabel = \"a\\u0001b\"", "control character"},
	} {
		s := newScribe(t)
		s.config(`title = "Refused"`, both, c.config)
		s.report("2024-01", "index 5", "a 5", "of 5", "revenue 5")
		st, err := site.Open(context.Background(), site.Options{Dir: s.dir, Today: period.Date(2024, 2, 10)})
		if err != nil {
			t.Errorf("%s: %v", c.config, err)
			continue
		}
		said := false
		for _, r := range st.Remarks() {
			said = said || r.Severity == diag.Error && strings.Contains(r.Message, c.want) && strings.HasPrefix(r.File, "config.toml")
		}
		if !said || !st.Unreadable() {
			t.Errorf("%s: no remark on %q: %v", c.config, c.want, st.Remarks())
		}
	}
}
