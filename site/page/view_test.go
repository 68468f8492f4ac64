package page

import (
	"fmt"
	"strings"
	"testing"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// message is the sentences of a view, one a line, each with its class.
func message(list []Sentence) string {
	var out []string
	for _, s := range list {
		out = append(out, strings.TrimSpace(s.Class+" "+plain([]Sentence{s})))
	}
	return strings.Join(out, "\n")
}

func TestMissing(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "100", ""}, state{"east", "2026-02", "sales", "110", ""})
	b := open(t, a, period.Date(2026, 4, 10))
	v := periodView(t, b, "east/2026-Q1.html")
	if got := cells(v.Panorama, "Sales"); !strings.HasPrefix(got, "210.00(2 of 3)|") {
		t.Errorf("two months of three: %s", got)
	}
	c := v.Panorama.Groups[0].Rows[0].Cells
	if prev := c[1]; prev.Text != "–" || !strings.Contains(prev.Note, "no figure to compare") {
		t.Errorf("a refused comparison is %+v", prev)
	}
	if got := message(v.Message); !strings.HasSuffix(got, "quiet Quarterly data are incomplete: 2 of 3 months.") {
		t.Errorf("message %q", got)
	}
}

func TestRestated(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "95", "30000"})
	r := find(a, "east", name(t, "2026-01"))
	r.Restatements = []report.Restatement{
		{Metric: "sales", Old: num.Int(95), New: num.Int(93), Reason: "returns netted"},
		{Metric: "sales", Of: "target", Old: num.Int(30000), New: num.Int(300), Reason: "a slip"},
	}
	v := periodView(t, open(t, a, period.Date(2026, 2, 10)), "east/2026-01.html")
	if got := cells(v.Panorama, "Sales"); !strings.HasPrefix(got, "93.00(r)|300.00(r)|31.0%") {
		t.Errorf("the row is %s", got)
	}
	if len(v.Panorama.Notes) != 1 || !strings.HasPrefix(v.Panorama.Notes[0], "(r)") {
		t.Errorf("notes %q", v.Panorama.Notes)
	}
	notes := told(v.How[0].Notes)
	for _, want := range []string{"content/east/2026-01.md:9", "January sales were restated from RMB 95 to RMB 93 (returns netted).", "The target for January sales was restated from RMB 30,000 to RMB 300 (a slip)."} {
		if !strings.Contains(notes, want) {
			t.Errorf("how computed lacks %q: %q", want, notes)
		}
	}
}

func TestPlanAndNA(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "95", "90"}, state{"east", "2026-03", "sales", "", "120"})
	find(a, "west", name(t, "2026-01")).Stated = []report.Stated{{Metric: "costs", Actual: num.Int(1)}}
	find(a, "east", name(t, "2026-01")).Stated = append(find(a, "east", name(t, "2026-01")).Stated, report.Stated{Metric: "costs", Rest: &report.Terms{NA: "shared with the west"}})
	b := open(t, a, period.Date(2026, 2, 10))
	v := periodView(t, b, "east/2026-03.html")
	if got := cells(v.Panorama, "Sales"); !strings.HasPrefix(got, "–|120.00") || v.Panorama.Groups[0].Rows[0].Cells[0].Note != "plan" {
		t.Errorf("a plan is shown as %s", got)
	}
	if got := message(v.Message); got != "lead The target for March sales is RMB 120. March 2026 has not begun." {
		t.Errorf("message %q", got)
	}
	v = periodView(t, b, "east/2026-01.html")
	if c := v.Panorama.Groups[1].Rows[0].Cells[0]; c.Text != "–" || c.Note != "not applicable: shared with the west" {
		t.Errorf("not applicable is shown as %+v", c)
	}
}

func TestSlip(t *testing.T) {
	list := []state{{"east", "2026-02", "sales", "100", "3000"}}
	for _, p := range []string{"2025-10", "2025-11", "2025-12", "2026-01"} {
		list = append(list, state{"east", p, "sales", "100", "110"})
	}
	v := periodView(t, open(t, archive(t, list...), period.Date(2026, 3, 10)), "east/2026-02.html")
	if got := cells(v.Panorama, "Sales"); !strings.HasPrefix(got, "100|3,000(?)|") {
		t.Errorf("a target out of proportion is shown as %s", got)
	}
}

