package content

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"almanac/site/report"
	"almanac/site/toml"
)

// A prose is what a file says in Markdown, and what is needed to resolve its holes.
type prose struct {
	*report.Prose
	open []gap // the holes that are to be resolved, in order
}

// A gap is a hole that is to be resolved, and where in the file what it is for stands.
type gap struct {
	hole int32
	pos  report.Pos
}

// body reads the Markdown below the front matter; nil if there is none.
func (rd *reader) body(s toml.Span) *prose {
	f := &rd.file
	source := s.Of(f.text)
	if strings.TrimSpace(source) == "" {
		return nil
	}
	if len(source) > maxBody {
		f.say(ruleLimit, toml.Span{Start: s.Start, End: s.Start}, spoken("the text has %.1f MiB, more than the limit of %d MiB", "正文有 %.1f MiB，超過 %d MiB 的上限", "正文有 %.1f MiB，超过 %d MiB 的上限", float64(len(source))/(1<<20), maxBody>>20), spoken("split it, or move data into attachments", "請拆成數份，或把資料移到附件", "请拆成数份，或把数据移到附件"))
		return noProse()
	}
	if !measure(f, s) {
		return noProse()
	}
	if d := rd.drawer(s); !d.simple() {
		d = rd.drawer(s)
		d.draw()
	}
	return rd.last.finish()
}

// noProse is what a file says whose Markdown cannot be read.
func noProse() *prose { return &prose{Prose: report.NewProse(&report.Markup{}, nil, nil)} }

// draw draws the body.
func (d *drawer) draw() {
	d.src = append(d.src[:0], d.source...)
	refs := &references{Context: parser.NewContext()}
	doc := d.cfg.markdown.Parse(text.NewReader(d.src), parser.WithContext(refs))
	d.survey(doc)
	d.definedTwice(refs.twice)
	d.children(doc)
	d.notes()
}

// A drawer turns the syntax tree of a body into HTML with holes. It is used for
// one body after another.
type drawer struct {
	*file
	rd        *reader
	base      int // offset of the body in the file
	source    string
	src       []byte // the same for goldmark
	cfg       *config
	html      []byte
	holes     []report.Hole
	open      []gap
	headings  []report.Heading
	blocks    []report.Block
	controls  []report.Control
	blanks    []report.Blank
	drawn     int // bytes of targets and of destinations of links
	full      bool
	ids       ids
	top       int       // level of the highest heading
	under     int32     // the heading whose section is being drawn; −1: none
	role      string    // of that section
	roles     [7]string // of the sections around it, by level of heading
	footnotes []*east.Footnote
	refs      map[int]int // how often each footnote is referred to
	shown     map[int]int // of these, how many are drawn
	depth     int         // of inline elements
	context   report.BlockKind
	words     []byte // room for a text without markup
}

// drawer makes the drawer of a body out of the memory of the one before.
func (rd *reader) drawer(s toml.Span) *drawer {
	d := &rd.last
	clear(d.ids)
	clear(d.holes) // else they keep what they name
	*d = drawer{file: &rd.file, rd: rd, base: s.Start, src: d.src, source: s.Of(rd.file.text), cfg: rd.cfg, top: 7, under: -1,
		html: d.html[:0], holes: d.holes[:0], open: d.open[:0], headings: d.headings[:0], blocks: d.blocks[:0], controls: d.controls[:0], blanks: d.blanks[:0], ids: d.ids, words: d.words}
	if d.ids == nil {
		d.ids = ids{}
	}
	return d
}

// finish moves what was drawn into prose of its own. Its strings are one.
func (d *drawer) finish() *prose {
	end := len(d.html)
	for _, h := range d.holes {
		d.html = append(d.html, h.Target...)
	}
	whole := string(d.html)
	holes := exact(d.holes)
	m := &report.Markup{HTML: whole[:end], Headings: exact(d.headings), Blocks: exact(d.blocks), Blanks: exact(d.blanks)}
	next := 0
	for i := range holes {
		h := &holes[i]
		h.Target = whole[end : end+len(h.Target)]
		end += len(h.Target)
		if next < len(m.Headings) && m.Headings[next].Start == h.At+int32(len(`">`)) {
			m.Headings[next].ID = h.Target
			next++
		}
	}
	return &prose{report.NewProse(m, holes, exact(d.controls)), exact(d.open)}
}

// exact is a copy of what was drawn with no room to grow; nil for nothing.
func exact[T any](drawn []T) []T {
	if len(drawn) == 0 {
		return nil
	}
	return slices.Clone(drawn)
}

// maxHTML is how many bytes of HTML and of link targets one body may become:
// one long target can be named by thousands of short links.
const maxHTML = 32 << 20

