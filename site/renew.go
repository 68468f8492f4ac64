package site

import (
	"context"
	"sync"

	"almanac/site/cube"
	"almanac/site/history"
	"almanac/site/ledger"
	"almanac/site/period"
)

// Renew is the site of the archive as it is now, if no more changed of it than
// some of its reports, by their files relative to the archive: what [Open] would
// make, but only what depends on them is worked out again. It is nil where that
// is not enough, as for new files, another configuration, or a report that cannot
// be read; then the archive is to be opened, which says why. Git, which takes longer
// than all the rest, is asked only where an edit is likely to end the day as on which
// the archive is looked at; [Site.Holds] asks it afterwards.
func (s *Site) Renew(ctx context.Context, o Options, changed []string) *Site {
	if s.reading == nil || o.Dir != s.options.Dir || o.Drafts != s.options.Drafts || o.Memory != nil {
		return nil
	}
	// An archive that was looked at as of today is so after an edit, too, but for one
	// that takes back the last that was not committed.
	if s.asOf != o.Today && s.asOf != s.asOfWith(ctx, o, changed) {
		return nil
	}
	return s.renewed(o, changed)
}

// Holds reports whether git still tells what the site was made by, after some files
// were changed: the day as on which the archive is looked at, and what is owed.
func (s *Site) Holds(ctx context.Context, changed []string) bool {
	same := make(chan bool, 1)
	go func() { same <- s.sameCourses(ctx) }()
	return s.asOf == s.asOfWith(ctx, s.options, changed) && <-same
}

// Reopen is [Open] after some files were changed since the site was opened, by
// their names relative to the archive: no others are read that are as they were.
func (s *Site) Reopen(ctx context.Context, o Options, changed []string) (*Site, error) {
	if s.past == nil || s.options.Memory != o.Memory {
		return Open(ctx, o)
	}
	s.past.Forget(changed)
	return s.open(ctx, o)
}

// renewed is Renew on the same day.
func (s *Site) renewed(o Options, changed []string) *Site {
	reading, places, ok := s.reading.Again(o.Dir, changed)
	switch {
	case !ok:
		return nil
	case reading == s.reading: // saved as it was
		return s
	}
	next := *s
	next.options, next.reading, next.archive = o, reading, reading.Archive
	next.read, next.unread = sync.OnceValue(reading.Remarks), nil
	next.listen()
	if history.Owes(s.archive) != history.Owes(next.archive) { // git was asked in vain, or was not
		return nil
	}
	units := next.addUp(s, places)
	next.register = next.newRegister()
	if units != nil {
		next.tell = s.tell.Renewed(next.archive, next.cube, next.ledger, places, units)
		next.book = s.book.Renewed(next.matter(), places, units)
	}
	next.sources, next.streams, next.rest = nil, nil, nil
	if units != nil && next.book != nil { // the files are the same, too
		next.rest = sync.OnceValue(func() map[string]drawing {
			own := next
			own.listSources()
			return own.sources
		})
	} else if next.bind(); next.index() != nil {
		return nil
	}
	next.used = next.usedMetrics()
	return &next
}

// addUp makes the cube and the ledger, by way of those before where that does,
// and lists the units whose figures are worked out again; nil for all.
func (s *Site) addUp(before *Site, places []int) (units []string) {
	o := s.options
	if s.cube, units = before.cube.Renewed(s.archive, places); s.cube == nil {
		s.cube = cube.New(s.archive, cube.Options{AsOf: s.asOf, Drafts: o.Drafts})
	}
	if units == nil || !before.ledger.Holds(before.archive, s.archive, places, s.cube.Meets) {
		s.ledger = ledger.New(s.archive, ledger.Options{AsOf: s.asOf, Drafts: o.Drafts, Met: s.cube.Meets})
	}
	return units
}

// asOfWith is the day as on which an archive is looked at after some of its
// files were changed. Only where they are not enough to know that the working
// tree is not as it was committed, git looks at all of it.
func (s *Site) asOfWith(ctx context.Context, o Options, changed []string) period.Day {
	if o.AsOf == nil && s.archive.AsOf == nil && history.Changed(ctx, o.Dir, changed) {
		return o.Today
	}
	return pickAsOf(ctx, o, s.archive)
}
