package toml

import "strings"

// scan walks a document that has been judged valid. On any other it finds
// something or other, but ends and stays inside.
type scan struct {
	src  string
	i    int
	root *Node
	flat bool  // list keys
	keys []Key // in the order in which they are written
	slab []Node
}

// A part is one part of a dotted key.
type part struct {
	name string
	span Span
}

func scanAll(src string, flat bool) *scan {
	s := &scan{src: src, flat: flat, root: &Node{Kind: Table, Value: Span{0, len(src)}}}
	table, path, index := s.root, []string(nil), []int(nil)
	for {
		s.blank(true)
		if s.i >= len(src) {
			return s
		}
		before := s.i
		if src[s.i] == '[' {
			table, path, index = s.header()
		} else {
			s.pair(table, path, index)
		}
		if s.i == before { // not a valid document
			s.i++
		}
	}
}

// node makes a node. Nodes are cut from slabs: a report has dozens.
func (s *scan) node(name string, k Kind, key Span) *Node {
	if len(s.slab) == 0 {
		s.slab = make([]Node, 32)
	}
	n := &s.slab[0]
	s.slab = s.slab[1:]
	n.Name, n.Kind, n.Key = name, k, key
	return n
}

// header reads [table] or [[table]] and returns the table it opens.
func (s *scan) header() (table *Node, path []string, index []int) {
	start, list := s.i, strings.HasPrefix(s.src[s.i:], "[[")
	s.i++
	if list {
		s.i++
	}
	name := s.i
	parts := s.name()
	end := s.i
	table = s.root
	for n, p := range parts {
		if s.flat {
			path = append(path, p.name)
		}
		child := table.Get(p.name)
		if last := n == len(parts)-1; last && list {
			if child == nil || child.Kind != Array {
				child = table.add(s.node(p.name, Array, p.span))
			}
			child.add(s.node("", Table, p.span))
		} else if child == nil {
			child = table.add(s.node(p.name, Table, p.span))
		}
		if child.Kind == Array && len(child.Items) > 0 {
			index = append(index, len(child.Items)-1)
			child = child.Items[len(child.Items)-1]
		}
		table = child
	}
	s.i = lineEnd(s.src, s.i)
	if s.flat {
		s.keys = append(s.keys, Key{Path: path, Index: index, Name: trimmed(s.src, Span{name, end}), Header: Span{start, s.i}, List: list})
	}
	return table, path, index
}

// blank skips space and, if lines is set, line ends and comments.
func (s *scan) blank(lines bool) {
	for s.i < len(s.src) {
		switch c := s.src[s.i]; {
		case c == ' ' || c == '\t':
			s.i++
		case strings.HasPrefix(s.src[s.i:], "\ufeff"):
			s.i += len("\ufeff")
		case lines && (c == '\n' || c == '\r'):
			s.i++
		case lines && c == '#':
			s.i = lineEnd(s.src, s.i)
		default:
			return
		}
	}
}

// name reads a dotted key.
func (s *scan) name() (parts []part) {
	for {
		s.blank(false)
		start := s.i
		if s.i < len(s.src) && (s.src[s.i] == '"' || s.src[s.i] == '\'') {
			s.i = min(stringEnd(s.src, s.i), len(s.src))
			parts = append(parts, part{text(s.src[start:s.i]), Span{start, s.i}})
		} else {
			for s.i < len(s.src) && !strings.ContainsRune(" \t.=]\n\r", rune(s.src[s.i])) {
				s.i++
			}
			parts = append(parts, part{s.src[start:s.i], Span{start, s.i}})
		}
		s.blank(false)
		if s.i >= len(s.src) || s.src[s.i] != '.' {
			return parts
		}
		s.i++
	}
}

// pair reads key = value into a table.
func (s *scan) pair(table *Node, path []string, index []int) {
	start := s.i
	parts := s.name()
	key := trimmed(s.src, Span{start, s.i})
	last := parts[len(parts)-1]
	for _, p := range parts[:len(parts)-1] {
		child := table.Get(p.name)
		if child == nil {
			child = table.add(s.node(p.name, Table, p.span))
		}
		table = child
	}
	n := table.add(s.node(last.name, Table, last.span))
	at := 0
	if s.flat {
		path = append([]string(nil), path...)
		for _, p := range parts {
			path = append(path, p.name)
		}
		at = len(s.keys)
		s.keys = append(s.keys, Key{Path: path, Index: index, Name: key})
	}
	s.i = min(s.i+1, len(s.src)) // =
	s.value(n, path, index)
	if s.flat {
		s.keys[at].Value = n.Value
	}
}

// value reads a value into n.
func (s *scan) value(n *Node, path []string, index []int) {
	s.blank(true)
	start := s.i
	defer func() { n.Value = Span{start, s.i} }()
	if s.i >= len(s.src) {
		return
	}
	switch s.src[s.i] {
	case '"', '\'':
		s.i = min(stringEnd(s.src, s.i), len(s.src))
		n.Kind, n.Text = String, text(s.src[start:s.i])
	case '[':
		n.Kind = Array
		s.items(']', func() {
			item := n.add(s.node("", Table, Span{s.i, s.i}))
			if s.flat {
				index = append(index[:len(index):len(index)], len(n.Items)-1)
			}
			s.value(item, path, index)
			if s.flat {
				index = index[:len(index)-1]
			}
			item.Key = item.Value
		})
	case '{':
		s.items('}', func() { s.pair(n, path, index) })
	default:
		for s.i < len(s.src) && !strings.ContainsRune(",]}\n\r#", rune(s.src[s.i])) {
			s.i++
		}
		for s.i > start && (s.src[s.i-1] == ' ' || s.src[s.i-1] == '\t') {
			s.i--
		}
		n.Text = s.src[start:s.i]
		n.Kind = scalar(n.Text)
	}
}

// items reads what stands between brackets, one element at a time.
func (s *scan) items(end byte, one func()) {
	for s.i++; ; {
		s.blank(true)
		if s.i >= len(s.src) {
			return
		}
		if s.src[s.i] == end {
			s.i++
			return
		}
		before := s.i
		one()
		s.blank(true)
		if s.i < len(s.src) && (s.src[s.i] == ',' || s.i == before) {
			s.i++
		}
	}
}

// scalar tells the kind of a value that is not in quotes.
func scalar(s string) Kind {
	switch {
	case s == "true" || s == "false":
		return Bool
	case len(s) == len("2026-03-31") && s[4] == '-' && s[7] == '-':
		return Date
	case len(s) >= len("07:32") && (s[2] == ':' || len(s) > 10 && s[4] == '-' && s[7] == '-'):
		return Time
	case strings.HasPrefix(s, "0x") || strings.HasPrefix(s, "0o") || strings.HasPrefix(s, "0b"):
		return Integer
	case strings.ContainsAny(s, ".eE") || strings.HasSuffix(s, "inf") || strings.HasSuffix(s, "nan"):
		return Float
	}
	return Integer
}

func trimmed(src string, s Span) Span {
	for s.End > s.Start && (src[s.End-1] == ' ' || src[s.End-1] == '\t') {
		s.End--
	}
	for s.Start < s.End && (src[s.Start] == ' ' || src[s.Start] == '\t') {
		s.Start++
	}
	return s
}
