package toml

import "strings"

// Fence is the line that opens and closes front matter.
const Fence = "+++"

// Why a file has no front matter that can be read.
type Trouble uint8

const (
	Fine     Trouble = iota
	None             // the file does not begin with a +++ line
	Unclosed         // no second +++ line
)

// Split finds the front matter of a file: what stands between its first line,
// which is +++, and the next line that is +++ and does not stand inside a
// string of several lines. Front excludes both lines; body is what follows. A
// byte order mark before the first line is skipped.
//
// If the front matter is unclosed, front is everything below the first line.
func Split(src string) (front, body Span, t Trouble) {
	start := 0
	if strings.HasPrefix(src, "\ufeff") {
		start = len("\ufeff")
	}
	at, ok := fence(src, start)
	if !ok {
		return Span{}, Span{start, len(src)}, None
	}
	front.Start = at
	for i := at; i < len(src); {
		if next, ok := fence(src, i); ok {
			front.End = i
			return front, Span{next, len(src)}, Fine
		}
		i = below(src, i)
	}
	return Span{at, len(src)}, Span{len(src), len(src)}, Unclosed
}

// fence reports whether the line at i is a fence, and where the next begins.
func fence(src string, i int) (next int, ok bool) {
	if !strings.HasPrefix(src[i:], Fence) {
		return 0, false
	}
	end := lineEnd(src, i)
	return min(end+1, len(src)), strings.TrimRight(src[i:end], " \t\r") == Fence
}

// below returns where the line after the one at i begins, with what strings of
// several lines hold counted as one line. A string that never ends counts as
// if it were not there, so that the fence is found and the library says what
// is wrong.
func below(src string, i int) int {
	for end := lineEnd(src, i); ; {
		for i < end && src[i] != '"' && src[i] != '\'' && src[i] != '#' {
			i++
		}
		if i >= end || src[i] == '#' {
			return min(end+1, len(src))
		}
		next := stringEnd(src, i)
		if next > end && (next < 3 || src[next-3:next] != strings.Repeat(src[i:i+1], 3)) {
			return min(end+1, len(src))
		}
		if i = next; i > end {
			end = lineEnd(src, i)
		}
	}
}
