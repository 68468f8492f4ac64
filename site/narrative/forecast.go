package narrative

import (
	"strconv"

	"almanac/site/locale"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trend"
)

// The reasons for which a metric of a unit is not forecast, beside those of
// [trend.Refusal] (domain.md §6.4).
const (
	RefusedOff   trend.Refusal = "off"           // the configuration says so
	RefusedKind  trend.Refusal = "kind"          // it is a quotient, a distinct count, a highest or lowest value
	RefusedLevel trend.Refusal = "individual"    // the unit is a person
	RefusedScope trend.Refusal = "scope-changed" // the unit's scope changed within the months that would be used
)

// A Projection is what is expected of a metric of a unit, as from its last
// complete month (or quarter, where it has no months).
type Projection struct {
	Unit     string
	Metric   *report.Metric
	Origin   period.Period // the last that is known; the zero Period if none is
	Forecast trend.Forecast
	History  []num.Num // what it rests on, oldest first, up to Origin
}

// At is the period that the forecast number i is of.
func (x *Projection) At(i int) period.Period { return x.Origin.Add(i + 1) }

// Project forecasts a metric of a unit. It is remembered: an answer depends on
// the unit and the metric alone.
func (n *Narrator) Project(unit string, m *report.Metric) *Projection {
	n.reads.Figures(unit)
	u, known := n.unitAt[unit]
	if !known {
		return n.project(unit, m)
	}
	if x, ok := n.known[u].projections.Load(m.ID); ok {
		return x.(*Projection)
	}
	x := n.project(unit, m)
	n.known[u].projections.Store(m.ID, x)
	return x
}

func (n *Narrator) project(unit string, m *report.Metric) *Projection {
	x := &Projection{Unit: unit, Metric: m}
	refuse := func(why trend.Refusal) *Projection {
		x.Forecast = trend.Forecast{Refused: why}
		return x
	}
	u := n.unit(unit)
	switch {
	case m.NoForecast:
		return refuse(RefusedOff)
	case !predictable(m):
		return refuse(RefusedKind)
	case u == nil || u.Level == report.Individual:
		return refuse(RefusedLevel)
	}
	for _, g := range [...]period.Grain{period.Monthly, period.Quarterly} {
		if x.History, x.Origin = n.history(unit, m, g); len(x.History) > 0 {
			break
		}
	}
	if x.Origin.IsZero() {
		return refuse(trend.RefusedShort)
	}
	perYear := 12
	if x.Origin.Grain() == period.Quarterly {
		perYear = 4
	}
	window := n.cal.Span(x.Origin.Add(1 - 3*perYear)).First
	for _, d := range n.cube.Moves(unit) {
		if window < d && d < n.cal.Span(x.Origin).End {
			return refuse(RefusedScope)
		}
	}
	h := trend.History{Values: x.History, Season: perYear, Signed: signed(x.History), Count: m.Unit == report.Count,
		Horizon: n.horizon(x.Origin)}
	x.Forecast = h.Forecast()
	return x
}

// predictable reports whether a metric's figures are of a kind that is forecast.
func predictable(m *report.Metric) bool {
	switch m.Kind {
	case report.Flow, report.Stock:
		return true
	case report.Derived:
		return !m.Expr.Divides()
	}
	return false
}

func signed(values []num.Num) bool {
	for _, v := range values {
		if v.Sign() < 0 {
			return true
		}
	}
	return false
}

// history is the comparable values of a grain up to the last complete one.
func (n *Narrator) history(unit string, m *report.Metric, g period.Grain) (values []num.Num, origin period.Period) {
	list := n.segments(unit, m, g)
	if len(list) == 0 {
		return nil, period.Period{}
	}
	s := list[len(list)-1]
	for i := range s.series.Len() {
		v := s.series.At(i).Value
		if v.Present() {
			origin = s.first.Add(i)
		}
		values = append(values, v)
	}
	if origin.IsZero() {
		return nil, origin
	}
	return values[:origin.Sub(s.first)+1], origin
}

// horizon is how many periods are forecast: a year at most, and not beyond the
// end of the half-year after that in which the first of them lies.
func (n *Narrator) horizon(origin period.Period) int {
	next := origin.Next()
	_, place := n.cal.Year(next)
	perYear := 12
	if origin.Grain() == period.Quarterly {
		perYear = 4
	}
	half := perYear / 2
	return min(perYear, 2*half-(place-1)%half)
}

// A ForecastFact is the forecast of one period.
type ForecastFact struct {
	Value, Low, High num.Num // the 80 % interval; absent of a reference projection
	Known            int     // months (quarters) of history
	Grain            period.Grain
}

// Forecasts are the findings on a projection: one for each period ahead.
func (n *Narrator) Forecasts(x *Projection) (list []Finding) {
	for i, a := range x.Forecast.Ahead {
		f := ForecastFact{Value: Round(a.Value), Known: x.Forecast.N, Grain: x.Origin.Grain()}
		if a.Interval {
			f.Low, f.High = Round(a.Low80), Round(a.High80)
		}
		list = append(list, Finding{Kind: Forecasted, Unit: x.Unit, Metric: x.Metric, Period: x.At(i), Fact: f})
	}
	return list
}

