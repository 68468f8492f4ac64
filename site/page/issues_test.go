package page

import (
	"fmt"
	"strings"
	"testing"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// told is a report of a unit that somebody wrote.
func wrote(t testing.TB, a *report.Archive, unit, p string) *report.Report {
	t.Helper()
	r := find(a, unit, name(t, p))
	r.Prose = report.NewProse(&report.Markup{HTML: "<p>So it was.</p>"}, nil, nil)
	return r
}

// problem is an issue "severity/stage key: phenomenon | root cause | tag, tag".
func problem(s string) report.Issue {
	head, rest, _ := strings.Cut(s, ": ")
	f := strings.Split(rest, " | ")
	class, key, _ := strings.Cut(head, " ")
	severity, stage, _ := strings.Cut(class, "/")
	x := report.Issue{Key: key, Severity: severity, Stage: stage, Phenomenon: f[0], Causes: []report.Cause{{Depth: "root", Text: f[1]}}}
	if len(f) > 2 {
		x.Tags = strings.Split(f[2], ", ")
	}
	return x
}

// troubled is an archive with problems of two units in two years.
func troubled(t testing.TB) *report.Archive {
	a := archive(t, state{"east", "2025-11", "sales", "100", ""}, state{"east", "2026-01", "sales", "100", ""}, state{"west", "2026-02", "sales", "100", ""})
	for _, x := range []struct{ unit, p, issue string }{
		{"east", "2025-11", "low/delivery late: Late by 2 days | Trucks | stock"},
		{"east", "2025-12", "high/delivery late: Late by 3 days | Trucks | stock, trucks"},
		{"east", "2026-01", "high/delivery late: Late by 4 days | Drivers | stock"},
		{"west", "2026-01", "medium/quote dear: Price above all | Costs | price"},
		{"west", "2026-02", "low/quote slow: Offers take 9 days | Forms | price"},
		{"west", "2026-02", "high/quote : Lost 2 orders | Forms"},
	} {
		r := wrote(t, a, x.unit, x.p)
		r.Issues = append(r.Issues, problem(x.issue))
	}
	wrote(t, a, "east", "2026-02")
	return a
}

func lines(list []Line) string {
	var out []string
	for _, l := range list {
		out = append(out, fmt.Sprintf("%s=%s %s (%s)", l.Text, l.Href, l.Summary, l.Meta))
	}
	return strings.Join(out, "\n")
}

// A problem stands on the page of the year in which it was first named, once,
// with all that was said of it; those of a page by the stage of the sale, the
// worst first.
func TestIssuesOfAYear(t *testing.T) {
	b := open(t, troubled(t), period.Date(2026, 3, 10))
	v := viewAt[*EntriesView](t, b, "issues/2025.html")
	if len(v.List) != 1 || v.List[0].ID != "stage-delivery" || v.List[0].Title != "Delivery" || len(v.List[0].List) != 1 {
		t.Fatalf("%+v", v.List)
	}
	late := v.List[0].List[0]
	if late.ID != "issue-late" || late.Title != "Late by 4 days" || late.Class != "issue high" || late.Told != "Named in 3 reports" {
		t.Errorf("%+v", late)
	}
	want := "East, January 2026=../east/2026-01.html#issues Late by 4 days (other causes)\n" +
		"East, December 2025=../east/2025-12.html#issues Late by 3 days (same causes, same actions)\n" +
		"East, November 2025=../east/2025-11.html#issues Late by 2 days ()"
	if got := lines(late.Lines); got != want {
		t.Errorf("its way\n%s\nwant\n%s", got, want)
	}
	v = viewAt[*EntriesView](t, b, "issues/2026.html")
	if got := lines(v.Sections[0].Lines); got != "Late by 4 days=2025.html#issue-late  (in 1 report)" {
		t.Errorf("from earlier years: %s", got)
	}
	var got []string
	for _, x := range v.List[0].List {
		got = append(got, x.ID+" "+x.Title)
	}
	if s := strings.Join(got, ", "); len(v.List) != 1 || s != "issue-at-west-2026-02-2 Lost 2 orders, issue-dear Price above all, issue-slow Offers take 9 days" {
		t.Errorf("%s: %s", v.List[0].ID, s)
	}
	if v.Count != "3 problems first named in 2026" || hrefs(v.Pages) != "Overview=index.html 2025=2025.html 2026=2026.html" {
		t.Errorf("%s, %s", v.Count, hrefs(v.Pages))
	}
}

// What other pages and wiki links lead to.
func TestIssueAddress(t *testing.T) {
	b := open(t, troubled(t), period.Date(2026, 3, 10))
	for _, x := range []struct{ lang, key, want string }{
		{"en", "late", "issues/2025.html#issue-late"}, {"zh-Hant", "slow", "zh-Hant/issues/2026.html#issue-slow"}, {"en", "nothing", ""},
	} {
		if got, ok := b.IssueAddress(x.lang, x.key); got != x.want || ok != (x.want != "") {
			t.Errorf("%s in %s: %q, %v, want %q", x.key, x.lang, got, ok, x.want)
		}
	}
	v := periodView(t, b, "zh-Hant/east/2026-01.html")
	block := v.Entries[0].List[0]
	if got := factsOf(block); !strings.Contains(got, "歷次: 3份總結提到=../issues/2025.html#issue-late") || !strings.Contains(got, "階段: 交付=") {
		t.Errorf("the problem on its period's page\n%s", got)
	}
	if got := hrefs(block.Tags); got != "嚴重程度：高= stock=../tags/index.html#tag-stock" {
		t.Errorf("its tags are %s", got)
	}
}

// Reports whose texts link to a problem stand at its entry, and at no other.
func TestIssueLinkedFrom(t *testing.T) {
	a := troubled(t)
	find(a, "west", name(t, "2026-02")).Prose = report.NewProse(&report.Markup{HTML: "<p></p>"}, []report.Hole{{At: 3, Kind: report.Wiki, Target: report.WikiIssue + "late"}}, nil)
	b := open(t, a, period.Date(2026, 3, 10))
	late := viewAt[*EntriesView](t, b, "issues/2025.html").List[0].List[0]
	if got := factsOf(Block{Facts: late.Facts}); !strings.HasSuffix(got, "West, February 2026=../west/2026-02.html") {
		t.Errorf("the links to it: %s", got)
	}
	for _, x := range viewAt[*EntriesView](t, b, "issues/2026.html").List[0].List {
		if got := factsOf(Block{Facts: x.Facts}); strings.Contains(got, "west/2026-02.html") {
			t.Errorf("%s has the link of another: %s", x.ID, got)
		}
	}
}

// The map counts problems and what customers said by tag and month, days and
// weeks in their months; a month about which nobody wrote is a dash.
func TestTopicMap(t *testing.T) {
	a := troubled(t)
	said := wrote(t, a, "west", "2026-01-30")
	said.Feedback = []report.Feedback{{Text: "Too dear", Tags: []string{"price", "price"}}, {Text: "Dear", Tags: []string{"price"}}}
	wrote(t, a, "west", "2026-W06").Issues = []report.Issue{problem("low/ : Snow | Snow | stock")} // begins on 2 February
	wrote(t, a, report.Root, "2026-Q1").Issues = []report.Issue{problem("low/ : Snow | Snow | stock")}
	b := open(t, a, period.Date(2026, 4, 10))
	v := viewAt[*EntriesView](t, b, "issues/2026.html")
	dash := strings.Repeat("|–", 10)
	for tag, want := range map[string]string{"price": "3|1" + dash, "stock": "1|1" + dash} {
		if got := cells(v.Maps[0], tag); got != want {
			t.Errorf("%s: %s, want %s", tag, got, want)
		}
	}
	price := v.Maps[0].Groups[0].Rows[0]
	if price.Head.Text != "price" || price.Head.Href != "../tags/index.html#tag-price" || price.Cells[0].Class != "n3" || price.Cells[0].Href != "" || price.Cells[1].Href != "../west/2026-02.html#issues" {
		t.Errorf("%+v", price)
	}
	if len(v.Maps) != 2 || cells(v.Maps[1], "stock") != "1|–|–|–" {
		t.Errorf("quarters: %s", cells(v.Maps[1], "stock"))
	}
	if v.Maps[0].Notes != nil || len(v.Maps[1].Notes) != 1 {
		t.Error("the maps are not explained once")
	}
	// The first page: the twelve months that end with the last in which something was named.
	v = viewAt[*EntriesView](t, b, "issues/index.html")
	if n := len(v.Maps[0].Columns); n != 13 || v.Maps[0].Columns[12].Text != "Mar 2026" && v.Maps[0].Columns[12].Text != "Mar" {
		t.Errorf("%d columns, the last %q", n, v.Maps[0].Columns[n-1].Text)
	}
	if got := cells(v.Maps[0], "stock"); !strings.HasSuffix(got, "|1|1|1|1|–") {
		t.Errorf("stock in the last months: %s", got)
	}
	// R-6.2.1-1: what config.toml has words for counts beside the tags of authors.
	said.Feedback = append(said.Feedback, report.Feedback{Text: "Late and dear", Tags: []string{"stock"}, Heard: []string{"price"}})
	a.Topics = []string{"price"}
	heard := open(t, a, period.Date(2026, 4, 10))
	words := viewAt[*EntriesView](t, heard, "issues/2026.html")
	if got := cells(words.Maps[0], "price"); got != "4|1"+dash {
		t.Errorf("with the words of topics: %s", got)
	}
	if got := cells(words.Maps[0], "stock"); got != "2|1"+dash {
		t.Errorf("its author's tag beside them: %s", got)
	}
	if plainNote, note := v.Maps[len(v.Maps)-1].Notes[0], words.Maps[1].Notes[0]; strings.Contains(plainNote, "config.toml") || !strings.Contains(note, "config.toml") {
		t.Errorf("it is said as %q, and without words as %q", note, plainNote)
	}
}

// What is named for more than one period, with how often and for how long nothing
// has changed.
func TestRecurring(t *testing.T) {
	a := troubled(t)
	r := wrote(t, a, "east", "2026-02")
	r.Issues = []report.Issue{problem("high/delivery late: Late by 5 days | Drivers | stock")}
	b := open(t, a, period.Date(2026, 3, 10))
	v := viewAt[*EntriesView](t, b, "issues/index.html")
	if got := plain(v.Message); got != "Reports have named 4 problems, in 6 reports. Named most often: “Late by 5 days”, by East, for 4 months." {
		t.Errorf("it says %s", got)
	}
	if got := cells(v.Sections[0].Tables[0], "Late by 5 days"); got != "East|4 months|4 of 4|February 2026|2 months" {
		t.Errorf("the row is %s", got)
	}
	wrote(t, a, "east", "2026-03").Issues = []report.Issue{problem("high/delivery late: Late by 5 days | Drivers | stock")}
	v = viewAt[*EntriesView](t, open(t, a, period.Date(2026, 4, 10)), "issues/index.html")
	row := v.Sections[0].Tables[0].Groups[0].Rows[0]
	if c := row.Cells[4]; c.Text != "3 months" || c.Class != "text bad" || row.Head.Href != "2025.html#issue-late" {
		t.Errorf("%+v", row)
	}
}

// Entries keep their pages: two hundred stand on one of a year, and what comes
// in later years changes nothing of it.
func TestEntriesKeepTheirPages(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "100", ""})
	for m := range 3 {
		r := wrote(t, a, "east", fmt.Sprintf("2025-%02d", m+1))
		for i := range 100 {
			r.Issues = append(r.Issues, problem(fmt.Sprintf("low/ key %d-%d: x | y | t-%d-%d", m, i, m, i)))
		}
	}
	first := open(t, a, period.Date(2026, 3, 10))
	if n := len(viewAt[*EntriesView](t, first, "issues/2025.html").List[0].List); n != 200 {
		t.Errorf("%d on the first page", n)
	}
	if n := len(viewAt[*EntriesView](t, first, "issues/2025-page-2.html").List[0].List); n != 100 {
		t.Errorf("%d on the second page", n)
	}
	var before []string
	for i := range first.filed.problems {
		address, _ := first.IssueAddress("en", first.filed.problems[i].Key)
		before = append(before, address)
	}
	later := wrote(t, a, "west", "2026-01")
	later.Issues = []report.Issue{problem("low/ key 0-7: again | z | t-0-7"), problem("low/ new: x | y | t-new")}
	b := open(t, a, period.Date(2026, 3, 10))
	for i, was := range before {
		if is, _ := b.IssueAddress("en", first.filed.problems[i].Key); is != was {
			t.Errorf("%s is now at %s", was, is)
		}
	}
	if got, _ := b.tagAddress("en", "t-new"); got != "tags/2026.html#tag-t-new" {
		t.Errorf("a tag beyond the first two hundred stands at %s", got)
	}
	if got, _ := b.tagAddress("en", "t-0-7"); got != "tags/index.html#tag-t-0-7" {
		t.Errorf("the eighth tag stands at %s", got)
	}
}

