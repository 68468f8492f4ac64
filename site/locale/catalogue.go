package locale

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"almanac/site/num"
	"almanac/site/toml"
)

// A Catalogue is the strings of one language.
type Catalogue struct {
	Tag      string
	File     string // where the strings come from, the last file if there are several
	messages map[string]*message
	scales   []scale
}

// A Problem is something wrong with a catalogue that does not keep it from
// being used.
type Problem struct {
	File    string // within its file system: i18n/en.toml
	Line    int    // 0 if it speaks of no line
	Key     string // "" if it speaks of the file as a whole
	Message string // one sentence, no full stop
}

func (p Problem) String() string {
	s := p.File
	if p.Line > 0 {
		s = fmt.Sprintf("%s:%d", s, p.Line)
	}
	if p.Key != "" {
		s += ": " + p.Key
	}
	return s + ": " + p.Message
}

// folder is where a file system holds its catalogues.
const folder = "i18n"

// Load reads the catalogue of one language from i18n/<tag>.toml. What is wrong
// with the strings is a problem; a file that is not there or is no TOML is an
// error.
func Load(fsys fs.FS, tag string) (*Catalogue, []Problem, error) {
	c := &Catalogue{Tag: tag, File: path.Join(folder, tag+".toml")}
	data, err := fs.ReadFile(fsys, c.File)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the catalogue of %s: %w", tag, err)
	}
	lang, err := language.Parse(tag)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %q is no language tag as in zh-Hant", c.File, tag)
	}
	root, err := decode(string(data))
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", c.File, err)
	}
	var problems []Problem
	bad := func(key, why string) {
		problems = append(problems, Problem{File: c.File, Key: key, Message: why})
	}
	c.messages = make(map[string]*message, bytes.Count(data, []byte{'\n'}))
	c.walk("", root, lang, bad)
	sortProblems(problems)
	return c, problems, nil
}

// LoadAll reads every catalogue of every file system and makes its languages
// ready to print. Later file systems override keys and add languages; what a
// language lacks is lent by English, which the first must have. A catalogue
// that cannot be read is an error if it is the first system's, and otherwise a
// problem. Problems come sorted by file and key.
func LoadAll(fsyss ...fs.FS) (map[string]*Locale, []Problem, error) {
	all := map[string]*Catalogue{}
	var problems []Problem
	for i, fsys := range fsyss {
		files, err := fs.Glob(fsys, folder+"/*.toml")
		if err != nil {
			return nil, nil, fmt.Errorf("looking for catalogues: %w", err)
		}
		loaded := loadEach(fsys, files)
		for n, file := range files {
			tag := tagOf(file)
			c, ps, err := loaded[n].catalogue, loaded[n].problems, loaded[n].err
			if err != nil && i == 0 {
				return nil, nil, err
			}
			problems = append(problems, ps...)
			switch {
			case err != nil:
				problems = append(problems, unreadable(file, err))
			case all[tag] == nil:
				all[tag] = c
			default:
				all[tag] = all[tag].override(c)
			}
		}
	}
	en := all[Fallback]
	if en == nil {
		return nil, nil, errors.New("there is no catalogue i18n/en.toml")
	}
	out := map[string]*Locale{}
	for tag, c := range all {
		if c != en {
			problems = append(problems, c.compare(en)...)
		}
		out[tag] = New(c.complete(en))
	}
	sortProblems(problems)
	return out, problems, nil
}

// A reading is what came of loading one catalogue.
type reading struct {
	catalogue *Catalogue
	problems  []Problem
	err       error
}

// loadEach loads several catalogues, on all processors.
func loadEach(fsys fs.FS, files []string) []reading {
	all := make([]reading, len(files))
	var wg sync.WaitGroup
	for i, file := range files {
		wg.Go(func() {
			x := &all[i]
			x.catalogue, x.problems, x.err = Load(fsys, tagOf(file))
		})
	}
	wg.Wait()
	return all
}

// tagOf is the language whose catalogue a file is.
func tagOf(file string) string { return strings.TrimSuffix(path.Base(file), ".toml") }

func unreadable(file string, err error) Problem {
	p := Problem{File: file, Message: strings.TrimPrefix(err.Error(), file+": ")}
	if bad := (*syntaxError)(nil); errors.As(err, &bad) {
		p.Line, p.Message = bad.line, bad.message
	}
	return p
}

func sortProblems(ps []Problem) {
	sort.SliceStable(ps, func(i, j int) bool {
		if ps[i].File != ps[j].File {
			return ps[i].File < ps[j].File
		}
		return ps[i].Key < ps[j].Key
	})
}

