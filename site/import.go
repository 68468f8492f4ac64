package site

import (
	"context"
	"io"
	"os"

	"almanac/site/content"
	"almanac/site/diag"
	"almanac/site/source"
)

// An ImportRequest says what to import.
type ImportRequest struct {
	Data          io.Reader
	Name, MapName string // in remarks
	Map           []byte // nil: none
	Force         bool   // replace figures that were changed by hand
	Encoding      string // of the data; "" is UTF-8
	DryRun        bool   // change nothing
}

// Imported is what an import did, or would do.
type Imported struct {
	Files  []ImportedFile
	Counts source.Counts
}

// An ImportedFile is a report that the data speaks of.
type ImportedFile struct {
	Path  string
	State string // created, changed or unchanged
	Kept  bool   // the file as it was is kept beside it, as Path~
}

// Encodings lists the encodings that data may be in.
func Encodings() []string { return source.Encodings() }

// Import puts the figures of a table into the reports of the archive. What is
// wrong with the table is in the remarks, and nothing is changed then; an error
// is a [Fault].
func (s *Site) Import(ctx context.Context, r ImportRequest) (Imported, []diag.Diagnostic, error) {
	root, err := os.OpenRoot(s.options.Dir)
	if err != nil {
		return Imported{}, nil, faultf("", "opening the archive: %w", err)
	}
	defer root.Close()
	plan, remarks, err := source.Import(ctx, source.Request{Archive: s.archive, Known: content.Builtins(), Root: root, Trouble: s.unitTrouble, Data: r.Data, Name: r.Name,
		Map: r.Map, MapName: r.MapName, Force: r.Force, Encoding: r.Encoding})
	if err != nil {
		return Imported{}, remarks, faultf("", "importing: %w", err)
	}
	if diag.Count(remarks, diag.Error) > 0 {
		return Imported{}, remarks, nil
	}
	out := Imported{Counts: plan.Counts}
	for _, f := range plan.Files {
		out.Files = append(out.Files, ImportedFile{f.Path, f.State.String(), f.Replaced > 0})
	}
	if r.DryRun {
		return out, remarks, nil
	}
	if err := source.Apply(ctx, plan); err != nil {
		return Imported{}, remarks, faultf("", "%w", err)
	}
	return out, remarks, nil
}
