package site

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"runtime"
	"sync"

	"almanac/site/memory"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/trace"
)

// A record is what is remembered of subjects, such as files: the questions that
// were asked for all of them, each once with the answer that it had, and of each
// subject a memo: what is told of it, and which of the questions were its own. That
// holds as long as they have the same answers.
//
// It lies in a part of the memory: the ground, which is a digest of what every
// subject depends on; that of the outline ([outlined]); the questions, after their
// number, each with its length; the memos, the same.
type record struct {
	ground    report.Digest
	outline   report.Digest
	questions []asked
	memos     []memo
	data      []byte // as it lies in the memory
	table     []byte // the questions in it
}

// An asked is a question as it is packed, with the answer that it had behind it.
type asked string

const digestSize = len(report.Digest{})

// packed is the question alone.
func (q asked) packed() string { return string(q[:len(q)-digestSize]) }

func (q asked) answer() report.Digest { return report.Digest([]byte(q[len(q)-digestSize:])) }

func (q asked) kind() trace.Kind { return trace.Kind(q[0]) }

// A memo is what is remembered of one subject.
type memo struct {
	subject  string
	told     string
	asked    string // the numbers of its questions, packed
	from, to int    // where all of it lies in the record's data
}

// readRecord reads what was remembered; what is not of that form ends it. The data
// must not be changed any more.
func readRecord(data []byte) *record {
	memory.Fetch(memory.Text(data))
	r, x := &packReader{data: memory.Text(data)}, &record{data: data}
	read := func() int { return len(data) - len(r.data) }
	copy(x.ground[:], r.cut(uint64(digestSize)))
	copy(x.outline[:], r.cut(uint64(digestSize)))
	x.questions = make([]asked, r.count())
	from := read()
	for i := range x.questions {
		if x.questions[i] = asked(r.text()); len(x.questions[i]) <= digestSize {
			return &record{}
		}
	}
	x.table = data[from:read()]
	x.memos = make([]memo, r.count())
	for i := range x.memos {
		from := read()
		e := packReader{data: r.text()}
		if x.memos[i] = (memo{e.text(), e.text(), e.data, from, read()}); e.bad || r.bad {
			x.memos = x.memos[:i]
			break
		}
	}
	return x
}

// same tells of each question whether it has the answer that it had; nil: nothing
// holds, since the ground is another one.
func (x *record) same(a *answers, ground report.Digest) []bool {
	if x.ground != ground {
		return nil
	}
	same, outline := make([]bool, len(x.questions)), x.outline == a.outline
	if !outline {
		a.outlined.prepare()
	}
	ask := func(i int) {
		q, ok := unpackQuestion(x.questions[i].packed())
		same[i] = ok && a.answer(&q) == x.questions[i].answer()
	}
	inRuns(len(same), func(from, to int) {
		var late []int // what waits for all verdicts
		for i := from; i < to; i++ {
			switch kind := x.questions[i].kind(); {
			case outline && ofOutline(kind):
				same[i] = true
			case kind == trace.Quality:
				late = append(late, i)
			default:
				ask(i)
			}
		}
		for _, i := range late {
			ask(i)
		}
	})
	return same
}

// inRuns works on so many things on all processors, each of which has a run of them.
func inRuns(n int, work func(from, to int)) {
	var wg sync.WaitGroup
	hands := runtime.GOMAXPROCS(0)
	for w := range hands {
		wg.Go(func() { work(w*n/hands, (w+1)*n/hands) })
	}
	wg.Wait()
}

// holds reports whether all questions of a memo have the answers that they had.
func (e *memo) holds(same []bool) bool {
	if same == nil {
		return false
	}
	for r := (packReader{data: e.asked}); len(r.data) > 0; {
		if n := r.number(); r.bad || n >= uint64(len(same)) || !same[n] {
			return false
		}
	}
	return true
}

// A recorder makes the record of a run: first it takes the questions of what was
// worked out anew ([recorder.take]), then their answers ([recorder.settle]), and then
// what is told of all subjects, in order, with what is kept from the record before. It
// holds what that run used and no more; only where nothing was asked that had not been
// asked before are all of those questions kept, in their places.
type recorder struct {
	ground, outline report.Digest
	before          *record
	questions       []trace.Question // of what was worked out anew
	numbers         map[trace.Question]uint32
	places          []int    // what stands for them in the record; nil: they themselves
	count           int      // of all questions
	whole           bool     // all questions of the record before are kept, with their numbers
	kept            []int    // of each of them, its number here and 1; 0: not yet kept
	table           []byte   // of questions, as they are remembered
	memos           [][]byte // the same, in pieces
	from, to        int      // the last piece, where it is one of the record before
	fresh           []byte   // else
	subjects        int      // memos
	buf             []byte
}

