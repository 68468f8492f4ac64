package content

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"almanac/site/report"
)

// maxInline is how deep emphasis is drawn within emphasis: browsers and
// checkers of HTML have their limits.
const maxInline = 32

// inline draws an inline element.
func (d *drawer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		d.text(n)
	case *ast.String:
		d.write(string(n.Value))
	case *ast.CodeSpan:
		d.put("<code>")
		d.write(string(d.plain(n)))
		d.put("</code>")
	case *ast.Emphasis:
		if n.Level == 2 {
			d.element("strong", n)
		} else {
			d.element("em", n)
		}
	case *east.Strikethrough:
		d.element("del", n)
	case *ast.Link:
		d.link(n)
	case *ast.AutoLink:
		d.autoLink(n)
	case *ast.Image:
		d.image(n)
	case *ast.RawHTML:
		d.rawHTML(n)
	case *east.TaskCheckBox:
		d.checkBox(n)
	case *east.FootnoteLink:
		d.noteLink(n)
	case *citation:
		d.cite(n)
	case *bracketed:
		d.bracketed(n.hole, n.inner, n.segment.Start)
	default:
		d.children(n)
	}
}

func (d *drawer) element(tag string, n ast.Node) {
	if d.depth++; d.depth <= maxInline {
		d.put("<", tag, ">")
		d.children(n)
		d.put("</", tag, ">")
	} else {
		d.children(n)
	}
	d.depth--
}

func (d *drawer) text(n *ast.Text) {
	if value := n.Segment.Value(d.src); literal(value) {
		d.html = appendEscaped(d.html, value)
	} else {
		d.write(resolved(value))
	}
	switch {
	case n.HardLineBreak():
		d.put("<br>\n")
	case n.SoftLineBreak():
		d.put(d.lineBreak(n))
	}
}

// lineBreak is what a line break in the source stands for: nothing between two
// characters of scripts that have no spaces, else a line break.
func (d *drawer) lineBreak(n *ast.Text) string {
	last, _ := utf8.DecodeLastRune(n.Segment.Value(d.src))
	next := n.NextSibling()
	for next != nil && next.Kind() != ast.KindText && next.HasChildren() {
		next = next.FirstChild()
	}
	t, ok := next.(*ast.Text)
	if !ok {
		return "\n"
	}
	if first, _ := utf8.DecodeRune(t.Segment.Value(d.src)); isHan(last) && isHan(first) {
		return ""
	}
	return "\n"
}

// plain is the text of a node without markup. It holds until the next call.
func (d *drawer) plain(n ast.Node) []byte {
	d.words = d.words[:0]
	d.gather(n)
	return d.words
}

func (d *drawer) gather(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			value := c.Segment.Value(d.src)
			if _, code := n.(*ast.CodeSpan); code {
				for _, x := range value {
					if x == '\n' {
						x = ' '
					}
					d.words = append(d.words, x)
				}
				continue
			}
			d.words = appendWords(d.words, value)
			if c.HardLineBreak() {
				d.words = append(d.words, '\n')
			} else if c.SoftLineBreak() && d.lineBreak(c) != "" {
				d.words = append(d.words, ' ')
			}
		case *ast.String:
			d.words = append(d.words, c.Value...)
		case *ast.AutoLink:
			d.words = append(d.words, c.Label(d.src)...)
		case *bracketed:
			d.words = append(d.words, c.segment.Value(d.src)...)
		case *ast.RawHTML:
			if raw := d.rawText(c); !isControl(raw) {
				d.words = append(d.words, raw...)
			}
		default:
			d.gather(c)
		}
	}
}

// link draws a link. One that leads nowhere keeps its words.
func (d *drawer) link(n *ast.Link) {
	d.drawn += len(n.Destination)
	t := aim(words(n.Destination), d.path)
	at := offset(n)
	if t.kind == nowhere {
		d.remark(t.rule, at, at, t.message, t.hint)
		d.children(n)
		return
	}
	if d.depth > maxInline {
		d.children(n)
		return
	}
	d.depth++
	d.put("<a")
	if len(n.Title) > 0 {
		d.put(` title="`)
		d.write(words(n.Title))
		d.put(`"`)
	}
	d.address(t, words(n.Destination), at)
	d.children(n)
	d.put("</a>")
	d.depth--
}

