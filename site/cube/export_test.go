package cube

import "almanac/site/report"

// Entered is a cube before anything is stacked, for measuring the stacking.
func Entered(a *report.Archive, o Options) *Cube { return enter(a, o) }

// Stack stacks actuals and targets.
func (c *Cube) Stack() {
	c.stack(c.childrenFirst(), c.every())
	c.resolveGrowth(c.childrenFirst(), c.every())
}
