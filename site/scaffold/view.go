package scaffold

import (
	"slices"
	"strings"

	"almanac/site/period"
	"almanac/site/report"
)

// A View is what templates may say. Its texts have one line each, so that they may
// stand in comments; those that are literals of TOML say so.
type View struct {
	File     string // the report's, relative to the archive
	Grain    string // daily, weekly, monthly, quarterly or annual
	Level    string // company, department, team or individual
	Scenario string // standard, or another one
	Status   string // draft
	Long     bool   // of a month or longer
	Lang     string // "": the archive's first
	Unit     string // its name; "" of the whole organisation
	ID       string // its id; "" of the whole organisation

	Name, Next string // of the period and the one behind it, as in 2026-10
	When, Then string // the same in words
	Last       string // day of the period, as in 2026-10-31
	NextLast   string // day of the next one
	Children   int    // units below it
	Before     string // the file of the unit's last report of the same length; "": none

	Author, CompiledBy, ReviewedBy, ApprovedBy string // ids of people; "": not known

	Metrics    []Metric
	Stacked    []Stacked
	Plan       []Metric    // those whose targets for the next period are asked for
	Headline   *Metric     // the first that owes an explanation of its deviations; nil: none
	Deviations []Deviation // known already
	Reviews    []Review
	Unlisted   int // open actions beyond those
	Repeats    []Action
	Action     string // the id of a new action
	Days       *Days  // of a week; nil: nobody logged anything
	Strategies []Choice
	Tiers      []Choice
}

// A Metric is one whose figure the report states.
type Metric struct {
	ID    string // as a key
	Label string
	Form  string // value, parts (num and den), mean (value and weight); "": nothing but a target
	Like  string // how a value is written, as in 16%; "": as a number

	Actual    string   // a literal; "": asked for
	From      string   // where it was filed or logged
	Differing []string // what was filed and does not agree, each with its place

	Target   string // a literal; "": none, or asked for
	Planned  string // the file of the plan that it is from
	Growth   string // a literal: as much as the last report wanted
	GrowthOn string
	Wanted   bool // it is asked for
}

// A Stacked is a metric whose figure adds up.
type Stacked struct {
	ID, Label  string
	Value      string // "": there is none yet
	Have, Need int    // parts
	Units      bool   // of units, not of smaller periods
	Other      bool   // it is worked out from other metrics
	From       string // the table from which it goes in by itself, and its line; "": it adds up
}

// A Deviation is a figure that is known to be off its target.
type Deviation struct {
	ID, Label, Actual, Target string
	Below                     bool
}

// A Review is an open action that waits for its review.
type Review struct {
	ID               string // a literal
	What, Owner, Due string
	Overdue          int // days at the end of the period
	Carried          int // times
}

// An Action is one that is made anew.
type Action struct {
	ID, What, Owner, Due, Acceptance, Repeat, KPI string // literals; "": none
	AcceptMetric, AcceptOp, AcceptValue           string // literals
	Of                                            string // the id of the one before
	Reviewed                                      bool   // that one waits for its review
}

// Days are the logs of the days within a week.
type Days struct {
	Files     []string
	Contacts  string // in all
	Spoken    int    // customers in all
	Customers []Customer
}

// A Customer is one that was followed up, with what was said last.
type Customer struct {
	Name, Contacts, Focus, Feedback, Result string
}

// A Choice is one of the ids that config.toml has.
type Choice struct{ ID, Name string }

// view gathers what templates may say.
func (b *builder) view(file string) *View {
	p, l := b.Period, b.Locale
	v := &View{File: file, Grain: p.Grain().String(), Level: b.Level, Scenario: b.Scenario, Status: orElse(b.Status, report.Draft), Long: p.Grain() >= period.Monthly,
		Name: b.cal.Name(p), Next: b.cal.Name(p.Next()), When: l.Period(b.cal, p), Then: l.Period(b.cal, p.Next()),
		Last: (b.cal.Span(p).End - 1).String(), NextLast: (b.cal.Span(p.Next()).End - 1).String(), Children: len(b.below(b.Unit)) - 1}
	if l.Tag != b.Archive.Languages[0] {
		v.Lang = l.Tag
	}
	u := b.Archive.Unit(b.Unit)
	if b.Unit != report.Root {
		v.ID, v.Unit = b.Unit, oneLine(orElse(u.Name.In(l.Tag, b.Archive.Languages...), b.Unit))
	}
	if b.last != nil {
		v.Before = oneLine(b.last.File)
	}
	if l := b.newest(); l != nil {
		h := l.Head
		v.Author, v.CompiledBy, v.ReviewedBy, v.ApprovedBy = oneLine(h.Author), oneLine(h.CompiledBy), oneLine(h.ReviewedBy), oneLine(h.ApprovedBy)
	}
	v.ReviewedBy = orElse(v.ReviewedBy, oneLine(u.Manager))
	if v.ReviewedBy == v.Author {
		v.ReviewedBy = ""
	}
	b.figures(v)
	b.promises(v)
	if p.Grain() == period.Weekly {
		v.Days = b.days(v)
	}
	v.Strategies, v.Tiers = b.choices(b.Archive.Strategy), b.choices(b.Archive.Tiers)
	return v
}

func (b *builder) choices(from map[string]report.Text) (list []Choice) {
	for id, name := range from {
		list = append(list, Choice{oneLine(id), oneLine(name.In(b.Locale.Tag, b.Archive.Languages...))})
	}
	slices.SortFunc(list, func(a, b Choice) int { return strings.Compare(a.ID, b.ID) })
	return list
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
