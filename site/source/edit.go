package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"almanac/site/num"
	"almanac/site/report"
	"almanac/site/toml"
)

// An edit puts text in the place of a range of a file.
type edit struct {
	at   toml.Span
	with string
}

// An editor edits the front matter of one report.
type editor struct {
	*importer
	group  *group
	file   *text
	src    string // the front matter
	base   int    // where it begins in the file
	end    string // of a line
	root   *toml.Node
	keys   []toml.Key
	edits  []edit
	fresh  []cell // of metrics that have no table yet
	taken  int    // figures changed by hand that are replaced
	broken bool   // there is something that cannot be edited
}

// edited works out what a group changes in the report that there is.
func (im *importer) edited(g *group) (File, error) {
	path := g.report.File
	old, err := im.Root.ReadFile(path)
	if err != nil {
		return File{}, fmt.Errorf("reading %s: %w", path, err)
	}
	ed := &editor{importer: im, group: g, file: &text{name: path, src: string(old), said: &im.said}, end: "\n"}
	if !ed.open() {
		return File{}, nil
	}
	for i := range g.cells {
		ed.cell(&g.cells[i])
	}
	if ed.addTables(); ed.broken {
		return File{}, nil
	}
	f := File{Path: path, Old: old, New: old, Replaced: ed.taken}
	if len(ed.edits) == 0 {
		return f, nil
	}
	ed.promote()
	f.State, f.New = Changed, ed.apply()
	ed.verify(f.New)
	return f, nil
}

// open reads the front matter.
func (ed *editor) open() bool {
	f := ed.file
	front, _, trouble := toml.Split(f.src)
	if trouble != toml.Fine {
		f.say(ruleReport, toml.Span{}, "the report has no front matter that can be read", "run almanac check, and mend it first")
		return false
	}
	ed.src, ed.base = front.Of(f.src), front.Start
	if strings.HasSuffix(f.src[:front.Start], "\r\n") {
		ed.end = "\r\n"
	}
	root, err := toml.Parse(ed.src)
	if err != nil {
		f.say(ruleTOML, ed.span(err.Span), err.Message, "mend the report first")
		return false
	}
	ed.root, ed.keys = root, toml.Keys(ed.src)
	return true
}

// span is a range of the front matter as one of the file.
func (ed *editor) span(s toml.Span) toml.Span {
	return toml.Span{Start: ed.base + s.Start, End: ed.base + s.End}
}

func (ed *editor) replace(s toml.Span, with string) {
	ed.edits = append(ed.edits, edit{ed.span(s), with})
}

func (ed *editor) insert(at int, text string) { ed.replace(toml.Span{Start: at, End: at}, text) }

// metrics is the table of all figures; nil if there is none.
func (ed *editor) metrics() *toml.Node { return ed.root.Get("metrics") }

// cell puts the figures of one metric into the report.
func (ed *editor) cell(c *cell) {
	id := ed.all[c.metric].ID
	var table *toml.Node
	if ed.metrics() != nil {
		table = ed.metrics().Get(id)
	}
	if table == nil {
		ed.fresh = append(ed.fresh, *c)
		return
	}
	stated := report.Stated{}
	for _, s := range ed.group.report.Stated {
		if s.Metric == id {
			stated = s
		}
	}
	var lines []string
	if ed.figure(table, c.actual, stated.Actual, "actual", id) {
		lines = append(lines, "actual = "+c.actual.literal())
	}
	if ed.figure(table, c.target, stated.Target, "target", id) {
		lines = append(lines, "target = "+c.target.literal())
	}
	ed.addLines(table, id, lines)
}

