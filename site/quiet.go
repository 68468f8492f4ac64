package site

import (
	"io"
	"maps"
	"sync"
	"time"

	"almanac/site/memory"
)

// A quiet is the folders of published sites in which nothing lay but what their
// manifest names, by the stamps that they had when they were listed. A folder
// that has its stamp still has the same names in it, and is not listed again. A
// nil quiet knows none.
type quiet struct {
	mu     sync.Mutex
	since  time.Time            // a folder that changed after it, or just before, may change unseen
	known  map[memory.Stamp]int // how many names each holds, as earlier builds found
	found  map[memory.Stamp]int // the same, of those that this build met
	proved bool                 // the disk is one on which a folder's stamp tells that a name came or went
}

// quietPart is the name under which quiet folders are remembered.
const quietPart = "folders"

// quietFolder is what is remembered of one.
type quietFolder struct {
	Stamp memory.Stamp
	Names int
}

func recallQuiet(m *memory.Memory) *quiet {
	if m == nil {
		return nil
	}
	q := &quiet{since: m.Began(), known: map[memory.Stamp]int{}, found: map[memory.Stamp]int{}}
	var list []quietFolder
	if _, ok := memory.Unpack(&memory.Unpacker{}, memory.Text(m.Part(quietPart)), &list); ok {
		for _, f := range list {
			q.known[f.Stamp] = f.Names
		}
	}
	return q
}

// is reports whether a folder with a stamp is known to hold so many names, all
// of the manifest's.
func (q *quiet) is(s memory.Stamp, names int) bool {
	if q == nil {
		return false
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	n, ok := q.known[s]
	if !ok && q.proved {
		n, ok = q.found[s]
	}
	if ok = ok && n == names; ok {
		q.found[s] = n
	}
	return ok
}

// note notes what was found in a folder that had a stamp before it was listed.
func (q *quiet) note(s memory.Stamp, names int) {
	if q == nil || s.Number == 0 || !s.Settled(q.since) {
		return
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.found[s] = names
}

// prove is told the stamps of a folder of the output before and after a name in
// it went. Where they are equal stamps tell nothing, and on another disk than
// that of the memory there are none to be told.
func (q *quiet) prove(before, after memory.Stamp) {
	if q != nil {
		q.proved = before.Modified < after.Modified && before.Changed < after.Changed
	}
}

// remember keeps what was found for the next build.
func (q *quiet) remember(m *memory.Memory) {
	if q == nil || !q.proved || maps.Equal(q.known, q.found) {
		return
	}
	var list []quietFolder
	for s, n := range q.found {
		list = append(list, quietFolder{s, n})
	}
	m.Replace(quietPart, func(w io.Writer) error {
		_, err := w.Write(memory.Pack(nil, &list))
		return err
	})
}
