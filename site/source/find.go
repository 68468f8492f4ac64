package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
)

// dataDir is where figures from elsewhere lie, and mapName the map of the tables
// that lie beside it.
const (
	dataDir = "content/_data"
	mapName = "import.toml"
	maxFind = 16 << 20 // bytes of a table that is looked into
)

// A Search asks what the tables of an archive say of one unit in one period.
type Search struct {
	Archive *report.Archive
	Known   []*report.Metric
	Root    *os.Root
	Unit    string
	Period  period.Period
}

// A Finding is a figure that a table states.
type Finding struct {
	Metric         string
	Actual, Target num.Num
	File           string // relative to the archive
	Line           int
}

// Literal is a figure as a report's front matter writes it.
func Literal(n num.Num, m *report.Metric) string {
	form := num.Plain
	if m.Unit == report.Percent {
		return `"` + n.Mul(num.Int(100)).String() + `%"`
	}
	if m.Format == "1:x" {
		form = num.OneTo
	}
	return entry{value: n, form: form}.literal()
}

// Find looks into the tables (.csv) below content/_data, in the order of their
// paths, for figures of one unit in one period. Each is read as for [Import], with
// the map import.toml of its folder, if there is one; a table without a column
// period is about the period that it is named after. A department's folder speaks
// for metrics that it owns, and for those that nobody does (owner_dept). Actuals
// that follow from other metrics are left out.
//
// The remarks are those on tables that are named after the period. Of others, what
// cannot be read is not meant.
func Find(ctx context.Context, s Search) ([]Finding, []diag.Diagnostic, error) {
	var found []Finding
	var remarks []diag.Diagnostic
	tables, err := s.tables()
	if err != nil {
		return nil, nil, fmt.Errorf("looking into %s: %w", dataDir, err)
	}
	for _, name := range tables {
		of, said, err := s.table(ctx, name)
		if err != nil {
			return nil, nil, err
		}
		found = append(found, of...)
		remarks = append(remarks, said...)
	}
	return found, remarks, nil
}

// tables lists the tables.
func (s Search) tables() (names []string, err error) {
	err = fs.WalkDir(s.Root.FS(), dataDir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == dataDir:
			return fs.SkipAll
		case err != nil:
			return err
		case d.Type().IsRegular() && path.Ext(name) == ".csv":
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

// table looks into one table.
func (s Search) table(ctx context.Context, name string) ([]Finding, []diag.Diagnostic, error) {
	f, err := s.Root.Open(name)
	if err != nil {
		return nil, nil, fmt.Errorf("opening a table: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() > maxFind {
		return nil, nil, err
	}
	im := newImporter(ctx, Request{Archive: s.Archive, Known: s.Known, Root: s.Root, Data: f, Name: name})
	im.Map, err = s.Root.ReadFile(path.Join(path.Dir(name), mapName))
	if im.MapName = path.Join(path.Dir(name), mapName); errors.Is(err, fs.ErrNotExist) {
		im.Map, err = nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading a map: %w", err)
	}
	p, err := s.Archive.Calendar.Parse(strings.TrimSuffix(path.Base(name), ".csv"))
	if err == nil {
		im.period = p
	}
	cells, err := im.cells()
	if err != nil {
		return nil, nil, err
	}
	var remarks []diag.Diagnostic
	if im.period == s.Period {
		remarks = im.said.all()
	}
	return s.taken(im, cells), remarks, nil
}

// taken are the figures among the cells of a table that are asked for.
func (s Search) taken(im *importer, cells []cell) (list []Finding) {
	dept, _, _ := strings.Cut(strings.TrimPrefix(im.Name, dataDir+"/"), "/")
	for _, c := range cells {
		m := im.all[c.metric]
		if im.names.units[c.unit].id != s.Unit || c.period != s.Period || m.OwnerDept != "" && m.OwnerDept != dept {
			continue
		}
		x := Finding{Metric: m.ID, Actual: c.actual.value, Target: c.target.value, File: im.Name}
		if worked(m) {
			x.Actual = num.Num{}
		}
		at := c.actual.at
		if !x.Actual.Present() {
			at = c.target.at
		}
		if x.Line, _, _ = im.data.place(int(at)); x.Actual.Present() || x.Target.Present() {
			list = append(list, x)
		}
	}
	return list
}

// cells reads the map and the rows; none if the headings are not understood.
func (im *importer) cells() ([]cell, error) {
	if err := im.load(); err != nil {
		return nil, err
	}
	if im.readMap(); im.said.errors > 0 {
		return nil, nil
	}
	im.names = newNames(im)
	return im.readRows()
}

func newImporter(ctx context.Context, req Request) *importer {
	im := &importer{Request: req, ctx: ctx, all: slices.Clone(req.Archive.Metrics), folders: map[string]map[string]bool{}}
	for _, m := range req.Known {
		if req.Archive.MetricIndex(m.ID) < 0 {
			im.all = append(im.all, m)
		}
	}
	return im
}
