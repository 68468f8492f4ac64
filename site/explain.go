package site

import (
	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/report"
)

// An Explained is how a figure came about: the figure, and its parts down to
// the lines that state them.
type Explained struct {
	Place
	Metric          Metric
	Actual, Target  num.Num
	Have, Need      int
	Complete        bool
	Source          string // stated, time, units, computed; "" if there is no actual
	TargetSource    string
	Stated, Stacked num.Num
	First           num.Num // as first reported, if it was restated
	NA              string  // the reason why there is none
	Formula         string  // of a ratio or a derived metric
	File            string  // where it is stated
	Line, Column    int
	Parts           []Explained
}

// Explain traces a figure down to file and line. Its error is a [UsageError].
func (s *Site) Explain(metric string, at Place) (*Explained, error) {
	if _, err := s.metric(metric); err != nil {
		return nil, err
	}
	e := s.explained(s.cube.Explain(at.Unit, metric, at.Period, -1))
	return &e, nil
}

func (s *Site) explained(t cube.Trace) Explained {
	f, m := t.Figure, s.cube.Metric(t.Metric)
	e := Explained{Place: s.at(t.Unit, t.Period), Metric: s.plain(m),
		Actual: f.Actual, Target: f.Target, Have: f.Coverage.Have, Need: f.Coverage.Need, Complete: f.Complete,
		Source: sourceName(f.Source), TargetSource: sourceName(f.TargetSource), Stated: f.Stated, Stacked: f.Stacked,
		NA: f.NA, Formula: formula(m), File: t.File, Line: int(t.Pos.Line), Column: int(t.Pos.Column)}
	if !f.Actual.Present() {
		e.Source = ""
	}
	if f.Entry != nil {
		e.First = f.Entry.FirstActual()
	}
	for _, part := range t.Parts {
		e.Parts = append(e.Parts, s.explained(part))
	}
	return e
}

func sourceName(s cube.Source) string {
	return [...]string{"", "stated", "time", "units", "computed"}[s]
}

// formula is what a ratio or a derived metric is worked out with.
func formula(m *report.Metric) string {
	switch {
	case m.Kind == report.Ratio && m.Num != "" && m.Den != "":
		return m.Num + " / " + m.Den
	case m.Kind == report.Derived:
		return expression(m.Expr, 0)
	}
	return ""
}

// expression prints e; strength is that of the operation around it.
func expression(e *report.Expr, strength int) string {
	switch {
	case e == nil:
		return ""
	case e.Op == 0 && e.Metric != "":
		return e.Metric
	case e.Op == 0:
		return e.Number.String()
	}
	own := 1
	if e.Op == '*' || e.Op == '/' {
		own = 2
	}
	s := expression(e.L, own) + " " + string(e.Op) + " " + expression(e.R, own+1)
	if own < strength {
		return "(" + s + ")"
	}
	return s
}
