package ledger

import (
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
	l := &Ledger{cal: a.Calendar, asOf: o.AsOf, met: o.Met, people: map[string]string{}, byUnit: map[string]*own{}}
	for _, p := range a.People {
		l.people[p.ID] = p.Name
	}
	speeches := l.gather(a.Reports, o.Drafts)
	order := inOrder(speeches)
	for _, x := range order {
		l.follow(&speeches[x.speech])
	}
	for _, x := range order {
		if s := &speeches[x.speech]; s.reviews {
			for k := range s.Reviews {
				l.review(s, &s.Reviews[k])
			}
		}
	}
	return l
}

// A speech is a report that counts, and when it speaks.
type speech struct {
	*report.Report
	at            moment
	of            *own
	items         []Item // the actions that it makes
	plan, reviews bool   // it is a plan; it reviews some
}

// gather lists the reports that count, with the actions that they make, in the
// order of the archive: so they lie in memory, and each is looked at once.
func (l *Ledger) gather(all []*report.Report, drafts bool) []speech {
	many := 0
	for _, r := range all {
		many += len(r.Actions)
	}
	items, list := make([]Item, many), make([]speech, 0, len(all))
	l.items, l.byID = make([]*Item, 0, many), make(map[string]*Item, many)
	for _, r := range all {
		if r.Status == report.Draft && !drafts {
			continue
		}
		s := speech{Report: r, at: l.moment(r.Period), plan: r.Status == report.Plan, reviews: len(r.Reviews) > 0}
		if n := len(list); n > 0 && list[n-1].Unit == r.Unit {
			s.of = list[n-1].of
		} else if s.of = l.byUnit[r.Unit]; s.of == nil {
			s.of = &own{}
			l.byUnit[r.Unit] = s.of
		}
		s.items, items = items[:len(r.Actions)], items[len(r.Actions):]
		for n := range s.items {
			i, a := &s.items[n], &r.Actions[n]
			*i = Item{Action: a, Unit: r.Unit, Made: r.Period, Report: r, FirstDue: a.Due, made: s.at}
			i.Standing = i.promised()
			l.hold(i)
		}
		list = append(list, s)
	}
	return list
}

// hold lets the first of those that have an item's id hold.
func (l *Ledger) hold(i *Item) {
	id := i.Action.ID
	if id == "" {
		return
	}
	switch first := l.byID[id]; {
	case first == nil:
		l.byID[id] = i
	case i.made.compare(first.made) < 0:
		l.byID[id], first.twice = i, true
	default:
		i.twice = true
	}
}

// A turn is when which of some speeches is held.
type turn struct {
	at     moment
	speech int
}

// inOrder is the order in which reports speak.
func inOrder(speeches []speech) []turn {
	order := make([]turn, len(speeches))
	for i := range speeches {
		order[i] = turn{speeches[i].at, i}
	}
	slices.SortFunc(order, func(x, y turn) int {
		if d := x.at.compare(y.at); d != 0 {
			return d
		}
		return x.speech - y.speech
	})
	return order
}

func (l *Ledger) moment(p period.Period) moment { return moment{l.cal.Span(p).End - 1, p.Grain()} }

// follow enters the actions that a report makes. A plan holds targets only: it
// is no report that another one follows.
func (l *Ledger) follow(s *speech) {
	if g := s.at.grain; !s.plan {
		s.of.reports[g] = append(s.of.reports[g], s.Report)
	}
	for n := range s.items {
		i := &s.items[n]
		if i.twice {
			l.asides = append(l.asides, Aside{Fault: Twice, Report: s.Report, Action: i.Action, Item: l.byID[i.Action.ID]})
			continue
		}
		l.items = append(l.items, i)
		s.of.items = append(s.of.items, i)
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