// figure puts one number into a table that there is, or reports that a line
// for it is missing.
func (ed *editor) figure(table *toml.Node, e entry, stated num.Num, key, id string) (missing bool) {
	if !e.value.Present() {
		return false
	}
	n := table.Get(key)
	if n == nil && key == "actual" {
		n = table.Get("value")
	}
	if n == nil {
		if other := rival(table, key); other != nil && !(stated.Present() && agrees(e, stated)) {
			ed.file.sayf(ruleChanged, ed.span(other.Key), "change or remove it by hand",
				"%s of %s is said by %q, but %s says %s", key, id, other.Name, ed.data.where(int(e.at)), e.value)
			ed.broken = true
		} else if other != nil {
			ed.counts.Same++
		} else {
			ed.counts.Added++
		}
		return rival(table, key) == nil
	}
	switch {
	case stated.Equal(e.value) || ed.explained(id, key, stated, e.value):
		ed.counts.Same++
	case ed.Force:
		ed.replace(n.Value, e.literal())
		ed.taken++
		ed.counts.Replaced++
	default:
		ed.file.sayf(ruleChanged, ed.span(n.Value), "--force takes the figure of the data and keeps the old file with ~ behind its name;"+
			"\na correction after the fact is declared in the report, under [[restatements]]",
			"%s of %s is %s here, but %s at %s", key, id, stated, e.value, ed.data.where(int(e.at)))
		ed.broken = true
	}
	return false
}

// rival is what says a figure in another way than the data does.
func rival(table *toml.Node, key string) *toml.Node {
	names := []string{"na", "num", "den"}
	if key == "target" {
		names = []string{"target_growth"}
	}
	for _, name := range names {
		if n := table.Get(name); n != nil {
			return n
		}
	}
	return nil
}

// explained reports whether restatements of the report lead from one of two
// values to the other: the data may be of before or after the correction.
func (ed *editor) explained(id, of string, a, b num.Num) bool {
	seen := func(v num.Num) bool {
		return slices.ContainsFunc(ed.group.report.Restatements, func(r report.Restatement) bool {
			return r.Metric == id && cmp.Or(r.Of, "actual") == of && (r.Old.Equal(v) || r.New.Equal(v))
		})
	}
	return a.Present() && seen(a) && seen(b)
}

// addLines puts key = value lines into the table of a metric.
func (ed *editor) addLines(table *toml.Node, id string, lines []string) {
	if len(lines) == 0 {
		return
	}
	if table.Value.End > 0 { // { key = value }
		ed.addInline(table, lines)
		return
	}
	at, indent, prefix, header := -1, "", "", false
	for _, k := range ed.keys {
		if len(k.Path) < 2 || k.Path[0] != "metrics" || k.Path[1] != id {
			continue
		}
		switch {
		case k.IsHeader() && len(k.Path) == 2:
			at, header, indent = k.Header.End, true, ed.indent(k.Header.Start)
		case !k.IsHeader():
			written := k.Name.Of(ed.src)
			at, indent = ed.lineEnd(k.Value.End), ed.indent(k.Name.Start)
			if i := strings.LastIndexByte(written, '.'); i >= 0 && !header {
				prefix = written[:i+1]
			}
		}
	}
	for _, l := range lines {
		if at < 0 {
			ed.broken = true
			return
		}
		ed.insertLine(at, indent+prefix+l)
	}
}

// insertLine puts a line behind the one that ends at an offset.
func (ed *editor) insertLine(at int, line string) {
	if at > 0 && at <= len(ed.src) && ed.src[at-1] == '\r' {
		at--
	}
	ed.insert(at, ed.end+line)
}

// addInline puts values into a table that is written in braces.
func (ed *editor) addInline(table *toml.Node, lines []string) {
	text := strings.Join(lines, ", ")
	if n := len(table.Items); n > 0 {
		ed.insert(table.Items[n-1].Value.End, ", "+text)
		return
	}
	ed.replace(table.Value, "{ "+text+" }")
}

