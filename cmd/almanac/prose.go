package main

import (
	"fmt"
	"strings"
	"unicode"

	"almanac/site"
)

// measure is how wide a text may be to be read with ease.
const measure = 84

// say prints sentences as one paragraph, the first of them bold; a caution is
// apart, with a bar before it.
func (t *terminal) say(list []site.Sentence) {
	if len(list) == 0 {
		return
	}
	width := min(t.width(), measure)
	style, lines := bold, []string(nil)
	for i, s := range list {
		if i == 1 {
			style = ""
		}
		if s.Caution {
			t.paragraph(lines, style)
			lines = nil
			for _, l := range wrap(cleanLines(s.Text), width-2) {
				fmt.Fprintf(&t.out, "%s %s\n", t.out.paint(red, "▌"), l)
			}
			continue
		}
		if i > 1 && len(lines) > 0 {
			last := lines[len(lines)-1]
			gap := " "
			if endsWide(last) {
				gap = ""
			}
			lines = append(lines[:len(lines)-1], wrap(last+gap+cleanLines(s.Text), width)...)
			continue
		}
		t.paragraph(lines, map[bool]string{true: bold}[i == 1])
		lines = wrap(cleanLines(s.Text), width)
	}
	t.paragraph(lines, map[bool]string{true: bold}[len(list) == 1])
	fmt.Fprintln(&t.out)
}

func (t *terminal) paragraph(lines []string, style string) {
	for _, l := range lines {
		fmt.Fprintln(&t.out, t.out.paint(style, l))
	}
}

// endsWide reports whether a line ends with a full-width character, behind which
// there is no space.
func endsWide(s string) bool {
	r := []rune(s)
	return len(r) > 0 && cells(string(r[len(r)-1])) > 1
}

// wrap breaks a text into lines of so many cells: at spaces, and around Han
// characters, but never before a mark that closes.
func wrap(s string, width int) (lines []string) {
	var line, word strings.Builder
	flush := func() {
		if cells(line.String())+cells(word.String()) > width && line.Len() > 0 {
			lines = append(lines, strings.TrimRight(line.String(), " "))
			line.Reset()
			line.WriteString(strings.TrimLeft(word.String(), " "))
		} else {
			line.WriteString(word.String())
		}
		word.Reset()
	}
	before := ' '
	for _, r := range s {
		if r == ' ' || wide(r) && !unicode.IsPunct(r) || wide(before) && !unicode.IsPunct(r) {
			flush()
		}
		word.WriteRune(r)
		before = r
	}
	flush()
	return append(lines, strings.TrimRight(line.String(), " "))
}

func wide(r rune) bool { return cells(string(r)) > 1 }
