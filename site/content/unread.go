package content

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/diag"
	"almanac/site/num"
	"almanac/site/toml"
)

// unread says in the words of whoever writes a report why TOML cannot be read, for
// the slips that people make who have never written any; what the grammar says is
// about newlines, comments and items. at is where reading ended, the span returned
// what is to be written differently. An empty message: it is none of these.
func unread(text string, at toml.Span, grammar string) (span toml.Span, message, hint diag.Words) {
	from := strings.LastIndexByte(text[:at.Start], '\n') + 1
	line, _, _ := strings.Cut(text[from:], "\n")
	key, value, assigned := strings.Cut(line, "=")
	switch {
	case strings.HasPrefix(grammar, "expected '.' or '='"):
		return unassigned(line, at)
	case strings.HasPrefix(grammar, "expected end of table"):
		return at, spoken("the brackets of this heading are not closed", "這個表頭的方括號沒有關上", "这个表头的方括号没有关上"), spoken("write as many ] behind the name as there are [ before it", "名稱前有幾個 [，後面就要有幾個 ]", "名称前有几个 [，后面就要有几个 ]")
	case strings.HasPrefix(grammar, "expected a comma"):
		return at, spoken("between the entries of a list stands a comma, and behind the last a ]", "清單的項目以逗號分隔，最後以 ] 結束", "列表的项目以逗号分隔，最后以 ] 结束"), spoken(`write ["one", "two"]`, `請寫成 ["one", "two"]`, `请写成 ["one", "two"]`)
	}
	if !assigned || from+len(key) >= at.Start { // in a list of several lines, for one
		return at, none, none
	}
	start := from + len(key) + 1 + len(value) - len(strings.TrimLeft(value, " \t"))
	value = bare(value)
	span = toml.Span{Start: start, End: start + len(value)}
	if key = strings.TrimSpace(key); utf8.RuneCountInString(value) > 40 {
		value = "" // too long to be written once more
	}
	rewritten := func(s string) string { return key + " = " + strconv.Quote(s) }
	first, _ := utf8.DecodeRuneInString(text[span.Start:span.End])
	switch {
	case span.End == span.Start:
		return at, spoken("%s has no value", "%s 沒有值", "%s 没有值", quoted(key)), spoken("write it behind the =, or take the line out if there is none", "請把值寫在 = 之後；沒有值就刪去該行", "请把值写在 = 之后；没有值就删去该行")
	case first == '"' && strings.Contains(grammar, "to end with a newline"):
		return at, spoken("the text ended before this", "文字在這之前就結束了", "文字在这之前就结束了"), spoken(`write a quote within a text as \", or put the whole text between ' and '`, `文字內的引號請寫成 \"，或把整段文字放在 ' 與 ' 之間`, `文字内的引号请写成 \"，或把整段文字放在 ' 与 ' 之间`)
	case strings.ContainsRune("“”„‟«»‘’「『＂", first):
		hint = spoken(`write "…"`, `請寫成 "…"`, `请写成 "…"`)
		if value != "" {
			hint = spoken("write %s", "請寫 %s", "请写 %s", rewritten(strings.TrimFunc(value, func(r rune) bool { return strings.ContainsRune(`“”„‟«»‘’「」『』＂"`, r) })))
		}
		return span, spoken("these quotes are not the straight ones that a text stands between", "文字兩端的引號不是半形直引號", "文字两端的引号不是半角直引号"), hint
	case first == '[' && strings.HasPrefix(grammar, "expected value but found"):
		return at, spoken("this entry of a list is a text without quotes", "清單中的這項文字沒有引號", "列表中的这项文字没有引号"), spoken(`write ["one", "two"]`, `請寫成 ["one", "two"]`, `请写成 ["one", "two"]`)
	case value == "" || strings.ContainsRune(`"'[{`, first):
		return at, none, none
	}
	if m := dayFirst.FindStringSubmatch(value); m != nil {
		return span, spoken("%q is no date as in 2026-03-31", "「%s」不是 2026-03-31 形式的日期", "“%s”不是 2026-03-31 形式的日期", value), spoken("write the year, the month, the day: %s = %s-%02s-%02s", "請依年、月、日的順序寫：%s = %s-%02s-%02s", "请依年、月、日的顺序写：%s = %s-%02s-%02s", key, m[3], m[2], m[1])
	}
	if slashes.MatchString(value) {
		return span, spoken("%q is no date as in 2026-03-31", "「%s」不是 2026-03-31 形式的日期", "“%s”不是 2026-03-31 形式的日期", value), spoken("write the year, the month, the day: %s = 2026-03-31", "請依年、月、日的順序寫：%s = 2026-03-31", "请依年、月、日的顺序写：%s = 2026-03-31", key)
	}
	if unicode.IsDigit(first) || strings.ContainsRune("+-.", first) {
		if strings.Contains(grammar, "datetime") || strings.Contains(grammar, "out of range") {
			return at, none, none
		}
		if _, err := num.ParseText(value); err != nil && numeric.MatchString(value) {
			return span, faulty(err), asNumbers()
		}
		return span, spoken("%q is more than a plain number", "「%s」不只是一般數字", "“%s”不只是一般数字", value), spoken("put it between quotes: %s", "請加上引號：%s", "请加上引号：%s", rewritten(value))
	}
	return span, spoken("%q is a text without quotes", "「%s」是沒有引號的文字", "“%s”是没有引号的文字", value), spoken("put it between quotes: %s", "請加上引號：%s", "请加上引号：%s", rewritten(value))
}

