package ledger

import (
	"cmp"
	"slices"
	"strings"

	"almanac/site/period"
	"almanac/site/report"
)

// Options say how an archive is looked at.
type Options struct {
	AsOf   period.Day // the day as on which the archive is looked at
	Drafts bool       // entries of drafts count
	// Met reports whether the figures bear out that an action with an
	// AcceptMetric is accepted, in the report that says that it is verified.
	// nil: the reviewer's word is taken for it.
	Met func(a *report.Action, verified *report.Report) bool
}

// A Ledger is every action of an archive with what became of it.
type Ledger struct {
	cal    period.Calendar
	asOf   period.Day
	met    func(*report.Action, *report.Report) bool
	people map[string]string // names by id
	items  []*Item
	byID   map[string]*Item
	byUnit map[string]*own
	asides []Aside
	asked  []question // of met
}

// own is what a unit's reports hold, in the order in which they speak.
type own struct {
	items   []*Item
	reports [period.Annual + 1][]*report.Report // by grain
}

// New follows the actions of an archive, which it does not change.
func New(a *report.Archive, o Options) *Ledger {
	many := 0
	for _, r := range a.Reports {
		many += len(r.Actions)
	}
	l := &Ledger{cal: a.Calendar, asOf: o.AsOf, met: o.Met,
		people: map[string]string{}, items: make([]*Item, 0, many), byID: make(map[string]*Item, many), byUnit: map[string]*own{}}
	for _, p := range a.People {
		l.people[p.ID] = p.Name
	}
	reports := l.inOrder(a.Reports, o.Drafts)
	for i := range reports {
		l.follow(&reports[i])
	}
	for i := range reports {
		r := &reports[i]
		for k := range r.Reviews {
			l.review(r, &r.Reviews[k])
		}
	}
	return l
}

// A speech is a report, and when it speaks.
type speech struct {
	*report.Report
	at    moment
	place int // in the archive
}

// inOrder lists the reports that count in the order in which they speak.
func (l *Ledger) inOrder(all []*report.Report, drafts bool) (list []speech) {
	list = make([]speech, 0, len(all))
	for i, r := range all {
		if r.Status != report.Draft || drafts {
			list = append(list, speech{r, l.moment(r.Period), i})
		}
	}
	slices.SortFunc(list, func(r, s speech) int { return cmp.Or(r.at.compare(s.at), r.place-s.place) })
	return list
}

func (l *Ledger) moment(p period.Period) moment { return moment{l.cal.Span(p).End - 1, p.Grain()} }

// follow enters the actions that a report makes. A plan holds targets only: it
// is no report that another one follows.
func (l *Ledger) follow(r *speech) {
	of := l.byUnit[r.Unit]
	if of == nil {
		of = &own{}
		l.byUnit[r.Unit] = of
	}
	if g := r.Period.Grain(); r.Status != report.Plan {
		of.reports[g] = append(of.reports[g], r.Report)
	}
	for n := range r.Actions {
		a := &r.Actions[n]
		if first := l.byID[a.ID]; first != nil {
			l.asides = append(l.asides, Aside{Fault: Twice, Report: r.Report, Action: a, Item: first})
			continue
		}
		i := &Item{Action: a, Unit: r.Unit, Made: r.Period, Report: r.Report, FirstDue: a.Due, made: r.at}
		i.Standing = i.promised()
		l.items = append(l.items, i)
		of.items = append(of.items, i)
		if a.ID != "" {
			l.byID[a.ID] = i
		}
	}
}

// review enters what a report says about an action.
func (l *Ledger) review(r *speech, v *report.ActionReview) {
	i := l.byID[v.ID]
	var fault Fault
	switch {
	case i == nil:
		fault = Unknown
	case r.at.compare(i.made) < 0:
		fault = Early
	case !slices.Contains(states[:], State(v.Status)):
		fault = NoState
	default:
		i.Standing = l.after(i, r.Report, v)
		i.Reviews = append(i.Reviews, Review{r.Report, v, i.Standing, r.at})
		return
	}
	l.asides = append(l.asides, Aside{Fault: fault, Report: r.Report, Review: v, Item: i})
}

// after is how an item stands after a review.
func (l *Ledger) after(i *Item, r *report.Report, v *report.ActionReview) Standing {
	s := i.Standing
	s.State = State(v.Status)
	if s.State == Verified && !l.verified(i.Action, r, v) {
		s.State = Done
	}
	if s.State == Carried {
		s.Carried++
		if v.NewDue != nil {
			s.Due = v.NewDue
		}
	}
	s.Closed = closed(i.Standing, s.State, v)
	return s
}

// verified reports whether a review that says so may verify an action.
func (l *Ledger) verified(a *report.Action, r *report.Report, v *report.ActionReview) bool {
	if !l.apart(a.Owner, v.Reviewer) || a.AcceptMetric == "" || l.met == nil {
		return l.apart(a.Owner, v.Reviewer)
	}
	q := question{a, r, l.met(a, r)}
	l.asked = append(l.asked, q)
	return q.met
}

// closed is the closing day after a review that leads to a state. A day that
// is known gives way to a later word on the same closing only, and not to the
// day on which what was done before was verified.
func closed(before Standing, s State, v *report.ActionReview) *period.Day {
	again := before.State.Done() && s.Done() || before.State == Dropped && s == Dropped
	switch {
	case !s.Closed():
		return nil
	case again && before.Closed != nil && (v.Date == nil || State(v.Status) == Verified):
		return before.Closed
	}
	return v.Date
}

// apart reports whether two people are named and are not the same: they differ
// by id, or by name where one of them is named so.
func (l *Ledger) apart(owner, reviewer string) bool {
	owner, reviewer = strings.TrimSpace(owner), strings.TrimSpace(reviewer)
	if owner == "" || reviewer == "" || owner == reviewer {
		return false
	}
	a, known := l.people[owner]
	b, alsoKnown := l.people[reviewer]
	switch {
	case known && alsoKnown:
		return true
	case known:
		return a != reviewer
	case alsoKnown:
		return b != owner
	}
	return true
}
