package ledger_test

import (
	"slices"
	"testing"

	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"

	"pgregory.net/rapid"
)

var (
	first = period.Date(2023, 8, 1)
	units = []string{"root", "east"}
)

// maybeDay draws a day of the half year from August 2023 on, or none.
func maybeDay(t *rapid.T) *period.Day {
	n := rapid.IntRange(-60, 180).Draw(t, "day")
	if n < 0 {
		return nil
	}
	d := first + period.Day(n)
	return &d
}

func drawPeriod(t *rapid.T) period.Period {
	g := rapid.SampledFrom(period.Grains[:4]).Draw(t, "grain")
	return cal.Of(g, first+period.Day(rapid.IntRange(0, 150).Draw(t, "in")))
}

// drawReport draws a report with some actions and reviews; few ids, so that
// they meet.
func drawReport(t *rapid.T) *report.Report {
	id := rapid.SampledFrom([]string{"A", "B", "C", "D", "E", ""})
	who := rapid.SampledFrom([]string{"amy.alberts", "syed.abbas", ""})
	r := &report.Report{Unit: rapid.SampledFrom(units).Draw(t, "unit"), Period: drawPeriod(t),
		Status: rapid.SampledFrom([]string{report.Final, report.Final, report.Review, report.Draft, report.Plan}).Draw(t, "status")}
	for range rapid.IntRange(0, 3).Draw(t, "actions") {
		r.Actions = append(r.Actions, report.Action{ID: id.Draw(t, "id"), Owner: who.Draw(t, "owner"), Due: maybeDay(t)})
	}
	for range rapid.IntRange(0, 4).Draw(t, "reviews") {
		r.Reviews = append(r.Reviews, report.ActionReview{ID: id.Draw(t, "of"), Reviewer: who.Draw(t, "reviewer"), Date: maybeDay(t), NewDue: maybeDay(t),
			Status: rapid.SampledFrom([]string{"open", "in_progress", "done", "done", "verified", "verified", "carried", "dropped", "", "finished"}).Draw(t, "state")})
	}
	return r
}

// drawArchive draws at most one report of a unit and period.
func drawArchive(t *rapid.T) *report.Archive {
	a := &report.Archive{}
	type key struct {
		unit string
		p    period.Period
	}
	seen := map[key]bool{}
	for range rapid.IntRange(1, 12).Draw(t, "reports") {
		r := drawReport(t)
		if k := (key{r.Unit, r.Period}); !seen[k] {
			seen[k] = true
			a.Reports = append(a.Reports, r)
		}
	}
	return a
}

func sameStanding(a, b ledger.Standing) bool { return standing(a) == standing(b) }

// Every answer of the ledger is that of the naive computation.
func TestRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := oracle{drawArchive(t), rapid.Bool().Draw(t, "drafts")}
		asOf := first + period.Day(rapid.IntRange(-10, 200).Draw(t, "as of"))
		l := ledger.New(o.Archive, ledger.Options{AsOf: asOf, Drafts: o.drafts})
		checkItems(t, l, o)
		checkAsides(t, l, o)
		for range 5 {
			checkPrevious(t, l, o, asOf)
			checkOpen(t, l, o)
		}
	})
}

func checkItems(t *rapid.T, l *ledger.Ledger, o oracle) {
	actions, of := o.made()
	if len(l.Items()) != len(actions) {
		t.Fatalf("%d items, want %d", len(l.Items()), len(actions))
	}
	end, some := cal.Of(period.Annual, first+900), drawPeriod(t)
	for n, i := range l.Items() {
		if i.Action != actions[n] || i.Report != of[n] || i.Made != of[n].Period || i.Unit != of[n].Unit || i.FirstDue != actions[n].Due {
			t.Fatalf("item %d is %+v", n, i)
		}
		if want := o.standing(actions[n], of[n], end); !sameStanding(i.Standing, want) {
			t.Fatalf("%s: %s, want %s", i.Action.ID, standing(i.Standing), standing(want))
		}
		s, ok := l.Known(i, some)
		if ok == before(some, i.Made) {
			t.Fatalf("%s of %s known in %s: %v", i.Action.ID, cal.Name(i.Made), cal.Name(some), ok)
		}
		if want := o.standing(actions[n], of[n], some); ok && !sameStanding(s, want) {
			t.Fatalf("%s in %s: %s, want %s", i.Action.ID, cal.Name(some), standing(s), standing(want))
		}
	}
}

// checkAsides: every entry counts or is kept aside.
func checkAsides(t *rapid.T, l *ledger.Ledger, o oracle) {
	actions, of := o.made()
	entries, counted := 0, len(actions)
	for _, r := range o.spoken() {
		entries += len(r.Actions) + len(r.Reviews)
	}
	for n, a := range actions {
		said := o.said(a, of[n], cal.Of(period.Annual, first+900))
		counted += len(said)
		for k, v := range l.Items()[n].Reviews {
			if v.ActionReview != said[k] {
				t.Fatalf("review %d of %s is %+v", k, a.ID, v)
			}
		}
	}
	if len(l.Asides()) != entries-counted {
		t.Fatalf("%d aside, want %d of %d", len(l.Asides()), entries-counted, entries)
	}
}

func checkPrevious(t *rapid.T, l *ledger.Ledger, o oracle, asOf period.Day) {
	unit, p := rapid.SampledFrom(units).Draw(t, "whose"), drawPeriod(t)
	got := l.Previous(unit, p)
	if want := o.previous(unit, p, asOf); got != want {
		t.Fatalf("%s/%s: %+v, want %+v", unit, cal.Name(p), got, want)
	}
	if sum := got.Done + got.Dropped + got.Overdue + got.InProgress + got.Carried + got.Open; sum != got.Total || got.Verified > got.Done || (got.MostDays > 0) != (got.Overdue > 0) {
		t.Fatalf("%s/%s does not add up: %+v", unit, cal.Name(p), got)
	}
}

func checkOpen(t *rapid.T, l *ledger.Ledger, o oracle) {
	unit, day := rapid.SampledFrom(units).Draw(t, "whose"), first+period.Day(rapid.IntRange(0, 200).Draw(t, "on"))
	var want []*report.Action
	actions, of := o.made()
	for n, a := range actions {
		if of[n].Unit != unit || cal.Span(of[n].Period).End > day+1 {
			continue
		}
		past := oracle{&report.Archive{}, o.drafts} // what was over by then
		for _, r := range o.Reports {
			if cal.Span(r.Period).End <= day+1 {
				past.Reports = append(past.Reports, r)
			}
		}
		switch past.standing(a, of[n], cal.Of(period.Annual, first+900)).State {
		case "open", "in_progress", "carried":
			want = append(want, a)
		}
	}
	got := slices.Collect(l.Open(unit, day))
	if len(got) != len(want) {
		t.Fatalf("%s on %v: %d open, want %d", unit, day, len(got), len(want))
	}
	for n := range got {
		if got[n].Action != want[n] {
			t.Fatalf("%s on %v: %s, want %s", unit, day, got[n].Action.ID, want[n].ID)
		}
	}
}
