package check

import "almanac/site/report"

// A Duty is what a report owes, with the limits of [checks].
type Duty struct {
	report.Duty
	Explain []string // metrics whose deviations and marked changes want a reason
}

// duty is what a report owes.
func (in *Input) duty(r *report.Report) Duty {
	d := Duty{Duty: in.Archive.Duty(r.Period.Grain(), r.Level, r.Scenario)}
	p := in.profile(r)
	if p != nil && p.Explain != nil {
		d.Explain = p.Explain
	} else {
		d.Explain = in.usage().headline
	}
	if d.IntroWarn > 0 {
		d.IntroWarn = in.limit("intro_warn", d.IntroWarn)
		d.IntroMax = in.limit("intro_max", d.IntroMax)
	}
	return d
}

// limit is a whole number of [checks], or the default.
func (in *Input) limit(name string, otherwise int) int {
	if n, ok := in.Archive.Checks.Limits[name]; ok && n.Present() {
		return int(n.Float())
	}
	return otherwise
}
