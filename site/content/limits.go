package content

import (
	"strings"

	"almanac/site/diag"
	"almanac/site/toml"
)

// The limits on Markdown. goldmark takes quadratic time or worse where they
// are passed (libraries.md §3.2); nobody writes so much by hand.
const (
	maxLine     = 64 << 10 // bytes of a line
	maxMarkers  = 64       // block markers before the text of a line, two columns of indent counting as one
	maxBrackets = 2000     // [ in one paragraph
	maxTarget   = 4 << 10  // bytes of a word in a paragraph that defines link targets
	maxColumns  = 256      // of a table
	maxCells    = 200_000  // of a table
	maxMarks    = 20_000   // of < or ` or * or _ or ~ in one paragraph
	maxEscapes  = 2000     // \| beside a ` in a body
	maxNotes    = 2000     // [^ in a body
)

// A gauge measures a body line by line.
type gauge struct {
	f        *file
	ok       bool
	brackets int // in this paragraph
	marks    [256]int
	defines  bool // this paragraph defines link targets
	columns  int  // of the table in this paragraph; 0: none so far
	rows     int
	said     bool // this paragraph has been complained of
	escapes  int  // in the body
	notes    int
	noted    bool
}

// measure reports whether a body keeps within the limits, and says where not.
func measure(f *file, s toml.Span) bool {
	if small(s.Of(f.text)) {
		return true
	}
	g := gauge{f: f, ok: true}
	for at := s.Start; at < s.End; {
		end := strings.IndexByte(f.text[at:s.End], '\n')
		if end < 0 {
			end = s.End - at
		}
		g.line(at, f.text[at:at+end])
		at += end + 1
	}
	return g.ok
}

// small reports whether a body is so small that it surely keeps within the
// limits: what the whole of it holds is no more than a paragraph, a line or a
// table may hold. It is for speed alone.
func small(body string) bool {
	lines := strings.Count(body, "\n") + 1
	columns := strings.Count(body, "|") + 1
	if len(body) > maxMarks || columns > maxColumns || lines*columns > maxCells || strings.Count(body, "[") > min(maxBrackets, maxNotes) {
		return false
	}
	if len(body) > maxTarget && strings.Contains(body, "]:") {
		return false
	}
	for body != "" { // markers are worth at most two levels a byte
		margin := strings.TrimLeft(body[:min(len(body), maxMarkers/2)], " \t>*+-0123456789.)")
		if margin == "" && len(body) >= maxMarkers/2 {
			return false
		}
		_, body, _ = strings.Cut(body, "\n")
	}
	return true
}

// complain says that a limit is passed, once for a paragraph.
func (g *gauge) complain(at int, message, hint diag.Words) {
	g.ok = false
	if !g.said && len(g.f.remarks) < 10*manySame {
		g.said = true
		g.f.say(ruleLimit, toml.Span{Start: at, End: at}, message, hint)
	}
}

func (g *gauge) line(at int, line string) {
	if strings.TrimLeft(line, " \t>") == "" { // the paragraph ends
		g.brackets, g.defines, g.columns, g.rows, g.said = 0, false, 0, 0, false
		g.marks['<'], g.marks['`'], g.marks['*'], g.marks['_'], g.marks['~'] = 0, 0, 0, 0, 0
	}
	if len(line) > maxLine {
		g.complain(at, spoken("the line has %d bytes, more than %d", "這一行有 %d 個位元組，超過 %d", "这一行有 %d 个字节，超过 %d", len(line), maxLine), spoken("break it into several lines", "請拆成數行", "请拆成数行"))
		return
	}
	if n := markers(line); n > maxMarkers {
		g.complain(at, spoken("quotes and lists are nested deeper than %d levels", "引文與清單超過 %d 層", "引文与列表超过 %d 层", maxMarkers), spoken("write fewer > and list marks before the text", "請減少文字前的 > 與清單符號", "请减少文字前的 > 与列表符号"))
	}
	g.count(at, line)
	g.table(at, line)
}