// A draft's entries are there only where drafts count.
func TestDraftsListNothing(t *testing.T) {
	a := troubled(t)
	find(a, "west", name(t, "2026-02")).Status = report.Draft
	b := open(t, a, period.Date(2026, 3, 10))
	if _, ok := b.IssueAddress("en", "slow"); ok {
		t.Error("a draft's problem has a place")
	}
}

func TestFragments(t *testing.T) {
	got := strings.Join(fragments("tag-", []string{"Late delivery", "late/delivery", "交付延遲", "late-delivery-2", "c++"}), " ")
	if got != "tag-late-delivery tag-late-delivery-2 tag-交付延遲 tag-late-delivery-2-2 tag-c" {
		t.Error(got)
	}
}

// TV-08 on the page of sources, and a document with where it is cited.
func TestSourcesPage(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "115", ""}, state{"east", "2026-02", "sales", "101", ""}, state{"west", "2026-02", "sales", "101.01", ""})
	r := wrote(t, a, "east", "2026-01")
	day, old := period.Date(2026, 2, 1), period.Date(2025, 12, 1)
	r.References = []report.Source{
		{ID: "mkt-1", Card: "source:mkt-1", Dept: "marketing", Title: "January fair", Date: &day, Quote: "Clicks rose 25%.", Ref: "https://example.com/fair"},
		{ID: "mkt-0", Dept: "marketing", Title: "Old fair", Date: &old},
	}
	r.Issues = []report.Issue{{ID: "I1", Phenomenon: "Fewer leads", Causes: []report.Cause{{Text: "x", Source: "mkt-1"}}}}
	r.Prose = report.NewProse(&report.Markup{HTML: `<p>So<sup class="cite"><a href="#">mkt-1</a></sup>.</p>`}, []report.Hole{{At: 33, Kind: report.Fragment, Target: "source:mkt-1"}}, nil)
	r.Reconcile = []report.Reconcile{{Metric: "sales", Source: "finance", Value: num.Int(100), Authoritative: true}}
	wrote(t, a, "east", "2026-02").Reconcile = []report.Reconcile{{Metric: "sales", Source: "finance", Value: num.Int(100)}}
	wrote(t, a, "west", "2026-02").Reconcile = []report.Reconcile{{Metric: "sales", Source: "ERP", Value: num.Int(100)}, {Metric: "costs", Source: "ERP", Value: num.Int(5)}}
	b := open(t, a, period.Date(2026, 3, 10))
	v := viewAt[*EntriesView](t, b, "sources/index.html")
	var rows []string
	for _, row := range v.Sections[0].Tables[0].Groups[0].Rows {
		var list []string
		for _, c := range row.Cells {
			list = append(list, c.Text+c.Unit)
		}
		rows = append(rows, row.Head.Text+": "+strings.Join(list, "|"))
	}
	want := `Sales: East, January 2026|RMB 115|RMB 100|Finance|+15.0%|far off
Sales: East, February 2026|RMB 101|RMB 100|Finance|+1.0%|agrees
Sales: West, February 2026|RMB 101.01|RMB 100|ERP|+1.0%|off
Costs: West, February 2026|–|RMB 5|ERP|–|missing`
	if got := strings.Join(rows, "\n"); got != want {
		t.Errorf("figures\n%s\nwant\n%s", got, want)
	}
	fair, older := v.List[0].List[0], v.List[0].List[1]
	if v.List[0].Title != "Marketing" || fair.ID != "source-east-2026-01-1" || fair.Quote != "Clicks rose 25%." || len(fair.Tags) != 0 || len(older.Tags) != 1 {
		t.Errorf("%+v", v.List)
	}
	want = `Department: Marketing=
Date: 1 February 2026=
Where it is: https://example.com/fair=https://example.com/fair
Quoted in: East, January 2026=../east/2026-01.html#sources
Cited for: The report=../east/2026-01.html#report Problems: Fewer leads=../east/2026-01.html#issue-I1`
	if got := factsOf(fair); got != want {
		t.Errorf("the document\n%s\nwant\n%s", got, want)
	}
	// What the text cites stands on its own page, and leads to all.
	var card *Block
	for _, e := range periodView(t, b, "east/2026-01.html").Entries {
		for i := range e.List {
			if e.ID == "sources" && e.List[i].ID == "t-source:mkt-1" {
				card = &e.List[i]
			}
		}
	}
	if card == nil || card.Quote == "" || !strings.Contains(factsOf(*card), "See also: Sources=../sources/index.html#source-east-2026-01-1") {
		t.Errorf("the card is %+v", card)
	}
}