func TestMessageBalance(t *testing.T) {
	a := archive(t, state{"east", "2025-02", "sales", "800000", ""}, state{"east", "2025-02", "costs", "200000", ""},
		state{"east", "2026-02", "sales", "1200000", "1000000"}, state{"east", "2026-02", "costs", "330000", "300000"})
	b := open(t, a, period.Date(2026, 3, 10))
	v := periodView(t, b, "east/2026-02.html")
	want := `lead February sales were RMB 1.20 million, 120% of the RMB 1.00 million target, 20 percentage points above it.
Sales were up sharply by 50% on a year earlier.
caution Costs were RMB 330,000, RMB 30,000 above the RMB 300,000 ceiling (unfavourable). Costs were up sharply by 65% on a year earlier (unfavourable).`
	if got := message(v.Message); got != want {
		t.Errorf("message\n%s\nwant\n%s", got, want)
	}
	if r := v.Message[0].Runs; len(r) < 4 || r[1].Href != "#how-sales" {
		t.Errorf("the numbers do not lead to how they were computed: %+v", r)
	}
	zh := periodView(t, b, "zh-Hant/east/2026-02.html")
	if got := plain(zh.Message[:1]); got != "銷售額120萬元，達成目標（100萬元）的120%，超額20個百分點。" && !strings.Contains(got, "120萬") {
		t.Errorf("in Chinese: %s", got)
	}
}

// TestContributions: east 50 → 62, west 30 → 33, together +15 on 80.
func TestContributions(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "50", ""}, state{"west", "2026-01", "sales", "30", ""},
		state{"east", "2026-02", "sales", "62", ""}, state{"west", "2026-02", "sales", "33", ""})
	v := periodView(t, open(t, a, period.Date(2026, 3, 10)), "2026-02.html")
	if len(v.Contributions) != 1 {
		t.Fatalf("%d tables", len(v.Contributions))
	}
	for head, want := range map[string]string{"East": "50.00|62.00|▲+12.00||+15.0 pp|80%", "West": "30.00|33.00|▲+3.00||+3.8 pp|20%", "Total": "80.00|95.00|▲+15.00||+18.8 pp|100%"} {
		if got := cells(v.Contributions[0], head); got != want {
			t.Errorf("%s: %s, want %s", head, got, want)
		}
	}
	if got, want := cells(v.Parts[0].Tables[0], "East"), "62.00|▲+24.0%|65%"; got != want {
		t.Errorf("the part is %s, want %s", got, want)
	}
	how := v.How[0]
	if how.Joint != "+" || len(how.Parts) != 2 || how.Parts[0].Href != "east/2026-02.html#how-sales" || how.Parts[0].Value != "62.00" {
		t.Errorf("how: %+v", how)
	}
}

func TestHome(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "50", "60"}, state{"west", "2026-01", "sales", "30", "90"})
	b := open(t, a, period.Date(2026, 2, 10))
	r, _ := b.Find("index.html")
	v := b.Page(r).View.(*HomeView)
	rows := v.Worst.Groups[0].Rows
	if len(rows) != 3 || rows[0].Head.Text != "West" || rows[2].Head.Text != "East" {
		t.Errorf("worst news: %+v", rows)
	}
	if v.Now.Text != "Latest complete period: January 2026" || v.Now.Href != "2026-01.html" {
		t.Errorf("now: %+v", v.Now)
	}
	if got := cells(v.Index, "2026"); !strings.HasPrefix(got, "▼80.00|–|") {
		t.Errorf("the index is %s", got)
	}
}

func TestEmptyArchive(t *testing.T) {
	b := open(t, archive(t), period.Date(2026, 2, 10))
	r, _ := b.Find("index.html")
	v := b.Page(r).View.(*HomeView)
	if len(v.Empty) != 2 || !strings.HasSuffix(v.Empty[1], "content/2026-02.md") {
		t.Errorf("an empty archive says %q", v.Empty)
	}
	for _, ref := range b.Pages() {
		b.Page(ref)
	}
}

// TestShortGrains: a person who reports weeks, and days.
func TestShortGrains(t *testing.T) {
	a := archive(t, state{"east", "2026-W05", "sales", "10", ""}, state{"east", "2026-W06", "sales", "12", ""},
		state{"west", "2026-02-02", "sales", "3", ""}, state{"west", "2026-02-03", "sales", "4", ""})
	b := open(t, a, period.Date(2026, 2, 20))
	v := periodView(t, b, "east/2026-W06.html")
	if got := cells(v.Panorama, "Sales"); got != "12.00|▲+20.0%|–|" && got != "12.00|▲+20.0%|–" {
		t.Errorf("a week is %s", got)
	}
	for _, ref := range b.Pages() {
		b.Page(ref)
	}
}

