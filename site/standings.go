package site

import (
	"sync"

	"almanac/site/check"
	"almanac/site/diag"
	"almanac/site/page"
	"almanac/site/report"
	"almanac/site/trace"
)

// A verdict is how a report stands with the rules, in figures: what the pages of
// quality tell and what a build counts. It depends on what the rules ask, which is
// noted, so that it is remembered from one build to the next like a page. Of what
// an archive of many reports is found to lack it keeps little.
type verdict struct {
	have, need int // of what the report owes
	claims     page.Claims
	counts     [3]int32      // remarks, by severity
	known      int           // remarks that stand in the baseline
	digest     report.Digest // of all that pages tell
	found      string        // remarks, packed
}

// verdicts are those of all reports, in the order of the archive, and that on what
// is no report.
type verdicts struct {
	list  []verdict
	rest  verdict
	heard int // reports that were heard for it
	// remember keeps them for the next build.
	remember func()
}

// Counts are how many notes, warnings and errors there are, by their severity.
func (s *Site) Counts() (n [3]int) {
	all := s.verdicts()
	for i := range all.list {
		for k, c := range all.list[i].counts {
			n[k] += int(c)
		}
	}
	for k, c := range all.rest.counts {
		n[k] += int(c)
	}
	return n
}

// judge works out how the reports stand with the rules. What is remembered of a
// report is not worked out again where nothing changed that it depends on.
func (s *Site) judge() *verdicts {
	if s.options.Live { // the remarks are worked out in full, sooner or later
		return s.judged(s.heard())
	}
	h := s.begun()
	defer h.close()
	h.brief = true
	k := s.docket(h)
	all := &verdicts{list: make([]verdict, len(s.archive.Reports))}
	all.remember = func() { k.remember(all.list) }
	rooms := sync.Pool{New: func() any { return new([]diag.Diagnostic) }} // for remarks, of which nothing is kept
	s.each(func(i int) {
		if k.recall(i, &all.list[i]) {
			return
		}
		r, reads, room := s.archive.Reports[i], &trace.Reads{}, rooms.Get().(*[]diag.Diagnostic)
		x := h.into((*room)[:0], r, reads)
		all.list[i] = verdictOf(&x, r)
		*room = x.said
		rooms.Put(room)
		k.note(i, reads)
	})
	known := 0
	for i := range all.list {
		if known += all.list[i].known; k.memos[i] == nil {
			all.heard++
		}
	}
	rest := h.rest(known)
	all.rest = verdictOf(&rest, nil)
	return all
}

// judged are the verdicts on reports that were heard.
func (s *Site) judged(list []heard) *verdicts {
	all := &verdicts{list: make([]verdict, len(s.archive.Reports)), remember: func() {}}
	for i, r := range s.archive.Reports {
		all.list[i] = verdictOf(&list[i], r)
	}
	all.rest = verdictOf(&list[len(list)-1], nil)
	return all
}

// verdictOf is that on a report that was heard, or on what is none.
func verdictOf(x *heard, r *report.Report) verdict {
	v := verdict{have: x.Have, need: x.Need, claims: page.Claims(x.claims), known: len(x.known)}
	list := make([]page.Found, len(x.said))
	for i := range x.said {
		d := &x.said[i]
		list[i] = page.Found{Rule: d.Rule, Severity: d.Severity}
		if r != nil && d.File == r.File {
			list[i].Line = d.Line
		}
		v.counts[min(d.Severity, diag.Error)]++
	}
	v.found = packFound(list)
	d := &digester{}
	d.number(v.have, v.need, v.claims.Right, v.claims.Wrong, v.claims.Unresolved, len(list))
	d.buf = append(d.buf, v.found...)
	if r != nil {
		for _, i := range silenced(r) {
			d.text(i.Rule, i.Reason)
		}
	}
	v.digest = d.sum()
	return v
}

// standings are the verdicts as pages ask for them.
func (s *Site) standings() *page.Standings {
	all := s.verdicts()
	of := func(place int) *page.Standing {
		v := &all.list[place]
		return &page.Standing{Have: v.have, Need: v.need, Claims: v.claims, Found: unpackFound(v.found), Silenced: silenced(s.archive.Reports[place])}
	}
	return &page.Standings{Of: of, Other: unpackFound(all.rest.found), Title: titles()}
}

// silenced is what a report silences with a reason, in its front matter and in
// its texts.
func silenced(r *report.Report) (list []report.Ignore) {
	list = append(list, r.Ignores...)
	gather := func(b *report.Prose) {
		if b == nil {
			return
		}
		for _, c := range b.Controls {
			if c.Word != "on" {
				list = append(list, report.Ignore{Rule: c.Rule, Reason: c.Reason, Pos: c.Pos})
			}
		}
	}
	gather(r.Prose)
	for i := range r.Others {
		gather(r.Others[i].Prose)
	}
	return list
}

// titles tells what rules are called.
func titles() func(lang, rule string) string {
	words := map[string]check.Words{}
	for _, r := range check.Rules() {
		words[r.Name] = r.Title
		if r.Code != "" {
			words[r.Code] = r.Title
		}
	}
	return func(lang, rule string) string { return words[rule].In(lang) }
}

// qualityDigests digest, for each page of quality by its name, how the reports on
// it stand; the overview's is of all.
func (s *Site) qualityDigests() map[string]report.Digest {
	all := s.verdicts()
	digests, d, overview := map[string]report.Digest{}, &digester{}, &digester{}
	for name, places := range s.book.QualityPages() {
		for _, i := range places {
			r := s.archive.Reports[i]
			d.text(r.Unit)
			d.period(r.Period)
			d.digest(all.list[i].digest)
		}
		digests[name] = d.sum()
		overview.text(name)
		overview.digest(digests[name])
	}
	overview.digest(all.rest.digest)
	digests[""] = overview.sum()
	return digests
}
