package content

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
)

// files reads files one after another into the same memory. It keeps the folder
// of the last one open, so that the next need not be looked for from the top.
type files struct {
	fsys   fs.FS
	root   *os.Root // what fsys is the files of; nil: some other file system
	dir    string   // the folder that is open, with a slash behind it
	folder *os.File // nil: none
	buffer []byte
}

// close closes the folder.
func (f *files) close() {
	if f.folder != nil {
		f.folder.Close()
		f.folder = nil
	}
}

// read reads a file, but no more of it than shows that it is too long. One that
// has vanished since it was listed is looked for once more: editors replace
// files when they save. The answer holds until the next call.
func (f *files) read(name string) ([]byte, error) {
	if data, ok := f.quick(name); ok {
		return data, nil
	}
	data, err := f.once(name)
	if errors.Is(err, fs.ErrNotExist) {
		data, err = f.once(name)
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return data, nil
}

// quick reads a file that lies in its folder, not behind a link. Whatever is in
// the way is left to once, which says why.
func (f *files) quick(name string) (data []byte, ok bool) {
	base, ok := f.enter(name)
	if !ok {
		return nil, false
	}
	file, size, err := openIn(f.folder, base)
	if err != nil {
		return nil, false
	}
	defer file.Close()
	data, err = f.all(file, size)
	return data, err == nil
}

// enter opens the folder of a file, and reports whether it could be.
func (f *files) enter(name string) (base string, ok bool) {
	dir, base := path.Split(name)
	if f.root == nil || dir == "" {
		return "", false
	}
	if f.dir != dir {
		f.close()
		f.dir = dir
		f.folder, _ = f.root.Open(path.Clean(dir)) // in vain: quick is, too
	}
	return base, f.folder != nil
}

func (f *files) once(name string) ([]byte, error) {
	file, err := f.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is no longer a file")
	}
	return f.all(file, info.Size())
}

// all reads a file of about this size to its end.
func (f *files) all(file io.Reader, size int64) ([]byte, error) {
	if room := int(min(size, maxFile)) + 1; room > len(f.buffer) {
		f.buffer = make([]byte, max(room, 2*len(f.buffer), 8<<10))
	}
	n := 0
	for {
		some, err := file.Read(f.buffer[n:])
		n += some
		switch {
		case err == io.EOF || n > maxFile || some > 0 && int64(n) == size:
			return f.buffer[:n], nil
		case err != nil:
			return nil, err
		case n == len(f.buffer):
			f.buffer = append(f.buffer, make([]byte, n)...)
		}
	}
}
