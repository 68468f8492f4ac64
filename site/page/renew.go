package page

import (
	"maps"
	"slices"
	"sync"

	"almanac/site/cube"
	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// Renewed is the book of an archive that has other reports than this one's at
// some places, with a cube, a ledger and a narrator that were renewed with them for some
// units ([cube.Cube.Renewed]). It has the pages that this one has; it is nil if
// others are needed.
func (b *Book) Renewed(s Matter, places []int, units []string) *Book {
	own, a, c, l, tell, register := *b, s.Archive, s.Cube, s.Ledger, s.Tell, s.Register
	own.archive, own.cube, own.ledger, own.tell, own.register, own.quality, own.reads = a, c, l, tell, register, s.Quality, nil
	own.desks = newDesks() // what lies on those of before is of its cube
	if !own.owesSame(b.archive, places) {
		return nil
	}
	if b.duties != nil {
		own.duties = sync.OnceValue(register.List)
	}
	own.ways = b.ways.Renewed(c, places)
	if own.ways == nil || !slices.Equal(b.metrics, tell.Metrics()) || !own.samePages(b.cube, units) || !own.correctsNone(b.archive, places) || !own.undeclaredSame(places) {
		return nil
	}
	own.findQuality()
	own.voices = make([]*narrative.Voice, len(b.voices))
	for i, v := range b.voices {
		own.voices[i] = v.Renewed(tell)
	}
	own.reportsOf = maps.Clone(b.reportsOf)
	for _, i := range places {
		was, is := b.archive.Reports[i], a.Reports[i]
		list := slices.Clone(own.reportsOf[is.Unit])
		list[slices.Index(list, was)] = is
		own.reportsOf[is.Unit] = list
	}
	if !linksSame(b.archive, a, places) {
		own.links = linksOf(a)
	}
	if l != b.ledger {
		if own.findActions(); !own.promisesOn(b) {
			return nil
		}
	}
	if !own.listsSame(b, places) {
		return nil
	}
	return &own
}

// samePages reports whether some units have pages for the periods for which they
// had some by another cube.
func (b *Book) samePages(before *cube.Cube, units []string) bool {
	for _, u := range units {
		list := b.cube.Periods(u)
		if !slices.Equal(list, before.Periods(u)) || !slices.Equal(b.figured[u], b.figuredOf(u)) {
			return false
		}
		if len(list) > listPeriods && (before.Latest(u).Grain() >= period.Monthly) != (b.cube.Latest(u).Grain() >= period.Monthly) {
			return false
		}
	}
	return true
}

// listsSame reports whether what reports list besides figures has the pages that
// it had; it puts it on them anew where the reports at some places list other
// things.
func (b *Book) listsSame(before *Book, places []int) bool {
	if !slices.ContainsFunc(places, func(i int) bool { return !samePlaces(before.archive.Reports[i], b.archive.Reports[i]) }) {
		return true
	}
	b.collect()
	for _, k := range filedKinds {
		if !slices.EqualFunc(b.filed.pages[k], before.filed.pages[k], func(x, y filed) bool { return x.year == y.year && x.part == y.part }) {
			return false
		}
	}
	return true
}

// correctsNone reports whether the reports at some places declare no restatement,
// nor did before.
func (b *Book) correctsNone(before *report.Archive, places []int) bool {
	return !slices.ContainsFunc(places, func(i int) bool {
		return len(before.Reports[i].Restatements)+len(b.archive.Reports[i].Restatements) > 0
	})
}

// linksSame reports whether the reports at some places link to the same as before.
func linksSame(before, now *report.Archive, places []int) bool {
	return !slices.ContainsFunc(places, func(i int) bool {
		return !slices.Equal(LinkNames(before.Reports[i]), LinkNames(now.Reports[i]))
	})
}

// owesSame reports whether the reports at some places are as far as they were
// before, so that the same is owed.
func (b *Book) owesSame(before *report.Archive, places []int) bool {
	return !slices.ContainsFunc(places, func(i int) bool {
		was, is := before.Reports[i], b.archive.Reports[i]
		return was.Status != is.Status || was.Scenario != is.Scenario
	})
}
