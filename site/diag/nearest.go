package diag

import (
	"slices"
	"strings"
)

// Nearest returns the candidate that a misspelt word most probably meant, or
// "" if none is near enough. Of its letters at most a third (but one in any
// word of two or more) may differ, by insertion, deletion, exchange or
// transposition (optimal string alignment); upper case is lower case. Nothing is
// near a word of more than 100 letters but that word. Of equally near
// candidates it takes the first in the order of strings.
func Nearest(word string, candidates []string) string {
	w := []rune(strings.ToLower(word))
	limit := max(len(w)/3, 1)
	if len(w) < 2 || len(w) > 100 {
		limit = 0
	}
	best, at := "", limit+1
	for _, c := range candidates {
		r := []rune(strings.ToLower(c))
		if d := len(r) - len(w); d > limit || -d > limit {
			continue
		}
		n := distance(w, r, limit)
		if n < at || n == at && n <= limit && c < best {
			best, at = c, n
		}
	}
	return best
}

// DidYouMean is a hint that names the nearest candidate, or, where none is
// near, all of them if they are few.
func DidYouMean(word string, candidates []string) string {
	if c := Nearest(word, candidates); c != "" {
		return `did you mean "` + c + `"?`
	}
	if n := len(candidates); n > 0 && n <= 12 {
		return "known are: " + strings.Join(candidates, ", ")
	}
	return ""
}

// distance is how far a and b are apart; 1 is far enough where the limit is 0.
func distance(a, b []rune, limit int) int {
	switch {
	case slices.Equal(a, b):
		return 0
	case limit == 0:
		return 1
	}
	prev2, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], prev2[j-2]+1)
			}
		}
		prev2, prev, row = prev, row, prev2
	}
	return prev[len(b)]
}
