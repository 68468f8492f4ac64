package content

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/toml"
)

const bom = "\ufeff"

// decode turns the bytes of a file into text: UTF-8 without byte order mark,
// with lines that end in \n. What it cannot turn it says; ok is false if there
// is no point in reading on.
func decode(path string, data []byte) (f *file, ok bool) {
	f = &file{path: path}
	return f, f.decode(data)
}

func (f *file) decode(data []byte) (ok bool) {
	if len(data) >= 2 && (data[0] == 0xff && data[1] == 0xfe || data[0] == 0xfe && data[1] == 0xff) || utf16(data) {
		f.sayWhole(ruleEncoding, spoken("the file is UTF-16", "檔案是 UTF-16", "文件是 UTF-16"), spoken("save it as UTF-8", "請另存為 UTF-8", "请另存为 UTF-8"))
		f.remarks[0].Line, f.remarks[0].Column = 1, 1
		return false
	}
	f.text = textOf(data)
	return (usual(f.text) || f.characters()) && !f.unmerged()
}

// textOf is a file's text without its byte order mark, with lines that end in \n.
func textOf(data []byte) string {
	return strings.ReplaceAll(strings.TrimPrefix(string(data), bom), "\r\n", "\n")
}

// unmerged says where git left two versions of a passage for somebody to choose from.
func (f *file) unmerged() bool {
	const begins, ends = "<<<<<<< ", "\n>>>>>>> "
	at := strings.Index(f.text, "\n"+begins) + 1
	if at == 0 && !strings.HasPrefix(f.text, begins) || !strings.Contains(f.text[at:], ends) {
		return false
	}
	f.say(ruleConflict, toml.Span{Start: at, End: at + len(begins) - 1}, spoken("here stand two versions that git could not merge", "這裡有 git 無法合併的兩個版本", "这里有 git 无法合并的两个版本"), spoken("keep one of them, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>", "請保留其中一個，並刪去以 <<<<<<<、=======、>>>>>>> 開頭的各行", "请保留其中一个，并删去以 <<<<<<<、=======、>>>>>>> 开头的各行"))
	return true
}

// usual reports whether a text surely holds none of the characters that
// [file.characters] looks for. It is for speed alone.
func usual(text string) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= ' ' && c < 0x7f, c == '\n', c == '\t':
		case c >= 0xe3 && c <= 0xec && i+2 < len(text) && text[i+1]&0xc0 == 0x80 && text[i+2]&0xc0 == 0x80: // U+3000 to U+CFFF
			i += 2
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			if _, message, _ := judge(r, n, c); message != none {
				return false
			}
			i += n - 1
		}
	}
	return true
}

// utf16 reports whether data without a mark looks like UTF-16: every other
// byte of its beginning is 0.
func utf16(data []byte) bool {
	n := min(len(data), 64) &^ 1
	even, odd := 0, 0
	for i := 0; i < n; i += 2 {
		if data[i] == 0 {
			even++
		}
		if data[i+1] == 0 {
			odd++
		}
	}
	return n >= 8 && (even >= n/2*3/4 && odd == 0 || odd >= n/2*3/4 && even == 0)
}

// manySame is how often a file is told of one kind of mistake.
const manySame = 20

// characters looks for characters that a report must not or should not hold.
// Those that keep it from being read are said once for each kind, since one
// setting of an editor makes many of them; the others, up to manySame, each.
func (f *file) characters() (ok bool) {
	first, more := map[diag.Words]int{}, map[diag.Words]int{} // by hint: which remark, how many more
	for i, seen := 0, 0; i < len(f.text); {
		c := f.text[i]
		if c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(f.text[i:])
		switch rule, message, hint := judge(r, n, c); {
		case rule.Unreadable && more[hint] > 0:
			more[hint]++
		case rule.Unreadable:
			first[hint], more[hint] = len(f.remarks), 1
			f.say(rule, toml.Span{Start: i, End: i + n}, message, hint)
		case message != none && seen < manySame:
			seen++
			f.say(rule, toml.Span{Start: i, End: i + n}, message, hint)
		}
		i += n
	}
	for hint, n := range more {
		if n > 1 {
			f.remarks[first[hint]].Add(spoken(" (and %d more)", "（另有 %d 處）", "（另有 %d 处）", n-1))
		}
	}
	return len(more) == 0
}

