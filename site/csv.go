package site

import (
	"encoding/csv"
	"io"
	"strconv"

	"almanac/site/num"
)

// or is the text of a number as JSON has it; "" where that is null.
func or(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// WriteCSV writes one line for each metric, with the columns of the JSON.
func (f *Figures) WriteCSV(w io.Writer) error {
	rows := [][]string{{"unit", "period", "metric", "kind", "actual", "target", "have", "need", "stated", "stacked", "attainment", "met",
		"previous", "previous_base", "previous_change", "previous_rate", "previous_refused",
		"year_ago", "year_ago_base", "year_ago_change", "year_ago_rate", "year_ago_refused",
		"ytd_actual", "ytd_target", "ytd_base", "ytd_change", "ytd_rate", "ytd_refused",
		"r12_actual", "r12_target", "r12_base", "r12_change", "r12_rate", "r12_refused"}}
	for _, x := range f.Metrics {
		j := x.json()
		met := ""
		if j.Met != nil {
			met = strconv.FormatBool(*j.Met)
		}
		row := []string{f.Unit, f.Name, x.Metric.ID, j.Kind, or(j.Actual), or(j.Target), strconv.Itoa(x.Have), strconv.Itoa(x.Need),
			or(j.Stated), or(j.Stacked), or(j.Attainment), met}
		row = append(row, j.Previous.cells()...)
		row = append(row, j.YearAgo.cells()...)
		row = append(row, j.YearToDate.cells()...)
		rows = append(rows, append(row, j.Rolling12.cells()...))
	}
	return csv.NewWriter(w).WriteAll(rows)
}

func (c comparisonJSON) cells() []string {
	return []string{or(c.Period), or(c.Base), or(c.Change), or(c.Rate), or(c.Refused)}
}

func (w *windowJSON) cells() []string {
	if w == nil {
		return make([]string, 6)
	}
	return []string{or(w.Actual), or(w.Target), or(w.Base), or(w.Change), or(w.Rate), or(w.Refused)}
}

// WriteCSV writes one line for each metric.
func (c *Compared) WriteCSV(w io.Writer) error {
	rows := [][]string{{"metric", "kind", "from_unit", "from_period", "from", "to_unit", "to_period", "to", "change", "rate", "refused"}}
	for _, x := range c.Metrics {
		v := func(n num.Num) string { return or(x.Metric.value(n)) }
		rows = append(rows, []string{x.Metric.ID, x.Metric.Kind, c.From.Unit, c.From.Name, v(x.From), c.To.Unit, c.To.Name, v(x.To),
			v(x.Change), or(rounded(x.Rate)), x.Refused})
	}
	return csv.NewWriter(w).WriteAll(rows)
}
