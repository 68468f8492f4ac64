package site

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"almanac/site/memory"
)

// An output is a folder that a site is published in, and the tree that will
// take its place. Everything is done through the folder that holds both, so
// that no symbolic link leads elsewhere.
type output struct {
	dir    string   // absolute
	name   string   // of the folder
	tree   string   // name of the new tree, beside it
	parent *os.Root // the folder that holds both
	exists bool
	old    manifest     // of the present site
	stamp  memory.Stamp // of its file
	sealed time.Time    // when that was written

	present *survey    // of the present site: what in it is not ours
	quiet   *quiet     // folders that need not be listed
	seen    *glance    // what was found before; nil: nothing
	spare   string     // where the tree that was replaced last is kept
	base    *survey    // what of that is in the new tree
	files   []slot     // of the site
	kept    []string   // what almanac did not write and kept
	mu      sync.Mutex // held while progress is told
}

func (o *output) inTree(address string) string { return path.Join(o.tree, address) }
func (o *output) inOld(address string) string  { return path.Join(o.name, address) }

// destination looks at the folder that a site is to be published in, and
// refuses it if almanac must not write there. It touches nothing but the
// folders above it, which it makes.
func (s *Site) destination(dir string) (*output, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, faultf("", "finding %s: %w", dir, err)
	}
	if err := s.mayPublish(abs); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(abs), 0o777); err != nil {
		return nil, faultf("", "making the folder for %s: %w", dir, err)
	}
	parent, err := os.OpenRoot(filepath.Dir(abs))
	if err != nil {
		return nil, faultf("", "opening the folder of %s: %w", dir, err)
	}
	name := filepath.Base(abs)
	project, err := filepath.Abs(s.options.Dir)
	if err != nil {
		return nil, faultf("", "finding the archive: %w", err)
	}
	o := &output{dir: abs, name: name, parent: parent, tree: treeName(name, "tmp", os.Getpid()), spare: spareName(project, abs), seen: s.glance()}
	if o.seen != nil && o.seen.dir == abs {
		o.old, o.stamp, o.sealed, o.quiet = o.seen.old, o.seen.stamp, o.seen.sealed, o.seen.quiet
	} else {
		o.quiet = recallQuiet(s.options.Memory)
	}
	if err := o.inspect(); err != nil {
		parent.Close()
		return nil, err
	}
	return o, nil
}

// treeName is the name of a tree beside the output: tmp while it is built, old
// while it is replaced where folders cannot be exchanged.
func treeName(name, state string, pid int) string {
	return fmt.Sprintf(".%s.almanac-%s-%d", name, state, pid)
}

func (o *output) close() { o.parent.Close() }

// mayPublish refuses folders whose loss would be a disaster.
func (s *Site) mayPublish(abs string) error {
	const hint = "choose another folder with -d"
	project, err := filepath.Abs(s.options.Dir)
	if err != nil {
		return faultf("", "finding the archive: %w", err)
	}
	if info, err := os.Lstat(abs); err == nil {
		switch {
		case info.Mode()&fs.ModeSymlink != 0:
			return faultf(hint, "%s is a symbolic link: almanac does not publish through one", abs)
		case !info.IsDir():
			return faultf(hint, "%s is a file, not a folder", abs)
		}
	}
	for dir := project; ; dir = filepath.Dir(dir) {
		if sameFolder(abs, dir) {
			return faultf(hint, "%s holds the archive: almanac does not publish over it", abs)
		}
		if filepath.Dir(dir) == dir {
			break
		}
	}
	if home, err := os.UserHomeDir(); err == nil && sameFolder(abs, home) {
		return faultf(hint, "%s is the home folder", abs)
	}
	for dir := abs; ; dir = filepath.Dir(dir) {
		for _, own := range []string{"content", "layouts", ".git", memoryDir, lockName} {
			if sameFolder(dir, filepath.Join(project, own)) {
				return faultf(hint, "%s lies in the archive's %s", abs, own)
			}
		}
		if filepath.Dir(dir) == dir {
			return nil
		}
	}
}

