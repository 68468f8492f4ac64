package page

import (
	"strconv"

	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// A ScriptIndex is what the script of the compare page must know before any
// figure: metrics, and how each language says and writes them. The metrics of a
// language run beside those of the index.
type ScriptIndex struct {
	Metrics []ScriptMetric        `json:"metrics"`
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
// year earlier, if there can be one.
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
	Metrics []ScriptName      `json:"metrics"`
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

// A ScriptUnit is a unit with the figures of its last years, data/compare/east.js.
// Those of the years before lie in further files, data/compare/east/2016.js, and
// so do the units below it where there are many, data/compare/east/units-2.js.
type ScriptUnit struct {
	Unit    string            `json:"unit"`
	Names   map[string]string `json:"names"` // by language
	Moves   []period.Day      `json:"moves,omitempty"`
	Below   []ScriptBelow     `json:"below,omitempty"`
	Parts   int               `json:"parts,omitempty"`   // files of units below, this among them, if more than one
	Earlier []string          `json:"earlier,omitempty"` // the first years of the files of years before, the earliest first
	ScriptYears
}

// A ScriptBelow is a unit below another.
type ScriptBelow struct {
	Unit  string            `json:"unit"`
	Names map[string]string `json:"names"`
}

// A ScriptPart is more of the units below one; parts count from 2.
type ScriptPart struct {
	Unit  string        `json:"unit"`
	Part  int           `json:"part"`
	Below []ScriptBelow `json:"below"`
}

// A ScriptEarlier is the figures of earlier years of a unit, from that on which
// From names.
type ScriptEarlier struct {
	Unit string `json:"unit"`
	From string `json:"from"`
	ScriptYears
}

// ScriptYears are the figures of some years of a unit: of each period one for
// each metric of the index. Labels, by language, and Figures run beside Periods.
// A figure is null where there is none, its exact value as a decimal or a
// fraction where there is nothing else to say, or a [ScriptFigure].
type ScriptYears struct {
	Periods []ScriptPeriod      `json:"periods"`
	Labels  map[string][]string `json:"labels"`
	Figures [][]any             `json:"figures"`
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

// ScriptIndex is the index of the book's figures.
func (b *Book) ScriptIndex() ScriptIndex {
	w := b.writer(Ref{Kind: Compare, Lang: b.tags[0]})
	out := ScriptIndex{Metrics: []ScriptMetric{}, Langs: map[string]ScriptLang{}}
	for _, m := range w.grouped {
		x := ScriptMetric{ID: m.ID, Unit: m.Unit, Decimals: m.Decimals, Direction: int(m.Direction), Flat: w.flatBelow(m).String()}
		if m.Format == "1:x" {
			x.Form = m.Format
		}
		out.Metrics = append(out.Metrics, x)
	}
	for _, tag := range b.tags {
		out.Langs[tag] = b.writer(Ref{Kind: Compare, Lang: tag}).scriptLang()
	}
	return out
}

// ScriptUnits lists the units that have figures.
func (b *Book) ScriptUnits() []string { return b.scripted.all }

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
func (w *writer) scriptLang() ScriptLang {
	out := ScriptLang{Number: scriptNumber(w.l.Notation()), Words: w.scriptWords()}
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
	if s := w.l.Unit(form); s != "" {
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
		"compare.place", "compare.more_units", "split.earlier", "page.restated", "page.of", "page.not_over", "page.clipped", "page.clipped_long", "page.not_comparable", "page.colon",
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

// scriptFigure is a figure as the script reads it.
func (b *Book) scriptFigure(unit string, m *report.Metric, p period.Period) any {
	f := b.cube.Figure(unit, m.ID, p)
	if !f.Actual.Present() {
		why := ScriptFigure{Why: whyAbsent(&f), Reason: f.NA}
		if why.Why == "" {
			return nil
		}
		return why
	}
	x := ScriptFigure{Value: f.Actual.Exact(), Partial: !f.Complete, Scope: f.Clipped || f.Incomparable,
		Restated: f.Restated, Clipped: f.Clipped, Early: f.Incomparable}
	// A figure beside itself is refused for what it brings with it.
	self := b.cube.Against(unit, m.ID, p, p).Refused
	x.Tiny, x.Small = self == cube.TinyBase, self == cube.SmallSample
	if !f.Coverage.Full() {
		cover := f.Coverage
		x.Have, x.Need = &cover.Have, cover.Need
	} else {
		x.NotOver = !f.Over
	}
	if x == (ScriptFigure{Value: x.Value}) {
		return x.Value
	}
	return x
}

// whyAbsent is why there is no figure; "" if it is just missing.
func whyAbsent(f *cube.Figure) string {
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
