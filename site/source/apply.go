package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// Apply writes what a plan creates and changes. Each file is written beside
// its place and then put there, so that whenever it is interrupted every
// report is whole, the old or the new one; doing it again does the rest. A
// file that is not as it was when the plan was made is an error. The caller
// sees to it that nobody else applies a plan to the same archive.
func Apply(ctx context.Context, plan Plan) error {
	folders := map[string]bool{}
	for _, f := range plan.Files {
		if f.State == Unchanged {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := plan.write(f); err != nil {
			return fmt.Errorf("writing %s: %w", f.Path, err)
		}
		folders[path.Dir(f.Path)] = true
	}
	for name := range folders {
		if err := syncFolder(plan.root, name); err != nil {
			return fmt.Errorf("writing %s to the disk: %w", name, err)
		}
	}
	return nil
}

var (
	errMoved = errors.New("the file has been changed since it was read: do it again")
	errLink  = errors.New("it is not a plain file, and is not written through")
)

// write puts one file in its place.
func (p Plan) write(f File) error {
	mode := fs.FileMode(0) // of a new file: what the system gives
	info, err := p.root.Lstat(f.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && f.State == Created:
		if err := p.root.MkdirAll(path.Dir(f.Path), 0o755); err != nil {
			return err
		}
	case err != nil:
		return err
	case f.State == Created:
		return errMoved
	case !info.Mode().IsRegular():
		return errLink
	default:
		mode = info.Mode().Perm()
		now, err := p.root.ReadFile(f.Path)
		if err != nil {
			return err
		}
		if !bytes.Equal(now, f.Old) {
			return errMoved
		}
	}
	if f.Replaced > 0 {
		if err := replace(p.root, f.Path+"~", f.Old, mode); err != nil {
			return err
		}
	}
	return replace(p.root, f.Path, f.New, mode)
}

// replace writes a file so that at any moment the old or the new one is there.
// What is left of one that was interrupted has a name that begins with a
// point, which the archive ignores, and is written over by the next.
func replace(root *os.Root, name string, data []byte, mode fs.FileMode) (err error) {
	temp := path.Join(path.Dir(name), "."+path.Base(name)+".almanac-tmp-import")
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, root.Remove(temp))
		}
	}()
	_, err = f.Write(data)
	if mode != 0 {
		err = errors.Join(err, f.Chmod(mode))
	}
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return root.Rename(temp, name)
}

// syncFolder makes the names in a folder last.
func syncFolder(root *os.Root, name string) error {
	d, err := root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
