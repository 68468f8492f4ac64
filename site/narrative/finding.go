package narrative

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"almanac/site/period"
	"almanac/site/report"
)

// A Kind is what sort of thing a finding tells.
type Kind string

// The kinds, in the order in which they are read (domain.md §3.1).
const (
	Attained     Kind = "attained"     // a figure beside its target (M-ATT-*)
	Valued       Kind = "value"        // a figure that there is nothing to hold against
	Counted      Kind = "counted"      // how many units missed a target (M-COUNT)
	Streaked     Kind = "streak"       // moves in a row (M-STREAK-*)
	Turned       Kind = "turn"         // the end of a streak (M-TURN)
	Reverted     Kind = "reversal"     // a rise that was given back (M-REVERT)
	Changed      Kind = "change"       // on the period before, on the year before (M-CHG, M-CHG-PP, M-FLAT)
	FromZero     Kind = "zero"         // from or to nothing (M-ZERO)
	SignChanged  Kind = "sign"         // from loss to profit, or back (M-SIGN)
	ToDate       Kind = "to-date"      // the year so far, the last twelve months (M-YTD, M-R12)
	Recorded     Kind = "record"       // the highest, the lowest (M-RECORD)
	Seasonal     Kind = "season"       // how the month usually stands (M-SEASON)
	Contributed  Kind = "contribution" // where a change came from (M-CONTRIB)
	Shared       Kind = "shares"       // the same as shares (M-CONTRIB-SHARE)
	Mixed        Kind = "mix"          // rate and mix in a ratio's change (M-MIX)
	Composed     Kind = "composition"  // every part one way, the whole the other (M-SIMPSON)
	SmallSamples Kind = "small-sample" // channels that cannot be ranked (M-SMALLN)
	Paired       Kind = "pair"         // one better, one worse (M-PAIR)
	Attribution  Kind = "attribution"  // an author's, quoted (M-ATTRIB)
	Forecasted   Kind = "forecast"     // (M-FC)
	Landed       Kind = "landing"      // where the year would end
	Promised     Kind = "actions"      // what became of promises (M-ACT), and which are overdue
	Restated     Kind = "restated"     // a figure that was corrected (M-RESTATED)
	Incomplete   Kind = "incomplete"   // what is missing (M-MISSING)
	Late         Kind = "late"         // when a report was finished (M-LATE)
	Headed       Kind = "headline"     // a line for lists and heads (M-CHG-HEAD)
)

// order is the place of each kind in a text.
var order = map[Kind]int{Attained: 0, Valued: 0, Counted: 1, Streaked: 2, Turned: 3, Reverted: 4, Changed: 5, FromZero: 5, SignChanged: 5,
	ToDate: 6, Recorded: 7, Seasonal: 8, Contributed: 9, Shared: 10, Mixed: 11, Composed: 12, SmallSamples: 13, Paired: 14,
	Attribution: 15, Forecasted: 16, Landed: 17, Promised: 18, Restated: 19, Incomplete: 20, Late: 21, Headed: 22}

// place is that of a finding among those on its metric: the one that tells the
// figure itself is read first.
func (f *Finding) place() int {
	if x, ok := f.Fact.(ChangeFact); ok && x.Value {
		return -1
	}
	return order[f.Kind]
}

// A Ref names the figure that a number in a sentence speaks of. The zero Ref is
// none.
type Ref struct {
	Unit, Metric string
	Period       period.Period
}

// A Finding is a fact worth saying, before it has a language.
type Finding struct {
	Kind   Kind
	Unit   string
	Metric *report.Metric // nil where it is about no metric
	Period period.Period
	Fact   Fact
	// Favour is what it means for the business: +1, −1 or 0.
	Favour int
	// Weight is how far it is from what it should be: by band, then size.
	Weight  Weight
	Score   int  // in hundredths of a point
	Usual   bool // the move that it tells is one of those that the series commonly makes
	Caution bool // it is there for the balance rule
}

// A Fact is what a finding tells: one of the types of this package that end in
// Fact.
type Fact interface {
	// say is the sentence, with its numbers between the marks of [told].
	say(v *Voice, f *Finding, t *told) string
}

