package content

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// foldText makes texts equal that look the same but for case, width and the
// form of their letters: ﬁ and fi, İ and i, Ａ and a.
func foldText(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	s = cases.Fold().String(norm.NFKC.String(s))
	return norm.NFKC.String(strings.ReplaceAll(s, "i̇", "i"))
}

// RoleOf is the role that a heading gives its section, by the words of a table as in
// [Options]; "" if it names none.
func RoleOf(heading string, roles map[string]string) string { return roleOf(heading, roles) }

// roleOf returns the role that a heading gives its section; "" if none. A
// heading of two halves, as in "Market and competitors", has the role of the
// first half that has one.
func roleOf(heading string, roles map[string]string) string {
	s := strings.Trim(foldText(heading), " :.、，。")
	if r := roles[s]; r != "" {
		return r
	}
	if r := roles[strings.TrimLeft(s, "0123456789.一二三四五六七八九十()、 ")]; r != "" {
		return r
	}
	for _, word := range []string{" and ", " & ", "與", "与", "和", "及", "、", "/"} {
		if !strings.Contains(s, word) {
			continue
		}
		for half := range strings.SplitSeq(s, word) {
			if r := roles[strings.TrimSpace(half)]; r != "" {
				return r
			}
		}
	}
	return ""
}

// isFolded reports whether a text is plainly as it would be folded.
func isFolded(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 || 'A' <= s[i] && s[i] <= 'Z' {
			return false
		}
	}
	return true
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
