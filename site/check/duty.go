package check

import (
	"slices"

	"almanac/site/period"
	"almanac/site/report"
)

// A Duty is what a report owes by its grain and level: the default of domain.md
// §1.8, changed by [profiles] and by its scenario.
type Duty struct {
	Roles     []string // sections
	IntroWarn int      // 字 of the introduction, in English words, from which it is long; 0: no limit
	IntroMax  int      // from which it is too long
	Total     int      // of the whole text; 0: no limit
	Actions   bool     // at least one promise
	Explain   []string // metrics whose deviations and marked changes want a reason
}

// duty is what a report owes.
func (in *Input) duty(r *report.Report) Duty {
	d := defaultDuty(r.Period.Grain())
	p := in.profile(r)
	if p != nil && p.Roles != nil {
		d.Roles = p.Roles
	}
	if s, ok := in.Archive.Scenarios[r.Scenario]; ok {
		for _, role := range s.Roles {
			if !slices.Contains(d.Roles, role) {
				d.Roles = append(slices.Clip(d.Roles), role)
			}
		}
	}
	if p != nil && p.Explain != nil {
		d.Explain = p.Explain
	} else {
		d.Explain = in.usage.headline
	}
	if d.IntroWarn > 0 {
		d.IntroWarn = in.limit("intro_warn", d.IntroWarn)
		d.IntroMax = in.limit("intro_max", d.IntroMax)
	}
	return d
}

// defaultDuty is the table of domain.md §1.8.
func defaultDuty(g period.Grain) Duty {
	month := []string{"intro", "goals", "results", "customers", "issues", "plan"}
	switch g {
	case period.Daily:
		return Duty{Roles: []string{"results", "plan"}, Total: 300}
	case period.Weekly:
		return Duty{Roles: []string{"results", "issues", "plan"}, IntroWarn: 120, IntroMax: 200, Total: 800}
	case period.Monthly:
		return Duty{Roles: month, IntroWarn: 200, IntroMax: 300, Total: 2000, Actions: true}
	case period.Quarterly:
		return Duty{Roles: append(month, "market", "experience"), IntroWarn: 200, IntroMax: 300, Total: 3000, Actions: true}
	default:
		return Duty{Roles: append(month, "market", "experience"), IntroWarn: 300, IntroMax: 400, Total: 5000, Actions: true}
	}
}

// limit is a whole number of [checks], or the default.
func (in *Input) limit(name string, otherwise int) int {
	if n, ok := in.Archive.Checks.Limits[name]; ok && n.Present() {
		return int(n.Float())
	}
	return otherwise
}