// sameFolder reports whether two paths name one folder, by whatever way.
func sameFolder(a, b string) bool {
	if filepath.Clean(a) == filepath.Clean(b) {
		return true
	}
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// inspect reads the manifest of the present site, and refuses a folder that
// holds files and no manifest.
func (o *output) inspect() error {
	info, err := o.parent.Lstat(o.name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return faultf("", "looking at %s: %w", o.dir, err)
	}
	o.exists = true
	if err := replaceable(o.dir, info); err != nil {
		return err
	}
	switch seal, err := o.parent.Lstat(o.inOld(manifestName)); {
	case err == nil:
		return o.readManifest(seal)
	case !errors.Is(err, fs.ErrNotExist):
		return faultf("", "reading the manifest of %s: %w", o.dir, err)
	}
	f, err := o.parent.Open(o.name)
	if err != nil {
		return faultf("", "looking at %s: %w", o.dir, err)
	}
	defer f.Close()
	if names, err := f.Readdirnames(1); err == nil && len(names) > 0 {
		return faultf("empty it, or choose another folder with -d", "%s holds files that almanac did not write", o.dir)
	}
	return nil
}

// readManifest reads the manifest of the present site, unless it is as it was when
// it was read last.
func (o *output) readManifest(seal fs.FileInfo) error {
	stamp := memory.StampOf(seal)
	if stamp.Number != 0 && stamp == o.stamp && seal.Mode().IsRegular() {
		return nil
	}
	m, ok, err := o.manifestOf(o.name)
	if err != nil {
		return faultf("", "reading the manifest of %s: %w", o.dir, err)
	}
	if !ok {
		return faultf("move the folder away, or choose another with -d", "%s is no manifest of almanac's", filepath.Join(o.dir, manifestName))
	}
	o.old, o.stamp, o.sealed = m, stamp, seal.ModTime()
	return nil
}

// abandon removes the new tree, unless it was published.
func (o *output) abandon() { o.parent.RemoveAll(o.tree) }

// recover removes the trees that killed builds left behind. If there is no site
// any more, because a build was killed between its two renames or somebody
// deleted it, a whole one takes its place: it may hold files of others.
func (o *output) recover() error {
	f, err := o.parent.Open(".")
	if err != nil {
		return err
	}
	names, err := f.Readdirnames(-1)
	f.Close()
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names {
		if !o.stale(name) {
			continue
		}
		_, whole, err := o.manifestOf(name)
		if err != nil {
			return err
		}
		_, err = o.parent.Lstat(o.name)
		if whole && errors.Is(err, fs.ErrNotExist) {
			err = o.parent.Rename(name, o.name)
		} else {
			err = o.retire(name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// stale reports whether a name is that of a tree whose build is over.
func (o *output) stale(name string) bool {
	rest, ok := strings.CutPrefix(name, "."+o.name+".almanac-")
	state, number, _ := strings.Cut(rest, "-")
	pid, err := strconv.Atoi(number)
	if !ok || err != nil || state != "tmp" && state != "old" {
		return false
	}
	return pid == os.Getpid() || !alive(pid)
}

func (o *output) carryFolder(address string) error {
	err := o.parent.MkdirAll(o.inTree(address), 0o777)
	o.liken(address)
	return err
}

// liken gives a folder of the new tree the group and the mode that it has in the
// present site, as far as the system lets us: by them others may read the site, or
// write beside it. The group comes first, since a folder that gets another one may
// lose what the mode says of groups.
func (o *output) liken(address string) {
	info, err := o.parent.Lstat(o.inOld(address))
	if err != nil {
		return
	}
	if group := groupOf(info); group >= 0 {
		o.parent.Chown(o.inTree(address), -1, group)
	}
	o.parent.Chmod(o.inTree(address), info.Mode()&(fs.ModePerm|fs.ModeSetgid|fs.ModeSticky)|0o700)
}

// carryFile gives a file a second name in the new tree or, where the disk
// knows no second names, copies it.
func (o *output) carryFile(address string) error {
	if dir := path.Dir(address); dir != "." {
		if err := o.parent.MkdirAll(o.inTree(dir), 0o777); err != nil {
			return err
		}
	}
	if o.parent.Link(o.inOld(address), o.inTree(address)) == nil {
		return nil
	}
	info, err := o.parent.Lstat(o.inOld(address))
	switch {
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		to, err := o.parent.Readlink(o.inOld(address))
		if err != nil {
			return err
		}
		return o.parent.Symlink(to, o.inTree(address))
	case !info.Mode().IsRegular():
		return errors.New("it is no ordinary file")
	}
	return o.copyFile(address, info)
}

func (o *output) copyFile(address string, info fs.FileInfo) error {
	from, err := o.parent.Open(o.inOld(address))
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := o.parent.OpenFile(o.inTree(address), os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	if err = errors.Join(err, to.Close()); err != nil {
		return err
	}
	return o.parent.Chtimes(o.inTree(address), info.ModTime(), info.ModTime())
}

// same reports whether two files hold the same.
func (o *output) same(a, b string) bool {
	x, err1 := o.parent.Lstat(a)
	y, err2 := o.parent.Lstat(b)
	switch {
	case err1 != nil || err2 != nil || x.Mode().Type() != y.Mode().Type():
		return false
	case os.SameFile(x, y):
		return true
	case x.Mode()&fs.ModeSymlink != 0:
		to1, _ := o.parent.Readlink(a)
		to2, _ := o.parent.Readlink(b)
		return to1 == to2
	case !x.Mode().IsRegular() || x.Size() != y.Size():
		return false
	}
	data1, err1 := o.parent.ReadFile(a)
	data2, err2 := o.parent.ReadFile(b)
	return err1 == nil && err2 == nil && bytes.Equal(data1, data2)
}
