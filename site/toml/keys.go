package toml

import "slices"

// A Key is one key of a document as it is written, dotted or not, with the
// places of itself and its value; or the header of a table.
type Key struct {
	Path   []string // the whole path from the top: ["metrics" "revenue" "actual"]
	Index  []int    // for each array on the way, outermost first, the entry from 0
	Name   Span     // the key as written, with its dots and quotes, without brackets
	Value  Span     // zero for a header
	Header Span     // of a header: from its first bracket to the end of its line
	List   bool     // a header in double brackets
}

// IsHeader reports whether k is the header of a table.
func (k Key) IsHeader() bool { return k.Header.End > 0 }

// same reports whether k and l define one thing.
func (k Key) same(l Key) bool {
	return slices.Equal(k.Path, l.Path) && (slices.Equal(k.Index, l.Index) || k.IsHeader() != l.IsHeader())
}

// Keys lists the keys and headers of src, which must be a valid document (see
// [Parse]), in the order of the file. Keys inside inline tables are listed
// behind the key whose value they stand in.
func Keys(src string) []Key { return scanAll(src, true).keys }
