package content

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ids gives out fragments that are unique in a body.
type ids map[string]int

// of returns a fragment, with -2 behind a second one of the kind.
func (m ids) of(id string) string {
	if m[id] == 0 {
		m[id] = 1
		return id
	}
	for {
		m[id]++
		if next := id + "-" + strconv.Itoa(m[id]); m[next] == 0 {
			m[next] = 1
			return next
		}
	}
}

// fragment is a heading as a fragment: its letters and digits of any script in
// lower case, with - for spaces.
func fragment(heading string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(heading) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) && b.Len() > 0:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsSpace(r) || r == '-' || r == '_':
			gap = true
		}
		if b.Len() > 200 {
			break
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return norm.NFC.String(b.String())
}
