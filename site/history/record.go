package history

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"almanac/site/period"
	"almanac/site/report"
)

// A Gap is why git cannot tell the way of an archive's reports. What it cannot
// tell is unknown, and never guessed.
type Gap uint8

const (
	NoGap      Gap = iota
	NoHistory      // there is no git, no repository, no commit, or nothing was asked
	Shallow        // the first commits are missing, so that every file seems to come with one of the others
	Damaged        // git found that something of the repository is missing or wrong
	Distrusted     // the repository is somebody else's, and git reads it only when told that it is safe
)

// A Commit is one of the first-parent history: the first letters of its hash,
// and the day of its committer date in the archive's time zone.
type Commit struct {
	Hash string
	Day  period.Day
}

// IsZero reports whether there is none.
func (c Commit) IsZero() bool { return c.Hash == "" }

// A Stage is a status that a report took on.
type Stage struct {
	Status string
	At     Commit
}

// A Signed is a sign-off, when it came into the report, and the digest of the
// figures that the report had then ([report.FiguresDigest]).
type Signed struct {
	Step, By string
	Figures  string
	At       Commit
}

// A Course is the way of one report, whatever its files were called.
type Course struct {
	Unit      string
	Period    period.Period
	Stages    []Stage // in their order; the first is what it came with
	Submitted Commit  // the first with the status that deadlines ask for; zero: none
	// Final is the first commit with the status final; First is the block of the
	// figures that the report had then ([report.FiguresBlock]), and Front tells the
	// front matter of that version apart from others.
	Final   Commit
	First   string
	Front   report.Digest
	Changed []Commit // those behind Final in which its figures became others
	Signed  []Signed
	Last    Commit // the last that touched it
	Count   int    // how many did
	Torn    bool   // git does not have some of its versions, and the rest tells nothing
	// Block tells the block of the last version apart from others.
	Block report.Digest
}

// A Record is what git knows of the reports of an archive, up to one commit. It
// is never changed once it is made.
type Record struct {
	Head  string // the commit, by its whole hash
	Place string // of the archive in its repository: files are told apart by it
	Gap   Gap
	Began Commit   // the first that holds a report
	List  []Course // by unit, then by grain and period
}

// Whole reports whether git told all that it was asked. What it lacked it may have the
// next time, though the commit is the same.
func (r *Record) Whole() bool {
	return r.Gap == NoGap && !slices.ContainsFunc(r.List, func(c Course) bool { return c.Torn })
}

// Of is the course of a report; nil if no commit holds it.
func (r *Record) Of(unit string, p period.Period) *Course {
	if r == nil {
		return nil
	}
	i, ok := sort.Find(len(r.List), func(i int) int {
		c := &r.List[i]
		return compareSpots(spot{unit, p}, spot{c.Unit, c.Period})
	})
	if !ok {
		return nil
	}
	return &r.List[i]
}

// A spot is a unit in a period.
type spot struct {
	unit   string
	period period.Period
}

func compareSpots(a, b spot) int {
	return cmp.Or(strings.Compare(a.unit, b.unit), int(a.period.Grain())-int(b.period.Grain()), a.period.Number()-b.period.Number())
}

// rank orders how far a report is.
func rank(status string) int {
	switch status {
	case report.Final:
		return 3
	case report.Review:
		return 2
	case report.Draft:
		return 1
	case report.Plan:
		return 0
	}
	return -1
}

// take adds what a version says, as of a commit, to the course. applies is the
// status that deadlines ask for.
func (c *Course) take(s report.Stub, at Commit, applies string) {
	if n := len(c.Stages); n == 0 || c.Stages[n-1].Status != s.Status {
		c.Stages = append(c.Stages, Stage{s.Status, at})
	}
	if c.Submitted.IsZero() && rank(s.Status) >= rank(applies) {
		c.Submitted = at
	}
	block := report.FiguresBlock(s.Stated)
	digest := report.DigestOfText(block)
	switch {
	case !c.Final.IsZero():
		if digest != c.Block {
			c.Changed = append(c.Changed, at)
		}
	case s.Status == report.Final:
		c.Final, c.First, c.Front = at, block, s.Front
	}
	c.Block = digest
	for _, x := range s.Signoffs {
		if !slices.ContainsFunc(c.Signed, func(y Signed) bool { return y.Step == x.Step && y.By == x.By }) {
			c.Signed = append(c.Signed, Signed{x.Step, x.By, report.BlockDigest(block), at})
		}
	}
}
