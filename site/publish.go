package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"
)

// publish puts the manifest into the new tree, brings it to the disk, and lets
// it take the place of the present site.
func (o *output) publish(m manifest) error {
	if err := o.seal(m); err != nil {
		return &Fault{fmt.Errorf("writing the manifest: %w", err), ""}
	}
	if err := o.sync(); err != nil {
		return &Fault{fmt.Errorf("bringing the site to the disk: %w", err), ""}
	}
	if err := o.swap(); err != nil {
		return &Fault{fmt.Errorf("exchanging %s: %w", o.dir, err), "the site that was there stays"}
	}
	if o.exists {
		// The new site stands; what is left of the old one is cleared away by
		// the next build if it cannot be now.
		o.keep()
	}
	return nil
}

// keep keeps the tree that was replaced for the next build. What came into it
// while the new one was made is moved to where it belongs.
func (o *output) keep() {
	if o.salvage(o.tree, o.old, o.quiet) != nil {
		return
	}
	if os.MkdirAll(filepath.Dir(o.spare), 0o777) == nil && o.discardSpare() &&
		os.Rename(filepath.Join(filepath.Dir(o.dir), o.tree), o.spare) == nil {
		return
	}
	o.parent.RemoveAll(o.tree) // it would lie on another disk, or in the way of what is not almanac's
}

// seal puts the manifest into the new tree, whole or not at all: what has one
// is taken for a whole tree by the build that clears up after this one.
func (o *output) seal(m manifest) error {
	h := hand{out: o}
	defer h.close()
	f, err := h.create(&slot{manifestPart, -1, -1})
	if err != nil {
		return err
	}
	if err := errors.Join(m.write(f, o.old), f.Close()); err != nil {
		return err
	}
	return o.parent.Rename(o.inTree(manifestPart), o.inTree(manifestName))
}

// sync waits until the new tree's own folder is on the disk.
func (o *output) sync() error {
	f, err := o.parent.Open(o.tree)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrInvalid) {
		err = nil // not every system can do this for a folder
	}
	return errors.Join(err, f.Close())
}

// swap lets the new tree take the place of the present site: by one exchange
// where the system has it, else by two renames, of which the first is undone if
// the second fails.
func (o *output) swap() error {
	if !o.exists {
		return o.parent.Rename(o.tree, o.name)
	}
	dir := filepath.Dir(o.dir)
	err := exchange(filepath.Join(dir, o.tree), o.dir)
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return o.renameTwice()
}

// renameTwice fails only while the present site stands. Where the old one lies after
// that is no matter: the next build finds it by either name.
func (o *output) renameTwice() error {
	away := treeName(o.name, "old", os.Getpid())
	if err := o.parent.Rename(o.name, away); err != nil {
		return err
	}
	if err := o.parent.Rename(o.tree, o.name); err != nil {
		return errors.Join(err, o.parent.Rename(away, o.name))
	}
	o.parent.Rename(away, o.tree)
	return nil
}

// retire removes a tree that is no longer needed, after what it alone holds was
// salvaged.
func (o *output) retire(tree string) error {
	m, whole, err := o.manifestOf(tree)
	if err == nil && whole { // else a build was killed before it was
		err = o.salvage(tree, m, nil)
	}
	if err != nil {
		return err
	}
	return o.parent.RemoveAll(tree)
}

// salvage moves to the output what a tree alone holds: almanac wrote what its
// manifest names, and further names or copies of what stands in the output are
// no loss.
func (o *output) salvage(tree string, m manifest, q *quiet) error {
	found, err := look(o.parent, tree, m, time.Time{}, false, q)
	if err != nil {
		return err
	}
	unseen := o.unseen(tree)
	for _, x := range found.foreign {
		if x.dir || o.same(path.Join(tree, x.address), o.inOld(x.address)) {
			continue
		}
		if _, err := o.parent.Lstat(o.inOld(x.address)); unseen && err == nil {
			continue
		}
		if err := o.bring(tree, x.address); err != nil {
			return err
		}
	}
	return nil
}

// unseen reports whether a tree was never published, but left by a build that was
// killed before it was. Nobody has put anything into such a tree: what in it is not
// almanac's are further names that almanac gave to files of the output, and where
// another file stands there now, that one is meant. The name does not tell, since a
// tree that is replaced by an exchange gets that of the new one; but what was
// published had its manifest before what replaced it.
func (o *output) unseen(tree string) bool {
	its, err1 := o.parent.Lstat(path.Join(tree, manifestName))
	present, err2 := o.parent.Lstat(o.inOld(manifestName))
	return err1 == nil && err2 == nil && its.ModTime().After(present.ModTime())
}

// bring moves a file of another tree to the output.
func (o *output) bring(tree, address string) error {
	if _, err := o.parent.Lstat(o.inOld(address)); err == nil {
		return fmt.Errorf("%s and %s differ: remove one of them", path.Join(tree, address), o.inOld(address))
	}
	if err := o.parent.MkdirAll(path.Dir(o.inOld(address)), 0o777); err != nil {
		return err
	}
	return o.parent.Rename(path.Join(tree, address), o.inOld(address))
}

// manifestOf reads the manifest of a tree; only a whole tree has one. What is no
// ordinary file is none: a pipe would keep who opens it waiting.
func (o *output) manifestOf(tree string) (m manifest, whole bool, err error) {
	name := path.Join(tree, manifestName)
	info, err := o.parent.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return m, false, nil
	}
	if err != nil {
		return m, false, err
	}
	data, err := o.parent.ReadFile(name)
	if err != nil {
		return m, false, err
	}
	m, whole = parseManifest(data, manifest{})
	return m, whole, nil
}

// compare counts what a build changed.
func (o *output) compare(m manifest) (w Written) {
	w.Removed = len(o.old.files)
	for i := range o.files {
		old := o.files[i].old
		if old < 0 {
			w.New++
			continue
		}
		w.Removed--
		if o.old.sum(old) != m.files[i].sum {
			w.Changed++
		}
	}
	return w
}
