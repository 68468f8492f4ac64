package site

import (
	"fmt"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/report"
)

// A UsageError is an argument that asks for what does not exist: an unknown
// unit or metric, an impossible period. Hint says what was probably meant.
type UsageError struct{ Message, Hint string }

func (e *UsageError) Error() string { return e.Message }

// A Place is a unit and a period, as arguments name them: [UNIT/]PERIOD.
type Place struct {
	Unit   string
	Period period.Period
	Name   string // the period's
}

// Place reads an argument of the form [UNIT/]PERIOD. Without a unit it is the
// root's. Its error is a [UsageError].
func (s *Site) Place(arg string) (Place, error) {
	unit, name, ok := cutLast(arg, "/")
	if !ok {
		unit, name = report.Root, arg
	}
	if s.archive.Unit(unit) == nil {
		hint := diag.DidYouMean(unit, s.Units())
		if _, last, nested := cutLast(unit, "/"); nested && s.archive.Unit(last) != nil {
			hint = fmt.Sprintf("a unit is named without those above it: write %s/%s", last, name)
		}
		return Place{}, &UsageError{fmt.Sprintf("there is no unit %q", diag.Clean(unit)), hint}
	}
	p, err := s.archive.Calendar.Parse(name)
	if err != nil {
		hint := "a period looks like " + s.archive.Calendar.Forms()
		if !ok && s.archive.Unit(arg) != nil {
			hint = fmt.Sprintf("%q is a unit: write %s/PERIOD", arg, arg)
		}
		return Place{}, &UsageError{err.Error(), hint}
	}
	return s.at(unit, p), nil
}

// cutLast cuts s around the last sep.
func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+len(sep):], true
}

func (s *Site) at(unit string, p period.Period) Place {
	return Place{unit, p, s.archive.Calendar.Name(p)}
}

// String is the place as an argument names it: the root is left out.
func (p Place) String() string {
	if p.Unit == report.Root {
		return p.Name
	}
	return p.Unit + "/" + p.Name
}

// metric finds a metric by its id. Its error is a [UsageError].
func (s *Site) metric(id string) (*report.Metric, error) {
	if m := s.cube.Metric(id); m != nil {
		return m, nil
	}
	return nil, &UsageError{fmt.Sprintf("there is no metric %q", diag.Clean(id)), diag.DidYouMean(id, s.MetricIDs())}
}

// chosen are the metrics with these ids, in the order of the configuration;
// all of them if none is given.
func (s *Site) chosen(ids []string) ([]*report.Metric, error) {
	if len(ids) == 0 {
		return s.archive.Metrics, nil
	}
	for _, id := range ids {
		if _, err := s.metric(id); err != nil {
			return nil, err
		}
	}
	var list []*report.Metric
	for _, m := range s.archive.Metrics {
		if slices.Contains(ids, m.ID) {
			list = append(list, m)
		}
	}
	return list, nil
}

// Units lists the ids of the units, parents first.
func (s *Site) Units() []string {
	var ids []string
	for _, u := range s.archive.Units {
		ids = append(ids, u.ID)
	}
	return ids
}

// MetricIDs lists the metrics that the archive has ever used, and those that
// its configuration names, in its order.
func (s *Site) MetricIDs() []string {
	var ids []string
	for _, m := range s.archive.Metrics {
		if !m.Builtin || s.used[m.ID] {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// Places lists every [UNIT/]PERIOD for which there is anything to show, for
// completion.
func (s *Site) Places() []string {
	var list []string
	for _, u := range s.archive.Units {
		for _, p := range s.cube.Periods(u.ID) {
			list = append(list, s.at(u.ID, p).String())
		}
	}
	return list
}
