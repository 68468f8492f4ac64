package source

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/toml"
)

// columns are our names of the columns, in the order in which data has them.
var columns = []string{"period", "unit", "metric", "actual", "target"}

// leaveOut is what a map says of a name that it leaves out.
const leaveOut = "-"

// A mapping is what a map says. Its zero value is that of no map at all.
type mapping struct {
	text    *text
	columns map[string]choice // by our name
	where   []filter
	units   map[string]choice // by their name
	metrics map[string]choice
	from    period.Period // the zero Period: no limit
	to      period.Period
}

// A choice is what stands behind a name in a map, and where.
type choice struct {
	words []string
	at    toml.Span
}

// word is the only word of a choice that has one.
func (c choice) word() string { return c.words[0] }

// A filter is the values that are taken of a column.
type filter struct {
	heading string
	values  []string
	at      toml.Span // of the heading
}

// readMap reads the map.
func (im *importer) readMap() {
	m := &im.rules
	if im.Map == nil {
		return
	}
	if len(im.Map) > MaxMap {
		im.said.add(ruleLimit.At(im.MapName, 0, 0, fmt.Sprintf("the map is larger than %d MiB", MaxMap>>20), ""))
		return
	}
	m.text = &text{name: im.MapName, src: string(bytes.TrimPrefix(im.Map, []byte(bom))), said: &im.said}
	if utf16(im.Map) {
		m.text.say(ruleEncoding, toml.Span{}, "the map is UTF-16", "save it as UTF-8")
		return
	}
	root, err := toml.Parse(m.text.src)
	if err != nil {
		m.text.say(ruleTOML, err.Span, err.Message, "")
		return
	}
	for _, n := range root.Items {
		if n.Kind != toml.Table {
			m.text.sayf(ruleType, n.Key, fmt.Sprintf("write [%s] above its lines", n.Name), "%q is %s, not a table", clip(n.Name), n.Kind)
			continue
		}
		m.readTable(n, im.Archive.Calendar)
	}
}

func (m *mapping) readTable(n *toml.Node, cal period.Calendar) {
	switch n.Name {
	case "columns":
		m.readColumns(n)
	case "where":
		for _, c := range n.Items {
			m.where = append(m.where, filter{c.Name, m.list(c), c.Key})
		}
	case "periods":
		m.readPeriods(n, cal)
	case "units":
		m.units = m.table(n)
	case "metrics":
		m.metrics = m.table(n)
	default:
		m.text.sayf(ruleKey, n.Key, diag.DidYouMean(n.Name, []string{"columns", "where", "periods", "units", "metrics"}), "a map has no table %q", clip(n.Name))
	}
}

// readColumns reads [columns]. Who writes their heading = our name means the
// same thing, and is understood.
func (m *mapping) readColumns(n *toml.Node) {
	m.columns = map[string]choice{}
	for _, c := range n.Items {
		ours, theirs := c.Name, m.list(c)
		if !slices.Contains(columns, ours) && len(theirs) == 1 && slices.Contains(columns, theirs[0]) {
			ours, theirs[0] = theirs[0], ours
		}
		switch _, twice := m.columns[ours]; {
		case !slices.Contains(columns, ours):
			m.text.sayf(ruleKey, c.Key, diag.DidYouMean(c.Name, columns), "there is no column %q", clip(c.Name))
		case twice:
			m.text.sayf(ruleDuplicate, c.Key, "write a list of headings", "the column %s is named twice", ours)
		case len(theirs) > 0:
			m.columns[ours] = choice{theirs, c.Key}
		}
	}
}

// readPeriods reads [periods].
func (m *mapping) readPeriods(n *toml.Node, cal period.Calendar) {
	for _, c := range n.Items {
		p, err := cal.ParseCivil(c.Text)
		switch {
		case c.Name != "from" && c.Name != "to":
			m.text.sayf(ruleKey, c.Key, diag.DidYouMean(c.Name, []string{"from", "to"}), "[periods] has no key %q", clip(c.Name))
		case c.Kind != toml.String:
			m.text.sayf(ruleType, c.Value, `write it in quotes, as in "2026-03"`, "%q is the name of a period, not %s", c.Name, c.Kind)
		case err != nil:
			m.text.say(rulePeriod, c.Value, err.Error(), "write a period as in "+cal.Forms())
		case c.Name == "from":
			m.from = p
		default:
			m.to = p
		}
	}
}

// table reads lines of their name = our id.
func (m *mapping) table(n *toml.Node) map[string]choice {
	out := make(map[string]choice, len(n.Items))
	for _, c := range n.Items {
		if c.Kind != toml.String {
			m.text.sayf(ruleType, c.Key, fmt.Sprintf("write %q = \"id\"", clip(c.Name)), "%q stands for %s, not for the text of an id", clip(c.Name), c.Kind)
			continue
		}
		id := strings.TrimSpace(c.Text)
		if id == "" {
			id = leaveOut
		}
		out[fold(c.Name)] = choice{[]string{id}, c.Value}
	}
	return out
}

// list reads a text or a list of texts.
func (m *mapping) list(n *toml.Node) (words []string) {
	items := []*toml.Node{n}
	if n.Kind == toml.Array {
		items = n.Items
	}
	for _, c := range items {
		if c.Kind == toml.Table || c.Kind == toml.Array {
			m.text.sayf(ruleType, n.Key, `write "one", or ["one", "two"]`, "%q stands for %s, not for a text or a list of texts", clip(n.Name), c.Kind)
			return nil
		}
		words = append(words, strings.TrimSpace(c.Text))
	}
	if len(words) == 0 {
		m.text.sayf(ruleType, n.Key, `write "one", or ["one", "two"]`, "%q stands for an empty list", clip(n.Name))
	}
	return words
}

// inside reports whether a period is one that [periods] takes.
func (m *mapping) inside(p period.Period, cal period.Calendar) bool {
	s := cal.Span(p)
	return (m.from.IsZero() || s.First >= cal.Span(m.from).First) && (m.to.IsZero() || s.End <= cal.Span(m.to).End)
}
