package site

import (
	"slices"
	"sync"

	"almanac/site/ledger"
	"almanac/site/page"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trace"
)

// Outlined are the answers that depend on the outline of an archive alone: on all
// that its reports say but their texts, of which it holds what their links lead to.
// They are worked out once one is asked for; an outline that is the same answers
// all of them as before.
type outlined struct {
	ledger   *ledger.Ledger
	book     *page.Book
	figures  func() map[string]report.Digest
	promises func() map[string]report.Digest
	standing func() map[uint64]report.Digest // by timeKey
	fronts   func() map[trace.Spot]report.Digest
	made     func() map[period.Period]report.Digest
	links    func() map[string]report.Digest // by what they lead to
	lists    func() map[string]report.Digest
}

func (s *Site) newOutlined() outlined {
	o := outlined{ledger: s.ledger, book: s.book, figures: sync.OnceValue(s.figureDigests), promises: sync.OnceValue(s.promiseDigests),
		standing: sync.OnceValue(s.standingDigests), fronts: sync.OnceValue(s.frontDigests), links: sync.OnceValue(s.linkDigests), lists: sync.OnceValue(s.listDigests)}
	o.made = sync.OnceValue(func() map[period.Period]report.Digest { return s.madeDigests(o.links()) })
	return o
}

// ofOutline reports whether questions of a kind are answered by [outlined].
func ofOutline(k trace.Kind) bool {
	switch k {
	case trace.Figures, trace.Promises, trace.Action, trace.Standing, trace.Links, trace.Made, trace.Entry, trace.List, trace.Front:
		return true
	}
	return false
}

// prepare works all of them out, on all processors.
func (o *outlined) prepare() {
	var wg sync.WaitGroup
	wg.Go(func() { o.figures() })
	wg.Go(func() { o.promises() })
	wg.Go(func() { o.standing() })
	wg.Go(func() { o.fronts() })
	wg.Go(func() { o.links() })
	wg.Go(func() { o.lists() })
	wg.Wait()
}

func (o *outlined) answer(q *trace.Question) report.Digest {
	switch q.Kind {
	case trace.Figures:
		return o.figures()[q.Name]
	case trace.Promises:
		return o.promises()[q.Name]
	case trace.Action:
		return o.action(q.Name)
	case trace.Standing:
		return o.standing()[timeKey(q.Period)]
	case trace.Links:
		return o.links()[q.Name]
	case trace.Made:
		return o.made()[q.Period]
	case trace.Entry:
		return report.DigestOfText(o.book.Filed(q.Name))
	case trace.List:
		return o.lists()[q.Name]
	case trace.Front:
		return o.fronts()[trace.Spot{Unit: q.Name, Period: q.Period}]
	}
	return report.Digest{}
}

// Digests are those of what reports say.
type digests struct {
	outline report.Digest            // what the answers of the outline depend on beside the ground
	words   map[uint64]report.Digest // of each report, with its texts, by spotKey
	units   map[string]int           // the numbers of those that have reports
}

// newDigests works them out.
func newDigests(a *report.Archive) digests {
	x := digests{words: make(map[uint64]report.Digest, len(a.Reports)), units: map[string]int{}}
	d, outline := &digester{}, &digester{make([]byte, 0, 160*len(a.Reports))} // mostly enough
	unit, number := "", -1
	for _, r := range a.Reports {
		if number < 0 || r.Unit != unit {
			unit, number = r.Unit, x.number(r.Unit)
		}
		x.words[spotKey(number, r.Period)] = wordsOf(d, r)
		outlineInto(outline, r)
	}
	x.outline = outline.sum()
	return x
}

// number is that of a unit, which may be a new one.
func (x *digests) number(unit string) int {
	n, known := x.units[unit]
	if !known {
		n = len(x.units)
		x.units[unit] = n
	}
	return n
}

