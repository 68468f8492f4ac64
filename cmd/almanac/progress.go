package main

import (
	"fmt"
	"time"
)

// A progress is one rewritten line on a terminal's standard error, for work
// that takes longer than half a second. On a pipe it is silent.
type progress struct {
	out   *stream
	now   func() time.Time
	start time.Time
	last  time.Time
	shown bool
}

const (
	patience = 500 * time.Millisecond // before the first line
	rhythm   = 80 * time.Millisecond  // between two
)

// step shows how far work is; total 0 is not known.
func (p *progress) step(what string, done, total int) {
	if p.out == nil || !p.out.tty {
		return
	}
	now := p.now()
	if p.start.IsZero() {
		p.start = now
	}
	if now.Sub(p.start) < patience || now.Sub(p.last) < rhythm {
		return
	}
	p.last, p.shown = now, true
	took := round(now.Sub(p.start).Truncate(100 * time.Millisecond))
	if total > 0 {
		fmt.Fprintf(p.out, "\r\x1b[K%s %d of %d, %d %%, %s", what, done, total, 100*done/total, took)
		return
	}
	fmt.Fprintf(p.out, "\r\x1b[K%s, %s", what, took)
}

// clear takes the line away.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	p.shown, p.start = false, time.Time{}
}
