package num

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"math/big"
)

// A Shape tells how a written number was put.
type Shape uint8

const (
	Plain    Shape = iota // 120, 1,200.5, 120萬
	Percent               // 16%, ％: the value is a hundredth of what stands there
	Fraction              // 8/50: the value is the quotient, the parts are kept
	OneTo                 // 1:3.5: the value is what stands behind the colon
)

// Written is a number as a person wrote it.
type Written struct {
	Value    Num
	Shape    Shape
	Num, Den Num    // the parts of a Fraction
	Currency string // an ISO code, or the sign ("$", "¥") where it stands for several; ""
	Scale    string // the word for the power of ten, as written: "萬", "M"; ""
	Unit     string // the measure word behind it: "個", "days"; ""
}

// Accepted says what a number may look like, for use in hints.
const Accepted = `1234.5, 1,234.5, "120萬元", "1.2M", "16%", "8/50" or "1:3.5"`

// maxDigits is the longest run of digits that a report may write. Longer ones
// are slips, and printing them would be quadratic.
const maxDigits = 60

// Parse reads a plain decimal number: an optional sign, digits, and decimals
// after one point. It is the form that [Num.String] writes.
func Parse(s string) (Num, error) {
	w, err := ParseText(s)
	if err == nil && (w.Shape != Plain || w.Currency+w.Scale+w.Unit != "" || strings.Contains(s, ",")) {
		err = fmt.Errorf("%q is no plain decimal number", s)
	}
	return w.Value, err
}

// MustParse is Parse for constants in code.
func MustParse(s string) Num {
	n, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return n
}

// ParseText reads a number as people write it (domain.md §2.5, settled.md 18):
//
//	[currency] [sign] digits[,ddd]*[.d+] [scale] [currency or unit]
//	digits%    digits/digits    1:digits
//
// Full-width forms of all of these are the same. −0 is 0. Refused are spaces
// inside a number, parentheses for negatives, exponents, inf and nan.
func ParseText(text string) (Written, error) {
	s := fold(strings.TrimSpace(text))
	switch {
	case s == "":
		return Written{}, errors.New("an empty text is no number")
	case len(s) > 4*maxDigits:
		return Written{}, fmt.Errorf("%q is too long for a number", clip(text))
	case strings.HasPrefix(s, "("):
		return Written{}, fmt.Errorf("%q: write a negative number with a minus sign, not in parentheses", text)
	case strings.EqualFold(strings.TrimLeft(s, "+-"), "inf"), strings.EqualFold(strings.TrimLeft(s, "+-"), "nan"):
		return Written{}, fmt.Errorf("%q is no number", text)
	}
	if a, b, ok := strings.Cut(s, "/"); ok {
		return fraction(text, a, b)
	}
	if a, b, ok := strings.Cut(s, ":"); ok {
		w, err := simple(text, b)
		if one, oerr := simple(text, a); err != nil || oerr != nil || !one.Value.Equal(Int(1)) || one.Unit+one.Currency+one.Scale != "" || w.Shape != Plain {
			return Written{}, fmt.Errorf("%q: a proportion is written 1:3.5", text)
		}
		w.Shape = OneTo
		return w, nil
	}
	return simple(text, s)
}

func fraction(text, a, b string) (Written, error) {
	n, err := simple(text, strings.TrimSpace(a))
	if err != nil {
		return Written{}, err
	}
	d, err := simple(text, strings.TrimSpace(b))
	if err != nil {
		return Written{}, err
	}
	if n.Shape != Plain || d.Shape != Plain {
		return Written{}, fmt.Errorf("%q: the parts of a fraction are plain numbers, as in 8/50", text)
	}
	n.Shape, n.Num, n.Den, n.Value = Fraction, n.Value, d.Value, n.Value.Div(d.Value)
	return n, nil
}

// simple reads one number with what stands before and behind it; s is folded.
func simple(text, s string) (w Written, err error) {
	w.Currency, s = cutPrefix(s, currencyPrefixes)
	if w.Currency != "" {
		s = strings.TrimLeft(s, " ")
	}
	sign := ""
	for _, p := range []string{"-", "+"} {
		if rest, ok := strings.CutPrefix(s, p); ok {
			sign, s = p, rest
			break
		}
	}
	if w.Currency == "" { // -NT$5
		w.Currency, s = cutPrefix(s, currencyPrefixes)
	}
	digits, rest := cutNumber(s)
	if digits == "" {
		return w, fmt.Errorf("%q is no number", clip(text))
	}
	if w.Value, err = decimalText(text, digits); err != nil {
		return w, err
	}
	if sign == "-" {
		w.Value = w.Value.Neg()
	}
	return w, w.suffix(text, rest)
}

