package report

import (
	"almanac/site/num"
	"almanac/site/period"
)

// A Kind says how a metric's figures stack (domain.md §2.2).
type Kind string

const (
	Flow     Kind = "flow"     // added up over time and units
	Stock    Kind = "stock"    // a level: last, first or mean over time, added up over units
	Ratio    Kind = "ratio"    // numerator over denominator, each stacked by its own kind
	WMean    Kind = "wmean"    // a mean with weights
	Distinct Kind = "distinct" // never added up over time
	Max      Kind = "max"
	Min      Kind = "min"
	Derived  Kind = "derived" // worked out from other metrics
)

// Kinds lists every kind.
var Kinds = []string{string(Flow), string(Stock), string(Ratio), string(WMean), string(Distinct), string(Max), string(Min), string(Derived)}

// The units that a metric is measured in.
const (
	Money    = "money"
	Count    = "count"
	Percent  = "percent"
	Duration = "duration"
	Index    = "index"
	NoUnit   = "none"
)

// Measures lists the units that a metric can be measured in.
var Measures = []string{Money, Count, Percent, Duration, Index, NoUnit}

// A Direction is the side on which a figure is favourable.
type Direction int

const (
	Down    Direction = -1
	Neutral Direction = 0
	Up      Direction = +1
)

// A Metric is a defined measure.
type Metric struct {
	ID         string
	Kind       Kind
	Label      Text
	Definition Text
	Aliases    map[string][]string // by language; for finding claims, never for identity
	Unit       string
	Currency   string // an ISO code, for money
	Direction  Direction
	Group      string // sales, customers, market, process
	Decimals   int    // shown after scaling; −1: the default of the unit
	Core       bool
	Basis      string // booked, shipped or collected
	Num, Den   string // metrics whose quotient a ratio is; "" if reports state the parts
	Weight     string // metric that a weighted mean weighs with; "" if reports state it
	Time       string // of a stock: last, first or mean
	Org        string // sum or none
	Expr       *Expr  // of a derived metric
	Attain     string // linear, reciprocal or quotient
	Format     string // "" or 1:x
	Measure    Text   // the measure word of a count
	OwnerDept  string
	MinBase    num.Num // absent: the default of domain.md §2.3
	MinDen     num.Num
	Bands      *Bands
	NoForecast bool
	Explain    bool
	Carry      bool
	// Unbounded: a distinct count that is counted anew in each period, so that
	// a longer one need not lie between its largest part and their sum.
	Unbounded bool
	// ComparableFrom is the first period whose values may serve in
	// comparisons (settled.md 14); the zero Period: all.
	ComparableFrom period.Period
	Builtin        bool // known without configuration
	Pos            Pos  // in config.toml
}

// Points reports whether changes of m are in percentage points.
func (m *Metric) Points() bool { return m.Unit == Percent }

// An Expr is the expression of a derived metric: a metric, a number, or an
// operation on two expressions.
type Expr struct {
	Op     byte // '+', '-', '*', '/'; 0: a leaf
	Metric string
	Number num.Num
	L, R   *Expr
}

// Metrics lists the metrics that e uses, in the order in which they occur.
func (e *Expr) Metrics() []string {
	switch {
	case e == nil:
		return nil
	case e.Op != 0:
		return append(e.L.Metrics(), e.R.Metrics()...)
	case e.Metric != "":
		return []string{e.Metric}
	}
	return nil
}

// Divides reports whether e holds a division.
func (e *Expr) Divides() bool {
	return e != nil && (e.Op == '/' || e.L.Divides() || e.R.Divides())
}
