package prose

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// A Shingles is the set of runs of n characters of a text: their hashes, each once,
// in order.
type Shingles []uint64

// ShinglesOf is the set of runs of n characters of texts, digits, marks and
// spaces left out; no run reaches over the end of a text. A text that is shorter
// than n has none.
func ShinglesOf(n int, texts ...string) Shingles {
	size := 0
	for _, text := range texts {
		size += len(text)
	}
	set := make(Shingles, 0, size/2)
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
				set = append(set, hash(window))
			}
		}
	}
	slices.Sort(set)
	return slices.Compact(set)
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
	both := s.Common(t)
	return float64(both) / float64(len(s)+len(t)-both)
}

// Common is how many runs two sets have in common.
func (s Shingles) Common(t Shingles) (both int) {
	for len(s) > 0 && len(t) > 0 {
		switch a, b := s[0], t[0]; {
		case a < b:
			s = s[1:]
		case a > b:
			t = t[1:]
		default:
			both++
			s, t = s[1:], t[1:]
		}
	}
	return both
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
