package content

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// lines of config.toml that are wrong, with the place and rule of the remark
// and a word that its message or hint must hold.
var badConfigs = []struct{ name, text, want, says string }{
	{"unknown table", "[unit.east]", "1:2 read/key", `"units"`},
	{"unknown key of the calendar", "[calendar]\nfystart = 4", "2:1 read/key", `"fy_start"`},
	{"calendar of weeks", "[calendar]\ntype = '445'", "2:8 read/type", "civil and fiscal"},
	{"fiscal without start", "[calendar]\ntype = 'fiscal'", "2:8 read/key", "fy_start"},
	{"civil with start", "[calendar]\ntype = 'civil'\nfy_start = 7", "2:8 read/type", "fiscal"},
	{"month 13", "[calendar]\nfy_start = 13", "2:12 read/number", "1 to 12"},
	{"week start", "[calendar]\nweek_start = 'sunday'", "2:14 read/type", "monday"},
	{"workdays", "[calendar]\nworkdays = ['mon', 'tues']", "2:20 read/type", "tue"},
	{"zone", "timezone = 'Asia/Taipeh'", "1:12 read/type", "Asia/Taipei"},
	{"as_of", "as_of = 'tomorrow'", "1:9 read/type", "2026-03-31"},
	{"31: language", "languages = ['en', 'zh-TW']", "1:20 read/type", `"zh-Hant"`},
	{"31: language unknown", "languages = ['zz']", "1:14 read/type", "layouts/i18n"},
	{"base_url", "base_url = 'example.org'", "1:12 read/type", "https://"},
	{"kind", "[metrics.a]\nkind = 'flw'", "2:8 read/type", `"flow"`},
	{"unit of a metric", "[metrics.a]\nunit = 'monye'", "2:8 read/type", `"money"`},
	{"currency", "[metrics.a]\nunit = 'money'\ncurrency = 'RMB'", "3:12 read/type", "CNY"},
	{"key of another kind", "[metrics.a]\nkind = 'flow'\nexpr = 'b'", "3:1 read/key", "derived"},
	{"half a ratio", "[metrics.a]\nkind = 'ratio'\nnum = 'deals'", "3:1 read/metric", "num and den"},
	{"half a built-in ratio", "[metrics.conversion]\nnum = ''", "2:1 read/metric", "num and den"},
	{"78: unknown part", "[metrics.a]\nkind = 'ratio'\nnum = 'deal'\nden = 'leads'", "1:10 read/metric", `"deals"`},
	{"78: ring", "[metrics.a]\nexpr = 'b + 1'\n[metrics.b]\nexpr = 'a * 2'", "1:10 read/metric", "a → b → a"},
	{"78: division by zero", "[metrics.a]\nexpr = 'deals / 0'", "2:8 read/metric", "zero"},
	{"78: division by zero, worked out", "[metrics.a]\nexpr = 'deals / (2 - 1 * 2)'", "2:8 read/metric", "zero"},
	{"expression", "[metrics.a]\nexpr = 'deals ** 2'", "2:8 read/metric", "cannot read"},
	{"parenthesis", "[metrics.a]\nexpr = '(deals + 1'", "2:8 read/metric", "not closed"},
	{"78: metric twice", "[metrics.a]\n[metrics.a]", "2:2 read/duplicate", "first at 1:2"},
	{"id of a metric", "[metrics.Revenue]", "1:10 read/metric", `"revenue"`},
	{"metric like a unit", "[units.east]\n[metrics.east]", "2:10 read/duplicate", "a unit"},
	{"metric like a word", "[metrics.target]", "1:10 read/duplicate", "live figures"},
	{"comparable_from", "[metrics.a]\ncomparable_from = '2018-13'", "2:19 read/period", "01 to 12"},
	{"78: circle of units", "[units.a]\nparent = 'b'\n[units.b]\nparent = 'a'", "2:10 read/unit", "a → b → a"},
	{"unknown parent", "[units.east]\n[units.team-1]\nparent = 'est'", "3:10 read/unit", `"east"`},
	{"reserved unit", "[units.metrics]", "1:8 read/unit", "generated page"},
	{"unit like a period", "[units.2026]", "1:8 read/unit", "name of a period"},
	{"unit like a language", "[units.zh-hant]", "1:8 read/unit", "language"},
	{"unit in capitals", "[units.East]", "1:8 read/unit", `"east"`},
	{"52: units of one name", "[units.'stra\u00dfe']\n[units.strasse]", "2:8 read/duplicate", "straße"},
	{"unit in letters that want quotes", "[units.東]", "1:8 read/toml", "in quotes"},
	{"unit ends early", "[units.east]\nfrom = '2022-01'\nto = '2021-12'", "3:6 read/unit", "later"},
	{"level", "[units.east]\nlevel = 'division'", "2:9 read/type", "department"},
	{"grain", "[profiles.monthy.team]", "1:11 read/key", `"monthly"`},
	{"profile's metric", "[profiles.monthly.team]\nmetrics = ['revenu']", "1:19 read/metric", `"revenue"`},
	{"role", "[profiles.monthly.team]\nroles = ['goal']", "2:10 read/type", `"goals"`},
	{"deadline", "[deadlines]\nmonthly = 'mon'", "2:11 read/type", "days"},
	{"deadline of a unit", "[units.east.deadlines]\nweekly = 'monthly'", "2:10 read/type", "none"},
	{"a unit's deadlines apply to what the archive's do", "[units.east.deadlines]\napplies_to = 'review'", "2:1 read/key", "weekly"},
	{"bands", "[bands]\npct = [1, 5, 4, 30]", "2:14 read/number", "rise"},
	{"check", "[checks]\nintro_wran = 3", "2:1 read/key", `"intro_warn"`},
	{"level of a check", "[checks]\n'language/vague' = 'of'", "2:20 read/type", `"off"`},
	{"rate", "[fx.2026]\nUSD = { avg = '0' }", "2:15 read/number", "above zero"},
	{"topic without words", "[topics]\nprice = 'dear'", "2:9 read/type", "list of texts"},
	{"empty word of a topic", "[topics]\nprice = ['dear', ' ']", "2:18 read/type", "a word that customers say"},
	{"benchmark", "[benchmarks.revenu]\nvalue = 1", "1:13 read/metric", `"revenue"`},
	{"number", "[metrics.a]\nmin_base = '1 000'", "2:12 read/number", "spaces"},
	{"17: syntax", "title2 = ", "1:10 read/toml", ""},
}

