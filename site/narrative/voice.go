package narrative

import (
	"strings"
	"unicode"

	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A Voice speaks of an archive in one language: it names units and metrics,
// prints their figures, and says findings.
type Voice struct {
	*locale.Locale
	n    *Narrator
	cal  period.Calendar
	tags []string // languages whose names serve where the own has none

	metrics map[*report.Metric]*metricWords // of the archive
	units   map[string]string               // names of those of the archive
	names   names                           // of periods
	before  [6]baseNames                    // by grain: of the period before
	ago     [6]baseNames                    // of the year before
}

// Voice makes one of a language. Where the archive has no name in it, the first
// of the other languages that has one lends it.
func (n *Narrator) Voice(l *locale.Locale, tags []string) *Voice {
	v := &Voice{Locale: l, n: n, cal: n.cal, tags: tags}
	metrics, units := make(map[*report.Metric]*metricWords, len(n.archive.Metrics)), make(map[string]string, len(n.archive.Units))
	for _, m := range n.archive.Metrics {
		w := v.wordsOf(m)
		metrics[m] = &w
	}
	for _, u := range n.archive.Units {
		if _, twice := units[u.ID]; !twice {
			units[u.ID] = v.nameOf(u)
		}
	}
	for _, g := range period.Grains {
		v.before[g], v.ago[g] = v.bases("previous", g.String()), v.bases("year_ago", g.String())
	}
	v.metrics, v.units, v.names = metrics, units, v.namesOf()
	return v
}

// Text is a text of the archive in the voice's language, else in another.
func (v *Voice) Text(t report.Text) string {
	if s, ok := t[v.Tag]; ok {
		return s
	}
	return t.In(v.Tag, v.tags...)
}

// isolated keeps a name that is written from right to left from drawing what
// stands beside it, such as a number, into its own direction (UAX #9: a first
// strong isolate).
func isolated(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool {
		return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
	}) {
		return name
	}
	return "\u2068" + name + "\u2069"
}

// UnitName names a unit; the whole organisation without a name is "All units".
func (v *Voice) UnitName(id string) string {
	if name, ok := v.units[id]; ok {
		return name
	}
	return id
}

func (v *Voice) nameOf(u *report.Unit) string {
	if s := v.Text(u.Name); s != "" {
		return isolated(s)
	}
	if u.ID == report.Root {
		return v.T("nav.all_units")
	}
	return u.ID
}

// MetricName names a metric.
func (v *Voice) MetricName(m *report.Metric) string { return v.words(m).name }

func (v *Voice) wordsOf(m *report.Metric) metricWords {
	w := metricWords{name: m.ID, number: 1}
	if s := v.Text(m.Label); s != "" {
		w.name = isolated(s)
	} else if key := "metric_name." + m.ID; v.Has(key) {
		w.name = v.T(key)
	}
	list := strings.Fields(w.name)
	if m.Unit != report.Count || m.Kind == report.Ratio {
		list = list[max(0, len(list)-1):]
	}
	for _, x := range list {
		if strings.HasSuffix(x, "s") && !strings.HasSuffix(x, "ss") {
			w.number = 2
		}
	}
	w.inner, w.measure, w.group = v.Label(w.name), v.Text(m.Measure), m.Group
	switch key := "metric_group." + m.Group; {
	case m.Group == "":
		w.group = v.T("metric_group.rest")
	case v.Has(key):
		w.group = v.T(key)
	}
	return w
}

// Format is how the figures of a metric are printed beside amounts up to max.
func (v *Voice) Format(m *report.Metric, max num.Num) locale.Format {
	f := locale.Format{Unit: m.Unit, Currency: m.Currency, Decimals: m.Decimals, Measure: v.words(m).measure}
	if m.Unit == report.Money {
		f.Scale = v.ScaleFor(max)
		if f.Scale.Power == 0 && f.Decimals < 0 && max.Abs().Cmp(num.Int(1000)) >= 0 {
			f.Decimals = 0 // cents say nothing beside thousands
		}
	}
	return f
}

// Figure prints a number of a metric for a table.
func (v *Voice) Figure(x num.Num, m *report.Metric, f locale.Format) string {
	return odds(m, x, v.Locale.Figure(x, f))
}

// Amount prints a number of a metric for a sentence. What would print as nothing
// and is not takes a scale of its own.
func (v *Voice) Amount(x num.Num, m *report.Metric, f locale.Format) string {
	return odds(m, x, v.Say(x, v.gapFormat(x, m, f)))
}

// odds writes a number as 1:x where its metric is written so.
func odds(m *report.Metric, x num.Num, s string) string {
	if m.Format == "1:x" && x.Present() {
		return "1:" + s
	}
	return s
}

// sayFormat is the format of amounts in one sentence: the scale of the largest,
// and as many decimals as the first two need to print apart.
func (v *Voice) sayFormat(m *report.Metric, a, b num.Num, more ...num.Num) locale.Format {
	top := Biggest(a, b)
	for _, x := range more {
		top = Biggest(top, x)
	}
	return v.Tell(m, a, b, v.Format(m, top))
}

