package narrative_test

// Forecasts and landings in words (M-FC). Their numbers come from package trend
// and are tested there; here it is held what they rest on, that an interval
// holds its value, and how they are rounded and said.

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"testing"

	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// rounded is a forecast to a millionth, or to twelve digits of what is larger.
func rounded(v float64) *big.Rat {
	s := strconv.FormatFloat(v, 'f', 6, 64)
	if math.Abs(v) >= 1e6 {
		s = strconv.FormatFloat(v, 'e', 11, 64)
	}
	x, _ := new(big.Rat).SetString(s)
	return x
}

// span says the ends of an interval.
func (s style) span(lo, hi *big.Rat) string {
	whole := tenTo(s.power)
	s.fixed = s.fixed || !over(lo, whole).IsInt() || !over(hi, whole).IsInt() // both ends alike
	a, b, dash := s.number(lo), s.number(hi), "–"
	if lo.Sign() < 0 {
		dash = " to " // beside a minus
	}
	switch {
	case s.m.Unit == report.Count:
		return s.t.in(a+dash+b, a+"至"+b) + s.m.Measure[langs[s.t]]
	case s.t == english:
		return "RMB " + a + dash + b + map[int]string{6: " million", 9: " billion"}[s.power]
	}
	scale := s.t.in("", map[int]string{4: "萬", 8: "億"}[s.power])
	return a + scale + "至" + b + scale + "元"
}

// forecasts holds what is expected of every metric of a unit.
func (o *oracle) forecasts(t *testing.T, w *world, unit string) (list []due) {
	for _, m := range o.Metrics {
		x := w.tell.Project(unit, m)
		found := w.tell.Forecasts(x)
		landing, lands := w.tell.Landing(x)
		if x.Forecast.Refused != "" {
			if len(found) > 0 || lands {
				t.Errorf("%s %s: refused and said", unit, m.ID)
			}
			continue
		}
		if o.Unit(unit).Level == report.Individual || m.Kind == report.Ratio {
			t.Errorf("%s %s is forecast", unit, m.ID)
		}
		o.rests(t, x)
		list = append(list, o.ahead(t, w, x, found)...)
		if lands {
			list = append(list, o.lands(t, w, x, landing))
		}
	}
	return list
}

// rests: a forecast rests on complete figures, twelve of them without a gap.
func (o *oracle) rests(t *testing.T, x *narrative.Projection) {
	for i := range x.History {
		p := x.Origin.Add(i + 1 - len(x.History))
		f := o.figure(x.Unit, x.Metric.ID, p)
		if v := x.History[i].Big(); f.usable() != (v != nil) || v != nil && v.Cmp(f.v) != 0 {
			t.Errorf("%s %s %s: %v in the history", x.Unit, x.Metric.ID, o.Calendar.Name(p), v)
		}
		if i >= len(x.History)-12 && !f.usable() {
			t.Errorf("%s %s: forecast without %s", x.Unit, x.Metric.ID, o.Calendar.Name(p))
		}
	}
	if len(x.History) < 12 || o.figure(x.Unit, x.Metric.ID, x.Origin.Next()).usable() {
		t.Errorf("%s %s: forecast as from %s with %d", x.Unit, x.Metric.ID, o.Calendar.Name(x.Origin), len(x.History))
	}
}

// ahead holds each forecast against its sentence.
func (o *oracle) ahead(t *testing.T, w *world, x *narrative.Projection, found []narrative.Finding) (list []due) {
	for i, f := range found {
		a, d := x.Forecast.Ahead[i], w.said(f)
		list = append(list, d)
		if a.Interval && !(a.Low80 <= a.Value && a.Value <= a.High80) {
			t.Errorf("%s %s: %v", x.Unit, x.Metric.ID, a)
		}
		y := page{o, x.Unit, x.Origin.Add(i + 1)}
		want := say(narrative.Forecasted, x.Metric, func(t tongue) string {
			if !a.Interval {
				return y.projected(t, x.Metric, rounded(a.Value), x.Forecast.N)
			}
			return y.forecast(t, x.Metric, rounded(a.Value), rounded(a.Low80), rounded(a.High80))
		})
		y.agree(t, []due{want}, []due{d})
	}
	return list
}

