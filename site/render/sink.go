package render

import (
	"bytes"
	"errors"
	"fmt"
	"time"
)

// The limits of one page.
const (
	maxPage = 64 << 20
	maxTime = 10 * time.Second
)

var (
	errSize = errors.New("the page is larger than 64 MiB")
	errTime = errors.New("it ran for more than 10 seconds")
)

// sink collects a page while it is drawn. It stops a layout that writes too
// much or for too long; one that runs without writing cannot be stopped, and is
// left behind ([Renderer.execute]).
type sink struct {
	out
	until time.Time
	calls int
}

func (s *sink) start() { s.b, s.until, s.calls = s.b[:0], time.Time{}, 0 }

func (s *sink) Write(p []byte) (int, error) {
	if err := s.admit(len(p)); err != nil {
		return 0, err
	}
	s.b = append(s.b, p...)
	return len(p), nil
}

// admit says why n more bytes are not written. It looks at the clock only now
// and then: that costs more than most writes.
func (s *sink) admit(n int) error {
	if s.calls++; s.calls%256 == 0 {
		switch now := time.Now(); {
		case s.until.IsZero():
			s.until = now.Add(maxTime)
		case now.After(s.until):
			return errTime
		}
	}
	if len(s.b)+n > maxPage {
		return errSize
	}
	return nil
}

// into adds what was written to a buffer. One that was used and is empty takes it
// over, and leaves its own room.
func (s *sink) into(b *bytes.Buffer) {
	if b.Len() > 0 || b.Cap() == 0 {
		b.Write(s.b)
		return
	}
	room := b.AvailableBuffer()
	*b, s.b = *bytes.NewBuffer(s.b), room
}

// explain names the layout in an error that does not.
func explain(err error, layout string) error {
	if errors.Is(err, errSize) || errors.Is(err, errTime) {
		return fmt.Errorf("layout %s: %w", layout, err)
	}
	return err
}

// check looks for what html/template puts in place of a value that would be
// unsafe where it stands.
func (s *sink) check(layout string) error {
	if i := bytes.Index(s.b, []byte("ZgotmplZ")); i >= 0 {
		line := 1 + bytes.Count(s.b[:i], []byte("\n"))
		return fmt.Errorf("layout %s: a value is unsafe where it stands (ZgotmplZ in line %d of the page)", layout, line)
	}
	return nil
}