func TestBadConfig(t *testing.T) {
	for _, c := range badConfigs {
		f, _ := decode(configName, []byte(c.text+"\n\n[publish]\nmembers = true\n"))
		cfg, ok := configure(f, []string{"en", "zh-Hant", "zh-Hans"}, DefaultRoles())
		ds := slices.DeleteFunc(diag.Sort(f.remarks), func(d diag.Diagnostic) bool { return strings.Contains(d.Message, "no title") })
		worded(t, ds)
		if len(ds) != 1 || !strings.Contains(ds[0].Message+"\n"+ds[0].Hint, c.says) || fmt.Sprintf("%d:%d %s", ds[0].Line, ds[0].Column, ds[0].Rule) != c.want {
			t.Errorf("%s: %s\n got %+v\nwant %s … %s", c.name, c.text, ds, c.want, c.says)
		}
		if ok && !cfg.Publish.Members {
			t.Errorf("%s: the rest of the file is not read", c.name)
		}
	}
}

func TestConfig(t *testing.T) {
	cfg := testConfig(t, `
title = { en = "Sales", zh-Hant = "銷售" }
languages = ["zh-Hant", "en"]
base_url = "https://example.org/sales"
as_of = 2026-04-10
timezone = "Asia/Taipei"

[calendar]
type = "fiscal"
fy_start = 7
fy_name = "start"
week_start = "monday"
workdays = ["mon", "saturday"]
holidays = [2026-01-01]
combine = [[1, 2]]
weeks53 = [2023]
[[calendar.events]]
name = "Spring Festival"
date = 2026-02-17
end = 2026-02-23

[units.root]
name = "Harbour"
[units.east]
name = { en = "East" }
manager = "li.ming"
local_terms = ["Ningbo"]
[units.east.deadlines]
quarterly = 15
monthly = "none"
[units.team-1]
parent = "east"
from = "2021-07"
to = 2022-12-31
[[units.team-1.history]]
parent = "root"
to = "2021-09"

[people."li.ming"]
name = "Li Ming"
role = "sales.manager"
units = ["east"]

[metrics.revenue]
currency = "CNY"
min_base = "1%"
comparable_from = "FY2018"
[metrics.aov]
num = "revenue"
den = "orders"
unit = "money"
aliases = { en = ["basket"] }
[metrics.net]
expr = "(new_customers - lost_customers) * 1.5 / leads-deals"
bands = { pct = [2, 6, 12, 40] }
[metrics.days]
weight = "orders"
unit = "duration"
direction = "down"
[metrics.buyers]
kind = "distinct"
[metrics.stock]
kind = "stock"
time = "mean"

[bands]
pp = ["0.5%", 1, 3, 10]
[deadlines]
weekly = "tue"
monthly = 5
adjust = "next-workday"
applies_to = "review"
daily = "none"
[profiles.monthly.team]
roles = ["goals"]
metrics = ["revenue"]
required = true
[scenarios.new-market]
name = "New market"
roles = ["market"]
[checks]
"language/vague" = "off"
L302-pp = "warn"
intro_warn = 250
text_first = "off"
baseline = "old.txt"
verbs = ["walk", "走訪"]
[tiers.A]
name = "Key accounts"
[strategies.share-east]
name = "Share in the east"
[benchmarks.conversion]
value = "12%"
source = "Association"
[fx.2026]
USD = { avg = "7.1", close = "7.2" }
[publish]
members = true
palette = "ibcs"
variant = "TW"
currency = "CNY"
`)
	day := period.Date(2026, 4, 10)
	if *cfg.AsOf != day || cfg.BaseURL != "https://example.org/sales/" || cfg.Timezone != "Asia/Taipei" || !slices.Equal(cfg.Languages, []string{"zh-Hant", "en"}) {
		t.Errorf("%+v", cfg.Config)
	}
	if cfg.Calendar != (period.Calendar{YearStart: 7, StartNamed: true}) || !cfg.Workdays[6] || cfg.Workdays[2] || len(cfg.Holidays) != 1 || len(cfg.Events) != 1 {
		t.Errorf("%+v", cfg.Calendar)
	}
	if got := cfg.unitIDs(); !slices.Equal(got, []string{"root", "east", "team-1"}) {
		t.Errorf("units %v", got)
	}
	if d := cfg.unit("east").Deadlines; len(d) != 2 || d["quarterly"] != "15" || d["monthly"] != "none" || cfg.Deadlines["daily"] != "none" {
		t.Errorf("deadlines of east %v", d)
	}
	team := cfg.unit("team-1")
	if team.To != period.Date(2023, 1, 1) || team.From != period.Date(2021, 7, 1) || team.Level != report.Team || team.History[0].To != period.Date(2021, 10, 1) {
		t.Errorf("%+v", team)
	}
	kinds := ""
	for _, m := range cfg.Metrics {
		kinds += fmt.Sprintf("%s:%s:%s ", m.ID, m.Kind, m.Unit)
	}
	if want := "revenue:flow:money aov:ratio:money net:derived:none days:wmean:duration buyers:distinct:none stock:stock:none "; kinds != want {
		t.Errorf("metrics %s\n   want %s", kinds, want)
	}
	if m := cfg.metrics["net"]; !slices.Equal(m.Expr.Metrics(), []string{"new_customers", "lost_customers", "leads", "deals"}) || !m.Bands.Pct[0].Equal(num.Dec(2, 2)) {
		t.Errorf("net %v", m.Expr.Metrics())
	}
	if !slices.Equal(cfg.Checks.Verbs, []string{"walk", "走訪"}) {
		t.Errorf("verbs %v", cfg.Checks.Verbs)
	}
	if cfg.Checks.Levels["L302-pp"] != "warning" || cfg.Deadlines["weekly"] != "tue" || cfg.Deadlines["annual"] != "20" || !cfg.Benchmark["conversion"].Value.Equal(num.Dec(12, 2)) {
		t.Errorf("%+v %v", cfg.Checks, cfg.Deadlines)
	}
}

