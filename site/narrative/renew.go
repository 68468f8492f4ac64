package narrative

import (
	"maps"
	"slices"

	"almanac/site/cube"
	"almanac/site/ledger"
	"almanac/site/report"
)

// Renewed is the narrator of an archive that has other reports than this one's
// at some places, whose cube was renewed with them for some units
// ([cube.Cube.Renewed]). What is remembered of other units it knows, too.
func (n *Narrator) Renewed(a *report.Archive, c *cube.Cube, l *ledger.Ledger, places []int, units []string) *Narrator {
	if !n.same(a, c, places, units) {
		return New(a, c, l)
	}
	own := *n
	own.archive, own.cube, own.ledger, own.reads = a, c, l, nil
	own.room, own.known = nil, slices.Clone(n.known)
	for _, id := range units {
		if u, ok := n.unitAt[id]; ok {
			own.known[u] = &remembered{}
		}
	}
	return &own
}

// same reports whether the metrics that have a figure or a target anywhere are
// those that had.
func (n *Narrator) same(a *report.Archive, c *cube.Cube, places []int, units []string) bool {
	was, is := &report.Archive{}, &report.Archive{}
	for _, i := range places {
		was.Reports, is.Reports = append(was.Reports, n.archive.Reports[i]), append(is.Reports, a.Reports[i])
	}
	if !maps.Equal(targeted(was, ""), targeted(is, "")) {
		return false
	}
	for _, u := range units {
		for _, m := range a.Metrics {
			if n.cube.Ever(u, m.ID) != c.Ever(u, m.ID) {
				return false
			}
		}
	}
	return true
}

// Renewed is the same voice of a narrator that was renewed from the voice's own.
// The units must have the periods that they had.
func (v *Voice) Renewed(n *Narrator) *Voice {
	own := *v
	own.n = n
	return &own
}