func (x page) forecast(t tongue, m *report.Metric, v, lo, hi *big.Rat) string {
	form := t.styleFor(m, v, lo, hi).apart(lo, hi)
	return fill(t.in("{0} {1} forecast at {2} (80% prediction interval {3}).", "預測{0}{2}，80%預測區間為{3}。"),
		t.subject(m, x.short(t)), verb(m, "is", "are"), form.say(v), form.span(lo, hi))
}

func (x page) projected(t tongue, m *report.Metric, v *big.Rat, n int) string {
	words := map[period.Grain][2]string{period.Monthly: {" months", "個月"}, period.Quarterly: {" quarters", "個季度"}}[x.p.Grain()]
	when := x.short(t)
	if t == english {
		when += " "
	}
	return fill(t.in("As a reference only, {0} {1} projected at {2}: {3} of history are too few for an interval.", "僅供參考：推算{0}為{2}；歷史數據僅{3}，不足以計算區間。"),
		when+t.small(m), verb(m, "is", "are"), t.styleFor(m, v).say(v), fmt.Sprint(n, t.in(words[0], words[1])))
}

// lands holds where a year is going to end: what is done, and what is forecast.
func (o *oracle) lands(t *testing.T, w *world, x *narrative.Projection, f narrative.Finding) due {
	y, d := page{o, x.Unit, f.Period}, w.said(f)
	fact := f.Fact.(narrative.LandingFact)
	done, left, sum := new(big.Rat), 0, 0.0
	for p := range o.Calendar.Parts(f.Period, x.Origin.Grain()) {
		if i := p.Sub(x.Origin) - 1; i >= 0 {
			left, sum = left+1, sum+x.Forecast.Ahead[i].Value
			continue
		}
		done = plus(done, o.figure(x.Unit, x.Metric.ID, p).v)
	}
	v, lo, hi := fact.Value.Big(), fact.Low.Big(), fact.High.Big()
	whole, _ := done.Float64()
	got, _ := v.Float64()
	if math.Abs(got-whole-sum) > 1e-6*math.Max(1, math.Abs(got)) || lo.Cmp(v) > 0 || hi.Cmp(v) < 0 {
		t.Errorf("%s %s lands at %v (%v to %v), of which %v is done", x.Unit, x.Metric.ID, v, lo, hi, done)
	}
	want := say(narrative.Landed, x.Metric, func(t tongue) string { return y.landed(t, x.Metric, v, lo, hi, done, left, x.Origin.Grain()) })
	y.agree(t, []due{want}, []due{d})
	return d
}

func (x page) landed(t tongue, m *report.Metric, v, lo, hi, done *big.Rat, left int, g period.Grain) string {
	aim := x.figure(m).aim
	form := t.styleFor(m, v, lo, hi, done, aim).apart(v, aim).apart(lo, hi)
	tpl := t.in("{0} {1} {2} forecast to reach {3} (80% prediction interval, at its widest, {4})", "預測{0}{1}為{3}，80%預測區間不寬於{4}")
	args := []string{x.period(t, x.p, false), t.small(m), verb(m, "is", "are"), form.say(v), form.span(lo, hi)}
	if aim != nil && aim.Sign() > 0 && m.Direction != report.Neutral {
		tpl += t.in(": {5} of the {6} target ({7})", "")
		if t != english {
			tpl = t.in("", "預測{0}{1}為{3}（80%預測區間不寬於{4}），為目標（{6}）的{5}（區間{7}）")
		}
		rates := [3]string{}
		for i, a := range []*big.Rat{v, lo, hi} {
			rates[i] = digits(times(over(a, aim), rat(100, 1)), 0)
		}
		args = append(args, rates[0]+"%", mark(form.say(aim), x.unit, m, x.p), t.in(rates[1]+"–"+rates[2]+"%", rates[1]+"%至"+rates[2]+"%"))
	}
	out := fill(tpl+t.in(".", "。"), args...)
	if first := x.Calendar.Of(g, x.Calendar.Span(x.p).First); left < x.Calendar.Of(g, x.Calendar.Span(x.p).End-1).Sub(first)+1 {
		word := map[period.Grain][2]string{period.Monthly: {" month", "個月"}, period.Quarterly: {" quarter", "個季度"}}[g]
		out += fill(t.in(" {0} of it is actual, {1} {2} forecast.", "其中{0}為實際，其餘{1}為預測。"), form.say(done),
			fmt.Sprint(left, t.in(word[0]+cond(left != 1, "s"), word[1])), map[bool]string{true: "is", false: "are"}[left == 1])
	}
	return out
}
