package history

import (
	"maps"
	"slices"
	"sync"

	"almanac/site/period"
	"almanac/site/report"
)

// A State is how a report that is owed stands.
type State uint8

const (
	Waiting State = iota // its period is over, and its deadline is not
	OnTime
	Late
	Missing // its deadline has passed, and there is none, or none that is far enough
	Pending // it is in no commit yet
	Unknown // it is there; when it was submitted is not known
)

var stateNames = [...]string{"due", "on-time", "late", "missing", "pending", "unknown"}

// String is the state's name: due, on-time, late, missing, pending, unknown.
func (s State) String() string { return stateNames[s] }

// A Duty is a report that is owed, and what became of it.
type Duty struct {
	Unit      string
	Period    period.Period
	Due       period.Day // the last day on which it is on time
	State     State
	Submitted period.Day // where it is on time or late
	Declared  bool       // that day is as the report says; git knows of none
	// Days is by how many calendar days a report is late, or has been missing by
	// the day of the archive, or pending since its deadline.
	Days   int
	Gap    Gap            // why it is unknown: that git cannot tell …
	Before bool           // … or that its period ended before the archive's first commit
	Report *report.Report // nil: nobody wrote one
	Course *Course        // nil: git knows nothing of it
}

// A Register is what is owed in an archive, seen from a day.
//
// Reports that owe nothing but true figures, and plans whose period is not over,
// are not due. Any other report is due as [Due] says; a unit may have deadlines
// of its own, and "none" is one that never comes.
//
// A report is submitted on the day of its [Course]. That of a period which ended
// before the archive's first commit was not written in the archive: its day is
// the one that it declares, and so it is where there is no history at all. What
// neither says is unknown. A report that no commit holds is pending, whatever it
// declares.
//
// What nobody has written is owed, too, where it can be known: by a unit that has
// the habit of writing reports of a grain, for every period that is over while the
// unit exists; of days only working days. Reports for three periods in a row make
// a habit, and twelve periods in a row without one end it; where the unit has
// a deadline of its own for the grain, one makes it, and it does not end. In a
// declared tree a unit that has no file at all has the habits that all others of
// its level have that have any, if they are two or more.
type Register struct {
	archive *report.Archive
	record  *Record
	asOf    period.Day
	valid   func(unit string) period.Span
	own     map[string]map[string]string // deadlines, of units that have some of their own
	least   int                          // the rank of the status that deadlines ask for
	list    func() []Duty
}

// NewRegister is the register of an archive as on a day. The record may be nil:
// then git has not been asked. valid is when a unit exists.
func NewRegister(a *report.Archive, r *Record, asOf period.Day, valid func(unit string) period.Span) *Register {
	g := &Register{archive: a, record: r, asOf: asOf, valid: valid, own: map[string]map[string]string{}}
	if r == nil {
		g.record = &Record{Gap: NoHistory}
	}
	g.least = rank(a.Deadlines["applies_to"])
	g.list = sync.OnceValue(g.workOut)
	for _, u := range a.Units {
		if len(u.Deadlines) > 0 {
			all := maps.Clone(a.Deadlines)
			maps.Copy(all, u.Deadlines)
			g.own[u.ID] = all
		}
	}
	return g
}

// Record is what git knows.
func (g *Register) Record() *Record { return g.record }

// Owes reports whether any report of an archive is owed, so that git is worth
// asking.
func Owes(a *report.Archive) bool {
	return slices.ContainsFunc(a.Reports, func(r *report.Report) bool { return written(a, r) })
}

// written reports whether a report is one that somebody has to write.
func written(a *report.Archive, r *report.Report) bool {
	return r.Status != report.Plan && !a.FiguresOnly(r)
}

func (g *Register) due(unit string, p period.Period) (period.Day, bool) {
	deadlines, ok := g.own[unit]
	if !ok {
		deadlines = g.archive.Deadlines
	}
	return Due(g.archive.Calendar, deadlines, g.archive.Workdays, g.archive.Holidays, p)
}

// Report is what became of the duty to write a report that there is; not ok if
// it is not owed.
func (g *Register) Report(r *report.Report) (d Duty, ok bool) {
	over := g.archive.Calendar.Span(r.Period).End-1 <= g.asOf
	far := rank(r.Status) >= g.least
	if g.archive.FiguresOnly(r) || !over && !far {
		return d, false
	}
	d = Duty{Unit: r.Unit, Period: r.Period, Report: r, Course: g.record.Of(r.Unit, r.Period)}
	if d.Due, ok = g.due(r.Unit, r.Period); !ok {
		return d, false
	}
	before := g.record.Gap == NoGap && !g.record.Began.IsZero() && g.archive.Calendar.Span(r.Period).End <= g.record.Began.Day
	switch declared := r.Head.Submitted; {
	case d.Course != nil && !d.Course.Submitted.IsZero() && !d.Course.Torn && !before:
		d.submitted(d.Course.Submitted.Day)
	case !far:
		g.open(&d)
	case (before || g.record.Gap == NoHistory) && declared != nil:
		d.Declared = true
		d.submitted(*declared)
	case before:
		d.State, d.Before = Unknown, true
	case g.record.Gap != NoGap:
		d.State, d.Gap = Unknown, g.record.Gap
	case d.Course != nil && d.Course.Torn:
		d.State, d.Gap = Unknown, Damaged
	default:
		d.State, d.Days = Pending, DaysLate(d.Due, g.asOf)
	}
	return d, true
}

func (d *Duty) submitted(on period.Day) {
	d.Submitted, d.Days = on, DaysLate(d.Due, on)
	if d.State = OnTime; d.Days > 0 {
		d.State = Late
	}
}

// open is a duty that nobody has done.
func (g *Register) open(d *Duty) {
	if d.State = Waiting; g.asOf > d.Due {
		d.State, d.Days = Missing, int(g.asOf-d.Due)
	}
}

// List is everything that is owed: by unit in the order of the tree, then in the
// order of the calendar. It is not to be changed.
func (g *Register) List() []Duty { return g.list() }

func (g *Register) workOut() []Duty {
	a := g.archive
	habits, reports := g.habits()
	list := make([]Duty, 0, len(a.Reports))
	for _, u := range a.Units {
		from := len(list)
		for _, r := range reports[u.ID] {
			if d, ok := g.Report(r); ok {
				list = append(list, d)
			}
		}
		written := len(list)
		for _, h := range habits[u.ID] {
			list = g.absent(list, u.ID, h)
		}
		if len(list) > written {
			slices.SortStableFunc(list[from:], func(x, y Duty) int { return a.Calendar.Compare(x.Period, y.Period) })
		}
	}
	return list
}

// A Tally counts duties.
type Tally struct {
	Count  [Unknown + 1]int // by state
	delays []int            // of all that were submitted
}

// Add counts a duty.
func (t *Tally) Add(d Duty) {
	t.Count[d.State]++
	if d.State == OnTime || d.State == Late {
		t.delays = append(t.delays, d.Days)
	}
}

// OnTime is how many of how many reports were on time: of those whose deadline
// has passed and of which it is known.
func (t *Tally) OnTime() (n, of int) {
	return t.Count[OnTime], t.Count[OnTime] + t.Count[Late] + t.Count[Missing]
}

// Delay is twice the median of the days by which reports were late, 0 for those
// on time; not ok if none was submitted.
func (t *Tally) Delay() (twice int, ok bool) {
	n := len(t.delays)
	if n == 0 {
		return 0, false
	}
	sorted := slices.Sorted(slices.Values(t.delays))
	return sorted[(n-1)/2] + sorted[n/2], true
}
