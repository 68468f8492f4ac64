// Package narrative finds what is worth saying about figures and says it: a
// [Narrator] makes [Finding]s, which have no language, and a [Voice] says each
// as a [Sentence] in one.
//
// # What is said
//
// A finding is a fact of the cube: a figure beside its target, a change, a
// streak, a record, a part of a change, a forecast. It states what is so and
// how that was added up. It never states a cause; causes are the authors', and
// what quotes one names who said it ([Attribution]).
//
// A finding is made only of figures that are complete, of one scope, and not
// too small to be compared. Where one is missing there is no finding: sentences
// are silent rather than wrong. What is incomplete is said to be so.
//
// # Which are shown
//
// [Narrator.Findings] lists all that may be said of a unit in a period, in the
// order in which it is read: target, trend, comparison with the year before,
// record, where a change came from, caution, promises, the state of the data.
// [Narrator.Message] chooses the few that a page begins with: always the
// headline metric against its target and against the year before; whenever
// something favourable is said of a core metric, the most unfavourable of the
// others too (the balance rule); and what is incomplete. Then those with the
// highest scores, up to five for a month, seven for a quarter, nine for a year
// (domain.md §3.2, whose weights they are).
//
// # How it is said
//
// The sentences stand in the catalogues, whole, with a place for each number;
// code never joins words into a sentence but for lists. Every number in a
// sentence carries the [Ref] of the figure that it speaks of. A number comes
// before the word for its size, and the word is bound to a band
// (domain.md §3.3); a change within what the series usually does has no such
// word. Amounts in one sentence share a scale.
//
// A Narrator and a Voice are made once and may be used by many at once.
package narrative

import (
	"slices"
	"sync"

	"almanac/site/cube"
	"almanac/site/ledger"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trace"
)

// A Narrator finds what is worth saying about an archive.
type Narrator struct {
	archive *report.Archive
	cube    *cube.Cube
	ledger  *ledger.Ledger
	cal     period.Calendar
	metrics []*report.Metric       // those that any unit ever had a figure or target of
	place   map[*report.Metric]int // of each in metrics
	pairs   [][2]*report.Metric    // that are shown together
	unitAt  map[string]int         // in the archive
	head    string
	known   []*remembered // by unit
	reads   *trace.Reads  // notes what is asked; nil: nobody wants to know
	room    *Room         // where messages are gathered and series remembered; nil: none
}

// remembered is what was worked out of a unit. It depends on the unit's figures alone,
// so that narrators of one archive may share it while those are the same.
type remembered struct {
	series      sync.Map // of a narrator without a room: seriesKey → []segment
	projections sync.Map // by metric: *Projection
}

// New makes a narrator of an archive. It works out nothing that is not asked for.
func New(a *report.Archive, c *cube.Cube, l *ledger.Ledger) *Narrator {
	n := &Narrator{archive: a, cube: c, ledger: l, cal: a.Calendar, place: map[*report.Metric]int{}, unitAt: make(map[string]int, len(a.Units)), known: make([]*remembered, len(a.Units))}
	targets := targeted(a, n.foremost())
	for _, m := range a.Metrics {
		if targets[m.ID] || n.figured(m) {
			n.place[m] = len(n.metrics)
			n.metrics = append(n.metrics, m)
		}
	}
	for i, u := range slices.Backward(a.Units) { // the first of an id holds
		n.unitAt[u.ID], n.known[i] = i, &remembered{}
	}
	n.head = n.headline(targets)
	n.pairs = n.findPairs()
	return n
}

// Asked is the same narrator in a given place, where it asks the same cube as that is
// asked, gathers findings in a room, and every question that it is asked is noted; nil:
// none is. Only one goroutine may use it.
func (n *Narrator) Asked(place *Narrator, c *cube.Cube, room *Room, r *trace.Reads) *Narrator {
	*place = *n
	place.cube, place.room, place.reads = c, room, r
	return place
}

// unit is a unit by its id, or nil.
func (n *Narrator) unit(id string) *report.Unit {
	if i, ok := n.unitAt[id]; ok {
		return n.archive.Units[i]
	}
	return nil
}

// Metrics lists the metrics that any unit ever had a figure or target of, in
// the order of the configuration. The list is the narrator's own.
func (n *Narrator) Metrics() []*report.Metric { return n.metrics }

// Headline is the id of the metric that pages speak of first: the first core
// metric with a target anywhere, else the first core metric, else the first of
// all; "" if there are none.
func (n *Narrator) Headline() string { return n.head }

// foremost is the metric that makes no difference to whether others have targets, if
// it has some: the first core metric, where all metrics have figures; else "".
func (n *Narrator) foremost() (id string) {
	for _, m := range n.archive.Metrics {
		if !n.figured(m) {
			return ""
		}
		if m.Core && id == "" {
			id = m.ID
		}
	}
	return id
}

// targeted notes the metrics that some report sets a target for, up to one that is
// enough.
func targeted(a *report.Archive, enough string) map[string]bool {
	out := map[string]bool{}
	var known []string // the few in out
	for _, r := range a.Reports {
		for i := range r.Stated {
			if s := &r.Stated[i]; (s.Target.Present() || s.Terms().TargetGrowth.Present()) && !slices.Contains(known, s.Metric) {
				if out[s.Metric], known = true, append(known, s.Metric); s.Metric == enough {
					return out
				}
			}
		}
	}
	return out
}

// figured reports whether any unit ever had a figure of a metric.
func (n *Narrator) figured(m *report.Metric) bool {
	return slices.ContainsFunc(n.archive.Units, func(u *report.Unit) bool { return n.cube.Ever(u.ID, m.ID) })
}

func (n *Narrator) headline(targets map[string]bool) string {
	core, any := "", ""
	for _, m := range n.metrics {
		if any == "" {
			any = m.ID
		}
		if !m.Core {
			continue
		}
		if targets[m.ID] {
			return m.ID
		}
		if core == "" {
			core = m.ID
		}
	}
	if core != "" {
		return core
	}
	return any
}

// Head is the metric that a page of a unit and period speaks of first: the
// headline, or where the unit has no figure of it then, the first core metric
// that it has; nil if there are no metrics.
func (n *Narrator) Head(unit string, p period.Period) *report.Metric {
	head := n.cube.Metric(n.head)
	if head == nil || n.cube.Actual(unit, n.head, p).Present() {
		return head
	}
	for _, m := range n.metrics {
		if m.Core && n.cube.Actual(unit, m.ID, p).Present() {
			return m
		}
	}
	return head
}

// paceTolerance is by how much two moves must differ to be of another pace.
func (n *Narrator) paceTolerance() num.Num {
	return n.archive.Checks.Limits["pace_tol"].Or(num.Dec(5, 3))
}
