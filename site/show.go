package site

import (
	"almanac/site/cube"
	"almanac/site/narrative"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A Metric is what a table needs to know of a measure.
type Metric struct {
	ID        string
	Label     string // in the archive's first language; the id if it has none
	Kind      string
	Unit      string // money, count, percent, duration, index or none
	Currency  string // of money
	Decimals  int    // −1: those of its unit
	Direction int    // +1: higher is better, −1: lower is, 0: neither
	divides   bool   // its values are quotients, rounded where they are printed
}

// Figures is what is known of one unit in one period.
type Figures struct {
	Place
	AsOf    period.Day
	Message []Sentence // in the archive's first language; none where only some metrics were asked for
	Metrics []Figure   // in the order of the configuration, those without any value left out
}

// A Sentence is one of what the figures come to, as pages have it.
type Sentence struct {
	Text    string
	Caution bool // the news that must not be overlooked
}

// A Figure is one metric with its comparisons.
type Figure struct {
	Metric          Metric
	Actual, Target  num.Num
	Have, Need      int
	Complete        bool
	Stated, Stacked num.Num
	Attainment      num.Num
	Known, Met      bool // Met holds only where Known is true
	Previous        Comparison
	YearAgo         Comparison
	YearToDate      *Window // nil for days and weeks
	Rolling12       *Window
	// Trend is the complete actuals of up to 24 periods that end with this
	// one, oldest first; absent where there is none.
	Trend []num.Num
}

// A Comparison is a figure beside its base, or the reason why not.
type Comparison struct {
	Period             string // the base's name; "" if there is none
	Base, Change, Rate num.Num
	Refused            string
	Favourable         int
}

// A Window is the year to date or the last twelve months beside the same a
// year earlier.
type Window struct {
	Actual, Target, Base, Change, Rate num.Num
	Refused                            string
	Favourable                         int
}

// trend is how many periods a sparkline may look back.
const trend = 24

// Show returns the figures and comparisons of a place; of some metrics, or
// with none given of all. Its error is a [UsageError].
func (s *Site) Show(at Place, metrics ...string) (*Figures, error) {
	list, err := s.chosen(metrics)
	if err != nil {
		return nil, err
	}
	out := &Figures{Place: at, AsOf: s.asOf}
	if len(metrics) == 0 {
		out.Message = s.say(s.tell.Message(at.Unit, at.Period))
	}
	for _, m := range list {
		if f := s.cube.Figure(at.Unit, m.ID, at.Period); hasValue(f) {
			out.Metrics = append(out.Metrics, s.figure(at, m, f))
		}
	}
	return out, nil
}

// say says findings in the archive's first language.
func (s *Site) say(list []narrative.Finding) (out []Sentence) {
	v := s.tell.Voice(s.Locale(), s.archive.Languages)
	for _, f := range list {
		out = append(out, Sentence{v.Sentence(f).Text(), f.Caution})
	}
	return out
}

// hasValue reports whether there is anything to show of a figure.
func hasValue(f cube.Figure) bool {
	return f.Actual.Present() || f.Target.Present() || f.Stated.Present() || f.Stacked.Present()
}

func (s *Site) figure(at Place, m *report.Metric, f cube.Figure) Figure {
	out := Figure{Metric: s.plain(m), Actual: f.Actual, Target: f.Target, Have: f.Coverage.Have, Need: f.Coverage.Need,
		Complete: f.Complete, Stated: f.Stated, Stacked: f.Stacked}
	a := s.cube.Attainment(at.Unit, m.ID, at.Period)
	out.Attainment, out.Known, out.Met = a.Rate, a.Known, a.Met
	out.Previous = s.comparison(s.cube.Previous(at.Unit, m.ID, at.Period))
	out.YearAgo = s.comparison(s.cube.YearAgo(at.Unit, m.ID, at.Period))
	if w, ok := s.cube.YearToDate(at.Unit, m.ID, at.Period); ok {
		out.YearToDate = window(w)
	}
	if w, ok := s.cube.Rolling12(at.Unit, m.ID, at.Period); ok {
		out.Rolling12 = window(w)
	}
	out.Trend = s.trend(at, m)
	return out
}

// trend is the complete actuals of the last periods up to a place, oldest first.
func (s *Site) trend(at Place, m *report.Metric) (list []num.Num) {
	for i := 1 - trend; i <= 0; i++ {
		var n num.Num
		if f := s.cube.Figure(at.Unit, m.ID, at.Period.Add(i)); f.Complete {
			n = f.Actual
		}
		if len(list) > 0 || n.Present() {
			list = append(list, n)
		}
	}
	return list
}

func (s *Site) plain(m *report.Metric) Metric {
	out := Metric{ID: m.ID, Label: m.Label.In(s.language(), s.archive.Languages...), Kind: string(m.Kind), Unit: m.Unit, Decimals: m.Decimals, Direction: int(m.Direction)}
	switch m.Kind {
	case report.Ratio, report.WMean, report.Derived:
		out.divides = true
	case report.Stock:
		out.divides = m.Time == "mean"
	}
	if out.Label == "" {
		out.Label = m.ID
	}
	if m.Unit == report.Money {
		out.Currency = m.Currency
	}
	return out
}

func (s *Site) comparison(c cube.Comparison) Comparison {
	return Comparison{Period: s.archive.Calendar.Name(c.Period), Base: c.Base, Change: c.Change, Rate: c.Rate,
		Refused: string(c.Refused), Favourable: c.Favourable}
}

func window(w cube.Window) *Window {
	return &Window{Actual: w.Actual, Target: w.Target, Base: w.Base, Change: w.Change, Rate: w.Rate,
		Refused: string(w.Refused), Favourable: w.Favourable}
}
