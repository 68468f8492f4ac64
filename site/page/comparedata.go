package page

import (
	"slices"
	"strconv"

	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A ScriptIndex is what the script of the compare page must know before any
// figure: metrics, units and periods, and how each language says and writes
// them. Lists of a language run beside those of the index.
type ScriptIndex struct {
	Metrics []ScriptMetric        `json:"metrics"`
	Units   []string              `json:"units"`
	Periods []ScriptPeriod        `json:"periods"`
	Langs   map[string]ScriptLang `json:"langs"`
}

// A ScriptMetric is how a metric is printed and judged. Flat is the least
// change, as a rate or for a percentage in points, that has a direction.
type ScriptMetric struct {
	ID        string `json:"id"`
	Unit      string `json:"unit"`
	Decimals  int    `json:"decimals"`
	Form      string `json:"form,omitempty"`
	Direction int    `json:"direction"`
	Flat      string `json:"flat"`
}

// A ScriptPeriod is a period with its days, End excluded, and the same one a
// year earlier, if there is one.
type ScriptPeriod struct {
	Name  string     `json:"name"`
	Grain string     `json:"grain"`
	First period.Day `json:"first"`
	End   period.Day `json:"end"`
	Ago   string     `json:"ago,omitempty"`
}

// A ScriptLang is how a language writes numbers and what it calls things.
type ScriptLang struct {
	Number  ScriptNumber      `json:"number"`
	Words   map[string]string `json:"words"`
	Units   []string          `json:"units"`
	Metrics []ScriptName      `json:"metrics"`
	Periods []string          `json:"periods"`
}

// A ScriptName is what a metric is called in a language. Unit is what stands
// behind its name, by the power of ten of its scale.
type ScriptName struct {
	Name         string            `json:"name"`
	Group        string            `json:"group"`
	Unit         map[string]string `json:"unit,omitempty"`
	Incomparable string            `json:"incomparable,omitempty"`
}

// A ScriptNumber is a [locale.Notation].
type ScriptNumber struct {
	Group   string       `json:"group"`
	Point   string       `json:"point"`
	Absent  string       `json:"absent"`
	Less    string       `json:"less"`
	Percent [2]string    `json:"percent"`
	Points  [2]string    `json:"points"`
	Scales  []ScriptStep `json:"scales"`
}

// A ScriptStep is a [locale.Step].
type ScriptStep struct {
	Power    int    `json:"power"`
	From     string `json:"from"`
	Decimals int    `json:"decimals"`
}

// A ScriptUnit is the figures of a unit: by period one for each metric of the
// index. A figure is null where there is none, its exact value as a decimal or
// a fraction where there is nothing else to say, or a [ScriptFigure].
type ScriptUnit struct {
	Unit    string           `json:"unit"`
	Moves   []period.Day     `json:"moves,omitempty"`
	Periods map[string][]any `json:"periods"`
}

// A ScriptFigure is a figure with what speaks against comparing it, its marks,
// or why there is none.
type ScriptFigure struct {
	Value    string `json:"value,omitempty"`
	Why      string `json:"why,omitempty"`    // na, not-stackable, plan, undefined, not-over
	Reason   string `json:"reason,omitempty"` // of na
	Partial  bool   `json:"partial,omitempty"`
	Scope    bool   `json:"scope,omitempty"`
	Tiny     bool   `json:"tiny,omitempty"`
	Small    bool   `json:"small,omitempty"`
	Restated bool   `json:"restated,omitempty"`
	Have     *int   `json:"have,omitempty"` // of Need; only where they differ
	Need     int    `json:"need,omitempty"`
	NotOver  bool   `json:"not_over,omitempty"`
	Clipped  bool   `json:"clipped,omitempty"`
	Early    bool   `json:"early,omitempty"` // before the metric is comparable
}

// ScriptIndex is the index of the book's figures; without units if nothing can
// be compared.
func (b *Book) ScriptIndex() ScriptIndex {
	w := b.writer(Ref{Kind: Compare, Lang: b.tags[0]})
	out := ScriptIndex{Metrics: []ScriptMetric{}, Units: b.ScriptUnits(), Langs: map[string]ScriptLang{}}
	for _, m := range w.grouped {
		x := ScriptMetric{ID: m.ID, Unit: m.Unit, Decimals: m.Decimals, Direction: int(m.Direction), Flat: w.flatBelow(m).String()}
		if m.Format == "1:x" {
			x.Form = m.Format
		}
		out.Metrics = append(out.Metrics, x)
	}
	periods, known := b.scriptPeriods()
	for _, p := range periods {
		s := b.cal.Span(p)
		x := ScriptPeriod{Name: b.cal.Name(p), Grain: p.Grain().String(), First: s.First, End: s.End}
		if q, ok := b.cal.YearAgo(p); ok && known[q] {
			x.Ago = b.cal.Name(q)
		}
		out.Periods = append(out.Periods, x)
	}
	for _, tag := range b.tags {
		out.Langs[tag] = b.writer(Ref{Kind: Compare, Lang: tag}).scriptLang(out.Units, periods)
	}
	return out
}

// ScriptUnits lists the units that have figures.
func (b *Book) ScriptUnits() []string {
	ids := []string{}
	for _, u := range b.archive.Units {
		if len(b.comparable(u.ID)) > 0 {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

// scriptPeriods lists the periods for which any unit has figures, in order.
func (b *Book) scriptPeriods() (list []period.Period, known map[period.Period]bool) {
	known = map[period.Period]bool{}
	for _, u := range b.archive.Units {
		for _, p := range b.comparable(u.ID) {
			if !known[p] {
				known[p] = true
				list = append(list, p)
			}
		}
	}
	slices.SortFunc(list, b.cal.Compare)
	return list, known
}

// flatBelow is the least change of a metric that has a direction.
func (w *writer) flatBelow(m *report.Metric) num.Num {
	var least num.Num
	for _, x := range w.tell.Limits(m) {
		if !least.Present() || x.Cmp(least) < 0 {
			least = x
		}
	}
	return least
}

// scriptLang is the names and words of the writer's language.
func (w *writer) scriptLang(units []string, periods []period.Period) ScriptLang {
	out := ScriptLang{Number: scriptNumber(w.l.Notation()), Words: w.scriptWords()}
	for _, id := range units {
		out.Units = append(out.Units, w.unitName(id))
	}
	for _, p := range periods {
		out.Periods = append(out.Periods, w.voice.Period(p))
	}
	for _, m := range w.grouped {
		n := ScriptName{Name: w.metricName(m), Group: w.voice.Group(m), Unit: w.scriptUnits(m)}
		if !m.ComparableFrom.IsZero() {
			n.Incomparable = w.l.T("state.not_comparable", "period", w.voice.Period(m.ComparableFrom))
		}
		out.Metrics = append(out.Metrics, n)
	}
	return out
}

func scriptNumber(n locale.Notation) ScriptNumber {
	out := ScriptNumber{n.Group, n.Point, n.Absent, n.Less, n.Percent, n.Points, []ScriptStep{}}
	for _, s := range n.Scales {
		out.Scales = append(out.Scales, ScriptStep{s.Power, s.From.String(), s.Decimals})
	}
	return out
}

// scriptUnits are the units of a metric's column, by the power of its scale.
func (w *writer) scriptUnits(m *report.Metric) map[string]string {
	form := locale.Format{Unit: m.Unit, Currency: m.Currency, Decimals: m.Decimals, Measure: w.text(m.Measure)}
	out := map[string]string{}
	if s := w.l.Unit(form); s != "" && m.Unit != report.Percent {
		out["0"] = s
	}
	for _, s := range w.l.Notation().Scales {
		if m.Unit == report.Money {
			form.Scale = s.Scale
			out[strconv.Itoa(s.Power)] = w.l.Unit(form)
		}
	}
	return out
}

// scriptWords are the words that the script puts into its table, by the keys
// of the catalogue.
func (w *writer) scriptWords() map[string]string {
	out := map[string]string{}
	for _, key := range []string{
		"table.metric", "table.change", "table.change_rate", "compare.effect", "compare.difference", "compare.difference_rate", "compare.level", "compare.beside",
		"compare.lengths", "compare.none", "favour.favourable", "favour.unfavourable", "favour.unchanged",
		"compare.place", "page.restated", "page.of", "page.not_over", "page.clipped", "page.clipped_long", "page.not_comparable", "page.colon",
		"state.restated", "state.partial", "state.not_over", "state.na", "state.plan", "state.undefined", "state.missing",
	} {
		out[key] = w.l.T(key)
	}
	for _, r := range []cube.Refusal{cube.NotStackable, cube.Missing, cube.Partial, cube.ScopeChanged, cube.ZeroBase, cube.SignChange, cube.TinyBase, cube.SmallSample} {
		out["refusal_long."+string(r)] = w.l.T("refusal_long." + string(r))
	}
	for _, g := range period.Grains {
		out["grains."+g.String()] = w.l.T("grains." + g.String())
	}
	return out
}

// ScriptUnit is the figures of a unit.
func (b *Book) ScriptUnit(unit string) ScriptUnit {
	out := ScriptUnit{Unit: unit, Moves: b.cube.Moves(unit), Periods: map[string][]any{}}
	metrics := b.grouped
	for _, p := range b.comparable(unit) {
		row := make([]any, len(metrics))
		for i, m := range metrics {
			row[i] = b.scriptFigure(unit, m, p)
		}
		out.Periods[b.cal.Name(p)] = row
	}
	return out
}

// scriptFigure is a figure as the script reads it.
func (b *Book) scriptFigure(unit string, m *report.Metric, p period.Period) any {
	f := b.cube.Figure(unit, m.ID, p)
	if !f.Actual.Present() {
		why := ScriptFigure{Why: whyAbsent(f), Reason: f.NA}
		if why.Why == "" {
			return nil
		}
		return why
	}
	x := ScriptFigure{Value: exact(f.Actual), Partial: !f.Complete, Scope: f.Clipped || f.Incomparable,
		Restated: f.Restated, Clipped: f.Clipped, Early: f.Incomparable}
	// A figure beside itself is refused for what it brings with it.
	self := b.cube.Against(unit, m.ID, p, p).Refused
	x.Tiny, x.Small = self == cube.TinyBase, self == cube.SmallSample
	if !f.Coverage.Full() {
		x.Have, x.Need = &f.Coverage.Have, f.Coverage.Need
	} else {
		x.NotOver = !f.Over
	}
	if x == (ScriptFigure{Value: x.Value}) {
		return x.Value
	}
	return x
}

// whyAbsent is why there is no figure; "" if it is just missing.
func whyAbsent(f cube.Figure) string {
	switch {
	case f.NA != "":
		return "na"
	case f.Unstackable:
		return "not-stackable"
	case !f.Over && f.Target.Present():
		return "plan"
	case f.Den.IsZero():
		return "undefined"
	case !f.Over:
		return "not-over"
	}
	return ""
}

// exact is a number as a decimal or, where no decimal is it, as a fraction.
func exact(n num.Num) string {
	r := n.Big()
	if _, ok := r.FloatPrec(); ok {
		return n.String()
	}
	return r.RatString()
}
