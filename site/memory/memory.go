// Package memory keeps what was worked out from one run of the program to the
// next: a [Memory] is a file of named parts.
//
// # Laws
//
// What is remembered is never changed, only replaced as a whole. It is true for
// one build of the program only, whose mark the file bears: another one finds
// nothing. Losing it costs time and nothing else, so that whatever is wrong with
// the file (it is not there, is damaged, is of another program, cannot be
// written) is no error. It holds what the last run used and no more, so that it
// does not grow.
package memory

import (
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
	"slices"
	"sync"
	"time"
)

// A Memory is what earlier runs of this program knew.
type Memory struct {
	file  string
	began time.Time
	parts map[string][]byte
}

const head = "almanac memory 1\n"

// Open reads the memory in a file, whose folder is made if need be. It also asks the disk what time it is: what
// the caller reads from now on is as old as [Memory.Began], or older.
func Open(file string) *Memory {
	m := &Memory{file: file, parts: map[string][]byte{}}
	m.began = ask(filepath.Dir(file))
	if data, err := os.ReadFile(file); err == nil {
		m.parts = parse(data)
	}
	return m
}

// ask is the time by the clock of the disk that a folder lies on; the zero Time
// if nothing can be written there.
func ask(dir string) time.Time {
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return time.Time{}
	}
	// A name that is always the same, so that runs that are killed leave no more
	// than one; a file of its own, so that its time is this moment's.
	name := filepath.Join(dir, "clock")
	os.Remove(name)
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
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

// Part is one of what is remembered; nil if there is none. It must not be changed.
func (m *Memory) Part(name string) []byte { return m.parts[name] }

// Replace puts parts in the place of all that was remembered, here and in the
// file. If the file cannot be written, it is gone.
func (m *Memory) Replace(parts map[string][]byte) error {
	m.parts = parts
	err := write(m.file, pack(parts))
	if err != nil {
		return errors.Join(fmt.Errorf("remembering: %w", err), forget(m.file))
	}
	return nil
}

func forget(file string) error {
	if err := os.Remove(file); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// write puts a whole file in the place of another. Should two runs do so at
// once, their checksums tell.
func write(file string, chunks [][]byte) error {
	f, err := os.OpenFile(file+".part", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	for _, c := range chunks {
		if _, err = f.Write(c); err != nil {
			break
		}
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// pack is the file: head, mark of the program, and for each part its name, its
// length, its bytes and their checksum.
func pack(parts map[string][]byte) (chunks [][]byte) {
	names := make([]string, 0, len(parts))
	for name := range parts {
		names = append(names, name)
	}
	slices.Sort(names)
	chunks = append(chunks, []byte(head+Program()+"\n"))
	for _, name := range names {
		b := binary.AppendUvarint(nil, uint64(len(name)))
		b = append(b, name...)
		b = binary.AppendUvarint(b, uint64(len(parts[name])))
		b = binary.BigEndian.AppendUint32(b, checksum(parts[name]))
		chunks = append(chunks, b, parts[name])
	}
	return chunks
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(b []byte) uint32 { return crc32.Checksum(b, castagnoli) }

// parse reads a file; what is damaged is nothing.
func parse(data []byte) map[string][]byte {
	parts := map[string][]byte{}
	begin := head + Program() + "\n"
	if Program() == "" || len(data) < len(begin) || string(data[:len(begin)]) != begin {
		return parts
	}
	for data = data[len(begin):]; len(data) > 0; {
		name, rest, ok := field(data, 0)
		if !ok {
			return map[string][]byte{}
		}
		part, after, ok := field(rest, 4)
		if !ok || checksum(part[4:]) != binary.BigEndian.Uint32(part) {
			return map[string][]byte{}
		}
		parts[string(name)], data = part[4:], after
	}
	return parts
}

// field cuts off a length and as many bytes, and some more that stand between.
func field(data []byte, more uint64) (x, rest []byte, ok bool) {
	n, k := binary.Uvarint(data)
	if k <= 0 || n > uint64(len(data)) || uint64(len(data)-k) < n+more {
		return nil, nil, false
	}
	end := uint64(k) + n + more
	return data[k:end], data[end:], true
}

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
