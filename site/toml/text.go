package toml

import (
	"strconv"
	"strings"
)

// text returns the text of a string of any of the four kinds, with its quotes.
func text(raw string) string {
	q := raw[:1]
	if len(raw) >= 6 && strings.HasPrefix(raw, q+q+q) {
		raw = strings.TrimPrefix(strings.TrimPrefix(raw[3:len(raw)-3], "\r"), "\n")
		if q == `"` {
			return unescape(raw)
		}
		return raw
	}
	if len(raw) < 2 || raw[len(raw)-1] != q[0] { // not a valid document
		return raw
	}
	if q == `'` {
		return raw[1 : len(raw)-1]
	}
	return unescape(raw[1 : len(raw)-1])
}

func unescape(s string) string {
	at := strings.IndexByte(s, '\\')
	if at < 0 {
		return s
	}
	var b strings.Builder
	for ; at >= 0; at = strings.IndexByte(s, '\\') {
		b.WriteString(s[:at])
		s = escape(&b, s[at+1:])
	}
	b.WriteString(s)
	return b.String()
}

// escape writes what the escape stands for whose backslash has been read, and
// returns what follows it.
func escape(b *strings.Builder, s string) string {
	if s == "" {
		return s
	}
	if n := map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[0]]; n > 0 && len(s) > n {
		if r, err := strconv.ParseUint(s[1:1+n], 16, 32); err == nil {
			b.WriteRune(rune(r))
			return s[1+n:]
		}
	}
	switch c := strings.IndexByte(`btnfre`, s[0]); {
	case c >= 0:
		b.WriteByte("\b\t\n\f\r\x1b"[c])
	case strings.HasPrefix(strings.TrimLeft(s, " \t\r"), "\n"): // the line goes on below
		return strings.TrimLeft(s, " \t\r\n")
	default:
		b.WriteByte(s[0])
	}
	return s[1:]
}
