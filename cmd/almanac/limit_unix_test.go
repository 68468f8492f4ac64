//go:build unix && !freebsd && !dragonfly

package main

import "syscall"

func setLimit(which int, n uint64) error {
	return syscall.Setrlimit(which, &syscall.Rlimit{Cur: n, Max: n})
}
