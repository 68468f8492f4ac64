package site

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"almanac/site/memory"
)

// A survey is what lies in the tree of a published site.
type survey struct {
	manifest
	sealed  time.Time       // when the manifest was written; nothing of almanac's is younger
	sizes   []int64         // by place in the manifest: −1 if a file is not as it was written; nil: not looked at
	foreign []stranger      // what the manifest does not name, folders before what they hold
	folders map[string]bool // every folder
}

// A stranger is something in a site's folder that almanac did not write.
type stranger struct {
	address string
	dir     bool
}

// intact reports whether a file has the digest that it should have, and has not
// been touched since it was published. A size of −1 is not known.
func (v *survey) intact(place int32, want sum, size int64) bool {
	if place < 0 || v.sizes == nil || v.files[place].sum != want {
		return false
	}
	have := v.sizes[place]
	return have >= 0 && (size < 0 || size == have)
}

// look surveys the tree below a folder, its folders on all processors, through the
// tree's own, so that no link leads elsewhere. Sizes are looked at if files
// are wanted.
func look(parent *os.Root, name string, m manifest, sealed time.Time, files bool, q *quiet) (*survey, error) {
	v := &survey{manifest: m, sealed: sealed, folders: map[string]bool{}}
	if files {
		v.sizes = slices.Repeat([]int64{-1}, len(m.files))
	}
	root, err := parent.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	by := m.contents()
	var mu sync.Mutex
	var first error
	var wg sync.WaitGroup
	room := make(chan struct{}, runtime.GOMAXPROCS(0)) // so many folders are open at once
	var visit func(dir string)
	visit = func(dir string) {
		defer wg.Done()
		room <- struct{}{}
		found, err := lookInto(root, dir, v, by, q)
		<-room
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			first = errors.Join(first, err)
			return
		}
		v.foreign = append(v.foreign, found.foreign...)
		for _, d := range found.dirs {
			v.folders[d] = true
			wg.Add(1)
			go visit(d)
		}
	}
	wg.Add(1)
	visit(".")
	wg.Wait()
	slices.SortFunc(v.foreign, func(a, b stranger) int { return strings.Compare(a.address, b.address) })
	return v, first
}

// found is what lies in one folder, beside the files of the manifest.
type found struct {
	dirs    []string
	foreign []stranger
}

func lookInto(root *os.Root, dir string, v *survey, by map[string]*contents, q *quiet) (x found, err error) {
	if in := by[dir]; in != nil && v.sizes == nil {
		if info, err := root.Lstat(dir); err == nil && info.IsDir() && q.is(memory.StampOf(info), in.names()) {
			return found{dirs: in.dirs}, nil
		}
	}
	f, err := root.Open(dir)
	if err != nil {
		return x, err
	}
	defer f.Close()
	in, prefix := by[dir], ""
	if in == nil {
		in = &contents{}
	}
	if dir != "." {
		prefix = dir + "/"
	}
	stamp := memory.Stamp{} // of the folder before it is listed
	if info, err := f.Stat(); err == nil {
		stamp = memory.StampOf(info)
	}
	if q.is(stamp, in.names()) && v.measureAll(f, prefix, in) {
		return found{dirs: in.dirs}, nil
	}
	names, err := f.Readdirnames(-1)
	if err != nil {
		return x, err
	}
	for _, name := range names {
		place, page := v.placeIn(in, prefix, name)
		if page && (v.sizes == nil || v.measure(f, name, place)) || prefix == "" && name == manifestName {
			continue
		}
		if err := x.take(root, v, prefix+name, place, page, by); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return x, err
		}
	}
	if len(x.foreign) == 0 && len(names) == in.names() {
		q.note(stamp, len(names))
	}
	return x, nil
}

// placeIn is the place in the manifest of a file of a folder, by its name.
func (v *survey) placeIn(in *contents, prefix, name string) (place int32, ok bool) {
	i, ok := slices.BinarySearchFunc(in.files, name, func(at int32, name string) int {
		return strings.Compare(v.files[at].address[len(prefix):], name)
	})
	if !ok {
		return 0, false
	}
	return in.files[i], true
}

// measureAll notes the sizes of all files of a folder, if they are wanted. It is
// not ok if one of them could not be told to be one.
func (v *survey) measureAll(folder *os.File, prefix string, in *contents) bool {
	if v.sizes == nil {
		return true
	}
	for _, at := range in.files {
		if !v.measure(folder, v.files[at].address[len(prefix):], at) {
			return false
		}
	}
	return true
}

// measure notes the size of a file of the manifest, and reports whether it
// could be told that it is one.
func (v *survey) measure(folder *os.File, name string, place int32) bool {
	s := memory.StampIn(folder, name)
	if s == (memory.Stamp{}) {
		return false
	}
	if s.Modified <= v.sealed.UnixNano() {
		v.sizes[place] = s.Size
	}
	return true
}

// take looks at one name of a folder.
func (x *found) take(root *os.Root, v *survey, address string, place int32, page bool, by map[string]*contents) error {
	info, err := root.Lstat(address)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		x.dirs = append(x.dirs, address)
		if by[address] == nil {
			x.foreign = append(x.foreign, stranger{address, true})
		}
	case !page:
		x.foreign = append(x.foreign, stranger{address, false})
	case info.Mode().IsRegular() && !info.ModTime().After(v.sealed):
		// Where StampIn knows nothing. Each place is one goroutine's.
		v.sizes[place] = info.Size()
	}
	return nil
}