func newRecorder(a *answers, ground report.Digest, before *record) *recorder {
	return &recorder{ground: ground, outline: a.outline, before: before}
}

// take gives the questions of all notebooks numbers: those of the first the ones that
// they have. Nothing more is jotted down then.
func (w *recorder) take(books []*notebook) {
	for i, b := range books {
		b.places = make([]uint32, len(b.questions))
		if i == 0 {
			w.questions, w.numbers = b.questions, b.numbers
		}
		for k, q := range b.questions {
			n, known := uint32(k), i == 0
			if !known {
				n, known = w.numbers[q]
			}
			if !known {
				n = uint32(len(w.questions))
				w.numbers[q] = n
				w.questions = append(w.questions, q)
			}
			b.places[k] = n
		}
	}
}

// settle finds the answers to what has a number: those that the record before has,
// where they are the same, which it tells of each question.
func (w *recorder) settle(same []bool, answer func(*trace.Question) report.Digest) {
	place, likely := make(map[string]int, len(w.questions)), sieve{}
	for n := range w.questions {
		w.buf = packQuestion(w.buf[:0], &w.questions[n])
		place[string(w.buf)] = n
		likely.add(string(w.buf))
	}
	at, found := make([]int, len(w.questions)), 0 // in the record before, and 1; 0: not there
	for i := range same {
		q := w.before.questions[i].packed()
		if !likely.has(q) { // as most, after an edit
			continue
		}
		if n, wanted := place[q]; wanted && at[n] == 0 {
			at[n] = i + 1
			found++
		}
	}
	if w.whole = same != nil && found == len(w.questions); w.whole {
		w.amend(at, same, answer)
		return
	}
	w.table, w.kept, w.count = make([]byte, 0, len(w.before.table)), make([]int, len(w.before.questions)), len(w.questions)
	for n := range w.questions {
		if at[n] > 0 && same[at[n]-1] {
			w.kept[at[n]-1] = n + 1
			w.table = appendText(w.table, string(w.before.questions[at[n]-1]))
			continue
		}
		x := answer(&w.questions[n])
		w.buf = append(packQuestion(w.buf[:0], &w.questions[n]), x[:]...)
		w.table = appendText(w.table, memory.Text(w.buf))
	}
}

// A sieve tells of most texts that are not among some that they are not, at less cost
// than a map does.
type sieve [1 << 10]uint64

func (s *sieve) add(text string) {
	i := s.mesh(text)
	s[i/64] |= 1 << (i % 64)
}

func (s *sieve) has(text string) bool {
	i := s.mesh(text)
	return s[i/64]>>(i%64)&1 == 1
}

// mesh is where a text, which is not empty, would fall through: by its length, where
// it begins and the eight bytes at its end, if there are so many.
func (s *sieve) mesh(text string) uint {
	h := uint64(text[0])<<8 | uint64(len(text)&0xff)
	if n := len(text); n >= 8 {
		h ^= binary.LittleEndian.Uint64([]byte(text[n-8:])) << 1
		h ^= uint64(text[n/2]) << 56
	} else {
		h ^= uint64(text[n-1]) << 16
	}
	return uint(h * 0x9E3779B97F4A7C15 >> 48) // Knuth's multiplicative hash
}

// amend keeps the questions of the record before, of which those that have a number
// are at some places, and puts other answers where they are not the same: nothing
// that is kept asked those. The places are the recorder's from then on.
func (w *recorder) amend(at []int, same []bool, answer func(*trace.Question) report.Digest) {
	w.table, w.count, w.places = w.before.table, len(w.before.questions), at
	other := map[int]report.Digest{}
	for n := range w.questions {
		at[n]--
		if !same[at[n]] {
			other[at[n]] = answer(&w.questions[n])
		}
	}
	if len(other) == 0 {
		return
	}
	w.table = bytes.Clone(w.table)
	end := 0 // of a question in the table
	for i, q := range w.before.questions {
		end += sizeOfText(len(q))
		if x, is := other[i]; is {
			copy(w.table[end-digestSize:end], x[:])
		}
	}
}

// note records what is told of a subject that asked some questions, of a notebook that
// was taken.
func (w *recorder) note(subject string, told []byte, asked jotting) {
	w.buf = w.buf[:0]
	for _, i := range asked.numbers {
		n := asked.book.places[i]
		if w.places != nil {
			n = uint32(w.places[n])
		}
		w.buf = binary.AppendUvarint(w.buf, uint64(n))
	}
	w.memo(subject, memory.Text(told))
}

