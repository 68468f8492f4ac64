package site

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/page"
	"almanac/site/report"
	"almanac/site/trace"
)

// maxAttachment is how large a file beside a report may be.
const maxAttachment = 256 << 20

// A drawing draws one file of the site, and notes what it asks of the archive.
// The bytes may stand in the buffer that it is handed, which is empty.
type drawing func(*trace.Reads, *bytes.Buffer) ([]byte, error)

// index lists what stands at each address: pages, what they refer to, data,
// and the files that belong to reports.
func (s *Site) index() error {
	twice := s.listSources()
	s.pages = len(s.book.Pages())
	s.files = slices.AppendSeq(make([]string, 0, s.pages+len(s.sources)), maps.Keys(s.sources))
	for _, r := range s.book.Pages() {
		s.files = append(s.files, r.Address)
	}
	slices.Sort(s.files)
	for i := 1; i < len(s.files); i++ {
		if s.files[i] == s.files[i-1] {
			return clash(s.files[i])
		}
	}
	return twice
}

// listSources lists what is drawn from something else than a page of the book.
func (s *Site) listSources() (twice error) {
	s.sources, s.streams = map[string]drawing{}, map[string]stream{}
	add := func(address string, draw drawing) {
		if s.sources[address] != nil && twice == nil {
			twice = clash(address)
		}
		s.sources[address] = draw
	}
	for _, a := range s.renderer.Assets() {
		add(a.Path, func(*trace.Reads, *bytes.Buffer) ([]byte, error) { return a.Data, nil })
	}
	for _, f := range s.dataFiles() {
		add(f.address, f.draw)
		if f.write != nil {
			s.streams[f.address] = f.write
		}
	}
	for _, a := range s.book.Attachments() {
		add(a.Address, func(n *trace.Reads, _ *bytes.Buffer) ([]byte, error) {
			n.File(a.File)
			return s.attachment(a.File)
		})
	}
	return twice
}

func clash(address string) error {
	return faultf("", "two files of the site would stand at %s", address)
}

// drawing is how the file at an address is drawn; nil if there is none.
func (s *Site) drawing(address string) drawing {
	if draw := s.sources[address]; draw != nil {
		return draw
	}
	r, ok := s.book.Find(address)
	switch {
	case !ok && s.rest != nil:
		return s.rest()[address]
	case !ok:
		return nil
	}
	return func(n *trace.Reads, b *bytes.Buffer) ([]byte, error) { return s.drawPage(r, n, b) }
}

// Files lists the address of every file of the site, sorted. The list is the
// site's own.
func (s *Site) Files() []string { return s.files }

// Draw returns the bytes of the file at an address: the same, however often it
// is asked. The error for an address that is not in the site is
// [fs.ErrNotExist].
func (s *Site) Draw(address string) ([]byte, error) {
	draw := s.drawing(address)
	if draw == nil {
		return nil, fmt.Errorf("drawing %s: %w", address, fs.ErrNotExist)
	}
	return draw(nil, new(bytes.Buffer))
}

// drawPage draws a page. A panic on the way is an error that names the page,
// so that one bad page does not hide what is wrong with others.
func (s *Site) drawPage(r page.Ref, reads *trace.Reads, b *bytes.Buffer) (data []byte, err error) {
	defer func() {
		if x := recover(); x != nil {
			data, err = nil, fmt.Errorf("drawing %s%s: %v (a defect of almanac's, at %s)", r.Address, s.behind(r), x, culprit())
		}
	}()
	if err := s.book.Show(r, reads, func(p page.Page) error { return s.renderer.Draw(b, p) }); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// culprit is the line of our own code that panicked, as seen by a deferred
// function.
func culprit() string {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs[:])])
	for panicked := false; ; {
		f, more := frames.Next()
		if panicked && strings.HasPrefix(f.Function, "almanac/") {
			return fmt.Sprintf("%s:%d", filepath.Base(f.File), f.Line)
		}
		panicked = panicked || f.Function == "runtime.gopanic"
		if !more {
			return "an unknown place"
		}
	}
}

// behind names the report that a page is drawn from, if there is one.
func (s *Site) behind(r page.Ref) string {
	if file := s.Behind(r.Address); file != "" {
		return " (" + diag.Clean(file) + ")"
	}
	return ""
}

// Behind is the file of the report that stands behind the page at an address;
// "" if there is none.
func (s *Site) Behind(address string) string {
	r, _ := s.book.Find(address)
	if r.Kind == page.CompareYear { // it is drawn from many
		return ""
	}
	if p := s.cube.Report(unitOr(r.Unit), r.Period); p != nil {
		return p.File
	}
	return ""
}

func unitOr(unit string) string {
	if unit == "" {
		return report.Root
	}
	return unit
}

// attachment reads a file that belongs to a report; nothing outside of the
// archive is read.
func (s *Site) attachment(file string) ([]byte, error) {
	root, err := os.OpenRoot(s.options.Dir)
	if err != nil {
		return nil, fmt.Errorf("opening the archive: %w", err)
	}
	defer root.Close()
	f, err := root.Open(filepath.Join("content", filepath.FromSlash(file)))
	if err != nil {
		return nil, faultf("", "reading the attachment content/%s: %w", file, cause(err))
	}
	defer f.Close()
	switch info, err := f.Stat(); {
	case err != nil:
		return nil, faultf("", "reading the attachment content/%s: %w", file, cause(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("reading an attachment: content/%s is no file", file)
	case info.Size() > maxAttachment:
		return nil, fmt.Errorf("reading an attachment: content/%s has %d MiB, more than the limit of %d MiB", file, info.Size()>>20, maxAttachment>>20)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxAttachment+1))
	if err == nil && len(data) > maxAttachment {
		err = errors.New("it grew while it was read")
	}
	if err != nil {
		return nil, fmt.Errorf("reading an attachment: content/%s: %w", file, err)
	}
	return data, nil
}

// cause is an error without the path that its message names.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
