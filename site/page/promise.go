package page

import (
	"slices"
	"strings"

	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/report"
)

// promiseTable is the first of some actions, the overdue before the others.
func (w *writer) promiseTable(id string, list []*ledger.Item, most int) PromiseTable {
	l := w.l
	ledger.ByUrgency(list, w.ledger.AsOf())
	t := PromiseTable{ID: id, Title: l.T("actions_page.open"),
		Heads: PromiseHeads{l.T("action.what"), l.T("action.owner"), l.T("action.due"), l.T("review.state"), l.T("actions_page.made_in")}}
	for _, i := range list[:min(len(list), most)] {
		w.reads.Action(i.Action.ID)
		if i.Action.ID == "" {
			w.reads.Front(i.Unit, i.Made)
		}
		r := w.written(i.Unit, i.Made)
		row := PromiseRow{What: Link{Text: i.Action.What, Href: w.toItem(i), Lang: w.langAt(r)}, ID: i.Action.ID, Owner: w.owner(i.Action.Owner, r),
			State: w.say("action_state", string(i.State)), Late: w.late(i), Carried: w.carried(i), Made: w.madeIn(i, "actions")}
		if row.What.Text == "" {
			row.What.Text, row.What.Lang = i.Action.ID, ""
		}
		if i.Due != nil {
			row.Due = l.Date(*i.Due)
		}
		t.Rows = append(t.Rows, row)
	}
	if len(list) > most {
		t.More = Link{Text: l.T("actions_page.more", "n", len(list)-most, "count", l.Int(len(list)-most)), Href: w.toActions()}
	}
	return t
}

// openPromises are the most urgent of a unit's actions that are still to be kept;
// on the home page of all units'.
func (w *writer) openPromises(unit string) PromiseTable {
	list := w.ledger.Items()
	if w.ref.Kind == Home {
		w.reads.Made(period.Period{})
	} else {
		w.reads.Promises(unit)
		list = w.ledger.By(unit)
	}
	open := slices.DeleteFunc(slices.Clone(list), func(i *ledger.Item) bool { return i.State.Closed() })
	t := w.promiseTable("promises", open, openPromises)
	if t.More.Text == "" && len(t.Rows) > 0 {
		t.More = Link{Text: w.l.T("actions_page.to_all"), Href: w.toActions()}
	}
	return t
}

// toItem links to where the ledger tells of an action; of one without an id, to
// the report that made it.
func (w *writer) toItem(i *ledger.Item) string {
	if i.Action.ID == "" {
		return w.madeIn(i, "actions").Href
	}
	return w.toAction(i.Action.ID)
}

// followed links to what the ledger tells of an action, and says how it stands;
// none if the ledger does not follow it.
func (w *writer) followed(unit, id string) []Link {
	w.reads.Promises(unit)
	i := w.ledger.ByID(id)
	if i != nil && i.Unit != unit { // of one that another unit made
		w.reads.Promises(i.Unit)
	}
	href := w.toAction(id)
	if href == "" {
		return nil
	}
	return []Link{{Text: joined(w.l.T("page.comma"), w.say("action_state", string(i.State)), w.late(i), w.carried(i)), Href: href}}
}

// madeID is the fragment of the report that made an action, on the page of the year.
func (w *writer) madeID(i *ledger.Item) string { return "made-" + i.Unit + "-" + w.cal.Name(i.Made) }

// madeIn links to the report that made an action, and in it to a place.
func (w *writer) madeIn(i *ledger.Item, fragment string) Link {
	return w.toReport(i.Unit, i.Made, fragment)
}

// toReport links to a place in a report.
func (w *writer) toReport(unit string, p period.Period, fragment string) Link {
	l := Link{Text: w.title(Ref{Kind: Period, Unit: unit, Period: p}), Href: w.toPeriod(unit, p)}
	if l.Href != "" {
		l.Href += "#" + fragment
	}
	return l
}

// owner names who promised an action: a person by name, else whom the author
// means, in the author's words.
func (w *writer) owner(id string, r *report.Report) Link {
	if name := w.person(id); name != id {
		return Link{Text: name}
	}
	return Link{Text: id, Lang: w.langAt(r)}
}

// nonemptyLinks is a list of a link, or none if it has no words.
func nonemptyLinks(l Link) []Link {
	if strings.TrimSpace(l.Text) == "" {
		return nil
	}
	return []Link{l}
}

// langAt is the language of a report's words, where it is not the page's.
func (w *writer) langAt(r *report.Report) string {
	if r == nil {
		return ""
	}
	return w.foreign(r.Lang)
}

// late is by how much an action is overdue; "" if it is not.
func (w *writer) late(i *ledger.Item) string {
	if days := i.Overdue(w.ledger.AsOf()); days > 0 {
		return w.l.T("action.overdue_by", "n", days)
	}
	return ""
}