// outlineInto takes in what the outline holds of a report.
func outlineInto(d *digester, r *report.Report) {
	d.text(r.Unit)
	d.period(r.Period)
	frontInto(d, r)
	targetsInto(d, r.Prose)
	for i := range r.Others {
		targetsInto(d, r.Others[i].Prose)
	}
}

// frontInto takes in a report without its texts.
func frontInto(d *digester, r *report.Report) {
	d.text(r.File)
	d.digest(r.Digests.Front)
	d.number(boolInt(r.Prose != nil), len(r.Attachments), len(r.Others))
	d.text(r.Attachments...)
	for i := range r.Others {
		d.text(r.Others[i].File)
		d.digest(r.Others[i].Digests.Front)
		d.number(boolInt(r.Others[i].Prose != nil))
	}
}

// targetsInto takes in what a text's links lead to, as [page.LinkNames] asks.
func targetsInto(d *digester, b *report.Prose) {
	if b == nil {
		return
	}
	for i := range b.Holes {
		h := &b.Holes[i]
		if h.Kind == report.Fragment {
			continue
		}
		d.number(int(h.Kind), boolInt(h.Report != nil))
		if h.Report != nil {
			d.text(h.Report.Unit, h.Report.Period)
		} else {
			d.text(h.Target)
		}
	}
	d.number(-1)
}

// figureDigests digest, for each unit, what its figures and those of the units
// below it are made of: the front matter of their reports, with its place.
func (s *Site) figureDigests() map[string]report.Digest {
	d, all := &digester{}, map[string]report.Digest{}
	own := map[string]report.Digest{}
	for from := 0; from < len(s.archive.Reports); {
		unit, to := s.archive.Reports[from].Unit, from
		for ; to < len(s.archive.Reports) && s.archive.Reports[to].Unit == unit; to++ {
			frontInto(d, s.archive.Reports[to])
		}
		own[unit] = d.sum()
		from = to
	}
	below := map[string][]string{}
	for _, u := range s.archive.Units {
		for _, p := range u.Parents() {
			below[p] = append(below[p], u.ID)
		}
	}
	var visit func(unit string) report.Digest
	visit = func(unit string) report.Digest {
		if x, ok := all[unit]; ok {
			return x
		}
		all[unit] = own[unit] // so that a circle ends
		of := &digester{}
		of.digest(own[unit])
		for _, c := range below[unit] {
			if c != unit {
				of.digest(visit(c))
			}
		}
		all[unit] = of.sum()
		return all[unit]
	}
	for _, u := range s.archive.Units {
		visit(u.ID)
	}
	return all
}

// frontDigests digest every report without its texts.
func (s *Site) frontDigests() map[trace.Spot]report.Digest {
	d, all := &digester{}, make(map[trace.Spot]report.Digest, len(s.archive.Reports))
	for _, r := range s.archive.Reports {
		frontInto(d, r)
		all[trace.Spot{Unit: r.Unit, Period: r.Period}] = d.sum()
	}
	return all
}

// standingDigests digest, for each period, which units have a page for it.
func (s *Site) standingDigests() map[uint64]report.Digest {
	at := map[period.Period]*digester{}
	for _, u := range s.archive.Units {
		for _, p := range s.cube.Periods(u.ID) {
			if at[p] == nil {
				at[p] = &digester{}
			}
			at[p].text(u.ID)
		}
	}
	all := make(map[uint64]report.Digest, len(at))
	for p, d := range at {
		all[timeKey(p)] = d.sum()
	}
	return all
}

// promiseDigests digest, for each unit, what became of its actions.
func (s *Site) promiseDigests() map[string]report.Digest {
	of := map[string]*digester{}
	for _, i := range s.ledger.Items() {
		u := of[i.Unit]
		if u == nil {
			u = &digester{}
			of[i.Unit] = u
		}
		u.text(i.Action.ID)
		u.period(i.Made)
		u.day(i.FirstDue)
		for _, v := range i.Reviews {
			u.text(v.Report.Unit, string(v.After.State))
			u.period(v.Report.Period)
			u.number(v.After.Carried)
			u.day(v.After.Due)
			u.day(v.After.Closed)
		}
	}
	all := make(map[string]report.Digest, len(of))
	for unit, u := range of {
		all[unit] = u.sum()
	}
	return all
}

