// Package source turns figures from elsewhere into figures of reports: a
// [Request] names a table of data, [Import] works out what it changes, as a
// [Plan], and [Apply] writes that.
//
// # Data
//
// The data is CSV (RFC 4180) with one row for one figure and a line of
// headings:
//
//	period,unit,metric,actual,target
//	2026-03,east,revenue,1200000,1000000
//
// period, metric and one of actual and target must be there; without a column
// unit everything is the root's. Columns may stand in any order, and others
// beside them. Where the headings are separated by ; or tabs, so are the rows,
// and a note says so.
//
// The data is UTF-8, with or without byte order mark. Anything else is refused
// with its position, and read only if the encoding is named ([Encodings]);
// nothing is guessed. Lines end with LF or CR LF; a lone CR is refused. The
// limits are [MaxBytes], [MaxRows], [MaxLine] and [MaxColumns]; time grows with the data,
// and every mistake is said, the first [MaxRemarks] one by one.
//
// Numbers are written as in a report (settled.md 18). Formulas and error values
// of spreadsheets are refused. In a file that ; separates, so is a comma in a
// number, since 1,234 means two things there, and so is the point of 1.234.
//
// # Map
//
// A map (TOML) says what the data's words mean. All of it may be left out:
//
//	[columns]                 # our name = their heading, or several of which the data has one
//	period = "month"
//
//	[where]                   # take only rows with this value, or one of these, in a column
//	unit_type = ["company", "group"]
//
//	[periods]                 # take only periods that lie wholly inside; both are optional
//	from = "2017-07"
//	to   = "2021-06"
//
//	[units]                   # their name = our id; root is the whole organisation
//	"AdventureWorks" = "root"
//
//	[metrics]                 # their name = our id; "" or "-" leaves it out
//	"Umsatz" = "revenue"
//
// A unit or metric that the map does not name is found by its id, else by its
// name or label in any language, else (units) by its name turned into an id:
// North America is north-america. A name that fits nothing is an error; rows
// are left out only where the map says so, and are counted.
//
// Where folders alone are the tree of units, [units] may name an id that has
// no folder yet.
//
// With a fiscal calendar a civil quarter or year is taken for the fiscal one
// with the same days: with years from July 2019-Q3 is FY2020-Q1. A civil year
// that no fiscal year equals is refused.
//
// # Figures
//
// Two rows for one figure are one if they agree or complete each other, and an
// error that names both if not. A row without any number says nothing.
//
// The actual of a ratio whose parts are metrics, and that of a derived metric,
// is not taken: it is worked out from its parts. It is compared with the parts
// in the same data, or else in the report, to its last printed place, and must
// agree; if the denominator is 0 there must be none. Its target is taken for a
// ratio, and not for a derived metric, whose target follows too. All other
// kinds are taken as given, whether or not they could be stacked from smaller
// periods: what is taken is up to [where].
//
// # Reports
//
// A report that does not exist is written to content/<unit>/<period>.md, or
// into the folder that the unit already has; the root's stands in content/. It
// has scenario = "figures" and the figures in the order of the configuration,
// and no prose. If it has targets only, it also has status = "plan".
//
// In a report that exists only the [metrics.<id>] tables are edited: actual and
// target are put in, and tables that are missing are added behind the last of
// them, or before the first table of another kind. Every other byte stays. One
// thing follows from actuals: a plan that has no other scenario than figures
// becomes final.
//
// A figure that is written in another way ("120萬元" for 1200000) is the same. A
// figure that differs was changed by hand: it is an error that names both
// values, unless a restatement in the report leads from one to the other, or
// the request says Force, which takes the data's and keeps the file as it was
// under its name with ~ behind. What the report says in another way than the
// data (parts of a ratio, na, a target for growth) is never replaced.
//
// Numbers are written as plain decimals: without quotes where every program
// reads them exactly (whole numbers below 10^18, decimals of up to 15
// digits), else in quotes.
//
// Importing the same data again changes nothing.
//
// # Sign-offs
//
// [Sign] puts a sign-off into a report in the same way: nothing but the sign-off
// is added.
package source

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"

	"almanac/site/diag"
	"almanac/site/report"
)

