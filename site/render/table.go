package render

import (
	"html/template"
	"strings"
	"unicode/utf8"

	"almanac/site/chart"
	"almanac/site/page"
)

// tableHTML draws a table; nothing if it has no rows.
func (p *press) tableHTML(t page.Table) template.HTML {
	if t.Empty() {
		return ""
	}
	o := p.take()
	o.table(&t)
	return p.done(o)
}

func (o *out) table(t *page.Table) {
	o.raw("<table")
	o.attr("id", t.ID)
	o.attr("class", t.Class)
	o.raw("><caption")
	if t.Hidden {
		o.raw(` class="vh"`)
	}
	o.raw(">")
	o.text(t.Caption)
	o.raw("</caption>")
	o.head(t)
	list := shapes(t)
	for i := range t.Groups {
		o.group(t, &t.Groups[i], list)
	}
	o.raw("</table>")
	for _, n := range t.Notes {
		o.el("p", "note", n)
	}
}

func (o *out) head(t *page.Table) {
	o.raw("<thead><tr>")
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Text == "" && c.Small == "" { // a picture that says what its neighbour says
			o.raw("<td")
			o.attr("class", c.Class)
			o.raw("></td>")
			continue
		}
		o.raw(`<th scope="col"`)
		o.attr("class", c.Class)
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

func (o *out) group(t *page.Table, g *page.Group, list []shape) {
	o.raw("<tbody>")
	if g.Title != "" {
		o.raw(`<tr class="group"><th scope="rowgroup" colspan="`)
		o.int(len(t.Columns))
		o.raw(`">`)
		o.text(g.Title)
		o.raw("</th></tr>")
	}
	for i := range g.Rows {
		o.row(t, &g.Rows[i], list)
	}
	o.raw("</tbody>")
}

func (o *out) int(n int) {
	if n >= 10 {
		o.int(n / 10)
	}
	o.b = append(o.b, byte('0'+n%10))
}

func (o *out) row(t *page.Table, r *page.Row, list []shape) {
	o.raw("<tr")
	class := r.Class
	if r.Current {
		class = strings.TrimSpace(class + " current")
	}
	o.attr("class", class)
	o.raw(`><th scope="row">`)
	o.cell(&r.Head, page.Column{}, nil)
	o.raw("</th>")
	for i := range r.Cells {
		col := page.Column{}
		if i+1 < len(t.Columns) {
			col = t.Columns[i+1]
		}
		c := &r.Cells[i]
		o.raw("<td")
		o.attr("class", both(col.Class, c.Class))
		if c.Text != "" || !isEmpty(c.Picture) {
			label := col.Label
			if label == "" {
				label = col.Text
			}
			if col.Class != "pic" {
				o.attr("data-l", label)
			}
		}
		o.raw(">")
		var s *shape
		if strings.HasPrefix(col.Class, "num") && i < len(list) {
			s = &list[i]
		}
		o.cell(c, col, s)
		o.raw("</td>")
	}
	o.raw("</tr>")
}

// both is two lists of classes as one.
func both(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "":
		return a
	}
	return a + " " + b
}

func isEmpty(p page.Picture) bool { return p == page.Picture{} }

// A shape is how the numbers of a column align: the digits behind the point,
// and whether something stands behind the number.
type shape struct {
	decimals int
	unit     bool
}

// shapes finds the shape of each column of cells.
func shapes(t *page.Table) []shape {
	list := make([]shape, max(len(t.Columns)-1, 0))
	for _, g := range t.Groups {
		for _, r := range g.Rows {
			for i := range r.Cells[:min(len(r.Cells), len(list))] {
				c := &r.Cells[i]
				if _, n := decimals(c.Text); n > list[i].decimals {
					list[i].decimals = n
				}
				list[i].unit = list[i].unit || c.Unit != "" && utf8.RuneCountInString(c.Unit) <= 3
			}
		}
	}
	return list
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

// cell draws what is in a cell. With a shape, numbers are filled up with spaces
// so that their points stand under each other.
func (o *out) cell(c *page.Cell, col page.Column, s *shape) {
	if c.Arrow != "" {
		o.raw(`<span class="mark" aria-hidden="true">`)
		o.raw(c.Arrow)
		o.raw("</span>")
	}
	if c.Text != "" {
		o.number(c, s)
	}
	bare := c.Text != "" && c.Unit == "" && s != nil
	if bare { // signs hang right behind the digits, over the room that pads them
		o.marks(c)
		o.pad(c, s)
	}
	if c.Tone != "" {
		o.raw(`<span class="vh"> `)
		o.text(c.Tone)
		o.raw("</span>")
	}
	if !bare {
		o.marks(c)
	}
	if c.Small != "" {
		o.raw(" ")
		o.el("small", "", c.Small)
	}
	o.picture(c.Picture)
}

// marks draws the short signs behind a number.
func (o *out) marks(c *page.Cell) {
	for _, m := range c.Marks {
		o.raw(`<abbr class="sign"`)
		o.attr("title", m.Title)
		o.raw(">")
		o.text(m.Text)
		o.raw("</abbr>")
	}
}

func (o *out) number(c *page.Cell, s *shape) {
	tag := "a"
	if c.Href == "" {
		tag = "span"
	}
	plain := tag == "span" && c.Note == ""
	if !plain {
		o.raw("<" + tag)
		o.attr("href", c.Href)
		o.raw(">")
	}
	o.text(c.Text)
	if c.Unit != "" && (s == nil || !s.unit) {
		o.text(c.Unit)
	}
	if c.Unit != "" && s != nil {
		o.pad(c, s)
	}
	if c.Note != "" {
		o.raw(`<span class="why"> `)
		o.text(c.Note)
		o.raw("</span>")
	}
	if !plain {
		o.close(tag)
	}
}

// pad fills a number up to the shape of its column.
func (o *out) pad(c *page.Cell, s *shape) {
	if s.unit {
		o.raw(`<span class="u">`)
		if rest, ok := strings.CutPrefix(c.Unit, " "); ok {
			o.raw("&nbsp;") // an inline block would lose a plain one
			o.text(rest)
		} else {
			o.text(c.Unit)
		}
		o.raw("</span>")
	}
	if c.Class == "na" {
		return
	}
	point, n := decimals(c.Text)
	if s.decimals > 0 && !point {
		o.raw(pointSpace)
	}
	for ; n < s.decimals; n++ {
		o.raw(digitSpace)
	}
}

func (o *out) picture(p page.Picture) {
	switch {
	case p.Bullet != nil:
		o.raw(chart.Bullet(*p.Bullet))
	case p.Spark != nil:
		o.raw(chart.Spark(*p.Spark))
	case p.Bar != nil:
		o.raw(chart.Bar(*p.Bar))
	case p.Interval != nil:
		o.raw(chart.Interval(*p.Interval))
	}
}
