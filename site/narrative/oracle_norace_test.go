//go:build !race

package narrative_test

// How many archives are made, and how many sentences they must give.
const (
	seeds       = 78
	leastOfForm = 1000
	leastOfAll  = 100_000
)
