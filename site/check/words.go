package check

import (
	"slices"
	"strings"
)

// isLetter reports whether a byte is an ASCII letter or digit.
func isLetter(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}

// lower makes the ASCII letters of words small; offsets stay.
func lower(words string) string {
	if !strings.ContainsFunc(words, func(r rune) bool { return r >= 'A' && r <= 'Z' }) {
		return words
	}
	b := []byte(words)
	for i, x := range b {
		if x >= 'A' && x <= 'Z' {
			b[i] = x + 'a' - 'A'
		}
	}
	return string(b)
}

func containsAny(words string, list ...string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.Contains(words, s) })
}
