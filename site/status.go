package site

import (
	"cmp"
	"slices"

	"almanac/site/history"
	"almanac/site/period"
	"almanac/site/report"
)

// A Duty is a report that is owed, and how it stands.
type Duty struct {
	Place
	Due       period.Day
	State     string      // due, on-time, late, missing, pending or unknown
	Submitted *period.Day // nil where it is neither on time nor late
	Declared  bool        // that day is as the report says, since git knows of none
	Days      int         // by which it is late, missing, or pending since its deadline
	File      string      // where it stands, or is to be written
	Owner     string      // who is to write it, as a name: its author, else the unit's manager; "" if nobody is named
	// Reason is why it is unknown: no-history, shallow, damaged, or
	// before-first-commit.
	Reason string
}

// A Status is what is owed in an archive, as on a day: what is missing first,
// then what is due, pending, unknown, late and on time, each with the oldest
// deadline first.
type Status struct {
	AsOf   period.Day
	Duties []Duty
	Counts map[string]int // by state
	// OnTime of Judged reports were on time, of those whose deadline has passed and
	// of which it is known.
	OnTime, Judged int
	// Gap is why git cannot tell when reports were submitted; "" if it can. See
	// Duty.Reason.
	Gap string
}

// Status is what is owed. Without all it leaves out what was settled long ago:
// what is on time, late or unknown and was due more than a year before the day of
// the archive.
func (s *Site) Status(all bool) *Status {
	out := &Status{AsOf: s.asOf, Duties: []Duty{}, Counts: map[string]int{}, Gap: gaps[s.register.Record().Gap]}
	var tally history.Tally
	for _, d := range s.register.List() {
		if !all && settled(d.State) && s.asOf-d.Due > 366 {
			continue
		}
		tally.Add(d)
		out.Counts[d.State.String()]++
		out.Duties = append(out.Duties, s.duty(d))
	}
	out.OnTime, out.Judged = tally.OnTime()
	slices.SortStableFunc(out.Duties, func(a, b Duty) int {
		return cmp.Or(slices.Index(urgency, a.State)-slices.Index(urgency, b.State), int(a.Due-b.Due))
	})
	return out
}

// urgency is the order of states.
var urgency = []string{"missing", "due", "pending", "unknown", "late", "on-time"}

// gaps are the names of what keeps git from telling.
var gaps = map[history.Gap]string{history.NoHistory: "no-history", history.Shallow: "shallow", history.Damaged: "damaged", history.Distrusted: "distrusted"}

func settled(x history.State) bool {
	return x == history.OnTime || x == history.Late || x == history.Unknown
}

func (s *Site) duty(d history.Duty) Duty {
	out := Duty{Place: s.at(d.Unit, d.Period), Due: d.Due, State: d.State.String(), Declared: d.Declared, Days: d.Days, Reason: gaps[d.Gap]}
	if d.State == history.OnTime || d.State == history.Late {
		out.Submitted = &d.Submitted
	}
	if d.Before {
		out.Reason = "before-first-commit"
	}
	u := s.archive.Unit(d.Unit)
	if d.Report != nil {
		out.File, out.Owner = d.Report.File, d.Report.Head.Author
	} else {
		out.File = fileOf(u, out.Place.Name)
	}
	if out.Owner == "" && u != nil {
		out.Owner = u.Manager
	}
	if p := s.archive.Person(out.Owner); p != nil && p.Name != "" {
		out.Owner = p.Name
	}
	return out
}

// fileOf is where the report of a unit for a period is to be written.
func fileOf(u *report.Unit, name string) string {
	folder := "content/"
	if u != nil && u.ID != report.Root {
		folder += cmp.Or(u.Folder, u.ID) + "/"
	}
	return folder + name + ".md"
}

// MarshalJSON gives the fields that Status and Duty have, in their order.
func (s *Status) MarshalJSON() ([]byte, error) {
	counts := ordered{}
	for _, state := range urgency {
		counts = append(counts, entry{state, s.Counts[state]})
	}
	duties := make([]any, len(s.Duties))
	for i := range s.Duties {
		d := &s.Duties[i]
		var submitted *string
		if d.Submitted != nil {
			submitted = word(d.Submitted.String())
		}
		duties[i] = ordered{{"unit", d.Unit}, {"period", d.Name}, {"due", d.Due.String()}, {"state", d.State}, {"submitted", submitted},
			{"declared", d.Declared}, {"days", d.Days}, {"file", d.File}, {"owner", word(d.Owner)}, {"reason", word(d.Reason)}}
	}
	return ordered{{"as_of", s.AsOf.String()}, {"gap", word(s.Gap)}, {"counts", counts}, {"on_time", s.OnTime}, {"judged", s.Judged}, {"duties", duties}}.MarshalJSON()
}
