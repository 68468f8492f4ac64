package content

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/report"
	"almanac/site/toml"
)

// A file is a text while it is read: where its lines begin, and what has been
// said about it.
type file struct {
	path    string // relative to the archive, with slashes
	text    string // without byte order mark, line ends are \n
	starts  []int  // where each line begins; empty: not yet looked for
	remarks []diag.Diagnostic
}

// lines finds where each line begins.
func (f *file) lines() []int {
	if len(f.starts) == 0 {
		f.starts = append(slices.Grow(f.starts, strings.Count(f.text, "\n")+1), 0)
		for i := strings.IndexByte(f.text, '\n'); i >= 0; {
			f.starts = append(f.starts, i+1)
			next := strings.IndexByte(f.text[i+1:], '\n')
			if next < 0 {
				break
			}
			i += 1 + next
		}
	}
	return f.starts
}

// pos turns an offset into a line and a column.
func (f *file) pos(at int) report.Pos {
	starts := f.lines()
	at = min(max(at, 0), len(f.text))
	line := sort.SearchInts(starts, at+1)
	return report.Pos{Line: int32(line), Column: int32(utf8.RuneCountInString(f.text[starts[line-1]:at])) + 1}
}

// line returns the text of the line of a position, without its end.
func (f *file) line(p report.Pos) string {
	starts, n := f.lines(), int(p.Line)
	if n < 1 || n > len(starts) {
		return ""
	}
	s, _, _ := strings.Cut(f.text[starts[n-1]:], "\n")
	return s
}

// maxRemarks is how much is said about one file. Whoever has made so many
// mistakes has made one of them so many times.
const maxRemarks = 1000

// say makes a remark about a range of the file.
func (f *file) say(r diag.Rule, s toml.Span, message, hint diag.Words) {
	if len(f.remarks) == maxRemarks-1 {
		message, hint = spoken("there are more than %d remarks about this file; this one and those that follow it are not shown", "這個檔案的提示超過 %d 則；此則與其後的不再顯示", "这个文件的提示超过 %d 则；此则与其后的不再显示", maxRemarks-1), spoken("mend what is shown first", "請先處理已列出的", "请先处理已列出的")
	}
	if len(f.remarks) >= maxRemarks {
		return
	}
	p := f.pos(s.Start)
	d := r.Said(f.path, int(p.Line), int(p.Column), message, hint)
	d.Excerpt = strings.Clone(f.line(p)) // else the remark keeps the whole text
	if s.End > s.Start {
		first, _, _ := strings.Cut(f.text[s.Start:min(s.End, len(f.text))], "\n")
		d.Width = utf8.RuneCountInString(first)
	}
	f.remarks = append(f.remarks, d)
}

// sayWhole makes a remark about the file as a whole.
func (f *file) sayWhole(r diag.Rule, message, hint diag.Words) {
	f.remarks = append(f.remarks, r.Said(f.path, 0, 0, message, hint))
}

// digests are those of what stands before and in a body.
func (f *file) digests(body toml.Span) report.Digests {
	return report.Digests{Front: report.DigestOfText(f.text[:body.Start]), Text: report.DigestOfText(f.text[body.Start:])}
}
