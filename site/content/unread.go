package content

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/toml"
)

// unread says in the words of whoever writes a report why TOML cannot be read, for
// the slips that people make who have never written any; what the grammar says is
// about newlines, comments and items. at is where reading ended, the span returned
// what is to be written differently. An empty message: it is none of these.
func unread(text string, at toml.Span, grammar string) (span toml.Span, message, hint string) {
	from := strings.LastIndexByte(text[:at.Start], '\n') + 1
	line, _, _ := strings.Cut(text[from:], "\n")
	key, value, assigned := strings.Cut(line, "=")
	switch {
	case strings.HasPrefix(grammar, "expected '.' or '='"):
		return unassigned(line, at)
	case strings.HasPrefix(grammar, "expected end of table"):
		return at, "the brackets of this heading are not closed", "write as many ] behind the name as there are [ before it"
	case strings.HasPrefix(grammar, "expected a comma"):
		return at, "between the entries of a list stands a comma, and behind the last a ]", `write ["one", "two"]`
	}
	if !assigned || from+len(key) >= at.Start { // in a list of several lines, for one
		return at, "", ""
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
		return at, fmt.Sprintf("%s has no value", strconv.Quote(key)), "write it behind the =, or take the line out if there is none"
	case first == '"' && strings.Contains(grammar, "to end with a newline"):
		return at, "the text ended before this", `write a quote within a text as \", or put the whole text between ' and '`
	case strings.ContainsRune("“”„‟«»‘’「『＂", first):
		hint = `write "…"`
		if value != "" {
			hint = "write " + rewritten(strings.TrimFunc(value, func(r rune) bool { return strings.ContainsRune(`“”„‟«»‘’「」『』＂"`, r) }))
		}
		return span, "these quotes are not the straight ones that a text stands between", hint
	case first == '[' && strings.HasPrefix(grammar, "expected value but found"):
		return at, "this entry of a list is a text without quotes", `write ["one", "two"]`
	case value == "" || strings.ContainsRune(`"'[{`, first):
		return at, "", ""
	}
	if m := dayFirst.FindStringSubmatch(value); m != nil {
		return span, fmt.Sprintf("%q is no date as in 2026-03-31", value), fmt.Sprintf("write the year, the month, the day: %s = %s-%02s-%02s", key, m[3], m[2], m[1])
	}
	if slashes.MatchString(value) {
		return span, fmt.Sprintf("%q is no date as in 2026-03-31", value), fmt.Sprintf("write the year, the month, the day: %s = 2026-03-31", key)
	}
	if unicode.IsDigit(first) || strings.ContainsRune("+-.", first) {
		if strings.Contains(grammar, "datetime") || strings.Contains(grammar, "out of range") {
			return at, "", ""
		}
		return span, fmt.Sprintf("%q is more than a plain number", value), "put it between quotes: " + rewritten(value)
	}
	return span, fmt.Sprintf("%q is a text without quotes", value), "put it between quotes: " + rewritten(value)
}

// unassigned is unread for a line in which a = is missed.
func unassigned(line string, at toml.Span) (toml.Span, string, string) {
	switch key, _, wide := strings.Cut(line, "＝"); {
	case wide:
		return at, "this = is a wide one", fmt.Sprintf("write %s = …", strings.TrimSpace(key))
	case colon.MatchString(line):
		key, _, _ = strings.Cut(line, ":")
		return at, "a name and its value are joined by =, not by a colon", fmt.Sprintf("write %s = …", strings.TrimSpace(key))
	case !strings.Contains(line, "="):
		return at, "this line is neither a name with a value nor a remark", "write it as name = value; a remark begins with #, and the report's text stands below the second +++"
	}
	return at, "", ""
}

// Dates as many write them, the day before the month or with slashes, and a name with
// a colon, as in YAML.
var (
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
