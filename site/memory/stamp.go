package memory

import (
	"io/fs"
	"time"
)

// A Stamp tells a file's present contents from those that it had, as far as that
// can be known without reading it: its size, its times in nanoseconds and, where
// there is one, its number.
type Stamp struct {
	Size, Modified, Changed int64
	Number                  uint64
}

// StampOf is the stamp of a file.
func StampOf(info fs.FileInfo) Stamp {
	s := Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano()}
	s.Changed, s.Number = node(info)
	return s
}

// coarse is how far apart two changes of a file must lie for its time to tell
// them apart: FAT counts in steps of two seconds.
const coarse = 2 * time.Second

// fine is the same where times have fractions of a second.
const fine = 50 * time.Millisecond

// Settled reports whether a file is so much older than a moment at which it was
// read that a later change must have given it another stamp.
func (s Stamp) Settled(read time.Time) bool {
	limit := fine
	if s.Modified%int64(time.Millisecond) == 0 {
		limit = coarse
	}
	return !read.IsZero() && max(s.Modified, s.Changed)+int64(limit) < read.UnixNano()
}