// unassigned is unread for a line in which a = is missed.
func unassigned(line string, at toml.Span) (toml.Span, diag.Words, diag.Words) {
	switch key, _, wide := strings.Cut(line, "＝"); {
	case wide:
		return at, spoken("this = is a wide one", "這個 = 是全形的", "这个 = 是全角的"), spoken("write %s = …", "請寫 %s = …", "请写 %s = …", strings.TrimSpace(key))
	case colon.MatchString(line):
		key, _, _ = strings.Cut(line, ":")
		return at, spoken("a name and its value are joined by =, not by a colon", "名稱與值之間用 =，不用冒號", "名称与值之间用 =，不用冒号"), spoken("write %s = …", "請寫 %s = …", "请写 %s = …", strings.TrimSpace(key))
	case !strings.Contains(line, "="):
		return at, spoken("this line is neither a name with a value nor a remark", "這一行既不是名稱與值，也不是註解", "这一行既不是名称与值，也不是注释"), spoken("write it as name = value; a remark begins with #, and the report's text stands below the second +++", "請寫成 名稱 = 值；註解以 # 開頭，報告正文寫在第二個 +++ 之下", "请写成 名称 = 值；注释以 # 开头，报告正文写在第二个 +++ 之下")
	}
	return at, none, none
}

// inQuotes is the hint that a number is to stand in quotes, if it can be read there:
// else it would only lead to the next error.
func inQuotes(literal string, hint diag.Words) diag.Words {
	if _, err := num.ParseText(literal); err != nil {
		return asNumbers()
	}
	return hint
}

// asNumbers says what numbers look like.
func asNumbers() diag.Words {
	return spoken("write it as in %s", "可寫成 %s", "可写成 %s", either(num.Accepted))
}

// Dates as many write them, the day before the month or with slashes, a name with
// a colon, as in YAML, and what can be meant as nothing but a number.
var (
	numeric  = regexp.MustCompile(`^[-+]?[\d_.]+([eE][-+]?[\d_.]*)?$`)
	dayFirst = regexp.MustCompile(`^([0-3]?\d)\.([01]?\d)\.(\d{4})$`)
	slashes  = regexp.MustCompile(`^\d{1,4}/\d{1,2}/\d{1,4}$`)
	colon    = regexp.MustCompile(`^\s*[\w-]+\s*:`)
)

// bare is a value without the remark behind it.
func bare(value string) string {
	if i := strings.Index(value, " #"); i >= 0 {
		value = value[:i]
	}
	return strings.TrimSpace(value)
}
