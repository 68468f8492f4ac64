package report

// A Body is a report's prose, parsed once, in one language: its blocks for
// those who check the words, and its HTML with a hole for everything that
// depends on another file or on the page it is put on.
type Body struct {
	Blocks []Block
	Pieces []Piece
	Source string // the Markdown as written, from the line after the front matter
	Line   int    // the file's line on which Source begins
}

// A BlockKind is a kind of block.
type BlockKind uint8

const (
	Paragraph BlockKind = iota
	Heading
	ListItem
	Quote
	Code
	Table
)

// A Block is a run of prose. Start and Stop are byte offsets into
// [Body.Source]; Text is its words without markup.
type Block struct {
	Kind        BlockKind
	Level       int    // of a heading: 1 to 6
	Role        string // the role of the section it stands in; "" if none
	ID          string // of a heading: its fragment
	Text        string
	Pos         Pos
	Start, Stop int
}

// A HoleKind is a kind of hole in a body's HTML.
type HoleKind uint8

const (
	NoHole   HoleKind = iota
	Link              // an address: the piece stands inside href="…"
	Image             // an address: the piece stands inside src="…"
	Fragment          // an id or a reference to one that must be unique on its page: Target without #
	Live              // a live figure {{ … }}
	Wiki              // a wiki link [[ … ]]
)

// A Piece is finished HTML, followed by a hole unless Hole is NoHole.
type Piece struct {
	HTML   string
	Hole   HoleKind
	Target string // of a link: the destination as written, without its scheme changed
	Report *Ref   // of a link: the report that it names, once resolved
	File   string // of a link or image: the attachment that it names, relative to content
	Pos    Pos
}

// A Ref names a report, and a place in it.
type Ref struct {
	Unit     string
	Period   string // the period's name; "" is the unit's own page
	Fragment string
}
