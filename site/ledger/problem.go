package ledger

import (
	"slices"
	"strings"

	"almanac/site/report"
)

// A Problem is what reports name as an issue: the same one of several reports
// together, known by its key, whichever units they are of. An issue without a
// key is a problem of its own.
type Problem struct {
	Key   string
	Named []Naming // in the order in which the reports speak; never empty
}

// A Naming is an issue of a report, both by their places: that of the report in
// the archive, and that of the issue in the report.
type Naming struct{ Report, Issue int }

// In is the report and the issue of a naming.
func (n Naming) In(a *report.Archive) (*report.Report, *report.Issue) {
	r := a.Reports[n.Report]
	return r, &r.Issues[n.Issue]
}

// A Roll puts together what reports name as issues. The zero Roll is empty.
type Roll struct {
	List  []Problem // in the order in which each is named first
	byKey map[string]int
}

// Add adds the issues of a report at a place, by their keys. Reports are to be added
// in the order in which they speak.
func (x *Roll) Add(place int, keys []string) {
	for i, key := range keys {
		n := Naming{place, i}
		if at, known := x.byKey[key]; known {
			x.List[at].Named = append(x.List[at].Named, n)
			continue
		}
		if key != "" {
			if x.byKey == nil {
				x.byKey = map[string]int{}
			}
			x.byKey[key] = len(x.List)
		}
		if len(x.List) == cap(x.List) {
			x.List = slices.Grow(x.List, len(x.List)+64)
		}
		x.List = append(x.List, Problem{key, []Naming{n}})
	}
}

// A Turn is a naming, held against the one before it of the same unit and of a
// period of the same length.
type Turn struct {
	Naming
	Before int // which of the problem's namings that is; −1: there is none
	// Causes and Actions tell what has changed since: the root causes, or all
	// where none is called one, and what is done about it.
	Causes, Actions bool
	// InARow is for how many periods in a row, up to and with this one, the
	// problem was named. Unmoved is for how many of them nothing has changed.
	InARow, Unmoved int
}

// Turns follows a problem through its namings. Texts count as they are written,
// but for capitals and spaces; action finds the action of an id, or nil.
func (p *Problem) Turns(a *report.Archive, action func(id string) *report.Action) []Turn {
	type series struct {
		unit  string
		grain int
	}
	last := map[series]int{}
	list := make([]Turn, len(p.Named))
	for i, n := range p.Named {
		r, _ := n.In(a)
		t := Turn{Naming: n, Before: -1, InARow: 1, Unmoved: 1}
		of := series{r.Unit, int(r.Period.Grain())}
		if k, ok := last[of]; ok {
			q, _ := list[k].In(a)
			t.Before = k
			t.Causes, t.Actions = Changed(a, list[k].Naming, n, action)
			switch next := q.Period.Next() == r.Period; {
			case next && !t.Causes && !t.Actions:
				t.InARow, t.Unmoved = list[k].InARow+1, list[k].Unmoved+1
			case next:
				t.InARow = list[k].InARow + 1
			case q.Period == r.Period: // named twice in one report
				t.InARow, t.Unmoved = list[k].InARow, list[k].Unmoved
			}
		}
		list[i], last[of] = t, i
	}
	return list
}

// Changed tells what has changed of a problem from one naming to a later one:
// its root causes, and what is done about it.
func Changed(a *report.Archive, from, to Naming, action func(id string) *report.Action) (causes, actions bool) {
	q, y := from.In(a)
	r, x := to.In(a)
	return !slices.Equal(roots(x), roots(y)), !slices.Equal(measures(r, x, action), measures(q, y, action))
}

// roots are the texts of an issue's root causes, of all where none is called one.
func roots(x *report.Issue) (list []string) {
	deep := slices.ContainsFunc(x.Causes, func(c report.Cause) bool { return c.Depth == "root" })
	for _, c := range x.Causes {
		if c.Depth == "root" || !deep {
			list = append(list, plain(c.Text))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// measures are the texts of what is done about an issue: the actions that it
// names or that name it, and its solution.
func measures(r *report.Report, x *report.Issue, action func(id string) *report.Action) (list []string) {
	add := func(s string) {
		if s = plain(s); s != "" {
			list = append(list, s)
		}
	}
	add(x.Solution)
	for _, id := range x.Actions {
		if a := action(id); a != nil && a.What != "" {
			id = a.What
		}
		add(id)
	}
	for i := range r.Actions {
		if a := &r.Actions[i]; x.ID != "" && slices.Contains(a.From, x.ID) {
			add(a.What)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// plain is a text without what does not tell it apart.
func plain(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
