package report

import (
	"slices"
	"strings"
	"sync/atomic"
)

// Prose is what a report says in one language, parsed once: HTML with a hole for
// everything that depends on another file or on the page it is put on. The holes
// are at hand; what is around them, of which most work needs nothing, may be
// unpacked when it is asked for.
type Prose struct {
	Holes    []Hole    // in the order of At
	Controls []Control // comments that speak to check, in order
	markup   atomic.Pointer[Markup]
	packed   string // the markup, until it is asked for
	unpack   func(packed string) *Markup
}

// A Markup is prose around its holes, and where its headings and its runs stand.
type Markup struct {
	HTML     string
	Headings []Heading // in order
	Blocks   []Block   // all other prose, in order
	Blanks   []Blank   // comments that say what is still to be filled in, in order
}

// A Body is prose with its markup at hand.
type Body struct {
	*Prose
	*Markup
}

// NewProse is prose with its markup.
func NewProse(m *Markup, holes []Hole, controls []Control) *Prose {
	p := &Prose{Holes: holes, Controls: controls}
	p.markup.Store(m)
	return p
}

// PackedProse is prose whose markup a function unpacks when it is asked for.
func PackedProse(packed string, unpack func(packed string) *Markup, holes []Hole, controls []Control) *Prose {
	return &Prose{Holes: holes, Controls: controls, packed: packed, unpack: unpack}
}

// Body is the prose with its markup, which must not be changed; nil of none. What
// is unpacked is kept: rules ask for a text many times. Several may ask at once.
func (p *Prose) Body() *Body {
	b := p.Once()
	if b != nil && p.markup.Load() == nil {
		p.markup.Store(b.Markup)
	}
	return b
}

// Once is Body for whoever asks for a text once, as a page does: what is unpacked for
// it is not kept.
func (p *Prose) Once() *Body {
	if p == nil {
		return nil
	}
	m := p.markup.Load()
	if m == nil {
		m = p.unpack(p.packed)
	}
	return &Body{p, m}
}

// Clone is the prose with holes of its own.
func (p *Prose) Clone() *Prose {
	c := &Prose{Holes: slices.Clone(p.Holes), Controls: p.Controls, packed: p.packed, unpack: p.unpack}
	c.markup.Store(p.markup.Load())
	return c
}

// A Control is a comment that silences a rule for a part of a text: check:off
// from its line on, until check:on names the same rule; check:next for the block
// behind it.
type Control struct {
	Word   string // off, on or next
	Rule   string // a name or code; "" if none is given
	Reason string
	Pos    Pos
}

// A BlockKind is a kind of block.
type BlockKind uint8

const (
	Paragraph BlockKind = iota
	ListItem
	Quote
	Code
	Table
)

// Footnote is what a block of a footnote stands under.
const Footnote = -2

// A Heading opens a section.
type Heading struct {
	ID          string // its fragment
	Role        string // of the section, its own or that of the section around it; "" if none
	Level       int32  // 1 to 6, as written
	Start, Stop int32  // byte offsets of its words in [Markup.HTML]
	Pos         Pos
}

// A Block is a run of prose.
type Block struct {
	Kind        BlockKind
	Under       int32 // the heading before it, an index; −1: none; Footnote: it is one
	Start, Stop int32 // byte offsets of its words in [Markup.HTML]
	Pos         Pos
}

// A HoleKind is a kind of hole in a body's HTML.
type HoleKind uint8

const (
	NoHole   HoleKind = iota
	Link              // an address: it stands inside href="…"
	Image             // an address: it stands inside src="…"
	Fragment          // an id or a reference to one that must be unique on its page: Target without #
	Live              // a live figure {{ … }}
	Wiki              // a wiki link [[ … ]]
)

// A Hole is a place of a body's HTML that its page fills.
type Hole struct {
	At     int32 // byte offset in [Markup.HTML]
	Kind   HoleKind
	Target string // of a link: the destination as written, without its scheme changed
	Report *Ref   // of a link: the report that it names, once resolved
	File   string // of a link or image: the attachment that it names, relative to content
}