// survey looks for what must be known before drawing.
func (d *drawer) survey(doc ast.Node) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			d.top = min(d.top, n.Level)
		case *east.FootnoteLink:
			if d.refs == nil {
				d.refs, d.shown = map[int]int{}, map[int]int{}
			}
			d.refs[n.Index]++
		case *east.Footnote:
			d.footnotes = append(d.footnotes, n)
		}
		return ast.WalkContinue, nil
	})
	if len(d.footnotes) > 0 {
		d.checkNotes()
	}
}

// checkNotes says which footnotes nobody will find.
func (d *drawer) checkNotes() {
	labels := map[string]*east.Footnote{}
	for _, n := range d.footnotes {
		label := string(n.Ref)
		if first := labels[label]; first != nil {
			p := d.place(first.Pos())
			d.remark(ruleFootnote, n.Pos(), n.Pos(), spoken("the footnote %q is defined twice", "註腳「%s」定義了兩次", "脚注“%s”定义了两次", clip(label)), spoken("it stands first at %d:%d; give this one another name", "第一次出現在 %d:%d；請給這個另取名稱", "第一次出现在 %d:%d；请给这个另取名称", p.Line, p.Column))
		} else if n.Index < 0 {
			d.remark(ruleFootnote, n.Pos(), n.Pos(), spoken("nothing refers to the footnote %q", "沒有地方引用註腳「%s」", "没有地方引用脚注“%s”", clip(label)), spoken("write [^%s] where it belongs", "請在對應處寫 [^%s]", "请在对应处写 [^%s]", clip(label)))
		}
		if labels[label] == nil {
			labels[label] = n
		}
	}
}

// place is the position of an offset in the body.
func (d *drawer) place(offset int) report.Pos { return d.pos(d.base + max(offset, 0)) }

// put appends HTML.
func (d *drawer) put(html ...string) {
	for _, s := range html {
		d.html = append(d.html, s...)
	}
}

// write appends text to the HTML.
func (d *drawer) write(s string) { d.html = appendEscaped(d.html, s) }

// here is the length of what has been drawn.
func (d *drawer) here() int32 { return int32(len(d.html)) }

// hole makes a hole.
func (d *drawer) hole(kind report.HoleKind, target string) {
	d.drawn += len(target)
	d.holes = append(d.holes, report.Hole{At: d.here(), Kind: kind, Target: target})
}

// gap makes a hole that is to be resolved, for what stands at an offset of the body.
func (d *drawer) gap(kind report.HoleKind, target string, at int) {
	d.open = append(d.open, gap{int32(len(d.holes)), d.place(at)})
	d.hole(kind, target)
}

// fragment makes a hole for an id or a reference to one.
func (d *drawer) fragment(id string) { d.hole(report.Fragment, id) }

// overflow stops drawing when the HTML is out of all proportion.
func (d *drawer) overflow(n ast.Node) bool {
	if !d.full && d.drawn+len(d.html) > maxHTML {
		d.full = true
		d.remark(ruleLimit, offset(n), offset(n), spoken("the text becomes more than %d MiB of HTML", "正文轉成 HTML 後超過 %d MiB", "正文转成 HTML 后超过 %d MiB", maxHTML>>20), spoken("shorten its link targets, or split the file", "請縮短連結目標，或拆分檔案", "请缩短链接目标，或拆分文件"))
	}
	return d.full
}

// block adds the block whose words begin at a place of the HTML and end with
// it; at is its offset in the body.
func (d *drawer) block(kind report.BlockKind, start int32, at int) {
	if d.empty(start, kind) {
		return
	}
	at = max(min(at, len(d.source)), 0)
	d.blocks = append(d.blocks, report.Block{Kind: kind, Under: d.under, Start: start, Stop: d.here(), Pos: d.place(at)})
}

// empty reports whether the HTML from a place on has no words.
func (d *drawer) empty(start int32, kind report.BlockKind) bool {
	html := d.html[start:]
	rest := html // without the tags of tables that it begins with
	for bytes.HasPrefix(rest, []byte("<t")) {
		_, rest, _ = bytes.Cut(rest, []byte{'>'})
		rest = bytes.TrimPrefix(rest, []byte{'\n'})
	}
	if r, _ := utf8.DecodeRune(rest); len(rest) > 0 && r != '<' && !unicode.IsSpace(r) {
		return false
	}
	return report.Words(string(html), kind) == ""
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

// begin is where the lines of a block begin.
func begin(n ast.Node) int {
	start, _ := extent(n)
	return start
}

// lineAt is the rest of the line at an offset, without its end.
func (d *drawer) lineAt(at int) string {
	rest := d.source[max(min(at, len(d.source)), 0):]
	if end := strings.IndexByte(rest, '\n'); end >= 0 {
		return rest[:end]
	}
	return rest
}
