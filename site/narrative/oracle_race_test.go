//go:build race

package narrative_test

// Under the race detector, which slows down tenfold, each form comes up at least once.
const (
	seeds       = 16
	leastOfForm = 1
	leastOfAll  = 10_000
)
