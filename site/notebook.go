package site

import (
	"sync"

	"almanac/site/trace"
)

// A notebook holds the questions of what one hand works out anew, each once, so
// that those of many subjects take little room, and are put together while they are
// asked, by all hands, and not at the end.
type notebook struct {
	numbers   map[trace.Question]uint32
	questions []trace.Question // by their numbers
	free      []uint32         // room for the numbers of subjects
	places    []uint32         // of each question, its number in the record that is made ([recorder.take])
}

// A jotting is the questions of one subject, by their numbers in a notebook.
type jotting struct {
	book    *notebook
	numbers []uint32
}

// jotRoom is for how many numbers a notebook makes room at once.
const jotRoom = 8 << 10

// jot notes the questions of a subject; without a notebook, for nobody.
func (b *notebook) jot(reads *trace.Reads) jotting {
	if b == nil {
		return jotting{}
	}
	n := reads.Count()
	if n > len(b.free) {
		b.free = make([]uint32, max(n, jotRoom))
	}
	list := b.free[:0:n]
	b.free = b.free[n:]
	for q := range reads.All() {
		at, known := b.numbers[q]
		if !known {
			at = uint32(len(b.questions))
			b.numbers[q] = at
			b.questions = append(b.questions, q)
		}
		list = append(list, at)
	}
	return jotting{b, list}
}

// Notebooks are those of all hands.
type notebooks struct {
	mu   sync.Mutex
	all  []*notebook
	idle []*notebook // of them
}

// take hands out a notebook, which nobody else has until it is put back.
func (n *notebooks) take() *notebook {
	n.mu.Lock()
	defer n.mu.Unlock()
	if last := len(n.idle) - 1; last >= 0 {
		b := n.idle[last]
		n.idle = n.idle[:last]
		return b
	}
	b := &notebook{numbers: map[trace.Question]uint32{}}
	n.all = append(n.all, b)
	return b
}

func (n *notebooks) put(b *notebook) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.idle = append(n.idle, b)
}

// jot notes the questions of a subject in whichever notebook is idle.
func (n *notebooks) jot(reads *trace.Reads) jotting {
	b := n.take()
	defer n.put(b)
	return b.jot(reads)
}