// lineEnd is where the line of an offset ends.
func (ed *editor) lineEnd(at int) int {
	if i := strings.IndexByte(ed.src[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(ed.src)
}

// indent is the space before an offset, if there is nothing else on its line.
func (ed *editor) indent(at int) string {
	line := ed.src[strings.LastIndexByte(ed.src[:at], '\n')+1 : at]
	if strings.Trim(line, " \t") == "" {
		return line
	}
	return ""
}

// addTables adds the tables of metrics that have none.
func (ed *editor) addTables() {
	if len(ed.fresh) == 0 {
		return
	}
	for _, c := range ed.fresh {
		ed.counts.Added += present(c.actual) + present(c.target)
	}
	if m := ed.metrics(); m != nil && m.Value.End > 0 { // metrics = { … }
		var parts []string
		for _, c := range ed.fresh {
			parts = append(parts, ed.inline(c))
		}
		ed.addInline(m, parts)
		return
	}
	at, behind := ed.place()
	var b []byte
	for _, c := range ed.fresh {
		if behind {
			b = append(b, ed.end+ed.end...)
			b = append(b, strings.TrimSuffix(string(ed.appendTable(nil, c, ed.end)), ed.end)...)
		} else {
			b = append(ed.appendTable(b, c, ed.end), ed.end...)
		}
	}
	ed.insert(at, string(b))
}

// inline is the table of one figure in braces.
func (ed *editor) inline(c cell) string {
	var parts []string
	if c.actual.value.Present() {
		parts = append(parts, "actual = "+c.actual.literal())
	}
	if c.target.value.Present() {
		parts = append(parts, "target = "+c.target.literal())
	}
	return quotedKey(ed.all[c.metric].ID) + " = { " + strings.Join(parts, ", ") + " }"
}

// place finds where new tables go: behind the last line of the last table of
// figures, else before the first table with the comments that belong to it,
// else behind the last line.
func (ed *editor) place() (at int, behind bool) {
	last, first := -1, -1
	inside := false
	for _, k := range ed.keys {
		if k.IsHeader() {
			if inside = k.Path[0] == "metrics"; inside {
				last = k.Header.End
			} else if first < 0 {
				first = k.Header.Start
			}
		} else if inside {
			last = ed.lineEnd(max(k.Value.End, last))
		}
	}
	switch {
	case last >= 0:
		if last > 0 && ed.src[last-1] == '\r' {
			last--
		}
		return last, true
	case first >= 0:
		return ed.above(first), false
	}
	trimmed := strings.TrimRight(ed.src, " \t\r\n")
	return len(trimmed), len(trimmed) > 0
}

// above is where the comments begin that stand directly above an offset.
func (ed *editor) above(at int) int {
	at = strings.LastIndexByte(ed.src[:at], '\n') + 1
	for at > 0 {
		before := strings.LastIndexByte(ed.src[:at-1], '\n') + 1
		if !strings.HasPrefix(strings.TrimLeft(ed.src[before:at], " \t"), "#") {
			return at
		}
		at = before
	}
	return at
}

// promote makes a plan that has become a report of figures final.
func (ed *editor) promote() {
	r := ed.group.report
	if r.Status != report.Plan || r.Scenario != report.Figures {
		return
	}
	for _, c := range ed.group.cells {
		if n := ed.root.Get("status"); n != nil && c.actual.value.Present() {
			ed.replace(n.Value, `"`+report.Final+`"`)
			return
		}
	}
}

// apply returns the file with all edits.
func (ed *editor) apply() []byte {
	slices.SortStableFunc(ed.edits, func(a, b edit) int { return cmp.Compare(a.at.Start, b.at.Start) })
	var b []byte
	at := 0
	for _, e := range ed.edits {
		b = append(b, ed.file.src[at:e.at.Start]...)
		b = append(b, e.with...)
		at = e.at.End
	}
	return append(b, ed.file.src[at:]...)
}

// verify refuses an edit that broke the front matter: there are ways to write
// TOML to which nothing can be added.
func (ed *editor) verify(edited []byte) {
	front, _, trouble := toml.Split(string(edited))
	root, err := toml.Parse(front.Of(string(edited)))
	if trouble == toml.Fine && err == nil {
		whole := true
		for _, c := range ed.group.cells {
			t := root.Get("metrics").Get(ed.all[c.metric].ID)
			whole = whole && t != nil
		}
		if whole {
			return
		}
	}
	ed.file.say(ruleReport, ed.span(toml.Span{}), "figures cannot be added to the way in which this report writes [metrics]", "write a table [metrics.<id>] for each metric")
}
