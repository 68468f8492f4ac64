package render

import (
	"strings"
	"unicode/utf8"

	"almanac/site/chart"
	"almanac/site/page"
)

// table draws a table; nothing if it has no rows.
func (o *out) table(t *page.Table) { o.sheet(t, false) }

// sheet draws a table; nothing if it has no rows. A link is said once in a row,
// and in a lean table, which unfolds under its chart, there is one a row.
//
// What the cells of a column have in common stands at the table, as far as the
// stylesheet knows it there: ac2 has the figures of the page in the second
// column. What a cell is without its head, data-l says to narrow screens; there
// the heads of the tables of [legends] stand above the rows instead.
func (o *out) sheet(t *page.Table, lean bool) {
	if t.Empty() {
		return
	}
	o.raw("<table")
	o.attr("id", t.ID)
	g := grid{lean: lean, labels: !legends(t.Class)}
	g.columns = o.columns(t)
	o.raw(` class="`)
	o.text(t.Class)
	for i := range g.columns {
		o.raw(g.columns[i].above)
	}
	o.raw(`"><caption`)
	if t.Hidden {
		o.raw(` class="vh"`)
	}
	o.raw(">")
	o.text(t.Caption)
	o.raw("</caption>")
	o.head(t)
	for i := range t.Groups {
		o.group(t, &t.Groups[i], &g)
	}
	o.raw("</table>")
	for _, n := range t.Notes {
		o.el("p", "note", n)
	}
}

// legends reports whether the head of a table stands above its rows where they
// are narrow.
func legends(class string) bool {
	for _, s := range [...]string{"plain", "panorama", "beside", "parts"} {
		if strings.Contains(class, s) {
			return true
		}
	}
	return false
}

func (o *out) head(t *page.Table) {
	o.raw("<thead><tr>")
	for i := range t.Columns {
		c := &t.Columns[i]
		class, _ := classOf(c)
		if i == 0 {
			class = c.Class
		}
		if c.Text == "" && c.Small == "" { // a picture that says what its neighbour says
			o.raw("<td")
			o.attr("class", class)
			o.raw("></td>")
			continue
		}
		o.raw(`<th scope="col"`)
		o.attr("class", class)
		o.raw(">")
		o.text(c.Text)
		if c.Small != "" {
			o.raw(" ")
			o.el("small", "", c.Small)
		}
		o.raw("</th>")
	}
	o.raw("</tr></thead>")
}

// classOf is the class of a column's cells, and whether they are numbers: that
// is what the stylesheet takes cells without a class of their column for.
func classOf(c *page.Column) (class string, number bool) {
	if rest, ok := strings.CutPrefix(c.Class, "num"); ok {
		return strings.TrimPrefix(rest, " "), true
	}
	if c.Class == "" {
		return "text", false
	}
	return c.Class, false
}

// A grid is what the rows of a table have in common.
type grid struct {
	columns      []column // of the cells: without that of the heads
	lean, labels bool
}

// A column is how cells that stand under each other are drawn.
type column struct {
	class, label string
	above        string // the class of its cells that stands at the table
	same         string // which that is; "" if they differ
	number       bool
	pictures     bool
	differ       bool // its cells have several classes
	// How numbers align: the digits behind the point, and whether something
	// stands behind some of them, but not the same behind all.
	decimals int
	unit     bool
	all      string // the unit of all so far
	any      bool   // there is a number
}

func (o *out) group(t *page.Table, g *page.Group, in *grid) {
	o.raw("<tbody>")
	if g.Title != "" {
		o.raw(`<tr class="group"><th scope="rowgroup" colspan="`)
		o.int(len(t.Columns))
		o.raw(`">`)
		o.text(g.Title)
		o.raw("</th></tr>")
	}
	for i := range g.Rows {
		o.row(&g.Rows[i], in)
	}
	o.raw("</tbody>")
}

func (o *out) int(n int) {
	if n >= 10 {
		o.int(n / 10)
	}
	o.b = append(o.b, byte('0'+n%10))
}

