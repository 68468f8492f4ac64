package locale

import (
	"math"
	"strconv"
	"strings"

	"almanac/site/num"
)

// minus is U+2212, as wide as a plus sign.
const minus = "−"

// A sign says which signs a number is printed with.
type sign uint8

const (
	negative sign = iota // a minus where it is negative
	both                 // also a plus where it is positive
	none                 // none: the words say it
)

// written is a number with its digits worked out: a whole part and decimals,
// as digits, and the sign of what is printed. The digits stand in the buffer
// or, where they do not fit, in a string of their own.
type written struct {
	room  [32]byte
	start int    // of the digits in room
	long  string // digits that do not fit; then room is not used
	point int    // how many of the digits are decimals
	neg   bool
	zero  bool // all digits are 0
}

// write works out n·10^shift to so many decimals, rounded half away from zero.
// n is present, decimals from 0 to 18.
func write(w *written, n num.Num, shift, decimals int) {
	w.point = decimals
	if c, ok := quick(n, shift+decimals); ok {
		w.neg, w.zero = c < 0, c == 0
		w.fill(c)
		return
	}
	s := n.Mul(power(shift)).Fixed(decimals)
	s, w.neg = strings.CutPrefix(s, "-")
	w.long = strings.Replace(s, ".", "", 1)
	w.zero = strings.Trim(w.long, "0") == ""
}

// quick is n·10^shift rounded to a whole number, if floating point can tell
// for certain: the nearest float is off by less than 2^-53 of its value, and
// so are the power and the product, so below 2^40 the error is less than
// 2^-11. Where the result is further than that from a half, no other whole
// number is possible; where it is nearer, and in every tie, exact arithmetic
// decides.
func quick(n num.Num, shift int) (int64, bool) {
	const limit, margin = 1 << 40, 1.0 / (1 << 11)
	x := n.Float()
	switch {
	case shift >= 0 && shift < len(powers):
		x *= powers[shift]
	case shift < 0 && -shift < len(powers):
		x /= powers[-shift]
	default:
		return 0, false
	}
	if !(x > -limit && x < limit) {
		return 0, false
	}
	whole, frac := math.Modf(x)
	frac = math.Abs(frac)
	if frac > 0.5-margin && frac < 0.5+margin {
		return 0, false
	}
	if frac > 0.5 {
		whole += math.Copysign(1, x)
	}
	return int64(whole), true
}

// powers of ten that a float holds exactly.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// power is 10^n, exactly; n from −18 to 18.
func power(n int) num.Num {
	if n < 0 {
		return num.Dec(1, -n)
	}
	return num.Int(int64(powers[n]))
}

// fill writes the digits of c, at least one before the decimals.
func (w *written) fill(c int64) {
	u := uint64(c)
	if c < 0 {
		u = uint64(-c)
	}
	i := len(w.room)
	for n := 0; u > 0 || n <= w.point; n++ {
		i--
		w.room[i] = byte('0' + u%10)
		u /= 10
	}
	w.start = i
}

// append puts the number behind b in the way of l.
func (w *written) append(b []byte, l *Locale, s sign) []byte {
	switch {
	case w.zero || s == none:
	case w.neg:
		b = append(b, minus...)
	case s == both:
		b = append(b, '+')
	}
	if w.long != "" {
		return l.grouped(b, []byte(w.long), w.point)
	}
	return l.grouped(b, w.room[w.start:], w.point)
}

// grouped appends digits, the last so many of which are decimals.
func (l *Locale) grouped(b, digits []byte, decimals int) []byte {
	whole := len(digits) - decimals
	for i, d := range digits[:whole] {
		if i > 0 && (whole-i)%3 == 0 {
			b = append(b, l.group...)
		}
		b = append(b, d)
	}
	if decimals > 0 {
		b = append(append(b, l.point...), digits[whole:]...)
	}
	return b
}

// Int prints a whole number with groups: 1,234.
func (l *Locale) Int(n int) string {
	if n >= 0 && n < 1000 {
		return strconv.Itoa(n)
	}
	return l.Number(num.Int(int64(n)), 0)
}
