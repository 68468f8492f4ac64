package toml

import (
	"fmt"
	"strings"
)

// The limits that BurntSushi/toml v1.6.0 needs: brackets half a million deep
// overflow its stack, which no recover catches; inline tables ten thousand
// deep and keys with ten thousand dots take it seconds.
const (
	MaxDepth = 64 // brackets within brackets
	MaxDots  = 64 // parts of one key
)

// Guard refuses a document that is nested deeper than [MaxDepth] or has a key
// with more than [MaxDots] dots. It reads src once.
func Guard(src string) *Error {
	depth, dots := 0, 0
	for i := 0; i < len(src); {
		switch c := src[i]; c {
		case '#':
			i = lineEnd(src, i)
			continue
		case '"', '\'':
			i = stringEnd(src, i)
			continue
		case '[', '{':
			if depth++; depth > MaxDepth {
				return &Error{Message: fmt.Sprintf("nested deeper than %d levels", MaxDepth), Span: Span{i, i + 1}}
			}
		case ']', '}':
			depth = max(depth-1, 0)
		case '=', ',', '\n':
			dots = 0
		case '.':
			if dots++; dots > MaxDots {
				return &Error{Message: fmt.Sprintf("a key with more than %d dots", MaxDots), Span: Span{i, i + 1}}
			}
		}
		i++
	}
	return nil
}

// lineEnd returns the offset of the line end at or behind i.
func lineEnd(src string, i int) int {
	if n := strings.IndexByte(src[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(src)
}

// stringEnd returns the offset behind the string of any of the four kinds
// that begins at i. An unclosed one ends with its line, or if it may span
// lines, with the document.
func stringEnd(src string, i int) int {
	q, n := src[i], 1
	if i+2 < len(src) && src[i+1] == q && src[i+2] == q {
		n = 3
	}
	for i += n; i < len(src); i++ {
		switch {
		case src[i] == '\n' && n == 1:
			return i
		case src[i] == '\\' && q == '"':
			i++
		case src[i] == q && n == 1:
			return i + 1
		case src[i] == q:
			run := 1
			for i+run < len(src) && src[i+run] == q {
				run++
			}
			if run >= 3 { // up to two quotes before the last three belong to the text
				return i + min(run, 5)
			}
			i += run - 1
		}
	}
	return len(src)
}
