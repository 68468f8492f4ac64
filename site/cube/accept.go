package cube

import "almanac/site/report"

// Meets reports whether the figures bear out that an action is accepted: the
// metric that it is accepted by, of the unit and period of the report that says
// so, is there and stands to the value as the action says (domain.md §7.4). Of
// an action that names no metric, or one that there is not, it is the reviewer's
// word that counts.
func (c *Cube) Meets(a *report.Action, verified *report.Report) bool {
	if a.AcceptMetric == "" || c.Metric(a.AcceptMetric) == nil || !a.AcceptValue.Present() {
		return true
	}
	f := c.Figure(verified.Unit, a.AcceptMetric, verified.Period)
	if !f.Actual.Present() {
		return false
	}
	switch d := f.Actual.Cmp(a.AcceptValue); a.AcceptOp {
	case ">":
		return d > 0
	case "<":
		return d < 0
	case "<=":
		return d <= 0
	case "=":
		return d == 0
	}
	return f.Actual.Cmp(a.AcceptValue) >= 0
}