// Cases by unit and by situation; one that another unit took up tells so, with
// what it brought there.
func TestPractices(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "100", ""}, state{"west", "2026-02", "sales", "100", ""})
	effect := func(before, after int64) report.Effect {
		return report.Effect{Metric: "share", Before: num.Dec(before, 2), After: num.Dec(after, 2)}
	}
	wrote(t, a, "east", "2026-01").Experiences = []report.Experience{
		{Title: "Other", Scenario: "Fairs"},
		{Title: "Ask first", Scenario: "First visit", Steps: []string{"Ask", "Show"}, Outcome: "success", Effect: effect(10, 18), Tags: []string{"visit"}}}
	wrote(t, a, "west", "2026-02").Experiences = []report.Experience{{Title: "Ask first, too", Scenario: "First visit", Outcome: "success", Effect: effect(12, 15), Reuses: "east/2026-01#2"}}
	wrote(t, a, report.Root, "2026-02").Experiences = []report.Experience{{Title: "Of none", Reuses: "2025-01#1"}}
	b := open(t, a, period.Date(2026, 3, 10))
	v := viewAt[*EntriesView](t, b, "practices/index.html")
	if got := plain(v.Message); got != "Reports tell of 4 practices. 1 of them was taken up elsewhere." {
		t.Errorf("it says %s", got)
	}
	var heads []string
	for _, s := range v.Sections {
		heads = append(heads, s.ID+" "+s.Title)
	}
	if got := strings.Join(heads, ", "); got != "unit-root All units, unit-east East, unit-west West, situation-first-visit First visit, situations By situation" {
		t.Errorf("parts %s", got)
	}
	if got := lines(v.Sections[3].Lines); got != "Ask first, too=2026.html#practice-west-2026-02-1  (worked, Cost share from 12% to 15%, West, February 2026)\nAsk first=2026.html#practice-east-2026-01-2  (worked, Cost share from 10% to 18%, East, January 2026)" {
		t.Errorf("first visits\n%s", got)
	}
	var first, too Block
	for _, l := range viewAt[*EntriesView](t, b, "practices/2026.html").List {
		for _, x := range l.List {
			switch x.Title {
			case "Ask first":
				first = x
			case "Ask first, too":
				too = x
			}
		}
	}
	if got := factsOf(first); first.ID != "practice-east-2026-01-2" || len(first.Items) != 2 ||
		!strings.HasSuffix(got, "Told in: East, January 2026=../east/2026-01.html#practices\nTaken up by: West, February 2026: Ask first, too=#practice-west-2026-02-1") {
		t.Errorf("%s\n%s", first.ID, got)
	}
	if note := first.Facts[len(first.Facts)-1].Values[0].Note; note != " (Cost share from 12% to 15%)" {
		t.Errorf("what it brought there: %q", note)
	}
	if got := factsOf(too); !strings.HasSuffix(got, "Taken up from: Ask first=#practice-east-2026-01-2") {
		t.Errorf("the second\n%s", got)
	}
	if got := factsOf(periodView(t, b, "east/2026-01.html").Entries[0].List[1]); !strings.Contains(got, "Taken up by: West, February 2026: Ask first, too=../practices/2026.html#practice-west-2026-02-1") {
		t.Errorf("on its period's page\n%s", got)
	}
}

