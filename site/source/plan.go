package source

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/toml"
)

// A group is all that the data says of one unit in one period: cells of
// different metrics, in the order of the configuration.
type group struct {
	unit   unit
	period period.Period
	name   string // of the period
	cells  []cell
	report *report.Report // nil: there is none yet
}

// key names a report.
type key struct {
	unit   string
	period period.Period
}

// plan works out what the cells change.
func (im *importer) plan(cells []cell) ([]File, error) {
	cells = im.sorted(cells)
	reports := make(map[key]*report.Report, len(im.Archive.Reports))
	for _, r := range im.Archive.Reports {
		reports[key{r.Unit, r.Period}] = r
	}
	var files []File
	for i := 0; i < len(cells); {
		j := i
		for j < len(cells) && cells[j].unit == cells[i].unit && cells[j].period == cells[i].period {
			j++
		}
		g := group{unit: im.names.units[cells[i].unit], period: cells[i].period, cells: im.merged(cells[i:j])}
		g.name, g.report = im.Archive.Calendar.Name(g.period), reports[key{g.unit.id, g.period}]
		i = j
		if err := im.ctx.Err(); err != nil {
			return nil, err
		}
		g.cells = im.worked(&g)
		if len(g.cells) == 0 {
			continue
		}
		f, err := im.file(&g)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}

// sorted puts the cells into the order of units, periods and metrics; rows of
// one figure stay in the order of the data.
func (im *importer) sorted(cells []cell) []cell {
	order := func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(a.period.Grain(), b.period.Grain()), a.period.Sub(b.period), cmp.Compare(a.metric, b.metric))
	}
	if !slices.IsSortedFunc(cells, order) {
		slices.SortStableFunc(cells, order)
	}
	return cells
}

// merged makes one cell of the rows of one figure.
func (im *importer) merged(cells []cell) []cell {
	out := cells[:0]
	for _, c := range cells {
		if n := len(out); n > 0 && out[n-1].metric == c.metric {
			im.merge(&out[n-1].actual, c.actual, c.metric)
			im.merge(&out[n-1].target, c.target, c.metric)
			continue
		}
		out = append(out, c)
	}
	return out
}

func (im *importer) merge(into *entry, e entry, metric int32) {
	switch {
	case !e.value.Present():
	case !into.value.Present():
		*into = e
	case !into.value.Equal(e.value):
		im.data.sayf(ruleDuplicate, toml.Span{Start: int(e.at)}, "keep one of the two rows",
			"%s is %s here and %s at %s", im.all[metric].ID, e.value, into.value, im.data.where(int(into.at)))
	}
}

// file works out what a group changes.
func (im *importer) file(g *group) (File, error) {
	if g.report != nil {
		return im.edited(g)
	}
	folder := "content"
	if g.unit.folder != "" {
		folder += "/" + g.unit.folder
	}
	path := folder + "/" + g.name + ".md"
	there, err := im.listed(folder)
	switch {
	case err != nil:
		return File{}, err
	case there[g.name+".md"]:
		im.said.add(ruleReport.At(path, 0, 0, fmt.Sprintf("the file is there, but it is not the archive's report of %s for %s", g.unit.id, g.name), "move it away, and import again"))
		return File{}, nil
	}
	for _, c := range g.cells {
		im.counts.Added += present(c.actual) + present(c.target)
	}
	return File{Path: path, State: Created, New: im.written(g)}, nil
}

// listed tells what is in a folder; it looks once.
func (im *importer) listed(folder string) (map[string]bool, error) {
	if there := im.folders[folder]; there != nil {
		return there, nil
	}
	there := map[string]bool{}
	im.folders[folder] = there
	d, err := im.Root.Open(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return there, nil
	}
	if err != nil {
		return nil, fmt.Errorf("looking into %s: %w", folder, err)
	}
	defer d.Close()
	names, err := d.Readdirnames(-1)
	if err != nil {
		return nil, fmt.Errorf("looking into %s: %w", folder, err)
	}
	for _, name := range names {
		there[name] = true
	}
	return there, nil
}

func present(e entry) int {
	if e.value.Present() {
		return 1
	}
	return 0
}

// written is a new report that holds the figures of a group.
func (im *importer) written(g *group) []byte {
	b := []byte("+++\nscenario = \"" + report.Figures + "\"\n")
	if !slices.ContainsFunc(g.cells, func(c cell) bool { return c.actual.value.Present() }) {
		b = append(b, "status = \""+report.Plan+"\"\n"...)
	}
	for _, c := range g.cells {
		b = append(b, '\n')
		b = im.appendTable(b, c, "\n")
	}
	return append(b, "+++\n"...)
}

