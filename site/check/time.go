package check

import (
	"fmt"

	"almanac/site/diag"
	"almanac/site/report"
)

// times are the rules about days that cannot be.
func times() []Rule {
	return []Rule{{Rule: diag.Rule{Name: "figures/future", Severity: diag.Warning}, find: future,
		Doc: "A report speaks of a period that has not begun, or was submitted on a day to come, seen from the day as on which the archive is looked at. A plan may."}}
}

func future(in *Input, say say) {
	asOf := in.Cube.AsOf()
	for _, r := range in.Archive.Reports {
		if first := in.Archive.Calendar.Span(r.Period).First; first > asOf && r.Status != report.Plan {
			say(r.File, r.Front, fmt.Sprintf("the period begins on %s, after the day of the archive, %s", first, asOf),
				`rename the file if the period is wrong; write status = "plan" if it holds targets only`)
		}
		if d := r.Head.Submitted; d != nil && *d > asOf {
			say(r.File, r.Head.SubmitPos, fmt.Sprintf("the report was submitted on %s, after the day of the archive, %s", d, asOf), "write the day on which it was submitted")
		}
	}
}
