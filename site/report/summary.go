package report

import (
	"crypto/sha256"
	"slices"
	"unsafe"

	"almanac/site/num"
	"almanac/site/period"
)

// The states of a report.
const (
	Plan   = "plan" // targets only; not due until its period is over
	Draft  = "draft"
	Review = "review"
	Final  = "final"
)

// Figures is the scenario that owes nothing but true figures.
const Figures = "figures"

// A Report is one summary: one period, one unit, one file, with the words of
// further languages beside it.
type Report struct {
	Unit     string
	Period   period.Period
	File     string // relative to the archive, with slashes
	Lang     string
	Title    string
	Summary  string
	Status   string
	Scenario string
	Level    string
	Head     Head
	Stated   []Stated // in the order of the file
	Prose    *Prose   `pack:"-"` // nil: no words
	Others   []Translation
	Front    Pos     // where the front matter begins
	Blanks   []Blank // in the front matter
	Digests  Digests
	// Attachments are the files in the report's own folder, relative to
	// content, in order.
	Attachments []string
	Entries
}

// Digests tells the bytes of a report's file apart from all others: Front those
// of its front matter, with where they stand, Text those below it.
type Digests struct{ Front, Text Digest }

// A Digest is the first half of a SHA-256.
type Digest [16]byte

// DigestOf is the digest of some bytes.
func DigestOf(data []byte) (d Digest) {
	sum := sha256.Sum256(data)
	return Digest(sum[:len(d)])
}

// DigestOfText is the digest of a text, of which no copy is made.
func DigestOfText(text string) Digest {
	return DigestOf(unsafe.Slice(unsafe.StringData(text), len(text)))
}

// Head is what a report says about itself.
type Head struct {
	Schema                            int
	Author, CompiledBy, ReviewedBy    string
	ApprovedBy, Template              string
	Submitted, DataThrough            *period.Day
	StrategyRefs, Strengths           []string
	Improvements, Tags, Inputs        []string
	IssuesNone                        string
	StrategyPos, PersonPos, SubmitPos Pos
}

// A Translation is the words of a report in a further language.
type Translation struct {
	Lang, File, Title, Summary string
	Prose                      *Prose  `pack:"-"`
	Blanks                     []Blank // in the front matter
	Digests                    Digests
}

// Words is the text of a report in a language; nil if it has none.
func (r *Report) Words(lang string) *Prose {
	if r.Lang == lang && r.Prose != nil {
		return r.Prose
	}
	for i := range r.Others {
		if o := &r.Others[i]; o.Lang == lang {
			return o.Prose
		}
	}
	return nil
}

// Stated is one metric's entry in a report, as written.
type Stated struct {
	Metric    string
	Actual    num.Num // also of a ratio written as 8/50 or with num and den
	Target    num.Num
	Pos       Pos // of the entry
	ActualPos Pos
	TargetPos Pos
	Rest      *Terms // nil: it says none of them
}

// Terms are what few entries say of a metric. They lie apart because an archive holds
// all entries of all reports.
type Terms struct {
	Num, Den     num.Num // the parts of a ratio, or of a weighted mean
	Data         *Datum  // from which the actual is; nil: the report states it
	Weight       num.Num // of a weighted mean
	TargetGrowth num.Num // a fraction; the level is worked out by cube
	GrowthOn     string  // previous or year-ago
	LikeForLike  num.Num // the base on the new scope
	NA           string  // the reason why there is none
	Reason       string  // of a changed target
	Basis        string  // recognised as booked, shipped or collected; "": the metric's
}

var noTerms Terms

// Terms are those of the entry. They are not to be changed.
func (s *Stated) Terms() *Terms {
	if s.Rest == nil {
		return &noTerms
	}
	return s.Rest
}

// Settle gives the entry its terms, if it has any.
func (s *Stated) Settle(t Terms) {
	if s.Rest = nil; t != (Terms{}) {
		s.Rest = &t
	}
}

// Where is the file in which the entry stands, and its place there: that of the
// actual, if there is one.
func (s *Stated) Where(r *Report) (file string, at Pos) {
	switch d := s.Terms().Data; {
	case d != nil:
		return d.File, d.Pos
	case s.ActualPos != Pos{}:
		return r.File, s.ActualPos
	}
	return r.File, s.Pos
}

// A Datum is a figure that another department filed in content/_data. It goes
// into the report of its unit and period: as the actual where the department
// keeps the metric ([Metric.OwnerDept]) and the report states none, beside it
// ([Reconcile]) where the report does.
type Datum struct {
	Dept, File   string // File is relative to the archive
	Unit, Metric string
	Period       period.Period
	Actual       num.Num
	Num, Den     num.Num     // of a ratio that is written as a fraction
	AsOf         *period.Day // nil: it does not say; then it goes nowhere
	Pos          Pos
}

// Entries are the tables of a report that are not figures.
type Entries struct {
	Channels      []Channel
	Churn         *Churn
	Deviations    []Deviation
	Issues        []Issue
	Experiences   []Experience
	Actions       []Action
	Reviews       []ActionReview
	Attributions  []Attribution
	References    []Source
	Reconcile     []Reconcile
	Consensus     []Consensus
	Contributions []TeamContribution
	PlanTargets   []PlanTarget
	Restatements  []Restatement
	Signoffs      []Signoff
	Errata        []Erratum
	Strategies    []StrategyResult
	Tiers         []Tier
	Followups     []Followup
	Feedback      []Feedback
	Events        []Event
	Ignores       []Ignore
}

