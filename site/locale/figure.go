package locale

import "almanac/site/num"

// The units of domain.md §2.1 that a Format may have.
const (
	money    = "money"
	count    = "count"
	percent  = "percent"
	duration = "duration"
	index    = "index"
)

// A Format says how the figures of a metric are printed.
type Format struct {
	Unit     string // money, count, percent, duration, index or none (domain.md §2.1)
	Currency string // an ISO 4217 code, of money
	Decimals int    // after scaling; below zero: the unit's own
	Scale    Scale  // of money
	Measure  string // the word behind a count or duration in sentences: 單, days; may be ""
}

// decimals are those of f or, below zero, the unit's own: those of the scale
// for money, none for counts, one for all else.
func (l *Locale) decimals(f Format) int {
	switch {
	case f.Decimals >= 0:
		return bounded(f.Decimals)
	case f.Unit == money:
		return l.ScaleDecimals(f.Scale)
	case f.Unit == count:
		return 0
	}
	return 1
}

// shift is the power of ten that f's numbers are multiplied with to be printed.
func (l *Locale) shift(f Format) int {
	switch f.Unit {
	case money:
		return -l.in(f.Scale).Power
	case percent:
		return 2
	}
	return 0
}

// Figure is the text of a table's cell: the number alone, whose unit stands in
// the head (see [Locale.Unit]), but a percentage with its sign. What is not zero
// but would print so is <0.01, below zero −<0.01.
func (l *Locale) Figure(n num.Num, f Format) string {
	if f.Unit == percent {
		return l.Percent(n, l.decimals(f))
	}
	return l.cell(n, f, negative)
}

// InFull is a figure with all its digits and without a scale, where f prints it
// rounded; "" where it does not, and of a figure that has more than nine decimals.
func (l *Locale) InFull(n num.Num, f Format) string {
	exact := func(f Format) bool { return n.Round(l.decimals(f) + l.shift(f)).Equal(n) }
	if !n.Present() || exact(f) {
		return ""
	}
	f.Scale = Scale{}
	for f.Decimals = range 10 {
		if exact(f) {
			return l.Figure(n, f)
		}
	}
	return ""
}

// cell is an amount in a table.
func (l *Locale) cell(n num.Num, f Format, s sign) string {
	shift, decimals := l.shift(f), l.decimals(f)
	if n.Sign() != 0 && n.Round(shift+decimals).IsZero() {
		return l.tiny(decimals, n.Sign() < 0, affix{})
	}
	return l.plain(n, shift, decimals, s)
}

// Change is the text of a cell that holds a difference of two figures, with its
// sign: +0.74, −3, and for percentages +2.5 pp.
func (l *Locale) Change(n num.Num, f Format) string {
	if f.Unit == percent {
		return l.Points(n, l.decimals(f), true)
	}
	return l.cell(n, f, both)
}

// Unit is what the head of a column says about its numbers: USD m, the measure
// word of a count; "" if there is nothing to say, as of percentages, which
// carry their sign, and change by points.
func (l *Locale) Unit(f Format) string {
	switch f.Unit {
	case money:
		return l.MoneyUnit(f.Currency, f.Scale)
	case percent:
		return ""
	}
	return f.Measure
}

// Apart is f with as many more decimals, up to nine, as a and b need to print
// differently and their difference to print as more than zero, if they differ:
// an amount that misses its target does not print as the target, nor its gap
// as nothing.
func (l *Locale) Apart(a, b num.Num, f Format) Format {
	if !a.Present() || !b.Present() || a.Equal(b) {
		return f
	}
	first, shift := l.decimals(f), l.shift(f)
	for d := first; d <= max(first, 9); d++ {
		at := d + shift
		if a.Round(at).Equal(b.Round(at)) || a.Sub(b).Round(at).IsZero() {
			continue
		}
		if d > first {
			f.Decimals = d
		}
		return f
	}
	return f
}

// trimmed is how many decimals a sentence gives n·10^shift: none if that is a
// whole number, else as many as it is rounded to.
func trimmed(n num.Num, shift, decimals int) int {
	if n.Round(shift).Equal(n) {
		return 0
	}
	return decimals
}

// Say prints a figure as sentences have it, with its unit: RMB 1.20 million,
// 18%, 20單. A whole number has no decimals.
func (l *Locale) Say(n num.Num, f Format) string {
	if f.Unit == percent {
		return l.SayPercent(n, l.decimals(f))
	}
	return l.amount(n, f, negative)
}

