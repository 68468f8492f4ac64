package check

import "almanac/site/num"

// hold holds a figure against a value in its own measure and scale. With a way the
// value's sign says which way it went, and the figure has none of its own.
func (o *outcome) hold(f *figure, way int, value num.Num) {
	o.value, o.right, o.near, o.why = value, false, false, isOff
	if !o.known {
		return
	}
	if !value.Present() {
		o.known = false
		return
	}
	if way != 0 {
		if f.sign != 0 && f.sign != way && f.sign < 0 { // 下降-5%
			way = f.sign
		}
		if value.Sign() != 0 && value.Sign() != way {
			o.why = isFlipped
			if f.inWords() || f.hedge != 0 || !small(value, f) {
				return
			}
		}
		value = value.Mul(num.Int(int64(way)))
	} else if f.sign < 0 {
		value = value.Neg()
	}
	if f.inWords() || f.hedge != 0 {
		yes, no := f.roughly(value)
		o.right, o.known = yes, yes || no
		return
	}
	o.right = f.rounds(value)
	o.near = !o.right && o.why != isFlipped && value.Sub(f.value).Abs().Cmp(num.Dec(1, f.decimals)) <= 0
}

// small reports whether a value rounds to zero in a figure's last place, so that its
// sign does not show.
func small(value num.Num, f *figure) bool { return value.Round(f.decimals).IsZero() }

// rounds reports whether a value is the figure's at its own precision, rounded half
// up or half to even (domain.md §4.5).
func (f *figure) rounds(value num.Num) bool {
	if value.Round(f.decimals).Equal(f.value) {
		return true
	}
	last := num.Dec(1, f.decimals)
	off := value.Sub(f.value).Abs()
	even := shift(f.value, f.decimals).Div(num.Int(2))
	return off.Mul(num.Int(2)).Equal(last) && even.Equal(even.Round(0))
}

// roughly reports whether a simplified or hedged figure is true of a value from 0 on,
// or not (domain.md §3.5); where that does not say, it is neither.
func (f *figure) roughly(x num.Num) (yes, no bool) {
	switch f.is {
	case inTenths:
		return f.tenths(x)
	case inTimes:
		return f.multiple(x)
	case inPart:
		if f.hedge == hedgeNone || f.hedge == hedgeAbout {
			yes = x.Sub(f.value).Abs().Cmp(num.Int(1)) <= 0
			return yes, !yes
		}
	}
	return f.hedged(x)
}

// tenths: 兩成, 逾三成, 近四成, 約五成, 一成五.
func (f *figure) tenths(x num.Num) (yes, no bool) {
	off := x.Sub(f.value)
	next := num.Int(10)
	if !f.value.Div(next).Equal(f.value.Div(next).Round(0)) {
		next = num.Int(5) // 一成五
	}
	switch f.hedge {
	case hedgeNone:
		yes = off.Abs().Cmp(num.Dec(5, 1)) < 0
	case hedgeAbout:
		yes = off.Abs().Cmp(num.Int(1)) <= 0
	case hedgeOver:
		yes = off.Sign() > 0 && off.Cmp(next) < 0
	case hedgeNearly, hedgeClose:
		yes = off.Sign() < 0 && off.Cmp(num.Int(-2)) >= 0
	default:
		return f.hedged(x)
	}
	return yes, !yes
}

// multiple: 翻倍 is from 1.95 to 2.05 times, N倍 exact in its last place and no
// farther off than a twentieth; what is farther off by rounding alone is neither.
func (f *figure) multiple(x num.Num) (yes, no bool) {
	off := x.Sub(f.value)
	fine := f.value.Mul(num.Dec(25, 3))
	switch f.hedge {
	case hedgeNone:
		yes = off.Abs().Cmp(fine) <= 0 || f.decimals > 0 && f.rounds(x)
		return yes, !yes && !f.rounds(x)
	case hedgeOver:
		yes = off.Cmp(fine) > 0
		return yes, off.Sign() <= 0
	}
	return f.hedged(x)
}

// hedged: about, over, nearly, close to, below, at least, at most a number.
func (f *figure) hedged(x num.Num) (yes, no bool) {
	off := x.Sub(f.value)
	within := func(percent int64) bool { // of the figure
		return off.Abs().Mul(num.Int(100)).Cmp(f.value.Mul(num.Int(percent))) <= 0
	}
	switch f.hedge {
	case hedgeOver, hedgeLeast:
		if off.Sign() < 0 || off.Sign() == 0 && f.hedge == hedgeOver {
			return false, true
		}
		return within(10) || f.tens() && off.Cmp(num.Int(5)) <= 0, false
	case hedgeNearly:
		if off.Sign() >= 0 {
			return false, true
		}
		return within(5), !within(5)
	case hedgeClose:
		return within(2), !within(5)
	case hedgeUnder, hedgeMost:
		if off.Sign() > 0 || off.Sign() == 0 && f.hedge == hedgeUnder {
			return false, true
		}
		return within(10), false
	}
	yes = within(5) || f.rounds(x)
	return yes, !yes && !within(10)
}

// tens reports whether a figure is a multiple of ten percent.
func (f *figure) tens() bool {
	ten := f.value.Div(num.Int(10))
	return f.is == inPercent && ten.Equal(ten.Round(0))
}

// holdDigits holds 雙位數 and double-digit against a rate in percent.
func (o *outcome) holdDigits(digits, way int, rate num.Num) {
	o.value, o.right, o.why = rate, false, isOff
	if !rate.Present() {
		o.known = false
		return
	}
	if rate.Sign() != 0 && rate.Sign() != way {
		o.why = isFlipped
		return
	}
	size := rate.Abs()
	o.right = size.Cmp(num.Dec(1, 1-digits)) >= 0 && size.Cmp(num.Dec(1, -digits)) < 0
}

// holdTimes holds 增長2倍 against a rate in percent: three times as much.
func (o *outcome) holdTimes(c *claim, rate num.Num) {
	o.value, o.right, o.why = num.Num{}, false, isOff
	if !rate.Present() || c.way < 0 {
		o.known = false
		return
	}
	o.value = rate.Div(hundred)
	all := c.figure
	all.value = all.value.Add(num.Int(1))
	yes, no := all.roughly(o.value.Add(num.Int(1)))
	o.right, o.known = yes, yes || no
}
