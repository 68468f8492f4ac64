package site

import (
	"context"
	"io"

	"almanac/site/content"
	"almanac/site/history"
	"almanac/site/memory"
	"almanac/site/report"
)

// courses are what git knows of the archive's reports, and of when it is true.
type courses struct {
	key     report.Digest // of the commit and of what versions are read by; zero: git was not asked
	record  *history.Record
	digests []report.Digest // of each course of the record
}

// coursesPart is the name under which they are remembered.
const coursesPart = "history"

// ask begins to ask git for the ways of the archive's reports, if any of them is
// owed: once for a commit, with what is remembered of it. An archive of which
// only figures are wanted needs none of it.
func (s *Site) ask(ctx context.Context, reading *content.Reading, before func() *courses) {
	if s.options.Figures || reading == nil || !history.Owes(s.archive) {
		s.courses = func() *courses { return &courses{} }
		return
	}
	o := history.Options{Folder: "content", Applies: s.archive.Deadlines["applies_to"], Zone: zone(s.archive.Timezone)}
	s.courses = soon(func() *courses {
		head, gap := history.At(ctx, s.options.Dir)
		c := &courses{key: coursesKey(head, gap, s.archive.Digest), record: &history.Record{Gap: gap}}
		if gap != history.NoGap {
			return c
		}
		if before != nil {
			if b := before(); b.key == c.key {
				return b
			}
		}
		if c.recall(s.options.Memory) {
			return c
		}
		v := reading.Versions()
		o.Spot, o.Stub = v.Spot, v.Stub
		record, err := history.Follow(ctx, s.options.Dir, head, o)
		if err != nil { // whoever asked has given up
			return &courses{}
		}
		if c.record = record; record.Gap == history.NoGap {
			c.digest()
			c.remember(s.options.Memory)
		}
		return c
	})
}

// coursesKey tells apart what is known at a commit by a configuration.
func coursesKey(head string, gap history.Gap, config report.Digest) report.Digest {
	d := &digester{}
	d.text(head)
	d.number(int(gap))
	d.digest(config)
	return d.sum()
}

// digest digests every course, with what all of them rest on.
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
	Key     report.Digest
	Record  history.Record
	Digests []report.Digest
}

// recall takes what is remembered, if it is of the same key.
func (c *courses) recall(m *memory.Memory) bool {
	if m == nil {
		return false
	}
	var r remembered
	rest, ok := memory.Unpack(&memory.Unpacker{}, memory.Text(m.Part(coursesPart)), &r)
	if !ok || rest != "" || r.Key != c.key || len(r.Digests) != len(r.Record.List) {
		return false
	}
	c.record, c.digests = &r.Record, r.Digests
	return true
}

// remember keeps the courses for the next run. That they cannot be kept costs
// that one time.
func (c *courses) remember(m *memory.Memory) {
	if m == nil {
		return
	}
	m.Replace(coursesPart, func(w io.Writer) error {
		_, err := w.Write(memory.Pack(nil, &remembered{c.key, *c.record, c.digests}))
		return err
	})
}

// sameCourses reports whether git would tell the same of the archive as it told.
func (s *Site) sameCourses(ctx context.Context) bool {
	c := s.courses()
	if c.key == (report.Digest{}) { // it was not asked
		return true
	}
	head, gap := history.At(ctx, s.options.Dir)
	return coursesKey(head, gap, s.archive.Digest) == c.key
}

// newRegister is what is owed.
func (s *Site) newRegister() *history.Register {
	return history.NewRegister(s.archive, s.courses().record, s.asOf, s.cube.Validity)
}