// appendTable writes the table of one figure.
func (im *importer) appendTable(b []byte, c cell, end string) []byte {
	b = append(b, "[metrics."+quotedKey(im.all[c.metric].ID)+"]"+end...)
	if c.actual.value.Present() {
		b = append(b, "actual = "+c.actual.literal()+end...)
	}
	if c.target.value.Present() {
		b = append(b, "target = "+c.target.literal()+end...)
	}
	return b
}

// quotedKey is a key as TOML writes it: in quotes where it has other letters
// than a bare key may have.
func quotedKey(id string) string {
	for _, r := range id {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' {
			return `"` + id + `"`
		}
	}
	return id
}

// worked reports whether the actual of a metric follows from other metrics.
func worked(m *report.Metric) bool {
	return m.Kind == report.Derived || m.Kind == report.Ratio && m.Num != "" && m.Den != ""
}

// worked compares the actuals of a group that follow from others with those,
// and returns the cells that are to be written.
func (im *importer) worked(g *group) []cell {
	out := make([]cell, 0, len(g.cells))
	for _, c := range g.cells {
		m := im.all[c.metric]
		if worked(m) {
			im.compare(g, c, m)
			c.actual = entry{}
			if m.Kind == report.Derived && c.target.value.Present() {
				im.data.sayf(ruleUnchecked, toml.Span{Start: int(c.target.at)}, "leave the target out", "the target of %s follows from other targets and is not taken", m.ID)
				c.target = entry{}
			}
		}
		if c.actual.value.Present() || c.target.value.Present() {
			out = append(out, c)
		}
	}
	return out
}

// compare holds an actual against what its parts make.
func (im *importer) compare(g *group, c cell, m *report.Metric) {
	given := c.actual
	want, known, missing := im.follows(g, m)
	at := toml.Span{Start: int(given.at)}
	switch {
	case !given.value.Present():
		im.counts.Empty += 1 - present(c.target)
	case !known:
		im.data.sayf(ruleUnchecked, at, "import its parts as well", "%s is not taken: it follows from %s, of which there is no figure", m.ID, missing)
	case !want.Present():
		im.data.sayf(ruleParts, at, "leave it empty", "%s is %s, but its parts make no number: they divide by 0", m.ID, given.value)
	case !agrees(given, want):
		im.data.sayf(ruleParts, at, "find out which of them is wrong", "%s is %s, but its parts make %s", m.ID, given.value, want.Round(int(given.places)+2))
	default:
		im.counts.Checked++
	}
}

// agrees reports whether a number is another one, rounded to its last place.
// Half a place may go either way: not every program rounds as we do.
func agrees(given entry, want num.Num) bool {
	half := num.Dec(5, int(given.places)+1)
	return given.value.Sub(want).Abs().Cmp(half) <= 0
}

// follows works out what the parts of a metric make. known is false if a part
// is missing, which it names; the number is absent if they divide by 0.
func (im *importer) follows(g *group, m *report.Metric) (v num.Num, known bool, missing string) {
	value := func(id string) (num.Num, bool) {
		n := im.figure(g, id)
		if !n.Present() && missing == "" {
			missing = id
		}
		return n, n.Present()
	}
	if m.Kind == report.Derived {
		v, known = evaluate(m.Expr, value)
		return v, known, missing
	}
	a, okA := value(m.Num)
	b, okB := value(m.Den)
	return a.Div(b), okA && okB, missing
}

// figure is an actual in the same group, else in the report.
func (im *importer) figure(g *group, id string) num.Num {
	for _, c := range g.cells {
		if im.all[c.metric].ID == id && c.actual.value.Present() {
			return c.actual.value
		}
	}
	if g.report != nil {
		for _, s := range g.report.Stated {
			if s.Metric == id {
				return s.Actual
			}
		}
	}
	return num.Num{}
}

// evaluate works out an expression. known is false if a metric is missing.
func evaluate(e *report.Expr, value func(string) (num.Num, bool)) (v num.Num, known bool) {
	switch {
	case e == nil:
		return num.Num{}, false
	case e.Op == 0 && e.Metric != "":
		return value(e.Metric)
	case e.Op == 0:
		return e.Number, true
	}
	a, okA := evaluate(e.L, value)
	b, okB := evaluate(e.R, value)
	switch e.Op {
	case '+':
		v = a.Add(b)
	case '-':
		v = a.Sub(b)
	case '*':
		v = a.Mul(b)
	case '/':
		v = a.Div(b)
	}
	return v, okA && okB
}
