package site

import (
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"almanac/site/check"
	"almanac/site/content"
	"almanac/site/diag"
	"almanac/site/report"
	"almanac/site/trace"
)

// A hearing holds the reports of a site against the rules, one at a time, and puts
// what is said of each together: by the rules, by reading, by catalogues and
// layouts.
type hearing struct {
	site     *Site
	checker  *check.Checker
	levels   *check.Levels
	doubtful func(*diag.Diagnostic) bool // nil: no remark is
	hidden   map[*report.Report]bool     // drafts that do not exist
	only     map[string]bool             // the files that remarks are wanted on; nil: all
	known    *baseline
	root     *os.Root         // the archive; nil: it cannot be opened
	sources  *content.Sources // its files; nil: the same
	brief    bool             // nobody will read the remarks
	// of is what is said of reports beside what the rules that look at one find;
	// that on what is no report is of nil.
	of map[*report.Report][]diag.Diagnostic
}

// heard is what is to be said of a report, in order, and what stands in the
// baseline.
type heard struct {
	said, known []diag.Diagnostic
	check.Completeness
	claims check.Tally
}

// hearing begins one. It is to be closed.
func (s *Site) hearing() *hearing {
	h := &hearing{site: s, levels: check.LevelsOf(s.archive, s.speaks().Tag), doubtful: s.doubtful(), hidden: map[*report.Report]bool{}, only: s.onlySet()}
	if root, err := os.OpenRoot(s.options.Dir); err == nil {
		h.root, h.sources = root, content.NewSources(root)
	}
	h.known = s.readBaseline(h.root)
	h.checker = check.New(s.input(h.source))
	for _, r := range s.drafts() {
		h.hidden[r] = true
	}
	common := soon(h.checker.Common) // for whoever remembers what was heard
	several := h.undoubted(h.checker.Archive())
	h.gather(s.read(), several, catalogueRemarks(s.looks.problems, s.archive.Languages), s.looks.wrong, s.unknownRules())
	common()
	return h
}

func (h *hearing) close() {
	if h.root != nil {
		h.sources.Close()
		h.root.Close()
	}
}

// gather puts remarks where they belong, in the language that is wanted: to the
// report whose file, or whose translation's, they are on.
func (h *hearing) gather(lists ...[]diag.Diagnostic) {
	many := 0
	for _, list := range lists {
		many += len(list)
	}
	on := make(map[string]*report.Report, many) // by the files that remarks are on
	for _, list := range lists {
		for i := range list {
			on[list[i].File] = nil
		}
	}
	for _, r := range h.site.archive.Reports {
		if _, is := on[r.File]; is {
			on[r.File] = r
		}
		for i := range r.Others {
			if _, is := on[r.Others[i].File]; is {
				on[r.Others[i].File] = r
			}
		}
	}
	h.of = make(map[*report.Report][]diag.Diagnostic, many)
	tag := h.site.speaks().Tag
	for _, list := range lists {
		for i := range list {
			r := on[list[i].File]
			h.of[r] = append(h.of[r], list[i].In(tag))
		}
	}
}

// source is the text of a file of the archive; "" if it cannot be read.
func (h *hearing) source(file string) string {
	if h.sources == nil {
		return ""
	}
	return h.sources.Text(file)
}

// wanted reports whether remarks on a report are.
func (h *hearing) wanted(r *report.Report) bool {
	return h.only == nil || h.only[r.File] || slices.ContainsFunc(r.Others, func(o report.Translation) bool { return h.only[o.File] })
}

// report hears a report. What the rules ask is noted in reads, which may be nil.
func (h *hearing) report(r *report.Report, reads *trace.Reads) heard {
	return h.into(nil, r, reads)
}

// into is report with room for what is said.
func (h *hearing) into(room []diag.Diagnostic, r *report.Report, reads *trace.Reads) heard {
	j := h.checker.Report(room, r, reads)
	return h.settle(heard{said: append(h.undoubted(j.Found), h.of[r]...), Completeness: j.Completeness, claims: j.Claims}, r)
}

// undoubted takes what is doubtful out of a list, which it changes.
func (h *hearing) undoubted(ds []diag.Diagnostic) []diag.Diagnostic {
	if h.doubtful == nil {
		return ds
	}
	kept := ds[:0]
	for i := range ds {
		if !h.doubtful(&ds[i]) {
			kept = append(kept, ds[i])
		}
	}
	return kept
}

// settle brings what is said of a report, or of what is none, to its final form.
func (h *hearing) settle(x heard, r *report.Report) heard {
	if h.hidden[r] { // of what does not exist only what keeps it from being read
		x.said = slices.DeleteFunc(x.said, func(d diag.Diagnostic) bool { return !d.Unreadable })
	}
	x.said = h.levels.Relevel(x.said, r)
	if h.only != nil {
		x.said = slices.DeleteFunc(x.said, func(d diag.Diagnostic) bool { return !h.only[d.File] })
	}
	if !h.brief || h.known != nil {
		excerpts(x.said, h.root)
	}
	x.said, x.known = h.known.unlessKnown(x.said)
	x.said = diag.Sort(x.said)
	return x
}

// rest is what is said of what is no report, given how many remarks on reports
// stand in the baseline.
func (h *hearing) rest(known int) heard {
	x := h.settle(heard{said: h.of[nil]}, nil)
	more := h.known.about(known+len(x.known), h.only == nil && h.doubtful == nil, h.site.speaks().Tag)
	x.said = diag.Sort(append(x.said, h.levels.Relevel(more, nil)...))
	return x
}

// each calls work with the place of every report, on all processors, which take a
// few of them at a time.
func (s *Site) each(work func(i int)) {
	const few = 8
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for from := int(next.Add(few)) - few; from < len(s.archive.Reports); from = int(next.Add(few)) - few {
				for i := from; i < min(from+few, len(s.archive.Reports)); i++ {
					work(i)
				}
			}
		})
	}
	wg.Wait()
}

// hearAll hears every report that remarks are wanted on, in the order of the
// archive, and last what is no report. What an earlier site of a live archive heard
// is not heard again where nothing changed that it depends on.
func (s *Site) hearAll() []heard {
	h := s.hearing()
	defer h.close()
	all := make([]heard, len(s.archive.Reports)+1)
	m := s.minutes.open(s, h)
	s.each(func(i int) {
		switch r := s.archive.Reports[i]; {
		case !h.wanted(r):
		case m == nil:
			all[i] = h.report(r, nil)
		default:
			all[i] = m.report(i, r)
		}
	})
	known := 0
	for i := range all {
		known += len(all[i].known)
	}
	all[len(all)-1] = h.rest(known)
	s.minutes.keep(m)
	return all
}
