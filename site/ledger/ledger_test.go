package ledger_test

import (
	"fmt"
	"strings"
	"testing"

	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
)

var cal = period.Calendar{}

func per(t testing.TB, name string) period.Period {
	t.Helper()
	p, err := cal.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// day reads a date; "" is none.
func day(t testing.TB, s string) *period.Day {
	t.Helper()
	if s == "" {
		return nil
	}
	d, err := period.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

// date writes a day; none is "".
func date(d *period.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// of is a report of a unit, "east/2023-09", with a status if one stands behind
// a space.
func of(t testing.TB, name string, actions []report.Action, reviews ...report.ActionReview) *report.Report {
	t.Helper()
	name, status, _ := strings.Cut(name, " ")
	unit, p, _ := strings.Cut(name, "/")
	r := &report.Report{Unit: unit, Period: per(t, p), Status: status}
	if status == "" {
		r.Status = report.Final
	}
	r.Actions, r.Reviews = actions, reviews
	return r
}

// act is an action of Amy Alberts.
func act(t testing.TB, id, due string) report.Action {
	t.Helper()
	return report.Action{ID: id, What: "call " + id, Owner: "amy.alberts", Due: day(t, due)}
}

func acts(list ...report.Action) []report.Action { return list }

// rev is a review: "A1 done 2023-10-20", or "A1 carried > 2023-11-30". It is
// by Syed Abbas.
func rev(t testing.TB, s string) report.ActionReview {
	t.Helper()
	s, due, _ := strings.Cut(s, " > ")
	f := append(strings.Split(s, " "), "", "")
	return report.ActionReview{ID: f[0], Status: f[1], Date: day(t, f[2]), NewDue: day(t, due), Reviewer: "syed.abbas"}
}

func by(name string, v report.ActionReview) report.ActionReview { v.Reviewer = name; return v }

func archive(reports ...*report.Report) *report.Archive {
	a := &report.Archive{Reports: reports}
	a.People = []report.Person{{ID: "amy.alberts", Name: "Amy Alberts"}, {ID: "syed.abbas", Name: "Syed Abbas"}}
	return a
}

// standing writes a standing as "state due carried closed".
func standing(s ledger.Standing) string {
	return fmt.Sprintf("%s %s %d %s", s.State, date(s.Due), s.Carried, date(s.Closed))
}

// What becomes of one action, made in 2023-09 and due 2023-10-23, after each
// of the reviews of the months that follow.
func TestStates(t *testing.T) {
	for _, x := range []struct {
		name    string
		reviews []string // of 2023-10, 2023-11, …
		want    []string // after each: state, due, carried, closed
	}{
		{"never reviewed", nil, nil},
		{"said to be open", []string{"A open"}, []string{"open 2023-10-23 0 "}},
		{"in progress", []string{"A in_progress"}, []string{"in_progress 2023-10-23 0 "}},
		{"done", []string{"A done 2023-10-20"}, []string{"done 2023-10-23 0 2023-10-20"}},
		{"done, no day", []string{"A done"}, []string{"done 2023-10-23 0 "}},
		{"dropped", []string{"A dropped 2023-10-05"}, []string{"dropped 2023-10-23 0 2023-10-05"}},
		{"verified", []string{"A verified 2023-10-20"}, []string{"verified 2023-10-23 0 2023-10-20"}},
		{"done, then verified: the day is that of the doing", []string{"A done 2023-10-20", "A verified 2023-11-08"},
			[]string{"done 2023-10-23 0 2023-10-20", "verified 2023-10-23 0 2023-10-20"}},
		{"done without a day, then verified with one", []string{"A done", "A verified 2023-11-08"},
			[]string{"done 2023-10-23 0 ", "verified 2023-10-23 0 2023-11-08"}},
		{"the day of the doing corrected", []string{"A done 2023-10-20", "A done 2023-10-21", "A done"},
			[]string{"done 2023-10-23 0 2023-10-20", "done 2023-10-23 0 2023-10-21", "done 2023-10-23 0 2023-10-21"}},
		{"dropped, and again without a day", []string{"A dropped 2023-10-05", "A dropped"},
			[]string{"dropped 2023-10-23 0 2023-10-05", "dropped 2023-10-23 0 2023-10-05"}},
		{"dropped, yet verified: the day of dropping is not that of doing", []string{"A dropped 2023-10-05", "A verified"},
			[]string{"dropped 2023-10-23 0 2023-10-05", "verified 2023-10-23 0 "}},
		{"done, then dropped without a day", []string{"A done 2023-10-20", "A dropped"},
			[]string{"done 2023-10-23 0 2023-10-20", "dropped 2023-10-23 0 "}},
		{"taken up again", []string{"A done 2023-10-20", "A in_progress", "A done"},
			[]string{"done 2023-10-23 0 2023-10-20", "in_progress 2023-10-23 0 ", "done 2023-10-23 0 "}},
		{"carried twice, then done", []string{"A carried > 2023-11-30", "A carried > 2023-12-15", "A in_progress", "A done 2024-01-04"},
			[]string{"carried 2023-11-30 1 ", "carried 2023-12-15 2 ", "in_progress 2023-12-15 2 ", "done 2023-12-15 2 2024-01-04"}},
		{"carried to no day", []string{"A carried"}, []string{"carried 2023-10-23 1 "}},
		{"a new day is for what is carried", []string{"A in_progress > 2023-11-30"}, []string{"in_progress 2023-10-23 0 "}},
	} {
		t.Run(x.name, func(t *testing.T) {
			reports := []*report.Report{of(t, "east/2023-09", acts(act(t, "A", "2023-10-23")))}
			for i, s := range x.reviews {
				r := of(t, "east/2023-10", nil, rev(t, s))
				r.Period = r.Period.Add(i)
				reports = append(reports, r)
			}
			l := ledger.New(archive(reports...), ledger.Options{})
			i := l.ByID("A")
			last := "open 2023-10-23 0 "
			for n, want := range x.want {
				if got := standing(i.Reviews[n].After); got != want {
					t.Errorf("after review %d: %q, want %q", n+1, got, want)
				}
				last = want
			}
			if got := standing(i.Standing); got != last || len(i.Reviews) != len(x.want) {
				t.Errorf("in the end %q after %d reviews, want %q after %d", got, len(i.Reviews), last, len(x.want))
			}
			if date(i.FirstDue) != "2023-10-23" || len(l.Asides()) != 0 {
				t.Errorf("first due %s, %d aside", date(i.FirstDue), len(l.Asides()))
			}
		})
	}
}

// Who verifies is someone else than the owner, and named.
func TestVerified(t *testing.T) {
	for _, x := range []struct {
		owner, reviewer string
		want            ledger.State
	}{
		{"amy.alberts", "syed.abbas", ledger.Verified},
		{"amy.alberts", "Syed Abbas", ledger.Verified},
		{"Amy Alberts", "syed.abbas", ledger.Verified},
		{"the carrier", "the warehouse", ledger.Verified}, // nobody of people
		{"amy.alberts", "amy.alberts", ledger.Done},
		{"amy.alberts", "Amy Alberts", ledger.Done},
		{"Amy Alberts", "amy.alberts", ledger.Done},
		{"Amy Alberts", "Amy Alberts ", ledger.Done},
		{"amy.alberts", "", ledger.Done},
		{"", "syed.abbas", ledger.Done},
		{"", "", ledger.Done},
		{"the carrier", "the carrier", ledger.Done},
	} {
		a := act(t, "A", "")
		a.Owner = x.owner
		l := ledger.New(archive(of(t, "east/2023-09", acts(a)),
			of(t, "east/2023-10", nil, by(x.reviewer, rev(t, "A verified 2023-10-20")))), ledger.Options{})
		if i := l.ByID("A"); i.State != x.want || date(i.Closed) != "2023-10-20" {
			t.Errorf("%q verified by %q: %s", x.owner, x.reviewer, standing(i.Standing))
		}
	}
}

// What has a measured condition is verified where the figures bear it out.
func TestMet(t *testing.T) {
	measured, plain := act(t, "A", ""), act(t, "B", "")
	measured.AcceptMetric = "revenue"
	october := of(t, "east/2023-10", nil, rev(t, "A verified"), rev(t, "B verified"))
	a := archive(of(t, "east/2023-09", acts(measured, plain)), october)
	for _, met := range []bool{true, false} {
		asked := 0
		l := ledger.New(a, ledger.Options{Met: func(x *report.Action, r *report.Report) bool {
			asked++
			if x.ID != "A" || r != october {
				t.Errorf("asked about %s in %v", x.ID, r.Period)
			}
			return met
		}})
		want := map[bool]ledger.State{true: ledger.Verified, false: ledger.Done}[met]
		if got := l.ByID("A").State; got != want || l.ByID("B").State != ledger.Verified || asked != 1 {
			t.Errorf("met %v: %s, want %s; B %s; asked %d times", met, got, want, l.ByID("B").State, asked)
		}
	}
	if got := ledger.New(a, ledger.Options{}).ByID("A").State; got != ledger.Verified {
		t.Errorf("without figures %s", got)
	}
}

func TestOverdue(t *testing.T) {
	for _, x := range []struct {
		due   string
		state ledger.State
		day   string
		want  int
	}{
		{"2023-10-23", ledger.Open, "2023-10-31", 8},
		{"2023-10-23", ledger.InProgress, "2023-10-24", 1},
		{"2023-10-23", ledger.Carried, "2024-01-01", 70},
		{"2023-10-23", ledger.Open, "2023-10-23", 0},
		{"2023-10-23", ledger.Open, "2023-10-01", 0},
		{"2023-10-23", ledger.Done, "2023-10-31", 0},
		{"2023-10-23", ledger.Verified, "2023-10-31", 0},
		{"2023-10-23", ledger.Dropped, "2023-10-31", 0},
		{"", ledger.Open, "2023-10-31", 0},
	} {
		s := ledger.Standing{State: x.state, Due: day(t, x.due)}
		if got := s.Overdue(*day(t, x.day)); got != x.want {
			t.Errorf("%s due %s: on %s overdue %d, want %d", x.state, x.due, x.day, got, x.want)
		}
	}
}

// On time is by the day first promised, however often it was carried.
func TestOnTime(t *testing.T) {
	for _, x := range []struct {
		due           string
		reviews       []string
		onTime, known bool
	}{
		{"2023-10-23", []string{"A done 2023-10-23"}, true, true},
		{"2023-10-23", []string{"A done 2023-10-24"}, false, true},
		{"2023-10-23", []string{"A done 2023-10-20", "A verified 2023-11-08"}, true, true},
		{"2023-10-23", []string{"A carried > 2023-11-30", "A done 2023-11-10"}, false, true},
		{"2023-10-23", []string{"A carried > 2023-11-30", "A done 2023-10-10"}, true, true},
		{"2023-10-23", []string{"A done"}, false, false},
		{"", []string{"A done 2023-10-23"}, false, false},
		{"", []string{"A carried > 2023-11-30", "A done 2023-11-10"}, false, false},
		{"2023-10-23", []string{"A dropped 2023-10-20"}, false, false},
		{"2023-10-23", nil, false, false},
	} {
		reports := []*report.Report{of(t, "east/2023-09", acts(act(t, "A", x.due)))}
		for i, s := range x.reviews {
			r := of(t, "east/2023-10", nil, rev(t, s))
			r.Period = r.Period.Add(i)
			reports = append(reports, r)
		}
		got, known := ledger.New(archive(reports...), ledger.Options{}).ByID("A").OnTime()
		if got != x.onTime || known != x.known {
			t.Errorf("due %s %v: %v %v", x.due, x.reviews, got, known)
		}
	}
}

// Reports speak when their periods end, the shorter first, in whatever order
// they stand in the archive.
func TestOrder(t *testing.T) {
	a := archive(
		of(t, "root/2023-Q4", nil, rev(t, "A dropped 2024-01-08")),
		of(t, "root/2023-10", acts(act(t, "B", "")), rev(t, "A open")),
		of(t, "root/2023-12", nil, rev(t, "A done 2023-12-20")),
		of(t, "east/2023", nil, rev(t, "A verified 2024-01-19")),
		of(t, "east/2023-09", acts(act(t, "A", "2023-10-23"))),
		of(t, "east/2023-W44", nil, rev(t, "A in_progress")), // to 5 November
		of(t, "east/2023-10-31", acts(act(t, "C", ""))),
	)
	l := ledger.New(a, ledger.Options{})
	var ids, states []string
	for _, i := range l.Items() {
		ids = append(ids, i.Action.ID)
	}
	for _, v := range l.ByID("A").Reviews {
		states = append(states, v.Status)
	}
	if got := strings.Join(ids, " "); got != "A C B" {
		t.Errorf("made in the order %s", got)
	}
	if got := strings.Join(states, " "); got != "open in_progress done dropped verified" {
		t.Errorf("reviewed in the order %s", got)
	}
	for _, x := range []struct{ p, want string }{
		{"2023-09-30", ""}, {"2023-08", ""},
		{"2023-09", "open"}, {"2023-Q3", "open"}, {"2023-W44", "in_progress"}, {"2023-11", "in_progress"},
		{"2023-12-31", "in_progress"}, {"2023-12", "done"}, {"2023-Q4", "dropped"}, {"2023", "verified"}, {"2025", "verified"},
	} {
		s, ok := l.Known(l.ByID("A"), per(t, x.p))
		if string(s.State) != x.want || ok != (x.want != "") {
			t.Errorf("known in %s: %q %v, want %q", x.p, s.State, ok, x.want)
		}
	}
}

// What does not count is kept aside, and counts nowhere.
func TestAsides(t *testing.T) {
	august, september := of(t, "east/2023-08", nil, rev(t, "A done 2023-08-20")), of(t, "east/2023-09", acts(act(t, "A", "2023-10-23"), act(t, "", "2023-10-01"), act(t, "", "")), rev(t, "A open"))
	october := of(t, "east/2023-10", acts(act(t, "A", "2023-12-01"), act(t, "B", "")), rev(t, "Z done 2023-10-20"), rev(t, "A"), rev(t, "A finished"), rev(t, " done"))
	quarter := of(t, "east/2023-Q3", acts(act(t, "Q", "")))
	before := of(t, "root/2023-09", nil, rev(t, "Q done 2023-09-30"))
	l := ledger.New(archive(quarter, october, september, before, august), ledger.Options{})
	a := l.ByID("A")
	for _, x := range []struct {
		fault ledger.Fault
		r     *report.Report
		n     int
		item  *ledger.Item
	}{
		{ledger.Twice, october, 0, a}, {ledger.Early, august, 0, a}, {ledger.Early, before, 0, l.ByID("Q")},
		{ledger.Unknown, october, 0, nil}, {ledger.NoState, october, 1, a}, {ledger.NoState, october, 2, a}, {ledger.Unknown, october, 3, nil},
	} {
		found := 0
		for _, y := range l.Asides() {
			action := y.Action != nil && x.fault == ledger.Twice && y.Action == &x.r.Actions[x.n] && y.Review == nil
			review := y.Review != nil && x.fault != ledger.Twice && y.Review == &x.r.Reviews[x.n] && y.Action == nil
			if (action || review) && y.Fault == x.fault && y.Report == x.r && y.Item == x.item {
				found++
			}
		}
		if found != 1 {
			t.Errorf("fault %d of %v, entry %d: found %d times", x.fault, x.r.Period, x.n, found)
		}
	}
	if len(l.Asides()) != 7 {
		t.Errorf("%d aside, want 7", len(l.Asides()))
	}
	if got := standing(a.Standing); got != "open 2023-10-23 0 " || len(a.Reviews) != 1 || a.Report != september {
		t.Errorf("A: %s, %d reviews", got, len(a.Reviews))
	}
	if l.ByID("") != nil || l.ByID("Z") != nil {
		t.Error("an action that there is not")
	}
	if n := len(l.Of("east", per(t, "2023-09"))); n != 3 { // two of them without an id
		t.Errorf("%d of September, want 3", n)
	}
	if n := len(l.Of("east", per(t, "2023-10"))); n != 1 {
		t.Errorf("%d of October, want 1", n)
	}
	if n := len(l.Items()); n != 5 {
		t.Errorf("%d items, want 5", n)
	}
}

// Drafts count where they are asked for.
func TestDrafts(t *testing.T) {
	a := archive(
		of(t, "east/2023-08 draft", acts(act(t, "A", "")), rev(t, "B done")),
		of(t, "east/2023-09", acts(act(t, "A", "2023-10-01"), act(t, "B", ""))),
		of(t, "east/2023-10 draft", nil, rev(t, "A done 2023-10-01")),
		of(t, "east/2023-11 review", nil, rev(t, "B in_progress")),
	)
	l := ledger.New(a, ledger.Options{})
	if i := l.ByID("A"); i.Made != per(t, "2023-09") || i.State != ledger.Open || l.ByID("B").State != ledger.InProgress || len(l.Asides()) != 0 {
		t.Errorf("without drafts: A of %v %s, %d aside", i.Made, standing(i.Standing), len(l.Asides()))
	}
	l = ledger.New(a, ledger.Options{Drafts: true})
	if i := l.ByID("A"); i.Made != per(t, "2023-08") || i.State != ledger.Done || len(l.Asides()) != 2 {
		t.Errorf("with drafts: A of %v %s, %d aside", i.Made, standing(i.Standing), len(l.Asides()))
	}
}

// What is open is asked unit by unit, as known in the reports of periods that
// were over.
func TestOpen(t *testing.T) {
	l := ledger.New(archive(
		of(t, "east/2023-09", acts(act(t, "A", ""), act(t, "B", ""), act(t, "C", ""), act(t, "D", ""))),
		of(t, "west/2023-09", acts(act(t, "W", ""))),
		of(t, "east/2023-10", acts(act(t, "E", "")), rev(t, "A done 2023-10-02"), rev(t, "B in_progress"), rev(t, "C carried > 2023-12-01"), rev(t, "D dropped")),
		of(t, "east/2023-11", nil, rev(t, "A open"), rev(t, "B verified 2023-11-20")),
	), ledger.Options{})
	for _, x := range []struct{ unit, day, want string }{
		{"east", "2023-09-29", ""},
		{"east", "2023-09-30", "A B C D"},
		{"east", "2023-10-30", "A B C D"},
		{"east", "2023-10-31", "B C E"},
		{"east", "2023-11-30", "A C E"},
		{"west", "2023-11-30", "W"},
		{"root", "2023-11-30", ""},
	} {
		var ids []string
		for i := range l.Open(x.unit, *day(t, x.day)) {
			ids = append(ids, i.Action.ID)
		}
		if got := strings.Join(ids, " "); got != x.want {
			t.Errorf("%s on %s: %q, want %q", x.unit, x.day, got, x.want)
		}
	}
}
