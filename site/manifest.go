package site

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"

	"almanac/site/memory"
)

// manifestName is the file of an output folder that names what almanac wrote.
const manifestName = ".almanac"

// manifestPart is the name of a manifest that does not speak for a whole tree: not
// yet, or no more.
const manifestPart = manifestName + ".part"

// manifestHead begins a manifest; the version of the program follows. The rest
// is what sha256sum prints, so that `sha256sum -c .almanac` checks a site.
const manifestHead = "# almanac 1"

// A sum is the SHA-256 of a file; the zero sum is that of none.
type sum [32]byte

// A manifest names all files of a published site, with the sum of each.
type manifest struct {
	version string
	text    string                      // as it was read; "": it was not
	files   []published                 // by address
	folders func() map[string]*contents // what it says of each; nil: it was not read
}

type published struct {
	address string
	sum     sum
}

// write writes the manifest as a file: the same for the same site. Where it names the
// files that another one names, that of the present site, it is that with other sums.
func (m manifest) write(to io.Writer, other manifest) error {
	w := bufio.NewWriterSize(to, 64<<10)
	if m.patch(w, other) {
		return w.Flush()
	}
	w.WriteString(m.head()) // what goes wrong is told by Flush
	var line []byte
	for i := range m.files {
		line = hex.AppendEncode(line[:0], m.files[i].sum[:])
		line = append(append(append(line, "  "...), m.files[i].address...), '\n')
		w.Write(line)
	}
	return w.Flush()
}

// patch writes the text of another manifest with the sums of m; in vain, with nothing
// written, if that names other files.
func (m manifest) patch(w *bufio.Writer, from manifest) bool {
	if len(m.files) != len(from.files) || !strings.HasPrefix(from.text, m.head()) {
		return false
	}
	type other struct{ file, line int } // a sum that is another one, and where its line begins
	var others []other
	at := len(m.head())
	for i := range m.files {
		f := &m.files[i]
		end, ok := f.line(from.text, at)
		if !ok {
			return false
		}
		if f.sum != from.files[i].sum {
			others = append(others, other{i, at})
		}
		at = end
	}
	written := 0
	var sum [digits]byte
	for _, x := range others {
		hex.Encode(sum[:], m.files[x.file].sum[:])
		w.WriteString(from.text[written:x.line])
		w.Write(sum[:])
		written = x.line + digits
	}
	w.WriteString(from.text[written:at])
	return true
}

// digits is how many of them a sum has in a manifest.
const digits = 2 * len(sum{})

// line is where the line of a manifest ends that begins at a place, if it is the
// file's.
func (p *published) line(text string, at int) (end int, ok bool) {
	name := at + digits + len("  ")
	end = name + len(p.address)
	return end + 1, end < len(text) && text[name:end] == p.address && text[end] == '\n' && text[name-2:name] == "  "
}

// head is the first line.
func (m manifest) head() string { return fmt.Sprintf("%s %s\n", manifestHead, m.version) }

// parseManifest reads a manifest, which is mostly much the same as one that is
// known. It is not ok if data is none. The data must not be changed any more.
func parseManifest(data []byte, known manifest) (m manifest, ok bool) {
	m.text = memory.Text(data)
	head, rest, _ := strings.Cut(m.text, "\n")
	if m.version, ok = strings.CutPrefix(head, manifestHead); !ok {
		return m, false
	}
	m.version = strings.TrimSpace(m.version)
	m.files = make([]published, 0, max(len(known.files), len(rest)/100))
	rest = rest[m.recognize(known, len(m.text)-len(rest)):]
	for rest != "" {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		sum, address, found := strings.Cut(line, "  ")
		f := published{address: address}
		if !found || !f.sum.decode(sum) {
			return m, false
		}
		m.files = append(m.files, f)
	}
	if !slices.IsSortedFunc(m.files, published.compare) { // another hand than almanac's
		slices.SortFunc(m.files, published.compare)
	}
	if m.folders = known.folders; !m.sameFiles(known) {
		files := m.files
		m.folders = sync.OnceValue(func() map[string]*contents { return contentsOf(files) })
	}
	return m, true
}

// isManifest reports whether a file begins as a manifest does, though it may not have
// been written to its end.
func isManifest(name string) bool {
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(manifestHead))
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) == manifestHead
}

// recognize reads the lines from a place on for as long as a known manifest has
// lines of the same files there, and tells how many bytes of them.
func (m *manifest) recognize(known manifest, from int) int {
	at := from
	if !strings.HasPrefix(known.text, m.text[:at]) {
		return 0
	}
	for i := range known.files {
		f := known.files[i]
		end, ok := f.line(m.text, at)
		if _, same := f.line(known.text, at); !ok || !same {
			break
		}
		if sum := m.text[at : at+digits]; sum != known.text[at:at+digits] && !f.sum.decode(sum) {
			break
		}
		m.files = append(m.files, f)
		at = end
	}
	return at - from
}

// sameFiles reports whether two manifests name the same files, of which one is read.
func (m *manifest) sameFiles(known manifest) bool {
	return known.folders != nil && slices.EqualFunc(m.files, known.files, func(x, y published) bool { return x.address == y.address })
}

// decode reads a sum as a manifest has it.
func (x *sum) decode(text string) bool {
	if len(text) != digits {
		return false
	}
	_, err := hex.Decode(x[:], []byte(text))
	return err == nil
}

func (p published) compare(q published) int { return strings.Compare(p.address, q.address) }

// has reports whether the manifest names a file.
func (m manifest) has(address string) bool {
	_, found := slices.BinarySearchFunc(m.files, published{address: address}, published.compare)
	return found
}

// places tells for each of some addresses, which are sorted, where in the
// manifest it is; −1 if it is not.
func (m manifest) places(addresses []string) []int32 {
	at := make([]int32, len(addresses))
	k := 0
	for i, a := range addresses {
		for k < len(m.files) && m.files[k].address < a {
			k++
		}
		at[i] = -1
		if k < len(m.files) && m.files[k].address == a {
			at[i] = int32(k)
		}
	}
	return at
}

// sum is that of the file at a place; the zero sum for −1.
func (m manifest) sum(place int32) sum {
	if place < 0 {
		return sum{}
	}
	return m.files[place].sum
}

// contents is what a manifest says of one folder.
type contents struct {
	files []int32  // places in the manifest, in the order of the names
	dirs  []string // by their addresses
}

// names is how many names the folder should hold.
func (c *contents) names() int { return len(c.files) + len(c.dirs) }

// contents are those of the folders that hold files of the manifest, by address;
// the outermost is ".".
func (m manifest) contents() map[string]*contents {
	if m.folders != nil {
		return m.folders()
	}
	return contentsOf(m.files)
}

func contentsOf(files []published) map[string]*contents {
	by := map[string]*contents{".": {}}
	last, in := ".", by["."]
	for i := range files {
		if dir := folderOf(files[i].address); dir != last {
			last, in = dir, folderIn(by, dir)
		}
		in.files = append(in.files, int32(i))
	}
	return by
}

// folderIn is one of some folders, which is added with those that hold it if need be.
func folderIn(by map[string]*contents, dir string) *contents {
	in := by[dir]
	if in == nil {
		in = &contents{}
		by[dir] = in
		up := folderIn(by, folderOf(dir))
		up.dirs = append(up.dirs, dir)
	}
	return in
}

// folderOf is the folder that an address lies in.
func folderOf(address string) string {
	if at := strings.LastIndexByte(address, '/'); at > 0 {
		return address[:at]
	}
	return "."
}

func keysOf[K comparable, V any](m map[K]V) iter.Seq[K] { return maps.Keys(m) }
