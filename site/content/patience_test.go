//go:build !race

package content

import "time"

// patience is how long one file may take: two seconds, and as much again for
// a busy machine.
const patience = 4 * time.Second