// Keys lists the catalogue's keys in order.
func (c *Catalogue) Keys() []string {
	keys := make([]string, 0, len(c.messages))
	for k := range c.messages {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// Placeholders lists the names of a key's placeholders, sorted.
func (c *Catalogue) Placeholders(key string) []string {
	if m := c.messages[key]; m != nil {
		return m.placeholders()
	}
	return nil
}

// override is c with what d has put over it.
func (c *Catalogue) override(d *Catalogue) *Catalogue {
	out := &Catalogue{Tag: c.Tag, File: d.File, messages: map[string]*message{}, scales: c.scales}
	for k, m := range c.messages {
		out.messages[k] = m
	}
	for k, m := range d.messages {
		out.messages[k] = m
	}
	if d.scales != nil {
		out.scales = d.scales
	}
	return out
}

// complete is c with what it lacks taken from English.
func (c *Catalogue) complete(en *Catalogue) *Catalogue {
	lacks := c.scales == nil && en.scales != nil
	for key := range en.messages {
		lacks = lacks || c.messages[key] == nil
	}
	if !lacks {
		return c
	}
	out := en.override(c)
	out.Tag = c.Tag
	return out
}

// compare says, in no order, where c differs from English in its keys and
// placeholders.
func (c *Catalogue) compare(en *Catalogue) []Problem {
	var ps []Problem
	say := func(key, format string, args ...any) {
		ps = append(ps, Problem{File: c.File, Key: key, Message: fmt.Sprintf(format, args...)})
	}
	for key, e := range en.messages {
		m := c.messages[key]
		switch {
		case m == nil:
			say(key, "missing; English is shown instead")
		case !m.alike(e) && !slices.Equal(m.placeholders(), e.placeholders()):
			say(key, "has the placeholders %s, English has %s", braces(m.placeholders()), braces(e.placeholders()))
		}
	}
	for key := range c.messages {
		if en.messages[key] == nil {
			say(key, "not in English")
		}
	}
	return ps
}

func braces(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return "{" + strings.Join(names, "} {") + "}"
}

// walk collects the messages of a table.
func (c *Catalogue) walk(prefix string, table *toml.Node, lang language.Tag, bad func(key, why string)) {
	for _, n := range table.Items {
		key := prefix + n.Name
		switch {
		case key == "scales" && isTables(n):
			for _, s := range n.Items {
				if err := c.addScale(s); err != nil {
					bad(key, err.Error())
				}
			}
		case n.Kind == toml.String:
			m := &message{lang: lang}
			c.add(key, m, plural.Other, n, bad)
		case isPlural(n):
			c.addForms(key, lang, n, bad)
		case n.Kind == toml.Table:
			c.walk(key+".", n, lang, bad)
		default:
			bad(key, "is no string")
		}
	}
}

// isPlural reports whether a table holds the plural forms of one key.
func isPlural(n *toml.Node) bool {
	other := func(x *toml.Node) bool { return !slices.Contains(categories[:], x.Name) }
	return n.Kind == toml.Table && n.Get(categories[plural.Other]) != nil && !slices.ContainsFunc(n.Items, other)
}

// addForms takes the plural forms of a key.
func (c *Catalogue) addForms(key string, lang language.Tag, table *toml.Node, bad func(key, why string)) {
	m := &message{lang: lang}
	for i, name := range categories {
		if n := table.Get(name); n != nil && !c.add(key, m, plural.Form(i), n, bad) {
			delete(c.messages, key)
			return
		}
	}
}

// add takes one form of a message, and reports whether it is one.
func (c *Catalogue) add(key string, m *message, form plural.Form, n *toml.Node, bad func(key, why string)) bool {
	if n.Kind != toml.String {
		bad(key, "is no string")
		return false
	}
	p, err := parsePattern(n.Text)
	if err != nil {
		bad(key, err.Error())
		return false
	}
	m.forms[form], c.messages[key] = p, m
	return true
}

// addScale takes a table of [[scales]].
func (c *Catalogue) addScale(table *toml.Node) error {
	power, ok1 := wholeOf(table, "power")
	decimals, ok2 := wholeOf(table, "decimals")
	text, ok3 := textOf(table, "from")
	short, ok4 := textOf(table, "short")
	long, ok5 := textOf(table, "long")
	from, err := num.Parse(text)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || len(table.Items) > 5 || err != nil ||
		power < 1 || power > 15 || decimals < 0 || decimals > 6 {
		return errors.New(`a scale has power = 3 (from 1 to 15), from = "10000", decimals = 1 (up to 6), short = "k" and long = "" or a word`)
	}
	c.scales = append(c.scales, scale{Scale{int(power)}, from, int(decimals), short, long})
	sort.SliceStable(c.scales, func(i, j int) bool { return c.scales[i].from.Cmp(c.scales[j].from) < 0 })
	return nil
}
