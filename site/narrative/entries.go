package narrative

import (
	"almanac/site/cube"
	"almanac/site/ledger"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trend"
)

// An AttributionFact is what an author says of a change: the one sentence about
// a cause, since it quotes.
type AttributionFact struct {
	Entry    *report.Attribution
	Source   *report.Source // nil: the author's own
	Compared cube.Comparison
	Year     bool
}

// attributions are the findings on what a report attributes, where the change
// that it speaks of is known: on the period before, else on the year before.
func (n *Narrator) attributions(unit string, p period.Period) (list []Finding) {
	r := n.cube.Report(unit, p)
	if r == nil {
		return nil
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		m := n.cube.Metric(a.Metric)
		if m == nil || m.Points() || !a.Share.Present() || a.Factor == "" {
			continue
		}
		previous, year := n.comparisons(unit, m, p)
		c, ago := previous, false
		if c.Refused != "" || !c.Rate.Present() {
			c, ago = year, true
		}
		if c.Refused != "" || !c.Rate.Present() || c.Rate.IsZero() {
			continue
		}
		x := AttributionFact{Entry: a, Compared: c, Year: ago || p.Grain() == period.Annual}
		for k := range r.References {
			if r.References[k].ID == a.Source {
				x.Source = &r.References[k]
			}
		}
		list = append(list, n.weighed(Finding{Kind: Attribution, Unit: unit, Metric: m, Period: p, Fact: x}, c))
	}
	return list
}

func (x AttributionFact) say(v *Voice, f *Finding, t *told) string {
	m, rate := f.Metric, x.Compared.Rate
	key := map[bool]string{true: "message.attrib_growth", false: "message.attrib_decline"}[rate.Sign() > 0]
	who, from := v.T("message.the_author"), ""
	if s := x.Source; s != nil {
		who = v.department(s)
		switch {
		case s.Date != nil:
			from = v.T("message.source_dated", "source", who, "date", s.Date.String())
		default:
			from = v.T("message.source", "source", who)
		}
	}
	return v.T(key, "who", v.Capital(who), "metric", v.words(m).inner, "rate", t.mark(v.size(m, rate), f.Unit, m, f.Period),
		"factor", t.quote(x.Entry.Factor), "share", v.SayPercent(x.Entry.Share, 1), "points", v.SayPoints(x.Entry.Share.Mul(rate), 1, false),
		"on", v.on(x.Year, f.Period), "source", from)
}

// department names whom a source comes from.
func (v *Voice) department(s *report.Source) string {
	if key := "dept." + s.Dept; s.Dept != "" && v.Has(key) {
		return v.T(key)
	}
	if s.Dept != "" {
		return s.Dept
	}
	return s.Title
}

// A SmallSamplesFact is the channels of a period, of which none may be called
// better than another.
type SmallSamplesFact struct{ List []cube.Channel }

// SmallSamples is the finding on channels that cannot be ranked: two or more
// with leads, no two of which are told apart by their samples, all with names.
func (n *Narrator) SmallSamples(unit string, p period.Period, set cube.ChannelSet) (Finding, bool) {
	var list []cube.Channel
	for _, c := range set.List {
		if c.Name == "" {
			return Finding{}, false // it could not be said which
		}
		if trend.Share(trend.Share{Num: c.Deals, Den: c.Leads}).Valid() {
			list = append(list, c)
		}
	}
	f := Finding{Kind: SmallSamples, Unit: unit, Period: p, Fact: SmallSamplesFact{list}}
	for i := range list {
		for j := range i {
			if trend.Distinguishable(trend.Share{Num: list[i].Deals, Den: list[i].Leads}, trend.Share{Num: list[j].Deals, Den: list[j].Leads}) {
				return f, false
			}
		}
	}
	return f, len(list) >= 2 && len(list) <= 6 && set.Complete
}

func (x SmallSamplesFact) say(v *Voice, f *Finding, t *told) string {
	var list []string
	for i, c := range x.List {
		key := map[bool]string{true: "small.first", false: "small.more"}[i == 0]
		list = append(list, v.T(key, "channel", c.Name, "rate", v.SayPercent(c.Rate, 1), "deals", v.SayNumber(c.Deals, 0), "leads", v.SayNumber(c.Leads, 0)))
	}
	return v.T("message.small_samples", "list", v.join(list, "small.separator", "small.last"))
}

// A RestatedFact is a figure or target that was corrected.
type RestatedFact struct {
	Entry *report.Restatement
	Unit  string
}

// restated are the findings on the restatements of a report.
func (n *Narrator) restated(unit string, p period.Period) (list []Finding) {
	r := n.cube.Report(unit, p)
	if r == nil {
		return nil
	}
	for i := range r.Restatements {
		if f, ok := n.Restatement(unit, p, &r.Restatements[i]); ok {
			list = append(list, f)
		}
	}
	return list
}

