package site

import (
	"encoding/binary"
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
// subject what is told of it and which of the questions were its own. What is told
// holds as long as they have the same answers.
//
// It lies in a part of the memory: the ground, which is a digest of what every
// subject depends on; that of the outline ([outlined]); the names that questions
// hold, each once; the questions; the memos, each after its length.
type record struct {
	ground    report.Digest
	outline   report.Digest
	questions []trace.Question
	answers   []report.Digest // of each question
	memos     []memo
}

// A memo is what is remembered of one subject.
type memo struct {
	subject string
	told    []byte
	asked   []byte // the numbers of its questions, packed
}

// readRecord reads what was remembered; what is not of that form ends it. The data
// must not be changed any more.
func readRecord(data []byte) *record {
	r, x := &packReader{data: data}, &record{}
	copy(x.ground[:], r.cut(uint64(len(x.ground))))
	copy(x.outline[:], r.cut(uint64(len(x.outline))))
	names := make([]string, r.count())
	for i := range names {
		names[i] = r.text()
	}
	n := r.count()
	x.questions, x.answers = make([]trace.Question, n), make([]report.Digest, n)
	for i := range x.questions {
		x.questions[i] = r.question(names)
		copy(x.answers[i][:], r.cut(uint64(len(report.Digest{}))))
	}
	for len(r.data) > 0 && !r.bad {
		e := packReader{data: r.cut(r.number())}
		if x.memos = append(x.memos, memo{e.text(), e.cut(e.number()), e.data}); e.bad || r.bad {
			x.memos = x.memos[:len(x.memos)-1]
			break
		}
	}
	return x
}

// same tells of each question whether it has the answer that it had; nil: nothing
// holds, since the ground is another one.
func (x *record) same(a *answers) []bool {
	if x.ground != a.all {
		return nil
	}
	same, outline := make([]bool, len(x.questions)), x.outline == a.outline
	if !outline {
		a.outlined.prepare()
	}
	var wg sync.WaitGroup
	hands := runtime.GOMAXPROCS(0)
	for w := range hands {
		wg.Go(func() {
			for i := w * len(same) / hands; i < (w+1)*len(same)/hands; i++ {
				q := &x.questions[i]
				same[i] = outline && ofOutline(q.Kind) || a.answer(q) == x.answers[i]
			}
		})
	}
	wg.Wait()
	return same
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

// A recorder makes the record of a run, which holds what that run used and no
// more: first the questions of what was worked out anew ([recorder.number]), then
// their answers ([recorder.settle]), and then what is told of all subjects, in
// order, with what is kept from the record before.
type recorder struct {
	record
	before  *record
	numbers map[trace.Question]int // of what was worked out anew
	kept    []int                  // of each question of the record before, its number here and 1; 0: not yet kept
	buf     []byte
}

func newRecorder(a *answers, before *record) *recorder {
	w := &recorder{before: before, numbers: map[trace.Question]int{}, kept: make([]int, len(before.questions))}
	w.ground, w.outline = a.all, a.outline
	return w
}

// number numbers the questions of a subject that was worked out anew.
func (w *recorder) number(questions []trace.Question) {
	for _, q := range questions {
		if _, known := w.numbers[q]; !known {
			w.numbers[q] = len(w.questions)
			w.questions = append(w.questions, q)
		}
	}
}

// settle finds the answers to what has a number: those that the record before has,
// where they are the same, which it tells of each question.
func (w *recorder) settle(same []bool, answer func(*trace.Question) report.Digest) {
	w.answers = make([]report.Digest, len(w.questions))
	have := make([]bool, len(w.questions))
	for i, same := range same {
		if n, asked := w.numbers[w.before.questions[i]]; asked && same {
			w.answers[n], have[n], w.kept[i] = w.before.answers[i], true, n+1
		}
	}
	for n := range w.questions {
		if !have[n] {
			w.answers[n] = answer(&w.questions[n])
		}
	}
}

// note records what is told of a subject, whose questions have numbers.
func (w *recorder) note(subject string, told []byte, questions []trace.Question) {
	w.buf = w.buf[:0]
	for _, q := range questions {
		w.buf = binary.AppendUvarint(w.buf, uint64(w.numbers[q]))
	}
	w.memos = append(w.memos, memo{subject, append([]byte(nil), told...), append([]byte(nil), w.buf...)})
}

// keep records what the record before tells.
func (w *recorder) keep(e *memo) {
	w.buf = w.buf[:0]
	for r := (packReader{data: e.asked}); len(r.data) > 0; {
		n := r.number()
		if w.kept[n] == 0 {
			w.questions, w.answers = append(w.questions, w.before.questions[n]), append(w.answers, w.before.answers[n])
			w.kept[n] = len(w.questions)
		}
		w.buf = binary.AppendUvarint(w.buf, uint64(w.kept[n]-1))
	}
	w.memos = append(w.memos, memo{e.subject, e.told, append([]byte(nil), w.buf...)})
}

// save puts the record in the place of the one before. That it cannot be kept
// costs the time to work all of it out again.
func (w *recorder) save(m *memory.Memory, part string) {
	b := append(w.ground[:len(w.ground):len(w.ground)], w.outline[:]...)
	names, numbers := []string(nil), map[string]int{}
	var asked []byte
	for i := range w.questions {
		q := &w.questions[i]
		asked = append(asked, byte(q.Kind))
		if q.Kind.Named() {
			n, known := numbers[q.Name]
			if !known {
				n = len(names)
				numbers[q.Name] = n
				names = append(names, q.Name)
			}
			asked = binary.AppendUvarint(asked, uint64(n))
		}
		if q.Kind.Dated() {
			asked = binary.AppendVarint(append(asked, byte(q.Period.Grain())), int64(q.Period.Number()))
		}
		asked = append(asked, w.answers[i][:]...)
	}
	b = binary.AppendUvarint(b, uint64(len(names)))
	for _, s := range names {
		b = appendText(b, s)
	}
	b = append(binary.AppendUvarint(b, uint64(len(w.questions))), asked...)
	m.Replace(part, func(to io.Writer) error {
		for i := range w.memos {
			b = w.memos[i].append(b)
			if len(b) < 256<<10 && i < len(w.memos)-1 {
				continue
			}
			if _, err := to.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
		_, err := to.Write(b)
		return err
	})
}

// append appends a memo after its length.
func (e *memo) append(b []byte) []byte {
	var room [2 * binary.MaxVarintLen64]byte
	subject := binary.AppendUvarint(room[:0], uint64(len(e.subject)))
	told := binary.AppendUvarint(subject[len(subject):], uint64(len(e.told)))
	b = binary.AppendUvarint(b, uint64(len(subject)+len(e.subject)+len(told)+len(e.told)+len(e.asked)))
	b = append(append(b, subject...), e.subject...)
	b = append(append(b, told...), e.told...)
	return append(b, e.asked...)
}

func appendText(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// A packReader reads what was packed, one thing after the other.
type packReader struct {
	data []byte
	bad  bool
}

func (r *packReader) number() uint64 {
	x, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return x
}

// count is how many things follow, of which each takes a byte at least.
func (r *packReader) count() int {
	n := r.number()
	if n > uint64(len(r.data)) {
		r.bad, r.data = true, nil
		return 0
	}
	return int(n)
}

func (r *packReader) cut(n uint64) []byte {
	if n > uint64(len(r.data)) {
		r.bad, r.data = true, nil
		return nil
	}
	x := r.data[:n:n]
	r.data = r.data[n:]
	return x
}

func (r *packReader) text() string { return memory.Text(r.cut(r.number())) }

// question is one of those that hold some names.
func (r *packReader) question(names []string) (q trace.Question) {
	if kind := r.cut(1); len(kind) == 1 {
		q.Kind = trace.Kind(kind[0])
	}
	if q.Kind.Named() {
		if i := r.number(); i < uint64(len(names)) {
			q.Name = names[i]
		} else {
			r.bad = true
		}
	}
	if q.Kind.Dated() {
		g := r.cut(1)
		x, n := binary.Varint(r.data)
		if len(g) == 0 || n <= 0 {
			r.bad, r.data = true, nil
			return q
		}
		r.data = r.data[n:]
		q.Period = period.Numbered(period.Grain(g[0]), int(x))
	}
	return q
}
