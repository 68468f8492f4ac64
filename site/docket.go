package site

import (
	"encoding/binary"
	"slices"
	"sync"

	"almanac/site/diag"
	"almanac/site/locale"
	"almanac/site/memory"
	"almanac/site/page"
	"almanac/site/report"
	"almanac/site/trace"
)

// verdictsPart is the name under which verdicts are remembered.
const verdictsPart = "verdicts"

// A docket is what is remembered of verdicts, and what is to be.
type docket struct {
	answers  *answers // nil: nothing is remembered
	memory   *memory.Memory
	ground   report.Digest // what every verdict depends on
	reports  []*report.Report
	subjects []string  // of each report: what its verdict depends on beside the questions
	memos    []*memo   // of each report: as it was remembered; nil: it was not, or is not true any more
	asked    []jotting // of each report that was heard, what the rules asked
	books    notebooks
	record   *record // what was remembered
	same     []bool  // of each of its questions, whether it has the answer that it had
}

// docket recalls the verdicts whose questions have the answers that they had.
// Nothing is remembered where some files could not be read, or are not looked at.
func (s *Site) docket(h *hearing) *docket {
	n := len(s.archive.Reports)
	k := &docket{reports: s.archive.Reports, memos: make([]*memo, n), asked: make([]jotting, n)}
	if s.options.Memory == nil || s.unread != nil || s.unreadable || h.only != nil {
		return k
	}
	k.subjects = h.subjects()
	a, err := s.answers()
	if err != nil {
		return k
	}
	k.answers, k.memory, k.record = a, s.options.Memory, s.verdictsBefore()
	k.ground = h.ground(a)
	k.same = k.record.same(a, k.ground)
	k.recollect()
	return k
}

// recollect finds the memos that hold. They are mostly in the order of the reports.
func (k *docket) recollect() {
	place := sync.OnceValue(func() map[string]int {
		at := make(map[string]int, len(k.subjects))
		for i, s := range k.subjects {
			at[s] = i
		}
		return at
	})
	inRuns(len(k.record.memos), func(from, to int) {
		for i := from; i < to; i++ {
			e, at := &k.record.memos[i], i
			if at >= len(k.subjects) || k.subjects[at] != e.subject {
				var stands bool
				if at, stands = place()[e.subject]; !stands {
					continue
				}
			}
			if e.holds(k.same) {
				k.memos[at] = e
			}
		}
	})
}

// ground is a digest of what all depends on that is said of reports: what every page
// does, in which language remarks are said, and which metrics are in use.
func (h *hearing) ground(a *answers) report.Digest {
	d := &digester{}
	d.digest(a.all)
	d.text(h.site.speaks().Tag)
	d.text(h.checker.Common()...)
	return d.sum()
}

// subjects are, of each report, its file and, where it depends on something beside
// what the rules ask, a digest of that: of what others say of it, and of what
// stands in the baseline.
func (h *hearing) subjects() []string {
	list := make([]string, len(h.site.archive.Reports))
	inRuns(len(list), func(from, to int) {
		d := &digester{}
		for i := from; i < to; i++ {
			list[i] = h.subject(d, h.site.archive.Reports[i])
		}
	})
	return list
}

func (h *hearing) subject(d *digester, r *report.Report) string {
	for _, x := range h.of[r] {
		d.text(x.File, x.Rule, x.Code, x.Message, x.Hint, x.Excerpt)
		d.number(int(x.Severity), x.Line, x.Column, x.Width)
	}
	h.known.digest(d, r.File)
	for k := range r.Others {
		h.known.digest(d, r.Others[k].File)
	}
	if len(d.buf) == 0 {
		return r.File
	}
	x := d.sum()
	return r.File + "\x00" + string(x[:])
}

// recall fills a verdict in, if it is remembered.
func (k *docket) recall(i int, v *verdict) bool {
	return k.memos[i] != nil && v.unpack(k.memos[i].told)
}

// note keeps what the rules asked of a report, if anything is remembered.
func (k *docket) note(i int, reads *trace.Reads) {
	if k.memos[i] = nil; k.answers != nil {
		k.asked[i] = k.books.jot(reads)
	}
}

// remember keeps all verdicts for the next build, where some are other ones.
func (k *docket) remember(list []verdict) {
	if k.answers == nil || len(k.record.memos) == len(list) && !slices.Contains(k.memos, nil) {
		return
	}
	w := newRecorder(k.answers, k.ground, k.record)
	w.take(k.books.all)
	w.settle(k.same, k.answers.answer)
	var told []byte
	for i, e := range k.memos {
		if e != nil {
			w.keep(e)
			continue
		}
		told = list[i].pack(told[:0])
		w.note(k.subjects[i], told, k.asked[i])
	}
	w.save(k.memory, verdictsPart)
}

// A verdictHead is the part of a verdict that every build asks for.
type verdictHead struct {
	Have, Need int
	Claims     page.Claims
	Counts     [3]int32
	Known      int
	Digest     report.Digest
}

// pack is a verdict as it is remembered.
func (v *verdict) pack(b []byte) []byte {
	b = memory.Pack(b, &verdictHead{v.have, v.need, v.claims, v.counts, v.known, v.digest})
	return append(b, v.found...)
}

// unpack takes a verdict out of what is remembered.
func (v *verdict) unpack(told string) bool {
	var h verdictHead
	rest, ok := memory.Unpack(&memory.Unpacker{}, told, &h)
	*v = verdict{h.Have, h.Need, h.Claims, h.Counts, h.Known, h.Digest, rest}
	return ok
}

// packFound packs what was found: of each remark the number of its rule among all,
// or 0 and its name, its severity and its line.
func packFound(list []page.Found) string {
	var b []byte
	numbers := ruleNumbers()
	for _, f := range list {
		n, known := numbers.of[f.Rule]
		if b = binary.AppendUvarint(b, uint64(n)); !known {
			b = appendText(b, f.Rule)
		}
		b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(f.Severity)), uint64(f.Line))
	}
	return memory.Text(b)
}

func unpackFound(b string) (list []page.Found) {
	numbers := ruleNumbers()
	list = make([]page.Found, 0, len(b)/3) // each takes three bytes at least
	for r := (packReader{data: b}); len(r.data) > 0 && !r.bad; {
		var f page.Found
		if n := r.number(); n == 0 {
			f.Rule = r.text()
		} else if n <= uint64(len(numbers.names)) {
			f.Rule = numbers.names[n-1]
		}
		f.Severity, f.Line = diag.Severity(r.number()), int(r.number())
		list = append(list, f)
	}
	return list
}

// numbered are the names of all rules with their numbers, from 1: the same ones
// for as long as the program is the same, as is all that is remembered.
type numbered struct {
	names []string
	of    map[string]int
}

var ruleNumbers = sync.OnceValue(func() numbered {
	x := numbered{of: map[string]int{}}
	for _, r := range Rules(locale.Fallback) {
		x.names = append(x.names, r.Name)
		x.of[r.Name] = len(x.names)
	}
	return x
})