func (w *writer) carried(i *ledger.Item) string {
	if i.Carried == 0 {
		return ""
	}
	return w.l.T("action.carried_times", "n", i.Carried)
}

// promisesOf are the actions of one report.
func (w *writer) promisesOf(list []*ledger.Item) Promises {
	first := list[0]
	out := Promises{ID: w.madeID(first), Of: w.madeIn(first, "actions")}
	r := w.written(first.Unit, first.Made)
	for _, i := range list {
		out.List = append(out.List, w.promiseEntry(i, r))
	}
	return out
}

// promiseEntry is an action with all that was said of it.
func (w *writer) promiseEntry(i *ledger.Item, r *report.Report) Promise {
	a, l := i.Action, w.l
	id := entryID("action", a.ID)
	p := Promise{ID: id, Class: "promise " + string(i.State), Code: a.ID, State: w.say("action_state", string(i.State)), Late: w.late(i), Carried: w.carried(i),
		What: Link{Text: a.What, Href: w.madeIn(i, w.actionAt(spot{i.Unit, i.Made}, a)).Href, Lang: w.langAt(r)}}
	if p.What.Text == "" {
		p.What.Text, p.What.Lang = l.T("actions_page.unnamed"), ""
	}
	if p.Late != "" {
		p.Class += " late"
	}
	f := facts{w: w, lang: p.What.Lang}
	f.links("action.owner", nonemptyLinks(w.owner(a.Owner, r)))
	w.dueFacts(&f, i)
	f.links("action.acceptance", append(f.tags("", a.Acceptance), f.tags(w.acceptance(a))...))
	f.links("action.from", w.causesOf(i, r))
	f.add("action.repeat", w.say("every", a.Repeat))
	f.own("action.kpi", a.KPI)
	p.Facts = f.list
	if a.ID != "" {
		p.Facts = append(p.Facts, w.linking(report.WikiAction+a.ID)...)
	}
	for k := range i.Reviews {
		p.Steps = append(p.Steps, w.reviewStep(&i.Reviews[k]))
	}
	return p
}

// dueFacts tell when an action is due, and when it was to be at first.
func (w *writer) dueFacts(f *facts, i *ledger.Item) {
	f.day("action.due", i.Due)
	if i.FirstDue != nil && i.Due != nil && *i.FirstDue != *i.Due {
		f.day("actions_page.first_due", i.FirstDue)
	}
	if i.Closed == nil {
		return
	}
	closed := w.l.Date(*i.Closed)
	if onTime, known := i.OnTime(); known {
		closed += w.l.T("page.parentheses", "x", w.l.T(map[bool]string{true: "actions_page.on_time", false: "actions_page.not_on_time"}[onTime]))
	}
	f.add("actions_page.closed", closed)
}

// causesOf link to what an action is promised for: problems of its report are
// named, anything else is as it is written.
func (w *writer) causesOf(i *ledger.Item, r *report.Report) (list []Link) {
	for _, id := range nonempty(i.Action.From...) {
		x := Link{Text: id}
		for k := range reportIssues(r) {
			if q := &r.Issues[k]; q.ID == id {
				x.Href = w.madeIn(i, entryAt("issue", id, k < reportEntries, "issues")).Href
				if q.Phenomenon != "" {
					x.Text, x.Lang = q.Phenomenon, w.langAt(r)
				}
			}
		}
		list = append(list, x)
	}
	return list
}

func reportIssues(r *report.Report) []report.Issue {
	if r == nil {
		return nil
	}
	return r.Issues
}

// reviewStep is what one report said of an action.
func (w *writer) reviewStep(v *ledger.Review) PromiseStep {
	l := w.l
	r := v.Report
	s := PromiseStep{Of: w.toReport(r.Unit, r.Period, entryAt("review", v.ID, ShowsReview(r, v.ID), "reviews")), State: w.say("action_state", string(v.After.State))}
	if v.Date != nil {
		s.Day = l.Date(*v.Date)
	}
	lang := w.langAt(w.written(r.Unit, r.Period))
	for _, text := range nonempty(v.Result, v.Reason) {
		s.Said = append(s.Said, Link{Text: text, Lang: lang})
	}
	if v.NewDue != nil {
		s.Notes = append(s.Notes, l.T("actions_page.new_due", "date", l.Date(*v.NewDue)))
	}
	if v.Reviewer != "" {
		s.Notes = append(s.Notes, joined(l.T("page.colon"), l.T("review.reviewer"), w.person(v.Reviewer)))
	}
	if ledger.State(v.Status) == ledger.Verified && v.After.State != ledger.Verified {
		s.Notes = append(s.Notes, l.T("actions_page.not_verified"))
	}
	return s
}
