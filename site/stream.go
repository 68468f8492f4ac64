package site

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"

	"almanac/site/report"
	"almanac/site/trace"
)

// A stream writes a file that may be large, from the figures of the root.
type stream func(io.Writer) error

// putStream writes one file into the new tree while it is drawn, so that it is
// never whole in memory. If it turns out to be as it was, it is linked from the
// present site after all.
func (s *Site) putStream(in *hand, f *slot, write stream, p *known) error {
	reads := &trace.Reads{}
	file, err := in.create(f)
	if err != nil {
		return &Fault{fmt.Errorf("writing %s: %w", f.address, err), ""}
	}
	h, to := sha256.New(), &counter{to: file}
	b := bufio.NewWriterSize(io.MultiWriter(to, h), 64<<10)
	reads.Figures(report.Root)
	err = errors.Join(write(b), b.Flush())
	if closed := file.Close(); to.failed == nil {
		to.failed = closed
	}
	switch {
	case to.failed != nil:
		return &Fault{fmt.Errorf("writing %s: %w", f.address, to.failed), ""}
	case err != nil:
		return err
	}
	p.draw(sum(h.Sum(nil)), to.n, reads, in.asks)
	if err := in.out.relink(f, p.sum, p.size); err != nil {
		return &Fault{fmt.Errorf("writing %s: %w", f.address, err), ""}
	}
	return nil
}

// A counter counts what is written, and keeps why it could not be.
type counter struct {
	to     io.Writer
	n      int64
	failed error
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.to.Write(b)
	c.n += int64(n)
	if err != nil {
		c.failed = err
	}
	return n, err
}

// relink puts the present site's file in the place of one that was just written
// and is the same.
func (o *output) relink(f *slot, want sum, size int64) error {
	if !o.stands(f, want, size) {
		return nil
	}
	if err := o.parent.Remove(o.inTree(f.address)); err != nil {
		return err
	}
	if o.parent.Link(o.inOld(f.address), o.inTree(f.address)) == nil {
		return nil
	}
	info, err := o.parent.Lstat(o.inOld(f.address)) // where there are no second names
	if err != nil {
		return err
	}
	return o.copyFile(f.address, info)
}
