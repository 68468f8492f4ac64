package page

import (
	"slices"
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
)

var civil period.Calendar

func name(t testing.TB, s string) period.Period {
	t.Helper()
	p, err := civil.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// state is one figure of a report: actual and target as written, "" for none.
type state struct{ unit, period, metric, actual, target string }

// archive is a tree root, east, west with sales and costs and what is stated.
func archive(t testing.TB, states ...state) *report.Archive {
	t.Helper()
	a := &report.Archive{Config: report.Config{Title: report.Text{"": "Test"}, Languages: []string{"en", "zh-Hant"}, Declared: true}}
	a.Metrics = []*report.Metric{
		{ID: "sales", Kind: report.Flow, Unit: report.Money, Currency: "CNY", Direction: report.Up, Core: true, Decimals: -1, Group: "sales", Label: report.Text{"en": "Sales", "zh-Hant": "銷售額"}},
		{ID: "costs", Kind: report.Flow, Unit: report.Money, Currency: "CNY", Direction: report.Down, Core: true, Decimals: -1, Group: "process", Label: report.Text{"en": "Costs"}},
		{ID: "share", Kind: report.Ratio, Num: "costs", Den: "sales", Unit: report.Percent, Direction: report.Down, Decimals: -1, Group: "process", Label: report.Text{"en": "Cost share"}},
		{ID: "unused", Kind: report.Flow, Unit: report.Count, Direction: report.Up},
	}
	a.Units = []*report.Unit{{ID: report.Root}, {ID: "east", Parent: report.Root, Name: report.Text{"en": "East", "zh-Hant": "東部"}}, {ID: "west", Parent: report.Root, Name: report.Text{"en": "West"}}}
	for _, s := range states {
		r := find(a, s.unit, name(t, s.period))
		x := report.Stated{Metric: s.metric, Pos: report.Pos{Line: 9, Column: 1}}
		if s.actual != "" {
			x.Actual = num.MustParse(s.actual)
		}
		if s.target != "" {
			x.Target = num.MustParse(s.target)
		}
		r.Stated = append(r.Stated, x)
	}
	return a
}

// find returns a report, which it makes if there is none, in its place.
func find(a *report.Archive, unit string, p period.Period) *report.Report {
	for _, r := range a.Reports {
		if r.Unit == unit && r.Period == p {
			return r
		}
	}
	r := &report.Report{Unit: unit, Period: p, Lang: "en", Status: report.Final, File: "content/" + unit + "/" + civil.Name(p) + ".md"}
	a.Reports = append(a.Reports, r)
	slices.SortStableFunc(a.Reports, func(x, y *report.Report) int {
		at := func(id string) int { return slices.IndexFunc(a.Units, func(u *report.Unit) bool { return u.ID == id }) }
		if d := at(x.Unit) - at(y.Unit); d != 0 {
			return d
		}
		return civil.Compare(x.Period, y.Period)
	})
	return r
}

func open(t testing.TB, a *report.Archive, asOf period.Day) *Book {
	t.Helper()
	all, _, err := locale.LoadAll(layouts.FS)
	if err != nil {
		t.Fatal(err)
	}
	c := cube.New(a, cube.Options{AsOf: asOf})
	l := ledger.New(a, ledger.Options{AsOf: asOf})
	return New(Matter{Archive: a, Cube: c, Ledger: l, Tell: narrative.New(a, c, l), Langs: []*locale.Locale{all["en"], all["zh-Hant"]}})
}

func periodView(t testing.TB, b *Book, address string) *PeriodView {
	t.Helper()
	r, ok := b.Find(address)
	if !ok {
		t.Fatalf("there is no page %s", address)
	}
	return b.Page(r).View.(*PeriodView)
}

// cells are the texts of the row of a metric or unit, "|" between them.
func cells(tab Table, head string) string {
	var list []string
	for _, g := range tab.Groups {
		for _, r := range g.Rows {
			if r.Head.Text != head {
				continue
			}
			for _, c := range r.Cells {
				s := c.Arrow + c.Text + c.Unit
				for _, m := range c.Marks {
					s += "(" + m.Text + ")"
				}
				list = append(list, s)
			}
			return strings.Join(list, "|")
		}
	}
	return "no row"
}

func hrefs(list []Link) string {
	var s []string
	for _, l := range list {
		s = append(s, l.Text+"="+l.Href)
	}
	return strings.Join(s, " ")
}

func TestAddresses(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "100", ""}, state{"west", "2026-01", "sales", "50", ""})
	b := open(t, a, period.Date(2026, 2, 10))
	var got []string
	for _, r := range b.Pages() {
		got = append(got, r.Address)
	}
	want := strings.Fields(`index.html 2026.html 2026-Q1.html 2026-01.html
		east/index.html east/2026.html east/2026-Q1.html east/2026-01.html
		west/index.html west/2026.html west/2026-Q1.html west/2026-01.html
		metrics/index.html metrics/sales.html history.html forecast.html compare/index.html glossary.html 404.html`)
	for _, w := range slices.Clone(want) {
		want = append(want, "zh-Hant/"+w)
	}
	if !slices.Equal(got, want) {
		t.Errorf("pages\n%v, want\n%v", got, want)
	}
	for _, r := range b.Pages() {
		if f, ok := b.Find(r.Address); !ok || f != r || b.Page(r).Layout != string(r.Kind)+".html" {
			t.Errorf("%s is not found as it is listed", r.Address)
		}
	}
	if _, ok := b.Find("nope.html"); ok {
		t.Error("found what is not there")
	}
	r, _ := b.Find("zh-Hant/east/2026-01.html")
	title := b.Page(r).View.(*PeriodView).Title
	if title != "東部2026年1月 · Test" { // no comma or space between name and date, as Chinese is set
		t.Errorf("title %q", title)
	}
}

