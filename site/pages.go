package site

import (
	"encoding/binary"
	"path/filepath"
	"slices"

	"almanac/site/memory"
	"almanac/site/trace"
)

// pages is what is known of each file of a site: from an earlier build, where
// nothing changed since that it was drawn from, or since it was drawn.
type pages struct {
	files   []string
	list    []known // by place in files
	answers *answers
	record  *record // what was remembered
	same    []bool  // of each of its questions, whether it has the answer that it had
	books   notebooks
}

// known is what is known of one file.
type known struct {
	sum   sum // of its bytes; zero: nothing is known
	size  int64
	asked jotting // to draw it
	drawn bool    // by this build
	memo  *memo   // as it was remembered; nil: it was not
}

// draw notes that a file was drawn. Where that is as it was remembered, so are the
// questions that were asked: they have the answers that they had.
func (k *known) draw(of sum, size int64, reads *trace.Reads, asks *notebook) {
	if k.drawn = true; k.memo != nil && k.sum == of && k.size == size {
		return
	}
	*k = known{sum: of, size: size, asked: asks.jot(reads), drawn: true}
}

// drawAgain notes that a file was drawn of which everything is remembered: the same
// answers make the same bytes, whose sum need not be taken again. It reports false, and
// nothing is known any more, if they cannot be the same.
func (k *known) drawAgain(size int64) bool {
	if k.size != size {
		*k = known{}
		return false
	}
	k.drawn = true
	return true
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
	var err error
	if p.answers, err = s.answers(); err != nil {
		return nil, err
	}
	p.record = s.pagesBefore()
	i := 0
	p.same = p.record.same(p.answers, p.answers.all)
	for k := range p.record.memos {
		e := &p.record.memos[k]
		if i = after(s.files, i, e.subject); i < len(s.files) && s.files[i] == e.subject && e.holds(p.same) {
			p.list[i] = knownOf(e)
		}
	}
	return p, nil
}

// after is the place of the first of some addresses, which are sorted, that is
// not before one; memos are in the same order, so that it is near the last.
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
	if s.options.Memory == nil || p.unchanged() {
		return
	}
	w := newRecorder(p.answers, p.answers.all, p.record)
	w.take(p.books.all)
	w.settle(p.same, p.answers.answer)
	for i, f := range p.files {
		if k := &p.list[i]; k.memo != nil {
			w.keep(k.memo)
		} else {
			w.note(f, k.told(), k.asked)
		}
	}
	w.save(s.options.Memory, pagesPart)
}

// unchanged reports whether all that is known was remembered, and nothing else was.
func (p *pages) unchanged() bool {
	return len(p.record.memos) == len(p.files) && !slices.ContainsFunc(p.list, func(k known) bool { return k.memo == nil })
}

// told is what is remembered of a file: its sum and size.
func (k *known) told() []byte {
	return binary.AppendUvarint(k.sum[:len(k.sum):len(k.sum)], uint64(k.size))
}

// knownOf is what a memo tells of a file.
func knownOf(e *memo) known {
	r := packReader{data: e.told}
	of, size := r.cut(uint64(len(sum{}))), r.number()
	if r.bad {
		return known{}
	}
	return known{sum: sum([]byte(of)), size: int64(size), memo: e}
}
