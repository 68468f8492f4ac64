package site

import (
	"encoding/binary"
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
// number, each with its length; the memos, the same; a digest of all this. What an
// edit changes of it lies in a part of its own, so that an edit does not write
// everything: that digest, since it is true for that part alone; the outline; the
// answers that are other ones, by the numbers of their questions; the memos, by their
// places.
type record struct {
	ground    report.Digest
	outline   report.Digest
	questions []asked
	memos     []memo
	table     []byte                // the questions, as they lie in the memory
	key       report.Digest         // of the part
	others    map[int]report.Digest // answers that are not in it
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
	subject string
	told    string
	asked   string // the numbers of its questions, packed
	place   int32  // in the record; noPlace: it is in none yet
	since   bool   // it is not in the large part
}

// sincePart is the part with what an edit changed of another one.
func sincePart(part string) string { return part + "-since" }

// recallRecord is what the memory holds under a name.
func recallRecord(m *memory.Memory, part string) *record {
	return readRecord(m.Part(part), m.Part(sincePart(part)))
}

// readRecord reads what was remembered; what is not of that form is nothing. The data
// must not be changed any more.
func readRecord(data, since []byte) *record {
	memory.Fetch(memory.Text(data))
	r, x := &packReader{data: memory.Text(data)}, &record{}
	read := func() int { return len(data) - len(r.data) }
	x.ground, x.outline = r.digest(), r.digest()
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
		x.memos[i] = r.memo(i, false)
	}
	if x.key = r.digest(); r.bad {
		return &record{}
	}
	x.amend(&packReader{data: memory.Text(since)})
	return x
}

// amend takes in what changed since the part was written, all of it or nothing: the
// part alone tells what was so before, and is true, too.
func (x *record) amend(r *packReader) {
	if len(r.data) == 0 || r.digest() != x.key {
		return
	}
	outline, others := r.digest(), map[int]report.Digest{}
	for range r.count() {
		n := r.below(len(x.questions))
		others[n] = r.digest()
	}
	memos := make([]memo, r.count())
	for i := range memos {
		memos[i] = r.memo(r.below(len(x.memos)), true)
	}
	if r.bad {
		return
	}
	x.outline, x.others = outline, others
	for n, answer := range others {
		x.questions[n] = asked(x.questions[n].packed() + string(answer[:]))
	}
	for _, e := range memos {
		x.memos[e.place] = e
	}
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

func (r *packReader) digest() (x report.Digest) {
	copy(x[:], r.cut(uint64(digestSize)))
	return x
}

// below reads a number that is less than another one.
func (r *packReader) below(n int) int {
	x := r.number()
	if x >= uint64(n) {
		r.bad, r.data = true, ""
		return 0
	}
	return int(x)
}

// memo reads that of a place.
func (r *packReader) memo(place int, since bool) memo {
	e := packReader{data: r.text()}
	m := memo{e.text(), e.text(), e.data, int32(place), since}
	r.bad = r.bad || e.bad
	return m
}