func TestRelative(t *testing.T) {
	tests := []struct{ from, to, want string }{
		{"index.html", "east/index.html", "east/index.html"},
		{"east/2026-01.html", "east/2026-02.html", "2026-02.html"},
		{"east/2026-01.html", "index.html", "../index.html"},
		{"east/2026-01.html", "eastern/index.html", "../eastern/index.html"},
		{"zh-Hant/east/2026-03.html", "east/2026-03.html", "../../east/2026-03.html"},
		{"zh-Hant/index.html", "zh-Hant/metrics/sales.html", "metrics/sales.html"},
		{"2026.html", "2026.html", "2026.html"},
		{"a/b/c.html", "assets/almanac.css", "../../assets/almanac.css"},
	}
	for _, x := range tests {
		if got := Relative(x.from, x.to); got != x.want {
			t.Errorf("from %s to %s: %s, want %s", x.from, x.to, got, x.want)
		}
	}
}

func TestNeighbours(t *testing.T) {
	a := archive(t, state{"east", "2025-02", "sales", "90", ""}, state{"east", "2026-01", "sales", "100", ""}, state{"east", "2026-02", "sales", "110", ""})
	v := periodView(t, open(t, a, period.Date(2026, 3, 10)), "east/2026-02.html")
	if got, want := hrefs(v.Steps), "← January=2026-01.html no later period= ↑ Q1=2026-Q1.html a year earlier: February 2025=2025-02.html beside February 2025=../compare/east/2026.html#p2026-02"; got != want {
		t.Errorf("steps %s, want %s", got, want)
	}
	if got, want := hrefs(v.Crumbs), "All units=../index.html East=index.html 2026=2026.html Q1=2026-Q1.html"; got != want {
		t.Errorf("crumbs %s, want %s", got, want)
	}
	if got, want := hrefs(v.Languages), "繁體中文=../zh-Hant/east/2026-02.html"; got != want {
		t.Errorf("languages %s, want %s", got, want)
	}
	year := v.Tree[0]
	if year.Title != "2026" || len(year.Items) != 2 || len(year.Items[1].Items) != 2 || !year.Items[1].Items[1].Current {
		t.Errorf("the tree of the year is %+v", year)
	}
	if other := v.Tree[2].Items; len(other) != 1 || other[0].Href != "2025.html" {
		t.Errorf("other years %+v", other)
	}
}

// TestPanorama reckons by hand: 120 of 100 is 120 %, 120 on 96 is +25 %, on 80
// +50 %; costs of 30 on 24; a share of 25 % in all three.
func TestPanorama(t *testing.T) {
	a := archive(t,
		state{"east", "2025-02", "sales", "800000", ""}, state{"east", "2025-02", "costs", "200000", ""},
		state{"east", "2026-01", "sales", "960000", ""}, state{"east", "2026-01", "costs", "240000", ""},
		state{"east", "2026-02", "sales", "1200000", "1000000"}, state{"east", "2026-02", "costs", "330000", "300000"})
	v := periodView(t, open(t, a, period.Date(2026, 3, 10)), "east/2026-02.html")
	for head, want := range map[string]string{
		"Sales":      "1.20|1.00|120.0%||▲+25.0%|▲+50.0%|2.16|",
		"Costs":      "330.0|300.0|90.0%||▲+37.5%|▲+65.0%|570.0|",
		"Cost share": "27.5%|–|–||▲+2.5 pp|▲+2.5 pp|26.4%|",
	} {
		if got := cells(v.Panorama, head); got != want {
			t.Errorf("%s: %s, want %s", head, got, want)
		}
	}
	row := v.Panorama.Groups[0].Rows[0]
	if row.Cells[4].Class != "good" || row.Cells[4].Tone != "favourable" || row.Cells[0].Href != "#how-sales" {
		t.Errorf("the row of sales is %+v", row.Cells)
	}
	if costs := v.Panorama.Groups[1].Rows[0].Cells[4]; costs.Class != "bad" || costs.Tone != "unfavourable" {
		t.Errorf("rising costs are %+v", costs)
	}
}
