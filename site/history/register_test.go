package history_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"almanac/site/history"
	"almanac/site/period"
	"almanac/site/report"
)

// archiveOf is an archive of reports, each "unit period status" and what else it
// says: "figures", or the day on which it was submitted.
func archiveOf(t testing.TB, declared bool, reports ...string) *report.Archive {
	t.Helper()
	a := &report.Archive{Units: []*report.Unit{{ID: report.Root, Level: report.Company}}}
	a.Deadlines, a.Declared = rules(), declared
	a.Workdays = weekdays
	for _, line := range reports {
		w := strings.Fields(line)
		if a.Unit(w[0]) == nil {
			a.Units = append(a.Units, &report.Unit{ID: w[0], Parent: report.Root, Level: report.Team})
		}
		r := &report.Report{Unit: w[0], Period: month(t, w[1]), Status: w[2]}
		for _, more := range w[3:] {
			if more == report.Figures {
				r.Scenario = more
			} else {
				d := day(t, more)
				r.Head.Submitted = &d
			}
		}
		a.Reports = append(a.Reports, r)
	}
	place := func(r *report.Report) int {
		return slices.IndexFunc(a.Units, func(u *report.Unit) bool { return u.ID == r.Unit })
	}
	slices.SortStableFunc(a.Reports, func(x, y *report.Report) int {
		if x.Unit != y.Unit {
			return place(x) - place(y)
		}
		return a.Calendar.Compare(x.Period, y.Period)
	})
	return a
}

// always is that every unit exists since 2020.
func always(string) period.Span { return period.Span{First: period.Date(2020, 1, 1), End: 1 << 30} }

