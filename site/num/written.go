package num

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Shape tells how a written number was put.
type Shape uint8

const (
	Plain    Shape = iota // 120, 1,200.5, 120萬
	Percent               // 16%, ％: the value is a hundredth of what stands there
	Fraction              // 8/50: the value is the quotient (none if the second part is 0), the parts are kept
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
	Money    bool   // a currency stands with it, if only 元, which is the unit of several
}

// Accepted says what a number may look like, for use in hints.
const Accepted = `1234.5, 1,234.5, "120萬元", "1.2M", "16%", "8/50" or "1:3.5"`

// maxDigits is the longest run of digits that a person may write. Longer ones
// are slips, and printing them would be quadratic.
const maxDigits = 60

// maxPlain is the longest run of digits that Parse reads: what becomes of
// numbers that people wrote is longer than they are.
const maxPlain = 1000

// Parse reads a plain decimal number: an optional sign, digits, and decimals
// after one point. It is the form that [Num.String] writes.
func Parse(s string) (Num, error) {
	digits := s
	if s != "" && (s[0] == '-' || s[0] == '+') {
		digits = s[1:]
	}
	number, rest := cutNumber(digits)
	if number == "" || rest != "" || strings.Contains(number, ",") {
		return Num{}, fault("%q is no plain decimal number as in -1234.5", "「%s」不是 -1234.5 這樣的一般數字", "“%s”不是 -1234.5 这样的一般数字", clip(s))
	}
	n, err := decimalText(s, number, maxPlain)
	if err == nil && s[0] == '-' {
		n = n.Neg()
	}
	return n, err
}

