package content

import "strings"

// kept holds the texts of front matter that reports keep, many in one piece of
// memory, so that none keeps the file that it comes from.
type kept struct{ b strings.Builder }

// keptSize is the size of such a piece in bytes.
const keptSize = 16 << 10

// keep returns a copy of s.
func (k *kept) keep(s string) string {
	if s == "" {
		return ""
	}
	if k.b.Len()+len(s) > k.b.Cap() {
		k.b = strings.Builder{}
		k.b.Grow(max(keptSize, len(s)))
	}
	at := k.b.Len()
	k.b.WriteString(s)
	return k.b.String()[at:]
}