// suffix reads what stands behind the digits: a percent sign, or a scale and
// a currency or measure word.
func (w *Written) suffix(text, rest string) error {
	s := strings.TrimLeft(rest, " ")
	switch {
	case s == "%":
		w.Shape, w.Value = Percent, w.Value.Mul(Dec(1, 2))
		return nil
	case s != "" && s[0] >= '0' && s[0] <= '9':
		return fmt.Errorf("%q: no spaces inside a number", text)
	case s != rest || s == "":
	case (s[0] == 'e' || s[0] == 'E') && len(s) > 1 && strings.ContainsRune("+-0123456789", rune(s[1])):
		return fmt.Errorf("%q: write the number out, without an exponent", text)
	}
	for _, c := range scales {
		if after, ok := strings.CutPrefix(s, c.word); ok && endsWord(c.word, after) {
			w.Scale, w.Value = c.word, w.Value.Mul(Int(pow10[c.power]))
			s = strings.TrimLeft(after, " ")
			break
		}
	}
	if s == "" {
		return nil
	}
	if code, after := cutPrefix(s, currencySuffixes); code != "" && after == "" {
		if w.Currency != "" && w.Currency != code && code != "元" && !SignOf(w.Currency, code) {
			return fmt.Errorf("%q names two currencies", text)
		}
		if code != "元" {
			w.Currency = code
		}
		return nil
	}
	if units[s] {
		w.Unit = s
		return nil
	}
	return fmt.Errorf("%q: cannot read %q behind the number", clip(text), clip(s))
}

// endsWord reports whether a scale of Latin letters is not merely the
// beginning of a longer word: m in 5 m, not in 5 men.
func endsWord(word, after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	latin := word[0] < utf8.RuneSelf
	return !latin || after == "" || r == ' ' || r >= utf8.RuneSelf || (len(word) == 1 && isCode(after))
}

func isCode(s string) bool {
	code, rest := cutPrefix(s, currencySuffixes)
	return code != "" && rest == ""
}

// cutNumber splits off the leading run of digits, commas and points.
func cutNumber(s string) (number, rest string) {
	i := 0
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.' || s[i] == ',') {
		i++
	}
	return s[:i], s[i:]
}

// decimalText reads digits with groups of three and one point.
func decimalText(text, s string) (Num, error) {
	whole, frac, point := strings.Cut(s, ".")
	if strings.ContainsAny(frac, ",.") || (point && frac == "") || whole == "" {
		return Num{}, fmt.Errorf("%q is no number", clip(text))
	}
	if groups := strings.Split(whole, ","); len(groups) > 1 {
		for i, g := range groups {
			if len(g) != 3 && (i > 0 || len(g) == 0 || len(g) > 3) {
				return Num{}, fmt.Errorf("%q: a comma stands before groups of three digits, as in 1,234,567", clip(text))
			}
		}
		whole = strings.Join(groups, "")
	}
	if len(whole)+len(frac) > maxDigits {
		return Num{}, fmt.Errorf("%q has more than %d digits", clip(text), maxDigits)
	}
	r, ok := new(big.Rat).SetString(whole + "." + frac + "0")
	if !ok {
		return Num{}, fmt.Errorf("%q is no number", clip(text))
	}
	return fromRat(r), nil
}

// fold turns full-width forms and look-alike signs into plain ones.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xff01 && r <= 0xff5e:
			return r - 0xfee0
		case r == 0x3000 || r == 0xa0 || r == 0x202f || r == 0x2009:
			return ' '
		case r == 0x2212: // minus
			return '-'
		case r == 0x2236: // ratio
			return ':'
		case r == 0xffe5:
			return '¥'
		}
		return r
	}, s)
}

func clip(s string) string {
	if rs := []rune(s); len(rs) > 40 {
		return string(rs[:40]) + "…"
	}
	return s
}