// Restatement is the finding on one restatement.
func (n *Narrator) Restatement(unit string, p period.Period, x *report.Restatement) (Finding, bool) {
	m := n.cube.Metric(x.Metric)
	return Finding{Kind: Restated, Unit: unit, Metric: m, Period: p, Fact: RestatedFact{x, unit}}, m != nil && x.Old.Present() && x.New.Present()
}

func (x RestatedFact) say(v *Voice, f *Finding, t *told) string {
	m := f.Metric
	form := v.sayFormat(m, x.Entry.Old, x.Entry.New)
	args := []any{"old", v.Amount(x.Entry.Old, m, form), "new", t.mark(v.Amount(x.Entry.New, m, form), f.Unit, m, f.Period), "reason", t.quote(x.Entry.Reason)}
	key := "message.restated"
	if x.Entry.Of == "target" {
		key = "message.restated_target"
	}
	if x.Entry.Reason == "" {
		key += "_bare"
	}
	subject, n := v.subject(m, f.Period)
	if x.Entry.Of == "target" {
		subject, n = v.T("subject.period", "period", v.brief(f.Period), "metric", v.words(m).inner), 1
	}
	return v.T(key, append(args, "subject", subject, "n", n)...)
}

// An IncompleteFact is how much of a period is there.
type IncompleteFact struct {
	Figure cube.Figure
	Open   bool // all of it is, but it is not over
}

// incomplete is the finding on what a figure lacks; none if it is complete.
func (n *Narrator) incomplete(unit string, m *report.Metric, p period.Period) (Finding, bool) {
	x := cube.Figure{}
	if m != nil {
		x = n.cube.Figure(unit, m.ID, p)
	}
	f := Finding{Kind: Incomplete, Unit: unit, Metric: m, Period: p, Fact: IncompleteFact{x, x.Coverage.Full()}}
	return f, x.Actual.Present() && (!x.Coverage.Full() || !x.Over)
}

func (x IncompleteFact) say(v *Voice, f *Finding, t *told) string {
	if x.Open {
		return v.T("state.not_over_long", "period", v.Period(f.Period), "date", v.Date(v.cal.Span(f.Period).End-1))
	}
	if x.Figure.Coverage.Have == 0 { // parts are there, but none is whole
		return v.T("message.missing_bare", "grain", v.T("grain_of."+f.Period.Grain().String()))
	}
	return v.T("message.missing", "grain", v.T("grain_of."+f.Period.Grain().String()), "coverage", v.Coverage(x.Figure, f.Period))
}

// A PromiseFact is what became of the actions of the report before.
type PromiseFact struct {
	Summary ledger.Summary
	Earlier bool // that report is not of the period just before
}

// promised is the finding on the actions that the unit's last report made.
func (n *Narrator) promised(unit string, p period.Period) (Finding, bool) {
	if n.ledger == nil || n.cube.Report(unit, p) == nil {
		return Finding{}, false
	}
	n.reads.Promises(unit)
	s := n.ledger.Previous(unit, p)
	f := Finding{Kind: Promised, Unit: unit, Period: p}
	if s.Report == nil || s.Total == 0 {
		return f, false
	}
	f.Fact = PromiseFact{s, s.Report.Period != p.Prev()}
	if f.Favour = +1; s.Overdue > 0 {
		f.Favour = -1
	}
	return f, true
}

// An OverdueFact is the promises of a unit that are overdue, but for those of the
// last report, which another finding tells.
type OverdueFact struct {
	Count int
	Due   period.Day // of the one that is overdue the longest
	Days  int
	On    period.Day // the last day of the period, or the as-of day
}

// overdue is the finding on earlier promises that are overdue on the last day of
// a period, or on the as-of day if that is before.
func (n *Narrator) overdue(unit string, p period.Period) (Finding, bool) {
	if n.ledger == nil || n.cube.Report(unit, p) == nil {
		return Finding{}, false
	}
	day := min(n.cal.Span(p).End-1, n.cube.AsOf())
	n.reads.Promises(unit)
	last := n.ledger.Previous(unit, p).Report
	x := OverdueFact{On: day}
	for item := range n.ledger.Open(unit, day) {
		if item.Report == last {
			continue
		}
		s, known := n.ledger.Known(item, p)
		if !known {
			continue
		}
		if days := s.Overdue(day); days > 0 {
			if x.Count++; days > x.Days {
				x.Days, x.Due = days, *s.Due
			}
		}
	}
	return Finding{Kind: Promised, Unit: unit, Period: p, Fact: x, Favour: -1}, x.Count > 0
}

