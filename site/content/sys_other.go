//go:build !unix

package content

import (
	"errors"
	"os"

	"almanac/site/memory"
)

// stampIn knows no file here: each is read anew.
func stampIn(*os.File, string) memory.Stamp { return memory.Stamp{} }

// openIn opens nothing here: files are opened by their whole path.
func openIn(*os.File, string) (*os.File, int64, error) {
	return nil, 0, errors.ErrUnsupported
}
