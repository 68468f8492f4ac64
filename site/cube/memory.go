package cube

import (
	"almanac/site/period"
	"almanac/site/trace"
)

// A Memory remembers the answers of a cube, which are the same whenever it is
// asked, for something that asks for the same ones again and again
// ([Cube.Asked]). That a question was asked is noted all the same. It is
// for one goroutine and one cube. The zero Memory is ready.
type Memory struct {
	unit    string // the last that was looked up, and where it is
	u       int
	metrics [16]struct { // some that were looked up, and where they are
		id string
		m  int
	}
	table   []int32 // hashed: the number of an answer from 1; 0: free
	answers []*answer
	used    int // of the answers
}

// An answer is what is known of a figure. Which of its parts are worked out
// stands in known.
type answer struct {
	u, m           int32
	p              period.Period
	known          uint8
	figure         Figure
	previous, year Comparison
	attained       Attainment
	toDate         Window
	isToDate       bool
}

const (
	knowsFigure uint8 = 1 << iota
	knowsPrevious
	knowsYear
	knowsAttained
	knowsToDate
)

// mostAnswers is how many answers a memory keeps.
const mostAnswers = 1 << 10

// Asked is the same cube in a given place, where it asks the memory first, and every
// question that it is asked is noted; nil: none is. Only one goroutine may use it.
func (c *Cube) Asked(place *Cube, m *Memory, r *trace.Reads) *Cube {
	*place = *c
	place.memory, place.reads = m, r
	return place
}

// Tidy lets m forget what it holds if that has become much.
func (m *Memory) Tidy() {
	if m.used <= mostAnswers {
		return
	}
	if m.used > 4*mostAnswers {
		*m = Memory{}
		return
	}
	clear(m.table)
	m.used = 0
}

// place is where a unit and a metric are, and whether there are such.
func (c *Cube) place(unit, metric string) (u, m int, ok bool) {
	x := c.memory
	if x == nil {
		u, ok = c.byUnit[unit]
		m, known := c.byName[metric]
		return u, m, ok && known
	}
	if x.unit != unit || unit == "" {
		if u, ok = c.byUnit[unit]; !ok {
			return 0, 0, false
		}
		x.unit, x.u = unit, u
	}
	if metric == "" {
		return 0, 0, false
	}
	near := &x.metrics[(len(metric)+3*int(metric[0])+5*int(metric[len(metric)-1]))%len(x.metrics)]
	if near.id != metric {
		if m, ok = c.byName[metric]; !ok {
			return 0, 0, false
		}
		near.id, near.m = metric, m
	}
	return x.u, near.m, true
}

// answer is the one on a figure. Its known says which parts hold.
func (x *Memory) answer(u, m int, p period.Period) *answer {
	if 2*x.used >= len(x.table) {
		x.grow()
	}
	mask := uint64(len(x.table) - 1)
	for at := hash(u, m, p) & mask; ; at = (at + 1) & mask {
		i := x.table[at]
		if i == 0 {
			a := x.next()
			a.u, a.m, a.p, a.known = int32(u), int32(m), p, 0
			x.table[at] = int32(x.used)
			return a
		}
		if a := x.answers[i-1]; a.p == p && int(a.u) == u && int(a.m) == m {
			return a
		}
	}
}

// next is an answer that is not used.
func (x *Memory) next() *answer {
	if x.used == len(x.answers) {
		more := make([]answer, 16)
		for i := range more {
			x.answers = append(x.answers, &more[i])
		}
	}
	x.used++
	return x.answers[x.used-1]
}

func (x *Memory) grow() {
	x.table = make([]int32, max(256, 2*len(x.table)))
	mask := uint64(len(x.table) - 1)
	for i, a := range x.answers[:x.used] {
		at := hash(int(a.u), int(a.m), a.p) & mask
		for x.table[at] != 0 {
			at = (at + 1) & mask
		}
		x.table[at] = int32(i + 1)
	}
}

func hash(u, m int, p period.Period) uint64 {
	h := uint64(uint32(p.Sub(period.Period{})))<<3 | uint64(p.Grain())
	h = h*31 + uint64(u)
	h = (h*31 + uint64(m)) * 0x9e3779b97f4a7c15
	return h >> 32
}

// look is the figure of a metric of a unit in a period, from memory if there is
// one and it knows, else worked out in a given place. It is not to be changed.
func (c *Cube) look(u, m int, p period.Period, in *Figure) *Figure {
	if c.memory == nil {
		*in = c.figure(u, m, p)
		return in
	}
	a := c.memory.answer(u, m, p)
	if a.known&knowsFigure == 0 {
		a.figure = c.figure(u, m, p)
		a.known |= knowsFigure
	}
	return &a.figure
}
