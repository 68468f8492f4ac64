package render_test

import (
	"bytes"
	"strings"
	"testing"

	"almanac/layouts"
	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/history"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/page"
	"almanac/site/period"
	"almanac/site/render"
	"almanac/site/report"
)

var civil period.Calendar

func month(t testing.TB, name string) period.Period {
	t.Helper()
	p, err := civil.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// archive is two teams through 24 months, with a word of everything.
func archive(t testing.TB) *report.Archive {
	a := &report.Archive{Config: report.Config{Title: report.Text{"en": "Widgets & <Co>"}, Languages: []string{"en", "zh-Hant"}, Declared: true,
		Deadlines: map[string]string{"monthly": "3", "applies_to": report.Final}}}
	a.Metrics = []*report.Metric{
		{ID: "revenue", Kind: report.Flow, Unit: report.Money, Currency: "CNY", Direction: report.Up, Core: true, Decimals: -1, Group: "sales",
			Label: report.Text{"en": "Sales", "zh-Hant": "銷售額"}, Definition: report.Text{"": "What was <b>booked</b>."}},
		{ID: "cost", Kind: report.Flow, Unit: report.Money, Currency: "CNY", Direction: report.Down, Core: true, Decimals: -1, Group: "process", Label: report.Text{"": "Cost"}},
		{ID: "cost_share", Kind: report.Ratio, Num: "cost", Den: "revenue", Unit: report.Percent, Direction: report.Down, Decimals: -1, Group: "process", Label: report.Text{"": "Cost share"}},
	}
	a.Units = []*report.Unit{
		{ID: report.Root, Level: report.Company},
		{ID: "east", Parent: report.Root, Level: report.Team, Name: report.Text{"": `East "& <script>alert(1)</script>`}},
		{ID: "west", Parent: report.Root, Level: report.Team, Name: report.Text{"en": strings.Repeat("Wide ", 12), "zh-Hant": "西部"}},
	}
	for _, unit := range []string{"east", "west"} {
		for i := range 24 {
			a.Reports = append(a.Reports, monthly(t, unit, month(t, "2024-01").Add(i), i))
		}
	}
	first, day := a.Reports[0], period.Date(2024, 2, 9)
	first.Restatements = []report.Restatement{{Metric: "revenue", Old: num.Int(900_000), New: num.Int(1_000_000), Reason: "A <late> invoice", Date: &day, ApprovedBy: "li-ming", Pos: report.Pos{Line: 20, Column: 1}}}
	a.Reports = append([]*report.Report{written(t)}, a.Reports...)
	return a
}

// monthly states 1,000,000 + 10,000 a month for the east, twice that for the
// west, a target of 1,100,000, and a cost of a quarter.
func monthly(t testing.TB, unit string, p period.Period, i int) *report.Report {
	k := int64(1)
	if unit == "west" {
		k = 2
	}
	revenue := k * (1_000_000 + 10_000*int64(i))
	return &report.Report{Unit: unit, Period: p, File: "content/" + unit + "/" + civil.Name(p) + ".md", Lang: "en", Status: report.Final, Scenario: report.Figures,
		Stated: []report.Stated{
			{Metric: "revenue", Actual: num.Int(revenue), Target: num.Int(k * 1_100_000), Pos: report.Pos{Line: 7, Column: 1}, ActualPos: report.Pos{Line: 8, Column: 10}},
			{Metric: "cost", Actual: num.Int(revenue / 4), Pos: report.Pos{Line: 11, Column: 1}},
		}}
}

// written is the root's own report for December 2025.
func written(t testing.TB) *report.Report {
	day := period.Date(2026, 1, 5)
	r := &report.Report{Unit: report.Root, Period: month(t, "2025-12"), File: "content/2025-12.md", Lang: "en", Status: report.Final,
		Title: "December & after", Summary: "A <quiet> month.", Attachments: []string{"2025-12/plan b.pdf"}}
	r.Head = report.Head{Author: "li-ming", Submitted: &day, Tags: []string{"promotion"}}
	r.Issues = []report.Issue{{ID: "I1", Phenomenon: "Deliveries <late>", Severity: "high", Causes: []report.Cause{{Text: "snow", Primary: true}}}}
	r.Actions = []report.Action{{ID: "A-1", What: "Call the carrier", Owner: "li-ming", Due: &day}}
	r.Reviews = []report.ActionReview{{ID: "A-0", Status: "done", Result: "called"}}
	r.Experiences = []report.Experience{{Title: "Early orders", Outcome: "success", Steps: []string{"ask", "order"}, Effect: report.Effect{Metric: "revenue", Before: num.Int(1), After: num.Int(2)}}}
	r.Events = []report.Event{{Name: "Fair", Date: &day}}
	r.Channels = []report.Channel{{Name: "Fair <b>", Leads: num.Int(50), Deals: num.Int(8)}, {Name: "Web", Leads: num.Int(20), Deals: num.Int(5)}, {Name: "Old leads", Leads: num.Int(3), Deals: num.Int(5)}}
	m, holes := &report.Markup{}, []report.Hole(nil)
	for _, p := range []report.Piece{
		{HTML: `<h2 id="`, Hole: report.Fragment, Target: "results"},
		{HTML: `">Results</h2><p>See <a href="`, Hole: report.Link, Report: &report.Ref{Unit: "east", Period: "2025-11"}},
		{HTML: `">November</a>, <a href="`, Hole: report.Link, Target: "#results"},
		{HTML: `">above</a>, <a href="`, Hole: report.Link, File: "2025-12/plan b.pdf"},
		{HTML: `">the plan</a> and `, Hole: report.Wiki, Target: "east", Report: &report.Ref{Unit: "east"}},
	} {
		m.HTML += p.HTML
		holes = append(holes, report.Hole{At: int32(len(m.HTML)), Kind: p.Hole, Target: p.Target, Report: p.Report, File: p.File})
	}
	m.HTML += ".</p>"
	r.Prose = report.NewProse(m, holes, nil)
	r.Others = []report.Translation{{Lang: "zh-Hant", File: "content/2025-12.zh-Hant.md", Title: "十二月", Prose: report.NewProse(&report.Markup{HTML: "<p>平靜的一個月。</p>"}, nil, nil)}}
	return r
}

// book is the pages of an archive in English and Traditional Chinese.
func book(t testing.TB, a *report.Archive) *page.Book {
	all, problems, err := locale.LoadAll(layouts.FS)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	c := cube.New(a, cube.Options{AsOf: period.Date(2026, 1, 10)})
	l := ledger.New(a, ledger.Options{AsOf: period.Date(2026, 1, 10)})
	return page.New(page.Matter{Archive: a, Cube: c, Ledger: l, Tell: narrative.New(a, c, l), Langs: []*locale.Locale{all["en"], all["zh-Hant"]},
		Register: history.NewRegister(a, nil, c.AsOf(), c.Validity), Quality: func() *page.Standings { return standings(a) }})
}

func renderer(t testing.TB) *render.Renderer {
	r, remarks, err := render.New(layouts.FS, nil)
	if err != nil || len(remarks) > 0 {
		t.Fatal(err, remarks)
	}
	return r
}

func draw(t testing.TB, r *render.Renderer, p page.Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Draw(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// at draws the page at an address.
func at(t testing.TB, b *page.Book, r *render.Renderer, address string) string {
	t.Helper()
	ref, ok := b.Find(address)
	if !ok {
		t.Fatalf("there is no page %s", address)
	}
	return draw(t, r, b.Page(ref))
}

// standings are how reports of a made archive could stand with the rules.
func standings(a *report.Archive) *page.Standings {
	of := make([]*page.Standing, len(a.Reports))
	all := &page.Standings{Of: func(place int) *page.Standing { return of[place] }, Other: []page.Found{{Rule: "structure/catalogue", Severity: diag.Warning}},
		Title: func(lang, rule string) string { return lang + " <" + rule + ">" }}
	for i := range a.Reports {
		of[i] = &page.Standing{Have: i % 5, Need: 5, Claims: page.Claims{Right: 3 * i, Unresolved: i % 2},
			Found: []page.Found{{Rule: "language/vague", Severity: diag.Severity(i % 3), Line: i}, {Rule: "language/vague", Line: i + 2}}, Silenced: []report.Ignore{{Rule: "S131", Reason: "a <greeting>"}}}
	}
	return all
}
