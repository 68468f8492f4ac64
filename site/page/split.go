package page

import (
	"fmt"
	"slices"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// How much stands on one page. What there is beyond it stands on further pages
// (see the package comment, Parts).
const (
	tableUnits   = 50  // units in a table of a page about something else
	sideUnits    = 15  // units of one parent beside a page
	sideYears    = 10  // years beside a page
	sidePages    = 20  // pages of a list, on one of them
	gridYears    = 12  // years in a table of months
	listUnits    = 100 // rows of a list of units
	listPeriods  = 200 // rows of a list of days or weeks
	listEntries  = 200 // restatements, problems, cases, sources, tags
	compareUnits = 50  // units on the list of comparisons
	channelUnits = 12  // units whose channels stand on one page
	termUnits    = 20  // units in a term of the glossary
	namedUnits   = 12  // units in a sentence
	openPromises = 8   // promises on a page about something else

	reportEntries = 100 // entries of a kind on a report's page
)

// A listing is a list of units that is split along their tree where it is too
// long for one page: into pages for each unit that has others below it, which
// list those, a number at a time.
type listing struct {
	all  []string            // every unit of the list
	of   map[string][]string // what stands on the pages of a unit; nil if one page has all
	size int                 // units on a page
	root bool                // the root stands on its own first page
}

// split makes a listing of the units that have something. Those above them
// lead to them.
func (b *Book) split(size int, has func(unit string) bool) *listing {
	x := &listing{size: size, root: true}
	wanted := map[string]bool{}
	for _, u := range b.archive.Units {
		if !has(u.ID) {
			continue
		}
		x.all = append(x.all, u.ID)
		for id := u.ID; id != "" && !wanted[id]; id = b.parentOf(id) {
			wanted[id] = true
		}
	}
	if len(x.all) <= size {
		return x
	}
	x.of = map[string][]string{report.Root: nil}
	for _, u := range b.archive.Units {
		for _, c := range b.below[u.ID] {
			if wanted[c] {
				x.of[u.ID] = append(x.of[u.ID], c)
			}
		}
	}
	return x
}

// parts is how many pages a unit has in a listing.
func (x *listing) parts(unit string) int {
	if x.of == nil || unit == report.Root {
		return max(1, (len(x.of[unit])+x.size-1)/x.size)
	}
	return (len(x.of[unit]) + x.size - 1) / x.size
}

// on lists the units on a page of a unit; parts count from 1.
func (x *listing) on(unit string, part int) []string {
	if x.of == nil {
		return x.all
	}
	list := x.of[unit]
	list = list[min((part-1)*x.size, len(list)):min(part*x.size, len(list))]
	if x.root && unit == report.Root && part == 1 {
		return append([]string{report.Root}, list...)
	}
	return list
}

// large is the listing of the units below each that has many.
func (b *Book) large() *listing {
	x := &listing{size: listUnits}
	for id, n := range b.inside {
		if n > tableUnits {
			if x.of == nil {
				x.of = map[string][]string{}
			}
			x.of[id] = b.below[id]
		}
	}
	return x
}

// listOf is how the pages of a kind are split.
func (b *Book) listOf(k Kind) *listing {
	switch k {
	case Compare:
		return b.compared
	case Channels:
		return b.channelled
	}
	return b.listed
}

// addParts adds the pages of a listing that has more than one.
func (b *Book) addParts(k Kind, add func(Ref)) {
	x := b.listOf(k)
	if x.of == nil {
		return
	}
	for _, u := range b.archive.Units {
		for part := range x.parts(u.ID) {
			if u.ID != report.Root || part > 0 || k == Units {
				add(Ref{Kind: k, Unit: u.ID, Part: part + 1})
			}
		}
	}
}

// toBelow links from a listing to the page of what stands below a unit; none if
// there is nothing, or it stands on the same page.
func (w *writer) toBelow(k Kind, unit string) Link {
	x := w.listOf(k)
	if unit == report.Root || len(x.of[unit]) == 0 {
		return Link{}
	}
	return Link{Text: w.l.T("split.below"), Href: w.to(w.address(Ref{Kind: k, Lang: w.ref.Lang, Unit: unit}))}
}

// partTitle names a page of a list: that of the unit below which it lists, and
// its number from the second on.
func (w *writer) partTitle(title string, r Ref) string {
	if r.Unit != "" && r.Unit != report.Root {
		title = w.l.T("compare.of_unit", "unit", w.unitName(r.Unit), "title", title)
	}
	if r.Part > 1 {
		title = w.l.T("split.part", "title", title, "n", r.Part)
	}
	return title
}

// partSteps lead from one page of a list to the others.
func (w *writer) partSteps(pages int) (list []Link) {
	r := w.ref
	for n := 1; n <= pages && pages > 1; n++ {
		r.Part = n
		l := Link{Text: w.l.T("split.page", "n", n), Href: w.to(w.address(r)), Current: n == max(w.ref.Part, 1)}
		list = append(list, l)
	}
	return nearby(list)
}

// nearby are the links to the pages of a list that stand on one of them: of many
// those around it, the first and the last.
func nearby(list []Link) []Link {
	from, to := around(len(list), max(slices.IndexFunc(list, func(l Link) bool { return l.Current }), 0), sidePages)
	out := slices.Clone(list[from:to])
	if from > 0 {
		out = slices.Insert(out, 0, list[0])
	}
	if from > 1 {
		out = slices.Insert(out, 1, Link{Text: "…"})
	}
	if to < len(list)-1 {
		out = append(out, Link{Text: "…"})
	}
	if to < len(list) {
		out = append(out, list[len(list)-1])
	}
	return out
}

// listCrumbs lead from the home page over the first page of a list and those
// of the units above to the page.
func (w *writer) listCrumbs(k Kind, title string) []Link {
	list := w.homeCrumb()
	if w.ref.Unit == "" || w.ref.Unit == report.Root {
		return list
	}
	list = append(list, Link{Text: title, Href: w.to(w.address(Ref{Kind: k, Lang: w.ref.Lang}))})
	var up []string
	for id := w.parentOf(w.ref.Unit); id != "" && id != report.Root && len(up) <= len(w.units); id = w.parentOf(id) {
		up = append(up, id)
	}
	for _, id := range slices.Backward(up) {
		list = append(list, Link{Text: w.unitName(id), Href: w.to(w.address(Ref{Kind: k, Lang: w.ref.Lang, Unit: id}))})
	}
	return list
}

// grow counts what is below each unit, now.
func (b *Book) grow() {
	b.below, b.inside = map[string][]string{}, map[string]int{}
	for _, u := range b.archive.Units {
		if u.ID == report.Root {
			continue
		}
		b.below[u.Parent] = append(b.below[u.Parent], u.ID)
		for id, n := b.parentOf(u.ID), 0; id != "" && n <= len(b.units); id, n = b.parentOf(id), n+1 {
			b.inside[id]++
		}
	}
}

// parentOf is the unit that a unit is part of now; "" of the root.
func (b *Book) parentOf(id string) string {
	if u := b.units[id]; u != nil && id != report.Root {
		return u.Parent
	}
	return ""
}

// toUnits links to the list of what is below a unit: a page of its own or, where
// there is little, the unit's page.
func (w *writer) toUnits(unit string) string {
	if len(w.listed.of[unit]) == 0 {
		return w.toUnit(unit)
	}
	return w.to(w.address(Ref{Kind: Units, Lang: w.ref.Lang, Unit: unit}))
}

// chief are the units that a table of many shows: the largest by a metric that
// can be added up, in that order, else the first in the order of the tree.
// Where there are few it is all, in the order of the tree. People who are not to
// be ranked are not among them (see unhidden).
func (w *writer) chief(units []string, m *report.Metric, p period.Period) []string {
	if len(units) <= tableUnits {
		return units
	}
	if m.Kind == report.Flow || m.Kind == report.Stock || m.Kind == report.Distinct {
		units = w.largest(units, m, p)
	}
	return units[:tableUnits]
}

// largest are units in the order of their figures.
func (w *writer) largest(units []string, m *report.Metric, p period.Period) []string {
	type sized struct {
		unit   string
		figure num.Num
	}
	list := make([]sized, len(units))
	for i, u := range units {
		list[i] = sized{u, w.cube.Actual(u, m.ID, p)}
	}
	slices.SortStableFunc(list, func(a, b sized) int {
		x, y := a.figure, b.figure
		switch {
		case x.Present() && y.Present():
			return y.Cmp(x)
		case x.Present():
			return -1
		case y.Present():
			return 1
		}
		return 0
	})
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = x.unit
	}
	return out
}

