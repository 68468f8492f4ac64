package narrative

import (
	"strconv"

	"almanac/site/cube"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trend"
)

// A RecordFact is a figure that none before it, or none for long, has reached.
type RecordFact struct {
	Record trend.Record
	Since  period.Period
	Actual num.Num
}

func (n *Narrator) recorded(unit string, m *report.Metric, p period.Period) (Finding, bool) {
	s, i, first := n.Series(unit, m, p)
	if s == nil {
		return Finding{}, false
	}
	r := s.Record(i)
	return Finding{Kind: Recorded, Unit: unit, Metric: m, Period: p, Favour: r.Sign * int(m.Direction),
		Fact: RecordFact{r, first.Add(r.Since), s.At(i).Value}}, r.Sign != 0
}

func (x RecordFact) say(v *Voice, f *Finding, t *told) string {
	key := map[int]string{+1: "message.record_high", -1: "message.record_low"}[x.Record.Sign]
	switch {
	case !x.Record.Ever:
		key += "_since"
	case !x.Record.Stands:
		key += "_then"
	}
	subject := v.T("record_of."+f.Period.Grain().String(), "metric", v.words(f.Metric).inner)
	since := v.midway(v.Period(x.Since), x.Since)
	if !x.Record.Ever {
		since = t.mark(since, f.Unit, f.Metric, x.Since)
	}
	return v.Fill(key, "subject", t.mark(v.Capital(subject), f.Unit, f.Metric, f.Period), "n", v.Int(v.number(f.Metric)), "since", since)
}

// A ToDateFact is the year so far and the last twelve months.
type ToDateFact struct {
	Year, Rolling cube.Window // without an actual: not told
	Whole         bool        // the year is over: it is told as the year
}

// toDate is the finding on a flow's windows; none in the first period of a year.
func (n *Narrator) toDate(unit string, m *report.Metric, p period.Period) (Finding, bool) {
	if m.Kind != report.Flow || p.Grain() < period.Monthly || p.Grain() > period.Quarterly {
		return Finding{}, false
	}
	w, ok := n.cube.YearToDate(unit, m.ID, p)
	if !ok || !w.Complete || w.First == w.Last || n.cube.Validity(unit).First > n.cal.Span(w.First).First || n.cal.Of(p.Grain(), n.cal.Span(w.First).First) == p {
		return Finding{}, false
	}
	x := ToDateFact{Year: w}
	span := period.Span{First: n.cal.Span(w.First).First, End: n.cal.Span(w.Last).End}
	x.Whole = n.cal.Span(n.cal.Of(period.Annual, span.First)) == span
	if r, ok := n.cube.Rolling12(unit, m.ID, p); ok && r.Complete && !x.Whole {
		x.Rolling = r
	}
	f := Finding{Kind: ToDate, Unit: unit, Metric: m, Period: p, Fact: x, Favour: w.Favourable, Weight: Weight{Band: -1}}
	if w.Rate.Present() {
		f.Weight = weigh(n.LimitsOn(m, false), w.Rate)
	}
	if f.Weight.Band <= trend.Flat {
		f.Favour = 0
	}
	return f, true
}

func (x ToDateFact) say(v *Voice, f *Finding, t *told) string {
	m, w := f.Metric, x.Year
	form := v.sayFormat(m, w.Actual, num.Num{}, x.Rolling.Actual)
	amount := func(a num.Num) string { return t.mark(v.Amount(a, m, form), f.Unit, m, f.Period) }
	span := period.Span{First: v.cal.Span(w.First).First, End: v.cal.Span(w.Last).End}
	name := v.Through(span)
	if x.Whole {
		name = v.Period(v.cal.Of(period.Annual, span.First))
	}
	key, size, same := "message.ytd", "", v.T("ytd_on.part")
	if x.Whole {
		same = v.T("ytd_on.year")
	}
	switch rate := w.Rate; {
	case w.Refused != "" || !rate.Present():
	case rate.IsZero():
		key += "_same"
	case rate.Cmp(tenfold) >= 0:
		key, size = key+"_times", v.SayNumber(rate.Add(num.Int(1)), 1)
	case rate.Sign() > 0:
		key, size = key+"_up", v.SayPercent(rate, 1)
	default:
		key, size = key+"_down", v.SayPercent(rate.Abs(), 1)
	}
	rolling := ""
	if x.Rolling.Actual.Present() {
		rolling = v.Fill("message.rolling", "actual", amount(x.Rolling.Actual))
	}
	return v.Fill(key, "range", name, "metric", v.words(m).inner, "actual", amount(w.Actual), "x", size, "same", same, "rolling", rolling)
}