// A tag gathers reports, problems, cases and what customers said.
func TestTagsPage(t *testing.T) {
	a := troubled(t)
	r := find(a, "east", name(t, "2026-02"))
	r.Head.Tags, r.Title = []string{"stock"}, "A month"
	r.Feedback = []report.Feedback{{Text: "Where is it?", Tags: []string{"stock"}}}
	v := viewAt[*EntriesView](t, open(t, a, period.Date(2026, 3, 10)), "tags/index.html")
	var names []string
	for _, x := range v.List[0].List {
		names = append(names, x.ID)
	}
	if got := strings.Join(names, " "); got != "tag-price tag-stock tag-trucks" || v.Count != "3 topics" {
		t.Errorf("%s: %s", v.Count, got)
	}
	stock := v.List[0].List[1]
	if got := factsOf(stock); got != "Reports: 1=\nProblems: 3=\nCustomers said: 1=" {
		t.Errorf("stock\n%s", got)
	}
	want := `East, February 2026=../east/2026-02.html#feedback Where is it? (customers said)
East, February 2026=../east/2026-02.html A month (report)
East, January 2026=../east/2026-01.html#issues Late by 4 days (problem)
East, December 2025=../east/2025-12.html#issues Late by 3 days (problem)
East, November 2025=../east/2025-11.html#issues Late by 2 days (problem)`
	if got := lines(stock.Lines); got != want {
		t.Errorf("what bears it\n%s\nwant\n%s", got, want)
	}
}