func TestConfigMissing(t *testing.T) {
	fsys := archive(march("+++\n+++\n"))
	delete(fsys, configName)
	a, ds, err := ReadFS(context.Background(), fsys, Options{})
	if a != nil || err != nil || len(ds) != 1 || !strings.Contains(ds[0].Hint, "almanac init") {
		t.Error(a, ds, err)
	}
}

// One name alone is a configuration; built-in metrics that are used follow.
func TestBuiltins(t *testing.T) {
	a, ds, err := ReadFS(context.Background(), archive(map[string]string{
		"content/east/2026-03.md": "+++\n[metrics.revenue]\nactual = 'NT$5'\n[metrics.churn_rate]\nnum = 5\nden = 100\n+++\n",
	}), Options{})
	if err != nil || len(ds) > 0 {
		t.Fatal(ds, err)
	}
	var ids []string
	for _, m := range a.Metrics {
		ids = append(ids, m.ID)
		if !m.Builtin || m.Core == (m.ID == "customers_start") {
			t.Errorf("%+v", m)
		}
	}
	if want := []string{"revenue", "lost_customers", "customers_start", "churn_rate"}; !slices.Equal(ids, want) {
		t.Errorf("metrics %v, want %v", ids, want)
	}
	if a.Metrics[0].Currency != "TWD" {
		t.Errorf("revenue is in %q", a.Metrics[0].Currency)
	}
	if u := a.Units; len(u) != 2 || u[1].ID != "east" || u[1].Parent != report.Root || u[1].Level != report.Department || u[1].Folder != "east" {
		t.Errorf("units %+v", u)
	}
	for _, m := range Builtins() {
		for _, text := range []report.Text{m.Label, m.Definition} {
			for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
				if text[lang] == "" {
					t.Errorf("%s has no words in %s", m.ID, lang)
				}
			}
		}
	}
}

