package memory

import (
	"fmt"
	"io/fs"
	"time"
)

// coarse is how far apart two changes of a file must lie for its time to tell
// them apart: FAT counts in steps of two seconds.
const coarse = 2 * time.Second

// fine is the same where times have fractions of a second.
const fine = 50 * time.Millisecond

// Stamp tells a file's present contents from those that it had, as far as that
// can be known without reading it: its size and times and, where there is one,
// its number.
func Stamp(info fs.FileInfo) string {
	return fmt.Sprintf("%d %d %s", info.Size(), info.ModTime().UnixNano(), inode(info))
}

// Settled reports whether a file is so much older than a moment at which it was
// read that a later change must have given it another stamp.
func Settled(info fs.FileInfo, read time.Time) bool {
	t, limit := info.ModTime(), fine
	if t.Nanosecond()%int(time.Millisecond) == 0 {
		limit = coarse
	}
	return !read.IsZero() && t.Add(limit).Before(read)
}
