package site

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// A survey is what lies in the tree of a published site.
type survey struct {
	manifest
	sealed  time.Time        // when the manifest was written; nothing of almanac's is younger
	files   bool             // sizes are known
	sizes   map[string]int64 // of the files of the manifest that are as they were written
	foreign []stranger       // what the manifest does not name, folders before what they hold
	folders map[string]bool  // every folder
}

// A stranger is something in a site's folder that almanac did not write.
type stranger struct {
	address string
	dir     bool
}

// intact reports whether a file has the digest that it should have, and has not
// been touched since it was published. A size of −1 is not known.
func (v *survey) intact(address, sum string, size int64) bool {
	if sum == "" || v.sums[address] != sum {
		return false
	}
	have, ok := v.sizes[address]
	return ok && (size < 0 || size == have)
}

// look surveys the tree below a folder, its folders on all processors, each
// through itself, so that no link leads elsewhere. Sizes are looked at if files
// are wanted.
func look(parent *os.Root, name string, m manifest, sealed time.Time, files bool) (*survey, error) {
	v := &survey{manifest: m, sealed: sealed, files: files, sizes: map[string]int64{}, folders: map[string]bool{}}
	root, err := parent.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	ours := m.folders()
	var mu sync.Mutex
	var first error
	var wg sync.WaitGroup
	room := make(chan struct{}, runtime.GOMAXPROCS(0)) // so many folders are open at once
	var visit func(dir string)
	visit = func(dir string) {
		defer wg.Done()
		room <- struct{}{}
		found, err := lookInto(root, dir, v, ours)
		<-room
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			first = errors.Join(first, err)
			return
		}
		v.foreign = append(v.foreign, found.foreign...)
		for i, address := range found.ours {
			v.sizes[address] = found.sizes[i]
		}
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

// found is what lies in one folder.
type found struct {
	ours    []string
	sizes   []int64
	dirs    []string
	foreign []stranger
}

func lookInto(root *os.Root, dir string, v *survey, ours map[string]bool) (x found, err error) {
	at, err := root.OpenRoot(dir)
	if err != nil {
		return x, err
	}
	defer at.Close()
	f, err := at.Open(".")
	if err != nil {
		return x, err
	}
	names, err := f.Readdirnames(-1)
	if err = errors.Join(err, f.Close()); err != nil {
		return x, err
	}
	for _, name := range names {
		address := path.Join(dir, name)
		_, page := v.sums[address]
		if page && !v.files || address == manifestName {
			continue
		}
		if err := x.take(at, v, address, name, page, ours[address]); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return x, err
		}
	}
	return x, nil
}

// take looks at one name of a folder.
func (x *found) take(at *os.Root, v *survey, address, name string, page, folder bool) error {
	info, err := at.Lstat(name)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		x.dirs = append(x.dirs, address)
		if !folder {
			x.foreign = append(x.foreign, stranger{address, true})
		}
	case !page:
		x.foreign = append(x.foreign, stranger{address, false})
	case info.Mode().IsRegular() && !info.ModTime().After(v.sealed):
		x.ours, x.sizes = append(x.ours, address), append(x.sizes, info.Size())
	}
	return nil
}
