package content

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"almanac/site/report"
	"almanac/site/toml"
)

// readBody reads the Markdown below the front matter; nil if there is none.
func readBody(f *file, s toml.Span, cfg *config) *report.Body {
	source := s.Of(f.text)
	if strings.TrimSpace(source) == "" {
		return nil
	}
	b := &report.Body{Source: source, Line: f.pos(s.Start).Line}
	if len(source) > maxBody {
		f.say(ruleLimit, toml.Span{Start: s.Start, End: s.Start}, fmt.Sprintf("the text has %.1f MiB, more than the limit of %d MiB", float64(len(source))/(1<<20), maxBody>>20), "split it, or move data into attachments")
		return b
	}
	if !measure(f, s) {
		return b
	}
	d := &drawer{file: f, base: s.Start, src: []byte(source), source: source, cfg: cfg, ids: ids{}, top: 7, shown: map[int]int{}}
	refs := &references{Context: parser.NewContext()}
	doc := cfg.markdown.Parse(text.NewReader(d.src), parser.WithContext(refs))
	d.survey(doc)
	d.definedTwice(refs.twice)
	d.children(doc)
	d.notes()
	d.flush()
	b.Blocks, b.Pieces = d.blocks, d.pieces
	return b
}

// A drawer turns the syntax tree of a body into blocks and HTML with holes.
type drawer struct {
	*file
	base      int // offset of the body in the file
	src       []byte
	source    string // the same as src
	cfg       *config
	html      []byte // since the last hole
	pieces    []report.Piece
	drawn     int // bytes of HTML in pieces
	full      bool
	blocks    []report.Block
	ids       ids
	top       int       // level of the highest heading
	role      string    // of the section that is being drawn
	roles     [7]string // of the sections around it, by level of heading
	footnotes []*east.Footnote
	refs      map[int]int // how often each footnote is referred to
	shown     map[int]int // of these, how many are drawn
	depth     int         // of inline elements
	context   report.BlockKind
}

// maxHTML is how many bytes of HTML and of link targets one body may become:
// one long target can be named by thousands of short links.
const maxHTML = 32 << 20

// survey looks for what must be known before drawing.
func (d *drawer) survey(doc ast.Node) {
	d.refs = map[int]int{}
	labels := map[string]*east.Footnote{}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			d.top = min(d.top, n.Level)
		case *east.FootnoteLink:
			d.refs[n.Index]++
		case *east.Footnote:
			d.footnotes = append(d.footnotes, n)
			label := string(n.Ref)
			if first := labels[label]; first != nil {
				p := d.at(first.Pos())
				d.remark(ruleFootnote, n.Pos(), n.Pos(), fmt.Sprintf("the footnote %q is defined twice", clip(label)), fmt.Sprintf("it stands first at %d:%d; give this one another name", p.Line, p.Column))
			} else if n.Index < 0 {
				d.remark(ruleFootnote, n.Pos(), n.Pos(), fmt.Sprintf("nothing refers to the footnote %q", clip(label)), fmt.Sprintf("write [^%s] where it belongs", clip(label)))
			}
			if labels[label] == nil {
				labels[label] = n
			}
		}
		return ast.WalkContinue, nil
	})
}

func (d *drawer) at(offset int) report.Pos { return d.pos(d.base + max(offset, 0)) }

// put appends HTML.
func (d *drawer) put(html ...string) {
	for _, s := range html {
		d.html = append(d.html, s...)
	}
}

// write appends text to the HTML.
func (d *drawer) write(s string) { d.html = appendEscaped(d.html, s) }

// hole ends a piece with a hole.
func (d *drawer) hole(p report.Piece) {
	p.HTML = string(d.html)
	d.drawn += len(p.HTML) + len(p.Target)
	d.html = d.html[:0]
	d.pieces = append(d.pieces, p)
}

func (d *drawer) flush() {
	if len(d.html) > 0 {
		d.hole(report.Piece{})
	}
}

// fragment writes a hole for an id or a reference to one.
func (d *drawer) fragment(id string, n ast.Node) {
	d.hole(report.Piece{Hole: report.Fragment, Target: id, Pos: d.at(offset(n))})
}

// overflow stops drawing when the HTML is out of all proportion.
func (d *drawer) overflow(n ast.Node) bool {
	if !d.full && d.drawn+len(d.html) > maxHTML {
		d.full = true
		d.remark(ruleLimit, offset(n), offset(n), fmt.Sprintf("the text becomes more than %d MiB of HTML", maxHTML>>20), "shorten its link targets, or split the file")
	}
	return d.full
}

// block adds a block.
func (d *drawer) block(b report.Block, start, stop int) {
	if b.Text = strings.TrimSpace(b.Text); b.Text == "" && b.Kind != report.Heading {
		return
	}
	start = max(min(start, len(d.src)), 0)
	b.Role, b.Start, b.Stop, b.Pos = d.role, start, max(min(stop, len(d.src)), start), d.at(start)
	d.blocks = append(d.blocks, b)
}

// offset is where n begins in the body; 0 if nobody knows.
func offset(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if p := n.Pos(); p >= 0 {
			return p
		}
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
	}
	return 0
}

// extent is the range of the lines of a block.
func extent(n ast.Node) (start, stop int) {
	if l := n.Lines(); l != nil && l.Len() > 0 {
		return l.At(0).Start, l.At(l.Len() - 1).Stop
	}
	return offset(n), offset(n)
}

// lineAt is the rest of the line at an offset, without its end.
func (d *drawer) lineAt(at int) string {
	rest := d.source[max(min(at, len(d.source)), 0):]
	if end := strings.IndexByte(rest, '\n'); end >= 0 {
		return rest[:end]
	}
	return rest
}
