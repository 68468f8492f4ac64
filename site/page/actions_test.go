package page

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"almanac/site/chart"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

func on(y, m, d int) *period.Day {
	day := period.Date(y, time.Month(m), d)
	return &day
}

// promising is an archive whose east promises three actions in January and one in
// February 2026, and says in February and March what became of them.
func promising(t *testing.T) *report.Archive {
	a := archive(t, state{"east", "2026-01", "sales", "100", ""}, state{"east", "2026-02", "sales", "110", ""}, state{"east", "2026-03", "sales", "120", ""})
	a.People = []report.Person{{ID: "chen", Name: "Chen Jie"}}
	january, february, march := find(a, "east", name(t, "2026-01")), find(a, "east", name(t, "2026-02")), find(a, "east", name(t, "2026-03"))
	january.Issues = []report.Issue{{ID: "I1", Phenomenon: "Calls <late>"}}
	january.Actions = []report.Action{
		{ID: "A-1", What: "Call & ask", Owner: "chen", Due: on(2026, 2, 10), Acceptance: "40 calls", From: []string{"I1", "the board"}, AcceptMetric: "sales", AcceptOp: ">=", AcceptValue: num.Int(105)},
		{ID: "A-2", What: "Write it down", Owner: "sales office", Due: on(2026, 2, 20)},
		{ID: "A-3", What: "Wait", Owner: "chen", Due: on(2026, 3, 15), Repeat: "weekly", KPI: "hours"},
	}
	february.Actions = []report.Action{{ID: "A 4", What: "Visit", Due: on(2026, 6, 1)}}
	february.Reviews = []report.ActionReview{
		{ID: "A-1", Status: "done", Date: on(2026, 2, 9), Result: "41 calls"},
		{ID: "A-2", Status: "carried", NewDue: on(2026, 3, 20), Reason: "ill"},
		{ID: "A-2", Status: "in_progress"},
	}
	march.Lang = "zh-Hant"
	march.Reviews = []report.ActionReview{{ID: "A-1", Status: "verified", Reviewer: "sales office", Result: "看過了"}, {ID: "A-3", Status: "dropped", Date: on(2026, 3, 30), Reason: "不需要"}}
	return a
}

func actionsView(t *testing.T, b *Book, address string) *ActionsView {
	return viewAt[*ActionsView](t, b, address)
}

// How everything stands on 10 April 2026: A-1 is verified and was on time, A-2 is
// in progress and 21 days overdue, A-3 dropped, A 4 open.
func TestActionsPage(t *testing.T) {
	b := open(t, promising(t), period.Date(2026, 4, 10))
	v := actionsView(t, b, "actions/index.html")
	if got, want := message(v.Message), "lead Of 4 actions, 1 is done (1 verified), 1 was dropped, 1 is open and 1 is 21 days overdue.\n3 came due: 1 (33%) done, 1 (33%) on time."; got != want {
		t.Errorf("message\n%s\nwant\n%s", got, want)
	}
	if got, want := message(actionsView(t, b, "zh-Hant/actions/index.html").Message), "lead 共4項改進措施：1項完成（1項驗收），1項取消，1項未開始，1項逾期21天。\n已到原定期限3項：完成1項（33%），按時完成1項（33%）。"; got != want {
		t.Errorf("message\n%s\nwant\n%s", got, want)
	}
	var rows []string
	for _, r := range v.Open.Rows {
		rows = append(rows, fmt.Sprintf("%s %s %s %s %s|%s|%s %s=%s", r.ID, r.What.Href, r.Owner.Text, r.Due, r.State, r.Late, r.Carried, r.Made.Text, r.Made.Href))
	}
	want := "A-2 2026.html#action-A-2 sales office 20 March 2026 in progress|21 days overdue|carried once East, January 2026=../east/2026-01.html#actions\n" +
		"A 4 2026.html#action-A-4  1 June 2026 open|| East, February 2026=../east/2026-02.html#actions"
	if got := strings.Join(rows, "\n"); got != want {
		t.Errorf("open\n%s\nwant\n%s", got, want)
	}
	for head, want := range map[string]string{"Chen Jie": "2|0|0|0|2|50%|50%", "sales office": "1|1|1|1|1|0%|0%", "nobody named": "1|1|0|0|0|–|–"} {
		if got := cells(v.Owners, head); got != want {
			t.Errorf("%s: %s, want %s", head, got, want)
		}
	}
	for head, want := range map[string]string{"2026": "3|33%|33%|100%|1", "Q1 2026": "3|33%|33%|100%|1"} {
		if got := cells(v.Kept, head); got != want {
			t.Errorf("kept in %s: %s, want %s", head, got, want)
		}
	}
	bar := v.Stages.Stages.Rows
	if len(bar) != 1 || bar[0].Name != "Q1 2026" || bar[0].Total != "4" || fmt.Sprint(stageSizes(bar[0].Stages)) != "[1 0 1 0 0 1 1]" {
		t.Errorf("bar %+v", bar)
	}
}

