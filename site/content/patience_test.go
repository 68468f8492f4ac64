//go:build !race

package content

import "time"

// patience is how long one file may take. On a quiet machine none takes two
// seconds; what is quadratic takes minutes on any.
const patience = 20 * time.Second
