// Package report holds the words of the trade as values: an [Archive] of
// [Report]s, each one summary of one [Unit] for one period, with figures of
// declared [Metric]s. It knows no files, pages or languages.
//
// Everything here is as written. What is worked out from it (sums, targets,
// comparisons) belongs to package cube; what became of a promise to package
// ledger. Once read, an archive is never changed.
//
// Units form a tree whose root has the id [Root] and is the whole
// organisation. If the configuration declares any unit it declares all; else
// the folders of the content are the tree.
package report

import (
	"cmp"

	"almanac/site/num"
	"almanac/site/period"
)

// Root is the id of the unit that is the whole organisation.
const Root = "root"

// A Text is a name or sentence in several languages, keyed by tag. The key ""
// holds for every language that has none of its own.
type Text map[string]string

// In returns the text in a language: its own, else the one for all, else that
// of the first of the fallbacks that has one, else "".
func (t Text) In(lang string, fallbacks ...string) string {
	if len(t) == 0 {
		return ""
	}
	if s, ok := t[lang]; ok {
		return s
	}
	if s, ok := t[""]; ok {
		return s
	}
	for _, l := range fallbacks {
		if s, ok := t[l]; ok {
			return s
		}
	}
	return ""
}

// A Pos is a place in a file: line and column in characters, both from 1.
// The zero Pos is unknown.
type Pos struct{ Line, Column int32 }

// Compare puts the earlier place in a file first.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// An Archive is everything that the configuration and the reports say.
type Archive struct {
	Config
	Units   []*Unit   // the tree in order, parents before children, the root first
	Reports []*Report // by unit in the order of Units, then by period, longer before shorter that start the same day
	Data    []*Datum  // what other departments filed, by file, as it stands there
}

// Config is what config.toml says. Every key has a default.
type Config struct {
	Title     Text
	Languages []string // tags; the first is the language that reports are in by default
	BaseURL   string   // "" or an absolute address that ends with /
	AsOf      *period.Day
	Timezone  string // an IANA name; "" is UTC
	Calendar  period.Calendar
	Workdays  [7]bool // indexed by time.Weekday
	Holidays  []period.Day
	Combine   [][]int   // months that are also compared together: 1 and 2 around the Spring Festival
	Weeks53   []int     // years that have a week 53, for calendars of weeks
	Events    []Event   // of the calendar
	Metrics   []*Metric // in the order of the configuration
	Declared  bool      // the configuration declares the tree of units
	People    []Person
	Bands     Bands
	Deadlines map[string]string // by grain, as written; "none": nothing is due
	Profiles  []Profile
	Scenarios map[string]Scenario
	Checks    Checks
	Tiers     map[string]Text
	Strategy  map[string]Text
	Topics    []string             // tags that words of what customers said stand for
	Benchmark map[string]Benchmark // by metric
	FX        []Rate
	Publish   Publish
	Sources   map[string]Pos // where config.toml says a table ("metrics.revenue", "units.east")
	Digest    Digest         // of config.toml
}

// A Person is someone whom reports name by id.
type Person struct {
	ID, Name string
	Role     string // "" or one of the roles that sign
	Units    []string
}

// Bands are the limits between flat, slight, moderate, marked and surge
// (domain.md §3.3): fractions for relative changes and for points.
type Bands struct{ Pct, Points [4]num.Num }

// A Profile says what a report of a grain and level owes.
type Profile struct {
	Grain    period.Grain
	Level    string
	Roles    []string // sections; nil: the default
	Metrics  []string // core metrics; nil: the default
	Explain  []string
	Required bool              // a missing core metric is an error, not a warning
	Levels   map[string]string // of rules, by name or code; before those of [checks]
}

// A Scenario adds to a profile, or with Figures frees a report of all but
// true figures.
type Scenario struct {
	Name    Text
	Figures bool
	Roles   []string
}

// Checks is the table [checks]: levels by rule name or code, and limits.
type Checks struct {
	Levels map[string]string
	Limits map[string]num.Num
	Files  map[string]string // baseline and the like
	Verbs  []string          // of what one can watch, beside those that are known
}

// A Benchmark is a published value that a metric may be held against.
type Benchmark struct {
	Value  num.Num
	Source Text
}

// A Rate is an exchange rate of a year into the archive's currency.
type Rate struct {
	Year     int
	Currency string
	Avg      num.Num // for flows
	Close    num.Num // for stocks
}

// Publish says how the site is drawn.
type Publish struct {
	Members  bool // figures of people stand beside each other by name
	Palette  string
	Variant  string
	Currency string
}

// MetricIndex returns the place of a metric in Metrics, or −1.
func (c *Config) MetricIndex(id string) int {
	for i, m := range c.Metrics {
		if m.ID == id {
			return i
		}
	}
	return -1
}

// Unit returns the unit with this id, or nil.
func (a *Archive) Unit(id string) *Unit {
	for _, u := range a.Units {
		if u.ID == id {
			return u
		}
	}
	return nil
}
