//go:build !linux

package heap

// fetch does nothing here.
func fetch() {}
