package site

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"almanac/site/memory"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trace"
)

// What is remembered of subjects, such as files: the names that questions hold,
// each once, then for each subject an entry of its address, the key of its
// questions, what is told of it, and the questions, after its length. Names are
// only ever added, so that an entry may be copied from the last writing.

// names are texts by number.
type names struct {
	list  []string
	place map[string]int // nil: not yet made
}

func (n *names) number(s string) int {
	if n.place == nil {
		n.place = make(map[string]int, len(n.list))
		for i, s := range n.list {
			n.place[s] = i
		}
	}
	i, ok := n.place[s]
	if !ok {
		i = len(n.list)
		n.place[s] = i
		n.list = append(n.list, s)
	}
	return i
}

// many reports whether there are far more names than so many subjects can ask for:
// most are of what is no longer there.
func (n *names) many(subjects int) bool { return len(n.list) > 4*subjects+1024 }

func (n *names) packed() []byte {
	b := binary.AppendUvarint(nil, uint64(len(n.list)))
	for _, s := range n.list {
		b = appendText(b, s)
	}
	return b
}

// An entryWriter writes entries.
type entryWriter struct {
	names names
	b     []byte
}

// entry is what is remembered of a subject. It holds until the next call.
func (w *entryWriter) entry(address string, key report.Digest, told []byte, questions []trace.Question) []byte {
	w.b = appendText(w.b[:0], address)
	w.b = append(w.b, key[:]...)
	w.b = append(binary.AppendUvarint(w.b, uint64(len(told))), told...)
	w.b = binary.AppendUvarint(w.b, uint64(len(questions)))
	for _, q := range questions {
		w.b = append(w.b, byte(q.Kind))
		if q.Kind.Named() {
			w.b = binary.AppendUvarint(w.b, uint64(w.names.number(q.Name)))
		}
		if q.Kind.Dated() {
			w.b = append(w.b, byte(q.Period.Grain()))
			w.b = binary.AppendVarint(w.b, int64(q.Period.Number()))
		}
	}
	return w.b
}

func appendText(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// readEntries cuts what was remembered into its entries; what is not of that
// form ends the list. The data must not be changed any more.
func readEntries(data []byte) (n names, entries [][]byte) {
	r := &entryReader{data: data}
	for left := r.number(); left > 0 && !r.bad; left-- {
		n.list = append(n.list, r.text())
	}
	for len(r.data) > 0 && !r.bad {
		if e := r.cut(r.number()); !r.bad {
			entries = append(entries, e[:len(e):len(e)])
		}
	}
	return n, entries
}

// An entryReader reads one entry.
type entryReader struct {
	data  []byte
	bad   bool
	names []string
}

func (r *entryReader) number() uint64 {
	x, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return x
}

func (r *entryReader) cut(n uint64) []byte {
	if n > uint64(len(r.data)) {
		r.bad, r.data = true, nil
		return nil
	}
	x := r.data[:n]
	r.data = r.data[n:]
	return x
}

func (r *entryReader) text() string { return memory.Text(r.cut(r.number())) }

// name is the number of a name that there is.
func (r *entryReader) name() int {
	i := r.number()
	if i >= uint64(len(r.names)) {
		r.bad = true
		return 0
	}
	return int(i)
}

func (r *entryReader) period() period.Period {
	g := r.cut(1)
	x, n := binary.Varint(r.data)
	if len(g) == 0 || n <= 0 {
		r.bad = true
		return period.Period{}
	}
	r.data = r.data[n:]
	return period.Numbered(period.Grain(g[0]), int(x))
}

// packEntries is what is remembered: names, and entries one behind the other.
func packEntries(m *memory.Memory, part string, n *names, entries *bytes.Buffer) {
	m.Replace(part, func(to io.Writer) error {
		_, err := to.Write(n.packed())
		_, err2 := entries.WriteTo(to)
		return errors.Join(err, err2)
	})
}

// appendEntry appends an entry after its length.
func appendEntry(b *bytes.Buffer, entry []byte) {
	b.Write(binary.AppendUvarint(b.AvailableBuffer(), uint64(len(entry))))
	b.Write(entry)
}
