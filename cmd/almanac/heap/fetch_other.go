//go:build !linux

package heap

func fetch() {}
