package content

import (
	"io/fs"

	"almanac/site/diag"
	"almanac/site/report"
)

func resolve(a *report.Archive, t *tree, fsys fs.FS, cfg *config) []diag.Diagnostic { return nil }
