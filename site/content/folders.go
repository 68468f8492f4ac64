package content

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"almanac/site/memory"
)

// A listed is what a folder holds, in the order of names.
type listed struct {
	entries []entry
	err     error
}

// An entry is a name in a folder.
type entry struct {
	name  string
	mode  fs.FileMode  // its type
	stamp memory.Stamp // of a file when it was listed: what is read later is as old, or gets another one
}

// readFolders reads content and all folders in it, by their paths, on all
// processors: those of one depth at a time.
func readFolders(ctx context.Context, from files) map[string]listed {
	all := map[string]listed{}
	level := []string{contentDir}
	for depth := 1; len(level) > 0 && depth <= maxDepth+1; depth++ {
		found := make([]listed, len(level))
		var next atomic.Int64
		var wg sync.WaitGroup
		for range min(runtime.GOMAXPROCS(0), len(level)) {
			wg.Go(func() {
				for i := int(next.Add(1)) - 1; i < len(level) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
					found[i].entries, found[i].err = from.list(level[i])
				}
			})
		}
		wg.Wait()
		var below []string
		for i, l := range found {
			all[level[i]] = l
			for _, e := range l.entries {
				if e.mode.IsDir() && e.name[0] != '.' && e.name[0] != '_' {
					below = append(below, level[i]+"/"+e.name)
				}
			}
		}
		level = below
	}
	return all
}

// list is what a folder holds. What vanishes meanwhile is not among it.
func (f files) list(folder string) (list []entry, err error) {
	if f.root == nil {
		return f.listFS(folder)
	}
	dir, err := f.root.Open(folder)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	list = make([]entry, 0, len(names))
	for _, name := range names {
		e := entry{name: name, stamp: memory.StampIn(dir, name)}
		if e.stamp == (memory.Stamp{}) { // it is no file, or that is not known
			info, err := f.root.Lstat(folder + "/" + name)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			e = entryOf(info)
		}
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Compare(a.name, b.name) })
	return list, nil
}

// listFS is the same of some other file system.
func (f files) listFS(folder string) (list []entry, err error) {
	found, err := fs.ReadDir(f.fsys, folder)
	for _, x := range found {
		e := entry{name: x.Name(), mode: x.Type()}
		if info, err := x.Info(); err == nil {
			e = entryOf(info)
		}
		list = append(list, e)
	}
	return list, err
}

func entryOf(info fs.FileInfo) entry {
	e := entry{name: info.Name(), mode: info.Mode().Type()}
	if e.mode.IsRegular() {
		e.stamp = memory.StampOf(info)
	}
	return e
}
