package site

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"almanac/site/diag"
	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
)

// An ActionFilter says which actions are wanted; the zero value wants all.
type ActionFilter struct {
	Open    bool   // those that are not done, verified or dropped
	Overdue bool   // those that are overdue on the as-of day
	Owner   string // an id of [people], a name of it, or the owner as reports write it
	Unit    string // those that the unit and the units below it made
}

// Actions is what was promised and what became of it, overdue first, then what
// else is open, then what is closed, each by the day on which it is due.
type Actions struct {
	AsOf period.Day
	List []Action
}

// An Action is a promise as far as all reports tell.
type Action struct {
	ID, What, Acceptance string
	Owner                string // as written; OwnerName is that of the person
	OwnerName            string
	Due, FirstDue        *period.Day // as it stands; as first promised
	State                string      // open, in_progress, done, verified, carried or dropped
	Overdue              int         // days
	Carried              int         // times
	Closed               *period.Day
	OnTime               *bool // nil: not done, or not known
	Made                 Source
	Reviews              []Review // in the order in which they were said
}

// A Review is what a report says about an action.
type Review struct {
	State                    string
	Date, NewDue             *period.Day
	Result, Reason, Reviewer string
	Source
}

// A Source is where something stands.
type Source struct {
	Place
	File string
	Line int
}

// Actions lists the actions that a filter wants. Its error is a [UsageError].
func (s *Site) Actions(f ActionFilter) (*Actions, error) {
	if f.Unit != "" && s.archive.Unit(f.Unit) == nil {
		return nil, &UsageError{fmt.Sprintf("there is no unit %q", diag.Clean(f.Unit)), diag.DidYouMean(f.Unit, s.Units())}
	}
	if f.Owner != "" && !slices.ContainsFunc(s.ledger.Items(), func(i *ledger.Item) bool { return s.owns(f.Owner, i.Action.Owner) }) {
		return nil, &UsageError{fmt.Sprintf("nobody promised anything as %q", diag.Clean(f.Owner)), diag.DidYouMean(f.Owner, s.Owners())}
	}
	within := s.below(f.Unit)
	var items []*ledger.Item
	for _, i := range s.ledger.Items() {
		if (!f.Open || !i.State.Closed()) && (!f.Overdue || i.Overdue(s.asOf) > 0) && (f.Owner == "" || s.owns(f.Owner, i.Action.Owner)) && (f.Unit == "" || within[i.Unit]) {
			items = append(items, i)
		}
	}
	ledger.ByUrgency(items, s.asOf)
	out := &Actions{AsOf: s.asOf}
	for _, i := range items {
		out.List = append(out.List, s.action(i))
	}
	return out, nil
}

// owns reports whether the one who is asked for is the owner that an action
// names: the same word, or a person's id and name.
func (s *Site) owns(asked, owner string) bool {
	return strings.EqualFold(asked, owner) || strings.EqualFold(asked, s.person(owner)) || strings.EqualFold(s.person(asked), owner)
}

// person names whom reports name by id; "" of nobody.
func (s *Site) person(id string) string {
	for _, p := range s.archive.People {
		if p.ID == id && p.Name != "" {
			return p.Name
		}
	}
	return id
}

// below is a unit and all units below it, as the tree stands now.
func (s *Site) below(unit string) map[string]bool {
	in := map[string]bool{unit: true}
	for _, u := range s.archive.Units { // parents first
		if in[u.Parent] && u.ID != report.Root {
			in[u.ID] = true
		}
	}
	return in
}

