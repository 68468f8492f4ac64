package locale

import "almanac/site/num"

// decimals are kept within what [num.Dec] takes.
func bounded(decimals int) int { return min(max(decimals, 0), 15) }

// Number prints n with exactly so many decimals: 1,234.50. An absent number is "–".
func (l *Locale) Number(n num.Num, decimals int) string { return l.plain(n, 0, decimals, negative) }

// SignedNumber is Number with a plus before what prints above zero: +1,234.
func (l *Locale) SignedNumber(n num.Num, decimals int) string { return l.plain(n, 0, decimals, both) }

// Percent prints a fraction in percent: 0.98 is 98.0%. What is not zero but
// would print so is <0.1%, below zero −<0.1%.
func (l *Locale) Percent(n num.Num, decimals int) string {
	return l.hundredths(n, decimals, negative, l.percent)
}

// Signed prints a fraction in percent with its sign: +3.0%, −3.0%; zero has none.
func (l *Locale) Signed(n num.Num, decimals int) string {
	return l.hundredths(n, decimals, both, l.percent)
}

// Points prints a fraction in percentage points: 0.025 is 2.5 pp, or signed
// +2.5 pp. What is not zero but would print so is <0.1 pp, below zero −<0.1 pp.
func (l *Locale) Points(n num.Num, decimals int, signed bool) string {
	if signed {
		return l.hundredths(n, decimals, both, l.points)
	}
	return l.hundredths(n, decimals, negative, l.points)
}

// Attainment prints the quotient of actual and target in percent. One that
// missed never prints as 100% or more: it takes as many more decimals as that
// needs, 99.96%; beyond nine it is <100%.
func (l *Locale) Attainment(rate num.Num, met bool, decimals int) string {
	if d, ok := missing(rate, met, decimals); ok {
		return l.Percent(rate, d)
	}
	return l.less + l.Percent(num.Int(1), 0)
}

// missing is the number of decimals with which a rate that missed its target
// does not print as 100%; not ok if there is none up to nine.
func missing(rate num.Num, met bool, decimals int) (int, bool) {
	decimals = bounded(decimals)
	if met || !rate.Present() || rate.Cmp(num.Int(1)) >= 0 {
		return decimals, true
	}
	for d := decimals; d <= max(decimals, 9); d++ {
		if rate.Round(d+2).Cmp(num.Int(1)) < 0 {
			return d, true
		}
	}
	return 0, false
}

// plain prints n·10^shift.
func (l *Locale) plain(n num.Num, shift, decimals int, s sign) string {
	if !n.Present() {
		return l.absent
	}
	var w written
	var room [64]byte
	write(&w, n, shift, bounded(decimals))
	return string(w.append(room[:0], l, s))
}

// hundredths prints n·100 between the words of a.
func (l *Locale) hundredths(n num.Num, decimals int, s sign, a affix) string {
	if !n.Present() {
		return l.absent
	}
	var w written
	var room [64]byte
	decimals = bounded(decimals)
	write(&w, n, 2, decimals)
	if w.zero && n.Sign() != 0 {
		return l.tiny(decimals, n.Sign() < 0 && s != none, a)
	}
	b := append(room[:0], a.before...)
	b = append(w.append(b, l, s), a.after...)
	return string(b)
}

// tiny is what is not zero but would print so: less than one in the last
// place, on the side of zero that it is on.
func (l *Locale) tiny(decimals int, neg bool, a affix) string {
	text := l.less + a.before + l.Number(num.Dec(1, decimals), decimals) + a.after
	if neg {
		return minus + text
	}
	return text
}
