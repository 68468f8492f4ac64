//go:build unix

package content

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// A descriptor is an open file that no poller watches.
type descriptor int

// openIn opens a regular file that lies in a folder, by its name without
// slashes, and tells its size. It follows no link and waits for no pipe.
func openIn(folder *os.File, base string) (descriptor, int64, error) {
	fd, err := unix.Openat(int(folder.Fd()), base, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return 0, 0, err
	}
	var info unix.Stat_t
	if err = unix.Fstat(fd, &info); err == nil && info.Mode&unix.S_IFMT != unix.S_IFREG {
		err = errors.New("no regular file")
	}
	if err != nil {
		unix.Close(fd)
		return 0, 0, err
	}
	return descriptor(fd), info.Size, nil
}

func (d descriptor) Read(b []byte) (int, error) {
	n, err := unix.Read(int(d), b)
	switch {
	case err != nil: // read anew, from the start
		return 0, err
	case n == 0:
		return 0, io.EOF
	}
	return n, nil
}

func (d descriptor) Close() error { return unix.Close(int(d)) }
