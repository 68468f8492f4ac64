package site

import (
	"bufio"
	"bytes"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
)

// manifestName is the file of an output folder that names what almanac wrote.
const manifestName = ".almanac"

// manifestHead begins a manifest; the version of the program follows. The rest
// is what sha256sum prints, so that `sha256sum -c .almanac` checks a site.
const manifestHead = "# almanac 1"

// A manifest names all files of a published site by address, with the SHA-256
// of each in hexadecimal.
type manifest struct {
	version string
	sums    map[string]string
}

// bytes is the manifest as a file: the same for the same site.
func (m manifest) bytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s\n", manifestHead, m.version)
	for _, address := range slices.Sorted(maps.Keys(m.sums)) {
		fmt.Fprintf(&b, "%s  %s\n", m.sums[address], address)
	}
	return b.Bytes()
}

// parseManifest reads a manifest. It is not ok if data is none.
func parseManifest(data []byte) (m manifest, ok bool) {
	m.sums = map[string]string{}
	sc := bufio.NewScanner(bytes.NewReader(data))
	if !sc.Scan() {
		return m, false
	}
	if m.version, ok = strings.CutPrefix(sc.Text(), manifestHead); !ok {
		return m, false
	}
	m.version = strings.TrimSpace(m.version)
	for sc.Scan() {
		sum, address, found := strings.Cut(sc.Text(), "  ")
		if !found || len(sum) != 64 {
			return m, false
		}
		m.sums[address] = sum
	}
	return m, sc.Err() == nil
}

// folders are the folders that hold files of the manifest.
func (m manifest) folders() map[string]bool {
	dirs := map[string]bool{}
	for address := range m.sums {
		for i := strings.LastIndexByte(address, '/'); i > 0; i = strings.LastIndexByte(address[:i], '/') {
			if dirs[address[:i]] {
				break
			}
			dirs[address[:i]] = true
		}
	}
	return dirs
}

func keysOf[K comparable, V any](m map[K]V) iter.Seq[K] { return maps.Keys(m) }
