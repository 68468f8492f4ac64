package page

import (
	"fmt"
	"strings"
	"testing"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

func yearView(t testing.TB, b *Book, address string) *CompareYearView {
	t.Helper()
	r, ok := b.Find(address)
	if !ok {
		t.Fatalf("there is no page %s", address)
	}
	return b.Page(r).View.(*CompareYearView)
}

// pairOf is a pair of a page by its period.
func pairOf(t testing.TB, v *CompareYearView, id string) PairView {
	t.Helper()
	for _, p := range v.Pairs {
		if p.ID == "p"+id {
			return p
		}
	}
	t.Fatalf("there is no pair %s", id)
	return PairView{}
}

// A period stands beside the same one a year earlier if both have figures: not
// days, not what has only a target, and no year without any. The days of week 2
// make a week, and the east's weeks the root's.
func TestPairs(t *testing.T) {
	a := archive(t,
		state{"east", "2025-01", "sales", "100", ""}, state{"east", "2026-01", "sales", "110", ""},
		state{"east", "2025-02", "sales", "100", ""}, state{"east", "2026-02", "sales", "", "120"},
		state{"east", "2025-W03", "costs", "1", ""}, state{"east", "2026-W03", "costs", "2", ""},
		state{"east", "2025-01-06", "costs", "1", ""}, state{"east", "2026-01-06", "costs", "2", ""},
		state{"west", "2026-01", "sales", "5", ""})
	b := open(t, a, period.Date(2026, 3, 10))
	var got []string
	for _, r := range b.Pages() {
		if r.Kind == CompareYear && r.Lang == "en" {
			got = append(got, r.Address)
			for _, j := range b.Page(r).View.(*CompareYearView).Jump {
				for _, l := range j.Links {
					got = append(got, j.Title+" "+l.Text+" "+l.Href)
				}
			}
		}
	}
	want := "compare/2026.html; Years 2026 #p2026; Quarters Q1 #p2026-Q1; Months January #p2026-01; Weeks Week 2 #p2026-W02; Weeks Week 3 #p2026-W03; " +
		"compare/east/2026.html; Years 2026 #p2026; Quarters Q1 #p2026-Q1; Months January #p2026-01; Weeks Week 2 #p2026-W02; Weeks Week 3 #p2026-W03"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
	v := periodView(t, b, "zh-Hant/east/2026-01.html")
	if l := v.Steps[len(v.Steps)-1]; l.Href != "../compare/east/2026.html#p2026-01" || l.Text != "與2025年1月比較" {
		t.Errorf("the step is %+v", l)
	}
	if _, ok := b.Find("compare/west/2026.html"); ok {
		t.Error("the west has nothing to stand beside")
	}
	for _, s := range periodView(t, b, "east/2026-02.html").Steps {
		if strings.Contains(s.Href, "compare") {
			t.Error("a plan has nothing to compare")
		}
	}
}

// The table of a pair: 1,000,000 → 1,250,000 is a quarter more, costs of
// 200,000 → 300,000 a half more and 20 % → 24 % of sales.
func TestPairTable(t *testing.T) {
	a := archive(t,
		state{"east", "2025-01", "sales", "1000000", ""}, state{"east", "2026-01", "sales", "1250000", "9000000"},
		state{"east", "2025-01", "costs", "200000", ""}, state{"east", "2026-01", "costs", "300000", ""},
		state{"west", "2025-01", "sales", "0", ""}, state{"west", "2026-01", "sales", "70", ""}, state{"west", "2026-01", "costs", "7", ""})
	b := open(t, a, period.Date(2026, 3, 10))
	tab := pairOf(t, yearView(t, b, "compare/east/2026.html"), "2026-01").Table
	for head, want := range map[string]string{
		"Sales":      "1.00|1.25|▲+0.25|+25.0%|favourable",
		"Costs":      "200.0|300.0|▲+100.0|+50.0%|unfavourable",
		"Cost share": "20.0%|24.0%|▲+4.0 pp||unfavourable",
	} {
		if got := cells(tab, head); got != want {
			t.Errorf("%s: %s, want %s", head, got, want)
		}
	}
	if got := tab.Columns[1].Text + " " + tab.Columns[2].Text; got != "January 2025 January 2026" {
		t.Errorf("columns %s", got)
	}
	if c := tab.Groups[0].Rows[0].Cells; c[0].Href != "../../east/2025-01.html#how-sales" || c[1].Href != "../../east/2026-01.html#how-sales" || c[3].Href != c[1].Href {
		t.Errorf("links %+v", c)
	}
	tab = pairOf(t, yearView(t, b, "compare/west/2026.html"), "2026-01").Table
	rows := map[string][]Cell{}
	for _, g := range tab.Groups {
		for _, r := range g.Rows {
			rows[r.Head.Text] = r.Cells
		}
	}
	if got := cells(tab, "Sales"); got != "0.00|70.00|▲+70.00|–|favourable" || !strings.Contains(rows["Sales"][3].Note, "base is zero") {
		t.Errorf("on a base of zero: %s %q", got, rows["Sales"][3].Note)
	}
	if got := cells(tab, "Costs"); got != "–|7.00|–|–|" || !strings.Contains(rows["Costs"][2].Note, "no figure") {
		t.Errorf("without a base: %s %q", got, rows["Costs"][2].Note)
	}
	whole := pairOf(t, yearView(t, b, "compare/east/2026.html"), "2026")
	if got := cells(whole.Table, "Sales"); got != "1.00(1 of 12)|1.25(1 of 12)|–|–|" {
		t.Errorf("of years that are not complete: %s", got)
	}
}

// A base that the later report gives on its own scope stands in the place of
// the figure, and is marked.
func TestPairLikeForLike(t *testing.T) {
	a := archive(t, state{"east", "2025-01", "sales", "500", ""}, state{"east", "2026-01", "sales", "300", ""})
	a.Units = append(a.Units, &report.Unit{ID: "team", Parent: "west", History: []report.Belonging{{Parent: "east", To: period.Date(2025, 7, 1)}}})
	find(a, "east", name(t, "2026-01")).Stated[0].Rest = &report.Terms{LikeForLike: num.Int(200)}
	v := pairOf(t, yearView(t, open(t, a, period.Date(2026, 3, 10)), "compare/east/2026.html"), "2026-01")
	if got := cells(v.Table, "Sales"); got != "200.00(l)|300.00|▲+100.00|+50.0%|favourable" || len(v.Table.Notes) != 1 {
		t.Errorf("%s %q", got, v.Table.Notes)
	}
}

// body is a text of headings and paragraphs as package content draws it: each
// part is "level role heading: words", "quote heading" a heading in a quotation.
func body(parts ...[4]string) *report.Prose {
	b, holes := &report.Markup{}, []report.Hole(nil)
	for _, p := range parts {
		level, role, heading, words := p[0], p[1], p[2], p[3]
		if heading != "" {
			if level == "quote" {
				b.HTML, level = b.HTML+"<blockquote>\n", "3"
				words += "</p></blockquote><p>"
			}
			b.HTML += "<h" + level + ` id="`
			at := int32(len(b.HTML))
			holes = append(holes, report.Hole{At: at, Kind: report.Fragment, Target: strings.ToLower(heading)})
			b.Headings = append(b.Headings, report.Heading{Role: role, ID: strings.ToLower(heading), Start: at + 2, Stop: at + 2 + int32(len(heading))})
			b.HTML += `">` + heading + "</h" + level + ">\n"
		}
		b.HTML += "<p>" + words + "</p>\n"
	}
	return report.NewProse(b, holes, nil)
}

// text is a side in HTML, or in brackets what it says of being empty.
func text(s Side) string {
	if s.Prose == nil {
		return "[" + s.Empty + "]"
	}
	var b strings.Builder
	for _, p := range s.Prose.Pieces {
		b.WriteString(p.HTML + p.Href + p.Text)
	}
	return strings.ReplaceAll(b.String(), "\n", "")
}

func TestWordsBeside(t *testing.T) {
	a := archive(t, state{"east", "2025-01", "sales", "1", ""}, state{"east", "2026-01", "sales", "1", ""}, state{"east", "2024-01", "sales", "1", ""})
	find(a, "east", name(t, "2025-01")).Prose = body([4]string{"", "", "", "first"}, [4]string{"3", "results", "Results", "sold"},
		[4]string{"4", "results", "Detail", "more"}, [4]string{"quote", "results", "Said", "they said"}, [4]string{"3", "market", "Rivals", "none"}, [4]string{"3", "", "Own", "old"})
	now := find(a, "east", name(t, "2026-01"))
	now.Summary = "A flat month."
	now.Prose = body([4]string{"3", "plan", "Next", "plans"}, [4]string{"3", "results", "Sales figures", "sold <b>more</b>"}, [4]string{"3", "", "Own", "new"})
	now.Others = []report.Translation{{Lang: "zh-Hant", Prose: body([4]string{"3", "results", "成果", "售出"})}}
	b := open(t, a, period.Date(2026, 3, 10))
	var got []string
	for _, w := range pairOf(t, yearView(t, b, "compare/east/2026.html"), "2026-01").Words {
		got = append(got, text(w.Base)+" || "+text(w.This))
	}
	want := []string{
		`[Nothing under “Summary”.] || <p>A flat month.</p>`,
		`[Nothing under “Plan”.] || <h3 id="t-b-2026-01-next">Next</h3><p>plans</p>`,
		`<h3 id="t-a-2025-01-results">Results</h3><p>sold</p><h4 id="t-a-2025-01-detail">Detail</h4><p>more</p><blockquote><h3 id="t-a-2025-01-said">Said</h3><p>they said</p></blockquote><p></p> || <h3 id="t-b-2026-01-sales figures">Sales figures</h3><p>sold <b>more</b></p>`,
		`<h3 id="t-a-2025-01-own">Own</h3><p>old</p> || <h3 id="t-b-2026-01-own">Own</h3><p>new</p>`,
		`<p>first</p> || [Nothing stands here.]`,
		`<h3 id="t-a-2025-01-rivals">Rivals</h3><p>none</p> || [Nothing under “Market”.]`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	zh := pairOf(t, yearView(t, b, "zh-Hant/compare/east/2026.html"), "2026-01").Words
	if len(zh) != 4 || text(zh[0].This) != `<h3 id="t-b-2026-01-成果">成果</h3><p>售出</p>` || zh[0].This.Prose.Lang != "" || zh[0].Base.Prose.Lang != "en" {
		t.Errorf("translated: %d %+v", len(zh), zh)
	}
	one := pairOf(t, yearView(t, b, "compare/east/2025.html"), "2025-01").Words
	if len(one) != 1 || text(one[0].Base) != "[Nothing was written about this period.]" || !strings.HasPrefix(text(one[0].This), "<p>first</p><h3") {
		t.Errorf("words about one: %+v", one)
	}
}

func TestProblemsBeside(t *testing.T) {
	a := archive(t, state{"east", "2025-01", "sales", "1", ""}, state{"east", "2026-01", "sales", "1", ""}, state{"east", "2024-01", "sales", "1", ""})
	before, now := find(a, "east", name(t, "2025-01")), find(a, "east", name(t, "2026-01"))
	before.Issues = []report.Issue{{ID: "I1", Key: "late", Phenomenon: "Late by a week"}, {ID: "I2", Key: "price", Phenomenon: "Too dear"}, {ID: "I3", Phenomenon: "No key"}}
	now.Issues = []report.Issue{{ID: "I2", Key: "late", Phenomenon: "Late by a day"}, {ID: "I1", Tags: []string{"b", "a"}, Phenomenon: "Tagged"}, {ID: "I3", Phenomenon: "No key either"}}
	b := open(t, a, period.Date(2026, 3, 10))
	said := func(page, id string) (out string) {
		p := pairOf(t, yearView(t, b, page), id).Problems
		for _, l := range p.Lists {
			out += l.Title + ":"
			for _, x := range l.Items {
				out += fmt.Sprintf(" [%s](%s)", x.Text, x.Href)
				if e := x.Earlier; e != nil {
					out += fmt.Sprintf(" %s[%s](%s)", e.Label, e.Text, e.Href)
				}
			}
			out += "\n"
		}
		return out + p.Note
	}
	want := `New: named in January 2026, not in January 2025: [Tagged](../../east/2026-01.html#issue-I1) [No key either](../../east/2026-01.html#issue-I3)
Continuing: named in both: [Late by a day](../../east/2026-01.html#issue-I2) January 2025: [Late by a week](../../east/2025-01.html#issue-I1)
Closed: named in January 2025, not in January 2026: [Too dear](../../east/2025-01.html#issue-I2) [No key](../../east/2025-01.html#issue-I3)
`
	if got := said("compare/east/2026.html", "2026-01"); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	before.Issues = []report.Issue{{ID: "I1", Tags: []string{"a", "b"}, Phenomenon: "The same tags"}}
	if got := said("compare/east/2026.html", "2026-01"); !strings.Contains(got, "Continuing: named in both: [Tagged]") {
		t.Errorf("by id and tags: %s", got)
	}
	if got := said("compare/east/2025.html", "2025-01"); !strings.HasPrefix(got, "Named in January 2025: [The same tags]") || !strings.HasSuffix(got, "Nobody wrote about January 2024, so it is not known which problems are new, continue or are closed.") {
		t.Errorf("beside nothing: %s", got)
	}
}
