package page

import (
	"slices"
	"strings"

	"almanac/site/period"
	"almanac/site/report"
)

// A Beside is what two reports say under one heading. Where one of them says
// nothing, its Empty says so.
type Beside struct{ Base, This Side }

// A Side is the words of one report.
type Side struct {
	When  Link // the period's page
	Prose *Prose
	Empty string
}

// A passage is a section of a report's text: the key by which it finds its
// counterpart, what it is called, and its pieces.
type passage struct {
	key, name, lang string
	pieces          []Piece
}

// besideWords lays the words about two periods side by side, by the role of
// their sections; none if there are no words about either. Where only one of
// them has words these are not cut up.
func (w *writer) besideWords(unit string, base, this period.Period) (list []Beside) {
	a, b := w.passages(unit, base, "a"), w.passages(unit, this, "b")
	if a == nil || b == nil {
		a, b = whole(a), whole(b)
	}
	all := append(b[:len(b):len(b)], a...)
	list = make([]Beside, 0, max(len(a), len(b))) // most are in both
	for i := range all {
		if x := &all[i]; !slices.ContainsFunc(all[:i], func(y passage) bool { return y.key == x.key }) {
			list = append(list, Beside{w.side(unit, base, a, x), w.side(unit, this, b, x)})
		}
	}
	return list
}

// whole makes one passage of a text, or one of each language that follows
// another in it.
func whole(text []passage) (list []passage) {
	for _, x := range text {
		if n := len(list); n > 0 && list[n-1].lang == x.lang {
			list[n-1].pieces = append(list[n-1].pieces, x.pieces...)
			continue
		}
		list = append(list, passage{key: "whole " + x.lang, lang: x.lang, pieces: x.pieces})
	}
	return list
}

// side is what a text says under the heading of a passage.
func (w *writer) side(unit string, p period.Period, text []passage, like *passage) Side {
	s := Side{When: Link{Text: w.voice.Period(p), Href: w.toPeriod(unit, p)}}
	for i := range text {
		if x := &text[i]; x.key == like.key {
			s.Prose = &Prose{Lang: w.foreign(x.lang), Pieces: x.pieces}
			return s
		}
	}
	switch {
	case text == nil:
		s.Empty = w.l.T("compare.no_words")
	case like.name == "":
		s.Empty = w.l.T("compare.nothing")
	default:
		s.Empty = w.l.T("compare.no_section", "section", like.name)
	}
	return s
}

// passages are the summary and the sections of what was written about a period
// in the page's language or, if it was not translated, its own. Sections of
// one role are one passage. Side makes their ids unique on the page.
func (w *writer) passages(unit string, p period.Period, side string) (list []passage) {
	r := w.cube.Report(unit, p)
	if r == nil {
		return nil
	}
	if _, summary, lang := w.words(r); summary != "" {
		list = append(list, passage{key: "summary", name: w.l.T("report.summary"), lang: lang,
			pieces: []Piece{{HTML: "<p>", Hole: Words, Text: summary}, {HTML: "</p>"}}})
	}
	body, lang, _ := w.body(r)
	if body == nil {
		return list
	}
	c := cutter{w: w, body: body, lang: lang, list: list, ids: side + "-" + w.cal.Name(p) + "-"}
	pieces := body.Pieces()
	for i := range pieces {
		c.add(&pieces[i], r)
	}
	return c.list
}

// A cutter cuts the HTML of a text into passages, at the headings that stand in
// no list or quotation.
type cutter struct {
	w     *writer
	body  *report.Body
	lang  string
	ids   string // what the ids of the text begin with
	list  []passage
	at    int // of the passage that is being filled, in list; 0 is none unless begun
	begun bool
	level int // of the heading that it began with
	depth int // of lists and quotations
}

// add puts a piece into its passage.
func (c *cutter) add(x *report.Piece, r *report.Report) {
	out := c.w.piece(x, r)
	switch {
	case x.Hole == report.Fragment:
		out.Href = c.fragment(x.Target)
	case x.Hole == report.Link && x.Report == nil && x.File == "" && strings.HasPrefix(x.Target, "#"):
		out.Href = "#" + c.fragment(x.Target[1:])
	}
	c.depth += nested(out.HTML)
	if at := headingAt(out.HTML); at >= 0 && x.Hole == report.Fragment && c.depth == 0 {
		c.put(Piece{HTML: out.HTML[:at]})
		c.enter(x.Target, int(out.HTML[at+2]-'0'))
		out.HTML = out.HTML[at:]
	}
	c.put(out)
}

// fragment is the id of a place of the text on this page.
func (c *cutter) fragment(id string) string { return fragment(c.ids + id) }

// headingAt is where an HTML that ends inside the id of a heading begins it;
// −1 if it does not.
func headingAt(html string) int {
	const tail = `<h3 id="`
	at := len(html) - len(tail)
	if at < 0 || html[at:at+2] != tail[:2] || html[at+3:] != tail[3:] || html[at+2] < '1' || html[at+2] > '6' {
		return -1
	}
	return at
}

// nested counts the lists and quotations that an HTML opens and does not close.
func nested(html string) (depth int) {
	for {
		at := strings.IndexByte(html, '<')
		if at < 0 {
			return depth
		}
		html = html[at+1:]
		switch {
		case strings.HasPrefix(html, "li"), strings.HasPrefix(html, "blockquote>"):
			depth++
		case strings.HasPrefix(html, "/li>"), strings.HasPrefix(html, "/blockquote>"):
			depth--
		}
	}
}

// put appends a piece to the passage that is being filled: what stands before
// the first heading is one of its own.
func (c *cutter) put(p Piece) {
	if !c.begun {
		if strings.TrimSpace(p.HTML) == "" && p.Hole == NoHole {
			return
		}
		c.begin(passage{key: "lead"})
	}
	x := &c.list[c.at]
	x.pieces = append(x.pieces, p)
}

// enter begins the section of a heading. One of a lower level, within a section
// of its own role, goes on with it.
func (c *cutter) enter(id string, level int) {
	role, words := "", id
	if h := c.body.Heading(id); h != nil {
		role, words = h.Role, c.body.Title(h)
	}
	x := passage{key: "role " + role, name: c.w.roleName(role)}
	if role == "" {
		x = passage{key: "heading " + strings.ToLower(words), name: words}
	}
	if c.begun && level > c.level && (role == "" || c.list[c.at].key == x.key) {
		return
	}
	c.level = level
	c.begin(x)
}

// begin makes a passage the one that is being filled.
func (c *cutter) begin(x passage) {
	x.lang, c.begun = c.lang, true
	for i := range c.list {
		if c.list[i].key == x.key {
			c.at = i
			return
		}
	}
	c.list = append(c.list, x)
	c.at = len(c.list) - 1
}

// roleName is the usual heading of a role's sections.
func (w *writer) roleName(role string) string {
	if role == "" || !w.l.Has("roles."+role) {
		return role
	}
	return w.l.Words("roles." + role)[0]
}