// listed is the register in lines.
func listed(t testing.TB, a *report.Archive, rec *history.Record, asOf string, valid func(string) period.Span) (lines []string) {
	t.Helper()
	for _, d := range history.NewRegister(a, rec, day(t, asOf), valid).List() {
		s := fmt.Sprintf("%s %s due %v %v", d.Unit, a.Calendar.Name(d.Period), d.Due, d.State)
		if d.Days > 0 {
			s += fmt.Sprint(" ", d.Days)
		}
		if d.Declared {
			s += " declared"
		}
		if d.Before {
			s += " before"
		}
		if d.Gap != history.NoGap {
			s += fmt.Sprint(" gap ", d.Gap)
		}
		lines = append(lines, s)
	}
	return lines
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TV-30 to TV-33 from one end to the other: what git has is on time or late,
// what it does not have is pending.
func TestRegister(t *testing.T) {
	r := newRepo(t)
	r.write("2023-09-30T10:00:00+08:00", "x/2023-08.md", "final 1") // the archive's first commit
	r.write("2023-11-03T23:59:59+08:00", "a/2023-10.md", "final 1")
	r.write("2023-11-03T16:30:00Z", "b/2023-10.md", "final 1")
	r.write("2023-11-15T10:00:00+08:00", "c/2023-10.md", "final 1")
	r.write("2023-11-18T10:00:00+08:00", "d/2023-10.md", "final 1")
	r.write("2023-10-30T12:00:00+08:00", "a/2023-W43.md", "final 1")
	r.write("2023-10-31T00:00:00+08:00", "b/2023-W43.md", "final 1")
	r.write("2023-10-10T10:00:00+08:00", "a/2023-Q3.md", "final 1")
	r.write("2023-10-11T10:00:00+08:00", "b/2023-Q3.md", "final 1")
	r.write("2023-11-01T10:00:00+08:00", "e/2023-10.md", "draft 1")
	a := archiveOf(t, false, "a 2023-Q3 final", "a 2023-10 final", "a 2023-W43 final", "b 2023-Q3 final", "b 2023-10 final", "b 2023-W43 final",
		"c 2023-10 final", "d 2023-10 final 2023-11-01", "e 2023-10 final", "f 2023-10 final 2023-11-02", "g 2023-10 review", "h 2023-10 final figures", "x 2023-08 final figures")
	same(t, listed(t, a, r.follow(), "2023-11-04", always),
		"a 2023-Q3 due 2023-10-10 on-time",
		"a 2023-10 due 2023-11-03 on-time",
		"a 2023-W43 due 2023-10-30 on-time",
		"b 2023-Q3 due 2023-10-10 late 1",
		"b 2023-10 due 2023-11-03 late 1",
		"b 2023-W43 due 2023-10-30 late 1",
		"c 2023-10 due 2023-11-03 late 12",
		"d 2023-10 due 2023-11-03 late 15", // whatever it declares
		"e 2023-10 due 2023-11-03 pending 1",
		"f 2023-10 due 2023-11-03 pending 1",
		"g 2023-10 due 2023-11-03 missing 1",
	)
}

// What was before the archive's first commit is as it says itself; git would only
// know when it was put in. A period that ends on the day of that commit or later
// was in the archive's time.
func TestRegisterBefore(t *testing.T) {
	r := newRepo(t)
	for _, name := range []string{"a/2023-08.md", "a/2023-09.md", "b/2023-09.md"} {
		r.put(name, "final 1")
	}
	r.commit("2023-09-30T10:00:00+08:00")
	r.write("2023-10-20T10:00:00+08:00", "c/2023-08.md", "final 1")
	r.write("2023-10-21T10:00:00+08:00", "d/2023-08.md", "draft 1")
	a := archiveOf(t, false, "a 2023-08 final 2023-09-05", "a 2023-09 final 2023-10-09", "b 2023-09 final", "c 2023-08 final", "d 2023-08 draft 2023-09-01", "e 2023-08 final 2023-09-03")
	same(t, listed(t, a, r.follow(), "2023-10-30", always),
		"a 2023-08 due 2023-09-03 late 2 declared",
		"a 2023-09 due 2023-10-03 on-time",
		"b 2023-09 due 2023-10-03 on-time",
		"c 2023-08 due 2023-09-03 unknown before",
		"d 2023-08 due 2023-09-03 missing 57",
		"e 2023-08 due 2023-09-03 on-time declared",
	)
}

// TV-35, and where there is no history: never late by a guess.
func TestRegisterUnknown(t *testing.T) {
	a := archiveOf(t, false, "a 2023-10 final", "b 2023-10 final 2023-11-04", "c 2023-10 draft")
	for _, x := range []struct {
		rec  *history.Record
		want []string
	}{
		{&history.Record{Gap: history.Shallow}, []string{"a 2023-10 due 2023-11-03 unknown gap 2", "b 2023-10 due 2023-11-03 unknown gap 2", "c 2023-10 due 2023-11-03 missing 2"}},
		{&history.Record{Gap: history.Damaged}, []string{"a 2023-10 due 2023-11-03 unknown gap 3", "b 2023-10 due 2023-11-03 unknown gap 3", "c 2023-10 due 2023-11-03 missing 2"}},
		{&history.Record{Gap: history.NoHistory}, []string{"a 2023-10 due 2023-11-03 unknown gap 1", "b 2023-10 due 2023-11-03 late 1 declared", "c 2023-10 due 2023-11-03 missing 2"}},
		{nil, []string{"a 2023-10 due 2023-11-03 unknown gap 1", "b 2023-10 due 2023-11-03 late 1 declared", "c 2023-10 due 2023-11-03 missing 2"}},
		{&history.Record{}, []string{"a 2023-10 due 2023-11-03 pending 2", "b 2023-10 due 2023-11-03 pending 2", "c 2023-10 due 2023-11-03 missing 2"}}, // nothing is committed
		{&history.Record{List: []history.Course{{Unit: "a", Period: month(t, "2023-10"), Torn: true, Submitted: history.Commit{Hash: "x", Day: 1}}}},
			[]string{"a 2023-10 due 2023-11-03 unknown gap 3", "b 2023-10 due 2023-11-03 pending 2", "c 2023-10 due 2023-11-03 missing 2"}},
	} {
		same(t, listed(t, a, x.rec, "2023-11-05", always), x.want...)
	}
}

// What nobody wrote: of what a unit has the habit of writing, every period since,
// while it exists; of days the working days; and what is over.
func TestRegisterMissing(t *testing.T) {
	a := archiveOf(t, false, "a 2023-05 final 2023-06-03", "a 2023-06 final 2023-07-03", "a 2023-07 final 2023-08-01", "a 2023-08 final figures", "a 2023-10 plan", "a 2023-12 plan",
		"b 2023-10-25 final 2023-10-26", "b 2023-10-26 final 2023-10-27", "b 2023-10-27 final 2023-10-27", "c 2023-06 final figures", "c 2023-05 plan", "d 2023-03 final 2023-04-01", "d 2023-04 final 2023-05-01", "d 2023-06 final 2023-07-01",
		"e 2023-10-19 final 2023-10-19", "e 2023-10-20 final 2023-10-20", "e 2023-10-23 final 2023-10-24") // Thursday, Friday and Monday
	a.Holidays = []period.Day{day(t, "2023-10-30")}
	valid := func(unit string) period.Span {
		if unit == "b" || unit == "e" {
			return period.Span{First: day(t, "2023-01-01"), End: day(t, "2023-11-02")}
		}
		return always(unit)
	}
	same(t, listed(t, a, nil, "2023-11-03", valid),
		"a 2023-05 due 2023-06-03 on-time declared",
		"a 2023-06 due 2023-07-03 on-time declared",
		"a 2023-07 due 2023-08-03 on-time declared",
		"a 2023-09 due 2023-10-03 missing 31",
		"a 2023-10 due 2023-11-03 due", // there is a plan
		"b 2023-10-25 due 2023-10-26 on-time declared",
		"b 2023-10-26 due 2023-10-27 on-time declared",
		"b 2023-10-27 due 2023-10-28 on-time declared",
		"b 2023-10-31 due 2023-11-01 missing 2", // a Tuesday, behind a Monday that is a holiday
		"b 2023-11-01 due 2023-11-02 missing 1", // its last day
		"c 2023-05 due 2023-06-03 missing 153",  // a plan that nobody kept
		"d 2023-03 due 2023-04-03 on-time declared",
		"d 2023-04 due 2023-05-03 on-time declared",
		"d 2023-06 due 2023-07-03 on-time declared", // and not the month between, nor those since
		"e 2023-10-19 due 2023-10-20 on-time declared",
		"e 2023-10-20 due 2023-10-21 on-time declared",
		"e 2023-10-23 due 2023-10-24 on-time declared",
		"e 2023-10-24 due 2023-10-25 missing 9",
		"e 2023-10-25 due 2023-10-26 missing 8",
		"e 2023-10-26 due 2023-10-27 missing 7",
		"e 2023-10-27 due 2023-10-28 missing 6",
		"e 2023-10-31 due 2023-11-01 missing 2",
		"e 2023-11-01 due 2023-11-02 missing 1",
	)
}

// A habit that is given up is not asked for for ever; one that a unit has a
// deadline of its own for is.
func TestRegisterLapsed(t *testing.T) {
	a := archiveOf(t, false, "a 2020-10 final 2020-11-01", "a 2020-11 final 2020-12-01", "a 2020-12 final 2021-01-01", "b 2020-12 final 2021-01-01")
	a.Unit("b").Deadlines = map[string]string{"monthly": "4"}
	list := history.NewRegister(a, nil, day(t, "2023-12-10"), always).List()
	count := map[string]int{}
	last := ""
	for _, d := range list {
		if d.State == history.Missing {
			count[d.Unit]++
			if d.Unit == "a" {
				last = a.Calendar.Name(d.Period)
			}
		}
	}
	if count["a"] != 12 || last != "2021-12" || count["b"] != 35 { // January 2021 to November 2023
		t.Errorf("%v, of a the last is %s", count, last)
	}
	again := archiveOf(t, false, "a 2020-10 final 2020-11-01", "a 2020-11 final 2020-12-01", "a 2020-12 final 2021-01-01", "a 2021-09 final 2021-10-01")
	n := 0
	for _, d := range history.NewRegister(again, nil, day(t, "2023-12-10"), always).List() {
		if d.State == history.Missing {
			n++
		}
	}
	if n != 8+12 { // January to August 2021, and twelve since
		t.Errorf("taken up again: %d are missing", n)
	}
}

// In a declared tree a unit without any file owes what all others of its level
// write, from the first of them on or its own beginning.
func TestRegisterNeverHeardOf(t *testing.T) {
	reports := []string{"a 2023-07 final 2023-08-01", "a 2023-08 final 2023-09-01", "a 2023-09 final 2023-10-01", "a 2023-W37 final 2023-09-18", "a 2023-W38 final 2023-09-25", "a 2023-W39 final 2023-10-02",
		"b 2023-06 final 2023-07-01", "b 2023-07 final 2023-08-01", "b 2023-08 final 2023-09-01", "b 2023-09 final 2023-10-01", "silent 2023-08 final figures"}
	build := func(declared bool, reports ...string) *report.Archive {
		a := archiveOf(t, declared, reports...)
		a.Units = append(a.Units, &report.Unit{ID: "new", Parent: report.Root, Level: report.Team}, &report.Unit{ID: "person", Parent: "a", Level: report.Individual})
		return a
	}
	from := func(first string) func(string) period.Span {
		return func(unit string) period.Span {
			if unit == "new" {
				return period.Span{First: day(t, first), End: 1 << 30}
			}
			return always(unit)
		}
	}
	of := func(a *report.Archive, valid func(string) period.Span, unit string) []string {
		return slices.DeleteFunc(listed(t, a, nil, "2023-10-05", valid), func(l string) bool { return !strings.HasPrefix(l, unit+" ") })
	}
	a := build(true, reports...)
	same(t, of(a, from("2023-09-15"), "new"), "new 2023-09 due 2023-10-03 missing 2")
	same(t, of(a, always, "new"), "new 2023-06 due 2023-07-03 missing 94", "new 2023-07 due 2023-08-03 missing 63", "new 2023-08 due 2023-09-03 missing 32", "new 2023-09 due 2023-10-03 missing 2")
	same(t, of(a, always, "silent"))
	same(t, of(a, always, "person"))
	same(t, of(build(false, reports...), always, "new"))    // in a tree of folders
	same(t, of(build(true, reports[:6]...), always, "new")) // one other is no rule
}

// A unit may have deadlines of its own, and a grain none at all.
func TestRegisterDeadlines(t *testing.T) {
	a := archiveOf(t, false, "a 2023-09 final 2023-10-05", "b 2023-09 final 2023-10-05", "b 2023-Q2 final 2023-12-05", "c 2023-09 final 2023-10-05")
	a.Unit("b").Deadlines = map[string]string{"monthly": "5"}
	a.Unit("c").Deadlines = map[string]string{"monthly": "none"}
	a.Deadlines["quarterly"] = "none"
	same(t, listed(t, a, nil, "2023-11-01", always),
		"a 2023-09 due 2023-10-03 late 2 declared",
		"b 2023-09 due 2023-10-05 on-time declared",
		"b 2023-10 due 2023-11-05 due", // a deadline of its own makes one report a habit
	)
	if a.Deadlines["monthly"] != "3" || len(a.Unit("b").Deadlines) != 1 {
		t.Error("the deadlines were changed")
	}
}

// A report that is sent back after it was submitted has been submitted; one of a
// period that is not over is listed once it is.
func TestRegisterEarly(t *testing.T) {
	a := archiveOf(t, false, "a 2023-10 final", "b 2023-10 draft", "c 2023-10 draft")
	rec := &history.Record{List: []history.Course{
		{Unit: "a", Period: month(t, "2023-10"), Submitted: history.Commit{Hash: "x", Day: day(t, "2023-10-20")}},
		{Unit: "b", Period: month(t, "2023-10"), Submitted: history.Commit{Hash: "x", Day: day(t, "2023-11-01")}},
	}}
	same(t, listed(t, a, rec, "2023-10-25", always), "a 2023-10 due 2023-11-03 on-time")
	same(t, listed(t, a, rec, "2023-11-02", always), "a 2023-10 due 2023-11-03 on-time", "b 2023-10 due 2023-11-03 on-time", "c 2023-10 due 2023-11-03 due")
	if history.Owes(archiveOf(t, false, "a 2023-10 final figures", "a 2023-11 plan")) || !history.Owes(a) {
		t.Error("what is owed")
	}
}

// A share is of what is known, and a median of what was submitted.
func TestTally(t *testing.T) {
	var none history.Tally
	if n, of := none.OnTime(); n != 0 || of != 0 {
		t.Error(n, of)
	}
	if _, ok := none.Delay(); ok {
		t.Error("a median of nothing")
	}
	for _, x := range []struct {
		delays []int // −1: missing, −2: unknown, −3: pending
		n, of  int
		twice  int
	}{
		{[]int{0, 0, 12}, 2, 3, 0},
		{[]int{12, 0, 3, 4}, 1, 4, 7}, // 3.5
		{[]int{5, -1, -2, -3}, 0, 2, 10},
		{[]int{1, 0}, 1, 2, 1},
	} {
		var tally history.Tally
		for _, n := range x.delays {
			d := history.Duty{State: map[int]history.State{-1: history.Missing, -2: history.Unknown, -3: history.Pending, 0: history.OnTime}[n], Days: max(n, 0)}
			if n > 0 {
				d.State = history.Late
			}
			tally.Add(d)
		}
		n, of := tally.OnTime()
		if twice, ok := tally.Delay(); n != x.n || of != x.of || twice != x.twice || !ok {
			t.Errorf("%v: %d of %d, %d", x.delays, n, of, twice)
		}
	}
	names := ""
	for s := history.Waiting; s <= history.Unknown; s++ {
		names += s.String() + " "
	}
	if names != "due on-time late missing pending unknown " {
		t.Error(names)
	}
}