func (x OverdueFact) say(v *Voice, f *Finding, t *told) string {
	return v.T("message.overdue", "count", v.Int(x.Count), "n", x.Count, "date", v.Date(x.Due), "day", v.Date(x.On), "days", v.T("actions.days", "n", x.Days))
}

func (x PromiseFact) say(v *Voice, f *Finding, t *told) string {
	s := x.Summary
	key := "message.actions"
	args := []any{"total", v.Int(s.Total), "n", s.Total, "list", v.Stages(s)}
	if x.Earlier {
		key, args = "message.actions_of", append(args, "period", v.Period(s.Report.Period))
	}
	return v.T(key, args...)
}

// Stages says how many actions are in which state, as a list in a sentence: 3 are
// done (2 verified), 1 is in progress and 1 is 8 days overdue.
func (v *Voice) Stages(s ledger.Summary) string {
	var list []string
	add := func(n int, key string, args ...any) {
		if n > 0 {
			list = append(list, v.T("actions."+key, append(args, "count", v.Int(n), "n", n)...))
		}
	}
	switch {
	case s.Verified > 0:
		add(s.Done, "done_verified", "verified", v.T("actions.verified", "count", v.Int(s.Verified), "n", s.Verified))
	default:
		add(s.Done, "done")
	}
	add(s.InProgress, "in_progress")
	add(s.Carried, "carried")
	add(s.Dropped, "dropped")
	add(s.Open, "open")
	days := v.T("actions.days", "n", s.MostDays)
	switch {
	case s.Overdue > 1:
		add(s.Overdue, "overdue_upto", "days", days)
	default:
		add(s.Overdue, "overdue", "days", days)
	}
	return v.join(list, "actions.separator", "actions.last")
}

// A LateFact is when a report was finished, and by how much too late.
type LateFact struct {
	Day  period.Day
	Days int // 0: on time
}

// Finished is the finding on when a report was finished; none if it was on time.
func (n *Narrator) Finished(unit string, p period.Period, day period.Day, late int) (Finding, bool) {
	return Finding{Kind: Late, Unit: unit, Period: p, Fact: LateFact{day, late}, Favour: -1}, late > 0
}

func (x LateFact) say(v *Voice, f *Finding, t *told) string {
	return v.T("message.late", "date", v.DayIn(x.Day, v.cal.Span(f.Period)), "days", v.T("actions.days", "n", x.Days))
}

// A HeadFact is a figure's changes as a line for lists.
type HeadFact struct {
	Previous, Year cube.Comparison
	Double         int // +1, −1: both are of two digits and go this way; 0: not
}

// HeadlineOf is the line on a metric's changes, if both are known.
func (n *Narrator) HeadlineOf(unit string, m *report.Metric, p period.Period) (Finding, bool) {
	x := HeadFact{}
	x.Previous, x.Year = n.comparisons(unit, m, p)
	ok := m.Unit != report.Percent && x.Previous.Refused == "" && x.Year.Refused == "" && x.Previous.Rate.Present() && x.Year.Rate.Present() &&
		x.Previous.Rate.Cmp(tenfold) < 0 && x.Year.Rate.Cmp(tenfold) < 0
	if !ok {
		return Finding{}, false
	}
	double := func(c cube.Comparison) bool {
		return c.Rate.Abs().Cmp(num.Dec(1, 1)) >= 0 && c.Rate.Abs().Cmp(num.Int(1)) < 0
	}
	if double(x.Previous) && double(x.Year) && x.Previous.Rate.Sign() == x.Year.Rate.Sign() {
		x.Double = x.Year.Rate.Sign()
	}
	return n.weighed(Finding{Kind: Headed, Unit: unit, Metric: m, Period: p, Fact: x}, x.Year, x.Previous), true
}

func (x HeadFact) say(v *Voice, f *Finding, t *told) string {
	m, g := f.Metric, f.Period.Grain().String()
	clause := func(c cube.Comparison, to string, before int) string {
		if v.n.Limits(m).Band(c.Rate) == trend.Flat {
			return v.T("head_flat_" + to + "." + g)
		}
		key := "head.down"
		if c.Rate.Sign() > 0 {
			key = "head.up"
		}
		if before == c.Rate.Sign() {
			key += "_more"
		}
		return v.Fill(key, "on", v.T("short_on_"+to+"."+g), "x", t.mark(v.roughly(c.Rate.Abs()), f.Unit, m, f.Period))
	}
	clauses := v.join([]string{clause(x.Previous, "previous", 0), clause(x.Year, "year_ago", x.Double)}, "head.separator", "head.last")
	name := v.MetricName(m)
	key := [...]string{"message.head_double_decline", "message.head", "message.head_double_growth"}[x.Double+1]
	return v.Fill(key, "metric", v.Label(name), "name", name, "clauses", clauses)
}