// judge says what is wrong with a character, if anything is.
func judge(r rune, n int, c byte) (rule diag.Rule, message, hint diag.Words) {
	switch {
	case r == utf8.RuneError && n == 1:
		return ruleEncoding, spoken("the byte 0x%02x is not UTF-8", "位元組 0x%02x 不是 UTF-8", "字节 0x%02x 不是 UTF-8", c), spoken("save the file as UTF-8", "請把檔案存為 UTF-8", "请把文件存为 UTF-8")
	case r == 0:
		return ruleEncoding, spoken("there is a NUL byte in the file", "檔案中有 NUL 位元組", "文件中有 NUL 字节"), spoken("remove it", "請移除", "请移除")
	case r == '\r':
		return ruleEncoding, spoken("a carriage return stands alone", "有單獨的歸位字元（CR）", "有单独的回车字符（CR）"), spoken("end lines with LF or CR LF", "換行請用 LF 或 CR LF", "换行请用 LF 或 CR LF")
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return ruleEncoding, spoken("there is a control character, U+%04X, in the file", "檔案中有控制字元 U+%04X", "文件中有控制字符 U+%04X", r), spoken("remove it", "請移除", "请移除")
	case r == 0xfeff:
		return ruleHidden, spoken("there is a byte order mark, U+FEFF, in the middle of the file", "檔案中間有位元組順序標記 U+FEFF", "文件中间有字节顺序标记 U+FEFF"), spoken("remove it", "請移除", "请移除")
	case r < 0x200b:
		return rule, none, none
	}
	if r > 0x2069 { // the last of the hidden
		return rule, none, none
	}
	if name := hiddenNames[r]; name != "" {
		return ruleHidden, spoken("there is an invisible character: %s, U+%04X", "有看不見的字元：%s，U+%04X", "有看不见的字符：%s，U+%04X", name, r), spoken("remove it, or say on purpose in words what it should do", "請移除，或用文字寫明其用意", "请移除，或用文字写明其用意")
	}
	return rule, none, none
}

// hiddenNames are the characters that change how text looks and are not seen.
// The joiners U+200C and U+200D are not among them: scripts and emoji need them.
var hiddenNames = map[rune]string{
	0x200b: "ZERO WIDTH SPACE", 0x200e: "LEFT-TO-RIGHT MARK", 0x200f: "RIGHT-TO-LEFT MARK",
	0x202a: "LEFT-TO-RIGHT EMBEDDING", 0x202b: "RIGHT-TO-LEFT EMBEDDING", 0x202c: "POP DIRECTIONAL FORMATTING",
	0x202d: "LEFT-TO-RIGHT OVERRIDE", 0x202e: "RIGHT-TO-LEFT OVERRIDE", 0x2060: "WORD JOINER",
	0x2066: "LEFT-TO-RIGHT ISOLATE", 0x2067: "RIGHT-TO-LEFT ISOLATE", 0x2068: "FIRST STRONG ISOLATE",
	0x2069: "POP DIRECTIONAL ISOLATE", 0x2028: "LINE SEPARATOR", 0x2029: "PARAGRAPH SEPARATOR",
}

// plainName reports whether r may stand in an id: a letter that is not upper
// case, a digit, '-' or, in a metric's, '_'.
func plainName(r rune, under bool) bool {
	return r == '-' || under && r == '_' || r >= '0' && r <= '9' ||
		unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsTitle(r) || unicode.Is(unicode.M, r)
}
