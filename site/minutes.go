package site

import (
	"sync"

	"almanac/site/report"
	"almanac/site/trace"
)

// Minutes are what was heard of the reports of a live archive, by their files,
// with the questions that the rules asked and the key of the answers. The sites of
// one archive share them, one after the other.
type minutes struct {
	mu sync.Mutex
	of map[string]*minute
}

// A minute is what was heard of one report. It does not change.
type minute struct {
	heard
	key       report.Digest
	questions []trace.Question
}

// A sitting is one hearing of all reports with the minutes of the last.
type sitting struct {
	*hearing
	answers  *answers
	ground   report.Digest
	subjects []string
	before   map[string]*minute
	now      []*minute // of each report
}

// open begins a sitting; nil where nothing is kept.
func (m *minutes) open(s *Site, h *hearing) *sitting {
	if m == nil || h.only != nil || s.unread != nil || s.unreadable {
		return nil
	}
	a, err := s.answers()
	if err != nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return &sitting{h, a, h.ground(a), h.subjects(), m.of, make([]*minute, len(s.archive.Reports))}
}

// report hears a report, unless what was heard of it holds.
func (x *sitting) report(i int, r *report.Report) heard {
	if old := x.before[r.File]; old != nil {
		if key := x.answers.key(x.ground, x.subjects[i], old.questions); key == old.key {
			x.now[i] = old
			return old.heard
		}
	}
	reads := &trace.Reads{}
	of := &minute{heard: x.hearing.report(r, reads), questions: reads.Questions()}
	of.key = x.answers.key(x.ground, x.subjects[i], of.questions)
	x.now[i] = of
	return of.heard
}

// keep puts what was heard in the place of the minutes before.
func (m *minutes) keep(x *sitting) {
	if x == nil {
		return
	}
	of := make(map[string]*minute, len(x.now))
	for i, r := range x.site.archive.Reports {
		of[r.File] = x.now[i]
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.of = of
}
