//go:build !linux

package memory

import "os"

func readAll(name string) ([]byte, error) { return os.ReadFile(name) }
