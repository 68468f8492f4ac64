package serve

import (
	"strings"
	"sync"
)

// changes are the files that changed and nobody has looked at yet.
type changes struct {
	mu     sync.Mutex
	names  map[string]bool // relative to the archive
	lost   bool            // not all of them are known
	signal chan struct{}   // of room 1: there are some
}

func newChanges() *changes {
	return &changes{names: map[string]bool{}, signal: make(chan struct{}, 1)}
}

// add notes that a file changed.
func (c *changes) add(name string) {
	c.mu.Lock()
	c.names[name] = true
	c.mu.Unlock()
	c.wake()
}

// lose notes that any file may have changed.
func (c *changes) lose() {
	c.mu.Lock()
	c.lost = true
	c.mu.Unlock()
	c.wake()
}

// wake says that there was a change; one is as good as many.
func (c *changes) wake() {
	select {
	case c.signal <- struct{}{}:
	default:
	}
}

// some reports whether there are any.
func (c *changes) some() bool { return len(c.signal) > 0 }

// take moves all changes to others.
func (c *changes) take(to *changes) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for name := range c.names {
		to.names[name] = true
	}
	to.lost = to.lost || c.lost
	clear(c.names)
	c.lost = false
}

// touch reports whether a folder of the archive, or what is in it, may be among
// them.
func (c *changes) touch(folder string) bool {
	for name := range c.names {
		if name == folder || strings.HasPrefix(name, folder+"/") {
			return true
		}
	}
	return c.lost
}
