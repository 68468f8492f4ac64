package site

import (
	"encoding/binary"
	"encoding/hex"
	"io"
	"path/filepath"
	"runtime"
	"sync"

	"almanac/site/memory"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trace"
)

// pages is what is known of each file of a site: from an earlier build, where
// nothing changed since that it was drawn from, or since it was drawn.
type pages struct {
	files      []string
	list       []known // by place in files
	answers    *answers
	remembered int            // how many files are
	names      map[string]int // as remembered: see entryWriter
	table      []byte
}

// known is what is known of one file.
type known struct {
	sum       string // of its bytes; "" nothing is known
	size      int64
	questions []trace.Question // that were asked to draw it
	drawn     bool             // by this build
	key       report.Digest    // of the questions with their answers
	packed    []byte           // as it was remembered; nil: it was not
}

func (p *pages) sums() map[string]string {
	all := make(map[string]string, len(p.files))
	for i, f := range p.files {
		all[f] = p.list[i].sum
	}
	return all
}

func (p *pages) drawn() (n int) {
	for i := range p.list {
		if p.list[i].drawn {
			n++
		}
	}
	return n
}

// Recall opens what earlier builds of the archive in a folder knew.
func Recall(dir string) *memory.Memory {
	return memory.Open(filepath.Join(dir, memoryDir))
}

// pagesPart is the name under which pages are remembered.
const pagesPart = "pages"

// recall is what the memory tells of the site's files: those whose questions
// have the answers that they had.
func (s *Site) recall() (*pages, error) {
	p := &pages{files: s.files, list: make([]known, len(s.files))}
	if s.options.Memory == nil {
		return p, nil
	}
	var err error
	if p.answers, err = s.newAnswers(); err != nil {
		return nil, err
	}
	place := make(map[string]int, len(s.files))
	for i, f := range s.files {
		place[f] = i
	}
	var entries []recollection
	entries, p.names, p.table = readEntries(s.options.Memory.Part(pagesPart))
	p.remembered = len(entries)
	var wg sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for w := range n {
		wg.Go(func() {
			var buf []byte
			var key report.Digest
			for k := w * len(entries) / n; k < (w+1)*len(entries)/n; k++ {
				e := &entries[k]
				i, ok := place[e.address]
				if !ok {
					continue
				}
				if key, buf = p.answers.key(e.address, e.questions, buf); key == e.key {
					p.list[i] = e.known
				}
			}
		})
	}
	wg.Wait()
	return p, nil
}

// remember keeps what is known for the next build. That it cannot be kept costs
// that one time.
func (s *Site) remember(p *pages) {
	if s.options.Memory == nil {
		return
	}
	w := &entryWriter{names: p.names, table: p.table, body: make([]byte, 0, 1<<20)}
	var buf []byte
	changed := false
	for i, f := range p.files {
		k := &p.list[i]
		if k.packed != nil && !k.drawn {
			w.body = append(w.body, k.packed...)
			continue
		}
		changed = true
		k.key, buf = p.answers.key(f, k.questions, buf)
		w.add(f, k)
	}
	if !changed && p.remembered == len(p.files) {
		return
	}
	s.options.Memory.Replace(pagesPart, w.writeTo)
}

// A recollection is what is remembered of one file.
type recollection struct {
	address string
	known
}

// An entryWriter writes entries: the names that questions hold, each once, then
// for each entry address, key, digest, size and questions. Names are only ever
// added, so that an entry may be copied from the last writing.
type entryWriter struct {
	names map[string]int
	table []byte
	body  []byte
}

func (w *entryWriter) add(address string, k *known) {
	sum, err := hex.DecodeString(k.sum)
	if err != nil || len(sum) != 32 {
		return
	}
	w.body = appendText(w.body, address)
	w.body = append(w.body, k.key[:]...)
	w.body = append(w.body, sum...)
	w.body = binary.AppendUvarint(w.body, uint64(k.size))
	w.body = binary.AppendUvarint(w.body, uint64(len(k.questions)))
	for _, q := range k.questions {
		w.body = append(w.body, byte(q.Kind))
		switch q.Kind {
		case trace.Standing:
			w.period(q.Period)
		case trace.Words:
			w.name(q.Name)
			w.period(q.Period)
		default:
			w.name(q.Name)
		}
	}
}

func (w *entryWriter) name(s string) {
	i, ok := w.names[s]
	if !ok {
		if w.names == nil {
			w.names = map[string]int{}
		}
		i = len(w.names)
		w.names[s] = i
		w.table = appendText(w.table, s)
	}
	w.body = binary.AppendUvarint(w.body, uint64(i))
}

func (w *entryWriter) period(p period.Period) {
	w.body = append(w.body, byte(p.Grain()))
	w.body = binary.AppendVarint(w.body, int64(p.Number()))
}

func (w *entryWriter) writeTo(to io.Writer) error {
	for _, b := range [][]byte{binary.AppendUvarint(nil, uint64(len(w.names))), w.table, w.body} {
		if _, err := to.Write(b); err != nil {
			return err
		}
	}
	return nil
}

func appendText(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// readEntries reads what an entryWriter wrote; what is not of that form ends
// the list.
func readEntries(data []byte) (list []recollection, place map[string]int, table []byte) {
	r := &entryReader{data: data}
	names, place := make([]string, 0, 64), map[string]int{}
	n := r.number()
	begin := r.data
	for ; n > 0 && !r.bad; n-- {
		name := r.text()
		place[name] = len(names)
		names = append(names, name)
	}
	table = begin[:len(begin)-len(r.data)]
	table = table[:len(table):len(table)]
	for len(r.data) > 0 && !r.bad {
		begin := r.data
		e := recollection{address: r.text()}
		copy(e.key[:], r.cut(uint64(len(e.key))))
		e.sum = hex.EncodeToString(r.cut(32))
		e.size = int64(r.number())
		n := r.number()
		if n > uint64(len(r.data)) {
			break
		}
		e.questions = make([]trace.Question, 0, n)
		for range n {
			e.questions = append(e.questions, r.question(names))
		}
		if !r.bad {
			e.packed = begin[:len(begin)-len(r.data)]
			list = append(list, e)
		}
	}
	return list, place, table
}

type entryReader struct {
	data []byte
	bad  bool
}

func (r *entryReader) number() uint64 {
	x, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.bad = true
		return 0
	}
	r.data = r.data[n:]
	return x
}

func (r *entryReader) cut(n uint64) []byte {
	if n > uint64(len(r.data)) {
		r.bad = true
		return nil
	}
	x := r.data[:n]
	r.data = r.data[n:]
	return x
}

func (r *entryReader) text() string { return string(r.cut(r.number())) }

func (r *entryReader) name(names []string) string {
	i := r.number()
	if i >= uint64(len(names)) {
		r.bad = true
		return ""
	}
	return names[i]
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

func (r *entryReader) question(names []string) (q trace.Question) {
	kind := r.cut(1)
	if len(kind) == 0 {
		return q
	}
	switch q.Kind = trace.Kind(kind[0]); q.Kind {
	case trace.Standing:
		q.Period = r.period()
	case trace.Words:
		q.Name = r.name(names)
		q.Period = r.period()
	default:
		q.Name = r.name(names)
	}
	return q
}
