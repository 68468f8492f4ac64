package page

import (
	"almanac/site/chart"
	"almanac/site/locale"
)

// A Link is words that lead somewhere; without an address they are words only.
type Link struct {
	Text, Href string
	Lang       string // of the words, where it is not the page's
	Note       string // smaller words behind it
	Rel        string // prev, next, up
	Current    bool   // it leads to this very page
}

// An Item is a link of a tree.
type Item struct {
	Link
	Items []Item
}

// A Branch is a titled tree of links.
type Branch struct {
	Title string
	Items []Item
}

// A Frame is what all pages have around their content.
type Frame struct {
	Lang, Kind         string
	Title, Heading     string // of the window; of the page
	Kicker             string // a line above the heading; may be ""
	Description        string
	Site, Style, Up    string // the archive's title; addresses of the stylesheet and the home page
	Canonical          string // absolute address, if the archive has one
	AsOf               string
	Nav, Crumbs, Steps []Link
	Languages, Files   []Link
	Words              []Link // what explains the pages
	Tree               []Branch
	Palette            string   // ibcs: green and red for favourable and unfavourable
	Tags               []string // states of the page: figures only, draft, partial
	locale             *locale.Locale
}

// T is the string of a key of the catalogue in the page's language.
func (f *Frame) T(key string) string { return f.locale.T(key) }

// A Run is words of a sentence, with a link if they are a number that leads to
// how it was computed, and with their language where it is not the page's.
type Run struct{ Text, Href, Lang string }

// A Sentence is one of a message, or of what is said of a chart or a table.
type Sentence struct {
	Runs  []Run
	Class string // lead, caution, quiet or ""
}

// A Cell is one of a table. Its Text is finished.
type Cell struct {
	Text    string
	Unit    string // what stands behind the number: %, pp
	Href    string
	Class   string  // ac, good, bad, flat, na, plan
	Arrow   string  // ▲ ▼ ◆ or ""
	Tone    string  // what colour and arrow say, for those who do not see them
	Note    string  // why there is no figure, or what is special about it
	Marks   []Mark  // restated, incomplete …
	Small   string  // smaller words behind the text
	Picture Picture // instead of text, or behind it
}

// A Mark is a short sign behind a number, such as (r), with its meaning.
type Mark struct{ Text, Title string }

// A Picture is what a cell holds instead of text; the zero Picture is none.
type Picture struct {
	Bullet *chart.BulletOptions
	Spark  *chart.SparkOptions
	Bar    *chart.BarOptions
	// Interval is a rate in the range that its sample leaves open.
	Interval *chart.IntervalOptions
}

// A Column is the head of a table's column.
type Column struct {
	Text  string
	Small string // unit
	Class string // num, mid, pic, text
	Label string // on narrow screens, where the head is not shown; default Text
}

// A Row is a line of a table. Its first cell is its head.
type Row struct {
	Head    Cell
	Cells   []Cell
	Class   string // current, total, rest
	Current bool
}

// A Group is rows under one title; a title may be "".
type Group struct {
	Title string
	Rows  []Row
}

// A Table is rows of finished cells. Columns begin with that of the heads.
type Table struct {
	ID, Caption string
	Hidden      bool   // the caption is for those who do not see the page
	Class       string // figures, grid, plain
	Columns     []Column
	Groups      []Group
	Notes       []string // beneath it
}

// Empty reports whether there is nothing in t.
func (t Table) Empty() bool {
	for _, g := range t.Groups {
		if len(g.Rows) > 0 {
			return false
		}
	}
	return true
}

// A Key explains a mark of a chart: ac, py, pl, part, fc, fan, band or older.
type Key struct{ Mark, Text string }

// A Chart is a picture with title, explanation, sentence and table.
type Chart struct {
	Series   *chart.SeriesOptions
	Bridge   *chart.BridgeOptions
	Overlay  *chart.OverlayOptions
	Variance *chart.VarianceOptions
	Landing  *chart.LandingOptions
	Pairs    *chart.PairsOptions
	Stages   *chart.StagesOptions
	Title    string
	Unit     string // of its values
	Legend   []Key
	Sentence string
	Said     []Sentence // what there is to say about it, with links to figures
	Summary  string     // of the table that unfolds
	Of       string     // what the summary is of, for those who do not see the chart
	Table    Table
}

// A Section is a titled list of tables.
type Section struct {
	ID, Title string
	Said      []Sentence
	Tables    []Table
	Lines     []Line
}

// A Line is a report in a list: where it leads, and what it says in one sentence.
type Line struct {
	Link
	Meta    string
	Summary string
	SumLang string // of the summary, where it is not the page's
}

// A Fact is a labelled value.
type Fact struct {
	Label  string
	Values []Link
}

// A Block is an authored entry: a title, facts, and lists.
type Block struct {
	ID, Title, Class string
	Lang             string // of Text, Quote, Items and, unless Named, Title, where it is not the page's
	Named            bool   // Title is almanac's own words
	Tags             []Link
	Text, Quote      string // Quote: the words of others
	Facts            []Fact
	Items            []string
	Told             string // a line above Lines
	Lines            []Line
}

// Blocks are the authored entries of one kind.
type Blocks struct {
	ID, Title string
	List      []Block
	More      []Link // to those that there is no room for, or words that say where they are
}

// How tells how a figure was computed.
type How struct {
	ID      string
	Name    Link
	Value   string
	Formula []Span
	Joint   string // what stands between the parts: +
	Parts   []HowPart
	More    int // parts beyond those that are listed
	Notes   [][]Span
}

// A Span is words of a sentence, with their language where it is not the page's.
type Span struct{ Text, Lang string }

// A HowPart is one of the figures that a figure is made of.
type HowPart struct {
	Link
	Value string
}

// A Prose is an author's text in one language: finished HTML with its holes
// filled.
type Prose struct {
	ID, Lang, Title string
	Meta            []string
	Note            string // that it is in another language than the page
	Pieces          []Piece
}

// A HoleKind says how the words of a piece are put in.
type HoleKind uint8

const (
	NoHole  HoleKind = iota
	Address          // inside a quoted attribute
	Words            // text, or with an address a link
)

// A Piece is finished HTML and, behind it, what fills its hole.
type Piece struct {
	HTML string
	Hole HoleKind
	Text string
	Href string
}
