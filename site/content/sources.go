package content

import (
	"os"
	"sync"
)

// Sources are the files of an archive as authors wrote them, for whoever says where
// in one something stands. Several may ask at once: each reads for itself, and keeps
// open the folder that it read from.
type Sources struct {
	root *os.Root
	mu   sync.Mutex
	idle []*files
}

// NewSources are those of the archive in a folder. They are to be closed before it.
func NewSources(root *os.Root) *Sources { return &Sources{root: root} }

// Text is the text of a file of the archive, as reports are read: without a byte order
// mark, and with "\n" at the end of lines. It is "" if it cannot be read.
func (s *Sources) Text(file string) string {
	from := s.take()
	defer s.put(from)
	data, err := from.read(file)
	if err != nil {
		return ""
	}
	return textOf(data)
}

func (s *Sources) take() *files {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.idle)
	if n == 0 {
		return &files{fsys: s.root.FS(), root: s.root}
	}
	f := s.idle[n-1]
	s.idle = s.idle[:n-1]
	return f
}

func (s *Sources) put(f *files) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle = append(s.idle, f)
}

// Close closes what is open but the archive's folder. Nobody may be reading.
func (s *Sources) Close() {
	for _, f := range s.idle {
		f.close()
	}
	s.idle = nil
}
