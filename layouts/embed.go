// Package layouts holds everything that a reader sees and that is not data:
// the pages' templates, their assets, the catalogues of words (i18n), and the
// templates of reports (new). A file of the same name in an archive's own layouts
// folder wins.
package layouts

import (
	"embed"
	"io/fs"
)

// FS is the built-in copy of this folder.
//
//go:embed all:*
var FS embed.FS

// Variant is the files that a variant of the wording has instead of those of
// [FS]: its catalogues, with the keys that differ. The name must be one that the
// configuration allows.
func Variant(name string) fs.FS {
	sub, err := fs.Sub(FS, "variants/"+name)
	if err != nil {
		panic(err) // a name that is no path
	}
	return sub
}
