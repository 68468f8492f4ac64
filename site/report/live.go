package report

import "strings"

// A Measure is what a live figure shows of a metric.
type Measure string

// The measures of live figures (settled.md 26).
const (
	Actual     Measure = "actual"
	Target     Measure = "target"
	Attainment Measure = "attainment"
	Gap        Measure = "gap"      // actual − target
	Previous   Measure = "previous" // the change on the period before
	YearAgo    Measure = "yoy"      // the change on the same period a year earlier
	YearToDate Measure = "ytd"
	Rolling12  Measure = "rolling12"
)

// LiveMeasures lists every measure of live figures.
var LiveMeasures = []Measure{Actual, Target, Attainment, Gap, Previous, YearAgo, YearToDate, Rolling12}

// A LiveFigure is a figure in a text that is worked out when its page is drawn.
type LiveFigure struct {
	Unit, Metric string
	Measure      Measure
	Period       string // its name
}

// String is the figure in the form in which [ParseLive] takes it.
func (f LiveFigure) String() string {
	return strings.Join([]string{f.Unit, f.Metric, string(f.Measure), f.Period}, " ")
}

// ParseLive reads the target of a hole of kind Live that was resolved.
func ParseLive(target string) (f LiveFigure, ok bool) {
	words := strings.Fields(target)
	if len(words) != 4 {
		return f, false
	}
	return LiveFigure{words[0], words[1], Measure(words[2]), words[3]}, true
}

// What a wiki link that was resolved names, if it is no report and no unit: the
// target of its hole is one of these and the name.
const (
	WikiMetric = "metric:"
	WikiAction = "action:"
	WikiIssue  = "issue:"
)
