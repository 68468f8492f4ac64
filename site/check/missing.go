package check

import (
	"fmt"
	"slices"
	"strings"

	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/report"
)

// absences are the rules about figures that are not there.
func absences() []Rule {
	core := diag.Rule{Name: "figures/missing-core", Code: "D136", Severity: diag.Warning}
	return []Rule{
		{Rule: core, Doc: "A report has every core metric that its unit has ever reported for periods of that length, or says na with a reason.", find: missingCore(false)},
		{Rule: demanded(core), Doc: "The same where a profile in config.toml requires its metrics.", find: missingCore(true)},
		{Rule: diag.Rule{Name: "figures/no-parts", Severity: diag.Warning}, find: noParts,
			Doc: "A ratio is stated whose numerator and denominator are metrics, but they have no figures there: it holds for its own unit and period and is not stacked."},
		{Rule: diag.Rule{Name: "figures/partial", Severity: diag.Note}, find: partial,
			Doc: "A period that is over lacks the figures of a smaller period or of a unit, and what is made of it is incomplete."},
	}
}

// demanded is a rule as an error.
func demanded(r diag.Rule) diag.Rule {
	r.Severity = diag.Error
	return r
}

// missingCore finds reports that lack core metrics: those that a profile
// requires, or all others.
func missingCore(required bool) func(*Input, say) {
	return func(in *Input, say say) {
		for _, r := range in.Archive.Reports {
			profile := in.profile(r)
			if (profile != nil && profile.Required) != required {
				continue
			}
			if r.Scenario == report.Figures || r.Status == report.Plan || r.Status == report.Draft || in.Cube.Report(r.Unit, r.Period) != r {
				continue
			}
			var missing []string
			for _, id := range in.owed(r, profile) {
				if m := in.Cube.Metric(id); m != nil && m.Kind != report.Ratio && m.Kind != report.Derived && states(r, id) {
					continue // what is not made of others is as it is stated
				}
				if f := in.Cube.Figure(r.Unit, id, r.Period); !f.Actual.Present() && f.NA == "" {
					missing = append(missing, id)
				}
			}
			if len(missing) > 0 {
				say(r.File, r.Front, fmt.Sprintf("the report has no %s", list(missing)),
					fmt.Sprintf("add [metrics.%s] with actual, or na = \"the reason\"", missing[0]))
			}
		}
	}
}

// states reports whether a report itself says how a metric stands, or why not.
func states(r *report.Report, metric string) bool {
	for i := range r.Stated {
		if s := &r.Stated[i]; s.Metric == metric {
			return s.Actual.Present() || s.NA != ""
		}
	}
	return false
}

// noParts finds ratios that are stated where the metrics that they are made of
// have no figures (one without such metrics is seen when it is read).
func noParts(in *Input, say say) {
	var ratios []string
	for _, m := range in.Archive.Metrics {
		if m.Kind == report.Ratio && m.Num != "" {
			ratios = append(ratios, m.ID)
		}
	}
	for _, r := range in.Archive.Reports {
		for i := range r.Stated {
			s := &r.Stated[i]
			if !slices.Contains(ratios, s.Metric) || !s.Actual.Present() || s.Num.Present() {
				continue
			}
			m := in.Cube.Metric(s.Metric)
			var missing []string
			for _, id := range []string{m.Num, m.Den} {
				if !in.Cube.Figure(r.Unit, id, r.Period).Actual.Present() {
					missing = append(missing, id)
				}
			}
			if len(missing) > 0 {
				say(r.File, s.ActualPos, fmt.Sprintf("%s is stated without %s and cannot be stacked", s.Metric, list(missing)),
					fmt.Sprintf(`add [metrics.%s], or write num and den, or a fraction as in "8/50"`, missing[0]))
			}
		}
	}
}

// A routine is the periods of one length that a unit reports.
type routine struct {
	unit  string
	grain period.Grain
}

