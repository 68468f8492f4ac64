package page

import (
	"almanac/site/cube"
	"almanac/site/period"
	"almanac/site/report"
)

func (w *writer) feedback(r *report.Report) (out []Block) {
	for _, x := range first(r.Feedback) {
		f := w.facts(r)
		f.own("how.source", f.source(x.Source))
		f.number("page.count", x.Count)
		out = append(out, Block{Title: x.Text, Tags: w.tagLinks(f.lang, x.Topics()), Facts: f.list})
	}
	return out
}

func (w *writer) followups(r *report.Report) (out []Block) {
	for _, x := range first(r.Followups) {
		f := w.facts(r)
		f.own("page.focus", x.Focus)
		f.own("page.feedback", x.Feedback)
		f.own("review.result", x.Result)
		f.number("page.contacts", x.Contacts)
		out = append(out, Block{Title: x.Customer, Facts: f.list})
	}
	return out
}

func (w *writer) restated(r *report.Report) (out []Block) {
	for _, x := range first(r.Restatements) {
		f := w.facts(r)
		f.add("restatement.old", w.amount(x.Old, x.Metric))
		f.add("restatement.new", w.amount(x.New, x.Metric))
		f.own("restatement.reason", x.Reason)
		f.day("restatement.date", x.Date)
		f.add("restatement.approved_by", w.person(x.ApprovedBy))
		of := w.l.T("restatement.of_actual")
		if x.Of == "target" {
			of = w.l.T("restatement.of_target")
		}
		out = append(out, Block{Title: w.nameOf(x.Metric), Named: true, Class: "restatement", Tags: f.tags(of), Facts: f.list})
	}
	return out
}

func (w *writer) attributions(r *report.Report) (out []Block) {
	for _, x := range first(r.Attributions) {
		f := w.facts(r)
		if x.Share.Present() {
			f.add("table.share", w.l.SayPercent(x.Share, 1))
			f.add("attribution.makes", w.attributed(r, &x)...)
		}
		f.own("issue.cause", x.Factor)
		f.own("how.source", f.source(x.Source))
		out = append(out, Block{Title: w.nameOf(x.Metric), Named: true, Facts: f.list})
	}
	return out
}

// attributed is what an author's share of a metric's growth makes in points, of
// each comparison that its period allows (TV-09: 60 % of +30 % is 18 points).
func (w *writer) attributed(r *report.Report, x *report.Attribution) (list []string) {
	m := w.cube.Metric(x.Metric)
	if m == nil {
		return nil
	}
	g := r.Period.Grain().String()
	for _, c := range [...]struct {
		cube.Comparison
		on string
	}{{w.cube.Previous(r.Unit, x.Metric, r.Period), w.l.T("on_previous." + g)}, {w.cube.YearAgo(r.Unit, x.Metric, r.Period), w.l.T("on_year_ago." + g)}} {
		if c.Refused != "" || len(list) > 0 && r.Period.Grain() == period.Annual { // where both are the same
			continue
		}
		growth, said := c.Rate, w.l.SaySigned(c.Rate, 1)
		if m.Points() {
			growth, said = c.Change, w.l.SayPoints(c.Change, 1, true)
		}
		if growth.Present() {
			list = append(list, w.l.T("attribution.points", "points", w.l.SayPoints(growth.Mul(x.Share), 1, true), "change", said, "on", c.on))
		}
	}
	return list
}

func (w *writer) reconcile(r *report.Report) (out []Block) {
	for i := range r.Reconcile {
		x := &r.Reconcile[i]
		f := w.facts(r)
		f.add("sources_page.theirs", w.amount(x.Value, x.Metric))
		f.add("how.source", w.say("dept", x.Source))
		g := w.cube.Gap(r.Unit, x.Metric, r.Period, x.Value)
		f.add("sources_page.ours", w.amount(g.Ours, x.Metric))
		verdict := []Link{{Text: w.verdict(g)}}
		if g.Rate.Present() {
			verdict[0].Note = w.l.T("page.parentheses", "x", w.l.SaySigned(g.Rate, 1))
		}
		f.links("sources_page.verdict", verdict)
		if address, ok := w.sourceAddress(w.ref.Lang, r, i, true); ok {
			f.links("sources_page.all", []Link{{Text: w.l.T("sources_page.title"), Href: w.near(address)}})
		}
		out = append(out, Block{Title: w.nameOf(x.Metric), Named: true, Facts: f.list})
	}
	return out
}

func (w *writer) consensus(r *report.Report) (out []Block) {
	for _, x := range first(r.Consensus) {
		f := w.facts(r)
		f.own("report.dissent", x.Dissent)
		f.own("page.participants", x.Participants...)
		out = append(out, Block{Title: x.Topic, Text: x.Conclusion, Facts: f.list})
	}
	return out
}

func (w *writer) team(r *report.Report) (out []Block) {
	for _, x := range first(r.Contributions) {
		f := w.facts(r)
		f.number("page.count", x.Count)
		f.own("page.goal", x.Goal)
		out = append(out, Block{Title: x.What, Facts: f.list})
	}
	return out
}

// plan is the targets that a report sets for the next period, as one block.
func (w *writer) plan(r *report.Report) []Block {
	var items []string
	for _, x := range r.PlanTargets {
		items = append(items, joined(w.l.T("page.colon"), w.nameOf(x.Metric), w.amount(x.Value, x.Metric)))
	}
	return list(items)
}

func (w *writer) events(r *report.Report) (out []Block) {
	for _, x := range first(r.Events) {
		f := w.facts(r)
		f.day("review.date", x.Date)
		f.day("page.end", x.End)
		out = append(out, Block{Title: x.Name, Tags: f.tags("", x.Kind), Facts: f.list})
	}
	return out
}

func (w *writer) errata(r *report.Report) (out []Block) {
	for _, x := range first(r.Errata) {
		f := w.facts(r)
		f.day("review.date", x.Date)
		out = append(out, Block{Title: x.Text, Facts: f.list})
	}
	return out
}
