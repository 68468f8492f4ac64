package locale

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"almanac/site/toml"
)

// A syntaxError is why a catalogue is no TOML.
type syntaxError struct {
	line    int // 0: not known
	message string
}

func (e *syntaxError) Error() string { return fmt.Sprintf("line %d: %s", e.line, e.message) }

// decode reads a catalogue as a document.
func decode(src string) (*toml.Node, error) {
	if err := guard(src); err != nil {
		return nil, err
	}
	root, bad := toml.Parse(src)
	if bad != nil {
		e := &syntaxError{message: bad.Message}
		if bad.Span.End > 0 {
			e.line, _ = toml.Position(src, bad.Span.Start)
		}
		return nil, e
	}
	return root, nil
}

// isTables reports whether a value is a list of tables.
func isTables(n *toml.Node) bool {
	return n.Kind == toml.Array && !slices.ContainsFunc(n.Items, func(x *toml.Node) bool { return x.Kind != toml.Table })
}

// textOf is the string of a table's key, if it has one.
func textOf(table *toml.Node, key string) (string, bool) {
	if n := table.Get(key); n != nil && n.Kind == toml.String {
		return n.Text, true
	}
	return "", false
}

// wholeOf is the whole number of a table's key, if it has one.
func wholeOf(table *toml.Node, key string) (int64, bool) {
	n := table.Get(key)
	if n == nil || n.Kind != toml.Integer {
		return 0, false
	}
	i, err := strconv.ParseInt(n.Text, 0, 64)
	return i, err == nil
}

// The limits of a catalogue.
const (
	maxSize  = 1 << 20
	maxDepth = 8
)

// guard refuses what would cost the TOML reader its stack or minutes
// (libraries.md §3.4): deep nesting, long dotted keys, and texts of many lines,
// which would hide either.
func guard(data string) error {
	if len(data) > maxSize {
		return fmt.Errorf("a catalogue has at most %d bytes", maxSize)
	}
	if strings.Contains(data, `"""`) || strings.Contains(data, "'''") {
		return errors.New("the strings of a catalogue stand on one line each")
	}
	var depth, dots, line int
	var quote byte // of the string that data[i] stands in; '#' in a comment
	for i := 0; i < len(data); i++ {
		switch b := data[i]; {
		case b == '\n':
			line, dots, quote = line+1, 0, 0
		case quote == '"' && b == '\\':
			i++
		case quote != 0:
			if b == quote && quote != '#' {
				quote = 0
			}
		case b == '"' || b == '\'' || b == '#':
			quote = b
		case b == '[' || b == '{':
			depth++
		case b == ']' || b == '}':
			depth--
		case b == '.':
			dots++
		}
		if depth > maxDepth || dots > maxDepth {
			return fmt.Errorf("line %d: a catalogue has tables of strings, nothing deeper", line+1)
		}
	}
	return nil
}
