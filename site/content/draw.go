package content

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"almanac/site/diag"
	"almanac/site/report"
	"almanac/site/toml"
)

// remark makes a remark about a range of the body.
func (d *drawer) remark(r diag.Rule, start, stop int, message, hint diag.Words) {
	d.say(r, toml.Span{Start: d.base + max(start, 0), End: d.base + max(stop, 0)}, message, hint)
}

func (d *drawer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if d.overflow(c) {
			return
		}
		if c.Type() == ast.TypeInline {
			d.inline(c)
		} else {
			d.blockNode(c)
		}
	}
}

// blockNode draws a block.
func (d *drawer) blockNode(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		d.heading(n)
	case *ast.Paragraph:
		d.put("<p>")
		d.prose(n)
		d.put("</p>\n")
	case *ast.TextBlock:
		d.prose(n)
		if n.NextSibling() != nil {
			d.put("\n")
		}
	case *ast.Blockquote:
		d.within(report.Quote, "<blockquote>\n", n, "</blockquote>\n")
	case *ast.List:
		d.list(n)
	case *ast.ListItem:
		d.within(report.ListItem, "<li>", n, "</li>\n")
	case *ast.ThematicBreak:
		d.put("<hr>\n")
	case *ast.CodeBlock:
		d.code(n, "")
	case *ast.FencedCodeBlock:
		d.fence(n)
	case *ast.HTMLBlock:
		d.htmlBlock(n)
	case *east.Table:
		d.table(n)
	case *east.FootnoteList, *ast.LinkReferenceDefinition: // notes draws them; the links have used them
	default:
		d.children(n)
	}
}

// within draws a block that holds others, whose prose is of another kind.
func (d *drawer) within(kind report.BlockKind, before string, n ast.Node, after string) {
	outer := d.context
	d.context = kind
	d.put(before)
	d.children(n)
	d.put(after)
	d.context = outer
}

// prose draws the words of a paragraph.
func (d *drawer) prose(n ast.Node) {
	start := d.here()
	d.children(n)
	d.block(d.context, start, begin(n))
}

// heading draws a heading. The highest level that a body uses becomes h3: its
// page has h1 and h2 already.
func (d *drawer) heading(n *ast.Heading) {
	known := d.rd.headed(d.plain(n))
	id, role := d.attributes(n)
	if id == "" {
		id = known.fragment
	} else {
		id = fragment(id)
	}
	if role == "" {
		role = known.role
	}
	d.section(n.Level, id, role, offset(n), func() { d.children(n) })
}

// section draws the heading of a section at an offset of the body.
func (d *drawer) section(level int, id, role string, at int, words func()) {
	id = d.ids.of(id)
	d.enter(level, role)
	tag := strconv.Itoa(min(3+level-d.top, 6))
	d.put("<h", tag, ` id="`)
	d.fragment(id)
	d.put(`">`)
	h := len(d.headings)
	d.under = int32(h)
	d.headings = append(d.headings, report.Heading{ID: id, Role: d.role, Level: int32(level), Start: d.here(), Pos: d.place(min(at, len(d.source)))})
	words()
	d.headings[h].Stop = d.here()
	d.put("</h", tag, ">\n")
}

// A headed is what follows from the words of a heading.
type headed struct{ fragment, role string }

// maxHeaded is how many headings are remembered: most stand in many reports.
const maxHeaded = 4096

// headed works out, or remembers, what follows from the words of a heading.
func (rd *reader) headed(words []byte) headed {
	words = bytes.TrimSpace(words)
	known, ok := rd.headings[string(words)]
	if !ok {
		plain := string(words)
		known = headed{fragment(plain), roleOf(plain, rd.cfg.roles)}
		if len(rd.headings) >= maxHeaded {
			clear(rd.headings)
		}
		rd.headings[plain] = known
	}
	return known
}

// enter begins a section. One without a role of its own has that of the section
// around it.
func (d *drawer) enter(level int, role string) {
	d.roles[level] = role
	clear(d.roles[level+1:])
	d.role = ""
	for l := level; l > 0 && d.role == ""; l-- {
		d.role = d.roles[l]
	}
}

