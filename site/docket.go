package site

import (
	"bytes"
	"encoding/binary"
	"runtime"
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
	answers    *answers // nil: nothing is remembered
	memory     *memory.Memory
	reports    []*report.Report
	subjects   []string           // of each report: what its verdict depends on beside the questions
	entries    [][]byte           // of each report: as it was remembered; nil: it was not, or is not true any more
	told       [][]byte           // and what it tells
	questions  [][]trace.Question // of each report that was heard
	names      names
	remembered int // how many reports are
}

// docket recalls the verdicts whose questions have the answers that they had.
// Nothing is remembered where some files could not be read, or are not looked at.
func (s *Site) docket(h *hearing) *docket {
	n := len(s.archive.Reports)
	k := &docket{reports: s.archive.Reports, entries: make([][]byte, n), told: make([][]byte, n), questions: make([][]trace.Question, n)}
	if s.options.Memory == nil || s.unread != nil || s.unreadable || h.only != nil {
		return k
	}
	var entries [][]byte
	var wg sync.WaitGroup
	wg.Go(func() { k.names, entries = readEntries(s.options.Memory.Part(verdictsPart)) })
	wg.Go(func() { k.subjects = h.subjects() })
	a, err := s.answers()
	wg.Wait()
	if err != nil {
		return k
	}
	k.answers, k.memory, k.remembered = a, s.options.Memory, len(entries)
	place := sync.OnceValue(func() map[string]int {
		at := make(map[string]int, n)
		for i, r := range k.reports {
			at[r.File] = i
		}
		return at
	})
	hands := runtime.GOMAXPROCS(0)
	for w := range hands {
		wg.Go(func() {
			of := a.named(k.names.list)
			for e := w * len(entries) / hands; e < (w+1)*len(entries)/hands; e++ {
				r := entryReader{data: entries[e], names: of.names}
				file, i := r.text(), e
				if i >= n || k.reports[i].File != file {
					var stands bool
					if i, stands = place()[file]; !stands {
						continue
					}
				}
				if told, ok := of.recollect(k.subjects[i], &r); ok {
					k.entries[i], k.told[i] = entries[e], told
				}
			}
		})
	}
	wg.Wait()
	return k
}

// subjects are, of each report, its file and a digest of what else its verdict
// depends on beside what the rules ask: in which language remarks are said, which
// metrics are in use, what others say of it, and what stands in the baseline.
func (h *hearing) subjects() []string {
	d := &digester{}
	d.text(h.site.speaks().Tag)
	d.text(h.checker.Common()...)
	common := d.sum()
	list := make([]string, len(h.site.archive.Reports))
	for i, r := range h.site.archive.Reports {
		d.digest(common)
		for _, x := range h.of[r] {
			d.text(x.File, x.Rule, x.Code, x.Message, x.Hint, x.Excerpt)
			d.number(int(x.Severity), x.Line, x.Column, x.Width)
		}
		h.known.digest(d, r.File)
		for k := range r.Others {
			h.known.digest(d, r.Others[k].File)
		}
		x := d.sum()
		list[i] = r.File + "\x00" + string(x[:])
	}
	return list
}

// recall fills a verdict in, if it is remembered.
func (k *docket) recall(i int, v *verdict) bool {
	if k.told[i] == nil {
		return false
	}
	return v.unpack(k.told[i])
}

// note keeps what the rules asked of a report.
func (k *docket) note(i int, reads *trace.Reads) {
	k.questions[i], k.entries[i] = reads.Questions(), nil
}

// remember keeps all verdicts for the next build, where some are other ones.
func (k *docket) remember(list []verdict) {
	same := k.remembered == len(list) && !slices.ContainsFunc(k.entries, func(e []byte) bool { return e == nil })
	if k.answers == nil || same {
		return
	}
	if k.names.many(len(list)) {
		k.memory.Forget(verdictsPart) // and the next build begins anew
		return
	}
	w := &entryWriter{names: k.names}
	var body bytes.Buffer
	var buf, told []byte
	for i := range list {
		entry := k.entries[i]
		if entry == nil {
			var key report.Digest
			key, buf = k.answers.key(k.subjects[i], k.questions[i], buf)
			told = list[i].pack(told[:0])
			entry = w.entry(k.reports[i].File, key, told, k.questions[i])
		}
		appendEntry(&body, entry)
	}
	packEntries(k.memory, verdictsPart, &w.names, &body)
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
func (v *verdict) unpack(told []byte) bool {
	var h verdictHead
	rest, ok := memory.Unpack(&memory.Unpacker{}, memory.Text(told), &h)
	*v = verdict{h.Have, h.Need, h.Claims, h.Counts, h.Known, h.Digest, told[len(told)-len(rest):]}
	return ok
}

// packFound packs what was found: of each remark the number of its rule among all,
// or 0 and its name, its severity and its line.
func packFound(list []page.Found) (b []byte) {
	numbers := ruleNumbers()
	for _, f := range list {
		n, known := numbers.of[f.Rule]
		if b = binary.AppendUvarint(b, uint64(n)); !known {
			b = appendText(b, f.Rule)
		}
		b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(f.Severity)), uint64(f.Line))
	}
	return b
}

func unpackFound(b []byte) (list []page.Found) {
	numbers := ruleNumbers()
	for r := (entryReader{data: b}); len(r.data) > 0 && !r.bad; {
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
