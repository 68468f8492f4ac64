package site

import (
	"bytes"
	"encoding/binary"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"almanac/site/memory"
	"almanac/site/report"
	"almanac/site/trace"
)

// pages is what is known of each file of a site: from an earlier build, where
// nothing changed since that it was drawn from, or since it was drawn.
type pages struct {
	files      []string
	list       []known // by place in files
	answers    *answers
	remembered int // how many files are
	names      names
}

// known is what is known of one file.
type known struct {
	sum       sum // of its bytes; zero: nothing is known
	size      int64
	questions []trace.Question // that were asked to draw it
	drawn     bool             // by this build
	packed    []byte           // as it was remembered; nil: it was not
}

func (p *pages) published() []published {
	all := make([]published, len(p.files))
	for i, f := range p.files {
		all[i] = published{f, p.list[i].sum}
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
	var entries [][]byte
	var wg sync.WaitGroup
	wg.Go(func() { p.names, entries = readEntries(s.options.Memory.Part(pagesPart)) })
	var err error
	p.answers, err = s.answers()
	wg.Wait()
	if err != nil {
		return nil, err
	}
	p.remembered = len(entries)
	n := runtime.GOMAXPROCS(0)
	for w := range n {
		wg.Go(func() {
			of, i := p.answers.named(p.names.list), 0
			for _, e := range entries[w*len(entries)/n : (w+1)*len(entries)/n] {
				r := entryReader{data: e, names: of.names}
				address := r.text()
				if i = after(s.files, i, address); i < len(s.files) && s.files[i] == address {
					if told, ok := of.recollect(address, &r); ok {
						p.list[i] = knownOf(told, e)
					}
				}
			}
		})
	}
	wg.Wait()
	return p, nil
}

// after is the place of the first of some addresses, which are sorted, that is
// not before one; entries are in the same order, so that it is near the last.
func after(files []string, i int, address string) int {
	if i < len(files) && files[i] < address {
		i++
	}
	if i < len(files) && files[i] == address {
		return i
	}
	i, _ = slices.BinarySearch(files, address)
	return i
}

// remember keeps what is known for the next build. That it cannot be kept costs
// that one time.
func (s *Site) remember(p *pages) {
	same := p.remembered == len(p.files)
	for i := range p.list {
		same = same && !p.list[i].drawn
	}
	if s.options.Memory == nil || same {
		return
	}
	if p.names.many(len(p.files)) {
		s.options.Memory.Forget(pagesPart) // and the next build begins anew
		return
	}
	w := &entryWriter{names: p.names}
	var buf []byte
	var body bytes.Buffer
	for i, f := range p.files {
		k := &p.list[i]
		entry := k.packed
		if entry == nil || k.drawn {
			var key report.Digest
			key, buf = p.answers.key(f, k.questions, buf)
			entry = w.entry(f, key, k.told(), k.questions)
		}
		appendEntry(&body, entry)
	}
	packEntries(s.options.Memory, pagesPart, &w.names, &body)
}

// told is what is remembered of a file: its sum and size.
func (k *known) told() []byte {
	return binary.AppendUvarint(k.sum[:len(k.sum):len(k.sum)], uint64(k.size))
}

// knownOf is what was told of a file, by its entry.
func knownOf(told, entry []byte) known {
	r := entryReader{data: told}
	of, size := r.cut(uint64(len(sum{}))), r.number()
	if r.bad {
		return known{}
	}
	return known{sum: sum(of), size: int64(size), packed: entry}
}
