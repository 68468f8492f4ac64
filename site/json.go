package site

import (
	"bytes"
	"encoding/json"

	"almanac/site/num"
)

// places is to how many decimals ratios and rates are rounded in JSON.
const places = 12

// text is a canonical decimal, or null.
func text(n num.Num) *string {
	if !n.Present() {
		return nil
	}
	s := n.String()
	return &s
}

// rounded is a ratio or rate, or null.
func rounded(n num.Num) *string { return text(n.Round(places)) }

// value is a metric's own number: exact, but rounded where the kind divides.
func (m Metric) value(n num.Num) *string {
	if m.divides {
		return rounded(n)
	}
	return text(n)
}

// word is a string, or null where it is empty.
func word(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// An entry is one key of an ordered object.
type entry struct {
	key   string
	value any
}

// ordered is a JSON object whose keys keep their order.
type ordered []entry

func (o ordered) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, e := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, v := range []any{e.key, e.value} {
			if j > 0 {
				b.WriteByte(':')
			}
			data, err := json.Marshal(v)
			if err != nil {
				return nil, err
			}
			b.Write(data)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

type coverageJSON struct {
	Have int `json:"have"`
	Need int `json:"need"`
}

type comparisonJSON struct {
	Period  *string `json:"period"`
	Base    *string `json:"base"`
	Change  *string `json:"change"`
	Rate    *string `json:"rate"`
	Refused *string `json:"refused"`
}

type windowJSON struct {
	Actual  *string `json:"actual"`
	Target  *string `json:"target"`
	Base    *string `json:"base"`
	Change  *string `json:"change"`
	Rate    *string `json:"rate"`
	Refused *string `json:"refused"`
}

type figureJSON struct {
	Kind       string         `json:"kind"`
	Actual     *string        `json:"actual"`
	Target     *string        `json:"target"`
	Coverage   coverageJSON   `json:"coverage"`
	Stated     *string        `json:"stated"`
	Stacked    *string        `json:"stacked"`
	Attainment *string        `json:"attainment"`
	Met        *bool          `json:"met"`
	Previous   comparisonJSON `json:"previous"`
	YearAgo    comparisonJSON `json:"year_ago"`
	YearToDate *windowJSON    `json:"year_to_date"`
	Rolling12  *windowJSON    `json:"rolling_12"`
}

// MarshalJSON gives the object of design.md §5.
func (f *Figures) MarshalJSON() ([]byte, error) {
	metrics := ordered{}
	for _, x := range f.Metrics {
		metrics = append(metrics, entry{x.Metric.ID, x.json()})
	}
	return json.Marshal(ordered{{"unit", f.Unit}, {"period", f.Name}, {"as_of", f.AsOf.String()}, {"metrics", metrics}})
}

func (x Figure) json() figureJSON {
	out := figureJSON{Kind: x.Metric.Kind, Actual: x.Metric.value(x.Actual), Target: x.Metric.value(x.Target),
		Coverage: coverageJSON{x.Have, x.Need}, Stated: x.Metric.value(x.Stated), Stacked: x.Metric.value(x.Stacked),
		Attainment: rounded(x.Attainment), Previous: x.Metric.comparison(x.Previous), YearAgo: x.Metric.comparison(x.YearAgo),
		YearToDate: x.Metric.window(x.YearToDate), Rolling12: x.Metric.window(x.Rolling12)}
	if x.Known {
		out.Met = &x.Met
	}
	return out
}

func (m Metric) comparison(c Comparison) comparisonJSON {
	return comparisonJSON{word(c.Period), m.value(c.Base), m.value(c.Change), rounded(c.Rate), word(c.Refused)}
}

func (m Metric) window(w *Window) *windowJSON {
	if w == nil {
		return nil
	}
	return &windowJSON{m.value(w.Actual), m.value(w.Target), m.value(w.Base), m.value(w.Change), rounded(w.Rate), word(w.Refused)}
}

type pairJSON struct {
	Kind    string  `json:"kind"`
	From    *string `json:"from"`
	To      *string `json:"to"`
	Change  *string `json:"change"`
	Rate    *string `json:"rate"`
	Refused *string `json:"refused"`
}

type placeJSON struct {
	Unit   string `json:"unit"`
	Period string `json:"period"`
}

// MarshalJSON gives {"from":{"unit","period"},"to":{…},"as_of","metrics":{…}}.
func (c *Compared) MarshalJSON() ([]byte, error) {
	metrics := ordered{}
	for _, x := range c.Metrics {
		m := x.Metric
		metrics = append(metrics, entry{m.ID, pairJSON{m.Kind, m.value(x.From), m.value(x.To), m.value(x.Change), rounded(x.Rate), word(x.Refused)}})
	}
	return json.Marshal(ordered{{"from", placeJSON{c.From.Unit, c.From.Name}}, {"to", placeJSON{c.To.Unit, c.To.Name}}, {"as_of", c.AsOf.String()}, {"metrics", metrics}})
}

type explainedJSON struct {
	Unit         string       `json:"unit"`
	Period       string       `json:"period"`
	Metric       string       `json:"metric"`
	Kind         string       `json:"kind"`
	Actual       *string      `json:"actual"`
	Target       *string      `json:"target"`
	Coverage     coverageJSON `json:"coverage"`
	Complete     bool         `json:"complete"`
	Source       *string      `json:"source"`
	TargetSource *string      `json:"target_source"`
	Stated       *string      `json:"stated"`
	Stacked      *string      `json:"stacked"`
	First        *string      `json:"first_reported"`
	NA           *string      `json:"na"`
	Formula      *string      `json:"formula"`
	File         *string      `json:"file"`
	Line         int          `json:"line"`
	Column       int          `json:"column"`
	Parts        []*Explained `json:"parts"`
}

// MarshalJSON gives the tree: each node has its figure, where it comes from
// (source: stated, time, units, computed or null), and its parts.
func (e *Explained) MarshalJSON() ([]byte, error) {
	m := e.Metric
	out := explainedJSON{Unit: e.Unit, Period: e.Name, Metric: m.ID, Kind: m.Kind, Actual: m.value(e.Actual), Target: m.value(e.Target),
		Coverage: coverageJSON{e.Have, e.Need}, Complete: e.Complete, Source: word(e.Source), TargetSource: word(e.TargetSource),
		Stated: m.value(e.Stated), Stacked: m.value(e.Stacked), First: m.value(e.First), NA: word(e.NA), Formula: word(e.Formula),
		File: word(e.File), Line: e.Line, Column: e.Column, Parts: []*Explained{}}
	for i := range e.Parts {
		out.Parts = append(out.Parts, &e.Parts[i])
	}
	return json.Marshal(out)
}
