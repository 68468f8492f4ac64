package check

import (
	"almanac/site/diag"
	"almanac/site/history"
	"almanac/site/ledger"
	"almanac/site/period"
	"almanac/site/prose"
	"almanac/site/report"
	"almanac/site/trace"
)

// A Case is a report before the rules that look at one report.
type Case struct {
	*Input
	*report.Report
	Duty       Duty
	rule       *Rule
	found      []diag.Diagnostic
	texts      []*Text  // once they are asked for
	said       []*claim // the claims of the texts, once they are asked for
	unsaid     int      // figures in them that no claim is made of
	strange    []stranger
	claimsRead bool      // they were
	outside    []planned // what no action is of the plan, once it is asked for
	reads      *trace.Reads
}

// A Text is the prose of a report in one language.
type Text struct {
	Lang     string
	File     string
	Body     *report.Body
	Passages []Passage
	source   string   // of the file, once a remark asks for it
	shifted  []swing  // once they are asked for
	namings  []naming // the same
	lacks    *lack    // the same
	read     bool
}

// A Passage is a run of an author's own prose: a paragraph or an item of a list.
// Quotations, code, tables and footnotes are none.
type Passage struct {
	*report.Block
	Role      string // of its section; "" if none
	Words     string
	Folded    prose.Folded     // of Words
	Sentences []prose.Sentence // of Words
	shadowed  []prose.Sentence // of Folded, once they are asked for
	lowered   string           // Folded in small letters, once it is asked for
	hits      []hit            // of the lexicon, in Folded, once they are asked for
	searched  bool
	size      int // 1 more than its length in the text's unit; 0: not counted yet
}

// unfinished reports whether something in the report is still to be filled in: that
// is said, and then what else it owes.
func (c *Case) unfinished() bool {
	return len(c.Blanks) > 0 || c.Prose != nil && len(c.Prose.Body().Blanks) > 0
}

// Exempt reports whether a report owes nothing but true figures: it has figures
// only, or targets only (settled.md 1 and 29).
func Exempt(r *report.Report) bool { return r.Scenario == report.Figures || r.Status == report.Plan }

// Say makes a remark of the rule that runs on a place of the report's file.
func (c *Case) Say(at report.Pos, message, hint string) { c.SayAs(c.rule.Severity, at, message, hint) }

// SayAs is Say with a severity of its own.
func (c *Case) SayAs(s diag.Severity, at report.Pos, message, hint string) {
	d := c.rule.At(c.File, int(at.Line), int(at.Column), message, hint)
	d.Severity = s
	c.found = append(c.found, d)
}

// SayIn makes a remark on bytes of the words of a passage.
func (c *Case) SayIn(t *Text, p *Passage, from, to int, message, hint string) {
	c.SayInAs(c.rule.Severity, t, p, from, to, message, hint)
}

// SayInAs is SayIn with a severity of its own.
func (c *Case) SayInAs(s diag.Severity, t *Text, p *Passage, from, to int, message, hint string) {
	at, width := locate(c.sourceOf(t), p.Pos, p.Words, from, to)
	d := c.rule.At(t.File, int(at.Line), int(at.Column), message, hint)
	d.Severity, d.Width = s, width
	c.found = append(c.found, d)
}

// sourceOf is the text of the file of a text.
func (c *Case) sourceOf(t *Text) string {
	if t.source == "" && c.Source != nil {
		t.source = c.Source(t.File)
	}
	return t.source
}

// sayAt makes a remark on a place of the file of a text.
func (c *Case) sayAt(t *Text, at report.Pos, message, hint string) {
	c.found = append(c.found, c.rule.At(t.File, int(at.Line), int(at.Column), message, hint))
}

// promise is the action of an id, whoever made it; nil if nobody did.
func (c *Case) promise(id string) *ledger.Item {
	c.reads.Action(id)
	i := c.Ledger.ByID(id)
	if i != nil {
		c.reads.Promises(i.Unit)
	}
	return i
}

// course is what git knows of the report; nil if nothing.
func (c *Case) course() *history.Course {
	c.reads.Course(c.Unit, c.Period)
	return c.Register.Record().Of(c.Unit, c.Period)
}

// Long reports whether the report is of a month or longer.
func (c *Case) Long() bool { return c.Period.Grain() >= period.Monthly }

// Texts are the report's prose in all its languages, its own first. Languages
// without prose are left out.
func (c *Case) Texts() []*Text {
	if c.texts == nil {
		c.texts = []*Text{}
		c.addText(c.Lang, c.File, c.Prose.Body())
		for i := range c.Others {
			o := &c.Others[i]
			c.addText(o.Lang, o.File, o.Prose.Body())
		}
	}
	return c.texts
}

func (c *Case) addText(lang, file string, b *report.Body) {
	if b == nil || len(b.Blocks)+len(b.Headings) == 0 {
		return
	}
	t := &Text{Lang: lang, File: file, Body: b, Passages: make([]Passage, 0, len(b.Blocks))}
	for i := range b.Blocks {
		x := &b.Blocks[i]
		if x.Kind != report.Paragraph && x.Kind != report.ListItem || x.Under == report.Footnote {
			continue
		}
		p := Passage{Block: x, Role: b.Role(*x), Words: b.Words(*x)}
		p.Folded, p.Sentences = prose.Fold(p.Words), prose.Sentences(p.Words)
		t.Passages = append(t.Passages, p)
	}
	c.texts = append(c.texts, t)
}

// Chinese reports whether a text is in Chinese.
func (t *Text) Chinese() bool { return len(t.Lang) >= 2 && t.Lang[:2] == "zh" }

// English reports whether a text is in English.
func (t *Text) English() bool { return len(t.Lang) >= 2 && t.Lang[:2] == "en" }

// small is the shadow of a passage in small letters.
func (p *Passage) small() string {
	if p.lowered == "" {
		p.lowered = lowerASCII(p.Folded.Text)
	}
	return p.lowered
}

// size is how long a passage is, as Length counts.
func (t *Text) size(p *Passage) int {
	if p.size == 0 {
		p.size = 1 + t.Length(p.Words)
	}
	return p.size - 1
}

// Length is how long words are: in 字, in English in words.
func (t *Text) Length(s string) int {
	if t.English() {
		return prose.Words(s)
	}
	return prose.Count(s)
}
