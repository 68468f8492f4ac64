package check

import (
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
	if in.routines == nil {
		in.routines = routines(in.Archive)
	}
	return &ClaimReader{&in, [2]*lexicon{newLexicon(in.Archive, false), newLexicon(in.Archive, true)}}
}

// Of are the claims of a report in all its languages, in the order of its texts, each
// right, wrong or not resolved. What is said of the future, and what is said by
// others, is none.
func (r *ClaimReader) Of(rep *report.Report) (list []Claim) {
	c := Case{Input: r.in, Report: rep}
	for _, x := range r.read(&c) {
		t, p := x.text, x.passage
		from, to := p.Folded.Offset(x.from), p.Folded.Offset(x.to)
		at, width := locate(c.sourceOf(t), p.Pos, p.Words, from, to)
		list = append(list, Claim{x.code, x.verdict, t.File, at, width, p.Words[from:to]})
	}
	return list
}

// read reads and judges all claims of a report.
func (r *ClaimReader) read(c *Case) []claim {
	var list []claim
	for _, t := range c.Texts() {
		lex := r.lexicons[0]
		switch {
		case t.Chinese():
			lex = r.lexicons[1]
		case !t.English():
			continue
		}
		x := reading{ClaimReader: r, report: c.Report}
		x.passages(t, lex)
		for i := range x.list {
			k := &x.list[i]
			if k.shape == unread {
				list = append(list, *k)
				continue
			}
			x.judge(k)
			list = append(list, *k)
			if second, wrong := x.bandOf(k); wrong {
				list = append(list, second)
			}
		}
	}
	return list
}