// SayChange prints a difference of two figures as sentences have it, and of
// percentages in points. Unsigned, where the words say which way it goes, it
// gives the magnitude alone.
func (l *Locale) SayChange(n num.Num, f Format, signed bool) string {
	switch {
	case f.Unit == percent:
		return l.SayPoints(n, l.decimals(f), signed)
	case signed:
		return l.amount(n, f, both)
	}
	return l.amount(n, f, none)
}

// amount says what is no percentage.
func (l *Locale) amount(n num.Num, f Format, s sign) string {
	switch {
	case !n.Present():
		return l.absent
	case f.Unit == money:
		return l.moneyLong(n, f.Currency, f.Scale, f.Decimals, s)
	}
	text := l.plain(n, 0, trimmed(n, 0, l.decimals(f)), s)
	if f.Measure == "" {
		return text
	}
	return l.text("number.measured", "n", text, "measure", f.Measure)
}

// SayNumber is Number without decimals where n is whole.
func (l *Locale) SayNumber(n num.Num, decimals int) string {
	return l.plain(n, 0, trimmed(n, 0, decimals), negative)
}

// SayPercent is Percent without decimals where the percentage is whole: 0.2 is
// 20%, 0.35294 is 35.3%.
func (l *Locale) SayPercent(n num.Num, decimals int) string {
	return l.Percent(n, trimmed(n, 2, decimals))
}

// SaySigned is SayPercent with a sign: +20%, −4.1%.
func (l *Locale) SaySigned(n num.Num, decimals int) string {
	return l.Signed(n, trimmed(n, 2, decimals))
}

// SayPoints says a fraction in percentage points: 20 percentage points,
// 20個百分點. Unsigned, it gives the magnitude alone.
func (l *Locale) SayPoints(n num.Num, decimals int, signed bool) string {
	if !n.Present() {
		return l.absent
	}
	s := none
	if signed {
		s = both
	}
	decimals = trimmed(n, 2, decimals)
	text := l.hundredths(n, decimals, s, affix{})
	return l.text("number.points_long", "n", text)
}

// SayAttainment is Attainment as sentences have it: 120%, 98.4%, and 99.96%
// where that missed.
func (l *Locale) SayAttainment(rate num.Num, met bool, decimals int) string {
	return l.Attainment(rate, met, trimmed(rate, 2, decimals))
}

// SayRange prints two figures as the ends of a range: RMB 0.84–1.09 million,
// 84萬至109萬元, 91–103%.
func (l *Locale) SayRange(from, to num.Num, f Format) string {
	switch {
	case !from.Present() || !to.Present():
		return l.absent
	case f.Unit == percent:
		d := max(trimmed(from, 2, l.decimals(f)), trimmed(to, 2, l.decimals(f)))
		return l.text(ranging("number.range_percent", from, to), "from", l.plain(from, 2, d, negative), "to", l.plain(to, 2, d, negative))
	case f.Unit == money:
		return l.moneyRange(from, to, f)
	}
	d := max(trimmed(from, 0, l.decimals(f)), trimmed(to, 0, l.decimals(f)))
	text := l.text(ranging("number.range", from, to), "from", l.plain(from, 0, d, negative), "to", l.plain(to, 0, d, negative))
	if f.Measure == "" {
		return text
	}
	return l.text("number.measured", "n", text, "measure", f.Measure)
}

// Between joins two printed figures as the ends of a range, as SayRange does.
func (l *Locale) Between(from, to num.Num, a, b string) string {
	return l.text(ranging("number.range", from, to), "from", a, "to", b)
}

// ranging is the key of a range, in which a dash must not stand before a minus.
func ranging(key string, from, to num.Num) string {
	if from.Sign() < 0 || to.Sign() < 0 {
		return key + "_signed"
	}
	return key
}

// moneyRange is SayRange for amounts.
func (l *Locale) moneyRange(from, to num.Num, f Format) string {
	sc, decimals := l.in(f.Scale), f.Decimals
	if decimals < 0 {
		decimals = sc.decimals
	}
	shift := -sc.Power
	if sc.long == "" { // written out
		shift = 0
		if sc.Power > 0 {
			decimals = 0
		}
	}
	if sc.Power == 0 || !l.fixedMoney {
		decimals = max(trimmed(from, shift, decimals), trimmed(to, shift, decimals))
	}
	a, b := l.plain(from, shift, decimals, negative), l.plain(to, shift, decimals, negative)
	if sc.long == "" {
		return l.currency(f.Currency, l.text(ranging("number.range", from, to), "from", a, "to", b))
	}
	return l.currency(f.Currency, l.text(ranging("money.range", from, to), "from", a, "to", b, "scale", sc.long))
}