// A Sentence is a finding in a language: its words, cut where a number leads to
// a figure.
type Sentence struct {
	Kind    Kind
	Metric  string // id; may be ""
	Caution bool
	Runs    []Run
}

// A Run is words, with the figure that they state.
type Run struct {
	Text   string
	Ref    Ref
	Quoted bool // the words of the report's author, in the report's language
}

// Text is a sentence as plain words.
func (s Sentence) Text() string {
	if len(s.Runs) == 1 {
		return s.Runs[0].Text
	}
	var b strings.Builder
	for _, r := range s.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Sentence says a finding.
func (v *Voice) Sentence(f Finding) Sentence { return v.Speak(&Breath{}, f) }

// A Breath is what it takes to say a sentence, to be used again for the next.
type Breath struct {
	told
	f    Finding
	list []Run
}

// Speak says a finding. The runs are the breath's, until it is used again.
func (v *Voice) Speak(x *Breath, f Finding) Sentence {
	x.f, x.refs = f, x.refs[:0]
	x.list = x.runs(x.list[:0], f.Fact.say(v, &x.f, &x.told))
	s := Sentence{Kind: f.Kind, Caution: f.Caution, Runs: x.list}
	if f.Metric != nil {
		s.Metric = f.Metric.ID
	}
	return s
}

// told are the figures of a sentence that is being said. Their numbers stand
// between marks, so that they survive being put into a sentence: \x01, the
// number, \x02, the place in refs, \x03. The words of authors have no place.
type told struct{ refs []Ref }

// mark marks a number of a figure.
func (t *told) mark(text string, unit string, m *report.Metric, p period.Period) string {
	t.refs = append(t.refs, Ref{unit, m.ID, p})
	return "\x01" + text + "\x02" + strconv.Itoa(len(t.refs)-1) + "\x03"
}

// quote marks words of an author.
func (t *told) quote(words string) string {
	if words == "" {
		return ""
	}
	return "\x01" + words + "\x02\x03"
}

// runs appends the parts of a sentence.
func (t *told) runs(list []Run, s string) []Run {
	for s != "" {
		i := strings.IndexByte(s, 1)
		if i < 0 {
			return append(list, Run{Text: s})
		}
		if i > 0 {
			list = append(list, Run{Text: s[:i]})
		}
		text, rest, _ := strings.Cut(s[i+1:], "\x02")
		at, after, _ := strings.Cut(rest, "\x03")
		run := Run{Text: text, Quoted: at == ""}
		if k, err := strconv.Atoi(at); err == nil {
			run.Ref = t.refs[k]
		}
		list = append(list, run)
		s = after
	}
	return list
}

// sorted puts findings in the order in which they are read: the metric that the
// page speaks of first, the others in their own order, the one with a caution, then what is
// about reports and data; of each metric what there is.
func (n *Narrator) sorted(list []Finding, lead *report.Metric) []Finding {
	var room [32]keyed
	keys := room[:0]
	for i := range list {
		keys = append(keys, keyed{n.key(list, i, lead), i})
	}
	slices.SortFunc(keys, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.i, b.i)) })
	for i := range keys { // what stood at keys[i].i went where that place's own went
		from := keys[i].i
		for from < i {
			from = keys[from].i
		}
		list[i], list[from] = list[from], list[i]
	}
	return list
}

// cautioned reports whether a finding on a metric has a caution.
func cautioned(list []Finding, m *report.Metric) bool {
	for i := range list {
		if list[i].Caution && list[i].Metric == m {
			return true
		}
	}
	return false
}

// keyed is a finding by its number, with what it is sorted by.
type keyed struct{ key, i int }

// key is less for what is read first: first the rank, then the place of the
// metric, then that of the kind.
func (n *Narrator) key(list []Finding, i int, lead *report.Metric) int {
	f, rank, metric := &list[i], 1, 0
	switch {
	case order[f.Kind] >= order[Promised]:
		rank = 3
	case cautioned(list, f.Metric):
		rank = 2
	case f.Metric != nil && f.Metric == lead:
		rank = 0
	}
	if f.Metric != nil {
		metric = 1 + n.place[f.Metric]
	}
	return (rank*(len(n.metrics)+1)+metric)*(len(order)+1) + f.place() + 1
}