// listDigests digest, for each page of a list, the front matter of the reports
// that it is drawn from. Of a report that lists nothing it says only that there
// is one, and whether somebody wrote it.
func (s *Site) listDigests() map[string]report.Digest {
	d, all := &digester{}, map[string]report.Digest{}
	for address, reports := range s.book.Lists() {
		for _, i := range reports {
			r := s.archive.Reports[i]
			d.text(r.Unit, r.Scenario, r.Status)
			d.period(r.Period)
			d.number(boolInt(r.Prose != nil))
			if page.ListsAny(r) || r.Head.IssuesNone != "" {
				d.digest(r.Digests.Front)
			}
		}
		all[address] = d.sum()
	}
	return all
}

// linkDigests digest, for everything that links lead to, where they stand.
func (s *Site) linkDigests() map[string]report.Digest {
	at := map[string]*digester{}
	for _, r := range s.archive.Reports {
		for _, name := range page.LinkNames(r) {
			if at[name] == nil {
				at[name] = &digester{}
			}
			at[name].text(r.Unit)
			at[name].period(r.Period)
		}
	}
	all := make(map[string]report.Digest, len(at))
	for name, d := range at {
		all[name] = d.sum()
	}
	return all
}

// action tells who made the action of an id, and where the ledger tells of it; the zero Digest if nobody did.
func (o *outlined) action(id string) report.Digest {
	i := o.ledger.ByID(id)
	if i == nil || id == "" {
		return report.Digest{}
	}
	d := &digester{}
	d.text(i.Unit)
	d.period(i.Made)
	d.digest(i.Report.Digests.Front)
	address, _ := o.book.ActionAddress(o.book.Langs()[0], id)
	d.text(address)
	return d.sum()
}

// madeDigests are, for each year and for all, those of the actions that were made
// in it with what reports say of them, and which link to them.
func (s *Site) madeDigests(links map[string]report.Digest) map[period.Period]report.Digest {
	made := map[period.Period]report.Digest{}
	d, all := &digester{}, &digester{}
	items := s.ledger.Items()
	for from := 0; from < len(items); {
		year := s.ledger.Year(items[from])
		for ; from < len(items) && s.ledger.Year(items[from]) == year; from++ {
			s.saidInto(d, items[from])
			d.digest(links[report.WikiAction+items[from].Action.ID])
		}
		made[year] = d.sum()
		all.period(year)
		all.digest(made[year])
	}
	made[period.Period{}] = all.sum()
	return made
}

// saidInto takes in an action, and what reports say of it.
func (s *Site) saidInto(d *digester, i *ledger.Item) {
	x := i.Action
	d.text(i.Unit, x.ID, x.What, x.Owner, x.Acceptance, x.AcceptMetric, x.AcceptOp, x.AcceptValue.String(), x.Repeat, x.KPI)
	d.period(i.Made)
	d.day(x.Due)
	d.number(len(x.From))
	d.text(x.From...)
	d.text(i.Report.Lang)
	for k := range i.Report.Issues {
		if q := &i.Report.Issues[k]; slices.Contains(x.From, q.ID) {
			d.text(q.ID, q.Phenomenon)
			d.number(boolInt(page.ShowsIssue(i.Report, q.ID)))
		}
	}
	d.number(boolInt(page.ShowsAction(i.Report, x.ID)), len(i.Reviews))
	for _, v := range i.Reviews {
		d.text(v.Report.Unit, v.Report.Lang, v.Status, v.Result, v.Reason, v.Reviewer, string(v.After.State))
		d.period(v.Report.Period)
		d.day(v.Date)
		d.day(v.NewDue)
		d.number(boolInt(page.ShowsReview(v.Report, v.ID)))
	}
}
