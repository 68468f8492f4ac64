package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/term"

	"almanac/site/diag"
)

// A terminal is the three streams, and what each of them can show.
type terminal struct {
	in       io.Reader
	out, err stream
	env      func(string) string
}

// A stream is where text goes. Colour is decided for each stream by itself, so
// that `almanac build 2>log` does not colour the log.
type stream struct {
	w     *bufio.Writer
	file  *os.File // nil: not a file
	tty   bool
	color bool
	now   bool // everything is written at once
	err   error
}

func newTerminal(in io.Reader, out, err io.Writer, env func(string) string) *terminal {
	t := &terminal{in: in, env: env, out: newStream(out), err: newStream(err)}
	t.err.now = true
	t.setColor("auto")
	return t
}

func newStream(w io.Writer) stream {
	s := stream{w: bufio.NewWriter(w)}
	if f, ok := w.(*os.File); ok {
		s.file, s.tty = f, term.IsTerminal(int(f.Fd()))
	}
	return s
}

// Write implements [io.Writer]. What goes wrong is kept for flush; that nobody
// reads any further is nothing wrong.
func (s *stream) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if err == nil && s.now {
		err = s.w.Flush()
	}
	if errors.Is(err, syscall.EPIPE) {
		return len(p), nil
	}
	if s.err == nil {
		s.err = err
	}
	return n, err
}

func (s *stream) flush() error {
	if err := s.w.Flush(); s.err == nil && !errors.Is(err, syscall.EPIPE) {
		s.err = err
	}
	return s.err
}

// setColor decides which streams are coloured: the flag, then NO_COLOR, then
// CLICOLOR_FORCE, then TERM, then whether the stream is a terminal.
func (t *terminal) setColor(flag string) error {
	for _, s := range []*stream{&t.out, &t.err} {
		switch {
		case flag == "always", flag == "never":
			s.color = flag == "always"
		case flag != "auto":
			return &usageError{fmt.Sprintf("--color takes auto, always or never, not %q", diag.Clean(flag)), diag.DidYouMean(flag, []string{"auto", "always", "never"})}
		case t.env("NO_COLOR") != "":
			s.color = false
		case t.env("CLICOLOR_FORCE") != "" && t.env("CLICOLOR_FORCE") != "0":
			s.color = true
		default:
			s.color = s.tty && t.env("TERM") != "dumb"
		}
	}
	return nil
}

// endless is wider than any table.
const endless = 1 << 20

// width is how many cells wide tables may be: those of the terminal, else as many as
// COLUMNS says. What goes to a file or another program loses nothing otherwise.
func (t *terminal) width() int {
	if t.out.tty {
		if w, _, err := term.GetSize(int(t.out.file.Fd())); err == nil && w > 0 {
			return w
		}
	}
	if w, err := strconv.Atoi(t.env("COLUMNS")); err == nil && w > 0 {
		return w
	}
	if t.out.tty {
		return 80
	}
	return endless
}

// The SGR codes of a style.
const (
	bold  = "1"
	faint = "2"
	red   = "31"
	green = "32"
	amber = "33"
	cyan  = "36"
)

// paint puts text in a style, if the stream is coloured.
func (s *stream) paint(style, text string) string {
	if !s.color || style == "" || strings.TrimSpace(text) == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// complain prints an error with its hint.
func (t *terminal) complain(message, hint string) {
	fmt.Fprintf(&t.err, "almanac: %s %s\n", t.err.paint(red+";"+bold, "error:"), cleanLines(message))
	if hint != "" {
		fmt.Fprintf(&t.err, "almanac: %s %s\n", t.err.paint(cyan, "hint:"), cleanLines(hint))
	}
}

// cleanLines makes text safe to print, line by line.
func cleanLines(s string) string {
	lines := strings.Split(strings.TrimRight(s, "\n"), "\n")
	for i := range lines {
		lines[i] = diag.Clean(lines[i])
	}
	return strings.Join(lines, "\n")
}
