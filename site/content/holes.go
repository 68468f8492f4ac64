package content

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"almanac/site/report"
)

// A bracketed is {{ … }}, a live figure, or [[ … ]], a wiki link, on one line. In
// code, and behind a backslash, it is text.
type bracketed struct {
	ast.BaseInline
	hole    report.HoleKind
	inner   string
	segment text.Segment
}

var kindBracketed = ast.NewNodeKind("Bracketed")

func (*bracketed) Kind() ast.NodeKind { return kindBracketed }

func (n *bracketed) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A bracketParser finds one of the two kinds.
type bracketParser struct {
	open, close string
	hole        report.HoleKind
}

var bracketParsers = []bracketParser{{"{{", "}}", report.Live}, {"[[", "]]", report.Wiki}}

func (b bracketParser) Trigger() []byte { return []byte{b.open[0]} }

// longestBracketed is how many bytes brackets may take with what is between them.
const longestBracketed = 300

func (b bracketParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	inner, n := b.cut(string(line[:min(len(line), longestBracketed)]))
	if n == 0 {
		return nil
	}
	block.Advance(n)
	return &bracketed{hole: b.hole, inner: inner, segment: text.NewSegment(segment.Start, segment.Start+n)}
}

// cut is what stands between the brackets that a line begins with, and how many
// bytes they take with it; 0: there are none.
func (b bracketParser) cut(line string) (inner string, n int) {
	rest, ok := strings.CutPrefix(line, b.open)
	inner, _, closed := strings.Cut(rest, b.close)
	n = len(b.open) + len(inner) + len(b.close)
	trimmed := strings.TrimSpace(inner)
	if !ok || !closed || trimmed == "" || strings.ContainsAny(inner, "[]{}\n") || inner[0] == '^' || line[n:] != "" && line[n] == '(' { // [[1]](…) is a link
		return "", 0
	}
	return trimmed, n
}

// wikiMark begins the target of a wiki link with words of the author's, which is
// a link, until it is resolved.
const wikiMark = "[["

// bracketed draws the hole of a live figure or of a wiki link.
func (d *drawer) bracketed(hole report.HoleKind, inner string, at int) {
	name, words, own := strings.Cut(inner, "|")
	name, words = strings.TrimSpace(name), strings.TrimSpace(words)
	if hole == report.Live || !own || words == "" || name == "" {
		d.gap(hole, strings.TrimSpace(strings.TrimSuffix(inner, "|")), at)
		return
	}
	d.put(`<a href="`)
	d.gap(report.Link, wikiMark+name, at)
	d.put(`">`)
	d.write(words)
	d.put("</a>")
}