// attributes reads { #id .r-role } behind a heading.
func (d *drawer) attributes(n *ast.Heading) (id, role string) {
	for _, a := range n.Attributes() {
		value, _ := a.Value.([]byte)
		switch name := string(a.Name); name {
		case "id":
			id = string(value)
		case "class":
			for class := range strings.FieldsSeq(string(value)) {
				r, isRole := strings.CutPrefix(class, "r-")
				switch {
				case isRole && slices.Contains(report.Roles, r):
					role = r
				case isRole:
					d.remark(ruleAttribute, offset(n), offset(n), spoken("there is no role %q", "沒有「%s」這種角色", "没有“%s”这种角色", clip(r)), oneOf(r, report.Roles))
				default:
					d.remark(ruleAttribute, offset(n), offset(n), spoken("the class %q of the heading is not used", "標題的類別「%s」沒有作用", "标题的类别“%s”没有作用", clip(class)), spoken("a heading takes { #id .r-role }", "標題可用 { #id .r-role }", "标题可用 { #id .r-role }"))
				}
			}
		default:
			d.remark(ruleAttribute, offset(n), offset(n), spoken("the attribute %q of the heading is not used", "標題的屬性「%s」沒有作用", "标题的属性“%s”没有作用", clip(name)), spoken("a heading takes { #id .r-role }", "標題可用 { #id .r-role }", "标题可用 { #id .r-role }"))
		}
	}
	return id, role
}

func (d *drawer) list(n *ast.List) {
	tag := "ul"
	start := ""
	if n.IsOrdered() {
		tag = "ol"
		if n.Start != 1 {
			start = ` start="` + strconv.Itoa(n.Start) + `"`
		}
	}
	d.put("<", tag, start, ">\n")
	d.children(n)
	d.put("</", tag, ">\n")
}

// code draws a block of code.
func (d *drawer) code(n ast.Node, class string) {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(d.src))
	}
	d.put("<pre><code", class, ">")
	d.codeBlock(b.String(), begin(n))
	d.put("</code></pre>\n")
}

// codeBlock adds the block of what is shown as it is written.
func (d *drawer) codeBlock(s string, at int) {
	start := d.here()
	d.write(s)
	d.block(report.Code, start, at)
}

func (d *drawer) fence(n *ast.FencedCodeBlock) {
	class := ""
	if l := fragment(string(n.Language(d.src))); n.Info != nil {
		class = ` class="language-` + l + `"`
	}
	if open := offset(n); !d.closed(n, open) {
		d.remark(ruleFence, open, open+3, spoken("the code block is never closed and runs to the end", "程式碼區塊沒有結束，一直延伸到檔尾", "代码区块没有结束，一直延伸到文件末尾"), spoken("write the same marks on a line below the code", "請在程式碼下方另起一行寫相同的標記", "请在代码下方另起一行写相同的标记"))
	}
	d.code(n, class)
}

// closed reports whether the line behind a fenced block closes it.
func (d *drawer) closed(n *ast.FencedCodeBlock, open int) bool {
	at := open
	if n.Lines().Len() > 0 {
		at = max(n.Lines().At(n.Lines().Len()-1).Stop-1, open)
	}
	line := d.lineAt(at + len(d.lineAt(at)) + 1)
	line = strings.TrimLeft(line, "> \t")
	return strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~")
}

// htmlBlock shows HTML as the text it is; almanac's own comments are not shown.
func (d *drawer) htmlBlock(n *ast.HTMLBlock) {
	start, stop := extent(n)
	if n.HasClosure() {
		stop = max(stop, n.ClosureLine.Stop)
		if n.Lines().Len() == 0 {
			start = n.ClosureLine.Start
		}
	}
	raw := d.source[min(start, stop):stop]
	if d.control(raw, start) {
		return
	}
	d.remark(ruleHTML, start, start+len(firstLine(raw)), spoken("HTML is shown as the text it is", "HTML 會照原樣顯示為文字", "HTML 会照原样显示为文字"), spoken("write Markdown instead, or put code in backticks", "請改用 Markdown，或把程式碼放在反引號內", "请改用 Markdown，或把代码放在反引号内"))
	d.put(`<pre class="raw">`)
	d.codeBlock(strings.TrimRight(raw, "\n"), start)
	d.put("</pre>\n")
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// table draws a table: alignment is a class, and no cell is lost.
func (d *drawer) table(n *east.Table) {
	start := d.here()
	d.put("<table>\n")
	for row := n.FirstChild(); row != nil && !d.overflow(row); row = row.NextSibling() {
		_, head := row.(*east.TableHeader)
		cell := "td"
		switch {
		case head:
			cell = "th"
			d.put("<thead>\n")
		case row.PreviousSibling() == n.FirstChild():
			d.put("<tbody>\n")
		}
		d.row(row, cell, len(n.Alignments))
		if head {
			d.put("</thead>\n")
		} else if row.NextSibling() == nil {
			d.put("</tbody>\n")
		}
	}
	d.put("</table>\n")
	d.block(report.Table, start, offset(n))
}

// row draws a row of a table.
func (d *drawer) row(row ast.Node, cell string, columns int) {
	surplus := ""
	if cell == "td" {
		surplus = d.compare(row, columns)
	}
	d.put("<tr>")
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		class := ""
		if tc, ok := c.(*east.TableCell); ok && tc.Alignment != east.AlignNone {
			class = ` class="` + tc.Alignment.String() + `"`
		}
		d.put("<", cell, class)
		if cell == "th" {
			d.put(` scope="col"`)
		}
		d.put(">")
		d.children(c)
		if c.NextSibling() == nil && surplus != "" {
			d.put(" ")
			d.write(surplus)
		}
		d.put("</", cell, ">")
	}
	d.put("</tr>\n")
}

