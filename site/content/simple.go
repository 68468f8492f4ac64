package content

import (
	"strings"
	"unicode/utf8"

	"almanac/site/report"
)

// simple draws a body that keeps to what most reports are written in: headings,
// paragraphs, quotations, lists and tables between empty lines, and in them
// text, emphasis, code and links that do not meet. There it draws what goldmark
// and the drawer draw. At anything else, and at any doubt, it gives up and
// returns false; what it has drawn by then is worth nothing.
func (d *drawer) simple() bool {
	if !small(d.source) || strings.Contains(d.source, "]:") || strings.Contains(d.source, "www.") {
		return false
	}
	p := simple{drawer: d}
	for at := 0; at < len(d.source); {
		line, _, _ := strings.Cut(d.source[at:], "\n")
		if level := len(line) - len(strings.TrimLeft(line, "#")); level > 0 {
			d.top = min(d.top, level)
		}
		at += len(line) + 1
	}
	for p.at < len(d.source) {
		if d.source[p.at] == '\n' {
			p.at++
		} else if !p.chunk() {
			return false
		}
	}
	return true
}

// A simple is where simple stands in a body.
type simple struct {
	*drawer
	at    int      // byte offset in the body
	lines []string // of the chunk, without what marks it
	list  bool     // the last chunk was a list
}

// chunk draws the lines up to the next empty one, which are all of one kind; or
// a heading, which is one line.
func (p *simple) chunk() bool {
	first := p.source[p.at]
	if first == '#' {
		p.list = false
		return p.title()
	}
	mark := ""
	switch first {
	case '-', '>':
		mark = string(first) + " "
	case '|':
		mark = "|"
	}
	start := p.at
	p.lines = p.lines[:0]
	for p.at < len(p.source) && p.source[p.at] != '\n' {
		line, _, _ := strings.Cut(p.source[p.at:], "\n")
		p.at = min(p.at+len(line)+1, len(p.source))
		line, ok := strings.CutPrefix(line, mark)
		if !ok || line == "" || line[len(line)-1] == ' ' || mark != "|" && !starts(line) {
			return false
		}
		p.lines = append(p.lines, line)
	}
	again := p.list
	p.list = first == '-'
	switch first {
	case '-':
		return !again && p.items(start+len(mark))
	case '>':
		p.put("<blockquote>\n")
		ok := p.paragraph(report.Quote, start+len(mark), len(mark))
		p.put("</blockquote>\n")
		return ok
	case '|':
		return p.rows(start)
	}
	return p.paragraph(report.Paragraph, start, 0)
}

// starts reports whether a line of text surely begins no block but a paragraph.
func starts(line string) bool {
	switch c := line[0]; {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= utf8.RuneSelf, c == '(', c == '"', c == '\'', c == '[':
		return true
	case c >= '0' && c <= '9':
		rest := strings.TrimLeft(line, "0123456789")
		return rest != "" && rest[0] != '.' && rest[0] != ')'
	case c == '`':
		return len(line) > 1 && line[1] != '`'
	case c == '*':
		rest := strings.TrimLeft(line, "*")
		return rest != "" && rest[0] != ' ' && len(line)-len(rest) <= 2
	}
	return false
}

// title draws a heading of nothing but text.
func (p *simple) title() bool {
	start := p.at
	line, _, _ := strings.Cut(p.source[p.at:], "\n")
	p.at = min(p.at+len(line)+1, len(p.source))
	words := strings.TrimLeft(line, "#")
	level := len(line) - len(words)
	if level > 6 || len(words) < 2 || words[0] != ' ' || words[1] == ' ' || words[len(words)-1] == ' ' || strings.ContainsAny(words, "#{") {
		return false
	}
	words = words[1:]
	p.words = append(p.words[:0], words...)
	known := p.rd.headed(p.words)
	ok := true
	p.section(level, known.fragment, known.role, start, func() { ok = p.text(words) })
	return ok
}

