package site

import (
	"almanac/site/report"
	"almanac/site/trace"
)

// A recollector answers the questions of entries; it is one goroutine's.
type recollector struct {
	*answers
	names             []string
	figures, promises []report.Digest // by the number of the name
	units             []int           // the same; −1: no unit that has reports
	buf               []byte
}

func (a *answers) named(names []string) *recollector {
	if len(names) == 0 {
		names = []string{""} // what a reader takes for a name that is not there
	}
	r := &recollector{answers: a, names: names}
	for _, n := range names {
		unit, ok := a.units[n]
		if !ok {
			unit = -1
		}
		r.figures, r.promises, r.units = append(r.figures, a.figures[n]), append(r.promises, a.promises[n]), append(r.units, unit)
	}
	return r
}

// recollect is what an entry tells of a subject, if its questions have the answers
// that they had. The reader is behind the address.
func (a *recollector) recollect(subject string, r *entryReader) (told []byte, ok bool) {
	key := r.cut(uint64(len(report.Digest{})))
	told = r.cut(r.number())
	a.buf = append(append(a.buf[:0], a.all[:]...), subject...)
	for n := r.number(); n > 0 && !r.bad; n-- {
		kind := r.cut(1)
		if r.bad {
			break
		}
		x := a.next(trace.Kind(kind[0]), r)
		a.buf = append(append(a.buf, kind[0]), x[:]...)
	}
	return told, !r.bad && report.DigestOf(a.buf) == report.Digest(key)
}

// next is the answer to the next question of an entry, as by [answers.answer].
func (a *recollector) next(kind trace.Kind, r *entryReader) report.Digest {
	switch kind {
	case trace.Figures:
		return a.figures[r.name()]
	case trace.Promises:
		return a.promises[r.name()]
	case trace.Standing:
		return a.standing[timeKey(r.period())]
	case trace.Made:
		return a.made()[r.period()]
	case trace.Words:
		unit := a.units[r.name()]
		p := r.period()
		if unit < 0 {
			return report.Digest{}
		}
		return a.words[spotKey(unit, p)]
	}
	q := trace.Question{Kind: kind, Name: a.names[r.name()]}
	if kind.Dated() {
		q.Period = r.period()
	}
	return a.answer(&q)
}