// compare says where a row has more or fewer cells than the headings, and
// returns what the surplus cells hold. goldmark drops them.
func (d *drawer) compare(row ast.Node, columns int) (surplus string) {
	start := max(min(offset(row), len(d.src)), 0)
	line := strings.TrimRight(d.lineAt(start), " \t")
	begin := len(line) - len(strings.TrimLeft(line, " \t"))
	end := len(line)
	if begin < end && line[begin] == '|' {
		begin++
	}
	if begin < end && line[end-1] == '|' {
		end--
	}
	cells, cut := 0, end
	for from := begin; from < end; cells++ {
		if cells == columns {
			cut = from
		}
		for from < end && (line[from] != '|' || from > 0 && line[from-1] == '\\') {
			from++
		}
		from++
	}
	switch {
	case cells > columns:
		d.remark(ruleTable, start+cut, start+end, spoken("the row has %s under %s", "這一列有 %s，表頭有 %s", "这一行有 %s，表头有 %s", some(cells, "cell", " 個儲存格", " 个单元格"), some(columns, "heading", " 個欄名", " 个列名")), spoken("add a heading, or write \\| for a bar inside a cell", `請補上表頭；儲存格內的直線請寫 \|`, `请补上表头；单元格内的直线请写 \|`))
		return "| " + strings.TrimSpace(line[cut:end])
	case cells < columns && strings.TrimSpace(line) != "":
		d.remark(mild(ruleTable), start, start+len(line), spoken("the row has %s under %s", "這一列有 %s，表頭有 %s", "这一行有 %s，表头有 %s", some(cells, "cell", " 個儲存格", " 个单元格"), some(columns, "heading", " 個欄名", " 个列名")), spoken("add the cells that are missing", "請補齊缺少的儲存格", "请补齐缺少的单元格"))
	}
	return ""
}

// notes draws the footnotes in the order of their numbers, and behind them
// those that nothing refers to.
func (d *drawer) notes() {
	if len(d.footnotes) == 0 {
		return
	}
	var used, unused []*east.Footnote
	for _, n := range d.footnotes {
		if n.Index > 0 {
			used = append(used, n)
		} else {
			unused = append(unused, n)
		}
	}
	slices.SortStableFunc(used, func(a, b *east.Footnote) int { return a.Index - b.Index })
	d.role, d.under = "", report.Footnote
	if len(used) > 0 {
		d.put(`<section class="footnotes" role="doc-endnotes">`, "\n<ol>\n")
		for _, n := range used {
			d.put(`<li id="`)
			d.fragment(noteID(n.Index))
			d.put(`">`)
			d.children(n)
			for i := range d.refs[n.Index] {
				d.put(`<a class="backref" role="doc-backlink" href="#`)
				d.fragment(refID(n.Index, i))
				d.put(`">↩</a> `)
			}
			d.put("</li>\n")
		}
		d.put("</ol>\n</section>\n")
	}
	for _, n := range unused {
		d.put(`<div class="unused"><p>`)
		d.write("[^" + string(n.Ref) + "]:")
		d.put("</p>\n")
		d.children(n)
		d.put("</div>\n")
	}
}

// noteID and refID are the ids of a footnote and of what refers to it. No
// heading's has a colon.
func noteID(index int) string { return "fn:" + strconv.Itoa(index) }

func refID(index, i int) string {
	id := "fnref:" + strconv.Itoa(index)
	if i > 0 {
		id += ":" + strconv.Itoa(i+1)
	}
	return id
}

// sourceID is the id of the card of a source that is cited.
func sourceID(id string) string { return "source:" + fragment(id) }

// some is a number of things.
func some(n int, en, hant, hans string) diag.Words {
	words := spoken("%d "+en+"s", "%d"+hant, "%d"+hans, n)
	if n == 1 {
		words.En = "1 " + en
	}
	return words
}
