// Package layouts holds everything that a reader sees and that is not data:
// the pages' templates, their assets, and the catalogues of words (i18n). A
// file of the same name in an archive's own layouts folder wins.
package layouts

import "embed"

// FS is the built-in copy of this folder.
//
//go:embed all:*
var FS embed.FS
