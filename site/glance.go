package site

import (
	"os"
	"path/filepath"
	"time"

	"almanac/site/memory"
)

// A glance is what lies where a site will be published, as it was found while the
// archive was read. It holds for as long as the manifests have their stamps.
type glance struct {
	dir    string // absolute
	old    manifest
	stamp  memory.Stamp // of its file
	sealed time.Time
	quiet  *quiet
	seal   memory.Stamp // of the manifest of the tree that was replaced last
	spare  *survey      // of that tree; nil: there is none
}

// glance looks at what lies where the site will be published ([Options.Into]).
// Whatever is in the way is left to Write, which says why.
func (o Options) glance() *glance {
	g := &glance{quiet: recallQuiet(o.Memory)}
	project, err := filepath.Abs(o.Dir)
	if err != nil {
		return g
	}
	abs, err := filepath.Abs(o.Into)
	if err != nil {
		return g
	}
	g.dir = abs
	g.old, g.stamp, g.sealed = manifestIn(abs, manifest{})
	var m manifest
	var sealed time.Time
	spare := spareName(project, abs)
	if m, g.seal, sealed = manifestIn(spare, g.old); g.seal.Number == 0 {
		return g
	}
	parent, err := os.OpenRoot(filepath.Dir(spare))
	if err != nil {
		return g
	}
	defer parent.Close()
	if g.spare, err = look(parent, filepath.Base(spare), m, sealed, true, g.quiet); err != nil {
		g.spare = nil
	}
	return g
}

// spareUnder is what was seen of the tree that was replaced last, if its manifest
// has this stamp still; nil: nothing.
func (g *glance) spareUnder(dir string, seal memory.Stamp) *survey {
	if g == nil || g.dir != dir || g.seal != seal || seal.Number == 0 {
		return nil
	}
	return g.spare
}

// manifestIn reads the manifest of a tree, which is mostly the same as another
// one; a stamp without a number: there is none.
func manifestIn(tree string, other manifest) (m manifest, stamp memory.Stamp, sealed time.Time) {
	name := filepath.Join(tree, manifestName)
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return m, stamp, sealed
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return m, stamp, sealed
	}
	if m = other; m.text == "" || m.text != memory.Text(data) {
		var ok bool
		if m, ok = parseManifest(data, other); !ok {
			return manifest{}, stamp, sealed
		}
	}
	return m, memory.StampOf(info), info.ModTime()
}
