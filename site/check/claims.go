package check

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"almanac/site/report"
)

// A Claim is a run of words of a report that says something of its figures, and what
// the data say of it.
type Claim struct {
	Code    string // as of domain.md §4.5; "" if nothing is known but that a figure stands there
	Verdict Verdict
	File    string
	Pos     report.Pos
	Width   int // characters
	Words   string
}

// A ClaimReader reads the claims of reports of one archive. It is made once, does
// not change, and many may use it at once.
type ClaimReader struct {
	in       *Input
	lexicons [2]*lexicon // English, Chinese
}

// NewClaimReader makes a reader of the claims of an archive.
func NewClaimReader(in Input) *ClaimReader {
	if in.prepared == nil {
		in.prepare()
	}
	return &ClaimReader{&in, [2]*lexicon{newLexicon(in.Archive, false), newLexicon(in.Archive, true)}}
}

// Of are the claims of a report in all its languages, by their places, each
// right, wrong or not resolved. What is said of the future, and what is said by
// others, is none.
func (r *ClaimReader) Of(rep *report.Report) (list []Claim) {
	c := Case{Input: r.in, Report: rep}
	claims, left, _ := r.read(&c)
	add := func(code string, v Verdict, t *Text, p *Passage, from, to int) {
		from, to = p.Folded.Offset(from), p.Folded.Offset(to)
		at, width := locate(c.sourceOf(t), p.Pos, p.Words, from, to)
		list = append(list, Claim{code, v, t.File, at, width, p.Words[from:to]})
	}
	for _, x := range claims {
		add(x.code, x.verdict, x.text, x.passage, x.from, x.to)
	}
	for _, x := range left {
		add("", Unresolved, x.text, x.passage, x.from, x.to)
	}
	slices.SortStableFunc(list, func(a, b Claim) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})
	return list
}

// claims are the claims of the report, read once.
func (c *Case) claims() []*claim {
	if !c.claimsRead {
		c.claimsRead = true
		said, left, strange := c.Input.claims.read(c)
		c.said, c.unsaid, c.strange = said, len(left), strange
	}
	return c.said
}

// tally counts the claims of the report.
func (c *Case) tally() (t Tally) {
	for _, x := range c.claims() {
		switch x.verdict {
		case Right:
			t.Right++
		case Wrong:
			t.Wrong++
		case Unresolved:
			t.Unresolved++
		}
	}
	t.Unresolved += c.unsaid
	return t
}

// read reads and judges all claims of a report.
func (r *ClaimReader) read(c *Case) (claims []*claim, left []leftover, strange []stranger) {
	texts := c.Texts()
	if len(texts) == 0 {
		return nil, nil, nil
	}
	own := *r
	own.in = c.Input // whose questions are noted
	d := desks.Get().(*desk)
	x := reading{ClaimReader: &own, report: c.Report, buf: d.buf}
	x.tokens, x.figures = d.tokens, d.figures
	for _, t := range texts {
		switch {
		case t.Chinese():
			x.passages(t, r.lexicons[1])
		case t.English():
			x.passages(t, r.lexicons[0])
		}
	}
	for _, k := range x.list {
		x.judge(k)
		claims = append(claims, k)
		if second := x.bandOf(k); second != nil {
			claims = append(claims, second)
		}
	}
	d.tokens, d.figures, d.buf = x.tokens, x.figures, x.buf
	desks.Put(d)
	return claims, x.left, x.strange
}

// A desk is the room that reading the claims of a report takes for a while.
type desk struct {
	tokens, buf []token
	figures     []figure
}

var desks = sync.Pool{New: func() any { return new(desk) }}
