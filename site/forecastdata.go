package site

import (
	"encoding/csv"
	"io"

	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// forecastCSV writes every forecast that pages show, with the period that it was
// made from, so that what came can be held against it later: of the root's core
// metrics, and of the headline metric of the units below it. An interval that
// there is not is empty.
func (s *Site) forecastCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write([]string{"unit", "metric", "origin", "period", "value", "low80", "high80", "method"})
	for _, x := range s.projections() {
		s.writeProjection(out, x)
	}
	out.Flush()
	return out.Error()
}

// projections are the forecasts that pages show.
func (s *Site) projections() (list []*narrative.Projection) {
	for _, m := range s.tell.Metrics() {
		if m.Core && s.cube.Ever(report.Root, m.ID) {
			list = append(list, s.tell.Project(report.Root, m))
		}
	}
	p := s.cube.Latest(report.Root)
	m := s.tell.Head(report.Root, p)
	if m == nil || p.IsZero() {
		return list
	}
	for _, unit := range s.cube.Children(report.Root, s.archive.Calendar.Span(p)) {
		if !s.tell.Ranks(unit) {
			continue
		}
		list = append(list, s.tell.Project(unit, m))
	}
	return list
}

func (s *Site) writeProjection(out *csv.Writer, x *narrative.Projection) {
	name := func(p period.Period) string { return s.archive.Calendar.Name(p) }
	for i, a := range x.Forecast.Ahead {
		row := []string{x.Unit, x.Metric.ID, name(x.Origin), name(x.At(i)), narrative.Round(a.Value).String(), "", "", x.Forecast.Method}
		if a.Interval {
			row[5], row[6] = narrative.Round(a.Low80).String(), narrative.Round(a.High80).String()
		}
		out.Write(row)
	}
}
