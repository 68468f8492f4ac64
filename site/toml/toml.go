// Package toml reads TOML and remembers where everything stands: a document
// becomes a tree of [Node]s, each with the byte ranges of its key and its
// value, in the order of the file.
//
// It is also where front matter is found: [Split] parts a file into the TOML
// between +++ lines and the text below.
//
// The grammar is that of BurntSushi/toml, which judges every document that is
// not plain (see [Reader]) and is not seen elsewhere. This package adds what that library lacks: positions of
// keys, of values and of the entries of arrays of tables; numbers and dates as
// they were written, so that nothing passes through a binary float; and a
// guard ([Guard]) against nesting that would overflow the stack or take cubic
// time.
//
// [Keys] lists the keys of a document flat, for those who edit one and want to
// leave every other byte alone.
package toml

import (
	"errors"
	"strings"
	"unicode/utf8"

	burnt "github.com/BurntSushi/toml"
)

// A Span is a range of bytes.
type Span struct{ Start, End int }

// Of returns the bytes of s in src.
func (s Span) Of(src string) string { return src[s.Start:s.End] }

// An Error is what is wrong with a document, and where.
type Error struct {
	Message string // a sentence without full stop
	Span    Span
	First   Span // of a key that is defined twice: where it stands first
}

func (e *Error) Error() string { return e.Message }

// A Kind is a kind of value.
type Kind uint8

const (
	Table Kind = iota
	Array      // of values, or of tables
	String
	Integer
	Float
	Bool
	Date // a local date, as in 2026-03-31
	Time // any other date or time
)

func (k Kind) String() string {
	return [...]string{"a table", "a list", "a text", "a whole number", "a number", "true or false", "a date", "a time"}[k]
}

// A Node is a table, an array or a value.
type Node struct {
	Name  string // the last part of its key; "" for the document and in an array
	Kind  Kind
	Text  string  // of a string its text; of other scalars what is written
	Key   Span    // the last part of its key where it is first named; in an array the value
	Value Span    // zero for tables and arrays of tables that headers make
	Items []*Node // of a table or an array, in the order of the file
	index map[string]*Node
}

// Get returns the child of a table with this name, or nil.
func (n *Node) Get(name string) *Node {
	if n.index != nil {
		return n.index[name]
	}
	for _, c := range n.Items {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// many is from how many children on a table has an index.
const many = 16

func (n *Node) add(c *Node) *Node {
	n.Items = append(n.Items, c)
	if n.Kind != Table || len(n.Items) < many {
		return c
	}
	if n.index == nil {
		n.index = make(map[string]*Node, 2*many)
		for _, o := range n.Items {
			n.index[o.Name] = o
		}
	}
	n.index[c.Name] = c
	return c
}

// Parse reads a document.
func Parse(src string) (*Node, *Error) { return new(Reader).Parse(src) }

// parse reads a document that is not plain: the library judges it, and then it
// is scanned.
func parse(src string) (*Node, *Error) {
	if err := Guard(src); err != nil {
		return nil, err
	}
	if err := judge(src); err != nil {
		return nil, err
	}
	return scanAll(src, false).root, nil
}

// judge lets the library read src and turns its error into ours.
func judge(src string) *Error {
	var nothing struct{}
	_, err := burnt.Decode(src, &nothing)
	if err == nil {
		return nil
	}
	var pe burnt.ParseError
	if !errors.As(err, &pe) {
		return &Error{Message: sentence(err.Error())}
	}
	start := min(max(pe.Position.Start, 0), len(src))
	for start > 0 && start < len(src) && !utf8.RuneStart(src[start]) {
		start--
	}
	e := &Error{Message: sentence(pe.Message), Span: Span{start, min(start+max(pe.Position.Len, 1), max(len(src), start))}}
	if strings.Contains(pe.Message, "already") {
		e.First = firstOf(src, start)
	}
	return e
}

// sentence turns a message of the library into one of ours: no capital, no
// full stop.
func sentence(s string) string {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "toml: "), ".")
	if r, n := utf8.DecodeRuneInString(s); r >= 'A' && r <= 'Z' {
		s = strings.ToLower(s[:n]) + s[n:]
	}
	return s
}

// firstOf returns where the key at or behind an offset was first defined.
func firstOf(src string, at int) Span {
	keys := Keys(src)
	i := 0
	for i+1 < len(keys) && keys[i+1].Name.Start <= at {
		i++
	}
	if i >= len(keys) {
		return Span{}
	}
	for _, k := range keys[:i] {
		if k.same(keys[i]) {
			return k.Name
		}
	}
	return Span{}
}

// Position turns an offset into a line and a column in characters, both from 1.
func Position(src string, offset int) (line, column int) {
	before := src[:min(max(offset, 0), len(src))]
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
}
