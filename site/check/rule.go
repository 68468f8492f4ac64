package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"almanac/site/cube"
	"almanac/site/diag"
	"almanac/site/history"
	"almanac/site/ledger"
	"almanac/site/locale"
	"almanac/site/report"
)

// An Input is what rules look at.
type Input struct {
	Archive *report.Archive
	Cube    *cube.Cube
	Ledger  *ledger.Ledger
	// Register is what is owed; nil: as where git knows nothing.
	Register *history.Register
	Locale   *locale.Locale // in which remarks and their numbers are said
	// Locales are those of all languages, by tag: for the names that texts use.
	Locales map[string]*locale.Locale
	// Source, if not nil, is the text of a file of the archive, for the column
	// of a remark on prose; "" if it cannot be had.
	Source func(file string) string

	*prepared
}

// A Rule finds one kind of mistake. It looks either at one report or at the
// archive as a whole; one that does neither is kept while files are read, and
// only explained here.
type Rule struct {
	diag.Rule
	Title Words // in a few words
	Doc   Words // what it asks for, and why
	// Bad breaks the rule, Good does not, in the fewest words: an archive in the
	// form of txtar, or without a line -- file -- the report content/2026-03.md.
	Bad, Good string
	Meets     string // the requirements of the guide that it stands for, as in "R-1.1-2 R-2.1.2-1"
	Langs     string // the languages of the texts that it reads, as in "zh"; "": any, or it reads none
	Since     string // the version that had it first
	// Duty: it asks for something that a report owes, which one of scenario
	// figures or status plan does not.
	Duty bool

	report  func(c *Case)
	archive func(in *Input, say say)
}

// say makes a remark of the rule that runs.
type say func(file string, at report.Pos, message, hint string)

// since is the version that had rules first.
const since = "0.1"

// Words are a sentence in each language that remarks are said in, with the verbs
// of fmt. Arguments that stand in another order bear their number: %[2]s.
type Words = diag.Words

// w are words in English, Traditional and Simplified Chinese.
func w(en, hant, hans string) Words { return Words{En: en, Hant: hant, Hans: hans} }

// W says words in the language of remarks.
func (in *Input) W(x Words, args ...any) string {
	s := x.In(in.Locale.Tag)
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// Rules lists every rule, by name.
func Rules() []Rule {
	list := slices.Concat(disagreements(), absences(), dues(), times(), lives(), structures(), unwritten(), languages(), claimRules(),
		promises(), plans(), followups(), problemRules(), caseRules(), sourceRules(), workflow(), suppressions(), ofReading())
	slices.SortFunc(list, func(a, b Rule) int { return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Code, b.Code)) })
	return list
}
