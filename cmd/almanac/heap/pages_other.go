//go:build !linux

package heap

// largePages does nothing here.
func largePages(int) {}

// addresses tells of none here.
func addresses() uint64 { return 0 }