var orgs = []inputCase{
	{"25: two currencies", map[string]string{
		"content/2026-03.md": "+++\n[metrics.revenue]\nactual = 'USD 5'\n+++\n", "content/2026-04.md": "+++\n[metrics.revenue]\nactual = '5歐元'\n+++\n"},
		[]string{"2026-04.md:3:10 figures/currency!"}, "content/2026-03.md:3:10"},
	{"25: another currency than the metric's", map[string]string{configName: "title = 'x'\n[metrics.revenue]\nunit = 'money'\ncurrency = 'CNY'\n",
		"content/2026-03.md": "+++\n[metrics.revenue]\nactual = 'NT$5'\ntarget = '120萬元'\n+++\n"}, []string{"2026-03.md:3:10 read/number!"}, "CNY"},
	{"31: unit", map[string]string{configName: "title = 'x'\n[units.east]\n", "content/est/2026-03.md": "+++\n+++\n"}, []string{"est/2026-03.md read/unit!"}, `"east"`},
	{"declared units in any folder", map[string]string{configName: "title = 'x'\n[units.east]\n[units.team-1]\nparent = 'east'\n",
		"content/regions/team-1/2026/2026-03.md": "+++\n+++\n", "content/2026-03.md": "+++\n+++\n[t](regions/team-1/2026/2026-03.md) [e](regions/team-1/)\n"}, nil, ""},
	{"one folder name twice", map[string]string{"content/a/x/2026-03.md": "+++\n+++\n", "content/b/x/2026-03.md": "+++\n+++\n"},
		[]string{"b/x read/duplicate!", "b/x/2026-03.md read/duplicate!"}, "a/x and b/x"},
	{"reserved folder", map[string]string{"content/metrics/2026-03.md": "+++\n+++\n"}, []string{"metrics read/unit!"}, "generated page"},
	{"folder in capitals", map[string]string{"content/East/2026-03.md": "+++\n+++\n"}, []string{"East read/unit!"}, `"east"`},
	{"folder like a metric", map[string]string{"content/leads/2026-03.md": "+++\n[metrics.leads]\nactual = 1\n+++\n"}, []string{"leads read/duplicate!"}, "a metric and of a unit"},
	{"ignored and other files", map[string]string{"content/_data/x.md": "", "content/.git/x.md": "", "content/notes.txt": "", "content/2026-03.md": "+++\n+++\n", "content/2026-03/notes.md": "x"}, nil, ""},
	{"another .md", map[string]string{"content/README.md": "", "content/2026-04.MD": ""}, []string{"2026-04.MD read/period!", "README.md read/period!"}, `"2026-04.md"`},
	{"fiscal names", map[string]string{configName: "title = 'x'\n[calendar]\nfy_start = 7\n", "content/2019-Q3.md": "+++\n+++\n", "content/FY2020.md": "+++\n+++\n"},
		[]string{"2019-Q3.md read/period!"}, "FY2020-Q1"},
	{"civil names", map[string]string{"content/FY2020.md": "+++\n+++\n"}, []string{"FY2020.md read/period!"}, ""},
	{"disagreement", map[string]string{"content/east/2026-03.md": "+++\nperiod = '2026-04'\nunit = 'west'\nlevel = 'team'\n+++\n"},
		[]string{"east/2026-03.md:2:10 read/period!", "east/2026-03.md:3:8 read/unit!", "east/2026-03.md:4:9 read/level!"}, "2026-03"},
	{"agreement", map[string]string{"content/east/2026-03.md": "+++\nperiod = '2026-03'\nunit = 'east'\nlevel = 'department'\n+++\n"}, nil, ""},
	{"translations", map[string]string{configName: "title = 'x'\nlanguages = ['en', 'zh-Hant']\n", "content/2026-03.md": "+++\n+++\n",
		"content/2026-03.zh-Hant.md": "+++\ntitle = '三月'\nlang = 'zh-Hant'\nstatus = 'final'\n+++\n# 引言\n", "content/2026-03.fr.md": "+++\n+++\n", "content/2026-03.en.md": "+++\n+++\n", "content/2026-04.zh-Hant.md": "+++\n+++\n"},
		[]string{"2026-03.en.md read/duplicate!", "2026-03.fr.md read/path!", "2026-03.zh-Hant.md:4:1 read/key!", "2026-04.zh-Hant.md read/path!"}, ""},
	{"plan with an actual", march("+++\nstatus = 'plan'\n[metrics.revenue]\nactual = 5\ntarget = 6\n+++\n"), []string{"2026-03.md:4:10 figures/plan"}, ""},
	{"status", march("+++\nstatus = 'fianl'\n+++\n"), []string{"2026-03.md:2:10 read/type!"}, `"final"`},
	{"18: bare percent", figure("[metrics.market_share]\nnum = 1\nden = 5\ntarget = 16"), []string{"2026-03.md:5:10 figures/percent"}, `"16%"`},
	{"18: ratio without parts", figure("[metrics.market_share]\nactual = '16%'"), []string{"2026-03.md:3:10 figures/no-parts"}, "8/50"},
	{"18: ratio of metrics", figure("[metrics.conversion]\nactual = '16%'"), nil, ""},
	{"half a ratio", figure("[metrics.market_share]\nnum = 8"), []string{"2026-03.md:3:7 figures/parts"}, "without its parts"},
	{"parts that contradict", figure("[metrics.conversion]\nnum = 13\nden = 80\nactual = '17%'"), []string{"2026-03.md:5:10 figures/parts"}, "0.1625"},
	{"parts that agree", figure("[metrics.conversion]\nnum = 13\nden = 80\nactual = '16%'"), nil, ""},
	{"fraction of money", figure("[metrics.revenue]\nactual = '8/50'"), []string{"2026-03.md:3:10 read/number!"}, "ratio"},
	{"1:x", figure("[metrics.conversion]\nactual = '1:3.5'"), []string{"2026-03.md:3:10 read/number!"}, "1:x"},
	{"兆 in zh-Hans", map[string]string{configName: "title = 'x'\nlanguages = ['zh-Hans']\n", "content/2026-03.md": "+++\n[metrics.revenue]\nactual = '1兆'\n+++\n"}, []string{"2026-03.md:3:10 read/number!"}, "万亿"},
	{"M of a count", figure("[metrics.orders]\nactual = '1.2M'"), []string{"2026-03.md:3:10 read/number!"}, "million"},
	{"currency of a count", figure("[metrics.orders]\nactual = '$5'"), []string{"2026-03.md:3:10 read/number!"}, "currency"},
	{"na and a value", figure("[metrics.orders]\nactual = 5\nna = 'x'"), []string{"2026-03.md:4:6 figures/na"}, ""},
	{"na without reason", figure("[metrics.orders]\nna = ''"), []string{"2026-03.md:3:6 figures/na"}, "why"},
	{"actual and value", figure("[metrics.orders]\nactual = 5\nvalue = 5"), []string{"2026-03.md:4:1 read/duplicate!"}, ""},
	{"derived", map[string]string{configName: "title = 'x'\n[metrics.net]\nexpr = 'leads - deals'\n", "content/2026-03.md": "+++\n[metrics.net]\nactual = 5\ntarget = 4\n+++\n"}, []string{"2026-03.md:3:10 figures/derived"}, ""},
	{"two targets", figure("[metrics.orders]\ntarget = 5\ntarget_growth = '10%'"), []string{"2026-03.md:4:17 figures/growth"}, ""},
	{"figure without table", figure("[metrics]\norders = 5"), []string{"2026-03.md:3:10 read/type!"}, "[orders]"},
	{"weight of a flow", figure("[metrics.orders]\nactual = 5\nweight = 2"), []string{"2026-03.md:4:10 figures/parts"}, ""},
	{"scenario", march("+++\nscenario = 'figure'\n+++\n"), []string{"2026-03.md:2:12 read/type!"}, `"figures"`},
	{"attribute", march("+++\n+++\n# A {.r-goal}\n"), []string{"2026-03.md:3:1 read/attribute"}, `"goals"`},
}

func TestOrganisation(t *testing.T) {
	for _, c := range orgs {
		t.Run(c.name, func(t *testing.T) { c.check(t) })
	}
}
