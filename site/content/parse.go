package content

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"almanac/site/diag"
	"almanac/site/report"
	"almanac/site/toml"
)

// The limits on the size of what is read.
const (
	maxFile  = 4 << 20 // bytes
	maxFront = 1 << 20
	maxBody  = 2 << 20
)

// A parsed is what one file says. It depends on the file's path, its bytes and
// the configuration alone, and is not changed once it is made.
type parsed struct {
	source
	report     *report.Report      // of a report's own file
	words      *report.Translation // of a translation
	body       *prose              // of either; nil if there is none
	currencies []spent
	remarks    []diag.Diagnostic
}

// A reader reads one file after another and uses its memory again. Nothing that
// it makes keeps the text of a file.
type reader struct {
	cfg      *config
	file     file
	toml     toml.Reader
	last     drawer
	kept     kept
	headings map[string]headed
}

func newReader(cfg *config) *reader {
	return &reader{cfg: cfg, headings: map[string]headed{}}
}

// report reads one file. It never looks at another.
func (rd *reader) report(s source, data []byte) *parsed {
	p := &parsed{source: s}
	f := &rd.file
	*f = file{path: s.path, starts: f.starts[:0]}
	ok := f.decode(data)
	if ok && len(data) > maxFile {
		f.sayWhole(ruleLimit, fmt.Sprintf("the file is larger than the limit of %d MiB", maxFile>>20), "split it, or move data into attachments")
		ok = false
	}
	if ok {
		p.parse(rd)
	}
	p.remarks = f.remarks
	return p
}

func (p *parsed) parse(rd *reader) {
	f := &rd.file
	front, body, ok := f.split()
	if !ok {
		return
	}
	if front.End-front.Start > maxFront {
		f.say(ruleLimit, toml.Span{}, fmt.Sprintf("the front matter has %.1f MiB, more than the limit of %d MiB", float64(front.End-front.Start)/(1<<20), maxFront>>20), "move rows into a CSV file")
		return
	}
	root := f.parseTOML(front, &rd.toml)
	if root == nil {
		return
	}
	b := &binder{file: f, base: front.Start, cfg: rd.cfg, kept: &rd.kept}
	if p.address.lang == "" {
		p.bind(b, root)
		p.report.Digests = f.digests(body)
	} else if p.translate(b, root); p.words == nil {
		return
	} else {
		p.words.Digests = f.digests(body)
	}
	if p.body = rd.body(body); p.body != nil && p.words != nil {
		p.words.Body = p.body.Body
	} else if p.body != nil {
		p.report.Body = p.body.Body
	}
}

// split finds the front matter, and says what there is instead.
func (f *file) split() (front, body toml.Span, ok bool) {
	front, body, trouble := toml.Split(f.text)
	switch trouble {
	case toml.Unclosed:
		f.say(ruleFront, toml.Span{Start: 0, End: len(toml.Fence)}, "the front matter is never closed", "write a line +++ below it")
		return front, body, false
	case toml.None:
		message, hint := "there is no front matter", "begin the file with a line +++, then TOML, then a line +++"
		switch {
		case strings.HasPrefix(f.text, "---"):
			message, hint = "the front matter is YAML, not TOML", "write it as\n"+convertYAML(f.text)
		case strings.HasPrefix(f.text, "{"):
			message, hint = "the front matter is JSON, not TOML", "write it as\n"+convertJSON(f.text)
		}
		f.say(ruleFront, toml.Span{}, message, hint)
		return front, body, false
	}
	return front, body, true
}

// sample is how many lines a converted sample has.
const sample = 6

// convertYAML turns the simple pairs at the top of YAML front matter into TOML.
func convertYAML(text string) string {
	lines := []string{toml.Fence}
	for line := range strings.Lines(text) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		value = strings.TrimSpace(value)
		if strings.HasPrefix(line, "---") && len(lines) > 1 || len(lines) > sample {
			break
		}
		if !ok || value == "" || strings.ContainsAny(key, " -\"'#") || strings.HasPrefix(line, " ") {
			continue
		}
		if _, err := toml.Parse("a = " + value); err != nil || strings.HasPrefix(value, "'") {
			value = fmt.Sprintf("%q", strings.Trim(value, `"'`))
		}
		lines = append(lines, key+" = "+value)
	}
	return strings.Join(append(lines, toml.Fence), "\n")
}

// convertJSON turns the simple pairs at the top of JSON front matter into TOML.
func convertJSON(text string) string {
	var v map[string]any
	lines := []string{toml.Fence}
	if json.NewDecoder(strings.NewReader(text[:min(len(text), maxFront)])).Decode(&v) != nil {
		lines = append(lines, `title = "…"`)
	}
	for _, key := range slices.Sorted(maps.Keys(v)) {
		if _, nested := v[key].(map[string]any); nested || len(lines) > sample || strings.ContainsAny(key, " .\"'#") {
			continue
		}
		if value, err := json.Marshal(v[key]); err == nil && string(value) != "null" {
			lines = append(lines, key+" = "+string(value))
		}
	}
	return strings.Join(append(lines, toml.Fence), "\n")
}

// bind reads a report's own file. Its period is zero if the file's name is none.
func (p *parsed) bind(b *binder, root *node) {
	r := &report.Report{Unit: p.address.unit, File: p.path, Front: report.Pos{Line: 1, Column: 1}}
	var err error
	if r.Period, err = b.cfg.Calendar.Parse(p.address.name); err != nil {
		b.sayWhole(rulePeriod, err.Error(), "rename the file: a report is called as in "+b.cfg.Calendar.Forms())
	}
	of := &front{Report: r}
	b.lang = b.cfg.Languages[0]
	if n := root.Get("lang"); n != nil && n.Kind == toml.String {
		b.lang = n.Text // how numbers are written depends on it
	}
	b.blanks = &r.Blanks
	frontTable.bind(b, root, of)
	b.agree(of, p.address)
	r.Lang = orElse(r.Lang, b.cfg.Languages[0])
	r.Status = orElse(r.Status, report.Final)
	r.Level = orElse(r.Level, b.cfg.levels[r.Unit])
	b.dated(of)
	b.cfg.heard(r.Feedback)
	p.report, p.currencies = r, of.currencies
}

// translate reads the words of a report in a further language.
func (p *parsed) translate(b *binder, root *node) {
	tag := p.address.lang
	if !slices.Contains(b.cfg.Languages, tag) {
		b.sayWhole(rulePath, fmt.Sprintf("%q in the file's name is none of the languages of this archive", clip(tag)), languageHint(tag, b.cfg.Languages))
		return
	}
	t := &wording{Translation: report.Translation{Lang: tag, File: p.path}}
	b.blanks = &t.Blanks
	for _, n := range root.Items {
		switch bind := wordsTable.find(n.Name); {
		case bind != nil && b.blank(root, n):
		case bind != nil:
			bind(b, n, t)
		case frontTable.find(n.Name) != nil:
			b.say(ruleKey, n.Key, fmt.Sprintf("a translation has no %q", n.Name), "it holds title, summary and lang; all else stands in the report itself")
		default:
			b.unknownKey(root, n, wordsTable.names())
		}
	}
	if n := t.lang; n != nil && b.word(n) != tag {
		b.bad(ruleType, n, fmt.Sprintf("the file's name says %s, but lang says %q", tag, clip(n.Text)), "leave lang out, or rename the file")
	}
	p.words = &t.Translation
}
