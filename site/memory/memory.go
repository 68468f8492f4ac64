// Package memory keeps what was worked out from one run of the program to the
// next: a [Memory] is a folder of named parts. Its other noun is the [Stamp], by
// which a file is known to be what it was without being read.
//
// # Laws
//
// What is remembered is never changed, only replaced as a whole. It is true for
// one build of the program only, whose mark each part bears: another one finds
// nothing. Losing it costs time and nothing else, so that whatever is wrong with
// a part (it is not there, is damaged, is of another program, cannot be written) is no error. It holds what the last run used and no more, so that it
// does not grow.
package memory

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// A Memory is what earlier runs of this program knew, in a folder of its own.
type Memory struct {
	dir   string
	began time.Time
}

// Open opens the memory in a folder, which is made if need be. It also asks the
// disk what time it is: what the caller reads from now on is as old as
// [Memory.Began], or older.
func Open(dir string) *Memory { return &Memory{dir: dir, began: ask(dir)} }

// ask is the time by the clock of the disk that a folder lies on; the zero Time
// if nothing can be written there.
func ask(dir string) time.Time {
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return time.Time{}
	}
	// A name that is always the same, so that runs that are killed leave no more
	// than one; a file of its own, so that its time is this moment's.
	name := filepath.Join(dir, "clock")
	f, err := fresh(name)
	if err != nil {
		return time.Time{}
	}
	defer os.Remove(name)
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// Began is a moment, by the clock of the archive's disk, before which everything
// that this run reads from it was written, unless it was written while it was
// read. It is the zero Time if that is not known.
func (m *Memory) Began() time.Time { return m.began }

func (m *Memory) file(part string) string { return filepath.Join(m.dir, "memory-"+part) }

// Part is one of what is remembered; nil if there is none.
func (m *Memory) Part(name string) []byte {
	if !isFile(m.file(name)) {
		return nil
	}
	f, err := os.Open(m.file(name))
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil
	}
	stamp := StampOf(info)
	whole := stamp.Size >= large && m.known(name, stamp)
	data, err := readAll(f, stamp.Size, !whole)
	if err != nil {
		return nil
	}
	begin := head + Program() + "\n"
	end := len(data) - crc32.Size
	if Program() == "" || end < len(begin) || string(data[:len(begin)]) != begin || !whole && !checked(data[len(begin):end], data[end:]) {
		return nil
	}
	if !whole && stamp.Size >= large {
		m.note(name, stamp)
	}
	return data[len(begin):end]
}

// isFile reports whether a file is an ordinary one. That is asked before it is opened:
// whoever opens a named pipe waits for its other end.
func isFile(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode().IsRegular()
}

// fresh makes a file that is nobody's yet. What has its name is taken away and not
// written into: it may be a pipe, or a link to another file.
func fresh(name string) (*os.File, error) {
	os.Remove(name)
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

// checked reports whether a sum is that of the data.
func checked(data, sum []byte) bool {
	return binary.BigEndian.Uint32(sum) == crc32.Checksum(data, castagnoli)
}

// Replace puts a part, which a function writes, in the place of what was
// remembered under its name. If it cannot be written, nothing is remembered.
func (m *Memory) Replace(name string, write func(io.Writer) error) error {
	if err := m.write(m.file(name), write); err != nil {
		return errors.Join(fmt.Errorf("remembering: %w", err), m.Forget(name))
	}
	return nil
}

// Forget takes a part away.
func (m *Memory) Forget(name string) error {
	os.Remove(m.noteFile(name))
	if err := os.Remove(m.file(name)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// write puts a whole file in the place of another. Should two runs do so at
// once, their checksums tell.
func (m *Memory) write(file string, part func(io.Writer) error) error {
	f, err := fresh(file + ".part")
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 256<<10)
	sum := crc32.New(castagnoli)
	io.WriteString(w, head+Program()+"\n") // what goes wrong is told by Flush
	err = part(io.MultiWriter(w, sum))
	w.Write(binary.BigEndian.AppendUint32(nil, sum.Sum32()))
	if err = errors.Join(err, w.Flush(), f.Close()); err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

const head = "almanac memory 1\n"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// marked is how much of a program is read to tell it from others: the identity
// that the Go linker gives to each build stands in its first 32 KiB.
const marked = 64 << 10

// Program tells this build of the program apart from all others.
var Program = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return ""
	}
	h := sha256.New()
	fmt.Fprintln(h, info.Size())
	if _, err := io.CopyN(h, f, marked); err != nil && err != io.EOF {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
})
