package chart

import (
	"strings"
	"unicode"
)

// em is an upper estimate of the width of s in a sans-serif face, in ems. The
// face is the reader's, so no exact width exists; the estimates are those of
// the wider of the common ones (DejaVu Sans, Verdana-like) for digits and
// letters, and a full em for CJK.
func em(s string) float64 {
	w := 0.0
	for _, r := range s {
		w += emRune(r)
	}
	return w
}

func emRune(r rune) float64 {
	switch {
	case r >= '0' && r <= '9':
		return 0.64
	case forbidden(r):
		return 1.02
	case r < 0x80:
		return emASCII(r)
	case r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 ||
		r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f000 && r <= 0x3fffd):
		return 1.02
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r == '–' || r == '\u00a0' || r == '\u202f' || r == '\u2009':
		return 0.52
	case r == '…' || r == '—' || r == '\uFFFD':
		return 1.02
	case unicode.IsUpper(r):
		return 0.8
	case unicode.IsLower(r):
		return 0.68
	}
	return 0.85
}

func emASCII(r rune) float64 {
	switch r {
	case ' ', '.', ',', '\'', '|', 'i', 'j', 'l', ':', ';', '/', '\\', '!', '\t', '\n', '\r':
		return 0.36
	case 'f', 't', 'r', '(', ')', '[', ']', '-', 'I', '"', 's', 'c', 'z':
		return 0.54
	case 'm', 'M', 'w', 'W', '%', '@':
		return 1.02
	case '+', '=', '<', '>', '~', '^', '&', '#':
		return 0.86
	}
	if r >= 'A' && r <= 'Z' {
		return 0.79
	}
	return 0.65
}

// wide is the width of s in px.
func (c *canvas) wide(s string) float64 { return em(s) * c.size }

// fit is s, or as much of it as px hold with an ellipsis, or nothing.
func (c *canvas) fit(s string, px float64) string {
	room := px / c.size
	if em(s) <= room {
		return s
	}
	room -= em("…")
	for i, r := range s {
		if room -= emRune(r); room < 0 {
			if i == 0 {
				return ""
			}
			return strings.TrimRight(s[:i], " -–,") + "…"
		}
	}
	return s
}

// wrap breaks s into at most two lines of px; whole says that nothing was cut.
func (c *canvas) wrap(s string, px float64) (first, second string, whole bool) {
	if c.wide(s) <= px {
		return s, "", true
	}
	at := c.breakAt(s, px)
	first, rest := strings.TrimSpace(s[:at]), strings.TrimSpace(s[at:])
	if first == "" {
		first = c.fit(s, px)
		return first, "", first == s
	}
	second = c.fit(rest, px)
	return first, second, second == rest
}

// breakAt is the last place in s, within px, where a line may end: after a
// space or hyphen, or beside a CJK character; 0 if there is none.
func (c *canvas) breakAt(s string, px float64) int {
	room, at := px/c.size, 0
	var before rune
	for i, r := range s {
		if before == ' ' || before == '-' || before >= 0x2e80 || r >= 0x2e80 && i > 0 {
			at = i
		}
		if room -= emRune(r); room < 0 {
			if r == ' ' {
				return i
			}
			return at
		}
		before = r
	}
	return at
}

// held moves the middle of a text of the width w so that it stays inside.
func (c *canvas) held(x, w float64) float64 {
	return max(w/2, min(x, c.w-w/2))
}

// A row holds texts that stand side by side on one line.
type row struct{ taken [][2]float64 }

// take claims the place from x0 to x1 if it is free.
func (r *row) take(x0, x1 float64) bool {
	for _, t := range r.taken {
		if x0 < t[1] && t[0] < x1 {
			return false
		}
	}
	r.taken = append(r.taken, [2]float64{x0, x1})
	return true
}