// The year has every action with its history, in the words of its reports.
func TestActionYear(t *testing.T) {
	b := open(t, promising(t), period.Date(2026, 4, 10))
	v := actionsView(t, b, "actions/2026.html")
	if len(v.Made) != 2 || v.Made[0].Of.Href != "../east/2026-01.html#actions" || len(v.Made[0].List) != 3 || v.Made[0].ID != "made-east-2026-01" {
		t.Fatalf("%+v", v.Made)
	}
	one := v.Made[0].List[0]
	if one.ID != "action-A-1" || one.What.Href != "../east/2026-01.html#action-A-1" || one.State != "verified" || one.Late != "" {
		t.Errorf("%+v", one)
	}
	if got, want := factsOf(Block{Facts: one.Facts}), "Owner: Chen Jie=\nDue: 10 February 2026=\nClosed: 9 February 2026 (on time)=\nAcceptance: 40 calls= Sales >= RMB 105=\n"+
		"From: Calls <late>=../east/2026-01.html#issue-I1 the board="; got != want {
		t.Errorf("facts\n%s\nwant\n%s", got, want)
	}
	var steps []string
	for _, p := range v.Made[0].List {
		for _, s := range p.Steps {
			line := fmt.Sprintf("%s %s %s %s|%s|%s", p.Code, s.Of.Href, s.State, s.Day, hrefs(s.Said), strings.Join(s.Notes, "; "))
			steps = append(steps, line)
			for _, x := range s.Said {
				if foreign := strings.Contains(s.Of.Href, "2026-03"); foreign != (x.Lang == "zh-Hant") {
					t.Errorf("%s is in %q", x.Text, x.Lang)
				}
			}
		}
	}
	want := `A-1 ../east/2026-02.html#review-A-1 done 9 February 2026|41 calls=|
A-1 ../east/2026-03.html#review-A-1 verified |看過了=|Verified by: sales office
A-2 ../east/2026-02.html#review-A-2 carried over |ill=|new due date 20 March 2026
A-2 ../east/2026-02.html#review-A-2 in progress ||
A-3 ../east/2026-03.html#review-A-3 dropped 30 March 2026|不需要=|`
	if got := strings.Join(steps, "\n"); got != want {
		t.Errorf("steps\n%s\nwant\n%s", got, want)
	}
	two := v.Made[0].List[1]
	if got := factsOf(Block{Facts: two.Facts}); two.Late != "21 days overdue" || two.Carried != "carried once" || !strings.Contains(got, "Due: 20 March 2026=\nFirst due: 20 February 2026=") {
		t.Errorf("%+v", two)
	}
	if address, ok := b.ActionAddress("zh-Hant", "A 4"); !ok || address != "zh-Hant/actions/2026.html#action-A-4" {
		t.Errorf("%s, %v", address, ok)
	}
	if _, ok := b.ActionAddress("en", "A-9"); ok {
		t.Error("an action that there is not has an address")
	}
}

// Reports whose texts link to an action stand at its entry.
func TestActionLinkedFrom(t *testing.T) {
	a := promising(t)
	find(a, "west", name(t, "2026-03")).Prose = report.NewProse(&report.Markup{HTML: "<p></p>"}, []report.Hole{{At: 3, Kind: report.Wiki, Target: report.WikiAction + "A-2"}}, nil)
	list := actionsView(t, open(t, a, period.Date(2026, 4, 10)), "actions/2026.html").Made[0].List
	if got := factsOf(Block{Facts: list[1].Facts}); !strings.HasSuffix(got, "West, March 2026=../west/2026-03.html") {
		t.Errorf("%s", got)
	}
	if got := factsOf(Block{Facts: list[0].Facts}); strings.Contains(got, "West") {
		t.Errorf("%s", got)
	}
}

// What the owner verifies, and what the figures do not bear out, counts as done,
// and the history says so.
func TestNotVerified(t *testing.T) {
	a := promising(t)
	find(a, "east", name(t, "2026-03")).Reviews[0].Reviewer = "Chen Jie"
	v := actionsView(t, open(t, a, period.Date(2026, 4, 10)), "actions/2026.html")
	if one := v.Made[0].List[0]; one.State != "done" || !strings.Contains(strings.Join(one.Steps[1].Notes, ";"), "counts as done only") {
		t.Errorf("%+v", one)
	}
}

