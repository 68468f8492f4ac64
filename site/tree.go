package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"almanac/site/memory"
)

// memoryDir is the archive's folder for what builds keep.
const memoryDir = ".almanac"

// spareName is where the tree that was replaced last is kept: in the archive's
// own folder, where it is on the same disk in most cases and in nobody's way.
func spareName(project, abs string) string {
	name := "spare"
	if abs != filepath.Join(project, "public") {
		h := sha256.Sum256([]byte(abs))
		name += "-" + hex.EncodeToString(h[:6])
	}
	return filepath.Join(project, memoryDir, name)
}

// prepare removes what killed builds left behind and makes the new tree, with
// the folders that files need: from the spare tree if there is one.
func (o *output) prepare(files []string) error {
	if err := o.recover(); err != nil {
		return &Fault{fmt.Errorf("clearing up after a build that was killed: %w", err), ""}
	}
	if err := o.inspect(); err != nil { // another build may have published meanwhile
		return err
	}
	needed, err := foldersOf(files)
	if err != nil {
		return err
	}
	if o.exists {
		if o.present, err = look(o.parent, o.name, o.old, o.sealed, false, o.quiet); err != nil {
			return &Fault{fmt.Errorf("looking through %s: %w", o.dir, err), ""}
		}
	}
	if !o.takeSpare() {
		o.base = &survey{}
		if err := o.parent.Mkdir(o.tree, 0o777); err != nil {
			return &Fault{fmt.Errorf("writing beside %s: %w", o.dir, err), ""}
		}
	}
	o.place(files)
	if err := o.clearSpare(needed); err != nil {
		return &Fault{fmt.Errorf("clearing the tree that was replaced last: %w", err), ""}
	}
	if o.exists {
		o.liken(".")
	}
	for _, d := range needed {
		if o.base.folders[d] {
			continue
		}
		if err := o.parent.Mkdir(o.inTree(d), 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return &Fault{fmt.Errorf("making the folder %s: %w", d, err), ""}
		}
	}
	return nil
}

