package check

import (
	"slices"

	"almanac/site/report"
)

// A Completeness is how much of what a report owes by its grain and level is
// there: sections, core metrics, a promise (R-2.1.2-7). A report that owes nothing
// has none of either.
type Completeness struct{ Have, Need int }

func (in *Input) complete(r *report.Report) (c Completeness) {
	count := func(there bool) {
		c.Need++
		if there {
			c.Have++
		}
	}
	duty := in.duty(r)
	for _, role := range duty.Roles {
		count(covers(r, role))
	}
	for _, id := range in.owed(r, in.profile(r)) {
		f := in.Cube.Figure(r.Unit, id, r.Period)
		count(f.Actual.Present() || f.NA != "")
	}
	if duty.Actions {
		count(len(r.Actions) > 0)
	}
	return c
}

// covers reports whether a report has a section with a role, or the entries that
// say what it would.
func covers(r *report.Report, role string) bool {
	switch role {
	case "issues":
		if len(r.Issues) > 0 || r.Head.IssuesNone != "" {
			return true
		}
	case "experience":
		if len(r.Experiences) > 0 {
			return true
		}
	case "plan":
		if len(r.PlanTargets) > 0 {
			return true
		}
	}
	return slices.ContainsFunc(bodies(r), func(b bodyOf) bool {
		return slices.ContainsFunc(b.text.Body().Headings, func(h report.Heading) bool { return h.Role == role })
	})
}