// TV-09: 60 % of a growth of 30 % is 18 points, as the author attributes it.
func TestAttributedPoints(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "1000000", ""}, state{"east", "2026-02", "sales", "1300000", ""})
	r := find(a, "east", name(t, "2026-02"))
	r.Attributions = []report.Attribution{{Metric: "sales", Factor: "promotion", Share: num.Dec(6, 1)}, {Metric: "nothing", Share: num.Dec(6, 1)}}
	for address, want := range map[string]string{
		"east/2026-02.html":         "Share: 60%=\nMakes: +18 percentage points of +30% on the previous month=\nCause: promotion=",
		"zh-Hant/east/2026-02.html": "占比: 60%=\n折合: 較上月+30%之中的+18個百分點=\n原因: promotion=",
	} {
		e := periodView(t, open(t, a, period.Date(2026, 3, 10)), address).Entries[0]
		if got := factsOf(e.List[0]); got != want {
			t.Errorf("%s\n%s\nwant\n%s", address, got, want)
		}
	}
}

// BenchmarkCollect puts what 10,000 reports list on pages.
func BenchmarkCollect(b *testing.B) {
	a := archive(b)
	for u := range 100 {
		a.Units = append(a.Units, &report.Unit{ID: fmt.Sprint("u", u), Parent: "east"})
		for m := range 100 {
			r := &report.Report{Unit: fmt.Sprint("u", u), Period: name(b, "2016-01").Add(m), Lang: "en", Status: report.Final}
			r.Head.Tags = []string{"a", "b"}
			r.Issues = []report.Issue{problem(fmt.Sprintf("low/ k-%d-%d: x | y | a, c", u, m/4)), problem("low/ : x | y | b")}
			r.Experiences = []report.Experience{{Title: "t", Reuses: fmt.Sprintf("u%d/2016-01#1", u)}}
			a.Reports = append(a.Reports, r)
		}
	}
	book := open(b, a, period.Date(2026, 1, 1))
	b.ReportAllocs()
	for b.Loop() {
		book.collect()
	}
}