// Reports link to what the ledger tells of their actions and of those that they
// review, and say how these stand now; two reviews of one action share no id.
func TestReportsLinkToLedger(t *testing.T) {
	b := open(t, promising(t), period.Date(2026, 4, 10))
	v := periodView(t, b, "east/2026-01.html")
	found := ""
	for _, bs := range v.Entries {
		for _, x := range bs.List {
			if bs.ID == "actions" {
				found += x.ID + " " + factsOf(Block{Facts: x.Facts[len(x.Facts)-1:]}) + "\n"
			}
		}
	}
	want := "action-A-1 State now: verified=../actions/2026.html#action-A-1\n" +
		"action-A-2 State now: in progress, 21 days overdue, carried once=../actions/2026.html#action-A-2\n" +
		"action-A-3 State now: dropped=../actions/2026.html#action-A-3\n"
	if found != want {
		t.Errorf("\n%s\nwant\n%s", found, want)
	}
	ids := ""
	for _, bs := range periodView(t, b, "east/2026-02.html").Entries {
		for _, x := range bs.List {
			if bs.ID == "reviews" {
				ids += x.ID + "|"
			}
		}
	}
	if ids != "review-A-1|review-A-2||" {
		t.Errorf("ids %s", ids)
	}
	home := viewAt[*HomeView](t, b, "index.html")
	if len(home.Promises.Rows) != 2 || home.Promises.Rows[0].ID != "A-2" || home.Promises.More.Href != "actions/index.html" {
		t.Errorf("home %+v", home.Promises)
	}
	if east := viewAt[*UnitView](t, b, "east/index.html"); len(east.Promises.Rows) != 2 {
		t.Errorf("east %+v", east.Promises)
	}
	if west := viewAt[*UnitView](t, b, "west/index.html"); len(west.Promises.Rows) != 0 {
		t.Errorf("west %+v", west.Promises)
	}
}

// A year with more actions than a page has room for has more pages; what another
// year adds changes none of them (settled.md 35).
func TestActionsKeepTheirPages(t *testing.T) {
	a := archive(t, state{"east", "2026-01", "sales", "100", ""}, state{"east", "2027-01", "sales", "100", ""}, state{"east", "2025-W52", "sales", "1", ""})
	make := func(p, id string, n int) {
		r := find(a, "east", name(t, p))
		for i := range n {
			r.Actions = append(r.Actions, report.Action{ID: fmt.Sprint(id, i), What: "x"})
		}
	}
	make("2026-01", "A", 401)
	where := func(b *Book, id string) string {
		address, _ := b.ActionAddress("en", id)
		return address
	}
	b := open(t, a, period.Date(2027, 4, 10))
	if got, want := where(b, "A199")+" "+where(b, "A200")+" "+where(b, "A400"), "actions/2026.html#action-A199 actions/2026-page-2.html#action-A200 actions/2026-page-3.html#action-A400"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	make("2027-01", "B", 3)
	make("2025-W52", "W", 3) // ends on 28 December
	more := open(t, a, period.Date(2027, 4, 10))
	for _, id := range []string{"A0", "A199", "A200", "A400"} {
		if where(b, id) != where(more, id) {
			t.Errorf("%s moves from %s to %s", id, where(b, id), where(more, id))
		}
	}
	if got := where(more, "B0") + " " + where(more, "W0"); got != "actions/2027.html#action-B0 actions/2025.html#action-W0" {
		t.Error(got)
	}
	v := actionsView(t, more, "actions/2026-page-3.html")
	if len(v.Made) != 1 || len(v.Made[0].List) != 1 || hrefs(v.Pages) != "2026, page 3=2026-page-3.html 2026, page 2=2026-page-2.html 2026=2026.html" || len(v.Tree[1].Items) != 5 {
		t.Errorf("%s: %d reports, pages %s", v.Title, len(v.Made), hrefs(v.Pages))
	}
	if open := actionsView(t, more, "actions/index.html").Open; len(open.Rows) != 200 || open.More.Text != "207 more are open" {
		t.Errorf("%d rows, %s", len(open.Rows), open.More.Text)
	}
}

// Where nothing was ever promised there is no ledger, and nothing leads to it.
func TestNoActions(t *testing.T) {
	b := open(t, archive(t, state{"east", "2026-01", "sales", "100", ""}), period.Date(2026, 4, 10))
	if _, ok := b.Find("actions/index.html"); ok {
		t.Error("there is a ledger of nothing")
	}
	if home := viewAt[*HomeView](t, b, "index.html"); strings.Contains(hrefs(home.Nav), "actions") || len(home.Promises.Rows) > 0 {
		t.Errorf("%s", hrefs(home.Nav))
	}
}

func stageSizes(list []chart.Stage) (n []int) {
	for _, s := range list {
		n = append(n, s.Count)
	}
	return n
}
