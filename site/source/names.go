package source

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"almanac/site/diag"
	"almanac/site/period"
	"almanac/site/report"
	"almanac/site/toml"
)

// What a name can stand for beside the place of a unit or metric.
const (
	left    = -1 // left out by the map
	unknown = -2 // said once
)

// A unit is where the reports of one unit stand.
type unit struct {
	id, folder string // the folder relative to content; "" is content itself
}

// names finds units, metrics and periods by what the data calls them, and
// remembers each answer.
type names struct {
	im        *importer
	units     []unit
	ids       map[string]int   // of units
	called    map[string][]int // units by name
	labels    map[string][]int // metrics by label
	metricIDs []string
	unit      map[string]int // as the data writes it
	metric    map[string]int
	periods   map[string]dated
}

// dated is what a period cell stands for.
type dated struct {
	period  period.Period
	state   int // 0, or unknown
	outside bool
}

func newNames(im *importer) names {
	n := names{im: im, ids: map[string]int{}, called: map[string][]int{}, labels: map[string][]int{},
		unit: map[string]int{}, metric: map[string]int{}, periods: map[string]dated{}}
	for i, u := range im.Archive.Units {
		folder := u.Folder
		if folder == "" && u.ID != report.Root {
			folder = u.ID
		}
		n.units = append(n.units, unit{u.ID, folder})
		n.ids[u.ID] = i
		learn(n.called, u.Name, i)
	}
	if _, ok := n.ids[report.Root]; !ok {
		n.found(report.Root, "")
	}
	for i, m := range im.all {
		learn(n.labels, m.Label, i)
		n.metricIDs = append(n.metricIDs, m.ID)
	}
	return n
}

// learn notes that place i is called by each of the names of a text.
func learn(into map[string][]int, t report.Text, i int) {
	seen := map[string]bool{}
	for _, name := range t {
		if name = fold(name); name != "" && !seen[name] {
			seen[name] = true
			into[name] = append(into[name], i)
		}
	}
}

// found makes a unit that has no folder yet.
func (n *names) found(id, folder string) int {
	n.units = append(n.units, unit{id, folder})
	n.ids[id] = len(n.units) - 1
	return n.ids[id]
}

// fold makes names equal that look equal: outer space is nothing, and a letter
// is the same whether or not its accent is a character of its own.
func fold(s string) string { return norm.NFC.String(strings.TrimSpace(s)) }

// findUnit returns the place of the unit that a cell names, left or unknown.
func (n *names) findUnit(cell string, at toml.Span) int {
	i, ok := n.unit[cell]
	if !ok {
		i = n.lookUnit(fold(cell), at)
		n.unit[strings.Clone(cell)] = i
	}
	return i
}

func (n *names) lookUnit(name string, at toml.Span) int {
	if c, ok := n.im.rules.units[name]; ok {
		return n.mappedUnit(name, c)
	}
	if i, ok := n.ids[name]; ok {
		return i
	}
	switch found := n.called[name]; {
	case len(found) == 1:
		return found[0]
	case len(found) > 1:
		n.im.data.sayf(ruleUnit, at, "say which one under [units] in a map", "%q is the name of %s and of %s", clip(name), n.units[found[0]].id, n.units[found[1]].id)
		return unknown
	}
	if i, ok := n.ids[slug(name)]; ok {
		return i
	}
	n.noUnit(name, at)
	return unknown
}

// noUnit says that a name is no unit's.
func (n *names) noUnit(name string, at toml.Span) {
	said := n.im.data.say
	switch {
	case n.im.said.full(ruleUnit):
		n.im.said.count(ruleUnit)
	case name == "":
		said(ruleUnit, at, "the row names no unit", `write "root" for the whole organisation`)
	case strings.HasPrefix(name, "="):
		said(ruleUnit, at, fmt.Sprintf("%q is a formula", clip(name)), "save the values, not the formulas")
	default:
		said(ruleUnit, at, fmt.Sprintf("unknown unit %q", clip(name)), guess(n.nearest(name))+
			fmt.Sprintf("a map says what it stands for: [units] %q = \"id\"", clip(name)))
	}
}

