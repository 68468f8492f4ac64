package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"slices"

	"almanac/site/memory"
	"almanac/site/report"
	"almanac/site/trace"
)

// A recorder makes the record of a run: first it takes the questions of what was
// worked out anew ([recorder.take]), then their answers ([recorder.settle]), and then
// what is told of all subjects, in order, with what is kept from the record before. It
// holds what that run used and no more; only where nothing was asked that had not been
// asked before are all of those questions kept, in their places, and if little changed
// that is written beside the rest, which stays: little more than an eighth of it is of
// no use then.
type recorder struct {
	ground, outline report.Digest
	before          *record
	questions       []trace.Question // of what was worked out anew
	numbers         map[trace.Question]uint32
	places          []int                 // what stands for them in the record; nil: they themselves
	count           int                   // of all questions
	whole           bool                  // all questions of the record before are kept, with their numbers
	kept            []int                 // of each of them, its number here and 1; 0: not yet kept
	others          map[int]report.Digest // the answers that are not in the large part, where whole
	list            []*memo               // of all subjects, where whole
	table           []byte                // of questions, else, as they are remembered
	memos           []byte                // the same
	subjects        int                   // memos
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
// where they are the same, which it tells of each question. Several are asked at once.
func (w *recorder) settle(same []bool, answer func(*trace.Question) report.Digest) {
	at, found := w.find(same)
	if w.whole = same != nil && found == len(w.questions); w.whole {
		w.amend(at, same, answer)
		return
	}
	answers := make([]report.Digest, len(w.questions))
	inRuns(len(answers), func(from, to int) {
		for n := from; n < to; n++ {
			if at[n] == 0 || !same[at[n]-1] {
				answers[n] = answer(&w.questions[n])
			}
		}
	})
	w.table, w.kept, w.count = make([]byte, 0, len(w.before.table)), make([]int, len(w.before.questions)), len(w.questions)
	for n := range w.questions {
		if at[n] > 0 && same[at[n]-1] {
			w.kept[at[n]-1] = n + 1
			w.table = appendText(w.table, string(w.before.questions[at[n]-1]))
			continue
		}
		w.buf = append(packQuestion(w.buf[:0], &w.questions[n]), answers[n][:]...)
		w.table = appendText(w.table, memory.Text(w.buf))
	}
}

// find finds the questions in the record before, and how many are there: the place of
// each and 1; 0: it is not there.
func (w *recorder) find(same []bool) (at []int, found int) {
	at = make([]int, len(w.questions))
	if len(same) == 0 {
		return at, 0
	}
	place, likely := make(map[string]int, len(w.questions)), sieve{}
	for n := range w.questions {
		w.buf = packQuestion(w.buf[:0], &w.questions[n])
		place[string(w.buf)] = n
		likely.add(string(w.buf))
	}
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
	return at, found
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

// mesh is where a text, which is not empty, would fall through: by the eight bytes at
// either end, if there are so many.
func (s *sieve) mesh(text string) uint {
	h := uint64(text[0])<<8 | uint64(text[len(text)-1])
	if n := len(text); n >= 8 {
		h = binary.LittleEndian.Uint64([]byte(text[:8]))*3 ^ binary.LittleEndian.Uint64([]byte(text[n-8:]))
	}
	return uint(h * 0x9E3779B97F4A7C15 >> 48) // by Knuth's multiplicative hash
}

// amend keeps the questions of the record before, of which those that have a number
// are at some places, and notes other answers where they are not the same: nothing
// that is kept asked those. The places are the recorder's from then on.
func (w *recorder) amend(at []int, same []bool, answer func(*trace.Question) report.Digest) {
	w.places, w.others = at, map[int]report.Digest{}
	maps.Copy(w.others, w.before.others)
	for n := range w.questions {
		at[n]--
		if !same[at[n]] {
			w.others[at[n]] = answer(&w.questions[n])
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
	if w.whole {
		w.list = append(w.list, &memo{subject, string(told), string(w.buf), noPlace, true})
		return
	}
	w.add(&memo{subject, memory.Text(told), memory.Text(w.buf), noPlace, true})
}

// keep records what the record before tells.
func (w *recorder) keep(e *memo) {
	if w.whole {
		w.list = append(w.list, e)
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
	w.add(&memo{e.subject, e.told, memory.Text(w.buf), noPlace, true})
}

// add packs a memo.
func (w *recorder) add(e *memo) {
	w.memos = e.pack(w.memos)
	w.subjects++
}

// save puts the record in the place of the one before, or what changed beside it. That
// it cannot be kept costs the time to work all of it out again.
func (w *recorder) save(m *memory.Memory, part string) {
	if since := w.since(); since != nil {
		m.Replace(sincePart(part), func(to io.Writer) error {
			_, err := to.Write(since)
			return err
		})
		return
	}
	m.Forget(sincePart(part)) // which is not true beside what is to come
	m.Replace(part, w.write)
}

// since is what changed since the large part was written, if that is little; nil, if it
// is much, or subjects came or went.
func (w *recorder) since() []byte {
	if !w.whole || len(w.list) != len(w.before.memos) {
		return nil
	}
	many, memos := 0, []byte(nil)
	for i, e := range w.list {
		switch {
		case !e.since && int(e.place) == i:
			continue
		case e.place != noPlace && int(e.place) != i || many == 64+len(w.list)/8:
			return nil
		}
		many++
		memos = e.pack(binary.AppendUvarint(memos, uint64(i)))
	}
	b := append(w.before.key[:len(w.before.key):len(w.before.key)], w.outline[:]...)
	b = binary.AppendUvarint(b, uint64(len(w.others)))
	for _, n := range slices.Sorted(maps.Keys(w.others)) {
		x := w.others[n]
		b = append(binary.AppendUvarint(b, uint64(n)), x[:]...)
	}
	return append(binary.AppendUvarint(b, uint64(many)), memos...)
}

// write writes all of the record.
func (w *recorder) write(to io.Writer) error {
	if w.whole {
		w.table, w.count = w.before.tableWith(w.others), len(w.before.questions)
		for _, e := range w.list {
			w.add(e)
		}
	}
	sum := sha256.New()
	all := io.MultiWriter(to, sum)
	head := append(w.ground[:len(w.ground):len(w.ground)], w.outline[:]...)
	_, err1 := all.Write(binary.AppendUvarint(head, uint64(w.count)))
	_, err2 := all.Write(w.table)
	_, err3 := all.Write(binary.AppendUvarint(nil, uint64(w.subjects)))
	_, err4 := all.Write(w.memos)
	_, err5 := to.Write(sum.Sum(nil)[:digestSize])
	return errors.Join(err1, err2, err3, err4, err5)
}

// tableWith are the questions of a record as they lie in the memory, some of them with
// other answers.
func (x *record) tableWith(others map[int]report.Digest) []byte {
	table := bytes.Clone(x.table)
	end := 0 // of a question in the table
	for i, q := range x.questions {
		end += sizeOfText(len(q))
		if answer, is := others[i]; is {
			copy(table[end-digestSize:end], answer[:])
		}
	}
	return table
}

// noPlace is that of a memo which is in no record yet.
const noPlace = -1

// pack appends a memo as it lies in the memory.
func (e *memo) pack(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(sizeOfText(len(e.subject))+sizeOfText(len(e.told))+len(e.asked)))
	b = appendText(appendText(b, e.subject), e.told)
	return append(b, e.asked...)
}

// sizeOfText is how many bytes appendText appends for a text of a length.
func sizeOfText(length int) int {
	prefix := 1
	for n := length; n >= 0x80; n >>= 7 {
		prefix++
	}
	return prefix + length
}
