package render

import "strings"

// words writes words in text and in quoted attributes as html/template does.
// Fragments use text, which is stricter about control characters.
func (o *out) words(s string) {
	last := 0
	for i := range len(s) {
		rep := ""
		switch s[i] {
		case 0:
			rep = "\uFFFD"
		case '"':
			rep = "&#34;"
		case '&':
			rep = "&amp;"
		case '\'':
			rep = "&#39;"
		case '+':
			rep = "&#43;"
		case '<':
			rep = "&lt;"
		case '>':
			rep = "&gt;"
		default:
			continue
		}
		o.b = append(append(o.b, s[last:i]...), rep...)
		last = i + 1
	}
	o.b = append(o.b, s[last:]...)
}

// href writes a whole address in a quoted attribute as html/template does:
// percent signs before what is no part of an address, and then as words. It
// reports false for a scheme that might run something.
func (o *out) href(s string) bool {
	if scheme, _, ok := strings.Cut(s, ":"); ok && !strings.Contains(scheme, "/") &&
		!strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		return false
	}
	const digits = "0123456789abcdef"
	for i := range len(s) {
		switch b := s[i]; {
		case b == '&':
			o.raw("&amp;")
		case b == '+':
			o.raw("&#43;")
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', '0' <= b && b <= '9', strings.IndexByte("!#$*,/:;=?@[]-._~", b) >= 0,
			b == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			o.b = append(o.b, b)
		default:
			o.b = append(o.b, '%', digits[b>>4], digits[b&15])
		}
	}
	return true
}

func isHex(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F'
}