// A SeasonFact is how a month usually stands to the mean of its year.
type SeasonFact struct {
	Season      trend.Season
	First, Last period.Period // years
}

// Season is the finding on a place in the year of a flow, from all complete
// years before p's.
func (n *Narrator) Season(unit string, m *report.Metric, p period.Period) (Finding, bool) {
	if m.Kind != report.Flow || p.Grain() != period.Monthly && p.Grain() != period.Quarterly {
		return Finding{}, false
	}
	year := n.cal.Of(period.Annual, n.cal.Span(p).First)
	_, place := n.cal.Year(p)
	var rows [][]num.Num
	x := SeasonFact{Last: year.Prev()}
	for y := year.Prev(); ; y = y.Prev() {
		row := n.yearRow(unit, m, y, p.Grain())
		if row == nil {
			break
		}
		rows, x.First = append(rows, row), y
	}
	s, ok := trend.SeasonOf(rows, place-1)
	x.Season = s
	return Finding{Kind: Seasonal, Unit: unit, Metric: m, Period: p, Fact: x}, ok
}

// yearRow is the complete, comparable values of a year's parts; nil if one is
// not there.
func (n *Narrator) yearRow(unit string, m *report.Metric, y period.Period, g period.Grain) (row []num.Num) {
	var in *trend.Series
	for q := range n.cal.Parts(y, g) {
		s, i, _ := n.Series(unit, m, q)
		if s == nil || in != nil && s != in || !s.At(i).Value.Present() {
			return nil
		}
		in, row = s, append(row, s.At(i).Value)
	}
	return row
}

func (x SeasonFact) say(v *Voice, f *Finding, t *told) string {
	off := x.Season.Index.Sub(num.Int(1))
	key := map[bool]string{true: "message.season_above", false: "message.season_below"}[off.Sign() > 0]
	years := "season_years.civil"
	if v.cal.Fiscal() {
		years = "season_years.fiscal"
	}
	first, _ := v.cal.Year(x.First)
	last, _ := v.cal.Year(x.Last)
	return v.Fill(key, "period", v.brief(f.Period), "metric", v.words(f.Metric).inner, "mean", v.T("season_mean."+f.Period.Grain().String()),
		"n", v.Int(v.number(f.Metric)), "x", v.SayPercent(off.Abs(), 0), "years", v.Fill(years, "first", strconv.Itoa(first), "last", strconv.Itoa(last)))
}

// An Extreme is the highest and the lowest of some values of periods; of equal
// ones the first, and they are tied.
type Extreme struct {
	High, Low           period.Period
	HighValue, LowValue num.Num
	HighTied, LowTied   bool
	First               period.Period // of those that it is the extreme of
	Count               int
}

// Add takes a value in.
func (x *Extreme) Add(v num.Num, p period.Period) {
	if x.Count++; x.Count == 1 {
		x.First, x.High, x.Low, x.HighValue, x.LowValue = p, p, p, v, v
		return
	}
	switch v.Cmp(x.HighValue) {
	case +1:
		x.High, x.HighValue, x.HighTied = p, v, false
	case 0:
		x.HighTied = true
	}
	switch v.Cmp(x.LowValue) {
	case -1:
		x.Low, x.LowValue, x.LowTied = p, v, false
	case 0:
		x.LowTied = true
	}
}

// Extremes is the highest and the lowest month (quarter, where there are none) of
// a unit's latest series of a metric, if it has twelve values or more. Of equal
// values the first holds.
func (n *Narrator) Extremes(unit string, m *report.Metric) (x Extreme, ok bool) {
	for _, g := range [...]period.Grain{period.Monthly, period.Quarterly} {
		list := n.segments(unit, m, g)
		if len(list) == 0 {
			continue
		}
		s := list[len(list)-1]
		for i := range s.series.Len() {
			if v := s.series.At(i).Value; v.Present() {
				x.Add(v, s.first.Add(i))
			}
		}
		if x.Count >= 12 {
			return x, true
		}
		x = Extreme{}
	}
	return x, false
}
