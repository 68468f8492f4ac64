package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
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
		if o.present, err = look(o.parent, o.name, o.old, o.sealed, false); err != nil {
			return &Fault{fmt.Errorf("looking through %s: %w", o.dir, err), ""}
		}
	}
	if !o.takeSpare() {
		o.base = &survey{}
		if err := o.parent.Mkdir(o.tree, 0o777); err != nil {
			return &Fault{fmt.Errorf("writing beside %s: %w", o.dir, err), ""}
		}
	}
	if err := o.clearSpare(files, needed); err != nil {
		return &Fault{fmt.Errorf("clearing the tree that was replaced last: %w", err), ""}
	}
	if o.exists {
		if info, err := o.parent.Lstat(o.name); err == nil {
			o.parent.Chmod(o.tree, info.Mode().Perm()|0o700)
		}
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
// It loses its manifest first: should this build be killed, the tree is known
// not to be whole, wherever it is.
func (o *output) takeSpare() bool {
	if !o.exists {
		return false
	}
	seal := filepath.Join(o.spare, manifestName)
	info, err := os.Lstat(seal)
	if errors.Is(err, fs.ErrNotExist) {
		os.RemoveAll(o.spare)
		return false
	}
	data, err2 := os.ReadFile(seal)
	m, ok := parseManifest(data)
	if errors.Join(err, err2) != nil || !ok || os.Remove(seal) != nil ||
		os.Rename(o.spare, filepath.Join(filepath.Dir(o.dir), o.tree)) != nil {
		return false
	}
	if o.base, err = look(o.parent, o.tree, m, info.ModTime(), true); err != nil { // it is of no use
		o.parent.RemoveAll(o.tree)
		return false
	}
	return true
}

// clearSpare takes out of the spare tree what the new site does not have.
// Foreign files in it are further names of those in the present site, or copies;
// what is still there is put in again by [output.carry].
func (o *output) clearSpare(files, folders []string) error {
	if len(o.base.sums) == 0 && len(o.base.foreign) == 0 {
		return nil
	}
	wanted := make(map[string]bool, len(files)+len(folders))
	for _, f := range files {
		wanted[f] = true
	}
	for address := range o.base.sums {
		if wanted[address] {
			continue
		}
		if err := o.parent.Remove(o.inTree(address)); err != nil && !errors.Is(err, fs.ErrNotExist) {
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
	for _, d := range folders {
		wanted[d+"/"] = true
	}
	stale := make([]string, 0)
	for d := range o.base.folders {
		if !wanted[d+"/"] {
			stale = append(stale, d)
		}
	}
	slices.Sort(stale)
	for _, d := range slices.Backward(stale) {
		delete(o.base.folders, d)
		if err := o.parent.Remove(o.inTree(d)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// foldersOf lists the folders that files need, those that hold others first,
// and refuses files that would stand in each other's way.
func foldersOf(files []string) ([]string, error) {
	seen := map[string]bool{}
	for _, f := range files {
		if !fs.ValidPath(f) || f == manifestName {
			return nil, faultf("", "%q is no address for a file", f)
		}
		for i := strings.LastIndexByte(f, '/'); i > 0 && !seen[f[:i]]; i = strings.LastIndexByte(f[:i], '/') {
			seen[f[:i]] = true
		}
	}
	for _, f := range files {
		if seen[f] {
			return nil, faultf("", "%s would be a file and a folder", f)
		}
	}
	return slices.Sorted(keysOf(seen)), nil
}

// place makes sure that a file with a digest stands in the new tree, if it is
// there already or can be linked from the present site. A file that was touched
// since it was published is not taken for unchanged.
func (o *output) place(address, sum string, size int64) bool {
	if o.base.intact(address, sum, size) {
		return true
	}
	return o.stands(address, sum, size) && o.vacate(address) == nil && o.parent.Link(o.inOld(address), o.inTree(address)) == nil
}

// stands reports whether a file of the present site has a digest, and has not
// been touched since.
func (o *output) stands(address, sum string, size int64) bool {
	if o.old.sums[address] != sum {
		return false
	}
	info, err := o.parent.Lstat(o.inOld(address))
	return err == nil && info.Mode().IsRegular() && (size < 0 || info.Size() == size) && !info.ModTime().After(o.sealed)
}

// vacate takes the file of the spare tree away from an address. It is never
// written into: it may be the same file as that of the present site.
func (o *output) vacate(address string) error {
	if _, was := o.base.sums[address]; !was {
		return nil
	}
	if err := o.parent.Remove(o.inTree(address)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// A hand makes files of the new tree, one after the other. It keeps the folder of
// the last one open: that of the next one is the same most of the time.
type hand struct {
	out    *output
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
func (h *hand) create(address string) (*os.File, error) {
	if err := h.out.vacate(address); err != nil {
		return nil, err
	}
	dir, name := path.Split(address)
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
func (h *hand) write(address string, data []byte) error {
	f, err := h.create(address)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// carry puts what almanac did not write into the new tree as well, as further
// names of the same files, so that none is lost whenever a build is killed. It
// notes what it kept.
func (o *output) carry(sums map[string]string) error {
	if !o.exists {
		return nil
	}
	ours, theirs := o.old.folders(), manifest{sums: sums}.folders()
	for _, x := range o.present.foreign {
		if _, taken := sums[x.address]; taken || theirs[x.address] && !x.dir {
			return faultf("move it away", "%s was not written by almanac and stands where a page must go", filepath.Join(o.dir, filepath.FromSlash(x.address)))
		}
		carry := o.carryFile
		if x.dir {
			carry = o.carryFolder
		}
		if err := carry(x.address); err != nil {
			return &Fault{fmt.Errorf("keeping %s: %w", x.address, err), ""}
		}
		if parent := path.Dir(x.address); parent == "." || ours[parent] {
			o.kept = append(o.kept, x.address)
		}
	}
	return nil
}