// count adds up what a line holds.
func (g *gauge) count(at int, line string) {
	pipes, ticks := 0, 0
	for i := range len(line) {
		switch c := line[i]; c {
		case '[':
			g.brackets++
			if i+1 < len(line) && line[i+1] == '^' {
				g.notes++
			}
		case ']':
			g.defines = g.defines || i+1 < len(line) && line[i+1] == ':'
		case '<', '*', '_', '~':
			g.marks[c]++
		case '`':
			g.marks[c]++
			ticks++
		case '|':
			if i > 0 && line[i-1] == '\\' {
				pipes++
			}
		}
	}
	if ticks > 0 {
		g.escapes += pipes
	}
	g.judge(at, line)
}

func (g *gauge) judge(at int, line string) {
	if g.brackets > maxBrackets {
		g.complain(at, spoken("the paragraph has more than %d opening brackets", "這一段的左方括號超過 %d 個", "这一段的左方括号超过 %d 个", maxBrackets), spoken("break it up with empty lines", "請用空行分段", "请用空行分段"))
	}
	for _, c := range "<`*_~" {
		if g.marks[c] > maxMarks {
			g.complain(at, spoken("the paragraph has more than %d of the character %c", "這一段的 %[2]c 超過 %[1]d 個", "这一段的 %[2]c 超过 %[1]d 个", maxMarks, c), spoken("break it up with empty lines", "請用空行分段", "请用空行分段"))
		}
	}
	if g.defines {
		for word := range strings.FieldsSeq(line) {
			if len(word) > maxTarget {
				g.complain(at, spoken("a link target has %d bytes, more than %d", "連結目標有 %d 個位元組，超過 %d", "链接目标有 %d 个字节，超过 %d", len(word), maxTarget), spoken("shorten it", "請縮短", "请缩短"))
			}
		}
	}
	if !g.noted && (g.notes > maxNotes || g.escapes > maxEscapes) {
		g.noted = true
		g.complain(at, spoken(`the text has more than %d footnotes, or %d of \| beside code`, `正文的註腳超過 %d 個，或程式碼旁的 \| 超過 %d 個`, `正文的脚注超过 %d 个，或代码旁的 \| 超过 %d 个`, maxNotes, maxEscapes), spoken("split the file", "請拆分檔案", "请拆分文件"))
	}
}

// table counts the columns and cells of tables.
func (g *gauge) table(at int, line string) {
	if g.columns == 0 && !isDelimiter(line) {
		return
	}
	if g.columns == 0 {
		g.columns = strings.Count(strings.Trim(strings.TrimSpace(line), "|"), "|") + 1
		if g.columns > maxColumns {
			g.complain(at, spoken("the table has %d columns, more than %d", "表格有 %d 欄，超過 %d", "表格有 %d 列，超过 %d", g.columns, maxColumns), spoken("move it into a CSV file", "請移到 CSV 檔", "请移到 CSV 文件"))
		}
		return
	}
	if g.rows++; g.rows*g.columns > maxCells {
		g.complain(at, spoken("the table has more than %d cells", "表格的儲存格超過 %d 個", "表格的单元格超过 %d 个", maxCells), spoken("move it into a CSV file", "請移到 CSV 檔", "请移到 CSV 文件"))
	}
}

// isDelimiter reports whether a line may be the one below a table's headings.
func isDelimiter(line string) bool {
	line = strings.TrimLeft(line, " \t>")
	if strings.IndexByte(line, '-') < 0 || strings.IndexByte(line, '|') < 0 {
		return false
	}
	for i := range len(line) {
		if c := line[i]; c != '-' && c != '|' && c != ':' && c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}

// markers estimates how deep the blocks are nested that a line begins.
func markers(line string) (depth int) {
	indent := 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ':
			indent++
		case c == '\t':
			indent += 4
		case c == '>':
			depth++
		case c == '-' || c == '*' || c == '+':
			if i+1 < len(line) && line[i+1] != ' ' && line[i+1] != '\t' {
				return deep(depth, indent)
			}
			depth++
		case c >= '0' && c <= '9':
			n := i
			for n < len(line) && n-i < 10 && line[n] >= '0' && line[n] <= '9' {
				n++
			}
			if n+1 >= len(line) || line[n] != '.' && line[n] != ')' || line[n+1] != ' ' && line[n+1] != '\t' {
				return deep(depth, indent)
			}
			depth++
			i = n
		default:
			return deep(depth, indent)
		}
	}
	return deep(depth, indent)
}

// deep counts indentation only in front of markers: text may stand anywhere.
func deep(markers, indent int) int {
	if markers == 0 {
		return 0
	}
	return markers + max(indent-markers, 0)/2
}