// A Ref names a report, and a place in it.
type Ref struct {
	Unit     string
	Period   string // the period's name; "" is the unit's own page
	Fragment string
}

// A Piece is finished HTML, followed by a hole unless Hole is NoHole.
type Piece struct {
	HTML   string
	Hole   HoleKind
	Target string
	Report *Ref
	File   string
}

// Pieces cuts the HTML at its holes.
func (b *Body) Pieces() []Piece {
	list := make([]Piece, 0, len(b.Holes)+1)
	from := int32(0)
	for _, h := range b.Holes {
		list = append(list, Piece{b.HTML[from:h.At], h.Kind, h.Target, h.Report, h.File})
		from = h.At
	}
	if rest := b.HTML[from:]; rest != "" {
		list = append(list, Piece{HTML: rest})
	}
	return list
}

// Heading returns the heading with this fragment, or nil.
func (m *Markup) Heading(id string) *Heading {
	if i := slices.IndexFunc(m.Headings, func(h Heading) bool { return h.ID == id }); i >= 0 {
		return &m.Headings[i]
	}
	return nil
}

// Role is the role of the section that a block stands in; "" if none.
func (m *Markup) Role(x Block) string {
	if x.Under < 0 {
		return ""
	}
	return m.Headings[x.Under].Role
}

// Title is the words of a heading, without markup.
func (m *Markup) Title(h *Heading) string { return Words(m.HTML[h.Start:h.Stop], Paragraph) }

// Words is the words of a block, without markup. The cells of a table stand
// between bars, its rows on lines.
func (m *Markup) Words(x Block) string { return Words(m.HTML[x.Start:x.Stop], x.Kind) }

// Words takes the words out of the HTML of a block: the texts of its pictures
// are among them, its footnotes and citations are not.
func Words(html string, kind BlockKind) string {
	if !strings.ContainsAny(html, "<&\n") {
		return strings.TrimSpace(html)
	}
	var b strings.Builder
	b.Grow(len(html))
	words(&b, html, kind)
	return strings.TrimSpace(b.String())
}

func words(b *strings.Builder, html string, kind BlockKind) {
	for html != "" {
		at := strings.IndexAny(html, "<&\n")
		if at < 0 {
			b.WriteString(html)
			return
		}
		b.WriteString(html[:at])
		switch html = html[at:]; html[0] {
		case '&':
			html = unescape(b, html)
		case '<':
			html = tag(b, html)
		default:
			switch html = html[1:]; kind {
			case Code:
				b.WriteByte('\n')
			case Table: // between rows
			default:
				b.WriteByte(' ')
			}
		}
	}
}

// tag writes what the tag stands for that HTML begins with, and returns what
// follows it.
func tag(b *strings.Builder, html string) string {
	inside, rest, _ := strings.Cut(html[1:], ">")
	name, attributes, _ := strings.Cut(inside, " ")
	switch name {
	case "br":
		b.WriteByte('\n')
		return strings.TrimPrefix(rest, "\n")
	case "sup":
		_, rest, _ = strings.Cut(rest, "</sup>")
	case "img":
		_, alt, _ := strings.Cut(attributes, `alt="`)
		alt, _, _ = strings.Cut(alt, `"`)
		words(b, alt, Code)
	case "/td", "/th":
		if strings.HasPrefix(rest, "<t") {
			b.WriteString(" | ")
		}
	case "/tr":
		b.WriteByte('\n')
	}
	return rest
}

// escapes are the only entities in the HTML of bodies.
var escapes = [...]struct{ entity, text string }{{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&#34;", `"`}, {"&#39;", "'"}}

// unescape writes the character whose entity HTML begins with, and returns what
// follows it.
func unescape(b *strings.Builder, html string) string {
	for _, e := range escapes {
		if rest, ok := strings.CutPrefix(html, e.entity); ok {
			b.WriteString(e.text)
			return rest
		}
	}
	b.WriteByte(html[0])
	return html[1:]
}
