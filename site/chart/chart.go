package chart

import "math"

// A Value is a number or none: the zero Value is absent. A number that is not
// finite, or beyond 1e100 either way, counts as absent.
type Value struct {
	V  float64
	OK bool
}

// Of is the present value v.
func Of(v float64) Value { return Value{v, true} }

const beyond = 1e100

// ok reports whether v can be drawn.
func (v Value) ok() bool { return v.OK && math.Abs(v.V) <= beyond }

// A Span is the range from Lo to Hi; it is absent unless both are there.
type Span struct{ Lo, Hi Value }

func (s Span) ok() bool { return s.Lo.ok() && s.Hi.ok() }

// A Point is one period of a series.
type Point struct {
	Name   string // of the period, on the axis: "Jun"
	Year   string // printed below the first point of each year: "2020"; may be empty
	Actual Value
	Prior  Value  // the same period a year before
	Target Value  // plan
	Label  string // the actual as finished text: "3.43"; empty: never labelled
	// Low and High are the least and the greatest of earlier years: a pale
	// band behind everything, where both are there.
	Low, High Value
	// Forecast is the expected value of a period that is not over, Inner and
	// Outer are the ranges in which it will lie with 50 % and with 80 %. They
	// are drawn only where there is a forecast. ForecastLabel is its finished
	// text; it never stands for an actual, nor Label for a forecast.
	Forecast      Value
	Inner, Outer  Span
	ForecastLabel string
	// Note marks the point and stands above it: "target 30.00". The target of
	// a point with a note does not count for the scale; where it lies beyond,
	// an arrow leads out of the chart instead of a mark.
	Note    string
	Partial bool // the period is not over, or not all of it has been reported
	Now     bool // the period that the page is about
}

// A Form says how the actual of a series is drawn.
type Form uint8

const (
	Auto    Form = iota // columns up to 16 points, beyond that a line
	Columns             // for flows: few points
	Lines               // for stocks, ratios, many points
)

// A Scale is the range of values that an axis shows; it always holds zero.
// The zero Scale means: the range of the chart's own values. Charts that are
// compared share one.
type Scale struct{ Lo, Hi float64 }

// SeriesOptions say what [Series] draws.
type SeriesOptions struct {
	ID     string // unique on the page; letters, digits, "-" and "_"
	Title  string // what the chart is
	Desc   string // what it shows: construction, extremes, trend
	Points []Point
	Form   Form
	Steps  bool // targets as one stepped line, not as a mark at each point
	Narrow bool // lines for a screen of 320–560 px: fewer labels, larger text
	// Tick is the text of a value on the axis of lines. Nil: grid lines without
	// text. Columns have no axis: their labels say more.
	Tick  func(v float64) string
	Scale Scale
	// Size in px; 0 means 640 × 240, narrow 360 × 235. Columns fit any width;
	// one above 640 gives them words for wide places too.
	Width, Height float64
	// Room is where it is laid out; nil: in one of its own.
	Room *Room
}

// A Room is where series are laid out one after the other, each in what the one
// before has left. It is for one goroutine; the zero Room is ready.
type Room struct {
	own  series // the picture
	at   series // the words at one width
	all  []word // those of all widths
	tops []float64
}

// clear lets go of what was drawn.
func (r *Room) clear() {
	for _, s := range [...]*series{&r.own, &r.at} {
		s.o, s.points, s.behind, s.b = SeriesOptions{}, nil, nil, nil
	}
}

// An OverlayYear is one line of an overlay.
type OverlayYear struct {
	Name   string  // "2020"
	Values []Value // one for each place; those beyond the last are absent
	Label  string  // the last value as finished text; drawn for the last year alone
}

// OverlayOptions say what [Overlay] draws.
type OverlayOptions struct {
	ID, Title, Desc string        // as in SeriesOptions
	Names           []string      // of the places of a year: "Jan", "Feb", …
	Years           []OverlayYear // oldest first; the last is the current one
	// Of the current year, one for each place, absent beyond the end:
	Partial      []bool // periods of which there is only a part
	Target       []Value
	Forecast     []Value
	Inner, Outer []Span // as in Point
	// ForecastLabel is the text of the last forecast.
	ForecastLabel string
	Now           int // the place that the page is about, counted from 1; 0: none
	Narrow        bool
	Tick          func(v float64) string // as in SeriesOptions
	Scale         Scale
	Width, Height float64 // as in SeriesOptions
}

