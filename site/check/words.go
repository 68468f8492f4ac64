package check

import (
	"slices"
	"strings"
)

// isLetter reports whether a byte is an ASCII letter or digit.
func isLetter(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}

func containsAny(words string, list ...string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.Contains(words, s) })
}