// routines lists the core metrics that each has ever stated an actual of, in the
// order of the archive's metrics.
func routines(a *report.Archive) map[routine][]string {
	place := map[string]int{}
	for i, m := range a.Metrics {
		if m.Core {
			place[m.ID] = i
		}
	}
	stated := map[routine][]bool{}
	var has []bool // of the last
	var of routine
	for _, r := range a.Reports {
		if is := (routine{r.Unit, r.Period.Grain()}); is != of || has == nil {
			if of, has = is, stated[is]; has == nil {
				has = make([]bool, len(a.Metrics))
				stated[of] = has
			}
		}
		for i := range r.Stated {
			if s := &r.Stated[i]; s.Actual.Present() {
				if k, core := place[s.Metric]; core {
					has[k] = true
				}
			}
		}
	}
	owed := make(map[routine][]string, len(stated))
	for of, has := range stated {
		for k, is := range has {
			if is {
				owed[of] = append(owed[of], a.Metrics[k].ID)
			}
		}
	}
	return owed
}

// profile is the profile of a report's grain and level, or nil.
func (in *Input) profile(r *report.Report) *report.Profile {
	for i := range in.Archive.Profiles {
		if p := &in.Archive.Profiles[i]; p.Grain == r.Period.Grain() && p.Level == r.Level {
			return p
		}
	}
	return nil
}

// owed are the core metrics of a report: those of its profile, else every core
// metric that its unit has ever stated for periods of that length.
func (in *Input) owed(r *report.Report, p *report.Profile) []string {
	if p != nil && p.Metrics != nil {
		return p.Metrics
	}
	return in.routines[routine{r.Unit, r.Period.Grain()}]
}

// partial finds quarters (years, where a unit has no months) that lack smaller
// periods, and months (or the shortest periods there are) that lack units.
func partial(in *Input, say say) {
	for _, u := range in.Archive.Units {
		grains := map[period.Grain]bool{}
		for _, p := range in.Cube.Periods(u.ID) {
			grains[p.Grain()] = true
		}
		time, units := period.Quarterly, period.Monthly
		if !grains[period.Monthly] {
			time, units = period.Annual, period.Quarterly
		}
		for _, p := range in.Cube.Periods(u.ID) {
			if !in.Cube.Over(p) {
				continue
			}
			if p.Grain() == time {
				in.gaps(u, p, cube.OverTime, say)
			}
			if p.Grain() == units {
				in.gaps(u, p, cube.OverUnits, say)
			}
		}
	}
}

// gaps says which parts of a unit's period are missing, and of which metrics.
func (in *Input) gaps(u *report.Unit, p period.Period, over cube.Source, say say) {
	var order []string
	lacks := map[string][]string{}
	for _, m := range in.Archive.Metrics {
		if in.Cube.Full(u.ID, m.ID, p) {
			continue
		}
		f := in.Cube.Figure(u.ID, m.ID, p)
		if f.Source != over || f.Coverage.Full() {
			continue
		}
		for _, part := range in.Cube.Explain(u.ID, m.ID, p, 1).Parts {
			if part.Figure.Coverage.Full() || part.Figure.NA != "" {
				continue
			}
			name := in.Archive.Calendar.Name(part.Period)
			if over == cube.OverUnits {
				name = part.Unit
			}
			if lacks[name] == nil {
				order = append(order, name)
			}
			lacks[name] = append(lacks[name], m.ID)
		}
	}
	if len(order) == 0 {
		return
	}
	file, at := "", report.Pos{}
	if r := in.Cube.Report(u.ID, p); r != nil {
		file, at = r.File, r.Front
	}
	slices.Sort(order)
	var words []string
	for _, name := range order {
		words = append(words, fmt.Sprintf("%s (%s)", name, few(lacks[name])))
	}
	where := in.where(cube.Problem{Unit: u.ID, Period: p})
	say(file, at, fmt.Sprintf("%s is incomplete: there is nothing for %s", where, strings.Join(words, ", ")), "")
}

// few names up to three, and how many more there are.
func few(ids []string) string {
	if len(ids) > 3 {
		return fmt.Sprintf("%s and %d more", strings.Join(ids[:3], ", "), len(ids)-3)
	}
	return list(ids)
}

// list joins words as a sentence does.
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