// more ends a table of some of the units below one with how many others there
// are, and where.
func (w *writer) more(t *Table, unit string, n int) {
	if n <= 0 || len(t.Groups) == 0 {
		return
	}
	g := &t.Groups[len(t.Groups)-1]
	g.Rows = append(g.Rows, Row{Class: "rest", Head: Cell{Text: w.l.T("split.more_units", "n", n), Href: w.toUnits(unit)}, Cells: make([]Cell, len(t.Columns)-1)})
}

// upper are the units of some, level by level of the tree, that a table has room
// for, and how many there are beyond them. At least one level below the root is
// among them, if only with its largest.
func (w *writer) upper(units []string, m *report.Metric, p period.Period) (list []string, more int) {
	if len(units) <= tableUnits {
		return units, 0
	}
	var levels [][]string
	for _, u := range units {
		d := w.depth(u)
		for len(levels) <= d {
			levels = append(levels, nil)
		}
		levels[d] = append(levels[d], u)
	}
	for _, level := range levels {
		if len(list) > 1 && len(list)+len(level) > tableUnits {
			break
		}
		list = append(list, w.chief(level, m, p)...)
	}
	if len(list) <= tableUnits { // whole levels, in the order of the tree
		in := map[string]bool{}
		for _, u := range list {
			in[u] = true
		}
		list = slices.DeleteFunc(slices.Clone(units), func(u string) bool { return !in[u] })
	}
	return list, len(units) - len(list)
}

// depth is how many units are above one.
func (b *Book) depth(unit string) (n int) {
	for id := b.parentOf(unit); id != "" && n <= len(b.units); id = b.parentOf(id) {
		n++
	}
	return n
}

// around is what a list shows of n around the one at i.
func around(n, i, most int) (from, to int) {
	from = min(max(i-most/2, 0), max(n-most, 0))
	return from, min(n, from+most)
}

// layoutOf is the layout that draws a kind of page.
func layoutOf(k Kind) string {
	switch k {
	case Units, Periods:
		return "list.html"
	case Issues, Practices, Sources, Tags:
		return "entries.html"
	}
	return string(k) + ".html"
}

// suffix is how the address of a page says which of several it is.
func suffix(part int) string {
	if part > 1 {
		return fmt.Sprintf("-%d", part)
	}
	return ""
}
