//go:build !linux

package heap

// largePages does nothing here.
func largePages(int) {}