// Thousands is the number in s if its point may stand between thousands, as in
// 1.000 or 1.000 €; else it is empty. Programs that separate cells by ; since
// their comma stands before decimals write so.
func Thousands(s string) string {
	n := strings.TrimFunc(s, func(r rune) bool { return unicode.In(r, unicode.L, unicode.Sc, unicode.Z) })
	whole, frac, _ := strings.Cut(strings.TrimLeft(n, "+-−"), ".")
	if len(frac) != 3 || len(whole) < 1 || len(whole) > 3 || whole[0] == '0' || strings.Trim(whole+frac, "0123456789") != "" {
		return ""
	}
	return n
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
// Full-width forms of all of these are the same, and the sign may stand before
// the currency. −0 is 0. Refused are spaces inside a number, parentheses for
// negatives, exponents, inf and nan. Where there is an error, there is no
// number: the Written is the zero one.
func ParseText(text string) (Written, error) {
	text = strings.TrimSpace(text)
	s := fold(text)
	a, b, split := strings.Cut(s, "/")
	one, times, proportion := strings.Cut(s, ":")
	var w Written
	var err error
	switch {
	case s == "":
		err = fault("an empty text is no number", "空白的文字不是數字", "空白的文字不是数字")
	case len(s) > 4*maxDigits:
		err = fault("%q is too long for a number", "「%s」作為數字太長", "“%s”作为数字太长", clip(text))
	case strings.HasPrefix(s, "("):
		err = fault("%q: write a negative number with a minus sign, not in parentheses", "「%s」：負數請用負號，不用括號", "“%s”：负数请用负号，不用括号", clip(text))
	case split:
		w, err = fraction(text, a, b)
	case proportion:
		w, err = oneTo(text, one, times)
	default:
		w, err = simple(text, s)
	}
	if err != nil {
		return Written{}, err
	}
	return w, nil
}

// fraction reads a/b.
func fraction(text, a, b string) (Written, error) {
	w, err := simple(text, strings.TrimSpace(a))
	if err != nil {
		return w, err
	}
	d, err := simple(text, strings.TrimSpace(b))
	switch {
	case err != nil:
		return w, err
	case w.Shape != Plain || d.Shape != Plain:
		return w, fault("%q: the parts of a fraction are plain numbers, as in 8/50", "「%s」：分子與分母須為一般數字，例如 8/50", "“%s”：分子与分母须为一般数字，例如 8/50", clip(text))
	case !oneCurrency(w.Currency, d.Currency):
		return w, fault("%q names two currencies", "「%s」有兩種幣別", "“%s”有两种币种", clip(text))
	}
	w.Money = w.Money || d.Money
	w.Shape, w.Num, w.Den, w.Value = Fraction, w.Value, d.Value, w.Value.Div(d.Value)
	return w, nil
}

// oneTo reads 1:b.
func oneTo(text, a, b string) (Written, error) {
	w, err := simple(text, strings.TrimSpace(b))
	if strings.TrimSpace(a) != "1" || err != nil || w.Shape != Plain || w.Currency+w.Scale+w.Unit != "" {
		return w, fault("%q: write a proportion as 1:3.5, with a plain number behind the colon", "「%s」：比例請寫成 1:3.5，冒號後為一般數字", "“%s”：比例请写成 1:3.5，冒号后为一般数字", clip(text))
	}
	w.Shape = OneTo
	return w, nil
}

// simple reads one number with what stands before and behind it; s is folded.
func simple(text, s string) (w Written, err error) {
	negative, signed := false, false
	for range 2 { // the sign before the currency, or behind it
		if !signed && s != "" && (s[0] == '-' || s[0] == '+') {
			negative, signed, s = s[0] == '-', true, s[1:]
		}
		if w.Currency == "" {
			if w.Currency, s = cutPrefix(s, currencyPrefixes); w.Currency != "" {
				w.Money, s = true, strings.TrimLeft(s, " ")
			}
		}
	}
	number, rest := cutNumber(s)
	if number == "" {
		return w, fault("%q is no number", "「%s」不是數字", "“%s”不是数字", clip(text))
	}
	if w.Value, err = decimalText(text, number, maxDigits); err != nil {
		return w, err
	}
	if negative {
		w.Value = w.Value.Neg()
	}
	err = w.suffix(text, rest)
	return w, err
}

// suffix reads what stands behind the digits: a percent sign, or a scale and
// a currency or measure word.
func (w *Written) suffix(text, rest string) error {
	s := strings.TrimLeft(rest, " ")
	switch {
	case s == "%" && w.Currency != "":
		return fault("%q is both an amount of money and a percentage", "「%s」既是金額又是百分比", "“%s”既是金额又是百分比", clip(text))
	case s == "%":
		w.Shape, w.Value = Percent, w.Value.Mul(Dec(1, 2))
		return nil
	case s != "" && s[0] >= '0' && s[0] <= '9':
		return fault("%q: write the number without spaces inside", "「%s」：數字中間不可有空格", "“%s”：数字中间不可有空格", clip(text))
	case s == rest && exponent(s):
		return fault("%q: write the number out, without an exponent", "「%s」：請寫出完整數字，不用指數", "“%s”：请写出完整数字，不用指数", clip(text))
	}
	s = w.scale(s)
	code, after := cutPrefix(s, currencySuffixes)
	switch {
	case s == "":
	case code != "" && after == "":
		return w.paid(text, code)
	case units[s]:
		w.Unit = s
	default:
		return fault("%q: cannot read %q behind the number", "「%s」：數字後的「%s」無法辨識", "“%s”：数字后的“%s”无法辨识", clip(text), clip(s))
	}
	return nil
}

// exponent reports whether s begins like the end of 1e5 or 1E-5.
func exponent(s string) bool {
	return len(s) > 1 && (s[0] == 'e' || s[0] == 'E') && strings.IndexByte("+-0123456789", s[1]) >= 0
}

// scale takes a power of ten off the front of s.
func (w *Written) scale(s string) (rest string) {
	for _, c := range scales {
		if after, ok := strings.CutPrefix(s, c.word); ok && endsWord(c.word, after) {
			w.Scale, w.Value = c.word, w.Value.Mul(Int(pow10[c.power]))
			return strings.TrimLeft(after, " ")
		}
	}
	return s
}

// paid notes the currency that stands behind a number.
func (w *Written) paid(text, code string) error {
	w.Money = true
	switch {
	case code == "元":
	case w.Currency == "" || SignOf(w.Currency, code):
		w.Currency = code
	default:
		return fault("%q names two currencies", "「%s」有兩種幣別", "“%s”有两种币种", clip(text))
	}
	return nil
}

// oneCurrency reports whether two amounts can be of one currency.
func oneCurrency(a, b string) bool { return b == "" || SignOf(a, b) || SignOf(b, a) }

// endsWord reports whether a scale of Latin letters is not merely the
// beginning of a longer word: m in 5 m and 5 mUSD, not in 5 men.
func endsWord(word, after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	latin := word[0] < utf8.RuneSelf
	return !latin || after == "" || r == ' ' || r >= utf8.RuneSelf || isCode(after)
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

// decimalText reads digits with groups of three and one point, at most limit
// digits.
func decimalText(text, s string, limit int) (Num, error) {
	whole, frac, point := strings.Cut(s, ".")
	switch {
	case strings.ContainsAny(frac, ",."):
		return Num{}, fault("%q: write commas between thousands and one point before decimals, as in 1,234,567.5", "「%s」：千分位用逗號，小數前用一個點，例如 1,234,567.5", "“%s”：千分位用逗号，小数前用一个点，例如 1,234,567.5", clip(text))
	case whole == "" && frac != "":
		return Num{}, fault("%q: write a digit before the point, as in 0%s", "「%s」：小數點前請寫數字，例如 0%s", "“%s”：小数点前请写数字，例如 0%s", clip(text), clip(s))
	case point && frac == "" && whole != "":
		return Num{}, fault("%q: write a digit behind the point, as in %s0, or leave the point out", "「%s」：小數點後請寫數字，例如 %s0，或去掉小數點", "“%s”：小数点后请写数字，例如 %s0，或去掉小数点", clip(text), clip(s))
	case whole == "":
		return Num{}, fault("%q is no number", "「%s」不是數字", "“%s”不是数字", clip(text))
	}
	if strings.Contains(whole, ",") {
		groups := strings.Split(whole, ",")
		for i, g := range groups {
			if len(g) != 3 && (i > 0 || len(g) == 0 || len(g) > 3) {
				return Num{}, fault("%q: write commas between groups of three digits, as in 1,234,567", "「%s」：逗號之間須為三位數，例如 1,234,567", "“%s”：逗号之间须为三位数，例如 1,234,567", clip(text))
			}
		}
		whole = strings.Join(groups, "")
	}
	if len(whole)+len(frac) > limit {
		return Num{}, fault("%q has more than %d digits", "「%s」超過 %d 位", "“%s”超过 %d 位", clip(text), limit)
	}
	return fromDigits(whole, frac), nil
}

// fromDigits is the number whole.frac.
func fromDigits(whole, frac string) Num {
	if len(whole)+len(frac) > maxDecimals {
		n, _ := new(big.Int).SetString(whole+frac, 10)
		return fromInt(n, len(frac))
	}
	var c int64
	for _, part := range [...]string{whole, frac} {
		for i := range len(part) {
			c = 10*c + int64(part[i]-'0')
		}
	}
	return decimal(c, len(frac))
}

// fold turns full-width forms and look-alike signs into plain ones.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xff01 && r <= 0xff5e: // full-width
			return r - 0xfee0
		case r == 0x3000 || r == 0xa0 || r == 0x202f || r == 0x2009: // wide, unbreakable and thin spaces
			return ' '
		case r == 0x2212: // minus
			return '-'
		case r == 0x2236: // ratio
			return ':'
		case r == 0x2215 || r == 0x2044: // division and fraction slash
			return '/'
		case r == 0xffe5:
			return '¥'
		case r == 0xffe1:
			return '£'
		case r == 0xffe6:
			return '₩'
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
