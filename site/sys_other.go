//go:build !linux && !darwin

package site

import "errors"

// exchange is not to be had on this system.
func exchange(a, b string) error { return errors.ErrUnsupported }