// paragraph draws the lines as a paragraph whose text begins at an offset of
// the body; margin is how long what marks each line is.
func (p *simple) paragraph(kind report.BlockKind, at, margin int) bool {
	p.put("<p>")
	start := p.here()
	from := at
	for i, line := range p.lines {
		if i > 0 {
			p.put(p.gap(p.lines[i-1], line))
		}
		if !p.inline(line, from) {
			return false
		}
		from += len(line) + 1 + margin
	}
	p.block(kind, start, at)
	p.put("</p>\n")
	return true
}

// gap is what the line break between two lines stands for; see
// [drawer.lineBreak].
func (p *simple) gap(line, next string) string {
	last, _ := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, "*`["))
	if isHan(last) && isHan(first) {
		return ""
	}
	return "\n"
}

// items draws the lines as a list.
func (p *simple) items(at int) bool {
	p.put("<ul>\n")
	for _, line := range p.lines {
		p.put("<li>")
		start := p.here()
		if !p.inline(line, at) {
			return false
		}
		p.block(report.ListItem, start, at)
		p.put("</li>\n")
		at += len("- ") + len(line) + 1
	}
	p.put("</ul>\n")
	return true
}

// rows draws the lines as a table: each has lost its first bar.
func (p *simple) rows(at int) bool {
	if len(p.lines) < 2 {
		return false
	}
	aligns, ok := alignments(p.lines[1])
	if !ok {
		return false
	}
	start, from := p.here(), at+1
	p.put("<table>\n")
	for i, line := range p.lines {
		switch i {
		case 0:
			p.put("<thead>\n")
		case 1:
			p.put("</thead>\n")
		case 2:
			p.put("<tbody>\n")
		}
		if i != 1 && !p.cells(line, from, aligns, i == 0) {
			return false
		}
		from += len(line) + 2
	}
	if len(p.lines) > 2 {
		p.put("</tbody>\n")
	}
	p.put("</table>\n")
	p.block(report.Table, start, at)
	return true
}

// alignments reads the line below the headings of a table: a class for each
// column.
func alignments(line string) (classes []string, ok bool) {
	line, ok = strings.CutSuffix(line, "|")
	for cell := range strings.SplitSeq(line, "|") {
		cell = strings.Trim(cell, " ")
		dashes := strings.Trim(cell, ":")
		if dashes == "" || strings.Trim(dashes, "-") != "" || len(cell)-len(dashes) > 2 {
			return nil, false
		}
		left, right := cell[0] == ':', cell[len(cell)-1] == ':'
		if len(cell)-len(dashes) == 2 && !(left && right) {
			return nil, false
		}
		class := ""
		switch {
		case left && right:
			class = ` class="center"`
		case left:
			class = ` class="left"`
		case right:
			class = ` class="right"`
		}
		classes = append(classes, class)
	}
	return classes, ok
}

// cells draws a row of a table.
func (p *simple) cells(line string, at int, classes []string, head bool) bool {
	line, ok := strings.CutSuffix(line, "|")
	if !ok || line == "" || line[len(line)-1] == '|' || strings.Count(line, "|") != len(classes)-1 || strings.IndexByte(line, '`') >= 0 {
		return false
	}
	p.put("<tr>")
	for _, class := range classes {
		cell, rest, _ := strings.Cut(line, "|")
		if head {
			p.put("<th", class, ` scope="col">`)
		} else {
			p.put("<td", class, ">")
		}
		text := strings.TrimLeft(cell, " ")
		if !p.inline(strings.TrimRight(text, " "), at+len(cell)-len(text)) {
			return false
		}
		if head {
			p.put("</th>")
		} else {
			p.put("</td>")
		}
		at += len(cell) + 1
		line = rest
	}
	p.put("</tr>\n")
	return true
}

// What a byte is in the text of a simple body.
const (
	asItIs  = iota
	escaped // in HTML
	markup  // begins emphasis, code or a link, if all is well
	doubt   // may be markup that is not simple
)

var simpleBytes = func() (t [256]uint8) {
	for _, c := range []byte(">\"'&") {
		t[c] = escaped
	}
	for _, c := range []byte("*`[") {
		t[c] = markup
	}
	for _, c := range []byte("\\<_~|@]\t") {
		t[c] = doubt
	}
	return t
}()