// An Effect is what a change means for the business.
type Effect uint8

const (
	Neutral Effect = iota
	Good           // favourable
	Bad            // unfavourable
)

// A Delta is one step of a bridge.
type Delta struct {
	Name   string
	Value  Value
	Label  string // signed: "+0.74"
	Effect Effect
}

// A Total is the first or the last column of a bridge.
type Total struct {
	Name  string
	Value Value
	Label string
}

// BridgeOptions say what [Bridge] draws.
type BridgeOptions struct {
	ID, Title, Desc string // as in SeriesOptions
	Start           Total
	Deltas          []Delta // in the order in which they stand
	End             Total
	// Narrow draws rows, one for each step, with room for names. Rows are also
	// drawn where the names or labels do not fit under columns.
	Narrow bool
	Width  float64 // px; 0 means 420, narrow 360
	Height float64 // px; 0 means 250; rows take the height that they need
}

// A VariancePoint is one period of a variance.
type VariancePoint struct {
	Name       string // of the period, on the axis
	Value      Value
	Label      string // the value as finished text
	Delta      Value  // the change on the period that it is compared with
	DeltaLabel string // signed: "+0.74"
	Rate       Value  // the change as a part of that period's value
	RateLabel  string // signed: "+27.3%"
	Effect     Effect // of the change
	Partial    bool   // as in Point
	Refused    bool   // changes that are absent are so because they would mislead
	Now        bool   // as in Point
}

// VarianceOptions say what [Variance] draws.
type VarianceOptions struct {
	ID, Title, Desc string          // as in SeriesOptions
	Points          []VariancePoint // oldest first
	// NoRates leaves the tier of rates out: the change is in points already.
	NoRates bool
	// Names of the tiers, to their left; may be empty. The x axes of charts
	// with the same names and as many points are one.
	RateTitle, DeltaTitle, ValueTitle string
	Narrow                            bool
	Width                             float64 // px; 0 means 340, narrow 300
	Height                            float64 // px; 0 means 200, narrow 210
}

// LandingOptions say what [Landing] draws. The labels are finished texts that
// name what they label: "done 21.30".
type LandingOptions struct {
	ID, Title, Desc string // as in SeriesOptions
	Done            Value  // the actual so far
	Landing         Value  // what is done and what is forecast of the rest
	Range           Span   // where the landing will lie with 80 %
	Target, Prior   Value  // of the whole year; Prior is the year before
	DoneLabel       string
	LandingLabel    string
	TargetLabel     string
	PriorLabel      string
	Scale           Scale // shared by landings that are compared; zero: its own
	Narrow          bool
	Width           float64 // px; 0 means 640, narrow 360; the height follows
}

// A PairLine is one of the two lines of pairs.
type PairLine struct {
	Title  string  // above it: the metric, its unit
	Points []Point // the same periods in both; notes are not drawn
	Tick   func(v float64) string
}

// PairsOptions say what [Pairs] draws.
type PairsOptions struct {
	ID, Title, Desc string // as in SeriesOptions
	Upper, Lower    PairLine
	Narrow          bool
	Width           float64 // px; 0 means 640, narrow 360
	Height          float64 // px; 0 means 250, narrow 270
}

// BulletOptions say what [Bullet] draws.
type BulletOptions struct {
	Actual, Target, Prior Value
	// Bands are up to 4 rising attainments that divide the ground into
	// qualitative bands: 0.8, 0.95, 1.05. They need a target above zero.
	Bands       []float64
	LowerBetter bool   // attainment is target / actual; the bands run the other way
	Partial     bool   // as in Point
	Scale       Scale  // shared by the bullets of one table; zero: its own
	Label       string // aria-label; empty: hidden from assistive technology, as the table says it
}

// SparkOptions say what [Spark] draws.
type SparkOptions struct {
	Values   []Value // oldest first; the last Slots of them are drawn
	Slots    int     // 0 means 24; fewer values stand at the right
	Recent   int     // how many of the last are dark; 0 means 12
	Extremes bool    // dots at the least and the greatest of the recent values
	Label    string  // as in BulletOptions
}

// BarOptions say what [Bar] draws.
type BarOptions struct {
	Value  Value
	Scale  Scale // of the whole column of cells; zero: the value fills the cell
	Effect Effect
	Label  string // as in BulletOptions
}
