package page

import (
	"strings"
	"testing"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// told is the words of notes, one a line.
func told(notes [][]Span) string {
	var b strings.Builder
	for _, n := range notes {
		for _, s := range n {
			b.WriteString(s.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestOnlyAuthorsWordsBearALanguage(t *testing.T) {
	a := archive(t, state{report.Root, "2026-01", "sales", "100", ""})
	r := find(a, report.Root, name(t, "2026-01"))
	day := period.Date(2026, 2, 3)
	r.Issues = []report.Issue{{ID: "I1", Phenomenon: "Orders fell", Severity: "high", Tags: []string{"price"},
		Causes: []report.Cause{{Side: "internal", Depth: "root", Text: "Late quotes", Evidence: "12 of 30", Primary: true}}}}
	r.Restatements = []report.Restatement{{Metric: "sales", Old: num.Int(90), New: num.Int(100), Reason: "a late invoice", Date: &day}}
	v := periodView(t, open(t, a, period.Date(2026, 3, 1)), "zh-Hant/2026-01.html")
	issue := v.Entries[0].List[0]
	if issue.Lang != "en" || issue.Named || issue.Tags[0].Lang != "" || issue.Tags[1].Lang != "en" {
		t.Errorf("issue %+v", issue)
	}
	if c := issue.Facts[0].Values[0]; c.Text != "Late quotes——12 of 30" || c.Lang != "en" || c.Note != "（內部、根本、主因）" {
		t.Errorf("cause %+v", c)
	}
	fix := v.Entries[1].List[0]
	for _, f := range fix.Facts {
		if own := f.Values[0].Text == "a late invoice"; own != (f.Values[0].Lang == "en") {
			t.Errorf("fact %+v", f)
		}
	}
	if !fix.Named {
		t.Error("a metric's name is not the author's")
	}
}

func TestContributionTables(t *testing.T) {
	a := archive(t)
	for i, s := range []string{"2025-01", "2026-01"} {
		for _, u := range []string{"east", "west"} {
			r := find(a, u, name(t, s))
			r.Stated = []report.Stated{{Metric: "sales", Actual: num.Int(int64(100 + 50*i))}}
		}
	}
	b := open(t, a, period.Date(2026, 3, 1))
	v := periodView(t, b, "2026-01.html")
	if len(v.Contributions) != 1 || !strings.HasPrefix(v.Contributions[0].Caption, "Sales by unit: ") {
		t.Fatalf("%+v", v.Contributions)
	}
	rows := v.Contributions[0].Groups[0].Rows
	if last := rows[len(rows)-1]; last.Cells[len(last.Cells)-1].Text != "100" || len(v.Contributions[0].Notes) != 0 {
		t.Errorf("the total is %+v, notes %q", last, v.Contributions[0].Notes)
	}
	w := b.writer(Ref{Lang: "en"})
	third := num.Int(1).Div(num.Int(3))
	if got := w.rounding([]num.Num{third, third, third}); len(got) != 1 {
		t.Error("33 + 33 + 33 is not 100")
	}
	if got := w.rounding([]num.Num{num.Dec(5, 1), num.Dec(3, 1)}); got != nil {
		t.Error("parts that are missing are not rounded")
	}
	a.Units = append(a.Units, &report.Unit{ID: "north", Parent: "west"},
		&report.Unit{ID: "south", Parent: "west", History: []report.Belonging{{Parent: "east", To: period.Date(2025, 6, 30)}}})
	for _, s := range []string{"2025-01", "2026-01"} {
		for _, u := range []string{"north", "south"} {
			find(a, u, name(t, s)).Stated = []report.Stated{{Metric: "sales", Actual: num.Int(50)}}
		}
	}
	b = open(t, a, period.Date(2026, 3, 1))
	v = periodView(t, b, "2026-01.html")
	if n := v.Contributions[0].Notes; len(n) == 0 || !strings.HasPrefix(n[len(n)-1], "A unit moved") {
		t.Errorf("nobody says that south moved: %q", n)
	}
	v = periodView(t, b, "west/2026-01.html")
	if len(v.Contributions) > 0 {
		t.Error("a part that moved has no contribution", v.Contributions[0].Groups)
	}
	for _, c := range v.Charts {
		if c.Bridge != nil {
			t.Error("nor a bridge")
		}
	}
}

func TestPartsShowWhatTheyHave(t *testing.T) {
	a := archive(t, state{report.Root, "2026-01", "sales", "100", ""}, state{report.Root, "2026-01-05", "costs", "7", ""},
		state{report.Root, "2026-01-06", "costs", "8", ""}, state{report.Root, "2026-02", "sales", "", "120"},
		state{"east", "2026-02", "sales", "", "60"}, state{"west", "2026-02", "sales", "", "60"})
	b := open(t, a, period.Date(2026, 2, 1))
	v := periodView(t, b, "2026-01.html")
	if len(v.Parts) != 1 || len(v.Parts[0].Tables) != 1 {
		t.Fatalf("parts %+v", v.Parts)
	}
	if tab := v.Parts[0].Tables[0]; tab.Hidden || !strings.HasSuffix(tab.Caption, ": Costs") || tab.Groups[0].Rows[0].Cells[0].Text != "7.00" {
		t.Errorf("the days have costs alone: %+v", tab)
	}
	v = periodView(t, b, "2026-02.html")
	for _, s := range v.Parts {
		if c := s.Tables[0].Columns; len(c) != 2 || c[1].Text != "Target" {
			t.Errorf("a plan's columns are %+v", c)
		}
	}
}

func TestChartSaysCompletePeriods(t *testing.T) {
	a := archive(t, state{report.Root, "2026-01", "sales", "100", ""}, state{report.Root, "2026-02", "sales", "120", ""},
		state{report.Root, "2026-03", "sales", "90", ""}, state{report.Root, "2026-04", "sales", "5", ""})
	sentence := func(asOf period.Day, address string) string {
		return periodView(t, open(t, a, asOf), address).Charts[0].Sentence
	}
	if got := sentence(period.Date(2026, 4, 10), "2026-04.html"); !strings.HasPrefix(got, "3 months: highest RMB 120 in February") || !strings.Contains(got, "in March 2026") {
		t.Errorf("April is not over: %s", got)
	}
	if got := sentence(period.Date(2026, 3, 10), "2026-02.html"); got != "January 2026: RMB 100; February 2026: RMB 120." {
		t.Errorf("of two both are said, in their order: %s", got)
	}
	a = archive(t, state{report.Root, "2026-01-05", "sales", "1", ""}, state{report.Root, "2026-01-06", "sales", "2", ""}, state{report.Root, "2026-01-07", "sales", "3", ""})
	if got := sentence(period.Date(2026, 4, 10), "2026-01-07.html"); !strings.Contains(got, " on ") || strings.Contains(got, " in ") {
		t.Errorf("days: %s", got)
	}
}

func TestReasonsAreSaidOnce(t *testing.T) {
	a := archive(t, state{report.Root, "2026-02", "sales", "100", ""})
	v := periodView(t, open(t, a, period.Date(2026, 3, 10)), "2026-02.html")
	for _, h := range v.How {
		if n := strings.Count(told(h.Notes), "no figure to compare"); n > 1 {
			t.Errorf("%s: %d times in %s", h.ID, n, told(h.Notes))
		}
	}
}

func TestMetricFactsSayThingsOnce(t *testing.T) {
	a := archive(t, state{report.Root, "2026-01", "sales", "100", ""})
	m := a.Metrics[0]
	m.Aliases = map[string][]string{"en": {"turnover", "Sales", "Turnover"}, "zh-Hant": {"營收"}}
	m.ComparableFrom = name(t, "2025-07")
	w := open(t, a, period.Date(2026, 3, 1)).writer(Ref{Lang: "en"})
	said := map[string]string{}
	for _, f := range w.metricFacts(m) {
		for _, v := range f.Values {
			said[f.Label] += v.Text + ";"
		}
	}
	if said["Also called"] != "turnover;" || said["Comparable"] != "Since July 2025;" {
		t.Errorf("facts %q", said)
	}
	if tab := w.unitGrid(m, name(t, "2026-01")); !strings.HasPrefix(tab.Caption, "By unit, ") || !strings.Contains(tab.Caption, "2025") || len(tab.Groups[0].Rows) != 1 {
		t.Errorf("units %+v", tab)
	}
}

func TestActionLeadsToItsProblem(t *testing.T) {
	a := archive(t, state{report.Root, "2026-01", "sales", "100", ""})
	r := find(a, report.Root, name(t, "2026-01"))
	r.Issues = []report.Issue{{ID: "I1", Phenomenon: "Orders fell"}}
	r.Actions = []report.Action{{ID: "A1", What: "Call", From: []string{"I1", "I9"}}}
	v := periodView(t, open(t, a, period.Date(2026, 3, 1)), "2026-01.html")
	f := v.Entries[1].List[0].Facts[0].Values
	if f[0] != (Link{Text: "Orders fell", Href: "#issue-I1"}) || f[1] != (Link{Text: "I9"}) {
		t.Errorf("%+v", f)
	}
}
