package prose

import (
	"unicode"
	"unicode/utf8"
)

// A Shingles is the set of runs of n characters of a text, by their hashes.
type Shingles map[uint64]struct{}

// ShinglesOf is the set of runs of n characters of texts, digits, marks and
// spaces left out; no run reaches over the end of a text. A text that is shorter
// than n has none.
func ShinglesOf(n int, texts ...string) Shingles {
	set := Shingles{}
	window := make([]rune, 0, n)
	for _, text := range texts {
		window = window[:0]
		for _, r := range text {
			if !unicode.IsLetter(r) {
				continue
			}
			if len(window) == n {
				copy(window, window[1:])
				window = window[:n-1]
			}
			if window = append(window, unicode.ToLower(r)); len(window) == n {
				set[hash(window)] = struct{}{}
			}
		}
	}
	return set
}

// hash is FNV-1a of some characters.
func hash(rs []rune) uint64 {
	h := uint64(14695981039346656037)
	for _, r := range rs {
		for ; r > 0; r >>= 8 {
			h = (h ^ uint64(r&0xff)) * 1099511628211
		}
		h = (h ^ 0x100) * 1099511628211 // where a character ends
	}
	return h
}

// Likeness is the Jaccard index of two sets: the share of what both have in
// what either has, from 0 to 1; 0 if one is empty.
func (s Shingles) Likeness(t Shingles) float64 {
	if len(s) == 0 || len(t) == 0 {
		return 0
	}
	if len(s) > len(t) {
		s, t = t, s
	}
	both := 0
	for h := range s {
		if _, ok := t[h]; ok {
			both++
		}
	}
	return float64(both) / float64(len(s)+len(t)-both)
}

// Likeness is the Jaccard index of the runs of n characters of two short texts;
// of texts that are shorter than n it is 1 if they are the same, else 0.
func Likeness(n int, a, b string) float64 {
	if utf8.RuneCountInString(a) < n || utf8.RuneCountInString(b) < n {
		if a == b && a != "" {
			return 1
		}
		return 0
	}
	return ShinglesOf(n, a).Likeness(ShinglesOf(n, b))
}