func (o *out) row(r *page.Row, in *grid) {
	o.raw("<tr")
	class := r.Class
	if r.Current {
		class = both(class, "current")
	}
	o.attr("class", class)
	o.raw(`><th scope="row">`)
	o.cell(&r.Head, nil, r.Head.Href != "", false)
	o.raw("</th>")
	beyond := column{class: "text"}
	for i := range r.Cells {
		c, col := &r.Cells[i], &beyond
		if i < len(in.columns) {
			col = &in.columns[i]
		}
		o.raw("<td")
		class := c.Class
		if class == col.same {
			class = ""
		}
		o.classes(col.class, class, arrows(c.Arrow))
		if in.labels && !col.pictures && (c.Text != "" || !isEmpty(c.Picture)) && (c.Class != "na" || c.Href != "") {
			o.attr("data-l", col.label)
		}
		o.raw(">")
		link := c.Href != "" && (c.Class == "na" || !linked(r, i, in.lean))
		o.cell(c, col, link, in.labels && c.Arrow != "")
		o.raw("</td>")
	}
	o.raw("</tr>")
}

// linked reports whether the link of cell i stands before it in its row; any
// link will do in a lean table.
func linked(r *page.Row, i int, lean bool) bool {
	if lean && r.Head.Href != "" {
		return true
	}
	for k := range i {
		if h := r.Cells[k].Href; h == r.Cells[i].Href || lean && h != "" {
			return true
		}
	}
	return false
}

// arrows is the class that draws an arrow before a number: it is no word that
// one would want to hear, and the tone says the same.
func arrows(s string) string {
	switch s {
	case "▲":
		return "up"
	case "▼":
		return "dn"
	case "◆":
		return "eq"
	}
	return ""
}

// classes writes up to three classes, the second unless it is the first.
func (o *out) classes(a, b, c string) {
	if b == a {
		b = ""
	}
	sep := ` class="`
	for _, s := range [...]string{a, b, c} {
		if s != "" {
			o.raw(sep)
			o.text(s)
			sep = " "
		}
	}
	if sep == " " {
		o.raw(`"`)
	}
}

