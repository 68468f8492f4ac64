package page

import (
	"sync"

	"almanac/site/chart"
	"almanac/site/cube"
	"almanac/site/locale"
	"almanac/site/narrative"
	"almanac/site/period"
	"almanac/site/report"
)

// newDesks are desks for as many pages as are written at once.
func newDesks() *sync.Pool { return &sync.Pool{New: func() any { return &desk{} }} }

// A desk is where pages are written, one after the other. What a view is made of
// lies on it and is used again for the next page; what the cube answered is
// kept, since it is the same for every page.
type desk struct {
	book         Book // and what it asks, for the page that is written
	cube         cube.Cube
	tell         narrative.Narrator
	memory       cube.Memory
	unit         string // whose pages were looked for last, and where they stand
	standing     *addresses
	breath       narrative.Breath
	findings     narrative.Room
	folder, lang string         // of the page
	links        [512]link      // from that folder
	metrics      []string       // links to the metrics, each once it is asked for
	courses      [256]*courseAt // as more than one page has them; nil: none yet
	own          courseAt       // as one page alone has it
	sentences    slab[Sentence]
	origins      []cube.Origin
	cells        slab[Cell]
	rows         slab[Row]
	columns      slab[Column]
	groups       slab[Group]
	runs         slab[Run]
	views        slab[PeriodView]
	anchors      slab[Link]
	branches     slab[Branch]
	items        slab[Item]
	facts        slab[Fact]
	blocks       slab[Block]
	pieces       slab[Piece]
	spans        slab[Span]
	notes        slab[[]Span]
	parts        slab[HowPart]
	hows         slab[How]
	points       slab[chart.Point]
	values       slab[chart.Value]
	bullets      slab[chart.BulletOptions]
	sparks       slab[chart.SparkOptions]
	bars         slab[chart.BarOptions]
}

// clear makes the desk ready for another page; nothing may be kept of the last.
func (d *desk) clear() {
	d.book, d.cube, d.tell = Book{}, cube.Cube{}, narrative.Narrator{}
	d.memory.Tidy()
	d.cells.clear()
	d.rows.clear()
	d.columns.clear()
	d.groups.clear()
	d.runs.clear()
	d.sentences.clear()
	d.views.clear()
	d.anchors.clear()
	d.branches.clear()
	d.items.clear()
	d.facts.clear()
	d.blocks.clear()
	d.pieces.clear()
	d.spans.clear()
	d.notes.clear()
	d.parts.clear()
	d.hows.clear()
	d.points.clear()
	d.values.clear()
	d.bullets.clear()
	d.sparks.clear()
	d.bars.clear()
}

// turn makes the desk ready for a page in a folder.
func (d *desk) turn(folder, lang string) {
	if d.folder == folder && d.lang == lang {
		return
	}
	d.folder, d.lang = folder, lang
	for i := range d.links {
		d.links[i].spot, d.links[i].href = spot{}, ""
	}
	clear(d.metrics)
	for _, x := range d.courses {
		if x != nil {
			x.metric = nil
		}
	}
}

// A link is that to the page of a period; "" if there is none.
type link struct {
	spot
	href string
	hows []string // to how each metric was computed there, once it is asked for
}

// link is where that to a page stands, if it is known, and else is to stand.
func (d *desk) link(unit string, p period.Period) *link {
	at := p.Number() + int(p.Grain())*61
	for i := max(0, len(unit)-3); i < len(unit); i++ { // where the names of siblings differ
		at = at*31 + int(unit[i])
	}
	return &d.links[at&(len(d.links)-1)]
}

// A courseAt is one period of a course, as it stands on every page of a folder
// but those that it links to, whose links to themselves are shorter. Nothing of
// it lies in slabs.
type courseAt struct {
	spot
	metric *report.Metric
	form   locale.Format
	lines  bool
	point  chart.Point
	row    Row // without its cells
	cells  [5]Cell
}

// course is where a period of a course stands, if it is known, and else is to
// stand.
func (d *desk) course(m *report.Metric, p period.Period) *courseAt {
	at := (p.Number() + int(p.Grain())*61 + len(m.ID)*31) & (len(d.courses) - 1)
	if d.courses[at] == nil {
		d.courses[at] = &courseAt{}
	}
	return d.courses[at]
}

// A slab is room for values of one type.
type slab[T any] struct {
	list []T // the zero value from used on
	used int
}

// mostKept is how many values of a type a desk keeps room for.
const mostKept = 1 << 12

// room is an empty list with room for n values. Further ones stand elsewhere.
func (s *slab[T]) room(n int) []T { return s.take(n)[:0] }

// take is n values, all zero. What is appended to them stands elsewhere.
func (s *slab[T]) take(n int) []T {
	if s.used+n > len(s.list) {
		s.list, s.used = make([]T, max(n, 2*len(s.list), 16)), 0 // what was taken keeps the old ones
	}
	from := s.used
	s.used += n
	return s.list[from:s.used:s.used]
}

// put is where a value lies.
func (s *slab[T]) put(x T) *T {
	p := &s.take(1)[0]
	*p = x
	return p
}

// puts lays values beside each other.
func (s *slab[T]) puts(list ...T) []T {
	out := s.take(len(list))
	copy(out, list)
	return out
}

func (s *slab[T]) clear() {
	if len(s.list) > mostKept {
		s.list = nil
	} else {
		clear(s.list[:s.used])
	}
	s.used = 0
}

// addresses are those of the period pages of a unit: by grain, from the
// first on; "" where there is none. Nil is none.
type addresses struct {
	first [6]period.Period
	list  [6][]string
}

func (x *addresses) get(p period.Period) (address string, ok bool) {
	if x == nil {
		return "", false
	}
	list := x.list[p.Grain()]
	if i := p.Sub(x.first[p.Grain()]); i >= 0 && i < len(list) {
		address = list[i]
	}
	return address, address != ""
}

// set notes the address of a period, which is behind the others of its grain.
func (x *addresses) set(p period.Period, address string) {
	g := p.Grain()
	if len(x.list[g]) == 0 {
		x.first[g] = p
	}
	for x.first[g].Add(len(x.list[g])) != p {
		x.list[g] = append(x.list[g], "")
	}
	x.list[g] = append(x.list[g], address)
}