// Round is a forecast as a number to be printed: exact to a millionth, or to
// twelve digits of what is larger. It is never added to a figure.
func Round(v float64) num.Num {
	x, err := num.Parse(strconv.FormatFloat(v, 'f', 6, 64))
	if err != nil {
		return num.Num{}
	}
	return x
}

func (x ForecastFact) say(v *Voice, f *Finding, t *told) string {
	m := f.Metric
	form := v.sayFormat(m, x.Value, num.Num{}, x.High, x.Low)
	subject, n := v.subject(m, f.Period)
	if !x.Low.Present() {
		subject = v.T("subject.period", "period", v.midway(v.brief(f.Period), f.Period), "metric", v.words(m).inner)
		return v.T("message.projection", "subject", subject, "value", v.Amount(x.Value, m, form), "n", n,
			"n_months", v.T("n."+x.Grain.String(), "n", x.Known))
	}
	form = v.Tell(m, x.Low, x.High, form) // the value, too, or it would read as outside of its range
	return v.T("message.forecast", "subject", subject, "value", v.Amount(x.Value, m, form), "range", v.SayRange(x.Low, x.High, form), "n", n)
}

// A LandingFact is where a year is going to end.
type LandingFact struct {
	Value, Low, High num.Num
	Done             num.Num // of the year, actual; absent where none of it is over
	Months           int     // that are forecast
	Grain            period.Grain
	Target, Prior    num.Num // of the year; of the year before, complete; may be absent
}

// Landing is the finding on the year of a flow that the first forecast lies in.
func (n *Narrator) Landing(x *Projection) (Finding, bool) {
	if x.Metric.Kind != report.Flow || x.Forecast.Refused != "" || x.Origin.IsZero() {
		return Finding{}, false
	}
	next := x.Origin.Next()
	year := n.cal.Of(period.Annual, n.cal.Span(next).First)
	done, ahead := num.Num{}, 0
	for p := range n.cal.Parts(year, x.Origin.Grain()) {
		if p.Sub(next) >= 0 {
			ahead++
			continue
		}
		f := n.cube.Figure(x.Unit, x.Metric.ID, p)
		if !f.Complete {
			return Finding{}, false
		}
		done = done.Or(num.Zero()).Add(f.Actual)
	}
	l, ok := x.Forecast.Land(done.Or(num.Zero()), ahead)
	if !ok || !l.Interval {
		return Finding{}, false
	}
	fact := LandingFact{Value: Round(l.Value), Low: Round(l.Low80), High: Round(l.High80), Done: done, Months: ahead, Grain: x.Origin.Grain(),
		Target: n.cube.Figure(x.Unit, x.Metric.ID, year).Target}
	if before := n.cube.Figure(x.Unit, x.Metric.ID, year.Prev()); before.Complete && !before.Clipped && !before.Incomparable {
		fact.Prior = before.Actual
	}
	return Finding{Kind: Landed, Unit: x.Unit, Metric: x.Metric, Period: year, Fact: fact}, true
}

func (x LandingFact) say(v *Voice, f *Finding, t *told) string {
	m := f.Metric
	form := v.Tell(m, x.Low, x.High, v.sayFormat(m, x.Value, x.Target, x.High, x.Low, x.Done))
	args := []any{"period", v.Period(f.Period), "metric", v.words(m).inner, "value", v.Amount(x.Value, m, form),
		"range", v.SayRange(x.Low, x.High, form), "n", v.number(m)}
	key := "message.landing"
	if x.Target.Sign() > 0 && m.Direction != report.Neutral {
		key = "message.landing_target"
		part := func(a num.Num) num.Num { return a.Div(x.Target).Round(2) }
		args = append(args, "rate", v.SayPercent(part(x.Value), 0), "target", t.mark(v.Amount(x.Target, m, form), f.Unit, m, f.Period),
			"rates", v.SayRange(part(x.Low), part(x.High), locale.Format{Unit: report.Percent}))
	}
	out := v.T(key, args...)
	if x.Done.Present() {
		out += v.T("page.gap") + v.T("message.landing_done", "done", v.Amount(x.Done, m, form), "months", v.T("n."+x.Grain.String(), "n", x.Months), "n", x.Months)
	}
	return out
}

// A TestFact is what the method of a forecast would have done in the past.
type TestFact struct{ Test trend.Backtest }

// Tested is the finding on how good a projection's method was.
func (n *Narrator) Tested(x *Projection) (Finding, bool) {
	f := Finding{Kind: Forecasted, Unit: x.Unit, Metric: x.Metric, Period: x.Origin, Fact: TestFact{x.Forecast.Test}}
	return f, x.Forecast.Test.Origins > 0 && x.Forecast.Test.NaiveMAE > 0 && x.Forecast.Test.MAE > 0
}

func (x TestFact) say(v *Voice, f *Finding, t *told) string {
	m := f.Metric
	mae, naive := Round(x.Test.MAE), Round(x.Test.NaiveMAE)
	form := v.sayFormat(m, mae, naive)
	key := "message.accuracy_naive"
	if x.Test.Better {
		key = "message.accuracy_better"
	}
	return v.T(key, "n", x.Test.Origins, "error", v.Amount(mae, m, form), "naive", v.Amount(naive, m, form),
		"x", v.SayPercent(num.Int(1).Sub(mae.Div(naive)).Round(3), 0))
}