// guess is the beginning of a hint that names what was probably meant.
func guess(nearest string) string {
	if nearest == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q? If not, ", nearest)
}

// nearest is the id or name of a unit that is most like name; "" if none is.
func (n *names) nearest(name string) string {
	var all []string
	for _, u := range n.units {
		all = append(all, u.id)
	}
	for called := range n.called {
		all = append(all, called)
	}
	return diag.Nearest(name, all)
}

// mappedUnit returns the unit that the map names. Where folders alone are the
// tree it may be a new one.
func (n *names) mappedUnit(name string, c choice) int {
	id := c.word()
	if id == leaveOut {
		return left
	}
	if i, ok := n.ids[id]; ok {
		return i
	}
	_, err := n.im.Archive.Calendar.Parse(id)
	hint := ""
	if n.im.Trouble != nil {
		hint = n.im.Trouble(id)
	}
	if !n.im.Archive.Declared && id == slug(id) && err != nil && hint == "" {
		return n.found(id, id)
	}
	ids := make([]string, 0, len(n.ids))
	for _, u := range n.units {
		ids = append(ids, u.id)
	}
	if hint == "" || n.im.Archive.Declared {
		hint = diag.DidYouMean(id, ids)
	}
	n.im.rules.text.sayf(ruleUnit, c.at, hint, "%q stands for an unknown unit %q", clip(name), clip(id))
	return unknown
}

// slug turns a name into an id: North America is north-america.
func slug(name string) string {
	words := strings.FieldsFunc(strings.ToLower(fold(name)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
	return strings.Join(words, "-")
}

// findMetric returns the place of the metric that a cell names, left or unknown.
func (n *names) findMetric(cell string, at toml.Span) int {
	i, ok := n.metric[cell]
	if !ok {
		i = n.lookMetric(fold(cell), at)
		n.metric[strings.Clone(cell)] = i
	}
	return i
}

func (n *names) lookMetric(name string, at toml.Span) int {
	ids := n.metricIDs
	if c, ok := n.im.rules.metrics[name]; ok {
		i := slices.Index(ids, c.word())
		switch {
		case c.word() == leaveOut:
			return left
		case i < 0:
			n.im.rules.text.sayf(ruleMetric, c.at, diag.DidYouMean(c.word(), ids), "%q stands for an unknown metric %q", clip(name), clip(c.word()))
			return unknown
		}
		return i
	}
	if i := slices.Index(ids, name); i >= 0 {
		return i
	}
	switch found := n.labels[name]; {
	case len(found) == 1:
		return found[0]
	case len(found) > 1:
		n.im.data.sayf(ruleMetric, at, "say which one under [metrics] in a map", "%q is the label of %s and of %s", clip(name), ids[found[0]], ids[found[1]])
		return unknown
	case name == "":
		n.im.data.say(ruleMetric, at, "the row names no metric", "write the id of a metric")
		return unknown
	}
	if n.im.said.full(ruleMetric) {
		n.im.said.count(ruleMetric)
		return unknown
	}
	n.im.data.say(ruleMetric, at, fmt.Sprintf("unknown metric %q", clip(name)), guess(diag.Nearest(name, ids))+
		fmt.Sprintf("a map says what it stands for: [metrics] %q = \"id\", or \"-\" to leave it out", clip(name)))
	return unknown
}

// findPeriod returns what a cell of the period column stands for.
func (n *names) findPeriod(cell string, at toml.Span) dated {
	d, ok := n.periods[cell]
	if ok {
		return d
	}
	cal := n.im.Archive.Calendar
	p, err := cal.ParseCivil(strings.TrimSpace(cell))
	if err != nil {
		d.state = unknown
		n.im.data.say(rulePeriod, at, err.Error(), "write a period as in "+cal.Forms())
	} else {
		d.period, d.outside = p, !n.im.rules.inside(p, cal)
	}
	n.periods[strings.Clone(cell)] = d
	return d
}