type (
	// A Channel is leads and deals of one way to customers.
	Channel struct {
		Name        string
		Leads       num.Num
		Deals       num.Num
		Cost, Sales num.Num
		Pos         Pos
	}
	// Churn is who left, and why.
	Churn struct {
		Lost, Base, WonBack num.Num
		Measures            []string
		Reasons             []Reason
		Pos                 Pos
	}
	// A Reason is one reason of customers who left.
	Reason struct {
		Text  string
		Count num.Num
		Pos   Pos
	}
	// A Deviation explains why a figure is off its target.
	Deviation struct {
		Metric, Direction, Improve     string
		Solution, Stage                string
		OneSidedReason, NoActionReason string
		Causes                         []Cause
		Pos                            Pos
	}
	// A Cause is the author's judgement, with its evidence.
	Cause struct {
		Side, Factor, Depth, Text, Source, Evidence string
		Primary                                     bool
		Pos                                         Pos
	}
	// An Issue is a problem: phenomenon, causes, impact (domain.md §7.6).
	Issue struct {
		ID, Key, Stage, Severity       string
		Tags, Actions, Evidence        []string
		Phenomenon, Impact             string
		When, Where, Who, How          string
		Solution, Improve              string
		OneSidedReason, NoActionReason string
		Causes                         []Cause
		Pos                            Pos
	}
	// An Experience is a case that can be repeated, or must not be.
	Experience struct {
		Title, Scenario, Outcome, Reuses string
		Steps, Tags                      []string
		Effect                           Effect
		Pos                              Pos
	}
	// An Effect is a metric before and after.
	Effect struct {
		Metric        string
		Before, After num.Num
	}
	// An Action is a promise: what, owner, due, acceptance (domain.md §7.4).
	Action struct {
		ID, What, Owner, Acceptance string
		Due                         *period.Day
		AcceptMetric, AcceptOp      string
		AcceptValue                 num.Num
		From                        []string
		Repeat, KPI                 string
		Pos, DuePos                 Pos
	}
	// An ActionReview says what became of a promise.
	ActionReview struct {
		ID, Status, Result, Reason, Reviewer string
		Date, NewDue                         *period.Day
		Pos                                  Pos
	}
	// An Attribution is the author's share of a change due to a factor.
	Attribution struct {
		Metric, Factor, Source string
		Share                  num.Num
		Pos                    Pos
	}
	// A Source is a document that a report quotes.
	Source struct {
		ID, Dept, Title, Quote, Ref string
		Card                        string // the fragment that a text which cites it leads to; "" without an id
		Date                        *period.Day
		Pos                         Pos
	}
	// A Reconcile is a figure as another system has it.
	Reconcile struct {
		Metric, Source string
		Value          num.Num
		Authoritative  bool
		Data           *Datum // that it is from; nil: the report says it
		Pos            Pos
	}
	// A Consensus is what a discussion ended with.
	Consensus struct {
		Topic, Conclusion, Dissent string
		Participants               []string
		Pos                        Pos
	}
	// A TeamContribution is what one person did for the team.
	TeamContribution struct {
		What, Goal string
		Count      num.Num
		Pos        Pos
	}
	// A PlanTarget is a target for the next period.
	PlanTarget struct {
		Metric string
		Value  num.Num
		Pos    Pos
	}
	// A Restatement corrects a figure of this report's period after the fact.
	Restatement struct {
		Metric, Of, Reason, ApprovedBy string // Of: actual or target
		Old, New                       num.Num
		Date                           *period.Day
		Pos                            Pos
	}
	// A Signoff is someone's signature under a step.
	Signoff struct {
		Step, By, Digest string
		Date             *period.Day
		Pos              Pos
	}
	// An Erratum is a slip of the pen that was mended.
	Erratum struct {
		Text string
		Date *period.Day
		Pos  Pos
	}
	// A StrategyResult is what a strategy brought.
	StrategyResult struct {
		ID, Name              string
		Start, End            *period.Day
		Metrics               []Effect
		Participants          num.Num
		AOVBefore, AOVAfter   num.Num
		CSATBefore, CSATAfter num.Num
		Shortfalls            []string
		ShortTerm, LongTerm   string
		Pos                   Pos
	}
	// A Tier is how one class of customers is looked after.
	Tier struct {
		Tier, Plan string
		Customers  num.Num
		Actions    []string
		Metrics    []Effect
		Pos        Pos
	}
	// A Followup is one customer's contact in a daily or weekly report.
	Followup struct {
		Customer, Focus, Feedback, Result string
		Contacts                          num.Num
		Pos                               Pos
	}
	// A Feedback is what customers said, with the tags that its author gave it and,
	// heard, those that config.toml has words for that stand in it.
	Feedback struct {
		Text, Source string
		Tags, Heard  []string
		Count        num.Num
		Pos          Pos
	}
	// An Event is something that happened and is only noted.
	Event struct {
		Name, Kind string
		Date, End  *period.Day
		Pos        Pos
	}
	// An Ignore silences a rule in this report, for a reason.
	Ignore struct {
		Rule, Reason string
		Pos          Pos
	}
)

// Topics are all tags of what customers said.
func (f *Feedback) Topics() []string {
	if len(f.Heard) == 0 {
		return f.Tags
	}
	return slices.Concat(f.Tags, f.Heard)
}