// takeSpare makes the tree that was replaced last the new tree, if it is whole.
func (o *output) takeSpare() bool {
	if !o.exists {
		return false
	}
	folder, err := os.Lstat(o.spare)
	if err != nil || !folder.IsDir() {
		return false
	}
	seal, err := os.Lstat(filepath.Join(o.spare, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		o.discardSpare()
	}
	if err != nil {
		return false
	}
	seen := o.seen.spareUnder(o.dir, memory.StampOf(seal))
	m, ok := manifest{}, seen != nil
	if !ok {
		var stamp memory.Stamp
		m, stamp, _ = manifestIn(o.spare, o.old)
		ok = stamp == memory.StampOf(seal)
	}
	if !ok || o.moveSpare() != nil {
		return false
	}
	if open, err := o.parent.Lstat(o.tree); err == nil {
		o.quiet.prove(memory.StampOf(folder), memory.StampOf(open))
	}
	if o.base = seen; seen != nil {
		return true
	}
	if o.base, err = look(o.parent, o.tree, m, seal.ModTime(), true, o.quiet); err != nil { // it is of no use
		o.parent.RemoveAll(o.tree)
		return false
	}
	return true
}

// moveSpare makes the tree that was replaced last the new one. Its manifest loses its
// name first: should this build be killed, the tree is known not to be whole, wherever
// it is, and in the archive's folder still to be almanac's.
func (o *output) moveSpare() error {
	if err := os.Rename(filepath.Join(o.spare, manifestName), filepath.Join(o.spare, manifestPart)); err != nil {
		return err
	}
	if err := os.Rename(o.spare, filepath.Join(filepath.Dir(o.dir), o.tree)); err != nil {
		return err
	}
	return o.parent.Remove(o.inTree(manifestPart))
}

// discardSpare makes room for the tree that is replaced, and reports whether there
// is room. Only a tree goes that almanac left, whole or on its way: .almanac may be a
// link to a folder in which others keep things, too. What tells that it is almanac's
// goes last, so that the next build knows it should this one be killed.
func (o *output) discardSpare() bool {
	info, err := os.Lstat(o.spare)
	if err != nil || !info.IsDir() {
		return errors.Is(err, fs.ErrNotExist)
	}
	seals := []string{filepath.Join(o.spare, manifestName), filepath.Join(o.spare, manifestPart)}
	if slices.ContainsFunc(seals, isManifest) {
		list, err := os.ReadDir(o.spare)
		for _, d := range list {
			if name := filepath.Join(o.spare, d.Name()); !slices.Contains(seals, name) {
				err = errors.Join(err, os.RemoveAll(name))
			}
		}
		if err != nil {
			return false
		}
		os.Remove(seals[0])
		os.Remove(seals[1])
	}
	return os.Remove(o.spare) == nil // which is none if it holds anything
}

// clearSpare takes out of the spare tree what the new site does not have.
// Foreign files in it are further names of those in the present site, or copies;
// what is still there is put in again by [output.carry].
func (o *output) clearSpare(folders []string) error {
	if len(o.base.files) == 0 && len(o.base.foreign) == 0 {
		return nil
	}
	wanted := make([]bool, len(o.base.files))
	for i := range o.files {
		if at := o.files[i].base; at >= 0 {
			wanted[at] = true
		}
	}
	for i := range o.base.files {
		if wanted[i] {
			continue
		}
		if err := o.parent.Remove(o.inTree(o.base.files[i].address)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, x := range slices.Backward(o.base.foreign) {
		if x.dir {
			continue
		}
		if err := o.parent.Remove(o.inTree(x.address)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	stale := maps.Clone(o.base.folders)
	for _, d := range folders {
		delete(stale, d)
	}
	for _, d := range slices.Backward(slices.Sorted(keysOf(stale))) {
		delete(o.base.folders, d)
		if err := o.parent.Remove(o.inTree(d)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// foldersOf lists the folders that files, which are sorted, need, those that hold
// others first, and refuses files that would stand in each other's way.
func foldersOf(files []string) ([]string, error) {
	seen, last := map[string]bool{}, ""
	for _, f := range files {
		if !fs.ValidPath(f) || f == manifestName {
			return nil, faultf("", "%q is no address for a file", f)
		}
		dir := f[:strings.LastIndexByte(f, '/')+1]
		if dir == last { // as mostly
			continue
		}
		last = dir
		for i := len(dir) - 1; i > 0 && !seen[f[:i]]; i = strings.LastIndexByte(f[:i], '/') {
			seen[f[:i]] = true
		}
	}
	for d := range seen {
		if _, both := slices.BinarySearch(files, d); both {
			return nil, faultf("", "%s would be a file and a folder", d)
		}
	}
	return slices.Sorted(keysOf(seen)), nil
}

// A slot is where a file of the site goes, and its places in the manifests of the
// present site and of the spare tree; −1: it is in none.
type slot struct {
	address   string
	old, base int32
}

// place finds where the files of the site go, which are sorted.
func (o *output) place(files []string) {
	old, base := o.old.places(files), o.base.places(files)
	o.files = make([]slot, len(files))
	for i, f := range files {
		o.files[i] = slot{f, old[i], base[i]}
	}
}

// settle makes sure that a file with a sum stands in the new tree, if it is
// there already or can be linked from the present site. A file that was touched
// since it was published is not taken for unchanged.
func (o *output) settle(f *slot, want sum, size int64) bool {
	if o.base.intact(f.base, want, size) {
		return true
	}
	return o.stands(f, want, size) && o.vacate(f) == nil && o.parent.Link(o.inOld(f.address), o.inTree(f.address)) == nil
}

// stands reports whether a file of the present site has a sum, and has not been
// touched since.
func (o *output) stands(f *slot, want sum, size int64) bool {
	if f.old < 0 || o.old.sum(f.old) != want {
		return false
	}
	info, err := o.parent.Lstat(o.inOld(f.address))
	return err == nil && info.Mode().IsRegular() && (size < 0 || info.Size() == size) && !info.ModTime().After(o.sealed)
}

// vacate takes the file of the spare tree away from an address. It is never
// written into: it may be the same file as that of the present site.
func (o *output) vacate(f *slot) error {
	if f.base < 0 {
		return nil
	}
	if err := o.parent.Remove(o.inTree(f.address)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// A hand makes files of the new tree, one after the other. It keeps the folder of
// the last one open: that of the next one is the same most of the time.
type hand struct {
	out    *output
	asks   *notebook    // of what is asked to draw them; nil: nothing is remembered
	room   bytes.Buffer // for the file that is drawn
	dir    string       // of the file that was made last, with a slash behind it
	folder *os.Root     // nil: none is open
}

func (h *hand) close() {
	if h.folder != nil {
		h.folder.Close()
	}
}

// create makes a file of the new tree.
func (h *hand) create(f *slot) (*os.File, error) {
	if err := h.out.vacate(f); err != nil {
		return nil, err
	}
	dir, name := path.Split(f.address)
	if h.folder == nil || dir != h.dir {
		folder, err := h.out.parent.OpenRoot(h.out.inTree(dir))
		if err != nil {
			return nil, err
		}
		h.close()
		h.dir, h.folder = dir, folder
	}
	return h.folder.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// write writes a file of the new tree.
func (h *hand) write(f *slot, data []byte) error {
	file, err := h.create(f)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Close())
}

// carry puts what almanac did not write into the new tree as well, as further
// names of the same files, so that none is lost whenever a build is killed. It
// notes what it kept.
func (o *output) carry(m manifest) error {
	if !o.exists || len(o.present.foreign) == 0 {
		return nil
	}
	ours, theirs := o.old.contents(), m.contents()
	for _, x := range o.present.foreign {
		if m.has(x.address) || theirs[x.address] != nil && !x.dir {
			return faultf("move it away", "%s was not written by almanac and stands where a page must go", filepath.Join(o.dir, filepath.FromSlash(x.address)))
		}
		carry := o.carryFile
		if x.dir {
			carry = o.carryFolder
		}
		if err := carry(x.address); err != nil {
			return &Fault{fmt.Errorf("keeping %s: %w", x.address, err), ""}
		}
		if parent := path.Dir(x.address); ours[parent] != nil {
			o.kept = append(o.kept, x.address)
		}
	}
	return nil
}
