package source

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/toml"
)

// A cell is one figure of the data.
type cell struct {
	unit, metric   int32 // their places
	period         period.Period
	actual, target entry
}

// An entry is one number of the data, and where it stands.
type entry struct {
	value  num.Num
	at     int32 // offset in the data
	places int16 // decimals as written, of a percentage those of the fraction
	form   num.Shape
	parts  *[2]num.Num // of a fraction
}

// A table is the data while its rows are read.
type table struct {
	*importer
	reader   *csv.Reader
	comma    rune
	headings []string
	column   [5]int // where each of columns stands; −1: nowhere
	where    []taken
	money    []spent // by metric: the first currency that a number names
}

// taken is the values that are taken of a column.
type taken struct {
	column int
	values []string
}

// readRows reads the data into cells, in the order of its rows.
func (im *importer) readRows() ([]cell, error) {
	t := &table{importer: im, money: make([]spent, len(im.all))}
	if !t.readHeadings() {
		return nil, nil
	}
	cells := make([]cell, 0, len(t.data.starts))
	for {
		record, err := t.reader.Read()
		var broken *csv.ParseError
		switch {
		case err == io.EOF:
			return cells, nil
		case errors.As(err, &broken):
			im.counts.Rows++
			if t.broken(broken, record) {
				continue
			}
			return nil, nil
		case err != nil:
			return nil, fmt.Errorf("reading %s: %w", im.Name, err)
		}
		if im.counts.Rows++; im.counts.Rows%4096 == 0 && im.ctx.Err() != nil {
			return nil, im.ctx.Err()
		}
		if c, ok := t.row(record); ok {
			cells = append(cells, c)
		}
	}
}

// broken says what is wrong with a row that the library refuses, and reports
// whether there is sense in reading on.
func (t *table) broken(e *csv.ParseError, record []string) bool {
	at := t.offset(e.Line, e.Column)
	switch e.Err {
	case csv.ErrFieldCount:
		at = t.offset(e.StartLine, 1)
		t.data.sayf(ruleCSV, toml.Span{Start: at}, "put cells that hold a separator in quotes",
			"the row has %d cells, but there are %d headings", len(record), len(t.headings))
		return true
	case csv.ErrBareQuote:
		t.data.say(ruleCSV, toml.Span{Start: at}, "a quote stands inside a cell that does not begin with one", `put the cell in quotes and write "" for a quote in it`)
		return true
	}
	if open, ok := t.opened(t.offset(e.StartLine, 1)); ok {
		at = open
	}
	t.data.say(ruleCSV, toml.Span{Start: at}, "a quote is not closed, or text stands behind it", `write "" for a quote inside a cell`)
	return e.Line == e.StartLine
}

// opened is where the first quote from an offset on stands that is not closed
// on its own line; ok is false if the line closes all of them.
func (t *table) opened(from int) (at int, ok bool) {
	for i := from; i < len(t.data.src); i++ {
		switch t.data.src[i] {
		case '"':
			at, ok = i, !ok
		case '\n':
			return at, ok
		}
	}
	return at, ok
}

// offset turns a line and a column in bytes into an offset in the data.
func (t *table) offset(line, column int) int {
	line = min(max(line, 1), len(t.data.starts))
	return min(t.data.starts[line-1]+max(column, 1)-1, len(t.data.src))
}

// span is where the field of a record stands.
func (t *table) span(field int, text string) toml.Span {
	at := t.offset(t.reader.FieldPos(field))
	return toml.Span{Start: at, End: min(at+max(len(text), 1), len(t.data.src))}
}

// row reads one record. ok is false if it holds no figure to be taken.
func (t *table) row(record []string) (c cell, ok bool) {
	if blank(record) {
		t.counts.Rows--
		return c, false
	}
	if !t.takes(record) {
		t.counts.LeftOut++
		return c, false
	}
	u, m := t.unit(record), t.names.findMetric(t.field(record, 2))
	if u == left || m == left {
		t.counts.LeftOut++
		return c, false
	}
	d := t.names.findPeriod(t.field(record, 0))
	switch {
	case u == unknown || m == unknown || d.state == unknown:
		return c, false
	case d.outside:
		t.counts.Outside++
		return c, false
	}
	c = cell{unit: int32(u), metric: int32(m), period: d.period}
	if !t.numbers(record, m, &c) {
		return c, false
	}
	// An empty ratio is kept to be compared with its parts.
	if !c.actual.value.Present() && !c.target.value.Present() && !worked(t.all[m]) {
		t.counts.Empty++
		return c, false
	}
	return c, true
}

// takes reports whether [where] takes a record.
func (t *table) takes(record []string) bool {
	for _, w := range t.where {
		if !slices.Contains(w.values, strings.TrimSpace(record[w.column])) {
			return false
		}
	}
	return true
}

// field is what stands in one of our columns, and where.
func (t *table) field(record []string, ours int) (string, toml.Span) {
	text := record[t.column[ours]]
	return text, t.span(t.column[ours], text)
}

// unit is the unit of a record: the root where there is no such column.
func (t *table) unit(record []string) int {
	if t.column[1] < 0 {
		return t.names.ids[report.Root]
	}
	return t.names.findUnit(t.field(record, 1))
}

// numbers reads the actual and the target of a record.
func (t *table) numbers(record []string, metric int, c *cell) bool {
	good := true
	for i, e := range []*entry{&c.actual, &c.target} {
		if t.column[3+i] >= 0 {
			text, at := t.field(record, 3+i)
			good = t.number(text, at, metric, e) && good
		}
	}
	return good
}

