package toml

import "unicode/utf8"

// A Reader reads documents one after another and uses its memory again: the
// tree of [Reader.Parse] holds until the next call. The zero Reader is ready.
type Reader struct {
	nodes []Node  // those in use
	kids  []*Node // room for the Items of tables and arrays, those in use
	src   string
	i     int
}

// Parse is the function [Parse].
func (r *Reader) Parse(src string) (*Node, *Error) {
	if root := r.plain(src); root != nil {
		return root, nil
	}
	return parse(src)
}

// maxParts is how many parts a plain header may have.
const maxParts = 8

// plain reads a document that keeps to what most front matter is made of: bare
// keys, strings on one line without escapes, whole numbers, decimals, dates,
// true and false, lists of these, tables in braces of these, and headers. There it sees every mistake that
// the library sees, and makes the tree that [scanAll] makes. At anything else,
// and at any doubt, it gives up and returns nil.
func (r *Reader) plain(src string) *Node {
	if !utf8.ValidString(src) {
		return nil
	}
	r.src, r.i, r.nodes, r.kids = src, 0, r.nodes[:0], r.kids[:0]
	root := r.node("", Table, Span{})
	root.Value = Span{0, len(src)}
	table := root
	for r.gap() {
		switch {
		case r.i >= len(src):
			return root
		case src[r.i] == '[':
			table = r.header(root)
		case !r.pair(table, false):
			return nil
		}
		if table == nil || !r.ends() {
			return nil
		}
	}
	return nil
}

// node makes a node out of the reader's memory.
func (r *Reader) node(name string, k Kind, key Span) *Node {
	if len(r.nodes) == cap(r.nodes) { // those in use stay where they are
		r.nodes = make([]Node, 0, max(2*cap(r.nodes), 128))
	}
	r.nodes = append(r.nodes, Node{Name: name, Kind: k, Key: key})
	return &r.nodes[len(r.nodes)-1]
}

// add appends a child to a table or an array.
func (r *Reader) add(n, c *Node) *Node {
	if used := len(n.Items); used == cap(n.Items) {
		size := max(2*used, 4)
		if len(r.kids)+size > cap(r.kids) {
			r.kids = make([]*Node, 0, max(2*cap(r.kids), 256, 2*size))
		}
		start := len(r.kids)
		r.kids = r.kids[:start+size]
		copy(r.kids[start:], n.Items)
		n.Items = r.kids[start : start+used : start+size]
	}
	return n.add(c)
}

// What a byte may be in a plain document.
const (
	bare  = 1 << iota // part of a bare key
	digit             // 0 to 9
	odd               // no part of a string or a comment: a control character
)

var class = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= '0' && c <= '9':
			t[c] = bare | digit
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_':
			t[c] = bare
		case c < ' ' && c != '\t' || c == 0x7f:
			t[c] = odd
		}
	}
	return t
}()

// at is the byte that comes next; a line end at the end.
func (r *Reader) at() byte {
	if r.i < len(r.src) {
		return r.src[r.i]
	}
	return '\n'
}

func (r *Reader) space() {
	for r.i < len(r.src) && (r.src[r.i] == ' ' || r.src[r.i] == '\t') {
		r.i++
	}
}

// gap skips space, line ends and comments; false: a comment is in doubt.
func (r *Reader) gap() bool {
	for r.i < len(r.src) {
		switch r.src[r.i] {
		case ' ', '\t', '\n':
			r.i++
		case '#':
			if !r.comment() {
				return false
			}
		default:
			return true
		}
	}
	return true
}

// comment skips a comment up to its line end.
func (r *Reader) comment() bool {
	for r.i < len(r.src) && class[r.src[r.i]]&odd == 0 {
		r.i++
	}
	return r.at() == '\n'
}

// ends skips what may follow a value or a header on its line.
func (r *Reader) ends() bool {
	r.space()
	if r.at() == '#' {
		return r.comment()
	}
	return r.at() == '\n'
}

// name reads a bare key; "" is none.
func (r *Reader) name() (string, Span) {
	start := r.i
	for r.i < len(r.src) && class[r.src[r.i]]&bare != 0 {
		r.i++
	}
	return r.src[start:r.i], Span{start, r.i}
}

// header reads [table] or [[table]] and returns the table that it opens; nil is
// a doubt. A table that is there already is one, unless it is on the way.
func (r *Reader) header(table *Node) *Node {
	r.i++
	list := r.at() == '['
	if list {
		r.i++
	}
	for range maxParts {
		r.space()
		name, span := r.name()
		r.space()
		if name == "" {
			return nil
		}
		child, last := table.Get(name), r.at() != '.'
		switch {
		case last:
			return r.open(table, child, name, span, list)
		case child == nil:
			child = r.add(table, r.node(name, Table, span))
		case child.Kind == Array && child.Value.End == 0:
			child = child.Items[len(child.Items)-1]
		case child.Kind != Table || child.Value.End > 0: // braces close
			return nil
		}
		table = child
		r.i++
	}
	return nil
}

