package locale

import (
	"errors"
	"fmt"
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

// decode reads a catalogue as tables of texts, whole numbers, tables and lists of
// tables; what is none of these is nil.
func decode(src string) (map[string]any, error) {
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
	return tableOf(root), nil
}

func tableOf(n *toml.Node) map[string]any {
	table := make(map[string]any, len(n.Items))
	for _, x := range n.Items {
		table[x.Name] = valueOf(x)
	}
	return table
}

func valueOf(n *toml.Node) any {
	switch n.Kind {
	case toml.String:
		return n.Text
	case toml.Table:
		return tableOf(n)
	case toml.Integer:
		if i, err := strconv.ParseInt(n.Text, 0, 64); err == nil {
			return i
		}
	case toml.Array:
		list := []map[string]any{}
		for _, x := range n.Items {
			if x.Kind != toml.Table {
				return nil
			}
			list = append(list, tableOf(x))
		}
		return list
	}
	return nil
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