// keep records what the record before tells.
func (w *recorder) keep(e *memo) {
	if w.whole {
		if w.to == 0 || e.from != w.to { // it does not follow the last one
			w.cut()
			w.from = e.from
		}
		w.to = e.to
		w.subjects++
		return
	}
	w.buf = w.buf[:0]
	for r := (packReader{data: e.asked}); len(r.data) > 0; {
		n := r.number()
		if w.kept[n] == 0 {
			w.table = appendText(w.table, string(w.before.questions[n]))
			w.count++
			w.kept[n] = w.count
		}
		w.buf = binary.AppendUvarint(w.buf, uint64(w.kept[n]-1))
	}
	w.memo(e.subject, e.told)
}

// memo records a subject, the numbers of whose questions are packed.
func (w *recorder) memo(subject, told string) {
	var room [2 * binary.MaxVarintLen64]byte
	head := binary.AppendUvarint(binary.AppendUvarint(room[:0], uint64(len(subject))), uint64(len(told)))
	if w.to > 0 {
		w.cut()
	}
	w.fresh = binary.AppendUvarint(w.fresh, uint64(len(head)+len(subject)+len(told)+len(w.buf)))
	w.fresh = appendText(appendText(w.fresh, subject), told)
	w.fresh = append(w.fresh, w.buf...)
	w.subjects++
}

// cut ends the last piece of memos.
func (w *recorder) cut() {
	if w.to > 0 {
		w.memos = append(w.memos, w.before.data[w.from:w.to])
	} else if len(w.fresh) > 0 {
		w.memos = append(w.memos, w.fresh)
	}
	w.from, w.to, w.fresh = 0, 0, nil
}

// save puts the record in the place of the one before. That it cannot be kept
// costs the time to work all of it out again.
func (w *recorder) save(m *memory.Memory, part string) {
	w.cut()
	m.Replace(part, func(to io.Writer) error {
		head := append(w.ground[:len(w.ground):len(w.ground)], w.outline[:]...)
		_, err1 := to.Write(binary.AppendUvarint(head, uint64(w.count)))
		_, err2 := to.Write(w.table)
		_, err3 := to.Write(binary.AppendUvarint(nil, uint64(w.subjects)))
		err := errors.Join(err1, err2, err3)
		for _, piece := range w.memos {
			_, more := to.Write(piece)
			err = errors.Join(err, more)
		}
		return err
	})
}

// sizeOfText is how many bytes appendText appends for a text of a length.
func sizeOfText(length int) int {
	prefix := 1
	for n := length; n >= 0x80; n >>= 7 {
		prefix++
	}
	return prefix + length
}

func appendText(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// packQuestion appends a question.
func packQuestion(b []byte, q *trace.Question) []byte {
	b = append(b, byte(q.Kind))
	if q.Kind.Dated() {
		b = binary.AppendVarint(append(b, byte(q.Period.Grain())), int64(q.Period.Number()))
	}
	return append(b, q.Name...)
}

// unpackQuestion is the question that was packed.
func unpackQuestion(s string) (q trace.Question, ok bool) {
	r := packReader{data: s}
	if kind := r.cut(1); kind != "" {
		q.Kind = trace.Kind(kind[0])
	}
	if q.Kind.Dated() {
		grain := r.cut(1)
		x := r.number()
		if r.bad {
			return q, false
		}
		// As varints are packed.
		q.Period = period.Numbered(period.Grain(grain[0]), int(x>>1)^-int(x&1))
	}
	q.Name = r.data
	return q, !r.bad
}

// A packReader reads what was packed, one thing after the other.
type packReader struct {
	data string
	bad  bool
}

func (r *packReader) number() (x uint64) {
	for i := 0; i < len(r.data) && i < binary.MaxVarintLen64; i++ {
		b := r.data[i]
		x |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.data = r.data[i+1:]
			return x
		}
	}
	r.bad, r.data = true, ""
	return 0
}

// count is how many things follow, of which each takes a byte at least.
func (r *packReader) count() int {
	n := r.number()
	if n > uint64(len(r.data)) {
		r.bad, r.data = true, ""
		return 0
	}
	return int(n)
}

func (r *packReader) cut(n uint64) string {
	if n > uint64(len(r.data)) {
		r.bad, r.data = true, ""
		return ""
	}
	x := r.data[:n]
	r.data = r.data[n:]
	return x
}

func (r *packReader) text() string { return r.cut(r.number()) }