// Tell is a format with as many decimals as two amounts need to read apart.
// Some scales are written out in sentences and so have no decimals: there
// amounts that would read the same stand unscaled.
func (v *Voice) Tell(m *report.Metric, a, b num.Num, form locale.Format) locale.Format {
	out := v.Apart(a, b, form)
	if m.Unit != report.Money || !a.Present() || !b.Present() || a.Equal(b) {
		return out
	}
	if step := v.Step(out); step.Present() && a.Sub(b).Abs().Cmp(step) >= 0 || v.Amount(a, m, out) != v.Amount(b, m, out) {
		return out
	}
	form.Scale, form.Decimals = locale.Scale{}, -1
	return v.Apart(a, b, form)
}

// gapFormat is the format of an amount: its own scale where that of its sentence
// would print it as nothing.
func (v *Voice) gapFormat(x num.Num, m *report.Metric, form locale.Format) locale.Format {
	if x.Sign() == 0 || shown(x, form) {
		return form
	}
	if s := v.Say(x, form); strings.ContainsAny(s, "123456789") && !strings.Contains(s, v.T("number.less")) {
		return form
	}
	if m.Unit != report.Money {
		return v.Apart(x, num.Zero(), form)
	}
	own := v.Format(m, x)
	if !strings.ContainsAny(v.Say(x, own), "123456789") {
		own = v.Apart(x, num.Zero(), own)
	}
	return own
}

// shown reports whether an amount is at least one of what it is told in, and so
// is not told as nothing.
func shown(x num.Num, form locale.Format) bool {
	switch {
	case form.Unit == report.Percent:
		return x.Abs().Cmp(onePercent) >= 0
	case form.Unit == report.Money && form.Scale.Power > 0 && form.Scale.Power < len(tens):
		return x.Abs().Cmp(tens[form.Scale.Power]) >= 0
	}
	return x.Abs().Cmp(tens[0]) >= 0 && form.Scale.Power <= 0
}

var onePercent = num.Dec(1, 2)

// tens are the powers of ten that scales have.
var tens = [...]num.Num{num.Int(1), num.Int(1e1), num.Int(1e2), num.Int(1e3), num.Int(1e4), num.Int(1e5), num.Int(1e6), num.Int(1e7), num.Int(1e8),
	num.Int(1e9), num.Int(1e10), num.Int(1e11), num.Int(1e12)}

// pointed is a number of percentage points without its unit or sign.
func (v *Voice) pointed(x num.Num, decimals int) string {
	s := v.SayNumber(x.Abs().Mul(num.Int(100)), decimals)
	if x.Sign() != 0 && !strings.ContainsAny(s, "123456789") {
		return v.T("number.less") + v.Number(num.Dec(1, decimals), decimals)
	}
	return s
}

// Biggest is the greater of two amounts without their signs.
func Biggest(a, b num.Num) num.Num {
	switch {
	case !a.Present():
		return b.Abs()
	case !b.Present() || a.Abs().Cmp(b.Abs()) >= 0:
		return a.Abs()
	}
	return b.Abs()
}

// subject is the beginning of a sentence on a metric, and the plural form of
// its verb. With a period it names that, too.
func (v *Voice) subject(m *report.Metric, p period.Period) (words string, n int) {
	name, key := v.MetricName(m), "subject.metric"
	n = v.number(m)
	if n == 1 && (m.Unit == report.Percent || m.Kind == report.Ratio) {
		key = "subject.rate"
	}
	if p.IsZero() {
		if key == "subject.rate" {
			name = v.Label(name)
		}
		return v.Capital(v.Fill(key, "metric", name)), n
	}
	if key == "subject.rate" {
		return v.Capital(v.Fill("subject.period_rate", "period", v.brief(p), "metric", v.Label(name))), n
	}
	return v.Capital(v.Fill("subject.period", "period", v.brief(p), "metric", v.Label(name))), n
}

// inner is the subject as it stands inside a sentence.
func (v *Voice) inner(m *report.Metric) string {
	key := "subject.metric"
	if v.number(m) == 1 && (m.Unit == report.Percent || m.Kind == report.Ratio) {
		key = "subject.rate_inner"
	}
	return v.Fill(key, "metric", v.words(m).inner)
}

// number is 2 where a metric's name takes a verb in the plural: Sales, Orders,
// and of counts Units sold, too.
func (v *Voice) number(m *report.Metric) int { return v.words(m).number }

// brief names a period without its year, a year with it.
func (v *Voice) brief(p period.Period) string {
	return v.PeriodIn(p, v.yearOf(p))
}

// within names a period without its year where it shares that of another.
func (v *Voice) within(p, beside period.Period) string {
	return v.midway(v.PeriodIn(p, v.yearOf(beside)), p)
}

// midway is the name of a period as it stands inside a sentence: fiscal 2020,
// week 43; names of months and quarters stay as they are.
func (v *Voice) midway(name string, p period.Period) string {
	if p.Grain() == period.Annual || p.Grain() == period.Weekly {
		return v.Label(name)
	}
	return name
}

// Coverage says how much of a figure is there: 2 of 3 months.
func (v *Voice) Coverage(f cube.Figure, p period.Period) string {
	key := "coverage.parts"
	switch {
	case f.Source == cube.OverUnits:
		key = "coverage.units"
	case f.Source == cube.OverTime && p.Grain() <= period.Monthly:
		key = "coverage.daily"
	case f.Source == cube.OverTime && f.Coverage.Need == 4 && p.Grain() == period.Annual:
		key = "coverage.quarterly"
	case f.Source == cube.OverTime:
		key = "coverage.monthly"
	}
	return v.T(key, "have", f.Coverage.Have, "need", f.Coverage.Need, "n", f.Coverage.Need)
}