func TestProseElsewhere(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "50", ""})
	r := find(a, "east", name(t, "2026-01"))
	r.Prose = report.NewProse(&report.Markup{HTML: `<a href=""><img src="" alt="">`}, []report.Hole{{At: int32(len(`<a href="`)), Kind: report.Link, Report: &report.Ref{Unit: report.Root, Period: "2026-Q1", Fragment: "goals"}},
		{At: int32(len(`<a href=""><img src="`)), Kind: report.Image, File: "east/2026-01/a b?.png"}}, nil)
	b := open(t, a, period.Date(2026, 2, 10))
	v := periodView(t, b, "zh-Hant/east/2026-01.html")
	if got := v.Prose.Pieces[0].Href; got != "../2026-Q1.html#t-goals" {
		t.Errorf("a link leads to %s", got)
	}
	if got := v.Prose.Pieces[1].Href; got != "../../east/2026-01/a%20b%3F.png" {
		t.Errorf("an image stands at %s", got)
	}
	if v.Prose.Lang != "en" || !strings.Contains(v.Prose.Note, "English") {
		t.Errorf("an original in another language: %q %q", v.Prose.Lang, v.Prose.Note)
	}
}

// TestInFull: where a stated figure is printed rounded, how it came about has it as
// the report has it; 12 346 is USD 12.35 thousand, and 13 000 exactly 13. What was
// restated the report has otherwise.
func TestInFull(t *testing.T) {
	of := func(name string, restated ...report.Restatement) {
		t.Helper()
		a := archive(t, state{"east", "2026-01", "sales", "12345.67", "12999"}, state{"west", "2026-01", "sales", "13000", "13000"})
		a.Reports[0].Restatements = restated
		how, formula, notes := periodView(t, open(t, a, period.Date(2026, 3, 10)), name).How[0], "", ""
		for _, s := range how.Formula {
			formula += s.Text
		}
		for _, n := range how.Notes {
			notes += n[0].Text
		}
		full := name == "east/2026-01.html" && restated == nil
		if formula != "Stated in the report" && !full || full && formula != "Stated in the report: 12,345.67" {
			t.Errorf("%s: %q", name, formula)
		}
		if strings.Contains(notes, "(12,999)") != full || strings.Contains(notes, "(13,111)") {
			t.Errorf("%s: notes %q", name, notes)
		}
	}
	of("east/2026-01.html")
	of("west/2026-01.html")
	of("east/2026-01.html", report.Restatement{Metric: "sales", Old: num.MustParse("12345.67"), New: num.MustParse("12456.78")},
		report.Restatement{Metric: "sales", Of: "target", Old: num.MustParse("12999"), New: num.MustParse("13111")})
}

// TestMissingParts: a day without a figure of a metric does not tell how it was
// computed, so that nothing may link there.
func TestMissingParts(t *testing.T) {
	a := archive(t, state{"west", "2026-02-02", "sales", "3", ""}, state{"west", "2026-02-03", "costs", "1", ""})
	v := periodView(t, open(t, a, period.Date(2026, 2, 20)), "west/2026-02.html")
	for _, h := range v.How {
		for _, p := range h.Parts {
			if page, id, ok := strings.Cut(p.Href, "#"); ok && page != "" && (page == "2026-02-03.html") != (id == "how-costs") {
				t.Errorf("%s has a part at %s", h.ID, p.Href)
			}
		}
	}
}

// Of the pages of a list those around the present one have links, the first and
// the last: so many, and from each of them the next.
func TestNearby(t *testing.T) {
	for _, c := range []struct {
		n, at int
		want  string
	}{
		{0, -1, ""}, {3, 1, "1 (2) 3"}, {20, 19, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 (20)"},
		{21, 0, "(1) 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21"},
		{500, -1, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 … 500"},
		{500, 249, "1 … 240 241 242 243 244 245 246 247 248 249 (250) 251 252 253 254 255 256 257 258 259 … 500"},
		{500, 499, "1 … 481 482 483 484 485 486 487 488 489 490 491 492 493 494 495 496 497 498 499 (500)"},
	} {
		var list []Link
		for i := range c.n {
			list = append(list, Link{Text: fmt.Sprint(i + 1), Current: i == c.at})
		}
		var got []string
		for _, l := range nearby(list) {
			if l.Current {
				l.Text = "(" + l.Text + ")"
			}
			got = append(got, l.Text)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%d of %d: %s, want %s", c.at, c.n, s, c.want)
		}
	}
}