// text draws text without markup.
func (p *simple) text(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case simpleBytes[c] > escaped,
			c == '&' && (i+1 == len(s) || s[i+1] != ' '), // else it begins no entity
			c == ':' && i+1 < len(s) && s[i+1] == '/',    // an address
			c == '{' && i+1 < len(s) && s[i+1] == '{':    // a live figure
			return false
		}
	}
	p.write(s)
	return true
}

// inline draws a line of text with markup; at is its offset in the body.
func (p *simple) inline(s string, at int) bool {
	for whole, from := s, at; ; {
		i := strings.IndexAny(s, "*`[")
		if live := strings.Index(s, "{{"); live >= 0 && (i < 0 || live < i) {
			i = live
		}
		if i < 0 {
			return p.text(s)
		}
		if !p.text(s[:i]) {
			return false
		}
		n := 0
		switch s[i] {
		case '*':
			n = p.emphasis(whole, i+len(whole)-len(s))
		case '`':
			n = p.code(s[i:])
		case '{':
			n = p.brackets(bracketParsers[0], s[i:], from+i)
		default:
			if n = p.brackets(bracketParsers[1], s[i:], from+i); n == 0 && (i == 0 || s[i-1] != '!') {
				n = p.anchor(s[i:], from+i)
			}
		}
		if n == 0 {
			return false
		}
		s, from = s[i+n:], from+i+n
	}
}

// brackets draws the live figure or wiki link that s begins with.
func (p *simple) brackets(b bracketParser, s string, at int) int {
	inner, n := b.cut(s[:min(len(s), longestBracketed)])
	if n > 0 {
		if strings.IndexFunc(inner, func(r rune) bool { return r < utf8.RuneSelf && simpleBytes[r] > asItIs && r != '|' }) >= 0 {
			return 0
		}
		p.bracketed(b.hole, inner, at)
	}
	return n
}

// emphasis draws the emphasis that begins at a byte of a line, and tells its
// length; 0 is a doubt.
func (p *simple) emphasis(line string, at int) int {
	s := line[at:]
	run := len(s) - len(strings.TrimLeft(s, "*"))
	end := strings.IndexByte(s[run:], '*')
	if run > 2 || end <= 0 {
		return 0
	}
	words, rest := s[run:run+end], s[run+end:]
	after := strings.TrimLeft(rest, "*")
	if len(rest)-len(after) != run || !flanks(edge(line[:at], true), edge(words, false), true) || !flanks(edge(words, true), edge(after, false), false) {
		return 0
	}
	tag := [...]string{"em", "strong"}[run-1]
	p.put("<", tag, ">")
	if !p.text(words) {
		return 0
	}
	p.put("</", tag, ">")
	return run + end + run
}

// edge is the last or the first character of a text; a line end if it is empty.
func edge(s string, last bool) rune {
	if s == "" {
		return '\n'
	}
	r, _ := utf8.DecodeRuneInString(s)
	if last {
		r, _ = utf8.DecodeLastRuneInString(s)
	}
	return r
}

// code draws the code that s begins with, between single backticks.
func (p *simple) code(s string) int {
	code, rest, ok := strings.Cut(s[1:], "`")
	if !ok || code == "" || strings.HasPrefix(rest, "`") || code[0] == ' ' || code[len(code)-1] == ' ' {
		return 0
	}
	p.put("<code>")
	p.write(code)
	p.put("</code>")
	return len(code) + 2
}

// anchor draws the link that s begins with, as in [words](2026-03.md).
func (p *simple) anchor(s string, at int) int {
	words, rest, ok := strings.Cut(s[1:], "](")
	dest, _, closed := strings.Cut(rest, ")")
	if !ok || !closed || len(words) < 2 || words[0] == '^' || dest == "" || strings.IndexFunc(dest, func(r rune) bool {
		return r >= utf8.RuneSelf || simpleBytes[r] == doubt && r != '_' || strings.ContainsRune(" ()&\"'>*`[", r)
	}) >= 0 {
		return 0
	}
	t := aim(dest, p.path)
	if t.kind == nowhere {
		return 0
	}
	p.put("<a")
	p.address(t, dest, at)
	if !p.text(words) {
		return 0
	}
	p.put("</a>")
	return len(words) + len(dest) + len("[]()")
}