// address draws the address of a link, and closes its tag.
func (d *drawer) address(t target, dest string, at int) {
	d.put(` href="`)
	switch t.kind {
	case abroad:
		d.write(string(util.URLEscape([]byte(t.url), true)))
	case here:
		d.put("#")
		if t.fragment != "" {
			d.gap(report.Fragment, t.fragment, at)
		}
	case archived:
		d.gap(report.Link, dest, at)
	}
	d.put(`">`)
}

// autoLink draws an address that stands in the text.
func (d *drawer) autoLink(n *ast.AutoLink) {
	url, label := string(n.URL(d.src)), string(n.Label(d.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	t := aim(url, d.path)
	if t.kind != abroad {
		if t.kind == nowhere {
			d.remark(t.rule, offset(n), offset(n), t.message, t.hint)
		}
		d.write(label)
		return
	}
	d.put(`<a href="`)
	d.write(string(util.URLEscape([]byte(t.url), false)))
	d.put(`">`)
	d.write(label)
	d.put("</a>")
}

// image draws a picture of the archive. One from elsewhere is not fetched: its
// words stay.
func (d *drawer) image(n *ast.Image) {
	at := offset(n)
	alt := string(d.plain(n))
	d.drawn += len(n.Destination)
	t := aim(words(n.Destination), d.path)
	switch t.kind {
	case abroad, here:
		t.rule, t.message, t.hint = ruleOutside, spoken("a picture is not fetched from another site", "圖片不會從其他網站取得", "图片不会从其他网站取得"), spoken("put the file into the folder of the report's period", "請把圖片放進報告期間的資料夾", "请把图片放进报告期间的文件夹")
		fallthrough
	case nowhere:
		d.remark(t.rule, at, at, t.message, t.hint)
		d.write(alt)
		return
	}
	d.put(`<img src="`)
	d.gap(report.Image, words(n.Destination), at)
	d.put(`" alt="`)
	d.write(alt)
	if len(n.Title) > 0 {
		d.put(`" title="`)
		d.write(words(n.Title))
	}
	d.put(`">`)
}

func (d *drawer) rawText(n *ast.RawHTML) string {
	var b strings.Builder
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		b.Write(s.Value(d.src))
	}
	return b.String()
}

func (d *drawer) rawHTML(n *ast.RawHTML) {
	raw := d.rawText(n)
	at := offset(n)
	if d.control(raw, at) {
		return
	}
	d.remark(ruleHTML, at, at+len(firstLine(raw)), spoken("HTML is shown as the text it is", "HTML 會照原樣顯示為文字", "HTML 会照原样显示为文字"), spoken("write Markdown instead, or put code in backticks", "請改用 Markdown，或把程式碼放在反引號內", "请改用 Markdown，或把代码放在反引号内"))
	d.write(raw)
}

// checkBox draws the box of a task, labelled with the task.
func (d *drawer) checkBox(n *east.TaskCheckBox) {
	d.put(`<input type="checkbox" disabled`)
	if n.IsChecked {
		d.put(" checked")
	}
	d.put(` aria-label="`)
	d.write(clip200(strings.TrimSpace(string(d.plain(n.Parent())))))
	d.put(`"> `)
}

func clip200(s string) string {
	if rs := []rune(s); len(rs) > 200 {
		return string(rs[:200]) + "…"
	}
	return s
}

func (d *drawer) noteLink(n *east.FootnoteLink) {
	i := d.shown[n.Index]
	d.shown[n.Index]++
	d.put(`<sup id="`)
	d.fragment(refID(n.Index, i))
	d.put(`"><a class="noteref" role="doc-noteref" href="#`)
	d.fragment(noteID(n.Index))
	d.put(`">`, strconv.Itoa(n.Index), "</a></sup>")
}

// cite draws the citation of a source. Whether the report has such a source is
// seen when all is read.
func (d *drawer) cite(n *citation) {
	d.put(openCite)
	d.gap(report.Fragment, sourceID(n.id), n.segment.Start)
	d.put(`">`)
	d.write(n.id)
	d.put(closeCite)
}

// What stands around a citation; resolve takes it off where there is no source.
const (
	openCite  = `<sup class="cite"><a href="#`
	closeCite = "</a></sup>"
)
