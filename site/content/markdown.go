package content

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newMarkdown makes the parser of bodies: GitHub's Markdown with footnotes and
// attributes of headings, emphasis beside Chinese, and citations. It may be
// used by several goroutines.
//
// Footnotes come without goldmark's transformer, which throws away those that
// nothing refers to; the drawer numbers them itself.
func newMarkdown() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999))...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(bracketParsers[0], 90),
			util.Prioritized(bracketParsers[1], 91),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(citationParser{}, 150),
			util.Prioritized(besideHan{}, 490),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(extension.NewLinkifyParser(), 999))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
		parser.WithAttribute(),
	)
}

// besideHan parses * beside a Chinese or Japanese character. CommonMark asks
// for a space or punctuation where these scripts have none, so that
// **12%**增長 would keep its asterisks (CommonMark issue 650).
type besideHan struct{}

func (besideHan) Trigger() []byte { return []byte{'*'} }

func (besideHan) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	length, after := 0, '\n'
	for length < len(line) && line[length] == '*' {
		length++
	}
	if length < len(line) {
		after, _ = utf8.DecodeRune(line[length:])
	}
	if length > 2 || before == '\\' || !isHan(before) && !isHan(after) {
		return nil
	}
	n := parser.ScanDelimiter(line, before, 1, emphasis{})
	if n == nil {
		return nil
	}
	n.CanOpen, n.CanClose = flanks(before, after, true), flanks(before, after, false)
	n.Segment = segment.WithStop(segment.Start + n.OriginalLength)
	block.Advance(n.OriginalLength)
	pc.PushDelimiter(n)
	return n
}

// flanks reports whether a * or ** between two characters can open emphasis, or
// close it.
func flanks(before, after rune, opens bool) bool {
	inside, outside := after, before
	if !opens {
		inside, outside = before, after
	}
	hard := !isPunct(inside) || unicode.IsSpace(outside) || isPunct(outside)
	return !unicode.IsSpace(inside) && (hard || isHan(inside) || isHan(outside))
}

func isPunct(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// isHan reports whether r is of a script that puts no spaces between words, or
// one of its punctuation marks.
func isHan(r rune) bool {
	return r >= 0x2e80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef || r >= 0xfe30 && r <= 0xfe4f)
}

// emphasis is goldmark's own processor of * and _, which it does not export.
type emphasis struct{}

func (emphasis) IsDelimiter(b byte) bool                   { return b == '*' || b == '_' }
func (emphasis) CanOpenCloser(o, c *parser.Delimiter) bool { return o.Char == c.Char }
func (emphasis) OnMatch(n int) ast.Node                    { return ast.NewEmphasis(n) }

// A citation is [^id] for which the body has no footnote: it cites a source of
// the front matter.
type citation struct {
	ast.BaseInline
	id      string
	segment text.Segment
}

var kindCitation = ast.NewNodeKind("Citation")

func (*citation) Kind() ast.NodeKind { return kindCitation }

func (n *citation) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type citationParser struct{}

func (citationParser) Trigger() []byte { return []byte{'['} }

// maxCitation is how long the id of a source may be.
const maxCitation = 100

func (citationParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 4 || line[1] != '^' {
		return nil
	}
	end := 2
	for end < len(line) && end < maxCitation && line[end] != ']' && line[end] != '[' && line[end] != '\n' && line[end] != ' ' {
		end++
	}
	if end == 2 || end >= len(line) || line[end] != ']' {
		return nil
	}
	if end+1 < len(line) && (line[end+1] == '(' || line[end+1] == '[') { // an ordinary link
		return nil
	}
	block.Advance(end + 1)
	return &citation{id: string(line[2:end]), segment: text.NewSegment(segment.Start, segment.Start+end+1)}
}
