//go:build race

package content

import "time"

// patience is longer under the race detector, which slows down tenfold.
const patience = 3 * time.Minute