// Owners lists who owns an action, as reports write it, sorted.
func (s *Site) Owners() (list []string) {
	for _, i := range s.ledger.Items() {
		if i.Action.Owner != "" {
			list = append(list, i.Action.Owner)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func (s *Site) action(i *ledger.Item) Action {
	a := i.Action
	out := Action{ID: a.ID, What: a.What, Acceptance: a.Acceptance, Owner: a.Owner, OwnerName: s.person(a.Owner), Due: i.Due, FirstDue: i.FirstDue,
		State: string(i.State), Overdue: i.Overdue(s.asOf), Carried: i.Carried, Closed: i.Closed, Made: s.stands(i.Report, a.Pos)}
	if onTime, known := i.OnTime(); known {
		out.OnTime = &onTime
	}
	for _, v := range i.Reviews {
		out.Reviews = append(out.Reviews, Review{string(v.After.State), v.Date, v.NewDue, v.Result, v.Reason, v.Reviewer, s.stands(v.Report, v.Pos)})
	}
	return out
}

func (s *Site) stands(r *report.Report, at report.Pos) Source {
	return Source{s.at(r.Unit, r.Period), r.File, int(at.Line)}
}

type sourceJSON struct {
	Unit   string `json:"unit"`
	Period string `json:"period"`
	File   string `json:"file"`
	Line   int    `json:"line"`
}

func (s Source) json() sourceJSON { return sourceJSON{s.Unit, s.Name, s.File, s.Line} }

type actionJSON struct {
	ID         *string `json:"id"`
	What       *string `json:"what"`
	Owner      *string `json:"owner"`
	Due        *string `json:"due"`
	FirstDue   *string `json:"first_due"`
	Acceptance *string `json:"acceptance"`
	State      string  `json:"state"`
	Overdue    int     `json:"days_overdue"`
	Carried    int     `json:"carried"`
	Closed     *string `json:"closed"`
	OnTime     *bool   `json:"on_time"`
	sourceJSON
	Reviews []reviewJSON `json:"reviews"`
}

type reviewJSON struct {
	State    string  `json:"state"`
	Date     *string `json:"date"`
	Result   *string `json:"result"`
	Reason   *string `json:"reason"`
	NewDue   *string `json:"new_due"`
	Reviewer *string `json:"reviewer"`
	sourceJSON
}

// MarshalJSON gives {"as_of","actions":[…]}. Each action has id, what, owner,
// due, first_due, acceptance, state, days_overdue, carried, closed, on_time, the
// unit, period, file and line that made it, and reviews, each with state, date,
// result, reason, new_due, reviewer and the same four. Days are as in
// 2026-03-31; what is not written or not known is null.
func (a *Actions) MarshalJSON() ([]byte, error) {
	list := []actionJSON{}
	for _, x := range a.List {
		out := actionJSON{ID: word(x.ID), What: word(x.What), Owner: word(x.Owner), Due: date(x.Due), FirstDue: date(x.FirstDue), Acceptance: word(x.Acceptance),
			State: x.State, Overdue: x.Overdue, Carried: x.Carried, Closed: date(x.Closed), OnTime: x.OnTime, sourceJSON: x.Made.json(), Reviews: []reviewJSON{}}
		for _, v := range x.Reviews {
			out.Reviews = append(out.Reviews, reviewJSON{v.State, date(v.Date), word(v.Result), word(v.Reason), date(v.NewDue), word(v.Reviewer), v.Source.json()})
		}
		list = append(list, out)
	}
	return json.Marshal(ordered{{"as_of", a.AsOf.String()}, {"actions", list}})
}

// date is a day, or null.
func date(d *period.Day) *string {
	if d == nil {
		return nil
	}
	s := d.String()
	return &s
}

// WriteCSV writes one line for each action, without its reviews.
func (a *Actions) WriteCSV(w io.Writer) error {
	rows := [][]string{{"id", "what", "owner", "due", "first_due", "acceptance", "state", "days_overdue", "carried", "closed", "on_time", "unit", "period", "file", "line"}}
	for _, x := range a.List {
		onTime := ""
		if x.OnTime != nil {
			onTime = strconv.FormatBool(*x.OnTime)
		}
		rows = append(rows, []string{x.ID, x.What, x.Owner, or(date(x.Due)), or(date(x.FirstDue)), x.Acceptance, x.State, strconv.Itoa(x.Overdue), strconv.Itoa(x.Carried),
			or(date(x.Closed)), onTime, x.Made.Unit, x.Made.Name, x.Made.File, strconv.Itoa(x.Made.Line)})
	}
	return csv.NewWriter(w).WriteAll(rows)
}
