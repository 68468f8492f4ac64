package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"almanac/site/report"
)

// locate finds in the source of a file where bytes of the words of a block stand
// that begins at a place, and how many characters they take there. Words are the
// source without its markup: each of their characters is looked for in order. If
// the source is not to be had the block's own place is the answer.
func locate(source string, begin report.Pos, words string, from, to int) (at report.Pos, width int) {
	rest := after(source, begin)
	at = begin
	var stop report.Pos
	here := begin
	for i, r := range words {
		if i >= to {
			break
		}
		skipped := 0
		for skipped < len(rest) {
			s, n := utf8.DecodeRuneInString(rest[skipped:])
			if s == r || unicode.IsSpace(s) && unicode.IsSpace(r) {
				break
			}
			skipped += n
		}
		if skipped >= len(rest) {
			return begin, 0
		}
		for _, s := range rest[:skipped] {
			here = step(here, s)
		}
		if i == from {
			at = here
		}
		s, n := utf8.DecodeRuneInString(rest[skipped:])
		here = step(here, s)
		rest, stop = rest[skipped+n:], here
	}
	if stop.Line == at.Line {
		width = int(stop.Column - at.Column)
	}
	return at, width
}

// step is the place behind a character.
func step(p report.Pos, r rune) report.Pos {
	if r == '\n' {
		return report.Pos{Line: p.Line + 1, Column: 1}
	}
	p.Column++
	return p
}

// after is the rest of a text from a place on; "" if it is not in it.
func after(text string, p report.Pos) string {
	for line := int32(1); line < p.Line; line++ {
		_, rest, more := strings.Cut(text, "\n")
		if !more {
			return ""
		}
		text = rest
	}
	for column := int32(1); column < p.Column; column++ {
		_, n := utf8.DecodeRuneInString(text)
		text = text[n:]
	}
	return text
}