func blank(record []string) bool {
	for _, s := range record {
		if strings.TrimSpace(s) != "" {
			return false
		}
	}
	return true
}

// readHeadings finds the separator and the columns.
func (t *table) readHeadings() bool {
	t.comma = separator(t.data.src)
	t.reader = csv.NewReader(strings.NewReader(t.data.src))
	t.reader.Comma, t.reader.ReuseRecord = t.comma, true
	record, err := t.reader.Read()
	var broken *csv.ParseError
	switch {
	case err == io.EOF:
		t.said.add(ruleHeading.At(t.Name, 1, 1, "the data is empty", "its first line is: "+strings.Join(columns, ",")))
		return false
	case errors.As(err, &broken):
		t.broken(broken, record)
		return false
	}
	t.headings = slices.Clone(record)
	if len(record) > MaxColumns {
		t.data.sayf(ruleLimit, t.span(MaxColumns, ""), "", "the data has %d columns; at most %d are read", len(record), MaxColumns)
		return false
	}
	t.judgeHeadings()
	used := t.findColumns()
	t.findFilters(used)
	if t.said.errors > 0 {
		return false
	}
	t.remarkHeadings(used)
	return true
}

// separator is the character that separates the headings: the most frequent
// of comma, semicolon and tab outside of quotes.
func separator(src string) rune {
	line, _, _ := strings.Cut(strings.TrimLeft(src, "\r\n"), "\n")
	quoted, n := false, map[rune]int{}
	for _, r := range line {
		if r == '"' {
			quoted = !quoted
		} else if !quoted {
			n[r]++
		}
	}
	best := ','
	for _, r := range ";\t" {
		if n[r] > n[best] {
			best = r
		}
	}
	return best
}

func (t *table) judgeHeadings() {
	first := map[string]int{}
	for i, h := range t.headings {
		h = strings.TrimSpace(h)
		t.headings[i] = h
		j, twice := first[h]
		switch {
		case h == "":
			t.data.sayf(ruleHeading, t.span(i, ""), "give it one, or take the column out", "column %d has no heading", i+1)
		case twice:
			t.data.sayf(ruleHeading, t.span(i, h), "rename one of them", "%q is the heading of column %d and of column %d", clip(h), j+1, i+1)
		default:
			first[h] = i
		}
	}
}

// findColumns finds our columns, and returns which of theirs are used.
func (t *table) findColumns() (used []bool) {
	used = make([]bool, len(t.headings))
	for i, name := range columns {
		t.column[i] = slices.Index(t.headings, name)
		if c, ok := t.rules.columns[name]; ok {
			t.column[i] = t.mapped(name, c)
		}
		if t.column[i] >= 0 {
			used[t.column[i]] = true
		}
	}
	need := func(ok bool, names string) {
		if !ok && t.said.errors == 0 {
			t.data.sayf(ruleHeading, t.span(0, ""), "the headings are: "+clip(strings.Join(t.headings, ", "))+
				fmt.Sprintf("\na map names it: [columns] %s = \"their heading\"", columnOf(names)), "there is no column %s", names)
		}
	}
	need(t.column[0] >= 0, "period")
	need(t.column[2] >= 0, "metric")
	need(t.column[3] >= 0 || t.column[4] >= 0, "actual or target")
	return used
}

func columnOf(names string) string { first, _, _ := strings.Cut(names, " "); return first }

// mapped finds the one column that the map names for ours.
func (t *table) mapped(ours string, c choice) int {
	at := -1
	for _, h := range c.words {
		i := slices.Index(t.headings, h)
		switch {
		case i >= 0 && at >= 0:
			t.rules.text.sayf(ruleHeading, c.at, "name the one that is meant", "the data has two columns for %s: %q and %q", ours, clip(t.headings[at]), clip(h))
		case i >= 0:
			at = i
		}
	}
	if at < 0 {
		t.rules.text.sayf(ruleHeading, c.at, diag.DidYouMean(c.word(), t.headings), "the data has no column %q", clip(c.word()))
	}
	return at
}

// findFilters finds the columns that [where] speaks of.
func (t *table) findFilters(used []bool) {
	for _, f := range t.rules.where {
		i := slices.Index(t.headings, strings.TrimSpace(f.heading))
		if ours := slices.Index(columns, f.heading); i < 0 && ours >= 0 {
			i = t.column[ours]
		}
		if i < 0 {
			t.rules.text.sayf(ruleHeading, f.at, diag.DidYouMean(f.heading, t.headings), "the data has no column %q", clip(f.heading))
			continue
		}
		used[i] = true
		t.where = append(t.where, taken{i, f.values})
	}
}

// remarkHeadings says how the headings were understood, where that is not
// plain to see.
func (t *table) remarkHeadings(used []bool) {
	if t.comma != ',' {
		word := map[rune]string{';': "semicolons", '\t': "tabs"}[t.comma]
		t.data.sayf(ruleSeparator, toml.Span{}, "", "the columns are separated by %s", word)
	}
	var unused []string
	for i, h := range t.headings {
		if !used[i] {
			unused = append(unused, h)
		}
	}
	if len(unused) > 0 {
		t.data.sayf(ruleUnused, toml.Span{}, "", "columns that are not used: %s", strings.Join(unused, ", "))
	}
}