// both is two lists of classes as one.
func both(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

func isEmpty(p page.Picture) bool { return p == page.Picture{} }

// columns finds how the cells of each column are drawn.
func (o *out) columns(t *page.Table) []column {
	list := o.cols[:0]
	for i := 1; i < len(t.Columns); i++ {
		c := &t.Columns[i]
		col := column{label: c.Label}
		if col.label == "" {
			col.label = c.Text
		}
		col.class, col.number = classOf(c)
		if col.class == "pic" {
			col.class, col.pictures = "", true
		}
		list = append(list, col)
	}
	for i := range t.Groups {
		for k := range t.Groups[i].Rows {
			cells := t.Groups[i].Rows[k].Cells
			for n := range cells[:min(len(cells), len(list))] {
				list[n].fit(&cells[n])
			}
		}
	}
	grid := strings.Contains(t.Class, "grid")
	for i := range list {
		list[i].lift(i+2, grid)
	}
	o.cols = list
	return list
}

// lift puts what all cells of the column number n have in common at the table.
func (col *column) lift(n int, grid bool) {
	if grid || col.same == "" || col.differ {
		col.same = ""
	}
	if grid || !col.number {
		return
	}
	for _, x := range [...]struct {
		n            int
		class, above string
	}{{2, "ac", " ac2"}, {3, "ac", " ac3"}, {2, "prior", " prior2"}, {5, "prior", " prior5"}, {6, "prior", " prior6"}, {3, "plan", ""}} {
		if x.n == n && x.class == col.same {
			col.above = x.above
			return
		}
	}
	col.same = ""
	if col.class == "ytd" && n == 8 {
		col.class, col.above = "", " ytd8"
	}
}

// fit makes room for a cell.
func (col *column) fit(c *page.Cell) {
	if c.Class != "na" {
		if col.same != c.Class {
			col.differ = col.differ || col.same != ""
			col.same = c.Class
		}
		col.differ = col.differ || c.Class == ""
	}
	if !col.number || c.Text == "" || c.Class == "na" && c.Unit == "" {
		return
	}
	_, n := decimals(c.Text)
	col.decimals = max(col.decimals, n)
	short := c.Unit
	if len(short) > 3 && utf8.RuneCountInString(short) > 3 {
		short = ""
	}
	if short != col.all {
		col.unit = col.unit || col.any
		col.all = short
	}
	col.any = true
}

// decimals counts the digits behind the point of a printed number.
func decimals(s string) (point bool, n int) {
	i := strings.LastIndexByte(s, '.')
	if i < 0 {
		return false, 0
	}
	return true, len(s) - i - 1
}

// Spaces as wide as a digit and as a point, the latter joined to what follows.
const (
	digitSpace = "\u2007"
	pointSpace = "\u2008\u2060"
)

// cell draws what is in a cell, with its link or without, and with the number
// in an element of its own if the arrow has to stand behind the label. In a column of numbers they are filled up with
// spaces so that their points stand under each other.
func (o *out) cell(c *page.Cell, col *column, link, wrap bool) {
	if col != nil && !col.number {
		col = nil
	}
	if c.Text != "" {
		o.number(c, col, link, wrap)
	}
	bare := c.Text != "" && c.Unit == "" && col != nil
	if bare { // signs hang right behind the digits, over the room that pads them
		o.marks(c)
		o.pad(c, col)
	}
	if c.Tone != "" {
		o.raw("<i> ")
		o.text(c.Tone)
		o.raw("</i>")
	}
	if !bare {
		o.marks(c)
	}
	if c.Small != "" {
		o.raw(" ")
		o.el("small", "", c.Small)
	}
	o.picture(&c.Picture)
}

// marks draws the short signs behind a number.
func (o *out) marks(c *page.Cell) {
	for i := range c.Marks {
		o.raw(`<abbr class="sign"`)
		o.attr("title", c.Marks[i].Title)
		o.raw(">")
		o.text(c.Marks[i].Text)
		o.raw("</abbr>")
	}
}

func (o *out) number(c *page.Cell, col *column, link, wrap bool) {
	tag := ""
	switch {
	case link:
		tag = "a"
		o.anchor(c.Href)
	case c.Note != "" && c.Class != "na" || wrap:
		tag = "span"
		o.raw("<span>")
	}
	o.text(c.Text)
	if c.Unit != "" {
		if col == nil || !col.unit {
			o.text(c.Unit)
		}
		if col != nil {
			o.pad(c, col)
		}
	}
	if c.Note != "" {
		o.raw("<i> ")
		o.text(c.Note)
		o.raw("</i>")
	}
	if tag != "" {
		o.close(tag)
	}
}

// pad fills a number up to the shape of its column.
func (o *out) pad(c *page.Cell, col *column) {
	if col.unit {
		o.raw("<u>")
		if rest, ok := strings.CutPrefix(c.Unit, " "); ok {
			o.raw("\u00a0") // an inline block would lose a plain one
			o.text(rest)
		} else {
			o.text(c.Unit)
		}
		o.raw("</u>")
	}
	if c.Class == "na" {
		return
	}
	point, n := decimals(c.Text)
	if col.decimals > 0 && !point {
		o.raw(pointSpace)
	}
	for ; n < col.decimals; n++ {
		o.raw(digitSpace)
	}
}

func (o *out) picture(p *page.Picture) {
	switch {
	case p.Bullet != nil:
		o.b = chart.Bullet(o.b, *p.Bullet)
	case p.Spark != nil:
		o.b = chart.Spark(o.b, *p.Spark)
	case p.Bar != nil:
		o.b = chart.Bar(o.b, *p.Bar)
	case p.Interval != nil:
		o.b = chart.Interval(o.b, *p.Interval)
	}
}