// open ends a header: child is what has its name already.
func (r *Reader) open(table, child *Node, name string, span Span, list bool) *Node {
	if r.at() != ']' {
		return nil
	}
	r.i++
	if !list {
		if child != nil {
			return nil
		}
		return r.add(table, r.node(name, Table, span))
	}
	if r.at() != ']' || child != nil && (child.Kind != Array || child.Value.End > 0) {
		return nil
	}
	r.i++
	if child == nil {
		child = r.add(table, r.node(name, Array, span))
	}
	return r.add(child, r.node("", Table, span))
}

// pair reads key = value into a table, which stands in braces or does not.
func (r *Reader) pair(table *Node, braces bool) bool {
	name, span := r.name()
	r.space()
	if name == "" || r.at() != '=' || table.Get(name) != nil {
		return false
	}
	r.i++
	r.space()
	n := r.add(table, r.node(name, Table, span))
	switch {
	case r.at() == '[':
		return r.list(n)
	case r.at() == '{' && !braces:
		return r.braces(n)
	}
	return r.value(n)
}

// braces reads a table in braces that holds no other.
func (r *Reader) braces(n *Node) bool {
	start := r.i
	r.i++
	r.space()
	for more := r.at() != '}'; more; {
		if !r.pair(n, true) {
			return false
		}
		r.space()
		if more = r.at() == ','; more {
			r.i++
			r.space()
		}
	}
	if r.at() != '}' {
		return false
	}
	r.i++
	n.Value = Span{start, r.i}
	return true
}

// list reads a list of values, on one line or several.
func (r *Reader) list(n *Node) bool {
	n.Kind = Array
	start := r.i
	for r.i++; r.gap(); {
		if r.at() == ']' {
			r.i++
			n.Value = Span{start, r.i}
			return true
		}
		item := r.node("", Table, Span{})
		if !r.value(item) || !r.gap() {
			return false
		}
		item.Key = item.Value
		r.add(n, item)
		switch r.at() {
		case ',':
			r.i++
		case ']':
		default:
			return false
		}
	}
	return false
}

// value reads a text, a number, a date, true or false.
func (r *Reader) value(n *Node) bool {
	start := r.i
	switch c := r.at(); {
	case c == '"' || c == '\'':
		if !r.quoted(c) {
			return false
		}
		n.Kind, n.Text = String, r.src[start+1:r.i-1]
	case c == 't' || c == 'f':
		word, _ := r.name()
		if word != "true" && word != "false" {
			return false
		}
		n.Kind, n.Text = Bool, word
	default:
		kind, ok := r.figure()
		if !ok {
			return false
		}
		n.Kind, n.Text = kind, r.src[start:r.i]
	}
	n.Value = Span{start, r.i}
	return true
}

// quoted reads a string on one line. Of a pair of quotes nobody knows yet
// whether a third follows.
func (r *Reader) quoted(quote byte) bool {
	start := r.i
	for r.i++; r.i < len(r.src); r.i++ {
		switch c := r.src[r.i]; {
		case c == quote:
			r.i++
			return r.i-start > 2 || r.at() != quote
		case c == '\\' && quote == '"' || class[c]&odd != 0:
			return false
		}
	}
	return false
}

// maxDigits is how many digits a number may have and surely not be out of range.
const maxDigits = 18

// figure reads a whole number, a decimal or a date.
func (r *Reader) figure() (k Kind, ok bool) {
	start := r.i
	if r.at() == '-' {
		r.i++
	}
	first := r.i
	whole := r.digits()
	if whole == 4 && first == start && r.at() == '-' {
		return Date, r.date(start)
	}
	if whole == 0 || whole > 1 && r.src[first] == '0' || whole > maxDigits {
		return 0, false
	}
	k, ok = Integer, true
	if r.at() == '.' {
		r.i++
		decimals := r.digits()
		k, ok = Float, decimals > 0 && whole+decimals <= maxDigits
	}
	return k, ok && class[r.at()]&bare == 0 && r.at() != '.' && r.at() != ':' && r.at() != '+'
}

// digits reads digits and tells how many.
func (r *Reader) digits() int {
	start := r.i
	for r.i < len(r.src) && class[r.src[r.i]]&digit != 0 {
		r.i++
	}
	return r.i - start
}

// date reads the rest of a date whose year has been read. A digit behind it and
// a space may make it a date with a time.
func (r *Reader) date(start int) bool {
	end := start + len("2026-03-31")
	if end > len(r.src) {
		return false
	}
	s := r.src[start:end]
	for i := range len(s) {
		if (class[s[i]]&digit != 0) == (i == 4 || i == 7) {
			return false
		}
	}
	two := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	year, month, day := two(0)*100+two(2), two(5), two(8)
	r.i = end
	return s[7] == '-' && month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month) && class[r.at()]&bare == 0 && r.at() != ':' && r.at() != '.' && r.at() != '+'
}

// lengthOf is how many days a month has.
func lengthOf(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
