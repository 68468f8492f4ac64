package narrative

import (
	"cmp"
	"slices"

	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A ContributionFact is where the change of a figure came from.
type ContributionFact struct {
	Compared cube.Comparison
	Year     bool                // compared with the year before
	Parts    []cube.Contribution // the largest change first
	Rest     cube.Contribution   // of those that are not named; Rest.Change is absent if all are
	Others   int                 // how many these are; 0: what no part accounts for
}

// A SharesFact is the same as shares of the change, where none works against it.
type SharesFact struct {
	Parts []cube.Contribution
	Sign  int
}

// named is how many parts a sentence names.
const named = 4

// contributed are the findings on a change by unit: of the comparison with the
// year before or, without it, with the period before.
func (n *Narrator) contributed(unit string, m *report.Metric, p period.Period) []Finding {
	previous, year := n.comparisons(unit, m, p)
	for _, c := range [...]cube.Comparison{year, previous} {
		if c.Refused != "" || !c.Rate.Present() || c.Rate.Cmp(tenfold) >= 0 || n.Limits(m).Band(c.Rate) == 0 {
			continue
		}
		return n.Contributions(unit, m, p, c, n.cube.UnitContributions(unit, m.ID, p, c.Period))
	}
	return nil
}

// Contributions are the findings on parts of a change, by unit or by period;
// none unless there are two or more, nor of people unless these may be named in
// an order (domain.md §3.9).
func (n *Narrator) Contributions(unit string, m *report.Metric, p period.Period, c cube.Comparison, parts []cube.Contribution) []Finding {
	if len(parts) < 2 || n.people(parts) || c.Refused != "" || !c.Rate.Present() || c.Base.Sign() <= 0 || c.Change.IsZero() {
		return nil
	}
	yearAgo, _ := n.cal.YearAgo(p)
	x := ContributionFact{Compared: c, Year: c.Period == yearAgo && p.Grain() < period.Annual, Parts: slices.Clone(parts)}
	slices.SortStableFunc(x.Parts, func(a, b cube.Contribution) int {
		return cmp.Or(cmp.Compare(rest(a), rest(b)), b.Change.Abs().Cmp(a.Change.Abs()))
	})
	x.Parts = slices.DeleteFunc(x.Parts, func(c cube.Contribution) bool { return c.Change.IsZero() })
	x.gather()
	f := n.weighed(Finding{Kind: Contributed, Unit: unit, Metric: m, Period: p, Fact: x}, c)
	list := []Finding{f}
	if s, ok := sharesOf(x, c.Change.Sign()); ok {
		f.Kind, f.Fact = Shared, s
		list = append(list, f)
	}
	return list
}

// people reports whether some of the parts of a change are people whom the
// configuration does not allow to be put in an order.
func (n *Narrator) people(parts []cube.Contribution) bool {
	return slices.ContainsFunc(parts, func(c cube.Contribution) bool { return !n.Ranks(c.Unit) })
}

// Ranks reports whether a unit may be named among others in an order: not a
// person, unless the configuration says that members are published.
func (n *Narrator) Ranks(unit string) bool {
	u := n.unit(unit)
	return u == nil || u.Level != report.Individual || n.archive.Publish.Members
}

func rest(c cube.Contribution) int {
	if c.Rest {
		return 1
	}
	return 0
}

// gather puts the parts beyond those that are named into one.
func (x *ContributionFact) gather() {
	if len(x.Parts) <= named && !slices.ContainsFunc(x.Parts, func(c cube.Contribution) bool { return c.Rest }) {
		return
	}
	keep := named - 1
	if i := slices.IndexFunc(x.Parts, func(c cube.Contribution) bool { return c.Rest }); i >= 0 {
		keep = min(keep, i)
	}
	x.Rest = cube.Contribution{Change: num.Zero(), Points: num.Zero()}
	for _, c := range x.Parts[keep:] {
		x.Rest.Change, x.Rest.Points = x.Rest.Change.Add(c.Change), x.Rest.Points.Add(c.Points)
		if !c.Rest {
			x.Others++
		}
	}
	x.Parts = x.Parts[:keep]
	if x.Rest.Change.IsZero() {
		x.Rest, x.Others = cube.Contribution{}, 0
	}
}

// sharesOf are the shares of all parts, if they may be told: every part is
// named, has a share, and went the way of the whole.
func sharesOf(x ContributionFact, sign int) (s SharesFact, ok bool) {
	if x.Rest.Change.Present() || len(x.Parts) < 2 {
		return s, false
	}
	for _, c := range x.Parts {
		if !c.Share.Present() || c.Change.Sign() != sign {
			return s, false
		}
	}
	return SharesFact{x.Parts, sign}, true
}

// partName names a part of a change.
func (v *Voice) partName(x cube.Contribution, p period.Period) string {
	name := v.UnitName(x.Unit)
	if x.Period != p {
		name = v.within(x.Period, x.Period)
	}
	switch {
	case x.New:
		return v.T("message.part_new", "unit", name)
	case x.Ended:
		return v.T("message.part_ended", "unit", name)
	}
	return name
}

func (x ContributionFact) say(v *Voice, f *Finding, t *told) string {
	m, c := f.Metric, x.Compared
	form := v.Format(m, Biggest(c.Change, c.Base)) // the scale in which the figure itself is told
	parts := slices.Clone(x.Parts)
	if x.Rest.Change.Present() {
		parts = append(parts, x.Rest)
	}
	sign := c.Change.Sign()
	slices.SortStableFunc(parts, func(a, b cube.Contribution) int { // with the whole, then against it
		return cmp.Compare(-a.Change.Sign()*sign, -b.Change.Sign()*sign)
	})
	list, before := "", 0
	for i, part := range parts {
		with := part.Change.Sign() * sign
		key := map[int]string{+1: "with", -1: "against"}[with] + map[int]string{+1: "_up", -1: "_down"}[part.Change.Sign()]
		if with == before {
			key += "_more"
		}
		last := i == len(parts)-1
		switch {
		case i == 0:
		case last && with == before:
			list += v.T("part.last")
		case with != before:
			list += v.T("part.turn")
		default:
			list += v.T("part.separator")
		}
		points := "part.points"
		if i == 0 {
			points = "part.points_first"
		}
		list += v.T("part."+key, "unit", x.name(v, part, f.Period), "x", x.amount(v, f, part, form, t),
			"points", v.T(points, "n", v.pointed(part.Points, 1)))
		before = with
	}
	on := "on_previous."
	if x.Year {
		on = "on_year_ago."
	}
	subject, n := v.subject(m, period.Period{})
	key := map[int]string{+1: "message.contrib_up", -1: "message.contrib_down"}[sign]
	return v.T(key, "subject", subject, "n", n, "on", v.T(on+f.Period.Grain().String()), "change", t.mark(v.SayChange(c.Change, v.gapFormat(c.Change, m, form), false), f.Unit, m, f.Period),
		"rate", t.mark(v.SaySigned(c.Rate, 1), f.Unit, m, f.Period), "list", list)
}

func (x ContributionFact) name(v *Voice, part cube.Contribution, p period.Period) string {
	if part.Unit == "" && x.Others > 0 {
		return v.T("part.others", "count", v.Count(x.Others), "n", x.Others)
	}
	if part.Unit == "" {
		return v.T("part.rest")
	}
	return v.partName(part, p)
}

func (x ContributionFact) amount(v *Voice, f *Finding, part cube.Contribution, form locale.Format, t *told) string {
	text := v.SayChange(part.Change, v.gapFormat(part.Change, f.Metric, form), false)
	if part.Unit == "" {
		return text
	}
	p := part.Period
	if part.Ended {
		p = part.BasePeriod
	}
	return t.mark(text, part.Unit, f.Metric, p)
}

func (x SharesFact) say(v *Voice, f *Finding, t *told) string {
	var list []string
	for i, part := range x.Parts {
		key := map[bool]string{true: "shares.first", false: "shares.more"}[i == 0]
		p := part.Period
		if part.Ended {
			p = part.BasePeriod
		}
		of := v.T(map[int]string{+1: "shares.increase", -1: "shares.decrease"}[x.Sign])
		list = append(list, v.T(key, "unit", v.partName(part, f.Period), "of", of, "x", t.mark(v.Attainment(part.Share, part.Share.Cmp(num.Int(1)) >= 0, 0), part.Unit, f.Metric, p)))
	}
	return v.T("message.shares", "list", v.join(list, "shares.separator", "shares.last"))
}

// join joins a list by two keys of the catalogue.
func (v *Voice) join(list []string, separator, last string) string {
	out := ""
	for i, s := range list {
		switch {
		case i == 0:
		case i == len(list)-1:
			out += v.T(last)
		default:
			out += v.T(separator)
		}
		out += s
	}
	return out
}