// The limits of what is read.
const (
	MaxBytes   = 256 << 20 // of data
	MaxRows    = 5_000_000 // lines of data
	MaxLine    = 64 << 10  // bytes of a line
	MaxColumns = 256
	MaxMap     = 4 << 20 // bytes of a map
	MaxRemarks = 100     // errors and warnings, each, that are said one by one
)

// A Request says what to import into which archive.
type Request struct {
	Archive  *report.Archive        // read without errors
	Known    []*report.Metric       // known without configuration, of which the archive may have used none yet
	Root     *os.Root               // the archive's folder
	Trouble  func(id string) string // why an id cannot be that of a new unit; "" if it can
	Data     io.Reader
	Name     string // of the data, in remarks
	Map      []byte // nil: none
	MapName  string // of the map, in remarks
	Force    bool   // replace figures that were changed by hand
	Encoding string // of the data, one of [Encodings]; "" is utf-8
}

// A Plan is what an import changes. If any of the remarks that came with it is
// an error, it holds no files.
type Plan struct {
	Files  []File // in the order of their paths
	Counts Counts
	root   *os.Root
}

// A State says what an import does to a file.
type State uint8

const (
	Unchanged State = iota
	Created
	Changed
)

// String is the word for s.
func (s State) String() string {
	return [...]string{"unchanged", "created", "changed"}[min(s, Changed)]
}

// A File is one report that the data speaks of.
type File struct {
	Path     string // relative to the archive, with slashes
	State    State
	Old, New []byte // Old is nil if the file is created
	Replaced int    // figures changed by hand that are replaced: the old file is kept as Path~
}

// Counts tells what became of the data's rows and of the archive's figures.
// An actual and a target are two figures.
type Counts struct {
	Rows     int // all, without the headings
	LeftOut  int // not of a value that [where] takes, or of a name that the map leaves out
	Outside  int // outside of [periods]
	Empty    int // without any number
	Checked  int // actuals that are worked out from others, and agree
	Added    int // figures
	Replaced int
	Same     int
}

// Import works out what the data changes and touches nothing. Its error is a
// failure of the world or of the request itself; what is wrong with the data,
// the map or a report is said in remarks.
func Import(ctx context.Context, req Request) (Plan, []diag.Diagnostic, error) {
	if req.Archive == nil || req.Root == nil || req.Data == nil {
		return Plan{}, nil, errors.New("an import needs an archive, its folder and data")
	}
	im := &importer{Request: req, ctx: ctx, all: slices.Clone(req.Archive.Metrics), folders: map[string]map[string]bool{}}
	for _, m := range req.Known {
		if req.Archive.MetricIndex(m.ID) < 0 {
			im.all = append(im.all, m)
		}
	}
	plan, err := im.run()
	remarks := diag.Sort(im.said.all())
	if err != nil {
		return Plan{}, remarks, err
	}
	if diag.Count(remarks, diag.Error) > 0 {
		plan.Files = nil
	}
	return plan, remarks, nil
}

// An importer is one import on its way.
type importer struct {
	Request
	ctx    context.Context
	said   remarks
	counts Counts
	data   *text
	rules  mapping // what the map says
	names  names
	all    []*report.Metric // the archive's and the known ones

	folders map[string]map[string]bool // what is in the folders that were looked into
}

func (im *importer) run() (Plan, error) {
	if err := im.load(); err != nil {
		return Plan{}, err
	}
	if im.readMap(); im.said.errors > 0 {
		return Plan{}, nil
	}
	im.names = newNames(im)
	cells, err := im.readRows()
	if err != nil {
		return Plan{}, err
	}
	files, err := im.plan(cells)
	return Plan{Files: files, Counts: im.counts, root: im.Root}, err
}
