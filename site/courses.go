package site

import (
	"context"
	"io"

	"almanac/site/content"
	"almanac/site/history"
	"almanac/site/memory"
	"almanac/site/report"
	"almanac/site/trace"
)

// courses are what git knows of the archive's reports, and of when it is true.
type courses struct {
	asked   bool
	config  report.Digest // by which versions are read
	record  *history.Record
	digests []report.Digest // of each course of the record
}

// coursesPart is the name under which they are remembered.
const coursesPart = "history"

// ask begins to ask git for the ways of the archive's reports, if any of them is
// owed: once for a commit, and at the next only for what came since. An archive of
// which only figures are wanted needs none of it.
func (s *Site) ask(ctx context.Context, reading *content.Reading, before func() *courses) {
	if s.options.Figures || reading == nil || !history.Owes(s.archive) {
		s.courses = func() *courses { return &courses{} }
		return
	}
	o := history.Options{Folder: "content", Applies: s.archive.Deadlines["applies_to"], Zone: zone(s.archive.Timezone)}
	s.courses = soon(func() *courses {
		head, place, gap := history.Stands(ctx, s.options.Dir)
		c := &courses{asked: true, config: s.archive.Digest, record: &history.Record{Head: head, Gap: gap}}
		if gap != history.NoGap {
			return c
		}
		known := s.knownCourses(before)
		if known != nil && known.record.Head == head && known.record.Place == place {
			return known
		}
		v := reading.Versions()
		o.Spot, o.Stub, o.Place = v.Spot, v.Stub, place
		var last *history.Record
		if known != nil {
			last = known.record
		}
		record, err := history.Follow(ctx, s.options.Dir, head, last, o)
		if err != nil { // whoever asked has given up
			return &courses{}
		}
		if c.record = record; record.Gap == history.NoGap {
			c.digest()
			if record.Whole() {
				c.remember(s.options.Memory)
			}
		}
		return c
	})
}

// knownCourses are those of an earlier commit, or of this one, by the same
// configuration: of the site before, else as they are remembered; nil if there are
// none.
func (s *Site) knownCourses(before func() *courses) *courses {
	if before != nil {
		if b := before(); b.asked && b.config == s.archive.Digest && b.record.Gap == history.NoGap {
			return b
		}
	}
	return recallCourses(s.options.Memory, s.archive.Digest)
}

// digest digests every course.
func (c *courses) digest() {
	d := &digester{}
	c.digests = make([]report.Digest, len(c.record.List))
	for i := range c.record.List {
		d.buf = memory.Pack(d.buf, &c.record.List[i])
		c.digests[i] = d.sum()
	}
}

// remembered is what is kept of courses.
type remembered struct {
	Config  report.Digest
	Record  history.Record
	Digests []report.Digest
}

// recallCourses are those that are remembered of a configuration; nil if none are.
func recallCourses(m *memory.Memory, config report.Digest) *courses {
	if m == nil {
		return nil
	}
	var r remembered
	rest, ok := memory.Unpack(&memory.Unpacker{}, memory.Text(m.Part(coursesPart)), &r)
	if !ok || rest != "" || r.Config != config || len(r.Digests) != len(r.Record.List) {
		return nil
	}
	return &courses{asked: true, config: config, record: &r.Record, digests: r.Digests}
}

// remember keeps the courses for the next run. That they cannot be kept costs
// that one time.
func (c *courses) remember(m *memory.Memory) {
	if m == nil {
		return
	}
	m.Replace(coursesPart, func(w io.Writer) error {
		_, err := w.Write(memory.Pack(nil, &remembered{c.config, *c.record, c.digests}))
		return err
	})
}

// sameCourses reports whether git would tell the same of the archive as it told.
func (s *Site) sameCourses(ctx context.Context) bool {
	c := s.courses()
	if !c.asked {
		return true
	}
	head, gap := history.At(ctx, s.options.Dir)
	return head == c.record.Head && (gap == c.record.Gap || gap == history.NoGap && c.record.Gap == history.Damaged)
}

// newRegister is what is owed.
func (s *Site) newRegister() *history.Register {
	return history.NewRegister(s.archive, s.courses().record, s.asOf, s.cube.Validity)
}

// readCourses digests what git knows of each report, and of all.
func (a *answers) readCourses(c *courses) {
	d := &digester{}
	if c.record != nil {
		d.number(1, int(c.record.Gap), int(c.record.Began.Day))
	}
	a.git = d.sum()
	a.courses = make(map[trace.Spot]report.Digest, len(c.digests)+1)
	for i, x := range c.digests {
		a.courses[trace.Spot{Unit: c.record.List[i].Unit, Period: c.record.List[i].Period}] = x
		d.digest(x)
	}
	d.digest(a.git)
	a.courses[trace.Spot{}] = d.sum()
	for of, x := range a.courses {
		a.courses[of] = a.course(x)
	}
	a.courseless = a.course(report.Digest{})
}

// course is the answer to what git knows of a report that has a digest.
func (a *answers) course(x report.Digest) report.Digest {
	d := &digester{}
	d.digest(a.git)
	d.digest(x)
	return d.sum()
}
