package locale

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// A message is the string of a key, in one form for each plural category that
// the language has; forms[plural.Other] is always there.
type message struct {
	lang  language.Tag // whose plural rules hold; English for a borrowed string
	forms [6]*pattern  // by plural.Form
}

// A pattern is a string with placeholders: lit[0] arg[0] lit[1] … lit[n].
type pattern struct{ lit, arg []string }

// categories are the names of the plural categories, by plural.Form.
var categories = [...]string{plural.Other: "other", plural.Zero: "zero", plural.One: "one",
	plural.Two: "two", plural.Few: "few", plural.Many: "many"}

func parsePattern(s string) (*pattern, error) {
	p, all := &pattern{}, s
	if n := strings.Count(s, "{"); n > 0 {
		p.lit, p.arg = make([]string, 0, n+1), make([]string, 0, n)
	}
	for {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			p.lit = append(p.lit, s)
			return p, nil
		}
		j := strings.IndexByte(s, '}')
		if s[i] == '}' || j < 0 || !isName(s[i+1:j]) {
			return nil, fmt.Errorf("%q: a placeholder is a name in braces, as in {unit}", all)
		}
		p.lit, p.arg = append(p.lit, s[:i]), append(p.arg, s[i+1:j])
		s = s[j+1:]
	}
}

func isName(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' {
			return false
		}
	}
	return s != ""
}

// plain reports whether m has a single form without placeholders.
func (m *message) plain() bool { return !m.several() && len(m.forms[0].arg) == 0 }

// alike reports whether both have a single form with the same placeholders in the
// same order, as most have that say the same in two languages.
func (m *message) alike(o *message) bool {
	return !m.several() && !o.several() && slices.Equal(m.forms[plural.Other].arg, o.forms[plural.Other].arg)
}

// placeholders lists the names that m's forms use, sorted, each once.
func (m *message) placeholders() []string {
	var names []string
	for _, f := range m.forms {
		if f != nil {
			names = append(names, f.arg...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// several reports whether m has forms for more than one plural category.
func (m *message) several() bool {
	for _, f := range m.forms[1:] {
		if f != nil {
			return true
		}
	}
	return false
}

// pick chooses the form for the argument "n".
func (m *message) pick(l *Locale, args []string) *pattern {
	if !m.several() {
		return m.forms[plural.Other]
	}
	if n, ok := argument(args, "n"); ok {
		if f := m.forms[pluralOf(m.lang, n, l.group, l.point)]; f != nil {
			return f
		}
	}
	return m.forms[plural.Other]
}

// expand puts the arguments in.
func (p *pattern) expand(args []string) string {
	if len(p.arg) == 0 {
		return p.lit[0]
	}
	var room [256]byte
	b := append(room[:0], p.lit[0]...)
	for i, name := range p.arg {
		if v, ok := argument(args, name); ok {
			if i > 0 && p.lit[i] == "" && runsInto(b, v) {
				b = append(b, ' ')
			}
			b = append(b, v...)
		} else {
			b = append(append(append(b, '{'), name...), '}')
		}
		b = append(b, p.lit[i+1]...)
	}
	return string(b)
}

// runsInto reports whether a number behind another value, with nothing between,
// would run into it: "heads2,148" and "E12023年", where a Chinese sentence has a
// name in Latin letters. Control characters are passed over: they do not print.
func runsInto(before []byte, v string) bool {
	v = strings.TrimLeftFunc(v, unicode.IsControl)
	first, _ := utf8.DecodeRuneInString(v)
	last, _ := utf8.DecodeLastRune(bytes.TrimRightFunc(before, unicode.IsControl))
	return (unicode.IsDigit(first) || first == '−') && (unicode.IsDigit(last) || unicode.IsLetter(last) && !unicode.Is(unicode.Han, last))
}

func argument(args []string, name string) (string, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1], true
		}
	}
	return "", false
}

// pluralOf is the plural category of a number as printed. Text that is no
// number is plural.Other.
func pluralOf(lang language.Tag, text, group, point string) plural.Form {
	text = strings.TrimPrefix(strings.TrimPrefix(text, minus), "+")
	if group != "" {
		text = strings.ReplaceAll(text, group, "")
	}
	whole, frac, _ := strings.Cut(text, point)
	i, ok1 := small(whole)
	f, ok2 := small(frac)
	if !ok1 || !ok2 || whole == "" {
		return plural.Other
	}
	trimmed := strings.TrimRight(frac, "0")
	t, _ := small(trimmed)
	return plural.Cardinal.MatchPlural(lang, i, len(frac), len(trimmed), f, t)
}

// small reads digits modulo ten million, which is as far as plural rules look.
func small(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n%1_000_000*10 + int(s[i]-'0')
		if i >= 7 {
			n += 10_000_000 // keep large numbers apart from small ones
		}
	}
	return n, true
}
