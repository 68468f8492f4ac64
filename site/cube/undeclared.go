package cube

import (
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// An Undeclared is a figure that is not what its report stated first, and no
// restatement of the report says why.
type Undeclared struct {
	Unit, Metric string
	Period       period.Period
	Target       bool    // of the target, and not of the actual
	First, Now   num.Num // Now is absent if nothing is stated any more
	Report       *report.Report
	Pos          report.Pos // of what is stated now, else of the report
}

// Undeclared compares what a report states with what it stated first. What was
// added since is no change; neither is what restatements lead to, one after the
// other.
func (c *Cube) Undeclared(r *report.Report, first []report.Stated) (list []Undeclared) {
	for i := range first {
		was := &first[i]
		if _, known := c.byName[was.Metric]; !known {
			continue
		}
		now := &report.Stated{}
		for k := range r.Stated {
			if r.Stated[k].Metric == was.Metric {
				now = &r.Stated[k]
			}
		}
		for _, x := range []Undeclared{{First: was.Actual, Now: now.Actual, Pos: now.ActualPos}, {Target: true, First: was.Target, Now: now.Target, Pos: now.TargetPos}} {
			if !x.First.Present() || x.First.Equal(x.Now) || declared(r, was.Metric, x) {
				continue
			}
			if x.Pos == (report.Pos{}) {
				x.Pos = r.Front
			}
			x.Unit, x.Metric, x.Period, x.Report = r.Unit, was.Metric, r.Period, r
			list = append(list, x)
		}
	}
	return list
}

// declared reports whether restatements lead from the first value to the present.
func declared(r *report.Report, metric string, x Undeclared) bool {
	v := x.First
	for i := range r.Restatements {
		if re := &r.Restatements[i]; re.Metric == metric && (re.Of == "target") == x.Target && re.Old.Equal(v) {
			v = re.New
		}
	}
	return v.Equal(x.Now)
}
